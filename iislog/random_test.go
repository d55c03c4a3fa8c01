package iislog

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestRandom compares the reader with the slow one on logs of many shapes: columns in any order, twice and with names of their own,
// directives in the middle, values at and beyond their limits, and dates by the clock alone.
func TestRandom(t *testing.T) {
	entries := 0
	for seed := range uint64(3000) {
		r := rand.New(rand.NewPCG(seed, 19))
		input := randomLog(r)
		want := slowRead(input)
		got, refused := read(t, strings.NewReader(input))
		if refused != nil {
			require.Regexp(t, "[^\x00\n]\x00", input, "it is text")
			continue
		}
		require.Equal(t, want, got, "seed %d: %q", seed, input)
		got, _ = read(t, iotest.OneByteReader(strings.NewReader(input)))
		require.Equal(t, want, got, "byte by byte: %q", input)

		only := randomColumns(r)
		reader := NewReader(strings.NewReader(input))
		reader.Only(only...)
		got = nil
		for e, err := range reader.All() {
			var bad *LineError
			if errors.As(err, &bad) {
				got = append(got, fmt.Sprintf("line %d: error", bad.Line))
				continue
			}
			require.NoError(t, err)
			entries++
			got = append(got, dump(e))
		}
		require.Equal(t, slowRead(input, only...), got, "seed %d: only %q of %q", seed, only, input)
	}
	assert.Greater(t, entries, 10_000, "most lines are good ones")
}

// pick returns one of some things.
func pick[T any](r *rand.Rand, of ...T) T { return of[r.IntN(len(of))] }

// randomLog makes a log of some lines.
func randomLog(r *rand.Rand) string {
	var b strings.Builder
	if r.IntN(8) == 0 {
		b.WriteString("\ufeff")
	}
	var columns []string
	if r.IntN(8) == 0 {
		columns = httperrColumns[:12+r.IntN(2)] // without a line that says so
	} else {
		columns = randomHeader(r, &b, nil)
	}
	for range 4 + r.IntN(12) {
		switch r.IntN(12) {
		case 0:
			columns = randomHeader(r, &b, columns)
		case 1:
			b.WriteString(pick(r, "#Remark: date time", "#", "#Fields date", "# Fields: time", "#Date 2026-01-01 00:00:00", "") + pick(r, "\n", "\r\n"))
		default:
			randomLine(r, &b, columns)
		}
	}
	if r.IntN(8) == 0 {
		b.WriteString(pick(r, "2026-11-25 00:0", "\x00\x00", "#"))
	}
	return b.String()
}

// randomHeader writes directives, and returns the columns that count from there on.
func randomHeader(r *rand.Rand, b *strings.Builder, columns []string) []string {
	end := pick(r, "\n", "\r\n")
	b.WriteString("#Software: Microsoft Internet Information Services 10.0" + end)
	if r.IntN(3) > 0 {
		b.WriteString("#Date:" + pick(r, " ", "", "\t") + randomDate(r) + pick(r, " ", " ", " ", "", "T", "  ") + pick(r, randomTime(r), randomTime(r), "", "x", "24:00:00") + end)
	}
	switch n := r.IntN(24); {
	case n == 0 && columns == nil:
		return nil // no columns yet
	case n == 1:
		b.WriteString("#Fields:" + pick(r, "", " ") + end)
		return nil
	case n < 8 && columns != nil: // as it was
	default:
		columns = randomColumns(r)
	}
	b.WriteString("#Fields:" + pick(r, " ", "", "\t") + strings.Join(columns, pick(r, " ", " ", "  ", "\t")) + pick(r, "", " ") + end)
	return columns
}

