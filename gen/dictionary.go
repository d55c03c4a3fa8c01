package main

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/language/display"
)

// messagesFiles makes the generated files of package messages: the index, and a dictionary a language.
func messagesFiles(t *table) map[string][]byte {
	index := newGoFile("tables", "messages", "")
	dictionaryIndex(t, index, "")
	out := map[string][]byte{"messages/index_gen.go": index.bytes()}
	for i := range t.languages {
		l := &t.languages[i]
		s := newGoFile("tables/text."+l.id+".tsv", "messages", "")
		s.f("import \"golang.org/x/text/language\"\n\n")
		dictionary(t, l, s, "", "")
		out["messages/"+fileName(l.id)+"_gen.go"] = s.bytes()
	}
	return out
}

// fileName returns a language's tag as a part of a file's name.
func fileName(id string) string { return strings.ToLower(strings.ReplaceAll(id, "-", "_")) }

// textIndex makes the index of a table's dictionaries. The rows of the classes come first, and those of the templates
// last.
func textIndex(t *table) (x *index, classes int) {
	if t.own {
		classes = 5
	}
	return newIndex(t.codeKeys(), t.subKeys(), classes, classes+len(t.codes)), classes
}

// rowKeys returns the statuses of the rows of a dictionary, and at the end those of its templates, of which the first is
// the row templates, counted from 0.
func (t *table) rowKeys() (keys []key, templates int) {
	if t.own {
		for c := 1; c <= 5; c++ {
			keys = append(keys, key{class: c})
		}
	}
	keys = append(append(keys, t.codeKeys()...), t.subKeys()...)
	templates = len(keys)
	for _, k := range keys[:templates] {
		if len(t.placeholders[k]) > 0 {
			keys = append(keys, k)
		}
	}
	return keys, templates
}

// dictionaryIndex writes the arrays that find a row, which all languages share. pkg is "messages." outside of messages.
func dictionaryIndex(t *table, s *goFile, pkg string) {
	x, classes := textIndex(t)
	var templates []int
	keys, rows := t.rowKeys()
	for i, k := range keys[:rows] {
		if len(t.placeholders[k]) > 0 {
			templates = append(templates, i+1)
		}
	}
	s.f("// statusIndex finds the row of a status in every dictionary of this package.\nvar statusIndex = %sIndex{\nFirst: %d,\n", pkg, x.first)
	if classes > 0 {
		s.f("Classes: [5]uint16{1, 2, 3, 4, 5},\n")
	}
	// Slices of literals: a slice of an array would be made at import.
	for _, a := range []struct {
		field  string
		values []int
	}{{"Codes", x.codes}, {"SubPages", x.subPages}, {"PageRows", x.pageRows}, {"SubRows", x.subRows}, {"Templates", templates}} {
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
func dictionary(t *table, l *lang, s *goFile, pkg, parent string) {
	first, size := utf8.DecodeRuneInString(l.name)
	v := string(unicode.ToLower(first)) + l.name[size:] // as unique as the name
	var text texts
	text.ends = []int{0, 0, 0, 0} // row 0, of a status without text, has none
	keys, templates := t.rowKeys()
	for i, k := range keys {
		m, id := l.text[k], k.String()
		switch {
		case i >= templates:
			id += ", with its placeholders"
		case len(t.placeholders[k]) > 0:
			m = message{m.row, withoutValues(m.title), withoutValues(m.detail), withoutValues(m.remedy)}
		}
		text.add(id, m.title, m.detail, m.remedy)
	}
	s.f("// %s is the text in %s (%s).\nvar %s = &%sDictionary{Data: %sData{\n", l.name, languageName(l), l.id, l.name, pkg, pkg)
	s.f("Tag: %sTag,\n", v)
	if len(l.also) > 0 {
		s.f("Also: []string{")
		for _, tag := range l.also {
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
func languageName(l *lang) string {
	if name := display.English.Tags().Name(l.tag); name != "" {
		return name
	}
	return l.id
}

// tagExpression returns the statement that returns a pointer to a language's tag: to the variable of x/text where it has
// one, which costs nothing.
func tagExpression(l *lang) string {
	if name, ok := predeclared[l.tag]; ok {
		return "return &language." + name
	}
	return "t := language.MustParse(\"" + l.id + "\"); return &t"
}
