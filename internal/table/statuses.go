package table

import (
	"go/token"
	"slices"
	"strconv"
	"strings"
)

// statuses reads the rows of codes.tsv or substatuses.tsv, whose first column is what. ids has where each ID stands.
func (l *loader) statuses(s *sheet, what string, ids map[string]string) (out []Status) {
	fs := &l.fs
	seen := map[Key]int{}
	var last Key
	for _, r := range s.rows {
		number := r.field(what)
		k, ok := ParseKey(number)
		switch {
		case !ok || k.Class != 0 || k.IsSub != (what == "substatus"):
			want := "three digits from 100 to 999"
			if what == "substatus" {
				want = `a code from 100 to 999 and a number from 1000 to 65535, as "403.1001"`
				if l.o.Own {
					want = `a code from 100 to 999 and a number from 0 to 65535 that fits 16 bits, as "403.14"`
				}
			}
			fs.add(s.file, r.Line, "%s %s: want %s", what, Quote(number), want)
			s.broken = true
			continue
		case seen[k] != 0:
			fs.add(s.file, r.Line, "%s %s stands in line %d too", what, number, seen[k])
			s.broken = true
			continue
		case k.Compare(last) < 0:
			fs.add(s.file, r.Line, "%s %s is out of order: it belongs before %s", what, number, last)
		}
		seen[k] = r.Line
		last = k
		status := Status{Key: k, Row: r, Name: r.Get("name")}
		// A code without a name has text, but no constant.
		if status.Name != "" || r.Get("state") != "Unused" {
			if checkName(s.file, r.Line, "name", status.Name, l.t.names, fs) {
				l.identify(s.file, &status, ids)
			}
		}
		out = append(out, status)
	}
	return out
}

// identify sets the ID and the problem type of a status, and reports an ID that is none or that another status has.
func (l *loader) identify(file string, s *Status, ids map[string]string) {
	switch id := s.Get("id"); {
	case id != "" && !isID(id):
		l.fs.add(file, s.Line, `id %s: want words of small letters and digits with "_" between, as "insufficient_balance"`, Quote(id))
		return
	case id != "":
		s.ID = id
	case l.o.Own && strings.HasPrefix(s.Name, "IIS"):
		s.ID = "iis_" + idOf(s.Name[len("IIS"):])
	default:
		s.ID = idOf(s.Name)
	}
	if other := ids[s.ID]; other != "" {
		l.fs.add(file, s.Line, "name %s has the ID %s, which is that of %s too: want another name, or an ID in the column id", s.Name, s.ID, other)
		return
	}
	ids[s.ID] = file + ":" + strconv.Itoa(s.Line)
	if s.IsSub && !l.o.Own {
		s.Type = typeOf(l.o.Types, s.ID)
	}
}

// isName reports whether a name is an exported identifier of the letters that every keyboard has. Others can look the
// same, or have no small form for the unexported names that are made of it.
func isName(name string) bool {
	for _, c := range []byte(name) {
		if c != '_' && !isUpper(c) && !isLower(c) && !isDigit(c) {
			return false
		}
	}
	return name != "" && isUpper(name[0])
}

// checkName reports a name in Go that is none, or that is taken; ok is whether it is neither.
func checkName(file string, line int, what, name string, names map[string]string, fs *Faults) (ok bool) {
	const want = "want an exported Go identifier of the letters A to Z, digits and _"
	switch {
	case name == "":
		fs.add(file, line, "%s is missing: %s", what, want)
	case token.IsKeyword(name):
		fs.add(file, line, "%s %s is a Go keyword: %s", what, Quote(name), want)
	case !isName(name):
		fs.add(file, line, "%s %+q: %s", what, name, want) // with escapes for letters that look like others
	case names[name] != "":
		fs.add(file, line, "%s %s is taken by %s", what, Quote(name), names[name])
	default:
		names[name] = file + ":" + strconv.Itoa(line)
		return true
	}
	return false
}

