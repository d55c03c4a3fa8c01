package table

import (
	"testing"

	"github.com/httpstatus-go/httpstatus/internal/table/tabletest"
	"github.com/stretchr/testify/assert"
)

const (
	wantName = "want an exported Go identifier of the letters A to Z, digits and _"
	wantCode = "want three digits from 100 to 999"
	wantSub  = `want a code from 100 to 999 and a number from 1000 to 65535, as "403.1001"`
	wantID   = `want words of small letters and digits with "_" between, as "insufficient_balance"`
	wantURL  = "want https://, and no space, quote or angle bracket"
)

// loadStatuses reads codes and substatuses alone, in a table with a text that is missing, and returns the faults of the two.
func loadStatuses(codes, subs []string, o Options) (*Table, string) {
	files := map[string]string{"languages.tsv": tabletest.Lines("language|name", "en|English")}
	if codes != nil {
		files["codes.tsv"] = tabletest.Lines(codes...)
	}
	if subs != nil {
		files["substatuses.tsv"] = tabletest.Lines(subs...)
	}
	l := load(sourceOf(files), o, true)
	if len(l.fs) == 0 {
		return l.t, ""
	}
	return l.t, "\n" + l.fs.Error()
}

func keysOfStatuses(statuses []Status) (out []string) {
	for _, s := range statuses {
		out = append(out, s.Key.String())
	}
	return out
}

// TestCodes has the first column of codes.tsv. A row whose number is none is left out, and which there are is not known then.
func TestCodes(t *testing.T) {
	for _, tt := range []struct {
		name   string
		rows   []string
		want   string
		left   []string
		broken bool
	}{
		{"codes", []string{"299|A", "460|B", "999|C"}, "", []string{"299", "460", "999"}, false},
		{"no code", []string{"46|A", "460.1|B", "4xx|C", "0460|D", "1000|E", "-|F", "４６０|G", "461|H"}, `
t/codes.tsv:2: code "46": ` + wantCode + `
t/codes.tsv:3: code "460.1": ` + wantCode + `
t/codes.tsv:4: code "4xx": ` + wantCode + `
t/codes.tsv:5: code "0460": ` + wantCode + `
t/codes.tsv:6: code "1000": ` + wantCode + `
t/codes.tsv:7: code "-": ` + wantCode + `
t/codes.tsv:8: code "４６０": ` + wantCode, []string{"461"}, true},
		{"twice", []string{"460|A", "461|B", "460|C"}, `
t/codes.tsv:4: code 460 stands in line 2 too`, []string{"460", "461"}, true},
		{"out of order", []string{"462|A", "460|B", "461|C"}, `
t/codes.tsv:3: code 460 is out of order: it belongs before 462`, []string{"462", "460", "461"}, false},
		{"registered with IANA", []string{"299|A", "306|B", "404|C", "511|D"}, `
t/codes.tsv:3: code 306 is registered with IANA: take another code, or refine it by a substatus, as 306.1000
t/codes.tsv:4: code 404 is registered with IANA: use httpstatus.NotFound, or refine it by a substatus, as 404.1000
t/codes.tsv:5: code 511 is registered with IANA: use httpstatus.NetworkAuthenticationRequired, or refine it by a substatus, as 511.1000`, []string{"299", "306", "404", "511"}, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			table, faults := loadStatuses(append([]string{"code|name"}, tt.rows...), nil, Options{})
			assert.Equal(t, tt.want, faults)
			assert.Equal(t, tt.left, keysOfStatuses(table.Codes))
			assert.Equal(t, tt.broken, table.broken)
		})
	}
}

