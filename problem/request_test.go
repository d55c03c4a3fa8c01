package problem_test

import (
	"bufio"
	"bytes"
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"mime/multipart"
	"net"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/netip"
	"net/url"
	"os"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/httpstatus-go/httpstatus"
	"github.com/httpstatus-go/httpstatus/invalid"
	"github.com/httpstatus-go/httpstatus/problem"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// said returns what an answer with err says: "400 #/items/0/amount type".
func said(t *testing.T, err error) string {
	t.Helper()
	r := httptest.NewRequest("POST", "/", nil)
	rr := &problem.Renderer{Log: slog.New(slog.DiscardHandler)}
	resp := rr.Answer(r, err)
	require.NotNil(t, resp)
	var body struct {
		Errors []struct{ Pointer, Code, Detail string }
	}
	require.NoError(t, json.Unmarshal(resp.Body, &body), "%s", resp.Body)
	s := strconv.Itoa(int(resp.Status))
	for _, e := range body.Errors {
		assert.NotEmpty(t, e.Detail, "%s", resp.Body)
		s += " " + e.Pointer + " " + e.Code
	}
	return s
}

func second[A, B any](_ A, b B) B { return b }

type endless struct{ again error }

func (e *endless) Error() string { return "endless" }
func (e *endless) Unwrap() error { return e.again }

type panicking struct{}

func (*panicking) Error() string   { panic("Error") }
func (*panicking) Unwrap() []error { panic("Unwrap") }

func TestRequestError(t *testing.T) {
	cycle := &endless{}
	cycle.again = cycle
	numError := func(f string, err error) error { return &strconv.NumError{Func: f, Num: "x", Err: err} }
	for _, tt := range []struct {
		err  error
		want string
	}{
		{errors.New("anything"), "400"},
		{io.EOF, "400  empty"},
		{fmt.Errorf("multipart: NextPart: %w", io.EOF), "400  incomplete"},
		{io.ErrUnexpectedEOF, "400  incomplete"},
		{fmt.Errorf("reading: %w", io.ErrUnexpectedEOF), "400  incomplete"},
		{errors.Join(errors.New("a"), io.ErrUnexpectedEOF), "400  incomplete"},
		{&http.MaxBytesError{Limit: 5}, "413"},
		{fmt.Errorf("reading: %w", &http.MaxBytesError{Limit: 5}), "413"},
		{multipart.ErrMessageTooLarge, "413"},
		{os.ErrDeadlineExceeded, "408"},
		{&net.OpError{Op: "read", Err: os.ErrDeadlineExceeded}, "408"},
		{fmt.Errorf("reading: %w", &net.DNSError{IsTimeout: true}), "408"},
		{context.DeadlineExceeded, "504"},
		{http.ErrNotMultipart, "415"},
		{http.ErrMissingBoundary, "400"},
		{http.ErrMissingFile, "422  required"},
		{http.ErrBodyReadAfterClose, "500"},
		{&fs.PathError{Op: "open", Path: "/tmp/multipart-1", Err: syscall.ENOSPC}, "500"},

		// Values.
		{numError("Atoi", strconv.ErrSyntax), "400  integer"},
		{numError("ParseUint", strconv.ErrRange), "400  integer"},
		{numError("ParseFloat", strconv.ErrSyntax), "400  number"},
		{numError("ParseBool", strconv.ErrSyntax), "400  boolean"},
		{second(time.Parse(time.DateOnly, "x")), "400  date"},
		{second(time.Parse(time.TimeOnly, "x")), "400  time"},
		{second(time.Parse(time.Kitchen, "x")), "400  time"},
		{second(time.Parse(time.RFC3339, "x")), "400  date_time"},
		{second(time.ParseDuration("x")), "400"},
		{second(url.ParseQuery("a=%zz")), "400  encoding"},
		{second(url.ParseQuery("a=1;b=2")), "400"},
		{&url.Error{Op: "parse", URL: "http://[::1", Err: errors.New("missing ']' in host")}, "400  url"},
		{&url.Error{Op: "Get", URL: "http://x", Err: errors.New("refused")}, "400"},
		{second(base64.StdEncoding.DecodeString("!")), "400  base64"},
		{&net.ParseError{Type: "IP address", Text: "x"}, "400  ip"},
		{second(net.ResolveTCPAddr("tcp", "x")), "400"},
		{&net.ParseError{Type: "CIDR address", Text: "x"}, "400  network"},
		{second(netip.ParseAddr("x")), "400"},

		// JSON.
		{json.Unmarshal([]byte(`{"a":}`), new(any)), "400  syntax"},
		{json.Unmarshal([]byte(`{`), new(int)), "400  syntax"},
		{json.NewDecoder(strings.NewReader(`{"a"`)).Decode(new(any)), "400  incomplete"},
		{json.NewDecoder(strings.NewReader("")).Decode(new(any)), "400  empty"},
		{json.Unmarshal([]byte(`{"A":"x"}`), new(struct{ A int })), "400 #/A type"},
		{&json.UnmarshalTypeError{Value: "string", Field: "items.0.amount"}, "400 #/items/0/amount type"},
		{&json.InvalidUnmarshalError{}, "500"},
		{json.Unmarshal([]byte(`5`), new(chan int)), "500"},
		{json.Unmarshal([]byte(`5`), new(error)), "500"},
		{errors.New(`json: unknown field "nmae"`), "400  unknown"},
		{errors.New(`json: unknown field "na\"me"`), "400  unknown"},
		{errors.New(`json: unknown field nmae`), "400"},

		// What has a status keeps it.
		{invalid.Required, "422"},
		{fmt.Errorf("name: %w", invalid.TooShortError{Min: 3}), "422"},
		{httpstatus.NotFound, "404"},
		{&problem.Error{Code: 409, Fields: []problem.Field{{Pointer: "/a", Err: invalid.Taken}}}, "409 #/a taken"},
		{&problem.Problem{Status: 404}, "502"},

		// Hostile trees.
		{cycle, "400"},
		{errors.Join(cycle, io.EOF), "400"},
		{&panicking{}, "500"},
		{errors.Join(errors.New("a"), &panicking{}), "500"},
		{(*problem.Error)(nil), "500"},
	} {
		err := problem.RequestError(tt.err)
		require.IsType(t, (*problem.Error)(nil), err)
		assert.Equal(t, tt.want, said(t, err), "%T", tt.err)
		assert.True(t, err.(*problem.Error).Err == tt.err, "%T is not wrapped", tt.err)
	}
	assert.NoError(t, problem.RequestError(nil))
}

// TestRequestErrorUnknown has the names of DisallowUnknownFields, whose error has no type.
func TestRequestErrorUnknown(t *testing.T) {
	for _, name := range []string{"nmae", `a"b\`, "\u2028", "名字", "", strings.Repeat("x", 1000)} {
		quoted, err := json.Marshal(name)
		require.NoError(t, err)
		d := json.NewDecoder(strings.NewReader(`{"a":[{` + string(quoted) + `:1}]}`))
		d.DisallowUnknownFields()
		err = d.Decode(new(struct{ A []struct{ B int } }))
		require.Error(t, err)
		var unknown invalid.UnknownError
		fields := problem.RequestError(err).(*problem.Error).Fields
		require.Len(t, fields, 1, "%q", name)
		require.ErrorAs(t, fields[0].Err, &unknown)
		if len(name) < 80 {
			assert.Equal(t, name, unknown.Name)
		} else {
			assert.Less(t, len(unknown.Name), 100)
		}
	}
}

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

// decodes serves a handler that decodes JSON, over a socket.
func decodes(t *testing.T, http2 bool) *httptest.Server {
	t.Helper()
	rr := &problem.Renderer{Log: slog.New(slog.DiscardHandler)}
	s := httptest.NewUnstartedServer(rr.Handler(func(w http.ResponseWriter, r *http.Request) error {
		var v order
		if err := problem.DecodeJSON(w, r, &v); err != nil {
			return err
		}
		w.WriteHeader(http.StatusNoContent)
		return nil
	}))
	s.Config.ErrorLog = slog.NewLogLogger(slog.DiscardHandler, slog.LevelError)
	s.EnableHTTP2 = http2
	if http2 {
		s.StartTLS()
	} else {
		s.Start()
	}
	t.Cleanup(s.Close)
	return s
}

// raw sends text to a server of HTTP/1.1 as it is, and returns the response.
func raw(t *testing.T, s *httptest.Server, text string, closeWrite bool) *http.Response {
	t.Helper()
	c, err := net.Dial("tcp", s.Listener.Addr().String())
	require.NoError(t, err)
	t.Cleanup(func() { c.Close() })
	_, err = io.WriteString(c, text)
	require.NoError(t, err)
	if closeWrite {
		require.NoError(t, c.(*net.TCPConn).CloseWrite())
	}
	resp, err := http.ReadResponse(bufio.NewReader(c), nil)
	require.NoError(t, err)
	body, err := io.ReadAll(resp.Body)
	require.NoError(t, err)
	resp.Body = io.NopCloser(bytes.NewReader(body))
	return resp
}

func TestSlowRequest(t *testing.T) {
	for _, http2 := range []bool{false, true} {
		got := make(chan error, 1)
		rr := &problem.Renderer{Log: slog.New(slog.DiscardHandler)}
		s := httptest.NewUnstartedServer(rr.Handler(func(w http.ResponseWriter, r *http.Request) error {
			if err := http.NewResponseController(w).SetReadDeadline(time.Now().Add(100 * time.Millisecond)); err != nil {
				return err
			}
			err := problem.DecodeJSON(w, r, new(any))
			got <- err
			return err
		}))
		s.EnableHTTP2 = http2
		s.StartTLS()
		defer s.Close()
		body, more := io.Pipe()
		defer more.Close()
		resp, err := s.Client().Post(s.URL, "application/json", body)
		require.NoError(t, err)
		defer resp.Body.Close()
		require.Equal(t, http2, resp.ProtoMajor == 2)
		err = <-got
		assert.Equal(t, "408", said(t, err), "%v", err)
		assert.Equal(t, "close", err.(*problem.Error).Header.Get("Connection"))
		assert.Equal(t, 408, resp.StatusCode, resp.Proto)
		assert.Equal(t, !http2, resp.Close, resp.Proto)
	}
}

func TestBrokenRequest(t *testing.T) {
	s := decodes(t, false)
	for _, tt := range []struct {
		text string
		want int
	}{
		{"Content-Length: 2\r\n\r\n{}", 204},
		{"Content-Length: 100\r\n\r\n{\"a\":", 499}, // the client has gone: net/http knows no more of one that sends no more
		{"Content-Length: 100\r\n\r\n{}", 499},
		{"Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n", 204},
		{"Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n", 499},
		{"Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n", 400},
		{"Content-Length: 0\r\n\r\n", 400},
		{"\r\n", 400},
		{"Content-Length: 2000000\r\nExpect: 100-continue\r\n\r\n", 413},
		{"Content-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}", 415},
	} {
		resp := raw(t, s, "POST / HTTP/1.1\r\nHost: x\r\n"+tt.text, true)
		assert.Equal(t, tt.want, resp.StatusCode, tt.text)
	}
}

func TestLargeRequest(t *testing.T) {
	for _, http2 := range []bool{false, true} {
		s := decodes(t, http2)
		for _, known := range []bool{true, false} {
			var body io.Reader = strings.NewReader(`"` + strings.Repeat("x", 1<<20) + `"`)
			if !known {
				body = io.MultiReader(body)
			}
			resp, err := s.Client().Post(s.URL, "application/json", body)
			require.NoError(t, err)
			assert.Equal(t, 413, resp.StatusCode)
			p, err := problem.Decode(resp)
			require.NoError(t, err)
			assert.Equal(t, httpstatus.ContentTooLarge, p.Status)
			require.NoError(t, resp.Body.Close())
			resp, err = s.Client().Post(s.URL, "application/json", strings.NewReader(`{"items":[{"b":"x"}]}`))
			require.NoError(t, err)
			p, err = problem.Decode(resp)
			require.NoError(t, err)
			require.NoError(t, resp.Body.Close())
			require.Len(t, p.Fields, 1)
			assert.Equal(t, "/items/0/b", p.Fields[0].Pointer)
			assert.ErrorIs(t, p.Fields[0].Err, invalid.Type)
		}
	}
}

// TestRequestErrorOfForms has errors of package net/http for forms.
func TestRequestErrorOfForms(t *testing.T) {
	file := func(r *http.Request) error { _, _, err := r.FormFile("file"); return err }
	parse := func(r *http.Request) error { return r.ParseMultipartForm(1 << 20) }
	plain := func(r *http.Request) error { return r.ParseForm() }
	for _, tt := range []struct {
		contentType, body string
		read              func(*http.Request) error
		want              string
	}{
		{"text/plain", "x", file, "415"},
		{"multipart/form-data", "x", file, "400"},
		{"multipart/form-data; boundary=b", "", file, "400  incomplete"},
		{"multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=a\r\n\r\nx", parse, "400  incomplete"},
		{"multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=a\r\n\r\nx\r\n--b--\r\n", file, "422  required"},
		{"multipart/form-data; boundary=b", "--b\r\nbad header\r\n\r\nx\r\n--b--\r\n", parse, "400"},
		{"multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=a\r\n\r\n" + strings.Repeat("x", 13<<20) + "\r\n--b--\r\n", parse, "413"},
		{"application/x-www-form-urlencoded", "a=%zz", plain, "400  encoding"},
		{"application/x-www-form-urlencoded", "a=1;b=2", plain, "400"},
		{"bad type;;", "x", plain, "400"},
	} {
		r := httptest.NewRequest("POST", "/", strings.NewReader(tt.body))
		r.Header.Set("Content-Type", tt.contentType)
		err := tt.read(r)
		require.Error(t, err, "%.100q", tt.body)
		assert.Equal(t, tt.want, said(t, problem.RequestError(err)), "%s %.100q: %v", tt.contentType, tt.body, err)
	}
}

// TestProxyError has a proxy before servers that fail in each way.
func TestProxyError(t *testing.T) {
	upstream := func(act func(net.Conn)) string {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		require.NoError(t, err)
		t.Cleanup(func() { l.Close() })
		go func() {
			for {
				c, err := l.Accept()
				if err != nil {
					return
				}
				go func() {
					defer c.Close()
					act(c)
				}()
			}
		}()
		return l.Addr().String()
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	refused := l.Addr().String()
	require.NoError(t, l.Close())
	readHead := func(c net.Conn) {
		b := bufio.NewReader(c)
		for {
			if line, err := b.ReadString('\n'); err != nil || line == "\r\n" {
				return
			}
		}
	}
	silent := upstream(func(c net.Conn) { _, _ = io.Copy(io.Discard, c) })
	for _, tt := range []struct {
		name, address, request string
		want                   int
		limit                  bool
	}{
		{"refused", refused, "GET / HTTP/1.1\r\nHost: x\r\n\r\n", 502, false},
		{"refused, with a body", refused, "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}", 502, false},
		{"closes", upstream(readHead), "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}", 502, false},
		{"breaks off", upstream(func(c net.Conn) { readHead(c); _, _ = io.WriteString(c, "HTTP/1.1 200 OK\r\nConte") }), "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}", 502, false},
		{"no HTTP", upstream(func(c net.Conn) { readHead(c); _, _ = io.WriteString(c, "hello\r\n\r\n") }), "GET / HTTP/1.1\r\nHost: x\r\n\r\n", 502, false},
		{"late", silent, "GET / HTTP/1.1\r\nHost: x\r\n\r\n", 504, false},
		{"late, with a body", silent, "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}", 504, false},
		{"too large", silent, "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n" + strings.Repeat("x", 100), 413, true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			transport := &http.Transport{ResponseHeaderTimeout: 200 * time.Millisecond, DisableKeepAlives: true}
			defer transport.CloseIdleConnections()
			rr := &problem.Renderer{Log: slog.New(slog.DiscardHandler)}
			proxy := &httputil.ReverseProxy{
				Rewrite:      func(r *httputil.ProxyRequest) { r.SetURL(&url.URL{Scheme: "http", Host: tt.address}) },
				Transport:    transport,
				ErrorHandler: rr.ProxyError,
			}
			s := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if tt.limit {
					r.Body = http.MaxBytesReader(w, r.Body, 10)
				}
				proxy.ServeHTTP(w, r)
			}))
			s.Config.ReadTimeout = time.Second
			s.Start()
			defer s.Close()
			resp := raw(t, s, tt.request, false)
			assert.Equal(t, tt.want, resp.StatusCode)
			p, err := problem.Decode(resp)
			require.NoError(t, err)
			assert.Equal(t, tt.want, int(p.Status))
		})
	}
}

func TestProxyErrorByItself(t *testing.T) {
	gone, cancel := context.WithCancel(context.Background())
	cancel()
	addr, err := net.ResolveTCPAddr("tcp", "192.0.2.1:1234")
	require.NoError(t, err)
	for _, tt := range []struct {
		err  error
		ctx  context.Context
		want int
	}{
		{errors.New("x"), nil, 502},
		{nil, nil, 502},
		{io.EOF, nil, 502},
		{syscall.ECONNREFUSED, nil, 502},
		{&net.DNSError{IsNotFound: true}, nil, 502},
		{&net.DNSError{IsTimeout: true}, nil, 504},
		{context.DeadlineExceeded, nil, 504},
		{fmt.Errorf("x: %w", os.ErrDeadlineExceeded), nil, 504},
		{io.ErrUnexpectedEOF, nil, 400},
		{&net.OpError{Op: "read", Addr: addr, Err: syscall.ECONNRESET}, nil, 400},
		{&net.OpError{Op: "read", Addr: addr, Err: os.ErrDeadlineExceeded}, nil, 408},
		{&http.MaxBytesError{}, nil, 413},
		{httpstatus.ServiceUnavailable, nil, 503},
		{context.Canceled, gone, 499},
	} {
		r := httptest.NewRequest("POST", "/", strings.NewReader("x"))
		if tt.ctx != nil {
			r = r.WithContext(tt.ctx)
		}
		w := httptest.NewRecorder()
		(&problem.Renderer{Log: slog.New(slog.DiscardHandler)}).ProxyError(w, r, tt.err)
		assert.Equal(t, tt.want, w.Code, "%v", tt.err)
	}
	w := httptest.NewRecorder()
	problem.ProxyError(w, httptest.NewRequest("GET", "/", nil), io.ErrUnexpectedEOF)
	assert.Equal(t, 502, w.Code, "there is no request body to break off")
}
