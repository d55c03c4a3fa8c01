package table

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A sheet is one file of a table: rows of named fields.
type sheet struct {
	file  string
	about string // the first paragraph of the comment at its head
	rows  []Row

	// broken says that rows are left out, or all, for their faults: what seems to be missing is then none of the table's.
	broken bool
}

// A Row is a line of a sheet.
type Row struct {
	line    int
	columns []string
	fields  []string
}

// field returns the field of a column as it stands there; "" if the sheet lacks the column.
func (r Row) field(column string) string {
	if i := slices.Index(r.columns, column); i >= 0 {
		return r.fields[i]
	}
	return ""
}

// get is field, but "" where the table has "-".
func (r Row) Get(column string) string {
	if f := r.field(column); f != "-" {
		return f
	}
	return ""
}

// columns is what a sheet's columns are called: those that must be there, and those that may.
type columns struct{ required, optional []string }

// parseSheet reads a file of tab-separated fields, or of comma-separated ones if its name ends in .csv. Lines that begin
// with # and empty lines are passed over; the first other line names the columns. A byte order mark and CRLF are
// accepted. A column that is not of c is a fault.
func parseSheet(file string, data []byte, c columns, fs *Faults) sheet {
	s := sheet{file: file, broken: true}
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	data = bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n"))
	if !checkText(file, data, fs) {
		return s
	}
	s.about = about(file, data)
	var lines []record
	if isCSV(file) {
		var ok bool
		if lines, ok = splitCSV(file, data, fs); !ok {
			return s
		}
	} else {
		lines = splitTSV(data)
	}
	if len(lines) == 0 {
		fs.Add(file, 0, "the file is empty: want a line that names the columns %s", strings.Join(c.required, ", "))
		return s
	}
	header := lines[0]
	if len(header.fields) == 1 { // no sheet has only one column
		addSeparator(file, header, fs)
		return s
	}
	bad := false
	known := slices.Concat(c.required, c.optional)
	for i, name := range header.fields {
		switch {
		case !slices.Contains(known, name):
			fs.Add(file, header.line, "unknown column %s: want %s", Quote(name), strings.Join(known, ", "))
			bad = true
		case slices.Contains(header.fields[:i], name):
			fs.Add(file, header.line, "column %s stands twice", Quote(name))
			bad = true
		}
	}
	for _, name := range c.required {
		if !slices.Contains(header.fields, name) {
			fs.Add(file, header.line, "column %q is missing", name)
			bad = true
		}
	}
	if bad {
		return s
	}
	if len(lines) == 1 {
		fs.Add(file, 0, "the file has no rows")
		return s
	}
	s.broken = false
	for _, l := range lines[1:] {
		if len(l.fields) != len(header.fields) {
			fs.Add(file, l.line, "the row has %d fields: want %d, as the line that names the columns", len(l.fields), len(header.fields))
			s.broken = true
			continue
		}
		for i, f := range l.fields {
			checkField(file, l.line, header.fields[i], f, fs)
			if !isCSV(file) && len(f) > 1 && f[0] == '"' && f[len(f)-1] == '"' {
				fs.Add(file, l.line, "%s: %s is in quotes, as in a .csv file: a field of a .tsv file has none around it", header.fields[i], Quote(f))
			}
		}
		s.rows = append(s.rows, Row{l.line, header.fields, l.fields})
	}
	return s
}

// A record is a line that is cut into fields.
type record struct {
	line   int
	fields []string
}

func isCSV(file string) bool { return strings.HasSuffix(file, ".csv") }

// about returns the first paragraph of the comment that a file begins with.
func about(file string, data []byte) string {
	var b strings.Builder
	for l := range strings.Lines(string(data)) {
		text, ok := strings.CutPrefix(l, "#")
		text = strings.TrimSpace(text)
		if isCSV(file) {
			text = strings.TrimRight(text, ",") // the other fields of the line
		}
		if !ok || text == "" {
			break
		}
		b.WriteString(text + " ")
	}
	return strings.TrimSpace(b.String())
}

// addSeparator reports a file whose header has one field, for its separator is another than what its name says.
func addSeparator(file string, header record, fs *Faults) {
	line := header.fields[0]
	want := "tabs"
	if isCSV(file) {
		want = "commas"
	}
	switch {
	case !isCSV(file) && strings.Contains(line, ","):
		fs.Add(file, header.line, "the columns are separated by commas: name the file .csv")
	case isCSV(file) && strings.Contains(line, "\t"):
		fs.Add(file, header.line, "the columns are separated by tabs: name the file .tsv")
	case strings.Contains(line, ";"):
		fs.Add(file, header.line, "the columns are separated by semicolons: want %s, as a spreadsheet exports with the region set to the United States", want)
	default:
		fs.Add(file, header.line, "the line that names the columns has only %s: want several with %s between", Quote(line), want)
	}
}

func splitTSV(data []byte) (lines []record) {
	n := 0
	for l := range strings.Lines(string(data)) {
		n++
		if l = strings.TrimSuffix(l, "\n"); l != "" && l[0] != '#' {
			lines = append(lines, record{n, strings.Split(l, "\t")})
		}
	}
	return lines
}

func splitCSV(file string, data []byte, fs *Faults) (lines []record, ok bool) {
	r := csv.NewReader(bytes.NewReader(data))
	r.Comment = '#'
	r.FieldsPerRecord = -1
	for {
		fields, err := r.Read()
		if err == io.EOF {
			return lines, true
		}
		if perr := (*csv.ParseError)(nil); errors.As(err, &perr) {
			fs.Add(file, perr.Line, "not comma-separated values: %v", perr.Err)
			return nil, false
		}
		line, _ := r.FieldPos(0)
		// A spreadsheet exports an empty line as commas, and a comment that has a comma in quotes.
		if slices.ContainsFunc(fields, func(f string) bool { return f != "" }) && !strings.HasPrefix(fields[0], "#") {
			lines = append(lines, record{line, fields})
		}
	}
}

// checkText reports invalid UTF-8, which would make all else unreadable.
func checkText(file string, data []byte, fs *Faults) bool {
	if bytes.HasPrefix(data, []byte("\xff\xfe")) || bytes.HasPrefix(data, []byte("\xfe\xff")) {
		fs.Add(file, 0, "the file is UTF-16: save it as UTF-8")
		return false
	}
	ok := true
	n := 0
	for l := range bytes.Lines(data) {
		n++
		if !utf8.Valid(l) {
			fs.Add(file, n, "invalid UTF-8 in %s", Quote(string(bytes.TrimSuffix(l, []byte("\n")))))
			ok = false
		}
	}
	return ok
}

// checkField reports what no field may have.
func checkField(file string, line int, column, f string, fs *Faults) {
	if strings.TrimSpace(f) != f {
		fs.Add(file, line, "%s: space before or after %s", column, Quote(f))
		return // a trailing carriage return and the like is reported once
	}
	for _, r := range f {
		// Format characters hide in a text: a byte order mark in the middle is one. The joiners are letters of some scripts.
		joiner := r == '\u200c' || r == '\u200d'
		if unicode.IsControl(r) || r == '\u2028' || r == '\u2029' || unicode.Is(unicode.Cf, r) && !joiner {
			fs.Add(file, line, "%s: control character %U in %s", column, r, Quote(f))
			return
		}
	}
}
