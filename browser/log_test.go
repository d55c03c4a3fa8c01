package browser

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/httpstatus-go/httpstatus"
	"github.com/httpstatus-go/httpstatus/iislog"
)

// writeLog writes a log of two days, and what http.sys logged, and returns the names.
func writeLog(t *testing.T) []string {
	t.Helper()
	var site strings.Builder
	site.WriteString("#Software: Microsoft Internet Information Services 10.0\r\n#Fields: date time cs-uri-stem c-ip sc-status sc-substatus sc-win32-status\r\n")
	for hour := range 48 {
		for i := range 20 + hour%12 {
			status := [...]string{"200 0 0", "200 0 0", "200 0 64", "304 0 0", "403 14 0", "404 0 2", "404 13 0", "500 19 13"}[(i+hour)%8]
			fmt.Fprintf(&site, "2026-11-%d %02d:%02d:00 /%s/a-folder/with-a-rather-long-name/<b>%d</b> 198.51.100.%d %s\r\n",
				24+hour/24, hour%24, i, strings.Repeat("x", 60), i%7, i%5, status)
		}
	}
	const httperr = "2026-11-25 08:00:00 198.51.100.7 51200 10.0.0.5 443 HTTP/1.1 GET / 503 1 QueueFull DefaultAppPool\r\n" +
		"2026-11-25 08:00:01 198.51.100.7 51201 10.0.0.5 443 - - - - - Timer_ConnectionIdle -\r\n"
	dir := t.TempDir()
	names := []string{filepath.Join(dir, "u_ex261125.log"), filepath.Join(dir, "httperr1.log")}
	for i, text := range []string{site.String(), httperr} {
		if err := os.WriteFile(names[i], []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return names
}

// checkLogPage checks what the page shows, its bars and its colors among it.
func checkLogPage(t *testing.T, p *tab, l int, dark bool) {
	t.Helper()
	d := languages[l].dictionary
	if got, want := evaluate[string](t, p, `document.documentElement.lang`), d.Tag().String(); got != want {
		t.Errorf("lang is %q, want %q", got, want)
	}
	m := d.Substatus(httpstatus.IISDirectoryListingDenied)
	texts := []string{"403.14", m.Title, m.Detail, m.Remedy, "Timer_ConnectionIdle", "2 " + iislog.ERROR_FILE_NOT_FOUND.Name(), "<b>0</b>"}
	if d.Tag().String() == "en" {
		texts = append(texts, iislog.ERROR_FILE_NOT_FOUND.Text(), iislog.ReasonQueueFull.Text())
	}
	for _, text := range texts {
		if !p.sees(t, text) {
			t.Errorf("%q is not to be seen", text)
		}
	}
	bars := evaluate[[]struct {
		Height float64
		Fill   string
	}](t, p, `[...document.querySelectorAll("figure > svg rect")].map(e => ({Height: e.getBoundingClientRect().height, Fill: getComputedStyle(e).fill}))`)
	if len(bars) < 150 {
		t.Errorf("there are %d bars", len(bars))
	}
	fills := make(map[string]bool)
	for _, b := range bars {
		fills[b.Fill] = true
		if b.Height <= 0 {
			t.Errorf("a bar is %.2f high", b.Height)
		}
	}
	if len(fills) != 5 || fills["rgb(0, 0, 0)"] {
		t.Errorf("the bars have the colors %v, want five and no black", fills)
	}
	checkDark(t, p, dark)
}

func TestLogPage(t *testing.T) {
	chromium, axe := startChromium(t), readAxe(t)
	origin := serveCommand(t, append([]string{"log", "-serve", "-addr", "localhost:0"}, writeLog(t)...)...)
	for i, l := range languages {
		for _, dark := range []bool{false, true} {
			for _, width := range []int{320, 1280} {
				r := reader{language: l.accept, dark: dark, width: width}
				t.Run(r.String(), func(t *testing.T) {
					p := open(t, chromium, origin+"/", r)
					p.screenshot(t, "log-"+r.String())
					checkLogPage(t, p, i, dark)
					checkPolicy(t, p)
					p.checkFaults(t, axe)
				})
			}
		}
	}
	t.Run("language", func(t *testing.T) {
		p := open(t, chromium, origin+"/", reader{language: "en", width: 1280})
		p.click(t, `a[hreflang="zh-Hant"]`)
		p.wait(t, `document.documentElement.lang == "zh-Hant"`)
	})
}

// TestLogPageFile looks at the page that a file has, with the policy that it has in itself.
func TestLogPageFile(t *testing.T) {
	chromium, axe := startChromium(t), readAxe(t)
	names := writeLog(t)
	for i, l := range languages {
		page := filepath.Join(t.TempDir(), "page.html")
		out, err := exec.Command("go", append([]string{"run", "-C", "..", "./cmd/httpstatus", "log", "-html", page, "-lang", l.dictionary.Tag().String()}, names...)...).CombinedOutput()
		if err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { http.ServeFile(w, r, page) }))
		defer server.Close()
		for _, r := range []reader{{language: "en", width: 1280}, {language: "en", width: 640, print: true}} {
			t.Run(l.accept+"/"+r.String(), func(t *testing.T) {
				p := open(t, chromium, server.URL+"/", r)
				p.screenshot(t, "log-file-"+l.accept+"-"+r.String())
				checkLogPage(t, p, i, false)
				p.checkFaults(t, axe)
			})
		}
	}
}
