package main

import (
	"testing"

	"github.com/httpstatus-go/httpstatus"
	"github.com/httpstatus-go/httpstatus/examples/internal/servertest"
)

func TestServer(t *testing.T) {
	servertest.Run(t, handler(),
		servertest.Failure{Name: "AbortWithError", Method: "GET", Path: "/admin", Status: httpstatus.Forbidden.Sub(0), Secret: "kitchen"},
	)
}
