package main

import (
	"cmp"
	"go/token"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/language"
)

// A table is what the generator knows: the statuses, and their text in each language.
type table struct {
	own       bool // this repository's table, with the facts and classes that no other has
	codes     []status
	subs      []status
	aliases   []alias
	languages []lang // the first is the default
	style     *style // nil: the text is not checked for style
}

// maxSub is the greatest substatus that IIS can hold, in 16 bits.
const maxSub = 1<<16 - 1

// A key names a status in the text files: a class "4xx", a code "404" or a substatus "403.14".
type key struct {
	class, code, sub int
	isSub            bool
}

func (k key) String() string {
	switch {
	case k.class != 0:
		return strconv.Itoa(k.class) + "xx"
	case k.isSub:
		return strconv.Itoa(k.code) + "." + strconv.Itoa(k.sub)
	}
	return strconv.Itoa(k.code)
}

// compare is the order of the rows: the classes, then by code, a code before its substatuses.
func (k key) compare(l key) int {
	if (k.class != 0) != (l.class != 0) {
		return l.class - k.class
	}
	sub := func(k key) int {
		if k.isSub {
			return k.sub
		}
		return -1
	}
	return cmp.Or(cmp.Compare(k.class, l.class), cmp.Compare(k.code, l.code), cmp.Compare(sub(k), sub(l)))
}

// parseKey reads "4xx", "404" or "403.14", written as key.String writes it.
func parseKey(s string) (k key, ok bool) {
	code, sub, isSub := strings.Cut(s, ".")
	if len(s) == 3 && s[1:] == "xx" && '1' <= s[0] && s[0] <= '5' {
		return key{class: int(s[0] - '0')}, true
	}
	var err1, err2 error
	k.code, err1 = strconv.Atoi(code)
	if isSub {
		k.isSub = true
		k.sub, err2 = strconv.Atoi(sub)
	}
	ok = err1 == nil && err2 == nil && 100 <= k.code && k.code <= 999 && 0 <= k.sub && k.sub <= maxSub && k.String() == s
	return k, ok
}

// A status is a row of codes.tsv or substatuses.tsv.
type status struct {
	key
	row
	name string
}

// An alias is a row of aliases.tsv.
type alias struct {
	row
	alias, name string
	key         key // of name
}

// A lang is a language of the table and its text.
type lang struct {
	row
	tag  language.Tag
	id   string         // "zh-Hans"
	name string         // of the Go variable
	also []language.Tag // other tags that this text serves
	file string
	text map[key]message
}

// A message is a row of a text file.
type message struct {
	row
	title, detail, remedy string
}

// The columns of the files of a table.
var (
	ownCodeColumns  = columns{required: []string{"code", "name", "reason", "spec", "url", "state", "content", "cacheable", "nostore", "retry", "musthave", "note"}}
	ownSubColumns   = columns{required: []string{"substatus", "name", "component", "versions", "legacy", "replaced", "note"}}
	aliasColumns    = columns{required: []string{"alias", "name"}, optional: []string{"deprecated", "source"}}
	languageColumns = columns{required: []string{"language", "name"}, optional: []string{"also"}}
	textColumns     = columns{required: []string{"status", "title", "detail", "remedy"}}
)

// otherColumns returns the columns of the statuses in a table that is not this repository's.
func otherColumns(what string) columns {
	return columns{required: []string{what, "name"}, optional: []string{"vendor", "seen", "source", "note"}}
}

