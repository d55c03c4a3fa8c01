package iislog

import (
	"context"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// A watch reads what a Follower returns, in the background. It is for a bubble of synctest, where the time between two looks at
// the files passes at once.
type watch struct {
	f    *Follower
	size int // of what is read at once
	runs bool

	mu   sync.Mutex // for the race detector, which does not know that a bubble waits
	live string     // what came that is new, since the last call of next
	old  string     // what came that was there already
	err  error      // what ended it
}

// watchLog follows the log at path until the test is over, or an hour.
func watchLog(t *testing.T, path string) *watch {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), time.Hour)
	f, err := Follow(ctx, path)
	require.NoError(t, err)
	w := &watch{f: f, size: 4 << 10}
	t.Cleanup(func() {
		waits := w.runs && w.err == nil
		cancel()
		synctest.Wait()
		if waits {
			assert.Equal(t, io.EOF, w.err)
		}
		assert.NoError(t, f.Close())
	})
	return w
}

// next returns what came that is new, at once or when the Follower has looked once more.
func (w *watch) next() string {
	if !w.runs {
		w.runs = true
		go func() {
			buffer := make([]byte, w.size)
			for err := error(nil); err == nil; {
				var n int
				if n, err = w.f.Read(buffer); n == 0 && err == nil {
					err = io.ErrNoProgress
				}
				w.mu.Lock()
				if w.f.Live() {
					w.live += string(buffer[:n])
				} else {
					w.old += string(buffer[:n])
				}
				w.err = err
				w.mu.Unlock()
			}
		}()
	}
	time.Sleep(pollInterval)
	synctest.Wait()
	w.mu.Lock()
	defer w.mu.Unlock()
	text := w.live
	w.live = ""
	return text
}

// appendTo writes more to a file, which it makes if it is not there.
func appendTo(t *testing.T, name, text string) {
	t.Helper()
	file, err := os.OpenFile(name, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o666)
	require.NoError(t, err)
	_, err = file.WriteString(text)
	require.NoError(t, err)
	require.NoError(t, file.Close())
}

// writeAt writes at a place of a file that is there.
func writeAt(t *testing.T, name string, at int, text string) {
	t.Helper()
	file, err := os.OpenFile(name, os.O_WRONLY, 0)
	require.NoError(t, err)
	_, err = file.WriteAt([]byte(text), int64(at))
	require.NoError(t, err)
	require.NoError(t, file.Close())
}

// makeFile makes a file that was written a number of seconds after another time.
func makeFile(t *testing.T, name, text string, seconds int) {
	t.Helper()
	appendTo(t, name, text)
	at := time.Date(2026, 11, 25, 0, 0, seconds, 0, time.UTC)
	require.NoError(t, os.Chtimes(name, at, at))
}

func rename(t *testing.T, from, to string) {
	t.Helper()
	require.NoError(t, os.Rename(from, to))
}

// TestFollowEntries reads entries of a log that is being written.
func TestFollowEntries(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		name := filepath.Join(t.TempDir(), "u_ex.log")
		appendTo(t, name, "#Fields: cs-uri-stem sc-status\r\n/a 200\r\n/b 4")
		ctx, cancel := context.WithCancel(context.Background())
		f, err := Follow(ctx, name)
		require.NoError(t, err)
		defer f.Close()
		lines := make(chan string, 10)
		go func() {
			for e, err := range NewReader(f).All() {
				line := "old "
				if f.Live() {
					line = "new "
				}
				if err != nil {
					line += err.Error()
				} else {
					line += string(e.Stem) + " " + e.Status.String()
				}
				lines <- line
			}
			lines <- "end"
		}()
		next := func() (came []string) {
			time.Sleep(pollInterval)
			synctest.Wait()
			for range len(lines) {
				came = append(came, <-lines)
			}
			return came
		}
		assert.Equal(t, []string{"old /a 200.0"}, next())
		assert.Empty(t, next(), "the rest of the line is waited for")
		appendTo(t, name, "04\r\n/c 500\r\n/d 20")
		assert.Equal(t, []string{"new /b 404.0", "new /c 500.0"}, next())
		cancel()
		began := time.Now()
		assert.Equal(t, "new iislog: line 5: cut off: the input ends before the line does", <-lines)
		assert.Equal(t, "end", <-lines)
		assert.Equal(t, began, time.Now(), "at once")
	})
}

