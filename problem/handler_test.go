package problem

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"runtime"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/httpstatus-go/httpstatus"
)

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

// What is set, added or deleted after WriteHeader has no effect; net/http without Pages says what would be.
func TestPagesLateFields(t *testing.T) {
	rr := &Renderer{Log: slog.New(slog.DiscardHandler)}
	begins := map[string]func(w http.ResponseWriter, r *http.Request){
		"bare":   func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(404) },
		"phrase": func(w http.ResponseWriter, r *http.Request) { http.Error(w, "Not Found", 404) },
		"text":   func(w http.ResponseWriter, r *http.Request) { http.Error(w, "no such invoice", 404) },
		"long":   func(w http.ResponseWriter, r *http.Request) { http.Error(w, strings.Repeat("x", 5000), 404) },
		"typed": func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", "a/b")
			w.WriteHeader(404)
		},
		"not an error": func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(202) },
	}
	lates := map[string]func(h http.Header){
		"nothing":          func(h http.Header) {},
		"Set-Cookie":       func(h http.Header) { h.Set("Set-Cookie", "session=secret") },
		"Content-Type":     func(h http.Header) { h.Set("Content-Type", "application/json") },
		"Content-Length":   func(h http.Header) { h.Set("Content-Length", "5") },
		"Location":         func(h http.Header) { h.Set("Location", "/login") },
		"Content-Encoding": func(h http.Header) { h.Set("Content-Encoding", "gzip") },
		"Cache-Control":    func(h http.Header) { h.Set("Cache-Control", "no-store") },
		"added":            func(h http.Header) { h.Add("X-Early", "2") },
		"in place":         func(h http.Header) { h["X-Early"][0] = "2" },
		"deleted":          func(h http.Header) { h.Del("Www-Authenticate") },
		"cleared":          func(h http.Header) { clear(h) },
		"trailer":          func(h http.Header) { h.Set("X-Sum", "7"); h.Set(http.TrailerPrefix+"X-More", "8") },
		"spelled":          func(h http.Header) { h["x-late"] = []string{"1"} },
	}
	versions(t, func(t *testing.T, start func(http.Handler) *httptest.Server, _ *lockedLog) {
		mux := new(http.ServeMux)
		s := start(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { mux.ServeHTTP(w, r) }))
		for _, method := range []string{"GET", "HEAD"} {
			for begin, first := range begins {
				for late, then := range lates {
					for _, more := range []string{"", "Not Found", "more"} {
						h := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
							w.Header().Set("X-Early", "1")
							w.Header().Set("WWW-Authenticate", "Basic")
							w.Header().Set("Trailer", "X-Sum")
							first(w, r)
							then(w.Header())
							if more != "" {
								io.WriteString(w, more)
							}
						})
						name := fmt.Sprintf("%s %s, then %s, then %q", method, begin, late, more)
						mux = http.NewServeMux()
						mux.Handle("/alone", h)
						mux.Handle("/pages", rr.Pages(h))
						want, wantBody, err := fetch(t, s, method, "/alone")
						if err != nil {
							t.Fatalf("%s: %v", name, err)
						}
						got, body, err := fetch(t, s, method, "/pages")
						if err != nil {
							t.Errorf("%s: %v", name, err)
							continue
						}
						if got.Header.Get("Content-Security-Policy") != "" || got.Header.Get("Content-Language") != "" { // the answer of Pages
							checkFields(t, name, got.Header, want.Header, "X-Early", "Www-Authenticate", "Set-Cookie", "Location", "Content-Encoding", "Cache-Control", "X-Late")
							if got.Trailer != nil {
								t.Errorf("%s: trailers %v", name, got.Trailer)
							}
							continue
						}
						want.Header.Del("Date")
						got.Header.Del("Date")
						if g, w := fmt.Sprint(got.Header, got.Trailer), fmt.Sprint(want.Header, want.Trailer); g != w || body != wantBody || got.StatusCode != want.StatusCode {
							t.Errorf("%s:\ngot  %d %s %.50s\nwant %d %s %.50s", name, got.StatusCode, g, body, want.StatusCode, w, wantBody)
						}
					}
				}
			}
		}
	})
}

