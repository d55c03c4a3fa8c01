package httpstatus_test

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/httpstatus-go/httpstatus"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestSubstatusIs(t *testing.T) {
	denied := []error{httpstatus.IISDirectoryListingDenied, fmt.Errorf("read: %w", httpstatus.IISDirectoryListingDenied)}
	for target, want := range map[error]bool{
		httpstatus.IISDirectoryListingDenied:            true,
		httpstatus.Substatus{Code: 403, Sub: 14}:        true,
		httpstatus.Forbidden:                            true,
		httpstatus.NotFound:                             false,
		httpstatus.Substatus{Code: 403}:                 false,
		httpstatus.Substatus{Code: 404, Sub: 14}:        false,
		io.EOF:                                          false,
		frameworkError(403):                             false,
		fmt.Errorf("wrapped: %w", httpstatus.Forbidden): false,
	} {
		for _, err := range denied {
			assert.Equal(t, want, errors.Is(err, target), "%v is %v", err, target)
		}
		// Who has a Substatus calls it without errors.Is, which compares the two first.
		assert.Equal(t, want, httpstatus.IISDirectoryListingDenied.Is(target), "%v", target)
	}
	var forbidden error = httpstatus.Forbidden
	assert.NotErrorIs(t, forbidden, httpstatus.IISDirectoryListingDenied)
	assert.False(t, httpstatus.IISNotFound.Is(nil))
}

func TestSubstatusError(t *testing.T) {
	assert.EqualError(t, httpstatus.Forbidden.Sub(14), "403.14 Directory listing denied")
	assert.EqualError(t, httpstatus.Forbidden.Sub(1001), "403.1001 Forbidden")
	assert.EqualError(t, httpstatus.Code(799).Sub(1), "799.1")
}

func TestSubstatusText(t *testing.T) {
	type doc struct {
		Status httpstatus.Substatus
		Counts map[httpstatus.Substatus]int
		None   httpstatus.Substatus
	}
	in := doc{httpstatus.IISDirectoryListingDenied, map[httpstatus.Substatus]int{httpstatus.IISNotFound: 3}, httpstatus.Substatus{}}
	b, err := json.Marshal(in)
	require.NoError(t, err)
	assert.JSONEq(t, `{"Status": "403.14", "Counts": {"404.0": 3}, "None": ""}`, string(b))
	var out doc
	require.NoError(t, json.Unmarshal(b, &out))
	assert.Equal(t, in, out)

	var s httpstatus.Substatus
	flags := flag.NewFlagSet("", flag.ContinueOnError)
	flags.TextVar(&s, "status", httpstatus.IISNotFound, "")
	require.NoError(t, flags.Parse([]string{"-status", "500-13"}))
	assert.Equal(t, httpstatus.IISServerTooBusy, s)

	for _, bad := range []string{"404.x", strings.Repeat("4", 100)} {
		err = s.UnmarshalText([]byte(bad))
		assert.ErrorContains(t, err, "invalid substatus")
		assert.Equal(t, httpstatus.IISServerTooBusy, s, "an error leaves the value as it was")
	}

	for _, s := range []httpstatus.Substatus{{Code: 0, Sub: 1}, {Code: 99}, {Code: 1000}, {Code: 404, Sub: -1}, {Code: 404, Sub: 65536}} {
		_, err := s.MarshalText()
		assert.ErrorContains(t, err, "invalid substatus", s.String())
	}
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

func TestIISInfo(t *testing.T) {
	info := httpstatus.Substatus{Code: 404, Sub: 13}.Info()
	assert.Equal(t, httpstatus.IISContentTooLarge, info.Replaced)
	assert.Equal(t, "request filtering", info.Component)
	assert.Equal(t, httpstatus.IIS7|httpstatus.IIS7_5|httpstatus.IIS8|httpstatus.IIS8_5|httpstatus.IIS10, info.Versions)
	assert.Equal(t, "431.0", httpstatus.Substatus{Code: 404, Sub: 10}.Info().Replaced.String())
	assert.Equal(t, "500-100.asp", httpstatus.IISASPError.Info().Legacy)
	assert.Equal(t, "unknown", httpstatus.IISConnectionLimitReached.Info().Versions.String())
	assert.Equal(t, "4.0 10.0", (httpstatus.IIS4 | httpstatus.IIS10).String())
	for _, s := range []string{"502.2", "502.5", "500.0", "404.20"} { // several meanings share the number
		sub, err := httpstatus.ParseSubstatus(s)
		require.NoError(t, err)
		assert.NotEmpty(t, sub.Info().Note, s)
	}
}
