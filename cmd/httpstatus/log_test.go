package main

import (
	"testing"
	"time"

	"github.com/httpstatus-go/httpstatus"
	"github.com/httpstatus-go/httpstatus/iislog"
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
