package iislog

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const followHeader = "#Fields: cs-uri-stem sc-status\r\n"

// appendTo writes more to a file, which it makes if it is not there.
func appendTo(t *testing.T, name, text string) {
	t.Helper()
	file, err := os.OpenFile(name, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o666)
	require.NoError(t, err)
	_, err = file.WriteString(text)
	require.NoError(t, err)
	require.NoError(t, file.Close())
}

// follow reads the log at path in the background. What it returns waits for the next entry, and gives its path and
// status, or "error"; before it "old" if it was there already.
func follow(t *testing.T, path string) func() string {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	f, err := Follow(ctx, path)
	require.NoError(t, err)
	lines := make(chan string)
	go func() {
		defer close(lines)
		for e, err := range NewReader(f).All() {
			if err != nil {
				lines <- "error"
			} else {
				old := "old "
				if f.Live() {
					old = ""
				}
				lines <- old + string(e.Stem) + " " + e.Status.Code.String()
			}
		}
	}()
	t.Cleanup(func() {
		cancel()
		for range lines {
		}
		require.NoError(t, f.Close())
		require.NoError(t, f.Close())
	})
	return func() string {
		select {
		case line := <-lines:
			return line
		case <-time.After(20 * time.Second):
			t.Fatal("no line comes")
			return ""
		}
	}
}

func TestFollowWaits(t *testing.T) {
	name := filepath.Join(t.TempDir(), "u_ex.log")
	appendTo(t, name, followHeader+"/a 200\r\n/b 4")
	next := follow(t, name)
	assert.Equal(t, "old /a 200 OK", next())
	appendTo(t, name, "04\r\n/c 500\r\n")
	assert.Equal(t, "/b 404 Not Found", next(), "the rest of the line is waited for")
	assert.Equal(t, "/c 500 Internal Server Error", next())
}

func TestFollowNextFile(t *testing.T) {
	dir := t.TempDir()
	appendTo(t, filepath.Join(dir, "u_ex261123.log"), followHeader+"/old 200\r\n")
	past := time.Now().Add(-time.Hour)
	require.NoError(t, os.Chtimes(filepath.Join(dir, "u_ex261123.log"), past, past))
	appendTo(t, filepath.Join(dir, "u_ex261124.log"), followHeader+"/a 200\r\n/cut 4")
	appendTo(t, filepath.Join(dir, "notes.txt"), "no log")
	next := follow(t, dir)
	assert.Equal(t, "old /a 200 OK", next(), "the file that was written last")
	appendTo(t, filepath.Join(dir, "u_ex261125.log"), followHeader+"/b 201\r\n")
	assert.Equal(t, "error", next(), "a line that was never finished")
	assert.Equal(t, "/b 201 Created", next())
	appendTo(t, filepath.Join(dir, "u_ex261125.log"), "/c 202\r\n")
	assert.Equal(t, "/c 202 Accepted", next())
}

func TestFollowReplaced(t *testing.T) {
	name := filepath.Join(t.TempDir(), "u[ex].log")
	appendTo(t, name, followHeader+"/a 200\r\n")
	next := follow(t, name)
	assert.Equal(t, "old /a 200 OK", next())
	require.NoError(t, os.Rename(name, name+".1"))
	appendTo(t, name+".1", "/late 200\r\n")
	appendTo(t, name, followHeader+"/b 201\r\n")
	assert.Equal(t, "/late 200 OK", next(), "the old file is read to its end")
	assert.Equal(t, "/b 201 Created", next())
	require.NoError(t, os.Truncate(name, 0))
	time.Sleep(2 * pollInterval)
	appendTo(t, name, followHeader+"/c 202\r\n")
	assert.Equal(t, "/c 202 Accepted", next())
}

// TestFollowZeros has a file made larger in advance, as by http.sys, and lines written where the zeros were.
func TestFollowZeros(t *testing.T) {
	name := filepath.Join(t.TempDir(), "u_ex.log")
	text := followHeader + "/a 200\r\n"
	appendTo(t, name, text+strings.Repeat("\x00", 10_000))
	next := follow(t, name)
	assert.Equal(t, "old /a 200 OK", next())
	for i, line := range []string{"/b 201\r\n/c 2", "02\r\n", strings.Repeat("\x00", 5_000) + "/d 203\r\n"} {
		file, err := os.OpenFile(name, os.O_WRONLY, 0)
		require.NoError(t, err)
		_, err = file.WriteAt([]byte(line), int64(len(text)))
		require.NoError(t, err)
		require.NoError(t, file.Close())
		text += line
		assert.Equal(t, []string{"/b 201 Created", "/c 202 Accepted", "/d 203 Non-Authoritative Information"}[i], next())
	}
}

func TestFollowNothing(t *testing.T) {
	for _, path := range []string{filepath.Join(t.TempDir(), "none.log"), t.TempDir()} {
		_, err := Follow(context.Background(), path)
		assert.ErrorIs(t, err, fs.ErrNotExist)
	}
	_, err := Follow(context.Background(), "[")
	assert.ErrorIs(t, err, filepath.ErrBadPattern)
}
