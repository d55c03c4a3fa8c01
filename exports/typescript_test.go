package exports

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/httpstatus-go/httpstatus/exports/odd"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// node runs a script under Node with an input and returns what it prints. It ends the test if Node, or what npm installs,
// is missing.
func node(t *testing.T, input string, args ...string) string {
	t.Helper()
	missing := func(what, how string) {
		if os.Getenv("CI") == "true" {
			t.Fatalf("%s is missing: %s", what, how)
		}
		t.Skipf("%s is missing: %s", what, how)
	}
	if _, err := exec.LookPath("node"); err != nil {
		missing("Node", "install the package nodejs")
	}
	if _, err := os.Stat("node_modules"); err != nil {
		missing("the compiler of TypeScript", "run npm ci in the folder exports")
	}
	var stdout, stderr bytes.Buffer
	cmd := exec.Command("node", args...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = strings.NewReader(input), &stdout, &stderr
	require.NoError(t, cmd.Run(), "node %q:\n%s%s", args, stdout.String(), stderr.String())
	return stdout.String()
}

const tsc = "node_modules/typescript/bin/tsc"

// compile compiles what testdata/tsconfig.json names and returns the folder with the modules.
func compile(t *testing.T) (dir string) {
	t.Helper()
	dir = t.TempDir()
	node(t, "", tsc, "-p", "testdata/tsconfig.json", "--outDir", dir)
	require.NoError(t, os.WriteFile(filepath.Join(dir, "package.json"), []byte(`{"type":"module"}`), 0o666))
	return dir
}

// TestTypes compiles modules as strictly as the compiler can, with types.ts, whose wrong lines must be refused; and one by
// itself, for a reader that is no browser.
func TestTypes(t *testing.T) {
	source, err := os.ReadFile("odd/statuses.ts")
	require.NoError(t, err)
	assert.NotContains(t, string(source), "</script")
	compile(t)
	node(t, "", tsc, "--ignoreConfig", "--strict", "--noEmit", "--target", "es2020", "--lib", "es2020", "--types", "", "odd/statuses.ts")
}

// A question is a line that testdata/run.ts reads, and the answer that it is to print.
type question struct {
	Document  json.RawMessage `json:"document,omitempty"`
	ID        string          `json:"id,omitempty"`
	Name      any             `json:"name,omitempty"` // perhaps an ID
	Languages any             `json:"languages"`

	want reply
	why  string
}

type reply struct {
	ID       string `json:"id,omitempty"`
	Is       bool   `json:"is,omitempty"`
	Other    bool   `json:"other,omitempty"`
	Language string `json:"language,omitempty"`
	Title    string `json:"title,omitempty"`
	Detail   string `json:"detail,omitempty"`
}

// TestTypeScript runs a module under Node against what package problem answers: it must find the status, and put together
// the text that package messages does.
func TestTypeScript(t *testing.T) {
	var questions []question
	for _, a := range answers(t) {
		questions = append(questions, question{
			Document: json.RawMessage(a.body), Languages: a.language, why: a.body,
			want: reply{a.row.ID, true, false, a.language, a.message.Title, a.message.Detail},
		})
	}
	for r := range odd.Table.Rows() {
		if r.Code < 400 {
			continue
		}
		for d := range odd.Table.Dictionaries() {
			m := r.Message(d)
			questions = append(questions, question{ID: r.ID, Languages: []string{"tlh", d.String(), "en"}, why: r.ID,
				want: reply{Language: d.String(), Title: m.Title, Detail: m.Detail}})
		}
	}
	for _, name := range []any{"value_of", "constructor", "valueOf", "toString", "hasOwnProperty", "__proto__", "forbidden", 3, []string{"class"}} {
		questions = append(questions, question{Name: name, Languages: "en", why: fmt.Sprint(name),
			want: reply{Is: name == any("value_of") || name == any("constructor")}})
	}
	questions = append(questions, strangers(t)...)
	questions = append(questions, readers()...)

	dir := compile(t)
	var input strings.Builder
	for _, q := range questions {
		line, err := json.Marshal(q)
		require.NoError(t, err)
		input.Write(append(line, '\n'))
	}
	lines := strings.Split(strings.TrimSuffix(node(t, input.String(), "testdata/run.mjs", dir), "\n"), "\n")
	require.Len(t, lines, len(questions))
	for i, q := range questions {
		var got reply
		require.NoError(t, json.Unmarshal([]byte(lines[i]), &got), lines[i])
		assert.Equal(t, q.want, got, "%s for %v", q.why, q.Languages)
	}
}

// strangers are documents that are no problem of the table.
func strangers(t *testing.T) (out []question) {
	t.Helper()
	const good = `{"type":"https://example.com/problems#value-of","title":"T","status":422,"substatus":"422.1002","code":"value_of","params":{"n":3}}`
	out = append(out, question{Document: json.RawMessage(good), Languages: "en", why: good,
		want: reply{"value_of", true, false, "en", "Is it worth 3?", ""}})
	for _, change := range [][2]string{
		{`"status":422`, `"status":"422"`}, {`"status":422`, `"status":403`}, {`"422.1002"`, `"422.1001"`}, {`"422.1002"`, `422.1002`},
		{`"value_of"`, `"valueOf"`}, {`"value_of"`, `"problem"`}, {`"value_of"`, `"__proto__"`}, {`"value_of"`, `"constructor"`},
		{`"value_of"`, `["value_of"]`}, {`"value_of"`, `null`}, {`"code"`, `"Code"`}, {`#value-of`, `/value-of`}, {`"type"`, `"kind"`},
		{`"title":"T"`, `"title":1`}, {`"title"`, `"Title"`}, {`{"n":3}`, `{"n":"3"}`}, {`{"n":3}`, `{"n":3.5}`}, {`{"n":3}`, `{}`},
		{`{"n":3}`, `[3]`}, {`{"n":3}`, `null`}, {`"params"`, `"detail":1,"params"`}, {`"params"`, `"instance":{},"params"`},
		{`"params"`, `"errors":{},"params"`}, {`"params"`, `"errors":[1],"params"`}, {`"params"`, `"errors":[{"code":1}],"params"`},
	} {
		bad := strings.Replace(good, change[0], change[1], 1)
		require.NotEqual(t, good, bad)
		out = append(out, question{Document: json.RawMessage(bad), Languages: "en", why: bad})
	}
	for _, bad := range []string{
		`null`, `1`, `"class"`, `[]`, `{}`, `[{"code":"class"}]`,
		`{"type":"about:blank","title":"Not Found","status":404}`,
		`{"type":"about:blank","title":"T","status":"constructor"}`,
		`{"type":"https://example.com/other","title":"T","status":461}`,
		`{"type":"about:blank","title":"T","status":461,"substatus":"461.1"}`,
		`{"type":"about:blank","title":"T","status":299}`,
		`{"type":"https://example.com/problems#to-string","title":"T","status":403,"substatus":"403.1003","code":"to_string","params":{"class":"a"}}`,
		`{"type":"https://example.com/problems#constructor","title":"T","status":403,"substatus":"403.1001","code":"constructor","params":{"length":3,"then":1}}`,
	} {
		out = append(out, question{Document: json.RawMessage(bad), Languages: "en", why: bad})
	}
	return out
}

// readers are lists of languages and the one that serves them. Where the lists are single, it is also the one that package
// messages finds.
func readers() (out []question) {
	lists := []struct {
		want string
		tags []string
	}{
		{"en", nil}, {"en", []string{"*"}}, {"en", []string{"und"}}, {"en", []string{"not a tag", ""}}, {"en", []string{"de", "fr"}},
		{"ja", []string{"de", "ja", "en"}}, {"en", []string{"de", "en", "ja"}}, {"nb", []string{"no"}}, {"nb", []string{"NB-no"}},
		{"zh-Hans", []string{"zh"}}, {"zh-Hans", []string{"zh-CN"}}, {"zh-Hans", []string{"zh-SG"}}, {"zh-Hans", []string{"zh-Hans-HK"}},
		{"zh-Hant-TW", []string{"zh-TW"}}, {"zh-Hant-HK", []string{"zh-HK"}}, {"zh-Hant-HK", []string{"yue"}}, {"zh-Hans", []string{"wuu"}},
		{"pt-BR", []string{"pt"}}, {"pt-BR", []string{"pt-BR"}}, {"pt-PT", []string{"pt-PT"}}, {"sr-Latn", []string{"sr-Latn-RS"}},
		{"sr-Latn", []string{"sr"}}, {"sr-Latn", []string{"sr-Cyrl"}}, {"en", []string{"en-GB"}}, {"ja", []string{"sr-Cyrl", "ja"}}, {"en", []string{"de-DE-u-co-phonebk"}},
	}
	for _, l := range lists {
		var languages any = l.tags
		if len(l.tags) == 0 {
			languages = []string{}
		}
		if len(l.tags) == 1 {
			languages = l.tags[0]
			if got := odd.Matcher().Match(l.tags[0]).String(); got != l.want {
				panic("messages serves " + l.tags[0] + " by " + got)
			}
		}
		out = append(out, question{Languages: languages, why: "languages", want: reply{Language: l.want}})
	}
	return out
}
