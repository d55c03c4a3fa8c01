package main

import (
	"io"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/gin-gonic/gin"
	"github.com/httpstatus-go/httpstatus"
	"github.com/httpstatus-go/httpstatus/examples/internal/servertest"
	"github.com/httpstatus-go/httpstatus/problem"
)

// Streams go through Pages: gin asserts that the writer tells of a client that goes away.
func TestStream(t *testing.T) {
	r := gin.New()
	r.GET("/", func(c *gin.Context) {
		n := 0
		c.Stream(func(w io.Writer) bool {
			n++
			c.SSEvent("", n)
			return n < 3
		})
	})
	server := httptest.NewServer(problem.Pages(r))
	defer server.Close()
	resp, err := server.Client().Get(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	if body, err := io.ReadAll(resp.Body); err != nil || strings.Count(string(body), "data:") != 3 {
		t.Errorf("got %q, %v", body, err)
	}
}

func TestServer(t *testing.T) {
	servertest.Run(t, handler(),
		servertest.Failure{Name: "AbortWithError", Method: "GET", Path: "/admin", Err: httpstatus.Forbidden, Secret: "kitchen"},
	)
}
