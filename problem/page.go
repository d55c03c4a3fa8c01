package problem

import (
	"bytes"
	"cmp"
	_ "embed"
	"log/slog"
	"net/http"
	"strconv"
	"time"
	"unicode/utf8"

	"github.com/httpstatus-go/httpstatus"
	"github.com/httpstatus-go/httpstatus/messages"
	"golang.org/x/text/language"
)

// A Page is what a template of [Renderer.ParseFS] is executed with.
type Page struct {
	Status     httpstatus.Code      // {{.Status}} is "404 Not Found", {{printf "%d" .Status}} "404"
	Substatus  httpstatus.Substatus // zero if there is none, which {{if .Substatus.Code}} tells; {{.Substatus.String}} is "403.14"
	ID         string               // of an application's own status, "insufficient_balance"; "" for others
	Type       string               // the problem type, a URI reference; "about:blank" for a status that says all
	Title      string               // a few words
	Detail     string               // one or two sentences
	Remedy     string               // for developers; empty unless Renderer.Development
	Language   language.Tag         // of the text: {{.Language}} is what the attribute lang takes
	Dir        string               // of the Language: "ltr" or "rtl", for the attribute dir
	Instance   string               // identifies this occurrence; may be empty
	Params     []messages.Param     // the values of the text
	Fields     []PageField          // what is wrong with which part of the request
	Extensions map[string]any       // the error's own
	Header     http.Header          // the error's own fields; nil for none
	Method     string               // of the request
	Path       string               // of the request
}

// A PageField is a [Field] as a [Page] shows it.
type PageField struct {
	Place string // "/items/0/amount", "page", "If-Match"; "" for the request as a whole
	ID    string // "required"; "" if there is none
	Text  string // in the reader's language; may be empty
}

// execute makes the page, and reports whether it is the one of this package.
func (rr *Renderer) execute(buf []byte, r *http.Request, set *pageSet, c *content) (page []byte, builtIn bool) {
	if set.templates == nil {
		return appendPage(buf, c, set.look(c), offersAgain(c.status, r.Method)), true
	}
	p := &Page{
		Status: c.status, Substatus: c.substatus, ID: c.id, Type: c.typ, Title: c.title, Detail: c.detail, Remedy: c.remedy,
		Language: c.language, Dir: direction(c.language), Instance: c.instance, Params: c.params, Extensions: c.public.Extensions,
		Header: c.public.Header, Method: r.Method, Path: pathOf(r),
	}
	for i := range c.fields {
		f := &c.fields[i]
		p.Fields = append(p.Fields, PageField{f.place(), f.id, f.text})
	}
	t := set.find(p)
	if t == nil {
		return appendPage(buf, c, set.look(c), offersAgain(c.status, r.Method)), true
	}
	w := bytes.NewBuffer(buf)
	if err := t.Execute(w, p); err != nil {
		rr.logger().LogAttrs(r.Context(), slog.LevelError, "problem: a page cannot be made, the built-in one is sent",
			slog.String("page", t.Name()), slog.String("path", pathOf(r)), slog.Any("cause", err))
		return appendPage(w.Bytes()[:0], c, set.look(c), offersAgain(c.status, r.Method)), true
	}
	return w.Bytes(), false
}

// offersAgain reports whether to ask for the same once more may help, and does no harm: after a failure of the server, after
// too slow a request and after too many, for what only reads.
func offersAgain(c httpstatus.Code, method string) bool {
	return (method == http.MethodGet || method == http.MethodHead) &&
		(c == httpstatus.RequestTimeout || c == httpstatus.TooManyRequests || c >= 500)
}

// pageStyle is written tight, so that a page and its header go out in one write of net/http, whose buffer has 4 KiB.
//
//go:embed page.css
var pageStyle string

// contentSecurityPolicy lets the built-in page load nothing, and apply no style but its own. The empty icon of the page
// keeps browsers from asking for one.
const contentSecurityPolicy = "default-src 'none'; style-src 'sha256-" + styleHash + "'; img-src data:; " +
	"base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

// styleHash is the SHA-256 of page.css.
const styleHash = "uu3sXIgMmAdhAQbujelojVouxap1tfh983suZ5xc/ps="

// A look is what pages in a language have in common.
type look struct {
	words
	head    string // the page up to its title
	foreign string // attributes of what is in another language than the text
}

// lookIn returns the look of pages in a language.
func lookIn(t language.Tag) *look {
	l := &look{words: wordsIn(t)}
	if l.words.foreign {
		l.foreign = ` lang="` + l.language + `" dir="ltr"`
	}
	l.head = "<!DOCTYPE html>\n<html lang=\"" + t.String() + `" dir="` + direction(t) + "\">\n<head>\n<meta charset=\"utf-8\">\n" +
		"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"robots\" content=\"noindex\">\n" +
		"<meta name=\"color-scheme\" content=\"light dark\">\n<title>"
	return l
}