// TestSubstatuses has the first column of substatuses.tsv: IIS has the numbers below 1000, iisnode some above.
func TestSubstatuses(t *testing.T) {
	const (
		iis     = " is documented by IIS: use another number from 1000 to 65535"
		iisnode = " is documented by iisnode, which has 500.1000 to 500.1018 and 503.1000 to 503.1003: use another number from 1000 to 65535"
		below   = ": want a number from 1000 to 65535, as IIS has those below"
		sheet   = ", a spreadsheet took it for a number: format the column as text"
	)
	for _, tt := range []struct {
		name   string
		rows   []string
		want   string
		left   []string
		broken bool
	}{
		{"substatuses", []string{"200.1000|A", "403.1000|B", "403.65535|C", "599.1000|D"}, "", []string{"200.1000", "403.1000", "403.65535", "599.1000"}, false},
		{"no substatus", []string{"403|A", "403.|B", "4xx|C", "403.-1|D", "403.65536|E", "99.1000|F", "403.1000|G"}, `
t/substatuses.tsv:2: substatus "403": ` + wantSub + `
t/substatuses.tsv:3: substatus "403.": ` + wantSub + `
t/substatuses.tsv:4: substatus "4xx": ` + wantSub + `
t/substatuses.tsv:5: substatus "403.-1": ` + wantSub + `
t/substatuses.tsv:6: substatus "403.65536": ` + wantSub + `
t/substatuses.tsv:7: substatus "99.1000": ` + wantSub, []string{"403.1000"}, true},
		{"twice", []string{"403.1000|A", "403.1000|B"}, `
t/substatuses.tsv:3: substatus 403.1000 stands in line 2 too`, []string{"403.1000"}, true},
		{"out of order", []string{"404.1000|A", "403.2000|B", "403.1000|C"}, `
t/substatuses.tsv:3: substatus 403.2000 is out of order: it belongs before 404.1000
t/substatuses.tsv:4: substatus 403.1000 is out of order: it belongs before 403.2000`, []string{"404.1000", "403.2000", "403.1000"}, false},
		{"of IIS", []string{"403.14|A", "404.20|B"}, `
t/substatuses.tsv:2: substatus 403.14` + iis + `
t/substatuses.tsv:3: substatus 404.20` + iis, []string{"403.14", "404.20"}, false},
		{"below 1000", []string{"403.0|A", "403.100|B", "403.101|B2", "403.999|C"}, `
t/substatuses.tsv:2: substatus 403.0` + below + `
t/substatuses.tsv:3: substatus 403.100` + below + `; if it was 403.1000` + sheet + `
t/substatuses.tsv:4: substatus 403.101` + below + `; if it was 403.1010` + sheet + `
t/substatuses.tsv:5: substatus 403.999` + below + `; if it was 403.9990` + sheet, []string{"403.0", "403.100", "403.101", "403.999"}, false},
		{"of iisnode", []string{"500.1000|A", "500.1018|B", "500.1019|C", "503.1003|D", "503.1004|E"}, `
t/substatuses.tsv:2: substatus 500.1000` + iisnode + `
t/substatuses.tsv:3: substatus 500.1018` + iisnode + `
t/substatuses.tsv:5: substatus 503.1003` + iisnode, []string{"500.1000", "500.1018", "500.1019", "503.1003", "503.1004"}, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			table, faults := loadStatuses(nil, append([]string{"substatus|name"}, tt.rows...), Options{})
			assert.Equal(t, tt.want, faults)
			assert.Equal(t, tt.left, keysOfStatuses(table.Subs))
			assert.Equal(t, tt.broken, table.broken)
		})
	}
}

// TestNames has names in Go, which the codes, the substatuses, their other names, the languages and what is generated share.
func TestNames(t *testing.T) {
	for _, name := range []string{"A", "Z", "Az", "A_", "A9", "ÀB", "", "a", "z", "_A", "9A", "A-B", "A B", "Aé", "Aš", "AŁ", "A.B", "A/", "A:", "A@", "A[", "A`", "A{", "\u212a"} {
		want := map[string]bool{"A": true, "Z": true, "Az": true, "A_": true, "A9": true}[name]
		assert.Equal(t, want, isName(name), name)
	}
	testFaults(t, userTable(), Options{}, []faultTest{
		{"missing", []edit{{"codes.tsv", "PaymentHeld", "-"}, {"aliases.tsv", "OnHold|PaymentHeld|-|-\n", ""}}, `
t/codes.tsv:2: name is missing: ` + wantName},
		{"none", []edit{{"codes.tsv", "LedgerLost", "ledgerLost"}, {"substatuses.tsv", "LedgerDown", "Ledger-Down"}, {"aliases.tsv", "Broke|", "Bröke|"}}, `
t/aliases.tsv:3: alias "Br\u00f6ke": ` + wantName + `
t/codes.tsv:3: name "ledgerLost": ` + wantName + `
t/substatuses.tsv:4: name "Ledger-Down": ` + wantName},
		{"a keyword", []edit{{"codes.tsv", "LedgerLost", "func"}}, `
t/codes.tsv:3: name "func" is a Go keyword: ` + wantName},
		{"a code's", []edit{{"substatuses.tsv", "LedgerDown", "LedgerLost"}}, `
t/substatuses.tsv:4: name "LedgerLost" is taken by t/codes.tsv:3`},
		{"a language's", []edit{{"languages.tsv", "French", "LedgerLost"}}, `
t/languages.tsv:3: name "LedgerLost" is taken by t/codes.tsv:3`},
		{"what is generated", []edit{{"codes.tsv", "LedgerLost", "Table"}, {"substatuses.tsv", "LedgerDown", "Matcher"}}, `
t/codes.tsv:3: name "Table" is taken by the generated variable Table
t/substatuses.tsv:4: name "Matcher" is taken by the generated function Matcher`},
		{"a type's, of errors with values", []edit{{"codes.tsv", "LedgerLost", "InsufficientBalanceError"}}, `
t/text.en.tsv:2: the type InsufficientBalanceError, which the placeholders of 403.1001 ask for, has the name of t/codes.tsv:3`},
		{"a type's, of another name of one", []edit{{"languages.tsv", "French", "NoMoneyError"}}, `
t/text.en.tsv:2: the type NoMoneyError, which the placeholders of 403.1001 ask for, has the name of t/languages.tsv:3`},
		{"a type's, of errors with one value", []edit{{"codes.tsv", "LedgerLost", "LedgerDownError"}, {"text.en.tsv", "Try again.", "Try {a}."}, {"text.fr.tsv", "Réessayez.", "Réessayez {a}."}}, `
t/text.en.tsv:6: the type LedgerDownError, which the placeholders of 500.1100 ask for, has the name of t/codes.tsv:3`},
		{"an error's without values", []edit{{"codes.tsv", "LedgerLost", "LedgerDownError"}}, ""},
	})
	table, faults := loadStatuses([]string{"code|name", "460|Matcher2", "461|Tables"}, nil, Options{})
	assert.Empty(t, faults)
	assert.Len(t, table.Codes, 2)
}

