package table

import "slices"

// subPageSize is how many substatuses a page of an index covers; the root package and messages hold the same number.
const subPageSize = 32

// An Index finds rows: a dense array from a code to its row, and from a code and a substatus, through pages, to theirs.
// The substatuses of a code are few and far apart (500.100, 500.1000), so that pages with nothing in them are one.
type Index struct {
	First    int   // the code that the arrays begin with
	Codes    []int // by code: its row, counted from 1; 0 for none
	SubPages []int // by code: where its pages begin in pageRows, and at last where all end
	PageRows []int // by page: which run of subPageSize rows it is
	SubRows  []int // rows, counted from 1; 0 for none
}

// newIndex makes the index of ascending statuses. beforeCodes and beforeSubs are how many other rows stand before those of
// the codes and of the substatuses.
func NewIndex(codes, subs []Key, beforeCodes, beforeSubs int) *Index {
	x := &Index{First: 999}
	last := 100
	for _, k := range slices.Concat(codes, subs) {
		x.First, last = min(x.First, k.Code), max(last, k.Code)
	}
	if x.First > last {
		x.First = last
	}
	x.Codes = make([]int, last-x.First+1)
	for i, k := range codes {
		x.Codes[k.Code-x.First] = beforeCodes + i + 1
	}
	row := beforeSubs
	x.SubRows = make([]int, subPageSize) // the page with nothing in it
	rest := subs
	for c := x.First; c <= last; c++ {
		x.SubPages = append(x.SubPages, len(x.PageRows))
		n := 0
		for n < len(rest) && rest[n].Code == c {
			n++
		}
		if n == 0 {
			continue
		}
		pages := make([]int, rest[n-1].Sub/subPageSize+1)
		for _, k := range rest[:n] {
			row++
			p := &pages[k.Sub/subPageSize]
			if *p == 0 {
				*p = len(x.SubRows) / subPageSize
				x.SubRows = append(x.SubRows, make([]int, subPageSize)...)
			}
			x.SubRows[*p*subPageSize+k.Sub%subPageSize] = row
		}
		x.PageRows = append(x.PageRows, pages...)
		rest = rest[n:]
	}
	x.SubPages = append(x.SubPages, len(x.PageRows))
	return x
}

// checkWidth reports what does not fit the 16 bits of an index of package messages.
func (x *Index) checkWidth(file string, fs *Faults) {
	const most = 1<<16 - 1
	if n := len(x.PageRows); n > most {
		fs.Add(file, 0, "the substatuses lie too far apart: their index has %d pages, want at most %d; use lower numbers", n, most)
	}
	for _, rows := range [][]int{x.Codes, x.SubRows} {
		for _, r := range rows {
			if r > most {
				fs.Add(file, 0, "the table has row %d: want at most %d rows", r, most)
				return
			}
		}
	}
}

// textIndex makes the index of a table's dictionaries. The rows of the classes come first, and those of the templates
// last.
func TextIndex(t *Table) (x *Index, classes int) {
	if t.own {
		classes = 5
	}
	return NewIndex(t.CodeKeys(), t.SubKeys(), classes, classes+len(t.Codes)), classes
}

// rowKeys returns the statuses of the rows of a dictionary, and at the end those of its templates, of which the first is
// the row templates, counted from 0.
func (t *Table) RowKeys() (keys []Key, templates int) {
	if t.own {
		for c := 1; c <= 5; c++ {
			keys = append(keys, Key{class: c})
		}
	}
	keys = append(append(keys, t.CodeKeys()...), t.SubKeys()...)
	templates = len(keys)
	for _, k := range keys[:templates] {
		if len(t.Placeholders[k]) > 0 {
			keys = append(keys, k)
		}
	}
	return keys, templates
}
