package problem_test

import (
	"errors"
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

// A handler that reads JSON. What is wrong with which part of it is said in the reader's language.
func ExampleDecodeJSON() {
	h := problem.Handler(func(w http.ResponseWriter, r *http.Request) error {
		var order struct {
			Name  string
			Items []struct{ Amount int }
		}
		if err := problem.DecodeJSON(w, r, &order); err != nil {
			return err // 400, 413 or 415
		}
		w.WriteHeader(http.StatusNoContent)
		return nil
	})
	r := httptest.NewRequest("POST", "/orders", strings.NewReader(`{"items":[{"amount":1},{"amount":"two"}]}`))
	r.Header.Set("Accept", "text/plain")
	r.Header.Set("Accept-Language", "zh-Hans")
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	fmt.Println(w.Code)
	for line := range strings.Lines(w.Body.String()) {
		if strings.HasPrefix(line, "- ") {
			fmt.Print(line)
		}
	}
	// Output:
	// 400
	// - /items/1/amount: 这个值的类型不对，应为 integer 类型。
}

// A list of all that is wrong with an order. Programs read the pointer and the code of each entry, people its sentence.
func ExampleField() {
	type order struct {
		Name  string
		Items []struct{ Amount int }
	}
	check := func(o order) error {
		var wrong []problem.Field
		if o.Name == "" {
			wrong = append(wrong, problem.Field{Pointer: "/name", Err: invalid.Required})
		}
		for i, item := range o.Items {
			if item.Amount < 1 {
				at := fmt.Sprintf("/items/%d/amount", i)
				wrong = append(wrong, problem.Field{Pointer: at, Err: invalid.TooSmallError{Min: "1"}})
			}
		}
		if wrong == nil {
			return nil
		}
		return &problem.Error{Code: http.StatusUnprocessableEntity, Fields: wrong}
	}
	h := problem.Handler(func(w http.ResponseWriter, r *http.Request) error {
		var o order
		if err := problem.DecodeJSON(w, r, &o); err != nil {
			return err
		}
		if err := check(o); err != nil {
			return err
		}
		w.WriteHeader(http.StatusNoContent)
		return nil
	})

	r := httptest.NewRequest("POST", "/orders", strings.NewReader(`{"items":[{"amount":3},{"amount":0}]}`))
	r.Header.Set("Accept-Language", "zh-CN")
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	p, err := problem.Decode(w.Result())
	if err != nil {
		panic(err)
	}
	fmt.Println(p.Status)
	for _, f := range p.Fields {
		var e *problem.FieldError
		errors.As(f.Err, &e)
		fmt.Println(f.Pointer, e.ID, f.Detail)
	}
	// Output:
	// 422 Unprocessable Content
	// /name required 这是必填项。请填写。
	// /items/1/amount too_small 这个值太小，不能小于 1。
}

// A value of the query that is no number is the client's fault, which the error of strconv does not say; nor does it know the
// name of the parameter, so the handler says it.
func ExampleRequestError() {
	h := problem.Handler(func(w http.ResponseWriter, r *http.Request) error {
		page, err := strconv.Atoi(r.FormValue("page"))
		if err != nil {
			e := problem.RequestError(err).(*problem.Error)
			e.Fields[0].Parameter = "page"
			return e
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
	// - page: This is not a whole number that can be used here. Enter one without decimals.
}

// A reverse proxy whose upstream does not answer.
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
