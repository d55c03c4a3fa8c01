package problem

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"reflect"
	"strings"
	"testing"

	"github.com/httpstatus-go/httpstatus"
)

// TestDecodeMembers reads members of a problem's own form, and takes others for extensions (RFC 9457, 3.1 and 3.2).
func TestDecodeMembers(t *testing.T) {
	extension := func(name, value string) map[string]any {
		var v any
		if err := json.Unmarshal([]byte(value), &v); err != nil {
			t.Fatal(err)
		}
		return map[string]any{name: v}
	}
	for _, tt := range []struct {
		body string
		want Problem
	}{
		{`{"type":"a b","instance":"c d"}`, Problem{}},
		{`{"type":"/a","instance":"#c"}`, Problem{Type: "/a", Instance: "#c"}},
		{`{"TYPE":1,"TITLE":1,"STATUS":1,"SUBSTATUS":1,"DETAIL":1,"INSTANCE":1}`, Problem{}},
		{`{"statu":1}`, Problem{Extensions: extension("statu", "1")}},
		{`{"CODE":1}`, Problem{Extensions: extension("CODE", "1")}},
		{`{"code":"x"}`, Problem{ID: "x"}},
		{`{"code":5}`, Problem{Extensions: extension("code", "5")}},
		{`{"x":[1e400]}`, Problem{Extensions: map[string]any{"x": []any{json.Number("1e400")}}}},
		{`{"params":{"a":"x","b":5,"c":1.5,"d":99999999999999999999}}`, Problem{Params: map[string]any{"a": "x", "b": 5, "c": json.Number("1.5"), "d": json.Number("99999999999999999999")}}},
		{`{"params":{"a":true}}`, Problem{Extensions: extension("params", `{"a":true}`)}},
		{`{"params":[]}`, Problem{Extensions: extension("params", `[]`)}},
		{`{"errors":[]}`, Problem{}},
		{`{"errors":{}}`, Problem{Extensions: extension("errors", `{}`)}},
		{`{"errors":[1]}`, Problem{Extensions: extension("errors", `[1]`)}},
		{`{"errors":[{}]}`, Problem{Extensions: extension("errors", `[{}]`)}},
		{`{"errors":[{"pointer":"#/a%20b","code":"c","params":{"n":1},"detail":"d"}]}`, Problem{Fields: []Field{{Pointer: "/a b", Detail: "d", Err: &FieldError{"c", map[string]any{"n": 1}, "d"}}}}},
		{`{"errors":[{"parameter":"p"},{"header":"h"}]}`, Problem{Fields: []Field{{Parameter: "p", Err: &FieldError{}}, {Header: "h", Err: &FieldError{}}}}},
		{`{"errors":[{"pointer":"#"},{"pointer":""},{"pointer":"/a"}]}`, Problem{Fields: []Field{{Err: &FieldError{}}, {Err: &FieldError{}}, {Pointer: "/a", Err: &FieldError{}}}}},
	} {
		var got Problem
		if err := json.Unmarshal([]byte(tt.body), &got); err != nil || !reflect.DeepEqual(got, tt.want) {
			t.Errorf("%s: %+v, %v, want %+v", tt.body, got, err, tt.want)
		}
	}
	for _, field := range []string{
		`"pointer":"a"`, `"pointer":"#a"`, `"pointer":"#%zz"`, `"pointer":"#/%zz"`, `"pointer":5`, `"parameter":5`, `"header":null`, `"code":5`, `"params":"x"`, `"params":{"a":null}`, `"detail":{}`, `"field":"x"`,
	} {
		for _, errors := range []string{`[{` + field + `}]`, `[{"code":"x",` + field + `}]`, `[{"code":"x"},{` + field + `}]`} {
			var got Problem
			if err := json.Unmarshal([]byte(`{"errors":`+errors+`}`), &got); err != nil || !reflect.DeepEqual(got, Problem{Extensions: extension("errors", errors)}) {
				t.Errorf("%s: %+v, %v", errors, got, err)
			}
		}
	}
}

