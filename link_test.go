package httpstatus_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// build builds a program of testdata/link without symbols and returns its path.
func build(t *testing.T, dir, name string) string {
	t.Helper()
	out := filepath.Join(dir, name+".exe")
	cmd := exec.Command("go", "build", "-trimpath", "-ldflags=-s -w", "-o", out, "./testdata/link/"+name)
	cmd.Env = append(os.Environ(), "GOFLAGS=") // none of the race detector's, which would be in the programs too
	b, err := cmd.CombinedOutput()
	require.NoError(t, err, string(b))
	return out
}

// TestLink measures what the packages cost a program that uses little of them.
func TestLink(t *testing.T) {
	if testing.Short() {
		t.Skip("builds programs")
	}
	dir := t.TempDir()
	size, content := map[string]int64{}, map[string][]byte{}
	for _, name := range []string{"base", "blank", "reason", "language", "english", "all"} {
		path := build(t, dir, name)
		info, err := os.Stat(path)
		require.NoError(t, err)
		size[name] = info.Size()
		content[name], err = os.ReadFile(path)
		require.NoError(t, err)

		// Nothing of this module runs before main does.
		cmd := exec.Command(path)
		cmd.Env = append(os.Environ(), "GODEBUG=inittrace=1")
		trace, err := cmd.CombinedOutput()
		require.NoError(t, err)
		assert.Contains(t, string(trace), "init runtime", "the trace is there")
		for line := range strings.Lines(string(trace)) {
			assert.False(t, strings.HasPrefix(line, "init ") && strings.Contains(line, "httpstatus"), "%s: %s", name, line)
		}
	}
	grows := func(name, than string, most int64) {
		t.Helper()
		n := size[name] - size[than]
		t.Logf("%s is %d bytes larger than %s", name, n, than)
		assert.LessOrEqual(t, n, most, "%s over %s", name, than)
	}
	grows("blank", "base", 0)
	grows("reason", "base", 32<<10)
	grows("english", "language", 52<<10)
	grows("all", "language", 170<<10)

	english, chinese := []byte("Directory listing denied"), []byte("拒绝列出目录")
	assert.False(t, bytes.Contains(content["reason"], english))
	assert.True(t, bytes.Contains(content["english"], english))
	assert.False(t, bytes.Contains(content["english"], chinese), "a program that uses English links the Chinese text")
	assert.True(t, bytes.Contains(content["all"], chinese))
}
