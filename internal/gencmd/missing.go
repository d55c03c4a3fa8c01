package gencmd

import (
	"errors"
	"fmt"
	"io"
	"path/filepath"

	"github.com/httpstatus-go/httpstatus/internal/table"
)

func listMissing(dir string, write bool, w io.Writer) error {
	src, err := read(dir)
	if err != nil {
		return err
	}
	lacks, err := table.Missing(src)
	if err != nil || len(lacks) == 0 {
		return err
	}
	n := 0
	files := map[string][]byte{}
	for _, l := range lacks {
		n += l.N
		files[filepath.Join(dir, l.File)] = l.Whole
		if !write {
			w.Write(l.Paste)
			continue
		}
		fmt.Fprintf(w, "%s: %s\n", filepath.Join(dir, l.File), plural(l.N, "row", "rows"))
	}
	if write {
		return replace(files)
	}
	return errors.New("gen: " + plural(n, "row is missing", "rows are missing"))
}

func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
