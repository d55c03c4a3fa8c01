package problem

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"html/template"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/httpstatus-go/httpstatus"
	"github.com/httpstatus-go/httpstatus/messages"
	"golang.org/x/text/language"
)

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

// TestStopped has a context that is canceled with a cause, and errors that cannot be looked at.
func TestStopped(t *testing.T) {
	cause := errors.New("shutdown")
	ctx, stop := context.WithCancelCause(context.Background())
	stop(cause)
	cycle := &Error{}
	cycle.Err = cycle
	for _, tt := range []struct {
		err  error
		want httpstatus.Code
	}{
		{fmt.Errorf("get: %w", cause), 503}, {fmt.Errorf("get: %w", context.Canceled), 503}, {errors.New("x"), 500},
		{httpstatus.Gone, 410}, {cycle, 500}, {(*ownError)(nil), 500}, {&Error{Code: 422, Fields: []Field{{Parameter: "a", Err: (*ownError)(nil)}}}, 422},
	} {
		rr, _ := logged()
		if got := rr.Answer(request("GET").WithContext(ctx), tt.err).Status; got != tt.want {
			t.Errorf("%T: %d, want %d", tt.err, got, tt.want)
		}
	}
	late := RequestError(os.ErrDeadlineExceeded)
	gone, leave := context.WithCancel(context.Background())
	leave()
	for _, err := range []error{late, &Error{Instance: "/x", Err: late}} {
		if got := Answer(request("GET").WithContext(gone), err).Status; got != 408 {
			t.Errorf("%v: %d", err, got)
		}
	}
}

// TestOwnStatus answers with a status of an application's tooLittle, by a Renderer that nobody told of it.
func TestOwnStatus(t *testing.T) {
	rr, log := logged()
	for _, tt := range []struct {
		name, language string
		err            error
		want           string
	}{
		{"status", "nl", tooLittle.status, `"title":"Te weinig","status":403,"substatus":"403.1001","code":"too_little","detail":"… voor … stuks."}`},
		{"error", "zh,nl;q=0.5,en;q=0.1", tooLittle, `"title":"Te weinig","status":403,"substatus":"403.1001","code":"too_little","detail":"5 voor 3 stuks.","params":{"balance":"5","items":3}}`},
		{"behind a pointer", "nl", &tooLittle, `"title":"Te weinig","status":403,"substatus":"403.1001","code":"too_little","detail":"5 voor 3 stuks.","params":{"balance":"5","items":3}}`},
		{"the table's default", "zh", fmt.Errorf("x: %w", tooLittle), `"title":"Too little","status":403,"substatus":"403.1001","code":"too_little","detail":"5 for 3 items.","params":{"balance":"5","items":3}}`},
		{"in an Error of the code", "nl", &Error{Code: 403, Instance: "/i/1", Err: tooLittle},
			`"title":"Te weinig","status":403,"substatus":"403.1001","code":"too_little","detail":"5 voor 3 stuks.","instance":"/i/1","params":{"balance":"5","items":3}}`},
		{"another's number", "nl", messages.Status{Code: 403, Sub: 14, Table: tooLittle.status.Table}, `"title":"Forbidden","status":403,"substatus":"403.14","detail":`},
	} {
		w := write(t, rr, request("GET", "Accept-Language: "+tt.language), tt.err)
		if got := w.Body.String(); !strings.Contains(got, tt.want) {
			t.Errorf("%s: got %s, want %s", tt.name, got, tt.want)
		}
	}
	w := write(t, rr, request("GET", "Accept-Language: nl"), tooLittle)
	if !strings.HasPrefix(w.Body.String(), `{"type":"/p/too-little",`) || w.Header().Get("Content-Language") != "nl" {
		t.Errorf("%v %s", w.Header(), w.Body)
	}
	if !strings.Contains(log.String(), "id=too_little") {
		t.Errorf("logged %s", log)
	}
	p, err := Decode(w.Result())
	if err != nil {
		t.Fatal(err)
	}
	if p.ID != "too_little" || !reflect.DeepEqual(p.Params, map[string]any{"balance": "5", "items": 3}) || p.Extensions != nil {
		t.Errorf("%+v", *p)
	}
	if !errors.Is(p, tooLittle.status) || errors.Is(p, messages.Status{Code: 403, Sub: 1002, Table: tooLittle.status.Table}) {
		t.Errorf("%v is not %v", p, tooLittle.status)
	}
	// By number and ID where there is no type.
	p.Type = "about:blank"
	if !errors.Is(p, tooLittle.status) {
		t.Errorf("%v is not %v", p, tooLittle.status)
	}
	if p.ID = "another"; errors.Is(p, tooLittle.status) {
		t.Errorf("%v is %v", p, tooLittle.status)
	}
}

