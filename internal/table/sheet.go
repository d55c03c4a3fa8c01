package table

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strings"
	"unicode"
)

// A sheet is one file of a table: rows of named fields.
type sheet struct {
	file    string
	about   string   // the first paragraph of the comment at its head
	heading int      // the line that names the columns; 0 if there is none
	columns []string // their names
	rows    []Row

	// broken says that rows are left out, or all, for their faults: what seems to be missing is then none of the table's.
	broken bool
}

// A Row is a line of a sheet.
type Row struct {
	Line    int
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

// Get returns the field of a column; "" where the sheet has "-" or lacks the column.
func (r Row) Get(column string) string {
	if f := r.field(column); f != "-" {
		return f
	}
	return ""
}

// columns is what a sheet's columns are called: those that must be there, and those that may.
type columns struct{ required, optional []string }

// maxRows is how many rows a sheet can have: what an index of 16 bits can count.
const maxRows = 1<<16 - 1

// parseSheet reads a file of tab-separated fields, or of comma-separated ones if its name ends in .csv. Lines that begin
// with # and empty lines are passed over; the first other line names the columns. A byte order mark, CRLF, the line "sep=,"
// and what a spreadsheet adds, columns without a name and rows without a field, are accepted. A column that is not of c is
// a fault, and so is a file without rows unless mayBeEmpty.
func parseSheet(file string, data []byte, c columns, mayBeEmpty bool, fs *Faults) sheet {
	s := sheet{file: file, broken: true}
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	data = bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n"))
	if !checkText(file, data, fs) {
		return s
	}
	head := data
	data, ok := separatorLine(file, data, fs)
	if !ok {
		return s
	}
	s.about = about(file, head, fs)
	var lines []record
	if isCSV(file) {
		if lines, ok = splitCSV(file, data, fs); !ok {
			return s
		}
	} else {
		lines = splitTSV(data)
	}
	switch {
	case len(lines) == 0 && mayBeEmpty:
		s.broken = false
		return s
	case len(lines) == 0:
		fs.add(file, 0, "the file is empty: want a line that names the columns %s", strings.Join(c.required, ", "))
		return s
	case len(lines)-1 > maxRows:
		fs.add(file, lines[maxRows+1].line, "the file has %d rows: want at most %d", len(lines)-1, maxRows)
		return s
	}
	header := lines[0]
	for header.fields[len(header.fields)-1] == "" { // a line that is a record has a field that is not
		header.fields = header.fields[:len(header.fields)-1]
	}
	if !checkHeader(file, header, c, fs) {
		return s
	}
	s.heading, s.columns = header.line, header.fields
	s.broken = false
	if len(lines) == 1 && !mayBeEmpty {
		fs.add(file, 0, "the file has no rows")
		s.broken = true
	}
	for _, l := range lines[1:] {
		n := len(header.fields)
		for len(l.fields) > n && l.fields[len(l.fields)-1] == "" {
			l.fields = l.fields[:len(l.fields)-1] // of a column without a name
		}
		if len(l.fields) != n {
			fs.add(file, l.line, "the row has %d fields: want %d, as the line that names the columns", len(l.fields), n)
			s.broken = true
			continue
		}
		for i, f := range l.fields {
			checkField(file, l.line, header.fields[i], f, fs)
			switch {
			case header.fields[i] == "" && f != "":
				fs.add(file, l.line, "column %d has no name, but %s in it", i+1, Quote(f))
			case !isCSV(file) && len(f) > 1 && f[0] == '"' && f[len(f)-1] == '"':
				fs.add(file, l.line, "%s: %s is in quotes, as in a .csv file: a field of a .tsv file has none around it", header.fields[i], Quote(f))
			}
		}
		s.rows = append(s.rows, Row{l.line, header.fields, l.fields})
	}
	return s
}

// checkHeader reports what is wrong with the line that names the columns.
func checkHeader(file string, header record, c columns, fs *Faults) (ok bool) {
	if len(header.fields) <= 1 { // no sheet has only one column
		addSeparator(file, header, fs)
		return false
	}
	ok = true
	known := slices.Concat(c.required, c.optional)
	for i, name := range header.fields {
		switch {
		case name == "":
		case !slices.Contains(known, name):
			fs.add(file, header.line, "unknown column %s: want %s", Quote(name), strings.Join(known, ", "))
			ok = false
		case slices.Contains(header.fields[:i], name):
			fs.add(file, header.line, "column %s stands twice", Quote(name))
			ok = false
		}
	}
	for _, name := range c.required {
		if !slices.Contains(header.fields, name) {
			fs.add(file, header.line, "column %q is missing", name)
			ok = false
		}
	}
	return ok
}

// A record is a line that is cut into fields.
type record struct {
	line   int
	fields []string
}

// isEmpty reports whether no field has anything in it: a spreadsheet exports such lines as separators alone.
func (r record) isEmpty() bool {
	return !slices.ContainsFunc(r.fields, func(f string) bool { return f != "" })
}

// separatorLine takes away the line "sep=," by which Excel is told the separator, if the file begins with one.
func separatorLine(file string, data []byte, fs *Faults) (rest []byte, ok bool) {
	line, rest, _ := bytes.Cut(data, []byte("\n"))
	text := strings.Trim(string(line), `"`)
	sep, ok := strings.CutPrefix(text, "sep=")
	switch {
	case !ok:
		return data, true
	case isCSV(file) && sep != ",":
		fs.add(file, 1, "the columns are separated by %s: want commas", Quote(sep))
		return nil, false
	case !isCSV(file) && sep != "\t":
		fs.add(file, 1, "the columns are separated by %s: want tabs, or name the file .csv if they are commas", Quote(sep))
		return nil, false
	}
	return append([]byte("\n"), rest...), true
}

// about returns the first paragraph of the comment that a file begins with. It is checked as a field is: it becomes a
// comment of Go.
func about(file string, data []byte, fs *Faults) string {
	var b strings.Builder
	line := 0
	for l := range strings.Lines(string(data)) {
		line++
		if line == 1 && strings.HasPrefix(strings.Trim(l, `"`), "sep=") {
			continue
		}
		text, ok := strings.CutPrefix(strings.TrimPrefix(l, `"`), "#")
		text = strings.TrimSpace(text)
		if isCSV(file) {
			text = strings.TrimRight(text, `,"`) // the other fields of the line
		}
		if !ok || text == "" {
			break
		}
		checkField(file, line, "the comment", text, fs)
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
		fs.add(file, header.line, "the columns are separated by commas: name the file .csv")
	case strings.Contains(line, "\t"):
		fs.add(file, header.line, "the columns are separated by tabs: name the file .tsv")
	case strings.Contains(line, ";"):
		fs.add(file, header.line, "the columns are separated by semicolons: want %s, as a spreadsheet exports with the region set to the United States", want)
	default:
		fs.add(file, header.line, "the line that names the columns has only %s: want several with %s between", Quote(line), want)
	}
}

func splitTSV(data []byte) (lines []record) {
	n := 0
	for l := range strings.Lines(string(data)) {
		n++
		r := record{n, strings.Split(strings.TrimSuffix(l, "\n"), "\t")}
		if !strings.HasPrefix(l, "#") && !r.isEmpty() {
			lines = append(lines, r)
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
			fs.add(file, perr.Line, "not comma-separated values: %v", perr.Err)
			return nil, false
		}
		line, _ := r.FieldPos(0)
		// A comment that has a comma in quotes.
		if l := (record{line, fields}); !l.isEmpty() && !strings.HasPrefix(fields[0], "#") {
			lines = append(lines, l)
		}
	}
}

// checkField reports what no field may have.
func checkField(file string, line int, column, f string, fs *Faults) {
	if strings.TrimSpace(f) != f {
		fs.add(file, line, "%s: space before or after %s", column, Quote(f))
		return // a trailing carriage return and the like is reported once
	}
	for _, r := range f {
		// Format characters hide in a text: a byte order mark in the middle is one. The joiners are letters of some scripts.
		joiner := r == '\u200c' || r == '\u200d'
		if unicode.IsControl(r) || r == '\u2028' || r == '\u2029' || unicode.Is(unicode.Cf, r) && !joiner {
			fs.add(file, line, "%s: control character %U in %s", column, r, Quote(f))
			return
		}
	}
}
