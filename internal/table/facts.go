package table

import (
	"slices"
	"strings"
)

// The values of the columns of facts, in the order of the root package's constants.
var (
	States   = []string{"Permanent", "Temporary", "Deprecated", "Unused", "Obsoleted"}
	Retries  = []string{"Never", "AtOnce", "AfterWait", "OnRetryAfter", "AfterChange", "Idempotent"}
	versions = []string{"4.0", "5.0", "5.1", "6.0", "7.0", "7.5", "8.0", "8.5", "10.0"}
	yesNo    = []string{"yes", "no"}
)

// checkFacts checks the columns of codes.tsv that only this repository's table has.
func checkFacts(file string, codes []Status, fs *Faults) {
	for _, s := range codes {
		for _, column := range []string{"reason", "spec", "url", "state", "content", "cacheable", "nostore"} {
			if s.Get(column) == "" {
				fs.add(file, s.Line, "%s is missing", column)
			}
		}
		checkOneOf(file, s.Row, "state", States, fs)
		checkOneOf(file, s.Row, "retry", Retries, fs)
		for _, column := range []string{"content", "cacheable", "nostore"} {
			checkOneOf(file, s.Row, column, yesNo, fs)
		}
		if u := s.Get("url"); u != "" && !strings.HasPrefix(u, "https://") {
			fs.add(file, s.Line, "url %s: want https://", Quote(u))
		}
		if s.Code > 599 {
			fs.add(file, s.Line, "code %d: want 100 to 599, which is all that RFC 9110 has classes for", s.Code)
		}
	}
}

// checkIIS checks the columns of substatuses.tsv that only this repository's table has.
func checkIIS(file string, t *Table, fs *Faults) {
	for _, s := range t.Subs {
		if !t.broken && !slices.ContainsFunc(t.Codes, func(c Status) bool { return c.Code == s.Code }) {
			fs.add(file, s.Line, "substatus %s: no row of codes.tsv has the code %d", s.Key, s.Code)
		}
		if l := t.defaultLanguage(); l != nil {
			if m, ok := l.Text[s.Key]; ok && m.Component == "" {
				fs.add(l.file, m.Line, "component of %s is empty", s.Key)
			}
		}
		checkURL(file, s.Row, fs)
		if !strings.HasPrefix(s.Name, "IIS") {
			fs.add(file, s.Line, "name %s: want IIS before it", Quote(s.Name))
		}
		if _, ok := VersionBits(s.Get("versions")); !ok {
			fs.add(file, s.Line, "versions %s: want unknown, or some of %s, ascending", Quote(s.Get("versions")), strings.Join(versions, " "))
		}
		if r := s.Get("replaced"); r != "" {
			k, ok := ParseKey(r)
			if !ok || !t.broken && !slices.ContainsFunc(t.Subs, func(o Status) bool { return o.Key == k }) {
				fs.add(file, s.Line, "replaced %s: want a substatus of this file", Quote(r))
			}
		}
	}
}

// VersionBits packs "7.0 7.5" as the root package's IISVersions does.
func VersionBits(s string) (bits int, ok bool) {
	if s == "unknown" {
		return 0, true
	}
	for v := range strings.FieldsSeq(s) {
		i := slices.Index(versions, v)
		if i < 0 || 1<<i <= bits {
			return 0, false
		}
		bits |= 1 << i
	}
	return bits, bits != 0
}

// CodeFacts returns what the specification of a registered code says of each response that has it, also with a substatus:
// whether the same request may be sent again, as one of [Retries], and the header fields that it must carry, with ", "
// between them. They are "" for nothing, and for another code.
func CodeFacts(code int) (retry, mustHave string) {
	i, ok := slices.BinarySearch(registeredCodes[:], code)
	if !ok {
		return "", ""
	}
	return registeredRetries[i], registeredMustHave[i]
}

// CodeFacts is what this repository's own table says of a code, as the function does of a registered one.
func (t *Table) CodeFacts(code int) (retry, mustHave string) {
	if c := t.byKey[Key{Code: code}]; c != nil {
		return c.Get("retry"), c.Get("musthave")
	}
	return "", ""
}
