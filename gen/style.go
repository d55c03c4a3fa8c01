package main

import (
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
func loadStyle(src source, fs *faults) *style {
	st := &style{simplified: map[rune]string{}, traditional: map[rune]string{}}
	read := func(name string, names ...string) sheet {
		if _, ok := src.files[name]; !ok {
			fs.add(src.dir+name, 0, "the file is missing")
			return sheet{}
		}
		return parseSheet(src.dir+name, src.files[name], columns{required: names}, fs)
	}
	terms := read("terms.tsv", "language", "term", "use", "status", "field", "within")
	for _, r := range terms.rows {
		t := term{r.get("language"), r.get("term"), r.get("use"), r.get("status"), r.get("field"), strings.Fields(r.get("within"))}
		if _, err := language.Parse(t.language); err != nil && t.language != "" {
			fs.add(terms.file, r.line, "language %s: want a BCP 47 tag, as zh-Hans, or - for all", quote(t.language))
		}
		if _, ok := parseKey(t.status); !ok && t.status != "" {
			fs.add(terms.file, r.line, "status %s: want a code, a substatus, or - for all", quote(t.status))
		}
		checkOneOf(terms.file, r, "field", []string{"title", "detail", "remedy"}, fs)
		for _, w := range t.within {
			if !strings.Contains(w, t.term) {
				fs.add(terms.file, r.line, "within %s: want longer terms that have %s in them", quote(w), quote(t.term))
			}
		}
		if t.term == "" || t.use == "" {
			fs.add(terms.file, r.line, "want a term and what to use instead")
			continue
		}
		st.terms = append(st.terms, t)
	}
	han := read("han.tsv", "script", "character", "use")
	for _, r := range han.rows {
		set := map[string]map[rune]string{"Hans": st.simplified, "Hant": st.traditional}[r.get("script")]
		c := r.get("character")
		if set == nil || utf8.RuneCountInString(c) != 1 {
			fs.add(han.file, r.line, "want Hans or Hant, and one character")
			continue
		}
		set[lastRune(c)] = r.get("use")
	}
	return st
}

// The bounds of a text that is to be read at a glance.
const (
	maxDetail       = 160 // characters
	maxRemedyShared = 4   // statuses with the same remedy
)

// checkStyle reports what breaks the style: see tables/README.md for the list.
func checkStyle(t *table, fs *faults) {
	for i := range t.languages {
		l := &t.languages[i]
		details := map[string]key{}
		remedies := map[string][]string{}
		for _, k := range t.keys() {
			m, ok := l.text[k]
			if !ok {
				continue
			}
			if m.detail == "" {
				fs.add(l.file, m.line, "detail of %s is empty", k)
			} else if other, ok := details[m.detail]; ok && (k.code != 404 || other.code != 404) {
				// A 404 may say what a plain 404 says: the refused do not learn what is hidden from them.
				fs.add(l.file, m.line, "detail %s is that of %s too", quote(m.detail), other)
			} else {
				details[m.detail] = k
			}
			if n := utf8.RuneCountInString(m.detail); n > maxDetail {
				fs.add(l.file, m.line, "detail of %s has %d characters: want at most %d", k, n, maxDetail)
			}
			if m.remedy == "" {
				if k.class >= 4 || k.code >= 400 {
					fs.add(l.file, m.line, "remedy of %s is empty: an error has one", k)
				}
			} else if remedies[m.remedy] = append(remedies[m.remedy], k.String()); len(remedies[m.remedy]) == maxRemedyShared+1 {
				fs.add(l.file, m.line, "remedy %s is that of %s too: want at most %d", quote(m.remedy),
					strings.Join(remedies[m.remedy][:maxRemedyShared], ", "), maxRemedyShared)
			}
			for _, f := range []struct{ column, text string }{{"title", m.title}, {"detail", m.detail}, {"remedy", m.remedy}} {
				where := func(format string, args ...any) {
					fs.add(l.file, m.line, "%s of %s: "+format, append([]any{f.column, k}, args...)...)
				}
				if f.column != "title" && f.text != "" && !strings.ContainsRune(".?。？", lastRune(f.text)) {
					where("%s does not end as a sentence", quote(f.text))
				}
				checkScript(t.style, l.tag, f.text, where)
				checkTerms(t.style, l.id, k, f.column, f.text, where)
			}
		}
		if t.own && l.tag == language.English {
			checkNames(t, l, fs)
		}
	}
}

// checkNames holds the English titles of the codes to the names that they are registered with.
func checkNames(t *table, l *lang, fs *faults) {
	for _, s := range t.codes {
		if m, ok := l.text[s.key]; ok && m.title != s.get("reason") {
			fs.add(l.file, m.line, "title %s of %s: want its registered name, %q", quote(m.title), s.key, s.get("reason"))
		}
	}
}

// checkTerms reports terms that are wrong in a field of a language's text.
func checkTerms(st *style, id string, k key, column, text string, fault func(string, ...any)) {
	for _, t := range st.terms {
		if t.language != "" && t.language != id || t.field != "" && t.field != column ||
			t.status != "" && t.status != k.String() && t.status != strconv.Itoa(k.code) {
			continue
		}
		rest := text
		for _, w := range t.within {
			rest = strings.ReplaceAll(rest, w, "\x00")
		}
		if strings.Contains(rest, t.term) {
			fault("%q in %s: use %q", t.term, quote(text), t.use)
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
		fault("two spaces in %s", quote(text))
	}
	runes := []rune(text)
	for i, r := range runes {
		if use, ok := foreign[r]; ok {
			fault("%q does not belong into %s: use %q in %s", r, script, use, quote(text))
		}
		if script.String() == "Latn" && (unicode.Is(unicode.Han, r) || strings.ContainsRune(fullWidth, r)) {
			fault("%q does not belong into %s, which is written in Latin letters: %s", r, tag, quote(text))
			return
		}
		if i == 0 || foreign == nil { // the rest is for Chinese
			continue
		}
		pair := string(runes[i-1 : i+1])
		switch han, other := pairWithHan(runes[i-1], r); {
		case han && strings.ContainsRune(halfWidth, other):
			fault("half-width %q beside a Han character in %q of %s: use the full-width form", other, pair, quote(text))
		case han && other < utf8.RuneSelf && (unicode.IsLetter(other) || unicode.IsDigit(other)):
			fault("%q in %s: want a space between", pair, quote(text))
		}
		if r == ' ' && strings.ContainsRune(fullWidth+quotes, runes[i-1]) || runes[i-1] == ' ' && strings.ContainsRune(fullWidth+quotes, r) {
			fault("%q in %s: no space beside full-width punctuation", pair, quote(text))
		}
	}
}

// pairWithHan tells whether one of two characters is Han, and returns the other.
func pairWithHan(a, b rune) (han bool, other rune) {
	switch {
	case unicode.Is(unicode.Han, a):
		return true, b
	case unicode.Is(unicode.Han, b):
		return true, a
	}
	return false, 0
}
