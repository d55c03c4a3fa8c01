package main

import (
	"iter"
	"slices"
	"strconv"

	"github.com/httpstatus-go/httpstatus"
	"github.com/httpstatus-go/httpstatus/internal/table"
	"github.com/httpstatus-go/httpstatus/messages"
)

// A status is one that the command can speak of: a row of a table, or a number that stands in none.
type status struct {
	source *source
	number httpstatus.Substatus // of a code, Sub is 0
	isCode bool                 // a code: 404, not 404.0
	known  bool                 // it stands in the table of its source
}

// String returns the number: "404", "404.0".
func (s status) String() string {
	if s.isCode {
		return strconv.Itoa(int(s.number.Code))
	}
	return s.number.String()
}

// qualified returns the number, and before it the table whose it is: "404", "403.14", "nginx/499".
func (s status) qualified() string {
	if s.source.kind >= vendor {
		return s.source.id + "/" + s.String()
	}
	return s.String()
}

// key is what s has in the files of its table.
func (s status) key() table.Key {
	return table.Key{Code: int(s.number.Code), Sub: s.number.Sub, IsSub: !s.isCode}
}

// sub returns the number that refines the code, or -1 for a code, as package messages has it.
func (s status) sub() int {
	if s.isCode {
		return -1
	}
	return s.number.Sub
}

// row returns the row of s; nil for one that is not known.
func (s status) row() *table.Status {
	if !s.known {
		return nil
	}
	return s.source.facts.Status(s.key())
}

// params returns the placeholders of the text of s; none for one that is not known.
func (s status) params() []table.Param {
	if row := s.row(); row != nil {
		return row.Params
	}
	return nil
}

// get returns a column of the row of s; "" for one that is not known.
func (s status) get(column string) string {
	if row := s.row(); row != nil {
		return row.Get(column)
	}
	return ""
}

// goNames returns the names of s in Go, with the package; the preferred one first.
func (s status) goNames() []string {
	row := s.row()
	if row == nil || row.Name == "" {
		return nil
	}
	names := append([]string{row.Name}, s.source.facts.AliasesOf(row.Key)...)
	names[0] = s.source.pkg + "." + names[0]
	return names
}

// rowText returns the row of s in the text file of one of the languages of its table; the zero row if there is none.
func (s status) rowText(language string) table.Message {
	for i := range s.source.facts.Languages {
		if l := &s.source.facts.Languages[i]; l.ID == language {
			return l.Text[s.key()]
		}
	}
	return table.Message{}
}

// note returns a text of s beside its message, for a reader; or, if the table has it in its default language alone, in that,
// which foreign tells.
func (s status) note(tag string, what func(table.Message) string) (text string, foreign bool) {
	id := s.source.text.Matcher().Match(tag).String()
	if text = what(s.rowText(id)); text != "" {
		return text, false
	}
	first := s.source.facts.Languages[0].ID
	return what(s.rowText(first)), first != id
}

func component(m table.Message) string { return m.Component }
func noteText(m table.Message) string  { return m.Note }

// message returns the text of s in the language of a tag, or the nearest that its table has. It is that of the code or class
// for one that is not known. The tables of -table come first, as they can have words of their own for a registered code.
func (lib *library) message(s status, tag string) messages.Message {
	switch {
	case s.source.kind >= vendor:
		return s.source.message(s, s.source.text.Matcher().Match(tag))
	case s.known:
		return s.source.message(s, lib.matcher.Match(tag))
	}
	return s.source.message(s, messages.Match(tag))
}

// message returns the text of a status of t in a dictionary, with the names of the values that belong into it.
func (t *source) message(s status, d *messages.Dictionary) messages.Message {
	switch {
	case t.kind >= vendor:
		var params []messages.Param
		for _, p := range s.params() {
			params = append(params, messages.Param{Name: p.Name, Value: "{" + p.Name + "}"})
		}
		return t.text.Fill(d, s.number.Code, s.sub(), params...)
	case s.isCode:
		return d.Code(s.number.Code)
	}
	return d.Substatus(s.number)
}

// class is the class of s; 0 for a number that is not 100 to 599.
func (s status) class() httpstatus.Class { return s.number.Code.Class() }

// codes returns the known statuses that have the code's number, that of the registry first.
func (lib *library) codes(c httpstatus.Code) []status { return lib.numbered(c.Sub(0), true) }

// numbered returns the known statuses that have a number, those of the built-in table first.
func (lib *library) numbered(number httpstatus.Substatus, isCode bool) []status {
	var found []status
	for _, s := range lib.sources {
		if s.has(number, isCode) {
			found = append(found, status{s, number, isCode, true})
		}
	}
	return found
}

// replaces yields the substatuses that newer versions of IIS replaced by s.
func (s status) replaces() iter.Seq[httpstatus.Substatus] {
	return func(yield func(httpstatus.Substatus) bool) {
		if s.source.kind >= vendor {
			return
		}
		for t := range httpstatus.Substatuses() {
			r := t.Info().Replaced
			if r == (httpstatus.Substatus{}) || r != s.number {
				continue
			}
			// A replacement by a code alone, 431, is held as its substatus 0.
			if s.isCode != r.Known() && !yield(t) {
				return
			}
		}
	}
}

func has(all []string, s string) bool { return slices.Contains(all, s) }
