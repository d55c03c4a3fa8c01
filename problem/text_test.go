package problem

import (
	"net/http"
	"strings"
	"testing"
	"unicode"

	"github.com/httpstatus-go/httpstatus"
	"github.com/httpstatus-go/httpstatus/messages"
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

// TestTextWhole has the whole of an answer that says all that one can.
func TestTextWhole(t *testing.T) {
	rr, _ := logged()
	rr.Development = true
	e := &Error{
		Err: tooLittle, Instance: "/i/1", Header: http.Header{"Retry-After": {"30"}}, Extensions: map[string]any{"a": 1, "b\nc": "x"},
		Fields: []Field{{Pointer: "/a", Err: tooLittle}, {Parameter: "b", Detail: "one\ntwo"}, {Detail: "All."}, {Header: "If-Match", Err: httpstatus.Code(777)}, {Err: tooLittle.status}},
	}
	unknown := messages.English.Code(777).Detail
	text := "403.1001 Too little\n\n5 for 3 items.\n\n- /a: 5 for 3 items.\n- b: one two\n- All.\n- If-Match: " + unknown + "\n- … for … items.\n\n/i/1\n"
	markdown := "# 403.1001 Too little\n\n5 for 3 items.\n\n- `/a`: 5 for 3 items.\n- `b`: one two\n- All.\n- `If-Match`: " + string(appendMarked(nil, unknown)) + "\n- … for … items.\n\n" +
		"- status: `403`\n- substatus: `403.1001`\n- code: `too_little`\n- type: `/p/too-little`\n- instance: `/i/1`\n- params.balance: `5`\n- params.items: `3`\n" +
		"- a: `1`\n- b c: `\"x\"`\n- retry_after: `30`\n- retry: `after a change of the request`\n"
	markdown = strings.Replace(markdown, "params.balance: `5`", "params.balance: `\"5\"`", 1)
	for accept, want := range map[string]string{"text/plain": text, "text/markdown": markdown} {
		if got := write(t, rr, request("GET", "Accept: "+accept, "Accept-Language: en"), e).Body.String(); got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	}
	// And of one that says nothing: an empty title and detail are in no catalog.
	if got, want := string(appendMarkdown(nil, &content{status: 404, title: "T", typ: aboutBlank})), "# 404 T\n\n- status: `404`\n"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got, want := string(appendText(nil, &content{status: 404, title: "T", fields: []said{{id: "x"}}})), "404 T\n\n- x\n"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// TestRetryWords has what Markdown says of repeating the request; nothing where nobody knows.
func TestRetryWords(t *testing.T) {
	for code, want := range map[httpstatus.Code]string{
		404: "", 505: "", 599: "", 507: "never", 408: "at once", 421: "at once", 425: "at once", 429: "after a wait", 503: "after a wait", 413: "only after Retry-After",
		401: "after a change of the request", 409: "after a change of the request", 500: "after a wait, if the method is idempotent", 504: "after a wait, if the method is idempotent",
	} {
		if got := retryWord(code); got != want {
			t.Errorf("%d: %q, want %q", code, got, want)
		}
	}
}

// TestMarked has each character where CommonMark takes it for markup (2.4): escaped, it is itself.
func TestMarked(t *testing.T) {
	for r := ' '; r < 0x100; r++ {
		c := string(r)
		shown := c
		if r >= 0x7f && r < 0xa0 {
			shown = "\ufffd"
		}
		middle, start := "a"+shown+"b", shown+"b"
		if strings.Contains("\\`*_[]<>&!|~#{}$", c) {
			middle, start = "a\\"+c+"b", "\\"+c+"b"
		} else if strings.Contains("-+=:", c) {
			start = "\\" + c + "b"
		} else if c == " " {
			start = "b"
		}
		for text, want := range map[string]string{"a" + c + "b": middle, c + "b": start, "x\n" + c + "b": "x\\\n" + start} {
			if got := string(appendMarked(nil, text)); got != want {
				t.Errorf("%q: %q, want %q", text, got, want)
			}
		}
	}
	for text, want := range map[string]string{
		"1. x": `1\. x`, "10) x": `10\) x`, "09. x": `09\. x`, "a1. x": "a1. x", ". x": ". x", ") x": ") x", "1a. x": "1a. x", "/1. x": "/1. x", ":1. x": `\:1. x`, "a\n1. x": "a\\\n1\\. x", "a\n. x": "a\\\n. x", "1.2. x": `1\.2. x`, "1:2. x": "1:2. x",
		" \t 1. x": `1\. x`, "\t\tcode": "code", "a \t b": "a \t b", "a\n\t b": "a\\\nb", "": "", "é. x": "é. x",
	} {
		if got := string(appendMarked(nil, text)); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
	if got, want := string(appendMarked([]byte("# 404 "), "1. x")), "# 404 1. x"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// TestCode has code spans (CommonMark, 6.1): the fence is longer than any in it, and a space between that is taken away again.
func TestCode(t *testing.T) {
	for s, want := range map[string]string{
		"": "``", "a": "`a`", "a b": "`a b`", "a`b": "`` a`b ``", "`": "`` ` ``", "``a`b": "``` ``a`b ```", "a`b``c`": "``` a`b``c` ```", "`a`b`c": "`` `a`b`c ``", "``x``": "``` ``x`` ```",
		" a": "`  a `", "a\t": "` a\t `", "a\nb": "`a b`", "a\x1bb": "`a\ufffdb`", "a\tb\vc": "`a\tb\ufffdc`",
	} {
		if got := string(appendCode(nil, s)); got != want {
			t.Errorf("%q: %q, want %q", s, got, want)
		}
	}
}

// TestPlain shows of the control characters (Unicode's Cc) the line feed and the tab alone.
func TestPlain(t *testing.T) {
	for r := range rune(0x3000) {
		want := r
		if unicode.IsControl(r) && r != '\n' && r != '\t' {
			want = '\ufffd'
		}
		if got := plain(r); got != want {
			t.Errorf("%U: %U", r, got)
		}
	}
}
