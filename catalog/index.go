package catalog

import (
	"bytes"
	"cmp"
	_ "embed"
	"html/template"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/httpstatus-go/httpstatus"
	"github.com/httpstatus-go/httpstatus/messages"
	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

//go:embed index.html
var indexSource string

//go:embed page.html
var pageSource string

var templates = template.Must(template.Must(template.New("index").Parse(indexSource)).New("page").Parse(pageSource))

// execute makes a page. It cannot fail: the tests make every one.
func execute(name string, data any) []byte {
	var b bytes.Buffer
	if err := templates.ExecuteTemplate(&b, name, data); err != nil {
		panic("catalog: " + err.Error())
	}
	return b.Bytes()
}

// An index is what is shown of all entries.
type index struct {
	frame
	handler  *handler
	search   search
	Query    string
	Kinds    []kind
	Found    []indexRow // what was searched for, the best first; nil for no words
	Sections []section
	Shown    int // rows
	Total    int
	all      []string // the languages of the texts
}

// A frame is what the index and the pages have in common.
type frame struct {
	Words     *words
	Lang      string // the language that was chosen; "" if none was
	Keep      string // what links end in to keep it: "?lang=zh-Hans"
	Languages []languageLink
	Style     template.CSS
	Script    template.JS
}

// A languageLink is a link to the same page in another language.
type languageLink struct {
	Tag, Name, URL string
	Current        bool
}

// A kind is a filter.
type kind struct {
	ID, Name string
	Checked  bool
}

// A section is the rows of a class.
type section struct {
	ID, Name string
	Class    httpstatus.Class
	Rows     []indexRow
	Numbers  []indexRow // of the codes, for the list at the side
	Shown    bool
}

// An indexRow is the row of an entry.
type indexRow struct {
	Words   *words
	Number  string
	ID      string // of the element
	URL     string
	Message messages.Message
	Sub     bool
	Class   httpstatus.Class
	Section string // where it stands when nothing is searched
	Place   int    // among all rows
	Tag     string // whose status it is; "" if all are one's
	Kinds   string
	Phrases string // that are searched beside what is seen, each on a line
	Why     string // the phrase by which it was found; "" if that is to be seen
	Hidden  bool
	entry   *entry
}

// Foreign returns the attributes of the text if it is not in the language of the page.
func (r indexRow) Foreign() template.HTMLAttr { return r.Words.mark(r.Message.Language.String()) }

// Detail returns the detail as HTML.
func (r indexRow) Detail() template.HTML { return marked(r.Message.Detail) }

// Code returns the code of the row.
func (r indexRow) Code() int { return int(r.entry.row.Code) }

// mark returns the attributes of an element whose text is in a language, if the page is in another.
func (w *words) mark(language string) template.HTMLAttr {
	if language == "" || language == w.Tag {
		return ""
	}
	return template.HTMLAttr(` lang="` + template.HTMLEscapeString(language) + `" dir="auto"`)
}

// newFrame returns the frame of a page of the tables, with a link to each of their languages.
func newFrame(who *reader, query url.Values, current language.Tag, tables ...*messages.Table) frame {
	f := frame{Words: who.words, Lang: who.chosen, Keep: who.query(), Style: template.CSS(style), Script: template.JS(script)}
	for _, t := range tables {
		for d := range t.Dictionaries() {
			if slices.ContainsFunc(f.Languages, func(l languageLink) bool { return l.Tag == d.String() }) {
				continue
			}
			values := url.Values{"lang": {d.String()}}
			for _, name := range [...]string{"q", "kind"} {
				if query.Get(name) != "" {
					values.Set(name, query.Get(name))
				}
			}
			f.Languages = append(f.Languages, languageLink{
				d.String(), cmp.Or(display.Self.Name(d.Tag()), d.String()), "?" + values.Encode(), d.Tag() == current,
			})
		}
	}
	return f
}

func (h *handler) newIndex(who *reader, query url.Values) *index {
	var tables []*messages.Table
	for _, e := range h.entries {
		if !slices.Contains(tables, e.table) {
			tables = append(tables, e.table)
		}
	}
	var current language.Tag
	if len(tables) > 0 {
		current = who.dictionary(tables[0]).Tag()
	}
	x := &index{frame: newFrame(who, query, current, tables...), handler: h, Total: len(h.entries), Query: query.Get("q")}
	x.addKinds(strings.ToLower(query.Get("kind")))
	x.search = newSearch(x.Query, x.kind())

	ranks := map[string]int{}
	for i, e := range h.entries {
		row := x.row(who, i, e)
		var rank int
		rank, row.Why = x.search.rank(&row)
		row.Hidden = rank == rankNone
		last := len(x.Sections) - 1
		if last < 0 || x.Sections[last].ID != row.Section {
			x.Sections = append(x.Sections, section{ID: row.Section, Class: row.Class, Name: who.words.Classes[row.Class]})
			last++
		}
		s := &x.Sections[last]
		if n := len(s.Numbers); n == 0 || s.Numbers[n-1].entry.row.Code != e.row.Code {
			s.Numbers = append(s.Numbers, row)
		}
		if !row.Hidden {
			x.Shown++
			if len(x.search.words) > 0 {
				ranks[row.ID] = rank
				x.Found = append(x.Found, row)
				continue
			}
			s.Shown = true
		}
		s.Rows = append(s.Rows, row)
	}
	slices.SortStableFunc(x.Found, func(a, b indexRow) int { return ranks[a.ID] - ranks[b.ID] })
	return x
}

// addKinds adds the filters that tell rows from each other, of which one is chosen.
func (x *index) addKinds(chosen string) {
	add := func(id, name string) {
		if !slices.ContainsFunc(x.Kinds, func(k kind) bool { return k.ID == id }) {
			x.Kinds = append(x.Kinds, kind{id, name, id == chosen})
		}
	}
	for _, e := range x.handler.entries {
		c := e.class()
		name := c
		if c == "other" {
			name = x.Words.Classes[0]
		}
		add(c, name)
	}
	if len(x.handler.groups) > 1 {
		for _, g := range x.handler.groups {
			add(g.id, cmp.Or(g.name, x.Words.OtherVendors))
		}
	}
	if len(x.Kinds) < 2 {
		x.Kinds = nil
		return
	}
	x.Kinds = slices.Insert(x.Kinds, 0, kind{"", x.Words.All, x.kind() == ""})
}

// kind returns the ID of the filter that is chosen.
func (x *index) kind() string {
	for _, k := range x.Kinds {
		if k.Checked {
			return k.ID
		}
	}
	return ""
}

func (x *index) row(who *reader, place int, e *entry) indexRow {
	d := who.dictionary(e.table)
	row := indexRow{
		Words: who.words, Number: e.row.String(), ID: strings.ReplaceAll(e.path, "/", "-"), URL: e.path + x.Keep, Message: e.message(d),
		Sub: e.row.Sub >= 0, Class: e.row.Code.Class(), Section: e.class(), Place: place, Kinds: e.class() + " " + e.group,
		Phrases: strings.Join(e.phrases, "\n"), entry: e,
	}
	if len(x.handler.groups) > 1 && e.group != "iana" {
		row.Tag = e.row.Vendor
		for _, g := range x.handler.groups {
			if row.Tag == "" && g.id == e.group {
				row.Tag = g.name
			}
		}
	}
	if tag := row.Message.Language.String(); !slices.Contains(x.all, tag) {
		x.all = append(x.all, tag)
	}
	return row
}

// Long reports whether there are so many rows that a list of the numbers helps.
func (x *index) Long() bool { return x.Total > 40 }

// Count says how many rows are shown.
func (x *index) Count() string {
	if x.Shown == x.Total {
		return x.CountAll()
	}
	return strings.Replace(x.CountSome(), "{}", strconv.Itoa(x.Shown), 1)
}

// CountAll says how many there are, and CountSome that "{}" of them are shown.
func (x *index) CountAll() string {
	return strings.Replace(x.Words.CountAll, "{}", strconv.Itoa(x.Total), 1)
}

// CountSome is for the script too.
func (x *index) CountSome() string {
	return strings.Replace(x.Words.CountSome, "{all}", strconv.Itoa(x.Total), 1)
}

// rows returns what is shown, in its order.
func (x *index) rows() []indexRow {
	rows := slices.Clone(x.Found)
	for _, s := range x.Sections {
		for _, row := range s.Rows {
			if !row.Hidden {
				rows = append(rows, row)
			}
		}
	}
	return rows
}

func (x *index) languages() []string { return x.all }

func (x *index) form(contentType string) []byte {
	var entries []*entry
	for _, row := range x.rows() {
		entries = append(entries, row.entry)
	}
	switch contentType {
	case typeHTML:
		return execute("index", x)
	case typeText:
		return x.text()
	case typeMarkdown:
		return x.markdown()
	}
	return x.handler.json(entries)
}
