package table

import (
	"cmp"
	"go/token"
	"slices"
	"strconv"
	"strings"
)

// A Table is what the generator knows: the statuses, and their text in each language.
type Table struct {
	own          bool // this repository's table, with the facts and classes that no other has
	Codes        []Status
	Subs         []Status
	Aliases      []alias
	Languages    []Lang           // the first is the default
	broken       bool             // statuses are left out for their faults: which exist is not known
	Placeholders map[Key][]string // the names in the text of a status, sorted; in other tables than our own
	style        *style           // nil: the text is not checked for style

	file      string            // the file of the substatuses, or that of the codes if there is none
	About     string            // the comment at the head of one of them, which can be the package's
	AboutFile string            // the one
	names     map[string]string // Go name -> where it stands
}

// maxSub is the greatest substatus that IIS can hold, in 16 bits.
const maxSub = 1<<16 - 1

// A Key names a status in the text files: a class "4xx", a code "404" or a substatus "403.14".
type Key struct {
	class, Code, Sub int
	IsSub            bool
}

func (k Key) String() string {
	switch {
	case k.class != 0:
		return strconv.Itoa(k.class) + "xx"
	case k.IsSub:
		return strconv.Itoa(k.Code) + "." + strconv.Itoa(k.Sub)
	}
	return strconv.Itoa(k.Code)
}

// compare is the order of the rows: the classes, then by code, a code before its substatuses.
func (k Key) Compare(l Key) int {
	if (k.class != 0) != (l.class != 0) {
		return l.class - k.class
	}
	sub := func(k Key) int {
		if k.IsSub {
			return k.Sub
		}
		return -1
	}
	return cmp.Or(cmp.Compare(k.class, l.class), cmp.Compare(k.Code, l.Code), cmp.Compare(sub(k), sub(l)))
}

// parseKey reads "4xx", "404" or "403.14", written as key.String writes it.
func ParseKey(s string) (k Key, ok bool) {
	code, sub, isSub := strings.Cut(s, ".")
	if len(s) == 3 && s[1:] == "xx" && '1' <= s[0] && s[0] <= '5' {
		return Key{class: int(s[0] - '0')}, true
	}
	var err1, err2 error
	k.Code, err1 = strconv.Atoi(code)
	if isSub {
		k.IsSub = true
		k.Sub, err2 = strconv.Atoi(sub)
	}
	ok = err1 == nil && err2 == nil && 100 <= k.Code && k.Code <= 999 && 0 <= k.Sub && k.Sub <= maxSub && k.String() == s
	return k, ok
}

// A Status is a row of codes.tsv or substatuses.tsv.
type Status struct {
	Key
	Row
	Name string
}

// An Alias is a row of aliases.tsv.
type alias struct {
	Row
	Alias, Name string
	Key         Key // of name
}

// A Message is a row of a text file.
type Message struct {
	Row
	Title, Detail, Remedy string
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
	return columns{required: []string{what, "name"}, optional: []string{"vendor", "seen", "source", "note", "deprecated"}}
}

