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
	sources []source
}

func parseFilter(args []string) (filter, error) {
	var f filter
	for _, arg := range args {
		lower := strings.ToLower(arg)
		if i := slices.Index(sourceIDs[:], lower); i >= 0 {
			f.sources = append(f.sources, source(i))
			continue
		}
		if class := len(lower) == 3 && lower[1:] == "xx" && '1' <= lower[0] && lower[0] <= '5'; class {
			f.classes = append(f.classes, httpstatus.Class(lower[0]-'0'))
			continue
		}
		c, err := httpstatus.ParseCode(lower)
		if err != nil {
			return f, fmt.Errorf("invalid filter %s: want a class from 1xx to 5xx, a code as 403, %s", quote(arg), orList(sourceIDs[:]))
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
	f, err := parseFilter(args)
	if err != nil {
		return usageError{err}
	}
	all := slices.DeleteFunc(allStatuses(), func(s status) bool { return !f.has(s) })
	if c.json {
		if err := writeJSON(c.stdout, all, c.lang); err != nil {
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

// listText prints the number, the title and the origin of each status in columns.
func (c *command) listText(all []status) {
	rows := readRows()
	numbers, titles := 0, 0
	for _, s := range all {
		numbers = max(numbers, columns(s.String()))
		titles = max(titles, columns(s.message(c.lang).Title))
	}
	for _, s := range all {
		number, title := s.String(), s.message(c.lang).Title
		fmt.Fprintf(c.stdout, "%s%s  %s%s  %s\n", c.paint(classColor(s.class()), number), pad(number, numbers),
			title, pad(title, titles), c.paint(faint, s.origin(c.lang, rows)))
	}
}

// origin is the specification of a code, the component that sends a substatus, or the vendor.
func (s status) origin(l language, rows map[string]row) string {
	switch s.source {
	case iana:
		return s.number.Code.Info().Spec
	case iis:
		return "IIS" + labels[l].colon + s.number.Info().Component
	}
	return rows[s.qualified()].vendor
}