// TestIDs has the ID of a status: the column id, else the name by its rule. No two statuses have one.
func TestIDs(t *testing.T) {
	table, faults := loadStatuses([]string{"code|name|id", "460|OldName|-", "461|NewName|kept_1"}, []string{"substatus|name|id", "403.1001|IISSSLNeeded|-", "403.1002|B|kept_2"}, Options{Types: "/p#"})
	assert.Empty(t, faults)
	for key, want := range map[string][2]string{
		"460": {"old_name", ""}, "461": {"kept_1", ""}, "403.1001": {"iisssl_needed", "/p#iisssl-needed"}, "403.1002": {"kept_2", "/p#kept-2"},
	} {
		s := table.Status(mustKey(t, key))
		assert.Equal(t, want, [2]string{s.ID, s.Type}, key)
	}
	own, _ := loadStatuses([]string{"code|name|reason|spec|url|state|content|cacheable|nostore|retry|musthave", "404|IIOnly|-|-|-|-|-|-|-|-|-"},
		[]string{"substatus|name|versions|legacy|replaced", "404.2|IISIPv6Only|unknown|-|-"}, Options{Own: true})
	assert.Equal(t, [2]string{"ii_only", "iis_ipv6_only"}, [2]string{own.Codes[0].ID, own.Subs[0].ID}, "IIS is a word by itself in this repository's own table")
	for _, tt := range []struct {
		name        string
		codes, subs []string
		want        string
	}{
		{"form", []string{"code|name|id", "460|A|Upper", "461|B|a-b", "462|C|9a", "463|D|a__b", "464|E|_"}, nil, `
t/codes.tsv:2: id "Upper": ` + wantID + `
t/codes.tsv:3: id "a-b": ` + wantID + `
t/codes.tsv:4: id "9a": ` + wantID + `
t/codes.tsv:5: id "a__b": ` + wantID + `
t/codes.tsv:6: id "_": ` + wantID},
		{"of two names", []string{"code|name", "460|PaymentHeld"}, []string{"substatus|name", "403.1001|PaymentHELD"}, `
t/substatuses.tsv:2: name PaymentHELD has the ID payment_held, which is that of t/codes.tsv:2 too: want another name, or an ID in the column id`},
		{"of the column and a name", []string{"code|name|id", "460|A|-", "461|B|a"}, nil, `
t/codes.tsv:3: name B has the ID a, which is that of t/codes.tsv:2 too: want another name, or an ID in the column id`},
		{"of three names, of which the first has it", []string{"code|name|id", "460|A|-", "461|B|a", "462|C|a"}, nil, `
t/codes.tsv:3: name B has the ID a, which is that of t/codes.tsv:2 too: want another name, or an ID in the column id
t/codes.tsv:4: name C has the ID a, which is that of t/codes.tsv:2 too: want another name, or an ID in the column id`},
		{"of a name that is none", []string{"code|name|id", "460|a|-", "461|B|a"}, nil, `
t/codes.tsv:2: name "a": ` + wantName},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, faults := loadStatuses(tt.codes, tt.subs, Options{})
			assert.Equal(t, tt.want, faults)
		})
	}
}

