package problem

import (
	"cmp"
	"context"
	"log/slog"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/httpstatus-go/httpstatus"
	"github.com/httpstatus-go/httpstatus/internal/field"
	"github.com/httpstatus-go/httpstatus/messages"
	"golang.org/x/text/language"
)

// A Response is an answer for a server that is not net/http's: what [Write] would send on a fresh response.
type Response struct {
	Status httpstatus.Code
	Header http.Header
	Body   []byte // empty for HEAD, whose Content-Length is that of GET
}

// CopyHeader copies the header to that of another server's response, as fasthttp's or Hertz's, in which handlers may have set
// fields already. It deletes those that are about another body, as ETag and Content-Disposition. It adds to Vary and Set-Cookie.
// Any other field that the answer has too, it replaces. What handlers have told caches stays, as it cannot be read here: delete
// Cache-Control where they may have set a max-age, unless the answer has its own.
func (resp *Response) CopyHeader(to interface {
	Add(name, value string)
	Del(name string)
}) {
	for _, name := range bodyFields {
		if isOfBody(name, resp.Status) {
			to.Del(name)
		}
	}
	for name, values := range resp.Header {
		if name != "Vary" && name != "Set-Cookie" {
			to.Del(name)
		}
		for _, v := range values {
			to.Add(name, v)
		}
	}
}

// Answer returns the answer to the request with err, as [Write] would send it; nil if err is nil. Of the request it looks at
// Method, URL, ProtoMajor, Header and Context.
func Answer(r *http.Request, err error) *Response { return standard.Answer(r, err) }

// Answer is the function [Answer], for the Renderer.
func (rr *Renderer) Answer(r *http.Request, err error) *Response {
	if err == nil {
		return nil
	}
	a := rr.resolve(r, err, 0)
	rr.decide(r, &a, err)
	resp := &Response{a.status.Code, make(http.Header), nil}
	rr.answer(r, &a, func(f form, b body) {
		rr.setHeader(resp.Header, &noEntry, r, &a, f, b)
		if r.Method != http.MethodHead {
			resp.Body = slices.Clone(b.content)
		}
	})
	return resp
}

// decide lets Prepare have its word, and logs what err is answered as.
func (rr *Renderer) decide(r *http.Request, a *answer, err error) {
	rr.prepare(r, a)
	if a.misuse != "" {
		rr.log(r, slog.LevelError, "problem: "+a.misuse, a, err, slog.String("status", a.asked.String()))
	} else if a.status.Code >= 500 {
		rr.log(r, slog.LevelError, "problem: the request failed", a, err)
	} else {
		rr.log(r, slog.LevelDebug, "problem: the request was refused", a, err)
	}
}

// clientClosed is the code by which servers log that the client has gone before the answer. IANA does not have it.
const clientClosed httpstatus.Code = 499

// resolve is the function resolve with what the Renderer and the request have to say. held is the status of an error that
// states none; 0: 500.
func (rr *Renderer) resolve(r *http.Request, err error, held httpstatus.Code) answer {
	asked := err
	if rr.Errors != nil {
		rr.guard(r, nil, "problem: Errors panicked", func() {
			if mapped := rr.Errors(err); mapped != nil {
				asked = mapped
			}
		})
	}
	switch gone, stopped := canceled(r); {
	case gone && !isLate(asked): // net/http cancels the context when the read deadline passes too
		a := code(clientClosed)
		a.cause = err
		return a
	case stopped && isCanceled(asked, context.Cause(r.Context())):
		asked = &Error{Code: httpstatus.ServiceUnavailable, Err: asked}
	}
	a := resolve(asked)
	if held != 0 && !a.stated {
		a.status.Code = held
	}
	a.cause = err
	return a
}

// send writes the whole answer.
func (rr *Renderer) send(w http.ResponseWriter, r *http.Request, a *answer) {
	rr.answer(r, a, func(f form, b body) {
		rr.setHeader(w.Header(), restart(w, a.status.Code), r, a, f, b)
		w.WriteHeader(int(a.status.Code))
		if r.Method != http.MethodHead || discards(r) {
			_, _ = w.Write(b.content) // it fails if the client has gone
		}
	})
}

