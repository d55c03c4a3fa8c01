package main

import (
	"go/token"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/language"
)

// checkMessages checks the text of all languages: what any table's must be, and the style if the table has one.
func checkMessages(t *table, fs *faults) {
	for i := range t.languages {
		l := &t.languages[i]
		if l.text == nil {
			continue
		}
		titles := map[string]key{}
		for k := range t.keys() {
			m, ok := l.text[k]
			if !ok {
				fs.add(l.file, 0, "status %s is missing: gen -missing prints a row to paste", k)
				continue
			}
			switch {
			case m.title == "":
				fs.add(l.file, m.line, "title of %s is empty", k)
				continue
			case strings.ContainsRune(".。．", lastRune(m.title)):
				fs.add(l.file, m.line, "title %s ends with a full stop", quote(m.title))
			}
			if other, ok := titles[m.title]; ok {
				fs.add(l.file, m.line, "title %s is that of %s too", quote(m.title), other)
			} else {
				titles[m.title] = k
			}
			checkPlaceholders(t, l, k, m, fs)
		}
	}
}

// checkPlaceholders reports braces that enclose no name, and a status whose placeholders are not those of the default language.
func checkPlaceholders(t *table, l *lang, k key, m message, fs *faults) {
	names, bad := placeholders(m)
	if bad != "" {
		fs.add(l.file, m.line, "placeholder in %s: want {name}, a Go identifier in lower case that is no keyword", quote(bad))
		return
	}
	if first := &t.languages[0]; l != first {
		want, _ := placeholders(first.text[k])
		a, b := slices.Sorted(slices.Values(names)), slices.Sorted(slices.Values(want))
		if !slices.Equal(a, b) {
			fs.add(l.file, m.line, "status %s has the placeholders {%s}, but {%s} in %s", k, strings.Join(a, "} {"), strings.Join(b, "} {"), first.file)
		}
	}
}

func lastRune(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}

// A style is what a text is checked against beyond its form: TEXT checks that need word lists and character sets.
type style struct {
	terms []term
	// For a character of one Chinese script only, the other script's: simplified's keys do not belong into zh-Hant, nor
	// traditional's into zh-Hans.
	simplified, traditional map[rune]string
}

// A term is a row of terms.tsv: what not to write in a language, and what to write instead.
type term struct {
	language, term, use string
	status              string // the only status that it is wrong for; "" for all
}

// loadStyle reads the files of a style.
func loadStyle(dir string, files map[string][]byte) (*style, faults) {
	var fs faults
	st := &style{simplified: map[rune]string{}, traditional: map[rune]string{}}
	read := func(name string, names ...string) sheet {
		if _, ok := files[name]; !ok {
			fs.add(dir+name, 0, "the file is missing")
			return sheet{}
		}
		return parseSheet(dir+name, files[name], columns{required: names}, &fs)
	}
	terms := read("terms.tsv", "language", "term", "use", "status")
	for _, r := range terms.rows {
		t := term{r.get("language"), r.get("term"), r.get("use"), r.get("status")}
		if _, err := language.Parse(t.language); err != nil {
			fs.add(terms.file, r.line, "language %s: want a BCP 47 tag, as zh-Hans", quote(t.language))
		}
		if t.status != "" {
			if _, ok := parseKey(t.status); !ok {
				fs.add(terms.file, r.line, "status %s: want a code, a substatus, or - for all", quote(t.status))
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
	return st, fs
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
		for k := range t.keys() {
			m, ok := l.text[k]
			if !ok {
				continue
			}
			if m.detail == "" {
				fs.add(l.file, m.line, "detail of %s is empty", k)
			} else if other, ok := details[m.detail]; ok {
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
				checkScript(t.style, l.tag, f.text, where)
				checkTerms(t.style, l.id, k, f.text, where)
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

// checkTerms reports terms that are wrong in the language.
func checkTerms(st *style, id string, k key, text string, fault func(string, ...any)) {
	for _, t := range st.terms {
		if t.language == id && (t.status == "" || t.status == k.String()) && strings.Contains(text, t.term) {
			fault("%q in %s: use %q", t.term, quote(text), t.use)
		}
	}
}

const (
	halfWidth = ",.;:!?()"
	fullWidth = "，。；：！？（）、「」『』“”《》"
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
		if i == 0 {
			continue
		}
		pair := string(runes[i-1 : i+1])
		switch han, other := pairWithHan(runes[i-1], r); {
		case han && strings.ContainsRune(halfWidth, other):
			fault("half-width %q beside a Han character in %q of %s: use the full-width form", other, pair, quote(text))
		case han && other < utf8.RuneSelf && (unicode.IsLetter(other) || unicode.IsDigit(other)):
			fault("%q in %s: want a space between", pair, quote(text))
		}
		if r == ' ' && strings.ContainsRune(fullWidth, runes[i-1]) || runes[i-1] == ' ' && strings.ContainsRune(fullWidth, r) {
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

// placeholders returns the names in braces of a message, in the order of their first use; bad is a text whose braces
// enclose no name.
func placeholders(m message) (names []string, bad string) {
	for _, text := range []string{m.title, m.detail, m.remedy} {
		for rest := text; ; {
			i := strings.IndexAny(rest, "{}")
			if i < 0 {
				break
			}
			j := strings.IndexAny(rest[i+1:], "{}")
			if rest[i] == '}' || j < 0 || rest[i+1+j] == '{' || !isPlaceholder(rest[i+1:i+1+j]) {
				return nil, text
			}
			if name := rest[i+1 : i+1+j]; !slices.Contains(names, name) {
				names = append(names, name)
			}
			rest = rest[i+1+j+1:]
		}
	}
	return names, ""
}

// isPlaceholder reports whether a name can be a parameter of a Go function.
func isPlaceholder(name string) bool {
	return token.IsIdentifier(name) && 'a' <= name[0] && name[0] <= 'z' && !slices.Contains(reservedParameters, name)
}

// reservedParameters are what a generated constructor needs to see under its parameters.
var reservedParameters = []string{"messages", "error", "string"}