func checkFields(t *testing.T, name string, got, want http.Header, fields ...string) {
	t.Helper()
	for _, f := range fields {
		if g, w := got.Values(f), want.Values(f); fmt.Sprint(g) != fmt.Sprint(w) {
			t.Errorf("%s: %s is %q, want %q", name, f, g, w)
		}
	}
}

// compressed is middleware of the common kind: it says first that it will compress.
func compressed(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Accept-Encoding") != "gzip" {
			next.ServeHTTP(w, r)
			return
		}
		w.Header().Set("Content-Encoding", "gzip")
		w.Header().Add("Vary", "Accept-Encoding")
		z := gzip.NewWriter(w)
		defer z.Close()
		next.ServeHTTP(gzipWriter{w, z}, r)
	})
}

type gzipWriter struct {
	http.ResponseWriter
	z *gzip.Writer
}

func (g gzipWriter) Unwrap() http.ResponseWriter { return g.ResponseWriter }
func (g gzipWriter) Write(b []byte) (int, error) { return g.z.Write(b) }

// Middleware outside that compresses compresses the answer, and says so; a Content-Encoding of the handler's goes with its
// body.
func TestContentEncoding(t *testing.T) {
	rr := &Renderer{Log: slog.New(slog.DiscardHandler)}
	fails := func(before func(h http.Header)) http.Handler {
		return rr.Handler(func(w http.ResponseWriter, r *http.Request) error {
			before(w.Header())
			return httpstatus.NotFound
		})
	}
	nothing := func(http.Header) {}
	sets := func(h http.Header) { h.Set("Content-Encoding", "br") }
	spells := func(h http.Header) { h["content-encoding"] = []string{"br"} }
	deletes := func(h http.Header) { h.Del("Content-Encoding") }
	files := http.FileServerFS(fstest.MapFS{})
	bare := func(before func(h http.Header)) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			before(w.Header())
			w.WriteHeader(404)
		})
	}
	writes := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { rr.Write(w, r, httpstatus.NotFound) })
	panics := func(before func(h http.Header)) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			before(w.Header())
			panic(httpstatus.NotFound)
		})
	}
	versions(t, func(t *testing.T, start func(http.Handler) *httptest.Server, _ *lockedLog) {
		for name, h := range map[string]http.Handler{
			"Handler":                   compressed(fails(nothing)),
			"Handler that sets":         compressed(fails(sets)),
			"Handler that spells":       compressed(fails(spells)),
			"Handler that deletes":      compressed(fails(deletes)),
			"Handler that sets, alone":  fails(sets),
			"Pages":                     compressed(rr.Pages(http.NewServeMux())),
			"Pages of files":            compressed(rr.Pages(files)), // FileServer deletes the field
			"Pages that sets":           compressed(rr.Pages(bare(sets))),
			"Pages that spells, alone":  rr.Pages(bare(spells)),
			"Write":                     compressed(writes),
			"Write in Pages":            compressed(rr.Pages(writes)),
			"Write in between":          rr.Pages(compressed(writes)),
			"Handler in between":        rr.Pages(compressed(fails(sets))),
			"set between two layers":    rr.Pages(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { compressed(fails(nothing)).ServeHTTP(w, r) })),
			"Recover":                   compressed(rr.Recover(panics(sets))),
			"Pages of a panic":          compressed(rr.Pages(panics(deletes))),
			"Recover in Pages, between": rr.Pages(compressed(rr.Recover(panics(nothing)))),
			"all of them": rr.Pages(compressed(rr.Recover(rr.Pages(rr.Handler(func(w http.ResponseWriter, r *http.Request) error {
				http.NotFound(w, r)
				return httpstatus.NotFound
			}))))),
		} {
			s := start(h)
			for _, method := range []string{"GET", "HEAD"} {
				for _, accept := range []string{"application/json", "text/html", "text/plain"} {
					for _, encoding := range []string{"gzip", "identity"} {
						resp, body, err := fetch(t, s, method, "/missing", "Accept: "+accept, "Accept-Encoding: "+encoding)
						if err != nil {
							t.Errorf("%s, %s %s: %v", name, method, accept, err)
							continue
						}
						want := ""
						if encoding == "gzip" && !strings.HasSuffix(name, "alone") {
							want = "gzip"
						}
						if got := resp.Header.Values("Content-Encoding"); strings.Join(got, ",") != want {
							t.Errorf("%s, %s %s: Content-Encoding is %q, want %q", name, method, accept, got, want)
						}
						if want == "gzip" {
							if resp.Header.Get("Vary") == "" || !strings.Contains(resp.Header.Get("Vary"), "Accept-Encoding") {
								t.Errorf("%s: Vary is %q", name, resp.Header["Vary"])
							}
							if method == "GET" {
								z, err := gzip.NewReader(strings.NewReader(body))
								if err != nil {
									t.Errorf("%s, %s: %v", name, accept, err)
									continue
								}
								b, err := io.ReadAll(z)
								if err != nil {
									t.Errorf("%s, %s: %v", name, accept, err)
								}
								body = string(b)
							}
						} else if resp.ContentLength <= 0 {
							t.Errorf("%s, %s %s: Content-Length is %d", name, method, accept, resp.ContentLength)
						}
						if method == "GET" && !strings.Contains(body, "Not Found") && !strings.Contains(body, "Internal Server Error") {
							t.Errorf("%s, %s: %.80q", name, accept, body)
						}
					}
				}
			}
		}
	})
}

