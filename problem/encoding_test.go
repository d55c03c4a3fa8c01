package problem

import (
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/httpstatus-go/httpstatus"
)

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
	rr := silent()
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
	rr := silent()
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
