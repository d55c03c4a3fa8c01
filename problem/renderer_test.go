package problem

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"testing/iotest"
	"time"

	"github.com/httpstatus-go/httpstatus"
	"github.com/httpstatus-go/httpstatus/messages"
)

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
		}, 500, `"status":500`, []string{"level=ERROR", "code=500", "method=GET", "path=/some/path", "cause=secret", "stack=", "renderer_test.go"}},
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

// A gone is what the ResponseWriter of another package says by itself.
type gone struct {
	http.ResponseWriter
	written bool
}

func (g gone) Written() bool { return g.written }

type wrapped struct{ http.ResponseWriter }

func (w wrapped) Unwrap() http.ResponseWriter { return w.ResponseWriter }

func TestWriteBegun(t *testing.T) {
	rr, log := logged()
	w := httptest.NewRecorder()
	rr.Write(wrapped{gone{w, true}}, request("GET"), httpstatus.NotFound)
	if w.Body.Len() > 0 || len(w.Header()) > 0 || !strings.Contains(log.String(), "the response has begun") {
		t.Errorf("%v %s, logged %s", w.Header(), w.Body, log)
	}
	rr.Write(wrapped{gone{w, false}}, request("GET"), httpstatus.NotFound)
	if w.Code != 404 || w.Body.Len() == 0 {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	// Inside of Handler, behind what another middleware wraps it in.
	w = httptest.NewRecorder()
	rr.Handler(func(w http.ResponseWriter, r *http.Request) error {
		w = wrapped{w}
		w.WriteHeader(202)
		rr.Write(w, r, httpstatus.NotFound)
		return nil
	}).ServeHTTP(w, request("GET"))
	if w.Code != 202 || w.Body.Len() > 0 {
		t.Errorf("%d %s", w.Code, w.Body)
	}
}

func TestPages(t *testing.T) {
	rr, _ := logged()
	error := func(code int, body string) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			w.WriteHeader(code)
			io.WriteString(w, body)
		}
	}
	bare := func(code int) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(code) }
	}
	long := strings.Repeat("x", 10000)
	for _, tt := range []struct {
		name     string
		h        http.HandlerFunc
		code     int
		replaced bool
		body     string // if it is not replaced
	}{
		{"empty 404", bare(404), 404, true, ""},
		{"empty 500", bare(500), 500, true, ""},
		{"empty 499", bare(499), 499, true, ""},
		{"empty 999", bare(999), 999, true, ""},
		{"empty writes", func(w http.ResponseWriter, r *http.Request) {
			w.WriteHeader(403)
			w.Write(nil)
			io.WriteString(w, "")
		}, 403, true, ""},
		{"NotFound", http.NotFound, 404, true, ""},
		{"http.Error", func(w http.ResponseWriter, r *http.Request) {
			http.Error(w, http.StatusText(http.StatusForbidden), http.StatusForbidden)
		}, 403, true, ""},
		{"status text", error(405, "Method Not Allowed"), 405, true, ""},
		{"status text, in pieces", func(w http.ResponseWriter, r *http.Request) {
			w.WriteHeader(405)
			for _, s := range []string{"Method", " Not", "", " Allowed", "\n"} {
				io.WriteString(w, s)
			}
		}, 405, true, ""},
		{"code and status text", error(403, "403 Forbidden\n"), 403, true, ""},
		{"gin's", error(405, "405 method not allowed"), 405, true, ""},
		{"gin's 404", error(404, "404 page not found"), 404, true, ""},
		{"too large", func(w http.ResponseWriter, r *http.Request) {
			_, err := io.ReadAll(http.MaxBytesReader(w, io.NopCloser(strings.NewReader("xx")), 1))
			http.Error(w, err.Error(), http.StatusRequestEntityTooLarge)
		}, 413, true, ""},
		{"an empty JSON", func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", "application/json")
			w.WriteHeader(404)
		}, 404, true, ""},
		{"Content-Length: 0", func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Length", "0")
			w.WriteHeader(502)
		}, 502, true, ""},
		{"copied in pieces", func(w http.ResponseWriter, r *http.Request) {
			w.WriteHeader(404)
			io.Copy(w, iotest.OneByteReader(strings.NewReader("Not Found\n")))
		}, 404, true, ""},
		{"copied", func(w http.ResponseWriter, r *http.Request) {
			w.WriteHeader(404)
			io.Copy(w, strings.NewReader("Not Found"))
		}, 404, true, ""},
		{"a second status", func(w http.ResponseWriter, r *http.Request) {
			w.WriteHeader(404)
			w.WriteHeader(500)
		}, 404, true, ""},

		{"200", error(200, "OK"), 200, false, "OK"},
		{"empty 200", func(w http.ResponseWriter, r *http.Request) {}, 200, false, ""},
		{"empty 204", bare(204), 204, false, ""},
		{"empty 302", bare(302), 302, false, ""},
		{"304", bare(304), 304, false, ""},
		{"another text", error(404, "no such invoice"), 404, false, "no such invoice"},
		{"more text", error(404, "Not Found: invoice"), 404, false, "Not Found: invoice"},
		{"less text", error(404, "Not"), 404, false, "Not"},
		{"two line feeds", error(404, "Not Found\n\n"), 404, false, "Not Found\n\n"},
		{"the text of another status", error(404, "Forbidden"), 404, false, "Forbidden"},
		{"one letter", error(404, "x"), 404, false, "x"},
		{"one space", error(404, " "), 404, false, " "},
		{"one line feed", error(404, "\n"), 404, true, ""},
		{"JSON", error(422, `{"error":"x"}`), 422, false, `{"error":"x"}`},
		{"long", error(500, long), 500, false, long},
		{"beginning as the text", func(w http.ResponseWriter, r *http.Request) {
			w.WriteHeader(404)
			io.WriteString(w, "Not Fo")
			io.WriteString(w, "r You")
			io.Copy(w, strings.NewReader(long))
			io.WriteString(w, "!")
		}, 404, false, "Not For You" + long + "!"},
		{"unknown status's text", error(499, ""), 499, true, ""},
		{"flushed empty", func(w http.ResponseWriter, r *http.Request) {
			w.WriteHeader(404)
			w.(http.Flusher).Flush()
		}, 404, true, ""},
		{"flushed whole", func(w http.ResponseWriter, r *http.Request) {
			http.NotFound(w, r)
			w.(http.Flusher).Flush()
		}, 404, true, ""},
		{"flushed text", func(w http.ResponseWriter, r *http.Request) {
			w.WriteHeader(404)
			io.WriteString(w, "Not ")
			if err := http.NewResponseController(w).Flush(); err != nil {
				t.Error(err)
			}
			io.WriteString(w, "Found")
		}, 404, false, "Not Found"},
		{"written by Write", func(w http.ResponseWriter, r *http.Request) { Write(w, r, &Error{Code: 404, Detail: "mine"}) }, 404, false, "mine"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := request("GET", "Accept-Language: zh-CN")
			resp := get(t, rr.Pages(tt.h), r)
			if resp.StatusCode != tt.code {
				t.Errorf("the status is %d", resp.StatusCode)
			}
			if !tt.replaced {
				if body := text(t, resp); body != tt.body && (tt.body != "mine" || !strings.Contains(body, tt.body)) {
					t.Errorf("the body is %.100q", body)
				}
				return
			}
			checkAnswer(t, "GET", resp)
			p, err := Decode(resp)
			if want := messages.SimplifiedChinese.Code(httpstatus.Code(tt.code)); err != nil || p.Title != want.Title || p.Detail != want.Detail {
				t.Errorf("%+v, %v", p, err)
			}
		})
	}
}