// appendPage writes the built-in page. Its parts are those of testdata/page.tmpl, which the tests hold it to.
func appendPage(b []byte, c *content, l *look, again bool) []byte {
	w, foreign := &l.words, l.foreign
	b = append(b, l.head...)
	b = appendHTML(b, c.title)
	b = append(b, " · "...)
	b = c.appendNumber(b)
	b = append(b, "</title>\n<link rel=\"icon\" href=\"data:,\">\n<style>"...)
	b = append(b, pageStyle...)
	b = append(b, "</style>\n</head>\n<body>\n<main>\n<p class=\"code\">"...)
	b = c.appendNumber(b)
	b = append(b, "</p>\n<h1>"...)
	b = appendHTML(b, c.title)
	b = append(b, "</h1>\n"...)
	if c.detail != "" {
		b = append(b, `<p class="detail">`...)
		b = appendHTML(b, c.detail)
		b = append(b, "</p>\n"...)
	}
	if len(c.fields) > 0 {
		b = append(b, "<ul class=\"fields\">\n"...)
		for i := range c.fields {
			f := &c.fields[i]
			b = append(b, "<li>"...)
			if place := f.place(); place != "" {
				b = append(b, `<code dir="ltr">`...)
				b = appendHTML(b, place)
				b = append(b, "</code> "...)
			}
			b = appendHTML(b, cmp.Or(f.text, f.id))
			b = append(b, "</li>\n"...)
		}
		b = append(b, "</ul>\n"...)
	}
	b = append(b, `<p class="go">`...)
	if again {
		b = append(b, `<a href=""`...)
		b = append(b, foreign...)
		b = append(b, '>')
		b = append(b, w.again...)
		b = append(b, "</a>"...)
		if wait := w.wait(c.retryAfter); wait != "" {
			b = append(b, ` <span class="wait"`...)
			b = append(b, foreign...)
			b = append(b, '>')
			b = append(b, wait...)
			b = append(b, "</span>"...)
		}
	} else {
		b = append(b, `<a href="/"`...)
		b = append(b, foreign...)
		b = append(b, '>')
		b = append(b, w.home...)
		b = append(b, "</a>"...)
	}
	b = append(b, "</p>\n"...)
	if c.instance != "" {
		b = append(b, `<p class="instance"><span`...)
		b = append(b, foreign...)
		b = append(b, '>')
		b = append(b, w.instance...)
		b = append(b, `</span> <code dir="ltr">`...)
		b = appendHTML(b, c.instance)
		b = append(b, "</code></p>\n"...)
	}
	if c.remedy != "" {
		b = append(b, "<section>\n<h2"...)
		b = append(b, foreign...)
		b = append(b, '>')
		b = append(b, w.remedy...)
		b = append(b, "</h2>\n<p>"...)
		b = appendHTML(b, c.remedy)
		b = append(b, "</p>\n</section>\n"...)
	}
	return append(b, "</main>\n</body>\n</html>\n"...)
}

// appendHTML appends text, escaped as html/template does. Control characters, which some readers act on, become U+FFFD.
func appendHTML(b []byte, s string) []byte {
	for i := 0; i < len(s); {
		c := s[i]
		if c >= utf8.RuneSelf {
			r, n := utf8.DecodeRuneInString(s[i:])
			b = utf8.AppendRune(b, plain(r))
			i += n
			continue
		}
		i++
		switch c {
		case '&':
			b = append(b, "&amp;"...)
		case '<':
			b = append(b, "&lt;"...)
		case '>':
			b = append(b, "&gt;"...)
		case '"':
			b = append(b, "&#34;"...)
		case '\'':
			b = append(b, "&#39;"...)
		case '+':
			b = append(b, "&#43;"...) // of UTF-7
		default:
			b = utf8.AppendRune(b, plain(rune(c)))
		}
	}
	return b
}

// The words of the built-in page.
type words struct {
	language                         string
	foreign                          bool // the text is in another language
	home, again, remedy, instance    string
	before, after                    string // of a time to wait
	second, seconds, minute, minutes string
}

// wordsIn returns the words in the language of the text, or else in English.
func wordsIn(t language.Tag) words {
	switch _, name := languageNames(t); name {
	case "zh-Hans":
		return words{
			language: "zh-Hans", home: "返回首页", again: "重试", remedy: "处理方法", instance: "参考编号",
			after: "后", second: " 秒", seconds: " 秒", minute: " 分钟", minutes: " 分钟",
		}
	case "zh-Hant":
		return words{
			language: "zh-Hant", home: "返回首頁", again: "再試一次", remedy: "處理方式", instance: "參考編號",
			after: "後", second: " 秒", seconds: " 秒", minute: " 分鐘", minutes: " 分鐘",
		}
	default:
		return words{
			language: "en", foreign: name != "en-Latn", home: "Go to the home page", again: "Try again", remedy: "How to fix it", instance: "Reference",
			before: "in ", second: " second", seconds: " seconds", minute: " minute", minutes: " minutes",
		}
	}
}

// wait says how long the reader should wait, as a Retry-After field has it in seconds or as a date (RFC 9110, 10.2.3); ""
// if that says nothing.
func (w words) wait(retryAfter string) string {
	seconds, _ := delay(retryAfter, time.Now())
	if seconds == 0 {
		return ""
	}
	n, one, many := seconds, w.second, w.seconds
	if seconds > 90 {
		n, one, many = (seconds+59)/60, w.minute, w.minutes
	}
	if n == 1 {
		many = one
	}
	return w.before + strconv.FormatInt(n, 10) + many + w.after
}
