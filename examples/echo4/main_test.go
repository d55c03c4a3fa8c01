package main

import (
	"testing"

	"github.com/httpstatus-go/httpstatus"
	"github.com/httpstatus-go/httpstatus/examples/internal/servertest"
	"github.com/httpstatus-go/httpstatus/examples/kitchen"
	"github.com/httpstatus-go/httpstatus/invalid"
	"github.com/httpstatus-go/httpstatus/statustest"
)

func TestServer(t *testing.T) {
	servertest.Run(t, handler(),
		servertest.Failure{Name: "error of Echo", Method: "GET", Path: "/admin", Err: httpstatus.Forbidden, Secret: "members"},
		servertest.Failure{Name: "no body", Method: "GET", Path: "/garden", Err: httpstatus.Gone},
		servertest.Failure{Name: "error of Echo around another", Method: "GET", Path: "/mixed", Err: kitchen.KitchenBusyError{Seconds: 60}, Secret: "slow"},
		servertest.Failure{Name: "wrong type", Method: "POST", Path: "/orders", Body: `{"dish": "tea", "pots": "two"}`, Err: httpstatus.BadRequest,
			Fields: map[string]error{"/pots": invalid.TypeError{Type: "integer"}}, Secret: "two"},
	)
}

// Bind takes no XML that is none, and nothing of another type.
func TestMediaType(t *testing.T) {
	resp := statustest.Post(t, handler(), "/orders", statustest.Body("text/csv", "tea,1"), statustest.Language("zh-TW"))
	statustest.Code(t, httpstatus.UnsupportedMediaType, resp)
	statustest.Problem(t, resp)
}
