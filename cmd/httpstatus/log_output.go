package main

import (
	"cmp"
	"encoding/csv"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/httpstatus-go/httpstatus/iislog"
	"github.com/httpstatus-go/httpstatus/internal/logcount"
	"github.com/httpstatus-go/httpstatus/internal/logtext"
	"github.com/httpstatus-go/httpstatus/messages"
	xlanguage "golang.org/x/text/language"
)

// message returns the text of a status in a log.
func (l language) message(k logcount.Key) messages.Message {
	if k.HasSub {
		return l.dictionary().Substatus(k.Status)
	}
	return l.dictionary().Code(k.Status.Code)
}

// title returns what the status of a row is called, after the reason of http.sys if there is one.
func (l language) title(k logcount.Key) string {
	title := ""
	if k.Status.Code != 0 {
		title = l.message(k).Title
	}
	switch {
	case k.Reason == "":
		return cmp.Or(title, logTexts[l].NoStatus)
	case title == "":
		return string(k.Reason)
	}
	return string(k.Reason) + labels[l].colon + title
}

// number returns the status as it is looked up: "403.14", "503", "-" if no response was sent.
func number(k logcount.Key) string {
	switch {
	case k.Status.Code == 0:
		return "-"
	case k.HasSub:
		return k.Status.String()
	}
	return strconv.Itoa(int(k.Status.Code))
}

func (l language) xtag() xlanguage.Tag { return l.dictionary().Tag() }

// windows returns what Windows says of a row; "" if that is no error.
func windows(w iislog.Win32) string {
	if w == iislog.ERROR_SUCCESS {
		return ""
	}
	return w.String()
}

// A logRow is a row of the table, in JSON and on the page.
type logRow struct {
	key   logcount.Key
	Count int64   `json:"count"`
	Share float64 `json:"share"` // of all entries, 0 to 1

	Status     string    `json:"status"` // "403.14", "503"; "-" if no response was sent
	Code       int       `json:"code"`
	Substatus  *int      `json:"substatus,omitempty"`
	Win32      uint32    `json:"win32"`
	Win32Name  string    `json:"win32Name,omitempty"`
	Win32Text  string    `json:"win32Text,omitempty"`
	Reason     string    `json:"reason,omitempty"` // of http.sys
	ReasonText string    `json:"reasonText,omitempty"`
	Title      string    `json:"title"`
	Detail     string    `json:"detail,omitempty"`
	Remedy     string    `json:"remedy,omitempty"`
	Top        []logItem `json:"top,omitempty"`
	Others     int64     `json:"others,omitempty"` // entries with the status that are in none of top
}

// A logItem is the entries with one address, client, site, hour or agent.
type logItem struct {
	Text  string `json:"text"` // "" if the log does not say it
	Count int64  `json:"count"`
}

// A logReport is what -json prints.
type logReport struct {
	Language string   `json:"language"`
	Files    []string `json:"files"`
	Entries  int64    `json:"entries"`
	Bad      int64    `json:"bad"` // lines that could not be read
	First    string   `json:"first,omitempty"`
	Last     string   `json:"last,omitempty"`
	By       string   `json:"by,omitempty"` // what top is of
	Rows     []logRow `json:"rows"`
	Others   int64    `json:"others,omitempty"` // entries of statuses that there was no room for
	Full     bool     `json:"full,omitempty"`   // there was no room for all: some of top may be missing
}

// newReport makes the report of what was counted, in a language.
func (r *logRun) newReport(c *logcount.Counter, files []logcount.File, l language) logReport {
	report := logReport{Language: l.tag(), Files: []string{}, Entries: c.Entries, By: bys[r.options.By], Others: c.Others, Full: c.Full()}
	for _, f := range files {
		report.Files = append(report.Files, f.Name)
		report.Bad += f.Bad
	}
	if !c.First.IsZero() {
		report.First, report.Last = c.First.Format(time.RFC3339), c.Last.Format(time.RFC3339)
	}
	report.Rows = make([]logRow, len(c.Rows))
	for i, row := range c.Rows {
		report.Rows[i] = r.newRow(row, c.Entries, l)
	}
	return report
}

