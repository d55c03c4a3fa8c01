package tables_test

import (
	"io/fs"
	"os"
	"path"
	"testing"

	"github.com/httpstatus-go/httpstatus/internal/table"
	"github.com/httpstatus-go/httpstatus/tables"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestFiles reads every table that is embedded, and holds what is embedded to what is there.
func TestFiles(t *testing.T) {
	dirs := map[string]bool{}
	require.NoError(t, fs.WalkDir(os.DirFS("."), ".", func(name string, d fs.DirEntry, err error) error {
		if name == "style" || name == "iislog" { // which are no tables of statuses
			return fs.SkipDir
		}
		if path.Ext(name) != ".tsv" {
			return err
		}
		dirs[path.Dir(name)] = true
		want, err := os.ReadFile(name)
		require.NoError(t, err)
		got, err := tables.Files.ReadFile(name)
		require.NoError(t, err)
		assert.True(t, string(want) == string(got), name)
		return nil
	}))
	for dir := range dirs {
		sub, err := fs.Sub(tables.Files, dir)
		require.NoError(t, err)
		src, err := table.Read(sub, dir)
		require.NoError(t, err)
		read, err := table.Load(src, table.Options{Own: dir == "."})
		require.NoError(t, err, dir)
		assert.NotEmpty(t, read.Statuses(), dir)
	}
	assert.Greater(t, len(dirs), 4)
}
