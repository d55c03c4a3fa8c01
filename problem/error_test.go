package problem

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/httpstatus-go/httpstatus"
	"github.com/httpstatus-go/httpstatus/invalid"
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
		&Error{Err: tooLittle.status}: "403.1001 Too little", &Error{Code: 403, Sub: 1}: "403.1 " + messages.English.Substatus(httpstatus.Forbidden.Sub(1)).Title,
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

// TestErrorForLogs has what a log says of an error: no status twice, and which parts of the request were wrong.
func TestErrorForLogs(t *testing.T) {
	own := invalid.TooSmallError{Min: "1"}
	many := slices.Repeat([]Field{{Parameter: "page", Err: invalid.Integer}}, 11)
	for _, test := range []struct {
		err  error
		want string
	}{
		{&Error{Err: own}, `422.1031 Too small (min="1")`},
		{&Error{Instance: "/7", Err: &Error{Err: own}}, `422.1031 Too small (min="1")`},
		{&Error{Code: 422, Err: fmt.Errorf("order 7: %w", own)}, `order 7: 422.1031 Too small (min="1")`},
		{&Error{Code: 409, Err: own}, `409 Conflict: 422.1031 Too small (min="1")`},
		{&Error{Detail: "One at least.", Err: own}, `422.1031 Too small: One at least.: 422.1031 Too small (min="1")`},
		{&Error{Err: errors.New("500 reasons")}, "500 Internal Server Error: 500 reasons"},
		{&Error{Code: 422, Fields: []Field{
			{Pointer: "/items/0/amount", Err: own},
			{Parameter: "page", Err: &FieldError{ID: "too_big", Detail: "No."}},
			{Header: "If-Match", Detail: "Too old."},
			{Pointer: "/a", Err: &FieldError{}}, {Pointer: "/b", Err: errors.New("x")}, {Pointer: "/c", Err: (*FieldError)(nil)}, {},
			{Pointer: "/d", Err: httpstatus.Gone},
			{Pointer: "/d", Err: httpstatus.IISDirectoryListingDenied},
			{Pointer: "/\x1b\n", Err: invalid.Required},
		}}, "422 Unprocessable Content: /items/0/amount too_small, page too_big, If-Match Too old., /a …, /b …, /c …, …, " +
			`/d 410 Gone, /d 403.14 Directory listing denied, /\x1b\n required`},
		{&Error{Code: 400, Detail: "No.", Fields: many, Err: io.EOF}, "400 Bad Request: No.: " + strings.Repeat("page integer, ", 10) + "…: EOF"},
		{&Problem{Status: 422, Title: "Unprocessable Content", Fields: []Field{{Pointer: "/name", Detail: "Needed.", Err: &FieldError{ID: "required"}}}},
			"422 Unprocessable Content: /name required"},
		{&Problem{Status: 422, Detail: "No.", Fields: []Field{{Detail: "Needed.\n", Err: &FieldError{Detail: "Needed.\n"}}}}, `422: No.: Needed.\n`},
	} {
		assert.Equal(t, test.want, test.err.Error())
	}
}

// TestNoCode holds an Error that states nothing not to be the code 0.
func TestNoCode(t *testing.T) {
	assert.False(t, errors.Is(&Error{}, httpstatus.Code(0)))
	assert.True(t, errors.Is(&Error{Code: 404}, httpstatus.NotFound))
	assert.False(t, errors.Is(&Error{Code: 404}, httpstatus.Gone))
}
