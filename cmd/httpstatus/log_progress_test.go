package main

import (
	"bufio"
	"io"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

func TestProgressLine(t *testing.T) {
	for _, test := range []struct {
		read, size int64
		took       time.Duration
		lang       language
		want       string
	}{
		{0, 1_000_000_000, time.Second, english, "[....................]   0%  0 B / 1.0 GB  0 B/s"},
		{250_000_000, 1_000_000_000, time.Second, english, "[#####...............]  25%  250 MB / 1.0 GB  250 MB/s  3s left"},
		{500_000_000, 1_000_000_000, 2 * time.Second, simplifiedChinese, "[##########..........]  50%  500 MB / 1.0 GB  250 MB/s  剩余 2s"},
		{1_000_000_000, 1_000_000_000, 4 * time.Second, english, "[####################] 100%  1.0 GB / 1.0 GB  250 MB/s  0s left"},
		{2_000, 1_000, time.Second, english, "[####################] 100%  2 kB / 1 kB  2 kB/s  0s left"},
		{5_500, 0, time.Second, english, "6 kB  6 kB/s"},
	} {
		if got := progressLine(test.read, test.size, test.took, test.lang); got != test.want {
			t.Errorf("got  %q,\nwant %q", got, test.want)
		}
	}
}

// TestShowProgress checks that the bar is drawn, and taken away.
func TestShowProgress(t *testing.T) {
	var read atomic.Int64
	pr, pw := io.Pipe()
	stop := showProgress(pw, &read, 100, english)
	in := bufio.NewReader(pr)
	read.Store(50)
	line, err := in.ReadString('K')
	if err != nil || !strings.HasPrefix(line, "\r[##########..........]  50%") {
		t.Errorf("got %q, %v", line, err)
	}
	go func() {
		stop()
		pw.Close()
	}()
	rest, err := io.ReadAll(in)
	if err != nil || !strings.HasSuffix(string(rest), "\r\x1b[K") {
		t.Errorf("got %q, %v; want it erased", rest, err)
	}
}
