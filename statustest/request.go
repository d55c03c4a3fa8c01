package statustest

import (
	"bufio"
	"context"
	"crypto/tls"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"

	"github.com/httpstatus-go/httpstatus/internal/field"
)

// An Option is something that [Do], [Get] and [Post] do to the request before they send it. A test may have some of its own.
type Option func(*http.Request) error

// Get asks a handler for what is at the target with GET, as [Do] does.
//
//	resp := statustest.Get(t, orders, "/orders/8", statustest.Language("zh-CN"))
//	statustest.Code(t, httpstatus.NotFound, resp)
func Get(t TestingT, handler http.Handler, target string, options ...Option) *http.Response {
	if h, ok := t.(helper); ok {
		h.Helper()
	}
	return Do(t, handler, http.MethodGet, target, options...)
}

// Post sends a POST to a handler, as [Do] does.
//
//	resp := statustest.Post(t, orders, "/orders", statustest.JSON(order))
func Post(t TestingT, handler http.Handler, target string, options ...Option) *http.Response {
	if h, ok := t.(helper); ok {
		h.Helper()
	}
	return Do(t, handler, http.MethodPost, target, options...)
}

// Do sends a request to a handler and returns its response, which knows the request: every assertion takes it. The target is
// a path, "/orders/8?page=2", or a whole URL. The request has no connection: the host is example.com if the target has none.
// The response is what a server would send as far as the handler decides it: to a HEAD there is no content, whatever the
// handler has written. What it has written to a 204 or a 304, for which a server gives it an error, is there for Conforms to
// find. A 1xx before the response is passed over. The body need not be closed.
//
// If there is no such request, as for the target "a b" or a value that is no JSON, Do fails the test and returns nil, which
// every assertion refuses.
func Do(t TestingT, handler http.Handler, method, target string, options ...Option) *http.Response {
	if h, ok := t.(helper); ok {
		h.Helper()
	}
	req, err := newRequest(t, method, target, options)
	if err != nil {
		fail(t, fmt.Sprintf("no request %s %s: %v", shown(method, maxShownValue), shown(target, maxShownValue), err), nil)
		return nil
	}
	// A handler may change the request that it gets.
	asked := req.Clone(req.Context())
	asked.Body = http.NoBody
	rec := httptest.NewRecorder()
	handler.ServeHTTP(final{rec}, req)
	resp := rec.Result()
	resp.Request = asked
	if method == http.MethodHead || rec.Body.Len() == 0 {
		resp.Body = http.NoBody
	}
	return resp
}

// final records the last response of a handler: what comes before it, as a 103, a recorder would take for that.
type final struct{ *httptest.ResponseRecorder }

func (w final) WriteHeader(code int) {
	if code < 100 || 199 < code || code == http.StatusSwitchingProtocols {
		w.ResponseRecorder.WriteHeader(code)
	}
}

func newRequest(t TestingT, method, target string, options []Option) (*http.Request, error) {
	if !field.IsToken(method) {
		return nil, fmt.Errorf("want a method, as %q", http.MethodGet)
	}
	want := fmt.Errorf("want a path, as %q", "/orders/8")
	if strings.ContainsAny(target, " \t\r\n") || strings.HasPrefix(target, "//") {
		return nil, want
	}
	// As a server reads it.
	req, err := http.ReadRequest(bufio.NewReader(strings.NewReader(method + " " + target + " HTTP/1.1\r\nHost: example.com\r\n\r\n")))
	if err != nil || req.URL.Opaque != "" || req.Host == "" {
		return nil, want
	}
	req.RemoteAddr = "192.0.2.1:1234"
	if req.URL.Scheme == "https" {
		req.TLS = &tls.ConnectionState{Version: tls.VersionTLS13, HandshakeComplete: true, ServerName: req.Host}
	}
	if test, ok := t.(interface{ Context() context.Context }); ok {
		req = req.WithContext(test.Context())
	}
	for _, option := range options {
		if err := option(req); err != nil {
			return nil, err
		}
	}
	return req, nil
}

// Header adds a header field. Host is that of the request.
func Header(name, value string) Option {
	return func(r *http.Request) error {
		if strings.EqualFold(name, "Host") {
			r.Host = value
		} else {
			r.Header.Add(name, value)
		}
		return nil
	}
}

// Accept says which media types the client takes: "application/problem+json", "text/html, */*;q=0.1".
func Accept(mediaTypes string) Option { return set("Accept", mediaTypes) }

// Language says which languages the reader wants, as Accept-Language has them: "zh-CN, en;q=0.5".
func Language(languages string) Option { return set("Accept-Language", languages) }

func set(name, value string) Option {
	return func(r *http.Request) error {
		r.Header.Set(name, value)
		return nil
	}
}

// Body sends a text of the media type. JSON that is broken is sent with it.
func Body(mediaType, text string) Option {
	return func(r *http.Request) error {
		r.Header.Set("Content-Type", mediaType)
		r.ContentLength = int64(len(text))
		r.Body = io.NopCloser(strings.NewReader(text))
		return nil
	}
}

// JSON sends the value v as encoding/json writes it.
func JSON(v any) Option {
	return func(r *http.Request) error {
		text, err := json.Marshal(v)
		if err != nil {
			return err
		}
		return Body("application/json", string(text))(r)
	}
}

// Form sends the fields of a form.
func Form(fields url.Values) Option {
	return Body("application/x-www-form-urlencoded", fields.Encode())
}