// TestFollowOld has more written before what was there is read: what Read returns is either old or new.
func TestFollowOld(t *testing.T) {
	for _, size := range []int{1, 3, 4, 5, 8, 9, 10, 100} {
		synctest.Test(t, func(t *testing.T) {
			name := filepath.Join(t.TempDir(), "u_ex.log")
			appendTo(t, name, "old text")
			w := watchLog(t, name)
			w.size = size
			appendTo(t, name, " and new")
			assert.Equal(t, " and new", w.next(), size)
			assert.Equal(t, "old text", w.old, size)
			assert.Empty(t, w.next())
			appendTo(t, name, ", newer text")
			assert.Equal(t, ", newer text", w.next(), size)
			assert.Equal(t, "old text", w.old, size)
		})
	}
}

// TestFollowEnd checks what Read returns when nothing more will come.
func TestFollowEnd(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		name := filepath.Join(t.TempDir(), "u_ex.log")
		appendTo(t, name, "a")
		ctx, cancel := context.WithCancel(context.Background())
		f, err := Follow(ctx, name)
		require.NoError(t, err)
		n, err := f.Read(nil)
		assert.Zero(t, n)
		assert.NoError(t, err)
		cancel()
		began := time.Now()
		buffer := make([]byte, 10)
		n, err = f.Read(buffer)
		assert.Equal(t, "a", string(buffer[:n]), "what is there is read")
		assert.NoError(t, err)
		n, err = f.Read(nil)
		assert.Zero(t, n, "nothing is waited for")
		assert.NoError(t, err)
		for range 2 {
			n, err = f.Read(buffer)
			assert.Zero(t, n)
			assert.Equal(t, io.EOF, err)
			assert.Equal(t, began, time.Now(), "at once")
			appendTo(t, name, "more")
		}
		_, err = f.Read(nil)
		assert.Equal(t, io.EOF, err)

		require.NoError(t, f.Close())
		_, err = f.file.Stat()
		assert.ErrorIs(t, err, fs.ErrClosed, "the file is closed")
		assert.NoError(t, f.Close(), "closed already")
		n, err = f.Read(buffer)
		assert.Zero(t, n)
		assert.ErrorIs(t, err, fs.ErrClosed)
	})
}

// TestFollowLast begins with the file that was written last; of files written at once, with that of the greatest name.
func TestFollowLast(t *testing.T) {
	dir := t.TempDir()
	names := strings.Split("abcdefghijklmnop", "")
	for range 20 {
		for i, at := range rand.Perm(len(names)) {
			name := filepath.Join(dir, names[i]+".log")
			require.NoError(t, os.RemoveAll(name))
			makeFile(t, name, names[i]+" "+strings.Repeat("x", at/4), at/4)
		}
		want := ""
		for _, name := range names {
			if text, err := os.ReadFile(filepath.Join(dir, name+".log")); err == nil && strings.HasSuffix(string(text), " xxx") {
				want = string(text)
			}
		}
		f, err := Follow(context.Background(), dir)
		require.NoError(t, err)
		text := make([]byte, 10)
		n, err := f.Read(text)
		require.NoError(t, err)
		assert.Equal(t, want, string(text[:n]))
		require.NoError(t, f.Close())
	}
}

