package generate

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/httpstatus-go/httpstatus/internal/table"
	"golang.org/x/text/language/display"
)

// messagesFiles makes the generated files of package messages: the index, and a dictionary a language.
func messagesFiles(t *table.Table) map[string][]byte {
	index := newGoFile("tables", "messages", "")
	dictionaryIndex(t, index, "")
	out := map[string][]byte{"messages/index_gen.go": index.bytes()}
	for i := range t.Languages {
		l := &t.Languages[i]
		s := newGoFile("tables/text."+l.Id+".tsv", "messages", "")
		s.f("import \"golang.org/x/text/language\"\n\n")
		dictionary(t, l, s, "", "")
		out["messages/"+fileName(l.Id)+"_gen.go"] = s.bytes()
	}
	return out
}

// fileName returns a language's tag as a part of a file's name.
func fileName(id string) string { return strings.ToLower(strings.ReplaceAll(id, "-", "_")) }

// dictionaryIndex writes the arrays that find a row, which all languages share. pkg is "messages." outside of messages.
func dictionaryIndex(t *table.Table, s *goFile, pkg string) {
	x, classes := table.TextIndex(t)
	var templates []int
	keys, rows := t.RowKeys()
	for i, k := range keys[:rows] {
		if len(t.Placeholders[k]) > 0 {
			templates = append(templates, i+1)
		}
	}
	s.f("// statusIndex finds the row of a status in every dictionary of this package.\nvar statusIndex = %sIndex{\nFirst: %d,\n", pkg, x.First)
	if classes > 0 {
		s.f("Classes: [5]uint16{1, 2, 3, 4, 5},\n")
	}
	// Slices of literals: a slice of an array would be made at import.
	for _, a := range []struct {
		field  string
		values []int
	}{{"Codes", x.Codes}, {"SubPages", x.SubPages}, {"PageRows", x.PageRows}, {"SubRows", x.SubRows}, {"Templates", templates}} {
		if len(a.values) == 0 {
			continue
		}
		s.f("%s: []uint16{", a.field)
		s.numbers(a.values)
		s.f("},\n")
	}
	s.f("}\n\n")
}

// dictionary writes a language's variable and its text. pkg is "messages." outside of messages; parent is the
// expression of the dictionary that serves what this one lacks, "" for none.
func dictionary(t *table.Table, l *table.Lang, s *goFile, pkg, parent string) {
	first, size := utf8.DecodeRuneInString(l.Name)
	v := string(unicode.ToLower(first)) + l.Name[size:] // as unique as the name
	var text texts
	text.ends = []int{0, 0, 0, 0} // row 0, of a status without text, has none
	keys, templates := t.RowKeys()
	for i, k := range keys {
		m, id := l.Text[k], k.String()
		switch {
		case i >= templates:
			id += ", with its placeholders"
		case len(t.Placeholders[k]) > 0:
			m = table.Message{Row: m.Row, Title: table.WithoutValues(m.Title), Detail: table.WithoutValues(m.Detail), Remedy: table.WithoutValues(m.Remedy)}
		}
		text.add(id, m.Title, m.Detail, m.Remedy)
	}
	s.f("// %s is the text in %s (%s).\nvar %s = &%sDictionary{Data: %sData{\n", l.Name, languageName(l), l.Id, l.Name, pkg, pkg)
	s.f("Tag: %sTag,\n", v)
	if len(l.Also) > 0 {
		s.f("Also: []string{")
		for _, tag := range l.Also {
			s.f("%q,", tag)
		}
		s.f("},\n")
	}
	if parent != "" {
		s.f("Parent: %sParent,\n", v)
	}
	s.f("Index: &statusIndex,\nText: %sText,\nEnds: []uint32{", v)
	s.numbers(text.ends)
	s.f("},\n}}\n\n")
	s.f("func %sTag() *language.Tag { %s }\n\n", v, tagExpression(l))
	if parent != "" {
		s.f("func %sParent() *messages.Dictionary { return %s }\n\n", v, parent)
	}
	text.write(s, v+"Text has the title, detail and remedy of every row.", v+"Text")
}

// languageName returns the English name of a language.
func languageName(l *table.Lang) string {
	if name := display.English.Tags().Name(l.Tag); name != "" {
		return name
	}
	return l.Id
}

// tagExpression returns the statement that returns a pointer to a language's tag: to the variable of x/text where it has
// one, which costs nothing.
func tagExpression(l *table.Lang) string {
	if name, ok := predeclared[l.Tag]; ok {
		return "return &language." + name
	}
	return "t := language.MustParse(\"" + l.Id + "\"); return &t"
}
