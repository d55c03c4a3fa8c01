package catalog

import (
	"fmt"
	"log/slog"
	"net/http"
	"path"
	"slices"
	"strings"

	"github.com/httpstatus-go/httpstatus"
	"github.com/httpstatus-go/httpstatus/messages"
	"github.com/httpstatus-go/httpstatus/problem"
	"golang.org/x/text/language"
)

// Options are what a catalogue can have beside what that of [Handler] has. The zero Options are those of Handler.
type Options struct {
	// Remedy shows what the operator or developer can do. It names software and settings, so it is for a catalogue that
	// visitors do not see.
	Remedy bool

	// Folders has the pages of every table but the first below the name of the table, "nginx/499", so that two tables can have
	// one number. A problem type does not end in that.
	Folders bool

	// Try is where a server answers with each status, by its number: "https://mock.example.com/" for
	// https://mock.example.com/403.14; with Folders, also below the name of the table. It can be relative to the page: "/" is for
	// such a server on the same host. The pages then have a command to try it with. Empty: there is none.
	Try string
}

// Handler answers with a catalogue of the rows of the tables: an index, at the path "/", and a page for each row. That of
// a status is at the last part of its problem type, "/insufficient-balance", that of a code at "/499", and that of a substatus
// of IIS at "/403.14". It panics if two rows have one path, as an [http.ServeMux] does for two patterns.
func Handler(t ...*messages.Table) http.Handler { return Options{}.Handler(t...) }

// Handler is the function [Handler], with the options.
func (o Options) Handler(t ...*messages.Table) http.Handler {
	h := &handler{
		options: o, pages: map[string]*entry{},
		problems: problem.Renderer{Log: slog.New(slog.DiscardHandler)}, // no page is no failure of the server's
	}
	for i, table := range t {
		for row := range table.Rows() {
			e := newEntry(table, row)
			if o.Folders && i > 0 {
				e.path = table.Name() + "/" + e.path
			}
			if other := h.pages[e.path]; other != nil {
				panic(fmt.Sprintf("catalog: two statuses have the page %q: %v of table %q and %v of table %q",
					e.path, other.row, other.table.Name(), row, table.Name()))
			}
			h.pages[e.path] = e
			h.entries = append(h.entries, e)
		}
	}
	// The numbers of all tables are one list, in which those of the earlier tables come first.
	slices.SortStableFunc(h.entries, func(a, b *entry) int {
		if a.row.Code != b.row.Code {
			return int(a.row.Code - b.row.Code)
		}
		return a.row.Sub - b.row.Sub
	})
	h.group(t)
	return h
}

// A handler is a catalogue.
type handler struct {
	options  Options
	entries  []*entry // ascending
	pages    map[string]*entry
	groups   []group
	problems problem.Renderer
}

// An entry is a row of a catalogue.
type entry struct {
	table   *messages.Table
	row     messages.Row
	path    string // of its page, below that of the index
	group   string // the ID of its group
	phrases []string
}

func newEntry(t *messages.Table, row messages.Row) *entry {
	e := &entry{table: t, row: row, path: row.String()}
	if e.isOwn() && row.ID != "" {
		// The problem type ends so, whatever is before it.
		e.path = strings.ReplaceAll(row.ID, "_", "-")
	}
	add := func(phrases ...string) {
		for _, p := range phrases {
			if p != "" && !slices.Contains(e.phrases, p) {
				e.phrases = append(e.phrases, p)
			}
		}
	}
	add(e.goName(), row.ID)
	add(row.Aliases...)
	for d := range t.Dictionaries() {
		add(e.message(d).Title)
		add(strings.Split(row.Search(d), "; ")...)
	}
	return e
}

// isOwn reports whether the row is a status of an application's own, and not a code or a substatus of IIS.
func (e *entry) isOwn() bool { return e.row.Sub >= 0 && e.table != messages.Standard }

// goName returns "billing.InsufficientBalance", or "" if the row has no name.
func (e *entry) goName() string {
	if e.row.Name == "" {
		return ""
	}
	return e.table.Name() + "." + e.row.Name
}

// message returns the text, its placeholders as they stand in the table without their types: "{balance}".
func (e *entry) message(d *messages.Dictionary) messages.Message {
	var names []messages.Param
	for _, p := range e.row.Params {
		names = append(names, messages.Param{Name: p.Name, Value: "{" + p.Name + "}"})
	}
	return e.table.Fill(d, e.row.Code, e.row.Sub, names...)
}

// info returns what specifications say of the code of the row, in whichever table that is.
func (e *entry) info() httpstatus.Info { return e.row.Code.Info() }

