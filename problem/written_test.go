package problem

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

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
							(!strings.Contains(got, "WriteHeader on hijacked connection") || !strings.Contains(got, "(written_test.go:")) {
							t.Errorf("the server logs %q", got)
						}
					})
				}
			}
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

// What has a WriteTo of its own would else be written at once, which a server refuses as a whole when it is too long.
func TestReadFromGoesFirst(t *testing.T) {
	for name, wrap := range both {
		used := false
		h := wrap(func(w http.ResponseWriter, r *http.Request) {
			if n, err := w.(io.ReaderFrom).ReadFrom(strings.NewReader("content")); n != 7 || err != nil {
				t.Errorf("%s: %d, %v", name, n, err)
			}
		})
		resp := get(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			h.ServeHTTP(readerFrom{w, &used}, r)
		}), request("GET"))
		if got := text(t, resp); got != "content" || !used {
			t.Errorf("%s: %q, and ReadFrom used: %t", name, got, used)
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
