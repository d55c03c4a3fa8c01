package problem

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// An asked is an entry of an Accept field, as the oracle reads it.
type asked struct {
	place                int
	typ, subtype, params string
	weight               int // thousandths (12.4.2)
}

var (
	listEntry = regexp.MustCompile(`(?:[^,"]|"(?:[^"\\]|\\.)*")+`) // a comma in a quoted string ends no entry (RFC 9110, 5.6.1 and 5.6.4)
	rangeOf   = regexp.MustCompile(`^[ \t]*([^/;, \t]+)/([^;, \t]+)[ \t]*(.*?)[ \t]*$`)
	weightOf  = regexp.MustCompile(`(?i);[ \t]*q[ \t]*(?:=[ \t]*([^; \t]*)[ \t]*)?(?:;|$)`)
	quoted    = regexp.MustCompile(`"(?:[^"\\]|\\.)*"`)
	number    = regexp.MustCompile(`^(?:0?\.[0-9]+|0\.?|1(?:\.0*)?)$`)
	charset   = regexp.MustCompile(`(?i)^;[ \t]*charset[ \t]*=[ \t]*"?utf-8"?$`)
)

// readAccept reads an Accept field; what is malformed is left out.
func readAccept(field string) (all []asked) {
	for place, entry := range listEntry.FindAllString(field, -1) {
		m := rangeOf.FindStringSubmatch(entry)
		if m == nil {
			continue
		}
		a := asked{place, strings.ToLower(m[1]), strings.ToLower(m[2]), strings.Trim(m[3], " \t;"), 1000}
		if a.params != "" {
			a.params = ";" + a.params
		}
		// A weight in quotes is none of the range.
		masked := quoted.ReplaceAllStringFunc(a.params, func(s string) string { return strings.Repeat("_", len(s)) })
		if w := weightOf.FindStringSubmatchIndex(masked); w != nil {
			value := ""
			if w[2] >= 0 {
				value = masked[w[2]:w[3]]
			}
			if !number.MatchString(value) {
				continue
			}
			whole, digits, _ := strings.Cut(value, ".")
			a.weight, _ = strconv.Atoi(whole + (digits + "000")[:3])
			a.params = strings.Trim(a.params[:w[0]], " \t")
		}
		all = append(all, a)
	}
	return all
}

// serves reports whether a range is one of a media type, and how exact it is: the most specific range has precedence
// (12.5.1). A parameter but the charset is of a variant that there is not. Its weight counts where nothing else names the
// type, and not if it refuses it. application/json is the type that problem+json is one of, and less than its own name.
func (a asked) serves(typ, subtype string) (exactness int, ok bool) {
	alias := subtype == "problem+json" && a.typ == "application" && a.subtype == "json"
	switch plain := a.params == "" || charset.MatchString(a.params); {
	case a.typ == "*" && a.subtype == "*":
		return 1, true
	case a.typ == typ && a.subtype == "*":
		return 2, true
	case a.typ != typ || a.subtype != subtype && !alias:
		return 0, false
	case !plain:
		return 3, a.weight > 0
	case alias:
		return 4, true
	case a.params == "":
		return 5, true
	}
	return 6, true
}

// preferred is what a client asks for first of some media types, in a second reading of RFC 9110, 12.5.1: the type of the
// greatest weight. Of equal weights, a range that names a type comes before one that does not, then the earlier range, then
// the earlier type. If none is acceptable, it is the first.
func preferred(field string, types []string) string {
	ranges := readAccept(field)
	type candidate struct {
		name     string
		by       asked
		named, n int
	}
	var candidates []candidate
	for n, name := range types {
		typ, subtype, _ := strings.Cut(name, "/")
		var best *asked
		level := 0
		for i := range ranges {
			exactness, ok := ranges[i].serves(typ, subtype)
			if ok && (exactness > level || exactness == level && ranges[i].weight > best.weight) {
				best, level = &ranges[i], exactness
			}
		}
		if best != nil && best.weight > 0 {
			candidates = append(candidates, candidate{name, *best, min(level, 4), n})
		}
	}
	if len(candidates) == 0 {
		return types[0]
	}
	return slices.MinFunc(candidates, func(a, b candidate) int {
		return cmp.Or(b.by.weight-a.by.weight, b.named-a.named, a.by.place-b.by.place, a.n-b.n)
	}).name
}

// formTypes are the media types of a set of forms, in the order of its constants.
func formTypes(set Forms) (types []string) {
	for i, name := range []string{"application/problem+json", "text/html", "text/plain", "text/markdown"} {
		if set == 0 || set>>i&1 == 1 {
			types = append(types, name)
		}
	}
	return types
}

func checkAccepted(t *testing.T, field string, set Forms) {
	t.Helper()
	got, _, _ := strings.Cut(contentTypes[accepted([]string{field}, set)], ";")
	if want := preferred(field, formTypes(set)); got != want {
		t.Fatalf("%q of the forms %04b: %s, want %s", field, set, got, want)
	}
}

// TestAcceptedOracle compares what is sent with a second reading of the specification: all pairs of entries, and longer
// fields at random.
func TestAcceptedOracle(t *testing.T) {
	var entries []string
	for _, name := range []string{"application/problem+json", "application/json", "Application/*", "text/html", "TEXT/Plain", "text/markdown", "text/*", "*/*", "image/png", "*/html", "text"} {
		for _, more := range []string{"", ";q=0", ";q=0.5", ";level=1", ";level=1;q=0.0", `; charset="UTF-8" ;Q=.6`} {
			entries = append(entries, name+more)
		}
	}
	for _, a := range entries {
		for _, b := range entries {
			checkAccepted(t, a+","+b, 0)
		}
		for set := range Forms(16) {
			checkAccepted(t, a, set)
		}
	}
	for _, more := range []string{
		";q=0.001", ";q=0.01", ";q=0.1", ";q=0.999", ";q=0.4999", ";q=0.5001", ";q=1.", ";q=1.000", ";q=0.", ";q=.", ";q=", ";q", ";q=x", ";q=1.1", ";q=0.:", ";q=0./", ";q=2", ";q=-1", ";q=00.5", ";q=0.5 ", ";\tq=0.5;x=1",
		";charset=utf-8", ";charset=utf-16", `;x="a,b;q=0.9"`, `;x="\"";q=0.4`, `;x="\\";q=0.6`, `;x="\",";q=0.6`, ";charset=utf-8;x=1", ";x=1;charset=utf-8", ";;q=0.4;", " ; q=0.4", ";;",
	} {
		for _, other := range []string{"text/html;q=0.5", "text/html;q=0.002", "text/html;q=0.4", "text/html", "text/plain;q=0.7", "*/*;q=0.5", "text/plain;x=1;q=0.45"} {
			for _, set := range []Forms{0, JSON | Text, HTML | Text, Text | Markdown} {
				checkAccepted(t, "text/plain"+more+", "+other, set)
				checkAccepted(t, other+" ,text/plain"+more, set)
			}
		}
	}
	r := rand.New(rand.NewPCG(9110, 12))
	for range 3000 {
		var field []string
		for range 3 + r.IntN(3) {
			entry := entries[r.IntN(len(entries))]
			if !strings.Contains(entry, "=") {
				entry += fmt.Sprintf(";q=0.%d", r.IntN(4))
			}
			field = append(field, entry)
		}
		checkAccepted(t, strings.Join(field, ", "), Forms(r.IntN(16)))
	}
}