// TestDecodeFaults has what is no problem, and what the error says of it.
func TestDecodeFaults(t *testing.T) {
	for _, tt := range []struct {
		code              int
		contentType, body string
		want              string
	}{
		{200, "text/plain", "x", `problem: the response is "text/plain": want application/problem+json`},
		{404, "text/plain", "x", `problem: 404 Not Found: the response is "text/plain": want application/problem+json`},
		{404, "application/problem+json", " null ", "problem: 404 Not Found: the body is null: want a JSON object"},
		{404, "application/problem+json", strings.Repeat(" ", 1<<20) + "{", "problem: 404 Not Found: the body is over 1048576 bytes"},
	} {
		resp := &http.Response{StatusCode: tt.code, Header: http.Header{"Content-Type": {tt.contentType}}, Body: io.NopCloser(strings.NewReader(tt.body))}
		if p, err := Decode(resp); p != nil || err == nil || err.Error() != tt.want {
			t.Errorf("%v, %v, want %s", p, err, tt.want)
		}
	}
	for body, fails := range map[string]bool{"x": true, "": false, strings.Repeat(" ", 1<<20-2) + "{}": false} {
		resp := &http.Response{StatusCode: 404, Header: http.Header{"Content-Type": {"application/problem+json"}}, Body: io.NopCloser(strings.NewReader(body))}
		if _, err := Decode(resp); (err != nil) != fails {
			t.Errorf("%.10q: %v", body, err)
		}
	}
	p, err := Decode(&http.Response{StatusCode: 404, Header: http.Header{"Content-Type": {"application/problem+json"}}})
	if err != nil || p.Title != "Not Found" || p.Type != "about:blank" {
		t.Errorf("without a body: %+v, %v", p, err)
	}
}

// TestEscaped has the text of another server in a log: one line, printable, and cut.
func TestEscaped(t *testing.T) {
	x := strings.Repeat("x", 298)
	for s, want := range map[string]string{
		"": "", `a "b" 'c' 中`: `a "b" 'c' 中`, `a\b[`: `a\\b[`, "a\n\r\t\x1b\x7f\u0085": `a\n\r\t\x1b\x7f\u0085`, "\u202e\u00a0": `\u202e\u00a0`, "'\n'": `'\n'`,
		x + "12": x + "12", x + "123": x + "12…", x + "1中": x + "1中", x + "1中2": x + "1中…", x + x: x + "xx…", x + "1\n2": x + `1\n…`,
	} {
		if got := escaped(s); got != want {
			t.Errorf("%q: %q, want %q", s, got, want)
		}
	}
	for e, want := range map[*FieldError]string{
		nil: "no error", {}: "", {ID: "required"}: "required", {Detail: "Is missing.\n"}: `Is missing.\n`, {ID: "required", Detail: "Is missing."}: "required: Is missing.",
	} {
		if got := e.Error(); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestProblemAs(t *testing.T) {
	sub := httpstatus.IISDirectoryListingDenied
	p := &Problem{Status: 403, Substatus: sub, Extensions: map[string]any{"n": 5.0, "list": []any{"x"}}}
	var got httpstatus.Substatus
	if !errors.As(p, &got) || got != sub {
		t.Errorf("errors.As gives %v", got)
	}
	if e := new(*Error); errors.As(p, e) {
		t.Errorf("a Problem is a %T", *e)
	}
	var n int
	var list []string
	if err := p.Extension("n", &n); err != nil || n != 5 {
		t.Errorf("%d, %v", n, err)
	}
	if err := p.Extension("list", &list); err != nil || !reflect.DeepEqual(list, []string{"x"}) {
		t.Errorf("%q, %v", list, err)
	}
	if err := p.Extension("none", &n); err == nil || err.Error() != `problem: there is no extension "none"` {
		t.Errorf("%v", err)
	}
	if err := p.Extension("list", &n); err == nil || !strings.HasPrefix(err.Error(), `problem: extension "list": `) {
		t.Errorf("%v", err)
	}
	for _, err := range []error{(*FieldError)(nil), &FieldError{}, &FieldError{ID: "too_narrow"}} {
		if errors.Is(err, tooLittle.status) {
			t.Errorf("%v is %v", err, tooLittle.status)
		}
	}
	b, err := json.Marshal(Problem{Status: 422, Fields: []Field{{Parameter: "a", Err: (*FieldError)(nil)}, {Err: &FieldError{Detail: "mine"}, Detail: "said"}}})
	if want := `{"type":"about:blank","title":"","status":422,"errors":[{"parameter":"a"},{"detail":"said"}]}`; err != nil || string(b) != want {
		t.Errorf("%s, %v, want %s", b, err, want)
	}
}
