package iislog

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/synctest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestFollowNextFile has the files of the next days come. IIS names them by their dates.
func TestFollowNextFile(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		dir := t.TempDir()
		day := func(n int) string { return filepath.Join(dir, fmt.Sprintf("u_ex2611%02d.log", n)) }
		makeFile(t, day(22), "two days old\n", 1)
		makeFile(t, day(23), "old\n", 2)
		makeFile(t, day(24), "a\ncut 4", 3)
		w := watchLog(t, dir)
		assert.Empty(t, w.next())
		assert.Equal(t, "a\ncut 4", w.old, "the file that was written last")

		makeFile(t, day(25), "b\n", 4)
		assert.Equal(t, "\nb\n", w.next(), "the line that was never finished ends")
		appendTo(t, day(25), "c\n")
		assert.Equal(t, "c\n", w.next())
		appendTo(t, day(24), "late")
		appendTo(t, day(23), "late")
		assert.Empty(t, w.next(), "only the last is read")

		appendTo(t, day(25), "d\n")
		makeFile(t, day(26), "e\n", 5)
		assert.Equal(t, "d\ne\n", w.next(), "the rest of the file comes first")

		// Days on which the log was not read.
		makeFile(t, day(29), "h\n", 6)
		makeFile(t, day(28), "g\n", 7)
		makeFile(t, day(27), "i\n", 8)
		makeFile(t, day(30), "j\n", 8)
		assert.Equal(t, "h\ng\ni\nj\n", w.next(), "in the order in which they were written")
		assert.Empty(t, w.next())
		assert.Equal(t, "a\ncut 4", w.old)
	})
}

// TestFollowEmptyFile has the next file made before anything is in it: until then the last one is still written.
func TestFollowEmptyFile(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		dir := t.TempDir()
		first, second := filepath.Join(dir, "1.log"), filepath.Join(dir, "2.log")
		appendTo(t, first, "")
		w := watchLog(t, dir)
		appendTo(t, second, "")
		assert.Empty(t, w.next())
		appendTo(t, first, "a\n")
		assert.Equal(t, "a\n", w.next())
		appendTo(t, second, "b\n")
		assert.Equal(t, "b\n", w.next())
		assert.Empty(t, w.old)
	})
}

// TestFollowNothing has logs of which nothing is read: no line of them is ended.
func TestFollowNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		dir := t.TempDir()
		name := func(n int) string { return filepath.Join(dir, fmt.Sprint(n, ".log")) }
		appendTo(t, name(1), strings.Repeat("\x00", 100))
		w := watchLog(t, dir)
		assert.Empty(t, w.next())
		appendTo(t, name(2), "b")
		assert.Equal(t, "b", w.next())
		require.NoError(t, os.Truncate(name(2), 0))
		assert.Equal(t, "\n", w.next(), "the line that was begun ends, once")
		appendTo(t, name(3), "c\n")
		assert.Equal(t, "c\n", w.next())
	})
}

// TestFollowReplaced has another file come under the name of the log, and the log cut.
func TestFollowReplaced(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		name := filepath.Join(t.TempDir(), "u_ex.log")
		appendTo(t, name, "a\n")
		w := watchLog(t, name)
		assert.Empty(t, w.next())
		first := w.f.file
		rename(t, name, name+".1")
		appendTo(t, name+".1", "late\n")
		appendTo(t, name, "b\n")
		assert.Equal(t, "late\nb\n", w.next(), "the old file is read to its end")
		_, err := first.Stat()
		assert.ErrorIs(t, err, fs.ErrClosed)

		require.NoError(t, os.Truncate(name, 0))
		assert.Empty(t, w.next())
		appendTo(t, name, "c\nd")
		assert.Equal(t, "c\nd", w.next(), "it is cut")
		require.NoError(t, os.WriteFile(name, []byte("e\n"), 0o666))
		assert.Equal(t, "\ne\n", w.next(), "it is cut in a line, which ends there")
		assert.Equal(t, "a\n", w.old)
	})
}

// TestFollowCut has a log cut before all of it that was there is read. What is written then is new.
func TestFollowCut(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		name := filepath.Join(t.TempDir(), "u_ex.log")
		appendTo(t, name, "some text")
		f := watchLog(t, name).f
		read := func(size int) string {
			buffer := make([]byte, size)
			n, err := f.Read(buffer)
			require.NoError(t, err)
			return string(buffer[:n])
		}
		assert.Equal(t, "some t", read(6))
		assert.False(t, f.Live())
		require.NoError(t, os.WriteFile(name, []byte("new\n"), 0o666))
		assert.Equal(t, "\n", read(100))
		assert.Equal(t, "new\n", read(100))
		assert.True(t, f.Live())
	})
}

