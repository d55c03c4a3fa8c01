package main

import (
	"compress/gzip"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync"
	"testing"

	chi "github.com/go-chi/chi/v5/middleware"
	"github.com/gorilla/handlers"
	"github.com/httpstatus-go/httpstatus/problem"
	"github.com/klauspost/compress/gzhttp"
)

func TestMain(m *testing.M) {
	slog.SetDefault(slog.New(slog.DiscardHandler)) // each answer of 500 is logged
	m.Run()
}

// A layer is middleware, with what it is called here.
type layer struct {
	name string
	wrap func(http.Handler) http.Handler
}

// compressors go about it in different ways: gorilla's says first that it will compress, the others when they see what.
var compressors = []layer{
	{"gorilla", handlers.CompressHandler},
	{"gzhttp", func(next http.Handler) http.Handler {
		wrap, err := gzhttp.NewWrapper(gzhttp.MinSize(0))
		if err != nil {
			panic(err)
		}
		return wrap(next)
	}},
	{"gzhttp of 1 KiB", compress},
	{"chi", chi.Compress(5, "text/*", "application/*")},
}

// orders returns the layers in all orders.
func orders(layers []layer) (all [][]layer) {
	if len(layers) == 0 {
		return [][]layer{nil}
	}
	for i, l := range layers {
		rest := append(append([]layer(nil), layers[:i]...), layers[i+1:]...)
		for _, o := range orders(rest) {
			all = append(all, append([]layer{l}, o...))
		}
	}
	return all
}

// cases are requests, and what the reader must find in the body.
var cases = []struct {
	path string
	code int
	want [len(accepts)]string
}{
	{"/shop/orders/1", 200, [len(accepts)]string{"one pot of tea", "one pot of tea", "one pot of tea", "one pot of tea"}},
	{"/shop/orders/2", 404, [len(accepts)]string{`"detail":"There is no order 2. Check the number."`, "<p class=\"detail\">There is no order 2. Check the number.</p>", "There is no order 2. Check the number.", "There is no order 2. Check the number."}},
	{"/shop/report", 500, [len(accepts)]string{`"status":500`, `<p class="code">500</p>`, "500 Internal Server Error\n", "# 500 Internal Server Error\n"}},
	{"/shop/panic", 500, [len(accepts)]string{`"status":500`, `<p class="code">500</p>`, "500 Internal Server Error\n", "# 500 Internal Server Error\n"}},
	{"/shop/nowhere", 404, [len(accepts)]string{`"status":404`, `<p class="code">404</p>`, "404 Not Found\n", "# 404 Not Found\n"}},
	{"/nowhere", 404, [len(accepts)]string{`"status":404`, `<p class="code">404</p>`, "404 Not Found\n", "# 404 Not Found\n"}},
	{"/shop/closed", 503, [len(accepts)]string{`"status":503`, `<p class="code">503</p>`, "503 Service Unavailable\n", "# 503 Service Unavailable\n"}},
	{"/shop/own", 503, [len(accepts)]string{"on Mondays", "on Mondays", "on Mondays", "on Mondays"}},
}

var accepts = [...]string{"application/json", "text/html", "text/plain", "text/markdown"}

var contentTypes = [...]string{"application/problem+json", "text/html; charset=utf-8", "text/plain; charset=utf-8", "text/markdown; charset=utf-8"}

// Whatever the order of the layers, the reader can read the answer.
func TestOrders(t *testing.T) {
	for _, http2 := range []bool{false, true} {
		for _, compressor := range compressors {
			for _, order := range orders([]layer{{"Pages", problem.Pages}, compressor, {"TimeoutHandler", limit}, {"StripPrefix", strip}}) {
				h, name := routes(), ""
				for i := range order {
					l := order[len(order)-1-i]
					h, name = l.wrap(h), l.name+"("+name
				}
				name += "Handler" + strings.Repeat(")", len(order))
				t.Run(fmt.Sprintf("%s, HTTP/2 %v", name, http2), func(t *testing.T) {
					testOrder(t, h, http2, strings.Index(name, "StripPrefix") < strings.Index(name, "Pages"))
				})
			}
		}
	}
}

