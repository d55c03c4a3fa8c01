package problem

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"html/template"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/httpstatus-go/httpstatus"
	"github.com/httpstatus-go/httpstatus/internal/field"
	"github.com/httpstatus-go/httpstatus/messages"
)

// request returns a request with the fields "Name: value".
func request(method string, fields ...string) *http.Request {
	r := httptest.NewRequest(method, "/some/path", nil)
	for _, f := range fields {
		name, value, _ := strings.Cut(f, ": ")
		r.Header.Add(name, value)
	}
	return r
}

// logged returns a Renderer, and what it logs.
func logged() (*Renderer, *bytes.Buffer) {
	var log bytes.Buffer
	return &Renderer{Log: slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))}, &log
}

// write has rr answer the request, and checks what must hold of every answer.
func write(t *testing.T, rr *Renderer, r *http.Request, err error) *httptest.ResponseRecorder {
	t.Helper()
	w := httptest.NewRecorder()
	rr.Write(w, r, err)
	checkAnswer(t, r.Method, w.Result())
	return w
}

func checkAnswer(t *testing.T, method string, resp *http.Response) {
	t.Helper()
	content, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	resp.Body = io.NopCloser(bytes.NewReader(content))
	n, err := strconv.Atoi(resp.Header.Get("Content-Length"))
	switch {
	case err != nil || n == 0:
		t.Errorf("Content-Length is %q", resp.Header.Get("Content-Length"))
	case method == "HEAD" && len(content) > 0:
		t.Errorf("the answer to HEAD has %d bytes", len(content))
	case method != "HEAD" && len(content) != n:
		t.Errorf("Content-Length is %d, the body has %d bytes", n, len(content))
	}
	if resp.StatusCode < 400 {
		t.Errorf("the status is %d", resp.StatusCode)
	}
	if resp.Header.Get("X-Content-Type-Options") != "nosniff" || resp.Header.Get("Content-Language") == "" {
		t.Errorf("header %v", resp.Header)
	}
	if vary := resp.Header.Values("Vary"); len(vary) != 1 || vary[0] != "*" && (!hasToken(vary, "Accept") || !hasToken(vary, "Accept-Language")) {
		t.Errorf("Vary is %q", vary)
	}
	switch ct := resp.Header.Get("Content-Type"); {
	case method == "HEAD":
	case ct == contentTypes[problemJSON]:
		if !json.Valid(content) {
			t.Errorf("invalid JSON: %s", content)
		}
	case ct == contentTypes[htmlPage]:
		if !bytes.HasPrefix(content, []byte("<!DOCTYPE html>")) {
			t.Errorf("not HTML: %s", content)
		}
	case ct == contentTypes[plainText], ct == contentTypes[markdown]:
	default:
		t.Errorf("Content-Type is %q", ct)
	}
}

