// Gen writes Go code from tables of statuses: typed values and errors, and a dictionary of their text in each language.
//
// Usage:
//
//	gen -table DIR -package NAME -out DIR [-types BASE] [-style DIR]
//	    [-json FILE] [-typescript FILE] [-openapi FILE] [-check]
//	gen -new DIR
//	gen -missing DIR [-write]
//	gen [-check]
//
// The first form reads the table in a folder and writes a package. Its statuses have problem types that begin with BASE,
// an absolute URI or a path. -json, -typescript and -openapi write the table for other programs, for clients and for the
// descriptions of services. -new writes a small table to begin with. -missing prints what is not translated yet, ready to
// paste, or puts it in its place. Without -table it makes this repository's own packages from its own tables. With -check
// nothing is written: the exit status is 1 if the files are not up to date.
//
// It exits with 0 if all is well; with 1 for a fault of the table, which it prints as file:line: what is wrong, for a
// file that is not up to date, and for rows that are missing; and with 2 for bad usage. See tables/README.md for the
// format.
package main

import (
	"errors"
	"flag"
	"fmt"
	"go/token"
	"go/types"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/httpstatus-go/httpstatus/internal/generate"
	"github.com/httpstatus-go/httpstatus/internal/table"
)

func main() {
	os.Exit(run(os.Args[1:], os.Stdout, os.Stderr))
}

const usage = `usage: gen -table DIR -package NAME -out DIR [-types BASE] [-style DIR]
           [-json FILE] [-typescript FILE] [-openapi FILE] [-check]
       gen -new DIR
       gen -missing DIR [-write]
       gen [-check]       (this repository's own tables)
`

// run is main with its surroundings as arguments. It returns the exit status.
func run(args []string, stdout, stderr io.Writer) int {
	flags := flag.NewFlagSet("gen", flag.ContinueOnError)
	flags.SetOutput(printable{stderr})
	flags.Usage = func() {
		fmt.Fprint(stderr, usage)
		flags.PrintDefaults()
	}
	var p packageJob
	flags.StringVar(&p.table, "table", "", "read the table in `DIR`")
	flags.StringVar(&p.name, "package", "", "write the package `NAME`")
	flags.StringVar(&p.out, "out", "", "write into `DIR`")
	flags.StringVar(&p.types, "types", table.DefaultTypes, "begin the problem types with `BASE`, which ends in /, #, : or =")
	flags.StringVar(&p.style, "style", "", "check the text against the term lists in `DIR` too")
	for _, e := range exports {
		flags.StringVar(p.export(e.flag), e.flag, "", e.usage)
	}
	check := flags.Bool("check", false, "write nothing; exit 1 with the difference if the files are not up to date")
	newDir := flags.String("new", "", "write a table to begin with into `DIR`, which must be empty")
	missingDir := flags.String("missing", "", "print the rows that the table in `DIR` lacks; exit 1 if there are any")
	writeMissing := flags.Bool("write", false, "with -missing: put the rows into the files, in their places")
	switch err := flags.Parse(args); {
	case errors.Is(err, flag.ErrHelp):
		return 0
	case err != nil:
		return 2
	}
	badUsage := func(format string, args ...any) int {
		fmt.Fprintf(stderr, "gen: "+format+"\n"+usage, args...)
		return 2
	}
	if flags.NArg() > 0 {
		return badUsage("unexpected argument %q", flags.Arg(0))
	}
	given := map[string]bool{}
	flags.Visit(func(f *flag.Flag) { given[f.Name] = true })
	for _, name := range []string{"new", "missing"} {
		n := 1
		if name == "missing" && given["write"] {
			n = 2
		}
		switch {
		case given[name] && len(given) > n:
			return badUsage("-%s goes with no other flag", name)
		case given[name] && flags.Lookup(name).Value.String() == "":
			return badUsage(`-%s "": want a folder`, name)
		}
	}

	var err error
	switch {
	case given["new"]:
		err = writeStarter(*newDir, stdout)
	case given["missing"]:
		err = listMissing(*missingDir, *writeMissing, stdout)
	case given["write"]:
		return badUsage("-write goes with -missing")
	case given["table"] || given["package"] || given["out"] || given["style"] || given["types"] || given["json"] || given["typescript"] || given["openapi"]:
		if p.table == "" || p.name == "" || p.out == "" {
			return badUsage("want -table, -package and -out together")
		}
		if !isPackageName(p.name) {
			return badUsage("-package %q: want the name of a package that can be imported", p.name)
		}
		if !isTypes(p.types) {
			return badUsage("-types %q: want an absolute URI or a path that ends in /, #, : or =, as https://example.com/problems/", p.types)
		}
		if fault := p.checkExports(given); fault != "" {
			return badUsage("%s", fault)
		}
		err = output(*check, p.generate)
	default:
		if _, err := os.Stat("tables"); err != nil {
			return badUsage("this folder has no tables of this repository's own: %v", err)
		}
		err = output(*check, generateOwn)
	}
	if err != nil {
		fmt.Fprintln(stderr, err)
		return 1
	}
	return 0
}

// printable writes text to a terminal, which an argument that it quotes must not control.
type printable struct{ io.Writer }

func (p printable) Write(b []byte) (int, error) {
	text := strings.Map(func(r rune) rune {
		if r != '\n' && r != '\t' && !strconv.IsPrint(r) {
			return unicode.ReplacementChar
		}
		return r
	}, string(b))
	_, err := io.WriteString(p.Writer, text)
	return len(b), err
}

// isPackageName reports whether a package can have the name, be built, and be imported by it.
func isPackageName(name string) bool {
	unusable := []string{"_", "main", "init", "documentation"} // the go command passes over files of package documentation
	return token.IsIdentifier(name) && !slices.Contains(unusable, name) && types.Universe.Lookup(name) == nil &&
		!strings.HasSuffix(name, "_test")
}

// isTypes reports whether problem types can begin with base.
func isTypes(base string) bool {
	u, err := url.Parse(base)
	return err == nil && base != "" && strings.ContainsRune("/#:=", rune(base[len(base)-1])) &&
		(u.IsAbs() || strings.HasPrefix(base, "/")) && strings.IndexFunc(base, func(r rune) bool {
		return r <= ' ' || r >= 0x7f || strings.ContainsRune("\"<>\\^`{|}", r)
	}) < 0
}

// generateOwn makes the files of this repository.
func generateOwn() (map[string][]byte, error) {
	src, err := read("tables")
	if err != nil {
		return nil, err
	}
	style, err := read(filepath.Join("tables", "style"))
	if err != nil {
		return nil, err
	}
	t, err := table.Load(src, table.Options{Own: true, Style: style})
	if err != nil {
		return nil, err
	}
	files := generate.Own(t)
	tables := []generate.Named{{Name: "httpstatus", Table: t}}
	entries, err := os.ReadDir("tables")
	if err != nil {
		return nil, fmt.Errorf("gen: %w", err)
	}
	for _, e := range entries {
		if !e.IsDir() {
			continue
		}
		src, err := read(filepath.Join("tables", e.Name()))
		if err != nil {
			return nil, err
		}
		if src.Files["languages.tsv"] == nil { // no statuses, as in style
			continue
		}
		t, err := table.Load(src, table.Options{Package: e.Name()})
		if err != nil {
			return nil, err
		}
		tables = append(tables, generate.Named{Name: e.Name(), Table: t})
	}
	files["tables/statuses.json"] = generate.JSON("tables", tables...)
	return files, nil
}

// A packageJob is a package to make, as the flags say.
type packageJob struct {
	table, name, out, types, style string
	exports                        map[string]*string // by flag: the file to write
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
