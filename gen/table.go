package main

import (
	"cmp"
	"go/token"
	"slices"
	"strconv"
	"strings"
)

// A table is what the generator knows: the statuses, and their text in each language.
type table struct {
	own          bool // this repository's table, with the facts and classes that no other has
	codes        []status
	subs         []status
	aliases      []alias
	languages    []lang           // the first is the default
	broken       bool             // statuses are left out for their faults: which exist is not known
	placeholders map[key][]string // the names in the text of a status, sorted; in other tables than our own
	style        *style           // nil: the text is not checked for style

	file      string            // the file of the substatuses, or that of the codes if there is none
	about     string            // the comment at the head of one of them, which can be the package's
	aboutFile string            // the one
	names     map[string]string // Go name -> where it stands
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
	languageColumns = columns{required: []string{"language", "name"}}
	textColumns     = columns{required: []string{"status", "title", "detail", "remedy"}}
)

// otherColumns returns the columns of the statuses in a table that is not this repository's.
func otherColumns(what string) columns {
	return columns{required: []string{what, "name"}, optional: []string{"vendor", "seen", "source", "note", "deprecated"}}
}

// loadTable reads the sheets of a table. What is missing in its text files is not reported: see checkMissing.
func loadTable(src source, own bool) (*table, faults) {
	var fs faults
	t := &table{own: own, names: map[string]string{}}
	used := map[string]bool{}
	// sheet finds name.tsv or name.csv.
	sheet := func(name string, c columns) (sheet, bool) {
		tsv, csv := name+".tsv", name+".csv"
		file := tsv
		if _, ok := src.files[csv]; ok {
			if _, ok := src.files[tsv]; ok {
				fs.add(src.dir+csv, 0, "%s is there too: keep one of them", tsv)
			}
			file = csv
		}
		used[tsv], used[csv] = true, true
		data, ok := src.files[file]
		if !ok {
			return sheet{file: src.dir + file}, false
		}
		return parseSheet(src.dir+file, data, c, &fs), true
	}

	codeColumns, subColumns := otherColumns("code"), otherColumns("substatus")
	if own {
		codeColumns, subColumns = ownCodeColumns, ownSubColumns
	} else {
		t.names["Matcher"] = "the generated function Matcher"
	}
	codesFile, ok1 := sheet("codes", codeColumns)
	subsFile, ok2 := sheet("substatuses", subColumns)
	switch {
	case own && !ok1, !own && !ok1 && !ok2:
		fs.add(codesFile.file, 0, "the file is missing")
	case own && !ok2:
		fs.add(subsFile.file, 0, "the file is missing")
	}
	t.codes = loadStatuses(&codesFile, "code", t.names, &fs)
	t.subs = loadStatuses(&subsFile, "substatus", t.names, &fs)
	t.broken = codesFile.broken || subsFile.broken || len(t.codes)+len(t.subs) == 0
	t.file = subsFile.file
	if !ok2 {
		t.file = codesFile.file
	}
	t.about, t.aboutFile = codesFile.about, codesFile.file
	if !strings.HasPrefix(t.about, "Package ") && (!ok1 || strings.HasPrefix(subsFile.about, "Package ")) {
		t.about, t.aboutFile = subsFile.about, subsFile.file
	}
	if own {
		checkFacts(codesFile.file, t.codes, &fs)
		checkIIS(subsFile.file, t, &fs)
	} else {
		checkOthers(codesFile.file, subsFile.file, t, &fs)
	}
	if aliases, ok := sheet("aliases", aliasColumns); ok {
		t.aliases = loadAliases(aliases, t, &fs)
	}

	languages, ok := sheet("languages", languageColumns)
	if !ok {
		fs.add(languages.file, 0, "the file is missing")
	}
	t.languages = loadLanguages(languages, t.names, &fs)
	for i := range t.languages {
		l := &t.languages[i]
		text, ok := sheet("text."+l.id, textColumns)
		l.file = text.file
		if ok {
			l.text = loadText(text, t, &fs)
			l.broken = text.broken
		}
	}
	for name := range src.files {
		if used[name] {
			continue
		}
		if id, ok := strings.CutPrefix(name, "text."); ok && len(t.languages) > 0 {
			fs.add(src.dir+name, 0, "%s does not name the language %s", languages.file, quote(id[:len(id)-len(".tsv")]))
		} else if !ok {
			fs.add(src.dir+name, 0, "unknown file: want codes, substatuses, aliases, languages or text.LANGUAGE, .tsv or .csv")
		}
	}
	checkMessages(t, &fs)
	return t, fs
}

