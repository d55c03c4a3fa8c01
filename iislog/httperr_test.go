package iislog

import (
	"bytes"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestHTTPERRBare reads logs without #Fields: a first line is of HTTPERR if it has 13 columns, or 12 without the queue, and a
// documented reason.
func TestHTTPERRBare(t *testing.T) {
	const columns = "2026-11-25 00:00:10 198.51.100.7 51200 10.0.0.5 443 HTTP/1.1 GET /shop?id=1 503 1 "
	for _, test := range []struct {
		line string
		is   bool
	}{
		{columns + "AppOffline DefaultAppPool", true},
		{columns + "AppOffline DefaultAppPool ", true}, // as some modules end their lines
		{columns + "AppOffline", true},
		{columns + "AppOffline ", true},
		{columns + "3_Connections_Refused -", true},
		{columns + "Reason_Of_2030 DefaultAppPool", false},
		{columns + "- DefaultAppPool", false},
		{columns + "AppOffline Default Pool", false},
		{strings.TrimSuffix(columns, " "), false},
		{strings.Replace(columns, " 1 ", " ", 1) + "AppOffline", false},
		{strings.Replace(columns, " 1 ", " ", 1) + "DefaultAppPool AppOffline", true}, // 12 columns
		{"AppOffline", false},
	} {
		input := test.line + "\r\n" + columns + "QueueFull Pool2\r\n" + columns + "URL\r\n"
		got, refused := read(t, strings.NewReader(input))
		require.Nil(t, refused)
		assert.Equal(t, slowRead(input), got)
		for _, err := range NewReader(strings.NewReader(input)).All() {
			if test.is {
				assert.NoError(t, err, test.line)
			} else {
				assert.EqualError(t, err, "iislog: line 1: no #Fields before it: want a line that names the columns", test.line)
			}
			break
		}
	}
	for e, err := range NewReader(strings.NewReader(columns + "AppOffline DefaultAppPool\n")).All() {
		require.NoError(t, err)
		assert.Equal(t, "DefaultAppPool", string(e.Field("s-queuename")))
		assert.Equal(t, "DefaultAppPool", string(e.Queue))
		assert.Equal(t, ReasonAppOffline, e.Reason)
		assert.Equal(t, "/shop", string(e.Stem))
	}
}

// TestHTTPERRBareOnly reads some columns of a log without #Fields. What the log does not have, and what was not asked for, is
// as an Entry says.
func TestHTTPERRBareOnly(t *testing.T) {
	r := NewReader(strings.NewReader("2026-11-25 00:00:14 - - - - - - - - - 3_Connections_Refused -\n"))
	r.Only("date", "time")
	entries := 0
	for e, err := range r.All() {
		require.NoError(t, err)
		assert.Equal(t, `line 1: 2026-11-25 00:00:14 0.0/false 0 ""×1`, dump(e)[:len(`line 1: 2026-11-25 00:00:14 0.0/false 0 ""×1`)])
		assert.EqualValues(t, -1, e.Received)
		assert.EqualValues(t, -1, e.Sent)
		assert.EqualValues(t, -1, e.Taken)
		entries++
	}
	assert.Equal(t, 1, entries)
}

// TestEvents checks how often a reason happened: http.sys writes the connections that it refused in some seconds as one line.
func TestEvents(t *testing.T) {
	for _, test := range []struct {
		column string
		reason Reason
		events int64
	}{
		{"Connections_Refused", ReasonConnectionsRefused, 1},
		{"1_Connections_Refused", ReasonConnectionsRefused, 1},
		{"3_Connections_Refused", ReasonConnectionsRefused, 3},
		{"0042_Connections_Refused", ReasonConnectionsRefused, 42},
		{"9223372036854_Connections_Refused", ReasonConnectionsRefused, 9223372036854},
		{"2_QueueFull", ReasonQueueFull, 2},
		{"Timer_EntityBody", ReasonTimerEntityBody, 1},
		// No number that counts: the whole is a reason that is not known.
		{"0_Connections_Refused", "0_Connections_Refused", 1},
		{"_Connections_Refused", "_Connections_Refused", 1},
		{"-3_Connections_Refused", "-3_Connections_Refused", 1},
		{"3__Connections_Refused", "3__Connections_Refused", 1},
		{"3_3_Connections_Refused", "3_3_Connections_Refused", 1},
		{"x_Connections_Refused", "x_Connections_Refused", 1},
		{"9223372036855_Connections_Refused", "9223372036855_Connections_Refused", 1},
		{"9223372036854775809_Connections_Refused", "9223372036854775809_Connections_Refused", 1},
		{"3_Connections_Lost", "3_Connections_Lost", 1},
		{"3_", "3_", 1},
		{"3", "3", 1},
		{"-", "", 1},
	} {
		for e, err := range NewReader(strings.NewReader("#Fields: s-reason\n" + test.column + "\n")).All() {
			require.NoError(t, err)
			assert.Equal(t, test.reason, e.Reason)
			assert.Equal(t, test.events, e.Events, test.column)
		}
	}
}

// TestReasonAllocs checks that neither known reasons nor one that is not known and comes again allocate.
func TestReasonAllocs(t *testing.T) {
	for _, lines := range []string{"QueueFull\nURL\n3_Connections_Refused\n", "Quota_Of_2030\n", "QueueFull\nQuota_Of_2030\nURL\nQuota_Of_2030\n"} {
		r := NewReader(nil)
		src := bytes.NewReader(nil)
		count := func(n int) float64 {
			log := []byte("#Fields: s-reason\n" + strings.Repeat(lines, n))
			return testing.AllocsPerRun(10, func() {
				src.Reset(log)
				r.Reset(src)
				for range r.All() {
				}
			})
		}
		assert.Equal(t, count(1), count(100), lines)
	}
}
