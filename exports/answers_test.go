package exports

import (
	"errors"
	"fmt"
	"log/slog"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/httpstatus-go/httpstatus"
	"github.com/httpstatus-go/httpstatus/exports/odd"
	"github.com/httpstatus-go/httpstatus/messages"
	"github.com/httpstatus-go/httpstatus/problem"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// hostile is a value that ends a string, a template, a comment, a script or a line, where it is not escaped.
const hostile = "\u2028\u2029\r\n\"'`${1}$&</script>*/{constructor}<!--\\u0041"

// failures are errors of every status of package odd that is answered with a problem document, with and without values.
var failures = []error{
	odd.Class,
	odd.Constructor,
	odd.ConstructorError{Length: 3, Constructor: hostile, ToString: "", HasOwnProperty: "{length}", Then: -1 << 53},
	messages.Status{Code: 403, Sub: 1002, Table: odd.Table}, // New, which is deprecated
	odd.ToString,
	odd.ToStringError{Class: hostile, Function: "$1"},
	odd.Problem,
	odd.ProblemError{OrderID: "7", OrderNo: 1 << 53, Prototype: hostile},
	odd.ValueOf,
	odd.ValueOfError{N: 0},
	odd.Function,
	odd.FunctionError{Name: hostile, Count: 1},
	odd.Default,
	odd.Then,
	odd.ThenError{Dollar: hostile},
	odd.Await,
	&problem.Error{
		Err: odd.ToStringError{Class: "a", Function: "b"}, Title: "Its own", Detail: hostile, Instance: "/orders/7",
		Extensions: map[string]any{"balance": 3},
		Fields: []problem.Field{
			{Pointer: "/items/0/" + hostile, Err: odd.ValueOfError{N: 4}},
			{Parameter: "amount", Err: odd.Problem},
			{Header: "Prefer", Detail: "Not that."},
		},
	},
}

// An answer is what package problem sends for an error, and what it is made of.
type answer struct {
	language string // what was asked for
	row      messages.Row
	message  messages.Message // the text of the error
	own      bool             // the error has text of its own instead
	body     string
}

// answers returns what is sent for each of failures in each language.
func answers(t *testing.T) (out []answer) {
	t.Helper()
	renderer := &problem.Renderer{
		Matcher: odd.Matcher(), // for the codes; a status needs none
		Log:     slog.New(slog.DiscardHandler),
	}
	for _, err := range failures {
		for d := range odd.Table.Dictionaries() {
			r := httptest.NewRequest("GET", "/", nil)
			r.Header.Set("Accept", "application/problem+json")
			r.Header.Set("Accept-Language", d.String())
			w := httptest.NewRecorder()
			renderer.Write(w, r, err)
			require.Equal(t, "application/problem+json", w.Header().Get("Content-Type"))
			a := answer{language: d.String(), row: rowOf(t, err), body: w.Body.String()}
			var with interface {
				Message(*messages.Dictionary) messages.Message
			}
			if errors.As(err, &with) {
				a.message = with.Message(d)
			} else {
				a.message = a.row.Message(d)
			}
			var e *problem.Error
			a.own = errors.As(err, &e)
			require.Equal(t, int(a.row.Code), w.Code)
			out = append(out, a)
		}
	}
	return out
}

// rowOf returns the row of package odd that an error is of.
func rowOf(t *testing.T, err error) messages.Row {
	t.Helper()
	code, _ := httpstatus.CodeOf(err)
	for r := range odd.Table.Rows() {
		var s messages.Status
		switch {
		case r.Sub < 0 && r.Code == code && !errors.As(err, &s):
			return r
		case r.Sub >= 0 && errors.Is(err, messages.Status{Code: r.Code, Sub: r.Sub, Table: odd.Table}):
			return r
		}
	}
	require.FailNow(t, "no row", "%v", err)
	return messages.Row{}
}

// TestFailures holds failures to the table: every status from 400 on is there, and so is every type of its errors.
func TestFailures(t *testing.T) {
	bare, filled := map[string]bool{}, map[string]bool{}
	for _, err := range failures {
		name := rowOf(t, err).Name
		if strings.HasSuffix(fmt.Sprintf("%T", err), "Error") {
			filled[name] = true
		} else {
			bare[name] = true
		}
	}
	for r := range odd.Table.Rows() {
		assert.Equal(t, r.Code >= 400, bare[r.Name], r.Name)
		assert.Equal(t, r.Code >= 400 && len(r.Params) > 0, filled[r.Name], r.Name)
	}
	assert.True(t, slices.ContainsFunc(answers(t), func(a answer) bool { return strings.Contains(a.body, `"errors":[`) }))
}
