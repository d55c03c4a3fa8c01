package generate

import (
	"fmt"
	"slices"
	"strings"

	"github.com/httpstatus-go/httpstatus/internal/table"
	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// A catalogue is the words of a CODES file, in the language of its table.
type catalogue struct {
	file, language           string
	title, intro, codes, iis string
	classes                  [5]string
	codeColumns, subColumns  string
	unknown, replaced, also  string
	space                    string // between sentences
}

var catalogues = []catalogue{
	{
		file: "CODES.md", language: "en",
		title: "Status codes and IIS substatuses",
		intro: "Every code of the IANA registry and every documented IIS substatus, as package `httpstatus` names and explains them.\n" +
			"[简体中文](CODES.zh-CN.md)",
		codes:       "HTTP status codes",
		iis:         "IIS substatuses",
		classes:     [5]string{"1xx Informational", "2xx Successful", "3xx Redirection", "4xx Client Error", "5xx Server Error"},
		codeColumns: "| Code | Title | Go | What it means | What the operator can do | Specification |",
		subColumns:  "| Substatus | Title | Go | Component | IIS | What it means | What the operator can do |",
		unknown:     "unknown", replaced: "Now %s.", also: "Once written %s.", space: " ",
	},
	{
		file: "CODES.zh-CN.md", language: "zh-Hans",
		title: "HTTP 状态码与 IIS 子状态",
		intro: "IANA 注册的全部状态码和有文档记载的全部 IIS 子状态，以及 `httpstatus` 包中对应的名称和说明。\n" +
			"[English](CODES.md)",
		codes:       "HTTP 状态码",
		iis:         "IIS 子状态",
		classes:     [5]string{"1xx 信息响应", "2xx 成功响应", "3xx 重定向", "4xx 客户端错误", "5xx 服务器错误"},
		codeColumns: "| 状态码 | 标题 | Go | 含义 | 处理方法 | 规范 |",
		subColumns:  "| 子状态 | 标题 | Go | 组件 | IIS | 含义 | 处理方法 |",
		unknown:     "无文档记载", replaced: "已改用 %s。", also: "旧写法 %s。",
	},
}

// catalogueFiles makes the catalogue of the statuses as Markdown.
func catalogueFiles(t *table.Table) map[string][]byte {
	out := map[string][]byte{}
	for _, c := range catalogues {
		for i := range t.Languages {
			if t.Languages[i].ID == c.language {
				out[c.file] = c.write(t, &t.Languages[i])
			}
		}
	}
	return out
}

func (c *catalogue) write(t *table.Table, l *table.Language) []byte {
	var b strings.Builder
	f := func(format string, args ...any) { fmt.Fprintf(&b, format, args...) }
	header := func(columns string) {
		f("%s\n%s|\n", columns, strings.Repeat("| --- ", strings.Count(columns, "|")-1))
	}
	f("%s\n\n# %s\n\n%s\n\n## %s\n", markdownHeader("tables"), c.title, c.intro, c.codes)
	class := 0
	for _, s := range t.Codes {
		if s.Code/100 != class {
			class = s.Code / 100
			f("\n### %s\n\n", c.classes[class-1])
			header(c.codeColumns)
		}
		m := l.Text[s.Key]
		f("| %d | %s | %s | %s | %s | [%s](%s) |\n", s.Code, cell(m.Title), code(s.Name), cell(m.Detail), cell(m.Remedy), s.Get("spec"), s.Get("url"))
	}
	f("\n## %s\n", c.iis)
	group := 0
	for _, s := range t.Subs {
		if s.Code != group {
			group = s.Code
			f("\n### %d %s\n\n", group, cell(l.Text[table.Key{Code: group}].Title))
			header(c.subColumns)
		}
		m := l.Text[s.Key]
		remedy := []string{cell(m.Remedy)}
		if r := s.Get("replaced"); r != "" {
			remedy = append(remedy, fmt.Sprintf(c.replaced, r))
		}
		if old := s.Get("legacy"); old != "" {
			remedy = append(remedy, fmt.Sprintf(c.also, code(old)))
		}
		if note := m.Note; note != "" {
			remedy = append(remedy, cell(note))
		}
		v, component := s.Get("versions"), m.Component
		if v == "unknown" {
			v = c.unknown
		}
		if component == "unknown" {
			component = c.unknown
		}
		f("| %s | %s | %s | %s | %s | %s | %s |\n", s.Key, cell(m.Title), code(s.Name), component, v, cell(m.Detail), strings.TrimSpace(strings.Join(remedy, c.space)))
	}
	return []byte(b.String())
}

// markdownHeader returns the comment by which a generated file in Markdown is known.
func markdownHeader(reference string) string {
	return "<!-- " + strings.ReplaceAll(generatedFrom(reference), "-->", "--&gt;") + " -->"
}

// cell escapes a text for a table's cell, where it is text and nothing else: no link, no image, no markup. A bare address
// is one that GitHub would make a link of.
func cell(s string) string { return cellEscaper.Replace(s) }

var cellEscaper = strings.NewReplacer("|", `\|`, "<", "&lt;", ">", "&gt;", "&", "&amp;", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`,
	"`", "\\`", `\`, `\\`, "~", `\~`, "://", "&#58;//", "www.", "www&#46;")

func code(s string) string {
	if s == "" {
		return ""
	}
	return "`" + s + "`"
}

// The words of a package's catalogue, by the language and script of its section; others have those of English.
var headings = map[string][6]string{
	"en-Latn": {"Status", "Title", "Go", "ID", "What it means", "What the operator can do"},
	"zh-Hans": {"状态码", "标题", "Go", "标识", "含义", "处理方法"},
	"zh-Hant": {"狀態碼", "標題", "Go", "識別碼", "意義", "處理方式"},
}

// packageCatalogue makes the catalogue of the statuses as Markdown, a section for each language.
func packageCatalogue(t *table.Table, pkg, reference string) []byte {
	var b strings.Builder
	f := func(format string, args ...any) { fmt.Fprintf(&b, format, args...) }
	f("%s\n\n# Statuses of package `%s`\n", markdownHeader(reference), pkg)
	if t.About != "" {
		f("\n%s\n", cell(t.About))
	}
	for i := range t.Languages {
		l := &t.Languages[i]
		f("\n## %s\n\n", selfName(l.Tag))
		h, ok := headings[l.Script()]
		if !ok {
			h = headings["en-Latn"]
		}
		f("| %s |\n|%s\n", strings.Join(h[:], " | "), strings.Repeat(" --- |", len(h)))
		for _, s := range t.Statuses() {
			m := l.Text[s.Key]
			f("| %s | %s | %s | %s | %s | %s |\n", s.Key, cell(m.Title), code(s.Name), code(s.ID), cell(m.Detail), cell(m.Remedy))
		}
		// The text of others, which this table overrides.
		for _, k := range t.Overrides(l) {
			m := l.Text[k]
			f("| %s | %s | | | %s | %s |\n", k, cell(m.Title), cell(m.Detail), cell(m.Remedy))
		}
	}
	f("%s", facts(t))
	return []byte(b.String())
}

// facts returns a section with what the table says of its statuses beside their text; "" if that is nothing.
func facts(t *table.Table) string {
	type column struct {
		title string
		value func(table.Status) string
	}
	get := func(name string) func(table.Status) string {
		return func(s table.Status) string { return cell(s.Get(name)) }
	}
	columns := []column{
		{"Vendor", get("vendor")}, {"Seen", get("seen")}, {"Source", get("source")},
		{"Page", func(s table.Status) string { return angled(s.Get("url")) }},
		{"Component", func(s table.Status) string { return cell(t.Languages[0].Text[s.Key].Component) }},
		{"Note", func(s table.Status) string { return cell(t.Languages[0].Text[s.Key].Note) }},
		{"Deprecated", get("deprecated")},
	}
	all := t.Statuses()
	columns = slices.DeleteFunc(columns, func(c column) bool {
		return !slices.ContainsFunc(all, func(s table.Status) bool { return c.value(s) != "" })
	})
	if len(columns) == 0 {
		return ""
	}
	var b strings.Builder
	b.WriteString("\n## Facts\n\n| Status |")
	for _, c := range columns {
		b.WriteString(" " + c.title + " |")
	}
	fmt.Fprintf(&b, "\n|%s\n", strings.Repeat(" --- |", 1+len(columns)))
	for _, s := range all {
		fmt.Fprintf(&b, "| %s |", s.Key)
		for _, c := range columns {
			b.WriteString(" " + c.value(s) + " |")
		}
		b.WriteString("\n")
	}
	return b.String()
}

// angled returns an address as a link; the table's check lets no character pass that ends it.
func angled(url string) string {
	if url == "" {
		return ""
	}
	return "<" + url + ">"
}

// selfName returns a language's name in itself.
func selfName(tag language.Tag) string {
	if name := display.Self.Name(tag); name != "" {
		return name
	}
	return tag.String()
}
