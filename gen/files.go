package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/httpstatus-go/httpstatus/internal/generate"
	"github.com/httpstatus-go/httpstatus/internal/table"
)

// output generates files and writes them into a folder, or compares them with what is there.
func output(dir string, compareOnly bool, generate func() (map[string][]byte, error)) error {
	files, err := generate()
	switch {
	case err != nil:
		return err
	case compareOnly:
		return compare(dir, files)
	}
	return write(dir, files)
}

// compare returns an error that shows the files that are not up to date.
func compare(dir string, files map[string][]byte) error {
	var stale []string
	for _, name := range slices.Sorted(maps.Keys(files)) {
		have, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
		switch {
		case errors.Is(err, fs.ErrNotExist):
			stale = append(stale, path.Join(filepath.ToSlash(dir), name)+": the file is missing")
		case err != nil:
			return fmt.Errorf("gen: %w", err)
		case !bytes.Equal(have, files[name]):
			stale = append(stale, difference(path.Join(filepath.ToSlash(dir), name), string(have), string(files[name])))
		}
	}
	if len(stale) > 0 {
		return fmt.Errorf("gen: not up to date: run it again without -check, as go generate does\n%s", strings.Join(stale, "\n"))
	}
	return nil
}

// difference shows the first lines in which two files differ.
func difference(name, have, want string) string {
	h, w := strings.Split(have, "\n"), strings.Split(want, "\n")
	i := 0
	for i < len(h) && i < len(w) && h[i] == w[i] {
		i++
	}
	line := func(lines []string) string {
		if i < len(lines) {
			return lines[i]
		}
		return "the end of the file"
	}
	a, b := []rune(line(h)), []rune(line(w))
	at := 0
	for at < len(a) && at < len(b) && a[at] == b[at] {
		at++
	}
	from := max(at-20, 0) // what is different is to be within what quote shows
	dots := ""
	if from > 0 {
		dots = "..."
	}
	return fmt.Sprintf("%s:%d: have %s%s\n%s:%d: want %s%s", name, i+1, dots, table.Quote(string(a[from:])), name, i+1, dots, table.Quote(string(b[from:])))
}

// write writes the files that differ, each whole or not at all: all are written beside their places before the first is
// moved there. It writes over no file but a generated one.
func write(dir string, files map[string][]byte) error {
	var changed []string
	for _, name := range slices.Sorted(maps.Keys(files)) {
		to := filepath.Join(dir, filepath.FromSlash(name))
		switch have, err := os.ReadFile(to); {
		case errors.Is(err, fs.ErrNotExist):
		case err != nil:
			return fmt.Errorf("gen: %w", err)
		case bytes.Equal(have, files[name]):
			continue
		case !isGenerated(have):
			return fmt.Errorf("gen: %s was not written by gen: move it away, or choose another folder", to)
		}
		changed = append(changed, name)
	}

	type move struct{ from, to string }
	var moves []move
	defer func() {
		for _, m := range moves {
			os.Remove(m.from) // what was not moved
		}
	}()
	for _, name := range changed {
		to := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(to), 0o777); err != nil {
			return fmt.Errorf("gen: %w", err)
		}
		f, err := os.CreateTemp(filepath.Dir(to), ".gen-*")
		if err != nil {
			return fmt.Errorf("gen: %w", err)
		}
		moves = append(moves, move{f.Name(), to})
		_, err = f.Write(files[name])
		if err := errors.Join(err, f.Chmod(mode(to)), f.Close()); err != nil {
			return fmt.Errorf("gen: %w", err)
		}
	}
	for _, m := range moves {
		if err := os.Rename(m.from, m.to); err != nil {
			return fmt.Errorf("gen: %w", err)
		}
	}
	return nil
}

// isGenerated reports whether a file begins as the files do that the generator writes, in Go or in Markdown.
func isGenerated(data []byte) bool {
	line, _, _ := strings.Cut(string(data), "\n")
	head, _, _ := strings.Cut(generate.Generated, "%s")
	return strings.HasPrefix(line, head) || strings.HasPrefix(line, "<!-- "+strings.TrimPrefix(head, "// "))
}

// mode returns the permissions that a file has, or that a new one gets.
func mode(name string) fs.FileMode {
	if info, err := os.Stat(name); err == nil {
		return info.Mode().Perm()
	}
	return 0o644
}
