package main

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"

	"github.com/httpstatus-go/httpstatus/internal/logcount"
)

// countOf counts a log for the page.
func countOf(t *testing.T, r *logRun, log string) (*logcount.Counter, []logcount.File) {
	t.Helper()
	r.options.By, r.flags.top = logcount.ByURL, 3
	r.options.Hours = true
	c, files := logcount.Count([]logcount.Input{{Name: "<u_ex>.log", Open: func() (io.ReadCloser, error) {
		return io.NopCloser(strings.NewReader(log)), nil
	}}}, r.options)
	c.Sort()
	return c, files
}

const pageLog = "#Fields: date time cs-uri-stem sc-status sc-substatus sc-win32-status s-reason\n" +
	"2026-11-25 08:00:01 / 200 0 0 -\n2026-11-25 08:10:01 /a<script>alert(1)</script> 404 13 2 -\n2026-11-25 09:00:01 - - - - Connection_Dropped\n"

// TestLogPage checks who is given the page, in what language, and that it trusts nothing that is in the log.
func TestLogPage(t *testing.T) {
	r := &logRun{command: &command{addr: "log.example:8404"}}
	c, files := countOf(t, r, pageLog)
	h, err := r.newPageHandler(c, files)
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		method, target, host, language string
		code                           int
		lang                           string
	}{
		{"GET", "/", "localhost:8404", "en", 200, "en"},
		{"HEAD", "/", "127.0.0.1:8404", "zh-TW", 200, "zh-Hant"},
		{"GET", "/", "[::1]:8404", "zh", 200, "zh-Hans"},
		{"GET", "/?lang=zh-HK", "LOG.example:8404", "en", 200, "zh-Hant"},
		{"GET", "/?lang=fr", "localhost", "en", 400, "en"},
		{"GET", "/", "evil.example:8404", "en", 421, "en"},
		{"GET", "/favicon.ico", "localhost", "en", 404, "en"},
		{"POST", "/", "localhost", "en", 405, "en"},
	} {
		req := httptest.NewRequest(test.method, test.target, nil)
		req.Host = test.host
		req.Header.Set("Accept-Language", test.language)
		req.Header.Set("Accept", "text/html")
		w := httptest.NewRecorder()
		h.ServeHTTP(w, req)
		body := w.Body.String()
		if w.Code != test.code || w.Header().Get("Content-Language") != test.lang {
			t.Errorf("%s %s to %s: %d in %s, want %d in %s", test.method, test.target, test.host, w.Code, w.Header().Get("Content-Language"), test.code, test.lang)
		}
		if strings.HasPrefix(test.target, "/?lang=") && test.code == http.StatusBadRequest && !strings.Contains(body, "There are en, zh-Hans, zh-Hant.") {
			t.Errorf("%s: the answer does not say which languages there are: %s", test.target, body)
		}
		if test.code != http.StatusOK {
			if strings.Contains(body, "404.13") {
				t.Errorf("%s: the page is given all the same", test.target)
			}
			continue
		}
		policy := w.Header().Get("Content-Security-Policy")
		if !strings.HasPrefix(policy, "default-src 'none'; style-src 'sha256-") || strings.Contains(policy, "unsafe") {
			t.Errorf("the policy is %q", policy)
		}
		if strings.Contains(body, "<script") || strings.Contains(body, "<u_ex") {
			t.Error("the page has markup of the log")
		}
		for _, want := range []string{`<html lang="` + test.lang + `">`, "404.13", "Connection_Dropped", "&lt;script&gt;", "2 ERROR_FILE_NOT_FOUND", `class="s4"`, `class="s0"`, `hreflang="zh-Hant"`} {
			if test.method == "GET" && !strings.Contains(body, want) {
				t.Errorf("%s in %s: the page lacks %s", test.target, test.lang, want)
			}
		}
	}
	page, err := r.renderPage(c, files, english, false)
	if err != nil || strings.Contains(string(page), "hreflang") || !strings.Contains(string(page), "Content-Security-Policy") {
		t.Errorf("the page in a file has links to languages, or no policy: %v", err)
	}
}

// TestChart checks that the bars of each step add up, over all spans of time.
func TestChart(t *testing.T) {
	for _, span := range []int64{1, 5, 96, 97, 500, 24 * 365, 24 * 365 * 30} {
		hours := make(map[int64]*[6]int)
		for i := int64(0); i < span; i += max(1, span/50) {
			hours[1000+i] = &[6]int{0, 0, int(i), 0, 3, 1}
		}
		chart := newChart(hours, english, "all", 0, 1, 2, 3, 4, 5)
		if len(chart.Bars) == 0 || chart.Width > 10*(maxSteps+1) || chart.Width < 10 {
			t.Errorf("%d hours: %d bars, %d wide", span, len(chart.Bars), chart.Width)
		}
		sum := 0
		for _, bar := range chart.Bars {
			var n int
			if _, err := fmt.Sscanf(regexp.MustCompile(`\d+$`).FindString(bar.Label), "%d", &n); err != nil {
				t.Fatal(bar.Label, err)
			}
			sum += n
		}
		want := 0
		for _, classes := range hours {
			for _, n := range classes {
				want += n
			}
		}
		if sum != want {
			t.Errorf("%d hours: the bars have %d entries, want %d", span, sum, want)
		}
		if none := newChart(hours, english, "1xx", 1); len(none.Bars) > 0 {
			t.Errorf("%d hours: bars of nothing", span)
		}
	}
}
