package gencmd

import (
	"fmt"
	"maps"
	"strings"
	"testing"

	"github.com/httpstatus-go/httpstatus/internal/table/tabletest"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// A faultTest is what is edited in files, and what is printed then, behind an empty line. What a table can have wrong, the
// tests of package table say.
type faultTest struct {
	name  string
	edits []edit
	want  string
}

// testFaults runs the generator on files that have no fault, and then with the edits of each case: with -check and without
// it prints the faults on standard error, exits with 1, and leaves all files as they are, those of the good run among them.
func testFaults(t *testing.T, files map[string]string, args []string, tests []faultTest) {
	t.Helper()
	writeTree(t, files)
	exit, stdout, stderr := gen(args...)
	require.Equal(t, 0, exit, stderr)
	require.Empty(t, stdout+stderr)
	made := readTree(t, ".")
	maps.DeleteFunc(made, func(name, _ string) bool { _, ok := files[name]; return ok })
	require.NotEmpty(t, made)

	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			edited := maps.Clone(files)
			for _, e := range tt.edits {
				e.apply(t, edited)
			}
			writeTree(t, made)
			writeFiles(t, edited)
			before := readTree(t, ".")
			for _, args := range [][]string{args, append(args[:len(args):len(args)], "-check")} {
				exit, stdout, stderr := gen(args...)
				assert.Equal(t, 1, exit, args)
				assert.Empty(t, stdout, args)
				assert.Equal(t, tt.want, "\n"+strings.TrimSuffix(stderr, "\n"), args)
				assert.Equal(t, before, readTree(t, "."), args)
			}
		})
	}
}

// airAndFrench are two faults of a user's table.
var airAndFrench = []edit{{"statuses/codes.tsv", "|wire", "|air"}, {"statuses/text.fr.tsv", "", ""}}

const airAndFrenchFaults = `
statuses/codes.tsv:2: seen "air": want wire, log, wire and log, configuration
statuses/text.fr.tsv: the file is missing, with the text in fr`

// TestFaults has each way in which the faults of a table come to be printed.
func TestFaults(t *testing.T) {
	short, faults := []string{"substatus|name"}, ""
	for i := range 300 {
		short = append(short, fmt.Sprintf("403.%d", 1001+i))
		faults += fmt.Sprintf("\nstatuses/substatuses.tsv:%d: the row has 1 fields: want 2, as the line that names the columns", 2+i)
	}
	testFaults(t, userTable(), userArgs, []faultTest{
		{"one", []edit{{"statuses/text.fr.tsv", "Paiement retenu|", "|"}}, `
statuses/text.fr.tsv:4: title of 460 is empty`},
		{"of a line, and of a file", airAndFrench, airAndFrenchFaults},
		{"in the order of the files and lines, whatever is read first", []edit{{"statuses/text.fr.tsv", "Paiement retenu|", "|"}, {"statuses/text.fr.tsv", "Registre perdu", "Registre perdu."},
			{"statuses/codes.tsv", "|wire", "|air"}, {"statuses/languages.tsv", "fr|French", "fr|french"}, {"statuses/aliases.tsv", "", tabletest.Lines("alias|name", "Old|New")}}, `
statuses/aliases.tsv:2: alias Old of nothing: no status has the name "New"
statuses/codes.tsv:2: seen "air": want wire, log, wire and log, configuration
statuses/languages.tsv:4: name "french": want an exported Go identifier of the letters A to Z, digits and _
statuses/text.fr.tsv:4: title of 460 is empty
statuses/text.fr.tsv:6: title "Registre perdu." has a full stop`},
		{"many, all of them", []edit{{"statuses/substatuses.tsv", "", tabletest.Lines(short...)}}, faults},
		{"of a long text that controls a terminal", []edit{{"statuses/text.en.tsv", "Account closed", "\x1b[31m" + strings.Repeat("長", 10000)}}, `
statuses/text.en.tsv:3: title: control character U+001B in "\x1b[31m` + strings.Repeat("長", 55) + `"...`},
		{"a file that is of no table", []edit{{"statuses/notes.tsv", "", "x"}}, `
statuses/notes.tsv: unknown file: want codes, substatuses, aliases, languages or text.LANGUAGE, .tsv or .csv`},
		{"a file whose name controls a terminal", []edit{{"statuses/a\x1b[31m.tsv", "", "x"}}, "\nstatuses/a\ufffd[31m.tsv" +
			": unknown file: want codes, substatuses, aliases, languages or text.LANGUAGE, .tsv or .csv"},
		{"what the package that is there has", []edit{{"statuses/substatuses.tsv", "AccountClosed", "AccountGone"}}, `
statuses/substatuses.tsv:3: 403.1010 was AccountClosed in billing/statuses_gen.go and is AccountGone now: a number is never given to another status; for a new name of the same one make AccountClosed its alias, else keep the old row, marked deprecated, and take a new number; or, before anything is released, delete that file`},
		{"a comment that speaks of another package than -package", []edit{{"statuses/codes.tsv", "code|", "# Package shipping has statuses.\ncode|"}}, `
statuses/codes.tsv:1: the comment speaks of package "shipping": want package billing, or a comment that does not begin with Package`},
	})

	t.Run("where there is no package yet", func(t *testing.T) {
		files := userTable()
		for _, e := range airAndFrench {
			e.apply(t, files)
		}
		writeTree(t, files)
		before := readTree(t, ".")
		exit, stdout, stderr := gen(userArgs...)
		assert.Equal(t, 1, exit)
		assert.Empty(t, stdout)
		assert.Equal(t, airAndFrenchFaults+"\n", "\n"+stderr)
		assert.Equal(t, before, readTree(t, "."), "not even its folder is made")
	})
}

