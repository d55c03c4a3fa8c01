package table

import "slices"

// Earlier is what an earlier run of the generator has made of a table.
type Earlier struct {
	File  string // where it stands
	Given []Given
}

// A Given is a name that has been given to a number, and the ID that goes with it.
type Given struct {
	Key     Key
	Name    string
	ID      string // "" if it is not known, and for an alias
	IsAlias bool
}

// checkEarlier reports what programs and clients that use the earlier package would not find any more: a name or an ID of
// a status, or its number.
func (l *loader) checkEarlier() {
	t, e := l.t, l.o.Earlier
	file := func(k Key) string {
		if k.IsSub {
			return t.subsFile
		}
		return t.codesFile
	}
	now := map[string]Key{}
	for _, a := range t.aliasesAndNames() {
		now[a.Alias] = a.Key
	}
	for _, g := range e.Given {
		s := t.byKey[g.Key]
		k, known := now[g.Name]
		switch {
		case known && k != g.Key:
			at := t.byKey[k]
			l.fs.add(file(k), at.Line, "%s was %s in %s and is %s now: a name is never given to another number; take a new name, or, before anything is released, delete that file", g.Name, g.Key, e.File, k)
		case known && g.ID != "" && s.ID != g.ID:
			l.fs.add(file(k), s.Line, "the ID of %s was %s in %s and is %s now, which clients do not know: put %s into the column id, or, before anything is released, delete that file", g.Key, g.ID, e.File, s.ID, g.ID)
		case known:
		case g.IsAlias:
			l.fs.add(l.src.Dir+"aliases.tsv", 0, "%s, another name of %s in %s, has gone away: keep its row, or, before anything is released, delete that file", g.Name, g.Key, e.File)
		case s == nil:
			l.fs.add(file(g.Key), 0, "%s %s, which is in %s, has gone away: keep its row, and say in the column deprecated what to use instead; or, before anything is released, delete that file", g.Key, g.Name, e.File)
		default:
			l.fs.add(file(g.Key), s.Line, "%s was %s in %s and is %s now: a number is never given to another status; for a new name of the same one make %s its alias, else keep the old row, marked deprecated, and take a new number; or, before anything is released, delete that file", g.Key, g.Name, e.File, s.Name, g.Name)
		}
	}
}

// Names returns what the table gives names to: what a later run compares with.
func (t *Table) Names() (out []Given) {
	for _, s := range slices.Concat(t.Codes, t.Subs) {
		if s.Name != "" {
			out = append(out, Given{s.Key, s.Name, s.ID, false})
		}
	}
	for _, a := range t.Aliases {
		out = append(out, Given{a.Key, a.Alias, "", true})
	}
	return out
}
