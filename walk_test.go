package httpstatus_test

import (
	"bufio"
	"fmt"
	"iter"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/httpstatus-go/httpstatus"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// table reads a file of tables in the slowest way: a map a row.
func table(t *testing.T, name string) (rows []map[string]string) {
	t.Helper()
	f, err := os.Open(filepath.Join("tables", name))
	require.NoError(t, err)
	defer f.Close()
	var columns []string
	for lines := bufio.NewScanner(f); lines.Scan(); {
		fields := strings.Split(lines.Text(), "\t")
		switch {
		case strings.HasPrefix(lines.Text(), "#"):
		case columns == nil:
			columns = fields
		default:
			row := map[string]string{}
			for i, c := range columns {
				if fields[i] != "-" {
					row[c] = fields[i]
				}
			}
			rows = append(rows, row)
		}
	}
	require.NotEmpty(t, rows)
	return rows
}

// TestWalk compares every value in and around the domain with what the tables say.
func TestWalk(t *testing.T) {
	codes, subs, texts := map[int]map[string]string{}, map[string]map[string]string{}, map[string]map[string]string{}
	for _, r := range table(t, "codes.tsv") {
		c, err := strconv.Atoi(r["code"])
		require.NoError(t, err)
		codes[c] = r
	}
	for _, r := range table(t, "substatuses.tsv") {
		subs[r["substatus"]] = r
	}
	for _, r := range table(t, "text.en.tsv") {
		texts[r["status"]] = r
	}
	require.Len(t, codes, 64)
	require.Len(t, subs, 160)

	var wantCodes []httpstatus.Code
	var wantSubs []httpstatus.Substatus
	for n := -1; n <= 1100; n++ {
		c, row := httpstatus.Code(n), codes[n]
		if row != nil {
			wantCodes = append(wantCodes, c)
		}
		text := strings.TrimSpace(fmt.Sprint(n, " ", row["reason"]))
		ok := c.Known() == (row != nil) && c.Reason() == row["reason"] && c.String() == text && c.Error() == text &&
			c.StatusCode() == n && c.Valid() == (100 <= n && n <= 999) && (c.Err() == nil) == (n < 400)
		info := c.Info()
		ok = ok && info.Spec == row["spec"] && info.URL == row["url"] && info.MustHave == row["musthave"] &&
			info.State.String() == row["state"] && info.Retry.String() == row["retry"] &&
			info.Content == (row["content"] == "yes") && info.Cacheable == (row["cacheable"] == "yes") && info.NoStore == (row["nostore"] == "yes")
		class := n / 100
		if n < 100 || n > 599 {
			class = 0
		}
		ok = ok && int(c.Class()) == class
		if !ok {
			t.Errorf("Code(%d) disagrees with the table: %v, %+v", n, c, info)
		}
		var ofCode []httpstatus.Substatus
		for m := -1; m <= 1100; m++ {
			s := c.Sub(m)
			id := strconv.Itoa(n) + "." + strconv.Itoa(m)
			row := subs[id]
			if row != nil {
				ofCode = append(ofCode, s)
			}
			if s.Code != c || s.Sub != m || s.String() != id || s.StatusCode() != n || s.Known() != (row != nil) {
				t.Errorf("Substatus %s disagrees with the table", id)
			}
			info := s.Info()
			if row == nil {
				if info != (httpstatus.IISInfo{}) || s.Error() != strings.TrimSpace(id+" "+codes[n]["reason"]) {
					t.Errorf("unknown Substatus %s: %v, %+v", id, s.Error(), info)
				}
				continue
			}
			replaced := ""
			if info.Replaced != (httpstatus.Substatus{}) {
				replaced = info.Replaced.String()
			}
			if text := texts[id]; s.Error() != id+" "+text["title"] || info.Title != text["title"] || info.Component != text["component"] ||
				info.Versions.String() != row["versions"] || info.Legacy != row["legacy"] || info.Note != text["note"] || replaced != row["replaced"] {
				t.Errorf("Substatus %s disagrees with the table: %+v", id, info)
			}
		}
		if got := slices.Collect(c.Substatuses()); !slices.Equal(got, ofCode) {
			t.Errorf("Code(%d).Substatuses() = %v, want %v", n, got, ofCode)
		}
		wantSubs = append(wantSubs, ofCode...)
	}
	assert.Equal(t, wantCodes, slices.Collect(httpstatus.Codes()))
	assert.Equal(t, wantSubs, slices.Collect(httpstatus.Substatuses()))
	for _, far := range []httpstatus.Substatus{{Code: 403, Sub: math.MaxInt}, {Code: 403, Sub: math.MinInt}, {Code: math.MinInt, Sub: 14}, {Code: math.MaxInt, Sub: math.MaxInt}} {
		assert.False(t, far.Known(), far.String())
	}
}

// TestStopEarly leaves each sequence after its first value.
func TestStopEarly(t *testing.T) {
	first(t, httpstatus.Codes(), httpstatus.Continue)
	first(t, httpstatus.Substatuses(), httpstatus.IISLoggedTooManyConcurrentRequests)
	first(t, httpstatus.ServiceUnavailable.Substatuses(), httpstatus.IISApplicationPoolUnavailable)
}

func first[V comparable](t *testing.T, seq iter.Seq[V], want V) {
	t.Helper()
	n := 0
	for v := range seq {
		n++
		assert.Equal(t, want, v)
		break
	}
	assert.Equal(t, 1, n)
}
