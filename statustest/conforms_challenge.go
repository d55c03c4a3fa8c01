package statustest

import (
	"slices"
	"strings"

	"github.com/httpstatus-go/httpstatus/internal/field"
)

// challengeRules are what the fields that ask for credentials have to be.
var challengeRules = []rule{
	{"www-authenticate", "RFC 9110, 11.6.1", func(r *result) []string { return r.badChallenges("WWW-Authenticate") }},
	{"proxy-authenticate", "RFC 9110, 11.7.1", func(r *result) []string { return r.badChallenges("Proxy-Authenticate") }},
	{"parameter-once", "RFC 9110, 11.2", parameterOnce},
	{"realm-quoted", "RFC 9110, 11.5", realmQuoted},
	{"bad-space", "RFC 9110, 5.6.3", badSpace},
}

// A challenge is a scheme and what it says (RFC 9110, 11.3).
type challenge struct {
	scheme string
	params []authParam // none if it has a token68, or the scheme alone
}

type authParam struct {
	name   string // in lower case
	quoted bool
	spaced bool // there is white space around the "="
}

// parseAuthParam returns the parts of an auth-param (RFC 9110, 11.2).
func parseAuthParam(s string) (name string, quoted, spaced, ok bool) {
	before, after, found := strings.Cut(s, "=")
	name, value := strings.TrimRight(before, " \t"), strings.TrimLeft(after, " \t")
	quoted = field.IsQuotedString(value)
	return strings.ToLower(name), quoted, name != before || value != after, found && field.IsToken(name) && (quoted || field.IsToken(value))
}

// challenges returns those of a field, and the first of its members that fits in none; rest is "" if all fit.
func (r *result) challenges(name string) (challenges []challenge, rest string) {
	for _, member := range r.members(name) {
		if param, quoted, spaced, ok := parseAuthParam(member); ok {
			last := len(challenges) - 1
			if last < 0 || len(challenges[last].params) == 0 {
				return challenges, member // what a challenge says stands behind its scheme, with no comma between
			}
			challenges[last].params = append(challenges[last].params, authParam{param, quoted, spaced})
			continue
		}
		scheme, said, _ := strings.Cut(member, " ")
		said = strings.TrimLeft(said, " ")
		if !field.IsToken(scheme) {
			return challenges, member
		}
		c := challenge{scheme: scheme}
		if param, quoted, spaced, ok := parseAuthParam(said); ok {
			c.params = []authParam{{param, quoted, spaced}}
		} else if said != "" && !field.IsToken68(said) {
			return challenges, member
		}
		challenges = append(challenges, c)
	}
	return challenges, ""
}

func (r *result) badChallenges(name string) []string {
	challenges, rest := r.challenges(name)
	switch {
	case rest == "":
		return nil
	case len(challenges) == 0:
		return fault(true, "%s does not begin with a scheme: %s", name, shown(rest, maxShownValue))
	}
	return fault(true, "%s has %s, which is no challenge and no parameter of one", name, inQuotes(rest))
}

var challengeFields = []string{"WWW-Authenticate", "Proxy-Authenticate"}

func parameterOnce(r *result) []string {
	return r.eachChallenge(func(name string, c challenge) (faults []string) {
		var seen []string
		for _, p := range c.params {
			faults = append(faults, fault(slices.Contains(seen, p.name), "%s has %s twice for %s", name, p.name, c.scheme)...)
			seen = append(seen, p.name)
		}
		return faults
	})
}

func realmQuoted(r *result) []string {
	return r.eachChallenge(func(name string, c challenge) (faults []string) {
		for _, p := range c.params {
			faults = append(faults, fault(p.name == "realm" && !p.quoted, "%s has a realm that is not quoted for %s", name, c.scheme)...)
		}
		return faults
	})
}

// badSpace finds white space that only a recipient may take.
func badSpace(r *result) []string {
	return r.eachChallenge(func(name string, c challenge) (faults []string) {
		for _, p := range c.params {
			faults = append(faults, fault(p.spaced, "%s has white space around the = of %s", name, p.name)...)
		}
		return faults
	})
}

func (r *result) eachChallenge(f func(name string, c challenge) []string) []string {
	var faults []string
	for _, name := range challengeFields {
		challenges, _ := r.challenges(name)
		for _, c := range challenges {
			faults = append(faults, f(name, c)...)
		}
	}
	return faults
}
