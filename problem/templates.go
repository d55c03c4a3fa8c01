package problem

import (
	"errors"
	"fmt"
	"html/template"
	"io"
	"io/fs"
	"net/http"
	"path"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/httpstatus-go/httpstatus"
	"github.com/httpstatus-go/httpstatus/messages"
	"golang.org/x/text/language"
)

// ParseFS has pages made by the templates (see [html/template]) in fsys instead of by the built-in one. A template is
// executed with a [*Page]. Its file has the name of what it serves; the first of these is taken that is there:
//
//	403.14.zh-Hans.html   the substatus, in the language of the text
//	403.14.html           the substatus
//	403.zh-Hans.html      the code
//	403.html
//	4xx.zh-Hans.html      the class
//	4xx.html
//
// The name 403.zh-CN.html serves zh-Hans too, as that is what is read there, and zh-Hans.html text in zh-Hans-SG. A file
// with the extension .tmpl is no page, but a template that pages can use: {{template "layout.tmpl" .}}. Other files, those
// whose name begins with a dot, and directories are left alone.
//
// Each template is executed once, with the text of what it serves, so that its faults show now. It is an error if a template
// has a fault or is not UTF-8, if the name of an HTML file says no status that a page can have, if two files serve the same,
// or if there is no page in fsys. The error names all that is wrong, and nothing is changed then.
//
// A page of the application's own gets no Content-Security-Policy from the Renderer. Unlike the fields, templates can be parsed
// anew at any time: the next page is made by them.
func (rr *Renderer) ParseFS(fsys fs.FS) error {
	set, err := parsePages(fsys)
	if err != nil {
		return err
	}
	rr.pages.Store(set)
	return nil
}

// A pageSet is what pages are made by, and the bodies that were made once for all.
type pageSet struct {
	templates map[string]*template.Template // by "403.14.zh-Hans"; nil: none but the built-in

	mu     sync.RWMutex
	bodies map[key]body
	size   int              // of all bodies together
	looks  map[string]*look // by language
}

// A key is all that a fixed body depends on.
type key struct {
	form       form
	status     messages.Status
	refined    bool
	again      bool // the page offers to try again
	dictionary *messages.Dictionary
}

// The bodies that are kept are bounded, though there are not as many statuses as that, unless an application makes them up.
const (
	maxBodies = 2048
	maxSize   = 8 << 20 // bytes
	maxLooks  = 256
)

func (rr *Renderer) pageSet() *pageSet {
	if set := rr.pages.Load(); set != nil {
		return set
	}
	rr.pages.CompareAndSwap(nil, new(pageSet))
	return rr.pages.Load()
}

// look returns the look of a page in the language of its text.
func (set *pageSet) look(c *content) *look {
	set.mu.RLock()
	l := set.looks[c.tag]
	set.mu.RUnlock()
	if l != nil {
		return l
	}
	l = lookIn(c.language)
	set.mu.Lock()
	defer set.mu.Unlock()
	if set.looks == nil || len(set.looks) == maxLooks {
		set.looks = make(map[string]*look)
	}
	set.looks[c.tag] = l
	return l
}

// get returns the body that is kept by the key.
func (set *pageSet) get(k key) (b body, ok bool) {
	set.mu.RLock()
	defer set.mu.RUnlock()
	b, ok = set.bodies[k]
	return b, ok
}

// put keeps a body. If there are too many, all others go: the ones in use soon come again.
func (set *pageSet) put(k key, b body) {
	if len(b.content) > maxSize {
		return
	}
	set.mu.Lock()
	defer set.mu.Unlock()
	if old, ok := set.bodies[k]; ok { // made by two requests at the same time
		set.size -= len(old.content)
	} else if len(set.bodies) == maxBodies || set.size+len(b.content) > maxSize {
		set.bodies, set.size = nil, 0
	}
	if set.bodies == nil {
		set.bodies = make(map[key]body)
	}
	set.bodies[k] = b
	set.size += len(b.content)
}

// find returns the template for the page; nil: the built-in.
func (set *pageSet) find(p *Page) *template.Template {
	c := strconv.Itoa(int(p.Status))
	class := p.Status.Class()
	if class == 0 {
		class = httpstatus.ServerError // as a client takes it (RFC 9110, 15)
	}
	names := []string{c, class.String()}
	if p.Substatus.Code != 0 {
		names = []string{p.Substatus.String(), c, class.String()}
	}
	full, short := languageNames(p.Language)
	for _, name := range names {
		for _, suffix := range [...]string{"." + full, "." + short, ""} {
			if t := set.templates[name+suffix]; t != nil {
				return t
			}
		}
	}
	return nil
}

