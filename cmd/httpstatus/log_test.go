package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/httpstatus-go/httpstatus"
	"github.com/httpstatus-go/httpstatus/iislog"
	"github.com/httpstatus-go/httpstatus/internal/logcount"
)

func TestParseWhen(t *testing.T) {
	now := time.Date(2026, time.November, 25, 12, 0, 0, 0, time.UTC)
	for s, want := range map[string]string{
		"2026-11-24":                "2026-11-24T00:00:00Z",
		"2026-11-24 08:30":          "2026-11-24T08:30:00Z",
		"2026-11-24 08:30:15":       "2026-11-24T08:30:15Z",
		"2026-11-24T08:30":          "2026-11-24T08:30:00Z",
		"2026-11-24T08:30:15":       "2026-11-24T08:30:15Z",
		"2026-11-24T08:30:15+08:00": "2026-11-24T00:30:15Z",
		"90m":                       "2026-11-25T10:30:00Z",
		"7d":                        "2026-11-18T12:00:00Z",
		"0s":                        "2026-11-25T12:00:00Z",
		"-1h":                       "", "d": "", "-1d": "", "65536d": "", "yesterday": "", "2026-02-30": "",
	} {
		got, err := parseWhen("since", s, now)
		if (err == nil) != (want != "") || err == nil && got.Format(time.RFC3339) != want {
			t.Errorf("%q is %v, %v, want %s", s, got, err, want)
		}
	}
}

func TestStatusFilter(t *testing.T) {
	entry := func(code httpstatus.Code, sub int, has bool) *iislog.Entry {
		return &iislog.Entry{Status: code.Sub(sub), HasSub: has}
	}
	for _, test := range []struct {
		filter string
		entry  *iislog.Entry
		want   bool
	}{
		{"5xx", entry(503, 0, true), true},
		{"5XX", entry(599, 0, false), true},
		{"5xx", entry(404, 0, true), false},
		{"5xx", entry(0, 0, false), false},
		{"404", entry(404, 13, true), true},
		{"404", entry(404, 0, false), true},
		{"404.13", entry(404, 13, true), true},
		{"404-13", entry(404, 13, true), true},
		{"404.13", entry(404, 14, true), false},
		{"404.0", entry(404, 0, true), true},
		{"404.0", entry(404, 0, false), false},
		{"5xx, 404.13|200", entry(200, 0, true), true},
		{"5xx, 404.13|200", entry(404, 13, true), true},
		{"5xx, 404.13|200", entry(404, 12, true), false},
	} {
		match, err := parseStatusFilter(test.filter)
		if err != nil || match(test.entry) != test.want {
			t.Errorf("%q of %v: %v, want %t", test.filter, test.entry.Status, err, test.want)
		}
	}
}

func TestProgressLine(t *testing.T) {
	for _, test := range []struct {
		read, size int64
		took       time.Duration
		lang       language
		want       string
	}{
		{0, 1_000_000_000, time.Second, english, "[....................]   0%  0 B / 1.0 GB  0 B/s"},
		{250_000_000, 1_000_000_000, time.Second, english, "[#####...............]  25%  250 MB / 1.0 GB  250 MB/s  3s left"},
		{500_000_000, 1_000_000_000, 2 * time.Second, simplifiedChinese, "[##########..........]  50%  500 MB / 1.0 GB  250 MB/s  剩余 2s"},
		{1_000_000_000, 1_000_000_000, 4 * time.Second, english, "[####################] 100%  1.0 GB / 1.0 GB  250 MB/s  0s left"},
		{2_000, 1_000, time.Second, english, "[####################] 100%  2 kB / 1 kB  2 kB/s  0s left"},
		{5_500, 0, time.Second, english, "6 kB  6 kB/s"},
	} {
		if got := progressLine(test.read, test.size, test.took, test.lang); got != test.want {
			t.Errorf("got  %q,\nwant %q", got, test.want)
		}
	}
}

