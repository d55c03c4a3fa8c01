package gencmd

import (
	"fmt"
	"path/filepath"
	"strings"

	"github.com/httpstatus-go/httpstatus/internal/generate"
	"github.com/httpstatus-go/httpstatus/internal/table"
)

// exports are the files that a table is written to for others than programs in Go, if a flag asks for it.
var exports = []struct {
	flag, usage string
	write       func(t *table.Table, name, reference string) []byte
}{
	{"json", "write the table as JSON to `FILE`", func(t *table.Table, name, reference string) []byte {
		return generate.JSON(reference, generate.Named{Name: name, Table: t})
	}},
	{"typescript", "write a module of TypeScript for clients to `FILE`", func(t *table.Table, _, reference string) []byte {
		return generate.TypeScript(t, reference)
	}},
	{"openapi", "write components of OpenAPI 3.1, in JSON, to `FILE`", generate.OpenAPI},
}

// export returns where the file of a flag is kept.
func (p *packageJob) export(flag string) *string {
	if p.exports == nil {
		p.exports = map[string]*string{}
	}
	if p.exports[flag] == nil {
		p.exports[flag] = new(string)
	}
	return p.exports[flag]
}

// checkExports returns what is wrong with the files to export to, of the flags that are given; "" for nothing.
func (p *packageJob) checkExports(given map[string]bool) string {
	taken := map[string]string{}
	for _, e := range exports {
		file := *p.export(e.flag)
		switch base := filepath.Base(file); {
		case !given[e.flag]:
			continue
		case file == "", base == ".", base == "..", strings.HasSuffix(filepath.ToSlash(file), "/"):
			return fmt.Sprintf("-%s %q: want a file", e.flag, file)
		}
		key := strings.ToLower(absolute(file)) // a file system can take two cases for one
		if other := taken[key]; other != "" {
			return fmt.Sprintf("-%s and -%s have one file, %q", other, e.flag, file)
		}
		taken[key] = e.flag
	}
	return ""
}

// addExports adds the files to export to, by their paths.
func (p *packageJob) addExports(files map[string][]byte, t *table.Table) error {
	taken := map[string]string{}
	for name := range files {
		taken[strings.ToLower(absolute(name))] = name
	}
	for _, e := range exports {
		file := *p.export(e.flag)
		if file == "" {
			continue
		}
		file = filepath.Clean(file)
		if other := taken[strings.ToLower(absolute(file))]; other != "" {
			return fmt.Errorf("gen: -%s %q: want another file than %s, which is of the package", e.flag, file, filepath.ToSlash(other))
		}
		files[file] = e.write(t, p.name, p.reference(filepath.Dir(file)))
	}
	return nil
}

// absolute returns a path from the root, or, without a current folder, as it is.
func absolute(file string) string {
	if abs, err := filepath.Abs(file); err == nil {
		return abs
	}
	return filepath.Clean(file)
}
