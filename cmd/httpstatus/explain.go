package main

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"

	"github.com/httpstatus-go/httpstatus"
)

// explain prints all that is known of each status, once. "-" is those of a text on standard input.
func (c *command) explain(args []string) error {
	if len(args) == 0 {
		return usage(sayNothingToExplain)
	}
	all, dropped, err := c.asked(args)
	if err != nil {
		return err
	}
	records := make([]record, len(all))
	for i, t := range all {
		records[i] = c.lib.newRecord(t.status, c.reader)
		records[i].Count = t.n
	}
	if c.json {
		if err := writeJSON(c.stdout, records); err != nil {
			return err
		}
	} else {
		for i, r := range records {
			if i > 0 {
				c.stdout.WriteByte('\n')
			}
			c.explainOne(r)
		}
	}
	if dropped > 0 {
		fmt.Fprintf(c.stderr, "httpstatus: %s\n", say(sayManyOnInput, dropped).in(c.lang))
		return errFalse
	}
	for _, t := range all {
		if !t.status.known && !t.status.saysNothingMore() {
			return errFalse
		}
	}
	return nil
}

// asked returns the statuses that the arguments name, and those of standard input, each once. dropped is as count has it.
func (c *command) asked(args []string) (all []tally, dropped int, err error) {
	add := func(s status, n int) {
		for i := range all {
			if all[i].status == s {
				all[i].n += n
				return
			}
		}
		all = append(all, tally{s, n})
	}
	// A dash in the middle is part of what was pasted: HTTP Error 403.14 - Forbidden.
	first, last := args[0] == "-", len(args) > 1 && args[len(args)-1] == "-"
	if first && last {
		return nil, 0, usage(sayInputTwice)
	}
	rest := args
	switch {
	case first:
		rest = args[1:]
	case last:
		rest = args[:len(args)-1]
	}
	if len(rest) > 0 {
		found, err := c.lib.understand(rest, verbs())
		if err != nil {
			return nil, 0, usageError{err}
		}
		for _, s := range found {
			add(s, 0)
		}
	}
	if !first && !last {
		return all, 0, nil
	}
	counted, dropped, err := c.lib.count(c.stdin)
	if err != nil {
		return nil, 0, say(sayInput, err)
	}
	for _, t := range counted {
		add(t.status, t.n)
	}
	if len(counted) == 0 {
		fmt.Fprintf(c.stderr, "httpstatus: %s\n", say(sayNoneOnInput).in(c.lang))
		if len(all) == 0 {
			return nil, 0, errFalse
		}
	}
	return all, dropped, nil
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
	case s.source.kind >= vendor:
		return fmt.Sprintf(label.unknownVendors, s.source.name(l), s)
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
	English     bool   // the text is in another language than the rest
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
		add(fact{Label: label.spec, Text: f.Spec, URL: r.URL})
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
		add(fact{Label: label.component, Text: f.Component, English: r.foreign})
		add(fact{Label: label.legacy, Text: f.Legacy})
		add(fact{Label: label.note, Text: r.Note, English: r.foreign})
		add(fact{Label: label.replacedBy, Text: f.ReplacedBy, Status: f.ReplacedBy})
		add(fact{Label: label.source, Text: r.URL, URL: r.URL})
	}
	if f := r.otherFacts; f != nil {
		var seen []string
		for where := range strings.SplitSeq(f.Seen, " and ") {
			seen = append(seen, label.seenIn[where])
		}
		add(fact{Label: label.deprecated, Text: f.Deprecated})
		add(fact{Label: label.vendor, Text: f.Vendor, English: r.foreign})
		add(fact{Label: label.seen, Text: strings.Join(seen, label.comma)})
		add(fact{Label: label.note, Text: r.Note, English: r.foreign})
		add(fact{Label: label.source, Text: cmp.Or(f.Source, r.URL), URL: r.URL})
		if r.status.source.kind == own {
			add(fact{Label: label.id, Text: f.ID})
			add(fact{Label: label.problemType, Text: f.Type})
			add(fact{Label: label.values, Text: strings.Join(f.params, label.comma)})
		}
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
	number := r.status.qualified()
	c.hang(c.paint(classColor(r.status.class()), number)+" ", columns(number)+1, 2, bold, r.Title, nil)
	if caveat := r.status.caveat(c.lang); caveat != "" {
		c.hang("  ", 2, 2, "", caveat, nil)
	}
	c.hang("  ", 2, 2, "", r.Detail, nil)
	c.stdout.WriteByte('\n')

	type line struct{ label, text string }
	var lines []line
	if r.Count > 0 {
		times := label.once
		if r.Count > 1 {
			times = fmt.Sprintf(label.times, r.Count)
		}
		lines = append(lines, line{label.count, times})
	}
	if r.Remedy != "" {
		lines = append(lines, line{label.remedy, r.Remedy})
	}
	for _, f := range r.facts(c.lang) {
		lines = append(lines, line{f.Label, f.Text})
		if f.URL != "" && f.URL != f.Text {
			lines = append(lines, line{"", f.URL})
		}
	}
	related := func(name string, all []string) {
		wide := 0
		for _, number := range all {
			wide = max(wide, columns(number))
		}
		for _, number := range all {
			if found, err := c.lib.parse(number); err == nil {
				lines = append(lines, line{name, number + pad(number, wide) + "  " + c.lib.message(found[0], c.tag).Title})
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
		c.hang("  "+c.paint(faint, l.label)+pad(l.label, wide)+"  ", wide+4, wide+4, "", l.text, nil)
	}
}
