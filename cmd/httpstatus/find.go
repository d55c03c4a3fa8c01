package main

import (
	"cmp"
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
	isSearch     = 350 // it is a phrase that people search by
	beginsTitle  = 300
	wordOfTitle  = 200 // a word of the title begins with it
	inSearch     = 150 // a word of a search phrase begins with it
	inTitle      = 120
	inName       = 100 // a Go name, an ID, or the vendor
	inDetail     = 40
	inRemedy     = 20
	ownLanguage  = 5 // more, if it matches in the language asked for
)

// A match is a status that a query finds.
type match struct {
	status  status
	score   int
	reasons []reason // what the words match, besides the number and the title in the language asked for
}

// A reason is a text in which a word of the query stands.
type reason struct {
	What string `json:"what"` // "title", "search", "detail", "remedy", "name" or "vendor"
	Text string `json:"text"`
}

// find prints the statuses that every word matches, the best first.
func (c *command) find(args []string) error {
	words := queryWords(args)
	if len(words) == 0 {
		return usage(sayFindNothing)
	}
	found := c.lib.search(words, c.reader)
	if c.json {
		records := make([]record, len(found))
		for i, m := range found {
			records[i] = c.lib.newRecord(m.status, c.reader)
			records[i].Match = m.reasons
		}
		if err := writeJSON(c.stdout, records); err != nil {
			return err
		}
	} else {
		wide := 0
		for _, m := range found {
			wide = max(wide, columns(m.status.qualified()))
		}
		for _, m := range found {
			number, title := m.status.qualified(), c.lib.message(m.status, c.tag).Title
			c.hang(c.paint(classColor(m.status.class()), number)+pad(number, wide)+"  ", wide+2, wide+2, "", title, words)
			for _, r := range m.reasons {
				label := labels[c.lang].places[r.What] + labels[c.lang].colon
				c.hang(pad("", wide)+"  "+c.paint(faint, label), wide+2+columns(label), wide+2, "", r.Text, words)
			}
		}
	}
	if len(found) == 0 {
		fmt.Fprintf(c.stderr, "httpstatus: "+labels[c.lang].nothingFound+"\n", quote(strings.Join(args, " ")))
		return errFalse
	}
	return nil
}

// search returns the statuses that every word matches, the best first.
func (lib *library) search(words []string, r reader) []match {
	found := lib.searchAsIs(words, r)
	if len(found) == 0 {
		stems := make([]string, len(words))
		for i, w := range words {
			stems[i] = stem(w)
		}
		found = lib.searchAsIs(stems, r)
	}
	return found
}

func (lib *library) searchAsIs(words []string, r reader) (found []match) {
	for _, s := range lib.all {
		if m := lib.matchStatus(s, words, r); m.score > 0 {
			found = append(found, m)
		}
	}
	slices.SortStableFunc(found, func(a, b match) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.status.place(), b.status.place()))
	})
	return found
}

// place is the place of s among those that a query matches as well: a registered code says more than what refines it.
func (s status) place() int {
	place := 2 * s.source.rank
	if !s.isCode {
		place++
	}
	return place
}

// stem returns an English word without what it ends in, by which "throttle" finds "throttling".
func stem(w string) string {
	for _, end := range []string{"ing", "ed", "es", "e", "s"} {
		if rest, ok := strings.CutSuffix(w, end); ok && len(rest) > 3 {
			return rest
		}
	}
	return w
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

// matchStatus scores how well every one of the words matches s, in any language of its table; 0 if one does not.
func (lib *library) matchStatus(s status, words []string, r reader) match {
	m := match{status: s}
	title := lib.message(s, r.tag).Title
	for _, w := range words {
		score, why := lib.matchWord(s, w, r)
		if score == 0 {
			return match{}
		}
		m.score += score
		seen := strings.Contains(strings.ToLower(title), w)
		if why.Text != "" && !seen && !slices.Contains(m.reasons, why) {
			m.reasons = append(m.reasons, why)
		}
	}
	return m
}

// matchWord scores a word by the best of the places in which it stands.
func (lib *library) matchWord(s status, w string, r reader) (best int, why reason) {
	try := func(score int, what, text string) {
		if score > best {
			best, why = score, reason{what, text}
		}
	}
	number, row := s.String(), s.row()
	switch {
	case w == number || w == s.qualified():
		return isNumber, why
	case strings.HasPrefix(number, w):
		try(beginsNumber, "", "")
	}
	for i, name := range s.goNames() {
		bare := name
		if i == 0 {
			bare = strings.TrimPrefix(name, s.source.pkg+".")
		}
		if strings.Contains(strings.ToLower(bare), w) || strings.Contains(nameWords(bare), w) {
			try(inName, "name", name)
		}
	}
	if strings.Contains(row.ID, w) {
		try(inName, "name", row.ID)
	}
	if v := row.Get("vendor"); strings.Contains(strings.ToLower(v), w) {
		try(inName, "vendor", v)
	}
	own := s.source.text.Matcher().Match(r.tag).String()
	for d := range s.source.text.Dictionaries() {
		more := 0
		if d.String() == own {
			more = ownLanguage // so that its text is shown if another matches as well
		}
		t := s.source.message(s, d)
		if score := titleScore(strings.ToLower(t.Title), w); score > 0 {
			try(score+more, "title", t.Title)
		}
		if strings.Contains(strings.ToLower(t.Detail), w) {
			try(inDetail+more, "detail", t.Detail)
		}
		if strings.Contains(strings.ToLower(t.Remedy), w) {
			try(inRemedy+more, "remedy", t.Remedy)
		}
		phrases := s.rowText(d.String()).Search
		for phrase := range strings.SplitSeq(strings.ToLower(phrases), "; ") {
			switch score := titleScore(phrase, w); {
			case score == isTitle:
				try(isSearch+more, "search", phrases)
			case score > inTitle:
				try(inSearch+more, "search", phrases)
			case score > 0:
				try(inName+more, "search", phrases)
			}
		}
	}
	return best, why
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
