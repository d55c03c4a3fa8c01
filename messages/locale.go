package messages

import (
	"strings"

	"golang.org/x/text/language"
)

// A locale is a language as a range or a dictionary names it.
type locale struct {
	tag language.Tag // by its present name: he for iw, zh for cmn

	// line is where the language stands, where its parent by CLDR does, and so on, to the bare language in this script:
	// en-AU, en-001, en. That of any language, "*", is empty.
	line []place

	// What the tag says, and not only its likely subtags.
	script language.Script
	region language.Region
	length int // how many subtags it has
}

// A place of a language has its likely subtags: zh-CN and zh-Hans are at one place.
type place struct {
	base   language.Base
	script language.Script
	region language.Region
	rest   string // variants and private use: "1901", "x-formal"
}

// canon replaces names of languages that are old or another's, as CLDR and IANA's registry have them: iw is he, mo is ro, sh is
// sr-Latn, tl is fil, cmn is zh and nb is no.
const canon = language.Deprecated | language.Legacy | language.Macro

// parseLocale reads a BCP 47 tag, with "-" or "_". Of one with subtags that are well-formed but not registered, the others
// count: en-XX is English. It reports false for what is no tag, or of no known language.
func parseLocale(id string) (locale, bool) {
	tag, err := language.Parse(id)
	if _, unknown := err.(language.ValueError); err != nil && !unknown {
		return locale{}, false
	}
	l := localeOf(tag)
	return l, l.line[0].base != language.Base{}
}

func localeOf(t language.Tag) locale {
	t, _ = canon.Canonicalize(t)
	base, script, region := t.Raw()
	var rest []string
	for _, v := range t.Variants() {
		rest = append(rest, v.String())
	}
	if x, ok := t.Extension('x'); ok {
		rest = append(rest, x.String())
	}
	return makeLocale(base, script, region, strings.Join(rest, "-"))
}

// makeLocale returns the locale of a tag with these subtags.
func makeLocale(base language.Base, script language.Script, region language.Region, rest string) locale {
	l := locale{script: script, region: region, length: 1}
	if script != (language.Script{}) {
		l.length++
	}
	if region != (language.Region{}) {
		l.length++
	}
	if script == (language.Script{}) && region.String() == "MY" && base.String() == "zh" {
		// CLDR has zh-MY as Traditional up to version 41. Malaysia writes Simplified.
		script = simplified()
	}
	l.tag = compose(base, script, region)

	p := placeOf(l.tag)
	for rest != "" {
		l.length++
		p.rest = rest
		l.line = append(l.line, p)
		rest = rest[:max(0, strings.LastIndexByte(rest, '-'))]
	}
	add := func(t language.Tag) {
		if p := placeOf(t); len(l.line) == 0 || l.line[len(l.line)-1] != p {
			l.line = append(l.line, p)
		}
	}
	for t := l.tag; t != language.Und; t = t.Parent() {
		add(t)
	}
	// The parent of a language in another script than its usual one is und.
	add(compose(p.base, p.script, language.Region{}))
	if base.String() == "nn" {
		// Its parent is no in CLDR from version 39 on.
		add(language.Norwegian)
	}
	return l
}

func placeOf(t language.Tag) place {
	// An unknown base is the zero Base here, where t.Base would guess it from the region.
	b, _, _ := t.Raw()
	s, _ := t.Script()
	r, _ := t.Region()
	return place{b, s, r, ""}
}

func compose(b language.Base, s language.Script, r language.Region) language.Tag {
	t, _ := language.Raw.Compose(b, s, r) // there is no error for parts of these types
	return t
}

// reader returns the locale of the readers of l: who reads Cantonese reads Chinese too. It is l for most. The languages are
// those of the macrolanguage zh in IANA's registry, which CLDR keeps apart. What their readers write is Chinese, in the script
// that their script or region subtag says, as it does for zh.
func (l locale) reader() locale {
	p := l.line[0]
	script, region := l.script, l.region
	switch p.base.String() {
	case "yue":
		// Its likely subtags are right: of Hong Kong, and Traditional but for China.
		script, region = p.script, p.region
	case "nan":
		// It is of Taiwan, and Traditional elsewhere too; CLDR has it as of China.
		if script == (language.Script{}) {
			script = traditional()
			if region.String() == "CN" {
				script = simplified()
			}
		}
	case "cdo", "cjy", "cnp", "cpx", "csp", "czh", "czo", "gan", "hak", "hsn", "lzh", "mnp", "wuu":
	default:
		return l
	}
	zh, _ := language.Chinese.Base()
	r := makeLocale(zh, script, region, p.rest)
	r.line = append(l.line[:len(l.line):len(l.line)], r.line...)
	return r
}

func simplified() language.Script  { s, _ := language.SimplifiedChinese.Script(); return s }
func traditional() language.Script { s, _ := language.TraditionalChinese.Script(); return s }

// distance returns how far a dictionary in the language d is from the readers of l: how many generations to the parent that
// both have, first on the side of l, then on that of d. It reports false for another language or script.
func (l locale) distance(d locale) (up, down int, ok bool) {
	for up, p := range l.line {
		for down, q := range d.line {
			if p == q {
				return up, down, true
			}
		}
	}
	return 0, 0, false
}

// bare returns the place of the bare language.
func (l locale) bare() place { return l.line[len(l.line)-1] }

// reads reports whether the readers of l read the language d in its other script, as CLDR has it for Chinese and Serbian.
func (l locale) reads(d locale) bool {
	p, q := l.bare(), d.line[0]
	return p.base == q.base &&
		language.Comprehends(compose(p.base, p.script, language.Region{}), compose(q.base, q.script, language.Region{})) != language.No
}

// covers reports whether the range l, as a prefix, has t in it (RFC 4647, 3.3.1). A script counts as said where it is
// likely: zh-Hant covers zh-TW.
func (l locale) covers(t locale) bool {
	if len(l.line) == 0 {
		return true // "*"
	}
	p, q := l.line[0], t.line[0]
	return p.base == q.base &&
		(l.script == language.Script{} || l.script == q.script) &&
		(l.region == language.Region{} || l.region == t.region && p.script == q.script) &&
		(p.rest == "" || p.rest == q.rest || strings.HasPrefix(q.rest, p.rest+"-"))
}
