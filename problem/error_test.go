package problem

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"strings"
	"testing"

	"github.com/httpstatus-go/httpstatus"
	"github.com/httpstatus-go/httpstatus/messages"
)

// An upstream is an error with a status of its own, of another package.
type upstream struct {
	code  int
	cause error
}

func (u upstream) Error() string   { return "upstream" }
func (u upstream) StatusCode() int { return u.code }
func (u upstream) Unwrap() error   { return u.cause }

// A quota is an error with text of its own, of the sort that generated packages have.
type quota struct{ left int }

func (q quota) Error() string   { return "quota" }
func (q quota) StatusCode() int { return 429 }
func (q quota) Unwrap() error   { return httpstatus.TooManyRequests.Sub(1001) }
func (q quota) Message(d *messages.Dictionary) messages.Message {
	m := d.Code(429)
	m.Detail = fmt.Sprintf("%d left (%v)", q.left, d.Tag())
	return m
}

func TestResolve(t *testing.T) {
	syntax := json.Unmarshal([]byte("{"), new(any))
	mismatch := json.Unmarshal([]byte("1"), new(string))
	_, missing := os.Open("testdata/no-such-file")
	var none *Error
	for _, tt := range []struct {
		name   string
		err    error
		want   string // the code, or the substatus
		misuse bool
	}{
		{"code", httpstatus.NotFound, "404", false},
		{"code, wrapped", fmt.Errorf("find: %w", httpstatus.NotFound), "404", false},
		{"code, joined", errors.Join(errors.New("x"), httpstatus.Gone, httpstatus.NotFound), "410", false},
		{"code, unknown", httpstatus.Code(499), "499", false},
		{"code, of no class", httpstatus.Code(999), "999", false},
		{"code, of success", httpstatus.OK, "500", true},
		{"code, not modified", httpstatus.NotModified, "500", true},
		{"code, of two digits", httpstatus.Code(99), "500", true},
		{"code, of four digits", httpstatus.Code(1000), "500", true},
		{"code, negative", httpstatus.Code(-404), "500", true},
		{"substatus", httpstatus.IISDirectoryListingDenied, "403.14", false},
		{"substatus, wrapped", fmt.Errorf("list: %w", httpstatus.IISDirectoryListingDenied), "403.14", false},
		{"substatus, own", httpstatus.Forbidden.Sub(1001), "403.1001", false},
		{"substatus 0, known", httpstatus.NotFound.Sub(0), "404.0", false},
		{"substatus 0, unknown", httpstatus.Gone.Sub(0), "410", false},
		{"substatus, negative", httpstatus.Forbidden.Sub(-1), "403", true},
		{"substatus, too large", httpstatus.Forbidden.Sub(65536), "403", true},
		{"substatus, of success", httpstatus.OK.Sub(14), "500", true},
		{"Error", &Error{Code: 404}, "404", false},
		{"Error, wrapped", fmt.Errorf("x: %w", &Error{Code: 404}), "404", false},
		{"Error, substatus", &Error{Code: 403, Sub: 14}, "403.14", false},
		{"Error, its cause is private", &Error{Code: 404, Err: httpstatus.IISDirectoryListingDenied}, "404", false},
		{"Error, of its cause", &Error{Err: fmt.Errorf("x: %w", httpstatus.IISDirectoryListingDenied)}, "403.14", false},
		{"Error, of a well-known cause", &Error{Err: fs.ErrNotExist}, "404", false},
		{"Error, of an Error", &Error{Err: &Error{Code: 409}}, "409", false},
		{"Error, empty", &Error{}, "500", false},
		{"Error, nil", none, "500", false},
		{"Error, wrapped nil", fmt.Errorf("x: %w", none), "500", false},
		{"Error, of success", &Error{Code: 200}, "500", true},
		{"StatusCode", upstream{code: 418}, "418", false},
		{"StatusCode, with a substatus", upstream{403, httpstatus.IISDirectoryListingDenied}, "403.14", false},
		{"StatusCode, with another's substatus", upstream{404, httpstatus.IISDirectoryListingDenied}, "404", false},
		{"StatusCode, of success", upstream{code: 204}, "500", true},
		{"Message", quota{3}, "429.1001", false},
		{"Problem", &Problem{Status: 404}, "404", false},
		{"Problem, substatus", fmt.Errorf("x: %w", &Problem{Status: 403, Substatus: httpstatus.IISDirectoryListingDenied}), "403.14", false},
		{"Problem, another's substatus", &Problem{Status: 404, Substatus: httpstatus.IISDirectoryListingDenied}, "404", false},
		{"StatusCode, of an Error", upstream{403, &Error{Code: 403, Sub: 14}}, "403.14", false},
		{"MaxBytesError", fmt.Errorf("x: %w", &http.MaxBytesError{Limit: 1}), "413", false},
		{"ErrNotExist", fs.ErrNotExist, "404", false},
		{"PathError", missing, "404", false},
		{"ErrPermission", fmt.Errorf("x: %w", fs.ErrPermission), "403", false},
		{"DeadlineExceeded", fmt.Errorf("x: %w", context.DeadlineExceeded), "504", false},
		{"os.ErrDeadlineExceeded", fmt.Errorf("x: %w", os.ErrDeadlineExceeded), "504", false},
		{"SyntaxError", fmt.Errorf("x: %w", syntax), "400", false},
		{"UnmarshalTypeError", fmt.Errorf("x: %w", mismatch), "400", false},
		{"status before well-known", errors.Join(fs.ErrNotExist, httpstatus.Conflict), "409", false},
		{"plain", errors.New("boom"), "500", false},
		{"canceled", context.Canceled, "500", false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a := resolve(tt.err)
			got := a.status.String()
			if !a.refined {
				got, _, _ = strings.Cut(got, ".")
			}
			if got != tt.want || (a.misuse != "") != tt.misuse {
				t.Errorf("%v: got %s (%q), want %s", tt.err, got, a.misuse, tt.want)
			}
		})
	}
}

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

	var sub httpstatus.Substatus
	if !errors.As(err, &sub) || sub != httpstatus.IISDirectoryListingDenied {
		t.Errorf("errors.As(%v, *Substatus) gives %v", err, sub)
	}
	if errors.As(&Error{Code: 403}, &sub) || errors.As(&Problem{Status: 403}, &sub) {
		t.Errorf("a code alone has the substatus %v", sub)
	}

	// A nil *Error in an error is a mistake, but not one to panic for.
	var none *Error
	if none.Error() == "" || none.Unwrap() != nil || none.StatusCode() != 500 || !none.Is(httpstatus.InternalServerError) {
		t.Errorf("a nil *Error is %v, %d", none, none.StatusCode())
	}
}
