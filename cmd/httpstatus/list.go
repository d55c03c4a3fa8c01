package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/httpstatus-go/httpstatus"
)

// A filter is which statuses are wanted: those of any of the classes and codes that are also of any of the tables.
// None of a sort are all.
type filter struct {
	classes []httpstatus.Class
	codes   []httpstatus.Code
	sources []*source
}

// parseClass reads a class, "4xx", in any case of letters.
func parseClass(s string) (class httpstatus.Class, ok bool) {
	if len(s) != 3 || s[0] < '1' || s[0] > '5' || !strings.EqualFold(s[1:], "xx") {
		return 0, false
	}
	return httpstatus.Class(s[0] - '0'), true
}

// filters returns what a filter can be, besides a code.
func (lib *library) filters() []string {
	return append([]string{"1xx", "2xx", "3xx", "4xx", "5xx"}, lib.ids()...)
}

func (lib *library) parseFilter(args []string) (filter, error) {
	var f filter
	for _, arg := range args {
		lower := strings.ToLower(arg)
		if s := lib.source(lower); s != nil {
			f.sources = append(f.sources, s)
			continue
		}
		if class, ok := parseClass(lower); ok {
			f.classes = append(f.classes, class)
			continue
		}
		c, err := httpstatus.ParseCode(lower)
		if err != nil {
			if meant := near(lower, lib.filters()); len(meant) > 0 && len(meant) < 4 {
				return f, say(sayMeant, say(sayInvalidFilter, quote(arg)), options(meant))
			}
			return f, say(sayBadFilter, quote(arg), options(lib.ids()))
		}
		f.codes = append(f.codes, c)
	}
	return f, nil
}

func (f filter) has(s status) bool {
	if len(f.sources) > 0 && !slices.Contains(f.sources, s.source) {
		return false
	}
	return len(f.classes) == 0 && len(f.codes) == 0 ||
		slices.Contains(f.classes, s.class()) || slices.Contains(f.codes, s.number.Code)
}

// list prints a line for each status that the filter wants.
func (c *command) list(args []string) error {
	f, err := c.lib.parseFilter(args)
	if err != nil {
		return usageError{err}
	}
	var all []status
	for _, s := range c.lib.all {
		if f.has(s) {
			all = append(all, s)
		}
	}
	if c.json {
		records := make([]record, len(all))
		for i, s := range all {
			records[i] = c.lib.newRecord(s, c.reader)
		}
		if err := writeJSON(c.stdout, records); err != nil {
			return err
		}
	} else {
		c.listText(all)
	}
	if len(all) == 0 {
		fmt.Fprintf(c.stderr, "httpstatus: "+labels[c.lang].nothingListed+"\n", quote(strings.Join(args, " ")))
		return errFalse
	}
	return nil
}

// minOrigin is how many columns the origin of a status needs beside its title.
const minOrigin = 16

// listText prints the number, the title and the origin of each status in columns. On a terminal that is too narrow for them, the
// origin is on a line of its own.
func (c *command) listText(all []status) {
	numbers, titles := 0, 0
	for _, s := range all {
		numbers = max(numbers, columns(s.String()))
		titles = max(titles, columns(c.lib.message(s, c.tag).Title))
	}
	for _, s := range all {
		number, title, origin := s.String(), c.lib.message(s, c.tag).Title, s.origin(c.reader)
		head := c.paint(classColor(s.class()), number) + pad(number, numbers) + "  "
		beside := numbers + titles + 4
		if c.width > 0 && beside+minOrigin > c.width {
			c.hang(head, numbers+2, numbers+2, "", title, nil)
			c.hang(pad("", numbers+2), numbers+2, numbers+2, faint, origin, nil)
			continue
		}
		c.hang(head+title+pad(title, titles)+"  ", beside, beside, faint, origin, nil)
	}
}

// origin is the specification of a code, the component that sends a substatus, the vendor, or the table.
func (s status) origin(r reader) string {
	switch s.source.kind {
	case registry:
		return s.number.Code.Info().Spec
	case iisKind:
		text, _ := s.note(r.tag, component)
		return "IIS" + labels[r.lang].colon + text
	}
	if v := s.get("vendor"); v != "" {
		return v
	}
	return s.source.id
}
