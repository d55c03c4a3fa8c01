// Package logcount counts what is in logs of IIS: statuses, and for each the addresses, clients, sites, hours or agents that
// it is most of. It reads several files and pieces of a file at once, and the result is that of reading them one after the other.
package logcount

import (
	"cmp"
	"slices"
	"time"

	"github.com/httpstatus-go/httpstatus"
	"github.com/httpstatus-go/httpstatus/iislog"
)

// A By is what the lines with one status are told apart by.
type By int

const (
	ByNothing By = iota
	ByURL        // cs-uri-stem
	ByClient     // c-ip
	BySite       // s-sitename, cs-host, or the queue or address of a log that has neither
	ByHour       // date and time
	ByAgent      // cs(User-Agent)
)

// A Key is what a row counts.
type Key struct {
	Status httpstatus.Substatus
	HasSub bool // without, Status is a code
	Win32  iislog.Win32
	Reason iislog.Reason // of HTTPERR
}

// The bounds on what is kept of a log, whatever is in it. What comes later is counted as others.
const (
	maxRows      = 10_000
	maxItems     = 50_000  // in all rows
	maxItemBytes = 4 << 20 // likewise
	fewItems     = 10      // of a row: so many have room beside,
	moreItems    = 10_000  // as long as these are not
	moreBytes    = 1 << 20 // used up: one status with many addresses leaves room for the others'
	maxHours     = 24 * 366 * 10
)

// A Counter counts entries. It keeps what comes first, so that one made of two, with Add, is the one that would have
// counted all, unless it is full.
type Counter struct {
	Entries int64 // that were counted
	First   time.Time
	Last    time.Time
	Rows    []*Row            // in the order of their first entry
	Others  int64             // entries of statuses for which there was no room
	Hours   map[int64]*[6]int // by hours since 1970, the entries of each class; empty if hours are not counted

	by    By
	hours bool
	index map[Key]*Row
	near  [64]*Row  // rows that were found last, by their numbers
	at    time.Time // that was seen last
	spare []*Row
	items int
	bytes int
}

// A Row is the entries with one status.
type Row struct {
	Key    Key
	Count  int64
	Items  []Item // in the order of their first entry; after Sort the most first
	Others int64  // entries whose item there was no room for

	index map[string]int
}

// An Item is the entries of a row that have one address, or the like.
type Item struct {
	Text  string // as it stands in the log; "" if that does not say it
	Count int64
}

// NewCounter returns a Counter that tells entries apart by by, and with hours counts the classes in each.
func NewCounter(by By, hours bool) *Counter {
	c := &Counter{by: by, hours: hours}
	c.Reset()
	return c
}

// Reset makes c empty. It keeps the rows' memory, the first row's to be used first.
func (c *Counter) Reset() {
	for _, row := range slices.Backward(c.Rows) {
		clear(row.index)
		c.spare = append(c.spare, row)
	}
	*c = Counter{by: c.by, hours: c.hours, index: c.index, Hours: c.Hours, Rows: c.Rows[:0], spare: c.spare}
	if c.index == nil {
		c.index = make(map[Key]*Row)
		c.Hours = make(map[int64]*[6]int)
	}
	clear(c.index)
	clear(c.Hours)
}

// Count counts an entry.
func (c *Counter) Count(e *iislog.Entry) {
	n := e.Events
	c.Entries += n
	if !e.Time.IsZero() {
		if e.Time != c.at {
			c.at = e.Time
			c.seen(e.Time, e.Time)
		}
		if c.hours {
			c.hour(e.Time.Unix() / 3600)[e.Status.Code.Class()] += int(n)
		}
	}
	row := c.row(Key{e.Status, e.HasSub, e.Win32, e.Reason})
	if row == nil {
		c.Others += n
		return
	}
	row.Count += n
	switch c.by {
	case ByNothing:
	case ByHour:
		text := []byte(nil)
		if !e.Time.IsZero() {
			var buffer [len("2006-01-02 15:00")]byte
			text = e.Time.AppendFormat(buffer[:0], "2006-01-02 15:00")
		}
		c.item(row, text, n)
	default:
		c.item(row, c.text(e), n)
	}
}

// text returns what the entry is told apart by.
func (c *Counter) text(e *iislog.Entry) []byte {
	switch c.by {
	case ByURL:
		return e.Stem
	case ByClient:
		return e.ClientIP
	case ByAgent:
		return e.UserAgent
	}
	for _, site := range [][]byte{e.Site, e.Host, e.Queue, e.ServerIP} {
		if len(site) > 0 {
			return site
		}
	}
	return nil
}

