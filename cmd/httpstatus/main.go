// Command httpstatus explains, finds, lists and serves HTTP status codes, the substatuses of IIS and the codes of some
// vendors, and tells what is in logs of IIS, in English, Simplified and Traditional Chinese. See the usage that httpstatus -h prints.
//
// # The server
//
// httpstatus serve is a server to test clients against. It answers any method with the status that the path names, in
// the form that Accept and the language that Accept-Language ask for, with the fields that the status must have:
//
//   - 400 and up is what package problem answers with; below 400 it is a page, JSON or text alike.
//   - 1xx is followed by a 200, as net/http does it. 101 needs a request with Upgrade, and gets 426 without.
//   - 201 and the redirections have a Location, which is /200.
//   - A number alone is what it is in the IANA registry, or the text of its class: what vendors mean by 499 is at
//     /nginx/499 and /nonstandard/499.
//   - Nothing may be stored by a cache, and a page of any origin may send requests.
//
// At / is the catalogue: every status on one page, with a search that works without script too.
package main

import (
	"bufio"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
)

//go:generate go test -run ^TestRows$ -update .

const usage = `httpstatus explains HTTP status codes, IIS substatuses and the codes of some vendors.

Usage:
  httpstatus STATUS...                explain statuses: 404, 403.14, 500-13, nginx/499
  httpstatus -                        explain the statuses that standard input has
  httpstatus find WORD...             find statuses by number, name or text, in any language
  httpstatus list [WHICH...]          list all statuses, or some: 4xx, 403, iis, nginx
  httpstatus log FILE...              tell what is in logs of IIS: u_ex*.log, httperr*.log
  httpstatus serve [-addr HOST:PORT]  answer requests with any status, and show a catalogue

Flags, before or after the rest:
  -lang TAG         en, zh-Hans, zh-Hant, or a tag that one of them serves, as zh-TW
                    (default: LC_ALL, LC_MESSAGES or LANG, with LANGUAGE, then English)
  -json             print a JSON array for programs
  -color WHEN       auto, always or never (default: auto, on a terminal without NO_COLOR)
  -addr HOST:PORT   where serve listens (default: localhost:8404; without HOST: localhost)

WHICH of list is a class (4xx), a code with its substatuses (403), or a table (iana, iis,
nginx, cloudflare, awselb, nonstandard). A class and a table together list what is in both.

FILE of log is a log in the format W3C or of HTTPERR, plain or gzip; a folder, a pattern, or -
for standard input. Its flags:
  -top N            the N most frequent addresses of each status
  -by WHAT          of what: url, client, site, hour or agent (default: url; N is 5)
  -status LIST      only these: 5xx,403,404.13
  -since TIME       only from then on: 2026-11-25, 2026-11-25T08:00:00Z, or 90m or 7d ago
  -until TIME       only before
  -explain          what to do for the most frequent failures
  -csv              print comma-separated values
  -html FILE        write a page
  -serve            show the page in a browser, at -addr
  -follow           print what comes, through the next files, and the table at the end
  -fields COLUMNS   the columns of a log without a line #Fields: "date time sc-status"

A request to serve names a status by its path, as /403.14 or /nginx/499, and can have the
parameters retry-after=5, delay=2s (30s at the most), lang=TAG and as=page, json or text.

Examples:
  httpstatus 403.14 404               what they mean and what to do
  httpstatus -lang zh-CN 502          the same in Chinese
  echo 401.2 500.19 | httpstatus -    statuses from a log
  httpstatus find client certificate  every word has to match
  httpstatus find "too large"         two words as they stand
  httpstatus list 4xx iis             the IIS substatuses of 4xx
  httpstatus list -json > all.json
  httpstatus log -explain u_ex*.log
  httpstatus log -status 5xx -since 24h -by client C:\inetpub\logs\LogFiles
  httpstatus serve &
  curl -i 'http://localhost:8404/503?retry-after=5'

Exit status: 0; 1 if a status is unknown or nothing is found; 2 for bad usage.
`

// What the command exits with.
const (
	exitOK    = 0
	exitFalse = 1 // a status is unknown, nothing is found, or the work failed
	exitUsage = 2
)

// A command is one run: what the flags say, and where it reads and writes.
type command struct {
	lang    language
	charset charset
	json    bool
	color   bool
	addr    string
	stdin   io.Reader
	out     io.Writer     // where stdout writes to, in the charset
	stdout  *bufio.Writer // in UTF-8
	stderr  io.Writer
}

