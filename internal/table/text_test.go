package table

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

// TestText has the rows of text files: one for each status of the table, ascending, and what may be beside.
func TestText(t *testing.T) {
	const want = `want a code as "404", a substatus as "403.14" or a class as "4xx"`
	none := func(key string) string { return "status " + key + " does not exist: no row of the table has it" }
	testFaults(t, userTable(), Options{}, []faultTest{
		{"for others: classes, registered codes, substatuses of IIS", []edit{{"text.fr.tsv", "4xx|", "1xx|Info|Suite.|-\n4xx|"}, {"text.fr.tsv", "460|", "404|Absent|Non.|-\n404.3|Genre|Non.|-\n460|"}}, ""},
		{"for nobody", []edit{{"text.fr.tsv", "460|", "404.99|A|Non.|-\n459|B|Non.|-\n460|"}, {"text.fr.tsv", "599|", "500.1000|C|Non.|-\n500.9|D|Non.|-\n599|"}}, `
t/text.fr.tsv:5: ` + none("404.99") + `
t/text.fr.tsv:6: ` + none("459") + `
t/text.fr.tsv:9: status 500.1000 is out of order: it belongs before 500.1100
t/text.fr.tsv:10: ` + none("500.9")},
		{"for what is no number", []edit{{"text.fr.tsv", "4xx|", "6xx|"}, {"text.fr.tsv", "460|", "460 |"}, {"text.fr.tsv", "599|", "|"}}, `
t/text.fr.tsv: status 460 is missing: gen -missing prints a row to paste
t/text.fr.tsv: status 599 is missing: gen -missing prints a row to paste
t/text.fr.tsv:2: status "6xx": ` + want + `
t/text.fr.tsv:5: status: space before or after "460 "
t/text.fr.tsv:5: status "460 ": ` + want + `
t/text.fr.tsv:7: status "": ` + want},
		{"missing", []edit{{"text.fr.tsv", "460|Paiement retenu|Le paiement est retenu.|-\n", ""}, {"text.fr.tsv", "403.1010|Compte fermé|Ce compte est fermé.|-\n", ""}}, `
t/text.fr.tsv: status 403.1010 is missing: gen -missing prints a row to paste
t/text.fr.tsv: status 460 is missing: gen -missing prints a row to paste`},
		{"missing, in a file whose rows are left out for their faults", []edit{{"text.fr.tsv", "460|Paiement retenu|Le paiement est retenu.|-\n", "460|Paiement retenu\n"}}, `
t/text.fr.tsv:5: the row has 2 fields: want 4, as the line that names the columns`},
		{"missing, in another file", []edit{{"text.en.tsv", "599|Ledger lost|Call us.|Restore it.|-|-|-\n", "599|Ledger lost\n"}, {"text.fr.tsv", "460|Paiement retenu|Le paiement est retenu.|-\n", ""}}, `
t/text.en.tsv:7: the row has 2 fields: want 7, as the line that names the columns
t/text.fr.tsv: status 460 is missing: gen -missing prints a row to paste`},
		{"the second row before the first", []edit{{"text.fr.tsv", "4xx|Erreur|La demande est fausse.|-\n", ""}, {"text.fr.tsv", "403.1001|", "460|Paiement retenu|Le paiement est retenu.|-\n403.1001|"}, {"text.fr.tsv", "est fermé.|-\n460|Paiement retenu|Le paiement est retenu.|-\n", "est fermé.|-\n"}}, `
t/text.fr.tsv:3: status 403.1001 is out of order: it belongs before 460`},
		{"the first before all", []edit{{"text.fr.tsv", "4xx|Erreur|", "1xx|Info|"}}, ""},
		{"without a number behind the point", []edit{{"text.fr.tsv", "500.1100|", "460.0|Rien|Non.|-\n500.1100|"}}, `
t/text.fr.tsv:6: ` + none("460.0")},
		{"missing or for nobody, where a row of the statuses is left out for its fault", []edit{{"codes.tsv", "460|", "46O|"}, {"aliases.tsv", "", ""}, {"text.fr.tsv", "599|", "598|"}}, `
t/codes.tsv:2: code "46O": ` + wantCode},
		{"twice", []edit{{"text.fr.tsv", "599|", "460|A|Non.|-\n599|"}}, `
t/text.fr.tsv:7: status 460 stands in line 5 too`},
		{"out of order", []edit{{"text.fr.tsv", "4xx|Erreur|La demande est fausse.|-\n", ""}, {"text.fr.tsv", "599|", "5xx|Panne|Le serveur.|-\n599|"}, {"text.fr.tsv", "460|", "404.3|A|Non.|-\n404|B|Non.|-\n460|"}}, `
t/text.fr.tsv:5: status 404 is out of order: it belongs before 404.3
t/text.fr.tsv:8: status 5xx is out of order: it belongs before 500.1100`},
		{"that lost its zeros", []edit{{"text.fr.tsv", "403.1010|", "403.101|"}, {"text.fr.tsv", "500.1100|", "500.11|"}, {"text.fr.tsv", "599|", "500.110|X|Non.|-\n500.12|Y|Non.|-\n599|"}}, `
t/text.fr.tsv: status 403.1010 is missing: gen -missing prints a row to paste
t/text.fr.tsv: status 500.1100 is missing: gen -missing prints a row to paste
t/text.fr.tsv:4: status 403.101 does not exist: no row of the table has it; is it 403.1010, which a spreadsheet took for a number? Format the column as text
t/text.fr.tsv:7: status 500.110 does not exist: no row of the table has it; is it 500.1100, which a spreadsheet took for a number? Format the column as text`},
		{"that lost four zeros", []edit{{"substatuses.tsv", "500.1100|", "500.20000|"}, {"text.en.tsv", "500.1100|", "500.20000|"}, {"text.fr.tsv", "500.1100|", "500.2|"}}, `
t/text.fr.tsv: status 500.20000 is missing: gen -missing prints a row to paste
t/text.fr.tsv:6: status 500.2 does not exist: no row of the table has it; is it 500.20000, which a spreadsheet took for a number? Format the column as text`},
		{"titles", []edit{{"text.fr.tsv", "Paiement retenu|", "-|"}, {"text.fr.tsv", "Compte fermé|", "Compte fermé.|"}, {"text.fr.tsv", "Registre perdu|", "Registre arrêté|"}, {"text.en.tsv", "404|Lost", "404|-"}}, `
t/text.en.tsv:4: title of 404 is empty
t/text.fr.tsv:4: title "Compte fermé." has a full stop
t/text.fr.tsv:5: title of 460 is empty
t/text.fr.tsv:7: title "Registre arrêté" is that of 500.1100 too`},
		{"full stops of Chinese and in the middle", []edit{{"text.fr.tsv", "Compte fermé|", "关闭。|"}, {"text.fr.tsv", "Paiement retenu|", "关．闭|"}, {"text.fr.tsv", "Registre perdu|", "Plus de version 1.2|"}}, `
t/text.fr.tsv:4: title "关闭。" has a full stop
t/text.fr.tsv:5: title "关．闭" has a full stop`},
		{"a title of others twice", []edit{{"text.fr.tsv", "4xx|Erreur", "4xx|Compte fermé"}}, `
t/text.fr.tsv:4: title "Compte fermé" is that of 4xx too`},
		{"a title in two languages", []edit{{"text.fr.tsv", "4xx|Erreur", "4xx|Account closed"}}, ""},
		{"empty details and remedies", []edit{{"text.fr.tsv", "Réessayez.|Démarrez le registre.", "|-"}, {"text.en.tsv", "Call us.|Restore it.", "-|"}}, ""},
	})
	testFaults(t, ownTable(), Options{Own: true}, []faultTest{
		{"for a registered code that this repository's own table has no row for", []edit{{"text.en.tsv", "429|Too", "404|Not Found|It is not here.|-\n429|Too"}}, `
t/text.en.tsv:12: ` + none("404")},
		{"missing, for a class", []edit{{"text.en.tsv", "3xx|Redirect|It is elsewhere.|\n", ""}}, `
t/text.en.tsv: status 3xx is missing: gen -missing prints a row to paste`},
		{"a class behind the codes", []edit{{"text.en.tsv", "5xx|Server error|The server failed.|Look at the log.\n", ""}, {"text.en.tsv", "306|", "5xx|Server error|The server failed.|Look at the log.\n306|"}}, `
t/text.en.tsv:7: status 5xx is out of order: it belongs before 200`},
	})
}

