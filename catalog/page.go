package catalog

import (
	"cmp"
	"fmt"
	"html/template"
	"net/http"
	"net/url"
	"path"
	"strconv"
	"strings"

	"github.com/httpstatus-go/httpstatus"
	"github.com/httpstatus-go/httpstatus/messages"
)

// A page is what is shown of one entry.
type page struct {
	frame
	Home    string // the address of the index
	Number  string
	Class   httpstatus.Class
	Tag     string
	Path    string // below that of the index, for the link to its place there
	Message messages.Message
	Remedy  string // "" unless it is asked for
	Retry   string
	Params  []param
	Example string
	Command string // to try it with; "" if there is no server for that
	TryURL  string
	GoName  string
	Facts   []fact
	Related []related
	tag     string // the language of the text
	json    func() []byte
}

// A param is a value of the text.
type param struct {
	Name, Type string
	Example    string // as JSON has it: 3, or "BALANCE"
}

// A fact is a line of what is known of a status.
type fact struct {
	Label string
	Text  string
	URL   string // what the text is a link to; "" for none
	Lang  string // of the text; "" if it is that of the page, or of none
	Code  bool   // it is of a program
}

// related is another status of the same code.
type related struct {
	Number, Title, Lang, URL string
	Current                  bool
}

func (h *handler) newPage(who *reader, r *http.Request, e *entry) *page {
	d := who.dictionary(e.table)
	m := e.message(d)
	root := "./"
	if strings.Contains(e.path, "/") {
		root = "../"
	}
	p := &page{
		frame: newFrame(who, r.URL.Query(), m.Language, e.table), Home: root + who.query(), Number: e.row.String(),
		Class: e.row.Code.Class(), Path: e.path, Message: m, Retry: who.words.retry(e.info().Retry), Example: h.example(e, d),
		GoName: e.goName(), tag: m.Language.String(), json: func() []byte { return h.json([]*entry{e}) },
	}
	if len(h.groups) > 1 && e.group != "iana" {
		p.Tag = cmp.Or(e.row.Vendor, e.table.Name())
		if e.group == "iis" {
			p.Tag = "IIS"
		}
	}
	if h.options.Remedy {
		p.Remedy = m.Remedy
	}
	for i, v := range (sample{e}).Params() {
		p.Params = append(p.Params, param{v.Name, e.row.Params[i].Type, fmt.Sprintf("%#v", v.Value)})
	}
	if h.options.Try != "" {
		base := &url.URL{Scheme: "http", Host: r.Host, Path: r.URL.Path}
		if r.TLS != nil {
			base.Scheme = "https"
		}
		if u, err := base.Parse(h.options.Try + path.Join(path.Dir(e.path), e.row.String())); err == nil {
			p.TryURL, p.Command = u.String(), "curl -i "+u.String()
		}
	}
	p.Facts = h.facts(who, e, d, root)
	for _, other := range h.entries {
		if other.row.Code == e.row.Code {
			m := other.message(who.dictionary(other.table))
			p.Related = append(p.Related, related{
				other.row.String(), m.Title, m.Language.String(), root + other.path + who.query(), other == e,
			})
		}
	}
	if len(p.Related) == 1 {
		p.Related = nil
	}
	return p
}

// facts returns what is known of an entry beside its text.
func (h *handler) facts(who *reader, e *entry, d *messages.Dictionary, root string) []fact {
	var all []fact
	w, row, info := who.words, e.row, e.info()
	number := strconv.Itoa(int(row.Code))
	text := d.String()
	add := func(f fact) {
		if f.Text != "" {
			all = append(all, f)
		}
	}
	add(fact{Label: w.Deprecated, Text: row.Deprecated})
	code := fact{Label: w.Code, Text: row.Code.String()}
	if other := h.pages[number]; other != nil && other != e {
		code.URL = root + number + who.query()
	}
	add(code)
	add(fact{Label: w.Aliases, Text: strings.Join(row.Aliases, ", "), Code: true})
	add(fact{Label: w.ID, Text: row.ID, Code: true})
	if row.Type != "about:blank" || e.isOwn() {
		add(fact{Label: w.Type, Text: row.Type, Code: true})
	}
	if e.table == messages.Standard && row.Sub < 0 {
		add(fact{Label: w.State, Text: w.state(info.State)})
		add(fact{Label: w.Content, Text: w.yes(info.Content)})
		cacheable := w.yes(info.Cacheable)
		if info.NoStore {
			cacheable = w.NotStored
		}
		add(fact{Label: w.Cacheable, Text: cacheable})
	}
	add(fact{Label: w.MustHave, Text: info.MustHave, Code: true})
	if e.group == "iis" {
		iis := row.Substatus().Info()
		if iis.Versions != 0 {
			add(fact{Label: w.Versions, Text: strings.ReplaceAll(iis.Versions.String(), " ", w.Comma)})
		}
		add(fact{Label: w.Legacy, Text: iis.Legacy})
		if s := iis.Replaced; s != (httpstatus.Substatus{}) {
			f := fact{Label: w.ReplacedBy, Text: s.String()}
			if s.Sub == 0 && h.pages[f.Text] == nil {
				f.Text = strconv.Itoa(int(s.Code))
			}
			if h.pages[f.Text] != nil {
				f.URL = root + f.Text + who.query()
			}
			add(f)
		}
	}
	add(fact{Label: w.Component, Text: row.Component(d), Lang: text})
	add(fact{Label: w.Vendor, Text: row.Vendor})
	add(fact{Label: w.Seen, Text: w.seen(row.Seen)})
	add(fact{Label: w.Note, Text: row.Note(d), Lang: text})
	add(fact{Label: w.SearchWords, Text: strings.ReplaceAll(row.Search(d), "; ", w.Comma), Lang: text})
	name, url := e.source()
	add(fact{Label: w.Source, Text: cmp.Or(name, url), URL: url})
	return all
}

func (p *page) languages() []string { return []string{p.tag} }

func (p *page) form(contentType string) []byte {
	switch contentType {
	case typeHTML:
		return execute("page", p)
	case typeText:
		return p.text()
	case typeMarkdown:
		return p.markdown()
	}
	return p.json()
}

// Foreign returns the attributes of the text if it is not in the language of the page.
func (p *page) Foreign() template.HTMLAttr { return p.Mark(p.tag) }

// Mark returns the attributes of an element whose text is in a language, if the page is in another.
func (p *page) Mark(language string) template.HTMLAttr { return p.Words.mark(language) }

// Detail returns the detail as HTML.
func (p *page) Detail() template.HTML { return marked(p.Message.Detail) }

// A line is what can be copied.
type line struct {
	Words *words
	Text  string
}

// Line returns a line of the page.
func (p *page) Line(text string) line { return line{p.Words, text} }

// marked returns a text as HTML with its placeholders, {balance}, as variables.
func marked(text string) template.HTML {
	var b strings.Builder
	for text != "" {
		before, rest, ok := strings.Cut(text, "{")
		template.HTMLEscape(&b, []byte(before))
		if !ok {
			break
		}
		name, after, _ := strings.Cut(rest, "}")
		b.WriteString("<var>{")
		template.HTMLEscape(&b, []byte(name))
		b.WriteString("}</var>")
		text = after
	}
	return template.HTML(b.String())
}
