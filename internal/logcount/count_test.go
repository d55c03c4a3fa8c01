package logcount

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"testing/iotest"
	"time"

	"github.com/httpstatus-go/httpstatus/iislog"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// makeLog makes a log of many blocks in which the columns change, lines are bad, zeros were left by a crash, and for some time no
// date is logged, by a seed.
func makeLog(seed uint64, size int) string {
	r := rand.New(rand.NewPCG(seed, 0))
	var b strings.Builder
	at := time.Date(2026, time.November, 20, 0, 0, 0, 0, time.UTC)
	columns := ""
	header := func() {
		columns = [...]string{
			"date time cs-method cs-uri-stem s-sitename c-ip cs(User-Agent) sc-status sc-substatus sc-win32-status time-taken",
			"sc-win32-status sc-status time-taken cs(User-Agent) cs-uri-stem c-ip sc-substatus time date",
			"time c-ip cs-method cs-uri-stem sc-status",
			"date time c-ip c-port cs-uri sc-status s-reason s-queuename",
		}[r.IntN(4)]
		fmt.Fprintf(&b, "#Software: Microsoft Internet Information Services\r\n#Version: 1.0\r\n#Date: %s\r\n", at.Format(time.DateTime))
		if r.IntN(4) == 0 {
			b.WriteString(strings.Repeat("\x00", 100))
		}
		fmt.Fprintf(&b, "#Fields: %s\r\n", columns)
	}
	header()
	for b.Len() < size {
		if r.IntN(20_000) == 0 {
			header()
		}
		if r.IntN(5) == 0 {
			at = at.Add(time.Duration(r.IntN(20)) * time.Second)
		}
		for i, column := range strings.Fields(columns) {
			if i > 0 {
				b.WriteByte(' ')
			}
			switch column {
			case "date":
				b.WriteString(at.Format(time.DateOnly))
			case "time":
				b.WriteString(at.Format(time.TimeOnly))
			case "sc-status":
				b.WriteString([...]string{"200", "200", "304", "404", "500", "-"}[r.IntN(6)])
			case "sc-substatus", "sc-win32-status":
				b.WriteString([...]string{"0", "0", "0", "2", "13"}[r.IntN(5)])
			case "cs-uri-stem", "cs-uri":
				fmt.Fprintf(&b, "/page-%d", int(r.ExpFloat64()*50))
			case "c-ip":
				fmt.Fprintf(&b, "10.0.0.%d", r.IntN(200))
			case "s-reason":
				b.WriteString([...]string{"QueueFull", "Timer_ConnectionIdle", "2_Connections_Refused"}[r.IntN(3)])
			default:
				b.WriteByte('-')
			}
		}
		if r.IntN(5000) == 0 {
			b.WriteString(" one too many")
		}
		b.WriteString("\r\n")
	}
	b.WriteString("2026-11-25 cut o")
	return b.String()
}

func inputs(logs ...string) []Input {
	made := make([]Input, len(logs))
	for i, log := range logs {
		made[i] = Input{fmt.Sprint(i), func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(log)), nil }}
	}
	return made
}

// simple is what a person would count who reads line by line.
func simple(t *testing.T, by By, logs ...string) (counts map[string]int64, bad []string) {
	t.Helper()
	counts = make(map[string]int64)
	for i, log := range logs {
		for e, err := range iislog.NewReader(strings.NewReader(log)).All() {
			if err != nil {
				bad = append(bad, fmt.Sprintf("%d: %v", i, err))
				continue
			}
			what := ""
			switch by {
			case ByURL:
				what = string(e.Stem)
			case ByClient:
				what = string(e.ClientIP)
			case BySite:
				what = cmp.Or(string(e.Site), string(e.Host), string(e.Queue), string(e.ServerIP))
			case ByHour:
				what = e.Time.Format("2006-01-02 15:00")
			case ByAgent:
				what = string(e.UserAgent)
			}
			key := fmt.Sprintf("%d.%d/%t %d %s %s", int(e.Status.Code), e.Status.Sub, e.HasSub, e.Win32, string(e.Reason), what)
			counts[key] += e.Events
			counts["all"] += e.Events
			counts[fmt.Sprintf("hour %s %d", e.Time.Format("2006-01-02 15"), int(e.Status.Code.Class()))] += e.Events
			counts["first"] = min(cmp.Or(counts["first"], e.Time.Unix()), e.Time.Unix())
			counts["last"] = max(counts["last"], e.Time.Unix())
		}
	}
	return counts, bad
}

