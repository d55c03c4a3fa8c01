package problem

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/httpstatus-go/httpstatus"
	"github.com/httpstatus-go/httpstatus/messages"
)

// An upstream is an error with a status of its tooLittle, of another package.
type upstream struct {
	code  int
	cause error
}

func (u upstream) Error() string   { return "upstream" }
func (u upstream) StatusCode() int { return u.code }
func (u upstream) Unwrap() error   { return u.cause }

func TestResolve(t *testing.T) {
	syntax := json.Unmarshal([]byte("{"), new(any))
	mismatch := json.Unmarshal([]byte("1"), new(string))
	_, missing := os.Open("testdata/no-such-file")
	var none *Error
	for _, tt := range []struct {
		name   string
		err    error
		want   string // the code, or the substatus
		misuse bool
	}{
		{"code", httpstatus.NotFound, "404", false},
		{"code, wrapped", fmt.Errorf("find: %w", httpstatus.NotFound), "404", false},
		{"code, joined", errors.Join(errors.New("x"), httpstatus.Gone, httpstatus.NotFound), "410", false},
		{"code, unknown", httpstatus.Code(499), "499", false},
		{"code, of no class", httpstatus.Code(999), "999", false},
		{"code, of success", httpstatus.OK, "500", true},
		{"code, not modified", httpstatus.NotModified, "500", true},
		{"code, of two digits", httpstatus.Code(99), "500", true},
		{"code, of four digits", httpstatus.Code(1000), "500", true},
		{"code, negative", httpstatus.Code(-404), "500", true},
		{"substatus", httpstatus.IISDirectoryListingDenied, "403.14", false},
		{"substatus, wrapped", fmt.Errorf("list: %w", httpstatus.IISDirectoryListingDenied), "403.14", false},
		{"substatus, own", httpstatus.Forbidden.Sub(1001), "403.1001", false},
		{"substatus 0, known", httpstatus.NotFound.Sub(0), "404.0", false},
		{"substatus 0, unknown", httpstatus.Gone.Sub(0), "410", false},
		{"substatus, negative", httpstatus.Forbidden.Sub(-1), "403", true},
		{"substatus, too large", httpstatus.Forbidden.Sub(65536), "403", true},
		{"substatus, of success", httpstatus.OK.Sub(14), "500", true},
		{"Error", &Error{Code: 404}, "404", false},
		{"Error, wrapped", fmt.Errorf("x: %w", &Error{Code: 404}), "404", false},
		{"Error, substatus", &Error{Code: 403, Sub: 14}, "403.14", false},
		{"Error, its cause is another status", &Error{Code: 404, Err: httpstatus.IISDirectoryListingDenied}, "404", false},
		{"Error, its cause is of the same code", &Error{Code: 403, Err: fmt.Errorf("x: %w", httpstatus.IISDirectoryListingDenied)}, "403.14", false},
		{"Error, its cause is another substatus", &Error{Code: 403, Sub: 1, Err: httpstatus.IISDirectoryListingDenied}, "403.1", false},
		{"Error, of an Error of the same code", &Error{Code: 403, Err: &Error{Code: 403, Sub: 14}}, "403.14", false},
		{"own status", tooLittle.status, "403.1001", false},
		{"own status, in an Error", &Error{Code: 403, Err: tooLittle.status}, "403.1001", false},
		{"own status, zero", messages.Status{}, "500", true},
		{"own error", fmt.Errorf("x: %w", tooLittle), "403.1001", false},
		{"own error, in an Error", &Error{Err: tooLittle}, "403.1001", false},
		{"own error, behind a pointer", &tooLittle, "403.1001", false},
		{"own error, nil", (*ownError)(nil), "500", false},
		{"own error, nil in an Error", &Error{Code: 400, Err: (*ownError)(nil)}, "400", false},
		{"an As that gives no error", liar{}, "409", false},
		{"Error, of its cause", &Error{Err: fmt.Errorf("x: %w", httpstatus.IISDirectoryListingDenied)}, "403.14", false},
		{"Error, of a cause without a status", &Error{Err: fs.ErrNotExist}, "500", false},
		{"Error, of an Error", &Error{Err: &Error{Code: 409}}, "409", false},
		{"Error, empty", &Error{}, "500", false},
		{"Error, nil", none, "500", false},
		{"Error, wrapped nil", fmt.Errorf("x: %w", none), "500", false},
		{"Error, of success", &Error{Code: 200}, "500", true},
		{"StatusCode", upstream{code: 418}, "418", false},
		{"StatusCode, with a substatus", upstream{403, httpstatus.IISDirectoryListingDenied}, "403.14", false},
		{"StatusCode, with another's substatus", upstream{404, httpstatus.IISDirectoryListingDenied}, "404", false},
		{"StatusCode, of success", upstream{code: 204}, "500", true},
		{"Message", quota{3}, "429.1001", false},
		{"Problem", &Problem{Status: 404}, "502", false},
		{"Problem, substatus", fmt.Errorf("x: %w", &Problem{Status: 403, Substatus: httpstatus.IISDirectoryListingDenied}), "502", false},
		{"Problem, nil", (*Problem)(nil), "500", false},
		{"StatusCode, of an Error", upstream{403, &Error{Code: 403, Sub: 14}}, "403.14", false},
		{"MaxBytesError", fmt.Errorf("x: %w", &http.MaxBytesError{Limit: 1}), "413", false},
		{"ErrNotExist", fs.ErrNotExist, "500", false},
		{"PathError", missing, "500", false},
		{"ErrPermission", fmt.Errorf("x: %w", fs.ErrPermission), "500", false},
		{"DeadlineExceeded", fmt.Errorf("x: %w", context.DeadlineExceeded), "504", false},
		{"os.ErrDeadlineExceeded", fmt.Errorf("x: %w", os.ErrDeadlineExceeded), "500", false},
		{"SyntaxError", fmt.Errorf("x: %w", syntax), "500", false},
		{"UnmarshalTypeError", fmt.Errorf("x: %w", mismatch), "500", false},
		{"status before well-known", errors.Join(fs.ErrNotExist, httpstatus.Conflict), "409", false},
		{"plain", errors.New("boom"), "500", false},
		{"canceled", context.Canceled, "500", false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a := resolve(tt.err)
			got := a.status.String()
			if !a.refined {
				got, _, _ = strings.Cut(got, ".")
			}
			if got != tt.want || (a.misuse != "") != tt.misuse {
				t.Errorf("%v: got %s (%q), want %s", tt.err, got, a.misuse, tt.want)
			}
		})
	}
}

