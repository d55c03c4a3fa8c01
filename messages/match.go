package messages

import (
	"cmp"
	"hash/maphash"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"golang.org/x/text/language"
)

// A Matcher finds the dictionary that suits a request best, among those that [NewMatcher] made it with. Any number of
// goroutines can use it.
type Matcher struct {
	dictionaries []*Dictionary
	locales      []locale         // by dictionary
	kin          language.Matcher // of the dictionaries' languages
	seed         maphash.Seed
	headers      [headerSlots]atomic.Pointer[header]
	ranges       [rangeSlots]atomic.Pointer[servers]
}

// The caches are small and bounded, whatever clients send: browsers send few headers, and short ones, and fewer languages.
const (
	headerSlots  = 256 // each header in its own place by hash
	headerLength = 256 // bytes of a header, the longest that is kept
	rangeSlots   = 1024
	rangeLength  = 35 // RFC 5646, 4.4.1
)

// A header and its answer.
type header struct {
	text       string
	dictionary *Dictionary
}

// NewMatcher returns a matcher of dictionaries, of which the first is the default. It panics if there is none.
//
// Dictionaries of one language are one dictionary: the built-in English one and that of a table of your own. It has the text
// of a status from the first that has one, before it is the text of the code or the class. Languages are one if they are
// the same when their likely subtags are added: zh-CN is zh-Hans, and en-US is en, but en-GB is neither.
func NewMatcher(d ...*Dictionary) *Matcher {
	if len(d) == 0 {
		panic("messages: NewMatcher needs a dictionary, for the default")
	}
	m := &Matcher{seed: maphash.MakeSeed()}
	var groups [][]*Dictionary
	var tags []language.Tag
	for _, d := range d {
		l := localeOf(d.Tag())
		i := slices.IndexFunc(m.locales, func(other locale) bool { return other.line[0] == l.line[0] })
		if i < 0 {
			m.locales = append(m.locales, l)
			tags = append(tags, l.tag)
			groups = append(groups, []*Dictionary{d})
		} else {
			groups[i] = append(groups[i], d)
		}
	}
	for _, g := range groups {
		m.dictionaries = append(m.dictionaries, merge(g))
	}
	m.kin = language.NewMatcher(tags)
	return m
}

// Match returns the dictionary for a request with the given Accept-Language, a string for each line of the field (RFC
// 9110, 12.5.4). The languages of the header count by their weights, and those of one weight as they stand there: the first
// that a dictionary serves decides.
//
//   - A dictionary serves those who read its language in its script: zh-Hant serves zh-TW and zh-HK, and pt-PT serves pt-AO
//     before pt-BR does. The nearest one does, by region. What a tag does not say, CLDR's data do, and which languages go by
//     several names: nb is no. Cantonese and other languages of China are served by Chinese.
//   - "*" is any language, and counts behind the others of its weight.
//   - A language with a weight of 0 is never given, if there is another, and neither is what it is a prefix of: "zh;q=0"
//     refuses zh-Hant, unless a more exact one of it is asked for, as in "zh;q=0, zh-TW".
//
// If no dictionary serves a language of the header, it is one that its readers can read all the same, as CLDR has it: de for
// gsw, and zh-Hans for zh-TW, of a Matcher without Traditional Chinese. If there is none either, it is the default, as it is for
// no header. What is malformed counts for nothing. Of a header over 1 KiB, only the languages in the first KiB count.
func (m *Matcher) Match(acceptLanguage ...string) *Dictionary {
	// Hardly any client sends two lines.
	if len(acceptLanguage) != 1 || len(acceptLanguage[0]) > headerLength {
		return m.match(acceptLanguage)
	}
	text := acceptLanguage[0]
	slot := &m.headers[maphash.String(m.seed, text)%headerSlots]
	if h := slot.Load(); h != nil && h.text == text {
		return h.dictionary
	}
	d := m.match(acceptLanguage)
	slot.Store(&header{strings.Clone(text), d})
	return d
}

// A wanted language of a header, and who serves it.
type wanted struct {
	q weight
	*servers
}

