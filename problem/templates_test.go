package problem

import (
	"errors"
	"io/fs"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/httpstatus-go/httpstatus"
	"github.com/httpstatus-go/httpstatus/messages"
	"golang.org/x/text/language"
)

func TestParseFS(t *testing.T) {
	rr, _ := logged()
	html := func(err error, language string) string {
		t.Helper()
		w := httptest.NewRecorder()
		rr.Write(w, request("GET", "Accept: text/html", "Accept-Language: "+language), err)
		if ct := w.Header().Get("Content-Type"); ct != contentTypes[htmlPage] {
			t.Errorf("Content-Type is %s", ct)
		}
		if builtIn, csp := strings.Contains(w.Body.String(), "<style>"), w.Header().Get("Content-Security-Policy"); builtIn != (csp != "") {
			t.Errorf("Content-Security-Policy is %q for %s", csp, w.Body)
		}
		return w.Body.String()
	}
	files := pagesFS(
		"403.14.zh-Hans.html", "{{.Substatus.String}} zh-Hans",
		"403.14.html", "{{.Substatus.String}} any",
		"403.zh-Hans.html", "{{.Status}} zh-Hans",
		"403.html", "{{.Status}} any",
		"4xx.zh-Hans.html", "4xx {{.Language}} zh-Hans",
		"4xx.html", "4xx {{.Language}} any",
	)
	files["style.css"] = &fstest.MapFile{Data: []byte("{{")}
	files["404.html/README"] = &fstest.MapFile{} // a directory
	hans, hant := "zh-CN", "zh-TW"
	sub, other := httpstatus.IISDirectoryListingDenied, httpstatus.Forbidden.Sub(1)
	// Each time the page that was found goes, and the next in order is found.
	for _, tt := range []struct {
		remove   string
		err      error
		language string
		want     string
	}{
		{"", sub, hans, "403.14 zh-Hans"},
		{"", sub, hant, "403.14 any"},
		{"", other, hans, "403 Forbidden zh-Hans"},
		{"", httpstatus.Forbidden, hant, "403 Forbidden any"},
		{"", httpstatus.NotFound, hans, "4xx zh-Hans zh-Hans"},
		{"", httpstatus.NotFound, "en", "4xx en any"},
		{"", httpstatus.InternalServerError, hans, "built-in"},
		{"403.14.zh-Hans.html", sub, hans, "403.14 any"},
		{"403.14.html", sub, hans, "403 Forbidden zh-Hans"},
		{"403.zh-Hans.html", sub, hans, "403 Forbidden any"},
		{"403.html", sub, hans, "4xx zh-Hans zh-Hans"},
		{"4xx.zh-Hans.html", sub, hans, "4xx zh-Hans any"},
	} {
		delete(files, tt.remove)
		if err := rr.ParseFS(files); err != nil {
			t.Fatal(err)
		}
		for range 2 { // the second is from memory
			got := html(tt.err, tt.language)
			if strings.Contains(got, "<style>") {
				got = "built-in"
			}
			if got != tt.want {
				t.Errorf("%v in %s without %s: %s, want %s", tt.err, tt.language, tt.remove, got, tt.want)
			}
		}
	}

	// The data, and templates of templates.
	err := rr.ParseFS(pagesFS(
		"layout.tmpl", `<html lang="{{.Language}}" dir="{{.Dir}}">{{template "body" .}}</html>`,
		"404.html", `{{template "layout.tmpl" .}}{{define "body"}}404: {{printf "%d" .Status}}|{{.Title}}|{{.Detail}}|{{.Remedy}}|{{.Instance}}|{{if .Substatus.Code}}sub{{end}}{{end}}`,
		"5xx.html", `{{template "layout.tmpl" .}}{{define "body"}}5xx: {{.Status}}{{end}}`,
	))
	if err != nil {
		t.Fatal(err)
	}
	want := `<html lang="zh-Hant" dir="ltr">404: 404|` + messages.TraditionalChinese.Code(404).Title + `|&lt;b&gt;||/i&amp;j|</html>`
	if got := html(&Error{Code: 404, Detail: "<b>", Instance: "/i&j"}, hant); got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if got := html(httpstatus.Code(999), "en"); got != `<html lang="en" dir="ltr">5xx: 999</html>` {
		t.Errorf("%s", got)
	}
}

