package generate

import (
	_ "embed"
	"fmt"
	"strings"

	"github.com/httpstatus-go/httpstatus/internal/table"
)

// runtime is the part of a TypeScript module that is the same for every table.
//
//go:embed runtime.ts
var runtime string

// TypeScript makes a module for clients that get the statuses of a table as problem documents: those from 400 on. It says
// that it is made from the table at reference.
func TypeScript(t *table.Table, reference string) []byte {
	var b strings.Builder
	f := func(format string, args ...any) { fmt.Fprintf(&b, format, args...) }
	statuses := problems(t)
	f(header+"\n\n", reference)

	f("/** The IDs of the statuses. */\nexport type ID =")
	for _, s := range statuses {
		f("\n  | %s", quote(s.ID))
	}
	if len(statuses) == 0 {
		f(" never")
	}
	f(";\n\n/** How a problem document names each status, by ID. */\nexport interface Statuses {\n")
	for _, s := range statuses {
		members := identity(s)
		if !s.IsSub {
			members = append(members, "substatus?: undefined", "code?: undefined")
		}
		f("%s  %s: { readonly %s };\n", docComment(t, s), quote(s.ID), strings.Join(members, "; readonly "))
	}
	f("}\n\n/** The values of the text of each status, by ID. */\nexport interface Params {\n")
	for _, s := range statuses {
		f("  %s: %s;\n", quote(s.ID), paramsType(s))
	}
	f("}\n\n/** The languages of the text. */\nexport type Language = ")
	for i, l := range t.Languages {
		if i > 0 {
			f(" | ")
		}
		f("%s", quote(l.ID))
	}
	f(";\n\n/** The languages of the text, the default first. */\nexport const languages: readonly [Language, ...Language[]] = [")
	for i, l := range t.Languages {
		if i > 0 {
			f(", ")
		}
		f("%s", quote(l.ID))
	}
	f("];\n\ntype Kind = \"string\" | \"int\";\n\nconst statuses: { readonly [I in ID]: { readonly is: Statuses[I]; readonly params: { readonly [P in keyof Params[I]]: Kind } } } = {\n")
	for _, s := range statuses {
		var kinds []string
		for _, p := range s.Params {
			kinds = append(kinds, quote(p.Name)+": "+quote(p.Kind))
		}
		f("  %s: { is: { %s }, params: %s },\n", quote(s.ID), strings.Join(identity(s), ", "), braces(kinds))
	}
	f("};\n\n/** The statuses that are codes alone: a problem document has no ID of them. */\nconst codes: { readonly [code: string]: ID } = ")
	var codes []string
	for _, s := range statuses {
		if !s.IsSub {
			codes = append(codes, fmt.Sprintf("%q: %s", s.Key.String(), quote(s.ID)))
		}
	}
	f("%s;\n\n/** The title and the detail of each status, by language and ID. */\nconst texts: { readonly [L in Language]: { readonly [I in ID]: readonly [title: string, detail: string] } } = {\n", braces(codes))
	for i := range t.Languages {
		l := &t.Languages[i]
		f("  %s: {\n", quote(l.ID))
		for _, s := range statuses {
			m := l.Text[s.Key]
			f("    %s: [%s, %s],\n", quote(s.ID), quote(template(m.Title)), quote(template(m.Detail)))
		}
		f("  },\n")
	}
	f("};\n\n%s", runtime)
	return []byte(b.String())
}

// identity returns the members of a problem document that say which status it has.
func identity(s table.Status) []string {
	out := []string{"type: " + quote(typeOf(s)), fmt.Sprintf("status: %d", s.Code)}
	if s.IsSub {
		out = append(out, "substatus: "+quote(s.Key.String()), "code: "+quote(s.ID))
	}
	return out
}

func paramsType(s table.Status) string {
	if len(s.Params) == 0 {
		return "Readonly<Record<string, never>>"
	}
	var members []string
	for _, p := range s.Params {
		typ := "string"
		if p.Kind == "int" {
			typ = "number"
		}
		members = append(members, "readonly "+quote(p.Name)+": "+typ)
	}
	return "{ " + strings.Join(members, "; ") + " }"
}

func braces(members []string) string {
	if len(members) == 0 {
		return "{}"
	}
	return "{ " + strings.Join(members, ", ") + " }"
}

// docComment returns the comment of a status: its number and title, and that it is deprecated. It begins with the number,
// so that no text in it is taken for a directive of the compiler.
func docComment(t *table.Table, s table.Status) string {
	inert := func(text string) string {
		text = strings.Join(strings.Fields(text), " ")
		return strings.NewReplacer("*/", "*\\/", "@", "\\@", "<", "&lt;").Replace(text)
	}
	text := "  /** " + s.Key.String() + " " + inert(template(t.Languages[0].Text[s.Key].Title))
	if d := s.Get("deprecated"); d != "" {
		return text + "\n   * @deprecated " + inert(d) + "\n   */\n"
	}
	return text + " */\n"
}
