package table

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

// letters are the columns of the sheets of these tests.
var letters = columns{required: []string{"a", "b"}, optional: []string{"c"}}

// rowsOf returns the rows of a sheet: "2: x|y".
func rowsOf(s sheet) (out []string) {
	for _, r := range s.rows {
		out = append(out, fmt.Sprintf("%d: %s", r.Line, strings.Join(r.fields, "|")))
	}
	return out
}

// TestSheet has the forms that people and spreadsheets write a sheet in, all accepted.
func TestSheet(t *testing.T) {
	for _, tt := range []struct {
		name, file, text string
		about            string
		columns          string
		rows             []string
	}{
		{"tabs", "f.tsv", "a\tb\n1\t2\n3\t-\n", "", "a|b", []string{"2: 1|2", "3: 3|-"}},
		{"commas", "f.csv", "a,b\n1,2\n3,-\n", "", "a|b", []string{"2: 1|2", "3: 3|-"}},
		{"a name in capitals", "F.CSV", "a,b\n1,2\n", "", "a|b", []string{"2: 1|2"}},
		{"columns in another order, and one that may be", "f.tsv", "c\tb\ta\n1\t2\t3\n", "", "c|b|a", []string{"2: 1|2|3"}},
		{"no line feed at the end", "f.tsv", "a\tb\n1\t2", "", "a|b", []string{"2: 1|2"}},
		{"CRLF", "f.tsv", "a\tb\r\n1\t2\r\n", "", "a|b", []string{"2: 1|2"}},
		{"a byte order mark", "f.tsv", "\ufeffa\tb\n1\t2\n", "", "a|b", []string{"2: 1|2"}},
		{"a byte order mark, commas, CRLF", "f.csv", "\ufeff# A sheet.\r\na,b\r\n1,2\r\n", "A sheet.", "a|b", []string{"3: 1|2"}},
		{"comments and empty lines", "f.tsv", "# One\n# two.\n\n# three\na\tb\n\n#x\ty\n1\t2\n# end\n", "One two.", "a|b", []string{"8: 1|2"}},
		{"comments and empty lines, commas", "f.csv", "# One,,\n# two.,\n\n#x,y\na,b\n\n1,2\n# end\n", "One two.", "a|b", []string{"7: 1|2"}},
		{"comments in quotes", "f.csv", "\"# One, two.\",\na,b\n1,2\n\"# 3, 4\",5\n", "One, two.", "a|b", []string{"3: 1|2"}},
		{"an empty comment ends the first paragraph", "f.tsv", "# One\n#\n# two\na\tb\n1\t2\n", "One", "a|b", []string{"5: 1|2"}},
		{"a comment behind an empty line is not its head's", "f.tsv", "\n# One\na\tb\n1\t2\n", "", "a|b", []string{"4: 1|2"}},
		{"quotes and commas in a comment", "f.tsv", "# Say \"one\", \"two\"\na\tb\n1\t2\n", `Say "one", "two"`, "a|b", []string{"3: 1|2"}},
		{"quotes in a comment, commas", "f.csv", "# Say \"one\" once.\na,b\n1,2\n", `Say "one" once.`, "a|b", []string{"3: 1|2"}},
		{"a comment behind the heading is not its head's", "f.tsv", "a\tb\n# One\n1\t2\n", "", "a|b", []string{"3: 1|2"}},
		{"sep=", "f.csv", "sep=,\na,b\n1,2\n", "", "a|b", []string{"3: 1|2"}},
		{"sep= in quotes", "f.csv", "\ufeff\"sep=,\"\r\n# One\r\na,b\r\n1,2\r\n", "One", "a|b", []string{"4: 1|2"}},
		{"sep= and a tab", "f.tsv", "sep=\t\n# One\na\tb\n1\t2\n", "One", "a|b", []string{"4: 1|2"}},
		{"columns without a name", "f.tsv", "a\tb\t\t\n1\t2\t\t\n3\t4\n5\t6\t\t\t\t\n", "", "a|b", []string{"2: 1|2", "3: 3|4", "4: 5|6"}},
		{"a column without a name", "f.tsv", "a\tb\t\n1\t2\t\n", "", "a|b", []string{"2: 1|2"}},
		{"quotes that are text", "f.csv", "a,b\n\"\"\"1\"\"\",2\n", "", "a|b", []string{`2: "1"|2`}},
		{"an empty column between", "f.tsv", "a\t\tb\n1\t\t2\n", "", "a||b", []string{"2: 1||2"}},
		{"rows of separators", "f.csv", ",,\na,b\n,,\n1,2\n,\n", "", "a|b", []string{"4: 1|2"}},
		{"rows of tabs", "f.tsv", "\t\na\tb\n\t\t\n1\t2\n", "", "a|b", []string{"4: 1|2"}},
		{"fields that are empty", "f.tsv", "a\tb\n\t2\n1\t\n", "", "a|b", []string{"2: |2", "3: 1|"}},
		{"fields in quotes", "f.csv", "a,b\n\"1, \"\"one\"\"\",\"2\"\n", "", "a|b", []string{`2: 1, "one"|2`}},
		{"a quote that is no pair, without a comma", "f.tsv", "a\tb\n\"\t\"one\" two\n", "", "a|b", []string{`2: "|"one" two`}},
		{"one quote at the end", "f.tsv", "a\tb\none\"\t2\n", "", "a|b", []string{`2: one"|2`}},
		{"joiners, which are letters of some scripts", "f.tsv", "a\tb\nنمی\u200cخواهم\tක\u200dෂ\n", "", "a|b", []string{"2: نمی\u200cخواهم|ක\u200dෂ"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var fs Faults
			s := parseSheet(tt.file, []byte(tt.text), letters, false, &fs)
			assert.NoError(t, fs.err())
			assert.False(t, s.broken)
			assert.Equal(t, tt.file, s.file)
			assert.Equal(t, tt.about, s.about)
			assert.Equal(t, tt.columns, strings.Join(s.columns, "|"))
			assert.Equal(t, tt.rows, rowsOf(s))
		})
	}
}

