package generate

import (
	"strings"

	"github.com/httpstatus-go/httpstatus/internal/table"
	"golang.org/x/text/language/display"
)

// text makes the file of a package's text.
func text(t *table.Table, pkg, reference string) []byte {
	s := newGoFile(reference, pkg, "")
	s.f("import (\n\"%s/messages\"\n\"golang.org/x/text/language\"\n)\n\n", Module)
	index(t, s, "messages.", "statusIndex", "finds the row of a status in every dictionary of this package", nil)
	for i := range t.Languages {
		l := &t.Languages[i]
		dictionary(t, l, s, "messages.", parent(t, l))
		if hasNotes(t) {
			notes(t, l, s)
		}
	}
	tableArrays(t, s, "messages.")
	return s.bytes()
}

// messagesFiles makes the generated files of package messages: the table, and a dictionary a language.
func messagesFiles(t *table.Table) map[string][]byte {
	s := newGoFile("tables", "messages", "")
	s.f("%svar Standard = &Table{Data: TableData{\nName: \"httpstatus\",\n", comment("Standard is the table of the codes that IANA registers and of the substatuses of IIS."))
	tableData(t, s, "")
	s.f("}}\n\n")
	index(t, s, "", "statusIndex", "finds the row of a status in the dictionaries of this package", nil)
	tableArrays(t, s, "")
	out := map[string][]byte{"messages/table_gen.go": s.bytes()}
	for i := range t.Languages {
		l := &t.Languages[i]
		s := newGoFile("tables/text."+l.ID+".tsv", "messages", "")
		s.f("import \"golang.org/x/text/language\"\n\n")
		dictionary(t, l, s, "", "")
		if hasNotes(t) {
			notes(t, l, s)
		}
		out["messages/"+fileName(l.ID)+"_gen.go"] = s.bytes()
	}
	return out
}

// fileName returns a language's tag as a part of a file's name.
func fileName(id string) string { return strings.ToLower(strings.ReplaceAll(id, "-", "_")) }

// index writes the variable that finds the rows of the table and, behind them, of others. pkg is "messages." outside of
// messages.
func index(t *table.Table, s *goFile, pkg, name, doc string, others []table.Key) {
	x := t.Index(others)
	s.raw("// %s %s.\nvar %s = %sIndex{\n", name, doc, name, pkg)
	if c := x.Classes; c != [5]int{} {
		s.more("\tFirst:   %d,\n\tClasses: [5]uint16{%d, %d, %d, %d, %d},\n", x.First, c[0], c[1], c[2], c[3], c[4])
	} else {
		s.more("\tFirst: %d,\n", x.First)
	}
	// Slices of literals: a slice of an array would be made at import.
	for _, a := range []struct {
		field  string
		values []int
	}{{"Codes", x.Codes}, {"SubPages", x.SubPages}, {"PageRows", x.PageRows}, {"SubRows", x.SubRows}, {"Templates", x.Templates}} {
		if len(a.values) > 0 {
			s.more("\t%s: []uint16{\n%s\t},\n", a.field, numbers(a.values, "\t\t"))
		}
	}
	s.more("}\n\n")
}

// variable returns the name of a language's variable with a small first letter, which those of its parts begin with.
func variable(l *table.Language) string { return strings.ToLower(l.Name[:1]) + l.Name[1:] }