// What net/http answers by itself comes out in the reader's language, and with its fields.
func TestPagesNetHTTP(t *testing.T) {
	rr, _ := logged()
	mux := http.NewServeMux()
	mux.HandleFunc("GET /thing", func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, "thing") })
	mux.Handle("/files/", http.StripPrefix("/files/", http.FileServerFS(fstest.MapFS{"a.txt": {Data: []byte("content"), ModTime: time.Now()}})))
	mux.HandleFunc("POST /upload", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("X-Request-Id", "7")
		if _, err := io.ReadAll(http.MaxBytesReader(w, r.Body, 10)); err != nil {
			http.Error(w, err.Error(), http.StatusRequestEntityTooLarge)
		}
	})
	mux.Handle("/slow", http.TimeoutHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { <-r.Context().Done() }), time.Millisecond, ""))
	outer := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Strict-Transport-Security", "max-age=1")
		w.Header().Add("Set-Cookie", "a=1")
		w.Header().Set("Vary", "Origin")
		mux.ServeHTTP(w, r)
	})
	for _, tt := range []struct {
		method, path string
		fields       []string
		code         int
		want         map[string]string
	}{
		{"GET", "/none", nil, 404, nil},
		{"HEAD", "/none", nil, 404, nil},
		{"DELETE", "/thing", nil, 405, map[string]string{"Allow": "GET, HEAD"}},
		{"GET", "/files/none.txt", nil, 404, nil},
		{"GET", "/files/a.txt", []string{"Range: bytes=100-200"}, 416, map[string]string{"Content-Range": "bytes */7"}},
		{"POST", "/upload", nil, 413, map[string]string{"X-Request-Id": "7"}},
		{"GET", "/slow", nil, 503, map[string]string{"Cache-Control": "no-store"}},
	} {
		for _, accept := range []string{"*/*", "text/html", "text/plain"} {
			t.Run(tt.method+" "+tt.path+" "+accept, func(t *testing.T) {
				r := request(tt.method, append(tt.fields, "Accept: "+accept, "Accept-Language: zh-TW")...)
				r.URL.Path = tt.path
				if tt.method == "POST" {
					r.Body, r.ContentLength = io.NopCloser(strings.NewReader(strings.Repeat("x", 1000))), 1000
				}
				resp := get(t, rr.Pages(outer), r)
				checkAnswer(t, tt.method, resp)
				m := messages.TraditionalChinese.Code(httpstatus.Code(tt.code))
				if resp.StatusCode != tt.code || tt.method != "HEAD" && !strings.Contains(text(t, resp), m.Title) {
					t.Errorf("%d %s", resp.StatusCode, text(t, resp))
				}
				// The reason on the wire is the English one.
				if want := fmt.Sprintf("%d %s", tt.code, http.StatusText(tt.code)); resp.Status != want {
					t.Errorf("the status line is %q, want %q", resp.Status, want)
				}
				if resp.Close != (tt.code == 413) { // as without Pages
					t.Errorf("Connection: close is %v", resp.Close)
				}
				h := resp.Header
				if h.Get("Content-Language") != "zh-Hant" || h.Get("Set-Cookie") != "a=1" || h.Get("Strict-Transport-Security") != "max-age=1" || h.Get("Vary") != "Origin, Accept, Accept-Language" {
					t.Errorf("header %v", h)
				}
				for name, value := range tt.want {
					if got := h.Get(name); got != value {
						t.Errorf("%s is %q, want %q", name, got, value)
					}
				}
			})
		}
	}
	// Success is left alone.
	resp := get(t, rr.Pages(outer), func() *http.Request { r := request("GET"); r.URL.Path = "/files/a.txt"; return r }())
	if text(t, resp) != "content" || resp.Header.Get("Last-Modified") == "" || resp.Header.Get("Vary") != "Origin" {
		t.Errorf("%v", resp.Header)
	}
}

