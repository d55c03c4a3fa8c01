package problem

import (
	"bytes"
	"encoding/json"
	"net/url"
	"strconv"
	"strings"
)

// fragment returns a JSON Pointer in its form for URIs (RFC 6901, 6): "#/items/0/amount".
func fragment(pointer string) string { return "#" + (&url.URL{Fragment: pointer}).EscapedFragment() }

// pointer returns the JSON Pointer of a URI fragment (RFC 6901, 6), "#/items/0/amount". One that is not a fragment, as in the
// example of others, is taken as it is.
func pointer(s string) (string, bool) {
	rest, ok := strings.CutPrefix(s, "#")
	if !ok {
		return s, s == "" || s[0] == '/'
	}
	p, err := url.PathUnescape(rest)
	return p, err == nil && (p == "" || p[0] == '/')
}

// locate returns the JSON Pointer of the value in data that x is about; "" if that cannot be told, as for an error that a
// method UnmarshalJSON has of the part that it gets.
//
// The Offset of x is the end of the value, or of the bracket with which the value begins; in Go 1.26 that of a number for an
// interface is one more. Below a method UnmarshalJSON it is
// that in a part; then there may be one place only that has the path of the Field.
func locate(data []byte, x *json.UnmarshalTypeError) string {
	kind, literal, _ := strings.Cut(x.Value, " ")
	exact, named, many := "", "", false
	walkJSON(data, func(path []step, token json.Token, end int64) bool {
		isEnd := end == x.Offset || end == x.Offset-1 && token == json.Number(literal)
		if isEnd && kindOf(token) == kind && agrees(path, x.Field) {
			exact = pointerOf(path)
			return false
		}
		if x.Field != "" && len(path) <= maxNamed && isAt(path, x.Field) {
			many = named != ""
			named = pointerOf(path)
		}
		return end < x.Offset || !many
	})
	if exact == "" && !many {
		exact = named
	}
	return limited(exact)
}

// maxNamed is how deep in the content a place is compared with a Field.
const maxNamed = 32

// limited returns a pointer, unless it is so long that no client of good will can mean it.
func limited(pointer string) string {
	if len(pointer) > 1000 {
		return ""
	}
	return pointer
}

// A step is a token of a JSON Pointer: a name, or an index of an array.
type step struct {
	name  string
	index int // -1 for a name
}

func (s step) String() string {
	if s.index >= 0 {
		return strconv.Itoa(s.index)
	}
	return s.name
}

func pointerOf(path []step) string {
	var b strings.Builder
	for _, s := range path {
		b.WriteByte('/')
		b.WriteString(escapeToken(s.String()))
	}
	return b.String()
}

// escapeToken returns a name as a token of a JSON Pointer (RFC 6901, 3).
func escapeToken(s string) string {
	return strings.ReplaceAll(strings.ReplaceAll(s, "~", "~0"), "/", "~1")
}

// isAt reports whether the path is that of a json.UnmarshalTypeError.Field: of names as they are, in Go 1.26, or of all that a
// JSON Pointer has. encoding/json takes names in any case.
func isAt(path []step, field string) bool {
	return isPath(path, field, false) || isPath(path, field, true)
}

func isPath(path []step, field string, pointer bool) bool {
	first := true
	for _, s := range path {
		if s.index >= 0 && !pointer {
			continue
		}
		if !first {
			var ok bool
			if field, ok = strings.CutPrefix(field, "."); !ok {
				return false
			}
		}
		first = false
		name := s.String()
		if pointer {
			name = escapeToken(name)
		}
		if len(name) > len(field) || !strings.EqualFold(field[:len(name)], name) {
			return false
		}
		field = field[len(name):]
	}
	return field == ""
}

// agrees reports whether a json.UnmarshalTypeError.Field is empty, or ends in one of the steps: behind the last member of a
// struct, which it has, there may be more.
func agrees(path []step, field string) bool {
	for _, s := range path {
		for _, name := range []string{s.String(), escapeToken(s.String())} {
			if rest := len(field) - len(name); rest >= 0 && strings.EqualFold(field[rest:], name) {
				return true
			}
		}
	}
	return field == ""
}

func kindOf(t json.Token) string {
	switch t := t.(type) {
	case json.Delim:
		if t == '[' {
			return "array"
		}
		return "object"
	case string:
		return "string"
	case bool:
		return "bool"
	case json.Number:
		return "number"
	}
	return "null"
}

// walkJSON calls f with each value of data, which is JSON: its path, its first token and where that ends; until f returns
// false.
func walkJSON(data []byte, f func(path []step, token json.Token, end int64) bool) {
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	var path []step // the last step is the place of the value that comes next
	var isName bool // the next token is the name of a member
	for {
		t, err := d.Token()
		if err != nil {
			return
		}
		n := len(path) - 1
		if isName && t != json.Delim('}') {
			path[n].name, isName = t.(string), false
			continue
		}
		if t == json.Delim('}') || t == json.Delim(']') {
			path, n = path[:n], n-1
		} else {
			if !f(path, t, d.InputOffset()) {
				return
			}
			switch t {
			case json.Delim('{'):
				path, isName = append(path, step{index: -1}), true
				continue
			case json.Delim('['):
				path = append(path, step{})
				continue
			}
		}
		if n < 0 {
			return // the value is whole
		}
		if isName = path[n].index < 0; !isName {
			path[n].index++
		}
	}
}
