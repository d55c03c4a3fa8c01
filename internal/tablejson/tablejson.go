// Package tablejson is the form that a table of statuses has in JSON. tables/statuses.schema.json is its schema, and says
// what each member means.
//
// The generator writes whole documents of it. A program that has a table at run time can write any part of one.
package tablejson

import (
	"bytes"
	"encoding/json"
)

// Version is the version of the form. It grows when a member goes away or changes its meaning, and not when one is added.
const Version = 1

// A Document is tables in one file.
type Document struct {
	Comment string  `json:"$comment,omitempty"` // what it was made by
	Version int     `json:"version"`
	Tables  []Table `json:"tables"`
}

// A Table is the statuses of a table, ascending, a code before its substatuses.
type Table struct {
	Name      string   `json:"name"`
	Languages []string `json:"languages"` // the default first
	Statuses  []Status `json:"statuses"`
	OtherText []Other  `json:"other_text,omitempty"`
}

// A Status is what a table has of a status.
type Status struct {
	Status     string          `json:"status"` // "403.1001"
	Code       int             `json:"code"`
	Substatus  *int            `json:"substatus,omitempty"` // nil for a code itself
	Name       string          `json:"name,omitempty"`
	Aliases    []string        `json:"aliases,omitempty"`
	ID         string          `json:"id,omitempty"`
	Type       string          `json:"type"`
	Class      string          `json:"class,omitempty"` // "4xx"
	Retry      string          `json:"retry,omitempty"`
	MustHave   []string        `json:"must_have,omitempty"`
	Params     []Param         `json:"params,omitempty"`
	Reason     string          `json:"reason,omitempty"`
	State      string          `json:"state,omitempty"`
	Content    *bool           `json:"content,omitempty"`
	Cacheable  *bool           `json:"cacheable,omitempty"`
	NoStore    *bool           `json:"no_store,omitempty"`
	Versions   []string        `json:"versions,omitempty"`
	Legacy     string          `json:"legacy,omitempty"`
	ReplacedBy string          `json:"replaced_by,omitempty"`
	Vendor     string          `json:"vendor,omitempty"`
	Seen       string          `json:"seen,omitempty"`
	Source     string          `json:"source,omitempty"`
	URL        string          `json:"url,omitempty"`
	Deprecated string          `json:"deprecated,omitempty"`
	Text       map[string]Text `json:"text"` // by language
}

// A Param is a value that the text of a status asks for.
type Param struct {
	Name string `json:"name"`
	Type string `json:"type"` // "string" or "int"
}

// An Other is the text that a table has for a status or a class which is no row of its own.
type Other struct {
	Status string          `json:"status"` // "404", or "4xx"
	Text   map[string]Text `json:"text"`
}

// A Text is the text of a status in a language.
type Text struct {
	Title     string   `json:"title"`
	Detail    string   `json:"detail,omitempty"`
	Remedy    string   `json:"remedy,omitempty"`
	Component string   `json:"component,omitempty"`
	Note      string   `json:"note,omitempty"`
	Search    []string `json:"search,omitempty"`
}

// Marshal returns a part of the form, or another value, as indented JSON with a line break at its end. What HTML or
// JavaScript would take as theirs is escaped, so that it can stand in a page.
func Marshal(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetIndent("", "  ")
	err := e.Encode(v)
	return b.Bytes(), err
}
