package problem

import (
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"net/http"
	"os"

	"github.com/httpstatus-go/httpstatus"
	"github.com/httpstatus-go/httpstatus/messages"
)

// An Error is an error with all that the answer to a request can say of it. Only the Code is needed; what is left out is
// filled in from the catalog, in the reader's language. Everything but Err is public.
//
// What cannot be sent is left out, and logged: a Type that is no URI reference; a field that is about the body or that
// holds a line break; an extension that has the name of another member, in any case, or that encoding/json cannot encode.
type Error struct {
	Code       httpstatus.Code // 0: the status that Err has
	Sub        int             // with Code, a substatus: 14 for 403.14; 0 for none
	Type       string          // the problem's type, a URI reference (RFC 9457, 3.1.1); empty: about:blank
	Detail     string          // replaces the catalog's text; in a language that the reader understands
	Instance   string          // identifies this occurrence, for a report of it (RFC 9457, 3.1.5)
	Header     http.Header     // fields to send: Retry-After, WWW-Authenticate, Allow …; none of the body's
	Extensions map[string]any  // further members of the problem details, for any value that encoding/json takes
	Err        error           // the cause: for logs and errors.Is, never sent
}

// Error returns the status, the Detail and the text of Err, as far as they are there: "404 Not Found: no such invoice:
// sql: no rows in result set". It is for logs.
func (e *Error) Error() string {
	if e == nil {
		return httpstatus.InternalServerError.Error()
	}
	a := resolve(e)
	s := a.status.Error()
	if !a.refined {
		s = a.status.Code.Error()
	}
	if e.Detail != "" {
		s += ": " + e.Detail
	}
	if e.Err != nil {
		s += ": " + e.Err.Error()
	}
	return s
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

// Is reports whether target is the status of e: its code, or its substatus. It serves errors.Is.
func (e *Error) Is(target error) bool {
	a := resolve(e)
	switch t := target.(type) {
	case httpstatus.Code:
		return t == a.status.Code
	case httpstatus.Substatus:
		return a.refined && t == a.status
	}
	return false
}

// As sets target to the substatus of e, if it is an *httpstatus.Substatus and there is one. It serves errors.As.
func (e *Error) As(target any) bool {
	a := resolve(e)
	return a.refined && setSubstatus(target, a.status)
}

func setSubstatus(target any, s httpstatus.Substatus) bool {
	t, ok := target.(*httpstatus.Substatus)
	if ok {
		*t = s
	}
	return ok
}

// An answer is what an error comes to.
type answer struct {
	status  httpstatus.Substatus
	refined bool                 // status is a substatus, not a code alone
	public  *Error               // what the caller made public; nil for nothing
	text    message              // what has the text; nil: the catalog
	misuse  string               // what is wrong with the status that the error has; "" for nothing
	asked   httpstatus.Substatus // that status, if something is wrong with it
}

// A message is an error whose text has parts of its own filled in.
type message interface {
	Message(*messages.Dictionary) messages.Message
}

// resolve finds the status in the tree of err.
func resolve(err error) answer {
	a := find(err)
	asked := a.status
	if c := a.status.Code; c < 400 || 999 < c {
		a.status, a.refined, a.text = httpstatus.InternalServerError.Sub(0), false, nil
		a.misuse, a.asked = "the error's status is not 400 to 999", asked
	}
	if a.status.Sub < 0 || a.status.Sub > httpstatus.MaxSub {
		a.status.Sub, a.refined = 0, false
		a.misuse, a.asked = "the error's substatus is not 0 to 65535", asked
	}
	return a
}

func find(err error) answer {
	s, ok := err.(interface{ StatusCode() int }) // mostly; errors.As takes longer than all the rest, and an allocation
	if !ok {
		var inTree interface{ StatusCode() int }
		if !errors.As(err, &inTree) {
			return code(wellKnown(err))
		}
		s = inTree
	}
	switch s := s.(type) {
	case *Error:
		if s == nil {
			return code(httpstatus.InternalServerError)
		}
		a := answer{status: s.Code.Sub(s.Sub), refined: s.Sub != 0}
		if s.Code == 0 {
			a = find(s.Err)
		}
		a.public = s
		return a
	case httpstatus.Code:
		return code(s)
	case httpstatus.Substatus:
		return substatus(s)
	}
	a := code(httpstatus.Code(s.StatusCode()))
	var sub httpstatus.Substatus
	if errors.As(s.(error), &sub) && sub.Code == a.status.Code {
		a = substatus(sub)
	}
	a.text, _ = s.(message)
	return a
}

func code(c httpstatus.Code) answer { return answer{status: c.Sub(0)} }

// substatus is the answer of s; a substatus of 0 that is not documented says no more than its code.
func substatus(s httpstatus.Substatus) answer {
	return answer{status: s, refined: s.Sub != 0 || s.Known()}
}

// wellKnown returns the status of an error that has none by itself.
func wellKnown(err error) httpstatus.Code {
	var tooLarge *http.MaxBytesError
	var syntax *json.SyntaxError
	var mismatch *json.UnmarshalTypeError
	switch {
	case errors.As(err, &tooLarge):
		return httpstatus.ContentTooLarge
	case errors.Is(err, fs.ErrNotExist):
		return httpstatus.NotFound
	case errors.Is(err, fs.ErrPermission):
		return httpstatus.Forbidden
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, os.ErrDeadlineExceeded):
		return httpstatus.GatewayTimeout
	case errors.As(err, &syntax), errors.As(err, &mismatch):
		return httpstatus.BadRequest
	}
	return httpstatus.InternalServerError
}
