package table

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

// TestOwnFacts has the columns of facts of this repository's own table. The heads of its files name the values.
func TestOwnFacts(t *testing.T) {
	const (
		wantVersions = ": want unknown, or some of 4.0 5.0 5.1 6.0 7.0 7.5 8.0 8.5 10.0, ascending"
		wantOwnSub   = `want a code from 100 to 999 and a number from 0 to 65535 that fits 16 bits, as "403.14"`
	)
	row := "200|OK|OK|RFC 9110, 15.3.1|https://example.com/200|Permanent|yes|yes|no|-|-|-"
	code := func(row2 string) []edit { return []edit{{"codes.tsv", row, row2}} }
	sub := func(row2 string) []edit {
		return []edit{{"substatuses.tsv", "403.14|IISDirectoryListingDenied|core|7.0 7.5|-|403.4|-|-|", row2}}
	}
	testFaults(t, ownTable(), Options{Own: true}, []faultTest{
		{"missing", code("200|OK|-|-|-|-|-|-|-|-|-|-"), `
t/codes.tsv:2: reason is missing
t/codes.tsv:2: spec is missing
t/codes.tsv:2: url is missing
t/codes.tsv:2: state is missing
t/codes.tsv:2: content is missing
t/codes.tsv:2: cacheable is missing
t/codes.tsv:2: nostore is missing`},
		{"other values", code("200|OK|OK|RFC 9110|http://example.com|Forever|maybe|Yes|1|Later|-|-"), `
t/codes.tsv:2: state "Forever": want Permanent, Temporary, Deprecated, Unused, Obsoleted
t/codes.tsv:2: retry "Later": want Never, AtOnce, AfterWait, OnRetryAfter, AfterChange, Idempotent
t/codes.tsv:2: content "maybe": want yes, no
t/codes.tsv:2: cacheable "Yes": want yes, no
t/codes.tsv:2: nostore "1": want yes, no
t/codes.tsv:2: url "http://example.com": want https://`},
		{"no address", code(strings.Replace(row, "https://", "https:/", 1)), `
t/codes.tsv:2: url "https:/example.com/200": want https://`},
		{"all facts", code("200|OK|OK|RFC 9110|https://example.com|Deprecated|no|no|no|Idempotent|Retry-After|Often."), ""},
		{"a name, without which only an unused code can be", code(strings.Replace(row, "|OK|OK", "|-|OK", 1)), `
t/codes.tsv:2: name is missing: ` + wantName},
		{"an unused code with a name", []edit{{"codes.tsv", "306|-", "306|Unused"}}, ""},
		{"an unused code with a name that is none", []edit{{"codes.tsv", "306|-", "306|unused"}}, `
t/codes.tsv:3: name "unused": ` + wantName},
		{"a registered code is its own", code(strings.Replace(row, "no|-|-|-", "no|Never|-|-", 1)), ""},
		{"a code without a class", []edit{{"codes.tsv", "429|TooMany", "600|TooMany"}, {"text.en.tsv", "429|", "600|"}, {"text.zh-Hans.tsv", "429|", "600|"}}, `
t/codes.tsv:5: code 600: want 100 to 599, which is all that RFC 9110 has classes for`},
		{"the last code of a class", []edit{{"codes.tsv", "429|TooMany", "599|TooMany"}, {"text.en.tsv", "429|", "599|"}, {"text.zh-Hans.tsv", "429|", "599|"}}, ""},
		{"a substatus of no code", []edit{{"substatuses.tsv", "403.14|", "404.14|"}, {"text.en.tsv", "403.14|", "404.14|"}, {"text.zh-Hans.tsv", "403.14|", "404.14|"}}, `
t/substatuses.tsv:3: substatus 404.14: no row of codes.tsv has the code 404`},
		{"a substatus of a row that is left out for its fault", []edit{{"codes.tsv", "403|Forbidden|", "4O3|Forbidden|"}}, `
t/codes.tsv:4: code "4O3": want three digits from 100 to 999`},
		{"substatus of more than 16 bits", sub("403.65536|IISDirectoryListingDenied|core|7.0 7.5|-|-|-|-|"), `
t/substatuses.tsv:3: substatus "403.65536": ` + wantOwnSub},
		{"component", sub("403.14|IISDirectoryListingDenied|-|7.0 7.5|-|403.4|-|-|"), `
t/text.en.tsv:11: component of 403.14 is empty`},
		{"page", sub("403.14|IISDirectoryListingDenied|core|7.0 7.5|-|403.4|-|example.com|"), `
t/substatuses.tsv:3: url "example.com": ` + wantURL},
		{"name", sub("403.14|DirectoryListingDenied|core|7.0 7.5|-|403.4|-|-|"), `
t/substatuses.tsv:3: name "DirectoryListingDenied": want IIS before it`},
		{"nearly a name", sub("403.14|IILike|core|7.0 7.5|-|403.4|-|-|"), `
t/substatuses.tsv:3: name "IILike": want IIS before it`},
		{"component of a row that the default language lacks", []edit{{"text.en.tsv", "403.4|TLS required|Use https.|Turn off the requirement.\n", ""}}, `
t/text.en.tsv: status 403.4 is missing: gen -missing prints a row to paste`},
		{"versions", sub("403.14|IISDirectoryListingDenied|core|7.0 7.6|-|403.4|-|-|"), `
t/substatuses.tsv:3: versions "7.0 7.6"` + wantVersions},
		{"replaced by one of no table", sub("403.14|IISDirectoryListingDenied|core|7.0|-|403.5|-|-|"), `
t/substatuses.tsv:3: replaced "403.5": want a substatus of this file`},
		{"replaced by a code", sub("403.14|IISDirectoryListingDenied|core|7.0|-|403|-|-|"), `
t/substatuses.tsv:3: replaced "403": want a substatus of this file`},
		{"replaced by no number", sub("403.14|IISDirectoryListingDenied|core|7.0|-|4O3|-|-|"), `
t/substatuses.tsv:3: replaced "4O3": want a substatus of this file`},
		{"replaced by a row that is left out for its fault", []edit{{"substatuses.tsv", "403.4|IIS", "403.04|IIS"}}, `
t/substatuses.tsv:2: substatus "403.04": ` + wantOwnSub},
		{"replaced by no number, and a row is left out for its fault", append(sub("403.14|IISDirectoryListingDenied|core|7.0|-|4O3|-|-|"), edit{"substatuses.tsv", "403.4|IIS", "403.04|IIS"}), `
t/substatuses.tsv:2: substatus "403.04": ` + wantOwnSub + `
t/substatuses.tsv:3: replaced "4O3": want a substatus of this file`},
		{"a column of other tables", []edit{{"codes.tsv", "|note\n", "|seen\n"}}, `
t/codes.tsv:1: unknown column "seen": want code, name, reason, spec, url, state, content, cacheable, nostore, retry, musthave, note`},
	})
}

