package iislog

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"time"
)

// pollInterval is how often a Follower looks for more. http.sys itself holds lines back for up to a minute.
const pollInterval = 250 * time.Millisecond

// A Follower reads a log that is being written, and the one after it.
type Follower struct {
	ctx     context.Context
	pattern string
	file    logFile
	info    fs.FileInfo            // of file, when it was looked at last
	seen    map[string]fs.FileInfo // the files that were there already, or are read, by their names
	offset  int64
	old     int64 // how much of file was there when Follow began
	live    bool
	last    byte // the last byte read
	err     error
}

// A logFile is what a Follower needs of a file.
type logFile interface {
	fs.File
	io.ReaderAt
}

// Follow returns a reader of a log, from its beginning on. At the end it waits for more, until ctx is done: then it returns io.EOF.
//
// The path is that of a file; or that of a folder, for its files *.log; or a pattern, as [filepath.Match] has it. Of several
// files it reads the one that was written last. It goes on with the next when a later one comes and something is in it, as IIS
// begins one every day. A file of the same name that took the place of the first is read from its beginning, and so is one that
// was cut to be shorter. A file that is only renamed is not read again. Where a file ends in the middle of a line, the line ends
// there. Zeros at its end are where http.sys has not written yet.
func Follow(ctx context.Context, path string) (*Follower, error) {
	pattern := path
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		pattern = filepath.Join(escape(path), "*.log")
	} else if err == nil {
		pattern = escape(path) // a file whose name has the signs of a pattern
	}
	files, err := list(pattern)
	if err != nil {
		return nil, err
	}
	if len(files) == 0 {
		return nil, &fs.PathError{Op: "follow", Path: pattern, Err: fs.ErrNotExist}
	}
	file, err := os.Open(files[len(files)-1].name)
	if err != nil {
		return nil, err
	}
	f := &Follower{ctx: ctx, pattern: pattern, file: file, seen: make(map[string]fs.FileInfo), last: '\n'}
	for _, found := range files {
		f.seen[found.name] = found.info
	}
	f.old, f.err = f.look()
	return f, nil
}

// Live reports whether what Read returned last was written after Follow began. A Reader reads no more before it has given the
// entries that it has: the entry that it gave last is as new.
func (f *Follower) Live() bool { return f.live }

// escape returns a pattern that matches path alone. A backslash is a separator on Windows and a sign of patterns elsewhere.
func escape(path string) string {
	var b []byte
	for _, c := range []byte(path) {
		switch {
		case c == '*' || c == '?' || c == '[':
			b = append(b, '[', c, ']')
		case c == '\\' && filepath.Separator != '\\':
			b = append(b, c, c)
		default:
			b = append(b, c)
		}
	}
	return string(b)
}

type foundFile struct {
	name string
	info fs.FileInfo
}

// list returns the files that match the pattern, in the order in which they were written last; of those written at once, by
// their names. It is an error if the pattern is none.
func list(pattern string) ([]foundFile, error) {
	names, err := filepath.Glob(pattern)
	var files []foundFile
	for _, name := range names {
		if info, err := os.Stat(name); err == nil && info.Mode().IsRegular() {
			files = append(files, foundFile{name, info})
		}
	}
	slices.SortFunc(files, func(a, b foundFile) int {
		return cmp.Or(a.info.ModTime().Compare(b.info.ModTime()), cmp.Compare(a.name, b.name))
	})
	return files, err
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
		end, err := f.look()
		if err != nil {
			return 0, err
		}
		if f.live = f.offset >= f.old; !f.live {
			end = min(end, f.old)
		}
		switch {
		case f.offset < end:
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
		case f.offset > end: // it was cut
			if f.begin(f.file, p) {
				return 1, nil
			}
			continue
		case next == "":
			if next = f.next(); next != "" {
				continue
			}
		default:
			file, err := os.Open(next)
			next = ""
			if err == nil {
				f.file.Close()
				if f.begin(file, p) {
					return 1, nil
				}
				continue
			}
			if !errors.Is(err, fs.ErrNotExist) { // else it went as it came
				return 0, err
			}
		}
		select {
		case <-f.ctx.Done():
			return 0, io.EOF
		case <-time.After(pollInterval):
		}
	}
}

// look looks at the file, and returns how much of it is written. http.sys makes its files larger in advance: the zeros at the
// end are where lines will be.
func (f *Follower) look() (int64, error) {
	info, err := f.file.Stat()
	if err != nil {
		return 0, err
	}
	f.info = info
	end := info.Size()
	for buffer := make([]byte, 4<<10); end > 0; {
		tail := buffer[:min(int64(len(buffer)), end)]
		end -= int64(len(tail))
		n, err := f.file.ReadAt(tail, end)
		if err != nil && err != io.EOF { // at the end it was cut since
			return 0, err
		}
		if kept := len(bytes.TrimRight(tail[:n], "\x00")); kept > 0 {
			return end + int64(kept), nil
		}
	}
	return 0, nil
}

// begin has a file read from its beginning. It reports whether p has the end of a line whose rest will not come.
func (f *Follower) begin(file logFile, p []byte) bool {
	f.file, f.offset, f.old = file, 0, 0
	if f.last == '\n' {
		return false
	}
	p[0], f.last = '\n', '\n'
	return true
}

// next returns the first file that came since and has something in it, "" if none did.
func (f *Follower) next() string {
	files, _ := list(f.pattern) // the pattern was good when Follow began
	next := ""
	known := make(map[string]fs.FileInfo, len(files))
	for _, found := range files {
		if os.SameFile(found.info, f.info) || f.knows(found) {
			known[found.name] = found.info
		} else if next == "" && found.info.Size() > 0 {
			next = found.name
		}
	}
	maps.Copy(f.seen, known) // under the names that they have now
	return next
}

// knows reports whether a file was there already or is read, under this name or another: renaming leaves the time as it is. Of
// another name, the file alone does not tell: the system gives a new one the number of one that is deleted.
func (f *Follower) knows(found foundFile) bool {
	if os.SameFile(f.seen[found.name], found.info) {
		return true
	}
	for _, info := range f.seen {
		if info.ModTime().Equal(found.info.ModTime()) && os.SameFile(info, found.info) {
			return true
		}
	}
	return false
}

// Close closes the file. A Read that waits ends when the context is done.
func (f *Follower) Close() error {
	if errors.Is(f.err, fs.ErrClosed) {
		return nil
	}
	f.err = fs.ErrClosed
	return f.file.Close()
}
