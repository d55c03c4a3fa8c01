package statustest

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/http/httptest"

	"github.com/httpstatus-go/httpstatus"
	"github.com/httpstatus-go/httpstatus/messages"
	"github.com/httpstatus-go/httpstatus/problem"
)

// A result is what an assertion looks at, whatever it was given.
type result struct {
	hasCode bool
	code    httpstatus.Code
	sub     httpstatus.Substatus // of an error or a Substatus; zero: none
	status  messages.Status      // of an error that is one; zero: none
	err     error                // what was given, if it is an error other than a Code or a Substatus
	resp    *http.Response       // what was given, or a copy of what a recorder has; nil: neither
	kind    string               // what was given, if it has no status
	fields  http.Header          // what header returns
}

func resultOf(got any) *result {
	switch got := got.(type) {
	case nil:
		return &result{kind: "nil"}
	case int:
		return &result{hasCode: true, code: httpstatus.Code(got)}
	case httpstatus.Code:
		return &result{hasCode: true, code: got}
	case httpstatus.Substatus:
		return &result{hasCode: true, code: got.Code, sub: got}
	case *http.Response:
		if got == nil {
			return &result{kind: "a nil *http.Response"}
		}
		return &result{hasCode: true, code: httpstatus.Code(got.StatusCode), resp: got}
	case *httptest.ResponseRecorder:
		if got == nil {
			return &result{kind: "a nil *httptest.ResponseRecorder"}
		}
		resp := recorded(got)
		return &result{hasCode: true, code: httpstatus.Code(resp.StatusCode), resp: resp}
	case *problem.Problem:
		if got == nil { // what Problem returns when it does not hold
			return &result{kind: "a nil *problem.Problem"}
		}
		return resultOfError(got)
	case error:
		return resultOfError(got)
	}
	return &result{kind: fmt.Sprintf("a %T: want *http.Response, *httptest.ResponseRecorder, error, "+
		"httpstatus.Code, httpstatus.Substatus or int", got)}
}

// recorded returns the response that rec has so far. The recorder stays as it is: its Result would keep what it returns
// the first time, to the surprise of a handler that is called with it again.
func recorded(rec *httptest.ResponseRecorder) *http.Response {
	twin := *rec
	resp := *twin.Result()
	resp.Body = http.NoBody
	if rec.Body != nil {
		resp.Body = io.NopCloser(bytes.NewReader(rec.Body.Bytes()))
	}
	return &resp
}

func resultOfError(err error) *result {
	// As httpstatus.CodeOf has it.
	var s interface {
		error
		StatusCode() int
	}
	if !errors.As(err, &s) {
		return &result{err: err, kind: "an error without a status"}
	}
	r := &result{err: err, hasCode: true, code: httpstatus.Code(s.StatusCode())}
	switch s := s.(type) {
	case *problem.Problem:
		if s != nil {
			r.sub = s.Substatus
		}
	case *problem.Error:
		// Its own status counts before that of its cause.
		if s != nil && s.Code != 0 {
			if s.Sub != 0 {
				r.sub = s.Code.Sub(s.Sub)
			}
			break
		}
		r.refine(s)
	default:
		r.refine(s)
	}
	if r.sub.Code != r.code {
		r.sub, r.status = httpstatus.Substatus{}, messages.Status{}
	}
	return r
}

// refine takes the substatus from the tree of an error, and what it is of one's own.
func (r *result) refine(err error) {
	errors.As(err, &r.sub)
	var status messages.Status
	if errors.As(err, &status) && status.Substatus() == r.sub {
		r.status = status
	}
}

// name is how a failure calls what was got.
func (r *result) name() string {
	switch {
	case !r.hasCode:
		return r.kind
	case r.status != (messages.Status{}):
		return r.status.Error()
	case r.sub != (httpstatus.Substatus{}):
		return r.sub.Error()
	}
	return r.code.String()
}

func (r *result) substatus() (httpstatus.Substatus, bool) {
	sub := r.sub
	if r.resp != nil && r.mediaType() == problemJSON {
		if p, err := r.decode(); err == nil {
			sub = p.Substatus
		}
	}
	return sub, sub != (httpstatus.Substatus{})
}

// is reports whether the result is a status of one's own.
func (r *result) is(want messages.Status) bool {
	if r.resp == nil {
		var p *problem.Problem
		if errors.As(r.err, &p) && p != nil {
			return r.hasCode && r.code == want.Code && want.ID() != "" && (p.Type == want.Type() || p.ID == want.ID())
		}
		return r.hasCode && r.status == want
	}
	members := r.problemMembers()
	return r.code == want.Code && want.ID() != "" && (members.text("type") == want.Type() || members.text("code") == want.ID())
}

// problemType returns the type of the problem; ok is false if there is no problem.
func (r *result) problemType() (typ string, ok bool) {
	var p *problem.Problem
	switch {
	case r.resp != nil:
		members := r.problemMembers()
		typ, ok = members.text("type"), members != nil
	case errors.As(r.err, &p) && p != nil:
		typ, ok = p.Type, true
	case r.status != (messages.Status{}):
		return r.status.Type(), true
	}
	if ok && typ == "" {
		typ = "about:blank"
	}
	return typ, ok
}

// decode returns the problem document of a response.
func (r *result) decode() (*problem.Problem, error) {
	return problem.Decode(&http.Response{
		StatusCode: r.resp.StatusCode,
		Header:     r.resp.Header,
		Body:       io.NopCloser(bytes.NewReader(r.content(maxBody).bytes)),
	})
}

// mediaType returns the type of the content in lower case, without parameters; "" if there is none.
func (r *result) mediaType() string {
	// The type is returned with an error in the parameters too.
	t, _, _ := mime.ParseMediaType(r.resp.Header.Get("Content-Type"))
	return t
}

// method returns the method of the request, or "" if it is not known.
func (r *result) method() string {
	switch {
	case r.resp.Request == nil:
		return ""
	case r.resp.Request.Method == "":
		return http.MethodGet
	}
	return r.resp.Request.Method
}
