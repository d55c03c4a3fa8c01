package table

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// A fault is one thing that is wrong with a table.
type fault struct {
	file string
	line int // 0: the file as a whole
	text string
}

func (f fault) String() string {
	if f.line == 0 {
		return f.file + ": " + f.text
	}
	return fmt.Sprintf("%s:%d: %s", f.file, f.line, f.text)
}

// Faults is what is wrong with a table, all at once, so that a person can mend it all at once.
type Faults []fault

func (fs *Faults) add(file string, line int, format string, args ...any) {
	*fs = append(*fs, fault{file, line, fmt.Sprintf(format, args...)})
}

// err returns the faults as an error; nil if there are none.
func (fs Faults) err() error {
	if len(fs) == 0 {
		return nil
	}
	return fs
}

// Error returns the faults, a line each as file:line: what is wrong, in the order of the files and their lines.
func (fs Faults) Error() string {
	sorted := slices.Clone(fs)
	slices.SortStableFunc(sorted, func(a, b fault) int {
		return cmp.Or(strings.Compare(a.file, b.file), cmp.Compare(a.line, b.line))
	})
	lines := make([]string, len(sorted))
	for i, f := range sorted {
		lines[i] = f.String()
	}
	return strings.Join(slices.Compact(lines), "\n")
}

// Quote quotes s, cut to a length that keeps a message on a line.
func Quote(s string) string {
	const most = 60
	if r := []rune(s); len(r) > most {
		return fmt.Sprintf("%q...", string(r[:most]))
	}
	return fmt.Sprintf("%q", s)
}