// TestFollowRenamed has logs renamed so that one more is the first, as tools outside of Windows do it, where the pattern
// matches all of them. None is read twice.
func TestFollowRenamed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		dir := t.TempDir()
		name := func(n int) string { return filepath.Join(dir, fmt.Sprintf("app-%d.log", n)) }
		for n := 4; n >= 0; n-- {
			makeFile(t, name(n), fmt.Sprint("file ", n, "\n"), 5-n)
		}
		w := watchLog(t, filepath.Join(dir, "app-*.log"))
		assert.Empty(t, w.next())
		for round := range 4 {
			for n := 4 + round; n >= 0; n-- {
				rename(t, name(n), name(n+1))
			}
			assert.Empty(t, w.next())
			appendTo(t, name(1), "late\n")
			assert.Equal(t, "late\n", w.next(), "it is still being written")
			appendTo(t, name(0), fmt.Sprint("round ", round, "\n"))
			assert.Equal(t, fmt.Sprint("round ", round, "\n"), w.next())
			appendTo(t, name(1), "too late\n")
			assert.Empty(t, w.next())
			assert.Empty(t, w.next())
		}
		assert.Equal(t, "file 0\n", w.old)
	})
}

// TestFollowNumberAgain has a new file that the system gives the number of one that was deleted: os.SameFile takes it for that
// one.
func TestFollowNumberAgain(t *testing.T) {
	dir := t.TempDir()
	old, name := filepath.Join(dir, "1.log"), filepath.Join(dir, "2.log")
	makeFile(t, old, "a\n", 1)
	info, err := os.Stat(old)
	require.NoError(t, err)
	f := &Follower{seen: map[string]fs.FileInfo{old: info}}
	rename(t, old, name)
	renamed, err := os.Stat(name)
	require.NoError(t, err)
	assert.True(t, f.knows(foundFile{name, renamed}))
	appendTo(t, name, "b\n")
	again, err := os.Stat(name)
	require.NoError(t, err)
	assert.False(t, f.knows(foundFile{name, again}))
	assert.True(t, f.knows(foundFile{old, again}), "written, not new")
	assert.Len(t, f.seen, 1)
}

// TestFollowZeros has a file made larger in advance, as by http.sys, and lines written where the zeros were.
func TestFollowZeros(t *testing.T) {
	for _, zeros := range []int{1, 4095, 4096, 4097, 10_000} {
		for _, length := range []int{0, 1, 4095, 4096, 4097, 10_000} {
			synctest.Test(t, func(t *testing.T) {
				name := filepath.Join(t.TempDir(), "u_ex.log")
				text := strings.Repeat("a", length)
				appendTo(t, name, text+strings.Repeat("\x00", zeros))
				w := watchLog(t, name)
				assert.Empty(t, w.next())
				assert.Equal(t, text, w.old)
				at := length
				for _, more := range []string{"b 201\r\n/c 2", "02\r\n", strings.Repeat("\x00", 5_000) + "/d 203\r\n"} {
					writeAt(t, name, at, more)
					at += len(more)
					assert.Equal(t, more, w.next(), "%d behind %d", zeros, length)
				}
				assert.Equal(t, text, w.old)
			})
		}
	}
}

// A hookFile is a file to which something happens while it is looked at.
type hookFile struct {
	logFile
	mu    sync.Mutex
	stat  func() error // after Stat
	read  func() error // before ReadAt
	close error
}

// set sets the hooks.
func (f *hookFile) set(stat, read func() error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.stat, f.read = stat, read
}

func (f *hookFile) Stat() (fs.FileInfo, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	info, err := f.logFile.Stat()
	if f.stat != nil {
		if fault := f.stat(); fault != nil {
			return nil, fault
		}
	}
	return info, err
}

func (f *hookFile) ReadAt(p []byte, at int64) (int, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.read != nil {
		if fault := f.read(); fault != nil {
			return 0, fault
		}
	}
	return f.logFile.ReadAt(p, at)
}

