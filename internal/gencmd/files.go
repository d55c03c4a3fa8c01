package gencmd

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"go/build"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/httpstatus-go/httpstatus/internal/generate"
	"github.com/httpstatus-go/httpstatus/internal/table"
)

// read reads the sheets in a folder.
func read(dir string) (table.Source, error) {
	fsys, name, err := table.Folder(dir)
	if err != nil {
		return table.Source{}, fmt.Errorf("gen: no table in %q: %w", dir, err)
	}
	src, err := table.Read(fsys, name)
	if err != nil {
		return table.Source{}, fmt.Errorf("gen: %w", err)
	}
	return src, nil
}

// earlier reads what an earlier run has made in a folder.
func earlier(dir string) (table.Earlier, error) {
	files := map[string][]byte{}
	for _, name := range generate.EarlierFiles {
		data, err := os.ReadFile(filepath.Join(dir, name))
		switch {
		case errors.Is(err, fs.ErrNotExist):
		case err != nil:
			return table.Earlier{}, fmt.Errorf("gen: %w", err)
		}
		files[name] = data
	}
	return generate.Earlier(files, filepath.ToSlash(filepath.Join(dir, generate.EarlierFiles[0]))), nil
}

// checkFolder refuses a folder that has another package than the one to be written there.
func checkFolder(dir, pkg string) error {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("gen: %w", err)
	}
	for _, e := range entries {
		name := e.Name()
		if !e.Type().IsRegular() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			continue
		}
		if ok, err := build.Default.MatchFile(dir, name); err == nil && !ok {
			continue // with a constraint, as a program that go generate runs
		}
		f, err := parser.ParseFile(token.NewFileSet(), filepath.Join(dir, name), nil, parser.PackageClauseOnly)
		if err == nil && f.Name.Name != pkg && f.Name.Name != "documentation" {
			return fmt.Errorf("gen: %s is of package %s: want a folder for package %s alone", filepath.Join(dir, name), f.Name.Name, pkg)
		}
	}
	return nil
}

// output generates files, by their paths, and writes them, or compares them with what is there.
func output(compareOnly bool, generate func() (map[string][]byte, error)) error {
	files, err := generate()
	switch {
	case err != nil:
		return err
	case compareOnly:
		return compare(files)
	}
	return write(files)
}

// compare returns an error that shows the files that are not up to date.
func compare(files map[string][]byte) error {
	var stale []string
	for _, name := range slices.Sorted(maps.Keys(files)) {
		have, err := os.ReadFile(name)
		shown := filepath.ToSlash(name)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			stale = append(stale, shown+": the file is missing")
		case err != nil:
			return fmt.Errorf("gen: %w", err)
		case generate.Form(have) != generate.Form(files[name]):
			stale = append(stale, fmt.Sprintf("%s: the file has the form of another version of %s, %s; this generator writes %s, and a package must be of the version that go.mod requires",
				shown, generate.Module, cmp.Or(generate.Form(have), "an older one"), generate.Form(files[name])))
		case !bytes.Equal(have, files[name]):
			stale = append(stale, difference(shown, string(have), string(files[name])))
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
	from := max(at-20, 0) // what is different is to be within what Quote shows
	dots := ""
	if from > 0 {
		dots = "..."
	}
	return fmt.Sprintf("%s:%d: have %s%s\n%s:%d: want %s%s", name, i+1, dots, table.Quote(string(a[from:])), name, i+1, dots, table.Quote(string(b[from:])))
}

// write writes generated files. It writes over no file but a generated one.
func write(files map[string][]byte) error {
	for _, name := range slices.Sorted(maps.Keys(files)) {
		switch have, err := os.ReadFile(name); {
		case errors.Is(err, fs.ErrNotExist):
		case err != nil:
			return fmt.Errorf("gen: %w", err)
		case !generate.IsGenerated(have) && !bytes.Equal(have, files[name]):
			return fmt.Errorf("gen: %s was not written by gen: move it away, or choose another folder", name)
		}
	}
	return replace(files)
}

// staging is the folder, in the one of a file, where the file is written before it is moved to its place. A run has it for
// itself: of two runs into one folder, one waits for the other.
const staging = ".gen"

// abandoned is how old a staging folder is that a killed run has left behind: a run takes some milliseconds for it.
const abandoned = 5 * time.Second

// replace writes the files that differ, each whole or not at all: all are on the disk before the first is moved to its
// place. Whenever the run ends, as on a full disk, the files that are there are whole.
func replace(files map[string][]byte) (err error) {
	dirs := map[string]bool{}
	for name := range files {
		dirs[filepath.Dir(name)] = true
	}
	for _, dir := range slices.Sorted(maps.Keys(dirs)) { // in one order, so that two runs do not wait for each other
		if err := os.MkdirAll(dir, 0o777); err != nil {
			return fmt.Errorf("gen: %w", err)
		}
		at := filepath.Join(dir, staging)
		if err := stage(at); err != nil {
			return fmt.Errorf("gen: %w", err)
		}
		defer os.RemoveAll(at)
	}
	type move struct{ from, to string }
	var moves []move
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if have, err := os.ReadFile(name); err == nil && bytes.Equal(have, files[name]) {
			continue
		}
		m := move{filepath.Join(filepath.Dir(name), staging, filepath.Base(name)), name}
		if err := writeToDisk(m.from, files[name], mode(name)); err != nil {
			return fmt.Errorf("gen: %w", err)
		}
		moves = append(moves, m)
	}
	for _, m := range moves {
		if err := os.Rename(m.from, m.to); err != nil {
			return fmt.Errorf("gen: %w", err)
		}
	}
	return nil
}

// stage makes a staging folder. It waits while another run has one there, and takes away one that a killed run has left.
func stage(dir string) error {
	for {
		err := os.Mkdir(dir, 0o777)
		if !errors.Is(err, fs.ErrExist) {
			return err
		}
		info, err := os.Lstat(dir)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			continue
		case err != nil:
			return err
		case !info.IsDir():
			return fmt.Errorf("%s is no folder of gen: move it away", dir)
		case time.Since(info.ModTime()) > abandoned:
			if err := os.RemoveAll(dir); err != nil {
				return err
			}
		}
		time.Sleep(20 * time.Millisecond)
	}
}

// writeToDisk writes a new file, and waits until the disk has it.
func writeToDisk(name string, data []byte, perm fs.FileMode) error {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	return errors.Join(err, f.Chmod(perm), f.Sync(), f.Close())
}

// mode returns the permissions that a file has, or that a new one gets.
func mode(name string) fs.FileMode {
	if info, err := os.Stat(name); err == nil {
		return info.Mode().Perm()
	}
	return 0o644
}
