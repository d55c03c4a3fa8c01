package main

import (
	"fmt"
	"strings"

	"github.com/httpstatus-go/httpstatus/messages"
	xlanguage "golang.org/x/text/language"
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

// parseLanguage returns the language that serves a BCP 47 tag.
func parseLanguage(s string) (language, error) {
	if t, err := xlanguage.Parse(s); err == nil {
		l := matchLanguage(t.String())
		if base, confidence := t.Base(); l != english || base.String() == "en" && confidence != xlanguage.No {
			return l, nil
		}
	}
	return 0, fmt.Errorf("no text in language %s: want en, zh-Hans or zh-Hant, or a tag that one of them serves, as zh-TW", quote(s))
}

// languageOf returns the language of the locale, which is in the first of LC_ALL, LC_MESSAGES and LANG that is set
// (POSIX, Base Definitions, 8.2): "zh_TW.UTF-8". It is English for a locale that there is no text for, as for C and POSIX.
func languageOf(getenv func(string) string) language {
	for _, name := range [...]string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		locale := getenv(name)
		if locale == "" {
			continue
		}
		if i := strings.IndexAny(locale, ".@"); i >= 0 {
			locale = locale[:i]
		}
		l, err := parseLanguage(strings.ReplaceAll(locale, "_", "-"))
		if err != nil {
			return english
		}
		return l
	}
	return english
}
