package messages

import (
	"strconv"
	"strings"

	"golang.org/x/text/language"
)

// AddTo adds the dictionary's own texts to a catalogue of golang.org/x/text/message, a *catalog.Builder, or to anything
// else that takes strings by language and key. A printer of the catalogue then prints them by the keys "404", "404.detail"
// and "404.remedy", "403.14", "403.14.detail" and "403.14.remedy". Substatus 0 is "404.0".
//
// They are added under the parents of the language too that say the same, as zh for zh-Hans: a printer looks for its own tag
// and that tag's parents, and the parent of zh-CN is zh. A "%" is doubled, as the text is a format to a printer.
func (d *Dictionary) AddTo(b interface {
	SetString(tag language.Tag, key, msg string) error
}) error {
	tags := synonyms(d.Tag())
	add := func(key, text string) error {
		text = strings.ReplaceAll(text, "%", "%%")
		for _, t := range tags {
			if err := b.SetString(t, key, text); err != nil {
				return err
			}
		}
		return nil
	}
	addMessage := func(key string, m Message) error {
		if err := add(key, m.Title); err != nil {
			return err
		}
		if err := add(key+".detail", m.Detail); err != nil {
			return err
		}
		return add(key+".remedy", m.Remedy)
	}
	for c, m := range d.Codes() {
		if err := addMessage(strconv.Itoa(int(c)), m); err != nil {
			return err
		}
	}
	for s, m := range d.Substatuses() {
		if err := addMessage(s.String(), m); err != nil {
			return err
		}
	}
	return nil
}

// synonyms returns t and its parents that are the same with their likely subtags added: zh-CN and zh; zh-TW and zh-Hant.
func synonyms(t language.Tag) []language.Tag {
	place := localeOf(t).line[0]
	tags := []language.Tag{t}
	for t = t.Parent(); t != language.Und && localeOf(t).line[0] == place; t = t.Parent() {
		tags = append(tags, t)
	}
	return tags
}