// loadStatuses reads the rows of codes.tsv or substatuses.tsv, whose first column is what.
func loadStatuses(s *sheet, what string, names map[string]string, fs *faults) (out []status) {
	seen := map[key]int{}
	var last key
	for _, r := range s.rows {
		id := r.field(what)
		k, ok := parseKey(id)
		switch {
		case !ok || k.class != 0 || k.isSub != (what == "substatus"):
			want := "three digits from 100 to 999"
			if what == "substatus" {
				want = `a code from 100 to 999 and a number from 0 to 65535 that fits 16 bits, as "403.14"`
			}
			fs.add(s.file, r.line, "%s %s: want %s", what, quote(id), want)
			s.broken = true
			continue
		case seen[k] != 0:
			fs.add(s.file, r.line, "%s %s stands in line %d too", what, id, seen[k])
			s.broken = true
			continue
		case len(seen) > 0 && k.compare(last) < 0:
			fs.add(s.file, r.line, "%s %s is out of order: it belongs before %s", what, id, last)
		}
		seen[k] = r.line
		last = k
		name := r.get("name")
		// A code without a name has text, but no constant.
		if name != "" || r.get("state") != "Unused" {
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

func loadAliases(s sheet, t *table, fs *faults) (out []alias) {
	what, statuses := "status", slices.Concat(t.codes, t.subs)
	if t.own {
		what, statuses = "code", t.codes // an alias is a constant there, which a substatus cannot be
	}
	var last alias
	for _, r := range s.rows {
		a := alias{row: r, alias: r.get("alias"), name: r.get("name")}
		checkName(s.file, r.line, "alias", a.alias, t.names, fs)
		checkOneOf(s.file, r, "deprecated", []string{"yes"}, fs)
		i := slices.IndexFunc(statuses, func(c status) bool { return c.name != "" && c.name == a.name })
		if i < 0 {
			if t.broken {
				continue
			}
			fs.add(s.file, r.line, "alias %s of nothing: no %s has the name %s", a.alias, what, quote(a.name))
			continue
		}
		a.key = statuses[i].key
		if len(out) > 0 && a.key.compare(last.key) < 0 {
			fs.add(s.file, r.line, "alias %s is out of order: it belongs before %s", a.alias, last.alias)
		}
		last = a
		out = append(out, a)
	}
	return out
}

// loadText reads a language's text.
func loadText(s sheet, t *table, fs *faults) map[key]message {
	known := map[key]bool{}
	for _, k := range t.keys() {
		known[k] = true
	}
	text := map[key]message{}
	var last key
	for _, r := range s.rows {
		id := r.field("status")
		k, ok := parseKey(id)
		switch {
		case !ok:
			fs.add(s.file, r.line, `status %s: want a code as "404", a substatus as "403.14" or a class as "4xx"`, quote(id))
			continue
		case !known[k] && t.broken:
			continue
		case !known[k]:
			fs.add(s.file, r.line, "status %s does not exist: no row of the table has it%s", id, lostZeros(k, known))
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
		text[k] = message{r, r.get("title"), r.get("detail"), r.get("remedy")}
	}
	return text
}

// lostZeros says that a status looks like one of the table that went through a spreadsheet, which takes 403.1010 for a
// number.
func lostZeros(k key, known map[key]bool) string {
	for k.isSub && 0 < k.sub && k.sub <= maxSub {
		k.sub *= 10
		if known[k] {
			return "; is it " + k.String() + ", which a spreadsheet took for a number? Format the column as text"
		}
	}
	return ""
}

// keys returns what a text file has rows for, in their order. The classes belong to this repository's table only.
func (t *table) keys() []key {
	var keys []key
	if t.own {
		for c := 1; c <= 5; c++ {
			keys = append(keys, key{class: c})
		}
	}
	keys = slices.Concat(keys, t.codeKeys(), t.subKeys())
	slices.SortFunc(keys, key.compare)
	return keys
}

// checkOneOf reports a field that is neither empty nor one of want.
func checkOneOf(file string, r row, column string, want []string, fs *faults) {
	if f := r.get(column); f != "" && !slices.Contains(want, f) {
		fs.add(file, r.line, "%s %s: want %s", column, quote(f), strings.Join(want, ", "))
	}
}

// checkOthers reports what a table that is not this repository's may not redefine.
func checkOthers(codesFile, subsFile string, t *table, fs *faults) {
	for _, s := range t.codes {
		if _, ok := slices.BinarySearch(registeredCodes[:], s.code); ok {
			fs.add(codesFile, s.line, "code %d is registered with IANA: take another, or refine it by a substatus, as %d.1000", s.code, s.code)
		}
		checkOneOf(codesFile, s.row, "seen", places, fs)
	}
	for _, s := range t.subs {
		if _, ok := slices.BinarySearch(iisSubstatuses[:], s.code<<16|s.sub); ok {
			where := "IIS"
			if s.sub >= 1000 {
				where = "iisnode, which has 500.1000 to 500.1018 and 503.1000 to 503.1003"
			}
			fs.add(subsFile, s.line, "substatus %s is documented by %s: use another number from 1000 to %d", s.key, where, maxSub)
		}
		checkOneOf(subsFile, s.row, "seen", places, fs)
	}
}

// places are where a status is seen: in a response, only in a log, in both, or only where an operator configures it.
var places = []string{"wire", "log", "wire and log", "configuration"}
