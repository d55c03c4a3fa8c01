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
	"github.com/httpstatus-go/httpstatus/problem"
)

// A result is what an assertion looks at, whatever it was given.
type result struct {
	hasCode bool
	code    httpstatus.Code
	sub     httpstatus.Substatus // of an error or a Substatus; zero: none
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
	var sub httpstatus.Substatus
	switch s := s.(type) {
	case *problem.Problem:
		if s != nil {
			sub = s.Substatus
		}
	case *problem.Error:
		// Its own status counts before that of its cause.
		if s != nil && s.Code != 0 {
			if s.Sub != 0 {
				sub = s.Code.Sub(s.Sub)
			}
			break
		}
		errors.As(s, &sub)
	default:
		errors.As(s, &sub)
	}
	if sub.Code == r.code {
		r.sub = sub
	}
	return r
}

// name is how a failure calls what was got.
func (r *result) name() string {
	switch {
	case !r.hasCode:
		return r.kind
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
