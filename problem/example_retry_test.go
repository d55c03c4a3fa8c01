package problem_test

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"time"

	"github.com/httpstatus-go/httpstatus/problem"
)

// A client that asks again, as long as the server gives leave and the wait is bearable.
func ExampleRetry() {
	calls := 0
	s := httptest.NewServer(problem.Handler(func(w http.ResponseWriter, r *http.Request) error {
		if calls++; calls == 1 {
			return &problem.Error{Code: http.StatusServiceUnavailable, Header: http.Header{"Retry-After": {"0"}}}
		}
		_, err := io.WriteString(w, "done")
		return err
	}))
	defer s.Close()

	req, err := http.NewRequest(http.MethodPut, s.URL, strings.NewReader("the order"))
	if err != nil {
		panic(err)
	}
	for attempt := 1; ; attempt++ {
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			panic(err)
		}
		wait, ok := problem.Retry(resp, attempt)
		if !ok || attempt == 5 || wait > time.Minute {
			body, _ := io.ReadAll(resp.Body)
			resp.Body.Close()
			fmt.Println(resp.StatusCode, string(body))
			return
		}
		resp.Body.Close()
		fmt.Println(resp.StatusCode, "again in", wait)
		time.Sleep(wait)
		if req.Body, err = req.GetBody(); err != nil {
			panic(err)
		}
	}
	// Output:
	// 503 again in 0s
	// 200 done
}
