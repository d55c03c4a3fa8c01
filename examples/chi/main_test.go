package main

import (
	"testing"

	"github.com/httpstatus-go/httpstatus/examples/internal/servertest"
)

func TestServer(t *testing.T) { servertest.Run(t, handler()) }
