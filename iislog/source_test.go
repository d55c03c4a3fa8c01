package iislog

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// chunks returns a source of text that gives so many bytes at once, and then what is left.
func chunks(text string, sizes ...int) io.Reader {
	var parts []io.Reader
	for _, size := range sizes {
		size = min(size, len(text))
		parts = append(parts, strings.NewReader(text[:size]))
		text = text[size:]
	}
	return io.MultiReader(append(parts, strings.NewReader(text))...)
}

// TestLines compares ends of lines, empty lines and zeros with the slow reader.
func TestLines(t *testing.T) {
	for _, input := range []string{
		"",
		"\n",
		"\r\n",
		"\n\r\n\n#Fields: sc-status\n\n200\n\r\n404\r\n\n",
		"#Fields: sc-status\n\x00\n\x00\x00\n\x00\r\n200\n",
		"#Fields: sc-status\n\x00200\n404\x00\n\x00\x00500\x00\x00\n\x00501\x00\r\n502\r\x00\n5\x0003\n",
		"\x00\x00\n\x00#Fields: sc-status\x00\n200\n",
		"#Fields: sc-status\n\x01200\n404\x01\n200\n",
		"#Fields: sc-status\n200\n\x00\x00",
		"#Fields: sc-status\n200\n\x004",
		"#Fields: sc-status\n200\n404\x00\x00",
		"#Fields: sc-status\n200\n\r",
		"#Fields: sc-status\n200\r\r\n\r404\n",
		"\xef\xbb\xbf#Fields: sc-status\n200\n\xef\xbb\xbf#Fields: sc-status x\n404\n",
		"\xef\xbb\xbf",
		"\xef\xbb\xbe#Fields: sc-status\n200\n",
		"#Fields: sc-status\n200\nPK\x03\x04\n\x1f\x8b\n404\n",
		"#Fields: time sc-status\n00:00:01 200\n",
		"#Fields: time sc-status\n#Date: 2026-11-25\n00:00:01 200\n",
	} {
		want := slowRead(input)
		for name, src := range map[string]io.Reader{
			"whole": strings.NewReader(input), "byte by byte": iotest.OneByteReader(strings.NewReader(input)),
			"halves": iotest.HalfReader(strings.NewReader(input)), "the end with bytes": iotest.DataErrReader(strings.NewReader(input)),
		} {
			got, refused := read(t, src)
			assert.Nil(t, refused, "%q", input)
			assert.Equal(t, want, got, "%q, %s", input, name)
		}
		r := NewReader(strings.NewReader(input))
		for range r.All() {
		}
		lines := strings.Count(input, "\n")
		if strings.Trim(input[strings.LastIndex(input, "\n")+1:], "\x00\xef\xbb\xbf") != "" {
			lines++
		}
		assert.EqualValues(t, lines, r.Lines(), "%q", input)
	}
}

// TestMaxLine reads lines about as long as they can be, in pieces that end about where they do.
func TestMaxLine(t *testing.T) {
	for _, first := range []bool{true, false} {
		for _, length := range []int{bufferSize - 1, bufferSize, bufferSize + 1, MaxLine, MaxLine + 1, MaxLine + 2, 2*MaxLine + 5} {
			before, number := "", 1
			if !first {
				before, number = "#Software: x\n", 2
			}
			line := before + "#" + strings.Repeat("x", length-1)
			rest := "\n#Fields: sc-status\n404\n"
			for i, src := range []io.Reader{
				strings.NewReader(line + rest),
				chunks(line+rest, len(line)),
				chunks(line+rest, len(line)-1),
				chunks(line+rest, len(line)+1),
				chunks(line+rest, len(before)+MaxLine, 1, 1, 1),
				chunks(line+rest, len(line), 1, 1, 1),
				strings.NewReader(line),
			} {
				r := NewReader(src)
				var got []string
				for e, err := range r.All() {
					if err != nil {
						got = append(got, err.Error())
					} else {
						got = append(got, fmt.Sprint("line ", e.Line, ": ", e.Status.Code))
					}
				}
				cut := i == 6
				var want []string
				switch {
				case length > MaxLine:
					want = append(want, fmt.Sprintf("iislog: line %d: too long: want at most 1048576 bytes", number))
				case cut:
					want = append(want, fmt.Sprintf("iislog: line %d: cut off: the input ends before the line does", number))
				}
				if !cut {
					want = append(want, fmt.Sprintf("line %d: 404 Not Found", number+2))
				}
				assert.Equal(t, want, got, "%d bytes, source %d", length, i)
				assert.LessOrEqual(t, len(r.buf), MaxLine+1)
			}
		}
	}
}

// TestMemory checks that the buffer is as large as the longest line, however many there are, and that it is kept.
func TestMemory(t *testing.T) {
	const many = bufferSize / 2 // lines, two buffers of them
	log := "#Fields: sc-status\n" + strings.Repeat("404\n", many)
	r := NewReader(strings.NewReader(log))
	buffer := &r.buf[0]
	for range 3 {
		lines := 0
		for e := range r.All() {
			if e != nil {
				lines++
			}
		}
		assert.Equal(t, many, lines)
		assert.Len(t, r.buf, 64<<10)
		assert.Same(t, buffer, &r.buf[0])
		r.Reset(iotest.HalfReader(strings.NewReader(log)))
	}
}

