package problem

import (
	"crypto/sha256"
	"encoding/base64"
	"html/template"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/httpstatus-go/httpstatus"
	"github.com/httpstatus-go/httpstatus/messages"
	"golang.org/x/text/language"
)

// TestPageOracle holds the built-in page to its template.
func TestPageOracle(t *testing.T) {
	oracle := template.Must(template.ParseFiles("testdata/page.tmpl"))
	type field struct{ Place, Text string }
	for _, tag := range []string{"en", "en-GB", "zh-Hans", "zh-Hant-HK", "fr", "ar"} {
		for _, s := range []string{"", "x", `<a href="x">&amp;'+` + "`", "a\x00b\x1b[2J\u0085c\xff\nd\te", "中文 😀"} {
			for n := range 12 {
				again, retryAfter, count := n%2 == 1, []string{"30", ""}[n/2%2], n/4
				c := &content{
					status: 503, title: "T" + s, detail: s, remedy: s, instance: s, language: language.MustParse(tag), tag: tag, retryAfter: retryAfter,
					fields: []said{{Field: Field{Pointer: s}, text: s}, {Field: Field{Header: "If-Match"}, id: "i"}}[:count],
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
				if again && retryAfter != "" {
					wait = map[string]string{"en": "in 30 seconds", "zh-Hans": "30 秒后", "zh-Hant": "30 秒後"}[w.language]
				}
				var b strings.Builder
				if err := oracle.Execute(&b, map[string]any{
					"Language": tag, "Dir": direction(c.language), "CSS": template.CSS(pageStyle), "Status": c.status, "Substatus": c.substatus,
					"Title": shown(c.title), "Detail": shown(s), "Remedy": shown(s), "Instance": shown(s), "Again": again, "Wait": wait,
					"Fields": []field{{shown(s), shown(s)}, {"If-Match", "i"}}[:count],
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
		{"30", 30, true}, {" 30 ", 30, true}, {"0", 0, true}, {"99999999999999999999", 9223372036, true}, {"", 0, false}, {"-1", 0, false},
		{"x", 0, false}, {"1.5", 0, false}, {"Fri, 02 Jan 2026 03:05:05 GMT", 60, true}, {"Fri, 02 Jan 2026 03:00:05 GMT", 0, true},
		{"9223372035", 9223372035, true}, {"9223372036", 9223372036, true}, {"9223372037", 9223372036, true}, {"9223372036854775807", 9223372036, true},
		{"Tue, 02 Jan 2125 03:04:05 GMT", 99*365*86400 + 24*86400, true}, // 24 leap years
		{"Fri, 06 Jan 2045 13:44:05 GMT", 600_000_000, true}, {"Fri, 31 Dec 9999 23:59:59 GMT", 9223372036, true}, {"Friday, 02-Jan-26 03:04:06 GMT", 1, true}, {"Fri Jan  2 03:04:07 2026", 2, true},
	} {
		if got, ok := delay(tt.field, now); got != tt.seconds || ok != tt.ok {
			t.Errorf("%q: %d, %v", tt.field, got, ok)
		}
	}
	w := wordsIn(language.English)
	for field, want := range map[string]string{
		"1": "in 1 second", "2": "in 2 seconds", "90": "in 90 seconds", "91": "in 2 minutes", "120": "in 2 minutes", "121": "in 3 minutes", "180": "in 3 minutes",
		"600": "in 10 minutes", "601": "in 11 minutes", "3600": "in 60 minutes", "0": "", "x": "", "": "", "-1": "",
	} {
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
	for _, part := range []string{"level=ERROR ", "page=4xx.html ", "path=/some/path ", "cause=", "index out of range"} {
		if !strings.Contains(log.String(), part) {
			t.Errorf("no %s in %s", part, log)
		}
	}
}

// TestPageData has a page show all that it gets.
func TestPageData(t *testing.T) {
	rr, _ := logged()
	err := rr.ParseFS(pagesFS("4xx.html", `<!DOCTYPE html>{{printf "%d" .Status}}|{{.Substatus.String}}|{{.ID}}|{{.Type}}|{{.Title}}|{{.Detail}}|{{.Remedy}}|{{.Language}}|{{.Dir}}|`+
		`{{.Instance}}|{{range .Params}}{{.Name}}={{.Value}};{{end}}|{{range .Fields}}{{.Place}} {{.ID}} {{.Text}};{{end}}|{{.Extensions.trace}}|{{.Header.Get "X-A"}}|{{.Method}}|{{.Path}}`))
	if err != nil {
		t.Fatal(err)
	}
	rr.Development = true
	for _, tt := range []struct {
		err    error
		method string
		want   string
	}{
		{&Error{
			Err: tooLittle, Instance: "/i/1", Extensions: map[string]any{"trace": "t7"}, Header: http.Header{"X-A": {"1"}},
			Fields: []Field{{Pointer: "/a", Err: tooLittle}, {Header: "If-Match", Detail: "No."}},
		}, "GET", "403|403.1001|too_little|/p/too-little|Te weinig|5 voor 3 stuks.||nl|ltr|/i/1|balance=5;items=3;|/a too_little 5 voor 3 stuks.;If-Match  No.;|t7|1|GET|/some/path"},
		{&Error{Code: 405, Title: "T", Detail: "D"}, "POST", "405|0.0||about:blank|T|D|" + messages.English.Code(405).Remedy + "|en|ltr||||||POST|/some/path"},
	} {
		got := write(t, rr, request(tt.method, "Accept: text/html", "Accept-Language: nl"), tt.err).Body.String()
		if got != "<!DOCTYPE html>"+template.HTMLEscapeString(tt.want) {
			t.Errorf("got  %s\nwant %s", got, tt.want)
		}
	}
}

// TestAgain has the requests that a page offers to send again: what only reads, where the same may do better later.
func TestAgain(t *testing.T) {
	rr, _ := logged()
	for _, method := range []string{"GET", "HEAD", "POST", "PUT", "QUERY"} {
		for code := httpstatus.Code(400); code <= 999; code++ {
			want := (method == "GET" || method == "HEAD") && (code == 408 || code == 429 || code >= 500)
			if got := offersAgain(code, method); got != want {
				t.Errorf("%s, %d: %v", method, code, got)
			}
		}
	}
	for method, part := range map[string]string{"GET": `<a href="">Try again</a>`, "POST": `<a href="/">Go to the home page</a>`} {
		if body := write(t, rr, request(method, "Accept: text/html"), httpstatus.ServiceUnavailable).Body.String(); !strings.Contains(body, part) {
			t.Errorf("%s: no %s in %s", method, part, body)
		}
	}
}

// TestAppendHTML shows each character of a text as itself, or escaped, or as a U+FFFD.
func TestAppendHTML(t *testing.T) {
	escapes := map[rune]string{'&': "&amp;", '<': "&lt;", '>': "&gt;", '"': "&#34;", '\'': "&#39;", '+': "&#43;"}
	for r := range rune(0x300) {
		want := string(r)
		if escapes[r] != "" {
			want = escapes[r]
		} else if r != '\n' && r != '\t' && unicode.IsControl(r) {
			want = "\ufffd"
		}
		if got := string(appendHTML(nil, "a"+string(r)+"b")); got != "a"+want+"b" {
			t.Errorf("%q: %q, want %q", r, got, want)
		}
	}
	if got := string(appendHTML(nil, "\x80a\xff中\xe4\xb8")); got != "\ufffda\ufffd中\ufffd\ufffd" {
		t.Errorf("%q", got)
	}
}

// TestWords has the words of the page itself, in the language of the text or else in English.
func TestWords(t *testing.T) {
	for tag, want := range map[string]string{
		"en":      "Go to the home page|Try again|How to fix it|Reference|in 1 second|in 30 seconds|in 2 minutes|in 60 minutes",
		"zh-Hans": "返回首页|重试|处理方法|参考编号|1 秒后|30 秒后|2 分钟后|60 分钟后",
		"zh-Hant": "返回首頁|再試一次|處理方式|參考編號|1 秒後|30 秒後|2 分鐘後|60 分鐘後",
	} {
		w := wordsIn(language.MustParse(tag))
		got := strings.Join([]string{w.home, w.again, w.remedy, w.instance, w.wait("1"), w.wait("30"), w.wait("91"), w.wait("3600")}, "|")
		if got != want || w.language != tag || w.foreign {
			t.Errorf("%s: %s, want %s", tag, got, want)
		}
	}
	if w := wordsIn(language.French); w.language != "en" || !w.foreign {
		t.Errorf("%+v", w)
	}
}