func TestWriteForms(t *testing.T) {
	rr, _ := logged()
	for _, tt := range []struct {
		language string
		err      error
		d        *messages.Dictionary
	}{
		{"", httpstatus.NotFound, messages.English},
		{"fr", httpstatus.NotFound, messages.English},
		{"zh-CN,zh;q=0.9", httpstatus.NotFound, messages.SimplifiedChinese},
		{"zh-TW,zh;q=0.9,en;q=0.8", httpstatus.NotFound, messages.TraditionalChinese},
		{"zh-TW", httpstatus.IISDirectoryListingDenied, messages.TraditionalChinese},
		{"en", httpstatus.IISDirectoryListingDenied, messages.English},
		{"zh", httpstatus.Code(499), messages.SimplifiedChinese},
		{"zh", httpstatus.Code(777), messages.SimplifiedChinese},
		{"zh", errors.New("secret"), messages.SimplifiedChinese},
		{"en", httpstatus.NotFound.Sub(0), messages.English},
	} {
		a := resolve(tt.err)
		m, number := tt.d.Code(a.status.Code), strconv.Itoa(int(a.status.Code))
		member := ""
		if a.refined {
			m, number = tt.d.Substatus(a.status.Substatus()), a.status.String()
			member = `,"substatus":"` + number + `"`
		}
		for accept, want := range map[string]string{
			"application/json": fmt.Sprintf(`{"type":"about:blank","title":%q,"status":%d%s,"detail":%q}`+"\n", tt.d.Code(a.status.Code).Title, a.status.Code, member, m.Detail),
			"text/plain":       fmt.Sprintf("%s %s\n\n%s\n", number, m.Title, m.Detail),
			"text/html":        "",
		} {
			for range 2 { // the second is from memory
				w := write(t, rr, request("GET", "Accept: "+accept, "Accept-Language: "+tt.language), tt.err)
				if w.Code != int(a.status.Code) {
					t.Errorf("%v: %d", tt.err, w.Code)
				}
				if got := w.Header().Get("Content-Language"); got != m.Language.String() {
					t.Errorf("%v, %s: Content-Language is %s", tt.err, tt.language, got)
				}
				body := w.Body.String()
				if want != "" {
					if body != want {
						t.Errorf("%v, %s, %s:\ngot  %s\nwant %s", tt.err, tt.language, accept, body, want)
					}
					continue
				}
				title, detail, link := template.HTMLEscapeString(m.Title), template.HTMLEscapeString(m.Detail), `<a href="/">`
				if a.status.Code >= 500 {
					link = `<a href="">`
				}
				for _, part := range []string{
					`<html lang="` + m.Language.String() + `" dir="ltr">`, "<title>" + title + " · " + number + "</title>",
					`<p class="code">` + number + "</p>", "<h1>" + title + "</h1>", `<p class="detail">` + detail + "</p>", link,
				} {
					if !strings.Contains(body, part) {
						t.Errorf("%v, %s: no %s in\n%s", tt.err, tt.language, part, body)
					}
				}
				if m.Remedy != "" && strings.Contains(body, template.HTMLEscapeString(m.Remedy)) || strings.Contains(body, "secret") {
					t.Errorf("%v, %s: the page tells too much:\n%s", tt.err, tt.language, body)
				}
				if got := w.Header().Get("Content-Security-Policy"); got != contentSecurityPolicy {
					t.Errorf("Content-Security-Policy is %q", got)
				}
			}
		}
	}
}

func TestWriteEverything(t *testing.T) {
	rr, log := logged()
	e := &Error{
		Code: 403, Sub: 14, Type: "https://example.com/errors/credit",
		Detail: `You need "50" & <b>more</b>.`, Instance: "/account/12345/msgs/abc?a=1&b=2",
		Header:     http.Header{"Retry-After": {"120"}, "link": {"</terms>; rel=terms-of-service"}},
		Extensions: map[string]any{"zeta": 1, "balance": 30, "accounts": []string{"/account/1", "/account/2"}},
		Err:        errors.New("secret"),
	}
	w := write(t, rr, request("GET"), fmt.Errorf("outer secret: %w", e))
	title := messages.English.Substatus(httpstatus.IISDirectoryListingDenied).Title
	want := `{"type":"https://example.com/errors/credit","title":"` + title + `","status":403,"substatus":"403.14",` +
		`"detail":"You need \"50\" \u0026 \u003cb\u003emore\u003c/b\u003e.","instance":"/account/12345/msgs/abc?a=1\u0026b=2",` +
		`"accounts":["/account/1","/account/2"],"balance":30,"zeta":1}` + "\n"
	if got := w.Body.String(); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if h := w.Header(); h.Get("Retry-After") != "120" || h.Get("Link") != "</terms>; rel=terms-of-service" {
		t.Errorf("header %v", h)
	}

	// Intact in JSON, escaped in HTML, as it is in plain text.
	p, err := Decode(w.Result())
	if err != nil || p.Detail != e.Detail || p.Instance != e.Instance {
		t.Errorf("decoded %+v, %v", p, err)
	}
	page := write(t, rr, request("GET", "Accept: text/html"), e).Body.String()
	for _, part := range []string{"You need &#34;50&#34; &amp; &lt;b&gt;more&lt;/b&gt;.", "a=1&amp;b=2"} {
		if !strings.Contains(page, part) {
			t.Errorf("no %s in %s", part, page)
		}
	}
	text := write(t, rr, request("GET", "Accept: text/plain"), e).Body.String()
	if !strings.Contains(text, "\n"+e.Detail+"\n") || !strings.Contains(text, "\n"+e.Instance+"\n") {
		t.Errorf("text %s", text)
	}
	for _, body := range []string{w.Body.String(), page, text} {
		if strings.Contains(body, "secret") {
			t.Errorf("the cause is sent: %s", body)
		}
	}
	if strings.Contains(log.String(), "left out") || !strings.Contains(log.String(), "outer secret") {
		t.Errorf("logged %s", log)
	}
}

