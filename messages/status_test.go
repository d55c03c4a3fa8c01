package messages

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"golang.org/x/text/language"

	"github.com/httpstatus-go/httpstatus"
)

const held httpstatus.Code = 499 // its text has a placeholder

// payments returns a table as the generator makes them, of 499, 403.1001 and 403.1002, in English and Dutch.
func payments() *Table {
	x := &Index{First: 403, Codes: make([]uint16, 97), SubPages: make([]uint16, 98), PageRows: make([]uint16, 32), SubRows: make([]uint16, 64)}
	x.Codes[held-403] = 3
	for i := range x.SubPages[1:] {
		x.SubPages[1+i] = 32
	}
	x.PageRows[1001/subPageSize] = 1
	x.SubRows[subPageSize+1001%subPageSize] = 1
	x.SubRows[subPageSize+1002%subPageSize] = 2
	x.Templates = []uint16{1, 3}
	dictionary := func(tag *language.Tag, parent *Dictionary, rows ...[3]string) *Dictionary {
		d := Data{Tag: func() *language.Tag { return tag }, Parent: func() *Dictionary { return parent }, Index: x}
		d.Ends = []uint32{0, 0, 0, 0}
		for _, r := range rows {
			for _, s := range r {
				d.Text += s
				d.Ends = append(d.Ends, uint32(len(d.Text)))
			}
		}
		return &Dictionary{Data: d}
	}
	texts := func(n int, rows ...[]string) (t Texts) {
		t.Ends = make([]uint32, n+1)
		for _, r := range rows {
			for i := range n {
				if i < len(r) {
					t.Text += r[i]
				}
				t.Ends = append(t.Ends, uint32(len(t.Text)))
			}
		}
		return t
	}
	return &Table{Data: TableData{
		Name:  "payments",
		Index: x,
		Dictionaries: []*Dictionary{
			dictionary(&language.English, English,
				[3]string{"Too little", "… of … is there.", "Look at …."},
				[3]string{"Closed", "It is closed.", ""},
				[3]string{"Held until …", "Wait.", ""},
				[3]string{"Too little", "{balance} of {total} is there.", "Look at {balance}."},
				[3]string{"Held until {day}", "Wait.", ""},
			),
			dictionary(&language.Dutch, English,
				[3]string{"Te weinig", "Van … is er ….", ""},
				[3]string{"Dicht", "Het is dicht.", ""},
				[3]string{"Wacht tot …", "Wacht.", ""},
				[3]string{"Te weinig", "Van {total} is er {balance}.", ""},
				[3]string{"Wacht tot {day}", "Wacht.", ""},
			),
		},
		Facts: texts(rowFacts,
			[]string{"TooLittle", "too_little", "/p/too-little", "balance total:int", "", "wire", "the ledger", "https://example.com/", "", "Poor TooPoor"},
			[]string{"Closed", "shut", "/p/shut", "", "", "", "", "", "Use TooLittle."},
			[]string{"Held", "held", "", "day", "example", "wire and log"},
		),
		Notes: []Texts{
			texts(rowNotes, []string{"ledger", "A note.", "poor; money"}, nil, nil),
			texts(rowNotes, []string{"kasboek", "Een nota.", "arm; geld"}, nil, nil),
		},
	}}
}

var (
	table     = payments()
	en, nl    = table.Data.Dictionaries[0], table.Data.Dictionaries[1]
	tooLittle = Status{403, 1001, table}
	closed    = Status{403, 1002, table}
)

