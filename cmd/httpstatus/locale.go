package main

import (
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/runes"
	"golang.org/x/text/transform"
)

// A locale is what a name like "zh_TW.Big5" says (POSIX, Base Definitions, 8.2).
type locale struct {
	tag     string // "zh-TW"
	charset string // "big5", in lower case; "" if it is not said
}

// parseLocale reads the name of a locale, or a BCP 47 tag. A script stands behind the "@": "sr_RS@latin".
func parseLocale(name string) locale {
	name, modifier, _ := strings.Cut(name, "@")
	tag, charset, _ := strings.Cut(name, ".")
	l := locale{strings.ReplaceAll(tag, "_", "-"), strings.ToLower(charset)}
	if script, ok := scripts[modifier]; ok {
		base, region, _ := strings.Cut(l.tag, "-")
		l.tag = strings.TrimRight(base+"-"+script+"-"+region, "-")
	}
	return l
}

// scripts has the modifiers of glibc's locales that name one, with what BCP 47 has for it.
var scripts = map[string]string{"latin": "Latn", "cyrillic": "Cyrl", "devanagari": "Deva"}

// isC reports whether a locale is the one without a language.
func isC(name string) bool {
	tag := parseLocale(name).tag
	return tag == "C" || tag == "POSIX" || tag == ""
}

// firstOf returns the first variable that is set.
func firstOf(getenv func(string) string, names ...string) string {
	for _, name := range names {
		if v := getenv(name); v != "" {
			return v
		}
	}
	return ""
}

// languageOf returns the reader of the environment, as find finds it. The locale is the first of LC_ALL, LC_MESSAGES and LANG
// that is set, and its language English if it is C or there is no text for it. For another locale than C, LANGUAGE is a list of
// those that the reader would rather have, with ":" between them (GNU gettext, "The LANGUAGE variable").
func languageOf(getenv func(string) string, find func(string) (reader, error)) reader {
	locale := firstOf(getenv, "LC_ALL", "LC_MESSAGES", "LANG")
	list := getenv("LANGUAGE")
	if strings.Trim(list, ":") == "" {
		list = locale
	}
	for name := range strings.SplitSeq(list, ":") {
		if isC(locale) || name != "" && isC(name) {
			break
		}
		if r, err := find(name); err == nil {
			return r
		}
	}
	return english.reader()
}

// A charset is how text is written for a terminal that does not take UTF-8. The zero charset is UTF-8.
type charset struct {
	encoding encoding.Encoding // nil: UTF-8
	unknown  bool              // it is not UTF-8, and nothing more is known than that it has ASCII
}

// charsetOf returns the charset of the environment: that of the first of LC_ALL, LC_CTYPE and LANG that is set, or else of
// LC_MESSAGES. It is UTF-8 for a locale that does not say it.
func charsetOf(getenv func(string) string) charset {
	return findCharset(parseLocale(firstOf(getenv, "LC_ALL", "LC_CTYPE", "LANG", "LC_MESSAGES")).charset)
}

func findCharset(name string) charset {
	switch name {
	case "", "utf-8", "utf8":
		return charset{}
	case "gb2312", "euccn", "euc-cn", "cp936":
		// A terminal has GB2312 as it is in GBK.
		name = "gbk"
	case "big5hkscs", "cp950":
		name = "big5"
	default:
		// "iso88591" and "ISO8859-1" are glibc's and BSD's names of iso-8859-1.
		if n, ok := strings.CutPrefix(name, "iso8859"); ok {
			name = "iso-8859-" + strings.TrimPrefix(n, "-")
		}
	}
	e, err := htmlindex.Get(name)
	if err != nil {
		return charset{unknown: true}
	}
	return charset{encoding: e}
}

// has reports whether the charset has the character.
func (c charset) has(r rune) bool {
	switch {
	case r < utf8.RuneSelf, c == charset{}:
		return true
	case c.unknown:
		return false
	}
	_, err := c.encoding.NewEncoder().String(string(r))
	return err == nil
}

// writes reports whether the charset has the characters of a language.
func (c charset) writes(l language) bool {
	return c.has([...]rune{english: 'a', simplifiedChinese: '请', traditionalChinese: '請'}[l])
}

// writer returns w for text in UTF-8. What the charset does not have becomes "?".
func (c charset) writer(w io.Writer) io.Writer {
	if c == (charset{}) {
		return w
	}
	var t transform.Transformer = runes.Map(func(r rune) rune {
		if c.has(r) {
			return r
		}
		return '?'
	})
	if c.encoding != nil {
		t = transform.Chain(t, c.encoding.NewEncoder())
	}
	return transform.NewWriter(w, t)
}

// decode returns an argument of the command in UTF-8.
func (c charset) decode(s string) string {
	if c.encoding == nil || utf8.ValidString(s) {
		return s
	}
	decoded, err := c.encoding.NewDecoder().String(s)
	if err != nil {
		return s
	}
	return decoded
}
