package httpstatus_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"

	"github.com/httpstatus-go/httpstatus"
	"github.com/stretchr/testify/assert"
)

// A framework's error, which knows its status only by the method that everyone has.
type frameworkError int

func (e frameworkError) Error() string   { return "framework error" }
func (e frameworkError) StatusCode() int { return int(e) }

func TestCodeOf(t *testing.T) {
	for _, tt := range []struct {
		err  error
		want httpstatus.Code
		ok   bool
	}{
		{nil, 0, false},
		{errors.New("plain"), 0, false},
		{httpstatus.NotFound, 404, true},
		{httpstatus.IISDirectoryListingDenied, 403, true},
		{frameworkError(429), 429, true},
		{frameworkError(7), 7, true},
		{fmt.Errorf("open: %w", httpstatus.IISRequestTimedOut), 408, true},
		{errors.Join(errors.New("plain"), fmt.Errorf("two: %w", httpstatus.Gone), httpstatus.Conflict), 410, true},
	} {
		got, ok := httpstatus.CodeOf(tt.err)
		assert.Equal(t, tt.want, got, "%v", tt.err)
		assert.Equal(t, tt.ok, ok, "%v", tt.err)
	}
}

func TestErr(t *testing.T) {
	assert.NoError(t, httpstatus.OK.Err())
	assert.NoError(t, httpstatus.Code(399).Err())
	assert.NoError(t, httpstatus.Code(-1).Err())
	assert.Equal(t, httpstatus.BadRequest, httpstatus.BadRequest.Err())
	assert.ErrorIs(t, fmt.Errorf("wrapped: %w", httpstatus.Code(999).Err()), httpstatus.Code(999))
}

func TestClass(t *testing.T) {
	for c, want := range map[httpstatus.Class][2]string{
		-1: {"0xx", ""}, 0: {"0xx", ""}, 6: {"0xx", ""},
		httpstatus.Informational: {"1xx", "Informational"},
		httpstatus.Successful:    {"2xx", "Successful"},
		httpstatus.Redirection:   {"3xx", "Redirection"},
		httpstatus.ClientError:   {"4xx", "Client Error"},
		httpstatus.ServerError:   {"5xx", "Server Error"},
	} {
		assert.Equal(t, want, [2]string{c.String(), c.Name()})
	}
	// That of each code from -1 to 1100, TestWalk has.
	for _, c := range []httpstatus.Code{-500, -100} {
		assert.Zero(t, c.Class(), "%d", int(c))
	}
}

func TestStateAndRetryNames(t *testing.T) {
	for _, s := range []fmt.Stringer{httpstatus.State(-1), httpstatus.State(0), httpstatus.State(6), httpstatus.Retry(-1), httpstatus.Retry(0), httpstatus.Retry(7)} {
		assert.Empty(t, s.String(), "%#v", s)
	}
	assert.Equal(t, "Permanent", httpstatus.NotFound.Info().State.String())
	assert.Equal(t, "AfterChange", httpstatus.Unauthorized.Info().Retry.String())
}

// TestRetry has one code of each kind, from its specification: what a client does must not move with a table.
func TestRetry(t *testing.T) {
	for c, want := range map[httpstatus.Code]httpstatus.Retry{
		200: 0,
		507: httpstatus.Never,        // RFC 4918, 11.5: not until a separate action of the user
		408: httpstatus.AtOnce,       // RFC 9110, 15.5.9: on another connection
		421: httpstatus.AtOnce,       // RFC 9110, 15.5.20
		503: httpstatus.AfterWait,    // RFC 9110, 15.6.4
		413: httpstatus.OnRetryAfter, // RFC 9110, 15.5.14: if the condition is temporary
		401: httpstatus.AfterChange,  // RFC 9110, 15.5.2: with other credentials
		500: httpstatus.Idempotent,   // RFC 9110, 9.2.2
	} {
		assert.Equal(t, want, c.Info().Retry, "%d", int(c))
	}
	// Their numbers are different, and none is that of a code that says nothing.
	assert.Equal(t, []httpstatus.Retry{1, 2, 3, 4, 5, 6}, []httpstatus.Retry{
		httpstatus.Never, httpstatus.AtOnce, httpstatus.AfterWait, httpstatus.OnRetryAfter, httpstatus.AfterChange, httpstatus.Idempotent})
}

func TestAllocs(t *testing.T) {
	codes := slices.Collect(httpstatus.Codes())
	subs := slices.Collect(httpstatus.Substatuses())
	i := 0
	var n int
	assert.Zero(t, testing.AllocsPerRun(1000, func() {
		c, s := codes[i%len(codes)], subs[i%len(subs)]
		i++
		n += len(c.Reason()) + len(c.Info().Spec) + int(c.Class()) + len(s.Info().Title)
		if c.Known() && s.Known() && s.Is(httpstatus.Forbidden) {
			n++
		}
		p, _ := httpstatus.ParseSubstatus("HTTP Error 500-100.asp")
		n += p.Sub
	}))
	assert.NotZero(t, n)
}
