package browser

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/audits"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	devlog "github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// inCI reports whether a test fails, rather than skips, without a browser or without axe-core.
var inCI = os.Getenv("CI") == "true"

// missing ends a test for which something is not installed.
func missing(t *testing.T, what, how string) {
	t.Helper()
	if inCI {
		t.Fatalf("%s is missing: %s", what, how)
	}
	t.Skipf("%s is missing: %s", what, how)
}

// startChromium starts a browser with a new profile, which ends with the test, and returns the context to open tabs in.
func startChromium(t *testing.T) context.Context {
	t.Helper()
	found := false
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable"} {
		if _, err := exec.LookPath(name); err == nil {
			found = true
			break
		}
	}
	if !found {
		missing(t, "Chromium", "install the package chromium (apt-get install chromium fonts-noto-cjk)")
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.NoSandbox,
		chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true),
		chromedp.Flag("disable-component-update", true),
	)
	allocator, cancel := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(cancel)
	ctx, cancel := chromedp.NewContext(allocator)
	t.Cleanup(func() {
		defer cancel()
		// Closed, not killed, it leaves nothing behind.
		closing, stop := context.WithTimeout(ctx, 10*time.Second)
		defer stop()
		if err := chromedp.Cancel(closing); err != nil {
			t.Errorf("closing Chromium: %v", err)
		}
	})
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("starting Chromium: %v", err)
	}
	return ctx
}

// readAxe returns the source of axe-core.
func readAxe(t *testing.T) string {
	t.Helper()
	source, err := os.ReadFile("node_modules/axe-core/axe.min.js")
	if err != nil {
		missing(t, "axe-core", "run npm ci in the folder browser")
	}
	return string(source)
}

// A reader is who looks at a page, and on what.
type reader struct {
	language string // Accept-Language
	dark     bool   // prefers a dark color scheme
	width    int    // of the window, in CSS pixels
	height   int    // likewise; 0: 800
	print    bool   // on paper
}

func (r reader) String() string {
	scheme, media := "light", ""
	if r.dark {
		scheme = "dark"
	}
	if r.print {
		media = "-print"
	}
	return fmt.Sprintf("%s-%s-%d%s", r.language, scheme, r.width, media)
}

// A tab shows a page.
type tab struct {
	ctx      context.Context
	url      string
	response *network.Response

	mu       sync.Mutex
	messages []string // of the console, of the browser's log and of its issues
	requests []string // their URLs
}

// open opens url in a tab of its own, with a profile of its own, which is closed with the test.
func open(t *testing.T, chromium context.Context, url string, r reader) *tab {
	t.Helper()
	p := &tab{url: url}
	ctx, cancel := chromedp.NewContext(chromium, chromedp.WithNewBrowserContext(), chromedp.WithListener(p.listen))
	t.Cleanup(cancel)
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("opening a tab: %v", err)
	}
	ctx, cancel = context.WithTimeout(ctx, time.Minute)
	t.Cleanup(cancel)
	p.ctx = ctx

	scheme, media := "light", "screen"
	if r.dark {
		scheme = "dark"
	}
	if r.print {
		media = "print"
	}
	err := chromedp.Do(ctx,
		chromedp.EmulateViewport(int64(r.width), cmp.Or(int64(r.height), 800)),
		command(audits.Enable, cdp.Empty{}),
		command(emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Media:    media,
			Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}},
		}),
		command(network.SetExtraHTTPHeaders, network.SetExtraHTTPHeadersParams{
			Headers: network.Headers{"Accept-Language": r.language},
		}),
	)
	if err == nil {
		p.response, err = chromedp.Run(ctx, chromedp.NavigateResponse(url))
	}
	if err != nil {
		t.Fatalf("opening %s: %v", url, err)
	}
	return p
}

// command is an action that sends a command of the protocol.
func command[P any](c cdp.Command[P, cdp.Empty], params P) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, c, params)
		return err
	})
}

func (p *tab) listen(event any) {
	p.mu.Lock()
	defer p.mu.Unlock()
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		p.requests = append(p.requests, e.Request.URL)
	case *devlog.EventEntryAdded:
		// That the page itself came with a status of 400 or more is told for every such page.
		if e.Entry.Source != "network" || e.Entry.URL != p.url {
			p.messages = append(p.messages, fmt.Sprintf("log: %s %s: %s %s", e.Entry.Source, e.Entry.Level, e.Entry.Text, e.Entry.URL))
		}
	case *runtime.EventConsoleAPICalled:
		var args []string
		for _, a := range e.Args {
			args = append(args, string(a.Value))
		}
		p.messages = append(p.messages, fmt.Sprintf("console.%s: %s", e.Type, strings.Join(args, " ")))
	case *runtime.EventExceptionThrown:
		p.messages = append(p.messages, "exception: "+e.ExceptionDetails.Text)
	case *audits.EventIssueAdded:
		details, err := json.Marshal(e.Issue.Details)
		if err != nil {
			details = []byte(err.Error())
		}
		p.messages = append(p.messages, fmt.Sprintf("issue: %s %s", e.Issue.Code, details))
	}
}

