package gencmd

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/httpstatus-go/httpstatus/internal/table/tabletest"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestMissing prints the rows that are not translated, and pastes them.
func TestMissing(t *testing.T) {
	files := userTable()
	for _, e := range []edit{
		{"statuses/text.en.tsv", "599|Ledger lost|Call us.|Restore it.\n", ""},
		{"statuses/text.fr.tsv", "403.1001|Solde insuffisant|Le solde est de {balance} sur {total}.|\n", ""},
		{"statuses/text.fr.tsv", "460|Paiement retenu|Le paiement est retenu.|\n", ""},
		{"statuses/text.zh-Hant.tsv", "", ""},
	} {
		e.apply(t, files)
	}
	writeTree(t, files)
	exit, stdout, stderr := gen("-missing", "statuses")
	assert.Equal(t, 1, exit)
	assert.Equal(t, "gen: 8 rows are missing\n", stderr)
	assert.Equal(t, tabletest.Lines(
		"# statuses/text.en.tsv",
		"# 599, LedgerLost",
		"599|||",
		"",
		"# statuses/text.zh-Hant.tsv",
		"status|title|detail|remedy",
		"# 403.1001, InsufficientBalance: Insufficient balance / The balance is {balance} of {total}. / Look at {balance}.",
		"403.1001|||",
		"# 403.1010, AccountClosed: Account closed / This account is closed.",
		"403.1010|||",
		"# 460, PaymentHeld: Payment held / The payment is held.",
		"460|||",
		"# 500.1100, LedgerDown: Ledger down / Try again. / Start the ledger.",
		"500.1100|||",
		"# 599, LedgerLost",
		"599|||",
		"",
		"# statuses/text.fr.tsv",
		"# 403.1001, InsufficientBalance: Insufficient balance / The balance is {balance} of {total}. / Look at {balance}.",
		"403.1001|||",
		"# 460, PaymentHeld: Payment held / The payment is held.",
		"460|||",
		"",
	), stdout)

	// What is printed for a file that is not there is one; its titles are still to be filled in.
	_, chinese, _ := strings.Cut(stdout, "# statuses/text.zh-Hant.tsv\n")
	chinese, _, _ = strings.Cut(chinese, "# statuses/text.fr.tsv\n")
	require.NoError(t, os.WriteFile("statuses/text.zh-Hant.tsv", []byte(chinese), 0o666))
	exit, _, stderr = gen("-missing", "statuses")
	assert.Equal(t, 1, exit)
	assert.Contains(t, stderr, "statuses/text.zh-Hant.tsv:3: title of 403.1001 is empty\n")

	// One row, of a .csv file.
	files = userTable()
	delete(files, "statuses/text.fr.tsv")
	files["statuses/text.fr.csv"] = "status,title,detail,remedy\n403.1001,a,{balance} {total},\n403.1010,b,,\n460,c,,\n500.1100,d,,\n"
	writeTree(t, files)
	exit, stdout, stderr = gen("-missing", "statuses")
	assert.Equal(t, 1, exit)
	assert.Equal(t, "gen: 1 row is missing\n", stderr)
	assert.Equal(t, "# statuses/text.fr.csv\n# 599, LedgerLost: Ledger lost / Call us. / Restore it.\n599,,,\n\n", stdout)

	// This repository's own form of a table, and none at all.
	files = ownTable()
	edit{"tables/text.zh-Hans.tsv", "2xx|成功|一切顺利。|\n", ""}.apply(t, files)
	writeTree(t, files)
	exit, stdout, stderr = gen("-missing", "tables")
	assert.Equal(t, 1, exit)
	assert.Equal(t, "gen: 1 row is missing\n", stderr)
	assert.Equal(t, tabletest.Lines("# tables/text.zh-Hans.tsv", "# 2xx: Success / All went well.", "2xx|||", ""), stdout)
	exit, _, stderr = gen("-missing", "nowhere")
	assert.Equal(t, 1, exit)
	assert.Regexp(t, `^gen: no table in "nowhere": `, stderr)
	exit, _, stderr = gen("-missing", "tables/codes.tsv")
	assert.Equal(t, 1, exit)
	assert.Equal(t, `gen: no table in "tables/codes.tsv": `+syscall.ENOTDIR.Error()+"\n", stderr)
}

