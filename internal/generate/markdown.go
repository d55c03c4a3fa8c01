package generate

import (
	"fmt"
	"strings"

	"github.com/httpstatus-go/httpstatus/internal/table"
)

// A catalogue is the words of a CODES file, in the language of its table.
type catalogue struct {
	file, language           string
	title, intro, codes, iis string
	classes                  [5]string
	codeColumns, subColumns  string
	unknown, replaced, also  string
	space                    string // between sentences
	notes                    bool   // the notes of the table, which are in English, are shown
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
		unknown:     "unknown", replaced: "Now %s.", also: "Once written %s.", space: " ", notes: true,
	},
	{
		file: "CODES.zh-CN.md", language: "zh-Hans",
		title: "HTTP 状态码与 IIS 子状态",
		intro: "IANA 登记的全部状态码与有文档记载的全部 IIS 子状态，以及 `httpstatus` 包给它们的名称和说明。\n" +
			"[English](CODES.md)",
		codes:       "HTTP 状态码",
		iis:         "IIS 子状态",
		classes:     [5]string{"1xx 信息性响应", "2xx 成功", "3xx 重定向", "4xx 客户端错误", "5xx 服务器错误"},
		codeColumns: "| 状态码 | 标题 | Go | 含义 | 运维人员可以做什么 | 规范 |",
		subColumns:  "| 子状态 | 标题 | Go | 组件 | IIS | 含义 | 运维人员可以做什么 |",
		unknown:     "无文档记载", replaced: "现为 %s。", also: "旧写法 %s。",
	},
}

// catalogueFiles makes the catalogue of the statuses as Markdown.
func catalogueFiles(t *table.Table) map[string][]byte {
	out := map[string][]byte{}
	for _, c := range catalogues {
		for i := range t.Languages {
			if t.Languages[i].Id == c.language {
				out[c.file] = c.write(t, &t.Languages[i])
			}
		}
	}
	return out
}

func (c *catalogue) write(t *table.Table, l *table.Lang) []byte {
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
		if note := s.Get("note"); note != "" && c.notes {
			remedy = append(remedy, cell(note))
		}
		v, component := s.Get("versions"), s.Get("component")
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
func markdownHeader(table string) string {
	return "<!-- " + strings.TrimPrefix(fmt.Sprintf(Generated, table), "// ") + " -->"
}

// cell escapes a text for a table's cell.
func cell(s string) string { return cellEscaper.Replace(s) }

var cellEscaper = strings.NewReplacer("|", `\|`, "<", "&lt;", "*", `\*`, "_", `\_`)

func code(s string) string {
	if s == "" {
		return ""
	}
	return "`" + s + "`"
}