func (f *hookFile) Close() error { return errors.Join(f.logFile.Close(), f.close) }

// nth returns a hook that does something at its nth call only.
func nth(n int, do func() error) func() error {
	return func() error {
		if n--; n == 0 {
			return do()
		}
		return nil
	}
}

// watchHooked watches a log of which "a\n" is read. It can be given hooks.
func watchHooked(t *testing.T) (w *watch, hook *hookFile, name string) {
	t.Helper()
	name = filepath.Join(t.TempDir(), "1.log")
	appendTo(t, name, "a\n")
	w = watchLog(t, filepath.Dir(name))
	hook = &hookFile{logFile: w.f.file}
	w.f.file = hook
	assert.Empty(t, w.next())
	return w, hook, name
}

// TestFollowFaults has the system fail. The error is the last that Read returns.
func TestFollowFaults(t *testing.T) {
	gone := errors.New("the disk is gone")
	fault := func() error { return gone }
	for name, hooks := range map[string][2]func() error{
		"stat":           {fault, nil},
		"look for zeros": {nil, fault},
		"read":           {nil, nth(2, fault)}, // after the file was looked at
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w, hook, name := watchHooked(t)
				hook.set(hooks[0], hooks[1])
				appendTo(t, name, "b\n")
				assert.Empty(t, w.next())
				assert.Equal(t, gone, w.err)
				hook.set(nil, nil)
				n, err := w.f.Read(make([]byte, 10))
				assert.Zero(t, n)
				assert.Equal(t, gone, err, "again")
			})
		})
	}
	synctest.Test(t, func(t *testing.T) {
		name := filepath.Join(t.TempDir(), "u_ex.log")
		appendTo(t, name, "a\n")
		f := watchLog(t, name).f
		f.file = &hookFile{logFile: f.file, close: gone}
		assert.ErrorIs(t, f.Close(), gone)
	})
}

// TestFollowMeanwhile has files change between two steps of the Follower.
func TestFollowMeanwhile(t *testing.T) {
	t.Run("cut before it is looked for zeros", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			w, hook, name := watchHooked(t)
			hook.set(nth(1, func() error { return os.Truncate(name, 5) }), nil)
			appendTo(t, name, strings.Repeat("b", 10_000))
			assert.Equal(t, "bbb", w.next())
		})
	})
	t.Run("cut before it is read", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			w, hook, name := watchHooked(t)
			hook.set(nil, nth(2, func() error { return os.WriteFile(name, []byte("c"), 0o666) }))
			appendTo(t, name, "b\n")
			assert.Equal(t, "c", w.next())
		})
	})
	// The next file is found, this one is looked at once more, and then the next is opened.
	t.Run("the next file is deleted", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			w, hook, name := watchHooked(t)
			next := filepath.Join(filepath.Dir(name), "2.log")
			hook.set(nth(2, func() error { return os.Remove(next) }), nil)
			appendTo(t, next, "b\n")
			assert.Empty(t, w.next())
			assert.NoFileExists(t, next)
			appendTo(t, filepath.Join(filepath.Dir(name), "3.log"), "c\n")
			assert.Equal(t, "c\n", w.next())
			appendTo(t, next, "d\n")
			assert.Equal(t, "d\n", w.next())
		})
	})
	t.Run("the next file cannot be opened", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			w, hook, name := watchHooked(t)
			next := filepath.Join(filepath.Dir(name), "2.log")
			hook.set(nth(2, func() error { return errors.Join(os.Remove(next), os.Symlink(next, next)) }), nil) // which leads nowhere
			appendTo(t, next, "b\n")
			assert.Empty(t, w.next())
			var fault *fs.PathError
			require.ErrorAs(t, w.err, &fault)
			assert.Equal(t, "open", fault.Op)
			assert.Equal(t, next, fault.Path)
		})
	})
	t.Run("no file is found for a while", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			w, _, name := watchHooked(t)
			dir := filepath.Dir(name)
			makeFile(t, filepath.Join(dir, "2.log"), "b\n", 1)
			assert.Equal(t, "b\n", w.next())
			rename(t, dir, dir+".away")
			assert.Empty(t, w.next())
			rename(t, dir+".away", dir)
			assert.Empty(t, w.next(), "what was read is not new")
			makeFile(t, filepath.Join(dir, "3.log"), "c\n", 2)
			assert.Equal(t, "c\n", w.next())
		})
	})
}
