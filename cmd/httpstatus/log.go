package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"os/signal"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/httpstatus-go/httpstatus"
	"github.com/httpstatus-go/httpstatus/iislog"
	"github.com/httpstatus-go/httpstatus/internal/logcount"
)

// A logOptions is what the flags of log alone say.
type logOptions struct {
	top                         int
	by, since, until, status    string
	fields, html                string
	csv, explain, follow, serve bool
}

// defaultTop is how many addresses, or the like, -by shows of each status.
const defaultTop = 5

func (f *logOptions) register(flags *flag.FlagSet) {
	flags.Func("top", "", func(s string) error {
		n, err := strconv.ParseUint(s, 10, 31)
		f.top = int(n)
		return err
	})
	flags.StringVar(&f.by, "by", "", "")
	flags.StringVar(&f.since, "since", "", "")
	flags.StringVar(&f.until, "until", "", "")
	flags.StringVar(&f.status, "status", "", "")
	flags.StringVar(&f.fields, "fields", "", "")
	flags.StringVar(&f.html, "html", "", "")
	flags.BoolVar(&f.csv, "csv", false, "")
	flags.BoolVar(&f.explain, "explain", false, "")
	flags.BoolVar(&f.follow, "follow", false, "")
	flags.BoolVar(&f.serve, "serve", false, "")
}

// bys are the names of what -by tells entries apart by.
var bys = [...]string{logcount.ByURL: "url", logcount.ByClient: "client", logcount.BySite: "site", logcount.ByHour: "hour", logcount.ByAgent: "agent"}

// A logRun is one run of log.
type logRun struct {
	*command
	flags   logOptions
	options logcount.Options
	inputs  []logcount.Input
	size    int64 // of the inputs; 0 if it is not known
}

// log counts what is in logs of IIS.
func (c *command) log(args []string, o *commandOptions) error {
	r := &logRun{command: c, flags: o.log}
	if err := r.setOptions(o.given, time.Now()); err != nil {
		return err
	}
	if len(args) == 0 {
		return usage(sayNoLog)
	}
	if r.flags.follow {
		if len(args) != 1 || args[0] == "-" {
			return usage(sayFollowOne)
		}
		ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
		defer stop()
		return r.followLog(ctx, args[0])
	}
	if err := r.setInputs(args); err != nil {
		return err
	}

	counted, files := r.count()
	failed := r.report(files)
	counted.Sort()
	var err error
	switch {
	case r.flags.serve:
		if counted.Entries > 0 {
			return r.servePage(counted, files)
		}
	case r.flags.html != "":
		err = r.writePage(counted, files)
	default:
		err = r.write(counted, files)
	}
	switch {
	case err != nil:
		return err
	case counted.Entries == 0:
		fmt.Fprintf(c.stderr, "httpstatus: %s\n", logTexts[c.lang].Nothing)
		return errFalse
	case failed:
		return errFalse
	}
	return nil
}

// setOptions takes the flags that say what is counted; given has the names of those that were given.
func (r *logRun) setOptions(given map[string]bool, now time.Time) error {
	forms := 0
	for _, form := range []bool{r.json, r.flags.csv, given["html"], r.flags.serve} {
		if form {
			forms++
		}
	}
	switch {
	case forms > 1:
		return usage(sayOneForm)
	case r.flags.follow && (r.flags.csv || given["html"] || r.flags.serve):
		return usage(sayFollowForm)
	case given["addr"] && !r.flags.serve:
		return usage(sayAddrServe)
	case r.flags.explain && (r.json || r.flags.csv || given["html"] || r.flags.serve):
		return usage(sayExplainTable)
	case given["html"] && r.flags.html == "":
		return usage(sayBadHTML)
	}
	if r.flags.by != "" {
		i := slices.Index(bys[:], r.flags.by)
		if i < 0 {
			return usage(sayBadBy, quote(r.flags.by), options(bys[1:]))
		}
		r.options.By = logcount.By(i)
		if !given["top"] {
			r.flags.top = defaultTop
		}
	} else if r.flags.top > 0 || r.flags.serve || r.flags.html != "" {
		r.options.By = logcount.ByURL
		if !given["top"] {
			r.flags.top = defaultTop
		}
	}
	if r.flags.top == 0 {
		r.options.By = logcount.ByNothing
	}
	r.options.Hours = r.flags.serve || r.flags.html != ""
	r.options.Fields = r.flags.fields
	var err error
	if r.options.Since, err = parseWhen("since", r.flags.since, now); err != nil {
		return err
	}
	if r.options.Until, err = parseWhen("until", r.flags.until, now); err != nil {
		return err
	}
	if s, u := r.options.Since, r.options.Until; !s.IsZero() && !u.IsZero() && !s.Before(u) {
		return usage(sayNoTimeBetween, s.Format(time.RFC3339), u.Format(time.RFC3339))
	}
	r.options.Match, err = parseStatusFilter(r.flags.status)
	return err
}

