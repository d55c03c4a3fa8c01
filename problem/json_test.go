package problem

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/httpstatus-go/httpstatus/messages"
)

func TestExtensions(t *testing.T) {
	rr, log := logged()
	w := write(t, rr, request("GET"), &Error{Code: 404, Type: "not a URI", Extensions: map[string]any{
		"type": "x", "Title": "x", "STATUS": 200, "detail": "x", // the answer has them
		"substatus": "1.2", "instance": "x", "code": 7, // it does not
		"chan": make(chan int), "func": func() {}, "cycle": cycle(), "panics": panics{}, "a\xff": 1, // not JSON
		"": 0, "<b>\u2028": "</script>", "nil": nil, "trace_id": json.Number("12345678901234567890"),
	}})
	detail, err := json.Marshal(messages.English.Code(404).Detail)
	if err != nil {
		t.Fatal(err)
	}
	want := `{"type":"about:blank","title":"Not Found","status":404,"detail":` + string(detail) +
		`,"":0,"\u003cb\u003e\u2028":"\u003c/script\u003e","code":7,"instance":"x","nil":null,"substatus":"1.2","trace_id":12345678901234567890}` + "\n"
	if got := w.Body.String(); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	for _, part := range []string{
		"name=type ", "name=Title ", "name=STATUS ", "name=detail ",
		"name=chan ", "name=func ", "name=cycle ", "name=panics ", `name="a\xff" `, `type="not a URI"`,
	} {
		// The attributes that a line ends with have no space behind.
		if n := strings.Count(strings.ReplaceAll(log.String(), "\n", " "), part); n != 1 {
			t.Errorf("%q is logged %d times in\n%s", part, n, log)
		}
	}
}

func cycle() any {
	m := map[string]any{}
	m["m"] = m
	return m
}

type panics struct{}

func (panics) MarshalJSON() ([]byte, error) { panic("no") }

func FuzzAppendString(f *testing.F) {
	for _, s := range []string{"", "a\"\\\b\f\n\r\t\x00\x1f\x7f<>&", "中文\u2028\u2029\xff\xe4\xbd😀", "\xed\xa0\x80"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		b := appendString(nil, s)
		var got string
		if err := json.Unmarshal(b, &got); err != nil {
			t.Fatalf("%q: %v in %s", s, err, b)
		}
		if want := string([]rune(s)); got != want { // each byte that is not UTF-8 is a U+FFFD
			t.Errorf("%q comes back as %q from %s", s, got, b)
		}
		if bytes.ContainsAny(b, "<>&\u2028\u2029") || bytes.ContainsFunc(b, func(r rune) bool { return r < ' ' }) {
			t.Errorf("%s has what HTML, JavaScript or a terminal acts on", b)
		}
	})
}

// TestFragment writes each byte of a JSON Pointer into the fragment of a URI (RFC 3986, 2.3 and 3.5; RFC 6901, 6).
func TestFragment(t *testing.T) {
	const unreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"
	const allowed = unreserved + "!$&'()*+,;=:@/?"
	for c := range 256 {
		b := string([]byte{byte(c)})
		got, ok := strings.CutPrefix(fragment("/"+b+"/"), "#/")
		got, end := strings.CutSuffix(got, "/")
		itself := c < 0x80 && strings.Contains(allowed, b) && got == b
		escaped := (c >= 0x80 || !strings.Contains(unreserved, b)) && got == fmt.Sprintf("%%%02X", c)
		if !ok || !end || !itself && !escaped {
			t.Errorf("%#x: %s", c, got)
		}
	}
}

// slowString writes a string as RFC 8259, 7 has it, with the escapes that keep HTML and JavaScript from taking it for theirs.
func slowString(s string) string {
	short := map[rune]string{'"': `\"`, '\\': `\\`, '\b': `\b`, '\f': `\f`, '\n': `\n`, '\r': `\r`, '\t': `\t`}
	b := `"`
	for i, r := range s {
		switch {
		case short[r] != "":
			b += short[r]
		case r < ' ' || strings.ContainsRune("<>&\u2028\u2029", r):
			b += fmt.Sprintf(`\u%04x`, r)
		case r == '\ufffd' && !strings.HasPrefix(s[i:], "\ufffd"): // a byte that is not UTF-8
			b += `\ufffd`
		default:
			b += string(r)
		}
	}
	return b + `"`
}