// TestMissingWritten puts the rows that are missing into their places, in files of each form.
func TestMissingWritten(t *testing.T) {
	files := userTable()
	edit{"statuses/text.en.tsv", "599|Ledger lost|Call us.|Restore it.\n", ""}.apply(t, files)
	files["statuses/text.fr.tsv"] = ""
	files["statuses/text.zh-Hant.tsv"] = "# 文字\r\nremedy\tstatus\ttitle\tdetail\tnote\r\n\t404\t沒有\t沒有。\t\r\n# 付款\r\n\t460\t付款保留中\t付款已保留。\t\r\n"
	files["statuses/languages.tsv"] += "ja\tJapanese\n"
	writeTree(t, files)
	exit, stdout, stderr := gen("-missing", "statuses", "-write")
	assert.Equal(t, 0, exit, stderr)
	assert.Equal(t, "statuses/text.en.tsv: 1 row\nstatuses/text.zh-Hant.tsv: 4 rows\nstatuses/text.fr.tsv: 5 rows\nstatuses/text.ja.tsv: 5 rows\n", filepath.ToSlash(stdout))
	tree := readTree(t, "statuses")
	assert.True(t, strings.HasSuffix(tree["statuses/text.en.tsv"], tabletest.Lines("500.1100|Ledger down|Try again.|Start the ledger.", "# 599, LedgerLost", "599|||")))
	guide := "# 403.1001, InsufficientBalance: Insufficient balance / The balance is {balance} of {total}. / Look at {balance}."
	assert.Equal(t, strings.ReplaceAll(tabletest.Lines(
		"# 文字", "remedy|status|title|detail|note",
		guide, "|403.1001|||",
		"# 403.1010, AccountClosed: Account closed / This account is closed.", "|403.1010|||",
		"|404|沒有|沒有。|", "# 付款", "|460|付款保留中|付款已保留。|",
		"# 500.1100, LedgerDown: Ledger down / Try again. / Start the ledger.", "|500.1100|||",
		"# 599, LedgerLost", "|599|||",
	), "\n", "\r\n"), tree["statuses/text.zh-Hant.tsv"])
	assert.True(t, strings.HasPrefix(tree["statuses/text.fr.tsv"], tabletest.Lines("status|title|detail|remedy", guide, "403.1001|||")), tree["statuses/text.fr.tsv"])
	assert.Equal(t, tree["statuses/text.fr.tsv"], tree["statuses/text.ja.tsv"])

	exit, _, stderr = gen("-missing", "statuses", "-write") // what is to be filled in is no more missing
	assert.Equal(t, 1, exit)
	assert.Contains(t, stderr, "statuses/text.ja.tsv:3: title of 403.1001 is empty\n")
	assert.Equal(t, tree, readTree(t, "statuses"))
}

// TestMissingRedirected is gen -missing DIR > DIR/text.fr.tsv: the file is there, and empty, when gen reads it.
func TestMissingRedirected(t *testing.T) {
	for _, text := range []string{"", "\ufeff", "# French\n", tabletest.Lines("status|title|detail|remedy")} {
		files := userTable()
		files["statuses/text.fr.tsv"] = text
		writeTree(t, files)
		exit, stdout, stderr := gen("-missing", "statuses")
		assert.Equal(t, 1, exit)
		assert.Equal(t, "gen: 5 rows are missing\n", stderr)
		assert.Equal(t, 5, strings.Count(stdout, "\t\t\t\n"))
		if !strings.Contains(text, "status") {
			assert.Contains(t, stdout, tabletest.Lines("status|title|detail|remedy"))
		}
	}
}
