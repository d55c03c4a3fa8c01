package iislog

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// readEntry returns the first entry of a log.
func readEntry(t *testing.T, log string) *Entry {
	t.Helper()
	for e, err := range NewReader(strings.NewReader(log)).All() {
		require.NoError(t, err)
		return e
	}
	t.Fatal("no entry")
	return nil
}

// TestTextOfAll checks Text on each byte and each character up to U+02FF, and some beyond, alone and between others: what stands as it
// is, and what is written by its bytes.
func TestTextOfAll(t *testing.T) {
	var parts []string
	for b := range 256 {
		parts = append(parts, string([]byte{byte(b)}))
	}
	for c := rune(0x80); c < 0x300; c++ {
		parts = append(parts, string(c))
	}
	parts = append(parts, "\u2028", "\u202e", "\ufeff", "\ufffd", "文", "😀", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xc0\xaf", "\xe6\x96")
	for _, part := range parts {
		c, _ := utf8.DecodeRuneInString(part)
		want := part
		switch {
		case part == "+":
			want = " "
		case !utf8.ValidString(part), c <= 0x1f, c >= 0x7f && c <= 0x9f: // C0, DEL and C1
			want = strings.ReplaceAll(fmt.Sprintf("% X", part), " ", `\x`)
			want = `\x` + want
		}
		assert.Equal(t, want, Text([]byte(part)), "%q", part)
		assert.Equal(t, "ab"+want+"c"+want+" ", Text([]byte("ab"+part+"c"+part+"+")), "%q", part)
	}
	column := []byte(strings.Repeat("Mozilla/5.0+(X11;+文件)", 10))
	assert.LessOrEqual(t, testing.AllocsPerRun(10, func() { _ = Text(column) }), 1.0)
}

// TestRouting checks the values that Application Request Routing appends to the query.
func TestRouting(t *testing.T) {
	for _, test := range []struct{ query, name, want string }{
		{"X-ARR-CACHE-HIT=1&X-ARR-LOG-ID=a-b&SERVER-ROUTED=web1&SERVER-STATUS=200", "X-ARR-CACHE-HIT", "1"},
		{"X-ARR-CACHE-HIT=1&X-ARR-LOG-ID=a-b&SERVER-ROUTED=web1&SERVER-STATUS=200", "X-ARR-LOG-ID", "a-b"},
		{"X-ARR-CACHE-HIT=1&X-ARR-LOG-ID=a-b&SERVER-ROUTED=web1&SERVER-STATUS=200", "SERVER-ROUTED", "web1"},
		{"X-ARR-CACHE-HIT=1&X-ARR-LOG-ID=a-b&SERVER-ROUTED=web1&SERVER-STATUS=200", "SERVER-STATUS", "200"},
		{"id=7&server-status=404", "Server-Status", "404"},
		{"SERVER-STATUS=1&x&SERVER-STATUS=404&y", "SERVER-STATUS", "404"},
		{"SERVER-STATUS=a=b", "SERVER-STATUS", "a=b"},
		{"SERVER-STATUS=404&xSERVER-STATUS=1&SERVER-STATUSx=2&SERVER-STATU=3&SERVER-STATUS", "SERVER-STATUS", "404"},
		{"SERVER-STATUS=404&SERVER-STATUS=", "SERVER-STATUS", ""},
		{"SERVER-STATUS=-", "SERVER-STATUS", ""},
		{"SERVER-STATUS", "SERVER-STATUS", ""},
		{"-", "SERVER-STATUS", ""},
		{"id=7&a=b", "id", ""},
	} {
		e := readEntry(t, "#Fields: cs-uri-query\n"+test.query+"\n")
		assert.Equal(t, test.want, string(e.Field(test.name)), test.query)
		if test.want == "" && !strings.HasSuffix(test.query, "=") {
			assert.Nil(t, e.Field(test.name), test.query)
		}
	}
	e := readEntry(t, "#Fields: server-status cs-uri-query Server-Status\n1 SERVER-STATUS=2 3\n")
	assert.Equal(t, "1", string(e.Field("SERVER-STATUS")), "a column goes before, of several the first")
}

// TestFields checks that columns come with their names from left to right, and that a loop over them can be left.
func TestFields(t *testing.T) {
	e := readEntry(t, "#Fields: sc-status X-Own cs-method x-own\n404 - GET b\n")
	for most := 1; most <= 4; most++ {
		var got []string
		for name, column := range e.Fields() {
			if got = append(got, fmt.Sprintf("%s=%s", name, column)); len(got) == most {
				break
			}
		}
		assert.Equal(t, []string{"sc-status=404", "X-Own=", "cs-method=GET", "x-own=b"}[:most], got)
	}
	assert.Nil(t, e.Field("x-own"))
}

// TestAppend checks that who appends to a column does not write into the next.
func TestAppend(t *testing.T) {
	e := readEntry(t, "#Fields: cs-method cs-uri cs-uri-query\nGET /a?b x\n")
	_ = append(e.Method, "XXXXX"...)
	_ = append(e.Stem, "XXXXX"...)
	_ = append(e.Query, "XXXXX"...)
	_ = append(e.Field("cs-uri"), "XXXXX"...)
	_ = append(e.Field("cs-method"), "XXXXX"...)
	assert.Equal(t, "GET /a?b x", string(e.line))
}

// TestAddresses checks the addresses that an entry has, and that what is none is an error.
func TestAddresses(t *testing.T) {
	e := readEntry(t, "#Fields: c-ip s-ip\n203.0.113.7 fe80::1%4\n")
	client, err := e.ClientAddr()
	require.NoError(t, err)
	assert.Equal(t, "203.0.113.7", client.String())
	server, err := e.ServerAddr()
	require.NoError(t, err)
	assert.Equal(t, "fe80::1%4", server.String())
	e = readEntry(t, "#Fields: c-ip s-ip\n- x\n")
	_, err = e.ClientAddr()
	assert.Error(t, err)
	_, err = e.ServerAddr()
	assert.Error(t, err)
}
