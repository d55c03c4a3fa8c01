package messages

import (
	"cmp"
	"iter"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/httpstatus-go/httpstatus"
)

// A Table is the statuses of one source table, and their text in each of its languages. It is static data, made by the
// generator; any number of goroutines can use it. The nil Table and the zero Table are empty.
type Table struct {
	Data TableData // for the generator, which writes it; it must not change

	once    sync.Once
	matcher *Matcher
}

// TableData is what a [Table] is made of. The generator writes it; a program has no use for it.
type TableData struct {
	Name         string        // "billing"
	Index        *Index        // of the table's own rows
	Dictionaries []*Dictionary // the default first
	Facts        Texts         // by row, as rowFacts names them
	Notes        []Texts       // by dictionary and row, as rowNotes names them
}

// Texts is the strings of each row in turn, behind each other; row 0 has empty ones. The generator writes it; a program
// has no use for it.
type Texts struct {
	Text string
	Ends []uint32 // where each string begins in Text, and at last where the last one ends
}

// at returns string i of a row that has n.
func (t Texts) at(row, i, n int) string {
	i += row * n
	return t.Text[t.Ends[i]:t.Ends[i+1]]
}

// The strings of a row in TableData.Facts.
const (
	factName = iota
	factID
	factType
	factParams // "balance items:int"
	factVendor
	factSeen
	factSource
	factURL
	factDeprecated
	factAliases // "Poor TooPoor"
	rowFacts
)

// The strings of a row in a language, in TableData.Notes.
const (
	noteComponent = iota
	noteNote
	noteSearch
	rowNotes
)

// aboutBlank is the problem type of a status that says no more than its code (RFC 9457, 4.2.1).
const aboutBlank = "about:blank"

// A Row is what a [Table] has of one status, apart from its text.
type Row struct {
	Code       httpstatus.Code
	Sub        int         // -1: the row is of the code itself
	Name       string      // the name in Go, "InsufficientBalance"; "" if there is none
	Aliases    []string    // other names in Go, as those that it had before; nil for none
	ID         string      // "insufficient_balance": what programs switch on; "" if there is no name
	Type       string      // the problem type, a URI reference; "about:blank" for a row of a code or of IIS
	Params     []ParamType // the values that the text asks for, in the order of the text; nil for none
	Vendor     string      // whose status it is, "nginx"; "" if the table does not say
	Seen       string      // where it is seen: "wire", "log", "wire and log" or "configuration"; "" if the table does not say
	Source     string      // where its facts are from, "RFC 9110, 15.5.5"; "" if the table does not say
	URL        string      // the page that documents it; "" if the table has none
	Deprecated string      // why it should not be used any more, and what to use; "" for a status in use

	table *Table
	row   int
}

// A ParamType is the name and type of a value that a text asks for.
type ParamType struct {
	Name string // "balance", for {balance}
	Type string // "string", or "int" for {items:int}
}

// Name returns the name of the table, which is that of its package: "billing". It is "" for the nil Table.
func (t *Table) Name() string {
	if t == nil {
		return ""
	}
	return t.Data.Name
}

// Matcher returns the matcher of the table's languages, of which the first is the default. It is made at the first call.
// That of an empty Table is one of [English].
func (t *Table) Matcher() *Matcher {
	if t == nil || len(t.Data.Dictionaries) == 0 {
		return NewMatcher(English)
	}
	t.once.Do(func() { t.matcher = NewMatcher(t.Data.Dictionaries...) })
	return t.matcher
}

// Dictionaries returns the text of the table in each of its languages, the default first.
func (t *Table) Dictionaries() iter.Seq[*Dictionary] {
	return func(yield func(*Dictionary) bool) {
		if t == nil {
			return
		}
		for _, d := range t.Data.Dictionaries {
			if !yield(d) {
				return
			}
		}
	}
}

// Rows returns the rows of the table, ascending, a code before its substatuses. Text that the table has for statuses which
// are not its own, as a brand's words for 404, is no row.
func (t *Table) Rows() iter.Seq[Row] {
	return func(yield func(Row) bool) {
		if t == nil || t.Data.Index == nil {
			return
		}
		x := t.Data.Index
		for i := range x.Codes {
			c := x.First + httpstatus.Code(i)
			if r := x.code(c); r != 0 && !yield(t.row(c, -1, r)) {
				return
			}
			for sub, r := range x.substatuses(c) {
				if !yield(t.row(c, sub, r)) {
					return
				}
			}
		}
	}
}

