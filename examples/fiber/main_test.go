package main

import (
	"net"
	"net/http"
	"strings"
	"testing"

	"github.com/gofiber/fiber/v3"
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
	a, done := app(), make(chan error, 1)
	go func() { done <- a.Listener(listener, fiber.ListenConfig{DisableStartupMessage: true}) }()
	t.Cleanup(func() {
		if err := a.Shutdown(); err != nil {
			t.Error(err)
		}
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
	return "http://" + listener.Addr().String()
}

func TestServer(t *testing.T) {
	servertest.Ask(t, start(t),
		servertest.Failure{Name: "error of Fiber", Method: "GET", Path: "/admin", Err: httpstatus.Forbidden, Secret: "members"},
		servertest.Failure{Name: "header of another body", Method: "GET", Path: "/export", Err: httpstatus.InternalServerError, Header: http.Header{"Set-Cookie": {"visited=export"}}},
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
