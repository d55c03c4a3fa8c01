package table

import (
	"fmt"
	"maps"
	"strings"
	"testing"

	"github.com/httpstatus-go/httpstatus/internal/table/tabletest"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/language"
)

// smallStyle is a style with a term of each kind.
func smallStyle() map[string]string {
	return map[string]string{
		"terms.tsv": tabletest.Lines(
			"language|term|use|status|field|within",
			"en|please|the advice alone|-|-|-",
			"zh-Hans|客户|客户端|-|-|客户端 大客户经理",
			"zh-Hans|发现|临时移动|403|-|-",
			"en|gone|moved|403.14|-|-",
			"-|nginx|what the visitor can see|-|detail|-",
		),
		"han.tsv": tabletest.Lines(
			"script|character|use",
			"Hans|访|訪",
			"Hant|訪|访",
		),
	}
}

// TestStyleSheets has what is wrong with the sheets of a style themselves.
func TestStyleSheets(t *testing.T) {
	const (
		heading = "language|term|use|status|field|within"
		han     = "script|character|use"
		want    = "want a term and what to use instead"
		wantHan = "want Hans or Hant, and one character"
		tag     = ": want a BCP 47 tag, as zh-Hans, or - for all"
	)
	for _, tt := range []struct {
		name  string
		edits []edit
		want  string
		terms int // how many are left
	}{
		{"none", nil, "", 5},
		{"no terms", []edit{{"terms.tsv", "", ""}}, "t/terms.tsv: the file is missing", 0},
		{"no characters", []edit{{"han.tsv", "", ""}}, "t/han.tsv: the file is missing", 5},
		{"no rows", []edit{{"terms.tsv", "", tabletest.Lines(heading)}, {"han.tsv", "", tabletest.Lines(han)}}, "t/han.tsv: the file has no rows\nt/terms.tsv: the file has no rows", 0},
		{"columns", []edit{{"terms.tsv", "", tabletest.Lines("language|term|use|status|field", "-|a|b|-|-")}}, `t/terms.tsv:1: column "within" is missing`, 0},
		{"language", []edit{{"terms.tsv", "", tabletest.Lines(heading, "-|a|b|-|-|-", "pt-BR|a|b|-|-|-", "engl_ish!|a|b|-|-|-", "x|a|b|-|-|-")}},
			"t/terms.tsv:4: language \"engl_ish!\"" + tag + "\nt/terms.tsv:5: language \"x\"" + tag, 4},
		{"status", []edit{{"terms.tsv", "", tabletest.Lines(heading, "-|a|b|404|-|-", "-|a|b|404.7|-|-", "-|a|b|4O4|-|-")}}, `t/terms.tsv:4: status "4O4": want a code, a substatus, or - for all`, 3},
		{"field", []edit{{"terms.tsv", "", tabletest.Lines(heading, "-|a|b|-|title|-", "-|a|b|-|detail|-", "-|a|b|-|remedy|-", "-|a|b|-|component|-", "-|a|b|-|note|-", "-|a|b|-|search|-")}},
			`t/terms.tsv:7: field "search": want title, detail, remedy, component, note`, 6},
		{"within", []edit{{"terms.tsv", "", tabletest.Lines(heading, "-|ab|b|-|-|abc xab", "-|ab|b|-|-|abc ax  bb")}},
			"t/terms.tsv:3: within \"ax\": want longer terms that have \"ab\" in them\nt/terms.tsv:3: within \"bb\": want longer terms that have \"ab\" in them", 2},
		{"empty", []edit{{"terms.tsv", "", tabletest.Lines(heading, "-|-|b|-|-|-", "-|a|-|-|-|-", "-|a|b|-|-|-")}}, "t/terms.tsv:2: " + want + "\nt/terms.tsv:3: " + want, 1},
		{"characters", []edit{{"han.tsv", "", tabletest.Lines(han, "Latn|访|訪", "-|访|訪", "Hans|-|x", "Hans|访问|x", "Hans|门|門")}},
			"t/han.tsv:2: " + wantHan + "\nt/han.tsv:3: " + wantHan + "\nt/han.tsv:4: " + wantHan + "\nt/han.tsv:5: " + wantHan, 5},
	} {
		t.Run(tt.name, func(t *testing.T) {
			files := smallStyle()
			for _, e := range tt.edits {
				e.apply(t, files)
			}
			var fs Faults
			st := loadStyle(sourceOf(files), &fs)
			assert.Len(t, st.terms, tt.terms)
			if tt.want == "" {
				require.NoError(t, fs.err())
				assert.Equal(t, map[rune]string{'访': "訪"}, st.simplified)
				assert.Equal(t, map[rune]string{'訪': "访"}, st.traditional)
				assert.Equal(t, term{"zh-Hans", "客户", "客户端", "", "", []string{"客户端", "大客户经理"}}, st.terms[1])
				return
			}
			assert.EqualError(t, fs.err(), tt.want)
			if tt.name == "characters" {
				assert.Equal(t, map[rune]string{'门': "門"}, st.simplified, "the rows behind a fault count")
				assert.Empty(t, st.traditional)
			}
		})
	}
}

