package messages

import (
	"fmt"
	"regexp"
	"strings"
	"sync"
	"testing"
	"unsafe"

	"github.com/stretchr/testify/assert"
	"golang.org/x/text/language"
)

func TestMatch(t *testing.T) {
	for _, tt := range []struct {
		header string // lines separated by |
		want   *Dictionary
	}{
		{"", English},
		{"en", English},
		{"en-GB,en;q=0.5", English},
		{"zh", SimplifiedChinese},
		{"zh-CN,zh;q=0.9,en;q=0.8", SimplifiedChinese},
		{"zh-SG", SimplifiedChinese},
		{"zh-Hans-HK", SimplifiedChinese},
		{"zh-TW,zh;q=0.9,en;q=0.8", TraditionalChinese},
		{"zh-HK,zh;q=0.9,en;q=0.8", TraditionalChinese},
		{"zh-MO", TraditionalChinese},
		{"zh-MO,zh;q=0.9", TraditionalChinese},
		{"zh-Hant-HK,zh;q=0.9", TraditionalChinese},
		{"zh-Hant", TraditionalChinese},
		{"ZH-tw", TraditionalChinese},
		{"zh_TW", TraditionalChinese},
		{"fr", English},
		{"fr-FR,fr;q=0.9,zh-TW;q=0.1", TraditionalChinese},
		{"xx-YY, zh-CN", SimplifiedChinese},
		{"en;q=0.5,zh-CN;q=0.6", SimplifiedChinese},
		{"en ; q=0.5 , zh-CN ; q=0.6", SimplifiedChinese},
		{"en;q=.5,zh-CN;Q=.6", SimplifiedChinese},
		{"en;q=0.12345,zh-CN;q=0.12346", SimplifiedChinese},

		{"*", English},
		{"fr,*;q=0.5", English},
		{"*,zh;q=0.5", English},
		{"zh,*;q=0.1", SimplifiedChinese},

		{"en;q=0", SimplifiedChinese},
		{"en;q=0.000,*", SimplifiedChinese},
		{"zh;q=0,*", English},
		{"zh-Hans;q=0,zh", TraditionalChinese},
		{"zh;q=0,zh-TW", TraditionalChinese},
		{"en;q=0,zh-Hans;q=0", TraditionalChinese},
		{"en;q=0,zh;q=0", English},
		{"*;q=0", English},
		{"*;q=0,zh-CN", SimplifiedChinese},
		{"zh-Hant;q=0,zh-TW,en;q=0.1", English},

		{"zh-CN,zh;q=abc", SimplifiedChinese},
		{"zh-CN;q=2", English},
		{"zh-CN;q=-1", English},
		{"zh-CN;q=1e0", English},
		{"zh-CN;q=", English},
		{"zh-CN;level=1", English},
		{"zh-CN zh-TW", English},
		{";q=1", English},
		{"服", English},
		{"\x00", English},
		{",,zh-CN,,", SimplifiedChinese},

		{"fr|zh-TW;q=0.5", TraditionalChinese},
		{"en;q=0.1|zh-CN", SimplifiedChinese},
		{"|zh-CN", SimplifiedChinese},
	} {
		lines := strings.Split(tt.header, "|")
		for range 2 { // the second answer is of the cache
			if got := Match(lines...); got != tt.want {
				t.Errorf("Match(%q) = %v, want %v", lines, got.Tag(), tt.want.Tag())
			}
		}
	}
	if got := Match(); got != English {
		t.Errorf("Match() = %v, want en", got.Tag())
	}
}

// TestLongHeader has headers that no browser sends.
func TestLongHeader(t *testing.T) {
	for _, tt := range []struct {
		header string
		want   *Dictionary
	}{
		{"zh-TW," + strings.Repeat("fr-", 1<<18), TraditionalChinese}, // what was cut counts no more
		{strings.Repeat("_", 1<<20), English},
		{strings.Repeat("a_", 1<<19), English},
		{strings.Repeat("x", 1<<20) + ",zh-TW", English},
		{strings.Repeat(",", 1<<20), English},
		{strings.Repeat("fr,", 300) + "zh-TW", TraditionalChinese}, // within the first KiB
		{strings.Repeat("fr,", 400) + "zh-TW", English},
		{strings.Repeat("zh-CN;q=0.5,", 1<<16), SimplifiedChinese},
		{strings.Repeat("en;q=0,", 1<<16) + "zh-TW", SimplifiedChinese},
	} {
		assert.Equal(t, tt.want.Tag(), Match(tt.header).Tag(), "%.30q", tt.header)
	}
	assert.Equal(t, TraditionalChinese.Tag(), Match(strings.Split(strings.Repeat("fr ", 300)+"zh-TW", " ")...).Tag())
	assert.Equal(t, English.Tag(), Match(strings.Split(strings.Repeat("fr ", 1000)+"zh-TW", " ")...).Tag())
}