// Statuses returns the statuses of the rows that have a substatus, ascending.
func (t *Table) Statuses() iter.Seq[Status] {
	return func(yield func(Status) bool) {
		for r := range t.Rows() {
			if r.Sub >= 0 && !yield(Status{r.Code, r.Sub, t}) {
				return
			}
		}
	}
}

// Lookup returns the status of the table that has the numbers of s, and reports whether there is one.
func (t *Table) Lookup(s httpstatus.Substatus) (Status, bool) {
	status := Status{s.Code, s.Sub, t}
	if status.row() == 0 {
		return Status{}, false
	}
	return status, true
}

// find returns the row of a substatus, or of a code if sub is negative; 0 if the table has none.
func (t *Table) find(code httpstatus.Code, sub int) int {
	switch {
	case t == nil || t.Data.Index == nil:
		return 0
	case sub < 0:
		return t.Data.Index.code(code)
	}
	return t.Data.Index.substatus(httpstatus.Substatus{Code: code, Sub: sub})
}

func (t *Table) fact(row, i int) string { return t.Data.Facts.at(row, i, rowFacts) }

func (t *Table) row(code httpstatus.Code, sub, row int) Row {
	r := Row{
		Code: code, Sub: sub,
		Name: t.fact(row, factName), ID: t.fact(row, factID), Type: t.fact(row, factType),
		Vendor: t.fact(row, factVendor), Seen: t.fact(row, factSeen), Source: t.fact(row, factSource), URL: t.fact(row, factURL),
		Deprecated: t.fact(row, factDeprecated), Aliases: slices.Collect(strings.FieldsSeq(t.fact(row, factAliases))),
		table: t, row: row,
	}
	if r.Type == "" {
		r.Type = aboutBlank
	}
	for p := range strings.FieldsSeq(t.fact(row, factParams)) {
		name, kind, ok := strings.Cut(p, ":")
		if !ok {
			kind = "string"
		}
		r.Params = append(r.Params, ParamType{name, kind})
	}
	return r
}

// nearest returns the dictionary of the table in the language of d, or the one that serves its readers best; the default
// for nil. The nil Table has d itself, or English.
func (t *Table) nearest(d *Dictionary) *Dictionary {
	switch {
	case t == nil || len(t.Data.Dictionaries) == 0:
		return cmp.Or(d, English)
	case d == nil:
		return t.Data.Dictionaries[0]
	case slices.Contains(t.Data.Dictionaries, d):
		return d
	}
	return t.Matcher().Match(d.String())
}

// Substatus returns the numbers of the row; the Sub of a code itself is 0.
func (r Row) Substatus() httpstatus.Substatus {
	return httpstatus.Substatus{Code: r.Code, Sub: max(r.Sub, 0)}
}

// String returns the number of the row: "404", or "403.1001".
func (r Row) String() string {
	if r.Sub < 0 {
		return strconv.Itoa(int(r.Code))
	}
	return r.Substatus().String()
}

// Message returns the text of the row in the language of d, or the table's nearest.
func (r Row) Message(d *Dictionary) Message { return r.table.Fill(d, r.Code, r.Sub) }

// Component returns the part of the server that sets the status, in the language of d or the table's nearest; "" if the
// table does not say.
func (r Row) Component(d *Dictionary) string { return r.note(d, noteComponent) }

// Note returns what else is to be known of the status, in the language of d or the table's nearest; "" for nothing.
func (r Row) Note(d *Dictionary) string { return r.note(d, noteNote) }

// Search returns the words and phrases that people look for the status with, in the language of d or the table's nearest,
// with "; " between them; "" for none.
func (r Row) Search(d *Dictionary) string { return r.note(d, noteSearch) }

func (r Row) note(d *Dictionary, i int) string {
	if r.table == nil {
		return ""
	}
	near := r.table.nearest(d)
	if near.parts != nil {
		near = near.parts[0] // whose rows it has
	}
	if j := slices.Index(r.table.Data.Dictionaries, near); 0 <= j && j < len(r.table.Data.Notes) {
		return r.table.Data.Notes[j].at(r.row, i, rowNotes)
	}
	return ""
}
