package problem

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/httpstatus-go/httpstatus"
	"github.com/httpstatus-go/httpstatus/messages"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/language"
)

func TestRendererErrors(t *testing.T) {
	rr, log := logged()
	busy := errors.New("the database is busy")
	rr.Errors = func(err error) error {
		if errors.Is(err, busy) || errors.Is(err, httpstatus.Conflict) {
			return &Error{Code: 503, Detail: "Busy.", Header: http.Header{"Retry-After": {"5"}}}
		}
		return nil
	}
	for _, tt := range []struct {
		err  error
		want int
	}{{fmt.Errorf("x: %w", busy), 503}, {httpstatus.Conflict, 503}, {httpstatus.NotFound, 404}, {errors.New("x"), 500}} {
		if w := write(t, rr, request("GET"), tt.err); w.Code != tt.want {
			t.Errorf("%v: %d, want %d", tt.err, w.Code, tt.want)
		}
	}
	if !strings.Contains(log.String(), `cause="x: the database is busy"`) {
		t.Errorf("logged %s", log)
	}
}

func TestRendererLanguage(t *testing.T) {
	rr, _ := logged()
	for _, tt := range []struct{ choice, accept, want string }{
		{"", "", "en"},
		{"", "zh-TW", "zh-Hant"},
		{"zh-CN", "", "zh-Hans"},
		{"zh-CN", "zh-TW", "zh-Hans"},
		{"zh-CN", "en-US,en;q=0.9|zh-TW", "zh-Hans"},
		{"en", "zh-TW", "en"},
		{"en-GB", "zh-CN,zh;q=0.9,en;q=0.8", "en"},
		{"en-AU", "zh-TW,zh;q=0.9,en-US;q=0.8,en;q=0.7", "en"},
		{"en", "en;q=0, zh", "en"}, // a choice is newer than what the browser was set to
		{"zh-HK", "zh;q=0, en", "zh-Hant"},
		{"zh-SG", "*;q=0", "zh-Hans"},
		{"yue", "en", "zh-Hant"},
		{"fr", "zh-TW", "zh-Hant"}, // nothing in French
		{"nonsense-of-a-client", "zh-TW", "zh-Hant"},
		{"zh-CN;q=0", "zh-TW", "zh-Hant"},
		{"zh-CN,en", "zh-TW", "zh-Hant"},
		{"*", "zh-TW", "zh-Hant"},
		{"zh-CN", "no language!", "zh-Hans"}, // a header that is malformed takes nothing from the choice
		{"zh-CN", "zh-TW;q=x|en", "zh-Hans"},
		{"en", "no language!", "en"},
		{"fr", "no language!", "en"},
		{strings.Repeat("zh-CN-", 1000), "zh-TW", "zh-Hant"},
	} {
		rr.Language = func(*http.Request) string { return tt.choice }
		r := request("GET")
		r.Header["Accept-Language"] = strings.Split(tt.accept, "|")
		w := write(t, rr, r, httpstatus.NotFound)
		if got := w.Header().Get("Content-Language"); got != tt.want {
			t.Errorf("choice %.20q, Accept-Language %q: %s, want %s", tt.choice, tt.accept, got, tt.want)
		}
		if got := w.Header().Get("Vary"); got != "Accept, Accept-Language, Cookie" {
			t.Errorf("Vary is %q", got)
		}
	}
	rr.Language = func(*http.Request) string { return "zh-TW" }
	if got := write(t, rr, request("GET"), httpstatus.NotFound).Header().Get("Content-Language"); got != "zh-Hant" {
		t.Errorf("without an Accept-Language: %s", got)
	}
}

func TestRendererMatcher(t *testing.T) {
	rr, _ := logged()
	rr.Matcher = messages.NewMatcher(messages.TraditionalChinese, messages.English)
	for accept, want := range map[string]string{"": "zh-Hant", "en": "en", "fr": "zh-Hant"} {
		if got := write(t, rr, request("GET", "Accept-Language: "+accept), httpstatus.NotFound).Header().Get("Content-Language"); got != want {
			t.Errorf("%q: %s, want %s", accept, got, want)
		}
	}
}

