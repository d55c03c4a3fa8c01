package table

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

// TestFaults has faults in the order of their files and lines, what is of the whole file before its lines, and each once;
// of one line in the order in which they were found.
func TestFaults(t *testing.T) {
	var fs Faults
	assert.NoError(t, fs.err())
	fs.add("b", 2, "%s is %d", "x", 1)
	fs.add("b", 10, "z")
	fs.add("b", 2, "a")
	fs.add("b", 0, "whole")
	fs.add("a", 3, "first")
	fs.add("a", 3, "first")
	fs.add("a", 3, "second")
	want := "a:3: first\na:3: second\nb: whole\nb:2: x is 1\nb:2: a\nb:10: z"
	assert.EqualError(t, fs.err(), want)
	assert.EqualError(t, fs, want, "again: it is not changed by being read")
	assert.Len(t, fs, 7)
}

// TestQuote quotes a text, and no more than 60 characters of it.
func TestQuote(t *testing.T) {
	for text, want := range map[string]string{
		"":                             `""`,
		"a\"\tb":                       `"a\"\tb"`,
		strings.Repeat("é", 60):        `"` + strings.Repeat("é", 60) + `"`,
		strings.Repeat("é", 60) + "ab": `"` + strings.Repeat("é", 60) + `"...`,
		strings.Repeat("a", 60) + "b":  `"` + strings.Repeat("a", 60) + `"...`,
		strings.Repeat("界", 100000):    `"` + strings.Repeat("界", 60) + `"...`,
	} {
		assert.Equal(t, want, Quote(text))
	}
}
