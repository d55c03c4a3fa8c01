// Package require has the assertions of package statustest, each of which stops the test if it does not hold, as
// testify's package require has those of its package assert.
package require

import (
	"github.com/httpstatus-go/httpstatus"
	"github.com/httpstatus-go/httpstatus/messages"
	"github.com/httpstatus-go/httpstatus/problem"
	"github.com/httpstatus-go/httpstatus/statustest"
)

// TestingT is what an assertion reports to: a *testing.T, or anything else with its Errorf and FailNow. A method Helper()
// is called where there is one.
type TestingT interface {
	Errorf(format string, args ...any)
	FailNow()
}

type helper interface{ Helper() }

// Code is [statustest.Code] that stops the test.
func Code(t TestingT, want httpstatus.Code, got any, msgAndArgs ...any) {
	if h, ok := t.(helper); ok {
		h.Helper()
	}
	if !statustest.Code(t, want, got, msgAndArgs...) {
		t.FailNow()
	}
}

// Class is [statustest.Class] that stops the test.
func Class(t TestingT, want httpstatus.Class, got any, msgAndArgs ...any) {
	if h, ok := t.(helper); ok {
		h.Helper()
	}
	if !statustest.Class(t, want, got, msgAndArgs...) {
		t.FailNow()
	}
}

// Substatus is [statustest.Substatus] that stops the test.
func Substatus[S httpstatus.Substatus | messages.Status](t TestingT, want S, got any, msgAndArgs ...any) {
	if h, ok := t.(helper); ok {
		h.Helper()
	}
	if !statustest.Substatus(t, want, got, msgAndArgs...) {
		t.FailNow()
	}
}

// Type is [statustest.Type] that stops the test.
func Type(t TestingT, want string, got any, msgAndArgs ...any) {
	if h, ok := t.(helper); ok {
		h.Helper()
	}
	if !statustest.Type(t, want, got, msgAndArgs...) {
		t.FailNow()
	}
}

// Fields is [statustest.Fields] that stops the test.
func Fields(t TestingT, want map[string]string, got any, msgAndArgs ...any) {
	if h, ok := t.(helper); ok {
		h.Helper()
	}
	if !statustest.Fields(t, want, got, msgAndArgs...) {
		t.FailNow()
	}
}

// Text is [statustest.Text] that stops the test.
func Text(t TestingT, want messages.Message, got any, msgAndArgs ...any) {
	if h, ok := t.(helper); ok {
		h.Helper()
	}
	if !statustest.Text(t, want, got, msgAndArgs...) {
		t.FailNow()
	}
}

// Problem is [statustest.Problem] that stops the test.
func Problem(t TestingT, got any, msgAndArgs ...any) *problem.Problem {
	if h, ok := t.(helper); ok {
		h.Helper()
	}
	p := statustest.Problem(t, got, msgAndArgs...)
	if p == nil {
		t.FailNow()
	}
	return p
}

// Conforms is [statustest.Conforms] that stops the test.
func Conforms(t TestingT, got any, msgAndArgs ...any) {
	if h, ok := t.(helper); ok {
		h.Helper()
	}
	if !statustest.Conforms(t, got, msgAndArgs...) {
		t.FailNow()
	}
}

// NotCacheable is [statustest.NotCacheable] that stops the test.
func NotCacheable(t TestingT, got any, msgAndArgs ...any) {
	if h, ok := t.(helper); ok {
		h.Helper()
	}
	if !statustest.NotCacheable(t, got, msgAndArgs...) {
		t.FailNow()
	}
}