func TestWriteNil(t *testing.T) {
	w := httptest.NewRecorder()
	Write(w, request("GET"), nil)
	if len(w.Header()) != 0 || w.Body.Len() != 0 {
		t.Errorf("a nil error is answered with %v %s", w.Header(), w.Body)
	}
}

func TestWriteHead(t *testing.T) {
	rr, _ := logged()
	for _, accept := range []string{"*/*", "text/html", "text/plain"} {
		get := write(t, rr, request("GET", "Accept: "+accept), httpstatus.NotFound)
		head := write(t, rr, request("HEAD", "Accept: "+accept), httpstatus.NotFound)
		if g, h := fmt.Sprint(get.Header()), fmt.Sprint(head.Header()); g != h {
			t.Errorf("the header for HEAD is %s, for GET %s", h, g)
		}
	}
}

func TestWriteHeader(t *testing.T) {
	for _, tt := range []struct {
		name   string
		before http.Header
		err    error
		fields string // what is wanted: "Name: value|Name: value|!Name"
		log    string
	}{
		{"of another body", http.Header{
			"Content-Type": {"image/png"}, "Content-Length": {"99999"}, "Content-Language": {"fr"},
			"Etag": {`"x"`}, "Last-Modified": {"Mon, 02 Jan 2006 15:04:05 GMT"}, "Cache-Control": {"public, max-age=31536000"},
			"Expires": {"Mon, 02 Jan 2036 15:04:05 GMT"}, "Content-Range": {"bytes 1-2/3"}, "Accept-Ranges": {"bytes"},
			"Content-Disposition": {"attachment"}, "Content-Location": {"/x"}, "Trailer": {"Grpc-Status"}, "Transfer-Encoding": {"chunked"},
		}, httpstatus.NotFound, "Content-Type: application/problem+json|Content-Language: en|!Etag|!Last-Modified|!Cache-Control|" +
			"!Expires|!Content-Range|!Accept-Ranges|!Content-Disposition|!Content-Location|!Trailer|!Transfer-Encoding", ""},
		{"of the response", http.Header{
			"Set-Cookie": {"a=1", "b=2"}, "Allow": {"GET"}, "Location": {"/x"}, "Www-Authenticate": {"Basic"}, "X-Request-Id": {"7"},
		}, httpstatus.NotFound, "Set-Cookie: a=1|Set-Cookie: b=2|Allow: GET|Location: /x|Www-Authenticate: Basic|X-Request-Id: 7", ""},
		{"of a range", http.Header{"Content-Range": {"bytes */47022"}, "Accept-Ranges": {"bytes"}}, httpstatus.RangeNotSatisfiable,
			"Content-Range: bytes */47022|Accept-Ranges: bytes", ""},

		{"Vary, none", nil, httpstatus.NotFound, "Vary: Accept, Accept-Language", ""},
		{"Vary, other", http.Header{"Vary": {"Origin"}}, httpstatus.NotFound, "Vary: Origin, Accept, Accept-Language", ""},
		{"Vary, the same", http.Header{"Vary": {"accept-language , ACCEPT"}}, httpstatus.NotFound, "Vary: accept-language, ACCEPT", ""},
		{"Vary, lines", http.Header{"Vary": {"Origin, Accept", "Accept-Encoding,Origin", ""}}, httpstatus.NotFound,
			"Vary: Origin, Accept, Accept-Encoding, Accept-Language", ""},
		{"Vary, everything", http.Header{"Vary": {"Origin, *"}}, httpstatus.NotFound, "Vary: *", ""},
		{"Vary, the error's", http.Header{"Vary": {"Origin"}}, &Error{Code: 404, Header: http.Header{"Vary": {"Cookie"}}},
			"Vary: Origin, Cookie, Accept, Accept-Language", ""},

		{"store 404", nil, httpstatus.NotFound, "!Cache-Control", ""},
		{"store 428", nil, httpstatus.PreconditionRequired, "Cache-Control: no-store", ""},
		{"store 429", nil, httpstatus.TooManyRequests, "Cache-Control: no-store", ""},
		{"store 431", nil, httpstatus.RequestHeaderFieldsTooLarge, "Cache-Control: no-store", ""},
		{"store 511", nil, httpstatus.NetworkAuthenticationRequired, "Cache-Control: no-store", ""},
		{"store 500", http.Header{"Cache-Control": {"public"}}, errors.New("x"), "Cache-Control: no-store", ""},
		{"store 503", nil, httpstatus.ServiceUnavailable, "Cache-Control: no-store", ""},
		{"store 599", nil, httpstatus.Code(599), "Cache-Control: no-store", ""},
		{"no-store stays", http.Header{"Cache-Control": {"private, No-Store"}}, httpstatus.NotFound, "Cache-Control: private, No-Store", ""},
		{"the error's", nil, &Error{Code: 404, Header: http.Header{"Cache-Control": {"max-age=60"}}}, "Cache-Control: max-age=60", ""},
		{"the error's, of 5xx", nil, &Error{Code: 503, Header: http.Header{"cache-control": {"max-age=1"}}}, "Cache-Control: max-age=1", ""},
		{"the error's, of 429", nil, &Error{Code: 429, Header: http.Header{"Cache-Control": {"max-age=1"}}}, "Cache-Control: no-store", ""},

		{"error before earlier", http.Header{"Retry-After": {"1"}}, &Error{Code: 503, Header: http.Header{"Retry-After": {"2"}}}, "Retry-After: 2", ""},
		{"cookies of both", http.Header{"Set-Cookie": {"a=1"}}, &Error{Code: 404, Header: http.Header{"Set-Cookie": {"b=2"}}},
			"Set-Cookie: a=1|Set-Cookie: b=2", ""},
		{"several values", nil, &Error{Code: 401, Header: http.Header{"WWW-Authenticate": {"Basic", "Bearer"}}},
			"Www-Authenticate: Basic|Www-Authenticate: Bearer", ""},
		{"the body's", nil, &Error{Code: 404, Header: http.Header{
			"Content-Type": {"text/evil"}, "content-length": {"1"}, "Content-Encoding": {"gzip"}, "ETag": {"x"},
		}}, "Content-Type: application/problem+json|!Content-Encoding|!Etag", "Content-Encoding"},
		{"sniffing", nil, &Error{Code: 404, Header: http.Header{"X-Content-Type-Options": {"sniff"}}}, "X-Content-Type-Options: nosniff", ""},
		{"lines in a value", nil, &Error{Code: 404, Header: http.Header{
			"X-A": {"a\r\nSet-Cookie: x=1", "b\nc", "d\x00", "good\tone", "\x7f"},
		}}, "X-A: good\tone|!Set-Cookie", "X-A"},
		{"lines in a name", nil, &Error{Code: 404, Header: http.Header{
			"X-A\r\nSet-Cookie": {"x=1"}, "X B": {"1"}, "": {"1"}, "X:C": {"1"},
		}}, "!Set-Cookie|!X B|!X:C", "X-A"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			rr, log := logged()
			w := httptest.NewRecorder()
			for name, values := range tt.before {
				w.Header()[name] = values
			}
			rr.Write(w, request("GET"), tt.err)
			checkAnswer(t, "GET", w.Result())
			h := w.Result().Header
			for _, f := range strings.Split(tt.fields, "|") {
				if name, none := strings.CutPrefix(f, "!"); none {
					if h[name] != nil {
						t.Errorf("%s is %q", name, h[name])
					}
					continue
				}
				if name, value, _ := strings.Cut(f, ": "); !slices.Contains(h[name], value) {
					t.Errorf("%s is %q, want %q", name, h[name], value)
				}
			}
			for name := range h {
				if !field.IsToken(name) {
					t.Errorf("a field %q", name)
				}
			}
			if tt.log == "" && strings.Contains(log.String(), "left out") || !strings.Contains(log.String(), tt.log) {
				t.Errorf("logged %s, want %s", log, tt.log)
			}
		})
	}
}

