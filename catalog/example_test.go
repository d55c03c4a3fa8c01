package catalog_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"

	"github.com/httpstatus-go/httpstatus/catalog"
	"github.com/httpstatus-go/httpstatus/messages"
	"github.com/httpstatus-go/httpstatus/vendors/nginx"
)

// The problem types of a table begin with a path or a URL. The catalogue is served there, below whatever path that is.
func ExampleHandler() {
	mux := http.NewServeMux()
	mux.Handle("/problems/", http.StripPrefix("/problems", catalog.Handler(nginx.Table)))

	r := httptest.NewRequest("GET", "/problems/499", nil)
	r.Header.Set("Accept", "text/html")
	r.Header.Set("Accept-Language", "zh-CN")
	w := httptest.NewRecorder()
	mux.ServeHTTP(w, r)
	fmt.Println(w.Code, w.Header().Get("Content-Type"), w.Header().Get("Content-Language"))
	// Output: 200 text/html; charset=utf-8 zh-Hans
}

// A catalogue for operators has what they can do, and has the pages of each table but the first in a folder of its own.
func ExampleOptions() {
	handler := catalog.Options{Remedy: true, Folders: true}.Handler(messages.Standard, nginx.Table)

	for _, path := range []string{"/404", "/403.14", "/nginx/499", "/499"} {
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, httptest.NewRequest("GET", path, nil))
		fmt.Println(path, w.Code)
	}
	// Output:
	// /404 200
	// /403.14 200
	// /nginx/499 200
	// /499 404
}
