package main

import (
	"go/token"
	"slices"
	"strings"
	"unicode/utf8"
)

// checkMissing reports the text that a table lacks.
func checkMissing(t *table, fs *faults) {
	for i := range t.languages {
		l := &t.languages[i]
		if l.text == nil {
			fs.add(l.file, 0, "the file is missing, with the text in %s", l.id)
			continue
		}
		if l.broken || t.broken {
			continue
		}
		for _, k := range t.keys() {
			if _, ok := l.text[k]; !ok {
				fs.add(l.file, 0, "status %s is missing: gen -missing prints a row to paste", k)
			}
		}
	}
}

// checkMessages checks the form of the text in all languages, and collects the placeholders.
func checkMessages(t *table, fs *faults) {
	t.placeholders = map[key][]string{}
	for i := range t.languages {
		l := &t.languages[i]
		titles := map[string]key{}
		for _, k := range t.keys() {
			m, ok := l.text[k]
			switch {
			case !ok:
				continue
			case m.title == "":
				fs.add(l.file, m.line, "title of %s is empty", k)
				continue
			case strings.ContainsRune(".。．", lastRune(m.title)) || strings.ContainsAny(m.title, "。．"):
				fs.add(l.file, m.line, "title %s has a full stop", quote(m.title))
			}
			if other, ok := titles[m.title]; ok {
				fs.add(l.file, m.line, "title %s is that of %s too", quote(m.title), other)
			} else {
				titles[m.title] = k
			}
			checkPlaceholders(t, l, k, m, fs)
		}
	}
	if t.own {
		return
	}
	for _, s := range slices.Concat(t.codes, t.subs) {
		if len(t.placeholders[s.key]) > 0 && s.name != "" {
			if name := s.name + "Error"; t.names[name] != "" {
				l := &t.languages[0]
				fs.add(l.file, l.text[s.key].line, "the function %s, which the placeholders of %s ask for, has the name of %s", name, s.key, t.names[name])
			}
		}
	}
}

// checkPlaceholders reports braces that enclose no name, and a status whose placeholders are not those of the default
// language.
func checkPlaceholders(t *table, l *lang, k key, m message, fs *faults) {
	names, bad := placeholders(m)
	if bad != "" {
		fs.add(l.file, m.line, "placeholder in %s: want {name}, a Go identifier that begins with a to z; no keyword, and none of %s", quote(bad), strings.Join(reservedParameters, ", "))
		return
	}
	slices.Sort(names)
	first := &t.languages[0]
	if t.own && len(names) > 0 {
		fs.add(l.file, m.line, "status %s has placeholders, which this repository's own table cannot have", k)
	}
	if l == first {
		t.placeholders[k] = names
		return
	}
	if want, ok := t.placeholders[k]; ok && !slices.Equal(names, want) {
		fs.add(l.file, m.line, "status %s has %s, but %s in %s", k, braced(names), braced(want), first.file)
	}
}

func braced(names []string) string {
	if len(names) == 0 {
		return "no placeholder"
	}
	return "{" + strings.Join(names, "} {") + "}"
}

func lastRune(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
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

// withoutValues returns a text as it is shown when the values of its placeholders are not known.
func withoutValues(text string) string {
	var b strings.Builder
	for {
		before, rest, ok := strings.Cut(text, "{")
		b.WriteString(before)
		if !ok {
			return b.String()
		}
		b.WriteString("…")
		_, text, _ = strings.Cut(rest, "}")
	}
}

// isPlaceholder reports whether a name can be a parameter of a Go function.
func isPlaceholder(name string) bool {
	return token.IsIdentifier(name) && 'a' <= name[0] && name[0] <= 'z' && !slices.Contains(reservedParameters, name)
}

// reservedParameters are what a generated constructor needs to see under its parameters.
var reservedParameters = []string{"messages", "error", "string"}
