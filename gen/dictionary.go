package main

import (
	"strings"

	"golang.org/x/text/language/display"
)

// messagesFiles makes the generated files of package messages: the index, and a dictionary a language.
func messagesFiles(t *table) map[string][]byte {
	out := map[string][]byte{"messages/index_gen.go": dictionaryIndex(t, newSource("tables", "messages"), "")}
	for i := range t.languages {
		l := &t.languages[i]
		s := newSource("tables/text."+l.id+".tsv", "messages")
		s.f("import \"golang.org/x/text/language\"\n\n")
		dictionary(t, l, s, "", "", "")
		out["messages/"+fileName(l.id)+"_gen.go"] = s.bytes()
	}
	return out
}

// fileName returns a language's tag as a part of a file's name, which Go does not take for a platform's.
func fileName(id string) string { return strings.ToLower(strings.ReplaceAll(id, "-", "_")) }

// identifier returns a language's tag as a part of a Go identifier: zhHant.
func identifier(id string) string {
	head, tail, _ := strings.Cut(id, "-")
	return head + strings.ReplaceAll(tail, "-", "")
}

// textIndex makes the index of a table's dictionaries. The rows of the classes come first.
func textIndex(t *table) (x *index, classes int) {
	if t.own {
		classes = 5
	}
	return newIndex(t.codeKeys(), t.subKeys(), classes), classes
}

// dictionaryIndex writes the arrays that find a row, which all languages share. pkg is "messages." outside of messages.
func dictionaryIndex(t *table, s *source, pkg string) []byte {
	x, classes := textIndex(t)
	s.f("// statusIndex finds the row of a status in every dictionary of this package.\nvar statusIndex = %sIndex{\nFirst: %d,\n", pkg, x.first)
	if classes > 0 {
		s.f("Classes: 1,\n")
	}
	// Slices of literals: a slice of an array would be made at import.
	for _, a := range []struct {
		field  string
		values []int
	}{{"Codes", x.codes}, {"SubPages", x.subPages}, {"PageRows", x.pageRows}, {"SubRows", x.subRows}} {
		s.f("%s: []uint16{", a.field)
		s.numbers(a.values)
		s.f("},\n")
	}
	s.f("}\n")
	return s.bytes()
}

// dictionary writes a language's variable and its text. pkg is "messages." outside of messages; parent is the
// expression of the dictionary that serves what this one lacks, "" for none; doc ends the variable's doc comment.
func dictionary(t *table, l *lang, s *source, pkg, parent, doc string) {
	v := identifier(l.id)
	var text texts
	text.ends = []int{0}
	add := func(k key) {
		m := l.text[k]
		text.add(k.String(), m.title, m.detail, m.remedy)
	}
	if t.own {
		for c := 1; c <= 5; c++ {
			add(key{class: c})
		}
	}
	for _, k := range t.codeKeys() {
		add(k)
	}
	for _, k := range t.subKeys() {
		add(k)
	}
	s.f("// %s is the text in %s (%s).%s\nvar %s = %sNewDictionary(%sData{\n", l.name, display.English.Tags().Name(l.tag), l.id, doc, l.name, pkg, pkg)
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
	s.f("},\n})\n\n")
	s.f("func %sTag() *language.Tag { %s }\n\n", v, tagExpression(l))
	if parent != "" {
		s.f("func %sParent() *messages.Dictionary { return %s }\n\n", v, parent)
	}
	text.write(s, v+"Text has the title, detail and remedy of every row.", v+"Text")
}

// tagExpression returns the statement that returns a pointer to a language's tag: to the variable of x/text where it has
// one, which costs nothing.
func tagExpression(l *lang) string {
	if name, ok := predeclared[l.tag]; ok {
		return "return &language." + name
	}
	return "t := language.MustParse(\"" + l.id + "\"); return &t"
}