// setHeader makes h the header of the answer; e is what was there when the layer that answers was entered.
func (rr *Renderer) setHeader(h http.Header, e *entry, r *http.Request, a *answer, f form, b body) {
	o := own{
		status: a.status.Code, major: r.ProtoMajor, typ: contentTypes[f], length: b.length, language: b.language,
		vary: "Accept, Accept-Language",
	}
	if rr.Language != nil {
		o.vary = "Accept, Accept-Language, Cookie"
	}
	if rr.Forms.isOne() {
		o.vary = strings.TrimPrefix(o.vary, "Accept, ")
	}
	if b.builtIn {
		o.policy = contentSecurityPolicy
	}
	if a.public != nil {
		o.header = canonical(a.public.Header)
	}
	for _, fault := range setHeader(h, e, &o) {
		rr.warn(r, a, "problem: field left out: "+fault.want, slog.String("name", fault.name), slog.String("value", fault.value))
	}
	if rr.Development {
		for _, name := range missing(h, o.status, o.major) {
			rr.warn(r, a, "problem: the answer lacks a field that it must have", slog.String("field", name))
		}
	}
}

func (rr *Renderer) warn(r *http.Request, a *answer, text string, attr slog.Attr, more ...slog.Attr) {
	rr.log(r, slog.LevelWarn, text, a, nil, append(more, attr)...)
}

// answer makes the body of the answer, and calls send with it. The body is valid until send returns.
func (rr *Renderer) answer(r *http.Request, a *answer, send func(form, body)) {
	reader := rr.reader(r, a)
	d := reader.match(rr.matcher(a.status.Table, a.table))
	f := accepted(r.Header["Accept"], rr.Forms)

	// The body comes first: once the header is sent, nothing can go wrong any more.
	set := rr.pageSet()
	if a.isFixed() && (f != htmlPage || set.templates == nil) {
		k := key{f, a.status, a.refined, f == htmlPage && offersAgain(a.status.Code, r.Method), d}
		b, ok := set.get(k)
		if !ok {
			b = rr.render(nil, r, set, a, f, d, reader)
			set.put(k, b)
		}
		send(f, b)
		return
	}
	buf := buffers.Get().(*[]byte)
	b := rr.render((*buf)[:0], r, set, a, f, d, reader)
	send(f, b)
	if cap(b.content) <= maxBuffer {
		*buf = b.content
		buffers.Put(buf)
	}
}

// matcher returns what finds the language of a text: that of the first table that there is, or else that of the built-in
// text; nil is the one of messages.Match.
func (rr *Renderer) matcher(tables ...*messages.Table) *messages.Matcher {
	for _, t := range tables {
		if t != nil {
			return t.Matcher()
		}
	}
	return rr.Matcher
}

// Dictionary returns the dictionary in which the text of a built-in status would be for the reader of the answer to r: that
// of the language that they have chosen, or else asked for.
func (rr *Renderer) Dictionary(r *http.Request) *messages.Dictionary {
	return rr.reader(r, nil).match(rr.Matcher)
}

// A reader is whoever reads the answer, by the languages that they want.
type reader struct {
	text   string   // that of the answer, for what stands beside its text; "" if that is yet to be found
	chosen string   // that which they have chosen; "" if none
	asked  []string // the lines of Accept-Language
}

// noLanguage is an Accept-Language that says nothing. Its answer is kept by a Matcher, that for no lines is not.
var noLanguage = []string{""}

// maxTag is how long a tag from Renderer.Language can be: a cookie's value is the client's.
const maxTag = 64

func (rr *Renderer) reader(r *http.Request, a *answer) reader {
	who := reader{asked: r.Header["Accept-Language"]}
	if len(who.asked) == 0 {
		who.asked = noLanguage
	}
	if rr.Language != nil {
		rr.guard(r, a, "problem: Language panicked", func() { who.chosen = rr.Language(r) })
		if len(who.chosen) > maxTag {
			who.chosen = ""
		}
	}
	return who
}

