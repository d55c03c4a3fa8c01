package problem

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"testing"

	"github.com/httpstatus-go/httpstatus"
)

// TestStopped has a context that is canceled with a cause, and errors that cannot be looked at.
func TestStopped(t *testing.T) {
	cause := errors.New("shutdown")
	ctx, stop := context.WithCancelCause(context.Background())
	stop(cause)
	cycle := &Error{}
	cycle.Err = cycle
	for _, tt := range []struct {
		err  error
		want httpstatus.Code
	}{
		{fmt.Errorf("get: %w", cause), 503}, {fmt.Errorf("get: %w", context.Canceled), 503}, {errors.New("x"), 500},
		{leftBy{}, 503}, {fmt.Errorf("x: %w", leftBy{}), 503},
		{httpstatus.Gone, 410}, {cycle, 500}, {(*ownError)(nil), 500}, {&Error{Code: 422, Fields: []Field{{Parameter: "a", Err: (*ownError)(nil)}}}, 422},
	} {
		rr, _ := logged()
		if got := rr.Answer(request("GET").WithContext(ctx), tt.err).Status; got != tt.want {
			t.Errorf("%T: %d, want %d", tt.err, got, tt.want)
		}
	}
	late := RequestError(os.ErrDeadlineExceeded)
	gone, leave := context.WithCancel(context.Background())
	leave()
	for err, want := range map[error]httpstatus.Code{
		late: 408, &Error{Instance: "/x", Err: late}: 408, fmt.Errorf("x: %w", late): 408, errors.Join(errors.New("x"), late): 408,
		// Nothing says that the client is there.
		os.ErrDeadlineExceeded: 499, &Error{Code: 408}: 499, &Error{Code: 408, Err: errors.New("x")}: 499, &Error{Code: 400, Err: os.ErrDeadlineExceeded}: 499, (*Error)(nil): 499,
	} {
		if got := Answer(request("GET").WithContext(gone), err).Status; got != want {
			t.Errorf("%v: %d, want %d", err, got, want)
		}
	}
}

// TestEmpty200 has handlers that return nil because nobody waits for them any more.
func TestEmpty200(t *testing.T) {
	gone, leave := context.WithCancel(context.Background())
	leave()
	stopped, stop := context.WithCancelCause(context.Background())
	stop(errors.New("the server stops"))
	for _, tt := range []struct {
		ctx  context.Context
		err  error
		want int
	}{
		{context.Background(), nil, 200}, {gone, nil, 499}, {stopped, nil, 503},
		{gone, httpstatus.NotFound, 499}, {stopped, context.Canceled, 503},
	} {
		rr, _ := logged()
		w := httptest.NewRecorder()
		rr.Handler(func(http.ResponseWriter, *http.Request) error { return tt.err }).ServeHTTP(w, request("GET").WithContext(tt.ctx))
		if w.Code != tt.want {
			t.Errorf("%v: %d, want %d", tt.err, w.Code, tt.want)
		}
	}
}

// A leftBy is context.Canceled by its method Is.
type leftBy struct{}

func (leftBy) Error() string        { return "left" }
func (leftBy) Is(target error) bool { return target == context.Canceled }
