package table

import (
	"bytes"
	"unicode/utf8"
)

// checkText reports text that is not UTF-8, which would make all else unreadable. Of a file in another encoding it says
// so once, and of one that is UTF-8 but for some bytes it names the lines.
func checkText(file string, data []byte, fs *Faults) bool {
	const save = `save it as UTF-8, in Excel as "CSV UTF-8"`
	if bytes.HasPrefix(data, []byte("\xff\xfe")) || bytes.HasPrefix(data, []byte("\xfe\xff")) || everySecondIsNUL(data) {
		fs.add(file, 0, "the file is UTF-16: %s", save)
		return false
	}
	if utf8.Valid(data) {
		return true
	}
	encoding := otherEncoding(data)
	line := 0
	for l := range bytes.Lines(data) {
		line++
		switch {
		case utf8.Valid(l):
		case encoding != "":
			fs.add(file, line, "the file is not UTF-8 but, as it seems, %s: %s", encoding, save)
			return false
		default:
			fs.add(file, line, "invalid UTF-8 in %s", Quote(string(bytes.TrimSuffix(l, []byte("\n")))))
		}
	}
	return false
}

// everySecondIsNUL reports whether text is UTF-16 without a byte order mark, whose Latin letters and tabs have a NUL each.
func everySecondIsNUL(data []byte) bool {
	data = data[:min(len(data), 1<<10)] // the heading; text in Chinese, which has none, follows
	return bytes.Count(data, []byte{0})*3 > len(data)
}

// otherEncoding returns the encoding that text which is not UTF-8 seems to have; "" if it is UTF-8 that was damaged.
func otherEncoding(data []byte) string {
	var multibyte, high, low int // characters of UTF-8; other bytes, by what follows: above ASCII or not
	for i := 0; i < len(data); {
		_, n := utf8.DecodeRune(data[i:])
		var next byte
		if i+1 < len(data) {
			next = data[i+1]
		}
		switch {
		case data[i] < utf8.RuneSelf:
		case n > 1:
			multibyte++
		// GBK and Big5 have two bytes for a character. The second one of what is usual in GBK, the characters of GB 2312, is
		// never a letter of ASCII, and in Big5 more than every third is.
		case next >= utf8.RuneSelf:
			high++
			n = 2
		default:
			low++
		}
		i += n
	}
	switch {
	case multibyte > high+low: // two bytes of GBK can be one character of UTF-8 by chance, but most are none
		return ""
	case low > 2*high: // "é" before a letter looks like two bytes, and "éé" is rare
		return "an encoding of one byte a character, as Windows-1252"
	case low*10 > high:
		return "Big5 (Traditional Chinese)"
	}
	return "GBK (Simplified Chinese)"
}
