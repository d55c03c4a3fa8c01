package main

import (
	"testing"

	"github.com/httpstatus-go/httpstatus"
	"github.com/httpstatus-go/httpstatus/examples/internal/servertest"
	"github.com/httpstatus-go/httpstatus/invalid"
	"github.com/httpstatus-go/httpstatus/messages"
	"github.com/httpstatus-go/httpstatus/statustest"
)

func TestServer(t *testing.T) {
	servertest.Run(t, server(),
		servertest.Failure{Name: "error of Kratos", Method: "GET", Path: "/admin", Err: httpstatus.Forbidden, Secret: "members"},
		servertest.Failure{Name: "Recovery", Method: "GET", Path: "/recovered", Err: httpstatus.InternalServerError, Secret: "cannot happen"},
		servertest.Failure{Name: "wrong type", Method: "POST", Path: "/orders", Body: `{"dish": "tea", "pots": "two"}`, Err: httpstatus.BadRequest,
			Fields: map[string]error{"/pots": invalid.TypeError{Type: "integer"}}, Secret: "two"},
	)
}

func TestReason(t *testing.T) {
	resp := statustest.Get(t, server(), "/admin")
	if p := statustest.Problem(t, resp); p != nil && p.Extensions["reason"] != "NOT_A_MEMBER" {
		t.Errorf("got the members %v, want the reason NOT_A_MEMBER", p.Extensions)
	}
}

func TestMediaType(t *testing.T) {
	resp := statustest.Post(t, server(), "/orders", statustest.Body("text/csv", "tea,1"), statustest.Language("zh-TW"))
	statustest.Code(t, httpstatus.UnsupportedMediaType, resp)
	statustest.Text(t, messages.TraditionalChinese.Code(httpstatus.UnsupportedMediaType), resp)
}

// Kratos serves no HEAD with a route of GET.
func TestHead(t *testing.T) {
	resp := statustest.Do(t, server(), "HEAD", "/files")
	statustest.Code(t, httpstatus.MethodNotAllowed, resp)
	if got := resp.Header.Get("Allow"); got != "GET" {
		t.Errorf("Allow is %q, want GET", got)
	}
}
