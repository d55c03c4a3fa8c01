package main

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// listMissing prints the rows that the text files of a table lack, ready to be pasted: above each, as a comment, the name
// of the status and its text in the default language. Its error says how many there are, or what is wrong with the table.
func listMissing(dir string, w io.Writer) error {
	src, err := readSource(dir)
	if err != nil {
		return err
	}
	// Whose table it is shows in its columns.
	t, fs := loadTable(src, false)
	if own, ownFaults := loadTable(src, true); len(ownFaults) < len(fs) {
		t, fs = own, ownFaults
	}
	if len(fs) > 0 {
		return fs
	}
	names := map[key]string{}
	for _, s := range slices.Concat(t.codes, t.subs) {
		names[s.key] = s.name
	}
	n := 0
	for i := range t.languages {
		n += t.writeMissing(w, &t.languages[i], names)
	}
	if n == 0 {
		return nil
	}
	return errors.New("gen: " + plural(n, "row is missing", "rows are missing"))
}

func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// writeMissing prints the rows that a language lacks, and returns how many there are. names has the Go names.
func (t *table) writeMissing(w io.Writer, l *lang, names map[key]string) (n int) {
	separator := "\t"
	if isCSV(l.file) {
		separator = ","
	}
	for _, k := range t.keys() {
		if _, ok := l.text[k]; ok {
			continue
		}
		if n++; n == 1 {
			fmt.Fprintf(w, "# %s\n", l.file)
			if l.text == nil {
				fmt.Fprintln(w, strings.Join(textColumns.required, separator))
			}
		}
		fmt.Fprintf(w, "# %s\n%s%s\n", t.guide(k, names[k]), k, strings.Repeat(separator, len(textColumns.required)-1))
	}
	if n > 0 {
		fmt.Fprintln(w)
	}
	return n
}

// guide returns what a translator needs to know of a status: "404, NotFound: Not Found / detail / remedy".
func (t *table) guide(k key, name string) string {
	guide := k.String()
	if name != "" {
		guide += ", " + name
	}
	if m, ok := t.languages[0].text[k]; ok {
		text := slices.DeleteFunc([]string{m.title, m.detail, m.remedy}, func(s string) bool { return s == "" })
		guide += ": " + strings.Join(text, " / ")
	}
	return guide
}
