package main

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
	file string
	rows []row
}

// A row is a line of a sheet.
type row struct {
	line   int
	fields map[string]string
}

// get returns the field of a column; "" where the table has "-" or lacks the column.
func (r row) get(column string) string {
	if f := r.fields[column]; f != "-" {
		return f
	}
	return ""
}

// columns is what a sheet's columns are called: those that must be there, and those that may.
type columns struct{ required, optional []string }

// parseSheet reads a file of tab-separated fields, or of comma-separated ones if its name ends in .csv. Lines that begin
// with # and empty lines are passed over; the first other line names the columns. A byte order mark and CRLF are
// accepted. A column that is not of c is a fault.
func parseSheet(file string, data []byte, c columns, fs *faults) sheet {
	s := sheet{file: file}
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	data = bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n"))
	if !checkText(file, data, fs) {
		return s
	}
	var lines []record
	if strings.HasSuffix(file, ".csv") {
		lines = splitCSV(file, data, fs)
	} else {
		lines = splitTSV(data)
	}
	if len(lines) == 0 {
		fs.add(file, 0, "the file is empty: want a line that names the columns %s", strings.Join(c.required, ", "))
		return s
	}
	header := lines[0]
	bad := false
	known := slices.Concat(c.required, c.optional)
	for i, name := range header.fields {
		switch {
		case !slices.Contains(known, name):
			fs.add(file, header.line, "unknown column %s: want %s", quote(name), strings.Join(known, ", "))
			bad = true
		case slices.Contains(header.fields[:i], name):
			fs.add(file, header.line, "column %s stands twice", quote(name))
			bad = true
		}
	}
	for _, name := range c.required {
		if !slices.Contains(header.fields, name) {
			fs.add(file, header.line, "column %q is missing", name)
			bad = true
		}
	}
	if bad {
		return s
	}
	if len(lines) == 1 {
		fs.add(file, 0, "the file has no rows")
	}
	for _, l := range lines[1:] {
		if len(l.fields) != len(header.fields) {
			fs.add(file, l.line, "the row has %d fields: want %d, as the line that names the columns", len(l.fields), len(header.fields))
			continue
		}
		r := row{l.line, make(map[string]string, len(l.fields))}
		for i, f := range l.fields {
			r.fields[header.fields[i]] = f
			checkField(file, l.line, header.fields[i], f, fs)
		}
		s.rows = append(s.rows, r)
	}
	return s
}

// A record is a line that is cut into fields.
type record struct {
	line   int
	fields []string
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

func splitCSV(file string, data []byte, fs *faults) (lines []record) {
	r := csv.NewReader(bytes.NewReader(data))
	r.Comment = '#'
	r.FieldsPerRecord = -1
	for {
		fields, err := r.Read()
		if err == io.EOF {
			return lines
		}
		if perr := (*csv.ParseError)(nil); errors.As(err, &perr) {
			fs.add(file, perr.Line, "not comma-separated values: %v", perr.Err)
			return nil
		}
		line, _ := r.FieldPos(0)
		if slices.ContainsFunc(fields, func(f string) bool { return f != "" }) {
			lines = append(lines, record{line, fields})
		}
	}
}

// checkText reports invalid UTF-8, which would make all else unreadable.
func checkText(file string, data []byte, fs *faults) bool {
	ok := true
	n := 0
	for l := range bytes.Lines(data) {
		n++
		if !utf8.Valid(l) {
			fs.add(file, n, "invalid UTF-8 in %s", quote(string(bytes.TrimSuffix(l, []byte("\n")))))
			ok = false
		}
	}
	return ok
}

// checkField reports what no field may have.
func checkField(file string, line int, column, f string, fs *faults) {
	if strings.TrimSpace(f) != f {
		fs.add(file, line, "%s: space before or after %s", column, quote(f))
		return // a trailing carriage return and the like is reported once
	}
	for _, r := range f {
		// Format characters hide in a text: a byte order mark in the middle is one. The joiners are letters of some scripts.
		joiner := r == '\u200c' || r == '\u200d'
		if unicode.IsControl(r) || r == '\u2028' || r == '\u2029' || unicode.Is(unicode.Cf, r) && !joiner {
			fs.add(file, line, "%s: control character %U in %s", column, r, quote(f))
			return
		}
	}
}
