// Package gencmd is the generator as a command: its flags and files. The programs gen and httpstatus gen are it.
package gencmd

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"unicode"

	"github.com/httpstatus-go/httpstatus/internal/generate"
	"github.com/httpstatus-go/httpstatus/internal/table"
)

const usage = `usage: gen -table DIR -package NAME -out DIR [-types BASE] [-style DIR]
           [-json FILE] [-typescript FILE] [-openapi FILE] [-check]
       gen -new DIR
       gen -missing DIR [-write]
       gen [-check]       (this repository's own tables)
`

// Run runs the generator with the arguments that follow its name. It returns the exit status.
func Run(args []string, stdout, stderr io.Writer) int {
	stderr = printable{stderr}
	flags := flag.NewFlagSet("gen", flag.ContinueOnError)
	flags.SetOutput(stderr)
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
		return badUsage("unexpected argument %q: want flags alone, as -table DIR", flags.Arg(0))
	}
	given := map[string]bool{}
	flags.Visit(func(f *flag.Flag) { given[f.Name] = true })
	ofPackage := maps.Clone(given) // those that only a package has
	for _, name := range []string{"new", "missing", "write", "check"} {
		delete(ofPackage, name)
	}

	var err error
	switch {
	case given["new"]:
		switch {
		case len(given) > 1:
			return badUsage("-new goes with no other flag")
		case *newDir == "":
			return badUsage(`-new "": want a folder`)
		}
		err = writeStarter(*newDir, stdout)
	case given["missing"]:
		switch {
		case len(ofPackage) > 0 || given["check"]:
			return badUsage("-missing goes with no other flag than -write")
		case *missingDir == "":
			return badUsage(`-missing "": want a folder`)
		}
		err = listMissing(*missingDir, *writeMissing, stdout)
	case given["write"]:
		return badUsage("-write goes with -missing")
	case len(ofPackage) > 0:
		if fault := p.check(given); fault != "" {
			return badUsage("%s", fault)
		}
		err = output(*check, p.generate)
	default:
		if _, err := os.Stat("tables"); err != nil {
			return badUsage("want -table, -package and -out together, or -new for a table to begin with; without them gen makes this repository's own tables, and there is no folder tables here")
		}
		err = output(*check, generateOwn)
	}
	if err != nil {
		fmt.Fprintln(stderr, err)
		return 1
	}
	return 0
}

// printable writes text to a terminal, which neither an argument that it quotes nor the name of a file must control.
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