// source returns where the facts of the row are from, and the page that has them.
func (e *entry) source() (name, url string) {
	name, url = e.row.Source, e.row.URL
	if e.table == messages.Standard && e.row.Sub < 0 {
		info := e.info()
		if name == "" {
			name = info.Spec
		}
		if url == "" {
			url = info.URL
		}
	}
	return name, url
}

// A group is the rows of one origin: a table, or its codes or its substatuses, where these are of others.
type group struct {
	id   string
	name string // "": it is of several vendors
}

// group finds the groups, in the order of the tables.
func (h *handler) group(tables []*messages.Table) {
	for _, t := range tables {
		var vendors []string
		for row := range t.Rows() {
			if !slices.Contains(vendors, row.Vendor) {
				vendors = append(vendors, row.Vendor)
			}
		}
		name := t.Name()
		switch {
		case len(vendors) == 1 && vendors[0] != "":
			name = vendors[0]
		case len(vendors) > 1 && !slices.Contains(vendors, ""):
			name = ""
		}
		for _, e := range h.entries {
			if e.table != t {
				continue
			}
			g := group{t.Name(), name}
			if t == messages.Standard {
				g = group{"iana", "IANA"}
				if e.row.Sub >= 0 {
					g = group{"iis", "IIS"}
				}
			}
			e.group = g.id
			if !slices.Contains(h.groups, g) {
				h.groups = append(h.groups, g)
			}
		}
	}
}

// maxTag is how long the tag of a chosen language can be.
const maxTag = 35

// ServeHTTP implements [http.Handler].
func (h *handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	query := r.URL.Query()
	chosen := query.Get("lang")
	if _, err := language.Parse(chosen); err != nil || len(chosen) > maxTag {
		chosen = ""
	} else {
		// It stands before all that the browser asks for.
		r = r.Clone(r.Context())
		if r.Header == nil {
			r.Header = http.Header{}
		}
		r.Header["Accept-Language"] = append([]string{chosen}, r.Header["Accept-Language"]...)
	}

	name := strings.TrimPrefix(r.URL.Path, "/")
	e := h.pages[name]
	switch {
	case name == "" || e != nil:
	case h.pages[strings.TrimSuffix(name, "/")] != nil:
		redirect(w, r, "../"+path.Base(name))
		return
	default:
		h.problems.Write(w, r, httpstatus.NotFound)
		return
	}
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		h.problems.Write(w, r, &problem.Error{Code: httpstatus.MethodNotAllowed, Header: http.Header{"Allow": {"GET, HEAD"}}})
		return
	}
	if name == "" && r.URL.Path != "/" {
		// Relative links need the slash, which http.StripPrefix has taken away.
		full, _, _ := strings.Cut(r.RequestURI, "?")
		if !strings.HasSuffix(full, "/") {
			redirect(w, r, "./"+path.Base(full)+"/")
			return
		}
	}

	who := reader{asked: r.Header["Accept-Language"], chosen: chosen}
	who.words = wordsFor(who.asked)
	var view interface {
		form(contentType string) []byte
		languages() []string
	}
	if e == nil {
		view = h.newIndex(&who, query)
	} else {
		view = h.newPage(&who, r, e)
	}
	contentType := h.form(r)
	send(w, r, contentType, view.languages(), view.form(contentType))
}

// A reader is whoever asks for a page.
type reader struct {
	asked  []string // the lines of Accept-Language, and before them the language that was chosen
	chosen string   // "" if none was
	words  *words
}

// dictionary returns that of the table which serves the reader.
func (who *reader) dictionary(t *messages.Table) *messages.Dictionary {
	return t.Matcher().Match(who.asked...)
}

// query returns what a link has to end in so that the chosen language stays.
func (who *reader) query() string {
	if who.chosen == "" {
		return ""
	}
	return "?lang=" + who.chosen
}

func redirect(w http.ResponseWriter, r *http.Request, to string) {
	if r.URL.RawQuery != "" {
		to += "?" + r.URL.RawQuery
	}
	w.Header().Set("Location", to)
	w.WriteHeader(http.StatusMovedPermanently)
}

// The media types of the forms.
const (
	typeJSON     = "application/json"
	typeHTML     = "text/html; charset=utf-8"
	typeText     = "text/plain; charset=utf-8"
	typeMarkdown = "text/markdown; charset=utf-8"
)

// form returns the media type of the form that package problem would answer the request in: that which Accept weighs
// highest, and JSON if it asks for none.
func (h *handler) form(r *http.Request) string {
	switch typ := h.problems.Answer(r, httpstatus.NotFound).Header.Get("Content-Type"); typ {
	case typeHTML, typeText, typeMarkdown:
		return typ
	}
	return typeJSON
}