func (c *Counter) seen(first, last time.Time) {
	if c.First.IsZero() || first.Before(c.First) {
		c.First = first
	}
	if last.After(c.Last) {
		c.Last = last
	}
}

// hour returns the classes of an hour, by hours since 1970. Those of an hour that there is no room for are not kept.
func (c *Counter) hour(h int64) *[6]int {
	classes, ok := c.Hours[h]
	if !ok {
		classes = new([6]int)
		if len(c.Hours) < maxHours {
			c.Hours[h] = classes
		}
	}
	return classes
}

// row returns the row of a key, nil if there is no room for it.
func (c *Counter) row(k Key) *Row {
	near := &c.near[(uint(k.Status.Code)*7+uint(k.Status.Sub)*3+uint(k.Win32))%uint(len(c.near))]
	if r := *near; r != nil && r.Key == k {
		return r
	}
	row, ok := c.index[k]
	if !ok {
		if len(c.Rows) == maxRows {
			return nil
		}
		if last := len(c.spare) - 1; last >= 0 {
			row, c.spare = c.spare[last], c.spare[:last]
			*row = Row{Key: k, Items: row.Items[:0], index: row.index}
		} else {
			row = &Row{Key: k}
		}
		c.index[k] = row
		c.Rows = append(c.Rows, row)
	}
	*near = row
	return row
}

// item counts n entries of a row that have a text.
func (c *Counter) item(row *Row, text []byte, n int64) {
	if i, ok := row.index[string(text)]; ok {
		row.Items[i].Count += n
		return
	}
	if !c.room(row, len(text)) {
		row.Others += n
		return
	}
	row.add(string(text), n)
}

// room reports whether there is room for another item of a row, and takes it.
func (c *Counter) room(row *Row, length int) bool {
	items, bytes := maxItems, maxItemBytes
	if len(row.Items) < fewItems {
		items, bytes = items+moreItems, bytes+moreBytes
	}
	if c.items >= items || c.bytes+length > bytes {
		return false
	}
	c.items++
	c.bytes += length
	return true
}

func (r *Row) add(text string, n int64) {
	if r.index == nil {
		r.index = make(map[string]int)
	}
	r.index[text] = len(r.Items)
	r.Items = append(r.Items, Item{text, n})
}

// Add adds what other has counted after c. It keeps nothing of other but strings.
func (c *Counter) Add(other *Counter) {
	c.Entries += other.Entries
	c.Others += other.Others
	if !other.First.IsZero() {
		c.seen(other.First, other.Last)
	}
	for h, classes := range other.Hours {
		sum := c.hour(h)
		for i, n := range classes {
			sum[i] += n
		}
	}
	for _, from := range other.Rows {
		row := c.row(from.Key)
		if row == nil {
			c.Others += from.Count
			continue
		}
		row.Count += from.Count
		row.Others += from.Others
		for _, item := range from.Items {
			switch i, ok := row.index[item.Text]; {
			case ok:
				row.Items[i].Count += item.Count
			case c.room(row, len(item.Text)):
				row.add(item.Text, item.Count)
			default:
				row.Others += item.Count
			}
		}
	}
}

// Full reports whether some entries were counted as others.
func (c *Counter) Full() bool {
	return c.Others > 0 || slices.ContainsFunc(c.Rows, func(r *Row) bool { return r.Others > 0 })
}

// Sort sorts rows and their items, the most first, and those with the same count by number and text. Nothing can be counted
// after.
func (c *Counter) Sort() {
	slices.SortFunc(c.Rows, func(a, b *Row) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), a.Key.compare(b.Key))
	})
	for _, r := range c.Rows {
		r.index = nil
		slices.SortFunc(r.Items, func(a, b Item) int { return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Text, b.Text)) })
	}
	c.index, c.near = nil, [64]*Row{}
}

func (k Key) compare(l Key) int {
	has := func(b bool) int {
		if b {
			return 1
		}
		return 0
	}
	return cmp.Or(cmp.Compare(k.Status.Code, l.Status.Code), cmp.Compare(has(k.HasSub), has(l.HasSub)), cmp.Compare(k.Status.Sub, l.Status.Sub),
		cmp.Compare(k.Win32, l.Win32), cmp.Compare(k.Reason, l.Reason))
}
