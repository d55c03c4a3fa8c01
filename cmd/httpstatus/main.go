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
	"strings"
	"unicode/utf8"

	"github.com/httpstatus-go/httpstatus"
	"github.com/httpstatus-go/httpstatus/internal/gencmd"
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

// commandsOf returns the commands that a flag is for; nil for all.
func commandsOf(flag string) []string {
	switch {
	case flag == "addr":
		return []string{"serve", "log"}
	case flag == "v":
		return []string{"serve"}
	case has(logFlagNames, flag):
		return []string{"log"}
	}
	return nil
}

// A stringList is a flag that can be given several times.
type stringList []string

func (l *stringList) String() string     { return strings.Join(*l, " ") }
func (l *stringList) Set(s string) error { *l = append(*l, s); return nil }

func (c *command) run(args []string, terminal bool, getenv func(string) string) error {
	flags := flag.NewFlagSet("httpstatus", flag.ContinueOnError)
	lang := flags.String("lang", "", "")
	color := flags.String("color", "auto", "")
	var dirs stringList
	flags.Var(&dirs, "table", "")
	types := flags.String("types", "", "")
	showVersion := flags.Bool("version", false, "")
	flags.BoolVar(&c.json, "json", false, "")
	flags.BoolVar(&c.verbose, "v", false, "")
	flags.StringVar(&c.addr, "addr", "", "")
	var log logFlags
	log.register(flags)
	words, badArgs := parseArgs(flags, args)
	set := make(map[string]bool)
	flags.Visit(func(f *flag.Flag) { set[f.Name] = true })

	c.charset = charsetOf(getenv)
	c.reader = languageOf(getenv, parseLanguage).reader()
	if l, err := parseLanguage(*lang); err == nil && set["lang"] {
		c.reader = l.reader() // also for what is said of the other arguments
	}
	c.useCharset(set["lang"], *lang)
	help := errors.Is(badArgs, flag.ErrHelp) || len(words) > 0 && words[0] == "help"
	if badArgs != nil && !help {
		return badArgs
	}
	var err error
	if c.lib, err = loadLibrary(dirs, *types); err != nil {
		return err
	}
	switch {
	case set["lang"]:
		if c.reader, err = c.lib.reader(*lang); err != nil {
			return usageError{err}
		}
	default:
		c.reader = languageOf(getenv, c.lib.reader)
	}
	c.useCharset(set["lang"], *lang)

	switch {
	case help:
		c.stdout.WriteString(c.lib.usageText(c.lang))
		return nil
	case *showVersion || len(words) > 0 && words[0] == "version":
		c.stdout.WriteString(version())
		return nil
	case len(words) == 0:
		return usage(sayNoStatus, options(verbs()))
	}
	switch *color {
	case "auto":
		c.color = terminal && getenv("NO_COLOR") == "" && getenv("TERM") != "dumb"
	case "always":
		c.color = true
	case "never":
	default:
		return usage(sayBadColor, quote(*color))
	}
	if terminal {
		c.width = widthOf(c.out, getenv)
	}
	for _, name := range slices.Sorted(maps.Keys(set)) {
		if verbs := commandsOf(name); verbs != nil && !has(verbs, words[0]) {
			return usage(sayFlagFor, "-"+name, options(verbs))
		}
	}

	for i, word := range words {
		words[i] = c.charset.decode(word)
	}
	verb, rest := words[0], words[1:]
	switch verb {
	case "serve":
		switch {
		case len(rest) > 0:
			return usage(sayServeArgument, quote(rest[0]))
		case set["lang"], set["json"]:
			return usage(sayServeFlags)
		}
		return c.serve()
	case "log":
		return c.log(rest, log, set)
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

// parseArgs returns the arguments that are not flags. Flags can stand before, between and after them, up to a "--".
func parseArgs(flags *flag.FlagSet, args []string) (words []string, err error) {
	for i := 0; i < len(args); i++ {
		arg := args[i]
		if len(arg) < 2 || arg[0] != '-' {
			words = append(words, arg)
			continue
		}
		if arg == "--" {
			return append(words, args[i+1:]...), nil
		}
		name, value, hasValue := strings.Cut(strings.TrimPrefix(arg[1:], "-"), "=")
		f := flags.Lookup(name)
		switch {
		case f == nil && (name == "h" || name == "help"):
			return words, flag.ErrHelp
		case f == nil:
			return words, unknownFlag(flags, name)
		}
		isBool, ok := f.Value.(interface{ IsBoolFlag() bool })
		switch {
		case hasValue:
		case ok && isBool.IsBoolFlag():
			value = "true"
		case i+1 == len(args):
			return words, usage(sayNoValue, quote("-"+name))
		default:
			i++
			value = args[i]
		}
		if err := flags.Set(name, value); err != nil {
			return words, usage(sayBadValue, "-"+name, quote(value))
		}
	}
	return words, nil
}

// unknownFlag says that there is no flag of a name, and which one may have been meant.
func unknownFlag(flags *flag.FlagSet, name string) error {
	names := []string{"help"}
	flags.VisitAll(func(f *flag.Flag) { names = append(names, f.Name) })
	if _, err := httpstatus.ParseSubstatus(name); err == nil {
		return usage(sayUnknownFlagMeant, quote("-"+name), name)
	}
	meant := near(strings.ToLower(name), names)
	if len(meant) == 0 || len(meant) > 3 {
		return usage(sayUnknownFlag, quote("-"+name))
	}
	for i := range meant {
		meant[i] = "-" + meant[i]
	}
	return usage(sayUnknownFlagMeant, quote("-"+name), options(meant))
}

// maxQuote is how many bytes of bad input an error quotes at the most.
const maxQuote = 40

// quote quotes what a person typed, or what is in a file: on a terminal it is to be seen, and does nothing.
func quote(s string) string {
	if len(s) > maxQuote {
		cut := maxQuote
		for cut > maxQuote-utf8.UTFMax && !utf8.RuneStart(s[cut]) {
			cut--
		}
		return fmt.Sprintf("%q...", s[:cut])
	}
	return fmt.Sprintf("%q", s)
}
