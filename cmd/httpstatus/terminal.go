package main

import (
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
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

// widthOf returns how many columns a terminal has: what COLUMNS says, or the terminal itself, or else 80.
func widthOf(w io.Writer, getenv func(string) string) int {
	if n, err := strconv.Atoi(getenv("COLUMNS")); err == nil && n > 0 {
		return n
	}
	if f, ok := w.(*os.File); ok {
		if n := terminalColumns(f.Fd()); n > 0 {
			return n
		}
	}
	return 80
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

// paint returns s in a style, "" for none, if there is color.
func (c *command) paint(style, s string) string {
	if !c.color || style == "" || s == "" {
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
		if n++; isWide(r) {
			n++
		}
	}
	return n
}

func isWide(r rune) bool {
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return true
	}
	return false
}

// pad returns the spaces that fill s up to n columns.
func pad(s string, n int) string { return strings.Repeat(" ", max(0, n-columns(s))) }

// minRoom is how many columns text gets at the least, however narrow the terminal is.
const minRoom = 20

// room returns how many columns there are beside n; 0 for any number, where nothing is wrapped.
func (c *command) room(n int) int {
	if c.width == 0 {
		return 0
	}
	return max(c.width-n, minRoom)
}

// hang prints head, which takes n columns, and behind it text in a style, with the words in it marked. On a terminal the text is
// wrapped; its further lines have an indent of as many columns.
func (c *command) hang(head string, n, indent int, style, text string, words []string) {
	for i, line := range wrap(text, c.room(indent), n-indent) {
		if i > 0 {
			head = strings.Repeat(" ", indent)
		}
		fmt.Fprintf(c.stdout, "%s%s\n", head, c.paint(style, c.highlight(line, words)))
	}
}

// What a line must not begin or end with, as readers of Chinese and Japanese expect it (UAX 14, CL, NS and OP).
const (
	notFirst = "，。、；：？！）」』】》〉”’…—,.;:?!)]}％"
	notLast  = "（「『【《〈“‘([{"
)

// wrap returns the lines of a text that is to be n columns wide, of which some are used in the first line; one line for an n of 0.
// A line ends at a space, or between two wide characters. A word that is too long for a line stays whole, so that an address
// can be copied.
func wrap(text string, n, used int) []string {
	if n <= 0 {
		return []string{text}
	}
	var lines []string
	start, end := 0, 0 // of the line, and where it can end
	wide := used       // columns of the line
	var last rune
	for i, r := range text {
		if i > start && canBreak(last, r) {
			end = i
		}
		last = r
		if r == ' ' && i == start {
			start = i + 1
			continue
		}
		if wide += columns(string(r)); wide > n && r != ' ' && end > start {
			lines = append(lines, strings.TrimRight(text[start:end], " "))
			start = end
			wide = columns(text[start:i]) + columns(string(r))
		}
	}
	return append(lines, text[start:])
}

// canBreak reports whether a line can end between two characters.
func canBreak(a, b rune) bool {
	if b == ' ' || strings.ContainsRune(notFirst, b) || strings.ContainsRune(notLast, a) {
		return false
	}
	return a == ' ' || isWide(a) || isWide(b)
}

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