// flat is what was counted in the form of simple.
func flat(c *Counter) map[string]int64 {
	counts := map[string]int64{"all": c.Entries, "first": c.First.Unix(), "last": c.Last.Unix()}
	for _, row := range c.Rows {
		k := row.Key
		key := fmt.Sprintf("%d.%d/%t %d %s ", int(k.Status.Code), k.Status.Sub, k.HasSub, k.Win32, string(k.Reason))
		if c.by == ByNothing {
			counts[key] = row.Count
		}
		for _, item := range row.Items {
			counts[key+item.Text] += item.Count
		}
	}
	for h, classes := range c.Hours {
		for class, n := range classes {
			if n > 0 {
				counts[fmt.Sprintf("hour %s %d", time.Unix(3600*h, 0).UTC().Format("2006-01-02 15"), class)] += int64(n)
			}
		}
	}
	return counts
}

// TestCount compares what is counted in pieces, by one goroutine and several, with what is counted line by line.
func TestCount(t *testing.T) {
	logs := []string{makeLog(1, 5<<20), makeLog(2, 100), "", makeLog(3, 3<<20), strings.TrimSuffix(makeLog(4, 1<<20), "2026-11-25 cut o")}
	for by := range ByAgent + 1 {
		want, wantBad := simple(t, by, logs...)
		require.NotEmpty(t, wantBad)
		for _, workers := range []int{1, 3} {
			c, files := Count(inputs(logs...), Options{By: by, Hours: true, Workers: workers})
			assert.Equal(t, want, flat(c), "by %d, %d workers", by, workers)
			var bad []string
			total := int64(0)
			for _, f := range files {
				require.NoError(t, f.Err)
				total += f.Bad
				for _, fault := range f.Faults {
					bad = append(bad, fmt.Sprintf("%s: %v", f.Name, fault))
				}
			}
			assert.EqualValues(t, len(wantBad), total)
			for _, b := range bad {
				assert.Contains(t, wantBad, b)
			}
			assert.False(t, c.Full())
		}
	}
}

// TestSameAnswer checks that the result is the same however many goroutines there are, also when there is not room for all.
func TestSameAnswer(t *testing.T) {
	var logs []string
	for i := range 3 {
		var b strings.Builder
		b.WriteString("#Fields: cs-uri-stem sc-status\n")
		for j := range 40_000 {
			fmt.Fprintf(&b, "/%d/%d/a-long-name-that-takes-room %d\n", i%2, j, 200+j%2)
		}
		logs = append(logs, b.String())
	}
	var first []*Row
	for workers := 1; workers <= 8; workers++ {
		c, _ := Count(inputs(logs...), Options{By: ByURL, Workers: workers})
		assert.True(t, c.Full())
		assert.EqualValues(t, 120_000, c.Entries)
		items := 0
		for _, row := range c.Rows {
			sum := row.Others
			for _, item := range row.Items {
				sum += item.Count
			}
			assert.Equal(t, row.Count, sum)
			items += len(row.Items)
		}
		assert.Equal(t, maxItems, items)
		c.Sort()
		for _, row := range c.Rows {
			assert.True(t, slices.IsSortedFunc(row.Items, func(a, b Item) int { return cmp.Compare(b.Count, a.Count) }))
		}
		if first == nil {
			first = c.Rows
			continue
		}
		require.Equal(t, first, c.Rows, "%d workers", workers)
	}
}

// TestFewItems checks that a status with many addresses leaves room for those of a status that comes later, and that this has a
// bound too.
func TestFewItems(t *testing.T) {
	var b strings.Builder
	b.WriteString("#Fields: cs-uri-stem sc-status\n")
	for i := range maxItems + 1 {
		fmt.Fprintf(&b, "/%d 404\n", i)
	}
	const later = moreItems/fewItems + 1
	for i := range later * (fewItems + 1) {
		fmt.Fprintf(&b, "/%d %d\n", i, 500-i%2) // few, and too many of two statuses
	}
	c, _ := Count(inputs(b.String()), Options{By: ByURL})
	require.Len(t, c.Rows, 3)
	assert.Len(t, c.Rows[0].Items, maxItems)
	assert.EqualValues(t, 1, c.Rows[0].Others)
	for _, row := range c.Rows[1:] {
		assert.Len(t, row.Items, fewItems)
		assert.EqualValues(t, row.Count-fewItems, row.Others)
	}
	b.WriteString("#Fields: cs-uri-stem sc-status sc-win32-status\n")
	for i := range later * fewItems {
		fmt.Fprintf(&b, "/%d 503 %d\n", i, i%later)
	}
	c, _ = Count(inputs(b.String()), Options{By: ByURL})
	items := 0
	for _, row := range c.Rows {
		items += len(row.Items)
	}
	assert.Equal(t, maxItems+moreItems, items)
}

