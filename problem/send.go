package problem

import (
	"bytes"
	"log/slog"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/httpstatus-go/httpstatus"
	"github.com/httpstatus-go/httpstatus/messages"
)

// send writes the whole answer.
func (rr *Renderer) send(w http.ResponseWriter, r *http.Request, a *answer) {
	d := rr.dictionary(r)
	f := accepted(r.Header["Accept"])

	// The body comes first: once the header is sent, nothing can go wrong any more.
	set := rr.pageSet()
	k := key{f, a.status, a.refined, d}
	if a.isFixed(f) {
		b, ok := set.get(k)
		if !ok {
			b = rr.render(nil, r, set, a, f, d)
			set.put(k, b)
		}
		rr.reply(w, r, a, f, b)
		return
	}
	buf := buffers.Get().(*[]byte)
	b := rr.render((*buf)[:0], r, set, a, f, d)
	rr.reply(w, r, a, f, b)
	if cap(b.content) <= maxBuffer {
		*buf = b.content
		buffers.Put(buf)
	}
}

// reply sends the body that was made.
func (rr *Renderer) reply(w http.ResponseWriter, r *http.Request, a *answer, f form, b body) {
	rr.setHeader(w.Header(), r, a, f, b)
	w.WriteHeader(int(a.status.Code))
	if r.Method != http.MethodHead {
		_, _ = w.Write(b.content) // it fails if the client has gone
	}
}

// A body is an answer's content, and what the header has to say of it.
type body struct {
	content  []byte
	length   string
	language string
	builtIn  bool // it is the page of this package
}

// buffers are for bodies that are made for one answer.
var buffers = sync.Pool{New: func() any { return new([]byte) }}

// maxBuffer is how large a buffer is kept.
const maxBuffer = 64 << 10

// isFixed reports whether each such answer has the same body.
func (a *answer) isFixed(f form) bool {
	if a.text != nil {
		return false
	}
	p := a.public
	return p == nil || p.Detail == "" && p.Instance == "" && (f != problemJSON || p.Type == "" && len(p.Extensions) == 0)
}

// render makes the body, in the room of buf.
func (rr *Renderer) render(buf []byte, r *http.Request, set *pageSet, a *answer, f form, d *messages.Dictionary) body {
	m := d.Code(a.status.Code)
	if a.refined {
		m = d.Substatus(a.status)
	}
	if a.text != nil {
		if own := a.text.Message(d); own.Title != "" {
			m = own
		}
	}
	public := a.public
	if public == nil {
		public = new(Error)
	}
	if public.Detail != "" {
		m.Detail = public.Detail
	}
	b := body{language: m.Language.String()}
	switch f {
	case htmlPage:
		page := &Page{
			Status: a.status.Code, Title: m.Title, Detail: m.Detail, Language: m.Language, Dir: direction(m.Language), Instance: public.Instance,
		}
		if a.refined {
			page.Substatus = a.status
		}
		if rr.Development {
			page.Remedy = m.Remedy
		}
		b.content, b.builtIn = rr.execute(buf, r, set, page)
	case plainText:
		b.content = appendText(buf, a, m, public.Instance, rr.Development)
	default:
		b.content = rr.appendJSON(buf, r, a, m, public)
	}
	b.length = strconv.Itoa(len(b.content))
	return b
}

func (rr *Renderer) appendJSON(b []byte, r *http.Request, a *answer, m messages.Message, public *Error) []byte {
	typ := public.Type
	if typ == "" {
		typ = aboutBlank
	} else if !isURIReference(typ) {
		rr.warn(r, a, "problem: type left out: want a URI reference", slog.String("type", typ))
		typ = aboutBlank
	}
	var s httpstatus.Substatus
	if a.refined {
		s = a.status
	}
	b = appendProblem(b, typ, m.Title, a.status.Code, s, m.Detail, public.Instance)
	if len(public.Extensions) > 0 {
		b = appendExtensions(b, public.Extensions, func(name string, err error) {
			rr.warn(r, a, "problem: extension left out", slog.String("name", name), slog.Any("reason", err))
		})
	}
	return append(b, '}', '\n')
}

