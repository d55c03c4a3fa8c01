package messages

import (
	"fmt"
	"slices"
	"testing"

	"github.com/httpstatus-go/httpstatus"
	"github.com/stretchr/testify/assert"
)

func TestTable(t *testing.T) {
	assert.Equal(t, "payments", table.Name())
	assert.Equal(t, []*Dictionary{en, nl}, slices.Collect(table.Dictionaries()))
	assert.Equal(t, []Status{tooLittle, closed}, slices.Collect(table.Statuses()))
	s, ok := table.Lookup(httpstatus.Forbidden.Sub(1002))
	assert.True(t, ok)
	assert.Equal(t, closed, s)
	for _, absent := range []httpstatus.Substatus{{}, {Code: 403, Sub: 14}, {Code: 499}, {Code: 499, Sub: -1}, {Code: 403, Sub: 1 << 30}} {
		s, ok = table.Lookup(absent)
		assert.False(t, ok, absent)
		assert.Zero(t, s, absent)
	}
	assert.Same(t, nl, table.Matcher().Match("nl-BE,en;q=0.5"))
	assert.Same(t, en, table.Matcher().Match("zh"))
	assert.Same(t, table.Matcher(), table.Matcher())

	rows := slices.Collect(table.Rows())
	if !assert.Len(t, rows, 3) {
		return
	}
	r := rows[0]
	assert.Equal(t, []string{"403.1001", "403.1002", "499 Held"}, []string{r.String(), rows[1].String(), rows[2].String() + " " + rows[2].Name})
	assert.Equal(t, []any{"TooLittle", "too_little", "/p/too-little", "", "wire", "the ledger", "https://example.com/", ""},
		[]any{r.Name, r.ID, r.Type, r.Vendor, r.Seen, r.Source, r.URL, r.Deprecated})
	assert.Equal(t, []ParamType{{"balance", "string"}, {"total", "int"}}, r.Params)
	assert.Equal(t, []string{"Poor", "TooPoor"}, r.Aliases)
	assert.Nil(t, rows[1].Aliases)
	assert.Equal(t, "Use TooLittle.", rows[1].Deprecated)
	assert.Equal(t, "about:blank", rows[2].Type, "of a code")
	assert.Equal(t, []string{"held", "example", "wire and log"}, []string{rows[2].ID, rows[2].Vendor, rows[2].Seen})
	assert.Equal(t, httpstatus.Substatus{Code: held}, rows[2].Substatus(), "a code's own")
	assert.Equal(t, httpstatus.Forbidden.Sub(1001), r.Substatus())
	assert.Equal(t, -1, rows[2].Sub)
	assert.Equal(t, []string{"kasboek", "Een nota.", "arm; geld"}, []string{r.Component(nl), r.Note(nl), r.Search(nl)})
	assert.Equal(t, "A note.", r.Note(SimplifiedChinese), "the default's, as the text")
	assert.Empty(t, rows[1].Note(nl))
	assert.Equal(t, "Dicht", rows[1].Message(nl).Title)
	assert.Equal(t, "Wacht tot …", rows[2].Message(nl).Title)
}

// TestEmptyTable has tables without rows and languages.
func TestEmptyTable(t *testing.T) {
	for _, none := range []*Table{nil, {}} {
		assert.Empty(t, none.Name())
		assert.Empty(t, slices.Collect(none.Rows()))
		assert.Empty(t, slices.Collect(none.Statuses()))
		assert.Empty(t, slices.Collect(none.Dictionaries()))
		assert.Same(t, English, none.Matcher().Match("nl"))
		_, ok := none.Lookup(httpstatus.Forbidden.Sub(1001))
		assert.False(t, ok)
		s := Status{403, 1001, none}
		assert.Equal(t, English.Code(403), s.Message(nil))
		assert.Equal(t, SimplifiedChinese.Code(403), s.Message(SimplifiedChinese))
		assert.Equal(t, "403.1001 Forbidden", s.Error())
	}
	assert.Empty(t, Row{}.Note(nl))
}

// TestSmallTable has one language, and no text beside that of the statuses.
func TestSmallTable(t *testing.T) {
	small := payments()
	small.Data.Dictionaries, small.Data.Notes = small.Data.Dictionaries[1:], nil
	dutch := small.Data.Dictionaries[0]
	assert.Same(t, dutch, small.Matcher().Match("en"))
	s := Status{403, 1002, small}
	assert.Equal(t, "Dicht", s.Message(nil).Title)
	assert.Equal(t, "Dicht", s.Message(English).Title)
	for r := range small.Rows() {
		assert.Empty(t, r.Note(dutch)+r.Component(nil)+r.Search(English), r)
	}

	// Nor does a table without a language have any.
	small.Data.Dictionaries = nil
	for r := range small.Rows() {
		assert.Empty(t, r.Note(dutch)+r.Component(nil)+r.Search(English), r)
	}
}

// TestTableOfOneLanguage has two dictionaries which a Matcher takes as one. A row has the text of that which is asked for.
func TestTableOfOneLanguage(t *testing.T) {
	both := payments()
	american := both.Data.Dictionaries[1]
	american.Data.Tag = rows("en-US", "", nil, 404).Data.Tag
	first := slices.Collect(both.Rows())[0]
	assert.Equal(t, "Te weinig", first.Message(american).Title)
	assert.Equal(t, "Een nota.", first.Note(american))
	assert.Equal(t, "Too little", first.Message(both.Data.Dictionaries[0]).Title)
}

// TestStandard has the rows of the built-in table, which begin with codes and hold substatuses 0.
func TestStandard(t *testing.T) {
	assert.Equal(t, slices.Collect(httpstatus.Substatuses()), substatusesOf(Standard))
	var codes []httpstatus.Code
	var subs []httpstatus.Substatus
	for r := range Standard.Rows() {
		if r.Sub < 0 {
			codes = append(codes, r.Code)
			assert.Equal(t, httpstatus.Substatus{Code: r.Code}, r.Substatus())
			continue
		}
		subs = append(subs, r.Substatus())
		assert.Equal(t, fmt.Sprintf("%d.%d", r.Code, r.Sub), r.String())
		assert.Contains(t, codes, r.Code, "a code before its substatuses")
	}
	assert.Equal(t, slices.Collect(httpstatus.Codes()), codes)
	assert.Equal(t, slices.Collect(httpstatus.Substatuses()), subs)
	assert.Contains(t, subs, httpstatus.IISNotFound, "404.0")
}

func substatusesOf(t *Table) (all []httpstatus.Substatus) {
	for s := range t.Statuses() {
		all = append(all, s.Substatus())
	}
	return all
}

// TestTableBreak stops at the first of each, at a code and at a substatus.
func TestTableBreak(t *testing.T) {
	n := 0
	for range Standard.Rows() {
		n++
		break
	}
	for range table.Rows() {
		n++
		break
	}
	for range table.Statuses() {
		n++
		break
	}
	for range table.Dictionaries() {
		n++
		break
	}
	assert.Equal(t, 4, n)
}
