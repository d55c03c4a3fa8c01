package problem

import (
	"bytes"
	"log/slog"
	"net/http"
	"strconv"
	"strings"
	"sync"

	"github.com/httpstatus-go/httpstatus"
	"github.com/httpstatus-go/httpstatus/messages"
	"golang.org/x/text/language"
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
	e := restart(w, a.status.Code)
	o := own{
		status: a.status.Code, major: r.ProtoMajor, typ: contentTypes[f], length: b.length, language: b.language,
		vary: "Accept, Accept-Language",
	}
	if rr.Language != nil {
		o.vary = "Accept, Accept-Language, Cookie"
	}
	if b.builtIn {
		o.policy = contentSecurityPolicy
	}
	if a.public != nil {
		o.header = a.public.Header
	}
	for _, fault := range setHeader(w.Header(), e, &o) {
		rr.warn(r, a, "problem: field left out: "+fault.want, slog.String("name", fault.name), slog.String("value", fault.value))
	}
	if rr.Development {
		for _, name := range missing(w.Header(), o.status, o.major) {
			rr.warn(r, a, "problem: the answer lacks a field that it must have", slog.String("field", name))
		}
	}
	w.WriteHeader(int(a.status.Code))
	if r.Method != http.MethodHead || discards(r) {
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

func (rr *Renderer) warn(r *http.Request, a *answer, text string, attr slog.Attr, more ...slog.Attr) {
	rr.log(r, slog.LevelWarn, text, a, nil, append(more, attr)...)
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
	match := messages.Match
	if rr.Matcher != nil {
		match = rr.Matcher.Match
	}
	lines := r.Header["Accept-Language"]
	if len(lines) == 0 {
		lines = noLanguage // its answer is kept by the Matcher, that for no lines is not
	}
	if rr.Language == nil {
		return match(lines...)
	}
	tag := rr.Language(r)
	if tag == "" || len(tag) > maxTag {
		return match(lines...)
	}
	if _, err := language.Parse(tag); err != nil {
		return match(lines...)
	}
	// First by itself: a header that is malformed makes a list with the tag in it malformed too.
	if d := match(tag); d != match(noLanguage...) {
		return d
	}
	if len(lines) == 1 {
		return match(tag + "," + lines[0])
	}
	return match(append([]string{tag}, lines...)...)
}