// loadTable reads the sheets of a table. What is missing in its text files is not reported: see checkMissing.
func LoadTable(src Source, own bool) (*Table, Faults) {
	var fs Faults
	t := &Table{own: own, names: map[string]string{}}
	used := map[string]bool{}
	// sheet finds name.tsv or name.csv.
	sheet := func(name string, c columns) (sheet, bool) {
		tsv, csv := name+".tsv", name+".csv"
		file := tsv
		if _, ok := src.Files[csv]; ok {
			if _, ok := src.Files[tsv]; ok {
				fs.Add(src.Dir+csv, 0, "%s is there too: keep one of them", tsv)
			}
			file = csv
		}
		used[tsv], used[csv] = true, true
		data, ok := src.Files[file]
		if !ok {
			return sheet{file: src.Dir + file}, false
		}
		return parseSheet(src.Dir+file, data, c, &fs), true
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
		fs.Add(codesFile.file, 0, "the file is missing")
	case own && !ok2:
		fs.Add(subsFile.file, 0, "the file is missing")
	}
	t.Codes = loadStatuses(&codesFile, "code", t.names, &fs)
	t.Subs = loadStatuses(&subsFile, "substatus", t.names, &fs)
	t.broken = codesFile.broken || subsFile.broken || len(t.Codes)+len(t.Subs) == 0
	t.file = subsFile.file
	if !ok2 {
		t.file = codesFile.file
	}
	t.About, t.AboutFile = codesFile.about, codesFile.file
	if !strings.HasPrefix(t.About, "Package ") && (!ok1 || strings.HasPrefix(subsFile.about, "Package ")) {
		t.About, t.AboutFile = subsFile.about, subsFile.file
	}
	if own {
		checkFacts(codesFile.file, t.Codes, &fs)
		checkIIS(subsFile.file, t, &fs)
	} else {
		checkOthers(codesFile.file, subsFile.file, t, &fs)
	}
	if aliases, ok := sheet("aliases", aliasColumns); ok {
		t.Aliases = loadAliases(aliases, t, &fs)
	}

	languages, ok := sheet("languages", languageColumns)
	if !ok {
		fs.Add(languages.file, 0, "the file is missing")
	}
	t.Languages = loadLanguages(languages, own, t.names, &fs)
	for i := range t.Languages {
		l := &t.Languages[i]
		text, ok := sheet("text."+l.Id, textColumns)
		l.file = text.file
		if ok {
			l.Text = loadText(text, t, &fs)
			l.broken = text.broken
		}
	}
	for name := range src.Files {
		if used[name] {
			continue
		}
		if id, ok := strings.CutPrefix(name, "text."); ok && len(t.Languages) > 0 {
			fs.Add(src.Dir+name, 0, "%s does not name the language %s", languages.file, Quote(id[:len(id)-len(".tsv")]))
		} else if !ok {
			fs.Add(src.Dir+name, 0, "unknown file: want codes, substatuses, aliases, languages or text.LANGUAGE, .tsv or .csv")
		}
	}
	checkMessages(t, &fs)
	return t, fs
}

// loadStatuses reads the rows of codes.tsv or substatuses.tsv, whose first column is what.
func loadStatuses(s *sheet, what string, names map[string]string, fs *Faults) (out []Status) {
	seen := map[Key]int{}
	var last Key
	for _, r := range s.rows {
		id := r.field(what)
		k, ok := ParseKey(id)
		switch {
		case !ok || k.class != 0 || k.IsSub != (what == "substatus"):
			want := "three digits from 100 to 999"
			if what == "substatus" {
				want = `a code from 100 to 999 and a number from 0 to 65535 that fits 16 bits, as "403.14"`
			}
			fs.Add(s.file, r.line, "%s %s: want %s", what, Quote(id), want)
			s.broken = true
			continue
		case seen[k] != 0:
			fs.Add(s.file, r.line, "%s %s stands in line %d too", what, id, seen[k])
			s.broken = true
			continue
		case len(seen) > 0 && k.Compare(last) < 0:
			fs.Add(s.file, r.line, "%s %s is out of order: it belongs before %s", what, id, last)
		}
		seen[k] = r.line
		last = k
		name := r.Get("name")
		// A code without a name has text, but no constant.
		if name != "" || r.Get("state") != "Unused" {
			checkName(s.file, r.line, "name", name, names, fs)
		}
		out = append(out, Status{k, r, name})
	}
	return out
}

// checkName reports a Go name that is none, or that is taken.
func checkName(file string, line int, what, name string, names map[string]string, fs *Faults) {
	switch {
	case name == "":
		fs.Add(file, line, "%s is missing: want an exported Go identifier", what)
	case token.IsKeyword(name):
		fs.Add(file, line, "%s %s is a Go keyword: want an exported Go identifier", what, Quote(name))
	case !token.IsIdentifier(name) || !token.IsExported(name):
		fs.Add(file, line, "%s %s: want an exported Go identifier", what, Quote(name))
	case names[name] != "":
		fs.Add(file, line, "%s %s is taken by %s", what, Quote(name), names[name])
	default:
		names[name] = file + ":" + strconv.Itoa(line)
	}
}

func loadAliases(s sheet, t *Table, fs *Faults) (out []alias) {
	what, statuses := "status", slices.Concat(t.Codes, t.Subs)
	if t.own {
		what, statuses = "code", t.Codes // an alias is a constant there, which a substatus cannot be
	}
	var last alias
	for _, r := range s.rows {
		a := alias{Row: r, Alias: r.Get("alias"), Name: r.Get("name")}
		checkName(s.file, r.line, "alias", a.Alias, t.names, fs)
		checkOneOf(s.file, r, "deprecated", []string{"yes"}, fs)
		i := slices.IndexFunc(statuses, func(c Status) bool { return c.Name != "" && c.Name == a.Name })
		if i < 0 {
			if t.broken {
				continue
			}
			fs.Add(s.file, r.line, "alias %s of nothing: no %s has the name %s", a.Alias, what, Quote(a.Name))
			continue
		}
		a.Key = statuses[i].Key
		if len(out) > 0 && a.Key.Compare(last.Key) < 0 {
			fs.Add(s.file, r.line, "alias %s is out of order: it belongs before %s", a.Alias, last.Alias)
		}
		last = a
		out = append(out, a)
	}
	return out
}

