package table

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"
)

// loadText reads a language's text.
func loadText(s sheet, t *Table, fs *Faults) map[Key]Message {
	text := map[Key]Message{}
	var last Key
	for _, r := range s.rows {
		id := r.field("status")
		k, ok := ParseKey(id)
		switch {
		case !ok:
			fs.add(s.file, r.Line, `status %s: want a code as "404", a substatus as "403.14" or a class as "4xx"`, Quote(id))
			continue
		case t.isRow(k) || !t.Own && isBuiltIn(k):
		case t.broken:
			continue
		default:
			fs.add(s.file, r.Line, "status %s does not exist: no row of the table has it%s", id, t.lostZeros(k))
			continue
		}
		if m, ok := text[k]; ok {
			fs.add(s.file, r.Line, "status %s stands in line %d too", id, m.Line)
			continue
		}
		if len(text) > 0 && k.Compare(last) < 0 {
			fs.add(s.file, r.Line, "status %s is out of order: it belongs before %s", id, last)
		}
		last = k
		text[k] = Message{
			Row: r, Title: r.Get("title"), Detail: r.Get("detail"), Remedy: r.Get("remedy"),
			Component: r.Get("component"), Note: r.Get("note"), Search: phrases(s.file, r, fs),
		}
	}
	return text
}

// phrases returns the phrases of the column search, with "; " between them.
func phrases(file string, r Row, fs *Faults) string {
	search := r.Get("search")
	if search == "" {
		return ""
	}
	var out []string
	if strings.Contains(search, "；") {
		fs.add(file, r.Line, "search %s: want ; between the phrases, not the full-width ；", Quote(search))
	}
	for p := range strings.SplitSeq(search, ";") {
		p = strings.TrimSpace(p)
		switch {
		case p == "":
			fs.add(file, r.Line, "search %s: a phrase is empty", Quote(search))
		case slices.Contains(out, p):
			fs.add(file, r.Line, "search %s: the phrase %s is there twice", Quote(search), Quote(p))
		default:
			out = append(out, p)
		}
	}
	return strings.Join(out, "; ")
}

// isBuiltIn reports whether a key is a class, a registered code or a substatus of IIS: whose text a table can override.
func isBuiltIn(k Key) bool {
	if k.Class != 0 {
		return true
	}
	_, ok := slices.BinarySearch(registeredCodes[:], k.Code)
	if k.IsSub {
		_, ok = slices.BinarySearch(iisSubstatuses[:], k.Code<<16|k.Sub)
	}
	return ok
}

// lostZeros says that a status looks like one of the table that went through a spreadsheet, which takes 403.1010 for a
// number.
func (t *Table) lostZeros(k Key) string {
	for range 4 { // of five digits
		k.Sub *= 10
		if t.isRow(k) {
			return "; is it " + k.String() + ", which a spreadsheet took for a number? Format the column as text"
		}
	}
	return ""
}

// checkMissing reports the text that a table lacks.
func checkMissing(t *Table, fs *Faults) {
	for i := range t.Languages {
		l := &t.Languages[i]
		if l.Text == nil {
			fs.add(l.file, 0, "the file is missing, with the text in %s", l.ID)
			continue
		}
		if l.broken || t.broken {
			continue
		}
		for _, k := range t.keys() {
			if _, ok := l.Text[k]; !ok {
				fs.add(l.file, 0, "status %s is missing: gen -missing prints a row to paste", k)
			}
		}
	}
}

// checkMessages checks the form of the text in all languages, and collects the placeholders.
func checkMessages(t *Table, fs *Faults) {
	for i := range t.Languages {
		l := &t.Languages[i]
		titles := map[string]Key{}
		for _, k := range slices.SortedFunc(maps.Keys(l.Text), Key.Compare) {
			m := l.Text[k]
			switch {
			case m.Title == "":
				fs.add(l.file, m.Line, "title of %s is empty", k)
				continue
			case strings.HasSuffix(m.Title, ".") || strings.ContainsAny(m.Title, "。．"):
				fs.add(l.file, m.Line, "title %s has a full stop", Quote(m.Title))
			}
			if other, ok := titles[m.Title]; ok {
				fs.add(l.file, m.Line, "title %s is that of %s too", Quote(m.Title), other)
			} else {
				titles[m.Title] = k
			}
			checkPlaceholders(t, l, i == 0, k, m, fs)
		}
	}
	for _, a := range t.aliasesAndNames() {
		if len(t.byKey[a.Key].Params) > 0 {
			if name := a.Alias + "Error"; t.names[name] != "" {
				l := &t.Languages[0]
				fs.add(l.file, l.Text[a.Key].Line, "the type %s, which the placeholders of %s ask for, has the name of %s", name, a.Key, t.names[name])
			}
		}
	}
}

