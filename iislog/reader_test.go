package iislog

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/httpstatus-go/httpstatus"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// dump returns an entry as slowRead does.
func dump(e *Entry) string {
	var b strings.Builder
	at := "-"
	if !e.Time.IsZero() {
		at = e.Time.Format(time.DateTime)
	}
	fmt.Fprintf(&b, "line %d: %s %d.%d/%t %d %q×%d", e.Line, at, int(e.Status.Code), e.Status.Sub, e.HasSub, uint32(e.Win32), string(e.Reason), e.Events)
	for _, text := range [][]byte{e.Method, e.Stem, e.Query, e.Version, e.Host, e.User, e.UserAgent, e.Referer, e.Cookie, e.ClientIP, e.ServerIP, e.Site, e.Server, e.Queue} {
		fmt.Fprintf(&b, " %q", text)
	}
	taken := int64(e.Taken)
	if taken >= 0 {
		taken /= int64(time.Millisecond)
	}
	fmt.Fprintf(&b, " %d %d %d %d %d", e.ClientPort, e.ServerPort, e.Received, e.Sent, taken)
	for name, value := range e.Fields() {
		fmt.Fprintf(&b, " %q=%q", name, value)
	}
	return b.String()
}

// read reads all of a log. It reports a format that is refused.
func read(t *testing.T, src io.Reader) (lines []string, refused *FormatError) {
	t.Helper()
	for e, err := range NewReader(src).All() {
		var bad *LineError
		switch {
		case err == nil:
			lines = append(lines, dump(e))
		case errors.As(err, &bad):
			require.Nil(t, e)
			require.Contains(t, err.Error(), fmt.Sprintf("iislog: line %d: ", bad.Line))
			lines = append(lines, fmt.Sprintf("line %d: error", bad.Line))
		case errors.As(err, &refused):
		default:
			t.Fatal(err)
		}
	}
	return lines, refused
}

func readFile(t *testing.T, name string) string {
	t.Helper()
	file, err := os.ReadFile(filepath.Join("testdata", name))
	require.NoError(t, err)
	return string(file)
}

func logs(t testing.TB) []string {
	names, err := filepath.Glob("testdata/*.log")
	require.NoError(t, err)
	require.Len(t, names, 6)
	return names
}

// TestGolden reads the logs as versions of IIS write them, and compares what is in them with the golden files, which a
// person has read, and with the slow reader.
func TestGolden(t *testing.T) {
	for _, name := range logs(t) {
		t.Run(filepath.Base(name), func(t *testing.T) {
			input := readFile(t, filepath.Base(name))
			var b strings.Builder
			for e, err := range NewReader(strings.NewReader(input)).All() {
				if err != nil {
					fmt.Fprintln(&b, err)
					continue
				}
				fmt.Fprintln(&b, dump(e))
			}
			golden := strings.TrimSuffix(name, ".log") + ".golden"
			if *update {
				require.NoError(t, os.WriteFile(golden, []byte(b.String()), 0o666))
			}
			want, err := os.ReadFile(golden)
			require.NoError(t, err)
			assert.Equal(t, string(want), b.String())

			got, refused := read(t, strings.NewReader(input))
			require.Nil(t, refused)
			assert.Equal(t, slowRead(input), got)
			got, _ = read(t, iotest.OneByteReader(strings.NewReader(input)))
			assert.Equal(t, slowRead(input), got, "byte by byte")
		})
	}
}

