package table

import (
	"slices"
	"strings"
)

// RowFacts is how many facts a row has.
const RowFacts = 10

// Facts returns the facts of a row of the table, in the order and the form in which package messages reads them. A class has
// none.
func (t *Table) Facts(k Key) []string {
	facts := make([]string, RowFacts)
	s := t.Status(k)
	if s == nil {
		return facts
	}
	var params []string
	for _, p := range s.Params {
		if p.Kind != "string" {
			p.Name += ":" + p.Kind
		}
		params = append(params, p.Name)
	}
	source := s.Get("source")
	if t.Own && !s.IsSub {
		source = s.Get("spec")
	}
	copy(facts, []string{
		s.Name, s.ID, s.Type, strings.Join(params, " "), s.Get("vendor"), s.Get("seen"), source, s.Get("url"), s.Get("deprecated"),
		strings.Join(t.AliasesOf(k), " "),
	})
	return facts
}

// A TextRow is the text of a row of a dictionary.
type TextRow struct {
	Key                   Key
	IsTemplate            bool // it has the placeholders, "{items}"; else "…" in their places
	Title, Detail, Remedy string
}

// TextRows returns the text of a language, in the order and the form in which package messages reads it: each row of the
// table; then the text of others' statuses; then once more, as templates, the rows that have placeholders.
func (t *Table) TextRows(l *Language) (rows []TextRow) {
	add := func(k Key, isTemplate bool, value func(name string) string) {
		m := l.Text[k]
		rows = append(rows, TextRow{k, isTemplate, Replace(m.Title, value), Replace(m.Detail, value), Replace(m.Remedy, value)})
	}
	for _, k := range slices.Concat(t.Rows(), t.Overrides(l)) {
		add(k, false, func(string) string { return "…" })
	}
	for _, k := range t.Rows() {
		if t.hasParams(k) {
			add(k, true, func(name string) string { return "{" + name + "}" })
		}
	}
	return rows
}

// hasParams reports whether the text of a row has placeholders. A class has none.
func (t *Table) hasParams(k Key) bool {
	s := t.Status(k)
	return s != nil && len(s.Params) > 0
}

// Parent returns the built-in language that serves what a language of the table lacks: that of the same language and
// script, or for the default English. It returns "" for any other, which the table's default serves.
func (t *Table) Parent(l *Language) string {
	switch script := l.Script(); {
	case script == "zh-Hans", script == "zh-Hant":
		return script
	case script == "en-Latn", l.ID == t.Languages[0].ID:
		return "en"
	}
	return ""
}

// Script returns the language and what it is written in: "zh-Hans" for zh-CN.
func (l *Language) Script() string {
	base, _ := l.Tag.Base()
	script, _ := l.Tag.Script()
	return base.String() + "-" + script.String()
}
