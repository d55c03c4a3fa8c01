package main

import (
	"slices"
	"strings"
	"unicode"

	"github.com/httpstatus-go/httpstatus"
)

// A named status has a name; those of a lower rank are meant first.
type named struct {
	status status
	rank   int
	as     string // the name as it is written
}

// What a name is, the best first.
const (
	byGoName = iota
	byAlias
	byTitle
)

// nameAll returns the statuses by all their names, as plainName has them: the names in Go, the IDs and the titles.
func (lib *library) nameAll() map[string][]named {
	names := make(map[string][]named)
	add := func(s status, rank int, name string) {
		if key := plainName(name); key != "" && !slices.ContainsFunc(names[key], func(n named) bool { return n.status == s }) {
			names[key] = append(names[key], named{s, rank, name})
		}
	}
	for _, s := range lib.all {
		row := s.row()
		add(s, byGoName, row.Name)
		add(s, byGoName, row.ID)
		for _, alias := range s.source.facts.AliasesOf(row.Key) {
			add(s, byAlias, alias)
		}
		for d := range s.source.text.Dictionaries() {
			add(s, byTitle, s.source.message(s, d).Title)
		}
	}
	return names
}

// byName returns the statuses of a name: "NotFound", "not found", "http.StatusNotFound", "insufficient_balance",
// "/problems/insufficient-balance". Those of a better sort of name, and of the built-in table, are meant alone.
func (lib *library) byName(s string) []status {
	if i := strings.LastIndexAny(s, "/#"); i >= 0 {
		s = s[i+1:] // a problem type
	}
	for _, prefix := range []string{"", "http.Status", "httpstatus.", "Status", "HTTP_", "SC_"} {
		rest, ok := cutFold(s, prefix)
		if !ok {
			continue
		}
		if found := bestNamed(lib.names[plainName(rest)]); len(found) > 0 {
			return found
		}
		// "Status404NotFound", "HTTP_404_NOT_FOUND"
		if code, err := httpstatus.ParseCode(rest[:min(len(rest), 3)]); err == nil {
			for _, found := range bestNamed(lib.names[plainName(rest[3:])]) {
				if found.number.Code == code {
					return []status{found}
				}
			}
		}
	}
	if pkg, name, ok := strings.Cut(s, "."); ok { // "nginx.ClientClosedRequest", "HttpStatusCode.NotFound"
		if strings.Contains(strings.ToLower(pkg), "status") {
			return lib.byName(name)
		}
		others := func(n named) bool { return n.status.source.pkg != pkg }
		return bestNamed(slices.DeleteFunc(slices.Clone(lib.names[plainName(name)]), others))
	}
	return nil
}

func bestNamed(all []named) (found []status) {
	best := byTitle
	for _, n := range all {
		best = min(best, n.rank)
	}
	for _, n := range all {
		if n.rank == best && (len(found) == 0 || n.status.source.kind > iisKind && found[0].source.kind > iisKind) {
			found = append(found, n.status)
		}
	}
	return found
}

// plainName returns the letters and digits of a name, in lower case.
func plainName(s string) string {
	return strings.Map(func(r rune) rune {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, s)
}
