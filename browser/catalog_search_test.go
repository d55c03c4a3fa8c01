package browser

import (
	"io"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// rows returns the rows that are to be seen, by id.
func (p *tab) rows(t *testing.T) []string {
	t.Helper()
	return evaluate[[]string](t, p, `[...document.querySelectorAll("article")].filter(e => e.checkVisibility()).map(e => e.id)`)
}

// rowsOf returns the rows that the server shows a browser without script, in a language.
func rowsOf(t *testing.T, address, language string) []string {
	t.Helper()
	r, err := http.NewRequest("GET", address, nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Accept", "text/html")
	r.Header.Set("Accept-Language", language)
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	page, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	var shown []string
	for _, row := range strings.Split(string(page), `<article id="`)[1:] {
		tag, _, _ := strings.Cut(row, ">")
		if id, _, _ := strings.Cut(tag, `"`); !strings.HasSuffix(tag, " hidden") {
			shown = append(shown, id)
		}
	}
	return shown
}

// search types a query in the place of what is there.
func (p *tab) search(t *testing.T, query string) {
	t.Helper()
	p.click(t, "#q")
	evaluate[bool](t, p, `(document.getElementById("q").select(), true)`)
	p.do(t, chromedp.KeyEvent(kb.Delete), chromedp.KeyEvent(query))
}

func TestCatalogSearch(t *testing.T) {
	chromium, axe := startChromium(t), readAxe(t)
	origin := serveCatalog(t, "localhost:0")
	for _, l := range languages {
		p := open(t, chromium, origin, reader{language: l.accept, width: 1280})
		all := p.rows(t)
		for _, q := range []string{"certificate", "证书", "429", "404", "403.1", "TOO large", "  Header  too ", "iisrequest", "esri", "qqqq"} {
			p.search(t, q)
			got, want := p.rows(t), rowsOf(t, origin+"?q="+url.QueryEscape(q), l.accept)
			if !slices.Equal(got, want) {
				t.Errorf("%s: searching %q shows %q, the server shows %q", l.accept, q, got, want)
			}
			if (len(want) == 0) != (q == "qqqq") || len(want) == len(all) {
				t.Errorf("%q finds %d rows", q, len(want))
			}
			if q == "429" && want[0] != "429" {
				t.Errorf("%q finds %q first", q, want[0])
			}
			if count := evaluate[string](t, p, `document.querySelector(".count").textContent`); len(want) < len(all) &&
				!slices.Contains(regexp.MustCompile(`\d+`).FindAllString(count, -1), strconv.Itoa(len(want))) {
				t.Errorf("%d rows are counted as %q", len(want), count)
			}
			if got := evaluate[string](t, p, `new URLSearchParams(location.search).get("q")`); strings.TrimSpace(got) != strings.TrimSpace(q) {
				t.Errorf("the address says q=%q, want %q", got, q)
			}
			if q == "iisrequest" {
				p.screenshot(t, "catalog-search-"+l.accept)
				if !p.sees(t, "httpstatus.IISRequest") {
					t.Error("it is not to be seen why a row is found")
				}
			}
		}
		p.checkFaults(t, axe) // of a page with nothing on it
		p.click(t, ".clear")
		if got := p.rows(t); !slices.Equal(got, all) {
			t.Errorf("%d rows after clearing the search, want %d in their order", len(got), len(all))
		}

		// A page that comes with a search shows all rows too when that is cleared.
		p = open(t, chromium, origin+"?q=429&kind=4xx", reader{language: l.accept, width: 320})
		p.checkFaults(t, axe)
		p.search(t, "certificate")
		if got, want := p.rows(t), rowsOf(t, origin+"?q=certificate&kind=4xx", l.accept); !slices.Equal(got, want) {
			t.Errorf("shown are %q, want %q", got, want)
		}
	}
}

func TestCatalogFilter(t *testing.T) {
	chromium := startChromium(t)
	origin := serveCatalog(t, "localhost:0")
	p := open(t, chromium, origin, reader{language: "en", width: 1280})
	for _, kind := range []string{"1xx", "2xx", "3xx", "4xx", "5xx", "iana", "iis", "nginx", "cloudflare", "awselb", "nonstandard", "other", ""} {
		p.click(t, `[name=kind][value="`+kind+`"] + span`)
		got, want := p.rows(t), rowsOf(t, origin+"?kind="+kind, "en")
		if !slices.Equal(got, want) || len(want) == 0 {
			t.Errorf("the filter %q shows %q, the server shows %q", kind, got, want)
		}
	}

	// The filter and the search narrow each other, and go with the reader to another language.
	p.click(t, `[name=kind][value=iis] + span`)
	p.search(t, "certificate")
	for _, tag := range []string{"zh-Hans", "zh-Hant", "en"} {
		p.click(t, `[hreflang=`+tag+`]`)
		p.wait(t, `document.documentElement.lang === "`+tag+`" && document.readyState === "complete"`)
		want := rowsOf(t, origin+"?kind=iis&q=certificate", tag)
		if got := p.rows(t); !slices.Equal(got, want) || len(want) == 0 {
			t.Errorf("%s: shown are %q, want %q", tag, got, want)
		}
	}

	// A link to a row that is not shown shows it.
	p.click(t, `.numbers [href="#500"]`)
	p.wait(t, `document.getElementById("500").checkVisibility()`)
	if !p.sees(t, "Internal Server Error") {
		t.Error("the row of 500 is not to be seen")
	}
	// A click anywhere on a row opens its page, and the way back is there.
	p.click(t, `[id="404"] .detail`)
	p.wait(t, `location.pathname === "/catalog/404" && document.readyState === "complete"`)
	if !strings.HasSuffix(evaluate[string](t, p, `location.search`), "lang=en") {
		t.Error("the chosen language is lost")
	}
	p.click(t, `.bar p a`)
	p.wait(t, `location.pathname === "/catalog/" && document.readyState === "complete"`)
}

// TestCatalogWithoutScript searches, filters, opens and changes the language in a browser with scripts off.
func TestCatalogWithoutScript(t *testing.T) {
	chromium, axe := startChromium(t), readAxe(t)
	origin := serveCatalog(t, "localhost:0")
	for _, width := range []int{320, 1280} {
		p := open(t, chromium, origin, reader{language: "en", width: width})
		p.do(t, command(emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true}),
			chromedp.Reload())
		if evaluate[bool](t, p, `document.documentElement.classList.contains("js")`) {
			t.Fatal("the page's script has run")
		}
		loaded := func(query string) {
			t.Helper()
			p.wait(t, `location.search.includes("`+query+`") && document.readyState === "complete"`)
		}
		p.search(t, "certificate")
		p.do(t, chromedp.KeyEvent(kb.Enter))
		loaded("q=certificate")
		want := rowsOf(t, origin+"?q=certificate", "en")
		if got := p.rows(t); !slices.Equal(got, want) || len(want) == 0 {
			t.Errorf("shown are %q, want %q", got, want)
		}
		p.click(t, "[value=iis] + span")
		p.click(t, ".find button")
		loaded("kind=iis")
		want = rowsOf(t, origin+"?q=certificate&kind=iis", "en")
		if got := p.rows(t); !slices.Equal(got, want) || len(want) == 0 {
			t.Errorf("shown are %q, want %q", got, want)
		}
		p.screenshot(t, "catalog-noscript-"+strconv.Itoa(width))
		p.click(t, "[hreflang=zh-Hant]")
		loaded("lang=zh-Hant")
		want = rowsOf(t, origin+"?q=certificate&kind=iis", "zh-TW")
		if got := p.rows(t); !slices.Equal(got, want) {
			t.Errorf("shown are %q, want %q", got, want)
		}
		p.click(t, "[id='"+want[0]+"'] .detail")
		p.wait(t, `location.pathname === "/catalog/`+want[0]+`" && document.readyState === "complete"`)
		if evaluate[bool](t, p, `[...document.querySelectorAll("button")].some(e => e.checkVisibility())`) {
			t.Error("there is a button that does nothing")
		}
		p.click(t, ".text a")
		p.wait(t, `location.pathname === "/`+want[0]+`" && document.body.innerText.includes("`+want[0]+`")`)
	}

	// axe needs scripts: it looks at a page of the server's own filtering.
	p := open(t, chromium, origin+"?q=nowhere&kind=5xx", reader{language: "en", width: 320})
	p.checkFaults(t, axe)
}
