package main

import (
	"strings"

	"github.com/httpstatus-go/httpstatus/messages"
)

// A language is one that the command itself speaks; it indexes the labels and phrases.
type language int

const (
	english language = iota
	simplifiedChinese
	traditionalChinese
	languages // how many there are
)

// dictionary returns the built-in text in the language.
func (l language) dictionary() *messages.Dictionary {
	return [languages]*messages.Dictionary{messages.English, messages.SimplifiedChinese, messages.TraditionalChinese}[l]
}

// tag returns the language's BCP 47 tag, "zh-Hans".
func (l language) tag() string { return l.dictionary().String() }

// reader returns a reader of text in the language.
func (l language) reader() reader { return reader{l.tag(), l} }

// matchLanguage returns the language for a request with the given Accept-Language.
func matchLanguage(acceptLanguage ...string) language {
	d := messages.Match(acceptLanguage...)
	for l := range languages {
		if l.dictionary() == d {
			return l
		}
	}
	return english
}

// parseLanguage returns the language that serves a BCP 47 tag or the name of a locale.
func parseLanguage(s string) (language, error) {
	if d, ok := messages.Lookup(parseLocale(s).tag); ok {
		for l := range languages {
			if l.dictionary() == d {
				return l, nil
			}
		}
	}
	return 0, say(sayBadLanguage, quote(s), options(ownLanguages()))
}

// ownReader returns the reader of a BCP 47 tag or the name of a locale, in a language that the command speaks.
func ownReader(s string) (reader, error) {
	l, err := parseLanguage(s)
	return l.reader(), err
}

// ownLanguages returns the tags of the languages that the command speaks.
func ownLanguages() []string {
	var tags []string
	for l := range languages {
		tags = append(tags, l.tag())
	}
	return tags
}

// A reader is whom text is for. The statuses of a table can be in more languages than the command speaks.
type reader struct {
	tag  string   // the language of the statuses, "ja"
	lang language // the nearest that the command speaks
}

// reader returns the reader of a BCP 47 tag or the name of a locale that some table has text for.
func (lib *library) reader(s string) (reader, error) {
	if d, ok := lib.matcher.Lookup(parseLocale(s).tag); ok {
		return reader{d.String(), matchLanguage(d.String())}, nil
	}
	if meant, ok := slips[strings.ToLower(s)]; ok {
		return reader{}, say(sayMeant, say(sayNoLanguage, quote(s)), options{meant})
	}
	return reader{}, say(sayBadLanguage, quote(s), options(lib.languages()))
}

// slips are what is written for a language by mistake: a country, or a name.
var slips = map[string]string{
	"cn": "zh-CN", "tw": "zh-TW", "hk": "zh-HK", "chs": "zh-Hans", "cht": "zh-Hant", "chinese": "zh-Hans", "中文": "zh-Hans",
	"us": "en-US", "english": "en",
}

// match returns the reader that a request with the given Accept-Language is for.
func (lib *library) match(acceptLanguage ...string) reader {
	tag := lib.matcher.Match(acceptLanguage...).String()
	return reader{tag, matchLanguage(tag)}
}

// languages returns the tags of the languages that the tables have, the built-in ones first.
func (lib *library) languages() []string {
	var tags []string
	for _, s := range lib.sources {
		for d := range s.text.Dictionaries() {
			if !has(tags, d.String()) {
				tags = append(tags, d.String())
			}
		}
	}
	return tags
}