// An error can be a variable of a package: what later code does to the header of one answer does not reach the next.
func TestWriteKeepsError(t *testing.T) {
	e := &Error{Code: 401, Header: http.Header{"WWW-Authenticate": {"Basic"}}}
	rr, _ := logged()
	for range 2 {
		h := write(t, rr, request("GET"), e).Header()
		if got := h["Www-Authenticate"]; len(got) != 1 || got[0] != "Basic" {
			t.Fatalf("WWW-Authenticate is %q", got)
		}
		for name := range h {
			h[name][0] = "changed"
			h[name] = append(h[name], name)
		}
		for name, values := range h {
			if !slices.Equal(values, []string{"changed", name}) {
				t.Errorf("%s is %q: fields share values", name, values)
			}
		}
	}
}

func TestExtensions(t *testing.T) {
	rr, log := logged()
	w := write(t, rr, request("GET"), &Error{Code: 404, Type: "not a URI", Extensions: map[string]any{
		"type": "x", "Title": "x", "STATUS": 200, "detail": "x", // the answer has them
		"substatus": "1.2", "instance": "x", "code": 7, // it does not
		"chan": make(chan int), "func": func() {}, "cycle": cycle(), "panics": panics{}, "a\xff": 1, // not JSON
		"": 0, "<b>\u2028": "</script>", "nil": nil, "trace_id": json.Number("12345678901234567890"),
	}})
	detail, err := json.Marshal(messages.English.Code(404).Detail)
	if err != nil {
		t.Fatal(err)
	}
	want := `{"type":"about:blank","title":"Not Found","status":404,"detail":` + string(detail) +
		`,"":0,"\u003cb\u003e\u2028":"\u003c/script\u003e","code":7,"instance":"x","nil":null,"substatus":"1.2","trace_id":12345678901234567890}` + "\n"
	if got := w.Body.String(); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	for _, part := range []string{
		"name=type ", "name=Title ", "name=STATUS ", "name=detail ",
		"name=chan ", "name=func ", "name=cycle ", "name=panics ", `name="a\xff" `, `type="not a URI"`,
	} {
		// The attributes that a line ends with have no space behind.
		if n := strings.Count(strings.ReplaceAll(log.String(), "\n", " "), part); n != 1 {
			t.Errorf("%q is logged %d times in\n%s", part, n, log)
		}
	}
}

