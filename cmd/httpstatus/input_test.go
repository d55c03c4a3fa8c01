package main

import (
	"fmt"
	"runtime"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// lines is a text that has a line many times.
type lines struct {
	line string
	left int
}

func (l *lines) Read(b []byte) (n int, err error) {
	for l.left > 0 && len(b)-n >= len(l.line) {
		n += copy(b[n:], l.line)
		l.left--
	}
	if n == 0 {
		return strings.NewReader("").Read(b)
	}
	return n, nil
}

// TestCountBounded reads texts that are large in several ways: none is held in memory.
func TestCountBounded(t *testing.T) {
	long := "404 " + strings.Repeat("502 ", 1<<18) + "418"
	all, dropped, err := builtIn().count(strings.NewReader(long))
	require.NoError(t, err)
	assert.Zero(t, dropped)
	got := map[string]int{}
	for _, one := range all {
		got[one.status.qualified()] = one.n
	}
	assert.Equal(t, map[string]int{"404": 1, "502": 1 << 18, "418": 1}, got, "a line of 1 MiB is read whole")

	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	all, _, err = builtIn().count(&lines{`10.0.0.1 - - [25/Nov/2026:02:00:00 +0000] "GET /a HTTP/1.1" 404 153` + "\n", 100_000})
	require.NoError(t, err)
	runtime.GC()
	runtime.ReadMemStats(&after)
	require.Len(t, all, 1)
	assert.Equal(t, 100_000, all[0].n)
	assert.Less(t, after.HeapAlloc, before.HeapAlloc+1<<20)

	var b strings.Builder
	for sub := range 5000 {
		fmt.Fprintf(&b, "403.%d\n", 20000+sub)
	}
	all, dropped, err = builtIn().count(strings.NewReader(b.String()))
	require.NoError(t, err)
	assert.Len(t, all, maxUnknown)
	assert.Equal(t, 5000-maxUnknown, dropped)
	_, dropped, err = builtIn().count(strings.NewReader(strings.Repeat("x", 1<<20)))
	require.NoError(t, err)
	assert.Zero(t, dropped)
}

// TestStated has numbers that are a status by what stands around them, and such as are not.
func TestStated(t *testing.T) {
	for line, want := range map[string]string{
		"it answered 404":           "404",
		"请求失败。404 Not Found":        "404", // the last byte of a character is none of ASCII's, nor of a sign's
		"接口返回HTTP 404":              "404",
		"出错了，error 503":             "503",
		"status-code: 503":          "503",
		"状态码：404":                   "404",
		"返回状态 404":                  "404",
		"錯誤碼（503）":                  "503",
		"The page (404 Not Found).": "404",
		"€404 Not Found":            "",
		"$404 Not Found":            "",
		"error -404":                "",
		"error 404%":                "",
		"error 404/2":               "",
		"error 404.2.1":             "",
		"error 404. Not found":      "404",
		"error 404kB":               "",
		"404 pages":                 "",
	} {
		got := ""
		builtIn().scanLine(line, nil, func(all []status) { got += all[0].qualified() })
		assert.Equal(t, want, got, line)
	}
}

// FuzzLine reads any line: nothing panics, and what is found is a code of HTTP.
func FuzzLine(f *testing.F) {
	for _, line := range []string{
		`"GET / HTTP/1.1" 404 153`, "HTTP Error 403.14 - Forbidden", `{"status":503}`, "| 404 |", "404 13 0", "nginx/499 404", "#Fields: sc-status",
		"2026-11-25 01:02:03 GET / 404 13 0 15", "状态码：404", "403.14.15.16",
		"404.500 and x", "404.99 Not Found, 712 x 820.3 y",
	} {
		f.Add(line)
	}
	f.Fuzz(func(t *testing.T, line string) {
		var fields logFields
		for range 2 {
			builtIn().scanLine(line, &fields, func(all []status) {
				for _, s := range all {
					if s.number.Code < 100 || s.number.Code > 999 {
						t.Errorf("%q has %v", line, s)
					}
				}
			})
		}
	})
}
