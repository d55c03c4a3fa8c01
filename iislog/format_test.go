package iislog

import (
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// refusal reads a log to its end, and returns why it is refused; "" if it is not.
func refusal(t *testing.T, log string) string {
	t.Helper()
	refused := ""
	for e, err := range NewReader(strings.NewReader(log)).All() {
		require.Empty(t, refused, "it goes on")
		var format *FormatError
		if errors.As(err, &format) {
			require.Nil(t, e)
			require.NotEmpty(t, format.Advice)
			require.Equal(t, "iislog: this is "+format.Format+": "+format.Advice, err.Error())
			refused = format.Format
		}
	}
	return refused
}

// TestFormats checks which input is refused as a whole, and input that is almost such.
func TestFormats(t *testing.T) {
	const (
		binary = "a centralized binary log (.ibl) or other binary data"
		cr     = "text with lines that end with CR alone"
		ncsa   = "the NCSA common log format"
		iis    = "the IIS log format"
		fields = "#Fields: cs-uri-stem\n"
	)
	wide := func(text string) string { return strings.Join(strings.Split(text, ""), "\x00") + "\x00" }
	for _, test := range []struct{ input, want string }{
		{"", ""},
		{"\n", ""},
		{fields, ""},
		{"\xef\xbb\xbf" + fields, ""},

		// By their first bytes.
		{"\x1f\x8b\x08\x00", "compressed with gzip"},
		{"\x1f\x8c\x08\x00\n", binary},
		{"\x1f\n", binary},
		{"\x28\xb5\x2f\xfd\x04", "compressed with Zstandard"},
		{"\x28\xb5\x2f\xfe\x04\n", binary},
		{"\x28\xb5\x2f\n", ""},
		{"PK\x03\x04\x14", "a ZIP archive"},
		{"PK\x03\x05\x14\n", binary},
		{"PK\n", ""},
		{"\xff\xfe" + wide(fields), "UTF-16"},
		{"\xff\xfd\n", ""},
		{"\xfe\xff\x00#", "UTF-16"},
		{"\xfe\xfe\n", ""},
		{"ElfFile\x00\x00", "an event log of Windows"},
		{"ElfFile\n", ""},
		{"ElfFile\x01\n", binary},

		// UTF-16 without its mark, in both orders.
		{wide(fields), "UTF-16"},
		{"\x00" + wide(fields), "UTF-16"},
		{wide("2026-11-25 /\n"), binary},
		{"# \x00\x00\n", ""},

		// A binary log, and text with what a crash left.
		{"\x01\x00\x00\x00@\x00\n", binary},
		{"abc\x1fdef\n", binary},
		{"\x1fabc\n", binary},
		{"abc\x1f\n", binary},
		{"abc\x00def\n", binary},
		{"abc def\n", ""},
		{"abc\tdef\n", ""},
		{"abc\x08def\n", binary},
		{"abc\ndef\x01ghi\n", ""},
		{"abc\x7f\u0085\xff\n", ""},
		{"abc\r\n", ""},
		{"abc\x00\x00\r\n", ""},
		{"abc\x00\r\x00\n", ""},
		{"\x00\x00\x00" + fields, ""},
		{"\x00\x00abc\n", ""},
		{"\x00", ""},
		{strings.Repeat("\x00", 2000), ""},
		{strings.Repeat("\x00", 2000) + fields, ""},

		{"#Software: x\r#Fields: cs-uri-stem\r/\r", cr},
		{"#Software: x\r#Fields: cs-uri-stem\n/\n", cr},
		{"abc\r#Fields: cs-uri-stem\r", cr},
		{"#Software: x\r", ""},
		{"#Software: x\rabc\n", binary},
		{fields + "abc\r#Fields: cs-uri-stem\n", ""},

		// The NCSA format, by its time.
		{"172.21.13.45 - Microsoft\\fred [08/Apr/2001:17:39:04 -0800] \"GET /scripts/iisadmin/ism.dll?http/serv HTTP/1.0\" 200 3401\n", ncsa},
		{"[08/Apr/2001:17:39:04\n", ncsa},
		{"[08/Apr/2001:17:39:0\n", ""},
		{"08/Apr/2001:17:39:04 -0800\n", ""},
		{"- - - [08-Apr/2001:17:39:04 -0800]\n", ""},
		{"- - - [08/Apr-2001:17:39:04 -0800]\n", ""},
		{"- - - [08/Apr/2001-17:39:04 -0800]\n", ""},
		{"- - - [08/Apr/2001:17-39:04 -0800]\n", ""},
		{"- - - [08/Apr/2001:17:39-04 -0800]\n", ""},
		{"- - - [x8/Apr/2001:17:39:04 -0800]\n", ""},
		{"- - - [2001-04-08 17:39:04 -0800]\n", ""},
		{fields + "[08/Apr/2001:17:39:04\n", ""},

		// The IIS format: 15 columns, each with a comma behind.
		{"192.168.114.201, -, 03/20/05, 7:55:20, W3SVC2, SERVER, 172.21.13.45, 4502, 163, 3223, 200, 0, GET, /DeptLogo.gif, -,\r\n", iis},
		{"192.168.114.201, -, 03/20/05, 7:55:20, W3SVC2, SERVER, 172.21.13.45, 4502, 163, 3223, 200, 0, GET, /a, b=1, c,\r\n", iis},
		{"192.168.114.201, -, 03/20/05, 7:55:20, W3SVC2, SERVER, 172.21.13.45, 4502, 163, 3223, 200, 0, GET, /DeptLogo.gif,\r\n", ""},
		{"2026-11-25 00:00:00 GET /items ids=1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18 200\n", ""},
		{fields + strings.Repeat("a, ", 20) + "\n", ""},
	} {
		assert.Equal(t, test.want, refusal(t, test.input), "%q", test.input)
		// What follows is not looked at.
		if i := strings.IndexByte(test.input, '\n'); i >= 0 && test.want != binary {
			assert.Equal(t, test.want, refusal(t, test.input+"\x01\x00\n"), "%q", test.input)
		}
	}
}
