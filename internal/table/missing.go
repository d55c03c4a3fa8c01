package table

import (
	"bytes"
	"slices"
	"strings"
)

// A Lack is the rows that a text file lacks.
type Lack struct {
	File  string // the name of the file in its folder
	N     int    // how many rows
	Paste []byte // the rows, ready to be pasted: above each, as a comment, the status and its text in the default language
	Whole []byte // the file with the rows in their places
}

// Missing returns what the text files of a table lack, in the order of the languages; a file that is not there or empty
// lacks all. The error is of type [Faults].
func Missing(src Source) ([]Lack, error) {
	l := load(src, Options{Own: isOwn(src)}, true)
	if err := l.fs.err(); err != nil {
		return nil, err
	}
	var out []Lack
	for i := range l.t.Languages {
		if lack := l.lack(&l.t.Languages[i]); lack.N > 0 {
			out = append(out, lack)
		}
	}
	return out, nil
}

// isOwn reports whether a table is this repository's own, which has a column that no other has.
func isOwn(src Source) bool {
	var ignored Faults
	return slices.Contains(parseSheet("codes.tsv", src.Files["codes.tsv"], ownCodeColumns, true, &ignored).columns, "reason")
}

// lack returns what a language lacks.
func (l *loader) lack(lang *Language) Lack {
	name := strings.TrimPrefix(lang.file, l.src.Dir)
	data := l.src.Files[name]
	columns, separator, newline := lang.sheet.columns, "\t", "\n"
	if isCSV(lang.file) {
		separator = ","
	}
	if bytes.Contains(data, []byte("\r\n")) {
		newline = "\r\n"
	}
	var lines []string // of the file, each with its end
	for line := range strings.Lines(string(data)) {
		lines = append(lines, line)
	}
	if n := len(lines); n > 0 && !strings.HasSuffix(lines[n-1], "\n") {
		lines[n-1] += newline
	}
	heading := ""
	if lang.sheet.heading == 0 {
		columns = textColumns.required
		heading = strings.Join(columns, separator) + newline
	}

	lack := Lack{File: name}
	var paste strings.Builder
	behind := map[int]string{} // line -> what comes behind it
	last := lang.sheet.heading
	if heading != "" {
		last = len(lines)
		behind[last] = heading
	}
	rows := slices.Concat(l.t.keys(), l.t.Overrides(lang))
	slices.SortFunc(rows, Key.Compare)
	for _, k := range rows {
		if m, ok := lang.Text[k]; ok {
			last = m.Line
			continue
		}
		fields := make([]string, len(columns))
		fields[slices.Index(columns, "status")] = k.String()
		row := "# " + l.t.guide(k) + newline + strings.Join(fields, separator) + newline
		if lack.N++; lack.N == 1 {
			paste.WriteString("# " + lang.file + newline + heading)
		}
		paste.WriteString(row)
		behind[last] += row
	}
	paste.WriteString(newline)
	var whole strings.Builder
	whole.WriteString(behind[0])
	for i, line := range lines {
		whole.WriteString(line + behind[i+1])
	}
	lack.Paste, lack.Whole = []byte(paste.String()), []byte(whole.String())
	return lack
}

// guide returns what a translator needs to know of a status: "404, NotFound: Not Found / detail / remedy".
func (t *Table) guide(k Key) string {
	guide := k.String()
	if s := t.byKey[k]; s != nil && s.Name != "" {
		guide += ", " + s.Name
	}
	if m, ok := t.Languages[0].Text[k]; ok {
		text := slices.DeleteFunc([]string{m.Title, m.Detail, m.Remedy}, func(s string) bool { return s == "" })
		guide += ": " + strings.Join(text, " / ")
	}
	return guide
}
