// Gen writes Go code from tables of statuses: typed constants and substatuses, and a dictionary of their text in each
// language.
//
// Usage:
//
//	gen [-table DIR] [-package NAME] [-out DIR] [-style DIR] [-check]
//
// Without flags it makes this repository's own packages from its own tables. See tables/README.md for the format.
package main

import (
	"bytes"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

func main() {
	os.Exit(run(os.Args[1:], os.Stderr))
}

// run is main with its surroundings as arguments. It returns the exit status: 0 if all is well, 1 for a fault of the
// table or a difference, 2 for bad usage.
func run(args []string, stderr io.Writer) int {
	flags := flag.NewFlagSet("gen", flag.ContinueOnError)
	flags.SetOutput(stderr)
	dir := flags.String("table", "tables", "read the table in `DIR`")
	out := flags.String("out", ".", "write into `DIR`")
	styleDir := flags.String("style", "", "check the text against the term lists in `DIR` too")
	check := flags.Bool("check", false, "write nothing; exit 1 with the difference if the files are not up to date")
	if err := flags.Parse(args); err != nil {
		return 2
	}
	if flags.NArg() > 0 {
		fmt.Fprintf(stderr, "gen: unexpected argument %q\n", flags.Arg(0))
		flags.Usage()
		return 2
	}
	files, err := generateOwn(*dir, *styleDir)
	if err != nil {
		fmt.Fprintln(stderr, err)
		return 1
	}
	if *check {
		err = compare(*out, files)
	} else {
		err = write(*out, files)
	}
	if err != nil {
		fmt.Fprintln(stderr, err)
		return 1
	}
	return 0
}

// generateOwn makes the files of this repository.
func generateOwn(dir, styleDir string) (map[string][]byte, error) {
	if styleDir == "" {
		styleDir = filepath.Join(dir, "style")
	}
	tableFiles, err := readFiles(dir)
	if err != nil {
		return nil, err
	}
	styleFiles, err := readFiles(styleDir)
	if err != nil {
		return nil, err
	}
	return own(slashDir(dir), tableFiles, slashDir(styleDir), styleFiles)
}

// own is the generator proper: from the files of this repository's table and style to the files of Go.
func own(dir string, tableFiles map[string][]byte, styleDir string, styleFiles map[string][]byte) (map[string][]byte, error) {
	t, fs := loadTable(dir, tableFiles, true)
	style, styleFaults := loadStyle(styleDir, styleFiles)
	fs = append(fs, styleFaults...)
	t.style = style
	checkStyle(t, &fs)
	x, _ := textIndex(t)
	x.checkWidth(dir+"substatuses.tsv", &fs)
	if len(fs) > 0 {
		return nil, fs
	}
	files := rootFiles(t)
	maps.Copy(files, messagesFiles(t))
	maps.Copy(files, catalogueFiles(t))
	return files, nil
}

func slashDir(dir string) string { return filepath.ToSlash(filepath.Clean(dir)) + "/" }

// readFiles reads the sheets in a folder, not those in the folders below it.
func readFiles(dir string) (map[string][]byte, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, fmt.Errorf("gen: no table: %w", err)
	}
	files := map[string][]byte{}
	for _, e := range entries {
		if ext := path.Ext(e.Name()); e.IsDir() || ext != ".tsv" && ext != ".csv" {
			continue
		}
		if files[e.Name()], err = os.ReadFile(filepath.Join(dir, e.Name())); err != nil {
			return nil, fmt.Errorf("gen: %w", err)
		}
	}
	return files, nil
}

// compare returns an error that shows the files that are not up to date.
func compare(dir string, files map[string][]byte) error {
	var stale []string
	for _, name := range slices.Sorted(maps.Keys(files)) {
		have, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
		if err != nil && !os.IsNotExist(err) {
			return fmt.Errorf("gen: %w", err)
		}
		if err == nil && bytes.Equal(have, files[name]) {
			continue
		}
		stale = append(stale, name+":\n"+difference(string(have), string(files[name])))
	}
	if len(stale) > 0 {
		return fmt.Errorf("gen: not up to date, run go generate ./...\n%s", strings.Join(stale, "\n"))
	}
	return nil
}

// difference shows the first lines in which two files differ.
func difference(have, want string) string {
	h, w := strings.Split(have, "\n"), strings.Split(want, "\n")
	i := 0
	for i < len(h) && i < len(w) && h[i] == w[i] {
		i++
	}
	line := func(lines []string) string {
		if i < len(lines) {
			return quote(lines[i])
		}
		return "the end of the file"
	}
	return fmt.Sprintf("\tline %d: have %s\n\tline %d: want %s", i+1, line(h), i+1, line(w))
}

// write writes the files that differ, each whole or not at all: all are written beside their places before the first is
// moved there.
func write(dir string, files map[string][]byte) (err error) {
	type move struct{ from, to string }
	var moves []move
	defer func() {
		for _, m := range moves {
			os.Remove(m.from) // what was not moved
		}
	}()
	for _, name := range slices.Sorted(maps.Keys(files)) {
		to := filepath.Join(dir, filepath.FromSlash(name))
		if have, err := os.ReadFile(to); err == nil && bytes.Equal(have, files[name]) {
			continue
		}
		if err := os.MkdirAll(filepath.Dir(to), 0o777); err != nil {
			return fmt.Errorf("gen: %w", err)
		}
		f, err := os.CreateTemp(filepath.Dir(to), ".gen-*")
		if err != nil {
			return fmt.Errorf("gen: %w", err)
		}
		moves = append(moves, move{f.Name(), to})
		_, err = f.Write(files[name])
		if err := errorOf(err, f.Chmod(mode(to)), f.Close()); err != nil {
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

// mode returns the permissions that a file has, or that a new one gets.
func mode(name string) fs.FileMode {
	if info, err := os.Stat(name); err == nil {
		return info.Mode().Perm()
	}
	return 0o644
}

func errorOf(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}
