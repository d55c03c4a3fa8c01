package main

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestNameWords(t *testing.T) {
	for name, want := range map[string]string{
		"NotFound":                  "not found",
		"OK":                        "ok",
		"IMUsed":                    "im used",
		"URITooLong":                "uri too long",
		"HTTPVersionNotSupported":   "http version not supported",
		"IISSSL128Required":         "iisssl128 required",
		"IISDirectoryListingDenied": "iis directory listing denied",
		"":                          "",
	} {
		assert.Equal(t, want, nameWords(name), name)
	}
}

func TestTitleScore(t *testing.T) {
	for _, test := range []struct {
		title, word string
		want        int
	}{
		{"not found", "not found", isTitle},
		{"not found", "not", beginsTitle},
		{"not found", "found", wordOfTitle},
		{"not found", "fo", wordOfTitle},
		{"not found", "oun", inTitle},
		{"non-authoritative information", "auth", wordOfTitle},
		{"unfounded or not found", "found", wordOfTitle},
		{"未找到", "找到", inTitle},
		{"未找到", "未", beginsTitle},
		{"not found", "gone", 0},
	} {
		assert.Equal(t, test.want, titleScore(test.title, test.word), "%s: %s", test.title, test.word)
	}
}
