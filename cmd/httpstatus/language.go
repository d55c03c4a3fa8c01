package main

import (
	"fmt"

	"github.com/httpstatus-go/httpstatus/messages"
)

// A language is one that there is text in; it indexes the dictionaries of a table and the labels.
type language int

const (
	english language = iota
	simplifiedChinese
	traditionalChinese
	languages // how many there are
)

// tag returns the language's BCP 47 tag, "zh-Hans".
func (l language) tag() string { return dictionaries[iana][l].Tag().String() }

// matchLanguage returns the language for a request with the given Accept-Language.
func matchLanguage(acceptLanguage ...string) language {
	d := messages.Match(acceptLanguage...)
	for l := range languages {
		if dictionaries[iana][l] == d {
			return l
		}
	}
	return english
}

// parseLanguage returns the language that serves a BCP 47 tag or the name of a locale.
func parseLanguage(s string) (language, error) {
	if d, ok := messages.Lookup(parseLocale(s).tag); ok {
		for l := range languages {
			if dictionaries[iana][l] == d {
				return l, nil
			}
		}
	}
	return 0, fmt.Errorf("no text in language %s: want en, zh-Hans or zh-Hant, or a tag that one of them serves, as zh-TW", quote(s))
}
