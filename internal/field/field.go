// Package field reads the parts that HTTP fields are made of, exactly as their grammar has them: nothing that a sender must
// not write is taken, but by [Weight]. The names are those of the grammar in RFC 9110, RFC 3986, RFC 5646 and RFC 9651. The
// work grows with the length of the input, and not with its square.
package field

import "strings"

// IsToken reports whether s is a token (RFC 9110, 5.6.2).
func IsToken(s string) bool {
	for i := range len(s) {
		if !isTokenChar(s[i]) {
			return false
		}
	}
	return s != ""
}

func isTokenChar(c byte) bool {
	return isAlpha(c) || isDigit(c) || strings.IndexByte("!#$%&'*+-.^_`|~", c) >= 0
}

func isAlpha(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// IsDigits reports whether s is one digit or more, however many: a number that has no greatest value, as that of
// Content-Length and Age.
func IsDigits(s string) bool { return s != "" && all(s, isDigit) }

func all(s string, is func(byte) bool) bool {
	for i := range len(s) {
		if !is(s[i]) {
			return false
		}
	}
	return true
}

// CompareDigits compares the numbers that two strings of digits are: -1, 0 or 1.
func CompareDigits(a, b string) int {
	a, b = strings.TrimLeft(a, "0"), strings.TrimLeft(b, "0")
	if len(a) != len(b) {
		if len(a) < len(b) {
			return -1
		}
		return 1
	}
	return strings.Compare(a, b)
}

// IsValue reports whether s can be the value of a field (RFC 9110, 5.5): no control character but tabs, and no white space
// around it.
func IsValue(s string) bool {
	return all(s, isValueChar) && strings.Trim(s, " \t") == s
}

// isValueChar reports whether c is in a value, as a byte of it or as the white space between.
func isValueChar(c byte) bool { return c == '\t' || ' ' <= c && c != 0x7f }

// IsQuotedString reports whether s is a quoted-string (RFC 9110, 5.6.4).
func IsQuotedString(s string) bool {
	_, ok := Unquote(s)
	return ok
}

// Unquote returns the text of a quoted-string (RFC 9110, 5.6.4); ok is false if s is none.
func Unquote(s string) (text string, ok bool) {
	end := quotedEnd(s)
	if end == 0 || end != len(s) || !all(s, isValueChar) {
		return "", false
	}
	s = s[1 : end-1]
	if strings.IndexByte(s, '\\') < 0 {
		return s, true
	}
	b := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' {
			i++ // there is another byte: the closing quote is not escaped
		}
		b = append(b, s[i])
	}
	return string(b), true
}

// quotedEnd returns where the quoted-string that s begins with ends; 0 if it begins with none, or that has no end.
func quotedEnd(s string) int {
	if s == "" || s[0] != '"' {
		return 0
	}
	for i := 1; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case '"':
			return i + 1
		}
	}
	return 0
}

// commentEnd returns where the comment that s begins with ends (RFC 9110, 5.6.5); 0 if it begins with none, or that has no end.
func commentEnd(s string) int {
	if s == "" || s[0] != '(' {
		return 0
	}
	depth := 0
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
	return 0
}

// IsComment reports whether s is a comment, in which there may be others (RFC 9110, 5.6.5).
func IsComment(s string) bool {
	return s != "" && commentEnd(s) == len(s) && all(s, isValueChar)
}

// Cut cuts value around the first separator that is in no quoted-string and in no comment, as [strings.Cut] does. One that
// has no end goes on to the end of value.
func Cut(value string, separator byte) (before, after string, found bool) {
	for i := 0; i < len(value); i++ {
		end := 0
		switch value[i] {
		case separator:
			return value[:i], value[i+1:], true
		case '"':
			end = quotedEnd(value[i:])
		case '(':
			end = commentEnd(value[i:])
		default:
			continue
		}
		if end == 0 {
			return value, "", false // to go on would take the square of the length, as each may have no end
		}
		i += end - 1
	}
	return value, "", false
}

// Split returns what stands between the separators that [Cut] finds, without the white space around it. Of an empty value it
// is one empty string.
func Split(value string, separator byte) []string {
	var parts []string
	for found := true; found; {
		var part string
		part, value, found = Cut(value, separator)
		parts = append(parts, strings.Trim(part, " \t"))
	}
	return parts
}

// List returns the members of a field that is a list (RFC 9110, 5.6.1), those of all its lines. An empty member is left
// out, as a recipient has to.
func List(lines []string) []string {
	var members []string
	for _, line := range lines {
		for _, member := range Split(line, ',') {
			if member != "" {
				members = append(members, member)
			}
		}
	}
	return members
}

// A Parameter is a name and its value (RFC 9110, 5.6.6).
type Parameter struct {
	Name  string // in lower case
	Value string // without its quotes
}

// Parameters returns what s, a value with parameters behind it, begins with, and the parameters; ok is false if they are not
// as RFC 9110, 5.6.6 has them. White space around s is passed over.
func Parameters(s string) (value string, parameters []Parameter, ok bool) {
	parts := Split(s, ';')
	for _, part := range parts[1:] {
		if part == "" {
			continue // allowed, as in "text/html;"
		}
		name, raw, found := strings.Cut(part, "=")
		text := raw
		if strings.HasPrefix(raw, `"`) {
			if text, ok = Unquote(raw); !ok {
				return "", nil, false
			}
		} else if !IsToken(raw) {
			return "", nil, false
		}
		if !found || !IsToken(name) {
			return "", nil, false
		}
		parameters = append(parameters, Parameter{strings.ToLower(name), text})
	}
	return parts[0], parameters, true
}

// Weight returns a quality value in thousandths, 0 to 1000 (RFC 9110, 12.4.2); ok is false if s is none. Clients write some
// that they must not: it takes ".8" too, and more digits than three, of which the others count for nothing.
func Weight(s string) (thousandths int, ok bool) {
	whole, fraction, _ := strings.Cut(s, ".")
	switch whole {
	case "1":
		thousandths = 1000
	case "0":
	case "":
		if fraction == "" {
			return 0, false
		}
	default:
		return 0, false
	}
	unit := 100
	for i := range len(fraction) {
		if !isDigit(fraction[i]) {
			return 0, false
		}
		thousandths += unit * int(fraction[i]-'0')
		unit /= 10
	}
	return thousandths, thousandths <= 1000
}

// MediaType returns a media type in lower case, "text/html", and its parameters (RFC 9110, 8.3.1); ok is false if s is none.
func MediaType(s string) (mediaType string, parameters []Parameter, ok bool) {
	mediaType, parameters, ok = Parameters(s)
	t, subtype, slash := strings.Cut(mediaType, "/")
	if !ok || !slash || !IsToken(t) || !IsToken(subtype) {
		return "", nil, false
	}
	return strings.ToLower(mediaType), parameters, true
}

// IsEntityTag reports whether s is an entity tag, strong or weak (RFC 9110, 8.8.3).
func IsEntityTag(s string) bool {
	s = strings.TrimPrefix(s, "W/")
	return len(s) >= 2 && s[0] == '"' && s[len(s)-1] == '"' && all(s[1:len(s)-1], func(c byte) bool {
		return '!' <= c && c != '"' && c != 0x7f
	})
}

// IsToken68 reports whether s is a token68 (RFC 9110, 11.2).
func IsToken68(s string) bool {
	s = strings.TrimRight(s, "=")
	return s != "" && all(s, func(c byte) bool { return isAlpha(c) || isDigit(c) || strings.IndexByte("-._~+/", c) >= 0 })
}