// aliasesAndNames returns all names that have an error type if their status has placeholders; "" for a code without a name.
func (t *Table) aliasesAndNames() (out []Alias) {
	for _, s := range t.Statuses() {
		out = append(out, Alias{Alias: s.Name, Key: s.Key})
	}
	return append(out, t.Aliases...)
}

// checkPlaceholders collects the placeholders of a status, and reports braces that enclose none, and a status whose
// placeholders are not those of the default language.
func checkPlaceholders(t *Table, l *Language, isDefault bool, k Key, m Message, fs *Faults) {
	params, bad := placeholders(m)
	if bad != "" {
		fs.add(l.file, m.Line, "placeholder in %s: want {name} or {name:int}, a name of letters, digits and _ that begins with a to z", Quote(bad))
		return
	}
	for i, p := range params {
		switch j := slices.IndexFunc(params[:i], func(o Param) bool { return o.Field == p.Field }); {
		case p.Kind != "string" && p.Kind != "int":
			fs.add(l.file, m.Line, "placeholder {%s:%s}: want {%s}, or {%s:int} for a number", p.Name, p.Kind, p.Name, p.Name)
			return
		case j >= 0 && params[j].Name == p.Name:
			fs.add(l.file, m.Line, "placeholder {%s} is of two kinds in status %s: %s", p.Name, k, braced([]Param{params[j], p}))
			return
		case j >= 0:
			fs.add(l.file, m.Line, "placeholders {%s} and {%s} have one field, %s: want one name", params[j].Name, p.Name, p.Field)
			return
		case slices.Contains(methods, p.Field):
			fs.add(l.file, m.Line, "placeholder {%s}: its field %s has the name of a method: want another than %s", p.Name, p.Field, strings.Join(methods, ", "))
			return
		}
	}
	s := t.byKey[k]
	if s == nil || t.Own {
		switch {
		case len(params) == 0:
		case t.Own:
			fs.add(l.file, m.Line, "status %s has placeholders, which this repository's own table cannot have", k)
		default:
			fs.add(l.file, m.Line, "status %s has placeholders, which only the table's own statuses can have", k)
		}
		return
	}
	if isDefault {
		s.Params, s.known = params, true
	}
	if got, want := byName(params), byName(s.Params); s.known && !slices.Equal(got, want) {
		fs.add(l.file, m.Line, "status %s has %s, but %s in %s", k, braced(got), braced(want), t.Languages[0].file)
	}
}

// methods are what the error type of a status has, beside its fields.
var methods = []string{"Error", "StatusCode", "Unwrap", "As", "Is", "Message", "Params"}

func byName(params []Param) []Param {
	return slices.SortedFunc(slices.Values(params), func(a, b Param) int { return cmp.Compare(a.Name, b.Name) })
}

func braced(params []Param) string {
	if len(params) == 0 {
		return "no placeholder"
	}
	var out []string
	for _, p := range params {
		kind := ""
		if p.Kind != "string" {
			kind = ":" + p.Kind
		}
		out = append(out, "{"+p.Name+kind+"}")
	}
	return strings.Join(out, " ")
}

func lastRune(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}

// placeholders returns the names in braces of a message, in the order of their first use; a name that is of two kinds
// stands there twice. bad is a text whose braces enclose no name.
func placeholders(m Message) (params []Param, bad string) {
	for _, text := range []string{m.Title, m.Detail, m.Remedy} {
		before, rest, found := strings.Cut(text, "{")
		for ; found; before, rest, found = strings.Cut(rest, "{") {
			inside, behind, closed := strings.Cut(rest, "}")
			name, kind, hasKind := strings.Cut(inside, ":")
			if !hasKind {
				kind = "string"
			}
			if strings.Contains(before, "}") || !closed || !isPlaceholder(name) {
				return nil, text
			}
			if p := (Param{name, kind, fieldOf(name)}); !slices.Contains(params, p) {
				params = append(params, p)
			}
			rest = behind
		}
		if strings.Contains(before, "}") {
			return nil, text
		}
	}
	for _, text := range []string{m.Component, m.Note, m.Search} {
		if strings.ContainsAny(text, "{}") {
			return nil, text
		}
	}
	return params, ""
}

// isPlaceholder reports whether a name can be that of a placeholder.
func isPlaceholder(name string) bool {
	return name != "" && isLower(name[0]) && isName("A"+name)
}

// Replace returns a text with what value returns in place of each placeholder, which it gets the name of.
func Replace(text string, value func(name string) string) string {
	var b strings.Builder
	for {
		before, rest, ok := strings.Cut(text, "{")
		b.WriteString(before)
		if !ok {
			return b.String()
		}
		var inside string
		inside, text, _ = strings.Cut(rest, "}")
		name, _, _ := strings.Cut(inside, ":")
		b.WriteString(value(name))
	}
}
