package browser

import (
	"bufio"
	"bytes"
	"image/png"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/httpstatus-go/httpstatus/catalog"
	"github.com/httpstatus-go/httpstatus/internal/shop"
	"github.com/httpstatus-go/httpstatus/messages"
)

// serveCatalog starts the server of statuses, and returns where it is.
func serveCatalog(t *testing.T, addr string) string {
	t.Helper()
	return serveCommand(t, "serve", "-addr", addr) + "/catalog/"
}

// serveCommand builds the command, starts a server of it, and returns where it is.
func serveCommand(t *testing.T, args ...string) string {
	t.Helper()
	command := filepath.Join(t.TempDir(), "httpstatus.exe")
	build := exec.Command("go", "build", "-C", "..", "-o", command, "./cmd/httpstatus")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("building the command: %v\n%s", err, out)
	}
	server := exec.Command(command, args...)
	server.Stderr = os.Stderr
	out, err := server.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		server.Process.Kill()
		server.Wait()
	})
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	origin := regexp.MustCompile(`http://localhost:\d+`).FindString(line)
	if origin == "" {
		t.Fatalf("the server does not say where it is: %s", line)
	}
	return origin
}

// serveShop serves a catalogue of statuses of a shop's own, below a path, and returns where it is.
func serveShop(t *testing.T, options catalog.Options) string {
	t.Helper()
	mux := http.NewServeMux()
	mux.Handle("/problems/", http.StripPrefix("/problems", options.Handler(shop.Table)))
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	return server.URL + "/problems/"
}

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

// do does what a reader does.
func (p *tab) do(t *testing.T, actions ...chromedp.Action[chromedp.Void]) {
	t.Helper()
	if err := chromedp.Do(p.ctx, actions...); err != nil {
		t.Fatal(err)
	}
}

// click clicks on the middle of the first element that the selector matches. It needs no script in the page.
func (p *tab) click(t *testing.T, selector string) {
	t.Helper()
	quoted := strconv.Quote(selector)
	p.wait(t, `document.querySelector(`+quoted+`)?.checkVisibility() ?? false`)
	at := evaluate[struct{ X, Y float64 }](t, p, `(() => {
		const e = document.querySelector(`+quoted+`)
		e.scrollIntoView({block: "center"})
		const r = e.getBoundingClientRect()
		return {X: r.left + r.width / 2, Y: r.top + r.height / 2}
	})()`)
	p.do(t, chromedp.MouseClickXY(at.X, at.Y))
}

// search types a query in the place of what is there.
func (p *tab) search(t *testing.T, query string) {
	t.Helper()
	p.click(t, "#q")
	evaluate[bool](t, p, `(document.getElementById("q").select(), true)`)
	p.do(t, chromedp.KeyEvent(kb.Delete), chromedp.KeyEvent(query))
}

// wait waits until a JavaScript expression is true.
func (p *tab) wait(t *testing.T, expression string) {
	t.Helper()
	for {
		ok, err := chromedp.Run(p.ctx, chromedp.Evaluate[bool](expression))
		if ok {
			return
		}
		select {
		case <-p.ctx.Done():
			t.Fatalf("%s is not so in time (%v)", expression, err)
		case <-time.After(20 * time.Millisecond):
		}
	}
}

// checkFaults checks that the page has no faults.
func (p *tab) checkFaults(t *testing.T, axe string) {
	t.Helper()
	// What the tools cover has no contrast to measure.
	evaluate[bool](t, p, `(scrollTo(0, 0), true)`)
	faults, err := p.faults(axe)
	if err != nil {
		t.Fatal(err)
	}
	for _, fault := range faults {
		t.Error(fault)
	}
}

// catalogReaders are what readers ask for, in what language the words of the page then are, and the text of the shop.
var catalogReaders = []struct {
	accept, words, text string
}{
	{"en", "en", "en"},
	{"zh-CN", "zh-Hans", "zh-Hans"},
	{"zh-TW", "zh-Hant", "zh-Hant"},
	{"ja", "en", "ja"}, // the shop has it, and this library has not
}

