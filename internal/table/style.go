package table

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/language"
)

// A style is what a text is checked against beyond its form: lists of terms and of characters.
type style struct {
	terms []term
	// For a character of one Chinese script only, the other script's: simplified's keys do not belong into zh-Hant, nor
	// traditional's into zh-Hans.
	simplified, traditional map[rune]string
}

// A term is a row of terms.tsv: what not to write, and what to write instead. A field that is "" stands for all.
type term struct {
	language, term, use string
	status, field       string   // the only status, or code with its substatuses, and the only column, that it is wrong in
	within              []string // longer terms in which it is right
}

// loadStyle reads the sheets of a style.
func loadStyle(src Source, fs *Faults) *style {
	st := &style{simplified: map[rune]string{}, traditional: map[rune]string{}}
	read := func(name string, names ...string) sheet {
		if _, ok := src.Files[name]; !ok {
			fs.add(src.Dir+name, 0, "the file is missing")
			return sheet{}
		}
		return parseSheet(src.Dir+name, src.Files[name], columns{required: names}, false, fs)
	}
	terms := read("terms.tsv", "language", "term", "use", "status", "field", "within")
	for _, r := range terms.rows {
		t := term{r.Get("language"), r.Get("term"), r.Get("use"), r.Get("status"), r.Get("field"), strings.Fields(r.Get("within"))}
		if _, err := language.Parse(t.language); err != nil && t.language != "" {
			fs.add(terms.file, r.Line, "language %s: want a BCP 47 tag, as zh-Hans, or - for all", Quote(t.language))
		}
		if _, ok := ParseKey(t.status); !ok && t.status != "" {
			fs.add(terms.file, r.Line, "status %s: want a code, a substatus, or - for all", Quote(t.status))
		}
		checkOneOf(terms.file, r, "field", []string{"title", "detail", "remedy", "component", "note"}, fs)
		for _, w := range t.within {
			if !strings.Contains(w, t.term) {
				fs.add(terms.file, r.Line, "within %s: want longer terms that have %s in them", Quote(w), Quote(t.term))
			}
		}
		if t.term == "" || t.use == "" {
			fs.add(terms.file, r.Line, "want a term and what to use instead")
			continue
		}
		st.terms = append(st.terms, t)
	}
	han := read("han.tsv", "script", "character", "use")
	for _, r := range han.rows {
		set := map[string]map[rune]string{"Hans": st.simplified, "Hant": st.traditional}[r.Get("script")]
		c := r.Get("character")
		if set == nil || utf8.RuneCountInString(c) != 1 {
			fs.add(han.file, r.Line, "want Hans or Hant, and one character")
			continue
		}
		set[lastRune(c)] = r.Get("use")
	}
	return st
}

// The bounds of a text that is to be read at a glance.
const (
	maxDetail       = 160 // characters
	maxRemedyShared = 4   // statuses with the same remedy
)

// checkStyle reports what breaks the style: see tables/README.md for the list.
func checkStyle(t *Table, fs *Faults) {
	for i := range t.Languages {
		l := &t.Languages[i]
		details := map[string]Key{}
		remedies := map[string][]string{}
		for _, k := range slices.SortedFunc(maps.Keys(l.Text), Key.Compare) {
			m := l.Text[k]
			if m.Detail == "" {
				fs.add(l.file, m.Line, "detail of %s is empty", k)
			} else if other, ok := details[m.Detail]; ok && (k.Code != 404 || other.Code != 404) {
				// A 404 may say what a plain 404 says: the refused do not learn what is hidden from them.
				fs.add(l.file, m.Line, "detail %s is that of %s too", Quote(m.Detail), other)
			} else {
				details[m.Detail] = k
			}
			if n := utf8.RuneCountInString(m.Detail); n > maxDetail {
				fs.add(l.file, m.Line, "detail of %s has %d characters: want at most %d", k, n, maxDetail)
			}
			if m.Remedy == "" {
				if k.Class >= 4 || k.Code >= 400 {
					fs.add(l.file, m.Line, "remedy of %s is empty: an error has one", k)
				}
			} else if remedies[m.Remedy] = append(remedies[m.Remedy], k.String()); len(remedies[m.Remedy]) == maxRemedyShared+1 {
				fs.add(l.file, m.Line, "remedy %s is that of %s too: want at most %d", Quote(m.Remedy),
					strings.Join(remedies[m.Remedy][:maxRemedyShared], ", "), maxRemedyShared)
			}
			for _, f := range []struct{ column, text string }{{"title", m.Title}, {"detail", m.Detail}, {"remedy", m.Remedy}, {"component", m.Component}, {"note", m.Note}} {
				where := func(format string, args ...any) {
					fs.add(l.file, m.Line, "%s of %s: "+format, append([]any{f.column, k}, args...)...)
				}
				if (f.column == "detail" || f.column == "remedy") && f.text != "" && !strings.ContainsRune(".?。？", lastRune(f.text)) {
					where("%s does not end as a sentence", Quote(f.text))
				}
				checkScript(t.style, l.Tag, f.text, where)
				checkTerms(t.style, l.ID, k, f.column, f.text, where)
			}
		}
		if t.Own && l.Tag == language.English {
			checkNames(t, l, fs)
		}
	}
}

