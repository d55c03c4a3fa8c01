package httpstatus_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestREADME builds every program of the READMEs as a user would: in a module of its own, with a replace to the checkout.
// It runs the first, and the test; the web server it only builds.
func TestREADME(t *testing.T) {
	if testing.Short() {
		t.Skip("builds programs")
	}
	for readme, title := range map[string]string{"README.md": "拒絕列出目錄", "README.zh-CN.md": "拒绝列出目录"} {
		t.Run(readme, func(t *testing.T) {
			text, err := os.ReadFile(readme)
			require.NoError(t, err)
			assert.Less(t, strings.Count(string(text), "\n"), 120, "lines")
			commands := regexp.MustCompile("(?s)```sh\n(.*?)```").FindStringSubmatch(string(text))
			require.NotNil(t, commands)
			assert.Equal(t, "go run ./cmd/httpstatus serve\ngo test ./...\n", commands[1])

			programs := regexp.MustCompile("(?s)```go\n(.*?)```").FindAllStringSubmatch(string(text), -1)
			require.Len(t, programs, 3)
			for i, p := range programs {
				dir := userModule(t)
				name := "main.go"
				if strings.Contains(p[1], "testing.T") {
					name = "main_test.go"
				}
				require.NoError(t, os.WriteFile(filepath.Join(dir, name), []byte(p[1]), 0o644))
				switch i {
				case 0:
					assert.Contains(t, goCommand(t, dir, "run", "."), title+"\n")
				case 1:
					goCommand(t, dir, "build", "-o", os.DevNull, ".")
				case 2:
					assert.Contains(t, goCommand(t, dir, "test", "-v", "."), "--- PASS: TestMissing")
				}
			}
		})
	}
}

// userModule makes a module outside of this one that uses it by a replace.
func userModule(t *testing.T) string {
	t.Helper()
	checkout, err := filepath.Abs(".")
	require.NoError(t, err)
	ours, err := os.ReadFile("go.mod")
	require.NoError(t, err)
	sums, err := os.ReadFile("go.sum")
	require.NoError(t, err)
	dir := t.TempDir()
	mod := strings.Replace(string(ours), "module github.com/httpstatus-go/httpstatus", "module example.com/user", 1) +
		"\nrequire github.com/httpstatus-go/httpstatus v0.0.0\nreplace github.com/httpstatus-go/httpstatus => " + checkout + "\n"
	require.NoError(t, os.WriteFile(filepath.Join(dir, "go.mod"), []byte(mod), 0o644))
	require.NoError(t, os.WriteFile(filepath.Join(dir, "go.sum"), sums, 0o644))
	return dir
}

// goCommand runs the go command in dir, which finds in the module cache all that it needs.
func goCommand(t *testing.T, dir string, args ...string) string {
	t.Helper()
	cmd := exec.Command("go", args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOFLAGS=-mod=mod", "GOPROXY=off", "GOWORK=off")
	out, err := cmd.CombinedOutput()
	require.NoError(t, err, "go %s\n%s", strings.Join(args, " "), out)
	return string(out)
}
