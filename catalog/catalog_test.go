package catalog_test

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"flag"
	"html"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/httpstatus-go/httpstatus/catalog"
	"github.com/httpstatus-go/httpstatus/internal/shop"
	"github.com/httpstatus-go/httpstatus/messages"
	"github.com/httpstatus-go/httpstatus/problem"
	"github.com/httpstatus-go/httpstatus/vendors/awselb"
	"github.com/httpstatus-go/httpstatus/vendors/cloudflare"
	"github.com/httpstatus-go/httpstatus/vendors/edgeone"
	"github.com/httpstatus-go/httpstatus/vendors/nginx"
	"github.com/httpstatus-go/httpstatus/vendors/nonstandard"
	"github.com/httpstatus-go/httpstatus/vendors/tencentcdn"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "write the golden files anew")

const (
	browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
	plain   = "text/plain"
)

var tables = []*messages.Table{
	messages.Standard, nginx.Table, cloudflare.Table, awselb.Table, edgeone.Table, tencentcdn.Table, nonstandard.Table,
}

// ask asks a handler, with pairs of a field and its value.
func ask(t *testing.T, h http.Handler, method, target string, fields ...string) *http.Response {
	t.Helper()
	r := httptest.NewRequest(method, target, nil)
	for i := 0; i < len(fields); i += 2 {
		r.Header.Add(fields[i], fields[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w.Result()
}

func read(t *testing.T, resp *http.Response) string {
	t.Helper()
	body, err := io.ReadAll(resp.Body)
	require.NoError(t, err)
	return string(body)
}

// escaped returns text as html/template writes it between tags.
func escaped(s string) string { return strings.ReplaceAll(html.EscapeString(s), "+", "&#43;") }

// TestPages has every page of the built-in tables, in each language and form, with all that the table says.
func TestPages(t *testing.T) {
	operators := catalog.Options{Remedy: true, Folders: true, Try: "/"}.Handler(tables...)
	visitors := catalog.Options{Folders: true}.Handler(tables...)
	for i, table := range tables {
		for row := range table.Rows() {
			path, try := "/"+row.String(), "/"+row.String()
			if i > 0 {
				if row.Sub >= 0 {
					path = "/" + strings.ReplaceAll(row.ID, "_", "-")
				}
				path, try = "/"+table.Name()+path, "/"+table.Name()+try
			}
			for d := range table.Dictionaries() {
				m, tag := row.Message(d), d.String()
				for _, accept := range []string{browser, plain, "text/markdown"} {
					resp := ask(t, operators, "GET", path, "Accept", accept, "Accept-Language", tag)
					require.Equal(t, 200, resp.StatusCode, path)
					assert.Equal(t, tag, resp.Header.Get("Content-Language"), path)
					body := read(t, resp)
					switch accept {
					case browser:
						body = strings.NewReplacer("<var>", "", "</var>", "").Replace(body)
						body = html.UnescapeString(body)
						assert.Contains(t, body, `<html lang="`+tag+`">`, path)
					case "text/markdown":
						body = regexp.MustCompile(`\\(\W|_)`).ReplaceAllString(body, "$1")
					}
					for _, want := range []string{
						row.String(), m.Title, m.Detail, m.Remedy, row.Note(d), row.Component(d), row.Vendor, row.Source, row.URL, row.ID,
						row.Code.Info().MustHave, "curl -i http://example.com" + try,
					} {
						if !strings.Contains(body, want) {
							t.Errorf("%s, %s, %s: %q is not in it", path, tag, accept, want)
						}
					}
					if accept == plain && m.Remedy != "" && m.Remedy != m.Detail {
						body := html.UnescapeString(read(t, ask(t, visitors, "GET", path, "Accept", accept, "Accept-Language", tag)))
						assert.NotContains(t, body, m.Remedy, "%s, %s", path, accept)
						assert.NotContains(t, body, "curl", "%s, %s", path, accept)
					}
				}
			}
		}
	}
}

// TestIndex has every row in the index, in its order, with a link to its page.
func TestIndex(t *testing.T) {
	h := catalog.Options{Folders: true}.Handler(tables...)
	total := 0
	for _, table := range tables {
		for range table.Rows() {
			total++
		}
	}
	link := regexp.MustCompile(`<h3><a href="([^"]*)">`)
	for d := range messages.Standard.Dictionaries() {
		page := read(t, ask(t, h, "GET", "/", "Accept", browser, "Accept-Language", d.String()))
		links := link.FindAllStringSubmatch(page, -1)
		assert.Len(t, links, total)
		for _, l := range links {
			assert.Equal(t, 200, ask(t, h, "GET", "/"+l[1], "Accept", browser).StatusCode, l[1])
		}
		assert.Contains(t, page, escaped(d.Code(404).Title))
		assert.Contains(t, page, escaped(d.Code(404).Detail))
		assert.NotContains(t, page, escaped(d.Code(404).Remedy))
		assert.NotContains(t, page, "ZgotmplZ")
		text := read(t, ask(t, h, "GET", "/", "Accept", plain, "Accept-Language", d.String()))
		assert.Equal(t, total+3, strings.Count(text, "\n"))
	}
	// The language that was chosen comes before the field, and stays in the links.
	resp := ask(t, h, "GET", "/?lang=zh-TW", "Accept", browser, "Accept-Language", "en")
	assert.Equal(t, "zh-Hant", resp.Header.Get("Content-Language"))
	assert.Contains(t, read(t, resp), `<h3><a href="404?lang=zh-TW">`)
	for _, bad := range []string{"", "xx", "tlh", "en,zh", "%22%3E%3Cscript%3E", strings.Repeat("a", 100)} {
		resp := ask(t, h, "GET", "/404?lang="+bad, "Accept", browser, "Accept-Language", "zh-CN")
		assert.Equal(t, "zh-Hans", resp.Header.Get("Content-Language"), bad)
		assert.NotContains(t, read(t, resp), "<script>\"")
	}
}

// found returns the rows that the index shows, by the ID of the element, and what each was found by.
func found(t *testing.T, h http.Handler, query string) (shown []string, why map[string]string) {
	t.Helper()
	page := read(t, ask(t, h, "GET", "/?"+query, "Accept", browser, "Accept-Language", "en"))
	why = map[string]string{}
	row := regexp.MustCompile(`(?s)<article id="([^"]*)"([^>]*)>.*?<p class="why"( hidden)?>[^<]*<span>([^<]*)</span>`)
	for _, m := range row.FindAllStringSubmatch(page, -1) {
		if strings.HasSuffix(m[2], " hidden") {
			continue
		}
		shown = append(shown, m[1])
		assert.Equal(t, m[4] == "", m[3] == " hidden", "%s: %s", query, m[1])
		if m[4] != "" {
			why[m[1]] = html.UnescapeString(m[4])
		}
	}
	return shown, why
}

func TestSearch(t *testing.T) {
	h := catalog.Options{Folders: true}.Handler(tables...)
	for _, tt := range []struct {
		query  string
		first  []string
		has    []string
		hasNot []string
		atMost int
	}{
		{"q=429", []string{"429"}, nil, []string{"404"}, 12},
		{"q=499", []string{"nginx-499"}, []string{"nonstandard-499"}, []string{"404"}, 8},
		{"q=404", []string{"404", "404.0", "404.1"}, []string{"404.13"}, []string{"403"}, 40},
		{"q=404.1", []string{"404.1", "404.10"}, nil, []string{"404", "404.2"}, 16},
		{"q=TEAPOT", nil, []string{"418"}, []string{"404"}, 3},
		{"q=too++large", []string{"413"}, []string{"431"}, []string{"404"}, 20},
		{"q=%E8%AF%81%E4%B9%A6", nil, []string{"403.7", "cloudflare-526"}, []string{"404"}, 20}, // Chinese, on the English page
		{"q=insufficientstorage", []string{"507"}, nil, []string{"404"}, 1},
		{"q=laravel", []string{"nonstandard-419"}, nil, []string{"404"}, 1},
		{"kind=iis", nil, []string{"400.1", "403.14", "500.19"}, []string{"404", "nginx-499"}, 200},
		{"kind=4XX", []string{"400"}, []string{"404", "403.14", "nginx-499"}, []string{"500", "cloudflare-520"}, 300},
		{"kind=other", nil, []string{"nonstandard-783", "nonstandard-999"}, []string{"404"}, 20},
		{"kind=cloudflare&q=certificate", []string{"cloudflare-526"}, nil, []string{"403.7", "cloudflare-520"}, 4},
		{"q=nowhere+to+be+seen", nil, nil, []string{"404"}, 0},
	} {
		shown, why := found(t, h, tt.query)
		if len(shown) < len(tt.first) || !slices.Equal(shown[:len(tt.first)], tt.first) {
			t.Errorf("%s: found are %q, want %q first", tt.query, shown, tt.first)
		}
		assert.Subset(t, shown, tt.has, tt.query)
		for _, id := range tt.hasNot {
			assert.NotContains(t, shown, id, tt.query)
		}
		assert.LessOrEqual(t, len(shown), tt.atMost, tt.query)
		switch tt.query {
		case "q=insufficientstorage":
			assert.Equal(t, "httpstatus.InsufficientStorage", why["507"])
		case "q=%E8%AF%81%E4%B9%A6":
			assert.Contains(t, why["403.7"], "证书")
		}
		// The other forms find the same.
		var d struct {
			Tables []struct {
				Statuses []struct{ Status string }
			}
		}
		require.NoError(t, json.NewDecoder(ask(t, h, "GET", "/?"+tt.query, "Accept", "application/json", "Accept-Language", "en").Body).Decode(&d))
		n := 0
		for _, table := range d.Tables {
			n += len(table.Statuses)
		}
		assert.Equal(t, len(shown), n, tt.query)
	}
	// An unknown kind is none, and the query comes back harmless.
	all, _ := found(t, h, "")
	some, _ := found(t, h, "kind=nothing")
	assert.Equal(t, all, some)
	page := read(t, ask(t, h, "GET", "/?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E&kind=5xx", "Accept", browser))
	assert.Contains(t, page, `value="&#34;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"`)
	assert.NotContains(t, page, "<script>alert")
}

// TestPolicy checks that a page loads nothing, that its policy lets just its own style and script be, and that its links are
// relative.
func TestPolicy(t *testing.T) {
	h := catalog.Options{Remedy: true, Folders: true}.Handler(tables...)
	for _, path := range []string{"/", "/?q=429", "/404", "/403.14", "/nginx/499", "/401"} {
		resp := ask(t, h, "GET", path, "Accept", browser)
		page := read(t, resp)
		policy := resp.Header.Get("Content-Security-Policy")
		assert.True(t, strings.HasPrefix(policy, "default-src 'none'; "), policy)
		assert.NotContains(t, policy, "unsafe")
		assert.Equal(t, "nosniff", resp.Header.Get("X-Content-Type-Options"))
		for _, element := range []string{"style", "script"} {
			all := regexp.MustCompile(`(?s)<`+element+`>(.*?)</`+element+`>`).FindAllStringSubmatch(page, -1)
			require.Len(t, all, 1, element)
			sum := sha256.Sum256([]byte(all[0][1]))
			assert.Contains(t, policy, element+"-src 'sha256-"+base64.StdEncoding.EncodeToString(sum[:])+"'")
		}
		for _, what := range []string{" src=", "url(", "@import", " style=", " onclick=", "ZgotmplZ", "<!--"} {
			assert.NotContains(t, page, what)
		}
		for _, m := range regexp.MustCompile(`<(\w+)[^>]* (?:href|action)="([^"]*)"`).FindAllStringSubmatch(page, -1) {
			if m[1] == "a" && strings.HasPrefix(m[2], "https://") {
				continue // a source
			}
			assert.Regexp(t, `^(\.\.?/|\?|#|data:,$|\w)`, m[2])
			assert.NotRegexp(t, `^\w+:/`, m[2])
		}
	}
}

// TestPaths follows every link of a page, whatever path the catalogue is below.
func TestPaths(t *testing.T) {
	h := catalog.Options{Folders: true}.Handler(tables...)
	for _, prefix := range []string{"", "/problems", "/a/b/c"} {
		mux := http.NewServeMux()
		mux.Handle(prefix+"/", http.StripPrefix(prefix, h))
		server := httptest.NewServer(mux)
		t.Cleanup(server.Close)
		for _, start := range []string{"/", "/?lang=zh-Hans", "/404", "/nginx/499?lang=zh-Hant", "/404.13"} {
			resp, err := http.DefaultClient.Do(request(t, server.URL+prefix+start))
			require.NoError(t, err)
			page := read(t, resp)
			resp.Body.Close()
			links := regexp.MustCompile(` (?:href|action)="([^"#]*)"`).FindAllStringSubmatch(page, -1)
			require.Greater(t, len(links), 3)
			seen := map[string]bool{}
			for _, l := range links {
				ref := html.UnescapeString(l[1])
				if seen[ref] || strings.HasPrefix(ref, "https://") || strings.HasPrefix(ref, "data:") || len(seen) > 40 {
					continue
				}
				seen[ref] = true
				u, err := resp.Request.URL.Parse(ref)
				require.NoError(t, err)
				assert.True(t, strings.HasPrefix(u.Path, prefix+"/"), u.Path)
				assert.Equal(t, 200, ask(t, mux, "GET", u.RequestURI(), "Accept", browser).StatusCode, "%s on %s", ref, start)
			}
		}
	}

	// A slash too many, and one that is missing.
	resp := ask(t, h, "GET", "/404/?lang=en")
	assert.Equal(t, 301, resp.StatusCode)
	assert.Equal(t, "../404?lang=en", resp.Header.Get("Location"))
	resp = ask(t, http.StripPrefix("/problems", h), "GET", "/problems?q=x")
	assert.Equal(t, 301, resp.StatusCode)
	assert.Equal(t, "./problems/?q=x", resp.Header.Get("Location"))
}

func request(t *testing.T, url string) *http.Request {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), "GET", url, nil)
	require.NoError(t, err)
	r.Header.Set("Accept", browser)
	return r
}

func TestHandlerPanics(t *testing.T) {
	assert.NotPanics(t, func() { catalog.Handler(messages.Standard, nginx.Table, awselb.Table) })
	assert.NotPanics(t, func() { catalog.Handler(); catalog.Handler(nil) })
	assert.PanicsWithValue(t, `catalog: two statuses have the page "499": 499 of table "nginx" and 499 of table "nonstandard"`,
		func() { catalog.Handler(nginx.Table, nonstandard.Table) })
	assert.Panics(t, func() { catalog.Handler(messages.Standard, messages.Standard) })
	assert.NotPanics(t, func() { catalog.Options{Folders: true}.Handler(nginx.Table, nonstandard.Table) })
}

func TestRefused(t *testing.T) {
	h := catalog.Handler(nginx.Table)
	for _, path := range []string{"/404", "/498", "/499x", "/nginx/499", "//", "/%2e%2e/499", "/498/"} {
		resp := ask(t, h, "GET", path, "Accept", "application/json", "Accept-Language", "zh-CN")
		assert.Equal(t, 404, resp.StatusCode, path)
		assert.Equal(t, "application/problem+json", resp.Header.Get("Content-Type"))
		assert.Contains(t, read(t, resp), messages.SimplifiedChinese.Code(404).Title)
	}
	for _, method := range []string{"POST", "PUT", "DELETE", "OPTIONS", "PATCH"} {
		for _, path := range []string{"/", "/499"} {
			resp := ask(t, h, method, path)
			assert.Equal(t, 405, resp.StatusCode, method)
			assert.Equal(t, "GET, HEAD", resp.Header.Get("Allow"), method)
		}
	}
	// No table is an empty catalogue.
	for _, accept := range []string{browser, plain, "application/json", "text/markdown"} {
		assert.Equal(t, 200, ask(t, catalog.Handler(), "GET", "/", "Accept", accept).StatusCode)
	}
}

// TestHeader checks the fields of answers, HEAD and 304.
func TestHeader(t *testing.T) {
	h := catalog.Handler(messages.Standard)
	for accept, contentType := range map[string]string{
		browser: "text/html; charset=utf-8", plain: "text/plain; charset=utf-8", "text/markdown": "text/markdown; charset=utf-8",
		"*/*": "application/json", "application/json": "application/json", "image/png": "application/json",
	} {
		for _, path := range []string{"/", "/404"} {
			for _, encoding := range []string{"", "gzip, br", "gzip;q=0", "*", "*;q=0", "br", "gzip;q=0, *"} {
				get := ask(t, h, "GET", path, "Accept", accept, "Accept-Encoding", encoding)
				body := read(t, get)
				assert.Equal(t, contentType, get.Header.Get("Content-Type"))
				assert.Equal(t, "Accept, Accept-Language, Accept-Encoding", get.Header.Get("Vary"))
				assert.Equal(t, "no-cache", get.Header.Get("Cache-Control"))
				zipped := get.Header.Get("Content-Encoding") == "gzip"
				if len(body) > 2<<10 {
					assert.Equal(t, encoding == "gzip, br" || encoding == "*", zipped, encoding)
				}
				if zipped {
					z, err := gzip.NewReader(strings.NewReader(body))
					require.NoError(t, err)
					plain, err := io.ReadAll(z)
					require.NoError(t, err)
					assert.Equal(t, read(t, ask(t, h, "GET", path, "Accept", accept)), string(plain))
				}

				head := ask(t, h, "HEAD", path, "Accept", accept, "Accept-Encoding", encoding)
				assert.Empty(t, read(t, head))
				assert.Equal(t, get.Header, head.Header)
				assert.EqualValues(t, len(body), head.ContentLength)

				tag := get.Header.Get("ETag")
				for _, match := range []string{tag, "W/" + tag, `"x", ` + tag, "*"} {
					again := ask(t, h, "GET", path, "Accept", accept, "Accept-Encoding", encoding, "If-None-Match", match)
					assert.Equal(t, 304, again.StatusCode, match)
					assert.Empty(t, read(t, again))
					assert.Equal(t, tag, again.Header.Get("ETag"))
					assert.Equal(t, get.Header.Get("Vary"), again.Header.Get("Vary"))
					assert.Empty(t, again.Header.Get("Content-Type"))
				}
				assert.Equal(t, 200, ask(t, h, "GET", path, "Accept", accept, "Accept-Encoding", encoding, "If-None-Match", `"x"`).StatusCode)
			}
		}
	}
	// Another language, form and coding have another tag.
	tags := map[string]bool{}
	for _, fields := range [][]string{
		{"Accept", browser}, {"Accept", plain}, {"Accept", "text/markdown"}, {}, {"Accept", browser, "Accept-Language", "zh-CN"},
		{"Accept", browser, "Accept-Encoding", "gzip"},
	} {
		tags[ask(t, h, "GET", "/404", fields...).Header.Get("ETag")] = true
	}
	assert.Len(t, tags, 6)

	// What a layer outside has said stays.
	outer := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Cache-Control", "max-age=60")
		w.Header().Set("Content-Encoding", "br")
		h.ServeHTTP(w, r)
	})
	resp := ask(t, outer, "GET", "/404", "Accept-Encoding", "gzip, br")
	assert.Equal(t, "max-age=60", resp.Header.Get("Cache-Control"))
	assert.Equal(t, "br", resp.Header.Get("Content-Encoding"))
	assert.Empty(t, resp.Header.Get("Content-Length"))
	assert.True(t, strings.HasPrefix(read(t, resp), "{"))
}