// A bare error is known also after middleware inside of Pages has compressed it, and nothing else is taken for one.
func TestPagesThroughGzip(t *testing.T) {
	pack := func(s string) string {
		var b strings.Builder
		z := gzip.NewWriter(&b)
		io.WriteString(z, s)
		z.Close()
		return b.String()
	}
	rr := &Renderer{Log: slog.New(slog.DiscardHandler)}
	for _, tt := range []struct {
		name, encoding, body string
		page                 bool
	}{
		{"phrase", "gzip", pack("Not Found\n"), true},
		{"nothing", "gzip", pack(""), true},
		{"no byte", "gzip", "", true},
		{"in upper case", "GZIP", pack("404 page not found"), true},
		{"text", "gzip", pack("no such invoice"), false},
		{"more than the phrase", "gzip", pack("Not Found\n" + strings.Repeat(" ", 1000)), false},
		{"a bomb", "gzip", pack(strings.Repeat("\n", 1<<18)), false},
		{"long", "gzip", pack("Not Found\n") + strings.Repeat("x", 1000), false},
		{"cut off", "gzip", pack("Not Found\n")[:15], false},
		{"one byte", "gzip", "\x1f", false},
		{"no gzip", "gzip", "text", false},
		{"a phrase that is not compressed", "gzip", "Not Found\n", true},
		{"said to be another", "br", pack("Not Found\n"), false},
		{"twice", "gzip, gzip", pack("Not Found\n"), false},
		{"not said", "", pack("Not Found\n"), false},
	} {
		for _, size := range []int{1, 7, 1 << 20} { // of each Write
			h := rr.Pages(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				w.Header()["Content-Encoding"] = []string{tt.encoding}
				w.WriteHeader(404)
				for rest := []byte(tt.body); len(rest) > 0; {
					n := min(size, len(rest))
					if m, err := w.Write(rest[:n]); m != n || err != nil {
						t.Errorf("%s: wrote %d of %d, %v", tt.name, m, n, err)
					}
					rest = rest[n:]
				}
			}))
			w := httptest.NewRecorder()
			h.ServeHTTP(w, request("GET"))
			if tt.page {
				checkAnswer(t, "GET", w.Result())
			}
			if page := w.Header().Get("Content-Language") != ""; page != tt.page || !page && (w.Body.String() != tt.body || w.Header().Get("Content-Encoding") != tt.encoding) {
				t.Errorf("%s, %d: %v %.100q", tt.name, size, w.Header(), w.Body)
			}
		}
	}
}

// Trailers that a layer outside has announced arrive.
func TestOuterTrailer(t *testing.T) {
	h := Pages(http.NotFoundHandler())
	versions(t, func(t *testing.T, start func(http.Handler) *httptest.Server, _ *lockedLog) {
		s := start(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Trailer", "Server-Timing")
			h.ServeHTTP(w, r)
			w.Header().Set("Server-Timing", "all;dur=1")
		}))
		resp, body, err := fetch(t, s, "GET", "/")
		if err != nil || resp.Trailer.Get("Server-Timing") != "all;dur=1" || !strings.Contains(body, `"status":404`) {
			t.Errorf("%v, trailer %v, %s", err, resp.Trailer, body)
		}
	})
}