func cycle() any {
	m := map[string]any{}
	m["m"] = m
	return m
}

type panics struct{}

func (panics) MarshalJSON() ([]byte, error) { panic("no") }

func TestOwnText(t *testing.T) {
	rr, _ := logged()
	for _, left := range []int{1, 2} { // none is taken for the other
		for _, accept := range []string{"*/*", "text/plain", "text/html"} {
			w := write(t, rr, request("GET", "Accept: "+accept, "Accept-Language: zh-TW"), fmt.Errorf("x: %w", quota{left}))
			if want := fmt.Sprintf("%d left (zh-Hant)", left); !strings.Contains(w.Body.String(), want) || w.Code != 429 {
				t.Errorf("%s: %d, no %q in %s", accept, w.Code, want, w.Body)
			}
		}
	}
	// An Error around it adds its own.
	w := write(t, rr, request("GET"), &Error{Header: http.Header{"Retry-After": {"9"}}, Err: quota{3}})
	if !strings.Contains(w.Body.String(), `"substatus":"429.1001","detail":"3 left (en)"`) || w.Header().Get("Retry-After") != "9" {
		t.Errorf("%v %s", w.Header(), w.Body)
	}
	w = write(t, rr, request("GET"), &Error{Detail: "Wait.", Err: quota{3}})
	if !strings.Contains(w.Body.String(), `"detail":"Wait."`) {
		t.Errorf("%s", w.Body)
	}
}

