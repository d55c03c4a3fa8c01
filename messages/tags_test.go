package messages

import (
	"errors"
	"testing"

	"github.com/httpstatus-go/httpstatus"
	"github.com/stretchr/testify/assert"
	"golang.org/x/text/language"
)

// TestWithoutRegion has tags of the form that is cached by its language, at the edges of that form.
func TestWithoutRegion(t *testing.T) {
	for id, want := range map[string]string{"de-CH": "de", "DE-ch": "DE", "yue-HK": "yue", "az-ZA": "az"} {
		got, ok := withoutRegion(id)
		assert.True(t, ok, id)
		assert.Equal(t, want, got)
	}
	for _, id := range []string{"", "-", "-CH", "d-CH", "de", "de-", "de-C", "de-CHE", "deCH", "de_CH", "abcd-CH", "de-4A", "d1-CH", "de-C{", "de-`C", "es-419", "zh-Hant-HK"} {
		got, ok := withoutRegion(id)
		assert.False(t, ok, id)
		assert.Empty(t, got)
	}
}

// TestCovers has ranges that are prefixes of a tag, and such that are not (RFC 4647, 3.3.1).
func TestCovers(t *testing.T) {
	for _, c := range []struct {
		l, t string
		want bool
	}{
		{"de", "de", true}, {"de", "de-CH", true}, {"de-CH", "de", false}, {"de-CH", "de-CH", true}, {"de-CH", "de-AT", false},
		{"de", "de-1996", true}, {"de-1996", "de-1996", true}, {"de-1996", "de", false}, {"de-1996", "de-1901", false},
		{"de-CH", "de-CH-1996", true}, {"sl-rozaj", "sl-rozaj-biske", true}, {"sl-rozaj-biske", "sl-rozaj", false},
		{"zh-Hant", "zh-TW", true}, {"zh-Hant", "zh-CN", false}, {"zh", "zh-Hant-HK", true}, {"zh-Hans", "zh", true},
		{"en", "de", false}, {"de-x-a", "de-x-a-b", true}, {"de-x-a", "de-x-ab", false},
		{"zh-TW", "zh-Hant-TW", true}, {"zh-TW", "zh-Hans-TW", false}, {"sr-ME", "sr-Cyrl-ME", false},
	} {
		assert.Equal(t, c.want, localeOf(language.MustParse(c.l)).covers(localeOf(language.MustParse(c.t))), "%s, %s", c.l, c.t)
	}
	assert.True(t, locale{}.covers(localeOf(language.German)), "any")
}

// TestLength has how many subtags a tag has, which tells the more exact one of two.
func TestLength(t *testing.T) {
	assert.Equal(t, 0, locale{}.length, "any")
	for id, want := range map[string]int{"de": 1, "de-CH": 2, "zh-Hant": 2, "zh-Hant-TW": 3, "de-1996": 2, "de-CH-1996": 3, "sl-rozaj-biske": 3} {
		assert.Equal(t, want, localeOf(language.MustParse(id)).length, id)
	}
}

// TestDistance counts generations, in CLDR's parents: that of en-AU and en-GB is en-001, that of zh-MO is zh-HK.
func TestDistance(t *testing.T) {
	for _, c := range []struct {
		l, d     string
		up, down int
		ok       bool
	}{
		{"en", "en-US", 0, 0, true}, {"en-AU", "en-AU", 0, 0, true}, {"en-AU", "en-GB", 1, 1, true}, {"en-AU", "en", 2, 0, true},
		{"en", "en-AU", 0, 2, true}, {"zh-CN", "zh-Hans", 0, 0, true}, {"zh-MO", "zh-TW", 2, 0, true}, {"zh-TW", "zh-MO", 0, 2, true},
		{"nn", "no", 1, 0, true}, {"de-1996", "de", 1, 0, true},
		{"en", "de", 0, 0, false}, {"sr", "sr-Latn", 0, 0, false}, {"zh-TW", "zh", 0, 0, false},
	} {
		up, down, ok := localeOf(language.MustParse(c.l)).distance(localeOf(language.MustParse(c.d)))
		assert.Equal(t, []any{c.up, c.down, c.ok}, []any{up, down, ok}, "%s, %s", c.l, c.d)
	}
}

// TestSynonyms has the tags under which a catalogue of x/text gets a language; none of them is that of no language.
func TestSynonyms(t *testing.T) {
	for id, want := range map[string][]string{
		"en": {"en"}, "en-US": {"en-US", "en"}, "zh-Hans": {"zh-Hans", "zh"}, "zh-Hant": {"zh-Hant"}, "zh-TW": {"zh-TW", "zh-Hant"}, "de": {"de"},
		"und": {"und"},
	} {
		var got []string
		for _, tag := range synonyms(language.MustParse(id)) {
			got = append(got, tag.String())
		}
		assert.Equal(t, want, got)
	}
}

// TestStatusZero has the substatus 0, which is a row of its own, and what a Status gives to errors.As.
func TestStatusZero(t *testing.T) {
	zero := Status{Code: 404, Sub: 0, Table: Standard}
	got, ok := Standard.Lookup(httpstatus.IISNotFound)
	assert.True(t, ok)
	assert.Equal(t, zero, got)
	assert.Equal(t, "IISNotFound", zero.Name())
	assert.Empty(t, Status{Code: 404, Sub: -1, Table: Standard}.Name())

	var table *Table
	assert.True(t, zero.As(&table))
	assert.Same(t, Standard, table)
	var sub httpstatus.Substatus
	assert.True(t, errors.As(error(zero), &sub))
	assert.Equal(t, httpstatus.IISNotFound, sub)
	var code httpstatus.Code
	assert.False(t, zero.As(&code))
}