func TestFields(t *testing.T) {
	rr, log := logged()
	e := &Error{Code: 422, Fields: []Field{
		{Pointer: "/items/0/amount", Err: tooLittle},
		{Pointer: "/a~1b/ü x%", Err: tooLittle.status, Detail: "Said otherwise."},
		{Parameter: "page", Detail: "Not a number."},
		{Header: "If-Match", Err: httpstatus.PreconditionFailed},
		{Pointer: "/secret", Err: errors.New("secret of the server")},
		{Detail: "All of it."},
	}}
	detail, _ := json.Marshal(messages.English.Code(412).Detail)
	want := `"errors":[{"pointer":"#/items/0/amount","code":"too_little","params":{"balance":"5","items":3},"detail":"5 for 3 items."},` +
		`{"pointer":"#/a~1b/%C3%BC%20x%25","code":"too_little","detail":"Said otherwise."},{"parameter":"page","detail":"Not a number."},` +
		`{"header":"If-Match","detail":` + string(detail) + `},{"pointer":"#/secret"},{"detail":"All of it."}]`
	w := write(t, rr, request("GET", "Accept-Language: en"), e)
	if got := w.Body.String(); !strings.Contains(got, want) {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if !strings.Contains(log.String(), "secret of the server") {
		t.Errorf("logged %s", log)
	}
	p, err := Decode(w.Result())
	if err != nil || len(p.Fields) != 6 {
		t.Fatalf("%+v, %v", p, err)
	}
	var fe *FieldError
	if f := p.Fields[0]; f.Pointer != "/items/0/amount" || f.Detail != "5 for 3 items." || !errors.Is(f.Err, tooLittle.status) || !errors.As(f.Err, &fe) || fe.Params["items"] != 3 {
		t.Errorf("%+v", f)
	}
	if f := p.Fields[1]; f.Pointer != "/a~1b/ü x%" {
		t.Errorf("%+v", f)
	}

	// In the language of the answer if the table has it, else in the next that is asked for.
	for accept, want := range map[string]string{"zh,nl;q=0.5": "5 voor 3 stuks.", "zh": "5 for 3 items.", "nl": "5 for 3 items."} {
		w := write(t, rr, request("GET", "Accept-Language: "+accept), e)
		if !strings.Contains(w.Body.String(), want) {
			t.Errorf("%s: %s", accept, w.Body)
		}
	}
	for accept, parts := range map[string][]string{
		"text/plain":    {"\n- /items/0/amount: 5 for 3 items.\n", "\n- page: Not a number.\n", "\n- /secret\n", "\n- All of it.\n"},
		"text/markdown": {"\n- `/items/0/amount`: 5 for 3 items.\n", "\n- `page`: Not a number.\n", "\n- status: `422`\n"},
		"text/html":     {`<li><code dir="ltr">/items/0/amount</code> 5 for 3 items.</li>`, `<code dir="ltr">If-Match</code>`, "<li>All of it.</li>"},
	} {
		body := write(t, rr, request("GET", "Accept: "+accept), e).Body.String()
		for _, part := range parts {
			if !strings.Contains(body, part) {
				t.Errorf("%s: no %q in %s", accept, part, body)
			}
		}
		if strings.Contains(body, "secret of") {
			t.Errorf("%s: the cause is sent: %s", accept, body)
		}
	}
}

func TestTitle(t *testing.T) {
	rr, _ := logged()
	for _, tt := range []struct {
		name       string
		err        error
		json, text string
	}{
		{"substatus", httpstatus.IISDirectoryListingDenied, "Forbidden", "Directory listing denied"},
		{"with a type", &Error{Type: "/p", Err: httpstatus.IISDirectoryListingDenied}, "Directory listing denied", "Directory listing denied"},
		{"with a title", &Error{Title: "Mine", Err: httpstatus.IISDirectoryListingDenied}, "Mine", "Mine"},
		{"code", &Error{Code: 404, Title: "Mine"}, "Mine", "Mine"},
	} {
		if body := write(t, rr, request("GET"), tt.err).Body.String(); !strings.Contains(body, `"title":"`+tt.json+`"`) {
			t.Errorf("%s: %s", tt.name, body)
		}
		if body := write(t, rr, request("GET", "Accept: text/plain"), tt.err).Body.String(); !strings.Contains(body, " "+tt.text+"\n") {
			t.Errorf("%s: %s", tt.name, body)
		}
	}
}

func TestPrepare(t *testing.T) {
	rr, _ := logged()
	calls := 0
	rr.Prepare = func(r *http.Request, e *Error) {
		calls++
		if e.Title != "" || e.Detail != "" || e.Type != "" {
			t.Errorf("someone set %+v", e)
		}
		e.Extensions["request_id"] = r.Header.Get("X-Request-Id")
		e.Header.Set("X-Request-Id", r.Header.Get("X-Request-Id"))
		switch e.Code {
		case 410:
			e.Code, e.Sub = 404, 0
		case 418:
			e.Code = 7
		case 403:
			if r.URL.Path == "/bare" {
				e.Detail = "Prepared."
			} else if e.Sub != 1001 || !errors.Is(e.Err, tooLittle.status) {
				t.Errorf("prepared %+v", e)
			}
		}
	}
	mux := http.NewServeMux()
	mux.HandleFunc("/bare", func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(403) })
	shared := &Error{Code: 409, Header: http.Header{"X-Shared": {"1"}}, Extensions: map[string]any{"shared": true}}
	mux.Handle("/shared", rr.Handler(func(http.ResponseWriter, *http.Request) error { return shared }))
	mux.Handle("/gone", rr.Handler(func(http.ResponseWriter, *http.Request) error { return httpstatus.Gone }))
	mux.Handle("/teapot", rr.Handler(func(http.ResponseWriter, *http.Request) error { return httpstatus.Code(418) }))
	mux.Handle("/own", rr.Handler(func(http.ResponseWriter, *http.Request) error { return tooLittle }))
	mux.Handle("/panic", rr.Handler(func(http.ResponseWriter, *http.Request) error { panic("boom") }))
	h := rr.Pages(mux)
	for path, want := range map[string]struct {
		code int
		part string
	}{
		"/missing": {404, `"title":"Not Found"`}, "/bare": {403, `"detail":"Prepared."`}, "/shared": {409, `"shared":true`},
		"/gone": {404, `"title":"Not Found"`}, "/teapot": {500, `"status":500`}, "/own": {403, `"code":"too_little"`}, "/panic": {500, `"status":500`},
	} {
		calls = 0
		r := request("GET", "X-Request-Id: r7")
		r.URL.Path = path
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if calls != 1 || w.Code != want.code || !strings.Contains(w.Body.String(), want.part) ||
			!strings.Contains(w.Body.String(), `"request_id":"r7"`) || w.Header().Get("X-Request-Id") != "r7" {
			t.Errorf("%s: %d calls, %d %v %s", path, calls, w.Code, w.Header(), w.Body)
		}
	}
	if len(shared.Header) != 1 || len(shared.Extensions) != 1 {
		t.Errorf("the shared error is %+v", shared)
	}
}