// TestStyle checks a user's text against the term lists of another folder.
func TestStyle(t *testing.T) {
	files := smallTable("statuses")
	files["house/terms.tsv"] = tabletest.Lines("language|term|use|status|field|within", "en|please|the advice alone|-|-|-")
	files["house/han.tsv"] = tabletest.Lines("script|character|use", "Hans|访|訪")
	args := append(userArgs[:len(userArgs):len(userArgs)], "-style", "./house/")
	please := edit{"statuses/text.en.tsv", "Half is paid.", "Pay, please."}
	testFaults(t, files, args, []faultTest{
		{"in the text", []edit{please}, `
statuses/text.en.tsv:2: detail of 299: "please" in "Pay, please.": use "the advice alone"`},
		{"in the term lists", []edit{please, {"house/terms.tsv", "advice alone|-", "advice alone|4O4"}, {"house/han.tsv", "", ""}}, `
house/han.tsv: the file is missing
house/terms.tsv:2: status "4O4": want a code, a substatus, or - for all`},
	})
	please.apply(t, files)
	writeTree(t, files)
	exit, _, stderr := gen(userArgs...)
	assert.Equal(t, 0, exit, "without -style: %s", stderr)
}

// TestOwnFaults has faults of this repository's own tables: the statuses with their style, and those of a vendor.
func TestOwnFaults(t *testing.T) {
	files := ownTable()
	maps.Copy(files, smallTable("tables/acme"))
	testFaults(t, files, nil, []faultTest{
		{"what only this repository's own has", []edit{{"tables/codes.tsv", "200|Permanent", "200|Forever"}, {"tables/text.zh-Hans.tsv", "3xx|重定向|在别处。|\n", ""}}, `
tables/codes.tsv:2: state "Forever": want Permanent, Temporary, Deprecated, Unused, Obsoleted
tables/text.zh-Hans.tsv: status 3xx is missing: gen -missing prints a row to paste`},
		{"style", []edit{{"tables/style/han.tsv", "Hant", "Latn"}, {"tables/text.en.tsv", "Use https.", "Use https, please."}, {"tables/text.zh-Hans.tsv", "禁止访问", "禁止訪问"}}, `
tables/style/han.tsv:3: want Hans or Hant, and one character
tables/text.en.tsv:10: detail of 403.4: "please" in "Use https, please.": use "the advice alone"`},
		{"of a vendor, whose package has the name of the folder", []edit{{"tables/acme/codes.tsv", "code|", "# Package billing has statuses.\ncode|"}}, `
tables/acme/codes.tsv:1: the comment speaks of package "billing": want package acme, or a comment that does not begin with Package`},
	})
}

// TestNoFolder has folders that are to be read and are not there, or are none.
func TestNoFolder(t *testing.T) {
	for _, tt := range []struct {
		name  string
		files map[string]string
		args  []string
		want  string // a regular expression: what else is said is the system's
	}{
		{"-table", map[string]string{"tables": ""}, userArgs, `^gen: no table in "statuses": .+\n$`},
		{"-style", smallTable("statuses"), append(userArgs[:len(userArgs):len(userArgs)], "-style", "house"), `^gen: no table in "house": .+\n$`},
		{"this repository's own", map[string]string{"tables": ""}, nil, `^gen: no table in "tables": .+\n$`},
		{"its style", map[string]string{"tables/codes.tsv": ""}, nil, `^gen: no table in "tables[/\\]+style": .+\n$`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			writeTree(t, tt.files)
			before := readTree(t, ".")
			exit, stdout, stderr := gen(tt.args...)
			assert.Equal(t, 1, exit)
			assert.Empty(t, stdout)
			assert.Regexp(t, tt.want, stderr)
			assert.Equal(t, before, readTree(t, "."))
		})
	}
}
