package catalog

import "strings"

// A search is what an index is asked for: the rows of a kind in which all words are. page.js does the same in a browser.
type search struct {
	words []string // in lower case
	kind  string   // a class, "4xx", or the ID of a group; "" for all
}

// maxWords is how many words of a query count.
const maxWords = 16

func newSearch(query, kind string) search {
	s := search{kind: kind}
	for w := range strings.FieldsSeq(strings.ToLower(query)) {
		if len(s.words) < maxWords {
			s.words = append(s.words, w)
		}
	}
	return s
}

// How well a row fits the words: the best come first.
const (
	rankNumber = iota // a word is its number
	rankBegins        // a word is the beginning of its number
	rankTitle         // all words are in its title
	rankOther
	rankNone
)

// rank tells how well the entry fits, and which of its phrases has a word that is not to be seen in the index; "" if none.
func (s *search) rank(row *indexRow) (rank int, why string) {
	e := row.entry
	if s.kind != "" && s.kind != e.class() && s.kind != e.group {
		return rankNone, ""
	}
	number, title := row.Number, strings.ToLower(row.Message.Title)
	seen := strings.ToLower(strings.Join([]string{number, row.Message.Title, row.Message.Detail, row.Tag}, "\n"))
	rank = rankTitle
	for _, w := range s.words {
		if !strings.Contains(seen, w) {
			phrase := e.phrase(w)
			if phrase == "" {
				return rankNone, ""
			}
			if why == "" {
				why = phrase
			}
		}
		switch {
		case w == number:
			rank = rankNumber
		case rank > rankBegins && strings.HasPrefix(number, w):
			rank = rankBegins
		case rank == rankTitle && !strings.Contains(title, w):
			rank = rankOther
		}
	}
	return rank, why
}

// phrase returns the first phrase that has the word in it; "" if none has.
func (e *entry) phrase(word string) string {
	for _, p := range e.phrases {
		if strings.Contains(strings.ToLower(p), word) {
			return p
		}
	}
	return ""
}

// class returns "4xx", or "other" for a number that is of no class.
func (e *entry) class() string {
	if c := e.row.Code.Class(); c != 0 {
		return c.String()
	}
	return "other"
}
