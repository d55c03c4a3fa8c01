package main

import (
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/httpstatus-go/httpstatus/internal/table"
)

// listMissing prints the rows that the text files of a table lack, ready to be pasted: above each, as a comment, the name
// of the status and its text in the default language. Its error says how many there are, or what is wrong with the table.
func listMissing(dir string, w io.Writer) error {
	src, err := table.Read(dir)
	if err != nil {
		return err
	}
	// Whose table it is shows in its columns.
	t, fs := table.LoadTable(src, false)
	if own, ownFaults := table.LoadTable(src, true); len(ownFaults) < len(fs) {
		t, fs = own, ownFaults
	}
	if len(fs) > 0 {
		return fs
	}
	names := map[table.Key]string{}
	for _, s := range slices.Concat(t.Codes, t.Subs) {
		names[s.Key] = s.Name
	}
	n := 0
	for i := range t.Languages {
		n += t.WriteMissing(w, &t.Languages[i], names)
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
