// Licenses compares the licenses of all modules that the code of this repository, its tests, examples and tools use with
// docs/licenses.tsv, and fails for one that is new, unknown or not among those that we take. With -update it writes the
// file. It reads the license files in the module cache, and needs no network when the modules are there.
package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

const listFile = "docs/licenses.tsv"

const header = `# What this repository uses of others, and under which license. The module that users import needs golang.org/x/text alone.
#
# Made     go run .ci/licenses.go -update
# Checked  go run .ci/licenses.go
#
# package  the Go module, or npm: and the npm package
# license  its SPDX identifier
# users    the folders of our modules that use it; their tests and tools too
package	license	users
`

// taken are the licenses that ask for no more than their text being kept (and MPL-2.0: for changes of its own files).
var taken = []string{"MIT", "BSD-2-Clause", "BSD-3-Clause", "Apache-2.0", "ISC", "MPL-2.0", "0BSD", "BlueOak-1.0.0", "CC0-1.0", "Unlicense", "Python-2.0", "MIT AND Apache-2.0"}

// marks are sentences of which all stand in the license and, before a later row is reached, in no other.
var marks = []struct {
	license string
	text    []string
}{
	{"Apache-2.0", []string{"apache license", "version 2.0, january 2004"}},
	{"MPL-2.0", []string{"mozilla public license version 2.0"}},
	{"BSD-3-Clause", []string{"redistribution and use in source and binary forms", "used to endorse or promote"}},
	{"BSD-2-Clause", []string{"redistribution and use in source and binary forms"}},
	{"MIT", []string{"permission is hereby granted, free of charge", "the above copyright notice and this permission notice"}},
	{"ISC", []string{"permission to use, copy, modify, and/or distribute this software for any purpose with or without fee"}},
	{"Unlicense", []string{"this is free and unencumbered software released into the public domain"}},
}

func main() {
	update := flag.Bool("update", false, "write "+listFile)
	flag.Parse()
	if err := run(*update); err != nil {
		fmt.Fprintln(os.Stderr, "licenses:", err)
		os.Exit(1)
	}
}

func run(update bool) error {
	license, users := map[string]string{}, map[string][]string{}
	use := func(name, l, folder string) {
		license[name] = l
		if !slices.Contains(users[name], folder) {
			users[name] = append(users[name], folder)
		}
	}
	files, err := exec.Command("git", "ls-files", "*go.mod", "*package-lock.json").Output()
	if err != nil {
		return fmt.Errorf("git ls-files: %w", err)
	}
	var faults []string
	for _, f := range strings.Fields(string(files)) {
		folder := filepath.Dir(f)
		if strings.Contains(folder, "testdata") {
			continue
		}
		if filepath.Base(f) == "go.mod" {
			err = goModules(folder, func(path, dir string) {
				l, err := licenseOf(dir)
				if err != nil {
					faults = append(faults, fmt.Sprintf("%s: %v", path, err))
				}
				use(path, l, folder)
			})
		} else {
			err = npmPackages(f, func(name, l string) { use("npm:"+name, l, folder) })
		}
		if err != nil {
			return fmt.Errorf("%s: %w", f, err)
		}
	}
	var b strings.Builder
	b.WriteString(header)
	for _, name := range slices.Sorted(maps.Keys(license)) {
		slices.Sort(users[name])
		if !slices.Contains(taken, license[name]) {
			faults = append(faults, fmt.Sprintf("%s: license %q, want one of %s", name, license[name], strings.Join(taken, ", ")))
		}
		fmt.Fprintf(&b, "%s\t%s\t%s\n", name, license[name], strings.Join(users[name], " "))
	}
	if update {
		if err := os.WriteFile(listFile, []byte(b.String()), 0o644); err != nil {
			return err
		}
	}
	kept, err := os.ReadFile(listFile)
	if err != nil {
		return err
	}
	have := strings.Split(string(kept), "\n")
	want := strings.Split(b.String(), "\n")
	for _, l := range want {
		if !slices.Contains(have, l) {
			faults = append(faults, "not in "+listFile+": "+l)
		}
	}
	for _, l := range have {
		if !slices.Contains(want, l) {
			faults = append(faults, "in "+listFile+" and used no more: "+l)
		}
	}
	if len(faults) > 0 {
		return fmt.Errorf("%s\n(after a look at them, go run .ci/licenses.go -update writes the file)", strings.Join(faults, "\n"))
	}
	fmt.Println(len(license), "modules and packages, each under a license that we take")
	return nil
}

// goModules calls f for each module of others whose packages the module in folder builds or tests with, on any system.
func goModules(folder string, f func(path, dir string)) error {
	seen := map[string]bool{}
	for _, system := range []string{"linux", "windows", "darwin"} {
		cmd := exec.Command("go", "list", "-deps", "-test", "-e", "-f", "{{with .Module}}{{if not .Main}}{{.Path}}\t{{.Dir}}{{end}}{{end}}", "./...")
		cmd.Dir = folder
		cmd.Env = append(os.Environ(), "GOOS="+system, "CGO_ENABLED=0")
		var stderr bytes.Buffer
		cmd.Stderr = &stderr
		out, err := cmd.Output()
		if err != nil {
			return fmt.Errorf("%v: %w\n%s", cmd.Args, err, stderr.String())
		}
		for line := range strings.Lines(string(out)) {
			path, dir, _ := strings.Cut(strings.TrimSpace(line), "\t")
			if path != "" && !seen[path] && !strings.HasPrefix(path, "github.com/httpstatus-go/") {
				seen[path] = true
				f(path, dir)
			}
		}
	}
	return nil
}

// npmPackages calls f for each package of a lock file with the license that its authors state.
func npmPackages(lock string, f func(name, license string)) error {
	b, err := os.ReadFile(lock)
	if err != nil {
		return err
	}
	var v struct {
		Packages map[string]struct {
			License string `json:"license"`
			Link    bool   `json:"link"`
		} `json:"packages"`
	}
	if err := json.Unmarshal(b, &v); err != nil {
		return err
	}
	for path, p := range v.Packages {
		if i := strings.LastIndex(path, "node_modules/"); i >= 0 && !p.Link {
			f(path[i+len("node_modules/"):], strings.Trim(p.License, "()"))
		}
	}
	return nil
}

// licenseOf reads the license file of a module.
func licenseOf(dir string) (string, error) {
	for _, pattern := range []string{"LICENSE*", "LICENCE*", "License*", "license*", "COPYING*"} {
		files, err := filepath.Glob(filepath.Join(dir, pattern))
		if err != nil {
			return "", err
		}
		for _, name := range files {
			b, err := os.ReadFile(name)
			if err != nil {
				continue // a folder of that name
			}
			text := strings.Join(strings.Fields(strings.ToLower(string(b))), " ")
			if strings.Contains(text, "apache license") && strings.Contains(text, "permission is hereby granted, free of charge") {
				return "MIT AND Apache-2.0", nil // parts under each
			}
			for _, m := range marks {
				if !slices.ContainsFunc(m.text, func(s string) bool { return !strings.Contains(text, s) }) {
					return m.license, nil
				}
			}
		}
	}
	return "", fmt.Errorf("no license file that we know in %s", dir)
}
