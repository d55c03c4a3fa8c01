package problem_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/httpstatus-go/httpstatus"
	"github.com/httpstatus-go/httpstatus/invalid"
	"github.com/httpstatus-go/httpstatus/problem"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

type base struct {
	B int `json:"b"`
}

// A word is a text of one to three letters.
type word string

func (w *word) UnmarshalText(b []byte) error {
	if len(b) > 3 {
		return invalid.TooLongError{Max: 3}
	}
	*w = word(b)
	return nil
}

// A level is a number that has a name.
type level int

func (l *level) UnmarshalText(b []byte) error {
	if string(b) != "high" {
		return invalid.OneOfError{Values: "high"}
	}
	*l = 1
	return nil
}

type inner struct{ N int }

func (v *inner) UnmarshalJSON(b []byte) error {
	type plain struct{ Q struct{ N int } }
	var p plain
	err := json.Unmarshal(b, &p)
	v.N = p.Q.N
	return err
}

type order struct {
	base
	Base2  base `json:"a/b~c"`
	Name   string
	Note   *string
	Amount int8
	Count  uint16
	Ratio  float32
	Big    float64
	Paid   bool
	Items  []base
	Grid   [2][2]int
	Map    map[string]map[string]int
	When   time.Time
	Bytes  []byte
	Word   word
	Level  level
	Years  map[int8]string
	Number json.Number
	Inner  inner
	Deep   struct {
		Deep struct{ Deep []struct{ X int } }
	}
	Any   any
	Fault chan int
}