// TestVersionBits has the bits of the root package's IISVersions: the oldest version is the lowest.
func TestVersionBits(t *testing.T) {
	for s, want := range map[string]int{
		"unknown": 0, "4.0": 1, "5.0": 2, "5.1": 4, "6.0": 8, "7.0": 16, "7.5": 32, "8.0": 64, "8.5": 128, "10.0": 256,
		"4.0 10.0": 257, "7.0 7.5 8.0": 112, "4.0 5.0 5.1 6.0 7.0 7.5 8.0 8.5 10.0": 511,
	} {
		bits, ok := VersionBits(s)
		assert.True(t, ok, s)
		assert.Equal(t, want, bits, s)
	}
	for _, s := range []string{"", "9.0", "7", "7.5 7.0", "7.0 7.0", "4.0 4.0", "7.0 x", "x 4.0", "4.0 x", "unknown 7.0", "Unknown", "7.0,7.5"} {
		bits, ok := VersionBits(s)
		assert.False(t, ok, "%q", s)
		assert.Zero(t, bits, "%q", s)
	}
}

// TestCodeFacts has facts of registered codes that are in the specification: RFC 9110, 15.5.2, RFC 6585, 4, and others.
func TestCodeFacts(t *testing.T) {
	for code, mustHave := range map[int]string{401: "WWW-Authenticate", 405: "Allow", 407: "Proxy-Authenticate", 426: "Upgrade"} {
		_, got := CodeFacts(code)
		assert.Contains(t, strings.Split(got, ", "), mustHave, code)
	}
	retry, _ := CodeFacts(503)
	assert.NotEmpty(t, retry)
	for _, code := range []int{0, 99, 299, 460, 512, 1000} {
		retry, mustHave := CodeFacts(code)
		assert.Equal(t, "", retry+mustHave, code)
	}
}