func TestStatus(t *testing.T) {
	assert.Equal(t, httpstatus.Forbidden.Sub(1001), tooLittle.Substatus())
	assert.Equal(t, 403, tooLittle.StatusCode())
	assert.Equal(t, "403.1001", tooLittle.String())
	assert.Equal(t, "TooLittle", tooLittle.Name())
	assert.Equal(t, "shut", closed.ID())
	assert.Equal(t, "/p/shut", closed.Type())
	assert.Equal(t, "403.1001 Too little", tooLittle.Error())
	text, err := json.Marshal(tooLittle)
	assert.NoError(t, err)
	assert.Equal(t, `"403.1001"`, string(text))

	wrapped := fmt.Errorf("order 7: %w", tooLittle)
	assert.ErrorIs(t, wrapped, tooLittle)
	assert.ErrorIs(t, wrapped, httpstatus.Forbidden)
	assert.ErrorIs(t, wrapped, httpstatus.Forbidden.Sub(1001))
	assert.NotErrorIs(t, wrapped, closed)
	assert.NotErrorIs(t, wrapped, httpstatus.Forbidden.Sub(1002))
	assert.NotErrorIs(t, wrapped, httpstatus.NotFound)
	assert.NotErrorIs(t, wrapped, Status{403, 1001, payments()}, "another table's")
	assert.NotErrorIs(t, httpstatus.Forbidden.Sub(1001), tooLittle, "a number alone")
	var s httpstatus.Substatus
	assert.True(t, errors.As(wrapped, &s))
	assert.Equal(t, httpstatus.Forbidden.Sub(1001), s)
	var own Status
	assert.True(t, errors.As(wrapped, &own))
	assert.Equal(t, tooLittle, own)
	code, ok := httpstatus.CodeOf(wrapped)
	assert.True(t, ok)
	assert.Equal(t, httpstatus.Forbidden, code)
}

func TestStatusMessage(t *testing.T) {
	french := &Dictionary{Data: Data{Tag: func() *language.Tag { return &language.French }, Index: &Index{}, Ends: []uint32{0, 0, 0, 0}}}
	for _, tt := range []struct {
		name string
		s    Status
		in   *Dictionary
		want Message
	}{
		{"no placeholders", closed, en, Message{"Closed", "It is closed.", "", language.English}},
		{"placeholders", tooLittle, nl, Message{"Te weinig", "Van … is er ….", "", language.Dutch}},
		{"nil", closed, nil, Message{"Closed", "It is closed.", "", language.English}},
		{"another dictionary of a language that it has", closed, English, Message{"Closed", "It is closed.", "", language.English}},
		{"a dictionary of somebody else's in a language that it has", closed, payments().Data.Dictionaries[1], Message{"Dicht", "Het is dicht.", "", language.Dutch}},
		{"a language that it does not have", closed, french, Message{"Closed", "It is closed.", "", language.English}},
		{"a substatus of nobody", Status{403, 4711, table}, nl, English.Code(403)},
		{"a built-in substatus, which is not looked up elsewhere", Status{403, 14, table}, nl, English.Code(403)},
		{"negative", Status{499, -1, table}, nl, Message{"Wacht tot …", "Wacht.", "", language.Dutch}},
		{"zero", Status{}, nl, English.Code(0)},
		{"nil Table", Status{403, 1001, nil}, SimplifiedChinese, SimplifiedChinese.Code(403)},
		{"nil Table and dictionary", Status{403, 1001, nil}, nil, English.Code(403)},
	} {
		t.Run(tt.name, func(t *testing.T) { assert.Equal(t, tt.want, tt.s.Message(tt.in)) })
	}
}

// TestStatusTotal calls everything on values that are not in a table.
func TestStatusTotal(t *testing.T) {
	for _, s := range []Status{{}, {403, 1001, nil}, {403, 4711, table}, {-5, -7, table}, {1 << 30, 1 << 30, table}, {403, -1, table}, {499, -1, table}} {
		assert.Empty(t, s.Name(), s)
		assert.Empty(t, s.ID(), s)
		assert.Equal(t, "about:blank", s.Type(), s)
		assert.NotEmpty(t, s.String())
		assert.NotEmpty(t, s.Error())
		assert.NotEmpty(t, s.Message(nil).Title, s)
		assert.True(t, s.Is(s), s)
		assert.NotPanics(t, func() { _, _ = s.MarshalText() })
	}
	assert.Equal(t, "0.0", Status{}.Error())
	assert.Equal(t, "403.4711 Forbidden", Status{403, 4711, table}.Error())
}