func TestDecodeJSON(t *testing.T) {
	for _, tt := range []struct{ body, want string }{
		{`{}`, ""},
		{" \r\n\t{} \r\n\t", ""},
		{"\ufeff{}", ""},
		{`{"unknown":{"a":[1,{}]},"b":1,"b":2}`, ""},
		{`{"NAME":"x","note":null,"any":[1e300,null]}`, ""},
		{`{"any":{"a":1e5}}`, ""},

		{"", "400  empty"},
		{" \n", "400  empty"},
		{"\ufeff", "400  empty"},
		{"\ufeff\ufeff{}", "400  syntax"},
		{"{", "400  incomplete"},
		{`{"name":"x`, "400  incomplete"},
		{"tru", "400  incomplete"},
		{"truth", "400  syntax"},
		{`{"a":}`, "400  syntax"},
		{`{'a':1}`, "400  syntax"},
		{`{"a":1,}`, "400  syntax"},
		{"{} // comment", "400  trailing"},
		{"{}{}", "400  trailing"},
		{"{}}", "400  trailing"},
		{"{}\x00", "400  trailing"},
		{"{\"name\":\"\xff\"}", "400  encoding"},
		{"{}\xff", "400  encoding"},
		{"\xff\xfe{\x00}\x00", "400  encoding"},
		{strings.Repeat("[", 100_000), "400  syntax"},
		{`{"unknown":` + strings.Repeat("[", 20_000) + strings.Repeat("]", 20_000) + "}", "400  syntax"},

		{"null", "400  type"},
		{"5", "400  type"},
		{`"x"`, "400  type"},
		{"[[1]]", "400  type"},
		{`{"name":5}`, "400 #/name type"},
		{`{"NAME":5}`, "400 #/NAME type"},
		{`{"name":[5]}`, "400 #/name type"},
		{`{"name":{}}`, "400 #/name type"},
		{`{"name":true}`, "400 #/name type"},
		{`{"note":5}`, "400 #/note type"},
		{`{"amount":"5"}`, "400 #/amount type"},
		{`{"amount":300}`, "400 #/amount out_of_range"},
		{`{"amount":1.5}`, "400 #/amount integer"},
		{`{"amount":1e2}`, "400 #/amount integer"},
		{`{"amount":` + strings.Repeat("9", 5000) + `}`, "400 #/amount out_of_range"},
		{`{"count":-1}`, "400 #/count out_of_range"},
		{`{"ratio":1e39}`, "400 #/ratio out_of_range"},
		{`{"big":1e999}`, "400 #/big out_of_range"},
		{`{"paid":"true"}`, "400 #/paid type"},
		{`{"b":"x"}`, "400 #/b type"},
		{`{"a/b~c":{"b":"x"}}`, "400 #/a~1b~0c/b type"},
		{`{"items":[{"b":1},{"c":[[{}]],"b":  true }]}`, "400 #/items/1/b type"},
		{`{"items":[{}, [] ]}`, "400 #/items/1 type"},
		{`{"items":[[[]]]}`, "400 #/items/0 type"},
		{`{"items":{}}`, "400 #/items type"},
		{`{"grid":[[0,0],[0,"x"]]}`, "400 #/grid/1/1 type"},
		{`{"map":{"x":{"y":1,"a.b/c ~é":"x"}}}`, "400 #/map/x/a.b~1c%20~0%C3%A9 type"},
		{`{"map":{"":{"":[]}}}`, "400 #/map// type"},
		{`{"name":"x","amount":"x","paid":5}`, "400 #/amount type"},
		{`{"deep":{"deep":{"deep":[{"x":0},{"x":0},{"x":"0"}]}}}`, "400 #/deep/deep/deep/2/x type"},
		{`{"any":[{"x":[]}],"deep":[{"x":[]}]}`, "400 #/deep type"},
		{`{"any":[{"x":1e400}]}`, "400 #/any/0/x out_of_range"},
		{`{"when":"x"}`, "400  date_time"},
		{`{"word":"abc"}`, ""},
		{`{"word":5}`, "400 #/word type"},
		{`{"level":"high"}`, ""},
		{`{"level":5}`, "400 #/level type"},
		{`{"level":true}`, "400 #/level type"},
		{`{"fault":1}`, "500"},
	} {
		r := httptest.NewRequest("POST", "/", strings.NewReader(tt.body))
		v := order{Name: "before"}
		err := problem.DecodeJSON(httptest.NewRecorder(), r, &v)
		name := fmt.Sprintf("%.80q", tt.body)
		if tt.want == "" {
			assert.NoError(t, err, name)
			continue
		}
		if assert.Error(t, err, name) {
			require.IsType(t, (*problem.Error)(nil), err)
			assert.Equal(t, tt.want, strings.TrimSuffix(said(t, err), "/"), name)
			assert.NotNil(t, err.(*problem.Error).Err, name)
			assert.Less(t, len(err.Error()), 10_000, name)
		}
		for _, syntax := range []string{"empty", "incomplete", "syntax", "trailing", "encoding"} {
			if strings.HasSuffix(tt.want, syntax) {
				assert.Equal(t, order{Name: "before"}, v, "%s has changed v", name)
			}
		}
	}
}

// TestDecodeJSONNames has names that are to be numbers. The pointer is that of the map, or as from Go 1.27 of the member.
func TestDecodeJSONNames(t *testing.T) {
	for name, want := range map[string]string{"-128": "", "-129": "out_of_range", "500": "out_of_range", "abc": "integer", "": "integer", "1e1": "integer", "-": "integer"} {
		body := fmt.Sprintf(`{"years":{%q:"x"}}`, name)
		err := problem.DecodeJSON(nil, httptest.NewRequest("POST", "/", strings.NewReader(body)), new(order))
		if want == "" {
			assert.NoError(t, err, body)
		} else if got := said(t, err); got != "400 #/years "+want && got != "400 #/years/"+name+" "+want {
			t.Errorf("%s: %s, want %s", body, got, want)
		}
	}
}

// TestDecodeJSONBelowMethods has errors that a method of a type made: a pointer is right or not there.
func TestDecodeJSONBelowMethods(t *testing.T) {
	decode := func(body string) *problem.Error {
		err := problem.DecodeJSON(nil, httptest.NewRequest("POST", "/", strings.NewReader(body)), new(order))
		require.Error(t, err)
		return err.(*problem.Error)
	}
	e := decode(`{"inner":{"q":{"n":"x"}}}`)
	assert.Equal(t, 400, e.StatusCode())
	require.Len(t, e.Fields, 1)
	assert.Contains(t, []string{"", "/inner/q/n"}, e.Fields[0].Pointer)

	e = decode(`{"word":"four"}`)
	assert.Equal(t, 422, e.StatusCode())
	assert.ErrorIs(t, e, invalid.TooLong)

	e = decode(`{"bytes":"!"}`)
	assert.Equal(t, 400, e.StatusCode())
	require.Len(t, e.Fields, 1)
	assert.Equal(t, invalid.Base64, e.Fields[0].Err)
}