func TestPagesHead(t *testing.T) {
	rr, _ := logged()
	for _, tt := range []struct {
		name     string
		header   http.Header
		replaced bool
	}{
		{"bare", nil, true},
		{"with a length", http.Header{"Content-Length": {"1234"}}, false},
		{"with a type", http.Header{"Content-Type": {"application/json"}}, false},
	} {
		resp := get(t, rr.Pages(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			for name, values := range tt.header {
				w.Header()[name] = values
			}
			w.WriteHeader(404)
		})), request("HEAD"))
		if got := resp.Header.Get("Content-Language") != ""; got != tt.replaced || resp.StatusCode != 404 {
			t.Errorf("%s: %d %v", tt.name, resp.StatusCode, resp.Header)
		}
		for name := range tt.header {
			if resp.Header.Get(name) != tt.header.Get(name) {
				t.Errorf("%s: %s is %q", tt.name, name, resp.Header.Get(name))
			}
		}
	}
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

// server starts a server of h, of HTTP/1.1 or HTTP/2.
func server(t *testing.T, h http.Handler, http2 bool) *httptest.Server {
	s := httptest.NewUnstartedServer(h)
	s.EnableHTTP2 = http2
	s.StartTLS()
	t.Cleanup(s.Close)
	return s
}

func TestInterfaces(t *testing.T) {
	type writers struct {
		name            string
		w               http.ResponseWriter
		flush, hij, psh bool
	}
	rec := httptest.NewRecorder()
	for _, tt := range []writers{
		{"none", struct{ http.ResponseWriter }{rec}, false, false, false},
		{"f", rec, true, false, false},
		{"h", struct {
			http.ResponseWriter
			http.Hijacker
		}{rec, nil}, false, true, false},
		{"p", struct {
			http.ResponseWriter
			http.Pusher
		}{rec, nil}, false, false, true},
		{"fh", struct {
			http.ResponseWriter
			http.Flusher
			http.Hijacker
		}{rec, rec, nil}, true, true, false},
		{"fp", struct {
			http.ResponseWriter
			http.Flusher
			http.Pusher
		}{rec, rec, nil}, true, false, true},
		{"hp", struct {
			http.ResponseWriter
			http.Hijacker
			http.Pusher
		}{rec, nil, nil}, false, true, true},
		{"fhp", struct {
			http.ResponseWriter
			http.Flusher
			http.Hijacker
			http.Pusher
		}{rec, rec, nil, nil}, true, true, true},
	} {
		for name, wrap := range both {
			wrap(func(w http.ResponseWriter, r *http.Request) {
				_, f := w.(http.Flusher)
				_, h := w.(http.Hijacker)
				_, p := w.(http.Pusher)
				if f != tt.flush || h != tt.hij || p != tt.psh {
					t.Errorf("%s of %s: Flusher %v, Hijacker %v, Pusher %v", name, tt.name, f, h, p)
				}
				if _, ok := w.(io.ReaderFrom); !ok {
					t.Errorf("%s of %s is no io.ReaderFrom", name, tt.name)
				}
				if _, ok := w.(io.StringWriter); !ok {
					t.Errorf("%s of %s is no io.StringWriter", name, tt.name)
				}
				if err := http.NewResponseController(w).Flush(); (err == nil) != tt.flush {
					t.Errorf("%s of %s: Flush: %v", name, tt.name, err)
				}
			}).ServeHTTP(tt.w, request("GET"))
		}
	}
}