// dictionary returns that of the shop in a language.
func dictionary(t *testing.T, tag string) *messages.Dictionary {
	t.Helper()
	for d := range shop.Table.Dictionaries() {
		if d.String() == tag {
			return d
		}
	}
	t.Fatalf("the shop has no text in %s", tag)
	return nil
}

// each opens a page for the first n of catalogReaders, light and dark, narrow and wide.
func each(t *testing.T, n int, name, address string, check func(t *testing.T, p *tab, words, text string)) {
	chromium, axe := startChromium(t), readAxe(t)
	for _, l := range catalogReaders[:n] {
		for _, dark := range []bool{false, true} {
			for _, width := range []int{320, 1280} {
				r := reader{language: l.accept, dark: dark, width: width}
				t.Run(r.String(), func(t *testing.T) {
					p := open(t, chromium, address, r)
					p.screenshot(t, name+"-"+r.String())
					if got := evaluate[string](t, p, `document.documentElement.lang`); got != l.words {
						t.Errorf("lang is %q, want %q", got, l.words)
					}
					checkDark(t, p, dark)
					check(t, p, l.words, l.text)
					// axe takes half a minute for some hundred rows: one reader of each kind is enough there.
					if name != "catalog" || dark == (width == 320) && (l.accept == languages[0].accept) == dark {
						p.checkFaults(t, axe)
					}
				})
			}
		}
	}
}

func TestCatalog(t *testing.T) {
	origin := serveCatalog(t, "localhost:0")
	each(t, 3, "catalog", origin, func(t *testing.T, p *tab, words, _ string) {
		if got, want := p.rows(t), rowsOf(t, origin, words); !slices.Equal(got, want) || len(got) < 200 {
			t.Errorf("the page has the rows %q, want %q", got, want)
		}
		d, _ := messages.Lookup(words)
		for _, text := range []string{d.Code(404).Title, d.Code(404).Detail} {
			if !p.sees(t, text) {
				t.Errorf("%q is not to be seen", text)
			}
		}
	})
}

func TestCatalogStatus(t *testing.T) {
	origin := serveCatalog(t, "localhost:0")
	each(t, 3, "catalog-429", origin+"429", func(t *testing.T, p *tab, words, _ string) {
		d, _ := messages.Lookup(words)
		m := d.Code(429)
		for _, want := range []string{m.Title, m.Detail, m.Remedy, "curl -i " + strings.Replace(origin, "catalog/", "429", 1), "RFC 6585, 4"} {
			if !p.sees(t, want) {
				t.Errorf("%q is not to be seen", want)
			}
		}
	})
	chromium, axe := startChromium(t), readAxe(t)
	for i, path := range []string{"403.14", "nginx/499", "201", "nonstandard/999", "404.13"} {
		r := reader{language: languages[i%3].accept, dark: i%2 == 0, width: []int{320, 1280}[i%2]}
		p := open(t, chromium, origin+path, r)
		p.screenshot(t, "catalog-"+strings.ReplaceAll(path, "/", "-"))
		p.checkFaults(t, axe)
	}
}