// loadText reads a language's text.
func loadText(s sheet, t *Table, fs *Faults) map[Key]Message {
	known := map[Key]bool{}
	for _, k := range t.keys() {
		known[k] = true
	}
	text := map[Key]Message{}
	var last Key
	for _, r := range s.rows {
		id := r.field("status")
		k, ok := ParseKey(id)
		switch {
		case !ok:
			fs.Add(s.file, r.line, `status %s: want a code as "404", a substatus as "403.14" or a class as "4xx"`, Quote(id))
			continue
		case !known[k] && t.broken:
			continue
		case !known[k]:
			fs.Add(s.file, r.line, "status %s does not exist: no row of the table has it%s", id, lostZeros(k, known))
			continue
		}
		if m, ok := text[k]; ok {
			fs.Add(s.file, r.line, "status %s stands in line %d too", id, m.line)
			continue
		}
		if len(text) > 0 && k.Compare(last) < 0 {
			fs.Add(s.file, r.line, "status %s is out of order: it belongs before %s", id, last)
		}
		last = k
		text[k] = Message{r, r.Get("title"), r.Get("detail"), r.Get("remedy")}
	}
	return text
}

// lostZeros says that a status looks like one of the table that went through a spreadsheet, which takes 403.1010 for a
// number.
func lostZeros(k Key, known map[Key]bool) string {
	for k.IsSub && 0 < k.Sub && k.Sub <= maxSub {
		k.Sub *= 10
		if known[k] {
			return "; is it " + k.String() + ", which a spreadsheet took for a number? Format the column as text"
		}
	}
	return ""
}

// keys returns what a text file has rows for, in their order. The classes belong to this repository's table only.
func (t *Table) keys() []Key {
	var keys []Key
	if t.own {
		for c := 1; c <= 5; c++ {
			keys = append(keys, Key{class: c})
		}
	}
	keys = slices.Concat(keys, t.CodeKeys(), t.SubKeys())
	slices.SortFunc(keys, Key.Compare)
	return keys
}

// checkOneOf reports a field that is neither empty nor one of want.
func checkOneOf(file string, r Row, column string, want []string, fs *Faults) {
	if f := r.Get(column); f != "" && !slices.Contains(want, f) {
		fs.Add(file, r.line, "%s %s: want %s", column, Quote(f), strings.Join(want, ", "))
	}
}

// checkOthers reports what a table that is not this repository's may not redefine.
func checkOthers(codesFile, subsFile string, t *Table, fs *Faults) {
	for _, s := range t.Codes {
		if _, ok := slices.BinarySearch(registeredCodes[:], s.Code); ok {
			fs.Add(codesFile, s.line, "code %d is registered with IANA: take another, or refine it by a substatus, as %d.1000", s.Code, s.Code)
		}
		checkOneOf(codesFile, s.Row, "seen", places, fs)
	}
	for _, s := range t.Subs {
		if _, ok := slices.BinarySearch(iisSubstatuses[:], s.Code<<16|s.Sub); ok {
			where := "IIS"
			if s.Sub >= 1000 {
				where = "iisnode, which has 500.1000 to 500.1018 and 503.1000 to 503.1003"
			}
			fs.Add(subsFile, s.line, "substatus %s is documented by %s: use another number from 1000 to %d", s.Key, where, maxSub)
		}
		checkOneOf(subsFile, s.Row, "seen", places, fs)
	}
}

// places are where a status is seen: in a response, only in a log, in both, or only where an operator configures it.
var places = []string{"wire", "log", "wire and log", "configuration"}

func (t *Table) CodeKeys() []Key { return keysOf(t.Codes) }
func (t *Table) SubKeys() []Key  { return keysOf(t.Subs) }

func keysOf(statuses []Status) (keys []Key) {
	for _, s := range statuses {
		keys = append(keys, s.Key)
	}
	return keys
}
