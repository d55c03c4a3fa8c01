package field

import (
	"slices"
	"strings"
)

// irregular are the tags that were registered before there was a grammar, and do not fit it (RFC 5646, 2.1).
var irregular = []string{
	"en-gb-oed", "i-ami", "i-bnn", "i-default", "i-enochian", "i-hak", "i-klingon", "i-lux", "i-mingo", "i-navajo", "i-pwn",
	"i-tao", "i-tay", "i-tsu", "sgn-be-fr", "sgn-be-nl", "sgn-ch-de",
}

// IsLanguageTag reports whether s is a well-formed language tag (RFC 5646, 2.1), registered or not.
func IsLanguageTag(s string) bool {
	s = strings.ToLower(s)
	if slices.Contains(irregular, s) {
		return true
	}
	tags := strings.Split(s, "-")
	// next takes the next subtag if is says so.
	next := func(is func(string) bool) bool {
		if len(tags) == 0 || !is(tags[0]) {
			return false
		}
		tags = tags[1:]
		return true
	}
	alpha := func(least, most int) func(string) bool {
		return func(s string) bool { return least <= len(s) && len(s) <= most && all(s, isAlpha) }
	}
	alphanum := func(least, most int) func(string) bool {
		return func(s string) bool {
			return least <= len(s) && len(s) <= most && all(s, func(c byte) bool { return isAlpha(c) || isDigit(c) })
		}
	}
	private := func(s string) bool { return s == "x" }
	if len(tags) > 0 && !private(tags[0]) {
		short := len(tags[0]) <= 3
		if !next(alpha(2, 8)) {
			return false
		}
		for range 3 {
			if !short || !next(alpha(3, 3)) {
				break
			}
		}
		next(alpha(4, 4))
		if !next(alpha(2, 2)) {
			next(func(s string) bool { return len(s) == 3 && all(s, isDigit) })
		}
		for next(func(s string) bool { return alphanum(5, 8)(s) || alphanum(4, 4)(s) && isDigit(s[0]) }) {
		}
		for next(func(s string) bool { return alphanum(1, 1)(s) && !private(s) }) {
			if !next(alphanum(2, 8)) {
				return false
			}
			for next(alphanum(2, 8)) {
			}
		}
	}
	if next(private) {
		if !next(alphanum(1, 8)) {
			return false
		}
		for next(alphanum(1, 8)) {
		}
	}
	return len(tags) == 0
}
