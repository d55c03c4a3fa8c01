package main

import (
	"strings"

	"github.com/httpstatus-go/httpstatus"
	"github.com/httpstatus-go/httpstatus/internal/table"
	"github.com/httpstatus-go/httpstatus/messages"
	xlanguage "golang.org/x/text/language"
)

// newTable returns the table of a package that the generator would write, for package problem. It is made when the command
// runs, of a table that has been checked; the layout is that which package messages reads.
func newTable(t *table.Table, name string) *messages.Table {
	keys := t.Rows()
	m := &messages.Table{Data: messages.TableData{Name: name, Index: newIndex(t, nil)}}

	facts := newTexts(table.RowFacts)
	for _, k := range keys {
		facts.add(t.Facts(k)...)
	}
	m.Data.Facts = facts.done()

	for i := range t.Languages {
		l := &t.Languages[i]
		m.Data.Dictionaries = append(m.Data.Dictionaries, newDictionary(t, l, m))
		notes := newTexts(3)
		for _, k := range keys {
			text := l.Text[k]
			notes.add(text.Component, text.Note, text.Search)
		}
		m.Data.Notes = append(m.Data.Notes, notes.done())
	}
	return m
}

// newDictionary returns the text of a table in a language.
func newDictionary(t *table.Table, l *table.Language, m *messages.Table) *messages.Dictionary {
	text := newTexts(3)
	for _, r := range t.TextRows(l) {
		text.add(r.Title, r.Detail, r.Remedy)
	}
	index := m.Data.Index
	if others := t.Overrides(l); len(others) > 0 {
		index = newIndex(t, others)
	}
	tag, texts := l.Tag, text.done()
	return &messages.Dictionary{Data: messages.Data{
		Tag:    func() *xlanguage.Tag { return &tag },
		Parent: func() *messages.Dictionary { return parentOf(t, l, m) },
		Index:  index,
		Text:   texts.Text,
		Ends:   texts.Ends,
	}}
}

// parentOf returns the dictionary that serves what a language of a table lacks.
func parentOf(t *table.Table, l *table.Language, m *messages.Table) *messages.Dictionary {
	id := t.Parent(l)
	for d := range messages.Standard.Dictionaries() {
		if d.String() == id {
			return d
		}
	}
	return m.Data.Dictionaries[0]
}

// newIndex returns the index of the rows of a table and, behind them, of others.
func newIndex(t *table.Table, others []table.Key) *messages.Index {
	x := t.Index(others)
	index := &messages.Index{
		First: httpstatus.Code(x.First), Codes: narrow(x.Codes), SubPages: narrow(x.SubPages), PageRows: narrow(x.PageRows),
		SubRows: narrow(x.SubRows), Templates: narrow(x.Templates),
	}
	copy(index.Classes[:], narrow(x.Classes[:]))
	return index
}

// narrow returns numbers in the 16 bits that a table which has been checked fits.
func narrow(all []int) []uint16 {
	var out []uint16
	for _, n := range all {
		out = append(out, uint16(n))
	}
	return out
}

// texts collects the strings of rows, behind each other.
type texts struct {
	text strings.Builder
	ends []uint32
}

// newTexts returns texts whose row 0, of what has no text, is n empty strings.
func newTexts(n int) *texts { return &texts{ends: make([]uint32, n+1)} }

func (t *texts) add(fields ...string) {
	for _, f := range fields {
		t.text.WriteString(f)
		t.ends = append(t.ends, uint32(t.text.Len()))
	}
}

func (t *texts) done() messages.Texts { return messages.Texts{Text: t.text.String(), Ends: t.ends} }
