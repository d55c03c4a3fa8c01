package httpstatus_test

import (
	"strings"
	"testing"

	"github.com/httpstatus-go/httpstatus"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestSyntaxEdges has what lies on the edges of the syntax: of digits, of lengths, of the range.
func TestSyntaxEdges(t *testing.T) {
	for s, want := range map[string]httpstatus.Substatus{
		"404.9":        {Code: 404, Sub: 9},
		"404.19":       {Code: 404, Sub: 19},
		"999.90":       {Code: 999, Sub: 90},
		"403-4.htm":    {Code: 403, Sub: 4},
		"403.65535":    {Code: 403, Sub: httpstatus.MaxSub},
		"HTTP 100.0":   {Code: 100},
		"HTTP 199-109": {Code: 199, Sub: 109},
	} {
		got, err := httpstatus.ParseSubstatus(s)
		assert.NoError(t, err)
		assert.Equal(t, want, got, s)
	}
	for _, s := range []string{
		"403-14.asx", "403-14.html", "403-14.as", "403-.asp", "403-.htm", "403.14.asp",
		"403.65536", "403.99999", "403.100000",
		"403.18446744073709551617", "403.4294967297", // 1 beyond what 64 and 32 bits hold
		"403.1/", "403.1:", "403./1", "403.:1",
		"4/4", "40/", "4:4", "40:", "4 4", "/04", ":04", "099", "HTTP Error", "HTTP Error ", "HTTP", "HTTP ", "Error 403.14", "HTTP Error Error 403.14", "HTTP-404", "HTTP Error-404",
	} {
		got, err := httpstatus.ParseSubstatus(s)
		assert.Zero(t, got, s)
		assert.ErrorContains(t, err, "httpstatus: invalid substatus", s)
	}
	for _, s := range []string{"4/4", "40/", "4:4", "40:", "4 4", "/04", ":04", "099", "4040", "40", ""} {
		got, err := httpstatus.ParseCode(s)
		assert.Zero(t, got, s)
		assert.ErrorContains(t, err, "httpstatus: invalid status", s)
	}
}

// TestQuoteEdge has input that is quoted to its end, and input that is one byte longer.
func TestQuoteEdge(t *testing.T) {
	_, err := httpstatus.ParseCode(strings.Repeat("x", 40))
	assert.ErrorContains(t, err, `"`+strings.Repeat("x", 40)+`": want`)
	_, err = httpstatus.ParseCode(strings.Repeat("x", 41))
	assert.ErrorContains(t, err, `"`+strings.Repeat("x", 40)+`"...: want`)
}

// TestTextEdges writes and reads the first and the last values that have a text.
func TestTextEdges(t *testing.T) {
	for _, s := range []httpstatus.Substatus{{Code: 100}, {Code: 999}, {Code: 404, Sub: httpstatus.MaxSub}} {
		b, err := s.MarshalText()
		require.NoError(t, err)
		var got httpstatus.Substatus
		require.NoError(t, got.UnmarshalText(b))
		assert.Equal(t, s, got)
	}
	b, err := httpstatus.Substatus{}.MarshalText()
	require.NoError(t, err)
	assert.Equal(t, []byte{}, b, "nil is null to some encoders")
	s := httpstatus.IISDirectoryListingDenied
	require.NoError(t, s.UnmarshalText(nil))
	assert.Zero(t, s, "an empty text is the zero Substatus, whatever was there")
}

func TestClassOfNoCode(t *testing.T) {
	for c, want := range map[httpstatus.Code]httpstatus.Class{
		-500: 0, -100: 0, -1: 0, 0: 0, 99: 0, 100: 1, 199: 1, 200: 2, 599: 5, 600: 0, 999: 0, 1000: 0,
	} {
		assert.Equal(t, want, c.Class(), "%d", int(c))
	}
}

// TestSubstatusesOf counts what the codes have, each once: those of a code end where those of the next begin.
func TestSubstatusesOf(t *testing.T) {
	for c := httpstatus.Code(99); c <= 1000; c++ {
		last := -1
		for s := range c.Substatuses() {
			assert.Equal(t, c, s.Code)
			assert.Greater(t, s.Sub, last, "%v", s)
			last = s.Sub
		}
	}
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
