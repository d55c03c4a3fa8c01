package problem

import (
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/httpstatus-go/httpstatus/messages"
)

// aboutBlank is the type of a problem that says no more than its status (RFC 9457, 4.2.1).
const aboutBlank = "about:blank"

// appendJSON writes the problem details (RFC 9457, 3), the extensions by name after the other members.
func appendJSON(b []byte, c *content) []byte {
	b = append(b, `{"type":`...)
	b = appendString(b, c.typ)
	b = append(b, `,"title":`...)
	b = appendString(b, c.jsonTitle)
	b = append(b, `,"status":`...)
	b = strconv.AppendInt(b, int64(c.status), 10)
	if c.substatus.Code != 0 {
		b = append(b, `,"substatus":"`...)
		b = c.appendNumber(b)
		b = append(b, '"')
	}
	b = appendMember(b, "code", c.id)
	b = appendMember(b, "detail", c.detail)
	b = appendMember(b, "instance", c.instance)
	if len(c.params) > 0 {
		b = append(b, `,"params":`...)
		b = appendParams(b, c.params)
	}
	if len(c.fields) > 0 {
		b = append(b, `,"errors":[`...)
		for i, f := range c.fields {
			if i > 0 {
				b = append(b, ',')
			}
			b = f.appendJSON(b)
		}
		b = append(b, ']')
	}
	for _, m := range c.extensions {
		b = append(b, ',')
		b = appendString(b, m.name)
		b = append(b, ':')
		b = append(b, m.value...)
	}
	return append(b, '}', '\n')
}

// appendMember appends a member that is a string, unless that is empty.
func appendMember(b []byte, name, value string) []byte {
	if value == "" {
		return b
	}
	if b[len(b)-1] != '{' {
		b = append(b, ',')
	}
	b = append(b, '"')
	b = append(b, name...)
	b = append(b, `":`...)
	return appendString(b, value)
}

// appendParams appends the values of a text.
func appendParams(b []byte, params []messages.Param) []byte {
	b = append(b, '{')
	for i, p := range params {
		if i > 0 {
			b = append(b, ',')
		}
		b = appendString(b, p.Name)
		b = append(b, ':')
		b = appendValue(b, p.Value)
	}
	return append(b, '}')
}

// appendValue appends a value of a text.
func appendValue(b []byte, v any) []byte {
	switch v := v.(type) {
	case string:
		return appendString(b, v)
	case int:
		return strconv.AppendInt(b, int64(v), 10)
	case json.Number:
		return append(b, v...)
	}
	return append(b, "null"...)
}

// appendJSON appends what is wrong with a part of the request.
func (f *said) appendJSON(b []byte) []byte {
	b = append(b, '{')
	if f.Pointer != "" {
		b = appendMember(b, "pointer", fragment(f.Pointer))
	}
	b = appendMember(b, "parameter", f.Parameter)
	b = appendMember(b, "header", f.Header)
	b = appendMember(b, "code", f.id)
	if len(f.params) > 0 {
		if b[len(b)-1] != '{' {
			b = append(b, ',')
		}
		b = append(b, `"params":`...)
		b = appendParams(b, f.params)
	}
	b = appendMember(b, "detail", f.text)
	return append(b, '}')
}

// A member is an extension of problem details, and its JSON.
type member struct {
	name  string
	value []byte
}

// extensions encodes the members of m, by name, so that equal problems have equal bytes. What cannot be a member is left
// out, and logged.
func (rr *Renderer) extensions(r *http.Request, a *answer, c *content, m map[string]any) []member {
	if len(m) == 0 {
		return nil
	}
	var out []member
	for _, name := range slices.Sorted(maps.Keys(m)) {
		value, err := extension(name, m[name], c.has)
		if err != nil {
			rr.warn(r, a, "problem: extension left out", slog.String("name", bounded(name)), slog.Any("reason", err))
			continue
		}
		out = append(out, member{name, value})
	}
	return out
}

// extension returns the JSON of an extension; has tells which names are those of members of the problem itself.
func extension(name string, v any, has func(string) bool) (value []byte, err error) {
	if has(name) {
		return nil, errors.New("the name is that of another member")
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

// has reports whether an extension with the name would be taken for a member that the answer itself has, also by the
// readers that do not tell upper from lower case, as encoding/json.
func (c *content) has(name string) bool {
	for _, m := range [...]struct {
		name string
		has  bool
	}{
		{"type", true}, {"title", true}, {"status", true}, {"substatus", c.substatus.Code != 0}, {"code", c.id != ""},
		{"detail", c.detail != ""}, {"instance", c.instance != ""}, {"params", len(c.params) > 0}, {"errors", len(c.fields) > 0},
	} {
		if m.has && strings.EqualFold(name, m.name) {
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
	start, valid := 0, utf8.ValidString(s)
	for i := 0; i < len(s); {
		c := s[i]
		if valid && c >= utf8.RuneSelf && c != 0xe2 { // with which U+2028 and U+2029 begin
			i++
			continue
		}
		if c < utf8.RuneSelf {
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

// bounded returns the beginning of what could be long.
func bounded(s string) string {
	const most = 80
	if len(s) <= most {
		return s
	}
	return strings.ToValidUTF8(s[:most], "") + "…"
}