// TestStyle has the text of a table against a style.
func TestStyle(t *testing.T) {
	const (
		en = "t/text.en.tsv"
		zh = "t/text.zh-Hans.tsv"
	)
	long := func(n int) string { return strings.Repeat("长", n-1) + "。" }
	english := func(old, new string) edit { return edit{"text.en.tsv", old, new} }
	chinese := func(old, new string) edit { return edit{"text.zh-Hans.tsv", old, new} }
	testFaults(t, ownTable(), Options{Own: true, Style: sourceOf(smallStyle())}, []faultTest{
		{"registered names, of the codes in English", []edit{english("429|Too Many Requests", "429|Too many requests"), english("306|(Unused)", "306|Unused"), english("403.14|Listing denied", "403.14|Listing Denied")}, `
` + en + `:8: title "Unused" of 306: want its registered name, "(Unused)"
` + en + `:12: title "Too many requests" of 429: want its registered name, "Too Many Requests"`},
		{"a registered name where the row is missing", []edit{english("429|Too Many Requests|Wait a little.|Raise the limit.\n", "")}, `
` + en + `: status 429 is missing: gen -missing prints a row to paste`},
		{"empty details", []edit{english("Here it is.", ""), chinese("随后还有响应。", "-")}, `
` + en + `:7: detail of 200 is empty
` + zh + `:2: detail of 1xx is empty`},
		{"a detail twice", []edit{english("It has no meaning.", "Here it is.")}, `
` + en + `:8: detail "Here it is." is that of 200 too`},
		{"a detail three times: each names the first", []edit{english("It has no meaning.", "Here it is."), english("Use https.", "Here it is.")}, `
` + en + `:8: detail "Here it is." is that of 200 too
` + en + `:10: detail "Here it is." is that of 200 too`},
		{"160 characters", []edit{chinese("内容在此。", long(160))}, ""},
		{"161 characters", []edit{chinese("内容在此。", long(161))}, `
` + zh + `:7: detail of 200 has 161 characters: want at most 160`},
		{"errors without a remedy", []edit{english("Raise the limit.", ""), chinese("检查日志。", ""), chinese("启用目录浏览。", "-")}, `
` + en + `:12: remedy of 429 is empty: an error has one
` + zh + `:6: remedy of 5xx is empty: an error has one
` + zh + `:11: remedy of 403.14 is empty: an error has one`},
		{"a class of errors without a remedy", []edit{english("Look at the request.", "")}, `
` + en + `:5: remedy of 4xx is empty: an error has one`},
		{"a remedy four times", []edit{english("Look at the rules.", "Look at the log."), english("Turn off the requirement.", "Look at the log."), english("Turn on listing.", "Look at the log.")}, ""},
		{"a remedy six times, said once", []edit{english("Look at the rules.", "Look at the log."), english("Turn off the requirement.", "Look at the log."), english("Turn on listing.", "Look at the log."),
			english("Raise the limit.", "Look at the log."), english("Look at the request.", "Look at the log.")}, `
` + en + `:11: remedy "Look at the log." is that of 4xx, 5xx, 403, 403.4 too: want at most 4`},
		{"no sentences", []edit{english("Use https.", "Use https"), english("Turn on listing.", "Turn on listing:"), chinese("提高限额。", "提高限额")}, `
` + en + `:10: detail of 403.4: "Use https" does not end as a sentence
` + en + `:11: remedy of 403.14: "Turn on listing:" does not end as a sentence
` + zh + `:12: remedy of 429: "提高限额" does not end as a sentence`},
		{"questions are sentences", []edit{english("Use https.", "Use https?"), chinese("请使用 https。", "请使用 https？")}, ""},
		{"terms", []edit{english("Use https.", "Use https, please."), english("5xx|Server error", "5xx|Server, please"), chinese("4xx|客户端错误", "4xx|客户端和客户错误")}, `
` + en + `:6: title of 5xx: "please" in "Server, please": use "the advice alone"
` + en + `:10: detail of 403.4: "please" in "Use https, please.": use "the advice alone"
` + zh + `:5: title of 4xx: "客户" in "客户端和客户错误": use "客户端"`},
		{"a term in another language", []edit{chinese("请使用 https。", "请使用 please。")}, ""},
		{"a term within longer ones", []edit{chinese("请稍等。", "请联系大客户经理或客户端。")}, ""},
		{"two halves of a term around a longer one", []edit{chinese("请稍等。", "请联系客客户端户。")}, ""},
		{"a term of one status", []edit{english("Listing denied", "Listing gone"), english("TLS required", "TLS gone"), chinese("不允许访问。", "发现访问。"), chinese("不显示清单。", "发现清单。"), chinese("内容在此。", "发现内容。")}, `
` + en + `:11: title of 403.14: "gone" in "Listing gone": use "moved"
` + zh + `:9: detail of 403: "发现" in "发现访问。": use "临时移动"
` + zh + `:11: detail of 403.14: "发现" in "发现清单。": use "临时移动"`},
		{"a term of one field, in all languages", []edit{english("The server failed.", "The nginx failed."), english("Turn on listing.", "Turn on nginx."), chinese("请使用 https。", "请使用 nginx。")}, `
` + en + `:6: detail of 5xx: "nginx" in "The nginx failed.": use "what the visitor can see"
` + zh + `:10: detail of 403.4: "nginx" in "请使用 nginx。": use "what the visitor can see"`},
		{"component and note", []edit{{"substatuses.tsv", "IISSSLRequired|core", "IISSSLRequired|please"}, {"codes.tsv", "Asked often.", "Asked  often"}}, `
` + en + `:9: note of 403: two spaces in "Asked  often"
` + en + `:10: component of 403.4: "please" in "please": use "the advice alone"`},
		{"characters of the other script", []edit{chinese("禁止访问", "禁止訪问")}, `
` + zh + `:9: title of 403: '訪' does not belong into Hans: use "访" in "禁止訪问"`},
		{"faults of the style and the text at once", []edit{english("Use https.", "Use https"), english("5xx|Server error", "5xx|-")}, `
` + en + `:6: title of 5xx is empty
` + en + `:10: detail of 403.4: "Use https" does not end as a sentence`},
	})

	// A user's table can be held to a style too. It has no registered names, and need not be in English.
	files := userTable()
	maps.DeleteFunc(files, func(name, _ string) bool { return strings.HasPrefix(name, "text.fr") })
	edit{"languages.tsv", "fr|French\n", ""}.apply(t, files)
	for _, old := range []string{"This account is closed.|-", "There is no such page.|-", "The payment is held.|-"} {
		edit{"text.en.tsv", old, strings.Replace(old, "-", "Do "+old[:9]+".", 1)}.apply(t, files)
	}
	testFaults(t, files, Options{Style: sourceOf(smallStyle())}, []faultTest{
		{"a user's", []edit{{"text.en.tsv", "Restore it.", "Restore it, please."}}, `
` + en + `:7: remedy of 599: "please" in "Restore it, please.": use "the advice alone"`},
	})
}