// A proxy flushes when a timer says so. What its client reads depends on the upstream alone.
func TestPagesReverseProxy(t *testing.T) {
	rr := &Renderer{Log: slog.New(slog.DiscardHandler)}
	upstream := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/empty":
			w.WriteHeader(502)
		case "/chunked": // of unknown length, and empty
			w.WriteHeader(502)
			w.(http.Flusher).Flush()
		case "/phrase":
			http.Error(w, "Bad Gateway", http.StatusBadGateway)
		case "/text":
			w.WriteHeader(502)
			io.WriteString(w, "upstream's own")
		}
	}))
	defer upstream.Close()
	target, err := url.Parse(upstream.URL)
	if err != nil {
		t.Fatal(err)
	}
	transport := &http.Transport{}
	defer transport.CloseIdleConnections()
	versions(t, func(t *testing.T, start func(http.Handler) *httptest.Server, _ *lockedLog) {
		for _, interval := range []time.Duration{-1, 0, time.Microsecond, time.Second} {
			s := start(rr.Pages(&httputil.ReverseProxy{
				Rewrite:       func(r *httputil.ProxyRequest) { r.SetURL(target) },
				FlushInterval: interval,
				Transport:     transport,
			}))
			for path, page := range map[string]bool{"/empty": true, "/chunked": true, "/phrase": true, "/text": false} {
				for _, method := range []string{"GET", "HEAD"} {
					for range 20 {
						resp, body, err := fetch(t, s, method, path)
						if err != nil {
							t.Fatal(err)
						}
						got := resp.Header.Get("Content-Language") != ""
						if resp.StatusCode != 502 || method == "GET" && got != page || method == "GET" && page != strings.Contains(body, `"status":502`) {
							t.Fatalf("interval %v, %s %s: %d %s", interval, method, path, resp.StatusCode, body)
						}
						if method == "HEAD" && (path == "/empty" || path == "/chunked") && !got {
							t.Fatalf("interval %v, HEAD %s: %v", interval, path, resp.Header)
						}
					}
				}
			}
		}
	})
}

// Whatever finds Hijack, and wherever it is, nothing is written after it.
func TestHijackIsNoticed(t *testing.T) {
	type middle func(http.ResponseWriter) http.ResponseWriter
	same := func(w http.ResponseWriter) http.ResponseWriter { return w }
	unwraps := func(w http.ResponseWriter) http.ResponseWriter { return wrapped{w} }
	twice := func(w http.ResponseWriter) http.ResponseWriter { return wrapped{wrapped{w}} }
	ends := map[string]func(w http.ResponseWriter){
		"error":       nil,
		"panic":       func(http.ResponseWriter) { panic("oops") },
		"WriteHeader": func(w http.ResponseWriter) { w.WriteHeader(500) },
	}
	for layer, wrap := range map[string]func(*Renderer, func(http.ResponseWriter, *http.Request) error) http.Handler{
		"Handler": func(rr *Renderer, h func(http.ResponseWriter, *http.Request) error) http.Handler {
			return rr.Handler(h)
		},
		"Pages": func(rr *Renderer, h func(http.ResponseWriter, *http.Request) error) http.Handler {
			return rr.Pages(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { rr.Write(w, r, h(w, r)) }))
		},
		"Handler in Pages": func(rr *Renderer, h func(http.ResponseWriter, *http.Request) error) http.Handler {
			return rr.Pages(rr.Handler(h))
		},
		"Handler in Pages, wrapped": func(rr *Renderer, h func(http.ResponseWriter, *http.Request) error) http.Handler {
			inner := rr.Handler(h)
			return rr.Pages(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { inner.ServeHTTP(wrapped{w}, r) }))
		},
	} {
		for outside, outer := range map[string]middle{"nothing": same, "Unwrap": unwraps, "two": twice} {
			for inside, inner := range map[string]middle{"nothing": same, "Unwrap": unwraps} {
				for end, then := range ends {
					t.Run(fmt.Sprintf("%s, %s outside, %s inside, %s", layer, outside, inside, end), func(t *testing.T) {
						var logged, server lockedLog
						rr := &Renderer{Log: slog.New(slog.NewTextHandler(&logged, nil))}
						h := wrap(rr, func(w http.ResponseWriter, r *http.Request) error {
							w.WriteHeader(http.StatusEarlyHints)
							c, b, err := http.NewResponseController(inner(w)).Hijack()
							if err != nil {
								t.Error(err)
								return err
							}
							defer c.Close()
							fmt.Fprint(b, "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\nmine")
							b.Flush()
							if then != nil {
								then(w)
							}
							return errors.New("the peer went away")
						})
						done := make(chan bool)
						s := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
							defer close(done)
							h.ServeHTTP(outer(w), r)
						}))
						s.Config.ErrorLog = newLogger(&server)
						s.Start()
						defer s.Close()
						c, err := net.Dial("tcp", s.Listener.Addr().String())
						if err != nil {
							t.Fatal(err)
						}
						defer c.Close()
						fmt.Fprint(c, "GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n")
						b, err := io.ReadAll(c)
						if err != nil || !strings.HasSuffix(string(b), "\r\n\r\nmine") {
							t.Errorf("%v, %q", err, b)
						}
						<-done
						want := map[string]string{"error": "after the response has begun", "panic": "the handler panicked", "WriteHeader": "after the response has begun"}[end]
						if !strings.Contains(logged.String(), want) {
							t.Errorf("logged %s", &logged)
						}
						if got := server.String(); end != "WriteHeader" && got != "" || end == "WriteHeader" &&
							(!strings.Contains(got, "WriteHeader on hijacked connection") || !strings.Contains(got, "(handler_test.go:")) {
							t.Errorf("the server logs %q", got)
						}
					})
				}
			}
		}
	}
}

