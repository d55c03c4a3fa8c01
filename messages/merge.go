package messages

import (
	"iter"
	"slices"

	"github.com/httpstatus-go/httpstatus"
)

// merge returns the dictionary that looks up a row in all parts, the earlier first, and then in what stands behind them:
// a chain in which each has the Data of one of them. One part is itself.
func merge(parts []*Dictionary) *Dictionary {
	var chain []*Dictionary
	add := func(d *Dictionary) {
		if !slices.Contains(chain, d) {
			chain = append(chain, d)
		}
	}
	for _, p := range parts {
		add(p)
	}
	if len(chain) == 1 {
		return chain[0]
	}
	for _, p := range parts {
		for p = p.parent(); p != nil; p = p.parent() {
			add(p)
		}
	}
	var merged *Dictionary
	for _, d := range slices.Backward(chain) {
		data, behind := d.Data, merged
		data.Parent = func() *Dictionary { return behind }
		merged = &Dictionary{Data: data}
	}
	merged.parts = parts
	return merged
}

// Codes returns the codes that the dictionary itself has, ascending, with their text. One that [NewMatcher] has made of
// several has the codes of all.
func (d *Dictionary) Codes() iter.Seq2[httpstatus.Code, Message] {
	return func(yield func(httpstatus.Code, Message) bool) {
		all := d.indexes()
		for c := httpstatus.Code(100); c.Valid(); c++ {
			has := slices.ContainsFunc(all, func(x *Index) bool { return x.code(c) != 0 })
			if has && !yield(c, d.Code(c)) {
				return
			}
		}
	}
}

// Substatuses returns the substatuses that the dictionary itself has, ascending by code, then by substatus, with their
// text. One that [NewMatcher] has made of several has the substatuses of all.
func (d *Dictionary) Substatuses() iter.Seq2[httpstatus.Substatus, Message] {
	return func(yield func(httpstatus.Substatus, Message) bool) {
		all := d.indexes()
		for c := httpstatus.Code(100); c.Valid(); c++ {
			var subs []int
			for _, x := range all {
				for sub := range x.substatuses(c) {
					subs = append(subs, sub)
				}
			}
			slices.Sort(subs)
			for _, sub := range slices.Compact(subs) {
				if s := c.Sub(sub); !yield(s, d.Substatus(s)) {
					return
				}
			}
		}
	}
}

// indexes returns the index of the dictionary, or those of what it is merged of.
func (d *Dictionary) indexes() []*Index {
	if d.parts == nil {
		return []*Index{d.Data.Index}
	}
	var all []*Index
	for _, p := range d.parts {
		all = append(all, p.Data.Index)
	}
	return all
}