// parseWhen returns the time that a flag says: a time, in UTC if it does not say where, or how long ago.
func parseWhen(name, s string, now time.Time) (time.Time, error) {
	if s == "" {
		return time.Time{}, nil
	}
	for _, layout := range [...]string{time.DateOnly, "2006-01-02 15:04", time.DateTime, "2006-01-02T15:04", "2006-01-02T15:04:05", time.RFC3339} {
		if t, err := time.Parse(layout, s); err == nil {
			return t.UTC(), nil
		}
	}
	if days, ok := strings.CutSuffix(s, "d"); ok {
		if n, err := strconv.ParseUint(days, 10, 16); err == nil {
			return now.Add(-time.Duration(n) * 24 * time.Hour), nil
		}
	}
	if d, err := time.ParseDuration(s); err == nil && d >= 0 {
		return now.Add(-d), nil
	}
	return time.Time{}, usage(sayBadTime, name, quote(s))
}

// parseStatusFilter returns what -status asks for: classes, codes and substatuses with commas between. It is nil for all.
func parseStatusFilter(s string) (func(*iislog.Entry) bool, error) {
	if s == "" {
		return nil, nil
	}
	classes := make(map[httpstatus.Class]bool)
	codes := make(map[httpstatus.Code]bool)
	subs := make(map[httpstatus.Substatus]bool)
	words := strings.FieldsFunc(s, func(r rune) bool { return r == ',' || r == '|' || r == ' ' })
	if len(words) == 0 {
		words = []string{s}
	}
	for _, word := range words {
		if class, ok := parseClass(word); ok {
			classes[class] = true
			continue
		}
		if code, err := httpstatus.ParseCode(word); err == nil {
			codes[code] = true
			continue
		}
		sub, err := httpstatus.ParseSubstatus(word)
		if err != nil {
			return nil, usage(sayBadStatus, quote(word))
		}
		subs[sub] = true
	}
	return func(e *iislog.Entry) bool {
		return classes[e.Status.Code.Class()] || codes[e.Status.Code] || e.HasSub && subs[e.Status]
	}, nil
}

// pathError returns err with what it is about first, as those of logs are written.
func pathError(err error) error {
	var path *fs.PathError
	if errors.As(err, &path) {
		return fmt.Errorf("%s: %w", path.Path, path.Err)
	}
	return err
}

// count counts what is in the inputs, with a bar of progress on a terminal.
func (r *logRun) count() (*logcount.Counter, []logcount.File) {
	r.options.Read = new(atomic.Int64)
	stop := func() {}
	if isTerminal(r.stderr) {
		stop = showProgress(r.stderr, r.options.Read, r.size, r.lang)
	}
	defer stop()
	return logcount.Count(r.inputs, r.options)
}

// maxReported is how many bad lines are reported at the most.
const maxReported = 20

// report says what could not be read. It reports whether a whole file could not.
func (r *logRun) report(files []logcount.File) (failed bool) {
	reported := 0
	for _, f := range files {
		for _, fault := range f.Faults {
			if reported++; reported <= maxReported {
				fmt.Fprintf(r.stderr, "httpstatus: %s: %s\n", f.Name, strings.TrimPrefix(fault.Error(), "iislog: "))
			}
		}
		if more := f.Bad - int64(len(f.Faults)); more > 0 {
			fmt.Fprintf(r.stderr, "httpstatus: %s: "+logTexts[r.lang].MoreBad+"\n", f.Name, more)
		}
		if f.Err != nil {
			failed = true
			err := pathError(f.Err)
			text := strings.TrimPrefix(err.Error(), "iislog: ")
			if !strings.HasPrefix(text, f.Name+": ") {
				text = f.Name + ": " + text
			}
			fmt.Fprintf(r.stderr, "httpstatus: %s\n", text)
		}
	}
	return failed
}