// TestRemedies wants a remedy for each error: a class, code or substatus from 400 on.
func TestRemedies(t *testing.T) {
	for key, want := range map[string]bool{"3xx": false, "4xx": true, "5xx": true, "399": false, "399.1": false, "400": true, "400.1": true, "999": true} {
		k := mustKey(t, key)
		l := Language{Tag: language.English, ID: "en", Text: map[Key]Message{k: {Title: "A", Detail: "B."}}}
		var fs Faults
		checkStyle(&Table{style: &style{}, Languages: []Language{l}}, &fs)
		assert.Equal(t, want, len(fs) > 0, key)
	}
}

// TestScript has characters that do not belong into a language, and what stands wrongly beside a Han character.
func TestScript(t *testing.T) {
	const latin = "does not belong into %s, which is written in Latin letters: %q"
	st := &style{simplified: map[rune]string{'访': "訪", '问': "問"}, traditional: map[rune]string{'訪': "访"}}
	half := func(c, pair, text string) string {
		return fmt.Sprintf("half-width '%s' beside a Han character in %q of %q: use the full-width form", c, pair, text)
	}
	space := func(pair, text string) string { return fmt.Sprintf("%q in %q: want a space between", pair, text) }
	noSpace := func(pair, text string) string {
		return fmt.Sprintf("%q in %q: no space beside full-width punctuation", pair, text)
	}
	for _, tt := range []struct {
		language, text string
		want           []string
	}{
		{"en", "Use “https” (or not) - now!", nil},
		{"en", "", nil},
		{"en", "a  b", []string{`two spaces in "a  b"`}},
		{"zh-Hans", "请用  it。", []string{`two spaces in "请用  it。"`}},
		{"en", "访", []string{fmt.Sprintf("'访' "+latin, "en", "访")}},
		{"en", "Go。访", []string{fmt.Sprintf("'。' "+latin, "en", "Go。访")}}, // once
		{"fr", "Non（", []string{fmt.Sprintf("'（' "+latin, "fr", "Non（")}},
		{"de", "„Wert“", nil},
		{"en", "a》", []string{fmt.Sprintf("'》' "+latin, "en", "a》")}},
		{"en", "「a", []string{fmt.Sprintf("'「' "+latin, "en", "「a")}},
		{"ja", "値をHTTPで送る, 访。", nil}, // neither Latin nor Chinese
		{"ko", "HTTP를访.", nil},

		{"zh-Hant", "禁止訪問", nil},
		{"zh-Hant", "访问", []string{`'访' does not belong into Hant: use "訪" in "访问"`, `'问' does not belong into Hant: use "問" in "访问"`}},
		{"zh-TW", "访", []string{`'访' does not belong into Hant: use "訪" in "访"`}},
		{"zh-Hans", "禁止访问", nil},
		{"zh-Hans", "訪问", []string{`'訪' does not belong into Hans: use "访" in "訪问"`}},
		{"zh-CN", "訪", []string{`'訪' does not belong into Hans: use "访" in "訪"`}},

		{"zh-Hans", "好,", []string{half(",", "好,", "好,")}},
		{"zh-Hans", ".好", []string{half(".", ".好", ".好")}},
		{"zh-Hans", "a.b, c; d: e! f? (g)", nil},
		{"zh-Hans", "好;好:好!好?(好)", []string{
			half(";", "好;", "好;好:好!好?(好)"), half(";", ";好", "好;好:好!好?(好)"), half(":", "好:", "好;好:好!好?(好)"), half(":", ":好", "好;好:好!好?(好)"),
			half("!", "好!", "好;好:好!好?(好)"), half("!", "!好", "好;好:好!好?(好)"), half("?", "好?", "好;好:好!好?(好)"), half("(", "(好", "好;好:好!好?(好)"), half(")", "好)", "好;好:好!好?(好)")}},
		{"zh-Hans", "用h 或 2次", []string{space("用h", "用h 或 2次"), space("2次", "用h 或 2次")}},
		{"zh-Hans", "用 Z 或 9 次，é好。", nil}, // Latin letters that ASCII lacks are rare, and may be part of a name
		{"zh-Hans", "用-好/好+好", nil},
		{"zh-Hans", "请用 https 。", []string{noSpace(" 。", "请用 https 。")}},
		{"zh-Hans", "好， 好", []string{noSpace("， ", "好， 好")}},
		{"zh-Hans", "好 “好” 好", []string{noSpace(" “", "好 “好” 好"), noSpace("” ", "好 “好” 好")}},
		{"zh-Hans", "a ”", []string{noSpace(" ”", "a ”")}},
		{"zh-Hant", "好「好」 好", []string{noSpace("」 ", "好「好」 好")}},
		{"zh-Hant", "好。「好」、HTTP（好）", nil},
	} {
		var got []string
		checkScript(st, language.MustParse(tt.language), tt.text, func(format string, args ...any) {
			got = append(got, fmt.Sprintf(format, args...))
		})
		assert.Equal(t, tt.want, got, "%s: %s", tt.language, tt.text)
	}
}