// TestErrorsAddUp wraps an *Error in an *Error.
func TestErrorsAddUp(t *testing.T) {
	inner := &Error{
		Code: 401, Type: "/p/inner", Title: "Inner title", Detail: "Inner detail.", Instance: "/inner",
		Fields:     []Field{{Pointer: "/a", Detail: "A."}},
		Header:     http.Header{"WWW-Authenticate": {"Basic"}, "X-Both": {"inner"}},
		Extensions: map[string]any{"trace": "inner", "both": "inner"},
	}
	for _, tt := range []struct {
		name  string
		outer *Error
		want  string // JSON
		fails []string
	}{
		{"nothing of its own", &Error{},
			`{"type":"/p/inner","title":"Inner title","status":401,"detail":"Inner detail.","instance":"/inner","errors":[{"pointer":"#/a","detail":"A."}],"both":"inner","trace":"inner"}`, nil},
		{"a request ID", &Error{Code: 401, Extensions: map[string]any{"request_id": 7, "both": "outer"}},
			`{"type":"/p/inner","title":"Inner title","status":401,"detail":"Inner detail.","instance":"/inner","errors":[{"pointer":"#/a","detail":"A."}],"both":"outer","request_id":7,"trace":"inner"}`, nil},
		{"all of its own", &Error{Type: "/p/outer", Title: "Outer title", Detail: "Outer detail.", Instance: "/outer", Fields: []Field{{Parameter: "b", Detail: "B."}}},
			`{"type":"/p/outer","title":"Outer title","status":401,"detail":"Outer detail.","instance":"/outer","errors":[{"parameter":"b","detail":"B."},{"pointer":"#/a","detail":"A."}],"both":"inner","trace":"inner"}`, nil},
		{"another status", &Error{Code: 404, Detail: "Outer detail."},
			`{"type":"about:blank","title":"Not Found","status":404,"detail":"Outer detail.","instance":"/inner","both":"inner","trace":"inner"}`, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			rr, _ := logged()
			tt.outer.Header = http.Header{"x-both": {"outer"}, "X-Outer": {"1"}}
			tt.outer.Err = fmt.Errorf("layer: %w", inner)
			before := fmt.Sprint(*inner, *tt.outer)
			w := write(t, rr, request("GET"), tt.outer)
			if got := strings.TrimSpace(w.Body.String()); got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
			h := w.Header()
			if h.Get("WWW-Authenticate") != "Basic" || h.Get("X-Both") != "outer" || h.Get("X-Outer") != "1" {
				t.Errorf("header %v", h)
			}
			if after := fmt.Sprint(*inner, *tt.outer); after != before {
				t.Errorf("the errors are changed: %s", after)
			}
		})
	}
}

