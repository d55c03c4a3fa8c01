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
	"slices"
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
		{"the first code, and the last", errors.Join(httpstatus.Code(400), httpstatus.Code(999)), "400", false},
		{"code, refined by what is beside it", errors.Join(httpstatus.Forbidden, httpstatus.IISDirectoryListingDenied), "403", false},
		{"Error, refined by what is beside it", errors.Join(&Error{Code: 403}, httpstatus.IISDirectoryListingDenied), "403", false},
		{"Error, refined in the second branch below", &Error{Code: 403, Err: errors.Join(httpstatus.Gone, httpstatus.IISDirectoryListingDenied)}, "403.14", false},
		{"Error, refined by 0", &Error{Code: 404, Err: httpstatus.NotFound.Sub(0)}, "404.0", false},
		{"Error, not refined by an unknown 0", &Error{Code: 410, Err: httpstatus.Gone.Sub(0)}, "410", false},
		{"asked for a substatus", refining{403, httpstatus.Forbidden.Sub(1)}, "403.1", false},
		{"asked for a substatus of another code", refining{403, httpstatus.NotFound.Sub(3)}, "403", false},
		{"asked for 0, known", refining{404, httpstatus.NotFound.Sub(0)}, "404.0", false},
		{"asked for 0, unknown", refining{403, httpstatus.Forbidden.Sub(0)}, "403", false},
		{"asked for another's 0", refining{403, httpstatus.NotFound.Sub(0)}, "403", false},
		{"substatus, the greatest", httpstatus.Forbidden.Sub(65535), "403.65535", false},
		{"timeout of a client", timedOut{}, "504", false},
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
		{"nothing below, beside another status", &Error{Code: 404, Err: errors.Join(&Error{Detail: "Said.", Header: http.Header{"X-A": {"1"}}}, httpstatus.Conflict)}, `"detail":"Said."`, "409"},
		{"beside another status", &Error{Code: 404, Err: errors.Join(httpstatus.Conflict, &Error{Detail: "Said.", Header: http.Header{"X-A": {"1"}}})}, `"detail":"Said."`, "409"},
		{"in an error of another status", &Error{Code: 404, Header: http.Header{"X-A": {"1"}}, Err: upstream{409, &Error{Detail: "secret"}}}, `"status":404`, "secret"},
		{"deep in an error of another status", &Error{Code: 404, Header: http.Header{"X-A": {"1"}}, Err: upstream{409, fmt.Errorf("x: %w", upstream{404, &Error{Detail: "secret"}})}}, `"status":404`, "secret"},
		{"beside the first", errors.Join(&Error{Code: 404, Header: http.Header{"X-A": {"1"}}}, &Error{Detail: "secret"}), `"status":404`, "secret"},
		{"deep beside the first", errors.Join(&Error{Code: 404, Header: http.Header{"X-A": {"1"}}}, fmt.Errorf("x: %w", &Error{Detail: "secret"})), `"status":404`, "secret"},
		{"below its code again", &Error{Code: 403, Sub: 14, Header: http.Header{"X-A": {"1"}}, Err: upstream{403, &Error{Detail: "Said."}}}, `"substatus":"403.14","detail":"Said."`, "secret"},
		{"below another substatus", &Error{Code: 403, Sub: 1, Header: http.Header{"X-A": {"1"}}, Err: wrapper{tooLittle.status, &Error{Detail: "secret"}}}, `"substatus":"403.1"`, "secret"},
		{"beside a third status", &Error{Code: 404, Header: http.Header{"X-A": {"1"}}, Err: upstream{409, fork{upstream{410, nil}, &Error{Detail: "secret"}}}}, `"status":404`, "secret"},
		{"the text of a third status", &Error{Code: 404, Header: http.Header{"X-A": {"1"}}, Err: upstream{409, quota{3}}}, `"title":"Not Found"`, "left"},
		{"the text of a code below its substatus", &Error{Code: 403, Sub: 14, Header: http.Header{"X-A": {"1"}}, Err: codeError{tooLittle.status.Table, nil}}, `"substatus":"403.14"`, "Of the code"},
		{"the values of the outer one", &Error{Header: http.Header{"X-A": {"1"}}, Err: ownWrapper{tooLittle, ownError{"9", tooLittle.status}}}, `"detail":"5 for 3 items."`, "9"},
		{"its number below it", &Error{Header: http.Header{"X-A": {"1"}}, Err: wrapper{tooLittle.status, httpstatus.Forbidden.Sub(1001)}}, `"code":"too_little","detail":"… for … items."`, "secret"},
		{"no error at all, with more", &Error{Code: 200, Title: "secret", Instance: "/i", Extensions: map[string]any{"trace": 7}, Header: http.Header{"X-A": {"1"}}}, `,"instance":"/i","trace":7}`, "secret"},
		{"no substatus", &Error{Code: 403, Sub: -1, Detail: "Said.", Header: http.Header{"X-A": {"1"}}}, `"status":403,"detail":"Said."}`, "substatus"},
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

// A refining is an error with a status, that gives a substatus when it is asked for one.
type refining struct {
	code int
	sub  httpstatus.Substatus
}

func (refining) Error() string     { return "refining" }
func (r refining) StatusCode() int { return r.code }
func (r refining) As(target any) bool {
	s, ok := target.(*httpstatus.Substatus)
	if ok {
		*s = r.sub
	}
	return ok
}

// A timedOut is a deadline by its method Is, as the errors of net/http's client are.
type timedOut struct{}

