package table

import (
	"golang.org/x/text/language"
)

// loadLanguages reads the languages.
func loadLanguages(s sheet, names map[string]string, fs *Faults) (out []Language) {
	seen := map[language.Tag]int{}
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
		case seen[tag] != 0:
			fs.add(s.file, r.Line, "language %s stands in line %d too", l.ID, seen[tag])
			continue
		}
		seen[tag] = r.Line
		l.Tag = tag
		checkName(s.file, r.Line, "name", l.Name, names, fs)
		out = append(out, l)
	}
	return out
}
