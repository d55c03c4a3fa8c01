package main

import (
	"bytes"
	"crypto/rand"
	_ "embed"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/httpstatus-go/httpstatus"
	"github.com/httpstatus-go/httpstatus/problem"
)

// catalog.html is the catalogue page. Its script filters the rows just as the server does for a browser without it.
//
//go:embed catalog.html
var catalogPage string

// What the template of the catalogue page is given.
type (
	catalogData struct {
		Lang, Query, Nonce  string
		Origin              string // "http://localhost:8404"
		Base                string // the page that has all rows; "" if it is this one
		Count               string
		CountAll, CountSome string // for the script: of all rows, and of "{}" rows
		Shown               bool   // any row is
		Label               pageLabels
		Languages           []catalogLanguage
		Kinds               []catalogKind
		Sections            []catalogSection
	}
	catalogLanguage struct {
		Tag, Name, URL string
		Current        bool
	}
	catalogKind struct {
		ID, Name string
		Checked  bool
	}
	catalogSection struct {
		ID, Name string
		Class    httpstatus.Class
		Index    []catalogEntry
		Rows     []catalogRow
		Shown    bool
	}
	catalogEntry struct{ ID, Number string }
	catalogRow   struct {
		record
		ID    string // "403.14", "nginx-499"
		Tag   string // the table, if it is not IANA's
		Kinds string // the filters that it passes, with spaces between
		Find  string // what is searched
		Path  string // where the server answers with it
		Facts []fact
		Shown bool
	}
)

// catalog answers with the catalogue page: all statuses, of which those are hidden that the parameters do not ask for.
func (h *handler) catalog(w http.ResponseWriter, r *http.Request) error {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		return &problem.Error{Code: httpstatus.MethodNotAllowed, Header: http.Header{"Allow": {"GET, HEAD"}}}
	}
	query := r.URL.Query()
	to := h.lib.match(r.Header.Values("Accept-Language")...)
	l := to.lang
	if tag := query.Get("lang"); tag != "" {
		chosen, err := h.lib.reader(tag)
		if err != nil {
			return refuse(httpstatus.BadRequest, labels[l].page.BadLang, quote(tag), strings.Join(h.lib.languages(), labels[l].comma))
		}
		to, l = chosen, chosen.lang
	}
	kind := strings.ToLower(query.Get("kind"))
	kinds := h.lib.kinds()
	if kind != "" && !slices.Contains(kinds, kind) {
		return refuse(httpstatus.BadRequest, labels[l].page.BadKind, quote(kind), strings.Join(kinds, labels[l].comma))
	}

	data := h.lib.newCatalog(to, query.Get("q"), kind)
	data.Nonce = rand.Text()
	data.Origin = "http://" + r.Host
	var body bytes.Buffer
	if err := h.catalogPage.Execute(&body, data); err != nil {
		return err
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Content-Language", l.tag())
	w.Header().Add("Vary", "Accept-Language")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.Header().Set("Cache-Control", "no-cache")
	w.Header().Set("Content-Security-Policy", fmt.Sprintf("default-src 'none'; style-src 'nonce-%s'; script-src 'nonce-%[1]s'; "+
		"connect-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'", data.Nonce))
	w.Header().Set("Content-Length", strconv.Itoa(body.Len()))
	if _, err := w.Write(body.Bytes()); err != nil {
		panic(http.ErrAbortHandler) // the client has gone
	}
	return nil
}

// kinds are the filters of the page: the classes and the tables.
func (lib *library) kinds() []string {
	return append([]string{"1xx", "2xx", "3xx", "4xx", "5xx"}, lib.ids()...)
}

// newCatalog returns the data of the page in a language. Shown are the rows of the kind, "" for all, in which every
// word of the query stands.
func (lib *library) newCatalog(to reader, query, kind string) catalogData {
	l := to.lang
	label := labels[l]
	data := catalogData{Lang: l.tag(), Query: query, Label: label.page}
	words := queryWords(strings.Fields(query))
	shown, total := 0, 0
	for _, s := range lib.all {
		row := lib.newCatalogRow(s, to)
		row.Shown = (kind == "" || slices.Contains(strings.Fields(row.Kinds), kind)) &&
			!slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(row.Find, w) })
		total++
		if row.Shown {
			shown++
		}
		last := len(data.Sections) - 1
		if last < 0 || data.Sections[last].Class != s.class() {
			section := catalogSection{ID: s.class().String(), Class: s.class(), Name: label.classes[s.class()]}
			if section.Class == 0 {
				section.ID = "other"
			}
			data.Sections = append(data.Sections, section)
			last++
		}
		section := &data.Sections[last]
		section.Rows = append(section.Rows, row)
		section.Shown = section.Shown || row.Shown
		if i := len(section.Index) - 1; s.isCode && (i < 0 || section.Index[i].Number != row.Status) {
			section.Index = append(section.Index, catalogEntry{row.ID, row.Status})
		}
	}

	data.Shown = shown > 0
	data.CountAll = fmt.Sprintf(label.page.CountAll, total)
	data.CountSome = fmt.Sprintf(label.page.CountSome, "{}", total)
	data.Count = data.CountAll
	if shown < total {
		data.Count = strings.Replace(data.CountSome, "{}", strconv.Itoa(shown), 1)
		data.Base = "/?lang=" + data.Lang
	}
	for i := range languages {
		link := catalogLanguage{Tag: i.tag(), Name: labels[i].language, Current: i == l}
		link.URL = "/?" + url.Values{"lang": {link.Tag}, "q": {query}, "kind": {kind}}.Encode()
		data.Languages = append(data.Languages, link)
	}
	data.Kinds = append(data.Kinds, catalogKind{"", label.page.All, kind == ""})
	for _, id := range lib.kinds() {
		name := id
		if s := lib.source(id); s != nil {
			name = s.name(l)
		}
		data.Kinds = append(data.Kinds, catalogKind{id, name, kind == id})
	}
	return data
}

func (lib *library) newCatalogRow(s status, to reader) catalogRow {
	row := catalogRow{record: lib.newRecord(s, to), ID: strings.ReplaceAll(s.qualified(), "/", "-"), Path: "/" + s.qualified()}
	row.Facts = row.facts(to.lang)
	row.Kinds = s.class().String() + " " + s.source.id
	if s.source.kind != registry {
		row.Tag = s.source.name(to.lang)
	}
	if s.source.kind == vendor && s.source.vendor == "" {
		row.Tag = row.Vendor
	}
	// A line feed keeps a word from matching across two texts.
	find := []string{s.qualified(), row.GoName, strings.Join(row.Aliases, " "), s.get("vendor"), s.row().ID}
	for d := range s.source.text.Dictionaries() {
		m := s.source.message(s, d)
		find = append(find, m.Title, m.Detail, m.Remedy, s.search(d.String()))
	}
	row.Find = strings.ToLower(strings.Join(find, "\n"))
	return row
}
