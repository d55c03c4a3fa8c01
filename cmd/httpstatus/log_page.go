package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"maps"
	"net"
	"net/http"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/httpstatus-go/httpstatus"
	"github.com/httpstatus-go/httpstatus/internal/logcount"
	"github.com/httpstatus-go/httpstatus/problem"
)

var (
	//go:embed log.html
	logPage string
	//go:embed log.css
	logStyle string
)

// maxPageRows is how many statuses the page has at the most, and maxPageFiles how many names of files.
const (
	maxPageRows  = 100
	maxPageFiles = 20
)

// What the template of the page is given.
type (
	logPageData struct {
		Lang, Language, Policy, Summary, More string
		Remedy, By, Colon, Comma              string
		Style                                 template.CSS
		Text                                  logTextSet
		Languages                             []logLanguage
		Charts                                []logChart
		Rows                                  []logPageRow
		Full                                  bool
		Files                                 []string
	}
	logLanguage struct {
		Tag, Name, URL string
		Current        bool
	}
	logPageRow struct {
		logRow
		ID, Percent, Windows string
		Class                int
	}
	logChart struct {
		Name, Most, Label, From, To string
		Width                       int
		Bars                        []logBar
		Key                         []logChartKey
	}
	logBar struct {
		Class     int
		X, Width  string
		Y, Height string
		Label     string
	}
	logChartKey struct {
		Class int
		Name  string
	}
)

// logPolicy returns what the page may do: it has its style and nothing else.
func logPolicy() string {
	sum := sha256.Sum256([]byte(logStyle))
	return "default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'; img-src data:; base-uri 'none'; form-action 'none'"
}

// renderPage returns the page in a language. A page in a file has no links to other languages, and its policy in itself.
func (r *logRun) renderPage(c *logcount.Counter, files []logcount.File, l language, served bool) ([]byte, error) {
	report := r.newReport(c, files, l)
	text := logTexts[l]
	data := logPageData{
		Lang: l.tag(), Language: labels[l].page.Language, Summary: r.summary(report, l), Remedy: labels[l].remedy, By: text.By[r.options.By],
		Colon: labels[l].colon, Comma: labels[l].comma, Style: template.CSS(logStyle), Text: text, Full: report.Full, Files: report.Files,
	}
	if served {
		for i := range languages {
			data.Languages = append(data.Languages, logLanguage{Tag: i.tag(), Name: labels[i].language, Current: i == l, URL: "/?lang=" + i.tag()})
		}
	} else {
		data.Policy = logPolicy()
	}
	if more := len(data.Files) - maxPageFiles; more > 0 {
		data.Files = append(data.Files[:maxPageFiles:maxPageFiles], fmt.Sprintf("+%d", more))
	}
	for i, row := range report.Rows {
		if i == maxPageRows {
			data.More = fmt.Sprintf(text.More, len(report.Rows)-maxPageRows)
			break
		}
		data.Rows = append(data.Rows, logPageRow{
			logRow: row, ID: "s" + strconv.Itoa(i+1), Percent: percent(row.Share), Windows: windows(row.key.Win32), Class: int(row.key.Status.Code.Class()),
		})
	}
	if len(c.Hours) > 0 {
		data.Charts = append(data.Charts, newChart(c.Hours, l, text.All, 0, 1, 2, 3, 4, 5))
		if failures := newChart(c.Hours, l, text.Failures, 4, 5); len(failures.Bars) > 0 {
			data.Charts = append(data.Charts, failures)
		}
	}
	var body bytes.Buffer
	page, err := template.New("log.html").Parse(logPage)
	if err == nil {
		err = page.Execute(&body, data)
	}
	return body.Bytes(), err
}

// maxSteps is how many bars stand side by side at the most.
const maxSteps = 96

