package main

import (
	"strings"
)

// manPage returns the usage as a manual page (man 7 man). The usage has its first line; headings, which end with a colon;
// lines of a term and, behind two spaces, its text, below an indent; and paragraphs.
func manPage(usage string) string {
	var b strings.Builder
	name, rest, _ := strings.Cut(usage, "\n")
	name, about, _ := strings.Cut(name, " ")
	b.WriteString(".TH HTTPSTATUS 1\n.SH NAME\n" + name + " \\- " + roff(strings.TrimRight(about, ".。")) + "\n")
	paragraph := false
	for line := range strings.SplitSeq(strings.TrimSpace(rest), "\n") {
		text := strings.TrimSpace(line)
		switch indent := len(line) - len(strings.TrimLeft(line, " ")); {
		case text == "":
			paragraph = false
		case indent == 0 && (strings.HasSuffix(text, ":") || strings.HasSuffix(text, "：")) && !paragraph:
			b.WriteString(".SH " + roff(strings.ToUpper(strings.TrimRight(text, ":："))) + "\n")
		case indent == 2:
			term, text, _ := strings.Cut(text, "  ")
			b.WriteString(".TP\n.B " + roff(term) + "\n")
			if text = strings.TrimSpace(text); text != "" {
				b.WriteString(roff(text) + "\n")
			}
		default:
			if indent == 0 && !paragraph {
				b.WriteString(".PP\n")
			}
			paragraph = true
			b.WriteString(roff(text) + "\n")
		}
	}
	return b.String()
}

// roff escapes a line for roff.
func roff(s string) string {
	s = strings.NewReplacer(`\`, `\e`, "-", `\-`, "'", `\(aq`).Replace(s)
	if strings.HasPrefix(s, ".") {
		return `\&` + s
	}
	return s
}
