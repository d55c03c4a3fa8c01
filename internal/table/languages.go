package table

import (
	"strings"

	"golang.org/x/text/language"
)

// A Lang is a language of the table and its text.
type Lang struct {
	Row
	Tag  language.Tag
	Id   string         // "zh-Hans"
	Name string         // of the Go variable
	Also []language.Tag // other tags that this text serves
	file string
	Text map[Key]Message // nil: there is no file

	broken bool // text is left out for its faults
}

// loadLanguages reads the languages. In other tables than our own, zh-Hant serves Hong Kong and Macao too unless the table
// says otherwise; our own says so itself.
func loadLanguages(s sheet, own bool, names map[string]string, fs *Faults) (out []Lang) {
	seen := map[language.Tag]int{}
	parse := func(r Row, id string) (language.Tag, bool) {
		tag, err := language.Parse(id)
		switch {
		case err != nil || tag == language.Und:
			fs.Add(s.file, r.line, "language %s: want a BCP 47 tag, as zh-Hans", Quote(id))
		case tag.String() != id:
			fs.Add(s.file, r.line, "language %s: write it %s", Quote(id), tag)
		case seen[tag] != 0:
			fs.Add(s.file, r.line, "language %s stands in line %d too", id, seen[tag])
		default:
			seen[tag] = r.line
			return tag, true
		}
		return tag, false
	}
	for _, r := range s.rows {
		l := Lang{Row: r, Id: r.field("language"), Name: r.Get("name")}
		var ok bool
		if l.Tag, ok = parse(r, l.Id); !ok {
			continue
		}
		checkName(s.file, r.line, "name", l.Name, names, fs)
		for id := range strings.FieldsSeq(r.Get("also")) {
			if tag, ok := parse(r, id); ok {
				l.Also = append(l.Also, tag)
			}
		}
		out = append(out, l)
	}
	for i := range out {
		if l := &out[i]; !own && l.Id == "zh-Hant" {
			for _, id := range []string{"zh-HK", "zh-MO"} {
				if tag := language.MustParse(id); seen[tag] == 0 {
					l.Also = append(l.Also, tag)
				}
			}
		}
	}
	return out
}