func loadAliases(s sheet, t *Table, fs *Faults) (out []Alias) {
	what, statuses := "status", slices.Concat(t.Codes, t.Subs)
	if t.Own {
		what, statuses = "code", t.Codes // an alias is a constant there, which a substatus cannot be
	}
	byName := map[string]Key{}
	for _, c := range statuses {
		if c.Name != "" {
			byName[c.Name] = c.Key
		}
	}
	var last Alias
	for _, r := range s.rows {
		a := Alias{Row: r, Alias: r.Get("alias"), Name: r.Get("name")}
		checkName(s.file, r.Line, "alias", a.Alias, t.names, fs)
		checkOneOf(s.file, r, "deprecated", []string{"yes"}, fs)
		k, ok := byName[a.Name]
		if !ok {
			if !t.broken {
				fs.add(s.file, r.Line, "alias %s of nothing: no %s has the name %s", a.Alias, what, Quote(a.Name))
			}
			continue
		}
		a.Key = k
		if a.Key.Compare(last.Key) < 0 {
			fs.add(s.file, r.Line, "alias %s is out of order: it belongs before %s", a.Alias, last.Alias)
		}
		last = a
		out = append(out, a)
	}
	return out
}

// checkOneOf reports a field that is neither empty nor one of want.
func checkOneOf(file string, r Row, column string, want []string, fs *Faults) {
	if f := r.Get(column); f != "" && !slices.Contains(want, f) {
		fs.add(file, r.Line, "%s %s: want %s", column, Quote(f), strings.Join(want, ", "))
	}
}

// checkOthers reports what a table that is not this repository's may not redefine, and facts that have no meaning.
func checkOthers(codesFile, subsFile string, t *Table, fs *Faults) {
	for _, s := range t.Codes {
		if i, ok := slices.BinarySearch(registeredCodes[:], s.Code); ok {
			use := "take another code"
			if name := registeredNames[i]; name != "" {
				use = "use httpstatus." + name
			}
			fs.add(codesFile, s.Line, "code %d is registered with IANA: %s, or refine it by a substatus, as %d.1000", s.Code, use, s.Code)
		}
		checkOneOf(codesFile, s.Row, "seen", places, fs)
		checkURL(codesFile, s.Row, fs)
	}
	for _, s := range t.Subs {
		_, documented := slices.BinarySearch(iisSubstatuses[:], s.Code<<16|s.Sub)
		switch {
		case documented && s.Sub >= minSub:
			fs.add(subsFile, s.Line, "substatus %s is documented by iisnode, which has 500.1000 to 500.1018 and 503.1000 to 503.1003: use another number from 1000 to %d", s.Key, MaxSub)
		case documented:
			fs.add(subsFile, s.Line, "substatus %s is documented by IIS: use another number from 1000 to %d", s.Key, MaxSub)
		case s.Sub < minSub:
			fs.add(subsFile, s.Line, "substatus %s: want a number from 1000 to %d, as IIS has those below%s", s.Key, MaxSub, lostZero(s.Key))
		}
		checkOneOf(subsFile, s.Row, "seen", places, fs)
		checkURL(subsFile, s.Row, fs)
	}
}

// places are where a status is seen: in a response, only in a log, in both, or only where an operator configures it.
var places = []string{"wire", "log", "wire and log", "configuration"}

// lostZero says what a substatus was before it went through a spreadsheet, which takes 403.1010 for a number.
func lostZero(k Key) string {
	if k.Sub == 0 {
		return ""
	}
	for k.Sub < minSub {
		k.Sub *= 10
	}
	return "; if it was " + k.String() + ", a spreadsheet took it for a number: format the column as text"
}

// checkURL reports the address of a page that is none.
func checkURL(file string, r Row, fs *Faults) {
	u := r.Get("url")
	if u != "" && (!strings.HasPrefix(u, "https://") && !strings.HasPrefix(u, "http://") || strings.ContainsAny(u, " <>\"`\\|")) {
		fs.add(file, r.Line, "url %s: want https://, and no space, quote or angle bracket", Quote(u))
	}
}