// What the application's own functions do wrong is logged, and there is an answer all the same.
func TestPanics(t *testing.T) {
	for name, set := range map[string]func(*Renderer){
		"Prepare":  func(rr *Renderer) { rr.Prepare = func(_ *http.Request, e *Error) { e.Code = 200; panic("mine") } },
		"Language": func(rr *Renderer) { rr.Language = func(*http.Request) string { panic("mine") } },
		"Errors":   func(rr *Renderer) { rr.Errors = func(error) error { panic("mine") } },
	} {
		rr, log := logged()
		set(rr)
		w := write(t, rr, request("GET"), httpstatus.NotFound)
		if w.Code != 404 || !strings.Contains(log.String(), "mine") || !strings.Contains(log.String(), name+" panicked") {
			t.Errorf("%s: %d, logged %s", name, w.Code, log)
		}
	}
}

func TestForms(t *testing.T) {
	for _, tt := range []struct {
		forms        Forms
		accept, want string
		vary         bool
	}{
		{0, "text/html", "text/html", true},
		{0, "text/markdown", "text/markdown", true},
		{0, "text/markdown;q=0.9,text/plain", "text/plain", true},
		{JSON, "text/html", "application/problem+json", false},
		{JSON | Text, "text/html", "application/problem+json", true},
		{JSON | Text, "text/html,text/plain;q=0.5", "text/plain", true},
		{HTML | Text, "application/json", "text/html", true},
		{Markdown, "*/*", "text/markdown", false},
		{Text | Markdown, "application/json", "text/plain", true},
	} {
		rr, _ := logged()
		rr.Forms = tt.forms
		w := httptest.NewRecorder()
		rr.Write(w, request("GET", "Accept: "+tt.accept), httpstatus.NotFound)
		if got, _, _ := strings.Cut(w.Header().Get("Content-Type"), ";"); got != tt.want {
			t.Errorf("%b, %s: %s, want %s", tt.forms, tt.accept, got, tt.want)
		}
		if got := hasToken(w.Header()["Vary"], "Accept"); got != tt.vary {
			t.Errorf("%b: Vary is %q", tt.forms, w.Header()["Vary"])
		}
	}
}