func TestRendererDevelopment(t *testing.T) {
	rr, log := logged()
	rr.Development = true
	m := messages.SimplifiedChinese.Substatus(httpstatus.IISDirectoryListingDenied)
	for _, accept := range []string{"text/html", "text/plain"} {
		w := write(t, rr, request("GET", "Accept: "+accept, "Accept-Language: zh"), httpstatus.IISDirectoryListingDenied)
		if m.Remedy == "" || !strings.Contains(w.Body.String(), m.Remedy) {
			t.Errorf("no remedy in %s", w.Body)
		}
	}
	if strings.Contains(log.String(), "WARN") {
		t.Errorf("logged %s", log)
	}
	write(t, rr, request("GET"), httpstatus.Unauthorized)
	if !strings.Contains(log.String(), "level=WARN") || !strings.Contains(log.String(), "field=WWW-Authenticate") {
		t.Errorf("logged %s", log)
	}
	log.Reset()
	write(t, rr, request("GET"), &Error{Code: 401, Header: http.Header{"Www-Authenticate": {"Basic"}}})
	rr.Development = false
	write(t, rr, request("GET"), httpstatus.Unauthorized)
	if strings.Contains(log.String(), "WARN") {
		t.Errorf("logged %s", log)
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

func TestLog(t *testing.T) {
	gone, leave := context.WithCancel(context.Background())
	leave()
	stopped, stop := context.WithCancelCause(context.Background())
	stop(errors.New("the server stops"))
	for _, tt := range []struct {
		name string
		ctx  context.Context
		err  error
		want []string
	}{
		{"5xx", nil, errors.New("boom"), []string{`level=ERROR msg="problem: the request failed" `, "code=500", "method=GET", "path=/some/path", "cause=boom"}},
		{"substatus", nil, httpstatus.InternalServerError.Sub(19), []string{"level=ERROR", "code=500", "substatus=500.19"}},
		{"4xx", nil, &Error{Code: 404, Err: errors.New("no row")}, []string{`level=DEBUG msg="problem: the request was refused" `, "code=404", "no row"}},
		{"misuse", nil, httpstatus.OK, []string{`level=ERROR msg="problem: the error's status is not 400 to 999" `, "code=500", "400 to 999", "status=200.0", "200 OK"}},
		{"misuse of a substatus", nil, httpstatus.Forbidden.Sub(-1), []string{"level=ERROR", "code=403", "0 to 65535", "status=403.-1"}},
		{"gone", gone, fmt.Errorf("query: %w", context.Canceled), []string{"level=DEBUG", "code=499", "query"}},
		{"gone, whatever it was", gone, errors.New("boom"), []string{"level=DEBUG", "code=499", "cause=boom"}},
		{"stopped", stopped, fmt.Errorf("query: %w", context.Canceled), []string{"level=ERROR", "code=503", "query"}},
		{"stopped, of a status", stopped, httpstatus.NotFound, []string{"level=DEBUG", "code=404"}},
		{"not gone", nil, fmt.Errorf("query: %w", context.Canceled), []string{"level=ERROR", "code=500"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			rr, log := logged()
			r := request("GET")
			if tt.ctx != nil {
				r = r.WithContext(tt.ctx)
			}
			write(t, rr, r, tt.err)
			if strings.Count(log.String(), "\n") != 1 {
				t.Errorf("logged %s", log)
			}
			for _, part := range tt.want {
				if !strings.Contains(log.String(), part) {
					t.Errorf("no %s in %s", part, log)
				}
			}
		})
	}
	old := slog.Default()
	defer slog.SetDefault(old)
	rr, log := logged()
	slog.SetDefault(rr.Log)
	Write(httptest.NewRecorder(), request("GET"), errors.New("boom"))
	if !strings.Contains(log.String(), "cause=boom") {
		t.Errorf("logged %s", log)
	}
}

// TestWarnings has what of an error cannot be sent.
func TestWarnings(t *testing.T) {
	rr, log := logged()
	write(t, rr, request("GET"), &Error{Code: 404, Type: "a b", Instance: "c d", Header: http.Header{"X-A": {"e\nf"}, "X B": {"g"}}})
	for _, part := range []string{
		`level=WARN msg="problem: type left out: want a URI reference" code=404 method=GET path=/some/path type="a b"` + "\n",
		`level=WARN msg="problem: instance left out: want a URI reference" code=404 method=GET path=/some/path instance="c d"` + "\n",
		`level=WARN msg="problem: field left out: want a value without control characters" code=404 method=GET path=/some/path value="e\nf" name=X-A` + "\n",
		`level=WARN msg="problem: field left out: want a name that is a token, and none of the body's" code=404 method=GET path=/some/path value="" name="X B"` + "\n",
	} {
		if strings.Count(log.String(), part) != 1 {
			t.Errorf("no %s in %s", part, log)
		}
	}
}

// TestDictionary has the dictionary of a reader: the language chosen, then those asked for, of those that there are.
func TestDictionary(t *testing.T) {
	own := messages.NewMatcher(messages.TraditionalChinese, messages.English)
	for _, tt := range []struct {
		matcher        *messages.Matcher
		choice, accept string
		want           *messages.Dictionary
	}{
		{nil, "", "", messages.English}, {nil, "", "zh-CN", messages.SimplifiedChinese}, {nil, "zh-TW", "zh-CN", messages.TraditionalChinese},
		{own, "", "", messages.TraditionalChinese}, {own, "", "en", messages.English}, {own, "en", "zh-TW", messages.English}, {own, "fr", "en", messages.English},
	} {
		rr := &Renderer{Matcher: tt.matcher}
		if tt.choice != "" {
			rr.Language = func(*http.Request) string { return tt.choice }
		}
		r := request("GET")
		if tt.accept != "" {
			r.Header.Set("Accept-Language", tt.accept)
		}
		if got := rr.Dictionary(r); got != tt.want {
			t.Errorf("%+v: %v", tt, got)
		}
	}
}

// A choice of up to 64 bytes is looked at: a longer one is no tag of a reader's.
func TestLanguageLength(t *testing.T) {
	tag := "zh-CN-x-" + strings.Repeat("aaaaaaaa-", 6) + "aaa"
	for n, want := range map[int]string{63: "zh-Hans", 64: "zh-Hans", 65: "zh-Hant"} {
		if _, err := language.Parse(tag[:n]); err != nil {
			t.Fatalf("%d bytes are refused for another reason: %v", n, err)
		}
		rr := silent()
		rr.Language = func(*http.Request) string { return tag[:n] }
		if got := write(t, rr, request("GET", "Accept-Language: zh-TW"), httpstatus.NotFound).Header().Get("Content-Language"); got != want {
			t.Errorf("%d bytes: %s, want %s", n, got, want)
		}
	}
}

// TestCause holds the cause, in the log and for Prepare, to be what the handler returned; Answer logs and prepares as Write does.
func TestCause(t *testing.T) {
	gone, leave := context.WithCancel(context.Background())
	leave()
	stopped, stop := context.WithCancelCause(context.Background())
	stop(errors.New("the server stops"))
	late := &Error{Header: http.Header{"Retry-After": {"7"}}, Err: context.Canceled}
	for _, tt := range []struct {
		ctx    context.Context
		err    error
		mapped error
		want   httpstatus.Code
		field  string // Retry-After
	}{
		{context.Background(), errors.New("cause"), nil, 500, ""},
		{context.Background(), errors.New("cause"), httpstatus.Gone, 410, ""},
		{context.Background(), httpstatus.NotFound, nil, 404, ""},
		{gone, errors.New("cause"), nil, 499, ""},
		{gone, httpstatus.NotFound, httpstatus.Gone, 499, ""},
		{stopped, late, nil, 503, "7"}, // what it says of the answer counts
	} {
		for name, answer := range map[string]func(rr *Renderer, r *http.Request) (int, http.Header){
			"Write": func(rr *Renderer, r *http.Request) (int, http.Header) {
				w := write(t, rr, r, tt.err)
				return w.Code, w.Header()
			},
			"Answer": func(rr *Renderer, r *http.Request) (int, http.Header) {
				resp := rr.Answer(r, tt.err)
				return int(resp.Status), resp.Header
			},
		} {
			rr, log := logged()
			rr.Errors = func(error) error { return tt.mapped }
			calls := 0
			rr.Prepare = func(_ *http.Request, e *Error) {
				if calls++; e.Err != tt.err {
					t.Errorf("%s, %v: the cause is %v", name, tt.err, e.Err)
				}
				e.Header.Set("X-Prepared", "1")
			}
			code, h := answer(rr, request("GET").WithContext(tt.ctx))
			if code != int(tt.want) || h.Get("Retry-After") != tt.field || h.Get("X-Prepared") != "1" || calls != 1 {
				t.Errorf("%s, %v: %d %v, %d calls", name, tt.err, code, h, calls)
			}
			if strings.Count(log.String(), "\n") != 1 || !strings.Contains(log.String(), tt.err.Error()) {
				t.Errorf("%s, %v: logged %s", name, tt.err, log)
			}
		}
	}
}

// An error after the response has begun is the server's fault, but not if the client has gone; and a request can be without a URL.
func TestLogBegun(t *testing.T) {
	gone, leave := context.WithCancel(context.Background())
	leave()
	for ctx, want := range map[context.Context]string{context.Background(): "level=ERROR ", gone: "level=DEBUG "} {
		rr, log := logged()
		rr.Handler(func(w http.ResponseWriter, r *http.Request) error {
			w.WriteHeader(200)
			return errors.New("boom")
		}).ServeHTTP(httptest.NewRecorder(), request("GET").WithContext(ctx))
		if !strings.Contains(log.String(), want+`msg="problem: error after the response has begun" `) {
			t.Errorf("logged %s, want %s", log, want)
		}
	}
	rr, log := logged()
	if resp := rr.Answer(&http.Request{Method: "GET"}, httpstatus.NotFound); resp.Status != 404 || !strings.Contains(log.String(), `method=GET path="" cause=`) {
		t.Errorf("%+v, logged %s", resp, log)
	}
	// The cause of a panic is the very error.
	rr.Prepare = func(_ *http.Request, e *Error) {
		if e.Err != error(httpstatus.NotFound) || e.Code != 500 {
			t.Errorf("prepared %+v", e)
		}
	}
	rr.Recover(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic(httpstatus.NotFound) })).ServeHTTP(httptest.NewRecorder(), request("GET"))
}

