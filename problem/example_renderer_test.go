package problem_test

import (
	"context"
	"crypto/rand"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"

	"github.com/httpstatus-go/httpstatus"
	"github.com/httpstatus-go/httpstatus/invalid"
	"github.com/httpstatus-go/httpstatus/messages"
	"github.com/httpstatus-go/httpstatus/problem"
	"github.com/httpstatus-go/httpstatus/vendors/cloudflare"
	"github.com/httpstatus-go/httpstatus/vendors/nginx"
)

// A request ID on every answer, also on the 404 of the mux: in the header for the log of a proxy, and in the JSON for whoever
// reports the problem.
func ExampleRenderer_prepare() {
	type requestID struct{}
	rr := &problem.Renderer{
		Prepare: func(r *http.Request, e *problem.Error) {
			if id, ok := r.Context().Value(requestID{}).(string); ok {
				e.Header.Set("X-Request-Id", id)
				e.Extensions["request_id"] = id
			}
		},
	}
	pages := rr.Pages(http.NewServeMux())
	server := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ctx := context.WithValue(r.Context(), requestID{}, rand.Text())
		pages.ServeHTTP(w, r.WithContext(ctx))
	})

	w := httptest.NewRecorder()
	server.ServeHTTP(w, httptest.NewRequest("GET", "/nowhere", nil))
	p, err := problem.Decode(w.Result())
	if err != nil {
		panic(err)
	}
	id := w.Header().Get("X-Request-Id")
	fmt.Println(p.Status, len(id), p.Extensions["request_id"] == id)
	// Output:
	// 404 Not Found 26 true
}

// The language that a reader has chosen on a page, kept in a cookie, comes before that of their browser.
func ExampleRenderer_language() {
	rr := &problem.Renderer{
		Language: func(r *http.Request) string {
			c, err := r.Cookie("lang")
			if err != nil {
				return ""
			}
			return c.Value
		},
	}
	h := rr.Pages(http.NotFoundHandler())

	r := httptest.NewRequest("GET", "/nowhere", nil)
	r.Header.Set("Accept-Language", "en-US,en;q=0.9")
	r.Header.Set("Cookie", "lang=zh-CN")
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	fmt.Println(w.Header().Get("Content-Language"), w.Header().Get("Vary"))
	// Output:
	// zh-Hans Accept, Accept-Language, Cookie
}

// An API that answers with JSON whatever the client accepts, a browser too.
func ExampleRenderer_forms() {
	rr := &problem.Renderer{Forms: problem.JSON}
	h := rr.Handler(func(w http.ResponseWriter, r *http.Request) error { return httpstatus.NotFound })

	r := httptest.NewRequest("GET", "/invoices/7", nil)
	r.Header.Set("Accept", "text/html")
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	fmt.Println(w.Code, w.Header().Get("Content-Type"))
	// Output:
	// 404 application/problem+json
}

// Two tables in one program. A status knows its table and needs nothing. A code is a plain number: its text is that of the
// first dictionary of the matcher that has it, so of 499, which both vendors have, nginx's.
func ExampleRenderer_tables() {
	rr := &problem.Renderer{Matcher: messages.NewMatcher(
		nginx.English, cloudflare.English,
		nginx.SimplifiedChinese, cloudflare.SimplifiedChinese,
	)}
	r := httptest.NewRequest("GET", "/", nil)
	r.Header.Set("Accept", "text/plain")
	r.Header.Set("Accept-Language", "zh-CN")
	for _, err := range []error{
		cloudflare.AccessDeniedByRule,
		invalid.Required,
		cloudflare.WebServerDown,
		nginx.ClientClosedRequest,
		httpstatus.NotFound,
	} {
		title, _, _ := strings.Cut(string(rr.Answer(r, err).Body), "\n")
		fmt.Println(title)
	}
	// Output:
	// 403.1020 被防火墙规则拒绝
	// 422.1001 缺少值
	// 521 Web 服务器已停止运行
	// 499 客户端关闭了请求
	// 404 未找到
}
