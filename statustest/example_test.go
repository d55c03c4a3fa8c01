package statustest_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"

	"github.com/httpstatus-go/httpstatus"
	"github.com/httpstatus-go/httpstatus/messages"
	"github.com/httpstatus-go/httpstatus/problem"
	"github.com/httpstatus-go/httpstatus/statustest"
)

// console stands in for the *testing.T of a test: it prints what fails, without the line where it does.
type console struct{}

func (console) Errorf(format string, args ...any) {
	_, failure, _ := strings.Cut(fmt.Sprintf(format, args...), "Error:")
	for line := range strings.Lines(failure) {
		fmt.Println(strings.TrimPrefix(strings.TrimSpace(line), "Messages:   \t"))
	}
}

var t console

// orders is the handler that is tested.
var orders = func() http.Handler {
	mux := http.NewServeMux()
	mux.Handle("GET /orders/{id}", problem.Handler(func(w http.ResponseWriter, r *http.Request) error {
		switch r.PathValue("id") {
		case "7":
			fmt.Fprintln(w, "7: two apples")
			return nil
		case "secret":
			return &problem.Error{Code: 403, Sub: 14, Extensions: map[string]any{"owner": "Ann"}}
		}
		return httpstatus.NotFound
	}))
	mux.HandleFunc("POST /orders/{id}", func(w http.ResponseWriter, r *http.Request) {
		w.WriteHeader(http.StatusUnauthorized)
	})
	return mux
}()

// get returns what orders answers to a reader of Chinese.
func get(path string) *httptest.ResponseRecorder {
	r := httptest.NewRequest("GET", path, nil)
	r.Header.Set("Accept-Language", "zh-CN")
	rec := httptest.NewRecorder()
	orders.ServeHTTP(rec, r)
	return rec
}

// A table test of a handler.
func Example() {
	for _, test := range []struct {
		method, path string
		want         httpstatus.Code
	}{
		{"GET", "/orders/7", httpstatus.OK},
		{"GET", "/orders/8", httpstatus.NotFound},
		{"DELETE", "/orders/7", httpstatus.MethodNotAllowed},
		{"POST", "/orders/7", httpstatus.Unauthorized},
	} {
		rec := httptest.NewRecorder()
		orders.ServeHTTP(rec, httptest.NewRequest(test.method, test.path, nil))
		if statustest.Code(t, test.want, rec) && statustest.Conforms(t, rec, "%s %s", test.method, test.path) {
			fmt.Println("ok", test.want)
		}
	}
	// Output:
	// ok 200 OK
	// ok 404 Not Found
	// ok 405 Method Not Allowed
	// 401 Unauthorized does not conform:
	// - no WWW-Authenticate (RFC 9110, 15.5.2)
	// POST /orders/7
}

func ExampleCode() {
	server := httptest.NewServer(orders)
	defer server.Close()
	resp, err := http.Get(server.URL + "/orders/7")
	if err != nil {
		panic(err)
	}
	defer resp.Body.Close()

	statustest.Code(t, httpstatus.NotFound, resp)
	// Output:
	// want 404 Not Found, got 200 OK
	// GET /orders/7 HTTP/1.1
	// Content-Type: text/plain; charset=utf-8
	// 7: two apples
}

// An error is a result too.
func ExampleCode_error() {
	err := fmt.Errorf("reading order 8: %w", httpstatus.Gone)

	statustest.Code(t, httpstatus.NotFound, err)
	// Output:
	// want 404 Not Found, got 410 Gone
	// error: reading order 8: 410 Gone
}

func ExampleClass() {
	fmt.Println(statustest.Class(t, httpstatus.ClientError, get("/orders/8")))
	// Output: true
}

func ExampleSubstatus() {
	fmt.Println(statustest.Substatus(t, httpstatus.IISDirectoryListingDenied, get("/orders/secret")))
	statustest.Substatus(t, httpstatus.IISDirectoryListingDenied, httpstatus.Forbidden)
	// Output:
	// true
	// want 403.14 Directory listing denied, got 403 Forbidden without a substatus
}

// The reader asked for Chinese, and is answered in it.
func ExampleText() {
	fmt.Println(statustest.Text(t, messages.SimplifiedChinese.Code(httpstatus.NotFound), get("/orders/8")))
	// Output: true
}

func ExampleProblem() {
	if p := statustest.Problem(t, get("/orders/secret")); p != nil {
		fmt.Println(p.Substatus.String(), p.Extensions["owner"])
	}
	// Output: 403.14 Ann
}

func ExampleConforms() {
	rec := httptest.NewRecorder()
	rec.Header().Set("Retry-After", "30s")
	rec.Header().Set("Last-Modified", "2026-01-02")
	rec.WriteHeader(http.StatusTooManyRequests)

	statustest.Conforms(t, rec)
	// Output:
	// 429 Too Many Requests does not conform:
	// - Last-Modified is "2026-01-02": want a date as "Sun, 06 Nov 1994 08:49:37 GMT" (RFC 9110, 5.6.7)
	// - Retry-After is "30s": want seconds or a date, as "120" (RFC 9110, 10.2.3)
}
