package problem

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"reflect"
	"strings"
	"testing"

	"github.com/httpstatus-go/httpstatus"
	"github.com/httpstatus-go/httpstatus/messages"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestDecode(t *testing.T) {
	const problemType = "application/problem+json"
	for _, tt := range []struct {
		name, contentType string
		code              int
		body              string
		want              *Problem // nil: an error
	}{
		{"everything", problemType, 403,
			`{"type":"https://example.com/credit","title":"No credit","status":403,"substatus":"403.14","detail":"<30>","instance":"/a/1","balance":30,"list":["x"]}`,
			&Problem{Type: "https://example.com/credit", Title: "No credit", Status: 403, Substatus: httpstatus.IISDirectoryListingDenied,
				Detail: "<30>", Instance: "/a/1", Extensions: map[string]any{"balance": 30.0, "list": []any{"x"}}}},
		{"nothing", problemType, 404, `{}`, &Problem{Type: "about:blank", Title: "Not Found", Status: 404}},
		{"nothing, of no known status", problemType, 499, ` { } `, &Problem{Type: "about:blank", Title: messages.English.Code(499).Title, Status: 499}},
		{"no body", problemType, 404, "", &Problem{Type: "about:blank", Title: "Not Found", Status: 404}},
		{"of success", problemType, 200, `{"title":"x"}`, &Problem{Type: "about:blank", Title: "x", Status: 200}},
		{"charset", `Application/Problem+JSON; charset="UTF-8"`, 404, `{"title":"x"}`, &Problem{Type: "about:blank", Title: "x", Status: 404}},
		{"another charset", problemType + ";charset=iso-8859-1", 404, `{"title":"x"}`, &Problem{Type: "about:blank", Title: "x", Status: 404}},
		{"malformed charset", problemType + "; charset", 404, `{"title":"x"}`, &Problem{Type: "about:blank", Title: "x", Status: 404}},
		{"byte order mark", problemType, 404, "\ufeff" + `{"title":"x"}`, &Problem{Type: "about:blank", Title: "x", Status: 404}},
		{"another status", problemType, 502, `{"status":404,"substatus":"404.3","title":"x"}`, &Problem{Type: "about:blank", Title: "x", Status: 502}},
		{"other types", problemType, 404, `{"type":1,"title":["x"],"status":"404","substatus":404.3,"detail":{},"instance":false}`,
			&Problem{Type: "about:blank", Title: "Not Found", Status: 404}},
		{"null members", problemType, 404, `{"type":null,"title":null,"status":null,"substatus":null,"detail":null,"x":null}`,
			&Problem{Type: "about:blank", Title: "Not Found", Status: 404, Extensions: map[string]any{"x": nil}}},
		{"errors and codes of others", problemType, 422, `{"code":40312,"errors":[{"field":"amount","message":"too small"}],"params":[1]}`, &Problem{
			Type: "about:blank", Title: "Unprocessable Content", Status: 422,
			Extensions: map[string]any{"code": 40312.0, "errors": []any{map[string]any{"field": "amount", "message": "too small"}}, "params": []any{1.0}}}},
		{"ASP.NET's errors", problemType, 400, `{"errors":{"Name":["The Name field is required."]}}`, &Problem{
			Type: "about:blank", Title: "Bad Request", Status: 400, Extensions: map[string]any{"errors": map[string]any{"Name": []any{"The Name field is required."}}}}},
		{"other case", problemType, 404, `{"Title":"x","TYPE":"y"}`, &Problem{Type: "about:blank", Title: "Not Found", Status: 404}},
		{"a status of many digits", problemType, 404, `{"status":1e400}`, &Problem{Type: "about:blank", Title: "Not Found", Status: 404}},
		{"large", problemType, 404, `{"title":"` + strings.Repeat("x", maxProblem-12) + `"}`,
			&Problem{Type: "about:blank", Title: strings.Repeat("x", maxProblem-12), Status: 404}},

		{"too large", problemType, 404, `{"title":"` + strings.Repeat("x", maxProblem-11) + `"}`, nil},
		{"JSON", "application/json", 404, `{"title":"x"}`, nil},
		{"HTML", "text/html; charset=utf-8", 503, `<html>`, nil},
		{"no type", "", 404, `{"title":"x"}`, nil},
		{"no object", problemType, 404, `["x"]`, nil},
		{"null", problemType, 404, ` null`, nil},
		{"no JSON", problemType, 404, `{"title":`, nil},
		{"more after it", problemType, 404, `{}{}`, nil},
		{"text", problemType, 200, `OK`, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			resp := &http.Response{StatusCode: tt.code, Header: http.Header{}, Body: io.NopCloser(strings.NewReader(tt.body))}
			if tt.contentType != "" {
				resp.Header.Set("Content-Type", tt.contentType)
			}
			got, err := Decode(resp)
			if tt.want == nil {
				if err == nil || got != nil {
					t.Fatalf("got %+v, %v; want an error", got, err)
				}
				if !strings.HasPrefix(err.Error(), "problem: ") || len(err.Error()) > 200 {
					t.Errorf("the error is %q", err)
				}
				if code := httpstatus.Code(tt.code); errors.Is(err, code) != (code >= 400) {
					t.Errorf("errors.Is(%v, %v) = %v", err, code, errors.Is(err, code))
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if !reflect.DeepEqual(got.Header, resp.Header) {
				t.Errorf("the header is %v", got.Header)
			}
			got.Header = nil
			if !reflect.DeepEqual(got, tt.want) {
				t.Errorf("got  %+v\nwant %+v", got, tt.want)
			}
			if !errors.Is(fmt.Errorf("x: %w", got), httpstatus.Code(tt.code)) {
				t.Errorf("%v is not %d", got, tt.code)
			}
			// What is marshaled is the same again.
			b, err := json.Marshal(got)
			if err != nil {
				t.Fatal(err)
			}
			var again Problem
			if err := json.Unmarshal(b, &again); err != nil || !reflect.DeepEqual(&again, got) {
				t.Errorf("%+v, %v from %s", again, err, b)
			}
		})
	}
}

func TestDecodeReadError(t *testing.T) {
	resp := &http.Response{
		StatusCode: 404, Header: http.Header{"Content-Type": {"application/problem+json"}},
		Body: io.NopCloser(io.MultiReader(strings.NewReader(`{"title":`), errReader{})),
	}
	if p, err := Decode(resp); p != nil || !errors.Is(err, io.ErrUnexpectedEOF) || !errors.Is(err, httpstatus.NotFound) {
		t.Errorf("got %v, %v", p, err)
	}
}

type errReader struct{}

func (errReader) Read([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }

// Decode reads what Write writes.
func TestDecodeWrite(t *testing.T) {
	rr, _ := logged()
	for s := range httpstatus.Substatuses() {
		if s.Code < 400 {
			continue
		}
		p, err := Decode(write(t, rr, request("GET", "Accept-Language: zh-TW"), s).Result())
		if err != nil {
			t.Fatal(err)
		}
		if p.Substatus != s || !errors.Is(p, s) || !errors.Is(p, s.Code) || p.StatusCode() != int(s.Code) {
			t.Errorf("%v comes back as %+v", s, p)
		}
	}
	p, err := Decode(write(t, rr, request("HEAD"), httpstatus.NotFound).Result())
	if err != nil || p.Title != "Not Found" {
		t.Errorf("HEAD: %+v, %v", p, err)
	}
}

func TestProblem(t *testing.T) {
	p := &Problem{Title: "Directory listing denied", Status: 403, Substatus: httpstatus.IISDirectoryListingDenied, Detail: "No index."}
	if got, want := p.Error(), "403.14 Directory listing denied: No index."; got != want {
		t.Errorf("Error() = %q, want %q", got, want)
	}
	if got, want := (&Problem{Status: 404}).Error(), "404"; got != want {
		t.Errorf("Error() = %q, want %q", got, want)
	}
	for _, target := range []error{httpstatus.NotFound, httpstatus.Forbidden.Sub(1), httpstatus.Substatus{}, io.EOF} {
		if errors.Is(p, target) || errors.Is(&Problem{Status: 403}, target) {
			t.Errorf("errors.Is(%v, %v) = true", p, target)
		}
	}
}

// A nil *Problem that came to be an error is a 500, as a nil *Error is.
func TestNilProblem(t *testing.T) {
	var err error = (*Problem)(nil)
	if got, want := err.Error(), "500 Internal Server Error"; got != want {
		t.Errorf("Error() = %q, want %q", got, want)
	}
	if c, ok := httpstatus.CodeOf(err); !ok || c != httpstatus.InternalServerError || !errors.Is(err, c) || errors.Is(err, httpstatus.NotFound) {
		t.Errorf("CodeOf: %v, %v", c, ok)
	}
	if s := new(httpstatus.Substatus); errors.As(err, s) {
		t.Errorf("errors.As: %v", s)
	}
	rr, log := logged()
	if w := write(t, rr, request("GET"), err); w.Code != 500 || !strings.Contains(log.String(), "code=500") {
		t.Errorf("%d, logged %s", w.Code, log)
	}
}

func TestProblemMarshal(t *testing.T) {
	p := Problem{Title: "x", Status: 404, Extensions: map[string]any{"b": 1, "a": []int{2}}}
	for _, v := range []any{p, &p} {
		b, err := json.Marshal(v)
		if want := `{"type":"about:blank","title":"x","status":404,"a":[2],"b":1}`; err != nil || string(b) != want {
			t.Errorf("got %s, %v, want %s", b, err, want)
		}
	}
	for name, p := range map[string]Problem{
		"reserved":  {Extensions: map[string]any{"Status": 1}},
		"channel":   {Extensions: map[string]any{"a": make(chan int)}},
		"panics":    {Extensions: map[string]any{"a": panics{}}},
		"not UTF-8": {Extensions: map[string]any{"\xff": 1}},
		"substatus": {Substatus: httpstatus.Substatus{Code: 403, Sub: -1}},
	} {
		if b, err := json.Marshal(p); err == nil {
			t.Errorf("%s: %s", name, b)
		}
	}
	before := p
	if err := p.UnmarshalJSON([]byte(`[]`)); err == nil || !reflect.DeepEqual(p, before) {
		t.Errorf("after an error, %v, the problem is %+v", err, p)
	}
	if err := p.UnmarshalJSON([]byte(`null`)); err != nil || !reflect.DeepEqual(p, before) {
		t.Errorf("after null, %v, the problem is %+v", err, p)
	}
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte(`{"type":"x","title":"y","status":404,"substatus":"404.3","detail":"z","instance":"/","a":{"b":[1,null]}}`), 404)
	f.Add([]byte(`{"Type":1,"":2}`), 200)
	f.Fuzz(func(t *testing.T, body []byte, code int) {
		w := httptest.ResponseRecorder{Body: bytes.NewBuffer(body)}
		resp := w.Result()
		resp.StatusCode = code
		resp.Header = http.Header{"Content-Type": {"application/problem+json"}}
		p, err := Decode(resp)
		if (p == nil) == (err == nil) {
			t.Fatalf("%v, %v", p, err)
		}
		if err != nil {
			return
		}
		if p.Title == "" || p.Type == "" || p.Status != httpstatus.Code(code) || p.Error() == "" {
			t.Errorf("%+v", p)
		}
		p.Header = nil
		b, err := json.Marshal(p)
		if err != nil {
			t.Fatalf("%+v: %v", p, err)
		}
		var again Problem
		if err := json.Unmarshal(b, &again); err != nil || !reflect.DeepEqual(&again, p) {
			t.Errorf("%+v, %v from %s, not %+v", again, err, b, p)
		}
	})
}

// TestProblemRoundTrip reads a problem, its fields and their errors too, writes it and reads it again.
func TestProblemRoundTrip(t *testing.T) {
	const body = `{"type":"urn:x","title":"X","status":422,"errors":[` +
		`{"pointer":"","code":"whole","detail":"The whole."},` +
		`{"pointer":"#/a","code":"too_long","params":{"max":3},"detail":"Too long."},` +
		`{"parameter":"b","detail":"Not that."}]}`
	read := func(body string) *Problem {
		resp := &http.Response{StatusCode: 422, Header: http.Header{"Content-Type": {"application/problem+json"}}, Body: io.NopCloser(strings.NewReader(body))}
		p, err := Decode(resp)
		require.NoError(t, err)
		return p
	}
	p := read(body)
	require.Len(t, p.Fields, 3)
	var e *FieldError
	require.ErrorAs(t, p.Fields[1].Err, &e)
	assert.Equal(t, "too_long", e.ID)
	b, err := json.Marshal(p)
	require.NoError(t, err)
	again := read(string(b))
	assert.Equal(t, p.Fields, again.Fields, string(b))
	assert.Contains(t, string(b), `"code":"too_long","params":{"max":3}`)
}
