package gencmd

import (
	"embed"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/httpstatus-go/httpstatus/internal/generate"
)

// starter is a small table to begin with.
//
//go:embed starter
var starter embed.FS

// writeStarter writes the starter table into a folder that is empty or not there yet, and prints what to do next.
func writeStarter(dir string, w io.Writer) error {
	entries, err := os.ReadDir(dir)
	switch {
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("gen: %w", err)
	case len(entries) > 0:
		return fmt.Errorf("gen: %s is not empty: want a new folder", dir)
	}
	files, err := fs.Sub(starter, "starter")
	if err != nil {
		return fmt.Errorf("gen: %w", err)
	}
	if err := os.CopyFS(dir, files); err != nil {
		return fmt.Errorf("gen: %w", err)
	}
	names, err := fs.Glob(files, "*")
	if err != nil {
		return fmt.Errorf("gen: %w", err)
	}
	for _, name := range names {
		fmt.Fprintln(w, filepath.Join(dir, name))
	}
	fmt.Fprintf(w, "Edit them, then run: go run %s/gen -table %s -package NAME -out NAME\n", generate.Module, dir)
	return nil
}
