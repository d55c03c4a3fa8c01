package main

import (
	"io"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// rowsOf returns the rows of the page that are shown and that are hidden, by id.
func rowsOf(page string) (shown, hidden []string) {
	for _, row := range strings.Split(page, `<article id="`)[1:] {
		tag, _, _ := strings.Cut(row, ">")
		id, _, _ := strings.Cut(tag, `"`)
		if strings.HasSuffix(tag, " hidden") {
			hidden = append(hidden, id)
		} else {
			shown = append(shown, id)
		}
	}
	return shown, hidden
}

// TestCatalog checks that the page has every status, with its text, in each language.
func TestCatalog(t *testing.T) {
	get := newClient(t)
	all := builtIn().all
	for l := range languages {
		resp := get("GET", "/", "Accept-Language", l.tag())
		assert.Equal(t, 200, resp.StatusCode)
		assert.Equal(t, l.tag(), resp.Header.Get("Content-Language"))
		assert.Equal(t, []string{"Accept-Encoding", "Accept-Language"}, resp.Header.Values("Vary"))
		page := readBody(t, resp)
		shown, hidden := rowsOf(page)
		assert.Empty(t, hidden)
		require.Len(t, shown, len(all))
		assert.Contains(t, page, `<html lang="`+l.tag()+`">`)
		for i, s := range all {
			assert.Equal(t, strings.ReplaceAll(s.qualified(), "/", "-"), shown[i])
			m := builtIn().message(s, l.tag())
			for _, text := range []string{m.Title, m.Detail, m.Remedy} {
				assert.Contains(t, page, escape(text))
			}
			for _, as := range []string{"html", "json", "text"} {
				assert.Contains(t, page, `href="/`+s.qualified()+`?lang=`+l.tag()+`&amp;as=`+as+`"`)
			}
		}
	}
	// The parameter comes before the field.
	assert.Equal(t, "zh-Hant", get("GET", "/?lang=zh-TW", "Accept-Language", "en").Header.Get("Content-Language"))
}

// escape is what html/template makes of text between tags.
func escape(s string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&#34;", "'", "&#39;", "+", "&#43;").Replace(s)
}

// TestCatalogFilter checks what the page shows to a browser without script.
func TestCatalogFilter(t *testing.T) {
	get := newClient(t)
	page := func(query string) string { return readBody(t, get("GET", "/?"+query)) }
	total := len(builtIn().all)

	for _, test := range []struct {
		query   string
		has     []string
		hasNot  []string
		atMost  int
		checked string
	}{
		{"q=teapot", []string{"418"}, []string{"404"}, 3, ""},
		{"q=TEAPOT", []string{"418"}, []string{"404"}, 3, ""},
		{"q=403.14", []string{"403.14"}, []string{"404"}, 9, ""},
		{"q=too++large", []string{"413", "404.13", "431"}, []string{"404"}, 20, ""},
		{"q=%E8%AF%81%E4%B9%A6", []string{"403.7", "cloudflare-526"}, []string{"404"}, 20, ""}, // Chinese, on the English page
		{"q=RequestEntityTooLarge", []string{"413"}, []string{"404"}, 2, ""},
		{"q=laravel", []string{"nonstandard-419"}, []string{"404"}, 3, ""},
		{"kind=iis", []string{"403.14", "500.19"}, []string{"404", "nginx-499"}, total, "iis"},
		{"kind=4xx", []string{"404", "403.14", "nginx-499"}, []string{"500", "cloudflare-520"}, total, "4xx"},
		{"kind=4XX", []string{"404"}, []string{"500"}, total, "4xx"},
		{"kind=cloudflare&q=certificate", []string{"cloudflare-526"}, []string{"403.7", "cloudflare-520"}, 5, "cloudflare"},
	} {
		body := page(test.query)
		shown, hidden := rowsOf(body)
		assert.Subset(t, shown, test.has, test.query)
		assert.Subset(t, hidden, test.hasNot, test.query)
		assert.LessOrEqual(t, len(shown), test.atMost, test.query)
		assert.Len(t, append(shown, hidden...), total, test.query)
		assert.Contains(t, body, `name="kind" value="`+test.checked+`" checked`, test.query)
		assert.Equal(t, 1, strings.Count(body, " checked>"), test.query)
	}

	body := page("q=nowhere+to+be+seen")
	shown, _ := rowsOf(body)
	assert.Empty(t, shown)
	assert.Contains(t, body, `<p class="none">`)
	assert.Contains(t, page("q=teapot"), `<p class="none" hidden>`)

	// The query comes back as it was, harmless, and in the links to other languages.
	body = page("q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E&kind=5xx")
	assert.Contains(t, body, `value="&#34;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"`)
	assert.NotContains(t, body, "<script>alert")
	assert.Contains(t, body, `href="/?kind=5xx&amp;lang=zh-Hans&amp;q=%22%3E%3Cscript%3Ealert%281%29%3C%2Fscript%3E"`)
}

// TestCatalogSafe checks that the page loads nothing from anywhere, and may not.
func TestCatalogSafe(t *testing.T) {
	get := newClient(t)
	resp := get("GET", "/")
	page := readBody(t, resp)
	assert.Equal(t, "nosniff", resp.Header.Get("X-Content-Type-Options"))
	policy := resp.Header.Get("Content-Security-Policy")
	nonce := regexp.MustCompile(`script-src 'nonce-(\w{20,})'`).FindStringSubmatch(policy)
	require.NotNil(t, nonce, policy)
	assert.True(t, strings.HasPrefix(policy, "default-src 'none'; style-src 'nonce-"), policy)
	assert.Equal(t, 1, strings.Count(page, `<script nonce="`+nonce[1]+`">`))
	assert.Equal(t, 1, strings.Count(page, "<script"))
	assert.Equal(t, 1, strings.Count(page, `<style nonce="`+nonce[1]+`">`))
	assert.NotContains(t, get("GET", "/").Header.Get("Content-Security-Policy"), nonce[1], "it is used once")
	for _, what := range []string{" src=", "url(", "@import", " style=", " onclick=", "ZgotmplZ"} {
		assert.NotContains(t, page, what)
	}
	for _, m := range regexp.MustCompile(`<(\w+)[^>]* (?:href|action)="([^"]*)"`).FindAllStringSubmatch(page, -1) {
		if m[1] == "a" && strings.HasPrefix(m[2], "https://") {
			continue // a specification
		}
		assert.Regexp(t, `^(/|#|data:,$)`, m[2])
	}
}

func TestCatalogMethods(t *testing.T) {
	get := newClient(t)
	resp := get("HEAD", "/")
	assert.Equal(t, 200, resp.StatusCode)
	assert.NotEmpty(t, resp.Header.Get("Content-Length"))
	for _, method := range []string{"POST", "PUT", "DELETE", "OPTIONS"} {
		resp := get(method, "/")
		assert.Equal(t, 405, resp.StatusCode, method)
		assert.Equal(t, "GET, HEAD", resp.Header.Get("Allow"), method)
	}
}

func BenchmarkCatalog(b *testing.B) {
	h := newHandler(builtIn())
	r, err := http.NewRequest("GET", "/?lang=zh-Hans", nil)
	require.NoError(b, err)
	for b.Loop() {
		h.ServeHTTP(discard{http.Header{}}, r)
	}
}

type discard struct{ header http.Header }

func (d discard) Header() http.Header         { return d.header }
func (d discard) Write(b []byte) (int, error) { return io.Discard.Write(b) }
func (d discard) WriteHeader(int)             {}
