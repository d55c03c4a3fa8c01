package main

import (
	"context"
	"fmt"
	"html/template"
	"log/slog"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/httpstatus-go/httpstatus"
	"github.com/httpstatus-go/httpstatus/messages"
	"github.com/httpstatus-go/httpstatus/problem"
)

// maxDelay is how long a response can be delayed at the most.
const maxDelay = 30 * time.Second

// A handler answers "/catalog/", to which "/" leads, with the catalogue, and "/403.14" with that status.
type handler struct {
	lib        *library
	renderer   *problem.Renderer
	catalog    http.Handler
	statusPage *template.Template
	style      template.CSS // of package problem's page
}

func newHandler(lib *library) http.Handler {
	h := &handler{
		lib: lib,
		// That a 500 is answered is no failure here.
		renderer:   &problem.Renderer{Matcher: lib.matcher, Log: slog.New(slog.DiscardHandler)},
		catalog:    newCatalog(lib.tables()...),
		statusPage: template.Must(template.New("status.html").Parse(statusPage)),
	}
	r := &http.Request{Method: http.MethodGet, URL: new(url.URL), Header: http.Header{"Accept": {"text/html"}}}
	_, style, _ := strings.Cut(string(h.renderer.Answer(r, httpstatus.NotFound).Body), "<style>")
	style, _, _ = strings.Cut(style, "</style>")
	h.style = template.CSS(style)
	return h
}

func (h *handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	// A page of any origin may test its client here: there is nothing to protect.
	w.Header().Set("Access-Control-Allow-Origin", "*")
	w.Header().Set("Access-Control-Expose-Headers", "*")
	if method := r.Header.Get("Access-Control-Request-Method"); r.Method == http.MethodOptions && method != "" {
		w.Header().Set("Access-Control-Allow-Methods", method)
		w.Header().Set("Access-Control-Allow-Headers", r.Header.Get("Access-Control-Request-Headers"))
		w.WriteHeader(http.StatusNoContent)
		return
	}
	if inCatalog(r.URL.Path) {
		h.catalog.ServeHTTP(w, r)
		return
	}
	if err := h.status(w, r); err != nil {
		h.renderer.Write(w, r, err)
	}
}

// refuse is the answer to a request that is wrong; the text is a format, with a verb for each of what.
func refuse(c httpstatus.Code, format string, what ...any) error {
	return &problem.Error{Code: c, Detail: fmt.Sprintf(format, what...)}
}

// The Accept field of each form that the parameter "as" names.
var forms = map[string]string{
	"html": "text/html", "json": "application/json", "text": "text/plain", "markdown": "text/markdown",
}

// statusOf returns the status that a path names: by a number, as a table's, by a name, or by a problem type.
func (h *handler) statusOf(path string) (status, bool) {
	name := strings.TrimSuffix(strings.TrimPrefix(path, "/"), "/")
	if found, err := h.lib.parse(name); err == nil {
		s := found[0]
		if s.source.kind == vendor && !strings.Contains(name, "/") {
			// What vendors mean by a number differs: it has to be said whose it is.
			s = h.lib.nobodys(s)
		}
		return s, true
	}
	for _, s := range h.lib.all {
		if s.source.kind != own || s.row().Type == "" {
			continue
		}
		if u, err := url.Parse(s.row().Type); err == nil && strings.Trim(u.Path, "/") == name {
			return s, true
		}
	}
	if !strings.Contains(name, "/") {
		if found := h.lib.byName(name); len(found) > 0 {
			return found[0], true
		}
	}
	return status{}, false
}

// nobodys returns the number of s as one that is in no table.
func (lib *library) nobodys(s status) status {
	if s.isCode {
		return status{lib.sources[0], s.number, true, false}
	}
	return status{lib.sources[1], s.number, false, false}
}

// An asked status is what a request asks for.
type asked struct {
	status
	values     []messages.Param // of its text
	delay      time.Duration
	retryAfter string
}

