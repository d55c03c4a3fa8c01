package messages

import (
	"slices"
	"strconv"
	"strings"

	"github.com/httpstatus-go/httpstatus"
)

// A Status is a status of an application's own: a code that a second number refines, and that knows the table which it is
// from. Generated packages have a variable for each of theirs. Two tables' 403.1001 are different values.
//
// A Status is comparable, and it is an error: errors.Is finds it to be itself, its code, and the substatus of its numbers.
// Every method can be called on any value, the zero Status included; one whose numbers its table does not have has the
// text of its code.
type Status struct {
	Code  httpstatus.Code // 403
	Sub   int             // 1001
	Table *Table          // the table that has its text; nil: none
}

// A Param is a value for a placeholder of a text.
type Param struct {
	Name  string // "balance", for {balance}
	Value any    // a string, or an int for {items:int}
}

// Substatus returns the numbers of s.
func (s Status) Substatus() httpstatus.Substatus {
	return httpstatus.Substatus{Code: s.Code, Sub: s.Sub}
}

// StatusCode returns the code of s as an int.
func (s Status) StatusCode() int { return int(s.Code) }

// String returns the code and the substatus: "403.1001".
func (s Status) String() string { return s.Substatus().String() }

// MarshalText returns what [Status.String] returns, and nothing for numbers that are both 0. It is an error if the code is
// not 100 to 999 or the substatus not 0 to [httpstatus.MaxSub].
func (s Status) MarshalText() ([]byte, error) { return s.Substatus().MarshalText() }

// Name returns the name in Go, "InsufficientBalance"; "" for a status that its table does not have.
func (s Status) Name() string { return s.fact(factName) }

// ID returns what programs know the status by, "insufficient_balance"; "" for a status that its table does not have. It
// never changes.
func (s Status) ID() string { return s.fact(factID) }

// Type returns the problem type (RFC 9457, 3.1.1), a URI reference that ends in the ID in kebab case:
// "https://errors.example.com/insufficient-balance". It is "about:blank" for a status that its table does not have.
func (s Status) Type() string {
	if typ := s.fact(factType); typ != "" {
		return typ
	}
	return aboutBlank
}

func (s Status) fact(i int) string {
	row := s.row()
	if row == 0 {
		return ""
	}
	return s.Table.fact(row, i)
}

func (s Status) row() int {
	if s.Sub < 0 {
		return 0 // which find takes for the code
	}
	return s.Table.find(s.Code, s.Sub)
}

// Error returns the numbers and the title in the table's default language: "403.1001 Insufficient balance". A status that
// its table does not have has the reason phrase of its code there, if that has one.
func (s Status) Error() string { return s.Table.FillError(s.Code, s.Sub) }

// Is reports whether target is s, its code, or the substatus of its numbers. It serves errors.Is.
func (s Status) Is(target error) bool {
	if t, ok := target.(Status); ok {
		return t == s
	}
	return s.Substatus().Is(target)
}

// As sets target to the numbers of s, if it is an *httpstatus.Substatus, which serves errors.As; and to its Table, if it is a
// **Table, for who calls As itself: errors.As takes no such target.
func (s Status) As(target any) bool {
	switch t := target.(type) {
	case *httpstatus.Substatus:
		*t = s.Substatus()
	case **Table:
		*t = s.Table
	default:
		return false
	}
	return true
}

// Message returns the text of s in the language of d, or in that of the table's languages which serves the readers of d
// best; for nil, in the table's default. A placeholder, whose value s does not have, is shown as "…". A status that its
// table does not have gets the text of its code.
func (s Status) Message(d *Dictionary) Message { return s.Table.Fill(d, s.Code, s.Sub) }

// Fill returns the text of a row of the table, its placeholders replaced by the values, in the language of d as
// [Status.Message] says. The row is that of a substatus, or of the code itself if sub is negative. A value is text and
// nothing else: braces in it are not looked at, and it is not escaped for HTML. A placeholder without a value becomes "…".
//
// Generated code calls it. Programs call the Message of an error.
func (t *Table) Fill(d *Dictionary, code httpstatus.Code, sub int, values ...Param) Message {
	d = t.nearest(d)
	row := t.find(code, sub)
	if row == 0 {
		return d.Code(code)
	}
	if len(values) == 0 {
		return d.message(row)
	}
	m := d.message(d.template(row))
	m.Title, m.Detail, m.Remedy = fill(m.Title, values), fill(m.Detail, values), fill(m.Remedy, values)
	return m
}

// template returns the row whose text has the placeholders of row, and row itself if its text has none.
func (d *Dictionary) template(row int) int {
	x := d.Data.Index
	i, ok := slices.BinarySearch(x.Templates, uint16(row))
	if !ok {
		return row
	}
	return len(d.Data.Ends)/3 - len(x.Templates) + i
}

// FillError returns the numbers of a row, its title in the table's default language, and the values, quoted: `403.1001
// Insufficient balance (balance="12.50", items=3)`. It is meant for a log. The row is that of a substatus, or of the code
// itself if sub is negative.
//
// Generated code calls it. Programs call the Error of an error.
func (t *Table) FillError(code httpstatus.Code, sub int, values ...Param) string {
	var b strings.Builder
	b.WriteString(strconv.Itoa(int(code)))
	if sub >= 0 {
		b.WriteByte('.')
		b.WriteString(strconv.Itoa(sub))
	}
	title := code.Reason()
	if t.find(code, sub) != 0 {
		title = t.Fill(nil, code, sub, values...).Title
	}
	if title != "" {
		b.WriteByte(' ')
		b.WriteString(title)
	}
	for i, v := range values {
		if i == 0 {
			b.WriteString(" (")
		} else {
			b.WriteString(", ")
		}
		b.WriteString(v.Name)
		b.WriteByte('=')
		if text, ok := v.Value.(string); ok {
			b.WriteString(strconv.Quote(text))
		} else {
			b.WriteString(v.text())
		}
	}
	if len(values) > 0 {
		b.WriteByte(')')
	}
	return b.String()
}

// text returns the value as it stands in a text.
func (p Param) text() string {
	switch v := p.Value.(type) {
	case string:
		return v
	case int:
		return strconv.Itoa(v)
	}
	return "…"
}

// fill replaces the placeholders in text, in one pass.
func fill(text string, values []Param) string {
	if !strings.Contains(text, "{") {
		return text
	}
	size := len(text)
	for _, v := range values {
		s, _ := v.Value.(string)
		size += len(s)
	}
	var b strings.Builder
	b.Grow(size)
	for {
		before, rest, ok := strings.Cut(text, "{")
		b.WriteString(before)
		if !ok {
			return b.String()
		}
		var name string
		name, text, _ = strings.Cut(rest, "}")
		if i := slices.IndexFunc(values, func(v Param) bool { return v.Name == name }); i >= 0 {
			b.WriteString(values[i].text())
		} else {
			b.WriteString("…")
		}
	}
}

// IfUndefinedRunGenAgain3 is the version of the form that generated packages have. They name it, so that one of another
// version does not compile, and the compiler says so in a line that tells what to do: run the generator again, that of the
// version of this module which the program uses.
const IfUndefinedRunGenAgain3 = true