// TestReset checks what is left of another log: the columns that were asked for, and nothing else.
func TestReset(t *testing.T) {
	r := NewReader(strings.NewReader("#Date: 2026-11-25\n#Fields: time sc-status x\n00:00:01 404 y\n"))
	r.Only("time", "sc-status")
	for e, err := range r.All() {
		require.NoError(t, err)
		assert.Equal(t, "2026-11-25 00:00:01 404.0", e.Time.Format("2006-01-02 15:04:05 ")+e.Status.String())
	}
	assert.EqualValues(t, 3, r.Lines())

	r.Reset(strings.NewReader("500\n#Fields: time sc-status sc-bytes x\n00:00:02 200 7 y\n"))
	assert.Zero(t, r.Lines())
	var got []string
	for e, err := range r.All() {
		if err != nil {
			got = append(got, err.Error())
			continue
		}
		got = append(got, dump(e))
		assert.Empty(t, e.Field("x"))
		assert.EqualValues(t, -1, e.Sent, "as if the log had it not")
	}
	require.Len(t, got, 2)
	assert.Equal(t, "iislog: line 1: no #Fields before it: want a line that names the columns", got[0])
	assert.Contains(t, got[1], "line 3: - 200.0/false", "no date is left")

	// What is in the buffer is not looked at as if it were the log's.
	r.Reset(strings.NewReader(strings.Repeat("\n", 1000)))
	for range r.All() {
	}
	r.Reset(iotest.OneByteReader(strings.NewReader("\x1f\x8b\x08\x00")))
	for _, err := range r.All() {
		assert.IsType(t, new(FormatError), err)
	}
	assert.Zero(t, r.Lines())
}

// A slowSource gives a number of reads nothing before each line.
type slowSource struct {
	lines []string
	empty int // how often in a row it gives nothing
	reads int
	err   error
	ended int // reads after its error
}

func (s *slowSource) Read(p []byte) (int, error) {
	if s.reads++; s.reads%(s.empty+1) != 0 {
		return 0, nil
	}
	if len(s.lines) == 0 {
		s.ended++
		return 0, s.err
	}
	n := copy(p, s.lines[0])
	s.lines = s.lines[1:]
	return n, nil
}

// TestEmptyReads has a source that returns neither bytes nor an error: a hundred times in a row are too often, as for bufio.
func TestEmptyReads(t *testing.T) {
	for _, test := range []struct {
		empty int
		want  error
	}{{0, nil}, {1, nil}, {99, nil}, {100, io.ErrNoProgress}, {1000, io.ErrNoProgress}} {
		src := &slowSource{lines: []string{"#Fields: sc-status\n", "40", "4\n200", "\n", "5"}, empty: test.empty, err: io.EOF}
		var got []string
		var ended error
		for e, err := range NewReader(src).All() {
			if e == nil {
				ended = err
			} else {
				got = append(got, e.Status.String())
			}
		}
		if test.want == nil {
			assert.Equal(t, []string{"404.0", "200.0"}, got)
			assert.ErrorIs(t, ended, io.ErrUnexpectedEOF)
		} else {
			assert.Empty(t, got)
			assert.Equal(t, test.want, ended)
			assert.Equal(t, 100, src.reads)
		}
	}
}

// TestSourceEnds checks that a source is not read again after its error, and that the error stays.
func TestSourceEnds(t *testing.T) {
	gone := errors.New("the disk is gone")
	for _, fault := range []error{io.EOF, gone} {
		for _, lines := range [][]string{nil, {"\xef\xbb\xbf#Fi"}, {"#Fields: sc-status\n"}, {"#Fields: sc-status\n404\n4"}, {strings.Repeat("x", 3*bufferSize)}} {
			src := &slowSource{lines: lines, err: fault}
			r := NewReader(src)
			for range 3 {
				var ended error
				for _, err := range r.All() {
					ended = err
				}
				if fault == gone {
					assert.Equal(t, gone, ended)
				} else if ended != nil {
					assert.ErrorIs(t, ended, io.ErrUnexpectedEOF)
				}
			}
			assert.Equal(t, 1, src.ended, "%q", lines)
		}
	}
	r := NewReader(io.MultiReader(strings.NewReader(strings.Repeat("x", MaxLine+1)), iotest.ErrReader(gone)))
	var got []error
	for _, err := range r.All() {
		got = append(got, err)
	}
	require.Len(t, got, 2)
	assert.EqualError(t, got[0], "iislog: line 1: too long: want at most 1048576 bytes")
	assert.Equal(t, gone, got[1])
	assert.EqualValues(t, 1, r.Lines())
}

// TestRefusedEnds checks that nothing is read of a log of another format, however long it is.
func TestRefusedEnds(t *testing.T) {
	for _, line := range []string{
		"\x1f\x8b\n",
		"172.21.13.45 - - [08/Apr/2001:17:39:04 -0800] \"GET / HTTP/1.0\" 200 3401\r\n",
	} {
		r := NewReader(strings.NewReader(strings.Repeat(line, 2*bufferSize/len(line)) + "#Fields: sc-status\n404\n"))
		refused := 0
		for range 3 {
			for e, err := range r.All() {
				assert.Nil(t, e)
				assert.IsType(t, new(FormatError), err)
				refused++
			}
		}
		assert.Equal(t, 1, refused, line)
	}
}

// TestFirstBytes checks that the first 512 bytes are looked at, no more, in whatever pieces they come.
func TestFirstBytes(t *testing.T) {
	for at := 500; at < 525; at++ {
		for name, whole := range map[string]func(io.Reader) io.Reader{
			"whole":        func(r io.Reader) io.Reader { return r },
			"byte by byte": iotest.OneByteReader,
			"halves":       iotest.HalfReader,
			"by 7":         func(r io.Reader) io.Reader { return io.MultiReader(io.LimitReader(r, 7), io.LimitReader(r, 500), r) },
		} {
			input := strings.Repeat("x", at) + "\x01" + strings.Repeat("x", 100) + "\n"
			_, refused := read(t, whole(strings.NewReader(input)))
			assert.Equal(t, at < 512, refused != nil, "%d, %s", at, name)
		}
	}
}