func TestEntry(t *testing.T) {
	entries := make(map[int64]Entry)
	for e, err := range NewReader(strings.NewReader(strings.Clone(readFile(t, "iis85.log")))).All() {
		require.NoError(t, err)
		entries[e.Line] = *e
		switch e.Line {
		case 5:
			assert.Equal(t, httpstatus.OK.Sub(0), e.Status)
			assert.Equal(t, "/文件/报告.pdf", Text(e.Stem))
			assert.Equal(t, "203.0.113.7, 198.51.100.2", Text(e.Field("x-forwarded-for")))
			assert.Equal(t, "400", string(e.Field("Crypt-Protocol")))
			assert.Nil(t, e.Field("X-ARR-LOG-ID"))
			assert.Nil(t, e.Field("cs-nothing"))
			assert.Equal(t, 46*time.Millisecond, e.Taken)
			assert.Equal(t, int64(48211), e.Sent)
			assert.Equal(t, int64(912), e.Received)
			addr, err := e.ClientAddr()
			require.NoError(t, err)
			assert.Equal(t, "10.0.0.9", addr.String())
		case 6:
			assert.Equal(t, "0d0b9c2a-6c7d-4b7e-9f5e-5f0f6d7a8b9c", string(e.Field("X-ARR-LOG-ID")))
			assert.Equal(t, "404", string(e.Field("server-status")))
			assert.Equal(t, "0", string(e.Field("X-ARR-CACHE-HIT")))
			assert.Equal(t, time.Duration(-1), e.Taken)
			assert.Equal(t, int64(-1), e.Sent)
			assert.Nil(t, e.Field("X-Forwarded-For"))
		case 7:
			assert.Equal(t, ERROR_WINHTTP_TIMEOUT, e.Win32)
			assert.Equal(t, httpstatus.BadGateway.Sub(3), e.Status)
		case 12:
			assert.Equal(t, httpstatus.Forbidden.Sub(14), e.Status, "the columns changed")
			assert.Empty(t, e.Host, "nothing is left of the columns that were")
			assert.Equal(t, int64(-1), e.Sent)
		}
	}
	assert.Len(t, entries, 5)
}

func TestZones(t *testing.T) {
	for e, err := range NewReader(strings.NewReader(readFile(t, "iis75.log"))).All() {
		if err == nil && e.Line == 6 {
			client, err := e.ClientAddr()
			require.NoError(t, err)
			assert.Equal(t, "11", client.Zone())
			server, err := e.ServerAddr()
			require.NoError(t, err)
			assert.Equal(t, "fe80::1cf0:2b0e:9a6d:c4c4%11", server.String())
			return
		}
	}
	t.Fatal("line 6 is not there")
}

func TestText(t *testing.T) {
	for in, want := range map[string]string{
		"":                       "",
		"plain/path.htm":         "plain/path.htm",
		"Mozilla/5.0+(X11)":      "Mozilla/5.0 (X11)",
		"/caf\xe9":               `/caf\xE9`,
		"/café":                  "/café",
		"/文件":                    "/文件",
		"\x1b[31m\x7f":           `\x1B[31m\x7F`,
		"\u0085\u009f":           `\xC2\x85\xC2\x9F`,
		"\xe6\x96":               `\xE6\x96`,
		"a+b\u00a0c\ufffd\u202e": "a b\u00a0c\ufffd\u202e",
	} {
		assert.Equal(t, want, Text([]byte(in)))
	}
}

