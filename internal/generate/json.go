package generate

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/httpstatus-go/httpstatus/internal/table"
	"github.com/httpstatus-go/httpstatus/internal/tablejson"
)

// A Named is a table with the name of its package.
type Named struct {
	Name  string
	Table *table.Table
}

// JSON makes the file of whole tables for other programs. It says that it is made from the tables at reference.
func JSON(reference string, tables ...Named) []byte {
	facts := table.CodeFacts
	for _, n := range tables {
		if n.Table.Own {
			facts = n.Table.CodeFacts // what it says now, and not what it said when the generator's list was made
		}
	}
	d := tablejson.Document{Comment: generatedFrom(reference), Version: tablejson.Version, Tables: []tablejson.Table{}}
	for _, n := range tables {
		d.Tables = append(d.Tables, jsonTable(n, facts))
	}
	return marshal(d)
}

// generatedFrom returns the sentence by which a generated file is known.
func generatedFrom(reference string) string {
	return strings.TrimPrefix(fmt.Sprintf(header, reference), "// ")
}

// marshal returns a value as JSON. What this package makes of a table can be encoded.
func marshal(v any) []byte {
	out, err := tablejson.Marshal(v)
	if err != nil {
		panic("gen: wrote a file that is not JSON: " + err.Error()) // a fault of the generator, not of a table
	}
	return out
}

func jsonTable(n Named, facts codeFacts) tablejson.Table {
	t := n.Table
	out := tablejson.Table{Name: n.Name, Languages: []string{}, Statuses: []tablejson.Status{}}
	others := map[table.Key]bool{}
	for i := range t.Languages {
		l := &t.Languages[i]
		out.Languages = append(out.Languages, l.ID)
		for k := range l.Text {
			others[k] = t.Status(k) == nil
		}
	}
	for _, s := range t.Statuses() {
		out.Statuses = append(out.Statuses, jsonStatus(t, s, facts))
	}
	for _, k := range slices.SortedFunc(maps.Keys(others), table.Key.Compare) {
		if others[k] {
			out.OtherText = append(out.OtherText, tablejson.Other{Status: k.String(), Text: jsonText(t, k)})
		}
	}
	return out
}

func jsonStatus(t *table.Table, s table.Status, facts codeFacts) tablejson.Status {
	out := tablejson.Status{
		Status: s.Key.String(), Code: s.Code, Name: s.Name, Aliases: t.AliasesOf(s.Key), ID: s.ID, Type: typeOf(s),
		Reason: s.Get("reason"), State: s.Get("state"), Content: yes(s.Get("content")), Cacheable: yes(s.Get("cacheable")),
		NoStore: yes(s.Get("nostore")), Legacy: s.Get("legacy"), ReplacedBy: s.Get("replaced"),
		Vendor: s.Get("vendor"), Seen: s.Get("seen"), Source: cmp.Or(s.Get("source"), s.Get("spec")), URL: s.Get("url"),
		Deprecated: s.Get("deprecated"), Text: jsonText(t, s.Key),
	}
	if s.IsSub {
		out.Substatus = &s.Sub
	}
	if s.Code < 600 {
		out.Class = fmt.Sprintf("%dxx", s.Code/100)
	}
	var mustHave string
	out.Retry, mustHave = facts(s.Code)
	out.MustHave = list(mustHave, ", ")
	if v := s.Get("versions"); v != "unknown" {
		out.Versions = list(v, " ")
	}
	for _, p := range s.Params {
		out.Params = append(out.Params, tablejson.Param{Name: p.Name, Type: p.Kind})
	}
	return out
}

// typeOf returns the problem type that a status is answered with.
func typeOf(s table.Status) string { return cmp.Or(s.Type, "about:blank") }

// codeFacts is a function as [table.CodeFacts].
type codeFacts func(code int) (retry, mustHave string)

// jsonText returns the text of a key in the languages that have it.
func jsonText(t *table.Table, k table.Key) map[string]tablejson.Text {
	out := map[string]tablejson.Text{}
	for i := range t.Languages {
		l := &t.Languages[i]
		if m, ok := l.Text[k]; ok {
			out[l.ID] = tablejson.Text{
				Title: template(m.Title), Detail: template(m.Detail), Remedy: template(m.Remedy),
				Component: m.Component, Note: m.Note, Search: list(m.Search, "; "),
			}
		}
	}
	return out
}

// template returns a text whose placeholders have their name alone: {items} for {items:int}.
func template(text string) string {
	return table.Replace(text, func(name string) string { return "{" + name + "}" })
}

// yes returns what a column of facts says that has yes or no; nil for neither.
func yes(field string) *bool {
	if field == "" {
		return nil
	}
	is := field == "yes"
	return &is
}

// list returns the items between separators; nil for none.
func list(s, separator string) []string {
	if s == "" {
		return nil
	}
	return strings.Split(s, separator)
}
