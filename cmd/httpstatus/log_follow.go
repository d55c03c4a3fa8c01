package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/httpstatus-go/httpstatus/iislog"
	"github.com/httpstatus-go/httpstatus/internal/logcount"
)

// followLog prints the entries that come to the log at path, through the next files, until ctx is done, and then the
// table of what there was before too.
func (r *logRun) followLog(ctx context.Context, path string) error {
	f, err := iislog.Follow(ctx, path)
	if err != nil {
		return pathError(err)
	}
	defer f.Close()
	// What was there already is of the table only.
	counter := logcount.NewCounter(r.options.By, false)
	files := []logcount.File{{Name: path}}
	header := r.options.Header()
	for e, err := range iislog.NewReader(io.MultiReader(strings.NewReader(header), f)).All() {
		var bad *iislog.LineError
		if errors.As(err, &bad) && header != "" {
			bad.Line--
		}
		switch {
		case err == nil:
			if r.options.Wants(e) {
				counter.Count(e)
				if f.Live() {
					if err := r.writeEntry(e); err != nil {
						return err
					}
				}
			}
		case bad == nil:
			return fmt.Errorf("%s: %s", path, strings.TrimPrefix(err.Error(), "iislog: "))
		case errors.Is(err, io.ErrUnexpectedEOF) && ctx.Err() != nil: // the rest was still being waited for
		default:
			files[0].Bad++
			if f.Live() {
				fmt.Fprintf(r.stderr, "httpstatus: %s: %s\n", path, strings.TrimPrefix(err.Error(), "iislog: "))
			}
		}
	}
	if r.json {
		return nil // each value was printed
	}
	counter.Sort()
	if counter.Entries == 0 {
		fmt.Fprintf(r.stderr, "httpstatus: %s\n", logTexts[r.lang].Nothing)
		return errFalse
	}
	r.stdout.WriteByte('\n')
	return r.write(counter, files)
}

// A followedEntry is what -follow prints with -json.
type followedEntry struct {
	Time      string `json:"time,omitempty"`
	Status    string `json:"status"`
	Win32     uint32 `json:"win32"`
	Win32Name string `json:"win32Name,omitempty"`
	Reason    string `json:"reason,omitempty"`
	Title     string `json:"title"`
	Method    string `json:"method,omitempty"`
	URL       string `json:"url,omitempty"`
	Client    string `json:"client,omitempty"`
}

// writeEntry prints an entry at once.
func (r *logRun) writeEntry(e *iislog.Entry) error {
	k := logcount.Key{Status: e.Status, HasSub: e.HasSub, Win32: e.Win32, Reason: e.Reason}
	out := followedEntry{
		Status: number(k), Win32: uint32(e.Win32), Reason: string(e.Reason), Title: r.lang.title(k),
		Method: iislog.Text(e.Method), URL: iislog.Text(e.Stem), Client: iislog.Text(e.ClientIP),
	}
	if !e.Time.IsZero() {
		out.Time = e.Time.Format(time.RFC3339)
	}
	if e.Win32 != iislog.ERROR_SUCCESS {
		out.Win32Name = e.Win32.Name()
	}
	if r.json {
		encoder := json.NewEncoder(r.stdout)
		encoder.SetEscapeHTML(false)
		if err := encoder.Encode(out); err != nil {
			return err
		}
		return r.stdout.Flush()
	}
	line := []string{clock(out.Time), r.paint(classColor(e.Status.Code.Class()), out.Status), out.Title, windows(e.Win32), out.Method, out.URL, out.Client}
	kept := line[:0]
	for _, word := range line {
		if word != "" {
			kept = append(kept, word)
		}
	}
	fmt.Fprintln(r.stdout, strings.Join(kept, "  "))
	return r.stdout.Flush()
}