// TestErrorsInTrees has *Errors in trees: what is below one with a Code counts in all branches, and what speaks of another
// status is not sent.
func TestErrorsInTrees(t *testing.T) {
	secret := &Error{Detail: "secret", Title: "secret", Fields: []Field{{Pointer: "/secret"}}, Err: tooLittle, Header: http.Header{"X-A": {"1"}}}
	a, b := &Error{Fields: []Field{{Pointer: "/a"}}}, &Error{Fields: []Field{{Pointer: "/b"}}, Header: http.Header{"X-A": {"1"}}}
	for _, tt := range []struct {
		name       string
		err        error
		want, none string
	}{
		{"a status below it is another", &Error{Code: 404, Err: secret}, `"status":404`, "secret"},
		{"in a branch", &Error{Code: 404, Err: fmt.Errorf("%w: %w", errors.New("sql"), secret)}, `"status":404`, "secret"},
		{"around branches", &Error{Code: 404, Err: &Error{Detail: "secret", Header: http.Header{"X-A": {"1"}}, Err: errors.Join(errors.New("sql"), tooLittle)}}, `"status":404`, "secret"},
		{"none below", &Error{Code: 400, Err: &Error{Detail: "Said.", Header: http.Header{"X-A": {"1"}}, Err: errors.New("sql")}}, `"detail":"Said."`, "sql"},
		{"branches", &Error{Code: 422, Err: errors.Join(a, b)}, `"errors":[{"pointer":"#/a"},{"pointer":"#/b"}]`, "code"},
		{"refined in the second branch", &Error{Code: 403, Header: http.Header{"X-A": {"1"}}, Err: fmt.Errorf("%w: %w", errors.New("sql"), tooLittle)}, `"code":"too_little","detail":"5 for 3 items."`, "sql"},
		{"another status beside", &Error{Code: 422, Err: errors.Join(secret, b)}, `"errors":[{"pointer":"#/b"}]`, "secret"},
		{"another table's number beside", &Error{Code: 403, Header: http.Header{"X-A": {"1"}}, Err: errors.Join(tooLittle.status, ownError{"9", messages.Status{Code: 403, Sub: 1001, Table: ownTable()}})}, `"code":"too_little","detail":"… for … items."`, "params"},
		{"no error at all", &Error{Code: 200, Detail: "secret", Type: "/secret", Header: http.Header{"X-A": {"1"}}}, `"status":500`, "secret"},
	} {
		rr, _ := logged()
		w := write(t, rr, request("GET"), tt.err)
		if got := w.Body.String(); !strings.Contains(got, tt.want) || strings.Contains(got, tt.none) || w.Header().Get("X-A") != "1" {
			t.Errorf("%s: %v %s", tt.name, w.Header(), got)
		}
	}
	// Two spellings of one field are that field with both values, each time.
	for range 20 {
		rr, _ := logged()
		h := write(t, rr, request("GET"), &Error{Code: 401, Header: http.Header{"WWW-Authenticate": {"Basic"}, "Www-Authenticate": {"Bearer"}}}).Header()
		if got := h["Www-Authenticate"]; !reflect.DeepEqual(got, []string{"Basic", "Bearer"}) {
			t.Fatalf("%q", got)
		}
	}
}

// TestHostile has trees of errors without end, or nearly.
func TestHostile(t *testing.T) {
	cycle := &Error{Detail: "round"}
	cycle.Err = fmt.Errorf("again: %w", cycle)
	wrapped := &Error{Code: 409}
	wrapped.Err = loop{wrapped}
	var foreign node
	foreign.next = &foreign
	var long error = httpstatus.Gone
	for range 100_000 {
		long = &Error{Err: long}
	}
	var joined error = &foreign // 2^1000 paths to it
	for range 1000 {
		joined = fork{joined, joined}
	}
	for _, tt := range []struct {
		err  error
		want int
	}{
		{cycle, 500}, {wrapped, 409}, {&foreign, 500}, {long, 500}, {joined, 500}, {&Error{Code: 404, Err: &foreign}, 404},
	} {
		rr, _ := logged()
		start := time.Now()
		for _, accept := range []string{"*/*", "text/html"} {
			if w := write(t, rr, request("GET", "Accept: "+accept), tt.err); w.Code != tt.want {
				t.Errorf("%T: %d, want %d", tt.err, w.Code, tt.want)
			}
		}
		t.Logf("%T: %v", tt.err, time.Since(start))
	}
	if s := cycle.Error(); len(s) > 200 || !strings.Contains(s, "round") {
		t.Errorf("%d bytes: %.200s", len(s), s)
	}
	if errors.Is(long, httpstatus.Conflict) || !errors.Is(long, httpstatus.Gone) {
		t.Error("errors.Is does not look to the end")
	}
}

type loop struct{ error }

func (l loop) Unwrap() error { return l.error }

type fork [2]error

func (fork) Error() string     { return "both" }
func (b fork) Unwrap() []error { return b[:] }

type node struct{ next error }

func (*node) Error() string   { return "node" }
func (n *node) Unwrap() error { return n.next }

// A liar gives, when it is asked, something with a status that is no error.
type liar struct{}

func (liar) Error() string { return "x" }

func (liar) As(target any) bool {
	p, ok := target.(*interface{ StatusCode() int })
	if ok {
		*p = notError{}
	}
	return ok
}

type notError struct{}

func (notError) StatusCode() int { return 409 }
