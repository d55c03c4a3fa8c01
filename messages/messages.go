package messages

import (
	"iter"
	"sync/atomic"

	"github.com/httpstatus-go/httpstatus"
	"golang.org/x/text/language"
)

// A Message is the text of a status in one language.
type Message struct {
	Title    string       // "Not Found": a few words, no full stop
	Detail   string       // one or two sentences for the person who made the request
	Remedy   string       // what the operator or developer can do; may be empty
	Language language.Tag // the language of this text, which a fallback can make another than asked for
}

// A Dictionary is the text of one table of statuses in one language. It is static data, of which the first
// [Dictionary.Code] makes the messages of all codes, some 10 KB; other lookups allocate nothing. Any number of goroutines can
// use it.
type Dictionary struct {
	Data Data // for the generator, which writes it; it must not change

	language atomic.Pointer[named]  // of what Data.Tag returned
	codes    atomic.Pointer[byCode] // made at the first use of a code
	parts    []*Dictionary          // what it is merged of, the first of which its Data is; nil for itself alone
}

// A named language has its tag written out too.
type named struct {
	tag language.Tag
	id  string
}

// A byCode has the messages of all codes, those of the classes for codes that have none.
type byCode struct {
	messages []Message
	places   [numCodes + 1]uint16 // by code, from firstCode: where its message is; the last is for what is no code
}

const (
	firstCode = 100
	numCodes  = 900
)

// Data is what a [Dictionary] is made of. The generator writes it; a program has no use for it.
type Data struct {
	Tag    func() *language.Tag // the language; called at its first use, as it can be work
	Parent func() *Dictionary   // serves what this one lacks; nil: nothing
	Index  *Index
	Text   string
	Ends   []uint32 // by row: where title, detail and remedy begin in Text, and at last where all end; row 0 has no text
}

// Index finds the row of a status in the dictionaries of a table. The generator writes it; a program has no use for it.
// Rows are counted from 1, and 0 is none.
type Index struct {
	First    httpstatus.Code // the code that Codes and SubPages begin with
	Classes  [5]uint16       // the rows of 1xx to 5xx
	Codes    []uint16        // by code: its row
	SubPages []uint16        // by code: where its pages begin in PageRows, and at last where all end
	PageRows []uint16        // by page of 32 substatuses: its place in SubRows
	SubRows  []uint16        // by place and substatus: its row

	// Templates has the rows whose text has placeholders, ascending. The rows themselves have it as it is shown without
	// values; behind all rows of the table stand, in this order, those that have the placeholders.
	Templates []uint16
}

// subPageSize is how many substatuses a page covers.
const subPageSize = 32

func (x *Index) code(c httpstatus.Code) int {
	if i := uint(c - x.First); i < uint(len(x.Codes)) {
		return int(x.Codes[i])
	}
	return 0
}

func (x *Index) class(c httpstatus.Class) int {
	return int(x.Classes[c-1])
}

func (x *Index) substatus(s httpstatus.Substatus) int {
	i := uint(s.Code - x.First)
	if i >= uint(len(x.Codes)) {
		return 0
	}
	page := uint(s.Sub)/subPageSize + uint(x.SubPages[i])
	if page >= uint(x.SubPages[i+1]) {
		return 0
	}
	return int(x.SubRows[uint(x.PageRows[page])*subPageSize+uint(s.Sub)%subPageSize])
}

// substatuses returns the second numbers of the substatuses of a code, ascending, and their rows.
func (x *Index) substatuses(c httpstatus.Code) iter.Seq2[int, int] {
	return func(yield func(sub, row int) bool) {
		i := uint(c - x.First)
		if i >= uint(len(x.Codes)) {
			return
		}
		for page := x.SubPages[i]; page < x.SubPages[i+1]; page++ {
			place := int(x.PageRows[page]) * subPageSize
			for j, row := range x.SubRows[place : place+subPageSize] {
				if row != 0 && !yield(int(page-x.SubPages[i])*subPageSize+j, int(row)) {
					return
				}
			}
		}
	}
}

