package messages

import (
	"slices"
	"strconv"
	"strings"

	"github.com/httpstatus-go/httpstatus"
)

// An Error is a status together with the values for the placeholders of its text: with the value "12.50" for balance,
// "The balance is {balance}." becomes "The balance is 12.50.". The text is found late, by [Error.Message], in the
// language of whoever reads it. Generated packages have a function for each status with placeholders that returns one.
//
// It wraps its status: errors.Is finds a billing.InsufficientBalance in it, and its code.
type Error struct {
	status Status
	log    *Dictionary
	values []Value
}

// A Status is an [httpstatus.Code] or an [httpstatus.Substatus].
type Status interface {
	error
	StatusCode() int
}

// A Value is what replaces the placeholder of a name in a text.
type Value struct {
	Name string // "balance", for {balance}
	Text string // any text: it is escaped where it is shown, not here
}

// NewError returns status with the values of its text. Its [Error.Error] speaks the language of log. Generated code
// calls it.
func NewError(status Status, log *Dictionary, values ...Value) *Error {
	return &Error{status, log, slices.Clone(values)}
}

// Error returns the status and its title in the language of the table's default, with the values behind it, quoted:
// `403.1001 Insufficient balance (balance="12.50")`. It is meant for a log.
func (e *Error) Error() string {
	var b strings.Builder
	if s, ok := e.status.(httpstatus.Substatus); ok {
		b.WriteString(s.String())
	} else {
		b.WriteString(strconv.Itoa(e.StatusCode()))
	}
	if e.log != nil {
		if title := e.Message(e.log).Title; title != "" {
			b.WriteString(" " + title)
		}
	}
	for i, v := range e.values {
		if i == 0 {
			b.WriteString(" (")
		} else {
			b.WriteString(", ")
		}
		b.WriteString(v.Name + "=" + strconv.Quote(v.Text))
	}
	if len(e.values) > 0 {
		b.WriteString(")")
	}
	return b.String()
}

// Unwrap returns the status: an [httpstatus.Code] or an [httpstatus.Substatus].
func (e *Error) Unwrap() error { return e.status }

// StatusCode returns the code of the status as an int. That of the zero Error is 500.
func (e *Error) StatusCode() int {
	if e.status == nil {
		return int(httpstatus.InternalServerError)
	}
	return e.status.StatusCode()
}

// Values returns the values, in the order in which they were given.
func (e *Error) Values() []Value { return slices.Clone(e.values) }

// Message returns the text of the status in d, its placeholders replaced by the values. A value is text and nothing
// else: braces in it are not looked at, and it is not escaped for HTML. A placeholder without a value becomes "…", as
// in the text of the status alone.
func (e *Error) Message(d *Dictionary) Message {
	row := 0
	if s, ok := e.status.(httpstatus.Substatus); ok {
		d, row = d.findSubstatus(s)
	}
	if row == 0 {
		d, row = d.findCode(httpstatus.Code(e.StatusCode()))
	}
	x := d.data.Index
	i, isTemplate := slices.BinarySearch(x.Templates, uint16(row))
	if isTemplate {
		row = (len(d.data.Ends)-1)/3 - len(x.Templates) + i
	}
	title, detail, remedy := d.text(row)
	if isTemplate {
		title, detail, remedy = e.fill(title), e.fill(detail), e.fill(remedy)
	}
	return Message{title, detail, remedy, *d.tag()}
}

// fill replaces the placeholders in text, in one pass.
func (e *Error) fill(text string) string {
	var b strings.Builder
	for {
		before, rest, ok := strings.Cut(text, "{")
		b.WriteString(before)
		if !ok {
			return b.String()
		}
		var name string
		name, text, _ = strings.Cut(rest, "}")
		if i := slices.IndexFunc(e.values, func(v Value) bool { return v.Name == name }); i >= 0 {
			b.WriteString(e.values[i].Text)
		} else {
			b.WriteString("…")
		}
	}
}
