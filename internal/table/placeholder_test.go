package table

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

// TestPlaceholders has the names in braces of a text, in the order of their first use, and braces that enclose none.
func TestPlaceholders(t *testing.T) {
	str := func(name, field string) Param { return Param{name, "string", field} }
	for _, tt := range []struct {
		name string
		m    Message
		want []Param
	}{
		{"none", Message{Title: "A", Detail: "B.", Remedy: "C.", Component: "D", Note: "E.", Search: "f; g"}, nil},
		{"a string", Message{Detail: "The {order_id}."}, []Param{str("order_id", "OrderID")}},
		{"kinds", Message{Detail: "{b:int} of {a:string} and {c:float}"}, []Param{{"b", "int", "B"}, str("a", "A"), {"c", "float", "C"}}},
		{"title, detail, remedy, each once", Message{Title: "{c}{b}", Detail: "{b} {d}", Remedy: "{a}{c}"}, []Param{str("c", "C"), str("b", "B"), str("d", "D"), str("a", "A")}},
		{"two kinds of one", Message{Title: "{a}", Detail: "{a:int}"}, []Param{str("a", "A"), {"a", "int", "A"}}},
		{"letters, digits and _", Message{Title: "{aZ_9}"}, []Param{str("aZ_9", "AZ9")}},
		{"at both ends", Message{Title: "{a} to {z}"}, []Param{str("a", "A"), str("z", "Z")}},
	} {
		got, bad := placeholders(tt.m)
		assert.Equal(t, tt.want, got, tt.name)
		assert.Empty(t, bad, tt.name)
	}
	for _, text := range []string{
		"{", "}", "a {", "a } b", "{}", "{ }", "{:int}", "{a", "a}", "{a}}", "{{a}", "{a{b}}", "}{", "{A}", "{_a}", "{1}", "{a b}", "{a-b}", "{é}", "{aé}", "{a }", "{ab.c}",
		"{a} {", "{a} }", "} {a}", "{a} } {b}", "{a}{b", "{%s}",
	} {
		for _, m := range []Message{{Title: text}, {Title: "{ok}", Detail: text}, {Remedy: text}} {
			got, bad := placeholders(m)
			assert.Equal(t, text, bad)
			assert.Nil(t, got, text)
		}
	}
	for _, m := range []Message{{Title: "{ok}", Component: "{a}"}, {Component: "a}"}, {Note: "{a}"}, {Search: "{a}"}, {Component: "{a}", Note: "b", Search: "c}"}} {
		got, bad := placeholders(m)
		assert.Contains(t, []string{"{a}", "a}"}, bad, "what no value is put into has no braces")
		assert.Nil(t, got)
	}
}

