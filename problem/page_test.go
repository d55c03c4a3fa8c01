package problem

import (
	"crypto/sha256"
	"encoding/base64"
	"html/template"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/httpstatus-go/httpstatus"
	"golang.org/x/text/language"
)

// TestPageOracle holds the built-in page to its template.
func TestPageOracle(t *testing.T) {
	oracle := template.Must(template.ParseFiles("testdata/page.tmpl"))
	type field struct{ Place, Text string }
	for _, tag := range []string{"en", "en-GB", "zh-Hans", "zh-Hant-HK", "fr", "ar"} {
		for _, s := range []string{"", "x", `<a href="x">&amp;'+` + "`", "a\x00b\x1b[2J\u0085c\xff\nd\te", "中文 😀"} {
			for _, again := range []bool{false, true} {
				c := &content{
					status: 503, title: "T" + s, detail: s, remedy: s, instance: s, language: language.MustParse(tag), tag: tag, retryAfter: "30",
					fields: []said{{Field: Field{Pointer: s}, text: s}, {Field: Field{Header: "If-Match"}, id: "i"}},
				}
				// Of the control characters, only the line feed and the tab are shown. The template's own escaping of text that is
				// not UTF-8 is of no interest: that is replaced before.
				shown := func(s string) string {
					return strings.Map(func(r rune) rune {
						if r < ' ' && r != '\n' && r != '\t' || 0x7f <= r && r < 0xa0 {
							return '\ufffd'
						}
						return r
					}, strings.ToValidUTF8(s, "\ufffd"))
				}
				w := wordsIn(c.language)
				wait := ""
				if again {
					wait = map[string]string{"en": "in 30 seconds", "zh-Hans": "30 秒后", "zh-Hant": "30 秒後"}[w.language]
				}
				var b strings.Builder
				if err := oracle.Execute(&b, map[string]any{
					"Language": tag, "Dir": direction(c.language), "CSS": template.CSS(pageStyle), "Status": c.status, "Substatus": c.substatus,
					"Title": shown(c.title), "Detail": shown(s), "Remedy": shown(s), "Instance": shown(s), "Again": again, "Wait": wait,
					"Fields": []field{{shown(s), shown(s)}, {"If-Match", "i"}},
					"Words":  map[string]any{"Language": w.language, "Foreign": w.foreign, "Home": w.home, "Again": w.again, "Remedy": w.remedy, "Instance": w.instance},
				}); err != nil {
					t.Fatal(err)
				}
				if got, want := string(appendPage(nil, c, lookIn(c.language), again)), b.String(); got != want {
					t.Fatalf("%s %q:\n%s\nwant\n%s", tag, s, got, want)
				}
			}
		}
	}
}

func TestWait(t *testing.T) {
	now := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	for _, tt := range []struct {
		field   string
		seconds int64
		ok      bool
	}{
		{"30", 30, true}, {" 30 ", 30, true}, {"0", 0, true}, {"99999999999999999999", maxDelay, true}, {"", 0, false}, {"-1", 0, false},
		{"x", 0, false}, {"1.5", 0, false}, {"Fri, 02 Jan 2026 03:05:05 GMT", 60, true}, {"Fri, 02 Jan 2026 03:00:05 GMT", 0, true},
	} {
		if got, ok := delay(tt.field, now); got != tt.seconds || ok != tt.ok {
			t.Errorf("%q: %d, %v", tt.field, got, ok)
		}
	}
	w := wordsIn(language.English)
	for field, want := range map[string]string{"1": "in 1 second", "90": "in 90 seconds", "91": "in 2 minutes", "0": "", "x": ""} {
		if got := w.wait(field); got != want {
			t.Errorf("%q: %q, want %q", field, got, want)
		}
	}
}

