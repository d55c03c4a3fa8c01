// Package conforms asks the frameworks that people use for what they answer by themselves, and lists what of it the
// specifications do not allow.
package conforms

import (
	"context"
	"flag"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"
	"github.com/gin-gonic/gin"
	"github.com/go-chi/chi/v5"
	chimiddleware "github.com/go-chi/chi/v5/middleware"
	"github.com/httpstatus-go/httpstatus/statustest"
	"github.com/labstack/echo/v5"
	"github.com/labstack/echo/v5/middleware"
)

var update = flag.Bool("update", false, "write the files in testdata")

type order struct {
	ID int `json:"id" minimum:"1"`
}

const file = "testdata/file.txt"

func onGin() http.Handler {
	gin.SetMode(gin.ReleaseMode)
	r := gin.New()
	r.HandleMethodNotAllowed = true
	r.Use(gin.CustomRecoveryWithWriter(io.Discard, func(c *gin.Context, _ any) { c.AbortWithStatus(500) }))
	r.GET("/text", func(c *gin.Context) { c.String(200, "hello") })
	r.GET("/json", func(c *gin.Context) { c.JSON(200, order{1}) })
	r.POST("/orders", func(c *gin.Context) {
		var o order
		if err := c.BindJSON(&o); err == nil {
			c.Header("Location", "/orders/1")
			c.JSON(201, o)
		}
	})
	for _, code := range []int{301, 302, 303, 307, 308} {
		r.GET(fmt.Sprint("/", code), func(c *gin.Context) { c.Redirect(code, "/text?q=未找到") })
	}
	r.GET("/204", func(c *gin.Context) { c.Status(204) })
	r.GET("/304", func(c *gin.Context) { c.Status(304) })
	r.GET("/401", gin.BasicAuth(gin.Accounts{"ann": "secret"}))
	r.GET("/negotiate", func(c *gin.Context) { c.Negotiate(200, gin.Negotiate{Offered: []string{gin.MIMEJSON}, Data: order{1}}) })
	r.GET("/stream", func(c *gin.Context) {
		n := 0
		c.Stream(func(w io.Writer) bool { n++; fmt.Fprint(w, n); return n < 3 })
	})
	r.GET("/attachment", func(c *gin.Context) { c.FileAttachment(file, "報告 1.txt") })
	r.GET("/cookie", func(c *gin.Context) { c.SetCookie("a", "b c", 60, "/", "", true, true); c.String(200, "ok") })
	r.GET("/panic", func(c *gin.Context) { panic("no") })
	r.StaticFile("/file", file)
	r.Static("/dir", "testdata")
	return r
}

func onEcho() http.Handler {
	e := echo.New()
	e.Use(middleware.Recover())
	e.GET("/text", func(c *echo.Context) error { return c.String(200, "hello") })
	e.GET("/json", func(c *echo.Context) error { return c.JSON(200, order{1}) })
	e.POST("/orders", func(c *echo.Context) error {
		var o order
		if err := c.Bind(&o); err != nil {
			return err
		}
		c.Response().Header().Set("Location", "/orders/1")
		return c.JSON(201, o)
	})
	for _, code := range []int{301, 302, 303, 307, 308} {
		e.GET(fmt.Sprint("/", code), func(c *echo.Context) error { return c.Redirect(code, "/text?q=未找到") })
	}
	e.GET("/204", func(c *echo.Context) error { return c.NoContent(204) })
	e.GET("/304", func(c *echo.Context) error { return c.NoContent(304) })
	e.GET("/401", func(c *echo.Context) error { return nil }, middleware.BasicAuth(func(*echo.Context, string, string) (bool, error) { return false, nil }))
	e.GET("/bearer", func(c *echo.Context) error { return nil }, middleware.KeyAuth(func(*echo.Context, string, middleware.ExtractorSource) (bool, error) { return false, nil }))
	e.GET("/gzip", func(c *echo.Context) error { return c.String(200, strings.Repeat("hello ", 500)) }, middleware.Gzip())
	e.GET("/stream", func(c *echo.Context) error { return c.Stream(200, "text/plain", strings.NewReader("123")) })
	e.GET("/attachment", func(c *echo.Context) error { return c.Attachment(file, "報告 1.txt") })
	e.GET("/panic", func(c *echo.Context) error { panic("no") })
	e.GET("/limit", func(c *echo.Context) error { return nil }, middleware.RateLimiter(none{}))
	e.File("/file", file)
	e.Static("/dir", "testdata")
	return e
}

// none lets no request through.
type none struct{}

func (none) Allow(string) (bool, error) { return false, nil }

func onChi() http.Handler {
	r := chi.NewRouter()
	r.Use(chimiddleware.Compress(5, "text/plain"), chimiddleware.GetHead)
	r.Get("/text", func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, "hello") })
	r.Get("/gzip", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/plain")
		fmt.Fprint(w, strings.Repeat("hello ", 500))
	})
	r.Get("/304", func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(304) })
	r.Get("/204", func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(204) })
	r.With(chimiddleware.BasicAuth("orders", nil)).Get("/401", func(http.ResponseWriter, *http.Request) {})
	r.With(chimiddleware.AllowContentType("application/json")).Post("/orders", func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(201) })
	r.With(chimiddleware.RedirectSlashes).Get("/slash", func(http.ResponseWriter, *http.Request) {})
	r.With(chimiddleware.NoCache).Get("/no-cache", func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, "hello") })
	r.With(chimiddleware.Timeout(time.Millisecond)).Get("/timeout", func(w http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
	r.With(chimiddleware.Throttle(1)).Get("/throttle", func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, "hello") })
	r.Get("/file", func(w http.ResponseWriter, r *http.Request) { http.ServeFile(w, r, file) })
	r.Handle("/dir/*", http.StripPrefix("/dir/", http.FileServer(http.Dir("testdata"))))
	return r
}

