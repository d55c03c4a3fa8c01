package problem

import (
	"errors"
	"fmt"
	"testing"

	"github.com/httpstatus-go/httpstatus"
	"github.com/httpstatus-go/httpstatus/messages"
	"github.com/stretchr/testify/assert"
)

func TestError(t *testing.T) {
	cause := errors.New("sql: no rows")
	e := &Error{Code: 403, Sub: 14, Detail: "No index.", Err: cause}
	if got, want := e.Error(), "403.14 Directory listing denied: No index.: sql: no rows"; got != want {
		t.Errorf("Error() = %q, want %q", got, want)
	}
	if got, want := (&Error{Code: 404}).Error(), "404 Not Found"; got != want {
		t.Errorf("Error() = %q, want %q", got, want)
	}
	if e.StatusCode() != 403 {
		t.Errorf("StatusCode() = %d, want 403", e.StatusCode())
	}
	err := fmt.Errorf("list: %w", e)
	for _, target := range []error{cause, httpstatus.Forbidden, httpstatus.IISDirectoryListingDenied} {
		if !errors.Is(err, target) {
			t.Errorf("errors.Is(%v, %v) = false", err, target)
		}
	}
	for _, target := range []error{httpstatus.NotFound, httpstatus.Forbidden.Sub(0), httpstatus.Forbidden.Sub(1), errors.New("x")} {
		if errors.Is(err, target) {
			t.Errorf("errors.Is(%v, %v) = true", err, target)
		}
	}
	if c, ok := httpstatus.CodeOf(err); c != 403 || !ok {
		t.Errorf("CodeOf(%v) = %v, %v", err, c, ok)
	}

	for err, want := range map[error]string{
		&Error{Err: tooLittle.status}: "403.1001 Too little: 403.1001 Too little", &Error{Code: 403, Sub: 1}: "403.1 " + messages.English.Substatus(httpstatus.Forbidden.Sub(1)).Title,
	} {
		if got := err.Error(); got != want {
			t.Errorf("Error() = %q, want %q", got, want)
		}
	}
	if !errors.Is(&Error{Code: 403, Sub: 1}, httpstatus.Forbidden.Sub(1)) || errors.Is(&Error{Code: 403}, httpstatus.Forbidden.Sub(0)) || errors.Is(&Error{Code: 403, Sub: 14}, httpstatus.Forbidden.Sub(1)) {
		t.Error("an Error is the substatus that it has, and no other")
	}
	if p := new(*Problem); errors.As(&Error{Code: 403, Sub: 14}, p) {
		t.Errorf("an Error is a %T", *p)
	}

	var sub httpstatus.Substatus
	if !errors.As(err, &sub) || sub != httpstatus.IISDirectoryListingDenied {
		t.Errorf("errors.As(%v, *Substatus) gives %v", err, sub)
	}
	if errors.As(&Error{Code: 403}, &sub) || errors.As(&Problem{Status: 403}, &sub) {
		t.Errorf("a code alone has the substatus %v", sub)
	}

	// A nil *Error in an error is a mistake, but not one to panic for.
	var none *Error
	if none.Error() != "500 Internal Server Error" || none.Is(httpstatus.NotFound) || none.As(&sub) || none.Unwrap() != nil || none.StatusCode() != 500 || !none.Is(httpstatus.InternalServerError) {
		t.Errorf("a nil *Error is %v, %d", none, none.StatusCode())
	}
}

// TestNoCode holds an Error that states nothing not to be the code 0.
func TestNoCode(t *testing.T) {
	assert.False(t, errors.Is(&Error{}, httpstatus.Code(0)))
	assert.True(t, errors.Is(&Error{Code: 404}, httpstatus.NotFound))
	assert.False(t, errors.Is(&Error{Code: 404}, httpstatus.Gone))
}