// appendText writes the answer for a reader of plain text. Control characters, which a terminal would act on, become
// U+FFFD.
func appendText(b []byte, a *answer, m messages.Message, instance string, development bool) []byte {
	if a.refined {
		b = append(b, a.status.String()...)
	} else {
		b = strconv.AppendInt(b, int64(a.status.Code), 10)
	}
	b = append(b, ' ')
	b = appendPlain(b, m.Title)
	b = append(b, '\n')
	if !development {
		m.Remedy = ""
	}
	for _, s := range [...]string{m.Detail, m.Remedy, instance} {
		if s != "" {
			b = append(b, '\n')
			b = appendPlain(b, s)
			b = append(b, '\n')
		}
	}
	return b
}

func appendPlain(b []byte, s string) []byte {
	for _, r := range s {
		if r < ' ' && r != '\n' && r != '\t' || 0x7f <= r && r <= 0x9f {
			r = '\ufffd'
		}
		b = append(b, string(r)...)
	}
	return b
}

// execute makes the page, and reports whether it is the one of this package.
func (rr *Renderer) execute(buf []byte, r *http.Request, set *pageSet, page *Page) (content []byte, builtIn bool) {
	w := bytes.NewBuffer(buf)
	if t := set.find(page); t != nil {
		err := t.Execute(w, page)
		if err == nil {
			return w.Bytes(), false
		}
		rr.logger().LogAttrs(r.Context(), slog.LevelError, "problem: a page cannot be made, the built-in one is sent",
			slog.String("page", t.Name()), slog.String("path", pathOf(r)), slog.Any("cause", err))
		w.Reset()
	}
	// It cannot fail: it calls nothing that can, as its tests show.
	_ = builtInPage().Execute(w, struct {
		*Page
		Words words
	}{page, wordsIn(page.Language)})
	return w.Bytes(), true
}

// setHeader sets the fields of the answer among those that earlier handlers have set.
func (rr *Renderer) setHeader(h http.Header, r *http.Request, a *answer, f form, b body) {
	info := a.status.Code.Info()
	noStore := info.NoStore || a.status.Code >= 500
	for name, values := range h {
		if name == "Cache-Control" {
			noStore = noStore || hasToken(values, "no-store")
			delete(h, name)
		} else if isOfBody(name, a.status.Code) {
			delete(h, name)
		}
	}
	if a.public != nil {
		rr.addHeader(h, r, a)
	}
	if noStore && (info.NoStore || h["Cache-Control"] == nil) {
		h["Cache-Control"] = []string{"no-store"}
	}

	// An http.MaxBytesReader asks the server for this, but not through a ResponseWriter that another wraps.
	if a.status.Code == httpstatus.ContentTooLarge && r.ProtoMajor == 1 && h["Connection"] == nil {
		h["Connection"] = []string{"close"}
	}

	// One allocation serves all; no later append can reach from one field to the next.
	v := [...]string{contentTypes[f], b.length, b.language, "nosniff", "Accept, Accept-Language"}
	if rr.Language != nil {
		v[4] = "Accept, Accept-Language, Cookie"
	}
	if old := h["Vary"]; len(old) > 0 {
		v[4] = mergeVary(old, v[4])
	}
	values := v[:]
	h["Content-Type"] = values[0:1:1]
	h["Content-Length"] = values[1:2:2]
	h["Content-Language"] = values[2:3:3]
	h["X-Content-Type-Options"] = values[3:4:4]
	h["Vary"] = values[4:5:5]
	if b.builtIn {
		h["Content-Security-Policy"] = []string{contentSecurityPolicy}
	}

	if rr.Development && info.MustHave != "" {
		for name := range strings.SplitSeq(info.MustHave, ", ") {
			if len(h.Values(name)) == 0 {
				rr.warn(r, a, "problem: the answer lacks a field that it must have", slog.String("field", name))
			}
		}
	}
}

