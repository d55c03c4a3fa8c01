package problem_test

import (
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
		{&url.Error{Op: "parse", URL: "http://x/%zz", Err: url.EscapeError("%zz")}, "400  url"}, // and not of the encoding as well
		{&url.Error{Op: "Get", URL: "http://x", Err: io.ErrUnexpectedEOF}, "400  incomplete"},
		{numError("ParseComplex", strconv.ErrSyntax), "400  number"},
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
		{errors.New(`"nmae"`), "400"},
		{context.Canceled, "400"},

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
		// What comes first of several decides.
		if tt.want != "400" && len(tt.want) > 3 || tt.want == "413" || tt.want == "415" || tt.want == "408" || tt.err == context.Canceled {
			joined := problem.RequestError(errors.Join(tt.err, http.ErrMissingBoundary, base64.CorruptInputError(0)))
			if _, panics := tt.err.(*json.UnmarshalTypeError); !panics && tt.err != io.EOF { // which is empty by itself alone
				assert.Equal(t, tt.want, said(t, joined), "%T, joined", tt.err)
			}
		}
	}
	assert.Equal(t, invalid.SyntaxError{Offset: 6}, problem.RequestError(&json.SyntaxError{Offset: 6}).(*problem.Error).Fields[0].Err)
	assert.Equal(t, http.Header{"Connection": {"close"}}, problem.RequestError(os.ErrDeadlineExceeded).(*problem.Error).Header)
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

// TestTimeLayouts has layouts of package time, and what a text in them is.
func TestTimeLayouts(t *testing.T) {
	for what, layouts := range map[error][]string{
		invalid.Date:     {time.DateOnly, "02.01.06", "Jan 2", "2 January", "January 2006", "Mon, 2 Jan", "20060102"},
		invalid.Time:     {time.TimeOnly, time.Kitchen, "15:04", "15h", "3PM", "03:04", "04:05", "15:04:05.000 -0700", "Ja 15"},
		invalid.DateTime: {time.RFC3339, time.RFC1123, time.ANSIC, time.RFC822, time.StampMilli, time.DateTime, "2006-01-02 03:04PM", "3:04 Jan 2", "Monday", ""},
	} {
		for _, layout := range layouts {
			e := problem.RequestError(&time.ParseError{Layout: layout}).(*problem.Error)
			require.Len(t, e.Fields, 1, layout)
			assert.Equal(t, what, e.Fields[0].Err, "%q", layout)
		}
	}
}
