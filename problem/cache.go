package problem

import (
	"net/http"
	"slices"
	"strings"

	"github.com/httpstatus-go/httpstatus"
	"github.com/httpstatus-go/httpstatus/internal/field"
)

// A cacheField is what one field tells caches: Cache-Control, or one for the shared caches of a kind alone.
type cacheField struct {
	name   string // in canonical form
	values []string
}

// A caching is all that caches are told of an answer. What earlier handlers have said was meant for another body: where it
// restricts caches it stays, as it may be for the sake of a cookie or a name, and where it invites them it goes.
type caching struct {
	there []cacheField // by earlier handlers
	own   []cacheField // by the error
}

const (
	cacheControl   = "Cache-Control"
	xAccelExpires  = "X-Accel-Expires"
	surrogate      = "Surrogate-Control"
	targetedSuffix = "-Cache-Control"
)

// isOfCaches reports whether the field, in canonical form, tells caches what to do: Cache-Control, a targeted field
// (RFC 9213), which has its suffix, or what is older than that.
func isOfCaches(name string) bool {
	switch name {
	case cacheControl, xAccelExpires, surrogate:
		return true
	}
	return strings.HasSuffix(name, targetedSuffix)
}

// set sets the fields in h, which has none of them.
func (c *caching) set(h http.Header, status httpstatus.Code) {
	never := status.Info().NoStore
	forbidden := never // the error cannot invite caches
	private := false   // what is for one reader no shared cache may be invited to keep, whose own field would count more
	for _, f := range c.there {
		private = private || f.name == cacheControl && hasDirective(f.values, "private")
		forbidden = forbidden || hasDirective(f.values, "no-store")
	}
	for _, f := range c.there {
		for _, d := range f.restrictions() {
			add(h, f.name, d)
		}
	}
	silent := true // the error says nothing of caches
	for _, f := range c.own {
		silent = silent && f.name != cacheControl
		all := field.List(f.values)
		if forbidden || f.name != cacheControl && private {
			all = f.restrictions()
		}
		there := h[f.name]
		if f.name == xAccelExpires && there != nil {
			continue
		}
		for _, d := range all {
			// The stricter one counts (RFC 9111, 4.2.1), but not in all caches.
			name, _ := cutDirective(d)
			if hasDirective(there, name) && (name == "max-age" || name == "s-maxage") ||
				hasDirective(there, "private") && (name == "public" || name == "s-maxage") {
				continue
			}
			add(h, f.name, d)
		}
	}
	if never || status >= 500 && silent {
		add(h, cacheControl, "no-store")
		// A cache that has a field of its own looks at no other.
		for _, f := range slices.Concat(c.there, c.own) {
			ofError := slices.ContainsFunc(c.own, func(o cacheField) bool { return o.name == f.name })
			if f.name != xAccelExpires && h[f.name] != nil && (never || !ofError) {
				add(h, f.name, "no-store")
			}
		}
	}
	for _, f := range slices.Concat(c.there, c.own) {
		if hasDirective(h[f.name], "no-store") {
			// Together they mean: store it if you know the status (RFC 9111, 5.2.2.3).
			h.Set(f.name, without(h[f.name][0], "must-understand"))
		}
	}
}

// add adds the directive to the one line of a field, if it is not there.
func add(h http.Header, name, directive string) {
	old := h[name]
	if len(old) == 0 {
		h[name] = []string{directive}
		return
	}
	if !slices.ContainsFunc(field.List(old), func(d string) bool { return strings.EqualFold(d, directive) }) {
		h[name] = []string{old[0] + ", " + directive}
	}
}

// restrictions returns those directives that invite no cache to store or to use what it should not. One that is unknown
// stays: it does less harm than to lose one that restricts.
func (f cacheField) restrictions() []string {
	return slices.DeleteFunc(field.List(f.values), func(d string) bool { return !f.restricts(d) })
}

func (f cacheField) restricts(directive string) bool {
	if f.name == xAccelExpires {
		return directive == "0" // nginx: not to be stored; else how long
	}
	name, value := cutDirective(directive)
	switch name {
	case "public", "immutable":
		return false
	case "max-age", "s-maxage":
		return value == "0" // stale at once
	case "content": // of Surrogate-Control: how to process another body
		return false
	}
	return !strings.HasPrefix(name, "stale-") && value != "?0" // false, in a structured field (RFC 8941, 3.3.6)
}

// cutDirective returns the name of a directive, in lower case, and its value, without quotes.
func cutDirective(d string) (name, value string) {
	name, value, _ = strings.Cut(d, "=")
	name, _, _ = strings.Cut(name, ";") // parameters, in a structured field
	return strings.ToLower(trim(name)), strings.Trim(trim(value), `"`)
}

func hasDirective(lines []string, name string) bool {
	for _, d := range field.List(lines) {
		if n, value := cutDirective(d); n == name && value != "?0" {
			return true
		}
	}
	return false
}

// without returns the line without the directive.
func without(line, name string) string {
	return strings.Join(slices.DeleteFunc(field.List([]string{line}), func(d string) bool {
		n, _ := cutDirective(d)
		return n == name
	}), ", ")
}
