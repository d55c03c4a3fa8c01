package statustest

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/httpstatus-go/httpstatus/internal/field"
)

// NotCacheable asserts that no cache gives the response got to anyone without asking the server first: that nothing in
// Cache-Control, Expires and CDN-Cache-Control lets it, and that the status does not let it where they are silent. It holds
// for
//
//   - no-store and no-cache;
//   - max-age=0, or an Expires that is past, with no other lifetime;
//   - a status that caches may keep only if they are told to, as 403 and 500, or must not keep, as 429 and 511, without a
//     field that tells them to.
//
// A 404 without Cache-Control is kept by caches (RFC 9111, 4.2.2), so it fails. Only a response is cacheable or not: anything
// else fails.
func NotCacheable(t TestingT, got any, msgAndArgs ...any) bool {
	if h, ok := t.(helper); ok {
		h.Helper()
	}
	r := resultOf(got)
	if r.resp == nil {
		return fail(t, r.failure("want a response that is not cacheable, got %s", r.name()), msgAndArgs)
	}
	if reasons := r.cacheable(); len(reasons) > 0 {
		return fail(t, r.failure("caches may keep %s:\n%s", r.name(), list(reasons)), msgAndArgs)
	}
	return true
}

// cacheable returns what lets a cache give the response again.
func (r *result) cacheable() []string {
	reasons := r.kept(r.directives("Cache-Control"), true)
	// A CDN looks at its own field alone, if there is one that it can read.
	if cdn := r.directives("CDN-Cache-Control"); len(cdn) > 0 {
		reasons = append(reasons, r.kept(cdn, false)...)
	}
	return reasons
}

// A directive is one of a field such as Cache-Control.
type directive struct {
	field, name, value string
	quoted             bool
}

func (d directive) String() string {
	if d.value == "" {
		return d.field + ": " + d.name
	}
	return d.field + ": " + d.name + "=" + d.value
}

// directives returns those of Cache-Control, or of a field that is a dictionary (RFC 9213).
func (r *result) directives(name string) []directive {
	var directives []directive
	if name != "Cache-Control" {
		members, _ := field.Dictionary(r.header().Values(name))
		for _, m := range members {
			d := directive{field: name, name: m.Key, value: m.Text}
			switch {
			case m.Kind == field.Boolean && m.Text == "?0":
				continue
			case m.Kind == field.Boolean:
				d.value = ""
			}
			directives = append(directives, d)
		}
		return directives
	}
	for _, member := range r.members(name) {
		d := directive{field: name}
		d.name, d.value, _ = strings.Cut(member, "=")
		d.name = strings.ToLower(d.name)
		if text, ok := field.Unquote(d.value); ok {
			d.value, d.quoted = text, true
		}
		directives = append(directives, d)
	}
	return directives
}

// kept returns what lets a cache that reads the directives give the response again.
func (r *result) kept(directives []directive, expires bool) []string {
	var reasons []string
	silent := true // of how long it may be given
	for _, d := range directives {
		switch d.name {
		case "no-store":
			return nil
		case "no-cache":
			if d.value == "" { // else it is about some fields
				return nil
			}
		case "max-age", "s-maxage":
			silent = false
			if field.IsDigits(d.value) && strings.Trim(d.value, "0") != "" {
				reasons = append(reasons, shown(d.String(), maxShownValue))
			}
		}
	}
	if lines := r.header().Values("Expires"); expires && silent && len(lines) > 0 {
		silent = false
		// What is no date is past; the obsolete forms of a date are one to a cache.
		if at, err := http.ParseTime(lines[0]); err == nil && at.After(r.date()) {
			reasons = append(reasons, "Expires: "+lines[0])
		}
	}
	if !silent || r.code.Info().NoStore {
		return reasons
	}
	// For how long, the cache guesses then.
	public := slices.IndexFunc(directives, func(d directive) bool { return d.name == "public" })
	switch method := r.method(); {
	case public >= 0:
		reasons = append(reasons, directives[public].String())
	case r.code.Info().Cacheable && (method == "" || slices.Contains(safeMethods, method)):
		reasons = append(reasons, fmt.Sprintf("%d, and nothing says for how long (RFC 9111, 4.2.2): no-store does", r.code))
	}
	return reasons
}

// date returns when the response was made.
func (r *result) date() time.Time {
	if date, err := http.ParseTime(r.value("Date")); err == nil {
		return date
	}
	return time.Now()
}

// cacheRules are how what caches are told has to be written.
var cacheRules = []rule{
	{"cache-control", "RFC 9111, 5.2", func(r *result) []string {
		var faults []string
		for _, m := range r.members("Cache-Control") {
			name, value, has := strings.Cut(m, "=")
			faults = append(faults, fault(!field.IsToken(name) || has && !field.IsToken(value) && !field.IsQuotedString(value),
				"Cache-Control has %s, which is not a directive", inQuotes(m))...)
		}
		return faults
	}},
	{"max-age-quoted", "RFC 9111, 5.2.2.1", func(r *result) []string { return r.quotedSeconds("max-age") }},
	{"s-maxage-quoted", "RFC 9111, 5.2.2.10", func(r *result) []string { return r.quotedSeconds("s-maxage") }},
	{"delta-seconds", "RFC 9111, 1.2.2", func(r *result) []string {
		var faults []string
		for _, d := range r.directives("Cache-Control") {
			faults = append(faults, fault(isLifetime(d.name) && !field.IsDigits(d.value), "%s is %s: want seconds", d.name, inQuotes(d.value))...)
		}
		return faults
	}},
	{"cdn-cache-control", "RFC 9213, 2.1", targeted},
}

func isLifetime(directive string) bool { return directive == "max-age" || directive == "s-maxage" }

func (r *result) quotedSeconds(name string) []string {
	var faults []string
	for _, d := range r.directives("Cache-Control") {
		faults = append(faults, fault(d.name == name && d.quoted, "%s is in quotes", name)...)
	}
	return faults
}

// targeted finds values in CDN-Cache-Control that are not those of Cache-Control, in the types of a structured field.
func targeted(r *result) []string {
	lines := r.header().Values("CDN-Cache-Control")
	members, ok := field.Dictionary(lines)
	faults := fault(!ok, "CDN-Cache-Control is no dictionary: %s", inQuotes(strings.Join(lines, ", ")))
	for _, m := range members {
		bad := false
		switch m.Key {
		case "max-age", "s-maxage":
			bad = m.Kind != field.Integer || !field.IsDigits(m.Text)
		case "must-revalidate", "must-understand", "no-store", "no-transform", "proxy-revalidate", "public":
			bad = m.Kind != field.Boolean
		case "no-cache", "private":
			bad = m.Kind != field.Boolean && m.Kind != field.String
		default:
			bad = slices.Contains([]field.Kind{field.ByteSequence, field.InnerList, field.Date, field.DisplayString}, m.Kind)
		}
		faults = append(faults, fault(bad, "CDN-Cache-Control has a value that is not allowed for %s", m.Key)...)
	}
	return faults
}