// randomColumns returns names of columns: what IIS and http.sys log, as they and their documentation write it, and others.
func randomColumns(r *rand.Rand) []string {
	var columns []string
	if r.IntN(2) == 0 {
		columns = append(columns, pick(r, "date", "Date"))
	}
	if r.IntN(3) > 0 {
		columns = append(columns, pick(r, "time", "TIME"))
	}
	for range 1 + r.IntN(7) {
		columns = append(columns, pick(r, strings.Fields(`date time s-sitename s-computername s-ip cs-method cs-uri-stem cs-uri-query s-port
			cs-username c-ip cs-version cs(User-Agent) cs(UserAgent) cs(Cookie) cs(Referer) cs(Referrer) cs-host cs(Host) sc-status sc-substatus
			sc-win32-status sc-bytes cs-bytes time-taken c-port cs-uri s-siteid s-reason s-queuename streamid transport X-Forwarded-For x-own
			SC-STATUS Cs-Uri-Stem CS(COOKIE)`)...))
	}
	if r.IntN(3) == 0 {
		r.Shuffle(len(columns), func(i, j int) { columns[i], columns[j] = columns[j], columns[i] })
	}
	return columns
}

// randomLine writes a line. One of four has something bad in it.
func randomLine(r *rand.Rand, b *strings.Builder, columns []string) {
	bad := -1
	if r.IntN(4) == 0 {
		bad = r.IntN(len(columns) + 2)
	}
	if r.IntN(12) == 0 {
		b.WriteString(strings.Repeat("\x00", 1+r.IntN(20))) // what a crash left
	}
	for i, column := range columns {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(randomValue(r, strings.ToLower(column), i == bad))
	}
	if bad == len(columns) {
		b.WriteString(pick(r, " x", "  ", " - -"))
	}
	b.WriteString(pick(r, "\n", "\r\n", " \n", " \r\n"))
}

// randomValue returns the text of a column.
func randomValue(r *rand.Rand, column string, bad bool) string {
	if r.IntN(12) == 0 {
		return pick(r, "-", "-", "")
	}
	if bad {
		return pick(r, "x", "--", "+1", "1.0", "2026-02-30", "2026-11-2", "2026-1-025", "24:00:00", "00:00:61", "0:000:00", "1/", "1:", "99999999999999999999",
			"18446744073709551817", "1000", "65536", "4294967296", "9223372036855", strings.Repeat("\x00", 8), strings.Repeat("\x00", 10))
	}
	switch column {
	case "date":
		return randomDate(r)
	case "time":
		return randomTime(r)
	case "sc-status":
		return pick(r, "100", "200", "404", "999", "0", "000500")
	case "sc-substatus", "c-port", "s-port":
		return pick(r, "0", "14", "65535", "00000000000000000000001")
	case "sc-win32-status":
		return pick(r, "0", "2148074254", "4294967295")
	case "cs-bytes", "sc-bytes", "time-taken":
		return pick(r, "0", "1477", "9223372036854")
	case "s-reason":
		return pick(r, "QueueFull", "3_Connections_Refused", "0_Connections_Refused", "9223372036854_URL", "9223372036855_URL", "_URL", "URL_Length", "Own", "7_Own")
	case "cs-uri":
		return pick(r, "/", "/a?b", "?", "-?-", "/a?b?c", "-?x", "/?-")
	}
	return pick(r, "/", "GET", "1", "a+b", "::1", "12-45", "12-45-78", "2026-11-25", "00:00:01", ":b:def", "\xe4", "a=b&c", "文件")
}

func randomDate(r *rand.Rand) string {
	return pick(r, "2026-11-25", "2026-11-25", "2026-11-25", "2026-11-26", "2026-12-31", "2024-02-29", "1970-01-01", "1969-12-31", "1601-01-01", "0000-01-01", "0001-01-01", "9999-12-31")
}

func randomTime(r *rand.Rand) string {
	if r.IntN(3) == 0 {
		return fmt.Sprintf("%02d:%02d:%02d", r.IntN(24), r.IntN(60), r.IntN(60))
	}
	return pick(r, "00:00:00", "00:00:01", "11:59:58", "11:59:59", "12:00:00", "12:00:01", "23:59:59", "23:59:60", "06:00:60")
}
