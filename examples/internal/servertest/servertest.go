// Package servertest asks a server for what each of the examples is to answer alike.
package servertest

import (
	"html"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/httpstatus-go/httpstatus"
	"github.com/httpstatus-go/httpstatus/messages"
	"github.com/httpstatus-go/httpstatus/statustest"
)

// A Failure is a request and the error that it is to be answered with.
type Failure struct {
	Name   string
	Method string
	Path   string
	Status httpstatus.Substatus // with a Sub of 0: the code alone
	Detail string               // if not the catalog's
	Header http.Header          // what the response has besides
	Secret string               // what it does not tell
}

// failures are what every example has.
var failures = []Failure{
	{Name: "no route", Method: "GET", Path: "/nowhere", Status: httpstatus.NotFound.Sub(0)},
	{Name: "no method", Method: "DELETE", Path: "/files", Status: httpstatus.MethodNotAllowed.Sub(0), Header: http.Header{"Allow": {"GET"}}},
	{Name: "code", Method: "GET", Path: "/orders/2", Status: httpstatus.NotFound.Sub(0), Secret: "in the book"},
	{Name: "substatus", Method: "GET", Path: "/files", Status: httpstatus.IISDirectoryListingDenied},
	{Name: "problem", Method: "POST", Path: "/orders", Status: httpstatus.TooManyRequests.Sub(0), Detail: "The kitchen takes one order a minute.", Header: http.Header{"Retry-After": {"60"}}},
	{Name: "plain error", Method: "GET", Path: "/report", Status: httpstatus.InternalServerError.Sub(0), Secret: "5432"},
	{Name: "panic", Method: "GET", Path: "/panic", Status: httpstatus.InternalServerError.Sub(0), Secret: "cannot happen"},
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

// Run starts the server and asks it, over the network, for a page and for each failure, those that are its own after
// those that all have: in three languages as problem+json, HTML and plain text.
func Run(t *testing.T, h http.Handler, own ...Failure) {
	server := httptest.NewServer(h)
	defer server.Close()

	t.Run("success", func(t *testing.T) {
		for path, want := range map[string]string{"/": "hello\n", "/orders/1": "one pot of tea\n"} {
			resp, body := request(t, "GET", server.URL+path, nil)
			statustest.Code(t, httpstatus.OK, resp)
			if body != want {
				t.Errorf("GET %s: got %q, want %q", path, body, want)
			}
		}
	})
	for _, f := range append(failures[:len(failures):len(failures)], own...) {
		for _, l := range languages {
			t.Run(f.Name+"/"+l.dictionary.Tag().String(), func(t *testing.T) {
				f.ask(t, server.URL, l.accept, l.dictionary)
			})
		}
	}
}

func (f Failure) ask(t *testing.T, url, language string, d *messages.Dictionary) {
	want := d.Code(f.Status.Code)
	if f.Status.Sub != 0 {
		want = d.Substatus(f.Status)
	}
	if f.Detail != "" {
		want.Detail = f.Detail
	}
	check := func(method, accept, contentType string) (*http.Response, string) {
		resp, body := request(t, method, url+f.Path, http.Header{"Accept": {accept}, "Accept-Language": {language}})
		statustest.Code(t, f.Status.Code, resp, accept)
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
		// The type about:blank has the title of the code (RFC 9457, 4.2.1).
		if title := d.Code(f.Status.Code).Title; p.Title != title || p.Detail != want.Detail {
			t.Errorf("got %q, %q, want %q, %q", p.Title, p.Detail, title, want.Detail)
		}
		if f.Status.Sub != 0 {
			statustest.Substatus(t, f.Status, resp)
		}
	}
	_, page := check(f.Method, "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html")
	for _, s := range []string{`lang="` + d.Tag().String() + `"`, html.EscapeString(want.Title), html.EscapeString(want.Detail)} {
		if !strings.Contains(page, s) {
			t.Errorf("the page lacks %q:\n%s", s, page)
		}
	}
	_, text := check(f.Method, "text/plain", "text/plain")
	for _, s := range []string{want.Title, want.Detail} {
		if !strings.Contains(text, s) {
			t.Errorf("the text lacks %q:\n%s", s, text)
		}
	}
	if f.Method == "GET" && f.Name == "no route" {
		if _, body := check("HEAD", "text/html", "text/html"); body != "" {
			t.Errorf("the answer to HEAD has a body: %q", body)
		}
	}
}

// request sends a request and reads the whole answer, whose body can be read once more.
func request(t *testing.T, method, url string, header http.Header) (*http.Response, string) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), method, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	for name, values := range header {
		req.Header[name] = values
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
