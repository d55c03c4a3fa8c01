package table

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"syscall"
)

// A Source is the sheets in a folder, by the names of their files.
type Source struct {
	Dir   string // the folder, as faults name it, with a slash at its end
	Files map[string][]byte
}

// maxFile is how many bytes a sheet can have: several times what 65,535 rows take.
const maxFile = 64 << 20

// Folder returns a folder to read sheets in, and what faults call it. The error says why there is none, without its name.
func Folder(dir string) (fsys fs.FS, name string, err error) {
	f, err := os.Open(dir)
	if err == nil {
		defer f.Close()
		var info fs.FileInfo
		if info, err = f.Stat(); err == nil && !info.IsDir() {
			err = syscall.ENOTDIR
		}
	}
	var path *fs.PathError
	if errors.As(err, &path) {
		err = path.Err
	}
	return os.DirFS(dir), filepath.ToSlash(filepath.Clean(dir)), err
}

// Read reads the sheets in the root of fsys, not those in the folders below it; dir is what faults call the root. It
// reads regular files, and links to some: a pipe would wait for good, and a device has no end.
func Read(fsys fs.FS, dir string) (Source, error) {
	entries, err := fs.ReadDir(fsys, ".")
	if err != nil {
		return Source{}, err
	}
	s := Source{strings.TrimSuffix(dir, "/") + "/", map[string][]byte{}}
	for _, e := range entries {
		name := e.Name()
		if !isSheet(name) || e.IsDir() {
			continue
		}
		if s.Files[name], err = readFile(fsys, name); err != nil {
			return Source{}, fmt.Errorf("%s%s: %w", s.Dir, name, err)
		}
	}
	return s, nil
}

func readFile(fsys fs.FS, name string) ([]byte, error) {
	info, err := fs.Stat(fsys, name)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("this is no regular file but %v: want one, or a link to one", info.Mode().Type())
	}
	f, err := fsys.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, maxFile+1))
	if err != nil {
		return nil, err
	}
	if len(data) > maxFile {
		return nil, fmt.Errorf("the file has more than %d MiB, which no sheet needs", maxFile>>20)
	}
	return data, nil
}

// isSheet reports whether a file is a sheet by its name, in any case of letters.
func isSheet(name string) bool {
	ext := strings.ToLower(path.Ext(name))
	return (ext == ".tsv" || ext == ".csv") && !strings.HasPrefix(name, ".")
}

func isCSV(file string) bool { return strings.HasSuffix(strings.ToLower(file), ".csv") }
