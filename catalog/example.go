package catalog

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/httpstatus-go/httpstatus"
	"github.com/httpstatus-go/httpstatus/internal/field"
	"github.com/httpstatus-go/httpstatus/messages"
	"github.com/httpstatus-go/httpstatus/problem"
)

// A sample is an error of an entry, with a value for each placeholder of its text, as those of generated packages are.
type sample struct{ *entry }

// Error returns what a log has of it.
func (s sample) Error() string { return s.table.FillError(s.row.Code, s.row.Sub, s.Params()...) }

// StatusCode returns the code.
func (s sample) StatusCode() int { return int(s.row.Code) }

// Unwrap returns the status.
func (s sample) Unwrap() error {
	switch {
	case s.isOwn():
		return messages.Status{Code: s.row.Code, Sub: s.row.Sub, Table: s.table}
	case s.row.Sub >= 0:
		return s.row.Substatus()
	}
	return s.row.Code
}

// As says of which substatus and table it is.
func (s sample) As(target any) bool {
	switch t := target.(type) {
	case **messages.Table:
		*t = s.table
		return true
	case *httpstatus.Substatus:
		if s.row.Sub >= 0 {
			*t = s.row.Substatus()
			return true
		}
	}
	return false
}

// Message returns the text with the values.
func (s sample) Message(d *messages.Dictionary) messages.Message {
	return s.table.Fill(d, s.row.Code, s.row.Sub, s.Params()...)
}

// Params returns the values: for text the name in capitals, as in BALANCE.
func (s sample) Params() []messages.Param {
	var values []messages.Param
	for _, p := range s.row.Params {
		v := messages.Param{Name: p.Name, Value: strings.ToUpper(p.Name)}
		if p.Type == "int" {
			v.Value = 3
		}
		values = append(values, v)
	}
	return values
}

// mustHave has an example of each field that responses of a code must carry.
var mustHave = map[string]string{
	"Allow": "GET, HEAD", "Proxy-Authenticate": `Basic realm="example"`, "Upgrade": "websocket", "WWW-Authenticate": "Bearer",
}

// example returns the response that package problem sends for the entry in a language, its content indented; "" for a
// status that is no error.
func (h *handler) example(e *entry, d *messages.Dictionary) string {
	if e.row.Code < 400 || !e.row.Code.Valid() {
		return ""
	}
	answer := problem.Error{Header: http.Header{}, Err: sample{e}}
	for _, name := range field.List([]string{e.info().MustHave}) {
		if value := mustHave[name]; value != "" {
			answer.Header.Set(name, value)
		}
	}
	resp := h.problems.Answer(&http.Request{
		Method: http.MethodGet, URL: &url.URL{Path: "/"}, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: http.Header{"Accept": {"application/problem+json"}, "Accept-Language": {d.String()}},
	}, &answer)

	var b bytes.Buffer
	fmt.Fprintf(&b, "HTTP/1.1 %s\n", resp.Status)
	var names []string
	for name := range resp.Header {
		if name != "Content-Length" { // of the content as it is without the indentation
			names = append(names, name)
		}
	}
	slices.Sort(names)
	for _, name := range names {
		written := name
		if name == "Www-Authenticate" {
			written = "WWW-Authenticate" // net/http sends what nobody writes
		}
		fmt.Fprintf(&b, "%s: %s\n", written, strings.Join(resp.Header[name], ", "))
	}
	b.WriteByte('\n')
	if err := json.Indent(&b, resp.Body, "", "  "); err != nil {
		panic("catalog: " + err.Error()) // package problem writes JSON
	}
	return strings.TrimSuffix(b.String(), "\n") + "\n"
}
