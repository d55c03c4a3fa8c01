package main

import (
	"fmt"
	"io"
	"strings"
	"sync/atomic"
	"time"
)

// progressInterval is how often the bar is drawn; one is drawn only for what takes longer.
const progressInterval = 250 * time.Millisecond

// showProgress draws on a terminal how much of size bytes is read, until stop is called, which takes it away. size is 0 if
// nobody knows.
func showProgress(w io.Writer, read *atomic.Int64, size int64, l language) (stop func()) {
	begin := time.Now()
	quit, done := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(done)
		ticker := time.NewTicker(progressInterval)
		defer ticker.Stop()
		drawn := false
		for {
			select {
			case <-quit:
				if drawn {
					fmt.Fprint(w, "\r\x1b[K") // ECMA-48, 8.3.41: erase in line
				}
				return
			case <-ticker.C:
				fmt.Fprint(w, "\r"+progressLine(read.Load(), size, time.Since(begin), l)+"\x1b[K")
				drawn = true
			}
		}
	}()
	return func() {
		close(quit)
		<-done
	}
}

// progressLine says how much of size bytes was read in some time, at what rate, and how long the rest takes.
func progressLine(read, size int64, took time.Duration, l language) string {
	rate := float64(read) / max(took.Seconds(), 1e-3)
	if size <= 0 {
		return fmt.Sprintf("%s  %s/s", byteSize(float64(read)), byteSize(rate))
	}
	const wide = 20
	done := min(float64(read)/float64(size), 1)
	full := int(done * wide)
	line := fmt.Sprintf("[%s%s] %3.0f%%  %s / %s  %s/s", strings.Repeat("#", full), strings.Repeat(".", wide-full), 100*done,
		byteSize(float64(read)), byteSize(float64(size)), byteSize(rate))
	if rate > 0 {
		left := time.Duration(float64(max(size-read, 0)) / rate * float64(time.Second))
		line += "  " + fmt.Sprintf(logTexts[l].Left, left.Round(time.Second))
	}
	return line
}

// byteSize writes a number of bytes in units of 1000.
func byteSize(n float64) string {
	for _, unit := range [...]string{"B", "kB", "MB"} {
		if n < 999.5 {
			return fmt.Sprintf("%.0f %s", n, unit)
		}
		n /= 1000
	}
	return fmt.Sprintf("%.1f GB", n)
}
