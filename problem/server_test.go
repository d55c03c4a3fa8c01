package problem

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync"
	"testing"
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

// silent returns a Renderer that logs nothing.
func silent() *Renderer { return &Renderer{Log: slog.New(slog.DiscardHandler)} }

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

// get sends the request to a server of h, without following redirects.
func get(t *testing.T, h http.Handler, r *http.Request) *http.Response {
	t.Helper()
	s := httptest.NewUnstartedServer(h)
	s.Config.ErrorLog = newLogger(io.Discard)
	s.Start()
	defer s.Close()
	r.RequestURI = ""
	r.URL.Scheme, r.URL.Host = "http", s.Listener.Addr().String()
	resp, err := s.Client().Transport.RoundTrip(r)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	content, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	resp.Body = io.NopCloser(bytes.NewReader(content))
	return resp
}

func text(t *testing.T, resp *http.Response) string {
	t.Helper()
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// server starts a server of h, of HTTP/1.1 or HTTP/2.
func server(t *testing.T, h http.Handler, http2 bool) *httptest.Server {
	s := httptest.NewUnstartedServer(h)
	s.EnableHTTP2 = http2
	s.StartTLS()
	t.Cleanup(s.Close)
	return s
}

// both are the two ways of this package to wrap a ResponseWriter.
var both = map[string]func(http.HandlerFunc) http.Handler{
	"Pages": func(h http.HandlerFunc) http.Handler { return Pages(h) },
	"Handler": func(h http.HandlerFunc) http.Handler {
		return Handler(func(w http.ResponseWriter, r *http.Request) error {
			h(w, r)
			return nil
		})
	},
}

// A lockedLog is a log that a server writes while a test reads.
type lockedLog struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (l *lockedLog) Write(b []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buf.Write(b)
}

func (l *lockedLog) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buf.String()
}

func (l *lockedLog) Reset() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.buf.Reset()
}

// versions calls test with a function that starts a server of HTTP/1.1 and with one for HTTP/2. What a server logs goes to
// log.
func versions(t *testing.T, test func(t *testing.T, start func(http.Handler) *httptest.Server, log *lockedLog)) {
	for _, http2 := range []bool{false, true} {
		t.Run(map[bool]string{false: "HTTP/1.1", true: "HTTP/2"}[http2], func(t *testing.T) {
			log := new(lockedLog)
			test(t, func(h http.Handler) *httptest.Server {
				s := httptest.NewUnstartedServer(h)
				s.Config.ErrorLog = newLogger(log)
				s.EnableHTTP2 = http2
				s.StartTLS()
				t.Cleanup(s.Close)
				return s
			}, log)
		})
	}
}

func newLogger(w io.Writer) *log.Logger { return log.New(w, "", 0) }

// fetch returns the response to a request with the fields "Name: value", and its body. It asks for no compression by
// itself.
func fetch(t *testing.T, s *httptest.Server, method, path string, fields ...string) (*http.Response, string, error) {
	t.Helper()
	r, err := http.NewRequest(method, s.URL+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Accept-Encoding", "identity")
	for _, f := range fields {
		name, value, _ := strings.Cut(f, ": ")
		r.Header.Set(name, value)
	}
	resp, err := s.Client().Transport.RoundTrip(r)
	if err != nil {
		return nil, "", err
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	return resp, string(b), err
}

func checkFields(t *testing.T, name string, got, want http.Header, fields ...string) {
	t.Helper()
	for _, f := range fields {
		if g, w := got.Values(f), want.Values(f); fmt.Sprint(g) != fmt.Sprint(w) {
			t.Errorf("%s: %s is %q, want %q", name, f, g, w)
		}
	}
}