// TestSheetFaults has what is no sheet, and what is left of it: no fault hides the others of the file.
func TestSheetFaults(t *testing.T) {
	const quoted = `is in quotes, as in a .csv file: a field of a .tsv file has none around it`
	for _, tt := range []struct {
		name, file, text string
		want             string
		broken           bool // rows are left out
		rows             []string
	}{
		{"empty", "f.tsv", "", "f.tsv: the file is empty: want a line that names the columns a, b", true, nil},
		{"a comment alone", "f.csv", "# One\n,,\n", "f.csv: the file is empty: want a line that names the columns a, b", true, nil},
		{"heading alone", "f.tsv", "a\tb\n", "f.tsv: the file has no rows", true, nil},
		{"unknown column", "f.tsv", "a\tb\td\n1\t2\t3\n", `f.tsv:1: unknown column "d": want a, b, c`, true, nil},
		{"unknown column, and one is missing", "f.tsv", "# One\nA\tb\n1\t2\n", "f.tsv:2: unknown column \"A\": want a, b, c\nf.tsv:2: column \"a\" is missing", true, nil},
		{"column twice", "f.tsv", "a\tb\tb\n1\t2\t3\n", `f.tsv:1: column "b" stands twice`, true, nil},
		{"column missing", "f.tsv", "a\tc\n1\t2\n", `f.tsv:1: column "b" is missing`, true, nil},
		{"columns twice and missing", "f.tsv", "a\ta\tx\n1\t2\t3\n", "f.tsv:1: column \"a\" stands twice\nf.tsv:1: unknown column \"x\": want a, b, c\nf.tsv:1: column \"b\" is missing", true, nil},
		{"too few fields", "f.tsv", "a\tb\tc\n1\t2\n3\t4\t5\n", "f.tsv:2: the row has 2 fields: want 3, as the line that names the columns", true, []string{"3: 3|4|5"}},
		{"too many fields", "f.csv", "a,b\n1,2,,4\n3,4\n", "f.csv:2: the row has 4 fields: want 2, as the line that names the columns", true, []string{"3: 3|4"}},
		{"field in a column without a name", "f.tsv", "a\t\tb\n1\tx\t2\n", `f.tsv:2: column 2 has no name, but "x" in it`, false, []string{"2: 1|x|2"}},
		{"a field in quotes", "f.tsv", "a\tb\n\"1\"\t\"\"\n", "f.tsv:2: a: \"\\\"1\\\"\" " + quoted + "\nf.tsv:2: b: \"\\\"\\\"\" " + quoted, false, []string{`2: "1"|""`}},
		{"space before", "f.tsv", "a\tb\n 1\t\u00a02\n", "f.tsv:2: a: space before or after \" 1\"\nf.tsv:2: b: space before or after \"\\u00a02\"", false, []string{"2:  1|\u00a02"}},
		{"space after, in a file of commas", "f.csv", "a,b\n1 ,2\n", `f.csv:2: a: space before or after "1 "`, false, []string{"2: 1 |2"}},
		{"a carriage return before the end, once", "f.tsv", "a\tb\n1\t2\r\r\n", `f.tsv:2: b: space before or after "2\r"`, false, []string{"2: 1|2\r"}},
		{"another encoding, of which no more is said", "f.tsv", "a\tb\n d\xe9j\xe0\t2\t3\n", `f.tsv:2: the file is not UTF-8 but, as it seems, an encoding of one byte a character, as Windows-1252: save it as UTF-8, in Excel as "CSV UTF-8"`, true, nil},
		{"characters that are not seen", "f.tsv", "a\tb\tc\n1\x002\t1\u0085 2\t1\u20282\n1\u20292\t1\ufeff2\t1\u200b2\x1b\n", `f.tsv:2: a: control character U+0000 in "1\x002"
f.tsv:2: b: control character U+0085 in "1\u0085 2"
f.tsv:2: c: control character U+2028 in "1\u20282"
f.tsv:3: a: control character U+2029 in "1\u20292"
f.tsv:3: b: control character U+FEFF in "1\ufeff2"
f.tsv:3: c: control character U+200B in "1\u200b2\x1b"`, false, []string{"2: 1\x002|1\u0085 2|1\u20282", "3: 1\u20292|1\ufeff2|1\u200b2\x1b"}},
		{"characters that are not seen, in the comment", "f.tsv", "# One\n# t\u202ewo\na\tb\n1\t2\n", `f.tsv:2: the comment: control character U+202E in "t\u202ewo"`, false, []string{"4: 1|2"}},
		{"the same behind sep=", "f.csv", "sep=,\n# t\u202ewo\na,b\n1,2\n", `f.csv:2: the comment: control character U+202E in "t\u202ewo"`, false, []string{"4: 1|2"}},

		// The separator is another than what the name of the file says.
		{"commas in .tsv", "f.tsv", "a,b\n1,2\n", "f.tsv:1: the columns are separated by commas: name the file .csv", true, nil},
		{"tabs in .csv", "f.csv", "# One\na\tb\n1\t2\n", "f.csv:2: the columns are separated by tabs: name the file .tsv", true, nil},
		{"semicolons in .csv", "f.csv", "a;b\n1;2\n", "f.csv:1: the columns are separated by semicolons: want commas, as a spreadsheet exports with the region set to the United States", true, nil},
		{"semicolons in .tsv", "f.tsv", "a;b\n1;2\n", "f.tsv:1: the columns are separated by semicolons: want tabs, as a spreadsheet exports with the region set to the United States", true, nil},
		{"spaces in .tsv", "f.tsv", "a b\n1 2\n", `f.tsv:1: the line that names the columns has only "a b": want several with tabs between`, true, nil},
		{"spaces in .csv", "f.csv", "a b\n1 2\n", `f.csv:1: the line that names the columns has only "a b": want several with commas between`, true, nil},
		{"a comma in quotes", "f.csv", "\"a,b\"\n1\n", `f.csv:1: the line that names the columns has only "a,b": want several with commas between`, true, nil},
		{"one column, and columns without a name", "f.tsv", "a\t\t\n1\n", `f.tsv:1: the line that names the columns has only "a": want several with tabs between`, true, nil},
		{"sep=; in .csv", "f.csv", "sep=;\na;b\n", `f.csv:1: the columns are separated by ";": want commas`, true, nil},
		{"sep=, in .tsv", "f.tsv", "sep=,\na,b\n", `f.tsv:1: the columns are separated by ",": want tabs, or name the file .csv if they are commas`, true, nil},

		{"a quote that is not closed", "f.csv", "a,b\n1,2\n3,\"4\n", `f.csv:3: not comma-separated values: extraneous or missing " in quoted-field`, true, nil},
		{"a quote in the middle", "f.csv", "a,b\n1,2\"3\n", `f.csv:2: not comma-separated values: bare " in non-quoted-field`, true, nil},
		{"the line of what follows a field of two lines", "f.csv", "a,b\n1,\"2\n3\"\n4,5,6\n", "f.csv:2: b: control character U+000A in \"2\\n3\"\nf.csv:4: the row has 3 fields: want 2, as the line that names the columns", true, []string{"2: 1|2\n3"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var fs Faults
			s := parseSheet(tt.file, []byte(tt.text), letters, false, &fs)
			assert.EqualError(t, fs.err(), tt.want)
			assert.Equal(t, tt.broken, s.broken)
			assert.Equal(t, tt.rows, rowsOf(s))
			assert.Equal(t, tt.file, s.file)
		})
	}
}