// match returns the dictionary of m, or for nil of messages.Match, that serves the reader best.
func (who reader) match(m *messages.Matcher) *messages.Dictionary {
	match, lookup := messages.Match, messages.Lookup
	if m != nil {
		match, lookup = m.Match, m.Lookup
	}
	for _, tag := range [...]string{who.text, who.chosen} {
		if tag != "" {
			if d, ok := lookup(tag); ok {
				return d
			}
		}
	}
	return match(who.asked...)
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
func (a *answer) isFixed() bool {
	p := a.public
	return a.teller == nil && (p == nil || p.Type == "" && p.Title == "" && p.Detail == "" && p.Instance == "" &&
		len(p.Fields) == 0 && len(p.Extensions) == 0 && retryAfter(p.Header) == "")
}

// render makes the body, in the room of buf.
func (rr *Renderer) render(buf []byte, r *http.Request, set *pageSet, a *answer, f form, d *messages.Dictionary, who reader) body {
	var c content
	rr.fill(&c, r, a, d, who)
	b := body{language: c.tag}
	switch f {
	case htmlPage:
		b.content, b.builtIn = rr.execute(buf, r, set, &c)
	case plainText:
		b.content = appendText(buf, &c)
	case markdown:
		b.content = appendMarkdown(buf, &c)
	default:
		b.content = appendJSON(buf, &c)
	}
	b.length = strconv.Itoa(len(b.content))
	return b
}

// A content is all that an answer says, whatever its form.
type content struct {
	status     httpstatus.Code
	substatus  httpstatus.Substatus // zero: none
	id         string               // of an own status; "" for others
	typ        string               // the problem type
	title      string
	jsonTitle  string // for about:blank, that of the code (RFC 9457, 4.2.1)
	detail     string
	remedy     string // "" unless Renderer.Development
	language   language.Tag
	tag        string // the language as a BCP 47 tag
	instance   string
	params     []messages.Param
	fields     []said
	extensions []member
	retryAfter string // of the error's own header
	public     *Error // what the error itself says
}

// A said is a Field with its text.
type said struct {
	Field
	id     string
	params []messages.Param
	text   string
}

// appendNumber appends the status as it is shown: "404", or "403.14".
func (c *content) appendNumber(b []byte) []byte {
	b = strconv.AppendInt(b, int64(c.status), 10)
	if c.substatus.Code != 0 {
		b = append(b, '.')
		b = strconv.AppendInt(b, int64(c.substatus.Sub), 10)
	}
	return b
}

// nothing is what an error says that says nothing itself.
var nothing Error

// fill puts together what the answer says. What of it cannot be sent is left out, and logged.
func (rr *Renderer) fill(c *content, r *http.Request, a *answer, d *messages.Dictionary, who reader) {
	var m messages.Message
	switch {
	case a.status.Table != nil:
		m = a.status.Message(d)
	case a.refined:
		m = d.Substatus(a.status.Substatus())
	default:
		m = d.Code(a.status.Code)
	}
	c.status, c.typ = a.status.Code, aboutBlank
	if a.refined {
		c.substatus = a.status.Substatus()
		c.id, c.typ = a.status.ID(), a.status.Type()
	}
	if a.teller != nil {
		rr.guard(r, a, "problem: the error's text panicked", func() {
			if own := a.teller.Message(d); own.Title != "" {
				m = own
			}
			if a.params != nil {
				c.params = a.params.Params()
			}
		})
	}
	public := a.public
	if public == nil {
		public = &nothing
	}
	c.language, c.public, c.retryAfter = m.Language, public, retryAfter(public.Header)
	if c.tag = d.String(); m.Language != d.Tag() {
		c.tag = m.Language.String()
	}
	c.typ = cmp.Or(rr.uri(r, a, "type", public.Type), c.typ)
	c.title, c.detail = cmp.Or(public.Title, m.Title), cmp.Or(public.Detail, m.Detail)
	c.jsonTitle = c.title
	if c.typ == aboutBlank && a.refined && public.Title == "" {
		c.jsonTitle = d.Code(a.status.Code).Title
	}
	if rr.Development {
		c.remedy = m.Remedy
	}
	c.instance = rr.uri(r, a, "instance", public.Instance)
	for _, f := range public.Fields {
		c.fields = append(c.fields, rr.say(r, a, f, c.tag, who))
	}
	c.extensions = rr.extensions(r, a, c, public.Extensions)
}

// uri returns s if it is a URI reference, and else "", which is logged.
func (rr *Renderer) uri(r *http.Request, a *answer, what, s string) string {
	if field.IsURIReference(s) {
		return s
	}
	rr.warn(r, a, "problem: "+what+" left out: want a URI reference", slog.String(what, bounded(s)))
	return ""
}

// say finds the text of a field: in the language of the answer if its table has that, else in the next that the request
// asks for.
func (rr *Renderer) say(r *http.Request, a *answer, f Field, language string, who reader) said {
	s := said{Field: f, text: f.Detail}
	if f.Err == nil {
		return s
	}
	of := resolve(f.Err)
	s.id = of.status.ID()
	var m messages.Message
	rr.guard(r, a, "problem: a field's text panicked", func() {
		who.text = language
		d := who.match(rr.matcher(of.status.Table, of.table))
		switch {
		case of.teller != nil:
			m = of.teller.Message(d)
			if of.params != nil {
				s.params = of.params.Params()
			}
		case of.status.Table != nil:
			m = of.status.Message(d)
		case of.refined:
			m = d.Substatus(of.status.Substatus())
		case of.stated:
			m = d.Code(of.status.Code)
		}
	})
	if s.text == "" {
		s.text = cmp.Or(m.Detail, m.Title)
	}
	if s.text == "" {
		rr.warn(r, a, "problem: a field's error has no text: want a status, or an error of a table", slog.Any("error", f.Err))
	}
	return s
}