func (r *logRun) newRow(row *logcount.Row, all int64, l language) logRow {
	k := row.Key
	made := logRow{
		key: k, Count: row.Count, Share: float64(row.Count) / float64(all),
		Status: number(k), Code: int(k.Status.Code), Win32: uint32(k.Win32), Reason: string(k.Reason), ReasonText: logtext.Reason(k.Reason, l.xtag()),
		Title: l.title(k),
	}
	if k.HasSub {
		made.Substatus = &k.Status.Sub
	}
	if k.Win32 != iislog.ERROR_SUCCESS {
		made.Win32Name, made.Win32Text = k.Win32.Name(), logtext.Win32(k.Win32, l.xtag())
	}
	if k.Status.Code != 0 {
		m := l.message(k)
		made.Detail, made.Remedy = m.Detail, m.Remedy
	}
	if r.options.By != logcount.ByNothing {
		top := row.Items[:min(r.flags.top, len(row.Items))]
		made.Others = row.Count
		for _, item := range top {
			made.Top = append(made.Top, logItem{r.itemText(item.Text), item.Count})
			made.Others -= item.Count
		}
	}
	return made
}

// itemText returns a column for people. An hour has no signs that stand for others.
func (r *logRun) itemText(text string) string {
	if r.options.By == logcount.ByHour {
		return text
	}
	return iislog.Text([]byte(text))
}

// write writes what was counted as the flags say.
func (r *logRun) write(c *logcount.Counter, files []logcount.File) error {
	report := r.newReport(c, files, r.lang)
	switch {
	case r.json:
		return writeJSON(r.stdout, report)
	case r.flags.csv:
		return r.writeCSV(report)
	case len(report.Rows) > 0:
		r.writeTable(report)
	}
	return nil
}

// writeCSV writes a line for each row, or with -top for each of its addresses and those that are in none.
func (r *logRun) writeCSV(report logReport) error {
	w := csv.NewWriter(r.stdout)
	header := []string{"count", "status", "code", "substatus", "win32", "win32_name", "reason", "title"}
	if report.By != "" {
		header = append(header, report.By, "part")
	}
	w.Write(header)
	for _, row := range report.Rows {
		sub := ""
		if row.Substatus != nil {
			sub = strconv.Itoa(*row.Substatus)
		}
		record := []string{
			strconv.FormatInt(row.Count, 10), row.Status, strconv.Itoa(row.Code), sub,
			strconv.FormatUint(uint64(row.Win32), 10), row.Win32Name, cell(row.Reason), cell(row.Title),
		}
		if row.Status == "-" {
			record[1], record[2] = "", ""
		}
		if report.By == "" {
			w.Write(record)
			continue
		}
		for _, item := range row.Top {
			w.Write(append(slices.Clone(record), cell(item.Text), strconv.FormatInt(item.Count, 10)))
		}
		if row.Others > 0 {
			w.Write(append(record, logTexts[r.lang].Others, strconv.FormatInt(row.Others, 10)))
		}
	}
	if report.Others > 0 {
		record := make([]string, len(header))
		record[0], record[7] = strconv.FormatInt(report.Others, 10), logTexts[r.lang].Others
		w.Write(record)
	}
	w.Flush()
	return w.Error()
}

// cell returns text that a client wrote in a form that a spreadsheet does not take for a formula.
func cell(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r", rune(s[0])) {
		return "'" + s
	}
	return s
}

