package main

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/httpstatus-go/httpstatus"
)

// maxInput is how many bytes of standard input are read at the most.
const maxInput = 1 << 20

// explain prints all that is known of each status.
func (c *command) explain(args []string) error {
	if len(args) == 0 {
		return usageErrorf("no status to explain: want one, as 404 or 403.14")
	}
	var all []status
	fromInput := false
	for _, arg := range args {
		words := []string{arg}
		if arg == "-" {
			if fromInput {
				return usageErrorf(`"-" stands twice: standard input can be read once`)
			}
			fromInput = true
			input, err := io.ReadAll(io.LimitReader(c.stdin, maxInput+1))
			switch {
			case err != nil:
				return fmt.Errorf("reading standard input: %w", err)
			case len(input) > maxInput:
				return usageErrorf("standard input is too long: want at most %d bytes", maxInput)
			}
			words = strings.Fields(string(input))
		}
		for _, w := range words {
			found, err := parseStatus(w)
			if err != nil {
				if arg == "-" || strings.Contains(arg, "/") {
					return usageError{err}
				}
				return usageErrorf("%w; or a command: find, list, serve", err)
			}
			all = append(all, found...)
		}
	}
	if len(all) == 0 {
		return usageErrorf("no status on standard input: want some, with white space between")
	}

	if c.json {
		if err := writeJSON(c.stdout, all, c.lang); err != nil {
			return err
		}
	} else {
		rows := readRows()
		for i, s := range all {
			if i > 0 {
				c.stdout.WriteByte('\n')
			}
			c.explainOne(newRecord(s, c.lang, rows))
		}
	}
	for _, s := range all {
		if !s.known && !s.saysNothingMore() {
			return errFalse
		}
	}
	return nil
}

// saysNothingMore reports whether s is the substatus 0 of a known code, of which IIS documents nothing: its log writes
// "410 0".
func (s status) saysNothingMore() bool {
	return !s.known && !s.isCode && s.number.Sub == 0 && s.number.Code.Known()
}

// caveat says why the text of an unknown status is not its own; "" for a known one.
func (s status) caveat(l language) string {
	label, code := labels[l], strconv.Itoa(int(s.number.Code))
	switch {
	case s.known:
		return ""
	case s.source.vendor():
		return fmt.Sprintf(label.unknownVendors, label.tables[s.source], code)
	case s.saysNothingMore():
		return fmt.Sprintf(label.zeroSubstatus, code)
	case !s.isCode && s.number.Code.Known():
		return fmt.Sprintf(label.unknownSubstatus, s, code)
	case s.class() == 0:
		return fmt.Sprintf(label.outOfRange, s)
	case s.isCode:
		return fmt.Sprintf(label.unknownCode, s, s.class())
	default:
		return fmt.Sprintf(label.unknownSubstatus, s, s.class())
	}
}

// A fact is a labeled line of an explanation.
type fact struct {
	Label, Text string
	URL         string // what the text links to; "" for nothing
	Status      string // the status that the text is; "" for none
	English     bool   // the text is in English, whatever the language
}

// facts returns what there is to say of the status besides its title, detail and remedy, in the order of importance.
func (r record) facts(l language) []fact {
	label := labels[l]
	var facts []fact
	add := func(f fact) {
		if f.Text != "" {
			facts = append(facts, f)
		}
	}
	yesNo := func(yes bool) string {
		if yes {
			return label.yes
		}
		return label.no
	}
	if f := r.codeFacts; f != nil {
		info := r.status.number.Code.Info()
		add(fact{Label: label.spec, Text: f.Spec, URL: f.URL})
		if info.State != httpstatus.Permanent {
			add(fact{Label: label.state, Text: label.states[info.State]})
		}
		add(fact{Label: label.content, Text: yesNo(f.Content)})
		cacheable := yesNo(f.Cacheable)
		if f.NoStore {
			cacheable = label.notStored
		}
		add(fact{Label: label.cacheable, Text: cacheable})
		add(fact{Label: label.retry, Text: label.retries[info.Retry]})
		add(fact{Label: label.mustHave, Text: strings.Join(f.MustHave, label.comma)})
	}
	if f := r.iisFacts; f != nil {
		versions := strings.Join(f.Versions, label.comma)
		if versions == "" {
			versions = label.unknownVersions
		}
		add(fact{Label: label.versions, Text: versions})
		add(fact{Label: label.component, Text: f.Component, English: true})
		add(fact{Label: label.legacy, Text: f.Legacy})
		add(fact{Label: label.note, Text: f.Note, English: true})
		add(fact{Label: label.replacedBy, Text: f.ReplacedBy, Status: f.ReplacedBy})
	}
	if f := r.vendorFacts; f != nil {
		seen := strings.Split(f.Seen, " and ")
		for i, where := range seen {
			seen[i] = label.seenIn[where]
		}
		add(fact{Label: label.vendor, Text: f.Vendor, English: true})
		add(fact{Label: label.seen, Text: strings.Join(seen, label.comma)})
		add(fact{Label: label.note, Text: f.Note, English: true})
	}
	for _, replaced := range r.Replaces {
		add(fact{Label: label.replaces, Text: replaced, Status: replaced})
	}
	name := r.GoName
	if len(r.Aliases) > 0 {
		name += label.comma + label.alsoNamed + " " + strings.Join(r.Aliases, label.comma)
	}
	add(fact{Label: label.goName, Text: name})
	return facts
}

// explainOne prints a record as text.
func (c *command) explainOne(r record) {
	label := labels[c.lang]
	fmt.Fprintf(c.stdout, "%s %s\n", c.paint(classColor(r.status.class()), r.status.qualified()), c.paint(bold, r.Title))
	if caveat := r.status.caveat(c.lang); caveat != "" {
		fmt.Fprintf(c.stdout, "  %s\n", caveat)
	}
	fmt.Fprintf(c.stdout, "  %s\n\n", r.Detail)

	type line struct{ label, text string }
	var lines []line
	if r.Remedy != "" {
		lines = append(lines, line{label.remedy, r.Remedy})
	}
	for _, f := range r.facts(c.lang) {
		lines = append(lines, line{f.Label, f.Text})
		if f.URL != "" {
			lines = append(lines, line{"", f.URL})
		}
	}
	related := func(name string, all []string) {
		wide := 0
		for _, number := range all {
			wide = max(wide, columns(number))
		}
		for _, number := range all {
			if found, err := parseStatus(number); err == nil {
				lines = append(lines, line{name, number + pad(number, wide) + "  " + found[0].message(c.lang).Title})
			}
			name = ""
		}
	}
	if !r.status.isCode {
		related(label.code, []string{strconv.Itoa(r.Code)})
	}
	related(label.substatuses, r.Substatuses)
	related(label.elsewhere, r.Elsewhere)

	wide := 0
	for _, l := range lines {
		wide = max(wide, columns(l.label))
	}
	for _, l := range lines {
		fmt.Fprintf(c.stdout, "  %s%s  %s\n", c.paint(faint, l.label), pad(l.label, wide), l.text)
	}
}
