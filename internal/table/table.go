// Package table reads tables of statuses, checks them, and makes the index of their rows. The format is described in
// tables/README.md.
//
// The generator and the command read tables through it. It imports no package of this module that is generated, so that a
// table with a fault does not keep the generator from being built.
package table

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"golang.org/x/text/language"
)

// A Table is what is known of statuses, and their text in each language.
type Table struct {
	Own       bool       // this repository's own table, with the facts that no other has
	Codes     []Status   // ascending
	Subs      []Status   // ascending
	Aliases   []Alias    // in the order of what they name
	Languages []Language // the first is the default
	About     string     // the comment at the head of the substatuses, or of the codes, which can be the package's

	aboutFile string
	codesFile string
	subsFile  string
	names     map[string]string // name in Go -> where it stands
	byKey     map[Key]*Status
	broken    bool // statuses are left out for their faults: which exist is not known
	style     *style
}

// A Status is a row of codes.tsv or substatuses.tsv. Get returns its facts: vendor, seen, source, url and deprecated, and
// in this repository's own table reason, spec, state, retry, musthave and so on.
type Status struct {
	Key
	Row
	Name   string  // in Go; "" for a code that has no constant
	ID     string  // "insufficient_balance"; "" if there is no name
	Type   string  // the problem type of a substatus; "" for a code, and in this repository's own table
	Params []Param // the placeholders of its text, in the order of the default language's

	known bool // Params are: the text in the default language has no fault
}

// A Param is a placeholder of a text.
type Param struct {
	Name  string // "order_id"
	Kind  string // "string" or "int"
	Field string // in Go, "OrderID"
}

// An Alias is a row of aliases.tsv.
type Alias struct {
	Row
	Alias, Name string
	Key         Key // of Name
}

// A Language is a language of the table and its text.
type Language struct {
	Row
	Tag  language.Tag
	ID   string          // "zh-Hans"
	Name string          // of the variable in Go
	Text map[Key]Message // of the table's own rows and of others, whose text it overrides; nil: there is no file

	file   string
	sheet  sheet
	broken bool // text is left out for its faults
}

// A Message is a row of a text file.
type Message struct {
	Row
	Title, Detail, Remedy string
	Component, Note       string
	Search                string // phrases with "; " between them
}

// Options say what a table is read for.
type Options struct {
	Own     bool    // the table is this repository's own
	Types   string  // what the problem types begin with; "" is [DefaultTypes]
	Package string  // the package that is made of the table; "" for none
	Earlier Earlier // what an earlier run has made of the table; zero for nothing
	Style   Source  // the term lists that the text is checked against; zero for none
}

// DefaultTypes is what problem types begin with if nothing else is said.
const DefaultTypes = "/problems/"

// Load reads a table and checks it. The error is of type [Faults].
func Load(src Source, o Options) (*Table, error) {
	l := load(src, o, false)
	if o.Style.Files != nil {
		l.t.style = loadStyle(o.Style, &l.fs)
		checkStyle(l.t, &l.fs)
	}
	checkMissing(l.t, &l.fs)
	l.checkAbout()
	if len(l.fs) == 0 { // what follows is of tables that are whole
		l.checkEarlier()
		l.t.checkWidth(&l.fs)
	}
	if err := l.fs.err(); err != nil {
		return nil, err
	}
	return l.t, nil
}

// Statuses returns the codes and the substatuses in the order of the text files: a code before its substatuses.
func (t *Table) Statuses() []Status {
	all := slices.Concat(t.Codes, t.Subs)
	slices.SortFunc(all, func(a, b Status) int { return a.Compare(b.Key) })
	return all
}

// Status returns the status of a key; nil if the table has none.
func (t *Table) Status(k Key) *Status { return t.byKey[k] }

// AliasesOf returns the other names of a status.
func (t *Table) AliasesOf(k Key) (names []string) {
	for _, a := range t.Aliases {
		if a.Key == k {
			names = append(names, a.Alias)
		}
	}
	return names
}

