package main

import (
	"strings"

	"github.com/httpstatus-go/httpstatus"
	"golang.org/x/text/width"
)

// understand returns the statuses that the arguments write, as a person types or pastes them: numbers, names, also of several
// words, and what a log, a browser or curl has shown.
func (lib *library) understand(args []string, verbs []string) ([]status, error) {
	var words []string
	for _, arg := range args {
		arg = width.Narrow.String(arg) // also ４０４
		if _, err := lib.parse(arg); err == nil {
			words = append(words, arg) // "HTTP Error 403.14" among others
			continue
		}
		for word := range strings.FieldsSeq(arg) {
			if all := lib.allNumbers(strings.NewReplacer(",", " ", ";", " ").Replace(word)); len(all) > 1 {
				words = append(words, strings.FieldsFunc(word, func(r rune) bool { return r == ',' || r == ';' })...)
				continue
			}
			if bare := strings.Trim(word, `[](){}<>"'.,;`); bare != "" && isDigits(bare) && bare != strings.Trim(word, ".,") {
				word = bare // "[404]"
			}
			words = append(words, word)
		}
	}
	if len(words) == 0 {
		return nil, say(sayBadNumber, quote(strings.Join(args, " ")))
	}
	if first, rest, _ := strings.Cut(words[0], "="); isNoise(first) && (len(words) > 1 || rest != "") {
		var found []status
		lib.scanLine(strings.Join(words, " "), nil, func(all []status) { found = append(found, all...) })
		if len(found) > 0 {
			return found, nil
		}
	}
	if number, ok := logColumns(words); ok {
		return lib.find(number, false), nil
	}
	if filter, err := lib.parseFilter(words); err == nil && (len(filter.classes) > 0 || len(filter.sources) > 0) {
		list := strings.ToLower(strings.Join(words, " "))
		return nil, say(sayIsList, quote(list), list)
	}
	var found, stated []status
	var last httpstatus.Code // of the number before
	for i := 0; i < len(words); {
		all, n := lib.longest(words[i:])
		if n == 0 {
			// "The requested URL returned error: 404"
			lib.scanLine(strings.Join(args, " "), nil, func(all []status) { stated = append(stated, all...) })
			if len(stated) > 0 {
				return stated, nil
			}
			return nil, lib.unknown(args, words, i, verbs)
		}
		_, err := lib.parse(words[i])
		number := err == nil
		// "404 Not Found", "403.14 Forbidden": the name of the number before it.
		if number || last == 0 || all[0].number.Code != last {
			found = append(found, all...)
		}
		last = 0
		if i += n; number {
			last = all[0].number.Code
			if i < len(words)-1 && isDash(words[i]) {
				return found, nil // "403.14 - Forbidden": what follows says it in words
			}
		}
	}
	return found, nil
}

// longest returns the statuses that the first words write, and how many words those are: as many as make a name.
func (lib *library) longest(words []string) (found []status, n int) {
	const most = 12
	for n := min(len(words), most); n > 0; n-- {
		if n == 1 {
			if found, err := lib.parse(words[0]); err == nil {
				return found, 1
			}
		}
		if found := lib.byName(strings.Join(words[:n], " ")); len(found) > 0 {
			return found, n
		}
	}
	return nil, 0
}

// isNoise reports whether a word is one that stands before a status which was pasted.
func isNoise(s string) bool {
	s = strings.ToLower(strings.Trim(s, `:"'({[<>|`))
	return s == "http" || strings.HasPrefix(s, "http/") || has([]string{"error", "status", "code", "statuscode", "status_code"}, s)
}

func isDash(s string) bool { return s == "-" || s == "–" || s == "—" }

// logColumns reads what a log of IIS has in three columns, or the first two of them: sc-status, sc-substatus and
// sc-win32-status, as "404 13 0".
func logColumns(words []string) (number httpstatus.Substatus, ok bool) {
	if len(words) < 2 || len(words) > 3 {
		return number, false
	}
	columns := false
	for i, w := range words {
		if !isDigits(w) || len(w) > 10 || i == 0 && len(w) != 3 {
			return number, false
		}
		columns = columns || len(w) != 3 || w[0] == '0'
	}
	number, err := httpstatus.ParseSubstatus(words[0] + "." + words[1])
	return number, columns && err == nil
}