func TestAnswer(t *testing.T) {
	if Answer(request("GET"), nil) != nil {
		t.Error("nil is answered")
	}
	for _, method := range []string{"GET", "HEAD"} {
		for _, err := range []error{httpstatus.NotFound, tooLittle, &Error{Code: 401, Detail: "x", Header: http.Header{"WWW-Authenticate": {"Basic"}}}} {
			for _, accept := range []string{"*/*", "text/html", "text/plain", "text/markdown"} {
				rr, _ := logged()
				w := write(t, rr, request(method, "Accept: "+accept), err)
				resp := rr.Answer(request(method, "Accept: "+accept), err)
				if int(resp.Status) != w.Code || !reflect.DeepEqual(resp.Header, w.Header()) || string(resp.Body) != w.Body.String() {
					t.Errorf("%s %v: got %+v, want %v %s", method, err, resp, w.Header(), w.Body)
				}
			}
		}
	}
}

// TestCopyHeader has a response with the fields of handlers, whose own of a body go.
func TestCopyHeader(t *testing.T) {
	for _, test := range []struct {
		code  httpstatus.Code
		stays []string
	}{
		{500, nil},
		{412, []string{"Etag", "Last-Modified"}},
		{416, []string{"Content-Range", "Accept-Ranges"}},
	} {
		to := http.Header{"Vary": {"Origin"}, "Set-Cookie": {"a=1"}, "X-Own": {"1"}, "Retry-After": {"9"}, "Content-Type": {"text/csv"}}
		for _, name := range []string{"ETag", "Last-Modified", "Content-Range", "Accept-Ranges", "Content-Disposition", "Content-Encoding", "Expires"} {
			to.Set(name, "x")
		}
		own := http.Header{"Set-Cookie": {"b=2", "c=3"}, "Retry-After": {"1"}, "X-List": {"1", "2"}}
		resp := Answer(request("GET"), &Error{Code: test.code, Header: own})
		want := maps.Clone(resp.Header)
		want["Vary"] = []string{"Origin", "Accept, Accept-Language"}
		want["Set-Cookie"] = []string{"a=1", "b=2", "c=3"}
		want["X-Own"] = []string{"1"}
		for _, name := range test.stays {
			want[name] = []string{"x"}
		}
		if resp.CopyHeader(to); !reflect.DeepEqual(to, want) {
			t.Errorf("%d: got %v, want %v", test.code, to, want)
		}
	}
}

