package main

import (
	"slices"
	"strconv"
	"strings"

	"github.com/httpstatus-go/httpstatus"
)

// parse returns the statuses that s writes as a number: one, or for a number that only vendors and the tables of -table use,
// one for each of them. The name of a table can stand before it: "nginx/499".
func (lib *library) parse(s string) ([]status, error) {
	if i := strings.LastIndexByte(s, '/'); i >= 0 && !isHTTPVersion(s) {
		return lib.parseIn(s[:i], s[i+1:])
	}
	number, isCode, ok := parseNumber(s)
	if !ok {
		return nil, badNumber(s)
	}
	return lib.find(number, isCode), nil
}

// find returns the statuses of a number. One that is in no table is one of the built-in table, not known.
func (lib *library) find(number httpstatus.Substatus, isCode bool) []status {
	found := lib.numbered(number, isCode)
	switch {
	case len(found) == 0 && isCode:
		return []status{{lib.sources[0], number, true, false}}
	case len(found) == 0:
		return []status{{lib.sources[1], number, false, false}}
	case found[0].source.kind <= iisKind:
		return found[:1]
	}
	return found
}

// parseIn returns the status that the name of a table and a number, or a name, write.
func (lib *library) parseIn(table, s string) ([]status, error) {
	in := lib.source(table)
	if in == nil {
		p := say(sayUnknownTable, quote(table))
		if meant := near(strings.ToLower(table), lib.ids()); len(meant) > 0 {
			return nil, say(sayMeant, p, options(meant))
		}
		return nil, say(sayWant, p, options(lib.ids()))
	}
	number, isCode, ok := parseNumber(s)
	if ok && in.kind == registry && !isCode {
		return nil, say(sayMeant, say(sayInvalid, quote(table+"/"+s)), options{number.String()})
	}
	if !ok {
		others := func(n named) bool { return n.status.source != in }
		if found := bestNamed(slices.DeleteFunc(slices.Clone(lib.names[plainName(s)]), others)); len(found) > 0 {
			return found, nil
		}
		return nil, badNumber(s)
	}
	if in.kind == iisKind {
		isCode = false
	}
	return []status{{in, number, isCode, in.has(number, isCode)}}, nil
}

// parseNumber reads a code, or a code and a substatus in any of the ways that IIS writes them.
func parseNumber(s string) (number httpstatus.Substatus, isCode, ok bool) {
	number, err := httpstatus.ParseSubstatus(s)
	if err != nil {
		return number, false, false
	}
	// A code alone, also after "HTTP ".
	i := len(s) - 3
	return number, number.Sub == 0 && s[i:] == strconv.Itoa(int(number.Code)) && (i == 0 || s[i-1] == ' '), true
}

// badNumber says what is wrong with what should be a number.
func badNumber(s string) phrase {
	if len(s) > 3 && isDigit(s[0]) && strings.IndexByte(".-;", s[3]) >= 0 {
		return say(sayBadSubstatus, quote(s))
	}
	return say(sayBadNumber, quote(s))
}

func isDigit(b byte) bool { return '0' <= b && b <= '9' }

func isDigits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

// isHTTPVersion reports whether a word is "HTTP/1.1".
func isHTTPVersion(s string) bool {
	rest, ok := cutFold(s, "http/")
	return ok && rest != "" && strings.Trim(rest, "0123456789.") == ""
}

func cutFold(s, prefix string) (rest string, ok bool) {
	if len(s) < len(prefix) || !strings.EqualFold(s[:len(prefix)], prefix) {
		return s, false
	}
	return s[len(prefix):], true
}
