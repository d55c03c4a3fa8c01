package main

import (
	"cmp"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"

	"github.com/httpstatus-go/httpstatus"
	"github.com/httpstatus-go/httpstatus/internal/table"
	"github.com/httpstatus-go/httpstatus/messages"
	"github.com/httpstatus-go/httpstatus/tables"
)

// A source is a table that statuses stand in. The built-in table is two: its codes and its substatuses.
type source struct {
	id     string // in arguments, paths and JSON: "iana", "iis", "nginx", "billing"
	kind   kind
	rank   int             // its place among the sources
	vendor string          // whose statuses they are, if they are all one's: "nginx"
	pkg    string          // the Go package: "httpstatus", "nginx"
	facts  *table.Table    // what the table says
	text   *messages.Table // the same, as package problem takes it
}

// A kind is what a source has.
type kind int

const (
	registry kind = iota // the codes that IANA registers
	iisKind              // the substatuses of IIS
	vendor               // what a vendor uses
	own                  // what -table has brought
)

// A library is all tables that a run of the command has.
type library struct {
	sources []*source         // the registry, IIS, the vendors, then those of -table
	all     []status          // what stands in them, ascending
	matcher *messages.Matcher // of the languages of all tables; those of -table come first
	names   map[string][]named
}

// loadLibrary reads the tables that the command has in it, and those in the folders, whose problem types begin with types;
// "" is what they begin with if nothing else is said.
func loadLibrary(dirs []string, types string) (*library, error) {
	builtIn, err := loadBuiltIn(".")
	if err != nil {
		return nil, err
	}
	lib := &library{sources: []*source{
		{id: "iana", kind: registry, pkg: "httpstatus", facts: builtIn, text: messages.Standard},
		{id: "iis", kind: iisKind, pkg: "httpstatus", facts: builtIn, text: messages.Standard},
	}}
	entries, err := fs.ReadDir(tables.Files, ".")
	if err != nil {
		return nil, err
	}
	for _, e := range entries {
		if !e.IsDir() {
			continue
		}
		t, err := loadBuiltIn(e.Name())
		if err != nil {
			return nil, err
		}
		lib.sources = append(lib.sources, &source{id: e.Name(), kind: vendor, pkg: e.Name(), facts: t, text: newTable(t, e.Name())})
	}
	for _, dir := range dirs {
		s, err := lib.loadOwn(dir, types)
		if err != nil {
			return nil, err
		}
		lib.sources = append(lib.sources, s)
	}

	var dictionaries []*messages.Dictionary
	for i, s := range lib.sources {
		s.rank = i
		for _, row := range s.facts.Statuses() {
			if s.kind == registry && row.IsSub || s.kind == iisKind && !row.IsSub {
				continue
			}
			lib.all = append(lib.all, status{s, httpstatus.Substatus{Code: httpstatus.Code(row.Code), Sub: row.Sub}, !row.IsSub, true})
		}
		if s.kind >= vendor {
			s.vendor = vendorOf(s.facts)
		}
		if s.kind == own {
			dictionaries = slices.AppendSeq(dictionaries, s.text.Dictionaries())
		}
	}
	slices.SortStableFunc(lib.all, func(a, b status) int {
		return cmp.Or(cmp.Compare(a.number.Code, b.number.Code), cmp.Compare(a.source.rank, b.source.rank), cmp.Compare(a.number.Sub, b.number.Sub))
	})
	lib.matcher = messages.NewMatcher(slices.AppendSeq(dictionaries, messages.Standard.Dictionaries())...)
	lib.names = lib.nameAll()
	return lib, nil
}

// vendorOf returns the vendor that uses all statuses of a table; "" if there is no such one.
func vendorOf(t *table.Table) string {
	rows := t.Statuses()
	name := rows[0].Get("vendor")
	if slices.ContainsFunc(rows, func(row table.Status) bool { return row.Get("vendor") != name }) {
		return ""
	}
	return name
}

// loadBuiltIn reads a table that the command has in it: that of this library in ".", or one of the folders.
func loadBuiltIn(dir string) (*table.Table, error) {
	files, err := fs.Sub(tables.Files, dir)
	if err != nil {
		return nil, err
	}
	src, err := table.Read(files, "tables/"+dir)
	if err != nil {
		return nil, err
	}
	return table.Load(src, table.Options{Own: dir == "."})
}

// loadOwn reads a table of -table.
func (lib *library) loadOwn(dir, types string) (*source, error) {
	fsys, name, err := table.Folder(dir)
	if err != nil {
		return nil, say(sayNoTable, quote(dir), err)
	}
	src, err := table.Read(fsys, name)
	if err != nil {
		return nil, say(sayBadTable, quote(dir), err)
	}
	t, err := table.Load(src, table.Options{Types: types})
	if err != nil {
		return nil, say(sayBadTable, quote(dir), err)
	}
	id, err := lib.nameOf(dir, t)
	if err != nil {
		return nil, err
	}
	return &source{id: id, kind: own, pkg: id, facts: t, text: newTable(t, id)}, nil
}

// nameOf returns the name of a table of -table: that of the package which its comment speaks of, or that of its folder; or,
// if another has that one already, with the name of the folder above before it.
func (lib *library) nameOf(dir string, t *table.Table) (string, error) {
	full, err := filepath.Abs(dir)
	if err != nil {
		return "", fmt.Errorf("%s: %w", quote(dir), err)
	}
	name := tableName(filepath.Base(full))
	if about, ok := strings.CutPrefix(t.About, "Package "); ok {
		about, _, _ = strings.Cut(about, " ")
		name = tableName(about)
	}
	if lib.source(name) != nil {
		name = tableName(filepath.Base(filepath.Dir(full))) + "-" + name
	}
	if lib.source(name) != nil {
		return "", usage(sayTwoTables, quote(name))
	}
	return name, nil
}

// tableName returns a name as it can stand in an argument and in a path.
func tableName(s string) string {
	s = strings.Trim(strings.Map(func(r rune) rune {
		if strings.ContainsRune(`/\ .,;:?#%&"'`+"`", r) {
			return '-'
		}
		return r
	}, strings.ToLower(s)), "-")
	return cmp.Or(s, "table")
}

// tables returns the tables of all sources, the built-in one once.
func (lib *library) tables() []*messages.Table {
	tables := []*messages.Table{messages.Standard}
	for _, s := range lib.sources {
		if s.kind >= vendor {
			tables = append(tables, s.text)
		}
	}
	return tables
}

// source returns the source of a name, in any case of letters; nil if there is none.
func (lib *library) source(id string) *source {
	for _, s := range lib.sources {
		if strings.EqualFold(s.id, id) {
			return s
		}
	}
	return nil
}

// ids returns the names of all sources.
func (lib *library) ids() []string {
	ids := make([]string, len(lib.sources))
	for i, s := range lib.sources {
		ids[i] = s.id
	}
	return ids
}

// name returns the name of s for people.
func (s *source) name(l language) string {
	switch {
	case s.kind == registry:
		return labels[l].registry
	case s.kind == iisKind:
		return "IIS"
	case s.vendor != "":
		return s.vendor
	case s.id == "nonstandard":
		return labels[l].otherVendors
	}
	return s.id
}

// has reports whether a status stands in s.
func (s *source) has(number httpstatus.Substatus, isCode bool) bool {
	if s.kind == registry && !isCode || s.kind == iisKind && isCode {
		return false
	}
	return s.facts.Status(table.Key{Code: int(number.Code), Sub: number.Sub, IsSub: !isCode}) != nil
}
