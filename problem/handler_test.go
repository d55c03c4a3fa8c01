package problem

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/httpstatus-go/httpstatus"
)

func TestHandler(t *testing.T) {
	rr, log := logged()
	for _, tt := range []struct {
		name string
		h    func(http.ResponseWriter, *http.Request) error
		code int
		body string // a part of it
		log  []string
	}{
		{"no error", func(w http.ResponseWriter, r *http.Request) error {
			_, err := io.WriteString(w, "fine")
			return err
		}, 200, "fine", nil},
		{"nothing", func(w http.ResponseWriter, r *http.Request) error { return nil }, 200, "", nil},
		{"an error", func(w http.ResponseWriter, r *http.Request) error {
			w.Header().Set("Content-Encoding", "gzip") // for what would have been
			return httpstatus.NotFound
		}, 404, `"status":404`, []string{"level=DEBUG", "code=404"}},
		{"a panic", func(w http.ResponseWriter, r *http.Request) error {
			w.Header().Set("X-Request-Id", "7")
			panic("secret")
		}, 500, `"status":500`, []string{"level=ERROR", "code=500", "method=GET", "path=/some/path", "cause=secret", "stack=", "handler_test.go"}},
		{"a panic with an error", func(w http.ResponseWriter, r *http.Request) error {
			panic(fmt.Errorf("x: %w", httpstatus.NotFound))
		}, 500, `"status":500`, []string{"cause=\"x: 404 Not Found\""}},
		{"a runtime error", func(w http.ResponseWriter, r *http.Request) error {
			_ = r.Header["None"][0]
			return nil
		}, 500, `"status":500`, []string{"index out of range"}},
		{"begun, then an error", func(w http.ResponseWriter, r *http.Request) error {
			io.WriteString(w, "half")
			return errors.New("boom")
		}, 200, "half", []string{"level=ERROR", "the response has begun", "cause=boom"}},
		{"a status, then an error", func(w http.ResponseWriter, r *http.Request) error {
			w.WriteHeader(202)
			return errors.New("boom")
		}, 202, "", []string{"the response has begun"}},
		{"answered, then an error", func(w http.ResponseWriter, r *http.Request) error {
			rr.Write(w, r, httpstatus.Conflict)
			return httpstatus.NotFound
		}, 409, `"status":409`, []string{"the response has begun"}},
		{"early hints, then an error", func(w http.ResponseWriter, r *http.Request) error {
			w.WriteHeader(http.StatusEarlyHints)
			return httpstatus.NotFound
		}, 404, `"status":404`, nil},
		{"nothing copied, then an error", func(w http.ResponseWriter, r *http.Request) error {
			_, err := io.Copy(w, errReader{})
			return errors.Join(err, httpstatus.BadGateway)
		}, 502, `"status":502`, nil},
		{"handler in a handler", func(w http.ResponseWriter, r *http.Request) error {
			Handler(func(w http.ResponseWriter, r *http.Request) error {
				w.WriteHeader(204)
				return nil
			}).ServeHTTP(w, r)
			return httpstatus.NotFound
		}, 204, "", []string{"the response has begun"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			log.Reset()
			resp := get(t, rr.Handler(tt.h), request("GET"))
			body := text(t, resp)
			if resp.StatusCode != tt.code || !strings.Contains(body, tt.body) || tt.body == "" && body != "" || strings.Contains(body, "secret") {
				t.Errorf("%d %s", resp.StatusCode, body)
			}
			if resp.StatusCode >= 400 && resp.Header.Get("Content-Encoding") != "" {
				t.Errorf("header %v", resp.Header)
			}
			for _, part := range tt.log {
				if !strings.Contains(log.String(), part) {
					t.Errorf("no %s in %s", part, log)
				}
			}
			if tt.log == nil && tt.code < 400 && log.Len() > 0 {
				t.Errorf("logged %s", log)
			}
		})
	}
}

// A response that a panic cuts off must not look whole.
func TestHandlerPanicBegun(t *testing.T) {
	rr, log := logged()
	s := httptest.NewServer(rr.Handler(func(w http.ResponseWriter, r *http.Request) error {
		w.(http.Flusher).Flush()
		io.WriteString(w, "half")
		panic("oops")
	}))
	defer s.Close()
	s.Config.ErrorLog = nil
	resp, err := s.Client().Get(s.URL)
	if err == nil {
		_, err = io.ReadAll(resp.Body)
		resp.Body.Close()
	}
	if err == nil {
		t.Error("the response looks whole")
	}
	s.Close()
	if !strings.Contains(log.String(), "cause=oops") {
		t.Errorf("logged %s", log)
	}
}

func TestHandlerAbort(t *testing.T) {
	rr, log := logged()
	defer func() {
		if v := recover(); v != http.ErrAbortHandler {
			t.Errorf("the panic is %v", v)
		}
		if log.Len() > 0 {
			t.Errorf("logged %s", log)
		}
	}()
	rr.Handler(func(http.ResponseWriter, *http.Request) error { panic(http.ErrAbortHandler) }).ServeHTTP(httptest.NewRecorder(), request("GET"))
}

// A panic becomes a 500 if nothing is on its way yet; if something is, the response breaks off.
func TestRecover(t *testing.T) {
	logged := new(lockedLog)
	rr := &Renderer{Log: slog.New(slog.NewTextHandler(logged, nil))}
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

// Nothing is left running, whatever clients and handlers do.
func TestNoGoroutines(t *testing.T) {
	if testing.Short() {
		t.Skip("10,000 requests")
	}
	rr := silent()
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
