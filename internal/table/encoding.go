package table

import (
	"bytes"
	"unicode/utf8"
)

// checkText reports text that is not UTF-8, which would make all else unreadable. Of a file in another encoding it says
// so once, and of one that is UTF-8 but for some bytes it names the lines.
func checkText(file string, data []byte, fs *Faults) bool {
	const save = `save it as UTF-8, in Excel as "CSV UTF-8"`
	switch {
	case bytes.HasPrefix(data, []byte("\xff\xfe")), bytes.HasPrefix(data, []byte("\xfe\xff")), everySecondIsNUL(data):
		fs.add(file, 0, "the file is UTF-16: %s", save)
		return false
	case utf8.Valid(data):
		return true
	}
	line := 0
	ok := true
	for l := range bytes.Lines(data) {
		line++
		if utf8.Valid(l) {
			continue
		}
		if encoding := otherEncoding(data); encoding != "" {
			fs.add(file, line, "the file is not UTF-8 but, as it seems, %s: %s", encoding, save)
			return false
		}
		fs.add(file, line, "invalid UTF-8 in %s", Quote(string(bytes.TrimSuffix(l, []byte("\n")))))
		ok = false
	}
	return ok
}

// everySecondIsNUL reports whether text is UTF-16 without a byte order mark, whose Latin letters and tabs have a NUL each.
func everySecondIsNUL(data []byte) bool {
	data = data[:min(len(data), 1<<10)]
	return len(data) >= 8 && bytes.Count(data, []byte{0}) >= len(data)/3
}

// otherEncoding returns the encoding that text which is not UTF-8 seems to have; "" if it is UTF-8 that was damaged.
func otherEncoding(data []byte) string {
	var multibyte, pairs, lowTrail, single int
	for i := 0; i < len(data); i++ {
		if data[i] < utf8.RuneSelf {
			continue
		}
		if r, n := utf8.DecodeRune(data[i:]); r != utf8.RuneError {
			multibyte++
			i += n - 1
			continue
		}
		// GBK and Big5 have two bytes for a character. The second one of what is usual in GBK, the characters of GB 2312, is
		// never a letter of ASCII, and in Big5 more than every third is.
		if i+1 < len(data) && data[i] >= 0x81 && data[i] < 0xff && (data[i+1] >= 0xa1 || 0x40 <= data[i+1] && data[i+1] < 0x7f) {
			pairs++
			if data[i+1] < 0x7f {
				lowTrail++
			}
			i++
			continue
		}
		single++
	}
	switch {
	case multibyte > pairs+single: // two bytes of GBK can be one character of UTF-8 by chance, but most are none
		return ""
	case single > pairs || lowTrail*3 > pairs*2: // "é" before a letter looks like two bytes, and "éé" is rare
		return "an encoding of one byte a character, as Windows-1252"
	case lowTrail*10 > pairs:
		return "Big5 (Traditional Chinese)"
	}
	return "GBK (Simplified Chinese)"
}