// TestPlaceholderFaults has placeholders against each other, and against those of the default language.
func TestPlaceholderFaults(t *testing.T) {
	const (
		form    = "want {name} or {name:int}, a name of letters, digits and _ that begins with a to z"
		methods = "Error, StatusCode, Unwrap, As, Is, Message, Params"
	)
	english := func(detail string) []edit { return []edit{{"text.en.tsv", "Try again.", detail}} }
	both := func(detail, french string) []edit {
		return append(english(detail), edit{"text.fr.tsv", "Réessayez.", french})
	}
	tests := []faultTest{
		{"no name", english("Try {again."), `
t/text.en.tsv:6: placeholder in "Try {again.": ` + form},
		{"no name, and none in the other language", both("Try {Again}.", "Allez, {again}."), `
t/text.en.tsv:6: placeholder in "Try {Again}.": ` + form},
		{"no name in the other language", both("Try {again}.", "Allez, {}."), `
t/text.fr.tsv:6: placeholder in "Allez, {}.": ` + form},
		{"in the text for others", []edit{{"text.en.tsv", "such page", "such {page}"}, {"text.fr.tsv", "4xx|Erreur", "4xx|Erreur {a}"}, {"text.fr.tsv", "460|", "404.3|Genre|Non.|{b}\n460|"}}, `
t/text.en.tsv:4: status 404 has placeholders, which only the table's own statuses can have
t/text.fr.tsv:2: status 4xx has placeholders, which only the table's own statuses can have
t/text.fr.tsv:5: status 404.3 has placeholders, which only the table's own statuses can have`},
		{"in a note", []edit{{"text.en.tsv", "ledger|Often.", "ledger|Of {page}."}}, `
t/text.en.tsv:2: placeholder in "Of {page}.": ` + form},
		{"another kind", english("Try {a:float}."), `
t/text.en.tsv:6: placeholder {a:float}: want {a}, or {a:int} for a number`},
		{"an empty kind", english("Try {a:}."), `
t/text.en.tsv:6: placeholder {a:}: want {a}, or {a:int} for a number`},
		{"string, which need not be said", both("Try {a:string}.", "Allez, {a}."), ""},
		{"of two kinds", english("Try {a} or {b}, {a:int}."), `
t/text.en.tsv:6: placeholder {a} is of two kinds in status 500.1100: {a} {a:int}`},
		{"with one field", english("Try {order_id} or {orderId:int}."), `
t/text.en.tsv:6: placeholders {order_id} and {orderId} have one field, OrderID: want one name`},
		{"other kind than in the default language", both("Try {a:int} of {b}.", "Allez, {b}, {a}."), `
t/text.fr.tsv:6: status 500.1100 has {a} {b}, but {a:int} {b} in t/text.en.tsv`},
		{"in another order", both("Try {a:int} of {b}.", "Allez, {b}, {a:int}."), ""},
		{"fewer", both("Try {b} of {a}.", "Allez, {b}."), `
t/text.fr.tsv:6: status 500.1100 has {b}, but {a} {b} in t/text.en.tsv`},
		{"more", both("Try again.", "Allez, {b:int}, {a}."), `
t/text.fr.tsv:6: status 500.1100 has {a} {b:int}, but no placeholder in t/text.en.tsv`},
		{"another name", both("Try {a} of {b}.", "Allez, {c}, {a}."), `
t/text.fr.tsv:6: status 500.1100 has {a} {c}, but {a} {b} in t/text.en.tsv`},
		{"none", both("Try {a}.", "Allez."), `
t/text.fr.tsv:6: status 500.1100 has no placeholder, but {a} in t/text.en.tsv`},
		{"of a row that the default language lacks", append(both("x", "Allez, {a}."), edit{"text.en.tsv", "500.1100|Ledger down|x|Start the ledger.|-|-|-\n", ""}), `
t/text.en.tsv: status 500.1100 is missing: gen -missing prints a row to paste`},
		{"of a row without a title in the default language", append(both("Try {a}.", "Allez, {b}."), edit{"text.en.tsv", "Ledger down", "-"}), `
t/text.en.tsv:6: title of 500.1100 is empty`},
	}
	for name, field := range map[string]string{
		"error": "Error", "status_code": "StatusCode", "unwrap": "Unwrap", "as": "As", "is": "Is", "message": "Message", "params": "Params",
	} {
		tests = append(tests, faultTest{name, both("Try {"+name+"}.", "Allez, {other}."), `
t/text.en.tsv:6: placeholder {` + name + `}: its field ` + field + ` has the name of a method: want another than ` + methods})
	}
	testFaults(t, userTable(), Options{}, tests)
	testFaults(t, ownTable(), Options{Own: true}, []faultTest{
		{"in this repository's own table", []edit{{"text.en.tsv", "Here it is.", "Here is {it}."}, {"text.zh-Hans.tsv", "信息", "{a}信息"}}, `
t/text.en.tsv:7: status 200 has placeholders, which this repository's own table cannot have
t/text.zh-Hans.tsv:2: status 1xx has placeholders, which this repository's own table cannot have`},
	})
}

// TestReplace puts values in the places of placeholders. A value is text: braces in it are not looked at.
func TestReplace(t *testing.T) {
	for text, want := range map[string]string{
		"":                       "",
		"no value":               "no value",
		"{a}":                    "<a>",
		"of {a_1:int}, {b}{a_1}": "of <a_1>, <b><a_1>",
		"{a}.":                   "<a>.",
		"{brace} {a}":            "{x} <a>",
	} {
		assert.Equal(t, want, Replace(text, func(name string) string {
			return strings.Replace("<"+name+">", "<brace>", "{x}", 1)
		}), text)
	}
}
