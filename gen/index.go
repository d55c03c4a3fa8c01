package main

import "slices"

// subPageSize is how many substatuses a page of an index covers; the root package and messages hold the same number.
const subPageSize = 32

// An index finds rows: a dense array from a code to its row, and from a code and a substatus, through pages, to theirs.
// The substatuses of a code are few and far apart (500.100, 500.1000), so that pages with nothing in them are one.
type index struct {
	first    int   // the code that the arrays begin with
	codes    []int // by code: its row, counted from 1; 0 for none
	subPages []int // by code: where its pages begin in pageRows, and at last where all end
	pageRows []int // by page: which run of subPageSize rows it is
	subRows  []int // rows, counted from 1; 0 for none
}

// newIndex makes the index of ascending statuses. beforeCodes and beforeSubs are how many other rows stand before those of
// the codes and of the substatuses.
func newIndex(codes, subs []key, beforeCodes, beforeSubs int) *index {
	x := &index{first: 999}
	last := 100
	for _, k := range slices.Concat(codes, subs) {
		x.first, last = min(x.first, k.code), max(last, k.code)
	}
	if x.first > last {
		x.first = last
	}
	x.codes = make([]int, last-x.first+1)
	for i, k := range codes {
		x.codes[k.code-x.first] = beforeCodes + i + 1
	}
	row := beforeSubs
	x.subRows = make([]int, subPageSize) // the page with nothing in it
	rest := subs
	for c := x.first; c <= last; c++ {
		x.subPages = append(x.subPages, len(x.pageRows))
		n := 0
		for n < len(rest) && rest[n].code == c {
			n++
		}
		if n == 0 {
			continue
		}
		pages := make([]int, rest[n-1].sub/subPageSize+1)
		for _, k := range rest[:n] {
			row++
			p := &pages[k.sub/subPageSize]
			if *p == 0 {
				*p = len(x.subRows) / subPageSize
				x.subRows = append(x.subRows, make([]int, subPageSize)...)
			}
			x.subRows[*p*subPageSize+k.sub%subPageSize] = row
		}
		x.pageRows = append(x.pageRows, pages...)
		rest = rest[n:]
	}
	x.subPages = append(x.subPages, len(x.pageRows))
	return x
}

// checkWidth reports what does not fit the 16 bits of an index of package messages.
func (x *index) checkWidth(file string, fs *faults) {
	const most = 1<<16 - 1
	if n := len(x.pageRows); n > most {
		fs.add(file, 0, "the substatuses lie too far apart: their index has %d pages, want at most %d; use lower numbers", n, most)
	}
	for _, rows := range [][]int{x.codes, x.subRows} {
		for _, r := range rows {
			if r > most {
				fs.add(file, 0, "the table has row %d: want at most %d rows", r, most)
				return
			}
		}
	}
}
