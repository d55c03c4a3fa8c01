package messages

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

// ranges is what entries finds in the lines of a header.
func ranges(lines ...string) (ids []string) {
	entries(lines, func(e entry) { ids = append(ids, e.id) })
	return ids
}

// TestHeaderBound has headers at, just below and far beyond the length that is looked at.
func TestHeaderBound(t *testing.T) {
	fill := strings.Repeat(",", maxHeader-len("zh-TW"))
	assert.Equal(t, 1024, maxHeader)
	assert.Equal(t, []string{"zh-TW"}, ranges(fill+"zh-TW"), "the last one ends where the bound is")
	assert.Empty(t, ranges(fill+",zh-TW"), "the last one is cut in two")
	assert.Equal(t, []string{"en"}, ranges("en"+fill+"zh-TW"), "what is whole stays")
	assert.Empty(t, ranges(strings.Repeat("x", maxHeader)+",en"), "one range, without an end")
	assert.Equal(t, []string{"zh-TW"}, ranges(fill+"zh-TW", "en"), "of the next line there is nothing left")
	assert.Empty(t, ranges(fill+",zh-TW", "en"), "nor behind a line that was cut")
	assert.Empty(t, ranges(fill+",zh-TW", "*"), "not a byte")
	assert.Equal(t, []string{"zh-TW", "en"}, ranges("zh-TW", "en"), "lines are one list")
	assert.Equal(t, []string{"zh-TW", "en"}, ranges(fill[2:]+"zh-TW", "en"), "two bytes are left for it")
	assert.Empty(t, ranges(fill[1:]+",,zh-TW", "en"))

	// Whatever stands behind the bound, no more is read.
	n := 0
	entries([]string{strings.Repeat("en,", 1<<20), strings.Repeat("de,", 1<<20)}, func(entry) { n++ })
	assert.Equal(t, maxHeader/len("en,"), n)
}

// TestEntries has white space, which is blanks and tabs (RFC 9110, 5.6.3), and empty elements of the list (5.6.1.2).
func TestEntries(t *testing.T) {
	var got []entry
	entries([]string{"\tzh-TW\t;\tq=0.5\t,\t en \t", ",, ,\t,;q=1,;,de"}, func(e entry) { got = append(got, e) })
	assert.Equal(t, []entry{{"zh-TW", "5"}, {"en", one}, {"de", one}}, got)
}

// TestWeights has every form of a weight (RFC 9110, 12.4.2), and what is none.
func TestWeights(t *testing.T) {
	for s, want := range map[string]weight{
		"q=0": zero, "q=0.": zero, "q=0.000": zero, "Q=0": zero, "q=00": zero,
		"q=1": one, "q=1.": one, "q=1.000": one, "Q=1": one, "q=01": one,
		"q=0.8": "8", "q=.8": "8", "q=0.80": "8", "q=0.08": "08", "q=0.999": "999", "q=0.90909": "90909",
	} {
		got, ok := parseWeight(s)
		assert.True(t, ok, s)
		assert.Equal(t, want, got, s)
	}
	for _, s := range []string{"", "q", "q=", "q=.", "q=2", "q=1.1", "q=1.001", "q=10", "q=-1", "q=0.x", "q=x", "q=0./", "q=0.:", "q=/", "q=:", "w=1", "p=0.8", "P=1", "q:1", "q 1", "q=0.1.2", "q =1", "qq=1", "=1"} {
		got, ok := parseWeight(s)
		assert.False(t, ok, s)
		assert.Equal(t, zero, got, s)
	}
	// They compare as the numbers do.
	rising := []weight{zero, "001", "08", "1", "10001", "8", "9", "999", one}
	for i := range len(rising) - 1 {
		assert.Less(t, rising[i], rising[i+1])
	}
}