// TestEmpty200 has handlers that return nil because nobody waits for them any more.
func TestEmpty200(t *testing.T) {
	gone, leave := context.WithCancel(context.Background())
	leave()
	stopped, stop := context.WithCancelCause(context.Background())
	stop(errors.New("the server stops"))
	for _, tt := range []struct {
		ctx  context.Context
		err  error
		want int
	}{
		{context.Background(), nil, 200}, {gone, nil, 499}, {stopped, nil, 503},
		{gone, httpstatus.NotFound, 499}, {stopped, context.Canceled, 503},
	} {
		rr, _ := logged()
		w := httptest.NewRecorder()
		rr.Handler(func(http.ResponseWriter, *http.Request) error { return tt.err }).ServeHTTP(w, request("GET").WithContext(tt.ctx))
		if w.Code != tt.want {
			t.Errorf("%v: %d, want %d", tt.err, w.Code, tt.want)
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

func TestInstance(t *testing.T) {
	rr, log := logged()
	body := write(t, rr, request("GET"), &Error{Code: 404, Instance: "not a URI"}).Body.String()
	if strings.Contains(body, "instance") || !strings.Contains(log.String(), "instance left out") {
		t.Errorf("%s, logged %s", body, log)
	}
}

func TestMarkdown(t *testing.T) {
	rr, _ := logged()
	e := &Error{
		Code: 429, Title: "A *b* [c](d) <e> `f`", Detail: "1. one\n- two_three_\n# four &amp;", Instance: "/i/`1`",
		Header: http.Header{"retry-after": {"30"}}, Extensions: map[string]any{"a b": "x`y"}, Type: "/p/x",
	}
	want := "# 429 A \\*b\\* \\[c\\](d) \\<e\\> \\`f\\`\n\n1\\. one\\\n\\- two\\_three\\_\\\n\\# four \\&amp;\n\n" +
		"- status: `429`\n- type: `/p/x`\n- a b: `` \"x`y\" ``\n- retry_after: `30`\n- retry: `after a wait`\n"
	if got := write(t, rr, request("GET", "Accept: text/markdown"), e).Body.String(); got != want {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

// What is not text of ours is not markup either: names of extensions, and the beginning of lines.
func TestMarkdownHostile(t *testing.T) {
	rr, _ := logged()
	e := &Error{Code: 404, Detail: "    code\n - item\n 1. x", Extensions: map[string]any{"x\n\n# y [a](b) \x1b[2J": 1}}
	got := write(t, rr, request("GET", "Accept: text/markdown"), e).Body.String()
	for _, part := range []string{"\ncode\\\n\\- item\\\n1\\. x\n", "- x  \\# y \\[a\\](b) \ufffd\\[2J: `1`\n"} {
		if !strings.Contains(got, part) {
			t.Errorf("no %q in %q", part, got)
		}
	}
}

// TestPageOracle holds the built-in page to its template.
func TestPageOracle(t *testing.T) {
	oracle := template.Must(template.ParseFiles("testdata/page.tmpl"))
	type field struct{ Place, Text string }
	for _, tag := range []string{"en", "en-GB", "zh-Hans", "zh-Hant-HK", "fr", "ar"} {
		for _, s := range []string{"", "x", `<a href="x">&amp;'+` + "`", "a\x00b\x1b[2J\u0085c\xff\nd\te", "中文 😀"} {
			for _, again := range []bool{false, true} {
				c := &content{
					status: 503, title: "T" + s, detail: s, remedy: s, instance: s, language: language.MustParse(tag), tag: tag, retryAfter: "30",
					fields: []said{{Field: Field{Pointer: s}, text: s}, {Field: Field{Header: "If-Match"}, id: "i"}},
				}
				// Of the control characters, only the line feed and the tab are shown. The template's own escaping of text that is
				// not UTF-8 is of no interest: that is replaced before.
				shown := func(s string) string {
					return strings.Map(func(r rune) rune {
						if r < ' ' && r != '\n' && r != '\t' || 0x7f <= r && r < 0xa0 {
							return '\ufffd'
						}
						return r
					}, strings.ToValidUTF8(s, "\ufffd"))
				}
				w := wordsIn(c.language)
				wait := ""
				if again {
					wait = map[string]string{"en": "in 30 seconds", "zh-Hans": "30 秒后", "zh-Hant": "30 秒後"}[w.language]
				}
				var b strings.Builder
				if err := oracle.Execute(&b, map[string]any{
					"Language": tag, "Dir": direction(c.language), "CSS": template.CSS(pageStyle), "Status": c.status, "Substatus": c.substatus,
					"Title": shown(c.title), "Detail": shown(s), "Remedy": shown(s), "Instance": shown(s), "Again": again, "Wait": wait,
					"Fields": []field{{shown(s), shown(s)}, {"If-Match", "i"}},
					"Words":  map[string]any{"Language": w.language, "Foreign": w.foreign, "Home": w.home, "Again": w.again, "Remedy": w.remedy, "Instance": w.instance},
				}); err != nil {
					t.Fatal(err)
				}
				if got, want := string(appendPage(nil, c, lookIn(c.language), again)), b.String(); got != want {
					t.Fatalf("%s %q:\n%s\nwant\n%s", tag, s, got, want)
				}
			}
		}
	}
}

func TestWait(t *testing.T) {
	now := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	for _, tt := range []struct {
		field   string
		seconds int64
		ok      bool
	}{
		{"30", 30, true}, {" 30 ", 30, true}, {"0", 0, true}, {"99999999999999999999", maxDelay, true}, {"", 0, false}, {"-1", 0, false},
		{"x", 0, false}, {"1.5", 0, false}, {"Fri, 02 Jan 2026 03:05:05 GMT", 60, true}, {"Fri, 02 Jan 2026 03:00:05 GMT", 0, true},
	} {
		if got, ok := delay(tt.field, now); got != tt.seconds || ok != tt.ok {
			t.Errorf("%q: %d, %v", tt.field, got, ok)
		}
	}
	w := wordsIn(language.English)
	for field, want := range map[string]string{"1": "in 1 second", "90": "in 90 seconds", "91": "in 2 minutes", "0": "", "x": ""} {
		if got := w.wait(field); got != want {
			t.Errorf("%q: %q, want %q", field, got, want)
		}
	}
}
