package catalog_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"

	"github.com/httpstatus-go/httpstatus/catalog"
	"github.com/httpstatus-go/httpstatus/problem"
	"github.com/httpstatus-go/httpstatus/vendors/cloudflare"
)

// Problem types and their pages: the generator's -types says where the types of a table begin, by default /problems/. The
// catalogue is served there, and each type that an answer has leads to its page.
func Example() {
	mux := http.NewServeMux()
	mux.Handle("/problems/", http.StripPrefix("/problems", catalog.Handler(cloudflare.Table)))
	mux.Handle("GET /orders", problem.Handler(func(w http.ResponseWriter, r *http.Request) error {
		return cloudflare.AccessDeniedByRule
	}))

	w := httptest.NewRecorder()
	mux.ServeHTTP(w, httptest.NewRequest("GET", "/orders", nil))
	p, err := problem.Decode(w.Result())
	if err != nil {
		panic(err)
	}
	fmt.Println(p.Type)

	r := httptest.NewRequest("GET", p.Type, nil)
	r.Header.Set("Accept", "text/plain")
	r.Header.Set("Accept-Language", "zh-CN")
	w = httptest.NewRecorder()
	mux.ServeHTTP(w, r)
	title, _, _ := strings.Cut(w.Body.String(), "\n")
	fmt.Println(w.Code, title)
	// Output:
	// /problems/access-denied-by-rule
	// 200 403.1020 被防火墙规则拒绝
}
