package messages

import "strings"

// maxHeader is how many bytes of a header are looked at. Nobody reads so many languages, and a client must not make a
// server work at its pleasure.
const maxHeader = 1 << 10

// An entry is a language range of a header and its weight.
type entry struct {
	id string // "zh-TW", as it stands there; "*" for any language
	q  weight
}

// entries calls f with each well-formed entry of the lines of a header, which are one list (RFC 9110, 5.3), up to
// maxHeader bytes.
func entries(lines []string, f func(entry)) {
	budget := maxHeader
	for _, line := range lines {
		if len(line) > budget {
			// The last language of what remains may be cut in two: it goes too.
			line = line[:budget]
			line = line[:strings.LastIndexByte(line, ',')+1]
			budget = 0
		} else {
			budget -= len(line)
		}
		for line != "" {
			text := line
			if i := strings.IndexByte(line, ','); i >= 0 {
				text, line = line[:i], line[i+1:]
			} else {
				line = ""
			}
			if e, ok := parseEntry(text); ok {
				f(e)
			}
		}
	}
}

// parseEntry reads " zh-TW ; q=0.8 " (RFC 9110, 12.4.2 and 12.5.4), and reports whether it is well-formed as far as the
// weight goes. An empty one is not.
func parseEntry(s string) (entry, bool) {
	id, q, weighted := strings.Cut(s, ";")
	e := entry{trim(id), one}
	ok := e.id != ""
	if weighted {
		var good bool
		e.q, good = parseWeight(trim(q))
		ok = ok && good
	}
	return e, ok
}

func trim(s string) string { return strings.Trim(s, " \t") }

// A weight is the digits after the point, without the zeros at their end: strings compare as the numbers do, however
// many digits a client sends.
type weight string

const (
	zero weight = ""
	one  weight = ":" // comes behind "9"
)

// parseWeight reads "q=0.8", also with more digits than the three of the specification, or as "q=.8".
func parseWeight(s string) (weight, bool) {
	name, value, _ := strings.Cut(s, "=")
	whole, fraction, _ := strings.Cut(value, ".")
	if !strings.EqualFold(name, "q") || whole == "" && fraction == "" || !digits(fraction) {
		return zero, false
	}
	whole, fraction = strings.TrimLeft(whole, "0"), strings.TrimRight(fraction, "0")
	switch {
	case whole == "":
		return weight(fraction), true
	case whole == "1" && fraction == "":
		return one, true
	}
	return zero, false
}

func digits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}