func TestAppendString(t *testing.T) {
	check := func(s string) {
		if got, want := string(appendString(nil, s)), slowString(s); got != want {
			t.Errorf("%q: %s, want %s", s, got, want)
		}
	}
	check("")
	for r := range rune(0x3000) {
		check(string(r))
		check("a" + string(r) + "b" + string(r))
	}
	for c := range 256 {
		check("a" + string([]byte{byte(c)}) + "中\ufffd" + string([]byte{byte(c), byte(c)}))
	}
	check("\xed\xa0\x80\ufffd😀")
}

func TestBounded(t *testing.T) {
	x := strings.Repeat("x", 78)
	for s, want := range map[string]string{
		"": "", x + "12": x + "12", x + "123": x + "12…", x + "é": x + "é", x + "1é": x + "1…", x + "é1": x + "é…", x + x: x + "xx…",
	} {
		if got := bounded(s); got != want {
			t.Errorf("%q: %q, want %q", s, got, want)
		}
	}
}

// TestMemberNames has extensions with the names of members: one that the answer has is left out, in any case of letters.
func TestMemberNames(t *testing.T) {
	names := []string{"type", "title", "status", "substatus", "code", "detail", "instance", "params", "errors"}
	for _, tt := range []struct {
		e   Error
		has string
	}{
		{Error{Code: 404}, "type title status detail"},
		{Error{Code: 999, Detail: "x", Instance: "/x"}, "type title status detail instance"},
		{Error{Code: 403, Sub: 14}, "type title status substatus detail"},
		{Error{Err: tooLittle.status}, "type title status substatus code detail"},
		{Error{Err: tooLittle}, "type title status substatus code detail params"},
		{Error{Code: 422, Fields: []Field{{Parameter: "a", Detail: "x"}}}, "type title status detail errors"},
	} {
		for _, name := range names {
			for _, spelled := range []string{name, strings.ToUpper(name), name + "x", name[:len(name)-1]} {
				rr, log := logged()
				e := tt.e
				e.Extensions = map[string]any{spelled: "mine"}
				body := write(t, rr, request("GET"), &e).Body.String()
				has := len(spelled) == len(name) && slices.Contains(strings.Fields(tt.has), name)
				if strings.Contains(body, `"`+spelled+`":"mine"`) == has {
					t.Errorf("%s of an answer that has %s: %s", spelled, tt.has, body)
				}
				if strings.Contains(log.String(), `reason="the name is that of another member" name=`+spelled+"\n") != has {
					t.Errorf("%s: logged %s", spelled, log)
				}
			}
		}
	}
}

// TestParamValues writes the values of a text: strings, ints and numbers that are no int; of others, that there is one.
func TestParamValues(t *testing.T) {
	for _, tt := range []struct {
		p    Problem
		want string
	}{
		{Problem{Params: map[string]any{"n": 4711}}, `"params":{"n":4711}`},
		{Problem{Params: map[string]any{"a": "<", "b": -20, "c": json.Number("12.50"), "d": true}}, `"params":{"a":"\u003c","b":-20,"c":12.50,"d":null}`},
		{Problem{Params: map[string]any{}}, ""},
		{Problem{Fields: []Field{{Err: &FieldError{Params: map[string]any{"max": 10}}}}}, `"errors":[{"params":{"max":10}}]`},
		{Problem{Fields: []Field{{Err: &FieldError{ID: "x", Params: map[string]any{"max": 10, "min": 1}, Detail: "y"}}}}, `"errors":[{"code":"x","params":{"max":10,"min":1},"detail":"y"}]`},
		{Problem{Fields: []Field{{}}}, `"errors":[{}]`},
		{Problem{Fields: []Field{{Pointer: "/a", Err: &FieldError{Params: map[string]any{"max": 10}}}, {Detail: "x"}}}, `"errors":[{"pointer":"#/a","params":{"max":10}},{"detail":"x"}]`},
	} {
		tt.p.Status = 422
		b, err := json.Marshal(tt.p)
		want := `{"type":"about:blank","title":"","status":422,` + tt.want + "}"
		if tt.want == "" {
			want = `{"type":"about:blank","title":"","status":422}`
		}
		if string(b) != want || err != nil {
			t.Errorf("%s, %v, want %s", b, err, want)
		}
	}
}
