package main

import (
	"context"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/cloudwego/hertz/pkg/app/server"
	"github.com/httpstatus-go/httpstatus"
	"github.com/httpstatus-go/httpstatus/examples/internal/servertest"
	"github.com/httpstatus-go/httpstatus/invalid"
	"github.com/httpstatus-go/httpstatus/statustest"
)

// start starts the server, and returns its address.
func start(t *testing.T) string {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	h, done := engine(server.WithListener(listener), server.WithExitWaitTime(100*time.Millisecond)), make(chan error, 1)
	go func() { done <- h.Run() }()
	t.Cleanup(func() {
		if err := h.Shutdown(context.Background()); err != nil {
			t.Error(err)
		}
		<-done
	})
	return "http://" + listener.Addr().String()
}

func TestServer(t *testing.T) {
	servertest.Ask(t, start(t),
		servertest.Failure{Name: "no method of a parameter", Method: "DELETE", Path: "/orders/1", Err: httpstatus.MethodNotAllowed, Header: http.Header{"Allow": {"GET"}}},
		servertest.Failure{Name: "AbortWithError", Method: "GET", Path: "/admin", Err: httpstatus.Forbidden, Secret: "members"},
		servertest.Failure{Name: "AbortWithStatus", Method: "GET", Path: "/garden", Err: httpstatus.Gone},
		servertest.Failure{Name: "header of another body", Method: "GET", Path: "/export", Err: httpstatus.InternalServerError, Header: http.Header{"X-Kitchen": {"1"}}},
		servertest.Failure{Name: "wrong type", Method: "POST", Path: "/orders", Body: `{"dish": "tea", "pots": "two"}`, Err: httpstatus.BadRequest,
			Fields: map[string]error{"/pots": invalid.TypeError{Type: "integer"}}, Secret: "two"},
	)
}

func TestHeaderOfAnotherBody(t *testing.T) {
	resp, err := http.Get(start(t) + "/export")
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	statustest.Code(t, httpstatus.InternalServerError, resp)
	for _, name := range []string{"Content-Disposition", "ETag"} {
		if got := resp.Header.Get(name); got != "" {
			t.Errorf("%s is %q, want none", name, got)
		}
	}
}

func TestMediaType(t *testing.T) {
	resp, err := http.Post(start(t)+"/orders", "text/csv", strings.NewReader("tea,1"))
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	statustest.Code(t, httpstatus.UnsupportedMediaType, resp)
	statustest.Problem(t, resp)
}