// TestShop has the index and the pages of an application's own statuses.
func TestShop(t *testing.T) {
	origin := serveShop(t, catalog.Options{})
	each(t, 4, "shop", origin, func(t *testing.T, p *tab, _, text string) {
		for row := range shop.Table.Rows() {
			if m := row.Message(dictionary(t, text)); !p.sees(t, m.Title) {
				t.Errorf("%q is not to be seen", m.Title)
			}
		}
	})
	each(t, 4, "shop-status", origin+"insufficient-balance", func(t *testing.T, p *tab, words, text string) {
		m := shop.InsufficientBalance.Message(dictionary(t, text))
		for _, want := range []string{m.Title, "403.1001", "insufficient_balance", "shop.InsufficientBalance", "https://errors.example.com/insufficient-balance", "BALANCE"} {
			if !p.sees(t, want) {
				t.Errorf("%q is not to be seen", want)
			}
		}
		if p.sees(t, m.Remedy) {
			t.Errorf("%q is to be seen by a visitor", m.Remedy)
		}
		if got := evaluate[string](t, p, `document.querySelector("h1").closest("[lang]").lang`); got != text {
			t.Errorf("the title is in %q, want %q", got, text)
		}
	})
	each(t, 4, "shop-code", serveShop(t, catalog.Options{Remedy: true})+"490", func(t *testing.T, p *tab, words, text string) {
		if m := dictionary(t, text).Code(490); !p.sees(t, m.Remedy) {
			t.Errorf("%q is not to be seen", m.Remedy)
		}
		if href := evaluate[string](t, p, `document.querySelector("dd a[href^='https:']").href`); href != "https://shop.example.com/handbook#4" {
			t.Errorf("the source is at %q", href)
		}
	})
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

// focused describes the element that has the focus. It is empty if that cannot be seen, or not that it has it.
const focused = `(() => {
	const e = document.activeElement, ring = e.matches("[type=radio]") ? e.nextElementSibling : e
	const r = ring.getBoundingClientRect(), at = document.elementFromPoint(r.left + r.width / 2, r.top + r.height / 2)
	const outline = [null, "::after"].map(part => getComputedStyle(ring, part).outlineStyle)
	if (outline.every(style => style === "none") || !at || !ring.contains(at) && !at.contains(ring)) return ""
	return e.name === "kind" ? "kind=" + e.value : e.id || e.getAttribute("href") || e.getAttribute("aria-label")
})()`

// TestCatalogKeyboard uses the pages without a mouse.
func TestCatalogKeyboard(t *testing.T) {
	chromium := startChromium(t)
	origin := serveCatalog(t, "localhost:0")
	for _, width := range []int{320, 1280} {
		p := open(t, chromium, origin, reader{language: "en", width: width})
		press := func(key, want string) {
			t.Helper()
			p.do(t, chromedp.KeyEvent(key))
			if got := evaluate[string](t, p, focused); got != want {
				t.Fatalf("%d px: %q gives the focus to %q, want %q", width, key, got, want)
			}
		}
		// The first link skips what comes before the statuses.
		press(kb.Tab, "#statuses")
		p.do(t, chromedp.KeyEvent(kb.Enter))
		press(kb.Tab, "100")

		// Search, from anywhere, and filter.
		p.do(t, command(input.DispatchKeyEvent, input.DispatchKeyEventParams{Type: input.DispatchKeyEventTypeKeyDown, Key: "/", Code: "Slash", Text: "/"}))
		if got := evaluate[string](t, p, focused); got != "q" {
			t.Fatalf("%d px: the slash gives the focus to %q", width, got)
		}
		p.do(t, chromedp.KeyEvent("certificate"))
		press(kb.Tab, "kind=")
		for _, kind := range []string{"1xx", "2xx", "3xx", "4xx"} {
			press(kb.ArrowRight, "kind="+kind)
		}
		want := rowsOf(t, origin+"?kind=4xx&q=certificate", "en")
		if got := p.rows(t); !slices.Equal(got, want) || len(want) < 2 {
			t.Fatalf("shown are %q, want %q", got, want)
		}

		// Through the rows that are left, each one step, and into one.
		press(kb.Tab, want[0])
		p.screenshot(t, "catalog-focus-"+strconv.Itoa(width))
		press(kb.Tab, want[1])
		p.do(t, chromedp.KeyEvent(kb.Enter))
		p.wait(t, `location.pathname === "/catalog/`+want[1]+`" && document.readyState === "complete"`)
		press(kb.Tab, "#status")
		p.do(t, chromedp.KeyEvent(kb.Enter))
		press(kb.Tab, "Copy: curl -i "+strings.Replace(origin, "catalog/", want[1], 1))
		p.do(t, chromedp.KeyEvent(kb.Enter))
		p.wait(t, `document.activeElement.textContent === "Copied"`)
		p.wait(t, `document.activeElement.textContent === "Copy"`)
		press(kb.Tab, strings.Replace(origin, "catalog/", want[1], 1))
		p.do(t, chromedp.KeyEvent(kb.Tab))
		if got := evaluate[string](t, p, focused); !strings.HasPrefix(got, "Copy: httpstatus.") {
			t.Errorf("%d px: the name in Go cannot be copied: %q", width, got)
		}
	}
}

// TestCatalogCopy checks what is copied.
func TestCatalogCopy(t *testing.T) {
	chromium := startChromium(t)
	origin := serveCatalog(t, "localhost:0")
	p := open(t, chromium, origin+"404", reader{language: "en", width: 1280})
	evaluate[bool](t, p, `(navigator.clipboard.writeText = async text => { window.copied = text }, true)`)
	for selector, want := range map[string]string{
		"#try ~ .line .copy": "curl -i " + strings.Replace(origin, "catalog/", "404", 1),
		"dd .copy":           "httpstatus.NotFound",
	} {
		p.click(t, selector)
		p.wait(t, `document.querySelector("`+selector+`").textContent === "Copied"`)
		if got := evaluate[string](t, p, `window.copied`); got != want {
			t.Errorf("copied is %q, want %q", got, want)
		}
	}
}

// TestCatalogBelow400 goes from the page of a status that is no error to its page in the catalogue.
func TestCatalogBelow400(t *testing.T) {
	chromium, axe := startChromium(t), readAxe(t)
	origin := strings.TrimSuffix(serveCatalog(t, "localhost:0"), "catalog/")
	for i, l := range languages {
		r := reader{language: l.accept, dark: i > 0, width: 320}
		p := open(t, chromium, origin+"201", r)
		p.screenshot(t, "status-"+r.String())
		checkDark(t, p, r.dark)
		p.checkFaults(t, axe)
		if text := l.dictionary.Code(201).Detail; !p.sees(t, text) {
			t.Errorf("%q is not to be seen", text)
		}
		p.click(t, "a")
		p.wait(t, `location.pathname === "/catalog/201" && document.readyState === "complete"`)
		if got, want := evaluate[string](t, p, `document.documentElement.lang`), l.dictionary.Tag().String(); got != want {
			t.Errorf("the catalogue is in %q, want %q", got, want)
		}
	}
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

func TestCatalogPrinted(t *testing.T) {
	chromium := startChromium(t)
	origin := serveCatalog(t, "localhost:0")
	for path, most := range map[string]int{"?q=403.14": 1, "404.13": 2} {
		p := open(t, chromium, origin+path, reader{language: "en", dark: true, width: 640, print: true})
		p.screenshot(t, "catalog-print-"+strings.Trim(path, "?"))
		checkDark(t, p, false)
		for _, selector := range []string{".tools", ".numbers", ".languages", ".copy"} {
			if evaluate[bool](t, p, `[...document.querySelectorAll("`+selector+`")].some(e => e.checkVisibility())`) {
				t.Errorf("%s is printed", selector)
			}
		}
		if n := sheets(t, p); n > most {
			t.Errorf("%s is printed on %d sheets, want %d", path, n, most)
		}
	}
}

// TestCatalogPicture holds what the READMEs show of the catalogue.
func TestCatalogPicture(t *testing.T) {
	for name, r := range map[string]struct{ language, query string }{
		"../docs/catalog.png":       {"en", "too large"},
		"../docs/catalog.zh-CN.png": {"zh-CN", "限流"},
	} {
		t.Run(r.language, func(t *testing.T) {
			if *update {
				p := open(t, startChromium(t), serveCatalog(t, "localhost:8404")+"?q="+url.QueryEscape(r.query), reader{language: r.language, width: 1280})
				evaluate[bool](t, p, `(scrollTo(0, 0), true)`)
				if err := os.WriteFile(name, p.screenshot(t, "catalog-picture-"+r.language), 0o666); err != nil {
					t.Fatal(err)
				}
			}
			file, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			config, err := png.DecodeConfig(bytes.NewReader(file))
			if err != nil {
				t.Fatal(err)
			}
			if config.Width != 1280 || config.Height != 800 {
				t.Errorf("the picture is %d × %d, want 1280 × 800", config.Width, config.Height)
			}
			if len(file) > 300<<10 {
				t.Errorf("the picture has %d bytes, want 300 KiB at most", len(file))
			}
		})
	}
}
