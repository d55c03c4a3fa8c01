package problem

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"strings"
	"testing"
	"testing/fstest"
	"testing/iotest"
	"time"

	"github.com/httpstatus-go/httpstatus"
	"github.com/httpstatus-go/httpstatus/messages"
)

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

// What is set, added or deleted after WriteHeader has no effect; net/http without Pages says what would be.
func TestPagesLateFields(t *testing.T) {
	rr := silent()
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

// A proxy flushes when a timer says so. What its client reads depends on the upstream alone.
func TestPagesReverseProxy(t *testing.T) {
	rr := silent()
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
