// Command httpstatus explains, finds, lists and serves HTTP status codes, the substatuses of IIS, the codes of some vendors and
// those of any table of the same form, and tells what is in logs of IIS, in English, Simplified and Traditional Chinese. See the
// usage that httpstatus -h prints.
//
// # Tables
//
// The command has the tables of this library in it. With -table it reads one more when it runs, and then explains, finds, lists
// and serves its statuses as any other, in all languages of the table. The table has the name of its package, if its first
// comment is that of one, or of its folder: "billing/403.1001", /billing/403.1001. Its statuses are found by number, name and ID.
//
// # The server
//
// httpstatus serve is a server to test clients against. It answers any method with the status that the path names, in
// the form that Accept and the language that Accept-Language ask for, with the fields that the status must have:
//
//   - 400 and up is what package problem answers with; below 400 it is a page, JSON, Markdown or text alike.
//   - 1xx is followed by a 200, as net/http does it. 101 needs a request with Upgrade, and gets 426 without.
//   - 201 and the redirections have a Location, which is /200.
//   - A number alone is what it is in the IANA registry or in a table of -table, or else the text of its class: what vendors mean
//     by 499 is at /nginx/499 and /nonstandard/499.
//   - The values in the text of a status of -table are parameters: /billing/403.1001?balance=12.50. Those that are not given
//     have their own name, or 1.
//   - Nothing may be stored by a cache, and a page of any origin may send requests.
//
// At /catalog/, to which / leads, is the catalogue: every status, with a search that works without script too.
package main

import (
	"bufio"
	"errors"
	"flag"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"

	"github.com/httpstatus-go/httpstatus/internal/gencmd"
	"github.com/httpstatus-go/httpstatus/internal/table"
)

// What the command exits with.
const (
	exitOK    = 0
	exitFalse = 1 // a status is unknown, nothing is found, or the work failed
	exitUsage = 2
)

// A command is one run: what the flags say, and where it reads and writes.
type command struct {
	reader
	lib     *library
	charset charset
	json    bool
	color   bool
	verbose bool
	width   int // of the terminal; 0 for none, where no line is wrapped
	addr    string
	stdin   io.Reader
	out     io.Writer     // where stdout writes to, in the charset
	stdout  *bufio.Writer // in UTF-8
	err     io.Writer     // where stderr writes to, in the charset
	stderr  io.Writer
}

// A usageError is wrong in the arguments: the command exits with exitUsage.
type usageError struct{ error }

func (e usageError) Unwrap() error { return e.error }

// errFalse has the command exit with exitFalse and say nothing more.
var errFalse = errors.New("not all statuses are known")

func main() {
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr, os.Getenv))
}

func run(args []string, stdin io.Reader, stdout, stderr io.Writer, getenv func(string) string) int {
	if len(args) > 0 && args[0] == "gen" {
		return gencmd.Run(args[1:], stdout, stderr) // which has flags of its own
	}
	c := &command{stdin: stdin, out: stdout, stdout: bufio.NewWriter(stdout), err: stderr, stderr: stderr}
	err := c.run(args, isTerminal(stdout), getenv)
	if flushed := c.stdout.Flush(); flushed != nil {
		err = flushed
	}
	var bad usageError
	switch {
	case err == nil:
		return exitOK
	case errors.Is(err, errFalse):
		return exitFalse
	case errors.As(err, &bad):
		fmt.Fprintf(c.stderr, "httpstatus: %s\n%s\n", errorText(err, c.lang), say(sayUsage).in(c.lang))
		return exitUsage
	default:
		fmt.Fprintf(c.stderr, "httpstatus: %s\n", errorText(err, c.lang))
		return exitFalse
	}
}