// Frameworks assert that a writer tells of a client that goes away, and panic if it does not.
func TestCloseNotify(t *testing.T) {
	type notifier interface{ CloseNotify() <-chan bool }
	for name, wrap := range both {
		for _, http2 := range []bool{false, true} {
			began, gone := make(chan bool), make(chan bool)
			s := server(t, wrap(func(w http.ResponseWriter, r *http.Request) {
				closed := w.(notifier).CloseNotify()
				close(began)
				gone <- <-closed
			}), http2)
			ctx, cancel := context.WithCancel(t.Context())
			r, err := http.NewRequestWithContext(ctx, "GET", s.URL, nil)
			if err != nil {
				t.Fatal(err)
			}
			go func() {
				<-began
				cancel()
			}()
			if _, err := s.Client().Do(r); !errors.Is(err, context.Canceled) {
				t.Errorf("%s, HTTP/2 %v: %v", name, http2, err)
			}
			if !<-gone {
				t.Errorf("%s, HTTP/2 %v: the channel is closed, and says nothing", name, http2)
			}
		}
		wrap(func(w http.ResponseWriter, r *http.Request) {
			select {
			case <-w.(notifier).CloseNotify():
				t.Errorf("%s: a recorder says that its client has gone", name)
			default:
			}
		}).ServeHTTP(httptest.NewRecorder(), request("GET"))
	}
}

