package gencmd

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// writeTree writes files into a new folder and makes it the current one.
func writeTree(t *testing.T, files map[string]string) {
	t.Helper()
	t.Chdir(t.TempDir())
	writeFiles(t, files)
}

func writeFiles(t *testing.T, files map[string]string) {
	t.Helper()
	for name, text := range files {
		if strings.HasSuffix(name, "/") {
			continue // a folder, of readTree
		}
		require.NoError(t, os.MkdirAll(filepath.Dir(name), 0o777))
		require.NoError(t, os.WriteFile(name, []byte(text), 0o666))
	}
}

// readTree returns the files in a folder and below it, folders with a slash behind their names.
func readTree(t *testing.T, dir string) map[string]string {
	t.Helper()
	tree := map[string]string{}
	require.NoError(t, filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			tree[name+"/"] = ""
			return err
		}
		data, err := os.ReadFile(name)
		tree[name] = string(data)
		return err
	}))
	return tree
}

// gen runs the generator.
func gen(args ...string) (exit int, stdout, stderr string) {
	var out, err bytes.Buffer
	exit = Run(args, &out, &err)
	return exit, out.String(), err.String()
}

var userArgs = []string{"-table", "statuses", "-package", "billing", "-out", "billing"}
