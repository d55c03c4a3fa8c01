package generate

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strconv"
)

// An object is an object of JSON, whose members keep their order. A value is an object or a function that makes it when it
// is written, as a large table has a million of them; a list of objects or of strings, a string, a number or a truth value.
type object []member

type member struct {
	name  string
	value any
}

// write writes an object as JSON, its members on lines of their own behind the indent; one that has a single member which
// is no object takes one line.
func (o object) write(b *bytes.Buffer, indent string) {
	inner, end := indent+"  ", "\n"+indent
	if len(o) == 0 || len(o) == 1 && isPlain(o[0].value) {
		inner, end = "", ""
	}
	b.WriteByte('{')
	for i, m := range o {
		if i > 0 {
			b.WriteByte(',')
		}
		if end != "" {
			b.WriteString("\n" + inner)
		}
		b.WriteString(quote(m.name) + ": ")
		writeValue(b, m.value, inner)
	}
	b.WriteString(end + "}")
}

func isPlain(v any) bool {
	switch v.(type) {
	case object, []object, func() object:
		return false
	}
	return true
}

func writeValue(b *bytes.Buffer, v any, indent string) {
	switch v := v.(type) {
	case object:
		v.write(b, indent)
	case func() object:
		v().write(b, indent)
	case []object:
		b.WriteByte('[')
		for i, o := range v {
			if i > 0 {
				b.WriteByte(',')
			}
			b.WriteString("\n" + indent + "  ")
			o.write(b, indent+"  ")
		}
		b.WriteString("\n" + indent + "]")
	case []string:
		b.WriteByte('[')
		for i, s := range v {
			if i > 0 {
				b.WriteString(", ")
			}
			b.WriteString(quote(s))
		}
		b.WriteByte(']')
	case string:
		b.WriteString(quote(v))
	case int:
		b.WriteString(strconv.Itoa(v))
	case bool:
		b.WriteString(strconv.FormatBool(v))
	default:
		panic(fmt.Sprintf("gen: %T in OpenAPI", v)) // a fault of the generator, not of a table
	}
}

// quote returns text as a string of JSON, which is one of TypeScript too. What HTML takes as its own, and what ends a line,
// is escaped.
func quote(text string) string {
	out, err := json.Marshal(text)
	if err != nil {
		panic("gen: " + err.Error()) // every string can be encoded
	}
	return string(out)
}
