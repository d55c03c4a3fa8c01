package iislog

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// pollInterval is how often a Follower looks for more. http.sys itself holds lines back for up to a minute.
const pollInterval = 250 * time.Millisecond

// A Follower reads a log that is being written, and the one after it.
type Follower struct {
	ctx     context.Context
	pattern string
	file    *os.File
	info    fs.FileInfo            // of file, when it was opened
	seen    map[string]fs.FileInfo // the files that are there already, or were read
	offset  int64
	old     int64 // how much of file was there when Follow began
	live    bool
	last    byte // the last byte read
	err     error
}

// Follow returns a reader of a log from its beginning on, that waits for more at its end, until ctx is done: then it returns
// io.EOF. The log is a file, of files that match a pattern as of [filepath.Match] the one that was written last, or the last
// file *.log of a folder. When a later file comes, as IIS begins one every day, it is next; a file of the same name that took
// the place of the first is read from its beginning, and so is one that was cut to be shorter. Where a file ends
// in the middle of a line, the line ends there. Zeros at its end are where http.sys has not written yet.
func Follow(ctx context.Context, path string) (*Follower, error) {
	f := &Follower{ctx: ctx, pattern: path, seen: make(map[string]fs.FileInfo)}
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		f.pattern = filepath.Join(escape(path), "*.log")
	} else if err == nil {
		f.pattern = escape(path) // a file whose name has the signs of a pattern
	}
	files, err := f.list()
	if err != nil {
		return nil, err
	}
	name := ""
	for n, info := range files {
		if name == "" || later(n, info, name, files[name]) {
			name = n
		}
	}
	if name == "" {
		return nil, &fs.PathError{Op: "follow", Path: f.pattern, Err: fs.ErrNotExist}
	}
	f.seen = files
	if err := f.open(name); err != nil {
		return nil, err
	}
	if f.old, err = written(f.file); err != nil {
		f.file.Close()
		return nil, err
	}
	return f, nil
}

// Live reports whether what Read returned last was written after Follow began. A Reader reads no more before it has given the
// entries that it has: the entry that it gave last is as new.
func (f *Follower) Live() bool { return f.live }

// escape returns a pattern that matches path alone.
func escape(path string) string {
	if filepath.Separator == '\\' {
		return path // a pattern cannot be escaped there, and the signs are not in names
	}
	var b []byte
	for _, c := range []byte(path) {
		if c == '*' || c == '?' || c == '[' || c == '\\' {
			b = append(b, '\\')
		}
		b = append(b, c)
	}
	return string(b)
}

// later reports whether a was written after b; of two written at once, whether its name is greater.
func later(a string, ai fs.FileInfo, b string, bi fs.FileInfo) bool {
	if c := ai.ModTime().Compare(bi.ModTime()); c != 0 {
		return c > 0
	}
	return a > b
}

// list returns the files that match the pattern.
func (f *Follower) list() (map[string]fs.FileInfo, error) {
	names, err := filepath.Glob(f.pattern)
	if err != nil {
		return nil, err
	}
	files := make(map[string]fs.FileInfo, len(names))
	for _, name := range names {
		if info, err := os.Stat(name); err == nil && info.Mode().IsRegular() {
			files[name] = info
		}
	}
	return files, nil
}

func (f *Follower) open(name string) error {
	file, err := os.Open(name)
	if err != nil {
		return err
	}
	info, err := file.Stat()
	if err != nil {
		file.Close()
		return err
	}
	if f.file != nil {
		f.file.Close()
	}
	f.file, f.info, f.offset, f.old = file, info, 0, 0
	f.seen[name] = info
	return nil
}

// Read waits for more. At the end of a file, it has returned what there was.
func (f *Follower) Read(p []byte) (int, error) {
	if len(p) == 0 || f.err != nil {
		return 0, f.err
	}
	n, err := f.read(p)
	f.err = err
	return n, err
}

func (f *Follower) read(p []byte) (int, error) {
	next := "" // the file after this one, which is there already while this is read to its end
	for {
		end, err := written(f.file)
		if err != nil {
			return 0, err
		}
		if f.live = f.offset >= f.old; !f.live {
			end = min(end, f.old)
		}
		if f.offset < end {
			n, err := f.file.ReadAt(p[:min(int64(len(p)), end-f.offset)], f.offset)
			if n > 0 {
				f.offset += int64(n)
				f.last = p[n-1]
				return n, nil
			}
			if err != io.EOF { // else it was cut since
				return 0, err
			}
			continue
		}
		if next != "" || end < f.offset {
			if next == "" { // the file was cut
				f.offset, f.old = 0, 0
			} else if err := f.open(next); err != nil {
				return 0, err
			}
			next = ""
			if f.endLine(p) {
				return 1, nil
			}
			continue
		}
		if next = f.next(); next != "" {
			continue
		}
		select {
		case <-f.ctx.Done():
			return 0, io.EOF
		case <-time.After(pollInterval):
		}
	}
}

// written returns how much of a log is written. http.sys makes its files larger in advance: the zeros at the end are where
// lines will be.
func written(file *os.File) (int64, error) {
	info, err := file.Stat()
	if err != nil {
		return 0, err
	}
	end := info.Size()
	for buffer := make([]byte, 4<<10); end > 0; {
		tail := buffer[:min(int64(len(buffer)), end)]
		end -= int64(len(tail))
		n, err := file.ReadAt(tail, end)
		if err != nil && err != io.EOF { // at the end it was cut since
			return 0, err
		}
		if kept := len(bytes.TrimRight(tail[:n], "\x00")); kept > 0 {
			return end + int64(kept), nil
		}
	}
	return 0, nil
}

// endLine ends a line whose rest will not come.
func (f *Follower) endLine(p []byte) bool {
	if f.last == 0 || f.last == '\n' {
		return false
	}
	p[0], f.last = '\n', '\n'
	return true
}

// next returns the first file that came since, "" if none did.
func (f *Follower) next() string {
	files, err := f.list()
	if err != nil {
		return ""
	}
	next := ""
	for name, info := range files {
		if os.SameFile(info, f.info) {
			continue
		}
		if seen, ok := f.seen[name]; ok && os.SameFile(info, seen) {
			continue
		}
		if next == "" || later(next, files[next], name, info) {
			next = name
		}
	}
	return next
}

// Close closes the file. A Read that waits ends when the context is done.
func (f *Follower) Close() error {
	if errors.Is(f.err, fs.ErrClosed) {
		return nil
	}
	f.err = fs.ErrClosed
	return f.file.Close()
}