// TestGolden has whole answers, to be looked at.
func TestGolden(t *testing.T) {
	h := catalog.Options{Remedy: true, Try: "https://mock.example.com/"}.Handler(shop.Table)
	for name, fields := range map[string][]string{
		"page.html": {"/insufficient-balance", browser, "en"}, "page.ja.html": {"/insufficient-balance", browser, "ja"},
		"page.txt": {"/insufficient-balance", plain, "en"}, "page.md": {"/insufficient-balance", "text/markdown", "zh-CN"},
		"page.json": {"/insufficient-balance", "*/*", "en"}, "code.txt": {"/490", plain, "zh-TW"},
		"index.html": {"/?q=order&kind=4xx", browser, "en"}, "index.txt": {"/", plain, "en"}, "index.md": {"/", "text/markdown", "zh-CN"},
	} {
		got := []byte(read(t, ask(t, h, "GET", fields[0], "Accept", fields[1], "Accept-Language", fields[2])))
		// The style and the script are files of their own.
		got = regexp.MustCompile(`(?s)<(style|script)>.*?</`).ReplaceAll(got, []byte("<$1></"))
		file := filepath.Join("testdata", name)
		if *update {
			require.NoError(t, os.MkdirAll("testdata", 0o777))
			require.NoError(t, os.WriteFile(file, got, 0o666))
		}
		want, err := os.ReadFile(file)
		require.NoError(t, err)
		assert.Equal(t, string(bytes.ReplaceAll(want, []byte("\r\n"), []byte("\n"))), string(got), name)
	}
}

