package logcount

import (
	"bufio"
	"bytes"
	"cmp"
	"compress/flate"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/httpstatus-go/httpstatus/iislog"
)

// An Input is a log.
type Input struct {
	Name string
	Open func() (io.ReadCloser, error) // what it opens can be compressed with gzip
}

// Options say what to count, and how.
type Options struct {
	By      By
	Hours   bool                     // count the classes of each hour
	Since   time.Time                // entries before are passed over; zero for none
	Until   time.Time                // entries from then on are passed over; zero for none
	Match   func(*iislog.Entry) bool // whether to count an entry; nil for all
	Fields  string                   // the columns of a log that begins without a line #Fields; "" for none
	Workers int                      // how many goroutines parse; 0 for as many as there are processors
	Read    *atomic.Int64            // how many bytes of the inputs are read; nil for nobody who asks
}

// Header returns the line #Fields that is put before a log for Fields; "" for none.
func (o *Options) Header() string {
	names := strings.Fields(strings.TrimPrefix(o.Fields, "#Fields:"))
	if len(names) == 0 {
		return ""
	}
	return "#Fields: " + strings.Join(names, " ") + "\n"
}

// maxFaults is how many bad lines of an input are kept.
const maxFaults = 5

// A File is what was found wrong with an input.
type File struct {
	Name   string
	Lines  int64
	Bad    int64               // lines that could not be read
	Faults []*iislog.LineError // the first of them
	Err    error               // why the rest could not be read; nil if it could
}

// Count counts the entries of the inputs. The files are those of the inputs, in their order.
func Count(inputs []Input, o Options) (*Counter, []File) {
	o.Workers = cmp.Or(o.Workers, runtime.GOMAXPROCS(0))
	p := &pool{options: o, jobs: make(chan job), room: make(chan *work, 2*o.Workers+2)}
	for range cap(p.room) {
		p.room <- &work{counter: NewCounter(o.By, o.Hours)}
	}
	var workers sync.WaitGroup
	for range o.Workers {
		workers.Go(p.work)
	}

	// As many files at once as there are workers. Each is counted by itself, so that it makes no difference which is faster.
	total := NewCounter(o.By, o.Hours)
	files := make([]File, len(inputs))
	done := make([]chan *Counter, len(inputs))
	for i := range done {
		done[i] = make(chan *Counter, 1)
	}
	turn := make(chan struct{}, o.Workers)
	go func() {
		for i, input := range inputs {
			turn <- struct{}{}
			go func() {
				f := &file{result: &files[i], counter: NewCounter(o.By, o.Hours), pending: make(map[int]*work)}
				f.result.Name = input.Name
				if err := p.read(f, input); err != nil && f.result.Err == nil {
					f.result.Err = err
				}
				done[i] <- f.counter
			}()
		}
	}()
	for i := range done {
		total.Add(<-done[i])
		<-turn
	}
	close(p.jobs)
	workers.Wait()
	return total, files
}

// A pool parses blocks.
type pool struct {
	options Options
	jobs    chan job
	room    chan *work // as many as may be under way at once
}

// A job is a block to count.
type job struct {
	file  *file
	place int // of the block in the file
	block block
	work  *work
}

// A work is what is needed to count a block, and what came of it.
type work struct {
	buffer  []byte
	counter *Counter
	faults  []*iislog.LineError
	bad     int64
	lines   int64
	err     error
}

// A file is one that is being counted.
type file struct {
	result  *File
	counter *Counter
	failed  atomic.Bool // it is no log
	blocks  sync.WaitGroup

	mu      sync.Mutex
	pending map[int]*work // counted, by their place, and not added yet
	next    int           // the place of the block to add next
}

// read reads an input, and has its blocks counted. It returns when they are.
func (p *pool) read(f *file, input Input) error {
	src, err := input.Open()
	if err != nil {
		return err
	}
	defer src.Close()
	defer f.blocks.Wait()
	plain, err := decompress(&countingReader{src, p.options.Read})
	if err != nil {
		return err
	}
	s := &splitter{src: plain, fields: []byte(p.options.Header())}
	for place := 0; !f.failed.Load(); place++ {
		w := <-p.room
		b, err := s.next(w.buffer)
		if err != nil {
			p.room <- w
			if err == io.EOF {
				err = nil
			}
			return err
		}
		if place == 0 && len(b.header) > 0 {
			if err := refuse(b.lines); err != nil {
				p.room <- w
				return err
			}
		}
		w.buffer = b.lines
		f.blocks.Add(1)
		p.jobs <- job{f, place, b, w}
	}
	return nil
}

