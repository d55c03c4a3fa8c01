package gencmd

import (
	"fmt"
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
		{"statuses", "gen: unexpected argument \"statuses\": want flags alone, as -table DIR\n"},
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
		{"-missing a -check", "gen: -missing goes with no other flag than -write\n"},
		{"-missing a -write -check", "gen: -missing goes with no other flag than -write\n"},
		{"-missing a -types /x/", "gen: -missing goes with no other flag than -write\n"},
		{"-new a -write", "gen: -new goes with no other flag\n"},
		{"-write", "gen: -write goes with -missing\n"},
		{"-new=", "gen: -new \"\": want a folder\n"},
		{"-missing=", "gen: -missing \"\": want a folder\n"},
		{"-types /x/", "gen: want -table, -package and -out together\n"},
		{"-\x1b[31m", "flag provided but not defined: -\ufffd[31m\n"},
		{"", "gen: want -table, -package and -out together, or -new for a table to begin with; without them gen makes this repository's own tables, and there is no folder tables here\n"},
		{"-check", "gen: want -table, -package and -out together, or -new for a table to begin with; without them gen makes this repository's own tables, and there is no folder tables here\n"},
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
	assert.Regexp(t, `^gen: no table in "statuses": .+\n$`, stderr)
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

// TestTypes has problem types of each kind.
func TestTypes(t *testing.T) {
	for base, ok := range map[string]bool{
		"/problems/": true, "/": true, "/p?t=": true, "https://example.com/problems/": true, "https://example.com/problems#": true,
		"urn:example:": true, "tag:example.com,2026:": true,
		"": false, "problems/": false, "/problems": false, "https://example.com": false, "https://exa mple.com/": false,
		"/\x1b/": false, "/ü/": false, "//%zz/": false, "/<b>/": false,
	} {
		writeTree(t, userTable())
		exit, _, stderr := gen(append(userArgs, "-types", base)...)
		if !ok {
			assert.Equal(t, 2, exit, base)
			assert.Contains(t, stderr, fmt.Sprintf("gen: -types %q: want an absolute URI or a path that ends in /, #, : or =", base))
			continue
		}
		require.Equal(t, 0, exit, stderr)
		assert.Contains(t, readTree(t, "billing")["billing/text_gen.go"], `"InsufficientBalanceinsufficient_balance`+base+`insufficient-balancebalance total`)
	}
}
