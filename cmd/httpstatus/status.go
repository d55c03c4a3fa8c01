package main

import (
	_ "embed"
	"fmt"
	"iter"
	"slices"
	"strconv"
	"strings"

	"github.com/httpstatus-go/httpstatus"
	"github.com/httpstatus-go/httpstatus/messages"
	"github.com/httpstatus-go/httpstatus/vendors/awselb"
	"github.com/httpstatus-go/httpstatus/vendors/cloudflare"
	"github.com/httpstatus-go/httpstatus/vendors/nginx"
	"github.com/httpstatus-go/httpstatus/vendors/nonstandard"
)

// A source is the table that a status stands in.
type source int

const (
	iana source = iota
	iis
	nginxCodes
	cloudflareCodes
	awselbCodes
	nonstandardCodes
	sources // how many there are
)

// sourceIDs are the names of the tables in arguments, paths and JSON.
var sourceIDs = [sources]string{"iana", "iis", "nginx", "cloudflare", "awselb", "nonstandard"}

// dictionaries are the texts of a source.
var dictionaries = [sources][languages]*messages.Dictionary{
	iana:             {messages.English, messages.SimplifiedChinese, messages.TraditionalChinese},
	iis:              {messages.English, messages.SimplifiedChinese, messages.TraditionalChinese},
	nginxCodes:       {nginx.English, nginx.SimplifiedChinese, nginx.TraditionalChinese},
	cloudflareCodes:  {cloudflare.English, cloudflare.SimplifiedChinese, cloudflare.TraditionalChinese},
	awselbCodes:      {awselb.English, awselb.SimplifiedChinese, awselb.TraditionalChinese},
	nonstandardCodes: {nonstandard.English, nonstandard.SimplifiedChinese, nonstandard.TraditionalChinese},
}

// vendor reports whether s has codes that are not registered.
func (s source) vendor() bool { return s > iis }

// goPackage is the name of the package that has the constants of the source.
func (s source) goPackage() string {
	if s.vendor() {
		return sourceIDs[s]
	}
	return "httpstatus"
}

// A status is one that the command can speak of: a row of a table, or a number that stands in none.
type status struct {
	source source
	number httpstatus.Substatus // of a code, Sub is 0
	isCode bool                 // a code: 404, not 404.0
	known  bool                 // it stands in the table of its source
}

// String returns the number: "404", "404.0".
func (s status) String() string {
	if s.isCode {
		return strconv.Itoa(int(s.number.Code))
	}
	return s.number.String()
}

// qualified returns the number, and before it the vendor whose it is: "404", "403.14", "nginx/499".
func (s status) qualified() string {
	if s.source.vendor() {
		return sourceIDs[s.source] + "/" + s.String()
	}
	return s.String()
}

// message returns the text of s, which is that of its code or class for one that is not known.
func (s status) message(l language) messages.Message {
	d := dictionaries[s.source][l]
	if s.isCode {
		return d.Code(s.number.Code)
	}
	return d.Substatus(s.number)
}

// class is the class of s; 0 for a number that is not 100 to 599.
func (s status) class() httpstatus.Class { return s.number.Code.Class() }

// allStatuses returns every known status, ascending by number; a code before its substatuses, then what vendors use it for.
func allStatuses() []status {
	var all []status
	for c := range httpstatus.Codes() {
		all = append(all, status{iana, c.Sub(0), true, true})
	}
	for s := range httpstatus.Substatuses() {
		all = append(all, status{iis, s, false, true})
	}
	for v := iis + 1; v < sources; v++ {
		for c := range dictionaries[v][english].Codes() {
			all = append(all, status{v, c.Sub(0), true, true})
		}
	}
	slices.SortStableFunc(all, func(a, b status) int {
		if d := int(a.number.Code - b.number.Code); d != 0 {
			return d
		}
		if a.source != b.source {
			return int(a.source - b.source)
		}
		return a.number.Sub - b.number.Sub
	})
	return all
}

// codesOf returns the known statuses that have the code's number, that of the registry first.
func codesOf(c httpstatus.Code) []status {
	var found []status
	if c.Known() {
		found = append(found, status{iana, c.Sub(0), true, true})
	}
	for v := iis + 1; v < sources; v++ {
		for vc := range dictionaries[v][english].Codes() {
			if vc == c {
				found = append(found, status{v, c.Sub(0), true, true})
			}
		}
	}
	return found
}

// parseStatus returns the statuses that s writes: one, or for a code that only vendors use, one for each of them.
func parseStatus(s string) ([]status, error) {
	if table, number, ok := strings.Cut(s, "/"); ok {
		return parseTableStatus(table, number)
	}
	sub, err := httpstatus.ParseSubstatus(s)
	if err != nil {
		return nil, err
	}
	// A code alone, also after "HTTP ".
	if i := len(s) - 3; sub.Sub == 0 && s[i:] == strconv.Itoa(int(sub.Code)) && (i == 0 || s[i-1] == ' ') {
		found := codesOf(sub.Code)
		switch {
		case len(found) == 0:
			return []status{{iana, sub, true, false}}, nil
		case found[0].source == iana:
			return found[:1], nil
		}
		return found, nil
	}
	return []status{{iis, sub, false, sub.Known()}}, nil
}

// parseTableStatus returns the status that the name of a table and a number write.
func parseTableStatus(table, number string) ([]status, error) {
	i := slices.Index(sourceIDs[:], table)
	if i < 0 {
		return nil, fmt.Errorf("unknown table %s: want %s", quote(table), orList(sourceIDs[:]))
	}
	v := source(i)
	if v == iis {
		sub, err := httpstatus.ParseSubstatus(number)
		if err != nil {
			return nil, err
		}
		return []status{{iis, sub, false, sub.Known()}}, nil
	}
	c, err := httpstatus.ParseCode(number)
	if err != nil {
		return nil, err
	}
	known := slices.Contains(codesOf(c), status{v, c.Sub(0), true, true})
	return []status{{v, c.Sub(0), true, known}}, nil
}

// orList returns "a, b or c".
func orList(words []string) string {
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " or " + words[last]
}

// rows.tsv has what the tables say of their rows and the packages do not hold.
//
//go:embed rows.tsv
var rowsFile string

// A row is what rows.tsv has of a status.
type row struct {
	goNames []string // the preferred one first
	vendor  string   // of a vendor's code: who uses it
	seen    string   // of a vendor's code: "wire", "log" or "configuration"; " and " between several
	note    string   // of a vendor's code, in English; "" for none
}

// readRows returns the rows by [status.qualified].
func readRows() map[string]row {
	rows := make(map[string]row)
	for line := range strings.Lines(rowsFile) {
		f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if !strings.HasPrefix(line, "#") {
			rows[f[0]] = row{strings.Fields(f[1]), f[2], f[3], f[4]}
		}
	}
	return rows
}

// replaces yields the substatuses that newer versions of IIS replaced by s.
func (s status) replaces() iter.Seq[httpstatus.Substatus] {
	return func(yield func(httpstatus.Substatus) bool) {
		for t := range httpstatus.Substatuses() {
			r := t.Info().Replaced
			if r == (httpstatus.Substatus{}) || r != s.number {
				continue
			}
			// A replacement by a code alone, 431, is held as its substatus 0.
			if s.isCode != r.Known() && !yield(t) {
				return
			}
		}
	}
}
