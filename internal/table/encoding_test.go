package table

import (
	"os"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

const saveAs = `: save it as UTF-8, in Excel as "CSV UTF-8"`

// utf16Of returns a text in UTF-16.
func utf16Of(text string, bigEndian bool) string {
	var b strings.Builder
	for _, u := range utf16.Encode([]rune(text)) {
		pair := []byte{byte(u), byte(u >> 8)}
		if bigEndian {
			slices.Reverse(pair)
		}
		b.Write(pair)
	}
	return b.String()
}

// TestEncoding has files in other encodings than UTF-8, of which one line says so, and files of UTF-8 with bytes that are
// none, whose lines are named.
func TestEncoding(t *testing.T) {
	const (
		heading = "status\ttitle\tdetail\tremedy\n"
		chinese = "404\t找不到页面\t请检查地址。\t\n"
	)
	of := func(name string) string { return "the file is not UTF-8 but, as it seems, " + name + saveAs }
	oneByte := of("an encoding of one byte a character, as Windows-1252")
	for _, tt := range []struct{ name, text, want string }{
		{"nothing", "", ""},
		{"ASCII", heading, ""},
		{"UTF-8", heading + chinese, ""},
		{"UTF-16, little end first", "\xff\xfe" + utf16Of(heading+chinese, false), "f: the file is UTF-16" + saveAs},
		{"UTF-16, big end first", "\xfe\xff" + utf16Of(heading+chinese, true), "f: the file is UTF-16" + saveAs},
		{"UTF-16 without a mark", utf16Of(heading+chinese, false), "f: the file is UTF-16" + saveAs},
		{"UTF-16 without a mark, big end first", utf16Of(heading, true), "f: the file is UTF-16" + saveAs},
		{"UTF-16 of four letters", utf16Of("a\tb\n", false), "f: the file is UTF-16" + saveAs},
		{"UTF-16 with much Chinese behind the heading", utf16Of(strings.Repeat(heading, 20)+strings.Repeat("界", 2000), false), "f: the file is UTF-16" + saveAs},
		{"Chinese alone in UTF-16", "\xff\xfe" + utf16Of("找不到页面", false), "f: the file is UTF-16" + saveAs},
		{"Chinese alone in UTF-16, big end first", "\xfe\xff" + utf16Of("找不到页面", true), "f: the file is UTF-16" + saveAs},
		{"Windows-1252 that begins as UTF-16 does", "\xffa\n", "f:1: " + oneByte},
		{"Windows-1252 that begins as UTF-16 does, big end first", "\xfeetta er\n", "f:1: " + oneByte},
		{"a NUL for each two letters", strings.Repeat("ab\x00", 20), ""},
		{"a NUL or two", heading + "a\x00b\x00c\n", ""},
		{"half of a letter more than one", "a\x00b", ""},
		{"GBK", heading + encoded(t, simplifiedchinese.GBK, chinese), "f:2: " + of("GBK (Simplified Chinese)")},
		{"Big5", heading + "\n" + encoded(t, traditionalchinese.Big5, "404\t找不到頁面\t請檢查地址。\t\n"), "f:3: " + of("Big5 (Traditional Chinese)")},
		{"Windows-1252", "# Pi\xe8ce\n" + heading, "f:1: " + oneByte},
		{"Windows-1252, the last byte", heading + "404\tcaf\xe9", "f:2: " + oneByte},
		{"Windows-1252, the first byte above ASCII", "10 \x80\n", "f:1: " + oneByte},
		{"Windows-1252, before letters", heading + "404\tschl\xfcssel \xfcber\n", "f:2: " + oneByte},
		{"Windows-1252, two such letters together", heading + "404\tr\xe9ponse cr\xe9\xe9e \xe0 c\xf4t\xe9, fa\xe7ade\n", "f:2: " + oneByte},
		{"UTF-8 with bytes that are none", heading + chinese + "405\t不\xff允许\t请检查方法。\t\n" + chinese + "\xe6\x89\n" + chinese, `f:3: invalid UTF-8 in "405\t不\xff允许\t请检查方法。\t"
f:5: invalid UTF-8 in "\xe6\x89"`},
		{"as many characters of two bytes as of UTF-8", "é\xb0\xa1", "f:1: " + of("GBK (Simplified Chinese)")},
		{"one of ten with a letter for its second byte", strings.Repeat("\xb0\xa1", 10) + "\xb0A", "f:1: " + of("GBK (Simplified Chinese)")},
		{"one of nine", strings.Repeat("\xb0\xa1", 9) + "\xb0A", "f:1: " + of("Big5 (Traditional Chinese)")},
		{"characters of GBK that GB 2312 lacks", "\x90\x80\x90\x81", "f:1: " + of("GBK (Simplified Chinese)")},
		{"two of three", "\xb0\xa1\xb0A\xb0@", "f:1: " + of("Big5 (Traditional Chinese)")},
		{"three of four", "\xb0\xa1\xb0A\xb0@\xb0?", "f:1: " + oneByte},
		{"UTF-8 with U+FFFD, which is a character", strings.Repeat("\ufffd", 3) + "\xff", `f:1: invalid UTF-8 in "���\xff"`},
		{"UTF-8 that ends in the middle of a character", heading + chinese + "\xe6\x89", `f:3: invalid UTF-8 in "\xe6\x89"`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var fs Faults
			assert.Equal(t, tt.want == "", checkText("f", []byte(tt.text), &fs))
			if tt.want == "" {
				assert.Empty(t, fs)
			} else {
				assert.EqualError(t, fs.err(), tt.want)
			}
		})
	}
}

func encoded(t *testing.T, e encoding.Encoding, text string) string {
	t.Helper()
	out, err := encoding.ReplaceUnsupported(e.NewEncoder()).String(text)
	require.NoError(t, err)
	return out
}

// TestOtherEncodings gives the texts of this repository in the encodings that spreadsheets have for them, each row by
// itself too.
func TestOtherEncodings(t *testing.T) {
	for _, tt := range []struct {
		language, want string
		encoding       encoding.Encoding
	}{
		{"zh-Hans", "GBK (Simplified Chinese)", simplifiedchinese.GBK},
		{"zh-Hans", "GBK (Simplified Chinese)", simplifiedchinese.GB18030},
		{"zh-Hant", "Big5 (Traditional Chinese)", traditionalchinese.Big5},
	} {
		data, err := os.ReadFile("../../tables/text." + tt.language + ".tsv")
		require.NoError(t, err)
		assert.Equal(t, tt.want, otherEncoding([]byte(encoded(t, tt.encoding, string(data)))), tt.language)
		rows := 0
		for l := range strings.Lines(string(data)) {
			if !strings.HasPrefix(l, "#") && !strings.HasPrefix(l, "status") {
				rows++
				assert.Equal(t, tt.want, otherEncoding([]byte(encoded(t, tt.encoding, l))), l)
			}
		}
		assert.Greater(t, rows, 100)
	}
	for _, e := range []encoding.Encoding{charmap.Windows1252, charmap.ISO8859_15, charmap.Macintosh} {
		text := "Cette requête n’a pas abouti : l’accès a été refusé. Réessayez à côté, là où ça mène."
		assert.Contains(t, otherEncoding([]byte(encoded(t, e, text))), "one byte a character", "%v", e)
	}
}