// A second WriteHeader is logged as net/http does, with the line of the handler.
func TestSuperfluous(t *testing.T) {
	for name, wrap := range both {
		for _, codes := range [][]int{{404, 500}, {200, 404}, {404, 103}, {404, 404}} {
			versions(t, func(t *testing.T, start func(http.Handler) *httptest.Server, log *lockedLog) {
				line := 0
				s := start(wrap(func(w http.ResponseWriter, r *http.Request) {
					w.WriteHeader(codes[0])
					_, _, line, _ = runtime.Caller(0)
					w.WriteHeader(codes[1])
				}))
				resp, _, err := fetch(t, s, "GET", "/")
				if err != nil || resp.StatusCode != codes[0] {
					t.Errorf("%s: %v %v", name, resp, err)
				}
				want := fmt.Sprintf("(handler_test.go:%d)\n", line+1)
				if got := log.String(); !strings.HasPrefix(got, "http: superfluous response.WriteHeader call from ") || !strings.HasSuffix(got, want) || strings.Count(got, "\n") != 1 {
					t.Errorf("%s, %d: logged %q, want %q", name, codes, got, want)
				}
			})
		}
		// http.Error is net/http's: the line is of the one who calls it.
		versions(t, func(t *testing.T, start func(http.Handler) *httptest.Server, log *lockedLog) {
			line := 0
			s := start(wrap(func(w http.ResponseWriter, r *http.Request) {
				w.WriteHeader(404)
				_, _, line, _ = runtime.Caller(0)
				http.Error(wrapped{w}, "x", 500)
			}))
			if _, _, err := fetch(t, s, "GET", "/"); err != nil {
				t.Error(err)
			}
			if want := fmt.Sprintf("(handler_test.go:%d)\n", line+1); strings.Count(log.String(), "\n") != 1 || !strings.HasPrefix(log.String(), "http: superfluous") || !strings.HasSuffix(log.String(), want) {
				t.Errorf("%s: logged %q, want %q", name, log, want)
			}
		})
	}
}

// A framework's writer says that the response has begun once a status was given, and lets no second one pass.
type frameworkWriter struct {
	http.ResponseWriter
	code int
}

func (f *frameworkWriter) Unwrap() http.ResponseWriter { return f.ResponseWriter }
func (f *frameworkWriter) Written() bool               { return f.code != 0 }
func (f *frameworkWriter) WriteHeader(code int) {
	if f.code == 0 {
		f.code = code
		f.ResponseWriter.WriteHeader(code)
	}
}