// loadTable reads the files of a table, by their names without a folder. dir stands before the names in faults.
func loadTable(dir string, files map[string][]byte, own bool) (*table, faults) {
	var fs faults
	t := &table{own: own}
	used := map[string]bool{}
	// sheet finds name.tsv or name.csv.
	sheet := func(name string, c columns) (sheet, bool) {
		tsv, csv := name+".tsv", name+".csv"
		file := tsv
		if _, ok := files[csv]; ok {
			if _, ok := files[tsv]; ok {
				fs.add(dir+csv, 0, "%s is there too: keep one of them", tsv)
			}
			file = csv
		}
		used[tsv], used[csv] = true, true
		data, ok := files[file]
		if !ok {
			return sheet{file: dir + file}, false
		}
		return parseSheet(dir+file, data, c, &fs), true
	}

	names := map[string]string{} // Go name -> where it stands
	codeColumns, subColumns := otherColumns("code"), otherColumns("substatus")
	if own {
		codeColumns, subColumns = ownCodeColumns, ownSubColumns
	}
	codesFile, ok1 := sheet("codes", codeColumns)
	subsFile, ok2 := sheet("substatuses", subColumns)
	switch {
	case own && !ok1, !own && !ok1 && !ok2:
		fs.add(codesFile.file, 0, "the file is missing")
	case own && !ok2:
		fs.add(subsFile.file, 0, "the file is missing")
	}
	t.codes = loadStatuses(codesFile, "code", names, &fs)
	t.subs = loadStatuses(subsFile, "substatus", names, &fs)
	if own {
		checkFacts(codesFile.file, t.codes, &fs)
		checkIIS(subsFile.file, t, &fs)
	} else {
		checkOthers(codesFile.file, subsFile.file, t, &fs)
	}
	if aliases, ok := sheet("aliases", aliasColumns); ok {
		t.aliases = loadAliases(aliases, t.codes, names, &fs)
	}

	languages, ok := sheet("languages", languageColumns)
	if !ok {
		fs.add(languages.file, 0, "the file is missing")
	}
	t.languages = loadLanguages(languages, names, &fs)
	for i := range t.languages {
		l := &t.languages[i]
		text, ok := sheet("text."+l.id, textColumns)
		l.file = text.file
		if !ok {
			fs.add(text.file, 0, "the file is missing: %s names the language %s", languages.file, l.id)
			continue
		}
		l.text = loadText(text, t, &fs)
	}
	for name := range files {
		if used[name] {
			continue
		}
		if id, ok := strings.CutPrefix(name, "text."); ok {
			fs.add(dir+name, 0, "%s does not name the language %s", languages.file, quote(id[:len(id)-len(".tsv")]))
		} else {
			fs.add(dir+name, 0, "unknown file: want codes, substatuses, aliases, languages or text.LANGUAGE, .tsv or .csv")
		}
	}
	checkMessages(t, &fs)
	return t, fs
}

// loadStatuses reads the rows of codes.tsv or substatuses.tsv, whose first column is what.
func loadStatuses(s sheet, what string, names map[string]string, fs *faults) (out []status) {
	seen := map[key]int{}
	var last key
	for _, r := range s.rows {
		id := r.fields[what]
		k, ok := parseKey(id)
		switch {
		case !ok || k.class != 0 || k.isSub != (what == "substatus"):
			want := "three digits from 100 to 999"
			if what == "substatus" {
				want = `a code from 100 to 999 and a number from 0 to 65535 that fits 16 bits, as "403.14"`
			}
			fs.add(s.file, r.line, "%s %s: want %s", what, quote(id), want)
			continue
		case seen[k] != 0:
			fs.add(s.file, r.line, "%s %s stands in line %d too", what, id, seen[k])
			continue
		case len(seen) > 0 && k.compare(last) < 0:
			fs.add(s.file, r.line, "%s %s is out of order: it belongs before %s", what, id, last)
		}
		seen[k] = r.line
		last = k
		name := r.get("name")
		// A code without a name has text, but no constant.
		if name != "" || what == "substatus" || !slices.Contains([]string{"Unused"}, r.get("state")) {
			checkName(s.file, r.line, "name", name, names, fs)
		}
		out = append(out, status{k, r, name})
	}
	return out
}

// checkName reports a Go name that is none, or that is taken.
func checkName(file string, line int, what, name string, names map[string]string, fs *faults) {
	switch {
	case name == "":
		fs.add(file, line, "%s is missing: want an exported Go identifier", what)
	case token.IsKeyword(name):
		fs.add(file, line, "%s %s is a Go keyword: want an exported Go identifier", what, quote(name))
	case !token.IsIdentifier(name) || !token.IsExported(name):
		fs.add(file, line, "%s %s: want an exported Go identifier", what, quote(name))
	case names[name] != "":
		fs.add(file, line, "%s %s is taken by %s", what, quote(name), names[name])
	default:
		names[name] = file + ":" + strconv.Itoa(line)
	}
}

func loadAliases(s sheet, codes []status, names map[string]string, fs *faults) (out []alias) {
	var last alias
	for _, r := range s.rows {
		a := alias{row: r, alias: r.get("alias"), name: r.get("name")}
		checkName(s.file, r.line, "alias", a.alias, names, fs)
		i := slices.IndexFunc(codes, func(c status) bool { return c.name != "" && c.name == a.name })
		if i < 0 {
			fs.add(s.file, r.line, "alias %s of nothing: no code has the name %s", a.alias, quote(a.name))
			continue
		}
		a.key = codes[i].key
		if a.key.compare(last.key) < 0 {
			fs.add(s.file, r.line, "alias %s is out of order: it belongs before %s", a.alias, last.alias)
		}
		checkOneOf(s.file, r, "deprecated", []string{"yes"}, fs)
		last = a
		out = append(out, a)
	}
	return out
}