// TestSearch has the phrases that people look for a status with, with ";" between.
func TestSearch(t *testing.T) {
	for _, tt := range []struct{ search, want, faults string }{
		{"-", "", ""},
		{"", "", ""},
		{"no money", "no money", ""},
		{"no money;overdraft  ; a-b", "no money; overdraft; a-b", ""},
		{"余额；不足", "余额；不足", `f:7: search "余额；不足": want ; between the phrases, not the full-width ；`},
		{"余额：不足", "余额：不足", ""},
		{"a;", "a", `f:7: search "a;": a phrase is empty`},
		{"; a", "a", `f:7: search "; a": a phrase is empty`},
		{";", "", "f:7: search \";\": a phrase is empty"},
		{"a; b; a", "a; b", `f:7: search "a; b; a": the phrase "a" is there twice`},
		{"a; A", "a; A", ""},
	} {
		var fs Faults
		got := phrases("f", Row{Line: 7, columns: []string{"search"}, fields: []string{tt.search}}, &fs)
		assert.Equal(t, tt.want, got, tt.search)
		if tt.faults == "" {
			assert.NoError(t, fs.err(), tt.search)
		} else {
			assert.EqualError(t, fs.err(), tt.faults, tt.search)
		}
	}
	var fs Faults
	assert.Empty(t, phrases("f", Row{columns: []string{"status"}, fields: []string{"404"}}, &fs))
	assert.Empty(t, fs)
}

// TestIsBuiltIn has the statuses whose text any table can override.
func TestIsBuiltIn(t *testing.T) {
	for key, want := range map[string]bool{
		"1xx": true, "5xx": true, "100": true, "306": true, "404": true, "511": true, "403.14": true, "404.20": true, "500.1018": true,
		"299": false, "460": false, "599": false, "403.1": true, "403.99": false, "404.1000": false, "460.1": false, "999.65535": false,
	} {
		assert.Equal(t, want, isBuiltIn(mustKey(t, key)), key)
	}
}