// An error replaces a bare one that is held back.
func TestWriteReplacesBare(t *testing.T) {
	conflict := &Error{Code: 422, Detail: "mine", Header: http.Header{"X-A": {"1"}}}
	direct := func(w http.ResponseWriter) http.ResponseWriter { return w }
	for _, tt := range []struct {
		name  string
		first func(w http.ResponseWriter)
		code  int // 422: replaced
	}{
		{"nothing", func(w http.ResponseWriter) {}, 422},
		{"bare", func(w http.ResponseWriter) { w.WriteHeader(409) }, 422},
		{"bare, flushed", func(w http.ResponseWriter) { w.WriteHeader(409); http.NewResponseController(w).Flush() }, 422},
		{"phrase", func(w http.ResponseWriter) { http.Error(w, "Conflict", http.StatusConflict) }, 422},
		{"text", func(w http.ResponseWriter) { http.Error(w, "no", http.StatusConflict) }, 409},
		{"half a phrase", func(w http.ResponseWriter) { w.WriteHeader(409); io.WriteString(w, "Conf") }, 409},
		{"no error", func(w http.ResponseWriter) { w.WriteHeader(202) }, 202},
	} {
		for between, wrap := range map[string]func(http.ResponseWriter) http.ResponseWriter{
			"nothing":   direct,
			"Unwrap":    func(w http.ResponseWriter) http.ResponseWriter { return wrapped{w} },
			"framework": func(w http.ResponseWriter) http.ResponseWriter { return &frameworkWriter{ResponseWriter: w} },
		} {
			t.Run(tt.name+", "+between, func(t *testing.T) {
				rr := &Renderer{Log: slog.New(slog.DiscardHandler)}
				for layer, h := range map[string]http.Handler{
					"Write": http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
						w = wrap(w)
						tt.first(w)
						rr.Write(w, r, conflict)
					}),
					"Handler": http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
						rr.Handler(func(w http.ResponseWriter, r *http.Request) error {
							tt.first(w)
							return conflict
						}).ServeHTTP(wrap(w), r)
					}),
				} {
					versions(t, func(t *testing.T, start func(http.Handler) *httptest.Server, log *lockedLog) {
						s := start(rr.Pages(h))
						for _, method := range []string{"GET", "HEAD"} {
							resp, body, err := fetch(t, s, method, "/")
							if err != nil {
								t.Fatal(err)
							}
							if resp.StatusCode != tt.code || (resp.Header.Get("X-A") == "1") != (tt.code == 422) ||
								method == "GET" && strings.Contains(body, `"detail":"mine"`) != (tt.code == 422) {
								t.Errorf("%s %s: %d %v %s", layer, method, resp.StatusCode, resp.Header, body)
							}
						}
						if log.String() != "" {
							t.Errorf("%s: the server logs %s", layer, log)
						}
					})
				}
			})
		}
	}
}

// An error that has no status has the one that was given, and is held back.
func TestWriteKeepsStatus(t *testing.T) {
	for _, tt := range []struct {
		given int // 0: none
		err   error
		want  int
	}{
		{409, errors.New("plain"), 409},
		{409, fmt.Errorf("wrapped: %w", io.ErrUnexpectedEOF), 409},
		{503, errors.New("plain"), 503},
		{409, httpstatus.NotFound, 404},
		{409, fmt.Errorf("wrapped: %w", httpstatus.NotFound), 404},
		{409, &http.MaxBytesError{Limit: 1}, 413},
		{409, context.DeadlineExceeded, 504},
		{409, httpstatus.InternalServerError, 500},
		{0, errors.New("plain"), 500},
	} {
		rr, log := logged()
		w := httptest.NewRecorder()
		rr.Pages(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			w = &frameworkWriter{ResponseWriter: w}
			if tt.given != 0 {
				w.WriteHeader(tt.given)
			}
			rr.Write(w, r, tt.err)
		})).ServeHTTP(w, request("GET"))
		checkAnswer(t, "GET", w.Result())
		if w.Code != tt.want || strings.Contains(w.Body.String(), "plain") {
			t.Errorf("%d, then %v: %d %s", tt.given, tt.err, w.Code, w.Body)
		}
		if strings.Count(log.String(), "cause=") != 1 || (tt.want >= 500) != strings.Contains(log.String(), "level=ERROR") {
			t.Errorf("%d, then %v: logged %s", tt.given, tt.err, log)
		}
	}
}

