package gencmd

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/httpstatus-go/httpstatus/internal/generate"
	"github.com/httpstatus-go/httpstatus/internal/table/tabletest"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// exportArgs are userArgs and a file for each form.
var exportArgs = append(userArgs[:len(userArgs):len(userArgs)], "-json", "data/statuses.json", "-typescript", "web/statuses.ts", "-openapi", "api.json")

// TestExports takes the files through their life: written with the package, up to date, behind the table, written anew.
func TestExports(t *testing.T) {
	writeTree(t, userTable())
	check := append(exportArgs[:len(exportArgs):len(exportArgs)], "-check")
	exit, _, stderr := gen(check...)
	assert.Equal(t, 1, exit)
	for _, file := range []string{"api.json", "billing/STATUSES.md", "data/statuses.json", "web/statuses.ts"} {
		assert.Contains(t, stderr, file+": the file is missing\n")
	}

	exit, stdout, stderr := gen(exportArgs...)
	require.Equal(t, 0, exit, stderr)
	assert.Empty(t, stdout+stderr)
	exit, _, stderr = gen(check...)
	assert.Equal(t, 0, exit, stderr)
	first := map[string]string{}
	for _, file := range []string{"api.json", "data/statuses.json", "web/statuses.ts"} {
		data, err := os.ReadFile(file)
		require.NoError(t, err)
		assert.True(t, generate.IsGenerated(data), file)
		assert.Equal(t, strings.HasSuffix(file, ".json"), json.Valid(data), file)
		assert.Contains(t, string(data), "insufficient_balance", file)
		assert.Contains(t, string(data), "餘額不足", file)
		first[file] = string(data)
	}
	assert.Contains(t, first["data/statuses.json"], "gen from ../statuses; DO NOT EDIT.")
	assert.Contains(t, first["api.json"], "gen from statuses; DO NOT EDIT.")
	// The package is the same with and without them.
	exit, _, stderr = gen(append(userArgs[:len(userArgs):len(userArgs)], "-check")...)
	assert.Equal(t, 0, exit, stderr)

	files := userTable()
	edit{"statuses/text.fr.tsv", "Solde insuffisant", "Solde trop bas"}.apply(t, files)
	writeFiles(t, files)
	exit, _, stderr = gen(check...)
	assert.Equal(t, 1, exit)
	for _, file := range []string{"api.json", "data/statuses.json", "web/statuses.ts"} {
		assert.Regexp(t, `(?m)^`+file+`:\d+: want .*Solde trop bas`, stderr)
	}
	require.NoError(t, os.Remove("web/statuses.ts"))
	exit, _, stderr = gen(exportArgs...)
	require.Equal(t, 0, exit, stderr)
	writeFiles(t, userTable())
	exit, _, stderr = gen(exportArgs...)
	require.Equal(t, 0, exit, stderr)
	for file, want := range first {
		got, err := os.ReadFile(file)
		require.NoError(t, err)
		assert.Equal(t, want, string(got), file)
	}
}

// TestExportsAllOrNothing plants what must keep every file from being written.
func TestExportsAllOrNothing(t *testing.T) {
	for name, tt := range map[string]struct {
		plant map[string]string
		want  string
	}{
		"another's JSON": {map[string]string{"data/statuses.json": "{}\n"}, "gen: data/statuses.json was not written by gen: "},
		"a page":         {map[string]string{"web/statuses.ts": "// mine\n"}, "gen: web/statuses.ts was not written by gen: "},
		"a document":     {map[string]string{"api.json": "{\n  \"openapi\": \"3.1.0\"\n}\n"}, "gen: api.json was not written by gen: "},
		"a folder":       {map[string]string{"api.json/x": ""}, "gen: read api.json: is a directory"},
		"no folder":      {map[string]string{"web": ""}, "gen: open web/statuses.ts: not a directory"},
		"a fault":        {map[string]string{"statuses/languages.tsv": tabletest.Lines("language|name", "en|english")}, "statuses/languages.tsv:2: name \"english\": "},
	} {
		t.Run(name, func(t *testing.T) {
			writeTree(t, userTable())
			writeFiles(t, tt.plant)
			before := readTree(t, ".")
			exit, stdout, stderr := gen(exportArgs...)
			assert.Equal(t, 1, exit)
			assert.Empty(t, stdout)
			assert.Contains(t, filepath.ToSlash(stderr), tt.want)
			assert.Equal(t, before, readTree(t, "."))
		})
	}
}

func TestExportsUsage(t *testing.T) {
	writeTree(t, userTable())
	for _, tt := range []struct {
		exit int
		args []string
		want string
	}{
		{2, []string{"-json", ""}, "gen: -json \"\": want a file\n"},
		{2, []string{"-typescript", "web/"}, "gen: -typescript \"web/\": want a file\n"},
		{2, []string{"-openapi", "."}, "gen: -openapi \".\": want a file\n"},
		{2, []string{"-openapi", "a/.."}, "gen: -openapi \"a/..\": want a file\n"},
		{2, []string{"-json", "a.json", "-openapi", "A.json"}, "gen: -json and -openapi have one file, \"A.json\"\n"},
		{2, []string{"-json", "a.json", "-typescript", "x/../a.json"}, "gen: -json and -typescript have one file, \"x/../a.json\"\n"},
		{1, []string{"-json", "billing/STATUSES.md"}, "gen: -json \"billing/STATUSES.md\": want another file than billing/STATUSES.md, which is of the package\n"},
		{1, []string{"-typescript", "./billing/text_gen.GO"}, "gen: -typescript \"billing/text_gen.GO\": want another file than billing/text_gen.go, which is of the package\n"},
	} {
		exit, stdout, stderr := gen(append(userArgs[:len(userArgs):len(userArgs)], tt.args...)...)
		assert.Equal(t, tt.exit, exit, tt.args)
		assert.Empty(t, stdout)
		assert.True(t, strings.HasPrefix(stderr, tt.want), "%q:\n%s", tt.args, stderr)
		_, err := os.Stat("billing")
		assert.ErrorIs(t, err, os.ErrNotExist)
	}
	for _, flag := range []string{"-json", "-typescript", "-openapi"} {
		exit, _, stderr := gen(flag, "x")
		assert.Equal(t, 2, exit)
		assert.True(t, strings.HasPrefix(stderr, "gen: want -table, -package and -out together\n"), stderr)
	}
}
