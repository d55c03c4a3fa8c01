package messages

import (
	"fmt"
	"strings"
	"testing"
	"unsafe"

	"github.com/stretchr/testify/assert"
)

// keptHeader returns the header as the cache has it.
func keptHeader(m *Matcher, text string) (string, bool) {
	for i := range m.headers {
		if h := m.headers[i].Load(); h != nil && h.text == text {
			return h.text, true
		}
	}
	return "", false
}

// keptRange returns the range as the cache has it.
func keptRange(m *Matcher, id string) (string, bool) {
	for i := range m.ranges {
		if s := m.ranges[i].Load(); s != nil && s.id == id {
			return s.id, true
		}
	}
	return "", false
}

// TestHeaderCache fills the cache of headers as a client would who means harm.
func TestHeaderCache(t *testing.T) {
	m := NewMatcher(English, TraditionalChinese)
	for i := range 40 * headerSlots {
		m.Match(fmt.Sprintf("zh-TW;q=0.%d", i))
		m.Match(fmt.Sprintf("zh-TW;q=0.%0300d", i))
	}
	for i := range m.headers {
		if h := m.headers[i].Load(); assert.NotNil(t, h, "place %d is not used", i) {
			assert.LessOrEqual(t, len(h.text), headerLength)
			assert.Equal(t, TraditionalChinese.Tag(), h.dictionary.Tag())
		}
	}

	longest := "zh-TW;q=0." + strings.Repeat("1", headerLength-len("zh-TW;q=0."))
	m.Match(longest)
	_, kept := keptHeader(m, longest)
	assert.True(t, kept, "of the length that is kept")
	m.Match(longest + "1")
	_, kept = keptHeader(m, longest+"1")
	assert.False(t, kept, "one byte more")
	m.Match("zh-TW", "en")
	_, kept = keptHeader(m, "zh-TW")
	assert.False(t, kept, "one of two lines")

	// An entry does not keep the buffer alive that its header was a part of.
	buffer := strings.Repeat("x", 1<<20) + "zh-TW;q=0.75"
	header := buffer[1<<20:]
	m.Match(header)
	text, kept := keptHeader(m, header)
	assert.True(t, kept)
	assert.NotSame(t, unsafe.StringData(header), unsafe.StringData(text))
}

// TestRangeCache fills the cache of language ranges.
func TestRangeCache(t *testing.T) {
	m := NewMatcher(English, TraditionalChinese)
	for i := range 30 * rangeSlots {
		m.servers(fmt.Sprintf("%05d", i)) // no language
	}
	for i := range m.ranges {
		assert.NotNil(t, m.ranges[i].Load(), "place %d is not used", i)
	}

	longest := "zh-TW-x" + strings.Repeat("-1234567", 3) + "-123"
	assert.Len(t, longest, rangeLength)
	for _, id := range []string{longest, longest + "4"} {
		assert.Equal(t, []int{1}, m.servers(id).by, id)
		_, kept := keptRange(m, id)
		assert.Equal(t, len(id) <= rangeLength, kept, id)
	}
	assert.Same(t, m.servers(longest), m.servers(longest))

	// The regions of a language that no dictionary is in take one place.
	assert.Same(t, m.servers("fr"), m.servers("fr-CH"))
	_, kept := keptRange(m, "fr-CH")
	assert.False(t, kept)
	assert.NotSame(t, m.servers("zh"), m.servers("zh-TW"))
	assert.Empty(t, m.servers("zh-CN").by)
	assert.Equal(t, []int{1}, m.servers("zh-HK").by)

	buffer := strings.Repeat("x", 1<<20) + "zh-MO"
	id := buffer[1<<20:]
	m.servers(id)
	text, kept := keptRange(m, id)
	assert.True(t, kept)
	assert.NotSame(t, unsafe.StringData(id), unsafe.StringData(text))
}
