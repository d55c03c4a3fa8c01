package table

import (
	"cmp"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"testing/fstest"
	"testing/iotest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestRead reads the sheets in a folder, by their names, in any case of letters, and nothing else.
func TestRead(t *testing.T) {
	file := func(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text)} }
	fsys := fstest.MapFS{
		"codes.tsv": file("a"), "Text.EN.CSV": file("b"), "notes.Tsv": file("c"), "empty.tsv": file(""),
		".hidden.tsv": file("d"), ".tsv": file("d"), "README.md": file("d"), "tsv": file("d"), "a.tsv.bak": file("d"), "a.xlsx": file("d"), "folder.tsv/codes.tsv": file("d"), "sub/text.en.tsv": file("d"),
	}
	want := map[string][]byte{"codes.tsv": []byte("a"), "Text.EN.CSV": []byte("b"), "notes.Tsv": []byte("c"), "empty.tsv": {}}
	for dir, name := range map[string]string{"t": "t/", "t/": "t/", ".": "./", "a/b/": "a/b/"} {
		src, err := Read(fsys, dir)
		require.NoError(t, err)
		assert.Equal(t, Source{name, want}, src)
	}
	for name, want := range map[string]bool{"a.csv": true, "a.CSV": true, "a.b.Csv": true, "a.tsv": false, "csv": false, "a.csv.tsv": false} {
		assert.Equal(t, want, isCSV(name), name)
	}
}

// TestFolder has a folder to read in, by its name in short, and why there is none.
func TestFolder(t *testing.T) {
	dir := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(dir, "codes.tsv"), []byte("a"), 0o666))
	fsys, name, err := Folder(dir + "/./")
	require.NoError(t, err)
	assert.Equal(t, filepath.ToSlash(dir), name)
	src, err := Read(fsys, name)
	require.NoError(t, err)
	assert.Equal(t, map[string][]byte{"codes.tsv": []byte("a")}, src.Files)

	_, _, err = Folder(filepath.Join(dir, "none"))
	require.ErrorIs(t, err, fs.ErrNotExist)
	assert.NotContains(t, err.Error(), "none")
	_, name, err = Folder(filepath.Join(dir, "codes.tsv"))
	assert.Equal(t, syscall.ENOTDIR, err)
	assert.Equal(t, filepath.ToSlash(dir)+"/codes.tsv", name)
}

// A folder has one sheet, codes.tsv, and each step of reading it can fail.
type folder struct {
	fstest.MapFS
	readDir, stat, open error
	content             io.Reader
	closed              *bool
}

func (f folder) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := f.MapFS.ReadDir(name)
	return entries, cmp.Or(f.readDir, err)
}

func (f folder) Stat(name string) (fs.FileInfo, error) {
	info, err := f.MapFS.Stat(name)
	return info, cmp.Or(f.stat, err)
}

func (f folder) Open(string) (fs.File, error) {
	return file{nil, f.content, f.closed}, f.open
}

type file struct {
	fs.File
	io.Reader
	closed *bool
}

func (f file) Read(p []byte) (int, error) { return f.Reader.Read(p) }

func (f file) Close() error {
	*f.closed = true
	return nil
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) { return len(p), nil }

// TestReadFaults has sheets that cannot be read: the fault names the file. A sheet has at most 64 MiB.
func TestReadFaults(t *testing.T) {
	broken := errors.New("broken")
	mode := func(m fs.FileMode) fstest.MapFS { return fstest.MapFS{"codes.tsv": {Mode: m}} }
	plain := mode(0o666)
	for _, tt := range []struct {
		name string
		fsys folder
		want string
	}{
		{"right", folder{MapFS: plain, content: strings.NewReader("a")}, ""},
		{"the folder", folder{MapFS: plain, readDir: broken}, "broken"},
		{"what it is", folder{MapFS: plain, stat: broken}, "t/codes.tsv: broken"},
		{"opening", folder{MapFS: plain, open: broken}, "t/codes.tsv: broken"},
		{"reading", folder{MapFS: plain, content: iotest.ErrReader(broken)}, "t/codes.tsv: broken"},
		{"a pipe", folder{MapFS: mode(fs.ModeNamedPipe)}, "t/codes.tsv: this is no regular file but p---------: want one, or a link to one"},
		{"a device", folder{MapFS: mode(fs.ModeDevice | fs.ModeCharDevice)}, "t/codes.tsv: this is no regular file but Dc---------: want one, or a link to one"},
		{"64 MiB", folder{MapFS: plain, content: io.LimitReader(zeros{}, 64<<20)}, ""},
		{"a byte more", folder{MapFS: plain, content: io.LimitReader(zeros{}, 64<<20+1)}, "t/codes.tsv: the file has more than 64 MiB, which no sheet needs"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			tt.fsys.closed = new(bool)
			src, err := Read(tt.fsys, "t")
			assert.Equal(t, tt.fsys.content != nil, *tt.fsys.closed, "what was opened is closed")
			if tt.want != "" {
				assert.EqualError(t, err, tt.want)
				assert.Zero(t, src)
				return
			}
			require.NoError(t, err)
			assert.NotEmpty(t, src.Files["codes.tsv"])
		})
	}
}
