package main

import (
	"io"
	"os"
	"slices"
	"strings"
	"unicode"

	"github.com/httpstatus-go/httpstatus"
	"golang.org/x/text/width"
)

// isTerminal reports whether w is a character device, as a terminal is.
func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

// What a terminal is told (ECMA-48, 8.3.117): bold, faint, bold and underlined, and a color by class.
const (
	bold  = "1"
	faint = "2"
	mark  = "1;4"
)

func classColor(c httpstatus.Class) string {
	return [...]string{"1", "1;36", "1;32", "1;34", "1;33", "1;31"}[c]
}

// paint returns s in a style, if there is color.
func (c *command) paint(style, s string) string {
	if !c.color || s == "" {
		return s
	}
	return "\x1b[" + style + "m" + s + "\x1b[m"
}

// columns is how many columns of a terminal s takes: two for an East Asian wide character (UAX 11).
func columns(s string) int {
	n := 0
	for _, r := range s {
		if unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf) {
			continue
		}
		switch width.LookupRune(r).Kind() {
		case width.EastAsianWide, width.EastAsianFullwidth:
			n += 2
		default:
			n++
		}
	}
	return n
}

// pad returns the spaces that fill s up to n columns.
func pad(s string, n int) string { return strings.Repeat(" ", max(0, n-columns(s))) }

// A span is a part of a text, in bytes.
type span struct{ start, end int }

// spans returns where any of the words, which are in lower case, stands in text: ascending, without overlap.
func spans(text string, words []string) []span {
	lower := strings.ToLower(text)
	if len(lower) != len(text) {
		return nil // its places are not those of text
	}
	var found []span
	for _, w := range words {
		for at := 0; ; {
			i := strings.Index(lower[at:], w)
			if i < 0 || w == "" {
				break
			}
			found = append(found, span{at + i, at + i + len(w)})
			at += i + len(w)
		}
	}
	slices.SortFunc(found, func(a, b span) int { return a.start - b.start })
	var merged []span
	for _, s := range found {
		if last := len(merged) - 1; last >= 0 && s.start <= merged[last].end {
			merged[last].end = max(merged[last].end, s.end)
			continue
		}
		merged = append(merged, s)
	}
	return merged
}

// highlight returns text with the words in it marked, if there is color.
func (c *command) highlight(text string, words []string) string {
	if !c.color {
		return text
	}
	var b strings.Builder
	at := 0
	for _, s := range spans(text, words) {
		b.WriteString(text[at:s.start])
		b.WriteString(c.paint(mark, text[s.start:s.end]))
		at = s.end
	}
	b.WriteString(text[at:])
	return b.String()
}