// checkNames holds the English titles of the codes to the names that they are registered with.
func checkNames(t *Table, l *Language, fs *Faults) {
	for _, s := range t.Codes {
		if m, ok := l.Text[s.Key]; ok && m.Title != s.Get("reason") {
			fs.add(l.file, m.Line, "title %s of %s: want its registered name, %q", Quote(m.Title), s.Key, s.Get("reason"))
		}
	}
}

// checkTerms reports terms that are wrong in a field of a language's text.
func checkTerms(st *style, id string, k Key, column, text string, fault func(string, ...any)) {
	for _, t := range st.terms {
		if t.language != "" && t.language != id || t.field != "" && t.field != column ||
			t.status != "" && t.status != k.String() && t.status != strconv.Itoa(k.Code) {
			continue
		}
		rest := text
		for _, w := range t.within {
			rest = strings.ReplaceAll(rest, w, "\x00")
		}
		if strings.Contains(rest, t.term) {
			fault("%q in %s: use %q", t.term, Quote(text), t.use)
		}
	}
}

const (
	halfWidth = ",.;:!?()"
	fullWidth = "，。；：！？（）、「」『』《》"
	quotes    = "“”" // full-width in Chinese, and at home in Latin letters
)

// checkScript reports characters that do not belong into a language, and what stands wrongly beside a Han character.
func checkScript(st *style, tag language.Tag, text string, fault func(string, ...any)) {
	script, _ := tag.Script()
	var foreign map[rune]string
	switch script.String() {
	case "Hans":
		foreign = st.traditional
	case "Hant":
		foreign = st.simplified
	}
	if strings.Contains(text, "  ") {
		fault("two spaces in %s", Quote(text))
	}
	runes := []rune(text)
	for i, r := range runes {
		if use, ok := foreign[r]; ok {
			fault("%q does not belong into %s: use %q in %s", r, script, use, Quote(text))
		}
		if script.String() == "Latn" && (unicode.Is(unicode.Han, r) || strings.ContainsRune(fullWidth, r)) {
			fault("%q does not belong into %s, which is written in Latin letters: %s", r, tag, Quote(text))
			return
		}
		if i == 0 || foreign == nil { // the rest is for Chinese
			continue
		}
		pair := string(runes[i-1 : i+1])
		switch other := besideHan(runes[i-1], r); {
		case strings.ContainsRune(halfWidth, other):
			fault("half-width %q beside a Han character in %q of %s: use the full-width form", other, pair, Quote(text))
		case other < utf8.RuneSelf && (unicode.IsLetter(other) || unicode.IsDigit(other)):
			fault("%q in %s: want a space between", pair, Quote(text))
		}
		if r == ' ' && strings.ContainsRune(fullWidth+quotes, runes[i-1]) || runes[i-1] == ' ' && strings.ContainsRune(fullWidth+quotes, r) {
			fault("%q in %s: no space beside full-width punctuation", pair, Quote(text))
		}
	}
}

// besideHan returns the other of two characters, one of which is Han; 0 if none is.
func besideHan(a, b rune) (other rune) {
	switch {
	case unicode.Is(unicode.Han, a):
		other = b
	case unicode.Is(unicode.Han, b):
		other = a
	}
	return other
}
