package problem

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/httpstatus-go/httpstatus"
)

// aboutBlank is the type of a problem that says no more than its status (RFC 9457, 4.2.1).
const aboutBlank = "about:blank"

// appendProblem appends the problem details (RFC 9457, 3) to b, without the closing brace, so that extensions can follow.
// The substatus is left out if its code is 0.
func appendProblem(b []byte, typ, title string, c httpstatus.Code, s httpstatus.Substatus, detail, instance string) []byte {
	b = append(b, `{"type":`...)
	b = appendString(b, typ)
	b = append(b, `,"title":`...)
	b = appendString(b, title)
	b = append(b, `,"status":`...)
	b = strconv.AppendInt(b, int64(c), 10)
	if s.Code != 0 {
		b = append(b, `,"substatus":"`...)
		b = strconv.AppendInt(b, int64(s.Code), 10)
		b = append(b, '.')
		b = strconv.AppendInt(b, int64(s.Sub), 10)
		b = append(b, '"')
	}
	if detail != "" {
		b = append(b, `,"detail":`...)
		b = appendString(b, detail)
	}
	if instance != "" {
		b = append(b, `,"instance":`...)
		b = appendString(b, instance)
	}
	return b
}

// appendExtensions appends the members of m, by name, so that equal problems have equal bytes. What cannot be a member is
// left out, and reported.
func appendExtensions(b []byte, m map[string]any, report func(name string, err error)) []byte {
	for _, name := range slices.Sorted(maps.Keys(m)) {
		value, err := extension(name, m[name])
		if err != nil {
			report(name, err)
			continue
		}
		b = append(b, ',')
		b = appendString(b, name)
		b = append(b, ':')
		b = append(b, value...)
	}
	return b
}

// extension returns the JSON of an extension.
func extension(name string, v any) (value []byte, err error) {
	if isReserved(name) {
		return nil, errors.New("the name is reserved")
	}
	if !utf8.ValidString(name) {
		return nil, errors.New("the name is not UTF-8") // it would be written as another that is, perhaps twice
	}
	// A method of the value's own may panic.
	defer func() {
		if v := recover(); v != nil {
			err = fmt.Errorf("encoding it panicked: %v", v)
		}
	}()
	return json.Marshal(v)
}

// isReserved reports whether an extension with the name would be taken for a member of the problem itself, also by the
// readers that do not tell upper from lower case, as encoding/json.
func isReserved(name string) bool {
	for _, r := range [...]string{"type", "title", "status", "substatus", "detail", "instance"} {
		if strings.EqualFold(name, r) {
			return true
		}
	}
	return false
}

// appendString appends s as encoding/json does: what HTML or JavaScript would take as theirs is escaped, and invalid
// UTF-8 becomes U+FFFD.
func appendString(b []byte, s string) []byte {
	const hex = "0123456789abcdef"
	b = append(b, '"')
	start := 0
	for i := 0; i < len(s); {
		if c := s[i]; c < utf8.RuneSelf {
			if c >= ' ' && c != '"' && c != '\\' && c != '<' && c != '>' && c != '&' {
				i++
				continue
			}
			b = append(b, s[start:i]...)
			switch c {
			case '"', '\\':
				b = append(b, '\\', c)
			case '\b':
				b = append(b, `\b`...)
			case '\f':
				b = append(b, `\f`...)
			case '\n':
				b = append(b, `\n`...)
			case '\r':
				b = append(b, `\r`...)
			case '\t':
				b = append(b, `\t`...)
			default:
				b = append(b, '\\', 'u', '0', '0', hex[c>>4], hex[c&15])
			}
			i++
			start = i
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == utf8.RuneError && n == 1:
			b = append(b, s[start:i]...)
			b = append(b, `\ufffd`...)
			start = i + n
		case r == '\u2028' || r == '\u2029': // ends a line of JavaScript
			b = append(b, s[start:i]...)
			b = append(b, `\u202`...)
			b = append(b, hex[r&15])
			start = i + n
		}
		i += n
	}
	b = append(b, s[start:]...)
	return append(b, '"')
}
