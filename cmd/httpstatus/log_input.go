package main

import (
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/httpstatus-go/httpstatus/internal/logcount"
)

// setInputs finds the logs that the arguments name.
func (r *logRun) setInputs(args []string) error {
	known := true
	fromInput := false
	add := func(name string, info fs.FileInfo) {
		r.inputs = append(r.inputs, logcount.Input{Name: name, Open: func() (io.ReadCloser, error) { return os.Open(name) }})
		if info.Mode().IsRegular() {
			r.size += info.Size()
		} else {
			known = false
		}
	}
	for _, arg := range args {
		if arg == "-" {
			if fromInput {
				return usage(sayInputTwice)
			}
			fromInput, known = true, false
			r.inputs = append(r.inputs, logcount.Input{Name: "-", Open: func() (io.ReadCloser, error) { return io.NopCloser(r.stdin), nil }})
			continue
		}
		names := []string{arg}
		_, err := os.Stat(arg)
		if err != nil && strings.ContainsAny(arg, "*?[") {
			// A shell of Windows leaves patterns as they are.
			if names, err = filepath.Glob(arg); err != nil {
				return usage(sayBadPattern, quote(arg))
			}
			if len(names) == 0 {
				return say(sayNoMatch, quote(arg))
			}
		} else if err != nil {
			return pathError(err)
		}
		for _, name := range names {
			info, err := os.Stat(name)
			if err != nil {
				return pathError(err)
			}
			if !info.IsDir() {
				add(name, info)
				continue
			}
			if err := addFolder(name, add); err != nil {
				return err
			}
		}
	}
	if !known {
		r.size = 0
	}
	return nil
}

// addFolder adds the logs in a folder and in those in it, which IIS has one of for each site.
func addFolder(name string, add func(string, fs.FileInfo)) error {
	found := false
	err := filepath.WalkDir(name, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !isLogName(path) {
			return err
		}
		info, err := d.Info()
		if err == nil && info.Mode().IsRegular() {
			found = true
			add(path, info)
		}
		return err
	})
	switch {
	case err != nil:
		return pathError(err)
	case !found:
		return say(sayNoLogInFolder, quote(name))
	}
	return nil
}

// isLogName reports whether a file is taken to be a log that a folder is read for.
func isLogName(name string) bool {
	name = strings.TrimSuffix(strings.ToLower(name), ".gz")
	return strings.HasSuffix(name, ".log")
}
