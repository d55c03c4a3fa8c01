package main

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// What a word that matches is worth, by where it does: all words of a query add up.
const (
	isNumber     = 1000 // it is the number
	beginsNumber = 500  // the number begins with it: "403" of 403.14
	isTitle      = 400
	beginsTitle  = 300
	wordOfTitle  = 200 // a word of the title begins with it
	inTitle      = 120
	inName       = 100 // a Go name, or the vendor
	inDetail     = 40
	inRemedy     = 20
	ownLanguage  = 5 // more, if it matches in the language asked for
)

// A match is a status that a query finds.
type match struct {
	status status
	score  int
	text   string // what the query matches, if that is not its title in the language asked for
}

// find prints the statuses that every word matches, the best first.
func (c *command) find(args []string) error {
	words := queryWords(args)
	if len(words) == 0 {
		return usageErrorf("nothing to find: want a word of a title or text, as certificate")
	}
	var found []match
	rows := readRows()
	for _, s := range allStatuses() {
		if m := matchStatus(s, words, c.lang, rows); m.score > 0 {
			found = append(found, m)
		}
	}
	slices.SortStableFunc(found, func(a, b match) int { return b.score - a.score })

	if c.json {
		all := make([]status, len(found))
		for i, m := range found {
			all[i] = m.status
		}
		if err := writeJSON(c.stdout, all, c.lang); err != nil {
			return err
		}
	} else {
		wide := 0
		for _, m := range found {
			wide = max(wide, columns(m.status.qualified()))
		}
		for _, m := range found {
			number, title := m.status.qualified(), m.status.message(c.lang).Title
			fmt.Fprintf(c.stdout, "%s%s  %s\n", c.paint(classColor(m.status.class()), number), pad(number, wide), c.highlight(title, words))
			if m.text != "" {
				fmt.Fprintf(c.stdout, "%s  %s\n", pad("", wide), c.highlight(m.text, words))
			}
		}
	}
	if len(found) == 0 {
		fmt.Fprintf(c.stderr, "httpstatus: "+labels[c.lang].nothingFound+"\n", quote(strings.Join(args, " ")))
		return errFalse
	}
	return nil
}

// queryWords returns what is looked for: each argument as it stands, in lower case and with single spaces.
func queryWords(args []string) []string {
	var words []string
	for _, arg := range args {
		if w := strings.ToLower(strings.Join(strings.Fields(arg), " ")); w != "" {
			words = append(words, w)
		}
	}
	return words
}

// matchStatus scores how well every one of the words matches s, in any language; 0 if one does not.
func matchStatus(s status, words []string, own language, rows map[string]row) match {
	m := match{status: s}
	number := s.String()
	row := rows[s.qualified()]
	for _, w := range words {
		best := 0
		text := ""
		try := func(score int, where string) {
			if score > best {
				best, text = score, where
			}
		}
		switch {
		case w == number || w == s.qualified():
			try(isNumber, "")
		case strings.HasPrefix(number, w):
			try(beginsNumber, "")
		}
		for _, name := range row.goNames {
			if strings.Contains(strings.ToLower(name), w) || strings.Contains(nameWords(name), w) {
				try(inName, s.source.goPackage()+"."+name)
			}
		}
		if strings.Contains(strings.ToLower(row.vendor), w) {
			try(inName, row.vendor)
		}
		for i := range languages {
			// The language asked for is the first, so that its text is shown if another matches as well.
			l, more := (own+i)%languages, 0
			if l == own {
				more = ownLanguage
			}
			t := s.message(l)
			if score := titleScore(strings.ToLower(t.Title), w); score > 0 {
				try(score+more, t.Title)
			}
			if strings.Contains(strings.ToLower(t.Detail), w) {
				try(inDetail+more, t.Detail)
			}
			if strings.Contains(strings.ToLower(t.Remedy), w) {
				try(inRemedy+more, t.Remedy)
			}
		}
		if best == 0 {
			return match{}
		}
		m.score += best
		if m.text == "" && text != s.message(own).Title {
			m.text = text
		}
	}
	return m
}

// titleScore scores a word by where it stands in a title, both in lower case; 0 if it does not.
func titleScore(title, w string) int {
	score := 0
	for at := 0; ; {
		i := strings.Index(title[at:], w)
		if i < 0 {
			return score
		}
		i += at
		before, _ := utf8.DecodeLastRuneInString(title[:i])
		switch {
		case title == w:
			return isTitle
		case i == 0:
			return beginsTitle
		case !unicode.IsLetter(before) && !unicode.IsDigit(before):
			score = max(score, wordOfTitle)
		default:
			score = max(score, inTitle)
		}
		at = i + len(w)
	}
}

// nameWords returns the words of a Go name in lower case: "request entity too large".
func nameWords(name string) string {
	var b strings.Builder
	for i, r := range name {
		if i > 0 && unicode.IsUpper(r) {
			next := strings.TrimLeftFunc(name[i+1:], unicode.IsDigit)
			last := rune(name[i-1])
			if !unicode.IsUpper(last) || next != "" && unicode.IsLower(rune(next[0])) {
				b.WriteByte(' ')
			}
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}
