package main

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/httpstatus-go/httpstatus"
)

func TestErrorType(t *testing.T) {
	server := httptest.NewServer(handler())
	defer server.Close()
	get := func(path string, want int) string {
		t.Helper()
		resp, err := http.Get(server.URL + path)
		if err != nil {
			t.Fatal(err)
		}
		defer resp.Body.Close()
		body, err := io.ReadAll(resp.Body)
		if err != nil {
			t.Fatal(err)
		}
		if resp.StatusCode != want {
			t.Errorf("%s is answered with %d, want %d", path, resp.StatusCode, want)
		}
		return string(body)
	}
	get("/", 200)
	get("/files/", 403)
	get("/files/", 403)
	metrics := get("/metrics", 200)
	for _, want := range []string{
		`http_server_requests_total{error_type="",method="GET",route="/"} 1`,
		`http_server_requests_total{error_type="403.14",method="GET",route="/files/"} 2`,
	} {
		if !strings.Contains(metrics, want+"\n") {
			t.Errorf("the metrics lack %s:\n%s", want, metrics)
		}
	}
}

func TestLabels(t *testing.T) {
	for _, test := range []struct {
		err  error
		want string
	}{
		{nil, ""},
		{httpstatus.NotFound, "404"},
		{httpstatus.NotFound.Sub(13), "404.13"},
		{fmt.Errorf("reading: %w", httpstatus.NotFound.Sub(13)), "404.13"},
		{errors.New("no status"), "500"},
	} {
		if got := errorType(test.err); got != test.want {
			t.Errorf("%v is %q, want %q", test.err, got, test.want)
		}
	}
}
