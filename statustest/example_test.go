package statustest_test

import (
	"fmt"
	"io"
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
		resp := statustest.Do(t, orders, test.method, test.path)
		if statustest.Code(t, test.want, resp) && statustest.Conforms(t, resp) {
			fmt.Println("ok", test.want)
		}
	}
	// Output:
	// ok 200 OK
	// ok 404 Not Found
	// ok 405 Method Not Allowed
	// 401 Unauthorized does not conform:
	// - no WWW-Authenticate (RFC 9110, 15.5.2)
	// POST /orders/7 HTTP/1.1
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
	fmt.Println(statustest.Class(t, httpstatus.ClientError, statustest.Get(t, orders, "/orders/8")))
	// Output: true
}

func ExampleSubstatus() {
	fmt.Println(statustest.Substatus(t, httpstatus.IISDirectoryListingDenied, statustest.Get(t, orders, "/orders/secret")))
	statustest.Substatus(t, httpstatus.IISDirectoryListingDenied, httpstatus.Forbidden)
	// Output:
	// true
	// want 403.14 Directory listing denied, got 403 Forbidden without a substatus
}

// The reader asked for Chinese, and is answered in it.
func ExampleText() {
	resp := statustest.Get(t, orders, "/orders/8", statustest.Language("zh-CN"))
	fmt.Println(statustest.Text(t, messages.SimplifiedChinese.Code(httpstatus.NotFound), resp))
	// Output: true
}

func ExampleProblem() {
	if p := statustest.Problem(t, statustest.Get(t, orders, "/orders/secret")); p != nil {
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

func ExamplePost() {
	echo := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		content, _ := io.ReadAll(r.Body)
		fmt.Fprintf(w, "%s: %s", r.Header.Get("Content-Type"), content)
	})
	resp := statustest.Post(t, echo, "/orders", statustest.JSON(map[string]int{"apples": 2}), statustest.Language("zh-CN"))
	statustest.Code(t, httpstatus.OK, resp)
	fmt.Println(resp.Request.Method, resp.Request.Header.Get("Accept-Language"))
	content, _ := io.ReadAll(resp.Body)
	fmt.Println(string(content))
	// Output:
	// POST zh-CN
	// application/json: {"apples":2}
}

// An option of one's own: what each request of the tests has.
func ExampleDo() {
	secret := func(r *http.Request) error {
		r.SetBasicAuth("ann", "secret")
		return nil
	}
	guarded := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, _, ok := r.BasicAuth(); !ok {
			w.Header().Set("WWW-Authenticate", "Basic realm=orders")
			w.WriteHeader(http.StatusUnauthorized)
		}
	})
	statustest.Code(t, httpstatus.OK, statustest.Do(t, guarded, "PUT", "/orders/7", secret))
	statustest.Conforms(t, statustest.Do(t, guarded, "PUT", "/orders/7"))
	// Output:
	// 401 Unauthorized does not conform:
	// - WWW-Authenticate has a realm that is not quoted for Basic (RFC 9110, 11.5)
	// PUT /orders/7 HTTP/1.1
}

// A 404 without Cache-Control stays in caches after the order is there.
func ExampleNotCacheable() {
	statustest.NotCacheable(t, statustest.Get(t, http.NotFoundHandler(), "/orders/8"))
	// Output:
	// caches may keep 404 Not Found:
	// - 404, and nothing says for how long (RFC 9111, 4.2.2): no-store does
	// GET /orders/8 HTTP/1.1
	// Content-Type: text/plain; charset=utf-8
	// 404 page not found
}

// invalid answers with what is wrong with an order.
var invalid = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/problem+json")
	w.WriteHeader(http.StatusUnprocessableEntity)
	fmt.Fprint(w, `{"type":"/problems/invalid-order","title":"Invalid order","status":422,"errors":[{"pointer":"#/apples","code":"required"}]}`)
})

func ExampleFields() {
	resp := statustest.Post(t, invalid, "/orders", statustest.JSON(struct{}{}))
	fmt.Println(statustest.Fields(t, map[string]string{"/apples": "required"}, resp))
	// Output: true
}

func ExampleType() {
	resp := statustest.Post(t, invalid, "/orders", statustest.JSON(struct{}{}))
	fmt.Println(statustest.Type(t, "/problems/invalid-order", resp))
	// Output: true
}
