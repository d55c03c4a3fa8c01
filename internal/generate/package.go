package generate

import (
	"fmt"
	"slices"
	"strings"

	"github.com/httpstatus-go/httpstatus/internal/table"
)

// guard is the name in package messages by which a generated package that does not fit the Module does not compile. Its
// number grows with each change of the form of generated packages.
const guard = "IfUndefinedRunGenAgain3"

// statuses makes the file of the typed values and errors.
func statuses(t *table.Table, pkg, reference string) []byte {
	s := newGoFile(reference, pkg, packageComment(t, pkg))
	if len(t.Codes) > 0 {
		s.f("import (\n\"%s\"\n\"%s/messages\"\n)\n\n", Module, Module)
	} else {
		s.f("import \"%s/messages\"\n\n", Module)
	}
	s.f("%sconst _ = messages.%s\n\n", comment("This file does not fit the version of "+Module+" that is required: run the generator of that version again."), guard)

	// A declaration each, so that go doc shows the one that it is asked for.
	for _, c := range t.Codes {
		s.raw("%sconst %s httpstatus.Code = %d\n\n", statusComment(t, c), c.Name, c.Code)
	}
	for _, c := range t.Subs {
		s.raw("%svar %s = %s\n\n", statusComment(t, c), c.Name, value(c.Key))
	}
	for _, a := range t.Aliases {
		s.f("// %s is another name of [%s].\n", a.Alias, a.Name)
		deprecated(s, a, "")
		if a.Key.IsSub {
			s.f("var %s = %s\n\n", a.Alias, value(a.Key))
		} else {
			s.f("const %s = %s\n\n", a.Alias, a.Name)
		}
	}
	for _, c := range slices.Concat(t.Codes, t.Subs) {
		if len(c.Params) > 0 {
			errorType(s, c)
		}
	}
	for _, a := range t.Aliases {
		if len(t.Status(a.Key).Params) > 0 {
			s.f("// %sError is another name of [%sError].\n", a.Alias, a.Name)
			deprecated(s, a, "Error")
			s.f("type %sError = %sError\n\n", a.Alias, a.Name)
		}
	}
	s.f("// Table has the statuses of this package and their text.\nvar Table = &messages.Table{Data: messages.TableData{\nName: %q,\n", pkg)
	tableData(t, s, "messages.")
	s.f("}}\n\n")

	var links []string
	for _, l := range t.Languages {
		links = append(links, "["+l.Name+"]")
	}
	about := "Matcher returns the matcher of " + enumerate(links)
	if len(links) > 1 {
		about += ", of which the first is the default"
	}
	about += ": Table.Matcher()."
	if len(t.Subs) > 0 {
		about += " A status needs none to find its text."
	}
	s.f("%sfunc Matcher() *messages.Matcher { return Table.Matcher() }\n", comment(about))
	return s.bytes()
}

// value returns a status as an expression.
func value(k table.Key) string {
	return fmt.Sprintf("messages.Status{Code: %d, Sub: %d, Table: Table}", k.Code, k.Sub)
}

// deprecated writes that an alias should not be used, if the table says so. what is behind the name of its status.
func deprecated(s *goFile, a table.Alias, what string) {
	if a.Get("deprecated") != "" {
		s.f("//\n// Deprecated: use [%s%s].\n", a.Name, what)
	}
}

