package statustest

import (
	"fmt"
	"net/http"
	"strings"

	"github.com/httpstatus-go/httpstatus/internal/field"
)

// Conforms asserts that the response got keeps what the specifications of HTTP say that it MUST be and MUST NOT be, as far as
// the response shows it; a failure names each section that is broken. The file CONFORMS.md has the list. What they say that
// a response SHOULD be is not asserted. Only a response can conform: anything else fails.
//
// With the request, which the responses of an HTTP client and of [Do] know, and a recorder does not, what depends on its
// method and header fields is asserted too.
func Conforms(t TestingT, got any, msgAndArgs ...any) bool {
	if h, ok := t.(helper); ok {
		h.Helper()
	}
	r := resultOf(got)
	if r.resp == nil {
		return fail(t, r.failure("want a response that conforms, got %s", r.name()), msgAndArgs)
	}
	if breaches := r.breaches(); len(breaches) > 0 {
		faults := make([]string, len(breaches))
		for i, b := range breaches {
			faults[i] = fmt.Sprintf("%s (%s)", b.fault, b.spec)
		}
		return fail(t, r.failure("%s does not conform:\n%s", r.name(), list(faults)), msgAndArgs)
	}
	return true
}

// A rule is a requirement that can be seen in a response. Each has a row in CONFORMS.md.
type rule struct {
	id     string // what the row calls it
	spec   string // the section; "": the one that defines the code
	faults func(*result) []string
}

// A breach is a rule that a response breaks.
type breach struct {
	rule, spec, fault string
}

// rules are what a response is checked against, in the order in which faults are listed.
var rules = [...][]rule{statusRules, conditionRules, rangeRules, framingRules, versionRules, valueRules, fieldRules, cacheRules, challengeRules,
	contentRules}

// breaches returns what a response breaks.
func (r *result) breaches() []breach {
	var breaches []breach
	for _, rules := range rules {
		for _, rule := range rules {
			spec := rule.spec
			if spec == "" {
				spec = r.code.Info().Spec
			}
			for _, fault := range rule.faults(r) {
				breaches = append(breaches, breach{rule.id, spec, fault})
			}
		}
	}
	return breaches
}

// fault returns one, or none if it does not hold that something is wrong.
func fault(wrong bool, format string, args ...any) []string {
	if !wrong {
		return nil
	}
	return []string{fmt.Sprintf(format, args...)}
}

// header returns the header fields under their canonical names. A handler may have set one under another.
func (r *result) header() http.Header {
	if r.fields == nil {
		r.fields = http.Header{}
		for name, lines := range r.resp.Header {
			// What a server sends behind the content (net/http's way to say so).
			if strings.HasPrefix(name, http.TrailerPrefix) {
				continue
			}
			name = http.CanonicalHeaderKey(name)
			for _, line := range lines {
				r.fields[name] = append(r.fields[name], strings.Trim(line, " \t"))
			}
		}
	}
	return r.fields
}

// value returns the first line of a field; "" if there is none.
func (r *result) value(name string) string { return r.header().Get(name) }

// members returns those of a field that is a list.
func (r *result) members(name string) []string { return field.List(r.header().Values(name)) }

// request returns the header fields of the request; ok is false if it is not known.
func (r *result) request() (header http.Header, ok bool) {
	if r.resp.Request == nil {
		return nil, false
	}
	return r.resp.Request.Header, true
}

// isHTTP10 reports whether the request says that it is one of HTTP/1.0.
func (r *result) isHTTP10() bool {
	req := r.resp.Request
	return req != nil && req.ProtoMajor == 1 && req.ProtoMinor == 0
}