// addHeader sets the error's own fields. What is none, as it would be two lines, is left out; so are those of the body,
// which is not the error's.
func (rr *Renderer) addHeader(h http.Header, r *http.Request, a *answer) {
	for name, values := range a.public.Header {
		name := http.CanonicalHeaderKey(name)
		if !isToken(name) || isOfBody(name, a.status.Code) {
			rr.warn(r, a, "problem: field left out: want a name that is a token, and none of the body's", slog.String("name", name))
			continue
		}
		// A copy: the error may be one for many answers.
		values := slices.Clone(values)
		values = slices.DeleteFunc(values, func(v string) bool {
			if isFieldValue(v) {
				return false
			}
			rr.warn(r, a, "problem: field left out: want a value without control characters", slog.String("name", name), slog.String("value", v))
			return true
		})
		switch {
		case len(values) == 0:
		case name == "Set-Cookie", name == "Vary":
			h[name] = append(h[name], values...)
		default:
			h[name] = values
		}
	}
}

func (rr *Renderer) warn(r *http.Request, a *answer, text string, attr slog.Attr, more ...slog.Attr) {
	rr.log(r, slog.LevelWarn, text, a, nil, append(more, attr)...)
}

// isOfBody reports whether the field, in canonical form, is about the content that it comes with.
func isOfBody(name string, c httpstatus.Code) bool {
	switch name {
	case "Content-Type", "Content-Length", "Content-Encoding", "Content-Language", "Content-Location", "Content-Disposition",
		"Content-Md5", "Content-Digest", "Repr-Digest", "Digest", "Etag", "Last-Modified", "Expires", "Trailer", "Transfer-Encoding":
		return true
	case "Content-Range", "Accept-Ranges":
		return c != httpstatus.RangeNotSatisfiable // it says there what would be (RFC 9110, 15.5.17)
	}
	return false
}

// isToken reports whether s is a token (RFC 9110, 5.6.2).
func isToken(s string) bool {
	for i := range len(s) {
		switch c := s[i]; {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9':
		case strings.IndexByte("!#$%&'*+-.^_`|~", c) >= 0:
		default:
			return false
		}
	}
	return s != ""
}

// isFieldValue reports whether v can be sent as a field's value: it has no control characters but the tab (RFC 9110, 5.5).
func isFieldValue(v string) bool {
	for i := range len(v) {
		if c := v[i]; c < ' ' && c != '\t' || c == 0x7f {
			return false
		}
	}
	return true
}

// hasToken reports whether the lines of a field, a list, have a token in any case.
func hasToken(lines []string, token string) bool {
	for _, line := range lines {
		for t := range strings.SplitSeq(line, ",") {
			if strings.EqualFold(trim(t), token) {
				return true
			}
		}
	}
	return false
}

// mergeVary returns the lines of a Vary field, and what is not among them of more, in one line.
func mergeVary(lines []string, more string) string {
	if hasToken(lines, "*") {
		return "*"
	}
	var names []string
	for _, line := range append(slices.Clip(lines), more) {
		for t := range strings.SplitSeq(line, ",") {
			if t = trim(t); t != "" && !hasToken(names, t) {
				names = append(names, t)
			}
		}
	}
	return strings.Join(names, ", ")
}

// isURIReference reports whether s is a URI reference by its characters (RFC 3986, 2): other text is none.
func isURIReference(s string) bool {
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9':
		case c == '%':
			if i+2 >= len(s) || !isHex(s[i+1]) || !isHex(s[i+2]) {
				return false
			}
		case strings.IndexByte("-._~:/?#[]@!$&'()*+,;=", c) < 0:
			return false
		}
	}
	return true
}

func isHex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'f'
}

// noLanguage is an Accept-Language that says nothing.
var noLanguage = []string{""}

// maxTag is how long a tag from Renderer.Language can be: a cookie's value is the client's.
const maxTag = 64

// dictionary returns the text in the language that suits the request best.
func (rr *Renderer) dictionary(r *http.Request) *messages.Dictionary {
	match, lookup := messages.Match, messages.Lookup
	if rr.Matcher != nil {
		match, lookup = rr.Matcher.Match, rr.Matcher.Lookup
	}
	if rr.Language != nil {
		if tag := rr.Language(r); tag != "" && len(tag) <= maxTag {
			if d, ok := lookup(tag); ok {
				return d
			}
		}
	}
	lines := r.Header["Accept-Language"]
	if len(lines) == 0 {
		lines = noLanguage // its answer is kept by the Matcher, that for no lines is not
	}
	return match(lines...)
}
