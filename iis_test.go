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

func TestParseSubstatus(t *testing.T) {
	for s, want := range map[string]httpstatus.Substatus{
		"403.14":              {Code: 403, Sub: 14},
		"403-14":              {Code: 403, Sub: 14},
		"403;14":              {Code: 403, Sub: 14},
		"403;4":               {Code: 403, Sub: 4},
		"404":                 {Code: 404},
		"404.0":               {Code: 404},
		"500-12":              {Code: 500, Sub: 12},
		"500;100":             {Code: 500, Sub: 100},
		"500-100.asp":         {Code: 500, Sub: 100},
		"500-100.ASP":         {Code: 500, Sub: 100},
		"403-14.htm":          {Code: 403, Sub: 14},
		"HTTP 401.1":          {Code: 401, Sub: 1},
		"HTTP Error 403.14":   {Code: 403, Sub: 14},
		"http error 500-13":   {Code: 500, Sub: 13},
		"HTTP Error 404":      {Code: 404},
		"HTTP 500-100.asp":    {Code: 500, Sub: 100},
		"999.65535":           {Code: 999, Sub: 65535},
		"100.0":               {Code: 100},
		"HTTP Error 410.1000": {Code: 410, Sub: 1000},
	} {
		got, err := httpstatus.ParseSubstatus(s)
		assert.NoError(t, err)
		assert.Equal(t, want, got, s)
	}
	for _, s := range badStatuses {
		_, err := httpstatus.ParseSubstatus(s)
		checkSyntaxError(t, s, err)
	}
	_, err := httpstatus.ParseSubstatus("404.x")
	assert.EqualError(t, err, `httpstatus: invalid substatus "404.x": want a code from 100 to 999 and a number from 0 to 65535, as "403.14", "403-14" or "404"`)
}

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
		httpstatus.Code(http403(t).Code.StatusCode()):   true,
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

func http403(t *testing.T) httpstatus.Substatus {
	t.Helper()
	s, err := httpstatus.ParseSubstatus("403")
	require.NoError(t, err)
	return s
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

func FuzzParseSubstatus(f *testing.F) {
	for _, s := range append([]string{"403.14", "403-14", "403;14", "500-100.asp", "HTTP Error 403.14", "404"}, badStatuses[:len(badStatuses)-3]...) {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		sub, err := httpstatus.ParseSubstatus(s)
		if err != nil {
			checkSyntaxError(t, s, err)
			return
		}
		again, err := httpstatus.ParseSubstatus(sub.String())
		if err != nil || again != sub || !sub.Code.Valid() || sub.Sub < 0 || sub.Sub > httpstatus.MaxSub {
			t.Errorf("ParseSubstatus(%q) = %v, and again %v, %v", s, sub, again, err)
		}
		text, err := sub.MarshalText()
		var back httpstatus.Substatus
		if err != nil || back.UnmarshalText(text) != nil || back != sub {
			t.Errorf("%v does not survive as text: %q, %v", sub, text, err)
		}
	})
}