func TestPlainTextControls(t *testing.T) {
	rr, _ := logged()
	w := write(t, rr, request("GET", "Accept: text/plain"), &Error{Code: 404, Detail: "a\x1b[31mred\r\n\tb\u009bc\x7f\xff"})
	if want := "404 Not Found\n\na\ufffd[31mred\ufffd\n\tb\ufffdc\ufffd\ufffd\n"; w.Body.String() != want {
		t.Errorf("%q, want %q", w.Body, want)
	}
}

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
		{"5xx", nil, errors.New("boom"), []string{"level=ERROR", "code=500", "method=GET", "path=/some/path", "cause=boom"}},
		{"substatus", nil, httpstatus.InternalServerError.Sub(19), []string{"level=ERROR", "code=500", "substatus=500.19"}},
		{"4xx", nil, &Error{Code: 404, Err: errors.New("no row")}, []string{"level=DEBUG", "code=404", "no row"}},
		{"misuse", nil, httpstatus.OK, []string{"level=ERROR", "code=500", "400 to 999", "status=200.0", "200 OK"}},
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

// TestConcurrent has many clients ask for all forms and languages, of errors that are the same for all and of their own.
func TestConcurrent(t *testing.T) {
	rr := &Renderer{Log: slog.New(slog.DiscardHandler)}
	shared := &Error{Code: 503, Sub: 1, Header: http.Header{"Retry-After": {"1"}}, Extensions: map[string]any{"a": 1}}
	s := httptest.NewServer(rr.Pages(rr.Handler(func(w http.ResponseWriter, r *http.Request) error {
		switch id := r.FormValue("id"); id[len(id)-1] {
		case '0', '1', '2':
			return shared
		case '3', '4':
			return &Error{Code: 404, Detail: "client " + id}
		case '5':
			w.WriteHeader(405)
			return nil
		case '6':
			return quota{7}
		case '7':
			panic("oops")
		}
		return httpstatus.NotFound
	})))
	defer s.Close()
	client := s.Client()
	client.Transport.(*http.Transport).MaxIdleConnsPerHost = 64
	accepts := []string{"*/*", "text/html", "text/plain"}
	languages := []string{"en", "zh-CN", "zh-TW"}
	want := map[string]string{"en": "en", "zh-CN": "zh-Hans", "zh-TW": "zh-Hant"}
	var wg sync.WaitGroup
	for c := range 64 {
		wg.Go(func() {
			for i := range 30 {
				r, err := http.NewRequest("GET", fmt.Sprintf("%s/?id=%d", s.URL, 100*c+i), nil)
				if err != nil {
					t.Error(err)
					return
				}
				language := languages[(c+i/3)%3]
				r.Header.Set("Accept", accepts[i%3])
				r.Header.Set("Accept-Language", language)
				resp, err := client.Do(r)
				if err != nil {
					t.Error(err)
					return
				}
				body := resp.Body
				checkAnswer(t, "GET", resp)
				body.Close()
				content, _ := io.ReadAll(resp.Body)
				if got := resp.Header.Get("Content-Language"); got != want[language] {
					t.Errorf("%s: Content-Language is %s", language, got)
				}
				if mine := fmt.Sprintf("client %d", 100*c+i); (i%10 == 3 || i%10 == 4) && !strings.Contains(string(content), mine) {
					t.Errorf("no %s in %s", mine, content)
				}
			}
		})
	}
	// Templates can be parsed anew meanwhile.
	for range 20 {
		if err := rr.ParseFS(pagesFS("4xx.html", "<!DOCTYPE html>{{.Title}} {{.Detail}}")); err != nil {
			t.Error(err)
		}
	}
	wg.Wait()
}