// testOrder asks for all that there is. Outside tells that StripPrefix is outside of Pages, and answers for itself.
func testOrder(t *testing.T, h http.Handler, http2, outside bool) {
	var server sync.WaitGroup
	s := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		server.Add(1)
		defer server.Done()
		h.ServeHTTP(w, r)
	}))
	s.EnableHTTP2 = http2
	if http2 {
		s.StartTLS()
	} else {
		s.Start()
	}
	defer s.Close()
	for _, c := range cases {
		for i, accept := range accepts {
			for _, encoding := range []string{"gzip", "identity"} {
				var get http.Header
				length := 0
				for _, method := range []string{"GET", "HEAD"} {
					name := fmt.Sprintf("%s %s, %s, %s", method, c.path, accept, encoding)
					r, err := http.NewRequest(method, s.URL+c.path, nil)
					if err != nil {
						t.Fatal(err)
					}
					r.Header.Set("Accept", accept)
					r.Header.Set("Accept-Encoding", encoding)
					resp, err := s.Client().Transport.RoundTrip(r)
					if err != nil {
						t.Errorf("%s: %v", name, err)
						continue
					}
					raw, err := io.ReadAll(resp.Body)
					resp.Body.Close()
					if err != nil {
						t.Errorf("%s: %v", name, err)
						continue
					}
					h := resp.Header
					if resp.StatusCode != c.code {
						t.Errorf("%s: %d", name, resp.StatusCode)
					}
					for _, field := range []string{"Content-Type", "Content-Encoding", "Content-Length", "Content-Language"} {
						if v := h.Values(field); len(v) > 1 {
							t.Errorf("%s: %s is %q", name, field, v)
						}
					}
					ours := h.Get("Content-Language") != ""
					if ours && (h.Get("Content-Type") != contentTypes[i] || h.Get("X-Content-Type-Options") != "nosniff" ||
						!strings.Contains(strings.Join(h.Values("Vary"), ","), "Accept-Language") || h.Get("Content-Disposition") != "") {
						t.Errorf("%s: %v", name, h)
					}
					if method == "HEAD" {
						if l := h.Get("Content-Length"); l != "" && l != strconv.Itoa(length) && get.Get("Content-Encoding") == h.Get("Content-Encoding") {
							t.Errorf("%s: Content-Length is %s, that of GET %d", name, l, length)
						}
						if ours != (get.Get("Content-Language") != "") {
							t.Errorf("%s: %v, for GET %v", name, h, get)
						}
						continue
					}
					get, length = h, len(raw)
					if l := h.Get("Content-Length"); l != "" && l != strconv.Itoa(len(raw)) {
						t.Errorf("%s: Content-Length is %s, the body has %d bytes", name, l, len(raw))
					}
					body := string(raw)
					if h.Get("Content-Encoding") == "gzip" {
						z, err := gzip.NewReader(strings.NewReader(body))
						if err != nil {
							t.Errorf("%s: %v", name, err)
							continue
						}
						b, err := io.ReadAll(z)
						if err != nil {
							t.Errorf("%s: %v", name, err)
						}
						body = string(b)
					} else if h.Get("Content-Encoding") != "" {
						t.Errorf("%s: Content-Encoding is %q", name, h.Get("Content-Encoding"))
					}
					if !strings.Contains(body, c.want[i]) && !(outside && c.path == "/nowhere" && body == "404 page not found\n") {
						t.Errorf("%s: no %q in %.200q, header %v", name, c.want[i], body, h)
					}
				}
			}
		}
	}
	server.Wait()
}

// The order of the example gives a page to everything.
func TestHandler(t *testing.T) {
	testOrder(t, handler(), false, false)
	testOrder(t, handler(), true, false)
}