// TestDecodeJSONInto has the kinds of what is decoded into.
func TestDecodeJSONInto(t *testing.T) {
	var a any
	var p *order
	var raw json.RawMessage
	var m map[string]int
	for _, tt := range []struct {
		body string
		v    any
		want string
	}{
		{`{"a":[1]}`, &a, ""},
		{"null", &a, ""},
		{"null", &p, ""},
		{"null", &m, ""},
		{"null", &raw, ""},
		{"null", new([]int), ""},
		{"null", new(int), "400  type"},
		{"null", new(string), "400  type"},
		{"null", new([3]int), "400  type"},
		{`{"a":1}`, &raw, ""},
		{`{"amount":"x"}`, &p, "400 #/amount type"},
		{`{"x":"x"}`, &m, "400 #/x type"},
		{"[1,[2,3]]", new([]int), "400 #/1 type"},
		{"{}", order{}, "500"},
		{"{}", nil, "500"},
		{"{}", (*order)(nil), "500"},
		{"", order{}, "500"},
		{"{}", m, "500"},
	} {
		err := problem.DecodeJSON(httptest.NewRecorder(), httptest.NewRequest("POST", "/", strings.NewReader(tt.body)), tt.v)
		if tt.want == "" {
			assert.NoError(t, err, "%s into %T", tt.body, tt.v)
		} else if assert.Error(t, err, "%s into %T", tt.body, tt.v) {
			assert.Equal(t, tt.want, said(t, err), "%s into %T", tt.body, tt.v)
		}
	}
	assert.Equal(t, `{"a":1}`, string(raw))
}

func TestDecodeJSONHeader(t *testing.T) {
	for _, tt := range []struct {
		field, value string
		accept       string // a field of the answer; "" if there is no error
	}{
		{"Content-Type", "application/json", ""},
		{"Content-Type", "Application/JSON ; Charset=UTF-8", ""},
		{"Content-Type", "application/json; charset", ""},
		{"Content-Type", "application/merge-patch+json", ""},
		{"Content-Type", "application/vnd.api+json;ext=x", ""},
		{"Content-Type", "text/json", "Accept: application/json"},
		{"Content-Type", "text/plain", "Accept: application/json"},
		{"Content-Type", "application/x-www-form-urlencoded", "Accept: application/json"},
		{"Content-Type", "application/jsonp", "Accept: application/json"},
		{"Content-Type", "json", "Accept: application/json"},
		{"Content-Type", "x+json", "Accept: application/json"},
		{"Content-Type", "", "Accept: application/json"},
		{"Content-Type", ";", "Accept: application/json"},
		{"Content-Encoding", "identity", ""},
		{"Content-Encoding", " , Identity", ""},
		{"Content-Encoding", "gzip", "Accept-Encoding: identity"},
		{"Content-Encoding", "identity, br", "Accept-Encoding: identity"},
	} {
		r := httptest.NewRequest("POST", "/", strings.NewReader("{}"))
		r.Header[tt.field] = []string{tt.value}
		var v struct{}
		err := problem.DecodeJSON(nil, r, &v)
		if tt.accept == "" {
			assert.NoError(t, err, "%s: %s", tt.field, tt.value)
			continue
		}
		require.Error(t, err, "%s: %s", tt.field, tt.value)
		resp := problem.Answer(r, err)
		assert.Equal(t, httpstatus.UnsupportedMediaType, resp.Status)
		name, value, _ := strings.Cut(tt.accept, ": ")
		assert.Equal(t, value, resp.Header.Get(name), "%s: %s", tt.field, tt.value)
	}
	r := httptest.NewRequest("POST", "/", nil)
	r.Body = nil
	assert.Equal(t, "400  empty", said(t, problem.DecodeJSON(nil, r, new(any))))
}

