package gencmd

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestUpToDate holds the checked-in files to what the go:generate lines of this repository make.
func TestUpToDate(t *testing.T) {
	root, err := filepath.Abs("../..")
	require.NoError(t, err)
	command := regexp.MustCompile(`(?m)^//go:generate go run (?:\./|github\.com/httpstatus-go/httpstatus/)gen(.*)$`)
	for file, n := range map[string]int{"doc.go": 10, "examples/billing/main.go": 1, "exports/doc.go": 1} {
		file = filepath.Join(root, filepath.FromSlash(file))
		source, err := os.ReadFile(file)
		require.NoError(t, err)
		commands := command.FindAllStringSubmatch(string(source), -1)
		assert.Len(t, commands, n, file)
		t.Chdir(filepath.Dir(file))
		for _, c := range commands {
			args := append(strings.Fields(c[1]), "-check")
			exit, stdout, stderr := gen(args...)
			assert.Equal(t, 0, exit, "gen %q:\n%s", args, stderr)
			assert.Empty(t, stdout+stderr)
		}
	}
}

func TestUsage(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, tt := range []struct{ args, want string }{
		{"-table", "flag needs an argument: -table\n"},
		{"-frobnicate", "flag provided but not defined: -frobnicate\n"},
		{"statuses", "gen: unexpected argument \"statuses\"\n"},
		{"-table statuses", "gen: want -table, -package and -out together\n"},
		{"-table statuses -package billing", "gen: want -table, -package and -out together\n"},
		{"-package billing -out billing", "gen: want -table, -package and -out together\n"},
		{"-style style", "gen: want -table, -package and -out together\n"},
		{"-table statuses -package my-billing -out billing", "gen: -package \"my-billing\": want the name of a package that can be imported\n"},
		{"-table statuses -package func -out billing", "gen: -package \"func\": want the name of a package that can be imported\n"},
		{"-table statuses -package main -out billing", "gen: -package \"main\": want the name of a package that can be imported\n"},
		{"-table statuses -package _ -out billing", "gen: -package \"_\": want the name of a package that can be imported\n"},
		{"-table statuses -package billing_test -out billing", "gen: -package \"billing_test\": want the name of a package that can be imported\n"},
		{"-table statuses -package init -out billing", "gen: -package \"init\": want the name of a package that can be imported\n"},
		{"-table statuses -package documentation -out billing", "gen: -package \"documentation\": want the name of a package that can be imported\n"},
		{"-table statuses -package string -out billing", "gen: -package \"string\": want the name of a package that can be imported\n"},
		{"-table statuses -package nil -out billing", "gen: -package \"nil\": want the name of a package that can be imported\n"},
		{"-new a -missing b", "gen: -new goes with no other flag\n"},
		{"-missing a -check", "gen: -missing goes with no other flag\n"},
		{"-missing a -write -check", "gen: -missing goes with no other flag\n"},
		{"-write", "gen: -write goes with -missing\n"},
		{"-new=", "gen: -new \"\": want a folder\n"},
		{"-missing=", "gen: -missing \"\": want a folder\n"},
		{"-types /x/", "gen: want -table, -package and -out together\n"},
		{"-\x1b[31m", "flag provided but not defined: -\ufffd[31m\n"},
		{"", "gen: this folder has no tables of this repository's own: "},
		{"-check", "gen: this folder has no tables of this repository's own: "},
	} {
		exit, stdout, stderr := gen(strings.Fields(tt.args)...)
		assert.Equal(t, 2, exit, tt.args)
		assert.Empty(t, stdout, tt.args)
		assert.True(t, strings.HasPrefix(stderr, tt.want), "%s:\n%s", tt.args, stderr)
		assert.Contains(t, stderr, "usage: gen -table DIR -package NAME -out DIR", tt.args)
	}
	exit, _, stderr := gen("-h")
	assert.Equal(t, 0, exit)
	assert.Contains(t, stderr, "usage: gen -table DIR -package NAME -out DIR")

	exit, _, stderr = gen(userArgs...)
	assert.Equal(t, 1, exit)
	assert.Regexp(t, `^gen: no table: open statuses: .*\n$`, stderr)
	assert.Empty(t, readTree(t, ".")["billing/"])
	entries, err := os.ReadDir(".")
	require.NoError(t, err)
	assert.Empty(t, entries)
}

