package table

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
)

// TestParseKey has the keys that the text files name rows by, in their one form, and what is none.
func TestParseKey(t *testing.T) {
	for s, want := range map[string]Key{
		"1xx":       {Class: 1},
		"5xx":       {Class: 5},
		"100":       {Code: 100},
		"999":       {Code: 999},
		"100.0":     {Code: 100, IsSub: true},
		"403.14":    {Code: 403, Sub: 14, IsSub: true},
		"999.65535": {Code: 999, Sub: 65535, IsSub: true},
	} {
		k, ok := ParseKey(s)
		assert.True(t, ok, s)
		assert.Equal(t, want, k, s)
		assert.Equal(t, s, k.String())
	}
	for _, s := range []string{
		"", "x", "xx", "0xx", "6xx", "axx", "/xx", "4x", "4xy", "4XX", "4xxx", "4xx.1", "xxx", // classes are 1xx to 5xx
		"99", "1000", "040", "0404", "+404", "-404", " 404", "404 ", "4O4", "４０４", "404,1", // codes are 100 to 999
		"404.", ".1", ".", "404.01", "404.00", "404.+1", "404.-1", "404.x", "404.1.2", "404. 1", "404.65536", "404.99999999999999999999", "99.1", "1000.1", "4O4.1", // substatuses have 16 bits
	} {
		_, ok := ParseKey(s)
		assert.False(t, ok, "%q", s)
	}
}

// TestCompare has keys in the order of the rows: the classes, then by code, a code before its substatuses.
func TestCompare(t *testing.T) {
	var keys []Key
	order := []string{"1xx", "2xx", "5xx", "100", "100.0", "100.1", "100.10", "101", "102.2", "403", "403.14", "403.1000", "404.1", "500"}
	for _, s := range order {
		keys = append(keys, mustKey(t, s))
	}
	for i, k := range keys {
		for j, l := range keys {
			got := k.Compare(l)
			assert.Equal(t, []bool{i < j, i == j, i > j}, []bool{got < 0, got == 0, got > 0}, "%s and %s", k, l)
		}
	}
	slices.Reverse(keys)
	slices.SortFunc(keys, Key.Compare)
	assert.Equal(t, order, keysOf(keys))
}