// text returns the texts of a row; none for row 0.
func (d *Dictionary) text(row int) (title, detail, remedy string) {
	e := (*[4]uint32)(d.Data.Ends[3*row:])
	text := d.Data.Text
	return text[e[0]:e[1]], text[e[1]:e[2]], text[e[2]:e[3]]
}

func (d *Dictionary) message(row int) (m Message) {
	m.Title, m.Detail, m.Remedy = d.text(row)
	m.Language = d.Tag()
	return m
}

func (d *Dictionary) name() *named {
	if n := d.language.Load(); n != nil {
		return n
	}
	return d.loadName()
}

func (d *Dictionary) loadName() *named {
	t := d.Data.Tag()
	n := &named{*t, t.String()}
	d.language.Store(n)
	return n
}

func (d *Dictionary) parent() *Dictionary {
	if d.Data.Parent == nil {
		return nil
	}
	return d.Data.Parent()
}

// Code returns the text of c. For a code without one it is that of its class, and for a number outside of 100 to 599 that
// of 5xx, which is how RFC 9110, 15, has a client take them.
func (d *Dictionary) Code(c httpstatus.Code) Message {
	// Small enough for the compiler to put it into its caller, which then copies what it reads of the message.
	return *d.code(c)
}

func (d *Dictionary) code(c httpstatus.Code) *Message {
	all := d.codes.Load()
	if all == nil {
		all = d.loadCodes()
	}
	return &all.messages[all.places[min(uint(c-firstCode), numCodes)]]
}

func (d *Dictionary) loadCodes() *byCode {
	all := &byCode{}
	add := func(find func(*Index) int) (place uint16, ok bool) {
		for p := d; p != nil; p = p.parent() {
			if row := find(p.Data.Index); row != 0 {
				all.messages = append(all.messages, p.message(row))
				return uint16(len(all.messages) - 1), true
			}
		}
		return 0, false
	}
	all.messages = append(all.messages, d.message(0)) // for a hand-made one without classes
	var classes [httpstatus.ServerError + 1]uint16
	for c := httpstatus.Informational; c <= httpstatus.ServerError; c++ {
		classes[c], _ = add(func(x *Index) int { return x.class(c) })
	}
	classes[0] = classes[httpstatus.ServerError] // for what is no code
	for i := range all.places {
		c := httpstatus.Code(firstCode + i)
		place, ok := add(func(x *Index) int { return x.code(c) })
		if !ok {
			place = classes[c.Class()]
		}
		all.places[i] = place
	}
	d.codes.Store(all)
	return all
}

// Substatus returns the text of s, and that of its code for a substatus without one.
func (d *Dictionary) Substatus(s httpstatus.Substatus) Message {
	if m, ok := d.Lookup(s); ok {
		return m
	}
	return d.Code(s.Code)
}

// Lookup returns the text of s itself and reports whether there is one. The dictionary of a generated package has a built-in one
// behind it, and looks there too.
func (d *Dictionary) Lookup(s httpstatus.Substatus) (Message, bool) {
	p, row := d.findSubstatus(s)
	if row == 0 {
		return Message{}, false
	}
	return p.message(row), true
}

// findSubstatus returns the dictionary that has the substatus and the row there; nil and 0 if none has it.
func (d *Dictionary) findSubstatus(s httpstatus.Substatus) (*Dictionary, int) {
	for p := d; p != nil; p = p.parent() {
		if row := p.Data.Index.substatus(s); row != 0 {
			return p, row
		}
	}
	return nil, 0
}

// Tag returns the language of the dictionary.
func (d *Dictionary) Tag() language.Tag { return d.name().tag }

// String returns the language of the dictionary as a BCP 47 tag: "zh-Hans".
func (d *Dictionary) String() string { return d.name().id }