// Server-sent events arrive one by one, also those of an error.
func TestServerSentEvents(t *testing.T) {
	for name, wrap := range both {
		for _, http2 := range []bool{false, true} {
			for _, code := range []int{200, 503} {
				t.Run(fmt.Sprintf("%s, HTTP/2 %v, %d", name, http2, code), func(t *testing.T) {
					next := make(chan bool)
					s := server(t, wrap(func(w http.ResponseWriter, r *http.Request) {
						w.Header().Set("Content-Type", "text/event-stream")
						w.WriteHeader(code)
						for i := range 3 {
							fmt.Fprintf(w, "data: %d\n\n", i)
							if i == 1 {
								if err := http.NewResponseController(w).Flush(); err != nil {
									t.Error(err)
								}
							} else {
								w.(http.Flusher).Flush()
							}
							<-next
						}
					}), http2)
					resp, err := s.Client().Get(s.URL)
					if err != nil {
						t.Fatal(err)
					}
					defer resp.Body.Close()
					if (resp.ProtoMajor == 2) != http2 || resp.StatusCode != code {
						t.Errorf("%s %d", resp.Proto, resp.StatusCode)
					}
					lines := bufio.NewReader(resp.Body)
					for i := range 3 {
						line, err := lines.ReadString('\n')
						if want := fmt.Sprintf("data: %d\n", i); line != want || err != nil {
							t.Fatalf("line %q, %v", line, err)
						}
						if _, err := lines.ReadString('\n'); err != nil {
							t.Fatal(err)
						}
						next <- true // the server has not written more before this
					}
				})
			}
		}
	}
}

// An upgrade as WebSocket has it: the connection is the handler's.
func TestUpgrade(t *testing.T) {
	for name, wrap := range both {
		for _, way := range []string{"Hijacker", "ResponseController", "after a status"} {
			t.Run(name+", "+way, func(t *testing.T) {
				s := httptest.NewServer(wrap(func(w http.ResponseWriter, r *http.Request) {
					var c net.Conn
					var b *bufio.ReadWriter
					var err error
					switch way {
					case "Hijacker":
						c, b, err = w.(http.Hijacker).Hijack()
					case "ResponseController":
						c, b, err = http.NewResponseController(w).Hijack()
					default:
						if name == "Pages" {
							w.WriteHeader(404) // held back, and so forgotten
						}
						c, b, err = http.NewResponseController(w).Hijack()
					}
					if err != nil {
						t.Error(err)
						return
					}
					defer c.Close()
					fmt.Fprint(b, "HTTP/1.1 101 Switching Protocols\r\nUpgrade: echo\r\nConnection: Upgrade\r\n\r\n")
					b.Flush()
					line, _ := b.ReadString('\n')
					fmt.Fprint(b, line)
					b.Flush()
				}))
				defer s.Close()
				c, err := net.Dial("tcp", s.Listener.Addr().String())
				if err != nil {
					t.Fatal(err)
				}
				defer c.Close()
				fmt.Fprint(c, "GET / HTTP/1.1\r\nHost: x\r\nUpgrade: echo\r\nConnection: Upgrade\r\n\r\n")
				b := bufio.NewReader(c)
				resp, err := http.ReadResponse(b, nil)
				if err != nil || resp.StatusCode != 101 {
					t.Fatalf("%v, %v", resp, err)
				}
				fmt.Fprint(c, "hello\n")
				rest, err := io.ReadAll(b)
				if string(rest) != "hello\n" || err != nil {
					t.Errorf("%q, %v", rest, err)
				}
			})
		}
	}
}

