package gencmd

import (
	"io/fs"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

type faultTest struct {
	name string
	edit edit
	want string // what is printed, after an empty line
}

// testFaults runs the generator on tables with a fault each: it prints the fault, exits with 1, and leaves all files as
// they are, those of an earlier good run among them.
func testFaults(t *testing.T, table func() map[string]string, args []string, tests []faultTest) {
	writeTree(t, table())
	exit, stdout, stderr := gen(args...)
	require.Equal(t, 0, exit, stderr)
	require.Empty(t, stdout+stderr)
	good := readTree(t, ".")

	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			files := table()
			tt.edit.apply(t, files)
			t.Chdir(t.TempDir())
			writeFiles(t, good)
			for name := range table() {
				require.NoError(t, os.Remove(name))
			}
			writeFiles(t, files)
			before := readTree(t, ".")

			exit, stdout, stderr := gen(args...)
			assert.Equal(t, 1, exit)
			assert.Empty(t, stdout)
			assert.Equal(t, strings.TrimPrefix(tt.want, "\n")+"\n", stderr)
			assert.Equal(t, before, readTree(t, "."))
		})
	}
}

// The files that the faults are planted into.
const (
	codes     = "statuses/codes.tsv"
	subs      = "statuses/substatuses.tsv"
	languages = "statuses/languages.tsv"
	english   = "statuses/text.en.tsv"
	french    = "statuses/text.fr.tsv"
)

// TestAllFaultsAtOnce plants a fault into each file: all are reported, in the order of the files and lines.
func TestAllFaultsAtOnce(t *testing.T) {
	files := userTable()
	for _, e := range []edit{
		{"statuses/text.fr.tsv", "Paiement retenu", ""},
		{"statuses/text.fr.tsv", "Registre perdu", "Registre perdu."},
		{"statuses/codes.tsv", "|wire", "|air"},
		{"statuses/languages.tsv", "fr|French", "fr|french"},
	} {
		e.apply(t, files)
	}
	writeTree(t, files)
	exit, _, stderr := gen(userArgs...)
	assert.Equal(t, 1, exit)
	assert.Equal(t, `statuses/codes.tsv:2: seen "air": want wire, log, wire and log, configuration
statuses/languages.tsv:4: name "french": want an exported Go identifier of the letters A to Z, digits and _
statuses/text.fr.tsv:4: title of 460 is empty
statuses/text.fr.tsv:6: title "Registre perdu." has a full stop
`, stderr)
	_, err := os.Stat("billing")
	assert.ErrorIs(t, err, fs.ErrNotExist)
}

// TestNoStatuses has neither of the files of which one has to be there.
func TestNoStatuses(t *testing.T) {
	files := userTable()
	delete(files, "statuses/codes.tsv")
	delete(files, "statuses/substatuses.tsv")
	writeTree(t, files)
	exit, _, stderr := gen(userArgs...)
	assert.Equal(t, 1, exit)
	assert.Equal(t, "statuses/substatuses.tsv: the file is missing, and so is codes.tsv: want one of them, or both\n", stderr)
}