func loadLanguages(s sheet, names map[string]string, fs *faults) (out []lang) {
	seen := map[language.Tag]int{}
	parse := func(r row, id string) (language.Tag, bool) {
		tag, err := language.Parse(id)
		switch {
		case err != nil || tag == language.Und:
			fs.add(s.file, r.line, "language %s: want a BCP 47 tag, as zh-Hans", quote(id))
		case tag.String() != id:
			fs.add(s.file, r.line, "language %s: write it %s", quote(id), tag)
		case seen[tag] != 0:
			fs.add(s.file, r.line, "language %s stands in line %d too", id, seen[tag])
		default:
			seen[tag] = r.line
			return tag, true
		}
		return tag, false
	}
	for _, r := range s.rows {
		l := lang{row: r, id: r.fields["language"], name: r.get("name")}
		var ok bool
		if l.tag, ok = parse(r, l.id); !ok {
			continue
		}
		checkName(s.file, r.line, "name", l.name, names, fs)
		for id := range strings.FieldsSeq(r.get("also")) {
			if tag, ok := parse(r, id); ok {
				l.also = append(l.also, tag)
			}
		}
		out = append(out, l)
	}
	return out
}

// loadText reads a language's text. The classes belong to this repository's table only.
func loadText(s sheet, t *table, fs *faults) map[key]message {
	known := map[key]bool{}
	for k := range t.keys() {
		known[k] = true
	}
	text := map[key]message{}
	var last key
	for _, r := range s.rows {
		id := r.fields["status"]
		k, ok := parseKey(id)
		switch {
		case !ok:
			fs.add(s.file, r.line, `status %s: want a code as "404", a substatus as "403.14" or a class as "4xx"`, quote(id))
			continue
		case !known[k]:
			fs.add(s.file, r.line, "status %s does not exist: no row of the table has it", id)
			continue
		}
		if m, ok := text[k]; ok {
			fs.add(s.file, r.line, "status %s stands in line %d too", id, m.line)
			continue
		}
		if len(text) > 0 && k.compare(last) < 0 {
			fs.add(s.file, r.line, "status %s is out of order: it belongs before %s", id, last)
		}
		last = k
		text[k] = message{r, r.fields["title"], r.fields["detail"], r.fields["remedy"]}
	}
	return text
}

// keys yields what a text file has rows for, in their order.
func (t *table) keys() func(func(key) bool) {
	return func(yield func(key) bool) {
		if t.own {
			for c := 1; c <= 5; c++ {
				if !yield(key{class: c}) {
					return
				}
			}
		}
		all := make([]key, 0, len(t.codes)+len(t.subs))
		for _, s := range t.codes {
			all = append(all, s.key)
		}
		for _, s := range t.subs {
			all = append(all, s.key)
		}
		slices.SortFunc(all, key.compare)
		for _, k := range all {
			if !yield(k) {
				return
			}
		}
	}
}

// checkOneOf reports a field that is neither empty nor one of want.
func checkOneOf(file string, r row, column string, want []string, fs *faults) int {
	f := r.get(column)
	if f == "" {
		return 0
	}
	i := slices.Index(want, f)
	if i < 0 {
		fs.add(file, r.line, "%s %s: want %s", column, quote(f), strings.Join(want, ", "))
	}
	return i + 1
}

// checkOthers reports what a table that is not this repository's may not redefine.
func checkOthers(codesFile, subsFile string, t *table, fs *faults) {
	for _, s := range t.codes {
		if _, ok := slices.BinarySearch(registeredCodes[:], s.code); ok {
			fs.add(codesFile, s.line, "code %d is registered with IANA: take another, or refine it by a substatus, as %d.1000", s.code, s.code)
		}
	}
	for _, s := range t.subs {
		if _, ok := slices.BinarySearch(iisSubstatuses[:], s.code<<16|s.sub); ok {
			where := "IIS"
			if s.sub >= 1000 {
				where = "iisnode, which has 500.1000 to 500.1018 and 503.1000 to 503.1003"
			}
			fs.add(subsFile, s.line, "substatus %s is documented by %s: use another number from 1000 to %d", s.key, where, maxSub)
		}
	}
}
