package generate

import (
	"fmt"
	"slices"
	"strings"

	"github.com/httpstatus-go/httpstatus/internal/table"
	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// The files of a package that is made from a table which is not this repository's. There are the same ones for every
// table, so that none is left behind when a language goes.
const (
	statusesFile  = "statuses_gen.go"
	textFile      = "text_gen.go"
	catalogueFile = "STATUSES.md"
)

// packageFiles makes the files of the package pkg.
func packageFiles(t *table.Table, pkg, reference string) map[string][]byte {
	return map[string][]byte{
		statusesFile:  statuses(t, pkg, reference),
		textFile:      dictionaries(t, pkg, reference),
		catalogueFile: packageCatalogue(t, pkg, reference),
	}
}

// checkPackage reports a comment at the head of the statuses that speaks of another package.
func checkPackage(t *table.Table, pkg string, fs *table.Faults) {
	if rest, ok := strings.CutPrefix(t.About, "Package "); ok {
		if name, _, _ := strings.Cut(rest, " "); name != pkg {
			fs.Add(t.AboutFile, 1, "the comment speaks of package %s: want package %s, or a comment that does not begin with Package", table.Quote(name), pkg)
		}
	}
}

// statuses makes the file of the typed values and the matcher.
func statuses(t *table.Table, pkg, reference string) []byte {
	s := newGoFile(reference, pkg, packageComment(t, pkg))
	s.f("import (\n\"sync\"\n\n\"%s\"\n\"%s/messages\"\n)\n\n", Module, Module)

	if len(t.Codes) > 0 {
		s.f("// The codes.\nconst (\n")
		for i, c := range t.Codes {
			if i > 0 {
				s.f("\n")
			}
			s.f("%s%s httpstatus.Code = %d\n", statusComment(t, c), c.Name, c.Code)
		}
		s.f(")\n\n")
	}
	if len(t.Subs) > 0 {
		s.f("// The substatuses. They are variables because Go has no constants of a struct; a program must not change them.\nvar (\n")
		for i, c := range t.Subs {
			if i > 0 {
				s.f("\n")
			}
			s.f("%s%s = httpstatus.Substatus{Code: %d, Sub: %d}\n", statusComment(t, c), c.Name, c.Code, c.Sub)
		}
		s.f(")\n\n")
	}
	for _, a := range t.Aliases {
		word := "const"
		if a.Key.IsSub {
			word = "var"
		}
		s.f("// %s is another name of [%s].\n", a.Alias, a.Name)
		if a.Get("deprecated") != "" {
			s.f("//\n// Deprecated: use [%s].\n", a.Name)
		}
		s.f("%s %s = %s\n\n", word, a.Alias, a.Name)
	}
	for _, c := range slices.Concat(t.Codes, t.Subs) {
		names := t.Placeholders[c.Key]
		if len(names) == 0 {
			continue
		}
		s.f("// %sError returns an error that is [%s] and has the values of its text.\n", c.Name, c.Name)
		s.f("func %sError(%s string) error {\nreturn messages.NewError(%s, %s", c.Name, strings.Join(names, ", "), c.Name, t.Languages[0].Name)
		for _, n := range names {
			s.f(",\nmessages.Value{Name: %q, Text: %s}", n, n)
		}
		s.f(")\n}\n\n")
	}

	var names, links []string
	for _, l := range t.Languages {
		names = append(names, l.Name)
		links = append(links, "["+l.Name+"]")
	}
	about := "Matcher returns the matcher of " + enumerate(links)
	if len(links) > 1 {
		about += ", of which the first is the default"
	}
	s.f("var (\nmatcherOnce sync.Once\nmatcher *messages.Matcher\n)\n\n")
	s.f("%s", comment(about+". It is made at the first call."))
	s.f("func Matcher() *messages.Matcher {\nmatcherOnce.Do(func() { matcher = messages.NewMatcher(%s) })\nreturn matcher\n}\n", strings.Join(names, ", "))
	return s.bytes()
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
	return comment(about) + "//\n" +
		comment("The text of the statuses is in "+enumerate(names)+". [Matcher] finds the language for a reader: it is the Matcher of a problem.Renderer.")
}

// statusComment returns the comment of a status: its number, its title in the default language, and what the table says
// of it.
func statusComment(t *table.Table, s table.Status) string {
	title := t.Languages[0].Text[s.Key].Title
	text := fmt.Sprintf("%s is %s, %s", s.Name, s.Key, title)
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
	if strings.IndexByte("?!", title[len(title)-1]) < 0 || len(in) > 0 {
		text += "."
	}
	for _, column := range []string{"note", "source"} {
		if v := s.Get(column); v != "" {
			if column == "source" {
				v = "Source: " + v
			}
			text += " " + strings.TrimSuffix(v, ".") + "."
		}
	}
	out := comment(text)
	if d := s.Get("deprecated"); d != "" {
		out += "//\n" + comment("Deprecated: "+strings.TrimSuffix(d, ".")+".")
	}
	return out
}

// enumerate returns "a", "a and b", "a, b and c".
func enumerate(items []string) string {
	if len(items) < 2 {
		return strings.Join(items, "")
	}
	return strings.Join(items[:len(items)-1], ", ") + " and " + items[len(items)-1]
}

// dictionaries makes the file of the text.
func dictionaries(t *table.Table, pkg, reference string) []byte {
	s := newGoFile(reference, pkg, "")
	s.f("import (\n\"%s/messages\"\n\"golang.org/x/text/language\"\n)\n\n", Module)
	dictionaryIndex(t, s, "messages.")
	for i := range t.Languages {
		l := &t.Languages[i]
		dictionary(t, l, s, "messages.", parent(t, i))
	}
	return s.bytes()
}

// parent returns the expression of the dictionary that serves what a language's lacks: the built-in one of the language
// and script, or else the default, or else, for the default, English.
func parent(t *table.Table, i int) string {
	tag := t.Languages[i].Tag
	base, _ := tag.Base()
	script, _ := tag.Script()
	switch base.String() + "-" + script.String() {
	case "en-Latn":
		return "messages.English"
	case "zh-Hans":
		return "messages.SimplifiedChinese"
	case "zh-Hant":
		return "messages.TraditionalChinese"
	}
	if i > 0 {
		return t.Languages[0].Name
	}
	return "messages.English"
}

// The words of a package's catalogue, by the language and script of its section; others have those of English.
var headings = map[string][5]string{
	"en-Latn": {"Status", "Title", "Go", "What it means", "What the operator can do"},
	"zh-Hans": {"状态", "标题", "Go", "含义", "运维人员可以做什么"},
	"zh-Hant": {"狀態", "標題", "Go", "含義", "維運人員可以做什麼"},
}

// packageCatalogue makes the catalogue of the statuses as Markdown, a section for each language.
func packageCatalogue(t *table.Table, pkg, reference string) []byte {
	var b strings.Builder
	f := func(format string, args ...any) { fmt.Fprintf(&b, format, args...) }
	f("%s\n\n# Statuses of package `%s`\n", markdownHeader(reference), pkg)
	if t.About != "" {
		f("\n%s\n", cell(t.About))
	}
	all := slices.Concat(t.Codes, t.Subs)
	slices.SortFunc(all, func(a, b table.Status) int { return a.Compare(b.Key) })
	for i := range t.Languages {
		l := &t.Languages[i]
		f("\n## %s\n\n", selfName(l.Tag))
		base, _ := l.Tag.Base()
		script, _ := l.Tag.Script()
		h, ok := headings[base.String()+"-"+script.String()]
		if !ok {
			h = headings["en-Latn"]
		}
		f("| %s |\n|%s\n", strings.Join(h[:], " | "), strings.Repeat(" --- |", len(h)))
		for _, s := range all {
			m := l.Text[s.Key]
			f("| %s | %s | %s | %s | %s |\n", s.Key, cell(m.Title), code(s.Name), cell(m.Detail), cell(m.Remedy))
		}
	}
	f("%s", facts(all))
	return []byte(b.String())
}

// facts returns a section with what the table says of its statuses beside their text; "" if that is nothing.
func facts(all []table.Status) string {
	var b strings.Builder
	columns := []string{"vendor", "seen", "source", "note", "deprecated"}
	columns = slices.DeleteFunc(columns, func(c string) bool {
		return !slices.ContainsFunc(all, func(s table.Status) bool { return s.Get(c) != "" })
	})
	if len(columns) == 0 {
		return ""
	}
	fmt.Fprintf(&b, "\n## Facts\n\n| Status |")
	for _, c := range columns {
		b.WriteString(" " + strings.ToUpper(c[:1]) + c[1:] + " |")
	}
	fmt.Fprintf(&b, "\n|%s\n", strings.Repeat(" --- |", 1+len(columns)))
	for _, s := range all {
		fmt.Fprintf(&b, "| %s |", s.Key)
		for _, c := range columns {
			b.WriteString(" " + cell(s.Get(c)) + " |")
		}
		b.WriteString("\n")
	}
	return b.String()
}

// selfName returns a language's name in itself.
func selfName(tag language.Tag) string {
	if name := display.Self.Name(tag); name != "" {
		return name
	}
	return tag.String()
}
