package catalog

import (
	"bytes"
	"fmt"
	"strings"
)

// text returns the index as plain text: a line for each status.
func (x *index) text() []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "%s\n%s\n\n", x.Words.Title, x.Count())
	for _, row := range x.rows() {
		fmt.Fprintf(&b, "%-10s%s%s  %s\n", row.Number, row.Message.Title, inBrackets(row.Tag), row.entry.path)
	}
	return b.Bytes()
}

// markdown returns the index as a list of links.
func (x *index) markdown() []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "# %s\n\n%s\n\n", escape(x.Words.Title), escape(x.Count()))
	for _, row := range x.rows() {
		fmt.Fprintf(&b, "- [%s %s](%s)%s\n", row.Number, escape(row.Message.Title), row.URL, escape(inBrackets(row.Tag)))
	}
	return b.Bytes()
}

func inBrackets(s string) string {
	if s == "" {
		return ""
	}
	return " (" + s + ")"
}

// text returns the page as plain text.
func (p *page) text() []byte {
	var b bytes.Buffer
	w := p.Words
	fmt.Fprintf(&b, "%s %s%s\n\n%s\n", p.Number, p.Message.Title, inBrackets(p.Tag), p.Message.Detail)
	section := func(title, text string) {
		if text != "" {
			fmt.Fprintf(&b, "\n%s\n%s\n", title, text)
		}
	}
	section(w.RetryTitle, p.Retry)
	section(w.Remedy, p.Remedy)
	var lines []string
	for _, v := range p.Params {
		lines = append(lines, v.Name+w.Colon+v.Type)
	}
	section(w.Values, strings.Join(lines, "\n"))
	section(w.Example, strings.TrimSuffix(p.Example, "\n"))
	section(w.Try, p.Command)
	lines = nil
	for _, f := range p.facts() {
		lines = append(lines, f.Label+w.Colon+f.Text)
		if f.URL != "" && f.URL != f.Text && strings.Contains(f.URL, "//") {
			lines[len(lines)-1] += " <" + f.URL + ">"
		}
	}
	section(w.Facts, strings.Join(lines, "\n"))
	return b.Bytes()
}

// markdown returns the page as Markdown.
func (p *page) markdown() []byte {
	var b bytes.Buffer
	w := p.Words
	fmt.Fprintf(&b, "# %s %s%s\n\n%s\n", p.Number, escape(p.Message.Title), escape(inBrackets(p.Tag)), escape(p.Message.Detail))
	section := func(title, text string) {
		if text != "" {
			fmt.Fprintf(&b, "\n## %s\n\n%s\n", title, text)
		}
	}
	section(w.RetryTitle, escape(p.Retry))
	section(w.Remedy, escape(p.Remedy))
	var lines []string
	for _, v := range p.Params {
		lines = append(lines, fmt.Sprintf("- `%s`%s%s", v.Name, w.Colon, v.Type))
	}
	section(w.Values, strings.Join(lines, "\n"))
	if p.Example != "" {
		section(w.Example, "```http\n"+p.Example+"```")
	}
	if p.Command != "" {
		section(w.Try, "```sh\n"+p.Command+"\n```")
	}
	lines = nil
	for _, f := range p.facts() {
		text := escape(f.Text)
		if f.Code {
			text = "`" + f.Text + "`"
		}
		if f.URL != "" {
			text = "[" + text + "](" + f.URL + ")"
		}
		lines = append(lines, "- "+f.Label+w.Colon+text)
	}
	section(w.Facts, strings.Join(lines, "\n"))
	return b.Bytes()
}

// facts returns the facts with the name in Go, which has a place of its own on the page.
func (p *page) facts() []fact {
	if p.GoName == "" {
		return p.Facts
	}
	return append(p.Facts[:len(p.Facts):len(p.Facts)], fact{Label: p.Words.GoName, Text: p.GoName, Code: true})
}

// escape keeps Markdown, and the HTML that it can have in it, from taking a text as theirs.
func escape(s string) string { return markdownEscaper.Replace(s) }

var markdownEscaper = strings.NewReplacer("\\", "\\\\", "`", "\\`", "*", "\\*", "_", "\\_", "[", "\\[", "]", "\\]", "<", "\\<",
	">", "\\>", "#", "\\#", "|", "\\|", "&", "\\&", "~", "\\~")
