package messages

import (
	"cmp"
	"errors"
	"hash/maphash"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"

	"golang.org/x/text/language"
)

// A Matcher finds the dictionary that suits a request best, among those that [NewMatcher] made it with. Any number of
// goroutines can use it.
type Matcher struct {
	dictionaries []*Dictionary
	tags         []language.Tag // what they serve
	owners       []int          // by tag: its dictionary
	matcher      language.Matcher
	seed         maphash.Seed
	cache        [cacheSize]atomic.Pointer[cached]
}

// The cache is small and bounded, whatever clients send: browsers send few headers, and short ones.
const (
	cacheSize   = 256 // entries, each in its own place by hash
	cacheLength = 256 // bytes of a header, the longest that is kept
)

// A cached header and its answer.
type cached struct {
	header     string
	dictionary *Dictionary
}

// maxHeader is how many bytes of a header are looked at. Parsing takes time that grows with the square of its length,
// and nobody reads so many languages.
const maxHeader = 1 << 10

// NewMatcher returns a matcher of dictionaries, of which the first is the default. It panics if there is none.
func NewMatcher(d ...*Dictionary) *Matcher {
	if len(d) == 0 {
		panic("messages: NewMatcher needs a dictionary, for the default")
	}
	m := &Matcher{dictionaries: slices.Clone(d), seed: maphash.MakeSeed()}
	for i, d := range d {
		for _, t := range d.tags() {
			m.tags = append(m.tags, t)
			m.owners = append(m.owners, i)
		}
	}
	m.matcher = language.NewMatcher(m.tags)
	return m
}

// Match returns the dictionary for a request with the given Accept-Language, a string for each line of the field (RFC
// 9110, 12.5.4). A language with a weight of 0 is never given, if there is another. For no header, "*", languages that
// none of the dictionaries serves, and a header that is malformed, it is the default. Of a header over 1 KiB, only the
// languages in the first KiB count.
func (m *Matcher) Match(acceptLanguage ...string) *Dictionary {
	// Hardly any client sends two lines.
	if len(acceptLanguage) != 1 || len(acceptLanguage[0]) > cacheLength {
		return m.match(acceptLanguage)
	}
	header := acceptLanguage[0]
	place := &m.cache[maphash.String(m.seed, header)%cacheSize]
	if c := place.Load(); c != nil && c.header == header {
		return c.dictionary
	}
	d := m.match(acceptLanguage)
	place.Store(&cached{strings.Clone(header), d})
	return d
}

// match is Match without the cache.
func (m *Matcher) match(lines []string) *Dictionary {
	var wanted []weighted
	var never []string
	budget := maxHeader
	for _, line := range lines {
		if len(line) > budget {
			// The last language of what remains may be cut in two: it goes too.
			line = line[:budget]
			line = line[:strings.LastIndexByte(line, ',')+1]
		}
		budget -= len(line)
		for entry := range strings.SplitSeq(line, ",") {
			w, ok := parseEntry(strings.Trim(entry, " \t"))
			switch {
			case !ok:
				return m.dictionaries[0]
			case w.id == "": // an empty entry, or a language that x/text does not know
			case w.q == 0:
				never = append(never, w.id)
			default:
				wanted = append(wanted, w)
			}
		}
	}
	slices.SortStableFunc(wanted, func(a, b weighted) int { return cmp.Compare(b.q, a.q) })

	matcher, owners := m.matcher, m.owners
	if len(never) > 0 {
		var left []language.Tag
		owners = nil
		for i, t := range m.tags {
			own := m.dictionaries[m.owners[i]].Tag()
			if !refused(t, never, wanted) && !refused(own, never, wanted) {
				left = append(left, t)
				owners = append(owners, m.owners[i])
			}
		}
		if len(left) == 0 {
			return m.dictionaries[0]
		}
		matcher = language.NewMatcher(left)
	}
	var tags []language.Tag
	for _, w := range wanted {
		if w.id == "*" {
			break // anything is as good: what no language before it matches is the default
		}
		tags = append(tags, w.tag)
	}
	// The index counts: the tag that comes with it has the region of the request in it. If nothing matches, it is that of
	// some language in the same script.
	_, i, confidence := matcher.Match(tags...)
	if confidence == language.No {
		i = 0
	}
	return m.dictionaries[owners[i]]
}

// A weighted language range of a header.
type weighted struct {
	id  string // as it stands there
	tag language.Tag
	q   float64
}

// parseEntry reads "zh-TW;q=0.8". It reports false if that is malformed, and gives an empty id for a language that is
// well-formed but not known.
func parseEntry(entry string) (weighted, bool) {
	id, weight, hasWeight := strings.Cut(entry, ";")
	id = strings.TrimRight(id, " \t")
	w := weighted{id: id, q: 1}
	if hasWeight {
		var ok bool
		if w.q, ok = parseWeight(strings.Trim(weight, " \t")); !ok {
			return w, false
		}
	}
	switch id {
	case "":
		return w, entry == ""
	case "*":
		return w, true
	}
	tag, err := language.Parse(id)
	var unknown language.ValueError
	if errors.As(err, &unknown) {
		w.id = ""
		return w, true
	}
	w.tag = tag
	return w, err == nil
}

// parseWeight reads "q=0.8" (RFC 9110, 12.4.2), also with more digits than the three of the specification, or as "q=.8".
func parseWeight(s string) (float64, bool) {
	if len(s) < 3 || s[0]|0x20 != 'q' || s[1] != '=' || strings.Trim(s[2:], ".0123456789") != "" {
		return 0, false
	}
	q, err := strconv.ParseFloat(s[2:], 64)
	return q, err == nil && q <= 1
}

// refused reports whether a language with a weight of 0 is a prefix of the tag (RFC 4647, 3.3.1) and nothing more exact
// is wanted that the tag serves.
func refused(t language.Tag, never []string, wanted []weighted) bool {
	id := t.String()
	longest := -1
	for _, n := range never {
		switch {
		case n == "*":
			longest = max(longest, 0)
		case isPrefix(n, id):
			longest = max(longest, len(n))
		}
	}
	return longest >= 0 && !slices.ContainsFunc(wanted, func(w weighted) bool {
		// A region stands for its script: zh-TW wants zh-Hant, though "zh;q=0" refuses the rest.
		return w.id != "*" && len(w.id) > longest && base(w.tag) == base(t) && script(w.tag) == script(t)
	})
}

// isPrefix reports whether a language range matches a tag by its whole subtags.
func isPrefix(r, id string) bool {
	return len(r) <= len(id) && strings.EqualFold(r, id[:len(r)]) && (len(r) == len(id) || id[len(r)] == '-')
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
