package statustest

import (
	"fmt"

	"github.com/httpstatus-go/httpstatus"
	"github.com/httpstatus-go/httpstatus/messages"
)

// TestingT is what an assertion reports to: a *testing.T, or anything else with its Errorf. A method Helper() is called
// where there is one, so that the failure is shown at the line of the caller.
type TestingT interface {
	Errorf(format string, args ...any)
}

type helper interface{ Helper() }

// Code asserts that the status of got is want. The message and its arguments, as in every function of this package, are
// printed with a failure.
func Code(t TestingT, want httpstatus.Code, got any, msgAndArgs ...any) bool {
	if h, ok := t.(helper); ok {
		h.Helper()
	}
	r := resultOf(got)
	if r.hasCode && r.code == want {
		return true
	}
	return fail(t, r.failure("want %v, got %s", want, r.name()), msgAndArgs)
}

// Class asserts that the status of got is of the class want, whether the code is a known one or not.
func Class(t TestingT, want httpstatus.Class, got any, msgAndArgs ...any) bool {
	if h, ok := t.(helper); ok {
		h.Helper()
	}
	r := resultOf(got)
	if r.hasCode && r.code.Class() == want {
		return true
	}
	name := want.String()
	if want.Name() != "" {
		name += " " + want.Name()
	}
	return fail(t, r.failure("want %s, got %s", name, r.name()), msgAndArgs)
}

// Substatus asserts that got has the substatus want, or is the status of one's own.
//
// A response has a substatus if its body is a problem document (RFC 9457) with a member "substatus" and its status is the code
// of that; an error, if the first with a status in its tree has one. A code alone has none: it is not its substatus 0.
//
// A [messages.Status] is more than its numbers, which another table may have too. An error is it if that first one with a
// status is, or wraps it. A response is it if its status is the code and its problem document has the Status's type, or its
// ID as the member "code".
func Substatus[S httpstatus.Substatus | messages.Status](t TestingT, want S, got any, msgAndArgs ...any) bool {
	if h, ok := t.(helper); ok {
		h.Helper()
	}
	r := resultOf(got)
	sub, has := r.substatus()
	name := r.name()
	switch {
	case has && r.status == (messages.Status{}):
		name = sub.Error()
	case r.hasCode && !has:
		name += " without a substatus"
	}
	text := ""
	switch want := any(want).(type) {
	case httpstatus.Substatus:
		if has && sub == want {
			return true
		}
		text = want.Error()
	case messages.Status:
		if r.is(want) {
			return true
		}
		text = fmt.Sprintf("%s, type %s", want.Error(), inQuotes(want.Type()))
		if typ, ok := r.problemType(); ok {
			name += fmt.Sprintf(", type %s", inQuotes(typ))
		}
	}
	return fail(t, r.failure("want %s, got %s", text, name), msgAndArgs)
}

// Type asserts that the problem type (RFC 9457, 3.1.1) of got is want, as it stands in the problem document: "about:blank"
// also if the document has none. A [messages.Status] and an error that is one have a type too, and so has a
// [*problem.Problem].
func Type(t TestingT, want string, got any, msgAndArgs ...any) bool {
	if h, ok := t.(helper); ok {
		h.Helper()
	}
	r := resultOf(got)
	typ, ok := r.problemType()
	if ok && typ == want {
		return true
	}
	name := r.name()
	if ok {
		name += ", type " + inQuotes(typ)
	} else if r.hasCode {
		name += " without a problem type"
	}
	return fail(t, r.failure("want the problem type %s, got %s", inQuotes(want), name), msgAndArgs)
}