func TestParseFSErrors(t *testing.T) {
	rr, _ := logged()
	if err := rr.ParseFS(pagesFS("4xx.html", "before")); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name  string
		files fstest.MapFS
		want  []string // parts of the error
	}{
		{"nothing", fstest.MapFS{}, []string{"there is none"}},
		{"no page", pagesFS("style.css", "x", "layout.tmpl", "x"), []string{"there is none"}},
		{"syntax", pagesFS("404.html", "{{.Status", "5xx.html", "fine"), []string{`page "404.html"`, "unclosed action"}},
		{"syntax of what is shared", pagesFS("layout.tmpl", "{{", "404.html", "fine"), []string{`page "layout.tmpl"`}},
		{"field", pagesFS("404.html", "{{.Stauts}}"), []string{`page "404.html"`, "Stauts"}},
		{"template", pagesFS("404.html", `{{template "none"}}`), []string{`page "404.html"`, "none"}},
		{"call", pagesFS("404.html", `{{index .Title 100000}}`), []string{`page "404.html"`, "out of range"}},
		{"escaping", pagesFS("404.html", `<a href='{{if .Title}}"{{else}}'{{end}}>`), []string{`page "404.html"`}},
		{"all faults", pagesFS("404.html", "{{", "5xx.html", "{{.X}}", "error.html", ""), []string{`"404.html"`, `"5xx.html"`, `"error.html"`}},
		{"the same twice", pagesFS("404.zh-Hans.html", "a", "404.zh-CN.html", "b"), []string{"the same"}},
		{"another name", pagesFS("error.html", ""), []string{`page "error.html": the name says no status`}},
		{"index", pagesFS("index.html", "", "404.html", ""), []string{`"index.html"`}},
		{"extension", pagesFS("404.htm", ""), []string{`"404.htm"`}},
		{"upper case", pagesFS("404.HTML", ""), []string{`"404.HTML"`}},
		{"hyphen", pagesFS("403-14.html", ""), []string{`"403-14.html"`}},
		{"success", pagesFS("200.html", ""), []string{`"200.html"`}},
		{"redirection", pagesFS("3xx.html", ""), []string{`"3xx.html"`}},
		{"class", pagesFS("6xx.html", ""), []string{`"6xx.html"`}},
		{"four digits", pagesFS("4040.html", ""), []string{`"4040.html"`}},
		{"class with a substatus", pagesFS("4xx.14.html", ""), []string{`"4xx.14.html": "14" is no language`}},
		{"substatus", pagesFS("403.70000.html", ""), []string{`"70000" is no language`}},
		{"two", pagesFS("403.14.15.html", ""), []string{`"15" is no language`}},
		{"language", pagesFS("403.chinese.html", ""), []string{`"chinese" is no language`}},
		{"underscore", pagesFS("403.14.zh.Hans.html", ""), []string{`"zh.Hans" is no language`}},
		{"nothing between dots", pagesFS("403..html", ""), []string{`"" is no language`}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			err := rr.ParseFS(tt.files)
			if err == nil {
				t.Fatal("no error")
			}
			for _, part := range append(tt.want, "problem: page ") {
				if !strings.Contains(err.Error(), part) {
					t.Errorf("no %s in %q", part, err)
				}
			}
			// Nothing is changed.
			w := httptest.NewRecorder()
			rr.Write(w, request("GET", "Accept: text/html"), httpstatus.NotFound)
			if w.Body.String() != "before" {
				t.Errorf("the page is %s", w.Body)
			}
		})
	}
	if err := rr.ParseFS(os.DirFS("testdata/no-such-directory")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("no directory: %v", err)
	}
}

func pagesFS(files ...string) fstest.MapFS {
	m := fstest.MapFS{}
	for i := 0; i < len(files); i += 2 {
		m[files[i]] = &fstest.MapFile{Data: []byte(files[i+1])}
	}
	return m
}

// TestParseFSSample executes each template with the text of what it serves: one that would fail with less does not.
func TestParseFSSample(t *testing.T) {
	check := func(conditions ...string) string {
		s := ""
		for _, c := range conditions {
			s += "{{if not (" + c + ")}}{{index .Title 10000}}{{end}}"
		}
		return s
	}
	common := []string{`eq .Type "about:blank"`, `eq .Method "GET"`, `eq .Path "/"`, ".Instance", ".Detail", ".Remedy"}
	err := new(Renderer).ParseFS(pagesFS(
		"404.html", check(append(common, `eq (printf "%d" .Status) "404"`, `eq .Title "Not Found"`, "not .Substatus.Code", `eq .Dir "ltr"`, `eq .Language.String "en"`)...),
		"403.14.ar.html", check(append(common, `eq .Substatus.String "403.14"`, `eq .Title "Directory listing denied"`, `eq .Dir "rtl"`, `eq .Language.String "ar"`)...),
		"4xx.html", check(append(common, `eq (printf "%d" .Status) "400"`)...),
		"5xx.zh-Hans.html", check(append(common, `eq (printf "%d" .Status) "500"`, `eq .Language.String "zh-Hans"`)...),
		"999.html", check(`eq (printf "%d" .Status) "999"`, `eq .Type "about:blank"`),
		".404.html", "{{", ".tmpl", "{{",
	))
	if err != nil {
		t.Error(err)
	}
	err = new(Renderer).ParseFS(pagesFS("404.zh-CN.html", "", "404.zh-Hans.html", "", "405.html", "\xff", "406.html", "{{.Missing}}", "zzz.html", "", "a.tmpl", "{{", "b.tmpl", "\xff"))
	for _, part := range []string{
		`page "404.zh-Hans.html": it serves the same as "404.zh-CN.html"`, `page "405.html": it is not UTF-8`, `page "406.html": `, `page "zzz.html": the name says no status`, `page "a.tmpl": `, `page "b.tmpl": it is not UTF-8`,
	} {
		if err == nil || strings.Count(err.Error(), part) != 1 {
			t.Errorf("no %s in %v", part, err)
		}
	}
}

// TestDirection has the scripts that are written from right to left (Unicode's bidirectional class R or AL).
func TestDirection(t *testing.T) {
	for _, script := range strings.Fields("Adlm Arab Aran Hebr Mand Mend Nkoo Rohg Samr Syrc Thaa Yezi") {
		if got := direction(language.MustParse("und-" + script)); got != "rtl" {
			t.Errorf("%s: %s", script, got)
		}
	}
	for _, tag := range []string{"en", "zh-Hant", "ru", "hi", "th", "und"} {
		if got := direction(language.MustParse(tag)); got != "ltr" {
			t.Errorf("%s: %s", tag, got)
		}
	}
}
