package table

import (
	"golang.org/x/text/language"
)

// loadLanguages reads the languages.
func loadLanguages(s sheet, names map[string]string, fs *Faults) (out []Language) {
	seen := map[language.Tag]Language{}
	for _, r := range s.rows {
		l := Language{Row: r, ID: r.field("language"), Name: r.Get("name")}
		tag, err := language.Parse(l.ID)
		switch {
		case err != nil || tag == language.Und:
			fs.add(s.file, r.Line, "language %s: want a BCP 47 tag, as zh-Hans", Quote(l.ID))
			continue
		case tag.String() != l.ID:
			fs.add(s.file, r.Line, "language %s: write it %s", Quote(l.ID), tag)
			continue
		}
		if other, ok := seen[likely(tag)]; ok {
			if other.ID == l.ID {
				fs.add(s.file, r.Line, "language %s stands in line %d too", l.ID, other.Line)
			} else {
				fs.add(s.file, r.Line, "language %s is that of line %d, %s, to all readers: have one of them", l.ID, other.Line, other.ID)
			}
			continue
		}
		seen[likely(tag)] = l
		l.Tag = tag
		checkName(s.file, r.Line, "name", l.Name, names, fs)
		out = append(out, l)
	}
	return out
}

// likely returns the tag with its likely subtags: zh-Hans-CN for zh, zh-CN and zh-Hans, which have the same readers.
func likely(t language.Tag) language.Tag {
	base, _ := t.Base()
	script, _ := t.Script()
	region, _ := t.Region()
	full, _ := language.Raw.Compose(t, base, script, region) // there is no error for parts of these types
	return full
}