// Interim responses go out at once, and leave the final one open.
func TestInterim(t *testing.T) {
	for name, wrap := range both {
		s := httptest.NewServer(wrap(func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Link", "</style.css>; rel=preload")
			w.WriteHeader(103)
			w.WriteHeader(102)
			w.WriteHeader(404)
			io.WriteString(w, "mine")
		}))
		c, err := net.Dial("tcp", s.Listener.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprint(c, "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
		all, err := io.ReadAll(c)
		if err != nil {
			t.Error(err)
		}
		c.Close()
		s.Close()
		text := string(all)
		if !strings.HasPrefix(text, "HTTP/1.1 103 Early Hints\r\nLink: </style.css>; rel=preload\r\n\r\nHTTP/1.1 102 Processing\r\n") ||
			!strings.Contains(text, "\r\n\r\nHTTP/1.1 404 Not Found\r\n") || !strings.HasSuffix(text, "\r\n\r\nmine") {
			t.Errorf("%s: %q", name, text)
		}
	}
}

// A file goes to the ReadFrom of the server, which has the kernel send it.
func TestReadFrom(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file.bin")
	content := bytes.Repeat([]byte("0123456789"), 20000)
	if err := os.WriteFile(file, content, 0o600); err != nil {
		t.Fatal(err)
	}
	for name, wrap := range both {
		used := false
		h := wrap(func(w http.ResponseWriter, r *http.Request) { http.ServeFile(w, r, file) })
		resp := get(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			h.ServeHTTP(readerFrom{w, &used}, r)
		}), request("GET"))
		if got := text(t, resp); got != string(content) || resp.Header.Get("Content-Length") != strconv.Itoa(len(content)) {
			t.Errorf("%s: %d bytes, header %v", name, len(got), resp.Header)
		}
		if !used {
			t.Errorf("%s: ReadFrom is not used", name)
		}
	}
}

type readerFrom struct {
	http.ResponseWriter
	used *bool
}

func (w readerFrom) ReadFrom(r io.Reader) (int64, error) {
	*w.used = true
	return w.ResponseWriter.(io.ReaderFrom).ReadFrom(r)
}

// An http.ResponseController does what it does without the wrapping.
func TestResponseController(t *testing.T) {
	for name, wrap := range both {
		for _, http2 := range []bool{false, true} {
			s := server(t, wrap(func(w http.ResponseWriter, r *http.Request) {
				if p, ok := w.(http.Pusher); ok != http2 {
					t.Errorf("%s, HTTP/2 %v: Pusher is %v", name, http2, ok)
				} else if ok {
					if err := p.Push("/x", nil); !errors.Is(err, http.ErrNotSupported) { // the client of Go takes none
						t.Errorf("%s: Push: %v", name, err)
					}
				}
				c := http.NewResponseController(w)
				deadline := time.Now().Add(time.Minute)
				if err := errors.Join(c.SetReadDeadline(deadline), c.SetWriteDeadline(deadline), c.Flush()); err != nil {
					t.Errorf("%s, HTTP/2 %v: %v", name, http2, err)
				}
				if err := c.EnableFullDuplex(); err != nil {
					t.Errorf("%s, HTTP/2 %v: EnableFullDuplex: %v", name, http2, err)
				}
			}), http2)
			resp, err := s.Client().Get(s.URL)
			if err != nil {
				t.Fatal(err)
			}
			resp.Body.Close()
		}
	}
}

