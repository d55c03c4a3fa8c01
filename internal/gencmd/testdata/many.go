// A program that looks up all of many statuses, and compares the time of a lookup among many with that among few.
package main

import (
	"fmt"
	"os"
	"time"

	"example.com/app/few"
	"example.com/app/many"
	"github.com/httpstatus-go/httpstatus"
	"github.com/httpstatus-go/httpstatus/messages"
)

func main() {
	languages := []*messages.Dictionary{many.Language0, many.Language1, many.Language2, many.Language3, many.Language4}
	for _, d := range languages {
		n := 0
		for s, m := range d.Substatuses() {
			want := messages.Message{
				Title:    fmt.Sprintf("%s in %s", s.String(), d.Tag()),
				Detail:   fmt.Sprintf("The detail of %s, which has a usual length, in %s.", s.String(), d.Tag()),
				Remedy:   fmt.Sprintf("The remedy of %s, in %s.", s.String(), d.Tag()),
				Language: d.Tag(),
			}
			if got, ok := d.Lookup(s); got != want || !ok || m != want {
				fmt.Printf("%s: %q, %v, and %q: want %q\n", s.String(), got, ok, m, want)
				os.Exit(1)
			}
			n++
		}
		if n != 10000 {
			fmt.Printf("%s has %d substatuses, want 10000\n", d.Tag(), n)
			os.Exit(1)
		}
	}
	var all, some []httpstatus.Substatus
	for s := range many.Language0.Substatuses() {
		all = append(all, s)
	}
	for s := range few.Language0.Substatuses() {
		some = append(some, s)
	}
	a, b := lookup(many.Language0, all), lookup(few.Language0, some)
	fmt.Printf("a lookup among 10,000 takes %.1f ns, among 10 %.1f ns: ratio %.2f\n", a, b, a/b)
}

// lookup returns how many nanoseconds a lookup of one of the keys takes, in an order that nothing foresees: the best of
// some rounds.
func lookup(d *messages.Dictionary, keys []httpstatus.Substatus) float64 {
	const n = 1 << 20
	best := time.Hour
	for range 7 {
		sum, k := 0, uint32(1)
		start := time.Now()
		for range n {
			k = k*1664525 + 1013904223
			sum += len(d.Substatus(keys[uint64(k)*uint64(len(keys))>>32]).Title)
		}
		best = min(best, time.Since(start))
		if sum < n {
			fmt.Println("titles without text")
			os.Exit(1)
		}
	}
	return float64(best.Nanoseconds()) / n
}