func TestErrors(t *testing.T) {
	const fields = "#Fields: date time cs-uri-stem sc-status sc-substatus sc-win32-status time-taken s-port\n"
	for _, test := range []struct{ line, want string }{
		{"2026-11-25 00:00:00 / 200 0 0 1\n", `7 columns in "2026-11-25 00:00:00 / 200 0 0 1": want the 8 of #Fields`},
		{"2026-11-25 00:00:00 / 200 0 0 1 80 9\n", `9 columns in "2026-11-25 00:00:00 / 200 0 0 1 80 9": want the 8 of #Fields`},
		{"2026-11-25 00:00:00  / 200 0 0 1 80 9\n", "10 columns"},
		{"2026-02-29 00:00:00 / 200 0 0 1 80\n", `date "2026-02-29": want a date, as "2026-11-25", or "-"`},
		{"2026-00-25 00:00:00 / 200 0 0 1 80\n", `date "2026-00-25"`},
		{"2026-11-25 00:60:00 / 200 0 0 1 80\n", `time "00:60:00": want a time, as "23:59:59", or "-"`},
		{"2026-11-25 0:00:00 / 200 0 0 1 80\n", `time "0:00:00"`},
		{"2026-11-25 00:00:00 / 99 0 0 1 80\n", `sc-status "99": want a status from 100 to 999, or "-"`},
		{"2026-11-25 00:00:00 / 1000 0 0 1 80\n", `sc-status "1000"`},
		{"2026-11-25 00:00:00 / +200 0 0 1 80\n", `sc-status "+200"`},
		{"2026-11-25 00:00:00 / 200 65536 0 1 80\n", `sc-substatus "65536": want a number from 0 to 65535, or "-"`},
		{"2026-11-25 00:00:00 / 200 0 4294967296 1 80\n", `sc-win32-status "4294967296": want a number from 0 to 4294967295, or "-"`},
		{"2026-11-25 00:00:00 / 200 0 0 9223372036855 80\n", `time-taken "9223372036855": want a number from 0 to 9223372036854, or "-"`},
		{"2026-11-25 00:00:00 / 200 0 0 " + strings.Repeat("9", 50) + " 80\n", `time-taken "` + strings.Repeat("9", 40) + `"...`},
		{"2026-11-25 00:00:00 / 200 0 0 1 65536\n", `s-port "65536": want a port from 0 to 65535, or "-"`},
		{"#Fields:\n", "#Fields names no column"},
		{"#Fields:" + strings.Repeat(" x", 1025) + "\n", "#Fields names 1025 columns: want at most 1024"},
		{strings.Repeat("x", MaxLine+10) + "\n", "too long: want at most 1048576 bytes"},
	} {
		var got []error
		next := false
		for e, err := range NewReader(strings.NewReader(fields + test.line + fields + "2026-11-25 00:00:00 /next 200 0 0 1 80\n")).All() {
			if err != nil {
				got = append(got, err)
			} else {
				next = string(e.Stem) == "/next"
			}
		}
		require.Len(t, got, 1, test.want)
		assert.Contains(t, got[0].Error(), "iislog: line 2: "+test.want)
		assert.Less(t, len(got[0].Error()), 160)
		assert.True(t, next, "the next line follows")
	}
	lines := 0
	for _, err := range NewReader(strings.NewReader(fields + "2026-11-25 00:00:00 / 200 0 0 1 8")).All() {
		lines++
		assert.ErrorIs(t, err, io.ErrUnexpectedEOF)
		assert.EqualError(t, err, "iislog: line 2: cut off: the input ends before the line does")
	}
	assert.Equal(t, 1, lines)

	lines = 0
	for e, err := range NewReader(strings.NewReader("2026-11-25 no columns\n2026-11-25 again\n")).All() {
		lines++
		assert.Nil(t, e)
		assert.EqualError(t, err, fmt.Sprintf("iislog: line %d: no #Fields before it: want a line that names the columns", lines))
	}
	assert.Equal(t, 2, lines)
}

// TestSourceError checks that an error of the source ends the entries, after those that came before it.
func TestSourceError(t *testing.T) {
	gone := errors.New("the disk is gone")
	src := io.MultiReader(strings.NewReader("#Fields: sc-status\n200\n40"), iotest.ErrReader(gone))
	var got []string
	for e, err := range NewReader(src).All() {
		if err != nil {
			assert.Equal(t, gone, err)
			got = append(got, "error")
		} else {
			got = append(got, e.Status.String())
		}
	}
	assert.Equal(t, []string{"200.0", "error"}, got)
}

// TestBreak checks that All goes on where a loop was left.
func TestBreak(t *testing.T) {
	r := NewReader(strings.NewReader("#Fields: sc-status\n200\n404\n500\n"))
	var got []int
	for range 4 {
		for e := range r.All() {
			got = append(got, int(e.Status.Code))
			break
		}
	}
	assert.Equal(t, []int{200, 404, 500}, got)
}

