package gencmd

import (
	"fmt"
	"go/token"
	"go/types"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/httpstatus-go/httpstatus/internal/generate"
	"github.com/httpstatus-go/httpstatus/internal/table"
)

// A packageJob is a package to make, as the flags say.
type packageJob struct {
	table, name, out, types, style string
	exports                        map[string]*string // by flag: the file to write
}

// check returns what is wrong with the flags, of which some are given; "" for nothing.
func (p *packageJob) check(given map[string]bool) string {
	switch {
	case p.table == "" || p.name == "" || p.out == "":
		return "want -table, -package and -out together"
	case !isPackageName(p.name):
		return fmt.Sprintf("-package %q: want the name of a package that can be imported", p.name)
	case !table.IsTypes(p.types):
		return fmt.Sprintf("-types %q: want an absolute URI or a path that ends in /, #, : or =, as https://example.com/problems/", p.types)
	}
	return p.checkExports(given)
}

// generate makes the files of the package, by their paths.
func (p *packageJob) generate() (map[string][]byte, error) {
	if err := checkFolder(p.out, p.name); err != nil {
		return nil, err
	}
	src, err := read(p.table)
	if err != nil {
		return nil, err
	}
	o := table.Options{Types: p.types, Package: p.name}
	if p.style != "" {
		if o.Style, err = read(p.style); err != nil {
			return nil, err
		}
	}
	if o.Earlier, err = earlier(p.out); err != nil {
		return nil, err
	}
	t, err := table.Load(src, o)
	if err != nil {
		return nil, err
	}
	files := map[string][]byte{}
	for name, data := range generate.Package(t, p.name, p.reference(p.out)) {
		files[filepath.Join(p.out, name)] = data
	}
	return files, p.addExports(files, t)
}

// reference returns how a file in a folder finds the folder of the table, which does not depend on where the generator
// runs.
func (p *packageJob) reference(dir string) string {
	name := filepath.Base(p.table)
	from, err1 := filepath.Abs(dir)
	to, err2 := filepath.Abs(p.table)
	if err1 == nil && err2 == nil {
		if rel, err := filepath.Rel(from, to); err == nil {
			name = filepath.ToSlash(rel)
		}
	}
	// It stands in a comment of one line.
	if quoted := strconv.Quote(name); quoted != `"`+name+`"` {
		return quoted
	}
	return name
}

// listMissing prints the rows that the text files of a table lack, or puts them into the files. Its error says how many
// there are, or what is wrong with the table.

// isPackageName reports whether a package can have the name, be built, and be imported by it.
func isPackageName(name string) bool {
	unusable := []string{"_", "main", "init", "documentation"} // the go command passes over files of package documentation
	return token.IsIdentifier(name) && !slices.Contains(unusable, name) && types.Universe.Lookup(name) == nil &&
		!strings.HasSuffix(name, "_test")
}
