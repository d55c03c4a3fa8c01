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

// faults collects what is wrong, so that a reader of the tables can mend it all at once.
type Faults []fault

func (fs *Faults) Add(file string, line int, format string, args ...any) {
	*fs = append(*fs, fault{file, line, fmt.Sprintf(format, args...)})
}

// Error returns the faults, a line each, in the order of the files and their lines.
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

// quote quotes s, cut to a length that keeps the message on a line.
func Quote(s string) string {
	const most = 60
	if r := []rune(s); len(r) > most {
		return fmt.Sprintf("%q...", string(r[:most]))
	}
	return fmt.Sprintf("%q", s)
}
