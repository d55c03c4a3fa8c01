package main

import (
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/httpstatus-go/httpstatus"
	"github.com/httpstatus-go/httpstatus/examples/internal/servertest"
	"github.com/httpstatus-go/httpstatus/invalid"
	"github.com/httpstatus-go/httpstatus/statustest"
	"github.com/zeromicro/go-zero/core/conf"
	"github.com/zeromicro/go-zero/core/logx"
	"github.com/zeromicro/go-zero/rest"
)

// start starts the server on a free port, and returns its address. go-zero ends with the process alone.
func start(t *testing.T, change func(*rest.RestConf)) string {
	logx.Disable()
	free, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	var c rest.RestConf
	if err := conf.FillDefault(&c); err != nil {
		t.Fatal(err)
	}
	c.Host, c.Port = "127.0.0.1", free.Addr().(*net.TCPAddr).Port
	change(&c)
	free.Close()
	go server(c).StartWithOpts(answerErrors)
	addr := fmt.Sprintf("127.0.0.1:%d", c.Port)
	for range 500 {
		if conn, err := net.Dial("tcp", addr); err == nil {
			conn.Close()
			return "http://" + addr
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Fatalf("nothing listens on %s", addr)
	return ""
}

func TestServer(t *testing.T) {
	url := start(t, func(c *rest.RestConf) {
		c.Middlewares.Breaker = false // which would open at so many answers of 500
	})
	servertest.Ask(t, url,
		servertest.Failure{Name: "JWT", Method: "GET", Path: "/admin", Err: httpstatus.Unauthorized, Header: http.Header{"Www-Authenticate": {"Bearer"}}},
		servertest.Failure{Name: "missing member", Method: "POST", Path: "/orders", Body: `{"dish": "tea"}`, Err: httpstatus.BadRequest,
			Fields: map[string]error{"/pots": invalid.Required}, Secret: "is not set"},
		servertest.Failure{Name: "wrong type", Method: "POST", Path: "/orders", Body: `{"dish": "tea", "pots": true}`, Err: httpstatus.BadRequest,
			Fields: map[string]error{"/pots": invalid.Pattern}, Secret: "mismatch"},
	)
}

// The breaker sends a bare 503.
func TestBreaker(t *testing.T) {
	url := start(t, func(*rest.RestConf) {})
	for range 1000 {
		resp, err := http.Get(url + "/report")
		if err != nil {
			t.Fatal(err)
		}
		code := resp.StatusCode
		if code != http.StatusInternalServerError {
			statustest.Code(t, httpstatus.ServiceUnavailable, resp)
			statustest.Problem(t, resp)
		}
		resp.Body.Close()
		if code != http.StatusInternalServerError {
			return
		}
	}
	t.Error("the breaker did not open at 1000 answers of 500")
}

// The error handler is one for the process. Without the middleware an error has its status.
func TestFailed(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(files))
	defer server.Close()
	resp, err := http.Get(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	statustest.Code(t, httpstatus.Forbidden, resp)
}