// TestDecodeJSONSize has contents about the limit, of a length that is known before and not.
func TestDecodeJSONSize(t *testing.T) {
	for _, tt := range []struct {
		size, limit int
		want        string
	}{
		{1 << 20, 0, ""},
		{1<<20 + 1, 0, "413"},
		{5 << 20, 0, "413"},
		{1000, 1000, ""},
		{1001, 1000, "413"},
		{1<<20 + 1, 5 << 20, "413"},
	} {
		for _, known := range []bool{true, false} {
			body := `"` + strings.Repeat("x", tt.size-2) + `"`
			r := httptest.NewRequest("POST", "/", strings.NewReader(body))
			if !known {
				r.ContentLength = -1
			}
			if tt.limit > 0 {
				r.Body = http.MaxBytesReader(nil, r.Body, int64(tt.limit))
			}
			err := problem.DecodeJSON(httptest.NewRecorder(), r, new(string))
			if tt.want == "" {
				assert.NoError(t, err, "%+v", tt)
			} else if assert.Error(t, err, "%+v", tt) {
				assert.Equal(t, tt.want, said(t, err), "%+v", tt)
			}
		}
	}
}

// TestDecodeJSONHostile has contents that take the worst time for their size; it ends at all.
func TestDecodeJSONHostile(t *testing.T) {
	deep := strings.Repeat(`[`, 4000)
	for _, body := range []string{
		`{"any":` + deep + strings.Repeat("0,", 400_000) + "0" + strings.Repeat("]", 4000) + `,"amount":"x"}`,
		`{"map":{"` + strings.Repeat("k", 500_000) + `":{"a":"x"}}}`,
		`{"inner":{"q":{"n":"x"}},"any":` + strings.Repeat(`{"Inner":`, 5000) + "1" + strings.Repeat("}", 5000) + "}",
		`{` + strings.Repeat(`"amount":1,`, 90_000) + `"amount":"x"}`,
	} {
		err := problem.DecodeJSON(nil, httptest.NewRequest("POST", "/", strings.NewReader(body)), new(order))
		require.Error(t, err)
		resp := problem.Answer(httptest.NewRequest("POST", "/", nil), err)
		assert.Equal(t, httpstatus.BadRequest, resp.Status)
		assert.Less(t, len(resp.Body), 5000)
	}
}

func FuzzDecodeJSON(f *testing.F) {
	for _, s := range []string{`{"items":[{"b":"x"}]}`, `{"map":{"a":{"b":[]}}}`, `[[]]`, `null`, `{"inner":{"q":{"n":"x"}}}`, `{"a`, "{} x", `{"amount":1e9}`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, body string) {
		err := problem.DecodeJSON(nil, httptest.NewRequest("POST", "/", strings.NewReader(body)), new(order))
		if err == nil {
			assert.True(t, json.Valid([]byte(strings.TrimPrefix(body, "\ufeff"))))
			return
		}
		var content any
		_ = json.Unmarshal([]byte(strings.TrimPrefix(body, "\ufeff")), &content)
		for _, f := range err.(*problem.Error).Fields {
			assert.True(t, leads(content, f.Pointer), "%s leads nowhere in %q", f.Pointer, body)
		}
	})
}

// leads reports whether a JSON Pointer leads to a value (RFC 6901, 4).
func leads(v any, pointer string) bool {
	if pointer == "" {
		return true
	}
	for _, token := range strings.Split(pointer, "/")[1:] {
		token = strings.ReplaceAll(strings.ReplaceAll(token, "~1", "/"), "~0", "~")
		switch x := v.(type) {
		case map[string]any:
			next, ok := x[token]
			if !ok {
				return false
			}
			v = next
		case []any:
			i, err := strconv.Atoi(token)
			if err != nil || i >= len(x) {
				return false
			}
			v = x[i]
		default:
			return false
		}
	}
	return true
}