// TestCacheBounds fills the cache as a client would who means harm.
func TestCacheBounds(t *testing.T) {
	m := NewMatcher(English, TraditionalChinese)
	for i := range 10 * headerSlots {
		m.Match(fmt.Sprintf("zh-TW;q=0.%d", i))
		m.Match(fmt.Sprintf("zh-TW;q=0.%0300d", i))
	}
	n := 0
	for i := range m.headers {
		if c := m.headers[i].Load(); c != nil {
			n++
			assert.LessOrEqual(t, len(c.text), headerLength)
			assert.Equal(t, TraditionalChinese.Tag(), c.dictionary.Tag())
		}
	}
	assert.Greater(t, n, headerSlots/2)
	assert.LessOrEqual(t, n, headerSlots)

	// An entry does not keep the buffer alive that its header was a part of.
	buffer := strings.Repeat("x", 1<<20) + "zh-TW;q=0.75"
	header := buffer[1<<20:]
	m.Match(header)
	for i := range m.headers {
		if c := m.headers[i].Load(); c != nil && c.text == header {
			assert.NotSame(t, unsafe.StringData(header), unsafe.StringData(c.text))
			return
		}
	}
	t.Error("the header is not in the cache")
}

func TestConcurrentMatch(t *testing.T) {
	m := NewMatcher(English, SimplifiedChinese, TraditionalChinese)
	var wg sync.WaitGroup
	for g := range 16 {
		wg.Go(func() {
			for i := range 2000 {
				want := []*Dictionary{English, SimplifiedChinese, TraditionalChinese}[(g+i)%3]
				if got := m.Match(fmt.Sprintf("%v;q=0.%d", want.Tag(), 1+i%100)); got != want {
					t.Errorf("Match = %v, want %v", got.Tag(), want.Tag())
				}
			}
		})
	}
	wg.Wait()
}

func TestNewMatcher(t *testing.T) {
	m := NewMatcher(TraditionalChinese, English)
	assert.Equal(t, TraditionalChinese.Tag(), m.Match("fr").Tag())
	assert.Equal(t, TraditionalChinese.Tag(), m.Match("zh-CN").Tag(), "the nearest that there is")
	assert.Equal(t, English.Tag(), m.Match("en-AU").Tag())
	assert.Panics(t, func() { NewMatcher() })
}

// FuzzMatch compares with the matching of x/text itself, for headers that it takes and in which no language is refused.
func FuzzMatch(f *testing.F) {
	for _, s := range []string{"zh-HK,zh;q=0.9,en;q=0.8", "zh-Hant-HK", "en;q=0", "*", "zh_TW", "xx", "zh-CN;q=.5,fr", ",", "a-b-c-d", "en-u-rg-hkzzzz", "i-klingon, zh-min-nan"} {
		f.Add(s)
	}
	dictionaries := []*Dictionary{English, SimplifiedChinese, TraditionalChinese}
	plain := language.NewMatcher([]language.Tag{
		language.English, language.SimplifiedChinese, language.TraditionalChinese, language.MustParse("zh-HK"), language.MustParse("zh-MO"),
	})
	wellFormed := regexp.MustCompile(`^[A-Za-z0-9-]+(;q=(0\.0*[1-9]|1))?(,[A-Za-z0-9-]+(;q=(0\.0*[1-9]|1))?)*$`)
	f.Fuzz(func(t *testing.T, header string) {
		got := Match(header)
		if again := Match(header); again != got {
			t.Errorf("Match(%q) = %v, then %v", header, got.Tag(), again.Tag())
		}
		if !wellFormed.MatchString(header) || len(header) > maxHeader {
			return
		}
		tags, _, err := language.ParseAcceptLanguage(header)
		if err != nil {
			return
		}
		_, i, confidence := plain.Match(tags...)
		if confidence == language.No {
			i = 0
		}
		if want := dictionaries[min(i, 2)]; got != want {
			t.Errorf("Match(%q) = %v, want %v", header, got.Tag(), want.Tag())
		}
	})
}