// TestManyStatuses checks the bound on rows.
func TestManyStatuses(t *testing.T) {
	var b strings.Builder
	b.WriteString("#Fields: sc-status sc-win32-status\n")
	for i := range maxRows + 500 {
		fmt.Fprintf(&b, "200 %d\n", i)
	}
	c, _ := Count(inputs(b.String()), Options{})
	assert.Len(t, c.Rows, maxRows)
	assert.EqualValues(t, 500, c.Others)
	assert.True(t, c.Full())
}

func TestOptions(t *testing.T) {
	log := "2026-11-25 08:00:00 200\n2026-11-25 09:00:00 404\n2026-11-25 10:00:00 404\n- - 404\n"
	at := func(hour int) time.Time { return time.Date(2026, time.November, 25, hour, 0, 0, 0, time.UTC) }
	missing := func(e *iislog.Entry) bool { return e.Status.Code == 404 }
	for _, test := range []struct {
		o    Options
		want int64
	}{
		{Options{}, 4},
		{Options{Since: at(9)}, 2},
		{Options{Until: at(9)}, 1},
		{Options{Since: at(9), Until: at(10)}, 1},
		{Options{Match: missing}, 3},
		{Options{Match: missing, Since: at(10)}, 1},
	} {
		test.o.Fields = "date time sc-status"
		test.o.Read = new(atomic.Int64)
		c, files := Count(inputs(log), test.o)
		assert.Equal(t, test.want, c.Entries)
		assert.EqualValues(t, len(log), test.o.Read.Load())
		assert.Zero(t, files[0].Bad)
	}
}

// TestBadInputs checks that one that fails does not keep others from being counted.
func TestBadInputs(t *testing.T) {
	const good = "#Fields: sc-status\n200\n"
	var zipped bytes.Buffer
	z := gzip.NewWriter(&zipped)
	_, err := z.Write([]byte(good))
	require.NoError(t, err)
	require.NoError(t, z.Close())
	gone := errors.New("gone")
	all := inputs(good, "\xff\xfe#", "172.21.13.45 - - [08/Apr/2001:17:39:04 -0800] \"GET / HTTP/1.0\" 200 1\n", zipped.String(), zipped.String()[:20],
		"\xef\xbb\xbf"+good)
	all = append(all, Input{"closed", func() (io.ReadCloser, error) { return nil, gone }},
		Input{"fails", func() (io.ReadCloser, error) {
			return io.NopCloser(io.MultiReader(strings.NewReader(good+"30"), iotest.ErrReader(gone))), nil
		}})
	c, files := Count(all, Options{})
	assert.EqualValues(t, 4, c.Entries, "two plain, one gzip and what came before an error")
	wrong := []string{"", "UTF-16", "NCSA", "", "damaged gzip, read up to there: unexpected EOF", "", "gone", "gone"}
	check := func() {
		for i, want := range wrong {
			if want == "" {
				assert.NoError(t, files[i].Err)
			} else {
				assert.ErrorContains(t, files[i].Err, want)
			}
			assert.Zero(t, files[i].Bad)
		}
	}
	check()
	c, files = Count(all, Options{Fields: "#Fields: sc-status sc-win32-status"})
	assert.EqualValues(t, 4, c.Entries, "each has its own columns")
	check()
}

// TestLongLine checks that a line that is too long is one bad line, wherever blocks end.
func TestLongLine(t *testing.T) {
	for _, length := range []int{iislog.MaxLine - 10, iislog.MaxLine + 1, iislog.MaxLine + blockSize, 5 * blockSize} {
		log := "#Fields: cs-uri-stem sc-status\n/a 200\n/" + strings.Repeat("x", length) + " 200\n/b 404\n"
		c, files := Count(inputs(log), Options{})
		bad := int64(0)
		if length > iislog.MaxLine {
			bad = 1
			require.Len(t, files[0].Faults, 1)
			assert.ErrorContains(t, files[0].Faults[0], "line 3: too long")
		}
		assert.Equal(t, bad, files[0].Bad)
		assert.Equal(t, 3-bad, c.Entries)
		assert.EqualValues(t, 4, files[0].Lines, length)
	}
}
