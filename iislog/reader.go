package iislog

import (
	"bytes"
	"errors"
	"io"
	"iter"
	"strconv"
)

// MaxLine is how many bytes a line can have. IIS itself takes no request whose header is longer than 64 KiB, unless it is
// told to.
const MaxLine = 1 << 20

// bufferSize is what a Reader begins with; lines are longer than that only if settings are unusual.
const bufferSize = 64 << 10

// A Reader reads a log line by line.
type Reader struct {
	src   io.Reader
	buf   []byte // buf[begin:end] is read and not parsed
	begin int
	end   int
	err   error // what ended src

	line  int64 // lines so far
	plan  plan
	entry Entry
}

// NewReader returns a Reader of the log that src has. It reads ahead.
func NewReader(src io.Reader) *Reader {
	r := new(Reader)
	r.Reset(src)
	return r
}

// Only has r find, check and set no more than these columns of an entry, by their names in #Fields, which takes a fraction of the
// time. The rest is as if the log had it not: without "sc-substatus" there is no HasSub, without "date" the date is that of #Date. It is
// to be called before the first entry.
func (r *Reader) Only(columns ...string) { r.plan.only = append([]string{}, columns...) }

// Reset has r read another log, with the buffer and the columns that it has.
func (r *Reader) Reset(src io.Reader) {
	*r = Reader{src: src, buf: r.buf, plan: plan{only: r.plan.only, started: noDay}}
	if r.buf == nil {
		r.buf = make([]byte, bufferSize)
	}
}

// A LineError is a line that could not be read: io.ErrUnexpectedEOF is below it if the input ends before the line does.
type LineError struct {
	Line int64 // from 1
	Err  error
}

// Error returns "iislog: line 12: " and what is wrong.
func (e *LineError) Error() string {
	return "iislog: line " + strconv.FormatInt(e.Line, 10) + ": " + e.Err.Error()
}

// Unwrap returns Err.
func (e *LineError) Unwrap() error { return e.Err }

// Lines returns how many lines were read, those without an entry among them.
func (r *Reader) Lines() int64 { return r.line }

// All returns the entries from where r is. A nil entry comes with an error: a [*LineError] does not end them; a
// [*FormatError] does, and so does an error of the source. The entry is valid until the next.
func (r *Reader) All() iter.Seq2[*Entry, error] {
	return func(yield func(*Entry, error) bool) {
		for {
			e, err := r.next()
			if err == io.EOF || !yield(e, err) {
				return
			}
			if e == nil {
				if _, ok := err.(*LineError); !ok {
					return
				}
			}
		}
	}
}

// next returns the next entry. After the last it returns io.EOF.
func (r *Reader) next() (*Entry, error) {
	for {
		line, err := r.readLine()
		if err != nil {
			return nil, err
		}
		// http.sys makes its files larger in advance: after a crash there are zeros where lines were to be.
		if len(line) > 0 && (line[0] == 0 || line[len(line)-1] == 0) {
			line = bytes.Trim(line, "\x00")
		}
		switch {
		case len(line) == 0:
		case line[0] == '#':
			err = r.plan.directive(line, &r.entry)
		default:
			if err = r.plan.parse(line, &r.entry); err == nil {
				r.entry.Line = r.line
				return &r.entry, nil
			}
			if err, ok := err.(*FormatError); ok {
				r.stop()
				return nil, err
			}
		}
		if err != nil {
			return nil, &LineError{r.line, err}
		}
	}
}

// A cutError is a last line without its end.
type cutError struct{}

func (cutError) Error() string { return "cut off: the input ends before the line does" }
func (cutError) Unwrap() error { return io.ErrUnexpectedEOF }

// readLine returns the next line without its end, and counts it.
func (r *Reader) readLine() ([]byte, error) {
	if r.line == 0 {
		if err := r.beginning(); err != nil {
			return nil, err
		}
	}
	searched := 0 // bytes of the line in which there is no line feed
	for {
		if i := bytes.IndexByte(r.buf[r.begin+searched:r.end], '\n'); i >= 0 {
			line := r.buf[r.begin : r.begin+searched+i]
			r.begin += len(line) + 1
			r.line++
			if len(line) > 0 && line[len(line)-1] == '\r' {
				line = line[:len(line)-1]
			}
			return line, nil
		}
		searched = r.end - r.begin
		if searched > MaxLine {
			r.line++
			r.skipLine()
			return nil, &LineError{r.line, errors.New("too long: want at most " + strconv.Itoa(MaxLine) + " bytes")}
		}
		if !r.fill() {
			rest := bytes.Trim(r.buf[r.begin:r.end], "\x00")
			r.begin = r.end
			if len(rest) == 0 || r.err != io.EOF {
				return nil, r.err
			}
			r.line++
			return nil, &LineError{r.line, cutError{}}
		}
	}
}

// skipLine passes over the rest of a line.
func (r *Reader) skipLine() {
	for r.begin = r.end; r.fill(); r.begin = r.end {
		if i := bytes.IndexByte(r.buf[:r.end], '\n'); i >= 0 {
			r.begin = i + 1
			return
		}
	}
}

// fill reads more behind buf[begin:end], for which it makes room. It reports false if there is no more: r.err says why.
func (r *Reader) fill() bool {
	if r.err != nil {
		return false
	}
	r.end = copy(r.buf, r.buf[r.begin:r.end])
	r.begin = 0
	if r.end == len(r.buf) {
		r.buf = append(r.buf, make([]byte, min(len(r.buf), MaxLine+1-len(r.buf)))...)
	}
	for range maxEmptyReads {
		n, err := r.src.Read(r.buf[r.end:])
		r.end += n
		r.err = err
		if n > 0 || err != nil {
			return n > 0
		}
	}
	r.err = io.ErrNoProgress
	return false
}

// maxEmptyReads is how often a source may return neither bytes nor an error, as for bufio.
const maxEmptyReads = 100

// beginning looks at the first bytes: a mark of UTF-8 is passed over, and what is no text is refused.
func (r *Reader) beginning() error {
	const enough = 512
	for r.end < enough && bytes.IndexByte(r.buf[:r.end], '\n') < 0 && r.fill() {
	}
	first := r.buf[:min(r.end, enough)]
	if err := magic(first); err != nil {
		r.stop()
		return err
	}
	if bytes.HasPrefix(first, []byte("\xef\xbb\xbf")) {
		r.begin = 3
	}
	return nil
}

// stop has r return nothing more.
func (r *Reader) stop() {
	r.err = io.EOF
	r.begin, r.end = 0, 0
}
