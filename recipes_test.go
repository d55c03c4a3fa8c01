package httpstatus_test

import (
	"go/scanner"
	"go/token"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestRecipes holds the code in docs/recipes.zh-CN.md to that which runs: only comments may differ. The output has to be the
// same too.
func TestRecipes(t *testing.T) {
	var running, outputs []string
	for _, name := range []string{
		"catalog/example_types_test.go",
		"examples/echo/main.go",
		"examples/gin/main.go",
		"problem/example_renderer_test.go",
		"problem/example_request_test.go",
		"problem/example_retry_test.go",
	} {
		source, err := os.ReadFile(name)
		require.NoError(t, err)
		running = append(running, tokens(source))
		outputs = append(outputs, string(source))
	}
	text, err := os.ReadFile("docs/recipes.zh-CN.md")
	require.NoError(t, err)
	recipes := regexp.MustCompile("(?s)```go\n(.*?)```").FindAllStringSubmatch(string(text), -1)
	assert.Len(t, recipes, 11)
	for _, recipe := range recipes {
		want := tokens([]byte(recipe[1]))
		assert.NotEmpty(t, want)
		assert.True(t, containedIn(running, want), recipe[1])
	}
	printed := regexp.MustCompile("(?s)输出：\n\n```text\n(.*?)```\n\n## ").FindAllStringSubmatch(string(text), -1)
	assert.Len(t, printed, 8)
	for _, p := range printed {
		want := "\t// Output:\n"
		for line := range strings.Lines(p[1]) {
			want += "\t// " + line
		}
		assert.True(t, containedIn(outputs, want+"}\n"), p[1])
	}
}

func containedIn(sources []string, code string) bool {
	for _, s := range sources {
		if strings.Contains(s, code) {
			return true
		}
	}
	return false
}

// tokens returns the tokens of Go code without its comments, a line each.
func tokens(code []byte) string {
	var s scanner.Scanner
	fset := token.NewFileSet()
	s.Init(fset.AddFile("", fset.Base(), len(code)), code, nil, 0)
	var b strings.Builder
	for {
		_, tok, literal := s.Scan()
		if tok == token.EOF {
			return b.String()
		}
		if tok == token.SEMICOLON {
			literal = "" // written or not
		}
		b.WriteString(tok.String() + " " + literal + "\n")
	}
}