func (c *command) run(args []string, terminal bool, getenv func(string) string) error {
	var o commandOptions
	flags := flag.NewFlagSet("httpstatus", flag.ContinueOnError)
	c.register(flags, &o)
	words, badArgs := parseArgs(flags, args)
	o.given = make(map[string]bool)
	flags.Visit(func(f *flag.Flag) { o.given[f.Name] = true })

	c.charset = charsetOf(getenv)
	c.chooseReader(&o, getenv, ownReader) // also for what is said of the other arguments
	help := errors.Is(badArgs, flag.ErrHelp) || len(words) > 0 && words[0] == "help"
	switch {
	case help:
	case badArgs != nil:
		return badArgs
	case o.given["types"] && len(o.tables) == 0:
		return usage(sayTypesTable)
	case o.given["types"] && !table.IsTypes(o.types):
		return usage(sayBadTypes, quote(o.types))
	}
	var err error
	if c.lib, err = loadLibrary(o.tables, o.types); err != nil {
		return err
	}
	if err := c.chooseReader(&o, getenv, c.lib.reader); err != nil {
		return err
	}
	switch {
	case help:
		c.stdout.WriteString(c.lib.usageText(c.lang))
		return nil
	case o.version || len(words) > 0 && words[0] == "version":
		c.stdout.WriteString(version())
		return nil
	case len(words) == 0:
		return usage(sayNoStatus, options(verbs()))
	}
	for _, name := range slices.Sorted(maps.Keys(o.given)) {
		if verbs := commandsOf(name); verbs != nil && !has(verbs, words[0]) {
			return usage(sayFlagFor, "-"+name, options(verbs))
		}
	}
	switch o.color {
	case "auto":
		c.color = terminal && getenv("NO_COLOR") == "" && getenv("TERM") != "dumb"
	case "always":
		c.color = true
	case "never":
	default:
		return usage(sayBadColor, quote(o.color))
	}
	if terminal {
		c.width = widthOf(c.out, getenv)
	}
	for i, word := range words {
		words[i] = c.charset.decode(word)
	}
	return c.do(words, &o)
}

// do runs the command that the first word names, or explains all words.
func (c *command) do(words []string, o *commandOptions) error {
	verb, rest := words[0], words[1:]
	switch verb {
	case "serve":
		switch {
		case len(rest) > 0:
			return usage(sayServeArgument, quote(rest[0]))
		case o.given["lang"], o.given["json"]:
			return usage(sayServeFlags)
		}
		return c.serve()
	case "gen":
		return usage(sayGenFirst)
	case "log":
		return c.log(rest, o)
	case "find":
		return c.find(rest)
	case "list":
		return c.list(rest)
	case "completion":
		return c.completion(rest)
	case "man":
		if len(rest) > 0 {
			return usage(sayNoArgument, verb, quote(rest[0]))
		}
		c.stdout.WriteString(manPage(c.lib.usageText(c.lang)))
		return nil
	case "explain":
		return c.explain(rest)
	}
	return c.explain(words)
}

// chooseReader has the output be for the reader of -lang, or else of the environment. find finds the reader of a language.
func (c *command) chooseReader(o *commandOptions, getenv func(string) string, find func(string) (reader, error)) error {
	c.reader = languageOf(getenv, find)
	var bad error
	if o.given["lang"] {
		r, err := find(o.lang)
		if err != nil {
			bad = usageError{err}
		} else {
			c.reader = r
		}
	}
	c.useCharset(o.given["lang"], o.lang)
	return bad
}

// useCharset has the output in the charset of the environment, or of the argument of -lang. What a charset cannot have is in
// English.
func (c *command) useCharset(chosen bool, lang string) {
	if chosen {
		if name := parseLocale(lang).charset; name != "" || !c.charset.writes(c.lang) {
			c.charset = findCharset(name)
		}
	}
	if !c.charset.writes(c.lang) {
		c.reader = english.reader()
	}
	c.stderr = c.charset.writer(c.err)
	if !c.json { // which is in UTF-8 (RFC 8259, 8.1)
		c.stdout.Reset(c.charset.writer(c.out))
	}
}