// defaultLanguage returns the first language; nil if there is none.
func (t *Table) defaultLanguage() *Language {
	if len(t.Languages) == 0 {
		return nil
	}
	return &t.Languages[0]
}

// Overrides returns the keys of a language's text that are no rows of the table, in the order of the rows.
func (t *Table) Overrides(l *Language) []Key {
	keys := slices.DeleteFunc(slices.Collect(maps.Keys(l.Text)), t.isRow)
	slices.SortFunc(keys, Key.Compare)
	return keys
}

// isRow reports whether a text file must have the key.
func (t *Table) isRow(k Key) bool { return t.Own && k.Class != 0 || t.byKey[k] != nil }

// keys returns what a text file must have rows for, in their order. The classes belong to this repository's table only.
func (t *Table) keys() []Key {
	keys := slices.Clone(t.Rows())
	slices.SortFunc(keys, Key.Compare)
	return keys
}

// The columns of the files of a table.
var (
	ownCodeColumns = columns{required: []string{"code", "name", "reason", "spec", "url", "state", "content", "cacheable", "nostore", "retry", "musthave"}, optional: []string{"note"}}
	ownSubColumns  = columns{required: []string{"substatus", "name", "versions", "legacy", "replaced"}, optional: []string{"source", "url", "component", "note"}}
	aliasColumns   = columns{required: []string{"alias", "name"}, optional: []string{"deprecated", "source"}}
	textColumns    = columns{required: []string{"status", "title", "detail", "remedy"}, optional: []string{"component", "note", "search"}}

	languageColumns = columns{required: []string{"language", "name"}}
)

// otherColumns returns the columns of the statuses in a table that is not this repository's.
func otherColumns(what string) columns {
	return columns{required: []string{what, "name"}, optional: []string{"id", "vendor", "seen", "source", "url", "deprecated", "note"}}
}

// A loader reads a table.
type loader struct {
	src     Source
	o       Options
	partial bool // text may be missing, whole files too
	t       *Table
	fs      Faults
	files   map[string]string // name in lower case -> name
	used    map[string]bool   // names in lower case
}

// load reads the sheets of a table. What is missing in its text files is not reported: see checkMissing.
func load(src Source, o Options, partial bool) *loader {
	if o.Types == "" {
		o.Types = DefaultTypes
	}
	l := &loader{src: src, o: o, partial: partial, files: map[string]string{}, used: map[string]bool{},
		t: &Table{Own: o.Own, names: map[string]string{}, byKey: map[Key]*Status{}}}
	t, fs := l.t, &l.fs
	for _, name := range slices.Sorted(maps.Keys(src.Files)) {
		lower := strings.ToLower(name)
		if other := l.files[lower]; other != "" {
			fs.add(src.Dir+name, 0, "%s is there too: keep one of them", other)
			continue
		}
		l.files[lower] = name
	}
	codeColumns, subColumns := otherColumns("code"), otherColumns("substatus")
	if o.Own {
		codeColumns, subColumns = ownCodeColumns, ownSubColumns
	} else {
		t.names["Matcher"] = "the generated function Matcher"
		t.names["Table"] = "the generated variable Table"
	}

	codes, hasCodes := l.sheet("codes", codeColumns)
	subs, hasSubs := l.sheet("substatuses", subColumns)
	switch {
	case o.Own && !hasCodes:
		fs.add(codes.file, 0, "the file is missing")
	case !hasCodes && !hasSubs:
		fs.add(subs.file, 0, "the file is missing, and so is codes.tsv: want one of them, or both")
	}
	if o.Own && !hasSubs {
		fs.add(subs.file, 0, "the file is missing")
	}
	t.codesFile, t.subsFile = codes.file, subs.file
	t.About, t.aboutFile = subs.about, subs.file
	// The comment that is the package's wins.
	if t.About == "" || !strings.HasPrefix(t.About, "Package ") && strings.HasPrefix(codes.about, "Package ") {
		t.About, t.aboutFile = codes.about, codes.file
	}
	ids := map[string]string{}
	t.Codes = l.statuses(&codes, "code", ids)
	t.Subs = l.statuses(&subs, "substatus", ids)
	t.broken = codes.broken || subs.broken || !hasCodes && !hasSubs || o.Own && !(hasCodes && hasSubs)
	for _, statuses := range [][]Status{t.Codes, t.Subs} {
		for i := range statuses {
			t.byKey[statuses[i].Key] = &statuses[i]
		}
	}
	aliases, _ := l.sheet("aliases", aliasColumns)
	t.Aliases = loadAliases(aliases, t, fs)

	languages, ok := l.sheet("languages", languageColumns)
	if !ok {
		fs.add(languages.file, 0, "the file is missing")
	}
	t.Languages = loadLanguages(languages, t.names, fs)
	for i := range t.Languages {
		lang := &t.Languages[i]
		text, ok := l.sheet("text."+lang.ID, textColumns)
		lang.file, lang.sheet = text.file, text
		if ok {
			lang.Text = loadText(text, t, fs)
			lang.broken = text.broken
			if i == 0 {
				t.moveNotes(lang)
			}
		}
	}
	l.checkUnused(languages.file)
	checkMessages(t, fs)
	if o.Own {
		checkFacts(codes.file, t.Codes, fs)
		checkIIS(subs.file, t, fs)
	} else {
		checkOthers(codes.file, subs.file, t, fs)
	}
	return l
}

