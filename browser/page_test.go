package browser

import (
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/httpstatus-go/httpstatus"
	"github.com/httpstatus-go/httpstatus/messages"
	"github.com/httpstatus-go/httpstatus/problem"
)

// languages are what readers ask for and the dictionary that they are to get.
var languages = []struct {
	accept     string
	dictionary *messages.Dictionary
}{
	{"en", messages.English},
	{"zh-CN", messages.SimplifiedChinese},
	{"zh-TW", messages.TraditionalChinese},
}

// hostile is a detail that a page has to withstand: markup, and a word that no window holds.
var hostile = `<script>console.log("markup")</script><b>&amp;</b> ` + strings.Repeat("unbroken", 40)

// failures are the errors that there are pages of, and the text that these have.
var failures = []struct {
	name        string
	err         error
	development bool // the page shows the remedy
	text        func(*messages.Dictionary) messages.Message
}{
	{"404", httpstatus.NotFound, false, func(d *messages.Dictionary) messages.Message {
		return d.Code(httpstatus.NotFound)
	}},
	{"500", errors.New("dial tcp 10.0.0.5:5432: connection refused"), false, func(d *messages.Dictionary) messages.Message {
		return d.Code(httpstatus.InternalServerError)
	}},
	{"403.14", httpstatus.IISDirectoryListingDenied, true, func(d *messages.Dictionary) messages.Message {
		return d.Substatus(httpstatus.IISDirectoryListingDenied)
	}},
	{"422", &problem.Error{
		Code: httpstatus.UnprocessableContent, Detail: hostile, Instance: "/orders/" + strings.Repeat("0123456789", 30),
	}, false, func(d *messages.Dictionary) messages.Message {
		m := d.Code(httpstatus.UnprocessableContent)
		m.Detail = hostile
		return m
	}},
}

// servePages starts a server that answers each path with the failure of that name.
func servePages(t *testing.T) (url string, requests *visited) {
	t.Helper()
	mux := http.NewServeMux()
	for _, f := range failures {
		answer := &problem.Renderer{Development: f.development, Log: slog.New(slog.DiscardHandler)}
		mux.HandleFunc("/"+f.name, func(w http.ResponseWriter, r *http.Request) { answer.Write(w, r, f.err) })
	}
	requests = &visited{Handler: mux}
	server := httptest.NewServer(requests)
	t.Cleanup(server.Close)
	return server.URL, requests
}

func TestPage(t *testing.T) {
	chromium, axe := startChromium(t), readAxe(t)
	url, requests := servePages(t)
	for _, f := range failures {
		for _, l := range languages {
			for _, dark := range []bool{false, true} {
				for _, width := range []int{320, 1280} {
					r := reader{language: l.accept, dark: dark, width: width}
					t.Run(f.name+"/"+r.String(), func(t *testing.T) {
						requests.take()
						p := open(t, chromium, url+"/"+f.name, r)
						p.screenshot(t, f.name+"-"+r.String())
						checkText(t, p, f.text(l.dictionary), l.dictionary, f.development)
						checkDark(t, p, dark)
						checkPolicy(t, p)
						if on := evaluate[string](t, p, `document.querySelector('.go a')?.innerText ?? ""`); on == "" || !p.sees(t, on) {
							t.Errorf("no way on is to be seen")
						}
						p.checkFaults(t, axe)
						if got, want := requests.take(), []string{"GET /" + f.name}; !slices.Equal(got, want) {
							t.Errorf("the server was asked for %q, want %q", got, want)
						}
					})
				}
			}
		}
	}
}

func TestPagePrinted(t *testing.T) {
	chromium, axe := startChromium(t), readAxe(t)
	url, _ := servePages(t)
	for _, f := range failures {
		for _, l := range languages {
			// A dark screen is no reason for dark paper.
			r := reader{language: l.accept, dark: true, width: 640, print: true}
			t.Run(f.name+"/"+l.accept, func(t *testing.T) {
				p := open(t, chromium, url+"/"+f.name, r)
				p.screenshot(t, f.name+"-"+r.String())
				checkText(t, p, f.text(l.dictionary), l.dictionary, f.development)
				checkDark(t, p, false)
				p.checkFaults(t, axe)
				if n := sheets(t, p); n != 1 {
					t.Errorf("the page is printed on %d sheets, want 1", n)
				}
			})
		}
	}
}

