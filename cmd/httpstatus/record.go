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

	*codeFacts
	*iisFacts
	*vendorFacts

	Replaces    []string `json:"replaces,omitempty"`
	Substatuses []string `json:"substatuses,omitempty"`
	Elsewhere   []string `json:"elsewhere,omitempty"` // other uses of the number: "nginx/499"
}

// codeFacts are the facts of a registered code.
type codeFacts struct {
	Spec      string   `json:"spec"`
	URL       string   `json:"url"`
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
	Note       string   `json:"note,omitempty"`
}

// vendorFacts are the facts of a vendor's code.
type vendorFacts struct {
	Vendor string `json:"vendor"`
	Seen   string `json:"seen"` // "wire", "log" or "configuration"; " and " between several
	Note   string `json:"note,omitempty"`
}

func newRecord(s status, l language, rows map[string]row) record {
	m := s.message(l)
	r := record{
		status:   s,
		Status:   s.String(),
		Code:     int(s.number.Code),
		Table:    sourceIDs[s.source],
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
	row := rows[s.qualified()]
	if len(row.goNames) > 0 {
		r.GoName = s.source.goPackage() + "." + row.goNames[0]
		r.Aliases = row.goNames[1:]
	}
	switch {
	case s.source == iana && s.known:
		f := s.number.Code.Info()
		r.codeFacts = &codeFacts{
			Spec: f.Spec, URL: f.URL, State: f.State.String(),
			Content: f.Content, Cacheable: f.Cacheable, NoStore: f.NoStore, Retry: f.Retry.String(),
		}
		if f.MustHave != "" {
			r.MustHave = strings.Split(f.MustHave, ", ")
		}
	case s.source == iis && s.known:
		f := s.number.Info()
		r.iisFacts = &iisFacts{Component: f.Component, Legacy: f.Legacy, Note: f.Note}
		if f.Versions != 0 {
			r.Versions = strings.Fields(f.Versions.String())
		}
		if f.Replaced != (httpstatus.Substatus{}) {
			r.ReplacedBy = replacement(f.Replaced)
		}
	case s.source.vendor() && s.known:
		r.vendorFacts = &vendorFacts{row.vendor, row.seen, row.note}
	}
	for t := range s.replaces() {
		r.Replaces = append(r.Replaces, t.String())
	}
	if s.isCode && s.source == iana {
		for t := range s.number.Code.Substatuses() {
			r.Substatuses = append(r.Substatuses, t.String())
		}
	}
	for _, t := range codesOf(s.number.Code) {
		if s.isCode && t.source != s.source {
			r.Elsewhere = append(r.Elsewhere, t.qualified())
		}
	}
	return r
}

// replacement returns the number of a status that replaced another. A code alone is held as its substatus 0.
func replacement(s httpstatus.Substatus) string {
	if s.Sub == 0 && !s.Known() {
		return strconv.Itoa(int(s.Code))
	}
	return s.String()
}

// writeJSON writes the records of the statuses as an array.
func writeJSON(w io.Writer, all []status, l language) error {
	rows := readRows()
	records := make([]record, len(all)) // not nil: no statuses are []
	for i, s := range all {
		records[i] = newRecord(s, l, rows)
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(records)
}
