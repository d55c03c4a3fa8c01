package main

import (
	"bytes"
	"crypto/rand"
	_ "embed"
	"encoding/json"
	"fmt"
	"hash/crc32"
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
	"github.com/httpstatus-go/httpstatus/vendors/awselb"
	"github.com/httpstatus-go/httpstatus/vendors/cloudflare"
	"github.com/httpstatus-go/httpstatus/vendors/nginx"
	"github.com/httpstatus-go/httpstatus/vendors/nonstandard"
)

// maxDelay is how long a response can be delayed at the most.
const maxDelay = 30 * time.Second

// A handler answers "/catalog/", to which "/" leads, with the catalogue, and "/403.14" with that status.
type handler struct {
	renderers  [sources]*problem.Renderer
	statusPage *template.Template
	catalog    http.Handler
}

func newHandler() http.Handler {
	h := &handler{
		statusPage: template.Must(template.New("status.html").Parse(statusPage)),
		catalog:    newCatalog(messages.Standard, nginx.Table, cloudflare.Table, awselb.Table, nonstandard.Table),
	}
	for s, m := range [sources]*messages.Matcher{
		nginxCodes:       nginx.Matcher(),
		cloudflareCodes:  cloudflare.Matcher(),
		awselbCodes:      awselb.Matcher(),
		nonstandardCodes: nonstandard.Matcher(),
	} {
		// That a 500 is answered is no failure here.
		h.renderers[s] = &problem.Renderer{Matcher: m, Log: slog.New(slog.DiscardHandler)}
	}
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
		h.renderers[iana].Write(w, r, err)
	}
}

// refuse is the answer to a request that is wrong; the text is a format, with a verb for each of what.
func refuse(c httpstatus.Code, format string, what ...any) error {
	return &problem.Error{Code: c, Detail: fmt.Sprintf(format, what...)}
}

// The Accept field of each form that the parameter "as" names.
var forms = map[string]string{"page": "text/html", "json": "application/json", "text": "text/plain"}

// status answers with the status that the path names, as the parameters say.
func (h *handler) status(w http.ResponseWriter, r *http.Request) error {
	label := labels[matchLanguage(r.Header.Values("Accept-Language")...)].page
	name := strings.TrimPrefix(r.URL.Path, "/")
	found, err := parseStatus(name)
	if err != nil {
		return refuse(httpstatus.NotFound, label.BadPath, quote(r.URL.Path))
	}
	s := found[0]
	if s.source.vendor() && !strings.Contains(name, "/") {
		// What vendors mean by a number differs: it has to be said whose it is.
		s = status{iana, s.number, true, false}
	}

	query, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil {
		return refuse(httpstatus.BadRequest, label.BadQuery, quote(r.URL.RawQuery))
	}
	r = r.Clone(r.Context())
	delay, retryAfter := time.Duration(0), ""
	for _, key := range slices.Sorted(maps.Keys(query)) {
		value := query.Get(key)
		switch key {
		case "retry-after":
			_, badNumber := strconv.ParseUint(value, 10, 31)
			_, badDate := http.ParseTime(value)
			if badNumber != nil && badDate != nil {
				return refuse(httpstatus.BadRequest, label.BadRetryAfter, quote(value))
			}
			retryAfter = value
		case "delay":
			delay, err = time.ParseDuration(value)
			if err != nil || delay < 0 || delay > maxDelay {
				return refuse(httpstatus.BadRequest, label.BadDelay, quote(value), maxDelay)
			}
		case "as":
			accept, ok := forms[value]
			if !ok {
				return refuse(httpstatus.BadRequest, label.BadAs, quote(value))
			}
			r.Header.Set("Accept", accept)
		case "lang":
			l, err := parseLanguage(value)
			if err != nil {
				return refuse(httpstatus.BadRequest, label.BadLang, quote(value))
			}
			r.Header.Set("Accept-Language", l.tag())
		default:
			return refuse(httpstatus.BadRequest, label.BadParameter, quote(key))
		}
	}
	if retryAfter != "" {
		w.Header().Set("Retry-After", retryAfter)
	}
	wait(r, delay)
	return h.send(w, r, s)
}

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
func (h *handler) send(w http.ResponseWriter, r *http.Request, s status) error {
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
	case code >= 400 && s.isCode:
		h.renderers[s.source].Write(w, r, code)
		return nil
	case code >= 400:
		h.renderers[s.source].Write(w, r, s.number)
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

// status.html is the page of a status below 400, which is none of package problem's.
//
//go:embed status.html
var statusPage string

// sendBelow400 answers with a status below 400, in the form and language in which package problem would.
func (h *handler) sendBelow400(w http.ResponseWriter, r *http.Request, s status) error {
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

	as := h.negotiate(r)
	l := matchLanguage(as.Get("Content-Language"))
	m := s.message(l)
	var body bytes.Buffer
	contentType, _, _ := strings.Cut(as.Get("Content-Type"), ";")
	switch contentType {
	case "text/html":
		nonce := rand.Text()
		w.Header().Set("Content-Security-Policy", "default-src 'none'; style-src 'nonce-"+nonce+"'; "+
			"img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
		err := h.statusPage.Execute(&body, map[string]any{
			"Lang": l.tag(), "Status": s.String(), "Title": m.Title, "Detail": m.Detail, "Nonce": nonce, "Label": labels[l].page,
		})
		if err != nil {
			return err
		}
	case "text/plain":
		fmt.Fprintf(&body, "%s %s\n\n%s\n", s, m.Title, m.Detail)
	default:
		as.Set("Content-Type", "application/json")
		var sub string
		if !s.isCode {
			sub = s.String()
		}
		err := json.NewEncoder(&body).Encode(struct {
			Title     string `json:"title"`
			Status    int    `json:"status"`
			Substatus string `json:"substatus,omitempty"`
			Detail    string `json:"detail"`
		}{m.Title, code, sub, m.Detail})
		if err != nil {
			return err
		}
	}
	for _, name := range [...]string{"Content-Type", "Content-Language", "Vary", "X-Content-Type-Options"} {
		w.Header()[name] = as[name]
	}
	switch s.number.Code {
	case httpstatus.PartialContent:
		w.Header().Set("Content-Range", fmt.Sprintf("bytes 0-%d/%d", body.Len()-1, body.Len()))
	case httpstatus.IMUsed:
		w.Header().Set("IM", "identity")
		w.Header().Set("ETag", fmt.Sprintf(`"%08x"`, crc32.ChecksumIEEE(body.Bytes())))
	}
	w.Header().Set("Content-Length", strconv.Itoa(body.Len()))
	w.WriteHeader(final)
	_, err := w.Write(body.Bytes())
	if err != nil {
		panic(http.ErrAbortHandler) // the client has gone
	}
	return nil
}

// negotiate returns the header of package problem's answer to the request: the form and the language that it negotiates.
func (h *handler) negotiate(r *http.Request) http.Header {
	w := headerWriter{}
	h.renderers[iana].Write(w, r, httpstatus.NotFound)
	return http.Header(w)
}

// A headerWriter keeps the header of a response and drops the rest.
type headerWriter http.Header

func (w headerWriter) Header() http.Header         { return http.Header(w) }
func (w headerWriter) Write(b []byte) (int, error) { return len(b), nil }
func (w headerWriter) WriteHeader(int)             {}