func onHuma() http.Handler {
	mux := http.NewServeMux()
	api := humago.New(mux, huma.DefaultConfig("orders", "1"))
	type answer struct {
		Location string `header:"Location"`
		ETag     string `header:"ETag"`
		Body     order
	}
	huma.Get(api, "/json", func(context.Context, *struct{}) (*answer, error) { return &answer{ETag: `"1"`, Body: order{1}}, nil })
	huma.Post(api, "/orders", func(_ context.Context, in *struct{ Body order }) (*answer, error) {
		return &answer{Location: "/orders/1", Body: in.Body}, nil
	})
	huma.Get(api, "/204", func(context.Context, *struct{}) (*struct{}, error) { return nil, nil })
	huma.Get(api, "/304", func(context.Context, *struct{}) (*struct{}, error) { return nil, huma.Status304NotModified() })
	huma.Get(api, "/404", func(context.Context, *struct{}) (*struct{}, error) { return nil, huma.Error404NotFound("no order") })
	huma.Get(api, "/401", func(context.Context, *struct{}) (*struct{}, error) { return nil, huma.Error401Unauthorized("who?") })
	return mux
}

// TestFrameworks compares what Conforms says of each framework's own answers with a file. Each line in it is a breach that is
// real: what a framework answers today, with the section.
func TestFrameworks(t *testing.T) {
	paths := []string{
		"/text", "/json", "/orders", "/301", "/302", "/303", "/307", "/308", "/204", "/304", "/401", "/404", "/bearer", "/gzip", "/negotiate", "/stream",
		"/attachment", "/cookie", "/panic", "/limit", "/file", "/dir", "/dir/", "/dir/file.txt", "/slash/", "/no-cache", "/timeout", "/throttle",
		"/nowhere", "/docs", "/openapi.json", "/schemas/Order.json",
	}
	headers := [][2]string{{}, {"Range", "bytes=0-1"}, {"Range", "bytes=0-1,3-4"}, {"Range", "bytes=900-"}, {"If-None-Match", "*"}, {"Accept-Encoding", "gzip"}, {"Accept", "image/png"}}
	for _, framework := range []struct {
		name    string
		handler http.Handler
	}{{"gin", onGin()}, {"echo", onEcho()}, {"chi", onChi()}, {"huma", onHuma()}} {
		t.Run(framework.name, func(t *testing.T) {
			complaints := map[string][]string{}
			asked, answers := 0, map[int]int{}
			ask := func(server *httptest.Server, method, path string, header [2]string, body string) {
				r, err := http.NewRequest(method, server.URL+path, strings.NewReader(body))
				if err != nil {
					t.Fatal(err)
				}
				if header[0] != "" {
					r.Header.Set(header[0], header[1])
				}
				if body != "" {
					r.Header.Set("Content-Type", "application/json")
				}
				resp, err := server.Client().Transport.RoundTrip(r)
				if err != nil {
					t.Fatalf("%s %s: %v", method, path, err)
				}
				defer resp.Body.Close()
				asked++
				answers[resp.StatusCode]++
				var c collector
				statustest.Conforms(&c, resp)
				for _, line := range c {
					request := strings.TrimSpace(method + " " + path + " " + strings.TrimSpace(header[0]+" "+header[1]) + " " + body)
					if !slices.Contains(complaints[line], request) {
						complaints[line] = append(complaints[line], request)
					}
				}
			}
			for _, http2 := range []bool{false, true} {
				server := httptest.NewUnstartedServer(framework.handler)
				server.EnableHTTP2 = http2
				server.StartTLS()
				t.Cleanup(server.Close)
				for _, path := range paths {
					for _, method := range []string{"GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "QUERY"} {
						for _, header := range headers {
							ask(server, method, path, header, "")
						}
					}
				}
				for _, body := range []string{`{"id":1}`, `{"id":0}`, `{`, `{"id":"x"}`, "[]"} {
					ask(server, "POST", "/orders", [2]string{}, body)
				}
			}
			if len(answers) < 6 {
				t.Errorf("%d answers have the statuses %v alone: want more of them", asked, answers)
			}
			var lines []string
			for line, requests := range complaints {
				slices.Sort(requests)
				more := ""
				if len(requests) > 3 {
					more = fmt.Sprintf(" and %d more", len(requests)-3)
				}
				lines = append(lines, fmt.Sprintf("%s: %s%s", line, strings.Join(requests[:min(3, len(requests))], "; "), more))
			}
			slices.Sort(lines)
			path := filepath.Join("testdata", framework.name+".txt")
			got := strings.Join(append(lines, ""), "\n")
			if *update {
				if err := os.WriteFile(path, []byte(got), 0o666); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if got != string(want) {
				t.Errorf("%d answers have these breaches:\n%swant:\n%s", asked, got, want)
			}
		})
	}
}

// collector takes the faults that Conforms lists.
type collector []string

func (c *collector) Errorf(format string, args ...any) {
	for line := range strings.Lines(fmt.Sprintf(format, args...)) {
		if fault, ok := strings.CutPrefix(strings.TrimSpace(line), "- "); ok && strings.HasSuffix(fault, ")") {
			*c = append(*c, fault)
		}
	}
}
