//go:build go1.27 && goexperiment.jsonv2

package problem_test

import (
	jsonv2 "encoding/json/v2"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"

	"github.com/httpstatus-go/httpstatus/problem"
)

// The errors of encoding/json/v2 know where they are, a member that v has no field for too.
func ExampleRequestError_v2() {
	type item struct {
		Amount int `json:"amount"`
	}
	h := problem.Handler(func(w http.ResponseWriter, r *http.Request) error {
		var v struct {
			Items []item `json:"items"`
		}
		err := jsonv2.UnmarshalRead(http.MaxBytesReader(w, r.Body, 1<<20), &v, jsonv2.RejectUnknownMembers(true))
		return problem.RequestError(err)
	})
	for _, body := range []string{`{"items":[{"amount":1},{"amount":"2"}]}`, `{"items":[{"amonut":1}]}`} {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequest("POST", "/orders", strings.NewReader(body)))
		p, err := problem.Decode(w.Result())
		if err != nil {
			panic(err)
		}
		fmt.Println(p.StatusCode(), p.Fields[0].Pointer, p.Fields[0].Err.(*problem.FieldError).ID)
	}
	// Output:
	// 400 /items/1/amount type
	// 400 /items/0/amonut unknown
}