func TestWriteAllocs(t *testing.T) {
	if raceEnabled {
		t.Skip("the race detector allocates by itself")
	}
	rr := &Renderer{Log: slog.New(slog.DiscardHandler)}
	language := "Accept-Language: zh-TW,zh;q=0.9,en;q=0.8"
	w := &sink{header: http.Header{}}
	for _, tt := range []struct {
		name, accept string
		err          error
		max          float64
	}{
		{"problem details", "application/json", httpstatus.NotFound, 2},
		{"problem details of an Error", "application/json", &Error{Code: 404, Detail: "There is no invoice 4711."}, 5},
		{"problem details of an own status with values", "application/json", tooLittle, 6},
		{"page", "text/html,*/*;q=0.8", httpstatus.NotFound, 3},
		{"page of an Error", "text/html,*/*;q=0.8", &Error{Code: 404, Detail: "There is no invoice 4711."}, 4},
		{"text", "text/plain", httpstatus.NotFound, 2},
	} {
		r := request("GET", "Accept: "+tt.accept, language)
		n := testing.AllocsPerRun(100, func() {
			clear(w.header)
			rr.Write(w, r, tt.err)
		})
		if n > tt.max {
			t.Errorf("%s: %v allocations, want %v at the most", tt.name, n, tt.max)
		}
	}
}

func FuzzWrite(f *testing.F) {
	f.Add("text/html", "zh-TW,en;q=0.5", 403, 14, "<b>", "name", "value")
	f.Add("*/*", "*", 200, -1, "\xff\x00\u2028", "type", "\"")
	f.Add("text/plain;q=0.1", "zh;q=0", 404, 0, "", "Status", "\\")
	rr := &Renderer{Log: slog.New(slog.DiscardHandler)}
	f.Fuzz(func(t *testing.T, accept, acceptLanguage string, code, sub int, detail, name, value string) {
		r := request("GET")
		r.Header["Accept"] = []string{accept}
		r.Header["Accept-Language"] = []string{acceptLanguage}
		w := write(t, rr, r, &Error{
			Code: httpstatus.Code(code), Sub: sub, Type: value, Detail: detail, Instance: value,
			Header: http.Header{name: {value}}, Extensions: map[string]any{name: value, value: []any{name, detail}},
		})
		if code < 400 || 999 < code {
			code, detail = 500, "" // what was said is of another status
		}
		if w.Code != code {
			t.Errorf("%d becomes %d", code, w.Code)
		}
		for n, values := range w.Header() {
			if !field.IsToken(n) {
				t.Errorf("field %q", n)
			}
			for _, v := range values {
				if !isFieldValue(v) {
					t.Errorf("field %s: %q", n, v)
				}
			}
		}
		if w.Header().Get("Content-Type") != contentTypes[problemJSON] {
			return
		}
		// No two members have one name.
		d := json.NewDecoder(w.Body)
		names := map[any]bool{}
		if _, err := d.Token(); err != nil {
			t.Fatal(err)
		}
		for d.More() {
			n, err := d.Token()
			if err != nil {
				t.Fatal(err)
			}
			if names[n] {
				t.Errorf("two members %q", n)
			}
			names[n] = true
			var v any
			if err := d.Decode(&v); err != nil {
				t.Fatal(err)
			}
			if n == "detail" && detail != "" && v != string([]rune(detail)) {
				t.Errorf("detail %q, want %q", v, detail)
			}
		}
	})
}
