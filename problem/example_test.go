package problem_test

import (
	"embed"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"testing/fstest"

	"github.com/httpstatus-go/httpstatus"
	"github.com/httpstatus-go/httpstatus/problem"
)

// serve has a handler answer a request with the fields, and prints what it says.
func serve(h http.Handler, r *http.Request, fields ...string) {
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	fmt.Println(w.Result().Status)
	for _, name := range fields {
		fmt.Printf("%s: %s\n", name, w.Header().Get(name))
	}
	io.Copy(os.Stdout, w.Body)
}

func ExampleHandler() {
	h := problem.Handler(func(w http.ResponseWriter, r *http.Request) error {
		_, err := os.Stat("/no/such/invoice")
		if errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("%w: %w", httpstatus.NotFound, err) // the handler says what it means for the client
		}
		return err
	})

	r := httptest.NewRequest("GET", "/", nil)
	r.Header.Set("Accept-Language", "zh-CN,zh;q=0.9,en;q=0.8")
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)

	p, err := problem.Decode(w.Result())
	fmt.Println(p.Status, p.Title, err)
	fmt.Println(w.Header().Get("Content-Type"), w.Header().Get("Content-Language"))
	// Output:
	// 404 Not Found 未找到 <nil>
	// application/problem+json zh-Hans
}

func ExampleWrite() {
	h := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		problem.Write(w, r, &problem.Error{
			Code:       httpstatus.Forbidden,
			Type:       "https://example.com/probs/out-of-credit",
			Detail:     "Your balance is 30, but that costs 50.",
			Instance:   "/account/12345/msgs/abc",
			Extensions: map[string]any{"balance": 30},
			Err:        errors.New("billing: declined by rule 7"), // for the log alone
		})
	})
	serve(h, httptest.NewRequest("GET", "/", nil))
	// Output:
	// 403 Forbidden
	// {"type":"https://example.com/probs/out-of-credit","title":"Forbidden","status":403,"detail":"Your balance is 30, but that costs 50.","instance":"/account/12345/msgs/abc","balance":30}
}

func ExamplePages() {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /invoices", func(w http.ResponseWriter, r *http.Request) {})

	r := httptest.NewRequest("DELETE", "/invoices", nil)
	r.Header.Set("Accept", "text/html")
	r.Header.Set("Accept-Language", "zh-TW")
	w := httptest.NewRecorder()
	problem.Pages(mux).ServeHTTP(w, r)
	for _, name := range []string{"Allow", "Content-Language", "Content-Type", "Vary"} {
		fmt.Printf("%s: %s\n", name, w.Header().Get(name))
	}
	// Output:
	// Allow: GET, HEAD
	// Content-Language: zh-Hant
	// Content-Type: text/html; charset=utf-8
	// Vary: Accept, Accept-Language
}

// A handler that ends in a panic has answered with nothing yet: the client gets a 500, and the panic is logged.
func ExampleRecover() {
	h := problem.Recover(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", `"7"`) // of the invoice that it did not come to
		panic("no invoice")
	}))
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest("GET", "/invoices/7", nil))
	fmt.Printf("%s, ETag %q\n", w.Result().Status, w.Header().Get("ETag"))
	// Output:
	// 500 Internal Server Error, ETag ""
}

func ExampleDecode() {
	s := httptest.NewServer(problem.Handler(func(w http.ResponseWriter, r *http.Request) error {
		return httpstatus.IISDirectoryListingDenied
	}))
	defer s.Close()

	get := func(url string) error {
		resp, err := http.Get(url)
		if err != nil {
			return err
		}
		defer resp.Body.Close()
		if resp.StatusCode >= 400 {
			p, err := problem.Decode(resp)
			if err != nil {
				return err // it is the status all the same
			}
			return p
		}
		return nil
	}
	err := get(s.URL)
	fmt.Println(errors.Is(err, httpstatus.Forbidden), errors.Is(err, httpstatus.IISDirectoryListingDenied))
	var p *problem.Problem
	if errors.As(err, &p) {
		fmt.Println(p.Substatus, p.Title)
	}
	// Output:
	// true true
	// 403.14 Directory listing denied Forbidden
}

func ExampleError() {
	err := fmt.Errorf("export: %w", &problem.Error{
		Code:   httpstatus.TooManyRequests,
		Detail: "Ten exports a day are all.",
		Header: http.Header{"Retry-After": {"3600"}},
	})
	fmt.Println(err)
	fmt.Println(errors.Is(err, httpstatus.TooManyRequests))
	// Output:
	// export: 429 Too Many Requests: Ten exports a day are all.
	// true
}

var errSoldOut = errors.New("shop: sold out")

// What an error of a lower layer means for the client is said in one place.
func ExampleRenderer() {
	rr := &problem.Renderer{
		Errors: func(err error) error {
			if errors.Is(err, errSoldOut) {
				return &problem.Error{Code: httpstatus.Conflict, Detail: "Somebody was faster."}
			}
			return nil
		},
	}
	h := rr.Handler(func(w http.ResponseWriter, r *http.Request) error {
		return fmt.Errorf("order 4711: %w", errSoldOut)
	})
	r := httptest.NewRequest("POST", "/orders", nil)
	r.Header.Set("Accept", "text/plain")
	serve(h, r)
	// Output:
	// 409 Conflict
	// 409 Conflict
	//
	// Somebody was faster.
}

//go:embed testdata/pages
var files embed.FS

func ExampleRenderer_ParseFS() {
	pages, err := fs.Sub(files, "testdata/pages")
	if err != nil {
		panic(err)
	}
	var rr problem.Renderer
	if err := rr.ParseFS(pages); err != nil {
		panic(err)
	}
	h := rr.Handler(func(w http.ResponseWriter, r *http.Request) error { return httpstatus.NotFound })
	r := httptest.NewRequest("GET", "/", nil)
	r.Header.Set("Accept", "text/html")
	r.Header.Set("Accept-Language", "zh-CN")
	serve(h, r)
	// Output:
	// 404 Not Found
	// <!DOCTYPE html>
	// <html lang="zh-Hans" dir="ltr">
	// <title>未找到</title>
	// <h1>404</h1>
	// <p>去<a href="/search">搜索</a></p>
	// </html>
}

// A template that does not work is found before the first request.
func ExampleRenderer_ParseFS_fault() {
	var rr problem.Renderer
	err := rr.ParseFS(fstest.MapFS{
		"404.html":   {Data: []byte("{{.Titel}}")},
		"error.html": {Data: []byte("{{.Title}}")},
	})
	fmt.Println(err)
	// Output:
	// problem: page "404.html": template: 404.html:1:2: executing "404.html" at <.Titel>: can't evaluate field Titel in type *problem.Page
	// problem: page "error.html": the name says no status of 400 or more: want one as "404.html", "403.14.zh-Hans.html" or "5xx.html"
}
