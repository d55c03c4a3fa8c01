package main

import (
	"bufio"
	"context"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/httpstatus-go/httpstatus/internal/logcount"
)

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
