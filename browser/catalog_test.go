package browser

import (
	"bufio"
	"bytes"
	"image/png"
	"io"
	"net/http"
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
	"github.com/httpstatus-go/httpstatus"
)

// serveCatalog starts the server of statuses, and returns where it is.
func serveCatalog(t *testing.T, addr string) string {
	t.Helper()
	return serveCommand(t, "serve", "-addr", addr)
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

// rows returns the rows that are to be seen, by id.
func (p *tab) rows(t *testing.T) []string {
	t.Helper()
	return evaluate[[]string](t, p, `[...document.querySelectorAll("article")].filter(e => e.checkVisibility()).map(e => e.id)`)
}

// rowsOf returns the rows that the server shows a browser without script.
func rowsOf(t *testing.T, address string) []string {
	t.Helper()
	resp, err := http.Get(address)
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

func TestCatalog(t *testing.T) {
	chromium, axe := startChromium(t), readAxe(t)
	origin := serveCatalog(t, "localhost:0")
	for _, l := range languages {
		for _, dark := range []bool{false, true} {
			for _, width := range []int{320, 1280} {
				r := reader{language: l.accept, dark: dark, width: width}
				t.Run(r.String(), func(t *testing.T) {
					p := open(t, chromium, origin+"/", r)
					p.screenshot(t, "catalog-"+r.String())
					if got, want := evaluate[string](t, p, `document.documentElement.lang`), l.dictionary.Tag().String(); got != want {
						t.Errorf("lang is %q, want %q", got, want)
					}
					if got, want := p.rows(t), rowsOf(t, origin); !slices.Equal(got, want) || len(got) < 200 {
						t.Errorf("the page has the rows %q, want %q", got, want)
					}
					for _, text := range []string{l.dictionary.Code(404).Title, l.dictionary.Code(404).Detail} {
						if !p.sees(t, text) {
							t.Errorf("%q is not to be seen", text)
						}
					}
					checkDark(t, p, dark)
					p.click(t, "[id='403.14'] summary")
					if remedy := l.dictionary.Substatus(httpstatus.IISDirectoryListingDenied).Remedy; !p.sees(t, remedy) {
						t.Errorf("%q is not to be seen", remedy)
					}
					p.screenshot(t, "catalog-open-"+r.String())
					p.checkFaults(t, axe)
				})
			}
		}
	}
}

func TestCatalogSearch(t *testing.T) {
	chromium, axe := startChromium(t), readAxe(t)
	origin := serveCatalog(t, "localhost:0")
	for _, l := range languages {
		p := open(t, chromium, origin+"/", reader{language: l.accept, width: 1280})
		all := len(p.rows(t))
		for _, q := range []string{"certificate", "证书", "404", "403.1", "TOO large", "  Header  too ", "nginx/499", "requestentity", "nowhere"} {
			p.search(t, q)
			got, want := p.rows(t), rowsOf(t, origin+"/?q="+url.QueryEscape(q))
			if !slices.Equal(got, want) {
				t.Errorf("%s: searching %q shows %q, the server shows %q", l.accept, q, got, want)
			}
			if (len(want) == 0) != (q == "nowhere") || len(want) == all {
				t.Errorf("%q finds %d rows", q, len(want))
			}
			if count := evaluate[string](t, p, `document.querySelector(".count").textContent`); len(want) < all &&
				!slices.Contains(regexp.MustCompile(`\d+`).FindAllString(count, -1), strconv.Itoa(len(want))) {
				t.Errorf("%d rows are counted as %q", len(want), count)
			}
			if got := evaluate[string](t, p, `new URLSearchParams(location.search).get("q")`); strings.TrimSpace(got) != strings.TrimSpace(q) {
				t.Errorf("the address says q=%q, want %q", got, q)
			}
		}
		p.checkFaults(t, axe) // of a page with nothing on it
		p.click(t, ".clear")
		if got := len(p.rows(t)); got != all {
			t.Errorf("%d rows after clearing the search, want %d", got, all)
		}
	}
}

func TestCatalogFilter(t *testing.T) {
	chromium := startChromium(t)
	origin := serveCatalog(t, "localhost:0")
	p := open(t, chromium, origin+"/", reader{language: "en", width: 1280})
	for _, kind := range []string{"1xx", "2xx", "3xx", "4xx", "5xx", "iana", "iis", "nginx", "cloudflare", "awselb", "nonstandard", ""} {
		p.click(t, `[name=kind][value="`+kind+`"] + span`)
		got, want := p.rows(t), rowsOf(t, origin+"/?kind="+kind)
		if !slices.Equal(got, want) || len(want) == 0 {
			t.Errorf("the filter %q shows %q, the server shows %q", kind, got, want)
		}
	}

	// The filter and the search narrow each other, and go with the reader to another language.
	p.click(t, `[name=kind][value=iis] + span`)
	p.search(t, "certificate")
	want := rowsOf(t, origin+"/?kind=iis&q=certificate")
	if got := p.rows(t); !slices.Equal(got, want) || len(want) == 0 {
		t.Errorf("shown are %q, want %q", got, want)
	}
	for _, tag := range []string{"zh-Hans", "zh-Hant", "en"} {
		p.click(t, `[hreflang=`+tag+`]`)
		p.wait(t, `document.documentElement.lang === "`+tag+`" && document.readyState === "complete"`)
		if got := p.rows(t); !slices.Equal(got, want) {
			t.Errorf("%s: shown are %q, want %q", tag, got, want)
		}
	}

	// A link to a status that is not shown shows it.
	p.click(t, `.index [href="#500"]`)
	p.wait(t, `document.getElementById("500").checkVisibility() && document.querySelector("[id='500'] details").open`)
	if !p.sees(t, "Internal Server Error") {
		t.Error("the row of 500 is not to be seen")
	}
}

// focused describes the element that has the focus. It is empty if that cannot be seen, or not that it has it.
const focused = `(() => {
	const e = document.activeElement, ring = e.matches("[type=radio]") ? e.nextElementSibling : e
	const r = ring.getBoundingClientRect(), at = document.elementFromPoint(r.left + r.width / 2, r.top + r.height / 2)
	if (getComputedStyle(ring).outlineStyle === "none" || !at || !ring.contains(at) && !at.contains(ring)) return ""
	return e.name === "kind" ? "kind=" + e.value : e.id || e.getAttribute("href") || e.closest("[id]").id + " " + e.localName
})()`

// TestCatalogKeyboard uses the page without a mouse.
func TestCatalogKeyboard(t *testing.T) {
	chromium := startChromium(t)
	origin := serveCatalog(t, "localhost:0")
	for _, width := range []int{320, 1280} {
		p := open(t, chromium, origin+"/", reader{language: "en", width: width})
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
		press(kb.Tab, "#100")

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
		want := rowsOf(t, origin+"/?kind=4xx&q=certificate")
		if got := p.rows(t); !slices.Equal(got, want) || len(want) < 2 {
			t.Fatalf("shown are %q, want %q", got, want)
		}

		// Through the rows that are left, and into one.
		press(kb.Tab, "#"+want[0])
		press(kb.Tab, want[0]+" summary")
		p.do(t, chromedp.KeyEvent(kb.Enter))
		press(kb.Tab, "/"+want[0]+"?lang=en&as=page")
		press(kb.Tab, "/"+want[0]+"?lang=en&as=json")
		p.do(t, chromedp.KeyEvent(kb.Enter))
		p.wait(t, `document.querySelector("[id='`+want[0]+`'] pre").textContent.includes('"substatus":"`+want[0]+`"')`)
		press(kb.Tab, "/"+want[0]+"?lang=en&as=text")
		press(kb.Tab, "#"+want[1])
	}
}

// TestCatalogResponse shows responses below a status.
func TestCatalogResponse(t *testing.T) {
	chromium, axe := startChromium(t), readAxe(t)
	origin := serveCatalog(t, "localhost:0")
	for i, test := range []struct{ id, as, want string }{
		{"404", "json", `HTTP/1.1 404 Not Found`},
		{"404", "json", `content-type: application/problem+json`},
		{"404", "json", `"status":404`},
		{"404", "text", `content-type: text/plain; charset=utf-8`},
		{"403.14", "json", `"substatus":"403.14"`},
		{"401", "json", `www-authenticate: Bearer`},
		{"nginx-499", "text", `HTTP/1.1 499`},
		{"200", "json", `"status":200`},
		{"204", "json", `HTTP/1.1 204 No Content`},
		{"301", "json", `The browser does not show this response to a script.`},
	} {
		p := open(t, chromium, origin+"/?lang=en#"+test.id, reader{language: "zh-CN", width: 1280})
		p.wait(t, `document.getElementById("`+test.id+`").querySelector("details").open`)
		p.click(t, `[id="`+test.id+`"] [href$="as=`+test.as+`"]`)
		p.wait(t, `document.querySelector("[id='`+test.id+`'] pre").checkVisibility()`)
		if got := evaluate[string](t, p, `document.querySelector("[id='`+test.id+`'] pre").textContent`); !strings.Contains(got, test.want) {
			t.Errorf("the response of %s as %s is %q, want %q in it", test.id, test.as, got, test.want)
		}
		if i > 0 {
			continue
		}
		evaluate[bool](t, p, `(scrollTo(0, 0), true)`)
		if found, err := p.axe(axe); err != nil || len(found) > 0 {
			t.Errorf("%s: %v %q", test.id, err, found)
		}
	}
}

// TestCatalogStatus looks at the page of a status that is no error.
func TestCatalogStatus(t *testing.T) {
	chromium, axe := startChromium(t), readAxe(t)
	origin := serveCatalog(t, "localhost:0")
	for i, l := range languages {
		r := reader{language: l.accept, dark: i > 0, width: 320}
		p := open(t, chromium, origin+"/201", r)
		p.screenshot(t, "status-"+r.String())
		checkDark(t, p, r.dark)
		p.checkFaults(t, axe)
		if text := l.dictionary.Code(201).Detail; !p.sees(t, text) {
			t.Errorf("%q is not to be seen", text)
		}
		p.click(t, "a")
		p.wait(t, `location.hash === "#201" && document.readyState === "complete" && document.getElementById("201").querySelector("details").open`)
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
		p := open(t, chromium, origin+"/", reader{language: "en", width: width})
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
		want := rowsOf(t, origin+"/?q=certificate")
		if got := p.rows(t); !slices.Equal(got, want) || len(want) == 0 {
			t.Errorf("shown are %q, want %q", got, want)
		}
		p.click(t, "[value=iis] + span")
		p.click(t, ".find button")
		loaded("kind=iis")
		want = rowsOf(t, origin+"/?q=certificate&kind=iis")
		if got := p.rows(t); !slices.Equal(got, want) || len(want) == 0 {
			t.Errorf("shown are %q, want %q", got, want)
		}
		p.screenshot(t, "catalog-noscript-"+strconv.Itoa(width))
		p.click(t, "[hreflang=zh-Hant]")
		loaded("lang=zh-Hant")
		if got := p.rows(t); !slices.Equal(got, want) {
			t.Errorf("shown are %q, want %q", got, want)
		}
		p.click(t, "[id='"+want[0]+"'] summary")
		p.wait(t, `document.querySelector("[id='`+want[0]+`'] dl").checkVisibility()`)
		p.click(t, "[id='"+want[0]+"'] [href$='as=text']")
		p.wait(t, `location.pathname === "/`+want[0]+`" && document.body.innerText.includes("`+want[0]+`")`)
	}

	// axe needs scripts: it looks at a page of the server's own filtering.
	p := open(t, chromium, origin+"/?q=nowhere&kind=5xx", reader{language: "en", width: 320})
	p.checkFaults(t, axe)
}

func TestCatalogPrinted(t *testing.T) {
	chromium := startChromium(t)
	p := open(t, chromium, serveCatalog(t, "localhost:0")+"/?q=403.14", reader{language: "en", dark: true, width: 640, print: true})
	p.screenshot(t, "catalog-print")
	checkDark(t, p, false)
	for _, selector := range []string{".tools", ".index", "summary", ".forms"} {
		if evaluate[bool](t, p, `document.querySelector("[id='403.14']").parentElement && [...document.querySelectorAll("`+selector+`")].some(e => e.checkVisibility())`) {
			t.Errorf("%s is printed", selector)
		}
	}
	if n := sheets(t, p); n != 1 {
		t.Errorf("three rows are printed on %d sheets, want 1", n)
	}
}

// catalogPicture is what the README shows of the catalogue.
const catalogPicture = "../docs/catalog.png"

func TestCatalogPicture(t *testing.T) {
	if *update {
		chromium := startChromium(t)
		p := open(t, chromium, serveCatalog(t, "localhost:8404")+"/?lang=en&q=too+large#413", reader{language: "en", width: 1280})
		p.wait(t, `document.querySelector("[id='413'] details").open`)
		evaluate[bool](t, p, `(scrollTo(0, 0), true)`)
		if err := os.MkdirAll(filepath.Dir(catalogPicture), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(catalogPicture, p.screenshot(t, "catalog-picture"), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	file, err := os.ReadFile(catalogPicture)
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
}