// TestAliases has second names, in the order of what they name.
func TestAliases(t *testing.T) {
	alias := func(rows ...string) []edit { return []edit{{"aliases.tsv", "", tabletest.Lines(rows...)}} }
	testFaults(t, userTable(), Options{}, []faultTest{
		{"of all", alias("alias|name", "A|InsufficientBalance", "B|InsufficientBalance", "C|PaymentHeld", "D|LedgerDown", "E|LedgerLost"), ""},
		{"of nothing", alias("alias|name", "A|Nothing", "B|A", "C|-", "D|PaymentHeld"), `
t/aliases.tsv:2: alias A of nothing: no status has the name "Nothing"
t/aliases.tsv:3: alias B of nothing: no status has the name "A"
t/aliases.tsv:4: alias C of nothing: no status has the name ""`},
		{"out of order", alias("alias|name", "A|LedgerDown", "B|PaymentHeld", "C|InsufficientBalance"), `
t/aliases.tsv:3: alias B is out of order: it belongs before A
t/aliases.tsv:4: alias C is out of order: it belongs before B`},
		{"taken", alias("alias|name", "LedgerLost|PaymentHeld", "English|PaymentHeld", "A|PaymentHeld", "A|PaymentHeld"), `
t/aliases.tsv:2: alias "LedgerLost" is taken by t/codes.tsv:3
t/aliases.tsv:5: alias "A" is taken by t/aliases.tsv:4
t/languages.tsv:2: name "English" is taken by t/aliases.tsv:3`},
		{"missing", alias("alias|name", "-|PaymentHeld"), `
t/aliases.tsv:2: alias is missing: ` + wantName},
		{"deprecated", alias("alias|name|deprecated", "A|PaymentHeld|yes", "B|PaymentHeld|-", "C|PaymentHeld|no"), `
t/aliases.tsv:4: deprecated "no": want yes`},
		{"of a row that is left out for its fault", append(alias("alias|name", "A|PaymentHeld"), edit{"codes.tsv", "460|", "46|"}), `
t/codes.tsv:2: code "46": ` + wantCode},
	})
	testFaults(t, ownTable(), Options{Own: true}, []faultTest{
		{"of a substatus, which is no constant", alias("alias|name", "A|OK", "B|IISSSLRequired"), `
t/aliases.tsv:3: alias B of nothing: no code has the name "IISSSLRequired"`},
		{"of a code without a name", alias("alias|name", "A|-"), `
t/aliases.tsv:2: alias A of nothing: no code has the name ""`},
	})
}

// TestFactsOfOthers has the columns whose values are more than text.
func TestFactsOfOthers(t *testing.T) {
	const wantSeen = "want wire, log, wire and log, configuration"
	for _, sheet := range []struct{ name, column, first, second string }{
		{"codes", "code", "460", "461"},
		{"substatuses", "substatus", "403.1001", "403.1002"},
	} {
		at := "t/" + sheet.name + ".tsv:3: "
		for _, tt := range []struct{ column, value, want string }{
			{"seen", "wire", ""}, {"seen", "log", ""}, {"seen", "wire and log", ""}, {"seen", "configuration", ""}, {"seen", "-", ""}, {"seen", "", ""},
			{"seen", "air", "seen \"air\": " + wantSeen}, {"seen", "Wire", "seen \"Wire\": " + wantSeen},
			{"url", "https://example.com/460?a=b#c", ""}, {"url", "http://example.com/", ""}, {"url", "-", ""},
			{"url", "example.com", `url "example.com": ` + wantURL},
			{"url", "httpx://example.com", `url "httpx://example.com": ` + wantURL},
			{"url", "https:/example.com", `url "https:/example.com": ` + wantURL},
			{"url", "http:/example.com", `url "http:/example.com": ` + wantURL},
			{"url", "https://example.com/a b", `url "https://example.com/a b": ` + wantURL},
			{"url", "https://example.com/<b>", `url "https://example.com/<b>": ` + wantURL},
			{"url", "https://example.com/>", `url "https://example.com/>": ` + wantURL},
			{"url", "https://example.com/'\"", `url "https://example.com/'\"": ` + wantURL},
			{"url", "http://example.com/`", "url \"http://example.com/`\": " + wantURL},
			{"url", "https://example.com\\a", `url "https://example.com\\a": ` + wantURL},
		} {
			rows := []string{sheet.column + "|name|" + tt.column, sheet.first + "|A|-", sheet.second + "|B|" + tt.value}
			var faults string
			if sheet.name == "codes" {
				_, faults = loadStatuses(rows, nil, Options{})
			} else {
				_, faults = loadStatuses(nil, rows, Options{})
			}
			want := ""
			if tt.want != "" {
				want = "\n" + at + tt.want
			}
			assert.Equal(t, want, faults, "%s %q in %s", tt.column, tt.value, sheet.name)
		}
	}
	var fs Faults
	checkURL("f", Row{Line: 7, columns: []string{"url"}, fields: []string{"https://example.com/|"}}, &fs) // a cell of Markdown
	assert.EqualError(t, fs.err(), `f:7: url "https://example.com/|": `+wantURL)
}