// checkText checks that the page is in the language of d and that its text is to be seen, the remedy only in development.
func checkText(t *testing.T, p *tab, want messages.Message, d *messages.Dictionary, development bool) {
	t.Helper()
	if got, want := evaluate[string](t, p, `document.documentElement.lang`), d.Tag().String(); got != want {
		t.Errorf("lang is %q, want %q", got, want)
	}
	if got, want := evaluate[string](t, p, `document.documentElement.dir`), "ltr"; got != want {
		t.Errorf("dir is %q, want %q", got, want)
	}
	if got := evaluate[string](t, p, `document.title`); !strings.Contains(got, want.Title) {
		t.Errorf("the document's title is %q, want %q in it", got, want.Title)
	}
	for _, text := range []string{want.Title, want.Detail} {
		if !p.sees(t, text) {
			t.Errorf("%q is not to be seen", text)
		}
	}
	if got := p.sees(t, want.Remedy); got != development {
		t.Errorf("that the remedy, %q, is to be seen is %t, want %t", want.Remedy, got, development)
	}
}

// checkPolicy checks that the page forbids itself everything but its own style.
func checkPolicy(t *testing.T, p *tab) {
	t.Helper()
	policy, _ := p.response.Headers["Content-Security-Policy"].(string)
	if !strings.Contains(policy, "default-src 'none'") || strings.Contains(policy, "unsafe") {
		t.Errorf("Content-Security-Policy is %q, want default-src 'none' in it and nothing unsafe", policy)
	}
}

// checkDark checks that the page's ground is dark, or that it is light.
func checkDark(t *testing.T, p *tab, dark bool) {
	t.Helper()
	light := evaluate[float64](t, p, `(() => {
		const canvas = new OffscreenCanvas(1, 1).getContext("2d")
		canvas.fillStyle = "white"
		canvas.fillRect(0, 0, 1, 1)
		for (const e of [document.documentElement, document.body]) {
			canvas.fillStyle = getComputedStyle(e).backgroundColor
			canvas.fillRect(0, 0, 1, 1)
		}
		const [r, g, b] = canvas.getImageData(0, 0, 1, 1).data
		return (0.2126 * r + 0.7152 * g + 0.0722 * b) / 255
	})()`)
	if dark && light > 0.2 || !dark && light < 0.8 {
		t.Errorf("the lightness of the ground is %.2f, want dark: %t", light, dark)
	}
}

// TestFaults checks that what the other tests rest on finds what is wrong.
func TestFaults(t *testing.T) {
	chromium, axe := startChromium(t), readAxe(t)
	for _, test := range []struct{ name, policy, page, want string }{
		{"sound", "default-src 'none'", `<h1>t</h1>`, ""},
		{"favicon", "", `<h1>t</h1>`, "/favicon.ico"},
		{"no text", "default-src 'none'", `<h1><svg role="img" aria-label="t"></svg></h1>`, "axe: no text"},
		{"wide", "", `<h1>t</h1><p style="width: 2000px">text</p>`, "the page is 2"},
		{"contrast", "", `<h1>t</h1><p style="color: #aaa">text</p>`, "axe: color-contrast"},
		{"console", "", `<h1>t</h1><p>text</p><script>console.warn("hm")</script>`, `console.warning: "hm"`},
		{"exception", "", `<h1>t</h1><p>text</p><script>throw 1</script>`, "exception: "},
		{"request", "", `<h1>t</h1><p>text</p><img alt="" src="/dot">`, "/dot"},
		{"policy", "default-src 'none'", `<h1>t</h1><p style="color: black">text</p>`, "issue: ContentSecurityPolicyIssue"},
	} {
		t.Run(test.name, func(t *testing.T) {
			server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				w.Header().Set("Content-Security-Policy", test.policy)
				w.Header().Set("Content-Type", "text/html; charset=utf-8")
				if r.URL.Path == "/" {
					w.WriteHeader(http.StatusNotFound)
				}
				fmt.Fprintf(w, `<!doctype html><html lang="en"><title>t</title><main>%s</main>`, test.page)
			}))
			defer server.Close()
			faults, err := open(t, chromium, server.URL+"/", reader{language: "en", width: 320}).faults(axe)
			if err != nil {
				t.Fatal(err)
			}
			got := strings.Join(faults, "\n")
			if test.want == "" && got != "" || !strings.Contains(got, test.want) {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}
