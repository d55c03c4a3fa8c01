// Package servertest asks a server for what each of the examples is to answer alike.
package servertest

import (
	"errors"
	"html"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/httpstatus-go/httpstatus"
	"github.com/httpstatus-go/httpstatus/examples/kitchen"
	"github.com/httpstatus-go/httpstatus/invalid"
	"github.com/httpstatus-go/httpstatus/messages"
	"github.com/httpstatus-go/httpstatus/problem"
	"github.com/httpstatus-go/httpstatus/statustest"
)

// A Failure is a request and the error that it is to be answered with.
type Failure struct {
	Name   string
	Method string
	Path   string
	Body   string           // JSON, if there is one
	Err    error            // a code, a substatus, or an error of a table
	Fields map[string]error // what is wrong with each part, by its place: an error of package invalid
	Header http.Header      // what the response has besides
	Secret string           // what it does not tell
}

// failures are what every example has.
var failures = []Failure{
	{Name: "no route", Method: "GET", Path: "/nowhere", Err: httpstatus.NotFound},
	{Name: "no route to send to", Method: "POST", Path: "/nowhere", Body: `{}`, Err: httpstatus.NotFound},
	{Name: "no method", Method: "DELETE", Path: "/files", Err: httpstatus.MethodNotAllowed, Header: http.Header{"Allow": {"GET"}}},
	{Name: "code", Method: "GET", Path: "/orders/2", Err: httpstatus.NotFound, Secret: "in the book"},
	{Name: "substatus", Method: "GET", Path: "/files", Err: httpstatus.IISDirectoryListingDenied},
	{Name: "no JSON", Method: "POST", Path: "/orders", Body: `{"dish": tea}`, Err: httpstatus.BadRequest, Fields: map[string]error{"": invalid.SyntaxError{Offset: 11}}, Secret: "character"},
	{Name: "too large", Method: "POST", Path: "/orders", Body: `{"dish": "` + strings.Repeat("tea", 400_000) + `", "pots": 2}`, Err: httpstatus.ContentTooLarge},
	{Name: "wrong values", Method: "POST", Path: "/orders", Body: `{"dish": "", "pots": 0}`, Err: httpstatus.UnprocessableContent,
		Fields: map[string]error{"/dish": invalid.Required, "/pots": invalid.TooSmallError{Min: "1"}}},
	{Name: "own status", Method: "POST", Path: "/orders", Body: `{"dish": "tea", "pots": 2}`, Err: kitchen.KitchenBusyError{Seconds: 60}, Header: http.Header{"Retry-After": {"60"}}},
	{Name: "plain error", Method: "GET", Path: "/report", Err: httpstatus.InternalServerError, Secret: "5432"},
	{Name: "panic", Method: "GET", Path: "/panic", Err: httpstatus.InternalServerError, Secret: "cannot happen"},
}

// languages are what readers ask for and the dictionary that they are to get.
var languages = []struct {
	accept     string
	dictionary *messages.Dictionary
}{
	{"en-US,en;q=0.9", messages.English},
	{"zh-CN,zh;q=0.9,en;q=0.8", messages.SimplifiedChinese},
	{"zh-TW,zh;q=0.9,en;q=0.8", messages.TraditionalChinese},
}

// Run starts the server and asks it as Ask does.
func Run(t *testing.T, h http.Handler, own ...Failure) {
	server := httptest.NewServer(h)
	defer server.Close()
	Ask(t, server.URL, own...)
}

// Ask asks the server at url, over the network, for a page and for each failure: in three languages as problem+json, HTML
// and plain text. Those that are its own come after those that all have; one that has the name of such a one replaces it.
func Ask(t *testing.T, url string, own ...Failure) {
	t.Run("success", func(t *testing.T) {
		for path, want := range map[string]string{"/": "hello\n", "/orders/1": "one pot of tea\n"} {
			resp, body := Failure{Method: "GET", Path: path}.send(t, url, nil)
			statustest.Code(t, httpstatus.OK, resp)
			if body != want {
				t.Errorf("GET %s: got %q, want %q", path, body, want)
			}
		}
	})
	asked := make(map[string]bool)
	for _, f := range append(own[:len(own):len(own)], failures...) {
		if asked[f.Name] {
			continue
		}
		asked[f.Name] = true
		for _, l := range languages {
			t.Run(f.Name+"/"+l.dictionary.Tag().String(), func(t *testing.T) {
				f.ask(t, url, l.accept, l.dictionary)
			})
		}
	}
}