// TestExample checks that the example of a page is what the handler of a service would send.
func TestExample(t *testing.T) {
	for d := range shop.Table.Dictionaries() {
		page := read(t, ask(t, catalog.Handler(shop.Table), "GET", "/insufficient-balance", "Accept", plain, "Accept-Language", d.String()))
		r := httptest.NewRequest("GET", "/orders", nil)
		r.Header.Set("Accept-Language", d.String())
		sent := problem.Answer(r, shop.InsufficientBalanceError{Balance: "BALANCE", Items: 3})
		_, example, _ := strings.Cut(page, "HTTP/1.1 403 Forbidden\n")
		header, rest, _ := strings.Cut(example, "\n\n")
		body, _, _ := strings.Cut(rest, "\n}\n")
		assert.JSONEq(t, string(sent.Body), body+"}")
		for name, values := range sent.Header {
			if name != "Content-Length" {
				assert.Contains(t, header+"\n", name+": "+strings.Join(values, ", ")+"\n")
			}
		}
	}
	// A code below 400 is no error, and one that must have a field has it.
	h := catalog.Handler(messages.Standard)
	assert.NotContains(t, read(t, ask(t, h, "GET", "/200", "Accept", plain)), "HTTP/1.1")
	for path, field := range map[string]string{"/401": "WWW-Authenticate: ", "/405": "Allow: ", "/407": "Proxy-Authenticate: ", "/426": "Upgrade: "} {
		assert.Contains(t, read(t, ask(t, h, "GET", path, "Accept", plain)), "\n"+field, path)
	}
}

