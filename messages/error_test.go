package messages

import (
	"errors"
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"golang.org/x/text/language"

	"github.com/httpstatus-go/httpstatus"
)

var (
	poor   = httpstatus.Substatus{Code: 403, Sub: 1001} // its text has placeholders
	closed = httpstatus.Substatus{Code: 403, Sub: 1002}
)

const held httpstatus.Code = 499 // its text has placeholders

// payments returns a dictionary as the generator makes them.
func payments(tag *language.Tag, parent *Dictionary, rows ...[3]string) *Dictionary {
	x := &Index{First: 403, Codes: make([]uint16, 97), SubPages: make([]uint16, 98), PageRows: make([]uint16, 32), SubRows: make([]uint16, 64)}
	x.Codes[held-403] = 1
	for i := range x.SubPages[1:] {
		x.SubPages[1+i] = 32
	}
	x.PageRows[1001/subPageSize] = 1
	x.SubRows[subPageSize+1001%subPageSize] = 2
	x.SubRows[subPageSize+1002%subPageSize] = 3
	x.Templates = []uint16{1, 2}
	data := Data{Tag: func() *language.Tag { return tag }, Parent: func() *Dictionary { return parent }, Index: x, Ends: []uint32{0, 0, 0, 0}}
	for _, r := range rows {
		for _, s := range r {
			data.Text += s
			data.Ends = append(data.Ends, uint32(len(data.Text)))
		}
	}
	return NewDictionary(data)
}

func english(parent *Dictionary) *Dictionary {
	return payments(&language.English, parent,
		[3]string{"Held until …", "Wait.", ""},
		[3]string{"Too little", "… of … is there.", "Look at …."},
		[3]string{"Closed", "It is closed.", ""},
		[3]string{"Held until {day}", "Wait.", ""},
		[3]string{"Too little", "{balance} of {total} is there.", "Look at {balance}."},
	)
}

func dutch(parent *Dictionary) *Dictionary {
	return payments(&language.Dutch, parent,
		[3]string{"Wacht tot …", "Wacht.", ""},
		[3]string{"Te weinig", "Van … is er ….", ""},
		[3]string{"Dicht", "Het is dicht.", ""},
		[3]string{"Wacht tot {day}", "Wacht.", ""},
		[3]string{"Te weinig", "Van {total} is er {balance}.", ""},
	)
}

func TestErrorMessage(t *testing.T) {
	en := english(English)
	nl := dutch(en)
	for _, tt := range []struct {
		name string
		err  *Error
		in   *Dictionary
		want Message
	}{
		{"substatus", NewError(poor, en, Value{"balance", "5"}, Value{"total", "9"}), en,
			Message{"Too little", "5 of 9 is there.", "Look at 5.", language.English}},
		{"the reader's language", NewError(poor, en, Value{"balance", "5"}, Value{"total", "9"}), nl,
			Message{"Te weinig", "Van 9 is er 5.", "", language.Dutch}},
		{"code", NewError(held, en, Value{"day", "Friday"}), nl,
			Message{"Wacht tot Friday", "Wacht.", "", language.Dutch}},
		{"no values", NewError(poor, en), en, en.Substatus(poor)},
		{"a value missing", NewError(poor, en, Value{"balance", "5"}), en,
			Message{"Too little", "5 of … is there.", "Look at 5.", language.English}},
		{"a value too many", NewError(held, en, Value{"hour", "1"}, Value{"day", "Friday"}), en,
			Message{"Held until Friday", "Wait.", "", language.English}},
		{"an empty value", NewError(held, en, Value{"day", ""}), en,
			Message{"Held until ", "Wait.", "", language.English}},
		{"braces in values", NewError(poor, en, Value{"balance", "{total}"}, Value{"total", "}{balance}{"}), en,
			Message{"Too little", "{total} of }{balance}{ is there.", "Look at {total}.", language.English}},
		{"markup in values", NewError(held, en, Value{"day", `<b title="x">&amp;%d`}), en,
			Message{`Held until <b title="x">&amp;%d`, "Wait.", "", language.English}},
		{"no placeholders", NewError(closed, en, Value{"day", "Friday"}), en, en.Substatus(closed)},
		{"another table's substatus", NewError(httpstatus.IISDirectoryListingDenied, en), nl, English.Substatus(httpstatus.IISDirectoryListingDenied)},
		{"another table's code", NewError(httpstatus.NotFound, en), nl, English.Code(httpstatus.NotFound)},
		{"a substatus of nobody", NewError(httpstatus.NotFound.Sub(4711), en), nl, English.Code(httpstatus.NotFound)},
		{"a dictionary without it", NewError(poor, en, Value{"balance", "5"}), SimplifiedChinese, SimplifiedChinese.Code(httpstatus.Forbidden)},
		{"zero", &Error{}, en, English.Code(httpstatus.InternalServerError)},
	} {
		t.Run(tt.name, func(t *testing.T) { assert.Equal(t, tt.want, tt.err.Message(tt.in)) })
	}
}

func TestError(t *testing.T) {
	en := english(English)
	values := []Value{{"balance", `5 "EUR"` + "\n"}, {"total", "9"}}
	e := NewError(poor, en, values...)
	values[0].Text = "changed"
	assert.Equal(t, `403.1001 Too little (balance="5 \"EUR\"\n", total="9")`, e.Error())
	assert.Equal(t, []Value{{"balance", `5 "EUR"` + "\n"}, {"total", "9"}}, e.Values())
	e.Values()[0].Text = "changed"
	assert.Equal(t, "5 \"EUR\"\n", e.Values()[0].Text)

	err := fmt.Errorf("order 7: %w", e)
	assert.ErrorIs(t, err, poor)
	assert.ErrorIs(t, err, httpstatus.Forbidden)
	assert.NotErrorIs(t, err, closed)
	assert.NotErrorIs(t, err, httpstatus.NotFound)
	var s httpstatus.Substatus
	assert.True(t, errors.As(err, &s))
	assert.Equal(t, poor, s)
	code, ok := httpstatus.CodeOf(err)
	assert.True(t, ok)
	assert.Equal(t, httpstatus.Forbidden, code)

	assert.Equal(t, `499 Held until 1 (day="1")`, NewError(held, en, Value{"day", "1"}).Error())
	assert.Equal(t, `404 Not Found`, NewError(httpstatus.NotFound, English).Error())
	assert.Equal(t, `403.1001`, NewError(poor, nil).Error())

	zero := new(Error)
	assert.Equal(t, "500", zero.Error())
	assert.Equal(t, 500, zero.StatusCode())
	assert.NoError(t, zero.Unwrap())
	assert.Empty(t, zero.Values())
}
