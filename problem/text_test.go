package problem

import (
	"net/http"
	"strings"
	"testing"
)

func TestMarkdown(t *testing.T) {
	rr, _ := logged()
	e := &Error{
		Code: 429, Title: "A *b* [c](d) <e> `f`", Detail: "1. one\n- two_three_\n# four &amp;", Instance: "/i/`1`",
		Header: http.Header{"retry-after": {"30"}}, Extensions: map[string]any{"a b": "x`y"}, Type: "/p/x",
	}
	want := "# 429 A \\*b\\* \\[c\\](d) \\<e\\> \\`f\\`\n\n1\\. one\\\n\\- two\\_three\\_\\\n\\# four \\&amp;\n\n" +
		"- status: `429`\n- type: `/p/x`\n- a b: `` \"x`y\" ``\n- retry_after: `30`\n- retry: `after a wait`\n"
	if got := write(t, rr, request("GET", "Accept: text/markdown"), e).Body.String(); got != want {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

// What is not text of ours is not markup either: names of extensions, and the beginning of lines.
func TestMarkdownHostile(t *testing.T) {
	rr, _ := logged()
	e := &Error{Code: 404, Detail: "    code\n - item\n 1. x", Extensions: map[string]any{"x\n\n# y [a](b) \x1b[2J": 1}}
	got := write(t, rr, request("GET", "Accept: text/markdown"), e).Body.String()
	for _, part := range []string{"\ncode\\\n\\- item\\\n1\\. x\n", "- x  \\# y \\[a\\](b) \ufffd\\[2J: `1`\n"} {
		if !strings.Contains(got, part) {
			t.Errorf("no %q in %q", part, got)
		}
	}
}

func TestPlainTextControls(t *testing.T) {
	rr, _ := logged()
	w := write(t, rr, request("GET", "Accept: text/plain"), &Error{Code: 404, Detail: "a\x1b[31mred\r\n\tb\u009bc\x7f\xff"})
	if want := "404 Not Found\n\na\ufffd[31mred\ufffd\n\tb\ufffdc\ufffd\ufffd\n"; w.Body.String() != want {
		t.Errorf("%q, want %q", w.Body, want)
	}
}