// TestShowProgress checks that the bar is drawn, and taken away.
func TestShowProgress(t *testing.T) {
	var read atomic.Int64
	pr, pw := io.Pipe()
	stop := showProgress(pw, &read, 100, english)
	in := bufio.NewReader(pr)
	read.Store(50)
	line, err := in.ReadString('K')
	if err != nil || !strings.HasPrefix(line, "\r[##########..........]  50%") {
		t.Errorf("got %q, %v", line, err)
	}
	go func() {
		stop()
		pw.Close()
	}()
	rest, err := io.ReadAll(in)
	if err != nil || !strings.HasSuffix(string(rest), "\r\x1b[K") {
		t.Errorf("got %q, %v; want it erased", rest, err)
	}
}

// TestFollow checks that what comes is printed, through the next file, and the table of all at the end.
func TestFollow(t *testing.T) {
	dir := ""
	write := func(name, text string) {
		t.Helper()
		f, err := os.OpenFile(filepath.Join(dir, name), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o666)
		if err == nil {
			_, err = f.WriteString(text)
			f.Close()
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	const fields = "#Fields: date time cs-method cs-uri-stem c-ip sc-status sc-substatus sc-win32-status"
	for _, asJSON := range []bool{false, true} {
		header, options := fields+"\r\n", logcount.Options{}
		if asJSON {
			header, options.Fields = "", fields
		}
		dir = t.TempDir()
		write("u_ex261124.log", header+"2026-11-24 23:59:00 GET /old 198.51.100.7 200 0 0\r\n")
		pr, pw := io.Pipe()
		var stderr strings.Builder
		r := &logRun{command: &command{json: asJSON, stdout: bufio.NewWriter(pw), stderr: &stderr}, options: options}
		ctx, cancel := context.WithCancel(context.Background())
		done := make(chan error, 1)
		go func() {
			err := r.followLog(ctx, dir)
			r.stdout.Flush()
			pw.Close()
			done <- err
		}()
		lines := bufio.NewReader(pr)
		next := func() string {
			t.Helper()
			line, err := lines.ReadString('\n')
			if err != nil {
				t.Fatal(err)
			}
			return strings.TrimSuffix(line, "\n")
		}
		time.Sleep(100 * time.Millisecond) // what is written before it has begun is old
		write("u_ex261125.log", header+"2026-11-25 00:00:01 GET /new+page 198.51.100.8 404 13 2\r\n2026-11-25 00:00:02 - - - - - ")
		got := next()
		if asJSON {
			var entry followedEntry
			if err := json.Unmarshal([]byte(got), &entry); err != nil {
				t.Fatal(err)
			}
			want := followedEntry{"2026-11-25T00:00:01Z", "404.13", 2, "ERROR_FILE_NOT_FOUND", "", entry.Title, "GET", "/new page", "198.51.100.8"}
			if entry != want || entry.Title == "" {
				t.Errorf("got %+v, want %+v", entry, want)
			}
		} else if !regexp.MustCompile(`^2026-11-25 00:00:01  404\.13  .+  2 ERROR_FILE_NOT_FOUND  GET  /new page  198\.51\.100\.8$`).MatchString(got) {
			t.Errorf("got %q", got)
		}
		cancel()
		rest, err := io.ReadAll(lines)
		if err != nil {
			t.Fatal(err)
		}
		if err := <-done; err != nil {
			t.Error(err)
		}
		if asJSON {
			if len(rest) > 0 {
				t.Errorf("got %q after the values", rest)
			}
		} else if !strings.Contains(string(rest), "Entries: 2, from 2026-11-24 23:59:00 to 2026-11-25 00:00:01 UTC\n") {
			t.Errorf("the table is\n%s", rest)
		}
		if stderr.String() != "" {
			t.Errorf("stderr has %q", stderr.String())
		}
	}
}

// countOf counts a log for the page.
func countOf(t *testing.T, r *logRun, log string) (*logcount.Counter, []logcount.File) {
	t.Helper()
	r.options.By, r.flags.top = logcount.ByURL, 3
	r.options.Hours = true
	c, files := logcount.Count(context.Background(), []logcount.Input{{Name: "<u_ex>.log", Open: func() (io.ReadCloser, error) {
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
