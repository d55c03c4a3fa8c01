package statustest

import (
	"github.com/httpstatus-go/httpstatus"
)

// TestingT is what an assertion reports to: a *testing.T, or anything else with its Errorf. A method Helper() is called
// where there is one, so that the failure is shown at the line of the caller.
type TestingT interface {
	Errorf(format string, args ...any)
}

type helper interface{ Helper() }

// Code asserts that the status of got is want. The message and its arguments, as in every function of this package, are
// printed with a failure.
func Code(t TestingT, want httpstatus.Code, got any, msgAndArgs ...any) bool {
	if h, ok := t.(helper); ok {
		h.Helper()
	}
	r := resultOf(got)
	if r.hasCode && r.code == want {
		return true
	}
	return fail(t, r.failure("want %v, got %s", want, r.name()), msgAndArgs)
}

// Class asserts that the status of got is of the class want, whether the code is a known one or not.
func Class(t TestingT, want httpstatus.Class, got any, msgAndArgs ...any) bool {
	if h, ok := t.(helper); ok {
		h.Helper()
	}
	r := resultOf(got)
	if r.hasCode && r.code.Class() == want {
		return true
	}
	name := want.String()
	if want.Name() != "" {
		name += " " + want.Name()
	}
	return fail(t, r.failure("want %s, got %s", name, r.name()), msgAndArgs)
}

// Substatus asserts that got has the substatus want. A response has one if its body is a problem document (RFC 9457)
// with a member "substatus" and its status is the code of that; an error, if the first with a status in its tree has one.
// A code alone has none: it is not its substatus 0.
func Substatus(t TestingT, want httpstatus.Substatus, got any, msgAndArgs ...any) bool {
	if h, ok := t.(helper); ok {
		h.Helper()
	}
	r := resultOf(got)
	sub, ok := r.substatus()
	if ok && sub == want {
		return true
	}
	name := r.name()
	switch {
	case ok:
		name = sub.Error()
	case r.hasCode:
		name += " without a substatus"
	}
	return fail(t, r.failure("want %s, got %s", want.Error(), name), msgAndArgs)
}
