package table

import (
	"go/token"
	"slices"
	"strings"
	"unicode/utf8"
)

// checkMissing reports the text that a table lacks.
func checkMissing(t *Table, fs *Faults) {
	for i := range t.Languages {
		l := &t.Languages[i]
		if l.Text == nil {
			fs.Add(l.file, 0, "the file is missing, with the text in %s", l.Id)
			continue
		}
		if l.broken || t.broken {
			continue
		}
		for _, k := range t.keys() {
			if _, ok := l.Text[k]; !ok {
				fs.Add(l.file, 0, "status %s is missing: gen -missing prints a row to paste", k)
			}
		}
	}
}

// checkMessages checks the form of the text in all languages, and collects the placeholders.
func checkMessages(t *Table, fs *Faults) {
	t.Placeholders = map[Key][]string{}
	for i := range t.Languages {
		l := &t.Languages[i]
		titles := map[string]Key{}
		for _, k := range t.keys() {
			m, ok := l.Text[k]
			switch {
			case !ok:
				continue
			case m.Title == "":
				fs.Add(l.file, m.line, "title of %s is empty", k)
				continue
			case strings.ContainsRune(".。．", lastRune(m.Title)) || strings.ContainsAny(m.Title, "。．"):
				fs.Add(l.file, m.line, "title %s has a full stop", Quote(m.Title))
			}
			if other, ok := titles[m.Title]; ok {
				fs.Add(l.file, m.line, "title %s is that of %s too", Quote(m.Title), other)
			} else {
				titles[m.Title] = k
			}
			checkPlaceholders(t, l, k, m, fs)
		}
	}
	if t.own {
		return
	}
	for _, s := range slices.Concat(t.Codes, t.Subs) {
		if len(t.Placeholders[s.Key]) > 0 && s.Name != "" {
			if name := s.Name + "Error"; t.names[name] != "" {
				l := &t.Languages[0]
				fs.Add(l.file, l.Text[s.Key].line, "the function %s, which the placeholders of %s ask for, has the name of %s", name, s.Key, t.names[name])
			}
		}
	}
}

// checkPlaceholders reports braces that enclose no name, and a status whose placeholders are not those of the default
// language.
func checkPlaceholders(t *Table, l *Lang, k Key, m Message, fs *Faults) {
	names, bad := placeholders(m)
	if bad != "" {
		fs.Add(l.file, m.line, "placeholder in %s: want {name}, a Go identifier that begins with a to z; no keyword, and none of %s", Quote(bad), strings.Join(reservedParameters, ", "))
		return
	}
	slices.Sort(names)
	first := &t.Languages[0]
	if t.own && len(names) > 0 {
		fs.Add(l.file, m.line, "status %s has placeholders, which this repository's own table cannot have", k)
	}
	if l == first {
		t.Placeholders[k] = names
		return
	}
	if want, ok := t.Placeholders[k]; ok && !slices.Equal(names, want) {
		fs.Add(l.file, m.line, "status %s has %s, but %s in %s", k, braced(names), braced(want), first.file)
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
func placeholders(m Message) (names []string, bad string) {
	for _, text := range []string{m.Title, m.Detail, m.Remedy} {
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
func WithoutValues(text string) string {
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