// languageNames returns the names that a page in the language is kept by: with the region, unless that goes without
// saying, and without it. zh-CN and zh-Hans-CN are zh-Hans, zh-HK is zh-Hant-HK, en-US is en.
func languageNames(t language.Tag) (full, short string) {
	base, _ := t.Base()
	script, _ := t.Script()
	region, _ := t.Region()
	bare, _ := language.Compose(base, script) // a language and a script always make a tag
	short = base.String() + "-" + script.String()
	if usual, _ := bare.Region(); usual == region {
		return short, short
	}
	return short + "-" + region.String(), short
}

// parsePages makes the templates of fsys.
func parsePages(fsys fs.FS) (*pageSet, error) {
	entries, err := fs.ReadDir(fsys, ".")
	if err != nil {
		return nil, fmt.Errorf("problem: reading pages: %w", err)
	}
	var faults []error
	fault := func(file string, err error) {
		faults = append(faults, fmt.Errorf("problem: page %.80q: %w", file, err))
	}

	shared := template.New("")
	type source struct{ file, text string }
	var sources []source
	for _, e := range entries {
		file, ext := e.Name(), strings.ToLower(path.Ext(e.Name()))
		if e.IsDir() || file[0] == '.' || ext != ".html" && ext != ".htm" && ext != ".tmpl" {
			continue // what an editor or a system left there begins with a dot
		}
		text, err := fs.ReadFile(fsys, file)
		if err == nil && !utf8.Valid(text) {
			err = errors.New("it is not UTF-8: want that, whatever is said in its meta element")
		}
		if err == nil && ext == ".tmpl" {
			_, err = shared.New(file).Parse(string(text))
		} else if err == nil {
			sources = append(sources, source{file, string(text)})
		}
		if err != nil {
			fault(file, err)
		}
	}
	if len(sources) == 0 {
		fault(".", errors.New(`there is none: want files as "404.html", "403.14.zh-Hans.html" or "5xx.html"`))
	}

	set := &pageSet{templates: make(map[string]*template.Template)}
	for _, s := range sources {
		name, sample, err := parsePageName(s.file)
		if err != nil {
			fault(s.file, err)
			continue
		}
		if other := set.templates[name]; other != nil {
			fault(s.file, fmt.Errorf("it serves the same as %.80q", other.Name()))
			continue
		}
		t, err := template.Must(shared.Clone()).New(s.file).Parse(s.text)
		if err == nil {
			err = t.Execute(io.Discard, sample)
		}
		if err != nil {
			fault(s.file, err)
			continue
		}
		set.templates[name] = t
	}
	if len(faults) > 0 {
		return nil, errors.Join(faults...)
	}
	return set, nil
}

// parsePageName returns the name that the page of a file is kept by, and what it could be asked to say.
func parsePageName(file string) (name string, sample *Page, err error) {
	invalid := errors.New(`the name says no status of 400 or more: want one as "404.html", "403.14.zh-Hans.html" or "5xx.html"`)
	stem, ok := strings.CutSuffix(file, ".html")
	if !ok {
		return "", nil, invalid
	}
	parts := strings.Split(stem, ".")
	name, parts = parts[0], parts[1:]
	sample = &Page{Language: language.English, Instance: "/incidents/1", Type: aboutBlank, Method: http.MethodGet, Path: "/"}
	switch name {
	case "4xx":
		sample.Status = httpstatus.BadRequest
	case "5xx":
		sample.Status = httpstatus.InternalServerError
	default:
		if sample.Status, err = httpstatus.ParseCode(name); err != nil || sample.Status < 400 {
			return "", nil, invalid
		}
		if len(parts) > 0 {
			if s, err := httpstatus.ParseSubstatus(name + "." + parts[0]); err == nil {
				name, sample.Substatus, parts = s.String(), s, parts[1:]
			}
		}
	}
	if len(parts) > 0 {
		tag := strings.Join(parts, ".")
		if sample.Language, err = language.Parse(tag); err != nil || tag == "" {
			return "", nil, fmt.Errorf("%.80q is no language: want a name as \"403.zh-Hans.html\"", tag)
		}
		full, _ := languageNames(sample.Language)
		name += "." + full
	}
	m := messages.English.Code(sample.Status)
	if sample.Substatus.Code != 0 {
		m = messages.English.Substatus(sample.Substatus)
	}
	sample.Title, sample.Detail, sample.Remedy, sample.Dir = m.Title, m.Detail, m.Remedy, direction(sample.Language)
	return name, sample, nil
}

// direction returns the direction that the script of a language runs in, as HTML has it.
func direction(t language.Tag) string {
	script, _ := t.Script()
	switch script.String() {
	case "Adlm", "Arab", "Aran", "Hebr", "Mand", "Mend", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa", "Yezi":
		return "rtl"
	}
	return "ltr"
}
