package table

import (
	"maps"
	"slices"
)

// subPageSize is how many substatuses a page of an index covers; the root package and messages hold the same number.
const subPageSize = 32

// An Index finds rows: a dense array from a code to its row, and from a code and a substatus, through pages, to theirs.
// The substatuses of a code are few and far apart (500.100, 500.1000), so that pages with nothing in them are one.
type Index struct {
	First     int    // the code that the arrays begin with
	Classes   [5]int // by class: its row, counted from 1; 0 for none
	Codes     []int  // by code: its row
	SubPages  []int  // by code: where its pages begin in PageRows, and at last where all end
	PageRows  []int  // by page: which run of subPageSize rows it is
	SubRows   []int  // rows
	Templates []int  // the rows that have placeholders, ascending; of a Table's index alone
}

// NewIndex makes the index of rows, which are counted from 1.
func NewIndex(rows map[Key]int) *Index {
	x := &Index{First: 999}
	last := 100
	var subs []Key
	for _, k := range slices.SortedFunc(maps.Keys(rows), Key.Compare) {
		switch {
		case k.Class != 0:
			x.Classes[k.Class-1] = rows[k]
			continue
		case k.IsSub:
			subs = append(subs, k)
		}
		x.First, last = min(x.First, k.Code), max(last, k.Code)
	}
	x.First = min(x.First, last)
	x.Codes = make([]int, last-x.First+1)
	x.SubRows = make([]int, subPageSize) // the page with nothing in it
	for i := range x.Codes {
		code := x.First + i
		x.Codes[i] = rows[Key{Code: code}]
		x.SubPages = append(x.SubPages, len(x.PageRows))
		n := 0
		for n < len(subs) && subs[n].Code == code {
			n++
		}
		if n == 0 {
			continue
		}
		pages := make([]int, subs[n-1].Sub/subPageSize+1)
		for _, k := range subs[:n] {
			p := &pages[k.Sub/subPageSize]
			if *p == 0 {
				*p = len(x.SubRows) / subPageSize
				x.SubRows = append(x.SubRows, make([]int, subPageSize)...)
			}
			x.SubRows[*p*subPageSize+k.Sub%subPageSize] = rows[k]
		}
		x.PageRows = append(x.PageRows, pages...)
		subs = subs[n:]
	}
	x.SubPages = append(x.SubPages, len(x.PageRows))
	return x
}

// Rows returns the keys of the rows of the table, in their order in a dictionary: the classes, if the table has them, the
// codes, the substatuses. The first is row 1.
func (t *Table) Rows() (keys []Key) {
	if t.Own {
		for c := 1; c <= 5; c++ {
			keys = append(keys, Key{Class: c})
		}
	}
	for _, s := range slices.Concat(t.Codes, t.Subs) {
		keys = append(keys, s.Key)
	}
	return keys
}

// Index returns the index of the rows and, behind them, of others.
func (t *Table) Index(others []Key) *Index {
	rows := map[Key]int{}
	var templates []int
	for i, k := range slices.Concat(t.Rows(), others) {
		rows[k] = i + 1
		if t.hasParams(k) {
			templates = append(templates, i+1)
		}
	}
	x := NewIndex(rows)
	x.Templates = templates
	return x
}

// checkWidth reports what does not fit the 16 bits of an index of package messages.
func (t *Table) checkWidth(fs *Faults) {
	const most = 1<<16 - 1
	var others []Key
	for i := range t.Languages {
		others = append(others, t.Overrides(&t.Languages[i])...)
	}
	slices.SortFunc(others, Key.Compare)
	others = slices.Compact(others)
	if n := len(t.Rows()) + len(others); n > most {
		fs.add(t.subsFile, 0, "the table has %d rows: want at most %d", n, most)
	}
	if n := len(t.Index(others).PageRows); n > most {
		fs.add(t.subsFile, 0, "the substatuses lie too far apart: their index has %d pages, want at most %d; use lower numbers", n, most)
	}
}
