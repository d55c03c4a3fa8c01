package httpstatus_test

import (
	"io/fs"
	"net/url"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// documents are the Markdown files of the repository, without those in testdata and of a table that is odd on purpose.
func documents(t *testing.T) map[string]string {
	t.Helper()
	docs := map[string]string{}
	require.NoError(t, fs.WalkDir(os.DirFS("."), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (slices.Contains([]string{".git", "node_modules", "testdata"}, d.Name()) || name == "exports/odd") {
			return fs.SkipDir
		}
		if path.Ext(name) == ".md" {
			b, err := os.ReadFile(name)
			docs[name] = string(b)
			return err
		}
		return nil
	}))
	require.Contains(t, docs, "README.md")
	return docs
}

var (
	links  = regexp.MustCompile(`\]\(([^()\s]+)\)`)
	fences = regexp.MustCompile("(?ms)^```(\\w*)\n(.*?)^```")
	spans  = regexp.MustCompile("`(go (?:run|test|generate|build|vet|doc) [^`]+)`")
)

// anchors are the names that links can have in a document: those of its headings, as GitHub makes them, and of <a id="…">.
func anchors(text string) map[string]bool {
	names := map[string]bool{}
	for line := range strings.Lines(fences.ReplaceAllString(text, "")) {
		if !strings.HasPrefix(line, "#") {
			continue
		}
		name := strings.Map(func(r rune) rune {
			switch {
			case r == ' ':
				return '-'
			case r == '-' || r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r):
				return unicode.ToLower(r)
			}
			return -1
		}, strings.TrimSpace(strings.TrimLeft(line, "#")))
		names[name] = true
	}
	for _, m := range regexp.MustCompile(`<a (?:id|name)="([^"]+)"`).FindAllStringSubmatch(text, -1) {
		names[m[1]] = true
	}
	return names
}

// TestLinks follows every link of the documents that leads to a file, and parses those that lead elsewhere.
func TestLinks(t *testing.T) {
	docs := documents(t)
	n := 0
	for name, text := range docs {
		for _, m := range links.FindAllStringSubmatch(fences.ReplaceAllString(text, ""), -1) {
			n++
			u, err := url.Parse(m[1])
			if !assert.NoError(t, err, name) {
				continue
			}
			if u.Scheme != "" {
				assert.True(t, u.Host != "" && (u.Scheme == "https" || u.Scheme == "http"), "%s: %s", name, m[1])
				continue
			}
			to := name
			if u.Path != "" {
				to = path.Join(path.Dir(name), u.Path)
			}
			_, err = os.Stat(filepath.FromSlash(to))
			assert.NoError(t, err, "%s: %s", name, m[1])
			if doc, ok := docs[to]; ok && u.Fragment != "" {
				assert.True(t, anchors(doc)[u.Fragment], "%s: %s: no such heading", name, m[1])
			}
		}
	}
	assert.Greater(t, n, 50)
}

// TestCommands looks for the package and the flags of each go command in the documents. TestREADME runs those of the README.
func TestCommands(t *testing.T) {
	if testing.Short() {
		t.Skip("builds programs")
	}
	usage := map[string]string{}
	for _, p := range []string{"gen", "cmd/httpstatus"} {
		out, _ := exec.Command("go", "run", "./"+p, "-h").CombinedOutput() // exits 2 or 0
		usage[p] = string(out)
		require.Contains(t, usage[p], "-")
	}
	n := 0
	for name, text := range documents(t) {
		var commands []string
		for _, m := range spans.FindAllStringSubmatch(text, -1) {
			commands = append(commands, m[1])
		}
		for _, m := range fences.FindAllStringSubmatch(text, -1) {
			if m[1] == "sh" || m[1] == "console" {
				commands = append(commands, strings.Split(m[2], "\n")...)
			}
		}
		for _, c := range commands {
			c, _, _ = strings.Cut(c, "#")
			f := strings.Fields(strings.TrimPrefix(c, "$ "))
			if len(f) < 3 || f[0] != "go" || f[1] == "mod" || f[1] == "get" {
				continue
			}
			if f[1] == "tool" {
				f = append([]string{"go", "run", "./" + f[2]}, f[3:]...) // the tools of a user's module are programs of this one
			}
			n++
			checkCommand(t, name, f, usage)
		}
	}
	assert.Greater(t, n, 5)
}

// checkCommand checks the words of one: go run PACKAGE FLAGS…, go test PACKAGE….
func checkCommand(t *testing.T, doc string, words []string, usage map[string]string) {
	t.Helper()
	line := doc + ": " + strings.Join(words, " ")
	for i, w := range words[2:] {
		var dir string
		switch rest, ok := strings.CutPrefix(w, modulePath); {
		case ok:
			dir, _, _ = strings.Cut(strings.TrimPrefix(rest, "/"), "@")
		case w == "." || strings.HasPrefix(w, "./"):
			dir = w
		default:
			continue
		}
		if strings.ToUpper(dir) == dir && dir != "." { // ./PACKAGE stands for any
			continue
		}
		places := []string{".", path.Dir(doc), "examples"}
		dir = strings.TrimSuffix(strings.TrimSuffix(dir, "..."), "/")
		assert.True(t, slices.ContainsFunc(places, func(p string) bool { _, err := os.Stat(path.Join(p, dir)); return err == nil }),
			"%s: there is no %s", line, w)
		flags, ok := usage[strings.TrimPrefix(dir, "./")]
		if words[1] != "run" || !ok {
			return // what follows are files of the user's
		}
		for _, f := range words[2+i+1:] {
			if name, _, _ := strings.Cut(f, "="); len(name) > 1 && name[0] == '-' {
				assert.Regexp(t, `(^|[^\w-])-?`+regexp.QuoteMeta(name)+`\b`, flags, line)
			}
		}
		return
	}
}