// TestLogContext has a handler of slog that adds what the context of the request has, and raises the level of what is
// logged of a refused request: what is logged in one place needs no wiring here.
func TestLogContext(t *testing.T) {
	type requestID struct{}
	var log bytes.Buffer
	rr := &Renderer{Log: slog.New(&withID{Handler: slog.NewTextHandler(&log, nil), key: requestID{}})}
	h := rr.Handler(func(w http.ResponseWriter, r *http.Request) error {
		if r.Method == "PUT" {
			panic("boom")
		}
		return httpstatus.NotFound
	})
	for _, method := range []string{"GET", "PUT"} {
		r := request(method)
		h.ServeHTTP(httptest.NewRecorder(), r.WithContext(context.WithValue(r.Context(), requestID{}, "id-"+method)))
	}
	records := strings.Split(strings.TrimSpace(log.String()), "\n")
	require.Len(t, records, 2)
	assert.Regexp(t, `level=INFO msg="problem: the request was refused" code=404 .* request_id=id-GET$`, records[0])
	assert.Regexp(t, `level=ERROR msg="problem: the handler panicked" code=500 .* request_id=id-PUT$`, records[1])
}

// withID adds the request ID of the context to each record, and has those of LevelDebug at LevelInfo.
type withID struct {
	slog.Handler
	key any
}

func (h *withID) Enabled(context.Context, slog.Level) bool { return true }

func (h *withID) Handle(ctx context.Context, record slog.Record) error {
	record.Level = max(record.Level, slog.LevelInfo)
	record.AddAttrs(slog.Any("request_id", ctx.Value(h.key)))
	return h.Handler.Handle(ctx, record)
}
