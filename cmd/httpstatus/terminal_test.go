package main

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestSpans(t *testing.T) {
	for _, test := range []struct {
		text  string
		words []string
		want  []span
	}{
		{"Content Too Large", []string{"too", "large"}, []span{{8, 11}, {12, 17}}},
		{"Content Too Large", []string{"large", "too large", "content"}, []span{{0, 7}, {8, 17}}},
		{"aaa", []string{"a"}, []span{{0, 3}}},
		{"未找到", []string{"找"}, []span{{3, 6}}},
		{"İstanbul", []string{"stanbul"}, nil}, // in lower case it is longer
		{"Gone", []string{"", "x"}, nil},
		{"", []string{"x"}, nil},
	} {
		assert.Equal(t, test.want, spans(test.text, test.words), test.text)
	}
}

func TestColumns(t *testing.T) {
	for s, want := range map[string]int{
		"":             0,
		"404":          3,
		"未找到":          6,
		"IIS：core":     9,
		"ｆｕｌｌ":         8,
		"e\u0301":      1,
		"“…”":          3,
		"\u200bno":     2,
		"HTTP Version": 12,
	} {
		assert.Equal(t, want, columns(s), s)
	}
}

func TestWrap(t *testing.T) {
	for _, test := range []struct {
		text    string
		n, used int
		want    []string
	}{
		{"", 10, 0, []string{""}},
		{"one two three", 0, 0, []string{"one two three"}},
		{"one two three", 7, 0, []string{"one two", "three"}},
		{"one two three", 7, 4, []string{"one", "two", "three"}},
		{"https://example.com/a/long/address is here", 10, 0, []string{"https://example.com/a/long/address", "is here"}},
		{"没有找到这个页面。请检查地址。", 10, 0, []string{"没有找到这", "个页面。请", "检查地址。"}},
		{"没有找到这个。请检查", 12, 0, []string{"没有找到这", "个。请检查"}},
		{"检查（RFC 9110）的说明", 8, 0, []string{"检查", "（RFC", "9110）的", "说明"}},
	} {
		assert.Equal(t, test.want, wrap(test.text, test.n, test.used), test.text)
	}
}