// match is Match without the cache of headers.
func (m *Matcher) match(lines []string) *Dictionary {
	var few [16]wanted
	list := few[:0]
	var rest []wanted // "*"
	var never []locale
	entries(lines, func(e entry) {
		switch {
		case e.q == zero:
			if l, ok := parseLocale(e.id); ok || e.id == "*" {
				never = append(never, l)
			}
		case e.id == "*":
			rest = append(rest, wanted{e.q, m.servers(e.id)})
		default:
			list = append(list, wanted{e.q, m.servers(e.id)})
		}
	})
	list = append(list, rest...)
	slices.SortStableFunc(list, func(a, b wanted) int { return cmp.Compare(b.q, a.q) })

	refused := make([]bool, len(m.dictionaries))
	for i, d := range m.locales {
		// A language with a weight of 0 refuses what it is a prefix of, unless a more exact one is wanted and served by it.
		refused[i] = slices.ContainsFunc(never, func(n locale) bool {
			return n.covers(d) && !slices.ContainsFunc(list, func(w wanted) bool {
				return w.length > n.length && n.covers(w.locale) && slices.Contains(w.by, i)
			})
		})
	}
	first := func(by []int) *Dictionary {
		for _, i := range by {
			if !refused[i] {
				return m.dictionaries[i]
			}
		}
		return nil
	}
	for _, w := range list {
		if d := first(w.by); d != nil {
			return d
		}
	}
	for _, w := range list {
		if d := first(w.kin); d != nil {
			return d
		}
	}
	for i, d := range m.dictionaries {
		if !refused[i] {
			return d
		}
	}
	return m.dictionaries[0]
}

// Lookup returns the dictionary that serves those who read the language of a BCP 47 tag, as [Matcher.Match] says, and
// reports whether there is one. It is for a language that a person has chosen. For what is no tag there is none.
func (m *Matcher) Lookup(tag string) (*Dictionary, bool) {
	if by := m.servers(tag).by; len(by) > 0 && tag != "*" {
		return m.dictionaries[by[0]], true
	}
	return nil, false
}

// The servers of a language range are the dictionaries that serve it: none for what is no language.
type servers struct {
	id string
	locale
	related bool  // a dictionary is in this language, if in another script
	by      []int // dictionaries, the nearest first
	kin     []int // where by has none: a dictionary in another script or language that its readers read, by CLDR
}

func (m *Matcher) servers(id string) *servers {
	if len(id) > rangeLength {
		return m.findServers(id)
	}
	slot := &m.ranges[maphash.String(m.seed, id)%rangeSlots]
	if s := slot.Load(); s != nil && s.id == id {
		return s
	}
	if base, ok := withoutRegion(id); ok {
		// Of a language that no dictionary is in, a region makes no difference. Most are such, and there are many regions.
		if s := m.servers(base); !s.related {
			return s
		}
	}
	s := m.findServers(strings.Clone(id))
	slot.Store(s)
	return s
}

// withoutRegion returns "de" for "de-CH", and false for a tag of any other form.
func withoutRegion(id string) (string, bool) {
	n := len(id) - len("-CH")
	if n != 2 && n != 3 || id[n] != '-' {
		return "", false
	}
	for i := range len(id) {
		if c := id[i] | 0x20; i != n && (c < 'a' || c > 'z') {
			return "", false
		}
	}
	return id[:n], true
}

// findServers is servers without the cache.
func (m *Matcher) findServers(id string) *servers {
	s := &servers{id: id}
	if id == "*" {
		for i := range m.dictionaries {
			s.by = append(s.by, i)
		}
		return s
	}
	var ok bool
	if s.locale, ok = parseLocale(id); !ok {
		return s
	}
	l := s.reader()
	// A script that is not said is not insisted on: where Simplified is refused, zh is Traditional.
	bare := l.script == language.Script{} && l.region == language.Region{}
	type near struct{ up, down, i int }
	var own []near
	for i, d := range m.locales {
		s.related = s.related || l.bare().base == d.bare().base
		if up, down, ok := l.distance(d); ok {
			own = append(own, near{up, down, i})
		} else if bare && l.reads(d) {
			own = append(own, near{len(l.line), len(d.line), i})
		}
	}
	slices.SortStableFunc(own, func(a, b near) int { return cmp.Or(cmp.Compare(a.up, b.up), cmp.Compare(a.down, b.down)) })
	for _, n := range own {
		s.by = append(s.by, n.i)
	}
	if len(s.by) == 0 {
		if _, i, confidence := m.kin.Match(l.tag); confidence != language.No {
			s.kin = []int{i}
		}
	}
	return s
}

var (
	builtInOnce    sync.Once
	builtInMatcher *Matcher
)

func builtIn() *Matcher {
	builtInOnce.Do(func() { builtInMatcher = NewMatcher(English, SimplifiedChinese, TraditionalChinese) })
	return builtInMatcher
}

// Match is [Matcher.Match] for [English], the default, [SimplifiedChinese] and [TraditionalChinese].
func Match(acceptLanguage ...string) *Dictionary { return builtIn().Match(acceptLanguage...) }

// Lookup is [Matcher.Lookup] for [English], [SimplifiedChinese] and [TraditionalChinese].
func Lookup(tag string) (*Dictionary, bool) { return builtIn().Lookup(tag) }