// refuse returns what an input is that is no log, by its first lines. Behind the columns of Options a Reader cannot tell.
func refuse(lines []byte) error {
	for _, err := range iislog.NewReader(bytes.NewReader(lines)).All() {
		var format *iislog.FormatError
		if errors.As(err, &format) {
			return format
		}
		break
	}
	return nil
}

// decompress returns what src has, decompressed if it begins as gzip does.
func decompress(src io.Reader) (io.Reader, error) {
	b := bufio.NewReaderSize(src, 64<<10)
	if first, _ := b.Peek(2); !bytes.Equal(first, []byte("\x1f\x8b")) {
		return b, nil
	}
	z, err := gzip.NewReader(b)
	return gzipReader{z}, gzipError(err)
}

// A gzipReader reads what is compressed with gzip, and says so if that is damaged.
type gzipReader struct{ *gzip.Reader }

func (z gzipReader) Read(p []byte) (int, error) {
	n, err := z.Reader.Read(p)
	return n, gzipError(err)
}

func gzipError(err error) error {
	var corrupt flate.CorruptInputError
	if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, gzip.ErrHeader) || errors.Is(err, gzip.ErrChecksum) || errors.As(err, &corrupt) {
		return fmt.Errorf("cut off or damaged gzip, read up to there: %w", err)
	}
	return err
}

// A countingReader counts what is read of src.
type countingReader struct {
	src io.Reader
	n   *atomic.Int64
}

func (c *countingReader) Read(p []byte) (int, error) {
	n, err := c.src.Read(p)
	if c.n != nil {
		c.n.Add(int64(n))
	}
	return n, err
}

// work counts blocks until there are no more.
func (p *pool) work() {
	r := iislog.NewReader(nil)
	r.Only(columns(p.options.By)...)
	for j := range p.jobs {
		w := j.work
		w.counter.Reset()
		w.faults, w.bad, w.err = w.faults[:0], 0, nil
		before := int64(bytes.Count(j.block.header, []byte("\n")))
		r.Reset(io.MultiReader(bytes.NewReader(j.block.header), bytes.NewReader(j.block.lines)))
		for e, err := range r.All() {
			if err == nil {
				if p.options.Wants(e) {
					w.counter.Count(e)
				}
				continue
			}
			var fault *iislog.LineError
			if !errors.As(err, &fault) {
				w.err = err
				break
			}
			if w.bad++; len(w.faults) < maxFaults {
				w.faults = append(w.faults, &iislog.LineError{Line: fault.Line - before, Err: fault.Err})
			}
		}
		w.lines = r.Lines() - before
		j.file.add(j.place, w, p.room)
		j.file.blocks.Done()
	}
}

// Wants reports whether an entry is to be counted.
func (o *Options) Wants(e *iislog.Entry) bool {
	return (o.Since.IsZero() || !e.Time.Before(o.Since)) && (o.Until.IsZero() || !e.Time.IsZero() && e.Time.Before(o.Until)) &&
		(o.Match == nil || o.Match(e))
}

// columns are those that counting by by needs.
func columns(by By) []string {
	names := []string{"date", "time", "sc-status", "sc-substatus", "sc-win32-status", "s-reason"}
	switch by {
	case ByURL:
		names = append(names, "cs-uri-stem", "cs-uri")
	case ByClient:
		names = append(names, "c-ip")
	case BySite:
		names = append(names, "s-sitename", "s-siteid", "cs-host", "cs(host)", "s-queuename", "s-ip")
	case ByAgent:
		names = append(names, "cs(user-agent)", "cs(useragent)")
	}
	return names
}

// add adds what came of a block, after the blocks before it.
func (f *file) add(place int, w *work, room chan<- *work) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.pending[place] = w
	for {
		w, ok := f.pending[f.next]
		if !ok {
			return
		}
		delete(f.pending, f.next)
		f.next++
		if f.result.Err == nil {
			f.counter.Add(w.counter)
			for _, fault := range w.faults {
				if len(f.result.Faults) < maxFaults {
					fault.Line += f.result.Lines
					f.result.Faults = append(f.result.Faults, fault)
				}
			}
			f.result.Bad += w.bad
			f.result.Lines += w.lines
			if w.err != nil {
				f.result.Err = w.err
				f.failed.Store(true)
			}
		}
		room <- w
	}
}
