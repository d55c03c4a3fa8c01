// Gen writes Go code from tables of statuses: typed constants and substatuses, and a dictionary of their text in each
// language.
//
// Usage:
//
//	gen -table DIR -package NAME -out DIR [-style DIR] [-check]
//	gen -new DIR
//	gen -missing DIR
//	gen [-check]
//
// The first form reads the table in a folder and writes a package. -new writes a small table to begin with. -missing
// prints what is not translated yet, ready to paste. Without -table it makes this repository's own packages from its
// own tables. With -check nothing is written: the exit status is 1 if the files are not up to date.
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
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/httpstatus-go/httpstatus/internal/generate"
	"github.com/httpstatus-go/httpstatus/internal/table"
)

func main() {
	os.Exit(run(os.Args[1:], os.Stdout, os.Stderr))
}

const usage = `usage: gen -table DIR -package NAME -out DIR [-style DIR] [-check]
       gen -new DIR
       gen -missing DIR
       gen [-check]       (this repository's own tables)
`

// run is main with its surroundings as arguments. It returns the exit status.
func run(args []string, stdout, stderr io.Writer) int {
	flags := flag.NewFlagSet("gen", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.Usage = func() {
		fmt.Fprint(stderr, usage)
		flags.PrintDefaults()
	}
	tableDir := flags.String("table", "", "read the table in `DIR`")
	pkg := flags.String("package", "", "write the package `NAME`")
	out := flags.String("out", "", "write into `DIR`")
	style := flags.String("style", "", "check the text against the term lists in `DIR` too")
	check := flags.Bool("check", false, "write nothing; exit 1 with the difference if the files are not up to date")
	newDir := flags.String("new", "", "write a table to begin with into `DIR`, which must be empty")
	missingDir := flags.String("missing", "", "print the rows that the table in `DIR` lacks; exit 1 if there are any")
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
		if given[name] && len(given) > 1 {
			return badUsage("-%s goes with no other flag", name)
		}
	}

	var err error
	switch {
	case given["new"]:
		err = writeStarter(*newDir, stdout)
	case given["missing"]:
		err = listMissing(*missingDir, stdout)
	case given["table"] || given["package"] || given["out"] || given["style"]:
		if *tableDir == "" || *pkg == "" || *out == "" {
			return badUsage("want -table, -package and -out together")
		}
		if !isPackageName(*pkg) {
			return badUsage("-package %q: want the name of a package that can be imported", *pkg)
		}
		err = output(*out, *check, func() (map[string][]byte, error) {
			return readAndGenerate(*tableDir, *style, func(t, s table.Source) (map[string][]byte, error) {
				return generate.Other(t, s, *pkg, reference(*tableDir, *out))
			})
		})
	default:
		if _, err := os.Stat("tables"); err != nil {
			return badUsage("this folder has no tables of this repository's own: %v", err)
		}
		err = output(".", *check, func() (map[string][]byte, error) {
			return readAndGenerate("tables", filepath.Join("tables", "style"), generate.Own)
		})
	}
	if err != nil {
		fmt.Fprintln(stderr, err)
		return 1
	}
	return 0
}

// isPackageName reports whether a package can have the name and be imported.
func isPackageName(name string) bool {
	return token.IsIdentifier(name) && name != "_" && name != "main" && !strings.HasSuffix(name, "_test")
}

// readAndGenerate reads the sheets of a table and of a style, if that is not "", and makes the files of Go of them.
func readAndGenerate(dir, style string, generate func(table, style table.Source) (map[string][]byte, error)) (map[string][]byte, error) {
	t, err := table.Read(dir)
	if err != nil {
		return nil, err
	}
	var s table.Source
	if style != "" {
		if s, err = table.Read(style); err != nil {
			return nil, err
		}
	}
	return generate(t, s)
}

// reference returns how a file in the folder out finds the folder of its table, which does not depend on where the
// generator runs.
func reference(dir, out string) string {
	from, err1 := filepath.Abs(out)
	to, err2 := filepath.Abs(dir)
	if err1 == nil && err2 == nil {
		if rel, err := filepath.Rel(from, to); err == nil {
			return filepath.ToSlash(rel)
		}
	}
	return filepath.Base(dir)
}