// faults returns what is wrong with any page: a message in the console or of the Content-Security-Policy, a request
// beyond the page, a horizontal scroll bar, and what axe finds.
func (p *tab) faults(axe string) ([]string, error) {
	scroll, err := chromedp.Run(p.ctx, chromedp.Evaluate[string](`(() => {
		const e = document.scrollingElement, w = e.scrollWidth, have = e.clientWidth
		return w > have ? "the page is " + w + " px wide in a window of " + have : ""
	})()`))
	if err != nil {
		return nil, err
	}
	var faults []string
	if scroll != "" {
		faults = append(faults, scroll)
	}
	found, err := p.axe(axe)
	if err != nil {
		return nil, err
	}
	faults = append(faults, found...)

	p.mu.Lock()
	defer p.mu.Unlock()
	for _, url := range p.requests {
		if url != p.url {
			faults = append(faults, "request: "+url)
		}
	}
	return append(faults, p.messages...), nil
}

// axe returns the violations that axe-core finds, with all of its rules on. It is injected by the protocol of the developer
// tools, to which the page's policy does not apply.
func (p *tab) axe(source string) ([]string, error) {
	result, err := chromedp.Run(p.ctx, chromedp.Evaluate[struct {
		Found  []string
		Passed []string
	}](source+`;
	axe.run(document).then(r => ({
		Found: r.violations.flatMap(rule => rule.nodes.map(node =>
			"axe: " + rule.id + ": " + node.html + ": " + (node.failureSummary || rule.help))),
		Passed: r.passes.map(rule => rule.id),
	}))`, chromedp.EvalAwaitPromise))
	if err != nil {
		return nil, fmt.Errorf("axe-core: %w", err)
	}
	// A page without any text would have no faults either.
	if !slices.Contains(result.Passed, "color-contrast") && len(result.Found) == 0 {
		return []string{"axe: no text whose contrast could be measured"}, nil
	}
	return result.Found, nil
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

// sees reports whether text is to be seen: in an element that is rendered, and within the width of the window.
func (p *tab) sees(t *testing.T, text string) bool {
	t.Helper()
	quoted, err := json.Marshal(text)
	if err != nil {
		t.Fatal(err)
	}
	return evaluate[bool](t, p, `(text => [...document.querySelectorAll("body, body *")].some(e => {
		const r = e.getBoundingClientRect()
		return e.innerText !== undefined && e.innerText.includes(text) &&
			![...e.children].some(c => c.textContent.includes(text)) &&
			e.checkVisibility({opacityProperty: true, visibilityProperty: true}) &&
			r.width > 0 && r.height > 0 && r.left >= 0 && r.right <= innerWidth
	}))(`+string(quoted)+`)`)
}

// evaluate returns the value of a JavaScript expression in the page.
func evaluate[T any](t *testing.T, p *tab, expression string) T {
	t.Helper()
	v, err := chromedp.Run(p.ctx, chromedp.Evaluate[T](expression))
	if err != nil {
		t.Fatalf("%s: %v", expression, err)
	}
	return v
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

// screenshot takes a picture of the window and keeps it in the folder out.
func (p *tab) screenshot(t *testing.T, name string) []byte {
	t.Helper()
	picture, err := chromedp.Run(p.ctx, chromedp.CaptureScreenshot())
	if err != nil {
		t.Fatalf("screenshot: %v", err)
	}
	if err := os.MkdirAll("out", 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join("out", name+".png"), picture, 0o666); err != nil {
		t.Fatal(err)
	}
	return picture
}

// visited counts the requests that a server gets, the browser's own for a favicon among them.
type visited struct {
	http.Handler
	mu    sync.Mutex
	paths []string
}

func (v *visited) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	v.mu.Lock()
	v.paths = append(v.paths, r.Method+" "+r.URL.RequestURI())
	v.mu.Unlock()
	v.Handler.ServeHTTP(w, r)
}

// take returns the requests since it was called last.
func (v *visited) take() []string {
	v.mu.Lock()
	defer v.mu.Unlock()
	paths := v.paths
	v.paths = nil
	return paths
}

// sheets returns how many sheets of paper the page takes.
func sheets(t *testing.T, p *tab) int {
	t.Helper()
	pdf, err := chromedp.Run(p.ctx, chromedp.PrintToPDF(chromedp.PDFPaper(chromedp.PaperA4)))
	if err != nil {
		t.Fatalf("printing: %v", err)
	}
	count := pageCount.FindSubmatch(pdf)
	if count == nil {
		t.Fatal("printing: the PDF does not say how many pages it has")
	}
	n, err := strconv.Atoi(string(count[1]))
	if err != nil {
		t.Fatal(err)
	}
	return n
}

var pageCount = regexp.MustCompile(`/Type\s*/Pages\s*/Count\s+(\d+)`)
