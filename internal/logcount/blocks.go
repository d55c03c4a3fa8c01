package logcount

import (
	"bytes"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/httpstatus-go/httpstatus/iislog"
)

// blockSize is how much of a file is parsed at once, up to the end of a line. It fits in the cache of a processor.
const blockSize = 256 << 10

// A splitter cuts a log into blocks of whole lines, and knows which columns each of them begins with.
type splitter struct {
	src    io.Reader
	rest   []byte // read, and not of a whole line yet
	err    error  // what ended src
	fields []byte // the last line #Fields, with its end; empty before the first
	date   []byte // the last line #Date, likewise
	began  bool
	day    *iislog.Reader
}

// A block is a piece of a log.
type block struct {
	header []byte // lines to be read before it, as the log has them before it
	lines  []byte
}

// next returns the next block, whose memory is that of buffer if it is enough. After the last it returns an error, io.EOF if the
// log is read to its end.
func (s *splitter) next(buffer []byte) (block, error) {
	if s.err != nil {
		return block{}, s.err
	}
	b := append(buffer[:0], s.rest...)
	s.rest = s.rest[:0]
	end := -1 // of the last whole line
	for end < 0 && s.err == nil {
		if len(b) > iislog.MaxLine {
			b = s.cutLine(b)
			end = len(b)
			break
		}
		begin := len(b)
		b = slices.Grow(b, blockSize)
		for s.err == nil && len(b) < begin+blockSize {
			n, err := s.src.Read(b[len(b) : begin+blockSize])
			b = b[:len(b)+n]
			s.err = err
		}
		end = bytes.LastIndexByte(b[begin:], '\n')
		if end >= 0 {
			end += begin + 1
		}
	}
	switch {
	case s.err == io.EOF:
		end = len(b) // with a last line that has no end
	case s.err != nil:
		end = max(end, 0) // the source failed; what is not a whole line is lost
	}
	s.rest = append(s.rest, b[end:]...)
	b = b[:end]
	if len(b) == 0 {
		return block{}, s.err
	}
	if !s.began {
		s.began = true
		b = bytes.TrimPrefix(b, []byte("\xef\xbb\xbf"))
	}
	made := block{header: s.header(), lines: b}
	s.look(made)
	return made, nil
}

// cutLine returns a line that is too long for a Reader to take, and passes over the rest of it.
func (s *splitter) cutLine(b []byte) []byte {
	chunk := make([]byte, 64<<10)
	for s.err == nil {
		n, err := s.src.Read(chunk)
		s.err = err
		if i := bytes.IndexByte(chunk[:n], '\n'); i >= 0 {
			s.rest = append(s.rest, chunk[i+1:n]...)
			break
		}
	}
	return append(b[:iislog.MaxLine+1], '\n')
}

// header returns the lines by which a Reader takes up the log where it is.
func (s *splitter) header() []byte {
	return slices.Concat(s.date, s.fields)
}

// look takes from a block the lines that say how those after it are to be read.
func (s *splitter) look(b block) {
	lines := b.lines
	directive := func(line []byte) {
		line, _, _ = bytes.Cut(line, []byte("\n"))
		line = bytes.TrimRight(bytes.TrimSuffix(line, []byte("\r")), "\x00")
		switch {
		case bytes.HasPrefix(line, []byte("#Fields:")):
			s.fields = append(slices.Clone(line), '\n')
		case bytes.HasPrefix(line, []byte("#Date:")):
			s.date = append(slices.Clone(line), '\n')
		}
	}
	for at := 0; ; at++ {
		i := bytes.IndexByte(lines[at:], '#')
		if i < 0 {
			break
		}
		at += i
		if before := bytes.TrimRight(lines[:at], "\x00"); len(before) == 0 || before[len(before)-1] == '\n' { // zeros are what a crash left
			directive(lines[at:])
		}
	}
	if len(s.date) > 0 && len(s.fields) > 0 && !hasDate(s.fields) {
		s.follow(b)
	}
}

func hasDate(fields []byte) bool {
	for name := range strings.FieldsSeq(string(fields)) {
		if strings.EqualFold(name, "date") {
			return true
		}
	}
	return false
}

// follow finds the date after a block of a log without dates, where midnight is only to be seen by the time starting over.
func (s *splitter) follow(b block) {
	if s.day == nil {
		s.day = iislog.NewReader(nil)
		s.day.Only("date", "time")
	}
	s.day.Reset(io.MultiReader(bytes.NewReader(b.header), bytes.NewReader(b.lines)))
	var last time.Time
	for e, err := range s.day.All() {
		if err == nil && !e.Time.IsZero() {
			last = e.Time
		}
	}
	if !last.IsZero() {
		s.date = []byte("#Date: " + last.Format(time.DateTime) + "\n")
	}
}
