package main

import (
	"bytes"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// odd are arguments as people mistype them, or paste them, or hope that they work.
var odd = [][]string{
	{"404"}, {"40"}, {"4040"}, {"4o4"}, {"404."}, {"403,14"}, {"403.14.0"}, {"403:14"}, {"１００"}, {"0404"}, {"-404"}, {"404", "13", "0"},
	{"999"}, {"1000"}, {"403.99999"}, {"599"}, {"4xx"}, {"40x"}, {"5XX", "iis"}, {"iis"}, {"ngnix"}, {"nginx/4999"}, {"ngnix/499"},
	{"NotFound"}, {"notfuond"}, {"not", "found"}, {"page not found"}, {"Not-Found"}, {"bad gatway"}, {"teapott"}, {"unauthorised"},
	{"http.StatusNotFound"}, {"HTTP/1.1", "404", "Not", "Found"}, {"HTTP Error 403.14 - Forbidden"}, {"Error:", "500.19"},
	{"status=404"}, {"404!"}, {"未找到"}, {"找不到"}, {"限制"}, {"certificate"}, {"insufficient_balance"}, {"fnid", "certificate"}, {"lsit", "4xx"},
	{"serve", "8404"}, {"sevre"}, {"hlep"}, {"--hlep"}, {"-josn", "404"}, {"-lang", "cn", "404"}, {"-lang", "chinese", "404"},
	{"-colour", "never", "404"}, {"list", "6xx"}, {"list", "cloudfare"}, {"find"}, {"find", "xyzzy"}, {"\x1b[31m404"}, {"a\u202eb"}, {""},
	{"completion", "powershell"},
	{"404,500"}, {"[404]"}, {"code:404"}, {"-403.14"}, {"iana/403.14"}, {"HttpStatusCode.NotFound"}, {"StatusCodes.Status409Conflict"},
	{"HTTP_404_NOT_FOUND"}, {"curl: (22) The requested URL returned error: 404"}, {"Request failed with status code 502"}, {"404", "nope"},
	{"nginx.NotFound"},
}

// TestOdd keeps what each of them is answered with, the first lines of it, in a file to be read.
func TestOdd(t *testing.T) {
	require.GreaterOrEqual(t, len(odd), 40)
	var b strings.Builder
	for _, args := range odd {
		var stdout, stderr bytes.Buffer
		code := run(args, strings.NewReader(""), &stdout, &stderr, func(string) string { return "" })
		b.WriteString("$ httpstatus")
		for _, arg := range args {
			if plain := strings.Trim(arg, "-=:.,/!"+letters); plain != "" || arg == "" {
				arg = fmt.Sprintf("%q", arg)
			}
			b.WriteString(" " + arg)
		}
		b.WriteString("\n")
		out := stderr.String()
		if stdout.Len() > 0 {
			out = stdout.String()
			first, rest, _ := strings.Cut(out, "\n")
			second, _, _ := strings.Cut(rest, "\n")
			out = first + "\n" + second + "\n"
		} else {
			assert.NotEqual(t, exitOK, code, args)
		}
		out = strings.TrimSuffix(out, "Run 'httpstatus -h' for usage.\n")
		fmt.Fprintf(&b, "%s[exits with %d]\n\n", out, code)
		assert.NotContains(t, b.String(), "\x1b", args)
		assert.NotContains(t, b.String(), "%!", args)
	}
	const golden = "testdata/odd.golden"
	if *update {
		require.NoError(t, os.WriteFile(golden, []byte(b.String()), 0o666))
	}
	want, err := os.ReadFile(golden)
	require.NoError(t, err)
	assert.Equal(t, string(want), b.String())
}

const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_"
