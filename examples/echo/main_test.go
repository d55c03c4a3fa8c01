package main

import (
	"testing"

	"github.com/httpstatus-go/httpstatus"
	"github.com/httpstatus-go/httpstatus/examples/internal/servertest"
)

func TestServer(t *testing.T) {
	servertest.Run(t, handler(),
		servertest.Failure{Name: "error of Echo", Method: "GET", Path: "/admin", Err: httpstatus.Forbidden, Secret: "kitchen"},
		servertest.Failure{Name: "no body", Method: "GET", Path: "/garden", Err: httpstatus.Gone},
	)
}
