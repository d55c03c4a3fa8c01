package catalog

import (
	"strings"

	"github.com/httpstatus-go/httpstatus"
	"github.com/httpstatus-go/httpstatus/internal/field"
	"github.com/httpstatus-go/httpstatus/internal/tablejson"
	"github.com/httpstatus-go/httpstatus/messages"
)

// json returns the entries in the form of the generator's -json, each in all languages, table by table.
func (h *handler) json(entries []*entry) []byte {
	d := tablejson.Document{Version: tablejson.Version, Tables: []tablejson.Table{}}
	var tables []*messages.Table
	for _, e := range entries {
		i := 0
		for i < len(tables) && tables[i] != e.table {
			i++
		}
		if i == len(tables) {
			t := tablejson.Table{Name: e.table.Name(), Languages: []string{}, Statuses: []tablejson.Status{}}
			for d := range e.table.Dictionaries() {
				t.Languages = append(t.Languages, d.String())
			}
			tables, d.Tables = append(tables, e.table), append(d.Tables, t)
		}
		d.Tables[i].Statuses = append(d.Tables[i].Statuses, h.jsonStatus(e))
	}
	out, err := tablejson.Marshal(d)
	if err != nil {
		panic("catalog: " + err.Error()) // there is nothing in it that cannot be encoded
	}
	return out
}

func (h *handler) jsonStatus(e *entry) tablejson.Status {
	row, info := e.row, e.info()
	s := tablejson.Status{
		Status: row.String(), Code: int(row.Code), Name: row.Name, Aliases: row.Aliases, ID: row.ID, Type: row.Type, Retry: info.Retry.String(),
		Vendor: row.Vendor, Seen: row.Seen, Deprecated: row.Deprecated, Text: map[string]tablejson.Text{},
	}
	s.Source, s.URL = e.source()
	if c := row.Code.Class(); c != 0 {
		s.Class = c.String()
	}
	s.MustHave = field.List([]string{info.MustHave})
	for _, p := range row.Params {
		s.Params = append(s.Params, tablejson.Param{Name: p.Name, Type: p.Type})
	}
	switch {
	case row.Sub >= 0:
		s.Substatus = &row.Sub
		if e.table == messages.Standard {
			iis := row.Substatus().Info()
			if iis.Versions != 0 {
				s.Versions = strings.Fields(iis.Versions.String())
			}
			s.Legacy = iis.Legacy
			if iis.Replaced != (httpstatus.Substatus{}) {
				s.ReplacedBy = iis.Replaced.String()
			}
		}
	case e.table == messages.Standard:
		s.Reason, s.State = row.Code.Reason(), info.State.String()
		s.Content, s.Cacheable, s.NoStore = &info.Content, &info.Cacheable, &info.NoStore
	}
	for d := range e.table.Dictionaries() {
		m := e.message(d)
		t := tablejson.Text{Title: m.Title, Detail: m.Detail, Component: row.Component(d), Note: row.Note(d)}
		if h.options.Remedy {
			t.Remedy = m.Remedy
		}
		if words := row.Search(d); words != "" {
			t.Search = strings.Split(words, "; ")
		}
		s.Text[d.String()] = t
	}
	return s
}