// status answers with the status that the path names, as the parameters say.
func (h *handler) status(w http.ResponseWriter, r *http.Request) error {
	label := labels[h.lib.match(r.Header.Values("Accept-Language")...).lang].page
	s, ok := h.statusOf(r.URL.Path)
	if !ok {
		return refuse(httpstatus.NotFound, label.BadPath, quote(r.URL.Path))
	}
	r = r.Clone(r.Context())
	a, err := h.parameters(r, s)
	if err != nil {
		return err
	}
	if a.retryAfter != "" {
		w.Header().Set("Retry-After", a.retryAfter)
	}
	wait(r, a.delay)
	// A server that stops answers all the same.
	return h.send(w, r.WithContext(context.WithoutCancel(r.Context())), a)
}

// parameters reads those of the request. The form and the language that they ask for are put into its header.
func (h *handler) parameters(r *http.Request, s status) (asked, error) {
	a := asked{status: s}
	l := h.lib.match(r.Header.Values("Accept-Language")...).lang
	label := labels[l].page
	query, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil {
		return a, refuse(httpstatus.BadRequest, label.BadQuery, quote(r.URL.RawQuery))
	}
	values := make(map[string]string)
	names := []string{"retry-after", "delay", "lang", "as"}
	for _, p := range s.params() {
		names = append(names, p.Name)
	}
	for _, key := range slices.Sorted(maps.Keys(query)) {
		value := query.Get(key)
		switch {
		case key == "retry-after":
			_, badNumber := strconv.ParseUint(value, 10, 31)
			_, badDate := http.ParseTime(value)
			if badNumber != nil && badDate != nil {
				return a, refuse(httpstatus.BadRequest, label.BadRetryAfter, quote(value))
			}
			a.retryAfter = value
		case key == "delay":
			a.delay, err = time.ParseDuration(value)
			if err != nil || a.delay < 0 || a.delay > maxDelay {
				return a, refuse(httpstatus.BadRequest, label.BadDelay, quote(value), maxDelay)
			}
		case key == "as":
			accept, ok := forms[value]
			if !ok {
				return a, refuse(httpstatus.BadRequest, label.BadAs, quote(value))
			}
			r.Header.Set("Accept", accept)
		case key == "lang":
			to, err := h.lib.reader(value)
			if err != nil {
				return a, refuse(httpstatus.BadRequest, label.BadLang, quote(value), strings.Join(h.lib.languages(), labels[l].comma))
			}
			r.Header.Set("Accept-Language", to.tag)
		case has(names, key):
			values[key] = value
		default:
			return a, refuse(httpstatus.BadRequest, label.BadParameter, quote(key), strings.Join(names, labels[l].comma))
		}
	}
	for _, p := range s.params() {
		param := messages.Param{Name: p.Name, Value: p.Name}
		value, given := values[p.Name]
		switch {
		case p.Kind == "int" && given:
			if param.Value, err = strconv.Atoi(value); err != nil {
				return a, refuse(httpstatus.BadRequest, label.BadValue, quote(value), quote(p.Name))
			}
		case p.Kind == "int":
			param.Value = 1
		case given:
			param.Value = value
		}
		a.values = append(a.values, param)
	}
	return a, nil
}

// A tableError is a status of a vendor or of -table, with the values of its text, as generated packages have them.
type tableError struct{ asked }

// Error returns the status, its title and the values.
func (e tableError) Error() string {
	return e.source.text.FillError(e.number.Code, e.sub(), e.values...)
}

// StatusCode returns the code.
func (e tableError) StatusCode() int { return int(e.number.Code) }

// Unwrap returns the status.
func (e tableError) Unwrap() error {
	if e.isCode {
		return e.number.Code
	}
	return messages.Status{Code: e.number.Code, Sub: e.number.Sub, Table: e.source.text}
}

// As sets target to the table, if it is a **messages.Table.
func (e tableError) As(target any) bool {
	t, ok := target.(**messages.Table)
	if ok {
		*t = e.source.text
	}
	return ok
}