// A panic becomes a 500 if nothing is on its way yet; if something is, the response breaks off.
func TestRecover(t *testing.T) {
	rr, logged := logged()
	rr.Log = slog.New(slog.NewTextHandler(&lockedWriter{w: logged}, nil))
	for _, tt := range []struct {
		name  string
		first func(w http.ResponseWriter, r *http.Request)
		pages int // the status in Pages; 0: it breaks off
		alone int // without
		abort bool
	}{
		{"nothing", func(w http.ResponseWriter, r *http.Request) {}, 500, 500, false},
		{"early hints", func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(103) }, 500, 500, false},
		{"no code", func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(1000) }, 500, 500, false},
		{"bare", func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(404) }, 500, 0, false},
		{"bare, flushed", func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(404); w.(http.Flusher).Flush() }, 500, 0, false},
		{"half a phrase", func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(404); io.WriteString(w, "Not ") }, 500, 0, false},
		{"text", func(w http.ResponseWriter, r *http.Request) { http.Error(w, "x", 404) }, 0, 0, false},
		{"success", func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, "half") }, 0, 0, false},
		{"flushed", func(w http.ResponseWriter, r *http.Request) { w.(http.Flusher).Flush() }, 0, 0, false},
		{"abort", func(w http.ResponseWriter, r *http.Request) { panic(http.ErrAbortHandler) }, 0, 0, true},
		{"abort of a held", func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(404); panic(http.ErrAbortHandler) }, 0, 0, true},
	} {
		h := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("X-Request-Id", "7")
			w.Header().Set("Content-Encoding", "gzip")
			tt.first(w, r)
			panic("secret")
		})
		for layer, wrapped := range map[string]http.Handler{"Pages": rr.Pages(h), "Recover": rr.Recover(h), "both": rr.Pages(rr.Recover(h)), "reverse": rr.Recover(rr.Pages(h))} {
			versions(t, func(t *testing.T, start func(http.Handler) *httptest.Server, server *lockedLog) {
				logged.Reset()
				var done sync.WaitGroup // a client can have all before the handler panics
				s := start(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
					defer done.Done()
					wrapped.ServeHTTP(w, r)
				}))
				code := tt.pages
				if layer == "Recover" {
					code = tt.alone
				}
				for _, method := range []string{"GET", "HEAD"} {
					done.Add(1)
					resp, body, err := fetch(t, s, method, "/")
					done.Wait()
					if code == 0 {
						// For HEAD, what is whole when the handler panics may have been sent.
						if err == nil && method == "GET" {
							t.Errorf("%s, %s: the response looks whole: %d %s", layer, tt.name, resp.StatusCode, body)
						}
						continue
					}
					if err != nil {
						t.Errorf("%s, %s, %s: %v", layer, tt.name, method, err)
						continue
					}
					if resp.StatusCode != code || method == "GET" && !strings.Contains(body, `"status":500`) || strings.Contains(body, "secret") ||
						resp.Header.Get("X-Request-Id") != "7" || resp.Header.Get("Content-Encoding") != "" {
						t.Errorf("%s, %s: %d %v %s", layer, tt.name, resp.StatusCode, resp.Header, body)
					}
				}
				if got := logged.String(); tt.abort != (got == "") || !tt.abort && (!strings.Contains(got, "handler_test.go") || strings.Count(got, "the handler panicked") != 2) {
					t.Errorf("%s, %s: logged %s", layer, tt.name, got)
				}
				if server.String() != "" {
					t.Errorf("%s, %s: the server logs %s", layer, tt.name, server)
				}
			})
		}
	}
}

type lockedWriter struct {
	mu sync.Mutex
	w  io.Writer
}

func (l *lockedWriter) Write(b []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.w.Write(b)
}

