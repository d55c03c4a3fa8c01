package main

import (
	"slices"
	"strings"
)

// The values of the columns of facts, in the order of the root package's constants.
var (
	states   = []string{"Permanent", "Temporary", "Deprecated", "Unused", "Obsoleted"}
	retries  = []string{"Never", "AtOnce", "AfterWait", "OnRetryAfter", "AfterChange", "Idempotent"}
	versions = []string{"4.0", "5.0", "5.1", "6.0", "7.0", "7.5", "8.0", "8.5", "10.0"}
	yesNo    = []string{"yes", "no"}
)

// checkFacts checks the columns of codes.tsv that only this repository's table has.
func checkFacts(file string, codes []status, fs *faults) {
	for _, s := range codes {
		for _, column := range []string{"reason", "spec", "url", "state", "content", "cacheable", "nostore"} {
			if s.get(column) == "" {
				fs.add(file, s.line, "%s is missing", column)
			}
		}
		checkOneOf(file, s.row, "state", states, fs)
		checkOneOf(file, s.row, "retry", retries, fs)
		for _, column := range []string{"content", "cacheable", "nostore"} {
			checkOneOf(file, s.row, column, yesNo, fs)
		}
		if u := s.get("url"); u != "" && !strings.HasPrefix(u, "https://") {
			fs.add(file, s.line, "url %s: want https://", quote(u))
		}
		if s.code > 599 {
			fs.add(file, s.line, "code %d: want 100 to 599, which is all that RFC 9110 has classes for", s.code)
		}
	}
}

// checkIIS checks the columns of substatuses.tsv that only this repository's table has.
func checkIIS(file string, t *table, fs *faults) {
	for _, s := range t.subs {
		if !t.broken && !slices.ContainsFunc(t.codes, func(c status) bool { return c.code == s.code }) {
			fs.add(file, s.line, "substatus %s: no row of codes.tsv has the code %d", s.key, s.code)
		}
		if s.get("component") == "" {
			fs.add(file, s.line, "component is missing")
		}
		if !strings.HasPrefix(s.name, "IIS") {
			fs.add(file, s.line, "name %s: want IIS before it", quote(s.name))
		}
		if _, ok := versionBits(s.get("versions")); !ok {
			fs.add(file, s.line, "versions %s: want unknown, or some of %s, ascending", quote(s.get("versions")), strings.Join(versions, " "))
		}
		if r := s.get("replaced"); r != "" {
			k, ok := parseKey(r)
			if !ok || !t.broken && !slices.ContainsFunc(t.subs, func(o status) bool { return o.key == k }) {
				fs.add(file, s.line, "replaced %s: want a substatus of this file", quote(r))
			}
		}
	}
}

// versionBits packs "7.0 7.5" as the root package's IISVersions does.
func versionBits(s string) (bits int, ok bool) {
	if s == "unknown" {
		return 0, true
	}
	for v := range strings.FieldsSeq(s) {
		bit := 1 << max(slices.Index(versions, v), 0)
		if !slices.Contains(versions, v) || bit <= bits {
			return 0, false
		}
		bits |= bit
	}
	return bits, bits != 0
}
