package problem

import (
	"cmp"
	"net/http"
	"strings"

	"github.com/httpstatus-go/httpstatus"
	"github.com/httpstatus-go/httpstatus/messages"
)

// An Error is an error with all that the answer to a request can say of it. Nothing in it has to be set; what is left out
// is filled in, from an *Error that Err wraps, and then from the catalog, in the reader's language. Everything but Err is
// public.
//
// Errors add up: each layer of an application can wrap the error of the one below in an *Error that says what that layer
// knows, as a request ID. The outer one comes first, field by field of Header and member by member of Extensions; Fields are
// appended. If an inner one has another status than the outer one sends, its Type, Title, Detail and Fields, which speak of
// that status, are not sent.
//
// What cannot be sent is left out, and logged: a Type or Instance that is no URI reference; a header field that is about the
// body or that holds a line break; an extension that has the name of a member that the answer itself has, in any case, or
// that encoding/json cannot encode.
//
// An Error may be shared by any number of answers, as long as nobody changes it or what is in it.
type Error struct {
	Code       httpstatus.Code // 0: the status that Err has. If Err has this code, its substatus, text and values stay
	Sub        int             // with Code, a substatus: 14 for 403.14; 0 for that of Err, or none
	Type       string          // the problem's type, a URI reference (RFC 9457, 3.1.1); empty: that of the status, else about:blank
	Title      string          // replaces the catalog's text; in a language that the reader understands
	Detail     string          // likewise
	Instance   string          // identifies this occurrence, a URI reference, for a report of it (RFC 9457, 3.1.5)
	Fields     []Field         // what is wrong with which part of the request: the member "errors"
	Header     http.Header     // fields to send: Retry-After, WWW-Authenticate, Allow …; none of the body's
	Extensions map[string]any  // further members of the problem details, for any value that encoding/json takes
	Err        error           // the cause: for logs and errors.Is, never sent; an *Error in it fills what is empty here
}

// A Field says what is wrong with one part of a request: of its content, by Pointer; of the query, path or form, by
// Parameter; or of its header, by Header. One without any of them is about the request as a whole.
type Field struct {
	Pointer   string // JSON Pointer into the content, "/items/0/amount" (RFC 6901); sent as "#/items/0/amount"
	Parameter string // the name of a parameter of the query, path or form
	Header    string // the name of a header field
	Err       error  // what is wrong, with text of its own: invalid.Required, a Status, an error of a table
	Detail    string // or text in a language that the reader understands; comes before that of Err
}

// Error returns the status, the Detail, the Fields and the text of Err, as far as they are there: "404 Not Found: no such
// invoice: sql: no rows in result set", "422 Unprocessable Content: /name required, /items/0/amount too_small". A status that
// the text of Err has already is not said twice. It is for logs. Of more than 10 Fields, and of a tree of errors without end,
// or with over 1,000 in it, it has only the beginning.
func (e *Error) Error() string {
	if e == nil {
		return httpstatus.InternalServerError.Error()
	}
	var parts []string
	if e.Detail != "" {
		parts = append(parts, e.Detail)
	}
	if len(e.Fields) > 0 {
		parts = append(parts, summary(e.Fields))
	}
	a := resolve(e)
	status := a.text()
	switch {
	case e.Err == nil:
	case isEndless(e):
		parts = append(parts, "…")
	default:
		cause := e.Err.Error()
		if parts == nil && strings.Contains(cause, status) {
			return cause
		}
		parts = append(parts, cause)
	}
	return strings.Join(append([]string{status}, parts...), ": ")
}

// summary returns what is wrong with which part of the request, for a log: "/name required, page integer".
func summary(fields []Field) string {
	const most = 10
	var b strings.Builder
	for i := range fields {
		if i > 0 {
			b.WriteString(", ")
		}
		if i == most {
			b.WriteString("…")
			break
		}
		f := &fields[i]
		if place := f.place(); place != "" {
			b.WriteString(escaped(place) + " ")
		}
		b.WriteString(escaped(f.what()))
	}
	return b.String()
}

// what returns what is wrong with the field, in a word if it has one: the ID, the status, or else a sentence.
func (f *Field) what() string {
	if e, ok := f.Err.(*FieldError); ok && e != nil {
		return cmp.Or(e.ID, f.Detail, e.Detail, "…")
	}
	a := resolve(f.Err)
	switch {
	case f.Err == nil || !a.stated:
		return cmp.Or(f.Detail, "…")
	case a.refined:
		return cmp.Or(a.status.ID(), a.text())
	}
	return a.text()
}

// Unwrap returns Err.
func (e *Error) Unwrap() error {
	if e == nil {
		return nil
	}
	return e.Err
}

// StatusCode returns the status that e is answered with, as an int.
func (e *Error) StatusCode() int { return int(resolve(e).status.Code) }

// Is reports whether target is the Code of e, or its Code and Sub. It serves errors.Is, which looks into Err by itself.
func (e *Error) Is(target error) bool {
	if e == nil {
		return target == httpstatus.InternalServerError
	}
	switch t := target.(type) {
	case httpstatus.Code:
		return t == e.Code && t != 0
	case httpstatus.Substatus:
		return e.Sub != 0 && t == e.Code.Sub(e.Sub)
	}
	return false
}

// As sets target to the Code and Sub of e, if it is an *httpstatus.Substatus and Sub is not 0. It serves errors.As, which
// looks into Err by itself.
func (e *Error) As(target any) bool {
	if e == nil || e.Sub == 0 {
		return false
	}
	t, ok := target.(*httpstatus.Substatus)
	if ok {
		*t = e.Code.Sub(e.Sub)
	}
	return ok
}

// A teller is an error whose text has parts of its own filled in, as those of generated packages.
type teller interface {
	Message(*messages.Dictionary) messages.Message
}

// An enumerator is an error that has its values apart, as those of generated packages.
type enumerator interface {
	Params() []messages.Param
}
