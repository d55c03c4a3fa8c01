package problem

import (
	"bytes"
	"encoding/json"
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
