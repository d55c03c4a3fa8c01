package main

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"fmt"
	"hash/crc32"
	"net/http"
	"strconv"
	"strings"

	"github.com/httpstatus-go/httpstatus"
	"github.com/httpstatus-go/httpstatus/messages"
)

// status.html is the page of a status below 400, which is none of package problem's. It has the parts of that one, and its style.
//
//go:embed status.html
var statusPage string

// sendBelow400 answers with a status below 400, in the form and language in which package problem would.
func (h *handler) sendBelow400(w http.ResponseWriter, r *http.Request, s asked) error {
	code := int(s.number.Code)
	final := code
	if code < 200 {
		final = http.StatusOK
	}
	if !s.number.Code.Info().Content && s.number.Code.Known() && code >= 200 {
		w.Header().Add("Vary", "Accept, Accept-Language")
		w.WriteHeader(final)
		return nil
	}

	as := h.renderer.Answer(r, httpstatus.NotFound).Header // the form and the language that it negotiates
	to := h.lib.match(as.Get("Content-Language"))
	m := h.lib.message(s.status, to.tag)
	if s.known && s.source.kind >= vendor {
		m = tableError{s}.Message(s.source.text.Matcher().Match(to.tag))
	}
	body, err := h.bodyBelow400(as, s, m, to)
	if err != nil {
		return err
	}
	as.Set("Content-Language", m.Language.String())
	for _, name := range [...]string{"Content-Type", "Content-Language", "Content-Security-Policy", "Vary", "X-Content-Type-Options"} {
		if values := as[name]; values != nil {
			w.Header()[name] = values
		}
	}
	switch s.number.Code {
	case httpstatus.PartialContent:
		w.Header().Set("Content-Range", fmt.Sprintf("bytes 0-%d/%d", len(body)-1, len(body)))
	case httpstatus.IMUsed:
		w.Header().Set("IM", "identity")
		w.Header().Set("ETag", fmt.Sprintf(`"%08x"`, crc32.ChecksumIEEE(body)))
	}
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(final)
	if _, err := w.Write(body); err != nil {
		panic(http.ErrAbortHandler) // the client has gone
	}
	return nil
}

// bodyBelow400 returns the text in the form that as has, and sets the Content-Type of JSON there.
func (h *handler) bodyBelow400(as http.Header, s asked, m messages.Message, to reader) ([]byte, error) {
	var body bytes.Buffer
	contentType, _, _ := strings.Cut(as.Get("Content-Type"), ";")
	switch contentType {
	case "text/html":
		err := h.statusPage.Execute(&body, map[string]any{
			"Lang": m.Language.String(), "Status": s.String(), "Title": m.Title, "Detail": m.Detail, "Style": h.style,
			"Own": to.lang.tag(), "At": s.inCatalog(), "Label": labels[to.lang].page,
		})
		return body.Bytes(), err
	case "text/plain":
		fmt.Fprintf(&body, "%s %s\n\n%s\n", s, m.Title, m.Detail)
		return body.Bytes(), nil
	case "text/markdown":
		fmt.Fprintf(&body, "# %s %s\n\n%s\n", s, m.Title, m.Detail)
		return body.Bytes(), nil
	}
	as.Set("Content-Type", "application/json")
	members := struct {
		Title     string         `json:"title"`
		Status    int            `json:"status"`
		Substatus string         `json:"substatus,omitempty"`
		ID        string         `json:"code,omitempty"`
		Detail    string         `json:"detail"`
		Params    map[string]any `json:"params,omitempty"`
	}{Title: m.Title, Status: int(s.number.Code), Detail: m.Detail}
	if !s.isCode {
		members.Substatus = s.String()
	}
	if row := s.row(); row != nil && s.source.kind == own {
		members.ID = row.ID
	}
	for _, p := range s.values {
		if members.Params == nil {
			members.Params = make(map[string]any)
		}
		members.Params[p.Name] = p.Value
	}
	err := json.NewEncoder(&body).Encode(members)
	return body.Bytes(), err
}
