package httpstatus_test

import (
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/httpstatus-go/httpstatus"
	"github.com/stretchr/testify/assert"
)

func TestParseCode(t *testing.T) {
	for _, c := range []httpstatus.Code{100, 404, 418, 599, 600, 999} {
		got, err := httpstatus.ParseCode(strconv.Itoa(int(c)))
		assert.NoError(t, err)
		assert.Equal(t, c, got)
	}
	for _, s := range slices.Concat(badStatuses, longStatuses, []string{"404.0", "HTTP 404", "404 Not Found"}) {
		got, err := httpstatus.ParseCode(s)
		assert.Zero(t, got, "%.50q", s)
		checkSyntaxError(t, s, err)
	}
	_, err := httpstatus.ParseCode("40x")
	assert.EqualError(t, err, `httpstatus: invalid status "40x": want three digits from 100 to 999, as "404"`)
}

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
		"403-4.htm":           {Code: 403, Sub: 4},
		"HTTP 199-109":        {Code: 199, Sub: 109},
		"404.9":               {Code: 404, Sub: 9},
		"404.19":              {Code: 404, Sub: 19},
		"999.90":              {Code: 999, Sub: 90},
		"999.65535":           {Code: 999, Sub: httpstatus.MaxSub},
		"100.0":               {Code: 100},
		"HTTP Error 410.1000": {Code: 410, Sub: 1000},
	} {
		got, err := httpstatus.ParseSubstatus(s)
		assert.NoError(t, err)
		assert.Equal(t, want, got, s)
	}
	for _, s := range slices.Concat(badStatuses, longStatuses) {
		got, err := httpstatus.ParseSubstatus(s)
		assert.Zero(t, got, "%.50q", s)
		checkSyntaxError(t, s, err)
	}
	_, err := httpstatus.ParseSubstatus("404.x")
	assert.EqualError(t, err, `httpstatus: invalid substatus "404.x": want a code from 100 to 999 and a number from 0 to 65535, as "403.14", "403-14" or "404"`)
}

// badStatuses is what neither parser takes.
var badStatuses = []string{
	"", "4", "40", "4044", "099", "000", "-404", "+404", " 404", "404 ", "4o4", "0x194", "４０４", "٤٠٤", "404\x00",
	"4/4", "40/", "4:4", "40:", "4 4", "/04", ":04", // the bytes beside the digits
	"403.", "403.-1", "403.+1", "403. 1", "403.01", "403.00", "403.1.2", "403,14", "403/14", "403.1/", "403.1:", "403./1", "403.:1",
	"403.65536", "403.99999", "403.100000", "403.99999999999", "403.4294967297", "403.18446744073709551617", // 1 beyond what 32 and 64 bits hold
	"403.14.htm", "403.14.asp", "403-.asp", "403-.htm", "403-14.asx", "403-14.as", "403-14.html", ".14", "40.14",
	"HTTP", "HTTP ", "HTTP Error", "HTTP Error ", "Error 403.14", "HTTP Error Error 403.14", "HTTP403.14", "HTTP-404", "HTTP Error-404", "HTTP/1.1 403.14",
	"\xff\xfe",
}

// longStatuses are so too.
var longStatuses = []string{strings.Repeat("9", 1<<20), "403." + strings.Repeat("1", 1<<20), "HTTP Error " + strings.Repeat(" ", 1<<20)}

func checkSyntaxError(t *testing.T, input string, err error) {
	t.Helper()
	if !assert.Error(t, err, "%.50q", input) {
		return
	}
	quoted := strconv.Quote(input[:min(len(input), 40)])
	assert.Contains(t, err.Error(), quoted)
	assert.Contains(t, err.Error(), ": want ")
	assert.Less(t, len(err.Error()), 40*len(`\x00`)+150)
}

// TestQuoteEdge has input that is quoted to its end, and input that is one byte longer.
func TestQuoteEdge(t *testing.T) {
	_, err := httpstatus.ParseCode(strings.Repeat("x", 40))
	assert.ErrorContains(t, err, `"`+strings.Repeat("x", 40)+`": want`)
	_, err = httpstatus.ParseCode(strings.Repeat("x", 41))
	assert.ErrorContains(t, err, `"`+strings.Repeat("x", 40)+`"...: want`)
}

// TestBoundedErrors measures that bad input of a megabyte costs no more than a short one.
func TestBoundedErrors(t *testing.T) {
	long := strings.Repeat("1", 1<<20)
	text := []byte(long)
	var s httpstatus.Substatus
	bytes := func(f func()) uint64 {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		for range 100 {
			f()
		}
		runtime.ReadMemStats(&after)
		return (after.TotalAlloc - before.TotalAlloc) / 100
	}
	assert.Less(t, bytes(func() { httpstatus.ParseCode(long) }), uint64(4<<10))
	assert.Less(t, bytes(func() { httpstatus.ParseSubstatus(long) }), uint64(4<<10))
	assert.Less(t, bytes(func() { s.UnmarshalText(text) }), uint64(4<<10))
}

func FuzzParseCode(f *testing.F) {
	for _, s := range append([]string{"404", "999"}, badStatuses...) {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		c, err := httpstatus.ParseCode(s)
		if err != nil {
			checkSyntaxError(t, s, err)
			return
		}
		if strconv.Itoa(int(c)) != s || !c.Valid() {
			t.Errorf("ParseCode(%q) = %d", s, c)
		}
	})
}

func FuzzParseSubstatus(f *testing.F) {
	for _, s := range append([]string{"403.14", "403-14", "403;14", "500-100.asp", "HTTP Error 403.14", "404"}, badStatuses...) {
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