// Trailers come behind a body that is passed on.
func TestTrailers(t *testing.T) {
	for name, wrap := range both {
		for _, http2 := range []bool{false, true} {
			s := server(t, wrap(func(w http.ResponseWriter, r *http.Request) {
				w.Header().Set("Trailer", "X-Sum")
				w.WriteHeader(500)
				io.WriteString(w, "half of it")
				w.Header().Set("X-Sum", "7")
			}), http2)
			resp, err := s.Client().Get(s.URL)
			if err != nil {
				t.Fatal(err)
			}
			body, err := io.ReadAll(resp.Body)
			resp.Body.Close()
			if string(body) != "half of it" || err != nil || resp.Trailer.Get("X-Sum") != "7" {
				t.Errorf("%s, HTTP/2 %v: %s, %v, trailers %v", name, http2, body, err, resp.Trailer)
			}
		}
	}
}

func TestHTTP2(t *testing.T) {
	rr, _ := logged()
	s := server(t, rr.Pages(rr.Handler(func(w http.ResponseWriter, r *http.Request) error {
		switch r.URL.Path {
		case "/bare":
			w.WriteHeader(403)
			return nil
		case "/panic":
			panic("oops")
		}
		return &Error{Code: 404, Detail: "a\r\nb", Header: http.Header{"X-A": {"a\r\nb"}, "X-B": {"1"}}}
	})), true)
	for path, code := range map[string]int{"/": 404, "/bare": 403, "/panic": 500} {
		for _, method := range []string{"GET", "HEAD"} {
			r, err := http.NewRequest(method, s.URL+path, nil)
			if err != nil {
				t.Fatal(err)
			}
			resp, err := s.Client().Do(r)
			if err != nil {
				t.Fatal(err)
			}
			body := resp.Body
			checkAnswer(t, method, resp)
			body.Close()
			if resp.ProtoMajor != 2 || resp.StatusCode != code || resp.Header["X-A"] != nil {
				t.Errorf("%s %s: %s %d %v", method, path, resp.Proto, resp.StatusCode, resp.Header)
			}
		}
	}
}

// What a client or an error says cannot end the line that it stands in.
func TestHeaderInjection(t *testing.T) {
	rr, _ := logged()
	const evil = "x\r\nX-Evil: 1\r\n\r\n<script>alert(1)</script>"
	s := httptest.NewServer(rr.Pages(rr.Handler(func(w http.ResponseWriter, r *http.Request) error {
		if r.URL.Path != "/"+evil {
			t.Errorf("path %q", r.URL.Path)
		}
		return &Error{
			Code: 404, Detail: evil, Type: evil, Instance: r.URL.Path,
			Header: http.Header{"X-Ok": {evil}, evil: {"1"}, "Location": {r.URL.Path}},
		}
	})))
	defer s.Close()
	for _, accept := range []string{"*/*", "text/html", "text/plain"} {
		c, err := net.Dial("tcp", s.Listener.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(c, "GET /x%%0d%%0aX-Evil:%%201%%0d%%0a%%0d%%0a%%3Cscript%%3Ealert(1)%%3C/script%%3E HTTP/1.1\r\nHost: x\r\nAccept: %s\r\nConnection: close\r\n\r\n", accept)
		resp, err := http.ReadResponse(bufio.NewReader(c), nil)
		if err != nil {
			t.Fatal(err)
		}
		checkAnswer(t, "GET", resp)
		if resp.StatusCode != 404 || resp.Header["X-Evil"] != nil || resp.Header["X-Ok"] != nil || resp.Header["Location"] != nil {
			t.Errorf("%d %v", resp.StatusCode, resp.Header)
		}
		content := text(t, resp)
		if accept == "text/html" && strings.Contains(content, "<script") {
			t.Errorf("script in %s", content)
		}
		if accept == "text/plain" && strings.Contains(content, "\r") {
			t.Errorf("control characters in %q", content)
		}
		c.Close()
	}
}
