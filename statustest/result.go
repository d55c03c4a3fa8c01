package statustest

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/http/httptest"
	"strings"

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
	body, _ := r.content(maxBody)
	return problem.Decode(&http.Response{
		StatusCode: r.resp.StatusCode,
		Header:     r.resp.Header,
		Body:       io.NopCloser(bytes.NewReader(body)),
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

// maxBody is how many bytes of a body an assertion looks at.
const maxBody = 1 << 20

// streams reports whether the body may be a stream without an end: reading it could wait for good, and what follows a
// 101 or the answer to a CONNECT is no content, but another protocol.
func (r *result) streams() bool {
	return r.code == httpstatus.SwitchingProtocols ||
		r.method() == http.MethodConnect && r.code.Class() == httpstatus.Successful ||
		r.mediaType() == "text/event-stream"
}

// peek returns the first bytes of the body, limit of them at the most, and whether that is the whole body. The body
// still gives all of it.
func (r *result) peek(limit int) (head []byte, whole bool) {
	if r.resp.Body == nil || r.resp.Body == http.NoBody {
		return nil, true
	}
	if r.streams() {
		return nil, false
	}
	p, ok := r.resp.Body.(*peeked)
	if !ok {
		p = &peeked{rest: r.resp.Body}
		r.resp.Body = p
	}
	// One byte more tells whether there is more.
	if n := limit + 1 - len(p.head); n > 0 && p.err == nil {
		more, err := io.ReadAll(io.LimitReader(p.rest, int64(n)))
		p.head = append(p.head, more...)
		if len(more) < n {
			p.err = io.EOF
		}
		if err != nil {
			p.err = err
		}
	}
	if len(p.head) > limit {
		return p.head[:limit], false
	}
	return p.head, p.err == io.EOF
}

// peeked is a body whose first bytes have been read: it gives them again, then what it has not read, then the error that
// reading came to.
type peeked struct {
	head []byte
	err  error // what followed head; nil: rest tells
	rest io.ReadCloser
}

func (p *peeked) Read(b []byte) (int, error) {
	if len(p.head) > 0 {
		n := copy(b, p.head)
		p.head = p.head[n:]
		return n, nil
	}
	if p.err != nil {
		return 0, p.err
	}
	return p.rest.Read(b)
}

// Close closes the body. What had been read of it is gone then, as the rest is.
func (p *peeked) Close() error {
	p.head, p.err = nil, nil
	return p.rest.Close()
}

// content is peek of the body without its gzip coding, if it has that.
func (r *result) content(limit int) (head []byte, whole bool) {
	head, whole = r.peek(limit)
	if !strings.EqualFold(r.resp.Header.Get("Content-Encoding"), "gzip") {
		return head, whole
	}
	z, err := gzip.NewReader(bytes.NewReader(head))
	if err != nil {
		return head, whole
	}
	// An error may well be the end of head.
	plain, err := io.ReadAll(io.LimitReader(z, int64(limit)+1))
	if len(plain) > limit {
		return plain[:limit], false
	}
	return plain, whole && err == nil
}
