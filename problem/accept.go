package problem

import (
	"math/bits"
	"strings"

	"github.com/httpstatus-go/httpstatus/internal/field"
)

// Forms is a set of forms that answers have.
type Forms uint8

// The forms. The first of those that there are is the default.
const (
	JSON     Forms = 1 << iota // application/problem+json (RFC 9457)
	HTML                       // a page
	Text                       // text/plain
	Markdown                   // text/markdown (RFC 7763)
)

// A form is what an answer is written as: the place of its bit in Forms.
type form uint8

const (
	problemJSON form = iota
	htmlPage
	plainText
	markdown
	forms = iota
)

var contentTypes = [forms]string{"application/problem+json", "text/html; charset=utf-8", "text/plain; charset=utf-8", "text/markdown; charset=utf-8"}

// has reports whether the form is in the set; in the zero set all are.
func (s Forms) has(f form) bool { return s == 0 || s&(1<<f) != 0 }

// isOne reports whether the set has one form, whatever the client accepts.
func (s Forms) isOne() bool { return bits.OnesCount8(uint8(s)) == 1 }

// maxAccept is how many bytes of an Accept field are looked at. Browsers send 200.
const maxAccept = 4 << 10

// How well a media range of an Accept field fits a form: the more specific one decides (RFC 9110, 12.5.1). What has
// parameters asks for a variant that there is not, so it counts only where nothing plain does.
type fit uint8

const (
	fitsNot      fit = iota
	fitsAll          // */*
	fitsType         // text/*
	fitsVariant      // text/html;level=1
	fitsSuffix       // application/json for application/problem+json
	fitsExactly      // text/html
	fitsWithCode     // text/html;charset=utf-8
)

// accepted returns the form of a set that the lines of an Accept field weigh highest. Entries that are malformed count for
// nothing.
func accepted(lines []string, set Forms) form {
	var best [forms]struct {
		fit           fit
		weight, place int
	}
	budget, place := maxAccept, 0
	for _, line := range lines {
		if len(line) > budget {
			line = line[:strings.LastIndexByte(line[:budget], ',')+1] // the last entry may be cut in two
		}
		budget -= len(line)
		for line != "" {
			var r mediaRange
			r, line = cutRange(line)
			place++
			for f := range form(forms) {
				how, b := r.fit(f), &best[f]
				if how > b.fit || how == b.fit && how != fitsNot && r.weight > b.weight {
					b.fit, b.weight, b.place = how, r.weight, place
				}
			}
		}
	}
	f := problemJSON
	for !set.has(f) && f < forms-1 {
		f++
	}
	for g := range form(forms) {
		a, b := best[f], best[g]
		if !set.has(g) || b.weight == 0 || b.weight < a.weight {
			continue
		}
		// That application/json is another name of problem+json makes it no less wanted.
		aFit, bFit := min(a.fit, fitsSuffix), min(b.fit, fitsSuffix)
		if b.weight > a.weight || bFit > aFit || bFit == aFit && b.place < a.place {
			f = g
		}
	}
	return f
}

// A mediaRange is an entry of an Accept field, "text/html;q=0.8".
type mediaRange struct {
	typ, subtype string
	charset      bool // it has the parameter charset=utf-8, and no other
	parameters   bool // it has others
	weight       int  // 0 to 1000, or malformed
}

// malformed is the weight of a range that cannot be read.
const malformed = -1

// fit tells how well the range fits a form.
func (r mediaRange) fit(f form) fit {
	typ, subtype := "text", "html"
	switch f {
	case problemJSON:
		typ, subtype = "application", "problem+json"
	case plainText:
		subtype = "plain"
	case markdown:
		subtype = "markdown"
	}
	switch {
	case r.weight == malformed:
		return fitsNot
	case r.typ == "*":
		if r.subtype == "*" {
			return fitsAll
		}
		return fitsNot
	case !strings.EqualFold(r.typ, typ):
		return fitsNot
	case r.subtype == "*":
		return fitsType
	}
	exact := strings.EqualFold(r.subtype, subtype)
	switch {
	case !exact && (f != problemJSON || !strings.EqualFold(r.subtype, "json")):
		return fitsNot
	case r.parameters:
		if r.weight == 0 {
			return fitsNot // what is refused is the variant
		}
		return fitsVariant
	case !exact:
		return fitsSuffix
	case r.charset:
		return fitsWithCode
	}
	return fitsExactly
}

// cutRange cuts the first media range, and the comma after it, from s.
func cutRange(s string) (r mediaRange, rest string) {
	entry, rest, _ := field.Cut(s, ',')
	name, parameters, more := strings.Cut(entry, ";")
	r.weight = 1000
	r.typ, r.subtype, _ = strings.Cut(trim(name), "/")
	for more {
		var p string
		p, parameters, more = field.Cut(parameters, ';')
		name, value, _ := strings.Cut(p, "=")
		switch name = trim(name); {
		case trim(p) == "":
		case strings.EqualFold(name, "q"):
			// What follows the weight are extensions that RFC 9110 has dropped.
			var ok bool
			if r.weight, ok = field.Weight(trim(value)); !ok {
				r.weight = malformed
			}
			return r, rest
		case strings.EqualFold(name, "charset") && strings.EqualFold(strings.Trim(trim(value), `"`), "utf-8"):
			r.charset = true
		default:
			r.parameters = true
		}
	}
	return r, rest
}

// trim removes optional whitespace (RFC 9110, 5.6.3).
func trim(s string) string { return strings.Trim(s, " \t") }
