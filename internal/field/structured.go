package field

import (
	"encoding/base64"
	"strings"
	"unicode/utf8"
)

// A Kind is what an item of a structured field is (RFC 9651, 3.3).
type Kind int

// The kinds of items, and InnerList, a list of items in parentheses.
const (
	Integer Kind = iota + 1
	Decimal
	String
	Token
	ByteSequence
	Boolean
	Date
	DisplayString
	InnerList
)

// A Member is one of a dictionary, without its parameters.
type Member struct {
	Key  string
	Kind Kind
	Text string // the bytes of a ByteSequence, the text of a String, and any other as it stands; a Boolean is "?1" or "?0"
}

// Dictionary returns the members of a structured field that is a dictionary (RFC 9651, 3.2), those of all its lines: of two
// with one key the later, in the place of the first. ok is false if it is none. An empty value is an empty dictionary.
func Dictionary(lines []string) (members []Member, ok bool) {
	p := &structured{rest: strings.Trim(strings.Join(lines, ","), " ")}
	for p.rest != "" {
		key, ok := p.key()
		if !ok {
			return nil, false
		}
		m := Member{key, Boolean, "?1"}
		if p.take('=') {
			if m.Kind, m.Text, ok = p.value(); !ok {
				return nil, false
			}
		}
		if !p.parameters() {
			return nil, false
		}
		at := -1
		for i := range members {
			if members[i].Key == key {
				at = i
			}
		}
		if at < 0 {
			members = append(members, m)
		} else {
			members[at] = m
		}
		p.rest = strings.TrimLeft(p.rest, " \t")
		if p.rest == "" {
			break
		}
		if !p.take(',') {
			return nil, false
		}
		if p.rest = strings.TrimLeft(p.rest, " \t"); p.rest == "" {
			return nil, false
		}
	}
	return members, true
}

// structured reads a structured field from its beginning.
type structured struct{ rest string }

func (p *structured) take(c byte) bool {
	if p.rest == "" || p.rest[0] != c {
		return false
	}
	p.rest = p.rest[1:]
	return true
}

// run takes the bytes that are as is says.
func (p *structured) run(is func(byte) bool) string {
	i := 0
	for i < len(p.rest) && is(p.rest[i]) {
		i++
	}
	s := p.rest[:i]
	p.rest = p.rest[i:]
	return s
}

func (p *structured) key() (string, bool) {
	lower := func(c byte) bool { return 'a' <= c && c <= 'z' }
	if p.rest == "" || !lower(p.rest[0]) && p.rest[0] != '*' {
		return "", false
	}
	return p.run(func(c byte) bool { return lower(c) || isDigit(c) || strings.IndexByte("_-.*", c) >= 0 }), true
}

// parameters takes the parameters behind an item or a list.
func (p *structured) parameters() bool {
	for p.take(';') {
		p.run(func(c byte) bool { return c == ' ' })
		if _, ok := p.key(); !ok {
			return false
		}
		if p.take('=') {
			if _, _, ok := p.item(); !ok {
				return false
			}
		}
	}
	return true
}

// value takes an item or an inner list.
func (p *structured) value() (kind Kind, text string, ok bool) {
	all := p.rest
	if !p.take('(') {
		return p.item()
	}
	for {
		p.run(func(c byte) bool { return c == ' ' })
		if p.take(')') {
			return InnerList, all[:len(all)-len(p.rest)], true
		}
		if _, _, ok := p.item(); !ok || !p.parameters() {
			return 0, "", false
		}
		if p.rest == "" || p.rest[0] != ' ' && p.rest[0] != ')' {
			return 0, "", false
		}
	}
}

// item takes an item without its parameters.
func (p *structured) item() (kind Kind, text string, ok bool) {
	if p.rest == "" {
		return 0, "", false
	}
	switch c := p.rest[0]; {
	case c == '-', isDigit(c):
		return p.number()
	case c == '"':
		return p.str()
	case c == '*', isAlpha(c):
		text = p.run(func(c byte) bool { return isTokenChar(c) || c == ':' || c == '/' })
		return Token, text, true
	case c == ':':
		encoded, rest, found := strings.Cut(p.rest[1:], ":")
		// Padding may be left out (RFC 9651, 4.2.7).
		encoding := base64.StdEncoding
		if !strings.Contains(encoded, "=") {
			encoding = base64.RawStdEncoding
		}
		b, err := encoding.DecodeString(encoded)
		if !found || err != nil || strings.ContainsAny(encoded, "\r\n") {
			return 0, "", false
		}
		p.rest = rest
		return ByteSequence, string(b), true
	case c == '?':
		if !strings.HasPrefix(p.rest, "?0") && !strings.HasPrefix(p.rest, "?1") {
			return 0, "", false
		}
		text, p.rest = p.rest[:2], p.rest[2:]
		return Boolean, text, true
	case c == '@':
		p.rest = p.rest[1:]
		kind, text, ok = p.number()
		return Date, "@" + text, ok && kind == Integer
	case c == '%':
		return p.display()
	}
	return 0, "", false
}

// number takes an integer of 15 digits at the most, or a decimal of 12 and 3.
func (p *structured) number() (kind Kind, text string, ok bool) {
	sign := ""
	if p.take('-') {
		sign = "-"
	}
	whole := p.run(isDigit)
	if !p.take('.') {
		return Integer, sign + whole, 1 <= len(whole) && len(whole) <= 15
	}
	fraction := p.run(isDigit)
	ok = 1 <= len(whole) && len(whole) <= 12 && 1 <= len(fraction) && len(fraction) <= 3
	return Decimal, sign + whole + "." + fraction, ok
}

func (p *structured) str() (kind Kind, text string, ok bool) {
	end := quotedEnd(p.rest)
	if end == 0 {
		return 0, "", false
	}
	raw := p.rest[1 : end-1]
	p.rest = p.rest[end:]
	var b []byte
	for i := 0; i < len(raw); i++ {
		if raw[i] == '\\' {
			if i++; raw[i] != '"' && raw[i] != '\\' {
				return 0, "", false
			}
		}
		if raw[i] < ' ' || 0x7f <= raw[i] {
			return 0, "", false
		}
		b = append(b, raw[i])
	}
	return String, string(b), true
}

// display takes a display string, whose bytes beyond ASCII are percent-encoded in lower case.
func (p *structured) display() (kind Kind, text string, ok bool) {
	raw, rest, found := strings.Cut(strings.TrimPrefix(p.rest, "%"), `"`)
	if !found || raw != "" {
		return 0, "", false
	}
	raw, rest, found = strings.Cut(rest, `"`)
	if !found {
		return 0, "", false
	}
	var b []byte
	for i := 0; i < len(raw); i++ {
		c := raw[i]
		switch {
		case c < ' ', 0x7f <= c:
			return 0, "", false
		case c == '%':
			if i+2 >= len(raw) || !isLowerHex(raw[i+1]) || !isLowerHex(raw[i+2]) {
				return 0, "", false
			}
			b = append(b, fromHex(raw[i+1])<<4|fromHex(raw[i+2]))
			i += 2
		default:
			b = append(b, c)
		}
	}
	p.rest = rest
	return DisplayString, string(b), utf8.Valid(b)
}

func isLowerHex(c byte) bool { return isDigit(c) || 'a' <= c && c <= 'f' }

func fromHex(c byte) byte {
	if isDigit(c) {
		return c - '0'
	}
	return c - 'a' + 10
}