// errorType writes the type of the errors that have the values of a status' text.
func errorType(s *goFile, c table.Status) {
	typ, sub := c.Name+"Error", -1
	if c.IsSub {
		sub = c.Sub
	}
	s.raw("// %s is an error that is [%s], with the values of its text.\ntype %s struct {\n", typ, c.Name, typ)
	width := 0
	for _, p := range c.Params {
		width = max(width, len(p.Field))
	}
	for _, p := range c.Params {
		s.more("\t%-*s %s\n", width, p.Field, p.Kind)
	}
	s.more("}\n\n")
	s.more("// Error returns the status, its title and the values, for a log.\n")
	s.more("func (e %s) Error() string { return Table.FillError(%d, %d, e.Params()...) }\n\n", typ, c.Code, sub)
	s.more("// StatusCode returns %d.\nfunc (e %s) StatusCode() int { return %d }\n\n", c.Code, typ, c.Code)
	s.more("// Unwrap returns [%s].\nfunc (e %s) Unwrap() error { return %s }\n\n", c.Name, typ, c.Name)
	if c.IsSub {
		s.more("// As finds e behind a pointer too, and what [%s] gives. It serves errors.As.\n", c.Name)
	} else {
		s.more("// As finds e behind a pointer too, and its [Table]. It serves errors.As.\n")
	}
	s.more("func (e %s) As(target any) bool {\n\tswitch t := target.(type) {\n\tcase *%s:\n\t\t*t = e\n\tcase **%s:\n\t\t*t = new(e)\n", typ, typ, typ)
	if c.IsSub {
		s.more("\tdefault:\n\t\treturn %s.As(target)\n", c.Name)
	} else {
		s.more("\tcase **messages.Table:\n\t\t*t = Table\n\tdefault:\n\t\treturn false\n")
	}
	s.more("\t}\n\treturn true\n}\n\n")
	s.more("// Message returns the text with the values, in the language of d or the table's nearest.\n")
	s.more("func (e %s) Message(d *messages.Dictionary) messages.Message {\n\treturn Table.Fill(d, %d, %d, e.Params()...)\n}\n\n", typ, c.Code, sub)
	var params []string
	for _, p := range c.Params {
		params = append(params, fmt.Sprintf("{Name: %q, Value: e.%s}", p.Name, p.Field))
	}
	s.more("// Params returns the values.\nfunc (e %s) Params() []messages.Param {\n\treturn []messages.Param{%s}\n}\n\n", typ, strings.Join(params, ", "))
}

// packageComment returns the comment of the package: what the table says of it, and how it is used.
func packageComment(t *table.Table, pkg string) string {
	var names []string
	for i := range t.Languages {
		names = append(names, languageName(&t.Languages[i]))
	}
	about := t.About
	if !strings.HasPrefix(about, "Package ") {
		about = "Package " + pkg + " has statuses of its own, as typed values that are errors."
	}
	text := "The text of the statuses is in " + enumerate(names) + "."
	if len(t.Subs) > 0 {
		text += " Each status finds it by itself, in the language that the reader asks for. Statuses are variables because Go has no constants of a struct; a program must not change them."
	}
	if len(t.Codes) > 0 {
		who := "a code has its text"
		if len(t.Subs) == 0 {
			who = "they have theirs"
		}
		text += " Codes are plain numbers: " + who + " from a matcher, as [Matcher] in the Matcher of a problem.Renderer."
	}
	return comment(about) + "//\n" + comment(text)
}

// statusComment returns the comment of a status: its number, its title in the default language, and what the table says
// of it.
func statusComment(t *table.Table, s table.Status) string {
	m := t.Languages[0].Text[s.Key]
	text := fmt.Sprintf("%s is %s, %s", s.Name, s.Key, table.Replace(m.Title, func(string) string { return "…" }))
	var in []string
	if v := s.Get("vendor"); v != "" {
		in = append(in, v)
	}
	switch s.Get("seen") {
	case "wire":
		in = append(in, "on the wire")
	case "log":
		in = append(in, "only in a log")
	case "wire and log":
		in = append(in, "on the wire and in a log")
	case "configuration":
		in = append(in, "only in a configuration")
	}
	if len(in) > 0 {
		text += " (" + strings.Join(in, "; ") + ")"
	}
	if strings.IndexByte("?!", text[len(text)-1]) < 0 {
		text += "."
	}
	for _, fact := range []string{m.Note, prefixed("Source: ", s.Get("source"))} {
		if fact != "" {
			text += " " + strings.TrimSuffix(fact, ".") + "."
		}
	}
	out := comment(text)
	if u := s.Get("url"); u != "" {
		out += "//\n// " + u + "\n"
	}
	if d := s.Get("deprecated"); d != "" {
		out += "//\n" + comment("Deprecated: "+strings.TrimSuffix(d, ".")+".")
	}
	return out
}

func prefixed(prefix, s string) string {
	if s == "" {
		return ""
	}
	return prefix + s
}

// enumerate returns "a", "a and b", "a, b and c".
func enumerate(items []string) string {
	if len(items) < 2 {
		return strings.Join(items, "")
	}
	return strings.Join(items[:len(items)-1], ", ") + " and " + items[len(items)-1]
}