// A usageError is wrong in the arguments: the command exits with exitUsage.
type usageError struct{ error }

func usageErrorf(format string, args ...any) error { return usageError{fmt.Errorf(format, args...)} }

// errFalse has the command exit with exitFalse and say nothing more.
var errFalse = errors.New("not all statuses are known")

func main() {
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr, os.Getenv))
}

func run(args []string, stdin io.Reader, stdout, stderr io.Writer, getenv func(string) string) int {
	c := &command{stdin: stdin, out: stdout, stdout: bufio.NewWriter(stdout), stderr: stderr}
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
		fmt.Fprintf(c.stderr, "httpstatus: %v\nRun 'httpstatus -h' for usage.\n", strings.TrimPrefix(err.Error(), "httpstatus: "))
		return exitUsage
	default:
		fmt.Fprintf(c.stderr, "httpstatus: %v\n", strings.TrimPrefix(err.Error(), "httpstatus: "))
		return exitFalse
	}
}

func (c *command) run(args []string, terminal bool, getenv func(string) string) error {
	flags := flag.NewFlagSet("httpstatus", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	lang := flags.String("lang", "", "")
	color := flags.String("color", "auto", "")
	flags.BoolVar(&c.json, "json", false, "")
	flags.StringVar(&c.addr, "addr", "", "")
	var log logFlags
	log.register(flags)
	words, err := parseArgs(flags, args)
	switch {
	case errors.Is(err, flag.ErrHelp):
		c.stdout.WriteString(usage)
		return nil
	case err != nil:
		return usageError{err}
	case len(words) == 0:
		return usageErrorf("no status: want one, as 404, or find, list or serve")
	}

	switch *color {
	case "auto":
		c.color = terminal && getenv("NO_COLOR") == "" && getenv("TERM") != "dumb"
	case "always":
		c.color = true
	case "never":
	default:
		return usageErrorf("invalid -color %s: want auto, always or never", quote(*color))
	}
	set := make(map[string]bool)
	flags.Visit(func(f *flag.Flag) { set[f.Name] = true })
	c.charset, c.lang = charsetOf(getenv), languageOf(getenv)
	if set["lang"] {
		if c.lang, err = parseLanguage(*lang); err != nil {
			return usageError{err}
		}
		if name := parseLocale(*lang).charset; name != "" || !c.charset.writes(c.lang) {
			c.charset = findCharset(name)
		}
	}
	if !c.charset.writes(c.lang) {
		c.lang = english
	}
	c.stderr = c.charset.writer(c.stderr)
	if !c.json { // which is in UTF-8 (RFC 8259, 8.1)
		c.stdout.Reset(c.charset.writer(c.out))
	}

	verb, rest := words[0], words[1:]
	if verb == "log" {
		return c.log(rest, log, set)
	}
	for _, name := range logFlagNames {
		if set[name] {
			return usageErrorf("-%s is for log only", name)
		}
	}
	if verb == "serve" {
		switch {
		case len(rest) > 0:
			return usageErrorf("serve takes no argument, not %s: want -addr HOST:PORT for another address", quote(rest[0]))
		case set["lang"], set["json"]:
			return usageErrorf("-lang and -json are not for serve: a request asks for its language and form")
		}
		return c.serve()
	}
	if set["addr"] {
		return usageErrorf("-addr is for serve, and for log with -serve")
	}
	switch verb {
	case "help":
		c.stdout.WriteString(usage)
		return nil
	case "find":
		for i, word := range rest {
			rest[i] = c.charset.decode(word)
		}
		return c.find(rest)
	case "list":
		return c.list(rest)
	case "explain":
		return c.explain(rest)
	}
	return c.explain(words)
}

// parseArgs returns the arguments that are not flags. Flags can stand before, between and after them, up to a "--".
func parseArgs(flags *flag.FlagSet, args []string) ([]string, error) {
	var words []string
	for {
		if err := flags.Parse(args); err != nil {
			return nil, err
		}
		rest := flags.Args()
		parsed := args[:len(args)-len(rest)]
		if len(rest) == 0 || len(parsed) > 0 && parsed[len(parsed)-1] == "--" {
			return slices.Concat(words, rest), nil
		}
		words, args = append(words, rest[0]), rest[1:]
	}
}

// maxQuote is how many bytes of bad input an error quotes at the most.
const maxQuote = 40

func quote(s string) string {
	if len(s) > maxQuote {
		return fmt.Sprintf("%q...", s[:maxQuote])
	}
	return fmt.Sprintf("%q", s)
}