// newChart stacks the entries of some classes in steps of time.
func newChart(hours map[int64]*[6]int, l language, name string, classes ...int) logChart {
	all := slices.Sorted(maps.Keys(hours))
	first, last := all[0], all[len(all)-1]
	step := (last-first)/maxSteps + 1
	for _, round := range []int64{1, 2, 3, 6, 12, 24, 48, 7 * 24} {
		if round >= step {
			step = round
			break
		}
	}
	first -= (first%step + step) % step
	sums := make([][6]int, (last-first)/step+1)
	most := 0
	for h, counts := range hours {
		for _, class := range classes {
			sums[(h-first)/step][class] += counts[class]
		}
	}
	for _, sum := range sums {
		total := 0
		for _, n := range sum {
			total += n
		}
		most = max(most, total)
	}

	text := logTexts[l]
	nameOf := func(class int) string {
		if class == 0 {
			return text.NoStatus
		}
		return labels[l].classes[class]
	}
	at := func(h int64) string { return time.Unix(3600*h, 0).UTC().Format("2006-01-02 15:04") }
	chart := logChart{
		Name: name, Width: 10 * len(sums), Most: "≤ " + strconv.Itoa(most), From: at(first), To: at(first + int64(len(sums))*step),
		Label: fmt.Sprintf(text.Chart, name, at(first), at(first+int64(len(sums))*step), step, most),
	}
	decimal := func(f float64) string { return strconv.FormatFloat(f, 'f', -1, 32) }
	seen := make(map[int]bool)
	for i, sum := range sums {
		y := 100.0
		for _, class := range classes {
			if sum[class] == 0 {
				continue
			}
			height := 100 * float64(sum[class]) / float64(most)
			y -= height
			seen[class] = true
			when := fmt.Sprintf(text.Hour, at(first+int64(i)*step), step)
			chart.Bars = append(chart.Bars, logBar{
				Class: class, X: decimal(10*float64(i) + 0.5), Width: "9", Y: decimal(max(y, 0)), Height: decimal(height),
				Label: fmt.Sprintf(text.Bar, when, nameOf(class)+" "+strconv.Itoa(sum[class])),
			})
		}
	}
	for _, class := range classes {
		if seen[class] {
			name := nameOf(class)
			if class > 0 {
				name = httpstatus.Class(class).String() + " " + name
			}
			chart.Key = append(chart.Key, logChartKey{class, name})
		}
	}
	return chart
}

// writePage writes the page to the file that -html names, whole or not at all.
func (r *logRun) writePage(c *logcount.Counter, files []logcount.File) error {
	if c.Entries == 0 {
		return nil
	}
	page, err := r.renderPage(c, files, r.lang, false)
	if err != nil {
		return err
	}
	temporary, err := os.CreateTemp(filepath.Dir(r.flags.html), ".httpstatus-*")
	if err != nil {
		return pathError(err)
	}
	defer os.Remove(temporary.Name())
	_, err = temporary.Write(page)
	if closed := temporary.Close(); err == nil {
		err = closed
	}
	if err == nil {
		err = os.Chmod(temporary.Name(), 0o644)
	}
	if err == nil {
		err = os.Rename(temporary.Name(), r.flags.html)
	}
	return pathError(err)
}

// servePage answers requests with the page until the process is interrupted or terminated.
func (r *logRun) servePage(c *logcount.Counter, files []logcount.File) error {
	handler, err := r.newPageHandler(c, files)
	if err != nil {
		return err
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	return r.serveHandler(ctx, handler, func(origin string) string { return fmt.Sprintf(logTexts[r.lang].Serving, origin) })
}

// newPageHandler returns a handler that has the page in every language.
func (r *logRun) newPageHandler(c *logcount.Counter, files []logcount.File) (http.Handler, error) {
	var pages [languages][]byte
	for l := range languages {
		page, err := r.renderPage(c, files, l, true)
		if err != nil {
			return nil, err
		}
		pages[l] = page
	}
	return problem.Handler(func(w http.ResponseWriter, req *http.Request) error {
		switch {
		case !r.ownHost(req.Host):
			// The name of another site that was looked up to this machine: its scripts must not read the log.
			return httpstatus.MisdirectedRequest
		case req.URL.Path != "/":
			return httpstatus.NotFound
		case req.Method != http.MethodGet && req.Method != http.MethodHead:
			return &problem.Error{Code: httpstatus.MethodNotAllowed, Header: http.Header{"Allow": {"GET, HEAD"}}}
		}
		l := matchLanguage(req.Header.Values("Accept-Language")...)
		if tag := req.URL.Query().Get("lang"); tag != "" {
			chosen, err := parseLanguage(tag)
			if err != nil {
				return refuse(httpstatus.BadRequest, labels[l].page.BadLang, quote(tag), strings.Join(ownLanguages(), labels[l].comma))
			}
			l = chosen
		}
		h := w.Header()
		h.Set("Content-Type", "text/html; charset=utf-8")
		h.Set("Content-Language", l.tag())
		h.Set("Vary", "Accept-Language")
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Cache-Control", "no-store") // it has addresses of people
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Content-Security-Policy", logPolicy()+"; frame-ancestors 'none'")
		h.Set("Content-Length", strconv.Itoa(len(pages[l])))
		w.Write(pages[l])
		return nil
	}), nil
}

// ownHost reports whether a request is for this server by its address, by localhost, or by the name that -addr has.
func (r *logRun) ownHost(host string) bool {
	name := host
	if h, _, err := net.SplitHostPort(host); err == nil {
		name = h
	}
	name = strings.Trim(name, "[]")
	own, _, err := splitAddr(r.addr)
	return strings.EqualFold(name, "localhost") || net.ParseIP(name) != nil || err == nil && strings.EqualFold(name, own)
}