// TestHead has the line "sep=" before the comment of the head, and lines that look like it.
func TestHead(t *testing.T) {
	for text, want := range map[string]string{
		"sep=,\n# One\n# two\n": "One two", "# One\nsep=,\n# two\n": "One", "sep\n# One\n": "", "# sep=,\n# One\n": "sep= One",
	} {
		var fs Faults
		assert.Equal(t, want, about("f.csv", []byte(text), &fs), "%q", text)
		assert.Empty(t, fs)
	}
}

// TestEmptySheet has the files of a language that gen -missing fills: empty, as a shell makes it, or a heading alone.
func TestEmptySheet(t *testing.T) {
	for text, heading := range map[string]int{"": 0, "\ufeff": 0, "# One\n": 0, "a\tb\n": 1, "# One\n\na\tb\tc\n": 3} {
		var fs Faults
		s := parseSheet("f.tsv", []byte(text), letters, true, &fs)
		assert.NoError(t, fs.err(), "%q", text)
		assert.False(t, s.broken, "%q", text)
		assert.Equal(t, heading, s.heading, "%q", text)
		assert.Empty(t, s.rows, "%q", text)
	}
}

// TestRows reads as many rows as an index of 16 bits can count, and not one more.
func TestRows(t *testing.T) {
	text := "a\tb\n" + strings.Repeat("1\t2\n", maxRows)
	var fs Faults
	s := parseSheet("f.tsv", []byte(text), letters, false, &fs)
	assert.NoError(t, fs.err())
	assert.Len(t, s.rows, 65535)
	s = parseSheet("f.tsv", []byte(text+"# One\n3\t4\n"), letters, false, &fs)
	assert.EqualError(t, fs.err(), "f.tsv:65538: the file has 65536 rows: want at most 65535")
	assert.True(t, s.broken)
	assert.Empty(t, s.rows)
}

// TestRow has the fields of a row by their columns.
func TestRow(t *testing.T) {
	r := Row{columns: []string{"a", "b", "c"}, fields: []string{"1", "-", ""}}
	for column, want := range map[string][2]string{"a": {"1", "1"}, "b": {"-", ""}, "c": {"", ""}, "d": {"", ""}} {
		assert.Equal(t, want, [2]string{r.field(column), r.Get(column)}, column)
	}
	assert.Empty(t, Row{}.Get("a"))
}