// TestCheck takes a package through its life: not there, up to date, edited by hand, behind its table.
func TestCheck(t *testing.T) {
	writeTree(t, userTable())
	check := append(userArgs, "-check")

	exit, stdout, stderr := gen(check...)
	assert.Equal(t, 1, exit)
	assert.Empty(t, stdout)
	assert.Equal(t, `gen: not up to date: run it again without -check, as go generate does
billing/STATUSES.md: the file is missing
billing/statuses_gen.go: the file is missing
billing/text_gen.go: the file is missing
`, stderr)
	_, err := os.Stat("billing")
	assert.ErrorIs(t, err, os.ErrNotExist)

	exit, _, stderr = gen(userArgs...)
	require.Equal(t, 0, exit, stderr)
	first := readTree(t, "billing")
	assert.Len(t, first, 4)
	exit, _, stderr = gen(check...)
	assert.Equal(t, 0, exit, stderr)

	files := userTable()
	edit{"statuses/text.fr.tsv", "Ce compte est fermé.", "Ce compte est clos."}.apply(t, files)
	writeFiles(t, files)
	exit, _, stderr = gen(check...)
	assert.Equal(t, 1, exit)
	assert.Regexp(t, `^gen: not up to date: run it again without -check, as go generate does
billing/STATUSES\.md:\d+: have \.\.\."(.*)fermé\.(.*)
billing/STATUSES\.md:\d+: want \.\.\."(.*)clos\.(.*)
billing/text_gen\.go:\d+: have .*
billing/text_gen\.go:\d+: want .*
$`, stderr)
	assert.Equal(t, first, readTree(t, "billing"))

	exit, _, stderr = gen(userArgs...)
	assert.Equal(t, 0, exit, stderr)
	second := readTree(t, "billing")
	assert.NotEqual(t, first, second)
	assert.Equal(t, first["billing/statuses_gen.go"], second["billing/statuses_gen.go"])

	require.NoError(t, os.WriteFile("billing/text_gen.go", []byte(second["billing/text_gen.go"]+"// mine\n"), 0o666))
	exit, _, stderr = gen(check...)
	assert.Equal(t, 1, exit)
	assert.Contains(t, stderr, `: have "// mine"`)
	exit, _, stderr = gen(userArgs...) // a generated file that was edited is generated again
	assert.Equal(t, 0, exit, stderr)
	assert.Equal(t, second, readTree(t, "billing"))
}

// TestDeterminism generates from another folder, and twice: the bytes are the same.
func TestDeterminism(t *testing.T) {
	writeTree(t, userTable())
	exit, _, stderr := gen(userArgs...)
	require.Equal(t, 0, exit, stderr)
	first := readTree(t, "billing")
	for range 20 {
		require.NoError(t, os.RemoveAll("billing"))
		exit, _, stderr = gen(userArgs...)
		require.Equal(t, 0, exit, stderr)
		require.Equal(t, first, readTree(t, "billing"))
	}
	here, err := os.Getwd()
	require.NoError(t, err)
	t.Chdir("billing")
	exit, _, stderr = gen("-table", "../statuses/", "-package", "billing", "-out", ".", "-check")
	assert.Equal(t, 0, exit, stderr)
	t.Chdir(t.TempDir())
	exit, _, stderr = gen("-table", filepath.Join(here, "statuses"), "-package", "billing", "-out", filepath.Join(here, "billing"), "-check")
	assert.Equal(t, 0, exit, stderr)
}

// TestHandWritten shows that nothing is written over a file that the generator did not write, nor beside it.
func TestHandWritten(t *testing.T) {
	for _, name := range []string{"STATUSES.md", "statuses_gen.go", "text_gen.go"} {
		files := userTable()
		files["billing/"+name] = "mine\n"
		files["billing/doc.go"] = "package billing\n"
		writeTree(t, files)
		before := readTree(t, ".")
		exit, _, stderr := gen(userArgs...)
		assert.Equal(t, 1, exit)
		assert.Equal(t, "gen: "+filepath.Join("billing", name)+" was not written by gen: move it away, or choose another folder\n", stderr)
		assert.Equal(t, before, readTree(t, "."))
	}
}

// TestUnwritable shows what is said when the files cannot be written.
func TestUnwritable(t *testing.T) {
	files := userTable()
	files["billing"] = "a file\n"
	writeTree(t, files)
	before := readTree(t, ".")
	exit, _, stderr := gen(userArgs...)
	assert.Equal(t, 1, exit)
	assert.Regexp(t, `^gen: .*billing.*\n$`, stderr)
	assert.Equal(t, before, readTree(t, "."))
}

// TestStarter writes the starter table and generates at once.
func TestStarter(t *testing.T) {
	t.Chdir(t.TempDir())
	exit, stdout, stderr := gen("-new", "statuses")
	require.Equal(t, 0, exit, stderr)
	assert.Equal(t, strings.ReplaceAll(`statuses/languages.tsv
statuses/substatuses.tsv
statuses/text.en.tsv
statuses/text.zh-Hans.tsv
Edit them, then run: go run github.com/httpstatus-go/httpstatus/gen -table statuses -package NAME -out NAME
`, "statuses/", "statuses"+string(filepath.Separator)), stdout)
	exit, _, stderr = gen(userArgs...)
	require.Equal(t, 0, exit, stderr)
	exit, stdout, stderr = gen("-missing", "statuses")
	assert.Equal(t, 0, exit, stderr)
	assert.Empty(t, stdout)

	before := readTree(t, ".")
	exit, stdout, stderr = gen("-new", "statuses")
	assert.Equal(t, 1, exit)
	assert.Empty(t, stdout)
	assert.Equal(t, "gen: statuses is not empty: want a new folder\n", stderr)
	assert.Equal(t, before, readTree(t, "."))

	require.NoError(t, os.Mkdir("empty", 0o777))
	exit, _, stderr = gen("-new", "empty")
	assert.Equal(t, 0, exit, stderr)
}

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
	assert.Equal(t, lines(
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
	assert.Equal(t, lines("# tables/text.zh-Hans.tsv", "# 2xx: Success / All went well.", "2xx|||", ""), stdout)
	exit, _, stderr = gen("-missing", "nowhere")
	assert.Equal(t, 1, exit)
	assert.Regexp(t, `^gen: no table: `, stderr)
}
