package statustest_test

import (
	"errors"
	"fmt"
	"testing"

	"github.com/httpstatus-go/httpstatus"
	"github.com/httpstatus-go/httpstatus/messages"
	"github.com/httpstatus-go/httpstatus/problem"
	"github.com/httpstatus-go/httpstatus/statustest"
	"github.com/stretchr/testify/assert"
	"golang.org/x/text/language"
)

// tooLittle is 403.1001 of a table as the generator makes them.
func tooLittle(table string) messages.Status {
	const page = 32 // of the index
	index := &messages.Index{First: 403, Codes: make([]uint16, 1), SubPages: []uint16{0, page}, PageRows: make([]uint16, page), SubRows: make([]uint16, 2*page)}
	index.PageRows[1001/page] = 1
	index.SubRows[page+1001%page] = 1
	texts := func(zero int, row ...string) (text string, ends []uint32) {
		ends = make([]uint32, zero)
		for _, s := range row {
			text += s
			ends = append(ends, uint32(len(text)))
		}
		return text, ends
	}
	dictionary := &messages.Dictionary{Data: messages.Data{
		Tag: func() *language.Tag { return &language.English }, Parent: func() *messages.Dictionary { return messages.English }, Index: index,
	}}
	dictionary.Data.Text, dictionary.Data.Ends = texts(4, "Too little", "Add some.", "")
	var facts messages.Texts
	facts.Text, facts.Ends = texts(11, "TooLittle", "too_little", "https://example.com/"+table+"/too-little", "", "", "", "", "", "", "")
	return messages.Status{Code: 403, Sub: 1001, Table: &messages.Table{Data: messages.TableData{
		Name: table, Index: index, Dictionaries: []*messages.Dictionary{dictionary}, Facts: facts,
	}}}
}

// tooLittleError is an error of the table, as the generator makes them.
type tooLittleError struct{ status messages.Status }

func (e tooLittleError) Error() string   { return e.status.Error() }
func (e tooLittleError) StatusCode() int { return 403 }
func (e tooLittleError) Unwrap() error   { return e.status }

// A status of one's own is found in errors and responses, and is not that of another table with its numbers.
func TestStatus(t *testing.T) {
	bank, shop := tooLittle("bank"), tooLittle("shop")
	document := func(members string) any {
		return response(403, "", `{"title":"Too little","status":403`+members+`}`, "Content-Type", problemJSON)
	}
	const bankType = "https://example.com/bank/too-little"
	for _, test := range []struct {
		name string
		got  any
		ok   bool
		typ  string
	}{
		{"status", bank, true, bankType},
		{"error of the table", tooLittleError{bank}, true, bankType},
		{"pointer to it", &tooLittleError{bank}, true, bankType},
		{"wrapped", fmt.Errorf("paying: %w", tooLittleError{bank}), true, bankType},
		{"joined, first", errors.Join(tooLittleError{bank}, httpstatus.Gone), true, bankType},
		{"joined, second", errors.Join(httpstatus.Gone, tooLittleError{bank}), false, ""},
		{"in a *problem.Error", &problem.Error{Err: bank}, true, bankType},
		{"in a *problem.Error of another status", &problem.Error{Code: 409, Err: bank}, false, ""},
		{"another table", shop, false, "https://example.com/shop/too-little"},
		{"its numbers", httpstatus.Forbidden.Sub(1001), false, ""},
		{"its code", httpstatus.Forbidden, false, ""},
		{"a plain error", errors.New("no"), false, ""},
		{"*problem.Problem", &problem.Problem{Status: 403, Type: bankType}, true, bankType},
		{"*problem.Problem by its ID", &problem.Problem{Status: 403, ID: "too_little"}, true, "about:blank"},
		{"*problem.Problem of another type", &problem.Problem{Status: 403}, false, "about:blank"},
		{"document with the type", document(`,"type":"` + bankType + `"`), true, bankType},
		{"document with the ID", document(`,"code":"too_little"`), true, "about:blank"},
		{"document with both", document(`,"type":"` + bankType + `","code":"too_little"`), true, bankType},
		{"document with the numbers alone", document(`,"substatus":"403.1001"`), false, "about:blank"},
		{"document of another type", document(`,"type":"/too-little"`), false, "/too-little"},
		{"document with the type as a number", document(`,"type":7`), false, "about:blank"},
		{"document of another status", response(409, "", `{"code":"too_little"}`, "Content-Type", problemJSON), false, "about:blank"},
		{"document that is none", response(403, "", `[]`, "Content-Type", problemJSON), false, ""},
		{"page", response(403, "", "<title>Too little</title>", "Content-Type", "text/html"), false, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := new(spy)
			assert.Equal(t, test.ok, statustest.Substatus(s, bank, test.got), "%v", s.failures)
			assert.Equal(t, test.typ != "", statustest.Type(s, test.typ, test.got), "%v", s.failures)
			assert.False(t, statustest.Type(s, bankType+"#", test.got))
			assert.False(t, statustest.Substatus(s, messages.Status{Code: 403, Sub: 1001}, test.got), "a status that no table has is no response's")
		})
	}
	statustest.Substatus(t, httpstatus.Forbidden.Sub(1001), bank)
	statustest.Substatus(t, bank.Substatus(), tooLittleError{bank})
	statustest.Substatus(t, messages.Status{Code: 403, Sub: 1001}, messages.Status{Code: 403, Sub: 1001})
}

