package main

import (
	"encoding/json"
	"io"
	"strconv"
	"strings"

	"github.com/httpstatus-go/httpstatus"
)

// A record is all that is said of a status in one language. Its JSON is what -json prints.
type record struct {
	status status

	Status    string   `json:"status"` // "404", "403.14"
	Code      int      `json:"code"`
	Substatus *int     `json:"substatus,omitempty"`
	Table     string   `json:"table"` // "iana", "iis", "nginx" …
	Known     bool     `json:"known"`
	Class     string   `json:"class"` // "4xx"; "0xx" for a number that has none
	Language  string   `json:"language"`
	Title     string   `json:"title"`
	Detail    string   `json:"detail"`
	Remedy    string   `json:"remedy,omitempty"`
	GoName    string   `json:"goName,omitempty"` // "httpstatus.NotFound"
	Aliases   []string `json:"aliases,omitempty"`
	URL       string   `json:"url,omitempty"`  // the page that documents it
	Note      string   `json:"note,omitempty"` // what else is to be known of it

	*codeFacts
	*iisFacts
	*otherFacts

	Replaces    []string `json:"replaces,omitempty"`
	Substatuses []string `json:"substatuses,omitempty"`
	Elsewhere   []string `json:"elsewhere,omitempty"` // other uses of the number: "nginx/499"

	Count int      `json:"count,omitempty"` // how often standard input has it
	Match []reason `json:"match,omitempty"` // why find finds it, besides the number and the title

	foreign bool // the component and the note are in another language than the rest
}

// codeFacts are the facts of a registered code.
type codeFacts struct {
	Spec      string   `json:"spec"`
	State     string   `json:"state"`
	Content   bool     `json:"content"`
	Cacheable bool     `json:"cacheable"`
	NoStore   bool     `json:"noStore"`
	Retry     string   `json:"retry,omitempty"`
	MustHave  []string `json:"mustHave,omitempty"`
}

// iisFacts are the facts of a documented substatus.
type iisFacts struct {
	Component  string   `json:"component"`
	Versions   []string `json:"versions,omitempty"`
	Legacy     string   `json:"legacy,omitempty"`
	ReplacedBy string   `json:"replacedBy,omitempty"`
}

// otherFacts are the facts of a status of a vendor or of -table.
type otherFacts struct {
	Vendor     string            `json:"vendor,omitempty"`
	Seen       string            `json:"seen,omitempty"` // "wire", "log" or "configuration"; " and " between several
	ID         string            `json:"id,omitempty"`   // "insufficient_balance"
	Type       string            `json:"type,omitempty"` // the problem type
	Params     map[string]string `json:"params,omitempty"`
	Source     string            `json:"source,omitempty"`
	Deprecated string            `json:"deprecated,omitempty"`

	params []string // "balance", "items (int)"
}

// newRecord returns what is said of s to a reader.
func (lib *library) newRecord(s status, to reader) record {
	m := lib.message(s, to.tag)
	r := record{
		status:   s,
		Status:   s.String(),
		Code:     int(s.number.Code),
		Table:    s.source.id,
		Known:    s.known,
		Class:    s.class().String(),
		Language: m.Language.String(),
		Title:    m.Title,
		Detail:   m.Detail,
		Remedy:   m.Remedy,
	}
	if !s.isCode {
		r.Substatus = &s.number.Sub
	}
	if names := s.goNames(); len(names) > 0 {
		r.GoName, r.Aliases = names[0], names[1:]
	}
	switch {
	case !s.known:
	case s.source.kind == registry:
		r.setCodeFacts()
	case s.source.kind == iisKind:
		r.setIISFacts(to)
	default:
		r.setOtherFacts(to)
	}
	for t := range s.replaces() {
		r.Replaces = append(r.Replaces, t.String())
	}
	if s.isCode {
		for _, t := range lib.all {
			if !t.isCode && t.number.Code == s.number.Code && (t.source == s.source || s.source.kind == registry && t.source.kind != vendor) {
				r.Substatuses = append(r.Substatuses, t.qualified())
			}
		}
	}
	for _, t := range lib.numbered(s.number, s.isCode) {
		if t.source != s.source {
			r.Elsewhere = append(r.Elsewhere, t.qualified())
		}
	}
	return r
}

func (r *record) setCodeFacts() {
	f := r.status.number.Code.Info()
	r.URL = f.URL
	r.codeFacts = &codeFacts{
		Spec: f.Spec, State: f.State.String(), Content: f.Content, Cacheable: f.Cacheable, NoStore: f.NoStore, Retry: f.Retry.String(),
	}
	if f.MustHave != "" {
		r.MustHave = strings.Split(f.MustHave, ", ")
	}
}

func (r *record) setIISFacts(to reader) {
	f := r.status.number.Info()
	r.URL = r.status.get("url")
	r.iisFacts = &iisFacts{Legacy: f.Legacy}
	if f.Versions != 0 {
		r.Versions = strings.Fields(f.Versions.String())
	}
	r.Component, r.foreign = r.status.note(to.tag, component)
	r.Note, _ = r.status.note(to.tag, noteText)
	if f.Replaced != (httpstatus.Substatus{}) {
		r.ReplacedBy = replacement(f.Replaced)
	}
}

func (r *record) setOtherFacts(to reader) {
	row := r.status.row()
	r.URL = row.Get("url")
	r.otherFacts = &otherFacts{
		Vendor: row.Get("vendor"), Seen: row.Get("seen"), ID: row.ID, Type: row.Type,
		Source: row.Get("source"), Deprecated: row.Get("deprecated"),
	}
	r.Note, r.foreign = r.status.note(to.tag, noteText)
	for _, p := range row.Params {
		if r.Params == nil {
			r.Params = make(map[string]string)
		}
		r.Params[p.Name] = p.Kind
		text := p.Name
		if p.Kind != "string" {
			text += " (" + p.Kind + ")"
		}
		r.params = append(r.params, text)
	}
}

// replacement returns the number of a status that replaced another. A code alone is held as its substatus 0.
func replacement(s httpstatus.Substatus) string {
	if s.Sub == 0 && !s.Known() {
		return strconv.Itoa(int(s.Code))
	}
	return s.String()
}

// writeJSON writes what -json prints.
func writeJSON(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(v)
}
