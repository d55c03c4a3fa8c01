package problem

import (
	"cmp"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/httpstatus-go/httpstatus"
)

// appendText writes the answer for a reader of plain text. Control characters, which a terminal would act on, become
// U+FFFD.
func appendText(b []byte, c *content) []byte {
	b = c.appendNumber(b)
	b = append(b, ' ')
	b = appendPlain(b, c.title)
	b = append(b, '\n')
	paragraph := func(s string) {
		if s != "" {
			b = append(b, '\n')
			b = appendPlain(b, s)
			b = append(b, '\n')
		}
	}
	paragraph(c.detail)
	for i := range c.fields {
		if i == 0 {
			b = append(b, '\n')
		}
		b = append(b, "- "...)
		b = appendPlain(b, c.fields[i].line())
		b = append(b, '\n')
	}
	paragraph(c.remedy)
	paragraph(c.instance)
	return b
}

// place returns where in the request the field is: "/items/0/amount", "page", "If-Match"; "" for the request as a whole.
func (f *Field) place() string { return cmp.Or(f.Pointer, f.Parameter, f.Header) }

// line returns the place and the text of the field as one line.
func (f *said) line() string {
	s := f.place()
	if text := cmp.Or(f.text, f.id); text != "" && s != "" {
		s += ": " + text
	} else if s == "" {
		s = text
	}
	return strings.ReplaceAll(s, "\n", " ")
}

func appendPlain(b []byte, s string) []byte {
	for _, r := range s {
		b = utf8.AppendRune(b, plain(r))
	}
	return b
}

// plain returns a character of text as it is shown: of the control characters, only the line feed and the tab are.
func plain(r rune) rune {
	if r < ' ' && r != '\n' && r != '\t' || 0x7f <= r && r <= 0x9f {
		return '\ufffd'
	}
	return r
}

// appendMarkdown writes the answer as Markdown (RFC 7763), which programs that read for a person ask for: title and detail
// for them, then what is wrong with which part of the request, and the members as a list.
func appendMarkdown(b []byte, c *content) []byte {
	b = append(b, "# "...)
	b = c.appendNumber(b)
	b = append(b, ' ')
	b = appendMarked(b, c.title)
	b = append(b, '\n')
	for _, s := range [...]string{c.detail, c.remedy} {
		if s != "" {
			b = append(b, '\n')
			b = appendMarked(b, s)
			b = append(b, '\n')
		}
	}
	for i := range c.fields {
		f := &c.fields[i]
		if i == 0 {
			b = append(b, '\n')
		}
		b = append(b, "- "...)
		if place := f.place(); place != "" {
			b = appendCode(b, place)
			b = append(b, ": "...)
		}
		b = appendMarked(b, strings.ReplaceAll(cmp.Or(f.text, f.id), "\n", " "))
		b = append(b, '\n')
	}

	b = append(b, '\n')
	item := func(name, value string) {
		if value != "" {
			b = append(b, "- "...)
			b = append(b, name...)
			b = append(b, ": "...)
			b = appendCode(b, value)
			b = append(b, '\n')
		}
	}
	item("status", strconv.Itoa(int(c.status)))
	if c.substatus.Code != 0 {
		item("substatus", c.substatus.String())
	}
	item("code", c.id)
	if c.typ != aboutBlank {
		item("type", c.typ)
	}
	item("instance", c.instance)
	for _, p := range c.params {
		item("params."+p.Name, string(appendValue(nil, p.Value)))
	}
	for _, m := range c.extensions {
		item(string(appendMarked(nil, strings.ReplaceAll(m.name, "\n", " "))), string(m.value))
	}
	item("retry_after", c.retryAfter)
	item("retry", retryWord(c.status))
	return b
}

// retryWord says whether the same request may be repeated; "" where nobody says.
func retryWord(c httpstatus.Code) string {
	switch c.Info().Retry {
	case httpstatus.Never:
		return "never"
	case httpstatus.AtOnce:
		return "at once"
	case httpstatus.AfterWait:
		return "after a wait"
	case httpstatus.OnRetryAfter:
		return "only after Retry-After"
	case httpstatus.AfterChange:
		return "after a change of the request"
	case httpstatus.Idempotent:
		return "after a wait, if the method is idempotent"
	}
	return ""
}

// appendMarked appends text in which nothing is markup.
func appendMarked(b []byte, s string) []byte {
	start := true
	for _, r := range s {
		if start && (r == ' ' || r == '\t') {
			continue // four of them would be code
		}
		switch {
		case strings.ContainsRune("\\`*_[]<>&!|~#{}$", r),
			start && strings.ContainsRune("-+=:", r):
			b = append(b, '\\')
		case (r == '.' || r == ')') && endsInNumber(b):
			b = append(b, '\\') // 1. is a list
		}
		if r == '\n' {
			b = append(b, "\\"...) // a line break that is meant
		}
		b = utf8.AppendRune(b, plain(r))
		start = r == '\n'
	}
	return b
}

// endsInNumber reports whether b is digits from the beginning of its last line.
func endsInNumber(b []byte) bool {
	i := len(b)
	for i > 0 && '0' <= b[i-1] && b[i-1] <= '9' {
		i--
	}
	return i < len(b) && (i == 0 || b[i-1] == '\n')
}

// appendCode appends a code span (CommonMark, 6.1): s, whatever is in it, on one line.
func appendCode(b []byte, s string) []byte {
	longest, run := 0, 0
	for i := range len(s) {
		if s[i] == '`' {
			run++
			longest = max(longest, run)
		} else {
			run = 0
		}
	}
	fence, apart := strings.Repeat("`", longest+1), longest > 0 || strings.TrimSpace(s) != s
	b = append(b, fence...)
	if apart {
		b = append(b, ' ')
	}
	for _, r := range s {
		if r == '\n' {
			r = ' '
		}
		b = utf8.AppendRune(b, plain(r))
	}
	if apart {
		b = append(b, ' ')
	}
	return append(b, fence...)
}