// text returns the text of a code, a substatus or an error of a table.
func text(t *testing.T, err error, d *messages.Dictionary) messages.Message {
	switch e := err.(type) {
	case httpstatus.Code:
		return d.Code(e)
	case httpstatus.Substatus:
		return d.Substatus(e)
	case interface {
		Message(*messages.Dictionary) messages.Message
	}:
		return e.Message(d)
	}
	t.Fatalf("%T has no text", err)
	panic("unreachable")
}

func (f Failure) ask(t *testing.T, url, language string, d *messages.Dictionary) {
	code, _ := httpstatus.CodeOf(f.Err)
	want := text(t, f.Err, d)
	check := func(method, accept, contentType string) (*http.Response, string) {
		f := f
		f.Method = method
		resp, body := f.send(t, url, http.Header{"Accept": {accept}, "Accept-Language": {language}})
		statustest.Code(t, code, resp, accept)
		statustest.Conforms(t, resp, accept)
		if got, _, _ := strings.Cut(resp.Header.Get("Content-Type"), ";"); got != contentType {
			t.Errorf("Accept %s: Content-Type is %q, want %q", accept, got, contentType)
		}
		if got := resp.Header.Get("Content-Language"); got != d.Tag().String() {
			t.Errorf("Accept %s: Content-Language is %q, want %q", accept, got, d.Tag())
		}
		for name := range f.Header {
			// A router can allow more than it was told to: HEAD, OPTIONS.
			if got, want := strings.Join(resp.Header.Values(name), ", "), f.Header.Get(name); !strings.Contains(got, want) {
				t.Errorf("Accept %s: %s is %q, want %q in it", accept, name, got, want)
			}
		}
		if f.Secret != "" && strings.Contains(body, f.Secret) {
			t.Errorf("Accept %s: the body tells %q:\n%s", accept, f.Secret, body)
		}
		return resp, body
	}

	resp, _ := check(f.Method, "application/json", "application/problem+json")
	if p := statustest.Problem(t, resp); p != nil {
		title := want.Title
		if _, ok := f.Err.(httpstatus.Substatus); ok {
			title = d.Code(code).Title // the type about:blank has the title of the code (RFC 9457, 4.2.1)
		}
		if p.Title != title || p.Detail != want.Detail {
			t.Errorf("got %q, %q, want %q, %q", p.Title, p.Detail, title, want.Detail)
		}
		if !errors.Is(p, f.Err) && !errors.Is(p, errors.Unwrap(f.Err)) {
			t.Errorf("got %v, want %v", p, f.Err)
		}
		f.fields(t, p, d)
	}
	page := []string{`lang="` + d.Tag().String() + `"`, want.Title, want.Detail}
	plain := []string{want.Title, want.Detail}
	for _, err := range f.Fields {
		page = append(page, text(t, err, d).Detail)
		plain = append(plain, text(t, err, d).Detail)
	}
	_, body := check(f.Method, "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html")
	for _, s := range page {
		if !strings.Contains(html.UnescapeString(body), s) {
			t.Errorf("the page lacks %q:\n%s", s, body)
		}
	}
	_, body = check(f.Method, "text/plain", "text/plain")
	for _, s := range plain {
		if !strings.Contains(body, s) {
			t.Errorf("the text lacks %q:\n%s", s, body)
		}
	}
	if f.Method == "GET" && f.Name == "no route" {
		if _, body := check("HEAD", "text/html", "text/html"); body != "" {
			t.Errorf("the answer to HEAD has a body: %q", body)
		}
	}
}

// fields compares what is wrong with each part of the request: its place and its text in the language of d.
func (f Failure) fields(t *testing.T, p *problem.Problem, d *messages.Dictionary) {
	if len(p.Fields) != len(f.Fields) {
		t.Errorf("got the fields %+v, want %v", p.Fields, f.Fields)
		return
	}
	for _, field := range p.Fields {
		want, ok := f.Fields[field.Pointer+field.Parameter+field.Header]
		got, _ := field.Err.(*problem.FieldError)
		if !ok || got == nil || got.Detail != text(t, want, d).Detail {
			t.Errorf("got %v for the field %+v, want %v", got, field, want)
		}
	}
}

// send sends the request and reads the whole answer, whose body can be read once more.
func (f Failure) send(t *testing.T, url string, header http.Header) (*http.Response, string) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), f.Method, url+f.Path, strings.NewReader(f.Body))
	if err != nil {
		t.Fatal(err)
	}
	for name, values := range header {
		req.Header[name] = values
	}
	if f.Body != "" {
		req.Header.Set("Content-Type", "application/json")
	}
	resp, err := http.DefaultTransport.RoundTrip(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	resp.Body = io.NopCloser(strings.NewReader(string(body)))
	return resp, string(body)
}
