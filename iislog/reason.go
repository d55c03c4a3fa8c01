package iislog

import (
	"slices"

	"github.com/httpstatus-go/httpstatus"
)

// A Reason is why http.sys itself ended a request or a connection, s-reason of HTTPERR, as the log has it: "QueueFull".
// Of a reason that is not documented only the name is known.
type Reason string

// Known reports whether r is a documented reason: one of the constants.
func (r Reason) Known() bool {
	_, ok := findReason(r)
	return ok
}

// Text returns what happened and what to do, in English; "" if r is not [Reason.Known].
func (r Reason) Text() string {
	if i, ok := findReason(r); ok {
		return reasons[i].text
	}
	return ""
}

// Status returns the status that http.sys answers with for this reason; 0 if it answers with none, with several, or no
// documentation says it. What it answered with is in the entry.
func (r Reason) Status() httpstatus.Code {
	if i, ok := findReason(r); ok {
		return reasons[i].status
	}
	return 0
}

type reasonRow struct {
	reason Reason
	status httpstatus.Code
	text   string
}

// findReason finds a row of reasons, which are in the order of their bytes.
func findReason[T Reason | []byte](reason T) (int, bool) {
	return slices.BinarySearchFunc(reasons[:], reason, func(row reasonRow, r T) int {
		a := string(row.reason)
		for i := range min(len(a), len(r)) {
			if a[i] != r[i] {
				return int(a[i]) - int(r[i])
			}
		}
		return len(a) - len(r)
	})
}
