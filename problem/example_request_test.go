package problem_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"strconv"
	"strings"

	"github.com/httpstatus-go/httpstatus/invalid"
	"github.com/httpstatus-go/httpstatus/problem"
)

// A handler that reads JSON and checks it. What is wrong with which field is said in the reader's language.
func ExampleDecodeJSON() {
	h := problem.Handler(func(w http.ResponseWriter, r *http.Request) error {
		var order struct {
			Name  string
			Items []struct{ Amount int }
		}
		if err := problem.DecodeJSON(w, r, &order); err != nil {
			return err
		}
		if order.Name == "" {
			return &problem.Error{Code: http.StatusUnprocessableEntity, Fields: []problem.Field{{Pointer: "/name", Err: invalid.Required}}}
		}
		w.WriteHeader(http.StatusNoContent)
		return nil
	})
	for _, body := range []string{`{"items":[{"amount":1},{"amount":"two"}]}`, `{"items":[]}`} {
		r := httptest.NewRequest("POST", "/orders", strings.NewReader(body))
		r.Header.Set("Accept", "text/plain")
		r.Header.Set("Accept-Language", "zh-Hans")
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		fmt.Println(w.Code)
		for line := range strings.Lines(w.Body.String()) {
			if strings.Contains(line, "/") {
				fmt.Print(line)
			}
		}
	}
	// Output:
	// 400
	// - /items/1/amount: 这个值的类型不对，应为 integer 类型。
	// 422
	// - /name: 这是必填项。请填写。
}

// A value of the query that is no number is the client's fault, which the error of strconv does not say.
func ExampleRequestError() {
	h := problem.Handler(func(w http.ResponseWriter, r *http.Request) error {
		page, err := strconv.Atoi(r.FormValue("page"))
		if err != nil {
			return problem.RequestError(err)
		}
		_, err = fmt.Fprint(w, page)
		return err
	})
	w := httptest.NewRecorder()
	r := httptest.NewRequest("GET", "/invoices?page=two", nil)
	r.Header.Set("Accept", "text/plain")
	h.ServeHTTP(w, r)
	fmt.Println(w.Code)
	for line := range strings.Lines(w.Body.String()) {
		if strings.Contains(line, "number") {
			fmt.Print(line)
		}
	}
	// Output:
	// 400
	// - This is not a whole number that can be used here. Enter one without decimals.
}

func ExampleProxyError() {
	proxy := &httputil.ReverseProxy{
		Rewrite:      func(r *httputil.ProxyRequest) { r.SetURL(&url.URL{Scheme: "http", Host: "127.0.0.1:1"}) },
		ErrorHandler: problem.ProxyError,
	}
	w := httptest.NewRecorder()
	proxy.ServeHTTP(w, httptest.NewRequest("GET", "/", nil))
	fmt.Println(w.Code)
	// Output:
	// 502
}