// TestLanguages has a table in a language that this library has not: its text is marked with it, and the words are in the one
// that the reader has next.
func TestLanguages(t *testing.T) {
	h := catalog.Handler(shop.Table)
	for _, tt := range []struct{ accept, words, text string }{
		{"en", "en", "en"}, {"zh-CN", "zh-Hans", "zh-Hans"}, {"zh-HK", "zh-Hant", "zh-Hant"}, {"ja", "en", "ja"},
		{"ja, zh-TW;q=0.5", "zh-Hant", "ja"}, {"fr", "en", "en"}, {"", "en", "en"},
	} {
		for path, title := range map[string]string{"/": "h3", "/insufficient-balance": "h1"} {
			resp := ask(t, h, "GET", path, "Accept", browser, "Accept-Language", tt.accept)
			page := read(t, resp)
			assert.Equal(t, tt.text, resp.Header.Get("Content-Language"), tt.accept)
			assert.Contains(t, page, `<html lang="`+tt.words+`">`)
			assert.Equal(t, tt.words != tt.text, regexp.MustCompile(`<`+title+`.*lang="`+tt.text+`" dir="auto"`).MatchString(page), tt.accept+path)
		}
	}
	assert.Equal(t, "en", ask(t, h, "GET", "/nowhere", "Accept-Language", "ja").Header.Get("Content-Language"))
}

func BenchmarkIndex(b *testing.B) {
	h := catalog.Options{Folders: true}.Handler(tables...)
	r := httptest.NewRequest("GET", "/", nil)
	r.Header.Set("Accept", browser)
	for b.Loop() {
		h.ServeHTTP(httptest.NewRecorder(), r)
	}
}
