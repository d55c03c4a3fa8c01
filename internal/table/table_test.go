package table

import (
	"maps"
	"os"
	"strings"
	"testing"

	"github.com/httpstatus-go/httpstatus/internal/table/tabletest"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// userTable is a small table of a user's, with something in each column.
func userTable() map[string]string {
	return map[string]string{
		"codes.tsv": tabletest.Lines(
			"code|name|seen|source|url",
			"460|PaymentHeld|wire|the bank|https://example.com/460",
			"599|LedgerLost|-|-|-",
		),
		"substatuses.tsv": tabletest.Lines(
			"substatus|name|id|vendor|seen|source|url|deprecated|note",
			"403.1001|InsufficientBalance|-|-|-|-|-|-|-",
			"403.1010|AccountClosed|closed|ACME|wire and log|the manual|http://example.com/closed|use 403.1001|Seen in May.",
			"500.1100|LedgerDown|-|-|log|-|-|-|-",
		),
		"aliases.tsv": tabletest.Lines(
			"alias|name|deprecated|source",
			"NoMoney|InsufficientBalance|yes|nobody",
			"Broke|InsufficientBalance|-|-",
			"OnHold|PaymentHeld|-|-",
		),
		"languages.tsv": tabletest.Lines(
			"language|name",
			"en|English",
			"fr|French",
		),
		"text.en.tsv": tabletest.Lines(
			"status|title|detail|remedy|component|note|search",
			"403.1001|Insufficient balance|The balance is {balance} of {total:int}.|Look at {balance}.|ledger|Often.|no money; overdraft",
			"403.1010|Account closed|This account is closed.|-|-|-|-",
			"404|Lost|There is no such page.|-|-|-|-",
			"460|Payment held|The payment is held.|-|-|-|-",
			"500.1100|Ledger down|Try again.|Start the ledger.|-|-|-",
			"599|Ledger lost|Call us.|Restore it.|-|-|-",
		),
		"text.fr.tsv": tabletest.Lines(
			"status|title|detail|remedy",
			"4xx|Erreur|La demande est fausse.|-",
			"403.1001|Solde insuffisant|Des {total:int}, il y a {balance}.|-",
			"403.1010|Compte fermé|Ce compte est fermé.|-",
			"460|Paiement retenu|Le paiement est retenu.|-",
			"500.1100|Registre arrêté|Réessayez.|Démarrez le registre.",
			"599|Registre perdu|Appelez-nous.|Restaurez-le.",
		),
	}
}

// ownTable is a small table in the form of this repository's own.
func ownTable() map[string]string { return tabletest.Own("") }

// sourceOf makes a source of files in a folder t.
func sourceOf(files map[string]string) Source {
	s := Source{Dir: "t/", Files: map[string][]byte{}}
	for name, text := range files {
		s.Files[name] = []byte(text)
	}
	return s
}

// An edit is one that [tabletest.Replace] makes.
type edit struct{ file, old, new string }

func (e edit) apply(t *testing.T, files map[string]string) {
	t.Helper()
	tabletest.Replace(t, files, e.file, e.old, e.new)
}

// A faultTest is what is edited in a table, and the faults that it then has, a line each; none for an edit that is right.
type faultTest struct {
	name  string
	edits []edit
	want  string
}

// testFaults loads a table that has no fault, and then with the edits of each case.
func testFaults(t *testing.T, files map[string]string, o Options, tests []faultTest) {
	t.Helper()
	for _, tt := range append([]faultTest{{"no fault", nil, ""}}, tests...) {
		t.Run(tt.name, func(t *testing.T) {
			edited := maps.Clone(files)
			for _, e := range tt.edits {
				e.apply(t, edited)
			}
			table, err := Load(sourceOf(edited), o)
			if tt.want == "" {
				require.NoError(t, err)
				require.True(t, table != nil)
				return
			}
			require.EqualError(t, err, strings.TrimPrefix(tt.want, "\n"))
			assert.True(t, table == nil)
		})
	}
}

func mustLoad(t *testing.T, files map[string]string, o Options) *Table {
	t.Helper()
	table, err := Load(sourceOf(files), o)
	require.NoError(t, err)
	return table
}

func mustKey(t *testing.T, s string) Key {
	t.Helper()
	k, ok := ParseKey(s)
	require.True(t, ok, s)
	return k
}

func keysOf(keys []Key) (out []string) {
	for _, k := range keys {
		out = append(out, k.String())
	}
	return out
}

// TestOwn reads this repository's own tables, which have no fault, with the style that they are held to.
func TestOwn(t *testing.T) {
	src, err := Read(os.DirFS("../../tables"), "tables")
	require.NoError(t, err)
	style, err := Read(os.DirFS("../../tables/style"), "tables/style")
	require.NoError(t, err)
	table, err := Load(src, Options{Own: true, Style: style})
	require.NoError(t, err)
	assert.Equal(t, "NotFound", table.Status(Key{Code: 404}).Name)
}

// TestLoad has what is known of a user's table.
func TestLoad(t *testing.T) {
	table := mustLoad(t, userTable(), Options{})

	var statuses []string
	for _, s := range table.Statuses() {
		statuses = append(statuses, s.Key.String()+" "+s.Name+" "+s.ID+" "+s.Type)
	}
	assert.Equal(t, []string{
		"403.1001 InsufficientBalance insufficient_balance /problems/insufficient-balance",
		"403.1010 AccountClosed closed /problems/closed",
		"460 PaymentHeld payment_held ",
		"500.1100 LedgerDown ledger_down /problems/ledger-down",
		"599 LedgerLost ledger_lost ",
	}, statuses)
	assert.Equal(t, []string{"460", "599", "403.1001", "403.1010", "500.1100"}, keysOf(table.Rows()))

	s := table.Status(mustKey(t, "403.1001"))
	require.NotNil(t, s)
	assert.Equal(t, []Param{{"balance", "string", "Balance"}, {"total", "int", "Total"}}, s.Params)
	assert.Empty(t, table.Status(mustKey(t, "460")).Params)
	assert.Nil(t, table.Status(Key{Code: 404}))
	assert.Equal(t, []string{"NoMoney", "Broke"}, table.AliasesOf(s.Key))
	assert.Equal(t, "yes", table.Aliases[0].Get("deprecated"))
	assert.Equal(t, Alias{table.Aliases[1].Row, "Broke", "InsufficientBalance", s.Key}, table.Aliases[1])
	assert.Empty(t, table.AliasesOf(mustKey(t, "500.1100")))

	for key, want := range map[string][]string{
		"403.1001": {"InsufficientBalance", "insufficient_balance", "/problems/insufficient-balance", "balance total:int", "", "", "", "", "", "NoMoney Broke"},
		"403.1010": {"AccountClosed", "closed", "/problems/closed", "", "ACME", "wire and log", "the manual", "http://example.com/closed", "use 403.1001", ""},
		"460":      {"PaymentHeld", "payment_held", "", "", "", "wire", "the bank", "https://example.com/460", "", "OnHold"},
		"404":      {"", "", "", "", "", "", "", "", "", ""},
		"4xx":      {"", "", "", "", "", "", "", "", "", ""},
	} {
		assert.Equal(t, want, table.Facts(mustKey(t, key)), key)
	}
	retry, mustHave := table.CodeFacts(460)
	assert.Equal(t, "", retry+mustHave)

	require.Len(t, table.Languages, 2)
	english, french := &table.Languages[0], &table.Languages[1]
	assert.Equal(t, "en English en", english.ID+" "+english.Name+" "+english.Tag.String())
	assert.Equal(t, "fr French fr", french.ID+" "+french.Name+" "+french.Tag.String())
	assert.Equal(t, []string{"404"}, keysOf(table.Overrides(english)))
	assert.Equal(t, []string{"4xx"}, keysOf(table.Overrides(french)))
	m := english.Text[s.Key]
	assert.Equal(t, []string{"Insufficient balance", "The balance is {balance} of {total:int}.", "Look at {balance}.", "ledger", "Often.", "no money; overdraft"},
		[]string{m.Title, m.Detail, m.Remedy, m.Component, m.Note, m.Search})
	assert.Equal(t, "Seen in May.", english.Text[mustKey(t, "403.1010")].Note, "note, of the statuses' sheet")
	assert.Empty(t, french.Text[mustKey(t, "403.1010")].Note, "which is of the default language")

	assert.Equal(t, "https://example.com/p#closed", mustLoad(t, userTable(), Options{Types: "https://example.com/p#"}).Subs[1].Type)
}

// TestLoadOwn has what differs in this repository's own table: facts, classes as rows, no problem types.
func TestLoadOwn(t *testing.T) {
	table := mustLoad(t, ownTable(), Options{Own: true})
	assert.Equal(t, []string{"1xx", "2xx", "3xx", "4xx", "5xx", "200", "306", "403", "429", "403.4", "403.14"}, keysOf(table.Rows()))
	for key, want := range map[string][]string{
		"306":   {"", "", "", "", "", "", "RFC 9110, 15.4.7", "https://example.com/306", "", ""},
		"403":   {"Forbidden", "forbidden", "", "", "", "", "RFC 9110, 15.5.4", "https://example.com/403", "", "Denied"},
		"403.4": {"IISSSLRequired", "iis_ssl_required", "", "", "", "", "Microsoft", "https://example.com/iis", "", ""},
		"4xx":   {"", "", "", "", "", "", "", "", "", ""},
	} {
		assert.Equal(t, want, table.Facts(mustKey(t, key)), key)
	}
	for code, want := range map[int][]string{
		403: {"Never", ""}, 429: {"AfterWait", "Retry-After, Date"}, 200: {"", ""}, 404: {"", ""},
	} {
		retry, mustHave := table.CodeFacts(code)
		assert.Equal(t, want, []string{retry, mustHave}, code)
	}
	english := table.Languages[0].Text
	assert.Equal(t, "core", english[mustKey(t, "403.4")].Component)
	assert.Equal(t, "No default document.", english[mustKey(t, "403.14")].Note)
	assert.Equal(t, "Asked often.", english[mustKey(t, "403")].Note)
	assert.Empty(t, table.Overrides(&table.Languages[1]))
}

// TestNotes has a note of the text before that of the statuses' sheet.
func TestNotes(t *testing.T) {
	files := ownTable()
	files["text.en.tsv"] = strings.ReplaceAll(strings.ReplaceAll(files["text.en.tsv"], "\n", "\t\t\n"), "remedy\t\t", "remedy\tcomponent\tnote")
	edit{"text.en.tsv", "Turn on listing.||", "Turn on listing.|browser|Of the text."}.apply(t, files)
	m := mustLoad(t, files, Options{Own: true}).Languages[0].Text[mustKey(t, "403.14")]
	assert.Equal(t, "browser", m.Component)
	assert.Equal(t, "Of the text.", m.Note)
}

// TestFiles has the files of a table: which there must be, which may, and what is none.
func TestFiles(t *testing.T) {
	const columns = "want a line that names the columns"
	testFaults(t, userTable(), Options{}, []faultTest{
		{"no aliases", []edit{{"aliases.tsv", "", ""}}, ""},
		{"no codes", []edit{{"codes.tsv", "", ""}, {"aliases.tsv", "OnHold|PaymentHeld|-|-\n", ""}, {"text.en.tsv", "460|Payment held|The payment is held.|-|-|-|-\n", ""},
			{"text.en.tsv", "599|Ledger lost|Call us.|Restore it.|-|-|-\n", ""}, {"text.fr.tsv", "460|Paiement retenu|Le paiement est retenu.|-\n", ""}, {"text.fr.tsv", "599|Registre perdu|Appelez-nous.|Restaurez-le.\n", ""}}, ""},
		{"no statuses", []edit{{"codes.tsv", "", ""}, {"substatuses.tsv", "", ""}}, `
t/substatuses.tsv: the file is missing, and so is codes.tsv: want one of them, or both`},
		{"no languages", []edit{{"languages.tsv", "", ""}}, `
t/languages.tsv: the file is missing`},
		{"no text", []edit{{"text.fr.tsv", "", ""}}, `
t/text.fr.tsv: the file is missing, with the text in fr`},
		{"no text at all", []edit{{"text.en.tsv", "", ""}, {"text.fr.tsv", "", ""}}, `
t/text.en.tsv: the file is missing, with the text in en
t/text.fr.tsv: the file is missing, with the text in fr`},
		{"no text in the default language", []edit{{"text.en.tsv", "", ""}}, `
t/text.en.tsv: the file is missing, with the text in en`},
		{"any case of letters", []edit{{"aliases.tsv", "", ""}, {"Aliases.TSV", "", "alias\tname\nX\tPaymentHeld\n"}}, ""},
		{"twice but for the case of letters", []edit{{"Codes.tsv", "", "x"}}, `
t/Codes.tsv:1: the line that names the columns has only "x": want several with tabs between
t/codes.tsv: Codes.tsv is there too: keep one of them`},
		{"twice, with tabs and with commas", []edit{{"aliases.csv", "", "alias,name\nX,PaymentHeld\n"}}, `
t/aliases.csv: aliases.tsv is there too: keep one of them`},
		{"commas", []edit{{"codes.tsv", "", ""}, {"codes.csv", "", "code,name\n460,PaymentHeld\n599,LedgerLost\n"}}, ""},
		{"text of no language", []edit{{"text.pt-BR.tsv", "", "x"}, {"Text.DE.csv", "", "x"}}, `
t/Text.DE.csv: t/languages.tsv does not name the language "DE"
t/text.pt-BR.tsv: t/languages.tsv does not name the language "pt-BR"`},
		{"text of another language than the only one", []edit{{"languages.tsv", "fr|French\n", ""}}, `
t/text.fr.tsv: t/languages.tsv does not name the language "fr"`},
		{"text of no language, of which there is none", []edit{{"languages.tsv", "", ""}, {"text.de.tsv", "", "x"}}, `
t/languages.tsv: the file is missing`},
		{"unknown", []edit{{"notes.tsv", "", "x"}, {"texts.csv", "", "x"}}, `
t/notes.tsv: unknown file: want codes, substatuses, aliases, languages or text.LANGUAGE, .tsv or .csv
t/texts.csv: unknown file: want codes, substatuses, aliases, languages or text.LANGUAGE, .tsv or .csv`},
		{"empty", []edit{{"codes.tsv", "", "\n"}, {"languages.tsv", "", "# none\n"}}, `
t/codes.tsv: the file is empty: ` + columns + ` code, name
t/languages.tsv: the file is empty: ` + columns + ` language, name`},
		{"columns", []edit{{"codes.tsv", "code|name|seen", "code|name|reason"}, {"substatuses.tsv", "|vendor|", "|maker|"}, {"aliases.tsv", "alias|name|deprecated", "alias|name|id"}, {"text.en.tsv", "|search", "|find"}, {"text.fr.tsv", "status|title|detail", "status|title|text"}}, `
t/aliases.tsv:1: unknown column "id": want alias, name, deprecated, source
t/codes.tsv:1: unknown column "reason": want code, name, id, vendor, seen, source, url, deprecated, note
t/substatuses.tsv:1: unknown column "maker": want substatus, name, id, vendor, seen, source, url, deprecated, note
t/text.en.tsv:1: unknown column "find": want status, title, detail, remedy, component, note, search
t/text.fr.tsv:1: unknown column "text": want status, title, detail, remedy, component, note, search
t/text.fr.tsv:1: column "detail" is missing`},
		{"columns of the languages", []edit{{"languages.tsv", "language|name", "tag|name"}}, `
t/languages.tsv:1: unknown column "tag": want language, name
t/languages.tsv:1: column "language" is missing`},
		{"without rows", []edit{{"text.fr.tsv", "", tabletest.Lines("status|title|detail|remedy")}}, `
t/text.fr.tsv: the file has no rows`},
		{"aliases without rows", []edit{{"aliases.tsv", "", tabletest.Lines("alias|name")}}, `
t/aliases.tsv: the file has no rows`},
	})
	testFaults(t, ownTable(), Options{Own: true}, []faultTest{
		{"no codes", []edit{{"codes.tsv", "", ""}}, `
t/codes.tsv: the file is missing`},
		{"no substatuses", []edit{{"substatuses.tsv", "", ""}}, `
t/substatuses.tsv: the file is missing`},
		{"no languages", []edit{{"languages.tsv", "", ""}}, `
t/languages.tsv: the file is missing`},
	})
}

// TestOverrides has the text of others in the order of the rows.
func TestOverrides(t *testing.T) {
	want := []string{"1xx", "4xx", "5xx", "200", "403", "403.4", "403.14", "404", "404.2", "410", "500", "500.19", "503"}
	l := &Language{Text: map[Key]Message{}}
	for _, key := range want {
		l.Text[mustKey(t, key)] = Message{}
	}
	assert.Equal(t, want, keysOf((&Table{}).Overrides(l)))
	own := mustLoad(t, ownTable(), Options{Own: true})
	assert.Equal(t, []string{"404", "404.2", "410", "500", "500.19", "503"}, keysOf(own.Overrides(l)), "the classes are rows of this repository's own")
}

// TestAbout has the comment at the head of the statuses, which can be the package's: then the first word behind Package is
// its name.
func TestAbout(t *testing.T) {
	for _, tt := range []struct{ name, codes, subs, about, fault string }{
		{"none", "", "", "", ""},
		{"the package's", "", "# Package billing has\n# statuses.\n#\n# How to edit.\n", "Package billing has statuses.", ""},
		{"the package's, at the codes", "# Package billing has codes.\n", "# Statuses.\n", "Package billing has codes.", ""},
		{"the package's, twice", "# Package billing has codes.\n", "# Package billing has statuses.\n", "Package billing has statuses.", ""},
		{"no package's", "# Codes.\n", "# Statuses.\n", "Statuses.", ""},
		{"of a word that begins so, at the codes", "# Packages.\n", "# Statuses.\n", "Statuses.", ""},
		{"of a word that begins so, and the package's at the codes", "# Package billing has codes.\n", "# Packages.\n", "Package billing has codes.", ""},
		{"of the codes alone", "# Codes.\n", "", "Codes.", ""},
		{"of a word alone", "", "# Package\n", "Package", ""},
		{"another's", "", "# Package bill has statuses.\n", "", `t/substatuses.tsv:1: the comment speaks of package "bill": want package billing, or a comment that does not begin with Package`},
		{"another's, at the codes", "# Package bill.\n", "# Statuses.\n", "", `t/codes.tsv:1: the comment speaks of package "bill.": want package billing, or a comment that does not begin with Package`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			files := userTable()
			files["codes.tsv"] = tt.codes + files["codes.tsv"]
			files["substatuses.tsv"] = tt.subs + files["substatuses.tsv"]
			if tt.fault != "" {
				_, err := Load(sourceOf(files), Options{Package: "billing"})
				assert.EqualError(t, err, tt.fault)
				mustLoad(t, files, Options{}) // a table of no package speaks of any
				return
			}
			assert.Equal(t, tt.about, mustLoad(t, files, Options{Package: "billing"}).About)
		})
	}
}