// TestFollowOnlyLogs passes over what is in a folder and is no log.
func TestFollowOnlyLogs(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		dir := t.TempDir()
		makeFile(t, filepath.Join(dir, "u_ex.log"), "old\n", 1)
		makeFile(t, filepath.Join(dir, "notes.txt"), "no log\n", 2)
		require.NoError(t, os.Mkdir(filepath.Join(dir, "folder.log"), 0o777))
		require.NoError(t, os.Symlink(filepath.Join(dir, "nothing"), filepath.Join(dir, "nowhere.log")))
		w := watchLog(t, dir)
		assert.Empty(t, w.next())
		assert.Equal(t, "old\n", w.old)
		require.NoError(t, os.Mkdir(filepath.Join(dir, "folder2.log"), 0o777))
		makeFile(t, filepath.Join(dir, "notes2.txt"), "no log\n", 3)
		assert.Empty(t, w.next())
		appendTo(t, filepath.Join(dir, "u_ex.log"), "new\n")
		assert.Equal(t, "new\n", w.next())
	})
}

// TestFollowNames follows logs whose names, and those of their folders, have the signs of a pattern.
func TestFollowNames(t *testing.T) {
	names := []string{"u_ex.log", "u*.log", "u?ex.log", "[u].log", "u[^a]", "u]", "[", `u\ex`, `\*`, `\\`, "[a-z]", "x", "u", "-", "^"}
	for _, name := range names {
		for _, other := range names {
			match, err := filepath.Match(escape(name), other)
			require.NoError(t, err, name)
			assert.Equal(t, name == other, match, "%s: %s", name, other)
		}
	}
	synctest.Test(t, func(t *testing.T) {
		dir := filepath.Join(t.TempDir(), "W3SVC[1]*")
		require.NoError(t, os.Mkdir(dir, 0o777))
		makeFile(t, filepath.Join(dir, "[e]?.log"), "first\n", 1)
		makeFile(t, filepath.Join(dir, "ex.log"), "other\n", 2)
		w := watchLog(t, filepath.Join(dir, "[e]?.log"))
		assert.Empty(t, w.next())
		assert.Equal(t, "first\n", w.old)
		makeFile(t, filepath.Join(dir, "ey.log"), "other\n", 3)
		assert.Empty(t, w.next(), "no file of the pattern")
		w = watchLog(t, dir)
		makeFile(t, filepath.Join(dir, "ez.log"), "next\n", 4)
		assert.Equal(t, "next\n", w.next())
		assert.Equal(t, "other\n", w.old)
		w = watchLog(t, escape(dir)+"/e?.log")
		assert.Empty(t, w.next())
		assert.Equal(t, "next\n", w.old)
	})
}

// TestFollowErrors checks what cannot be followed.
func TestFollowErrors(t *testing.T) {
	dir := t.TempDir()
	for path, pattern := range map[string]string{
		filepath.Join(dir, "none.log"): filepath.Join(dir, "none.log"),
		filepath.Join(dir, "*x"):       filepath.Join(dir, "*x"),
		dir:                            filepath.Join(dir, "*.log"),
	} {
		f, err := Follow(context.Background(), path)
		assert.Nil(t, f)
		assert.Equal(t, &fs.PathError{Op: "follow", Path: pattern, Err: fs.ErrNotExist}, err)
	}
	f, err := Follow(context.Background(), "[")
	assert.Nil(t, f)
	assert.Equal(t, filepath.ErrBadPattern, err)
}

// TestFollowUnreadable follows a file that is there and cannot be opened.
func TestFollowUnreadable(t *testing.T) {
	names := []string{filepath.Join(t.TempDir(), "secret.log"), "/proc/sys/vm/compact_memory"} // no one can read the second, root included
	makeFile(t, names[0], "text\n", 1)
	require.NoError(t, os.Chmod(names[0], 0))
	for _, name := range names {
		if _, err := os.Stat(name); err != nil {
			continue
		}
		if file, err := os.Open(name); err == nil {
			file.Close()
			continue
		}
		f, err := Follow(context.Background(), name)
		assert.Nil(t, f)
		assert.ErrorIs(t, err, fs.ErrPermission)
		return
	}
	t.Skip("all that is there can be opened")
}