// TestOnly checks that the columns asked for are as they are without, wherever they stand, and the others are empty.
func TestOnly(t *testing.T) {
	columns := strings.Fields("date time cs-method cs-uri-stem sc-status time-taken x-custom")
	input := "#Fields: " + strings.Join(columns, " ") + "\n2026-11-25 00:00:07 GET /a 404 12 own\n2026-11-25 00:00:08 - - - - -\n"
	for set := range 1 << len(columns) {
		var only []string
		for i, c := range columns {
			if set&(1<<i) != 0 {
				only = append(only, strings.ToUpper(c))
			}
		}
		r := NewReader(strings.NewReader(input))
		r.Only(only...)
		lines := 0
		for e, err := range r.All() {
			require.NoError(t, err)
			if lines++; lines == 2 {
				continue
			}
			for i, c := range columns {
				want := ""
				if set&(1<<i) != 0 {
					want = strings.Fields("2026-11-25 00:00:07 GET /a 404 12 own")[i]
				}
				assert.Equal(t, want, string(e.Field(c)), "%s of %v", c, only)
			}
			assert.Equal(t, set&(1<<0) != 0, !e.Time.IsZero(), only)
			assert.Equal(t, set&(1<<4) != 0, e.Status.Code == 404, only)
			assert.Equal(t, set&(1<<5) != 0, e.Taken == 12*time.Millisecond, only)
			assert.Equal(t, set&(1<<2) != 0, string(e.Method) == "GET", only)
		}
		assert.Equal(t, 2, lines)
	}
}

func TestAllocs(t *testing.T) {
	var input bytes.Buffer
	input.WriteString(readFile(t, "iis10.log")[:strings.Index(readFile(t, "iis10.log"), "2026-11-25 00:00:06")])
	lines := strings.SplitAfter(readFile(t, "httperr.log"), "\n")
	input.WriteString(strings.Join(lines[:11], ""))
	once := input.Bytes()
	many := bytes.Repeat(once, 50)
	r := NewReader(nil)
	count := func(log []byte) float64 {
		src := bytes.NewReader(nil)
		return testing.AllocsPerRun(10, func() {
			src.Reset(log)
			r.Reset(src)
			for _, err := range r.All() {
				if err != nil {
					t.Fatal(err)
				}
			}
		})
	}
	headers := float64(2*50 - 2)
	perHeader := (count(many) - count(once)) / headers
	t.Logf("%.1f allocations a header", perHeader)
	assert.LessOrEqual(t, perHeader, 25.0, "headers alone allocate")

	body := append(slices.Clone(once[:bytes.Index(once, []byte("#Software: Microsoft HTTP"))]), bytes.Repeat([]byte(
		"2026-11-25 00:00:02 10.0.0.5 GET /a+b c=d%20e 443 - 198.51.100.23 curl/8.17.0 - 404 0 2 3\r\n"), 1000)...)
	short := body[:len(body)/2]
	short = short[:bytes.LastIndexByte(short, '\n')+1]
	assert.Equal(t, count(short), count(body), "lines allocate")
}

// FuzzReader compares the reader with the slow one, whole and byte by byte.
func FuzzReader(f *testing.F) {
	for _, name := range logs(f) {
		file, err := os.ReadFile(name)
		require.NoError(f, err)
		f.Add(string(file))
	}
	f.Add("\xef\xbb\xbf#Fields: time sc-status\n#Date: 2026-11-25 23:59:00\n23:59:60 404\n00:00:01 -\n")
	f.Add("#Fields: cs-uri cs-uri-stem s-siteid s-sitename sc-status sc-status\n/a?b /c 1 2 404 xx \n")
	f.Fuzz(func(t *testing.T, input string) {
		got, refused := read(t, strings.NewReader(input))
		if refused != nil {
			return
		}
		assert.Equal(t, slowRead(input), got)
		small, _ := read(t, iotest.OneByteReader(strings.NewReader(input)))
		assert.Equal(t, got, small)
	})
}