// writeTable writes the table for people.
func (r *logRun) writeTable(report logReport) {
	text := logTexts[r.lang]
	r.stdout.WriteString(r.paint(faint, r.summary(report, r.lang)) + "\n\n")

	cells := [][5]string{{text.Count, text.Share, text.Status, text.Windows, text.Meaning}}
	for _, row := range report.Rows {
		cells = append(cells, [5]string{strconv.FormatInt(row.Count, 10), percent(row.Share), row.Status, windows(row.key.Win32), row.Title})
	}
	var wide [5]int
	for _, line := range cells {
		for i, cell := range line {
			wide[i] = max(wide[i], columns(cell))
		}
	}
	if wide[3] == columns(text.Windows) && !slices.ContainsFunc(report.Rows, func(r logRow) bool { return r.Win32 != 0 }) {
		wide[3] = 0 // no row has any
	}
	for i, line := range cells {
		style, number := faint, faint
		if i > 0 {
			style, number = "", classColor(report.Rows[i-1].key.Status.Code.Class())
		}
		out := pad(line[0], wide[0]) + r.paint(style, line[0]) + "  " + pad(line[1], wide[1]) + r.paint(style, line[1]) + "  " +
			r.paint(number, line[2]) + pad(line[2], wide[2]) + "  "
		if wide[3] > 0 {
			out += r.paint(style, line[3]) + pad(line[3], wide[3]) + "  "
		}
		fmt.Fprintln(r.stdout, out+r.paint(style, line[4]))
		if i > 0 {
			row := report.Rows[i-1]
			for _, item := range row.Top {
				r.writeItem(item.Count, cmp.Or(item.Text, text.NotLogged), wide[0])
			}
			if row.Others > 0 {
				r.writeItem(row.Others, text.Others, wide[0])
			}
		}
	}
	if report.Others > 0 {
		r.writeItem(report.Others, text.OtherStatuses, wide[0])
	}
	if report.Full {
		fmt.Fprintf(r.stdout, "\n%s\n", text.Full)
	}
	if r.flags.explain {
		r.writeRemedies(report)
	}
}

func (r *logRun) writeItem(count int64, text string, wide int) {
	n := strconv.FormatInt(count, 10)
	fmt.Fprintf(r.stdout, "%s%s  %s\n", pad(n, wide+4), r.paint(faint, n), text)
}

// summary says in a line what was counted.
func (r *logRun) summary(report logReport, l language) string {
	text := logTexts[l]
	s := fmt.Sprintf(text.Entries, report.Entries)
	if report.First != "" {
		s += text.Between + fmt.Sprintf(text.Range, clock(report.First), clock(report.Last))
	}
	if report.Bad > 0 {
		s += text.Between + fmt.Sprintf(text.Bad, report.Bad)
	}
	return s
}

// clock writes a time of the report for people.
func clock(s string) string {
	return strings.TrimSuffix(strings.Replace(s, "T", " ", 1), "Z")
}

func percent(share float64) string { return strconv.FormatFloat(100*share, 'f', 1, 64) + "%" }

// explained is how many statuses -explain says what to do for.
const explained = 5

// failure reports whether a row is of something that went wrong.
func (row *logRow) failure() bool { return row.Code >= 400 || row.Reason != "" }

// writeRemedies says what to do for the failures that are most frequent.
func (r *logRun) writeRemedies(report logReport) {
	text := logTexts[r.lang]
	left := explained
	for _, row := range report.Rows {
		if !row.failure() || left == 0 {
			continue
		}
		left--
		fmt.Fprintf(r.stdout, "\n%s %s\n", r.paint(classColor(row.key.Status.Code.Class()), row.Status), r.paint(bold, row.Title))
		lines := [][2]string{{row.Reason, row.ReasonText}, {windows(row.key.Win32), row.Win32Text}, {labels[r.lang].remedy, row.Remedy}}
		for _, line := range lines {
			if line[1] != "" {
				fmt.Fprintf(r.stdout, "  %s%s%s\n", r.paint(faint, line[0]), labels[r.lang].colon, line[1])
			}
		}
	}
	if left == explained {
		fmt.Fprintf(r.stdout, "\n%s\n", text.NoFailure)
	}
}
