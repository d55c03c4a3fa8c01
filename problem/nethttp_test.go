package problem

import (
	"bytes"
	"encoding/json"
	"errors"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"
)

// differ are the tests of net/http that fail through Pages, which does there what it is for.
var differ = map[string]string{
	"TestFileServerErrorMessages":                "a page instead of the text; no-store for a 500; no ETag of the file that was not served",
	"TestServeContent":                           "a page instead of nothing, or the text",
	"TestServeContentHeadersWithError":           "a page instead of the text",
	"TestServeFileRejectsInvalidSuffixLengths":   "a page instead of the text",
	"TestServeWithSlashRedirectKeepsQueryString": "a page instead of the text",
	"TestTimeoutHandler":                         "a page instead of the text",
	"TestTimeoutHandlerContextCanceled":          "a page instead of nothing",
	"TestTimeoutHandlerRaceHeaderTimeout":        "a page instead of the text",
}

// waits are those that wait for what the server logs of a panic, which Pages has answered.
const waits = "TestInterruptWithPanic|TestTimeoutHandlerPanicRecovery|TestHandlerPanic"

// others build programs that have nothing to do with a handler.
const others = "TestCmdGo|TestOmit"

// The tests of net/http itself, as the installed Go has them, with each handler in Pages: in a tree of links to that of Go,
// in which net/http and what this package is made of are copies.
func TestPagesNetHTTPTests(t *testing.T) {
	if testing.Short() || raceEnabled {
		t.Skip("it builds net/http and runs its tests")
	}
	if runtime.GOOS == "windows" {
		t.Skip("links take a privilege there")
	}
	out, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Skip(err)
	}
	goroot := strings.TrimSpace(string(out))
	if _, err := os.Stat(filepath.Join(goroot, "src/net/http/clientserver_test.go")); err != nil {
		t.Skip("no tests in ", goroot)
	}
	tree := t.TempDir()
	link(t, goroot, tree, "src")
	link(t, filepath.Join(goroot, "src"), filepath.Join(tree, "src"), "net", "internal")
	link(t, filepath.Join(goroot, "src/net"), filepath.Join(tree, "src/net"), "http")
	link(t, filepath.Join(goroot, "src/internal"), filepath.Join(tree, "src/internal"))
	if err := os.CopyFS(filepath.Join(tree, "src/net/http"), os.DirFS(filepath.Join(goroot, "src/net/http"))); err != nil {
		t.Fatal(err)
	}

	// Every handler of a test comes through here.
	file := filepath.Join(tree, "src/net/http/clientserver_test.go")
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	const begin = "func newClientServerTest(t testing.TB, mode testMode, h Handler, opts ...any) *clientServerTest {\n"
	if bytes.Count(text, []byte(begin)) != 1 {
		t.Skip("this version of Go has another ", file)
	}
	text = bytes.Replace(text, []byte(begin), []byte(begin+"\tif h != nil {\n\t\th = problem.Pages(h)\n\t}\n"), 1)
	text = bytes.Replace(text, []byte("import (\n"), []byte("import (\n\t\"internal/pages/github.com/httpstatus-go/httpstatus/problem\"\n"), 1)
	if err := os.WriteFile(file, text, 0o644); err != nil {
		t.Fatal(err)
	}
	imports := regexp.MustCompile(`(?m)^((import )?\t?(\w+ )?")(github\.com/httpstatus-go|golang\.org/x/text)`)
	list, err := exec.Command("go", "list", "-deps", "-json=ImportPath,Dir,Standard,GoFiles,EmbedFiles", ".").Output()
	if err != nil {
		t.Fatal(err)
	}
	for d := json.NewDecoder(bytes.NewReader(list)); d.More(); {
		var p struct {
			ImportPath, Dir     string
			Standard            bool
			GoFiles, EmbedFiles []string
		}
		if err := d.Decode(&p); err != nil {
			t.Fatal(err)
		}
		if p.Standard {
			continue
		}
		dir := filepath.Join(tree, "src/internal/pages", p.ImportPath)
		if err := os.MkdirAll(dir, 0o755); err != nil {
			t.Fatal(err)
		}
		for _, name := range slices.Concat(p.GoFiles, p.EmbedFiles) {
			text, err := os.ReadFile(filepath.Join(p.Dir, name))
			if err != nil {
				t.Fatal(err)
			}
			if filepath.Ext(name) == ".go" {
				text = imports.ReplaceAll(text, []byte("${1}internal/pages/$4"))
			}
			if err := os.WriteFile(filepath.Join(dir, name), text, 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}

	cmd := exec.CommandContext(t.Context(), filepath.Join(tree, "bin/go"), "test", "-short", "-json", "-timeout=5m", "-skip="+waits+"|"+others, "net/http")
	cmd.Dir = t.TempDir()
	if err := os.WriteFile(filepath.Join(cmd.Dir, "go.mod"), []byte("module pages.test\n\ngo 1.26.0\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	cmd.Env = append(os.Environ(), "GOROOT="+tree, "GOFLAGS=", "GOWORK=off", "GOTOOLCHAIN=local")
	var exit *exec.ExitError
	out, err = cmd.Output()
	if err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	passed, failed, output := map[string]bool{}, map[string]bool{}, map[string]string{}
	for d := json.NewDecoder(bytes.NewReader(out)); d.More(); {
		var e struct{ Action, Test, Output string }
		if err := d.Decode(&e); err != nil {
			t.Fatalf("%v in %.2000s", err, out)
		}
		name, _, _ := strings.Cut(e.Test, "/")
		output[name] += e.Output
		switch {
		case e.Action == "pass" && e.Test == name && name != "":
			passed[name] = true
		case e.Action == "fail" && name != "":
			failed[name] = true
		}
	}
	for _, name := range slices.Sorted(maps.Keys(failed)) {
		if differ[name] == "" {
			t.Errorf("%s:\n%s", name, output[name])
		}
	}
	for _, name := range slices.Sorted(maps.Keys(differ)) {
		if passed[name] { // another version of Go may not have it
			t.Errorf("%s does not differ any more", name)
		}
	}
	if len(passed) < 300 {
		t.Errorf("%d passed, want 300 and more: %.3000s", len(passed), output[""])
	}
	t.Logf("%d tests passed, %d differ", len(passed), len(failed))
}

// link has a directory with links to all that is in another, less what is named.
func link(t *testing.T, from, to string, less ...string) {
	t.Helper()
	entries, err := os.ReadDir(from)
	if err == nil {
		err = os.MkdirAll(to, 0o755)
	}
	for _, e := range entries {
		if err == nil && !slices.Contains(less, e.Name()) {
			err = os.Symlink(filepath.Join(from, e.Name()), filepath.Join(to, e.Name()))
		}
	}
	if err != nil {
		t.Fatal(err)
	}
}