func TestFill(t *testing.T) {
	values := func(balance, total any) []Param { return []Param{{"balance", balance}, {"total", total}} }
	for _, tt := range []struct {
		name   string
		code   httpstatus.Code
		sub    int
		values []Param
		in     *Dictionary
		want   Message
	}{
		{"substatus", 403, 1001, values("5", 9), en, Message{"Too little", "5 of 9 is there.", "Look at 5.", language.English}},
		{"the reader's language", 403, 1001, values("5", 9), nl, Message{"Te weinig", "Van 9 is er 5.", "", language.Dutch}},
		{"code", held, -1, []Param{{"day", "Friday"}}, nl, Message{"Wacht tot Friday", "Wacht.", "", language.Dutch}},
		{"a value missing", 403, 1001, []Param{{"balance", "5"}}, en, Message{"Too little", "5 of … is there.", "Look at 5.", language.English}},
		{"a value too many", held, -1, []Param{{"hour", 1}, {"day", "Friday"}}, en, Message{"Held until Friday", "Wait.", "", language.English}},
		{"empty and negative", 403, 1001, values("", -7), en, Message{"Too little", " of -7 is there.", "Look at .", language.English}},
		{"no value of ours", 403, 1001, values(1.5, nil), en, Message{"Too little", "… of … is there.", "Look at ….", language.English}},
		{"braces in values", 403, 1001, values("{total}", "}{balance}{"), en, Message{"Too little", "{total} of }{balance}{ is there.", "Look at {total}.", language.English}},
		{"markup in values", held, -1, []Param{{"day", `<b title="x">&amp;%d`}}, en, Message{`Held until <b title="x">&amp;%d`, "Wait.", "", language.English}},
		{"no placeholders", 403, 1002, values("5", 9), en, Message{"Closed", "It is closed.", "", language.English}},
		{"not in the table", 404, 1, values("5", 9), nl, English.Code(404)},
	} {
		t.Run(tt.name, func(t *testing.T) { assert.Equal(t, tt.want, table.Fill(tt.in, tt.code, tt.sub, tt.values...)) })
	}
	assert.Equal(t, `403.1001 Too little (balance="5 \"EUR\"\n", total=9)`, table.FillError(403, 1001, values("5 \"EUR\"\n", 9)...))
	assert.Equal(t, `499 Held until 1 (day="1")`, table.FillError(held, -1, Param{"day", "1"}))
}

// TestTwoTables has the same number in two tables.
func TestTwoTables(t *testing.T) {
	other := payments()
	other.Data.Dictionaries[0].Data.Text = "XXX little" + other.Data.Dictionaries[0].Data.Text[len("Too little"):]
	s := Status{403, 1001, other}
	assert.NotEqual(t, tooLittle, s)
	assert.NotErrorIs(t, s, tooLittle)
	assert.Equal(t, "XXX little", s.Message(en).Title, "its own text, whosever dictionary is given")
	assert.Equal(t, "Too little", tooLittle.Message(other.Data.Dictionaries[0]).Title)
}

func TestStatusAllocs(t *testing.T) {
	var n int
	long := strings.Repeat("5", 1000)
	values := []Param{{"balance", long}, {"total", long}}
	assert.Zero(t, testing.AllocsPerRun(100, func() {
		n += len(tooLittle.Message(nl).Detail) + len(closed.Message(nl).Title) + len(closed.Message(SimplifiedChinese).Title) + len(closed.ID()) + len(closed.Type())
	}))
	assert.LessOrEqual(t, testing.AllocsPerRun(100, func() { n += len(table.Fill(en, 403, 1001, values...).Detail) }), 2., "one for each text with placeholders")
	assert.NotZero(t, n)
}