func TestFields(t *testing.T) {
	document := func(errors string) any {
		return response(422, "", `{"title":"No","status":422,"errors":`+errors+`}`, "Content-Type", problemJSON)
	}
	three := document(`[{"pointer":"#/items/0/a%20b~1c","code":"required","params":{"max":3}},{"parameter":"page","code":"too_big"},` +
		`{"header":"If-Match","code":"invalid"},{"parameter":"page","code":"odd"},{"pointer":"#","detail":"Too much."}]`)
	for _, test := range []struct {
		name string
		want map[string]string
		got  any
		ok   bool
	}{
		{"all", map[string]string{"/items/0/a b~1c": "required", "page": "too_big odd", "If-Match": "invalid", "": ""}, three, true},
		{"one less", map[string]string{"/items/0/a b~1c": "required", "page": "too_big odd", "If-Match": "invalid"}, three, false},
		{"one more", map[string]string{"/items/0/a b~1c": "required", "page": "too_big odd", "If-Match": "invalid", "": "", "/x": "required"}, three, false},
		{"another code", map[string]string{"/items/0/a b~1c": "required", "page": "too_big", "If-Match": "invalid", "": ""}, three, false},
		{"none", nil, document("[]"), true},
		{"no member", nil, response(422, "", "{}", "Content-Type", problemJSON), true},
		{"no member, one wanted", map[string]string{"/x": "required"}, response(422, "", "{}", "Content-Type", problemJSON), false},
		{"no list", nil, document(`{"a":1}`), false},
		{"no objects", nil, document(`["a"]`), false},
		{"pointer without #", map[string]string{"/a": "x"}, document(`[{"pointer":"/a","code":"x"}]`), false},
		{"pointer without /", map[string]string{"a": "x"}, document(`[{"pointer":"#a","code":"x"}]`), false},
		{"pointer that is not encoded", map[string]string{"/%": "x"}, document(`[{"pointer":"#/%","code":"x"}]`), false},
		{"*problem.Problem", map[string]string{"/a": "too_little", "page": ""}, fmt.Errorf("asking: %w", &problem.Problem{Status: 422, Fields: []problem.Field{
			{Pointer: "/a", Err: &problem.FieldError{ID: "too_little"}}, {Parameter: "page", Detail: "Odd."}}}), true},
		{"*problem.Error", map[string]string{"/a b": "too_little", "If-Match": ""}, &problem.Error{Code: 422, Fields: []problem.Field{
			{Pointer: "/a b", Err: tooLittle("bank")}}, Err: &problem.Error{Fields: []problem.Field{{Header: "If-Match", Detail: "Odd."}}}}, true},
		{"*problem.Error with another", nil, &problem.Error{Code: 422, Fields: []problem.Field{{Pointer: "/a", Err: tooLittle("bank")}}}, false},
		{"no problem", nil, recorder(422, "{}", "Content-Type", "application/json"), false},
		{"no response", nil, httpstatus.UnprocessableContent, false},
		{"nil", nil, nil, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := new(spy)
			assert.Equal(t, test.ok, statustest.Fields(s, test.want, test.got), "%v", s.failures)
			assert.Equal(t, test.ok, len(s.failures) == 0)
		})
	}
}