// moveNotes takes the columns component and note, which are text, from where the facts of the statuses stand.
func (t *Table) moveNotes(l *Language) {
	for _, s := range t.Statuses() {
		m, ok := l.Text[s.Key]
		if !ok {
			continue
		}
		m.Component = cmp.Or(m.Component, s.Get("component"))
		m.Note = cmp.Or(m.Note, s.Get("note"))
		l.Text[s.Key] = m
	}
}

// sheet finds name.tsv or name.csv, in any case of letters, and reports whether it is there.
func (l *loader) sheet(name string, c columns) (sheet, bool) {
	tsv, csv := strings.ToLower(name)+".tsv", strings.ToLower(name)+".csv"
	l.used[tsv], l.used[csv] = true, true
	file, ok := l.files[tsv]
	if other := l.files[csv]; other != "" {
		if ok {
			l.fs.add(l.src.Dir+other, 0, "%s is there too: keep one of them", file)
		}
		file, ok = other, true
	}
	if !ok {
		return sheet{file: l.src.Dir + name + ".tsv"}, false
	}
	mayBeEmpty := l.partial && strings.HasPrefix(name, "text.")
	return parseSheet(l.src.Dir+file, l.src.Files[file], c, mayBeEmpty, &l.fs), true
}

// checkUnused reports files that no table has, and text in a language that the table does not name.
func (l *loader) checkUnused(languagesFile string) {
	for lower, name := range l.files {
		if l.used[lower] {
			continue
		}
		if id, ok := strings.CutPrefix(lower, "text."); ok {
			if len(l.t.Languages) > 0 {
				l.fs.add(l.src.Dir+name, 0, "%s does not name the language %s", languagesFile, Quote(name[len(name)-len(id):len(name)-len(".tsv")]))
			}
			continue
		}
		l.fs.add(l.src.Dir+name, 0, "unknown file: want codes, substatuses, aliases, languages or text.LANGUAGE, .tsv or .csv")
	}
}

// checkAbout reports a comment at the head of the statuses that speaks of another package.
func (l *loader) checkAbout() {
	rest, ok := strings.CutPrefix(l.t.About, "Package ")
	if !ok || l.o.Package == "" {
		return
	}
	if name, _, _ := strings.Cut(rest, " "); name != l.o.Package {
		l.fs.add(l.t.aboutFile, 1, "the comment speaks of package %s: want package %s, or a comment that does not begin with Package", Quote(name), l.o.Package)
	}
}