// dictionary writes a language's variable and its text. pkg is "messages." outside of messages; parent is the
// expression of the dictionary that serves what this one lacks, "" for none.
func dictionary(t *table.Table, l *table.Language, s *goFile, pkg, parent string) {
	v := variable(l)
	text := newTexts(3)
	for _, r := range t.TextRows(l) {
		comment := r.Key.String()
		if r.IsTemplate {
			comment += ", with its placeholders"
		}
		text.add(comment, r.Title, r.Detail, r.Remedy)
	}
	others := t.Overrides(l)
	x := "statusIndex"
	if len(others) > 0 {
		x = v + "Rows"
	}
	s.f("// %s is the text in %s (%s).\nvar %s = &%sDictionary{Data: %sData{\nTag: %sTag,\n", l.Name, languageName(l), l.ID, l.Name, pkg, pkg, v)
	if parent != "" {
		s.f("Parent: %sParent,\n", v)
	}
	s.f("Index: &%s,\nText: %sText,\nEnds: %sEnds,\n}}\n\n", x, v, v)
	s.slice(v+"Ends", text.ends)
	s.f("func %sTag() *language.Tag { %s }\n\n", v, tagExpression(l))
	if parent != "" {
		s.f("func %sParent() *messages.Dictionary { return %s }\n\n", v, parent)
	}
	if len(others) > 0 {
		index(t, s, pkg, x, "finds the row of a status in "+l.Name+", which has text for statuses of others too", others)
	}
	text.write(s, v+"Text has the title, detail and remedy of every row.", v+"Text")
}

// hasNotes reports whether a table has text beside that of the statuses.
func hasNotes(t *table.Table) bool {
	for i := range t.Languages {
		for _, m := range t.Languages[i].Text {
			if m.Component != "" || m.Note != "" || m.Search != "" {
				return true
			}
		}
	}
	return false
}

// notes writes a language's component, note and search of every row.
func notes(t *table.Table, l *table.Language, s *goFile) {
	text := newTexts(3)
	for _, k := range t.Rows() {
		m := l.Text[k]
		text.add(k.String(), m.Component, m.Note, m.Search)
	}
	v := variable(l)
	s.slice(v+"NoteBounds", text.ends)
	text.write(s, v+"Notes has the component, the note and the search phrases of every row.", v+"Notes")
}

// tableData writes what a table is made of, but its name.
func tableData(t *table.Table, s *goFile, pkg string) {
	s.f("Index: &statusIndex,\nDictionaries: dictionaries,\nFacts: %sTexts{Text: facts, Ends: factBounds},\n", pkg)
	if hasNotes(t) {
		s.f("Notes: notes,\n")
	}
}

// tableArrays writes the variables that tableData names.
func tableArrays(t *table.Table, s *goFile, pkg string) {
	var names, notes []string
	for i := range t.Languages {
		l := &t.Languages[i]
		names = append(names, l.Name)
		notes = append(notes, "{Text: "+variable(l)+"Notes, Ends: "+variable(l)+"NoteBounds}")
	}
	s.f("var dictionaries = []*%sDictionary{%s}\n\n", pkg, strings.Join(names, ", "))
	if hasNotes(t) {
		s.f("var notes = []%sTexts{\n%s,\n}\n\n", pkg, strings.Join(notes, ",\n"))
	}
	facts := newTexts(table.RowFacts)
	for _, k := range t.Rows() {
		facts.add(k.String(), t.Facts(k)...)
	}
	s.slice("factBounds", facts.ends)
	facts.write(s, "facts has the name, ID, problem type and the other facts of every row.", "facts")
}

// parent returns the expression of the dictionary that serves what a language of the table lacks.
func parent(t *table.Table, l *table.Language) string {
	switch t.Parent(l) {
	case "en":
		return "messages.English"
	case "zh-Hans":
		return "messages.SimplifiedChinese"
	case "zh-Hant":
		return "messages.TraditionalChinese"
	}
	return t.Languages[0].Name
}

// languageName returns the English name of a language.
func languageName(l *table.Language) string {
	if name := display.English.Tags().Name(l.Tag); name != "" {
		return name
	}
	return l.ID
}

// tagExpression returns the statement that returns a pointer to a language's tag: to the variable of x/text where it has
// one, which costs nothing.
func tagExpression(l *table.Language) string {
	if name, ok := predeclared[l.Tag]; ok {
		return "return &language." + name
	}
	return "t := language.MustParse(\"" + l.ID + "\"); return &t"
}
