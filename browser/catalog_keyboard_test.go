package browser

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

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
