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

// TestREADME does what the READMEs say, word for word: from an empty folder beside a checkout to a package, a server, a client
// and a test.
func TestREADME(t *testing.T) {
	if testing.Short() {
		t.Skip("builds programs")
	}
	checkout, err := filepath.Abs(".")
	require.NoError(t, err)
	for _, readme := range []string{"README.md", "README.zh-CN.md"} {
		t.Run(readme, func(t *testing.T) {
			text, err := os.ReadFile(readme)
			require.NoError(t, err)
			assert.Less(t, strings.Count(string(text), "\n"), 140, "lines")
			blocks := func(language string) (out []string) {
				for _, m := range regexp.MustCompile("(?s)```"+language+"\n(.*?)```").FindAllStringSubmatch(string(text), -1) {
					out = append(out, m[1])
				}
				return out
			}
			commands, programs, answers := blocks("sh"), blocks("go"), blocks("json")
			require.Len(t, commands, 3)
			require.Len(t, programs, 3, "a server, a client and a test")
			require.Len(t, answers, 1)
			assert.Equal(t, "go run ./cmd/httpstatus serve\ngo test ./...\n", commands[0])

			parent := t.TempDir()
			require.NoError(t, os.Symlink(checkout, filepath.Join(parent, "httpstatus")))
			dir := filepath.Join(parent, "shop")
			require.NoError(t, os.Mkdir(dir, 0o755))
			init := regexp.MustCompile("`(go mod init [^`]*)`").FindStringSubmatch(string(text))
			require.NotNil(t, init)
			run(t, dir, init[1])
			for _, c := range commands[1:] {
				for line := range strings.Lines(c) {
					run(t, dir, strings.TrimSpace(line))
				}
			}

			write := func(name, source string) {
				require.NoError(t, os.WriteFile(filepath.Join(dir, name), []byte(source), 0o644))
			}
			write("main.go", programs[0])
			write("client.go", `package main

import (
	"errors"
	"fmt"
	"net/http"
	"strings"

	"example.com/shop/billing"
	"`+modulePath+`/problem"
)

func client() error {
`+programs[1]+`	return err
}

var _ = client
`)
			write("main_test.go", `package main

import (
	"testing"

	"example.com/shop/billing"
	"`+modulePath+`/problem"
	"`+modulePath+`/statustest"
)

`+programs[2]+`
func TestAnswer(t *testing.T) {
	for body, want := range map[string]string{
		`+"`{\"items\": [{\"amount\": 3}]}`: `"+strings.TrimSpace(answers[0])+"`"+`,
		`+"`{}`: `{\"errors\": [{\"pointer\": \"#/items\", \"code\": \"required\"}]}`"+`,
	} {
		resp := statustest.Post(t, problem.Handler(post), "/orders", statustest.Body("application/json", body), statustest.Language("zh-CN"))
		has(t, resp, want)
	}
}
`)
			write("has_test.go", `package main

import (
	"encoding/json"
	"net/http"
	"testing"
)

// has reports members of the answer that are not as wanted; of what is wrong with fields, only pointer and code count.
func has(t *testing.T, resp *http.Response, want string) {
	t.Helper()
	var got, wanted map[string]any
	if err := json.NewDecoder(resp.Body).Decode(&got); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal([]byte(want), &wanted); err != nil {
		t.Fatal(err)
	}
	if list, ok := got["errors"].([]any); ok {
		delete(list[0].(map[string]any), "detail")
	}
	for name, v := range wanted {
		a, _ := json.Marshal(got[name])
		b, _ := json.Marshal(v)
		if string(a) != string(b) {
			t.Errorf("%s is %s, want %s", name, a, b)
		}
	}
}
`)
			run(t, dir, "go vet ./...")
			out := run(t, dir, "go test -v ./...")
			assert.Contains(t, out, "--- PASS: TestPoor")
			assert.Contains(t, out, "--- PASS: TestAnswer")
		})
	}
}

// run runs a command of words in dir. The go command finds in the module cache all that it needs.
func run(t *testing.T, dir, command string) string {
	t.Helper()
	words := strings.Fields(command)
	cmd := exec.Command(words[0], words[1:]...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOFLAGS=", "GOPROXY=off", "GOWORK=off", "PWD="+dir)
	out, err := cmd.CombinedOutput()
	require.NoError(t, err, "%s\n%s", command, out)
	return string(out)
}
