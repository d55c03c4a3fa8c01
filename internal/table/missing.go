package table

import (
	"fmt"
	"io"
	"slices"
	"strings"
)

// writeMissing prints the rows that a language lacks, and returns how many there are. names has the Go names.
func (t *Table) WriteMissing(w io.Writer, l *Lang, names map[Key]string) (n int) {
	separator := "\t"
	if isCSV(l.file) {
		separator = ","
	}
	for _, k := range t.keys() {
		if _, ok := l.Text[k]; ok {
			continue
		}
		if n++; n == 1 {
			fmt.Fprintf(w, "# %s\n", l.file)
			if l.Text == nil {
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
func (t *Table) guide(k Key, name string) string {
	guide := k.String()
	if name != "" {
		guide += ", " + name
	}
	if m, ok := t.Languages[0].Text[k]; ok {
		text := slices.DeleteFunc([]string{m.Title, m.Detail, m.Remedy}, func(s string) bool { return s == "" })
		guide += ": " + strings.Join(text, " / ")
	}
	return guide
}