// A 426 says in HTTP/1.1 what to upgrade to; in HTTP/2 it would be malformed if it did.
func TestConnectionFields(t *testing.T) {
	rr := &Renderer{Log: slog.New(slog.DiscardHandler)}
	h := rr.Pages(rr.Handler(func(w http.ResponseWriter, r *http.Request) error {
		w.Header()["keep-alive"] = []string{"timeout=5"}
		if r.URL.Path == "/bare" {
			w.Header().Set("Connection", "upgrade")
			w.Header().Set("Upgrade", "x/1")
			w.WriteHeader(426)
			return nil
		}
		return &Error{Code: 426, Header: http.Header{"Upgrade": {"x/1"}, "Connection": {"upgrade"}}}
	}))
	versions(t, func(t *testing.T, start func(http.Handler) *httptest.Server, _ *lockedLog) {
		s := start(h)
		for _, path := range []string{"/", "/bare"} {
			resp, _, err := fetch(t, s, "GET", path)
			if err != nil {
				t.Fatal(err)
			}
			want := "x/1"
			if resp.ProtoMajor == 2 {
				want = ""
			}
			if got := resp.Header; got.Get("Upgrade") != want || (got.Get("Keep-Alive") != "") != (want != "") || resp.StatusCode != 426 {
				t.Errorf("%s %s: %d %v", resp.Proto, path, resp.StatusCode, got)
			}
		}
	})
}

// Nothing is left running, whatever clients and handlers do.
func TestNoGoroutines(t *testing.T) {
	if testing.Short() {
		t.Skip("10,000 requests")
	}
	rr := &Renderer{Log: slog.New(slog.DiscardHandler)}
	arrived := make(chan bool, 1)
	h := rr.Pages(compressed(http.TimeoutHandler(rr.Handler(func(w http.ResponseWriter, r *http.Request) error {
		switch r.URL.Path {
		case "/bare":
			w.WriteHeader(404)
		case "/text":
			http.Error(w, "text", 500)
		case "/error":
			return httpstatus.Forbidden
		case "/panic":
			panic("oops")
		case "/abort":
			panic(http.ErrAbortHandler)
		case "/twice":
			w.WriteHeader(404)
			return httpstatus.Conflict
		case "/leave", "/slow":
			if r.URL.Path == "/leave" {
				arrived <- true
			}
			<-r.Context().Done()
			return r.Context().Err()
		}
		return nil
	}), 50*time.Millisecond, "")))
	hijacks := rr.Handler(func(w http.ResponseWriter, r *http.Request) error {
		c, b, err := http.NewResponseController(w).Hijack()
		if err != nil {
			return err
		}
		fmt.Fprint(b, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
		b.Flush()
		return c.Close()
	})
	before := runtime.NumGoroutine()
	for _, http2 := range []bool{false, true} {
		s := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path == "/hijack" && r.ProtoMajor == 1 {
				hijacks.ServeHTTP(w, r)
				return
			}
			h.ServeHTTP(w, r)
		}))
		s.Config.ErrorLog = newLogger(io.Discard)
		s.EnableHTTP2 = http2
		if http2 {
			s.StartTLS()
		} else {
			s.Start()
		}
		s.Client().Transport.(*http.Transport).MaxIdleConnsPerHost = 16
		paths := []string{"/", "/bare", "/text", "/error", "/panic", "/abort", "/twice", "/hijack"}
		var wg sync.WaitGroup
		for worker := range 8 {
			wg.Go(func() {
				for i := range 620 {
					method := []string{"GET", "HEAD"}[i/8%2]
					r, err := http.NewRequest(method, s.URL+paths[(worker+i)%len(paths)], nil)
					if err != nil {
						t.Error(err)
						return
					}
					if i%100 == 0 {
						r.URL.Path = "/slow"
					}
					resp, err := s.Client().Transport.RoundTrip(r)
					if err == nil {
						io.Copy(io.Discard, resp.Body)
						resp.Body.Close()
					}
				}
			})
		}
		wg.Wait()
		for range 50 { // clients that leave
			ctx, cancel := context.WithCancel(context.Background())
			r, err := http.NewRequestWithContext(ctx, "GET", s.URL+"/leave", nil)
			if err != nil {
				t.Fatal(err)
			}
			go func() {
				<-arrived
				cancel()
			}()
			if resp, err := s.Client().Transport.RoundTrip(r); err == nil {
				resp.Body.Close() // the time ran out first
			}
			cancel()
		}
		s.Client().CloseIdleConnections()
		s.Close()
	}
	for range 500 {
		if runtime.NumGoroutine() <= before {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	buf := make([]byte, 1<<20)
	t.Errorf("%d goroutines, before %d:\n%s", runtime.NumGoroutine(), before, buf[:runtime.Stack(buf, true)])
}