func (timedOut) Error() string        { return "timed out" }
func (timedOut) Is(target error) bool { return target == context.DeadlineExceeded }

// TestCycle has an *Error that leads back to itself: what it says is said once.
func TestCycle(t *testing.T) {
	cycle := &Error{Code: 422, Detail: "Round.", Fields: []Field{{Parameter: "a", Detail: "x"}}}
	cycle.Err = fmt.Errorf("again: %w", cycle)
	rr, _ := logged()
	if body := write(t, rr, request("GET"), cycle).Body.String(); !strings.Contains(body, `"errors":[{"parameter":"a","detail":"x"}]}`) {
		t.Errorf("%s", body)
	}
	if got, want := cycle.Error(), "422 Unprocessable Content: Round.: a x: …"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	unreadable := &Error{Code: 404, Err: (*ownError)(nil)}
	if got, want := unreadable.Error(), "404 Not Found: …"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// TestTreeSize looks at 1,000 errors of a tree.
func TestTreeSize(t *testing.T) {
	for n, want := range map[int]httpstatus.Code{998: 410, 999: 410, 1000: 500, 1001: 500} {
		var chain error = httpstatus.Gone
		for range n {
			chain = &node{chain}
		}
		if got := resolve(chain).status.Code; got != want {
			t.Errorf("below %d: %d, want %d", n, got, want)
		}
		all := make([]error, n-1) // one is around all of them
		for i := range all {
			all[i] = &node{}
		}
		if got := resolve(errors.Join(append(all, httpstatus.Gone)...)).status.Code; got != want {
			t.Errorf("beside %d: %d, want %d", n, got, want)
		}
	}
}

// TestWalk has each error of a tree in the order of errors.As, with how many are around it, until one is enough.
func TestWalk(t *testing.T) {
	leaf := func(s string) error { return errors.New(s) }
	tree := fmt.Errorf("%w %w %w", &node{leaf("b")}, fork{leaf("c"), &node{leaf("d")}}, leaf("e"))
	want := []string{"0 *fmt.wrapErrors", "1 *problem.node", "2 b", "1 problem.fork", "2 c", "2 *problem.node", "3 d", "1 e"}
	for stop := range len(want) + 1 {
		var got []string
		all := walk(tree, func(err error, depth int) bool {
			name := fmt.Sprintf("%T", err)
			if name == "*errors.errorString" {
				name = err.Error()
			}
			got = append(got, fmt.Sprintf("%d %s", depth, name))
			return len(got) <= stop
		})
		if w := want[:min(stop+1, len(want))]; !slices.Equal(got, w) || all != (stop == len(want)) {
			t.Errorf("%q, want %q; all of it: %v", got, w, all)
		}
	}
}

// TestPrepareSees has what Prepare is given of each status, and what it makes of it.
func TestPrepareSees(t *testing.T) {
	fields := []Field{{Parameter: "a", Detail: "x"}}
	for _, tt := range []struct {
		err       error
		code, sub int
		change    func(*Error)
		want      string
	}{
		{httpstatus.NotFound, 404, 0, func(*Error) {}, `"title":"Not Found","status":404,"detail":`},
		{httpstatus.NotFound.Sub(0), 404, 0, func(*Error) {}, `"status":404,"substatus":"404.0"`},
		{httpstatus.Forbidden.Sub(1), 403, 1, func(*Error) {}, `"status":403,"substatus":"403.1"`},
		{tooLittle, 403, 1001, func(*Error) {}, `"code":"too_little","detail":"5 for 3 items.","params":`},
		{tooLittle, 403, 1001, func(e *Error) { e.Sub = 0 }, `"title":"Forbidden","status":403,"detail":` + slowString(messages.English.Code(403).Detail) + "}"},
		{tooLittle, 403, 1001, func(e *Error) { e.Sub = 1 }, `"title":"Forbidden","status":403,"substatus":"403.1","detail":` + slowString(messages.English.Substatus(httpstatus.Forbidden.Sub(1)).Detail) + "}"},
		{quota{3}, 429, 1001, func(e *Error) { e.Code, e.Sub = 410, 0 }, `"status":410,"detail":` + slowString(messages.English.Code(410).Detail) + "}"},
		{httpstatus.Gone, 410, 0, func(e *Error) { e.Sub = 1 }, `"status":410,"substatus":"410.1"`},
		{&Error{Code: 422, Fields: fields}, 422, 0, func(e *Error) { e.Fields[0].Detail = "y" }, `"errors":[{"parameter":"a","detail":"y"}]`},
		{&Error{Code: 404, Header: http.Header{"x-a": {"1"}}}, 404, 0, func(e *Error) { e.Detail = e.Header.Get("X-A") }, `"detail":"1"`},
	} {
		rr, log := logged()
		rr.Prepare = func(_ *http.Request, e *Error) {
			if int(e.Code) != tt.code || e.Sub != tt.sub || e.Header == nil || e.Extensions == nil {
				t.Errorf("%v: prepared %+v", tt.err, e)
			}
			tt.change(e)
		}
		w := write(t, rr, request("GET"), tt.err)
		if !strings.Contains(w.Body.String(), tt.want) || strings.Contains(log.String(), "panicked") {
			t.Errorf("%v: %s, want %s", tt.err, w.Body, tt.want)
		}
	}
	if fields[0].Detail != "x" {
		t.Error("what Prepare changes is another's too")
	}
}
