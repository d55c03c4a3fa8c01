package gencmd

import (
	"go/format"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/httpstatus-go/httpstatus/internal/generate"
	"github.com/httpstatus-go/httpstatus/internal/table"
	"github.com/httpstatus-go/httpstatus/internal/table/tabletest"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// toCSV makes a spreadsheet's export of a sheet: fields in quotes where they need them, or all.
func toCSV(sheet string, all bool) string {
	var b strings.Builder
	for l := range strings.Lines(sheet) {
		for i, f := range strings.Split(strings.TrimSuffix(l, "\n"), "\t") {
			if i > 0 {
				b.WriteByte(',')
			}
			if all || strings.ContainsAny(f, `,"`) {
				f = `"` + strings.ReplaceAll(f, `"`, `""`) + `"`
			}
			b.WriteString(f)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// TestForms holds the files that people and spreadsheets write of one table to the same output.
func TestForms(t *testing.T) {
	table := userTable()
	edit{"statuses/text.en.tsv", "This account is closed.", `This account is "closed", for good; or not.`}.apply(t, table)
	writeTree(t, table)
	exit, _, stderr := gen(userArgs...)
	require.Equal(t, 0, exit, stderr)
	want := readTree(t, "billing")

	crlf := func(s string) string { return strings.ReplaceAll(s, "\n", "\r\n") }
	csv := func(form func(string) string) func(name, text string) (string, string) {
		return func(name, text string) (string, string) {
			return strings.TrimSuffix(name, ".tsv") + ".csv", form(text)
		}
	}
	for _, tt := range []struct {
		name string
		form func(name, text string) (string, string)
	}{
		{"byte order mark", func(name, text string) (string, string) { return name, "\ufeff" + text }},
		{"CRLF", func(name, text string) (string, string) { return name, crlf(text) }},
		{"byte order mark and CRLF", func(name, text string) (string, string) { return name, "\ufeff" + crlf(text) }},
		{"no line feed at the end", func(name, text string) (string, string) { return name, strings.TrimSuffix(text, "\n") }},
		{"comments and empty lines", func(name, text string) (string, string) {
			return name, "\n# a table\n#\n" + strings.ReplaceAll(text, "\n", "\n\n# a row\n")
		}},
		{"CSV", csv(func(s string) string { return toCSV(s, false) })},
		{"CSV in quotes", csv(func(s string) string { return toCSV(s, true) })},
		{"CSV of Excel", csv(func(s string) string { return "\ufeff" + crlf(toCSV(s, false)) })},
		{"names in capitals", func(name, text string) (string, string) {
			return filepath.Join(filepath.Dir(name), strings.ToUpper(filepath.Base(name))), text
		}},
		{"CSV with columns without a name", csv(func(s string) string {
			return crlf(strings.ReplaceAll(toCSV(s, false), "\n", ",,\n")) + ",,,,,\r\n"
		})},
		{"CSV that names its separator", csv(func(s string) string { return "\ufeffsep=,\r\n" + crlf(toCSV(s, false)) })},
		{"rows of tabs", func(name, text string) (string, string) {
			return name, strings.ReplaceAll(text, "\n", "\t\t\n") + "\t\t\t\t\n"
		}},
		{"CSV with comments", csv(func(s string) string { return "\n# a table,,,\n" + toCSV(s, false) + "\"# a, b\",,,\n,,,\n" })},
	} {
		t.Run(tt.name, func(t *testing.T) {
			files := map[string]string{}
			for name, text := range table {
				name, text = tt.form(name, text)
				files[name] = text
			}
			writeTree(t, files)
			exit, _, stderr := gen(userArgs...)
			require.Equal(t, 0, exit, stderr)
			got := readTree(t, "billing")
			for name := range want {
				assert.True(t, want[name] == got[name], "%s is another:\n%s", name, difference(name, got[name], want[name]))
			}
		})
	}
}

// TestCSVFaults has what goes wrong with exports.
func TestCSVFaults(t *testing.T) {
	for _, tt := range []struct{ name, csv, want string }{
		{"semicolons", "code;name\n460;PaymentHeld\n", `statuses/codes.csv:1: the columns are separated by semicolons: want commas, as a spreadsheet exports with the region set to the United States`},
		{"tabs", "code\tname\n460\tPaymentHeld\n", `statuses/codes.csv:1: the columns are separated by tabs: name the file .tsv`},
		{"one column", "code\n460\n", `statuses/codes.csv:1: the line that names the columns has only "code": want several with commas between`},
		{"open quote", "code,name\n460,\"PaymentHeld\n", `statuses/codes.csv:2: not comma-separated values: extraneous or missing " in quoted-field`},
		{"quote in a field", "code,name\n460,Payment\"Held\n", `statuses/codes.csv:2: not comma-separated values: bare " in non-quoted-field`},
		{"line feed in a field", "code,name,note\n460,PaymentHeld,\"a\nb\"\n", `statuses/codes.csv:2: note: control character U+000A in "a\nb"`},
		{"after a field of two lines", "code,name,note\n460,PaymentHeld,\"a\nb\"\n46,PaymentGone,c\n", `statuses/codes.csv:2: note: control character U+000A in "a\nb"
statuses/codes.csv:4: code "46": want three digits from 100 to 999`},
		{"column without a name", "code,,name\n460,x,PaymentHeld\n", `statuses/codes.csv:2: column 2 has no name, but "x" in it`},
		{"too few fields", "code,name\n460\n", `statuses/codes.csv:2: the row has 1 fields: want 2, as the line that names the columns`},
		{"UTF-16", "\xff\xfec\x00o\x00", `statuses/codes.csv: the file is UTF-16: save it as UTF-8, in Excel as "CSV UTF-8"`},
		{"Latin-1", "code,name,note\n460,PaymentHeld,pay\xe9\n", `statuses/codes.csv:2: the file is not UTF-8 but, as it seems, an encoding of one byte a character, as Windows-1252: save it as UTF-8, in Excel as "CSV UTF-8"`},
		{"empty", "", `statuses/codes.csv: the file is empty: want a line that names the columns code, name`},
		{"only a byte order mark", "\ufeff", `statuses/codes.csv: the file is empty: want a line that names the columns code, name`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			files := userTable()
			delete(files, "statuses/codes.tsv")
			delete(files, "statuses/substatuses.tsv")
			for _, id := range []string{"en", "fr", "zh-Hant"} {
				files["statuses/text."+id+".tsv"] = tabletest.Lines("status|title|detail|remedy", "460|held||")
			}
			files["statuses/codes.csv"] = tt.csv
			writeTree(t, files)
			exit, _, stderr := gen(userArgs...)
			assert.Equal(t, 1, exit)
			assert.Equal(t, tt.want+"\n", stderr)
		})
	}
}

// FuzzTable gives the generator any bytes as a file of a table: it makes Go of them or reports a fault of that table; it
// does not panic.
func FuzzTable(f *testing.F) {
	tables := userTable()
	names := []string{"codes.tsv", "substatuses.tsv", "aliases.tsv", "languages.tsv", "text.en.tsv", "text.fr.tsv", "codes.csv", "text.en.csv"}
	for i, name := range names {
		f.Add(uint8(i), []byte(tables["statuses/"+name]))
	}
	f.Add(uint8(6), []byte("\ufeffcode,name\r\n460,\"PaymentHeld\"\r\n"))
	f.Add(uint8(4), []byte("status\ttitle\tdetail\tremedy\n460\t{\t}{}\t{a}\n"))
	f.Fuzz(func(t *testing.T, i uint8, data []byte) {
		name := names[int(i)%len(names)]
		src := table.Source{Dir: "statuses/", Files: map[string][]byte{}}
		for name, text := range tables {
			src.Files[filepath.Base(name)] = []byte(text)
		}
		if strings.HasSuffix(name, ".csv") {
			delete(src.Files, strings.TrimSuffix(name, ".csv")+".tsv")
		}
		src.Files[name] = data
		var files map[string][]byte
		table, err := table.Load(src, table.Options{Package: "billing"})
		if err == nil {
			files = generate.Package(table, "billing", "../statuses")
		}
		if err == nil {
			if len(files) != 3 {
				t.Errorf("%d files", len(files))
			}
			for name, text := range files {
				if !strings.HasSuffix(name, ".go") {
					continue
				}
				formatted, err := format.Source(text)
				if err != nil {
					t.Errorf("%s is not Go: %v", name, err)
				} else if string(formatted) != string(text) {
					t.Errorf("%s is not as gofmt has it:\n%s", name, difference(name, string(text), string(formatted)))
				}
			}
			return
		}
		if files != nil {
			t.Error("files in spite of a fault")
		}
		for l := range strings.Lines(err.Error() + "\n") {
			if !strings.HasPrefix(l, "statuses/") || !utf8.ValidString(l) {
				t.Errorf("%q is no fault of a file", l)
			}
		}
	})
}

// TestReadSource passes over what is no sheet.
func TestReadSource(t *testing.T) {
	writeTree(t, map[string]string{"a.tsv": "a", "b.csv": "b", "README.md": "c", ".c.tsv": "d", "d/e.tsv": "e"})
	require.NoError(t, os.Mkdir("f.tsv", 0o777))
	src, err := read("./.")
	require.NoError(t, err)
	assert.Equal(t, table.Source{Dir: "./", Files: map[string][]byte{"a.tsv": []byte("a"), "b.csv": []byte("b")}}, src)
}