// The page loads nothing, runs nothing, and says what language its parts are in.
func TestBuiltInPage(t *testing.T) {
	for _, tt := range []struct {
		language, dir, home, foreign string
	}{
		{"en", "ltr", "Go to the home page", ""},
		{"en-GB", "ltr", "Go to the home page", ""},
		{"zh-Hans", "ltr", "返回首页", ""},
		{"zh-CN", "ltr", "返回首页", ""},
		{"zh-Hant", "ltr", "返回首頁", ""},
		{"zh-HK", "ltr", "返回首頁", ""},
		{"fr", "ltr", "Go to the home page", ` lang="en" dir="ltr"`},
		{"ar", "rtl", "Go to the home page", ` lang="en" dir="ltr"`},
		{"he", "rtl", "Go to the home page", ` lang="en" dir="ltr"`},
		{"ur-PK", "rtl", "Go to the home page", ` lang="en" dir="ltr"`},
		{"az-Arab", "rtl", "Go to the home page", ` lang="en" dir="ltr"`},
		{"az", "ltr", "Go to the home page", ` lang="en" dir="ltr"`},
	} {
		tag := language.MustParse(tt.language)
		page := string(appendPage(nil, &content{status: 404, title: "T<", detail: "D<", remedy: "R<", language: tag, tag: tag.String(), instance: "I<"}, lookIn(tag), false))
		for _, part := range []string{
			"<!DOCTYPE html>\n", `<html lang="` + tt.language + `" dir="` + tt.dir + `">`, `<meta name="viewport" content="width=device-width, initial-scale=1">`,
			"<title>T&lt; · 404</title>", "<main>", "<h1>T&lt;</h1>", `<p class="detail">D&lt;</p>`, "<p>R&lt;</p>", ">I&lt;<",
			`<a href="/"` + tt.foreign + `>` + tt.home + `</a>`, "<h2" + tt.foreign + ">", "<span" + tt.foreign + ">",
		} {
			if strings.Count(page, part) != 1 {
				t.Errorf("%s: %q is there %d times in\n%s", tt.language, part, strings.Count(page, part), page)
			}
		}
		for _, part := range []string{"<script", "javascript:", "http:", "https:", "url(", "@import", "src=", " style=", " on"} {
			if strings.Contains(page, part) {
				t.Errorf("%s: the page has %q", tt.language, part)
			}
		}
	}
	// What is empty leaves nothing behind.
	b := appendPage(nil, &content{status: 404, title: "T"}, lookIn(language.Und), false)
	for _, part := range []string{`class="detail"`, "<section>", `class="instance"`} {
		if strings.Contains(string(b), part) {
			t.Errorf("%s in a page with a title alone", part)
		}
	}
}

func TestStyleHash(t *testing.T) {
	r := httptest.NewRequest("GET", "/", nil)
	r.Header.Set("Accept", "text/html")
	w := httptest.NewRecorder()
	Write(w, r, httpstatus.NotFound)
	_, rest, _ := strings.Cut(w.Body.String(), "<style>")
	style, _, ok := strings.Cut(rest, "</style>")
	if !ok {
		t.Fatalf("no style in %s", w.Body)
	}
	sum := sha256.Sum256([]byte(style))
	if got := base64.StdEncoding.EncodeToString(sum[:]); got != styleHash {
		t.Errorf("styleHash is %q: the style of page.html has %q", styleHash, got)
	}
}

// A template that fails with the data of a request gives way to the built-in page, in full.
func TestPageFails(t *testing.T) {
	rr, log := logged()
	if err := rr.ParseFS(pagesFS("4xx.html", `half{{if not .Substatus.Code}}{{index .Instance 0}}{{end}}`)); err != nil {
		t.Fatal(err)
	}
	w := write(t, rr, request("GET", "Accept: text/html"), httpstatus.NotFound)
	if strings.Contains(w.Body.String(), "half") || w.Header().Get("Content-Security-Policy") != contentSecurityPolicy {
		t.Errorf("%v %s", w.Header(), w.Body)
	}
	if !strings.Contains(log.String(), "page=4xx.html") || !strings.Contains(log.String(), "level=ERROR") {
		t.Errorf("logged %s", log)
	}
}