// Message returns the text with the values.
func (e tableError) Message(d *messages.Dictionary) messages.Message {
	return e.source.text.Fill(d, e.number.Code, e.sub(), e.values...)
}

// Params returns the values.
func (e tableError) Params() []messages.Param { return e.values }

// wait waits, unless the client goes away or the server stops.
func wait(r *http.Request, delay time.Duration) {
	if delay == 0 {
		return
	}
	timer := time.NewTimer(delay)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-r.Context().Done():
	}
}

// send answers with s and the fields that it asks for.
func (h *handler) send(w http.ResponseWriter, r *http.Request, s asked) error {
	// A redirection, for one, would else be cached for good.
	w.Header().Set("Cache-Control", "no-store")
	code := s.number.Code
	switch code {
	case httpstatus.Created, httpstatus.MultipleChoices, httpstatus.MovedPermanently, httpstatus.Found,
		httpstatus.SeeOther, httpstatus.TemporaryRedirect, httpstatus.PermanentRedirect:
		w.Header().Set("Location", "/200")
	case httpstatus.Unauthorized:
		// Not Basic: a browser would ask for a password.
		w.Header().Set("WWW-Authenticate", `Bearer realm="httpstatus"`)
	case httpstatus.MethodNotAllowed:
		w.Header().Set("Allow", otherMethods(r.Method))
	case httpstatus.ProxyAuthenticationRequired:
		w.Header().Set("Proxy-Authenticate", `Basic realm="httpstatus"`)
	case httpstatus.RequestTimeout:
		w.Header().Set("Connection", "close")
	case httpstatus.RangeNotSatisfiable:
		w.Header().Set("Content-Range", "bytes */1024")
	case httpstatus.UpgradeRequired:
		w.Header().Set("Upgrade", "websocket")
		w.Header().Set("Connection", "Upgrade")
	}
	switch {
	case code == httpstatus.SwitchingProtocols:
		return switchProtocols(w, r)
	case code >= 400:
		e := &problem.Error{Err: s.number}
		switch {
		case s.known && s.source.kind >= vendor:
			e.Err = tableError{s}
		case s.isCode:
			e.Err = code
		}
		if s.retryAfter != "" {
			e.Header = http.Header{"Retry-After": {s.retryAfter}} // which the page shows
		}
		h.renderer.Write(w, r, e)
		return nil
	case code < 200 && r.ProtoAtLeast(1, 1):
		// An interim response; the final one is a 200 with its text.
		if code == httpstatus.EarlyHints {
			w.Header().Set("Link", "</200>; rel=preload; as=fetch")
		}
		w.WriteHeader(int(code))
		w.Header().Del("Link")
	}
	return h.sendBelow400(w, r, s)
}

// otherMethods returns the methods of RFC 9110, 9, and PATCH, less the one that was used.
func otherMethods(used string) string {
	var methods []string
	for _, m := range [...]string{"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"} {
		if m != used {
			methods = append(methods, m)
		}
	}
	return strings.Join(methods, ", ")
}

// switchProtocols answers with 101 and closes the connection, for the new protocol is not spoken here. A server can
// send 101 only to a request that offers a protocol (RFC 9110, 7.8).
func switchProtocols(w http.ResponseWriter, r *http.Request) error {
	offered, _, _ := strings.Cut(r.Header.Get("Upgrade"), ",")
	offered = strings.TrimSpace(offered)
	if offered == "" || !r.ProtoAtLeast(1, 1) {
		label := labels[matchLanguage(r.Header.Values("Accept-Language")...)].page
		return &problem.Error{
			Code:   httpstatus.UpgradeRequired,
			Detail: label.NeedsUpgrade,
			Header: http.Header{"Upgrade": {"websocket"}, "Connection": {"Upgrade"}},
		}
	}
	conn, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		return err
	}
	defer conn.Close()
	_, err = fmt.Fprintf(conn, "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: %s\r\n\r\n", offered)
	if err != nil {
		panic(http.ErrAbortHandler) // the client has gone
	}
	return nil
}
