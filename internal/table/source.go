package table

import (
	"fmt"
	"os"
	"path"
	"path/filepath"
	"strings"
)

// A Source is a folder's sheets, by their names; its dir stands before the names in faults.
type Source struct {
	Dir   string
	Files map[string][]byte
}

// check reports what is missing in a table, breaks its style, or does not fit.
func Check(t *Table, styleSource Source, fs *Faults) {
	checkMissing(t, fs)
	if styleSource.Files != nil {
		t.style = loadStyle(styleSource, fs)
		checkStyle(t, fs)
	}
	x, _ := TextIndex(t)
	x.checkWidth(t.file, fs)
}

// Read reads the sheets in a folder, not those in the folders below it.
func Read(dir string) (Source, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return Source{}, fmt.Errorf("gen: no table: %w", err)
	}
	s := Source{filepath.ToSlash(filepath.Clean(dir)) + "/", map[string][]byte{}}
	for _, e := range entries {
		name := e.Name()
		if ext := path.Ext(name); e.IsDir() || ext != ".tsv" && ext != ".csv" || strings.HasPrefix(name, ".") {
			continue
		}
		if s.Files[name], err = os.ReadFile(filepath.Join(dir, name)); err != nil {
			return Source{}, fmt.Errorf("gen: %w", err)
		}
	}
	return s, nil
}
