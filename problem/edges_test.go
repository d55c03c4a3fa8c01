package problem

import (
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"strings"
	"testing"

	"github.com/httpstatus-go/httpstatus"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestRetryAfterIsNotKept has a page that says when to come again; the next reader's does not.
func TestRetryAfterIsNotKept(t *testing.T) {
	once := &Error{Code: 503, Header: http.Header{"Retry-After": {"120"}}}
	fresh := func(accept string, err error) string {
		return string((&Renderer{Log: slog.New(slog.DiscardHandler)}).Answer(acceptRequest(accept), err).Body)
	}
	for _, accept := range []string{"text/html", "text/plain", "text/markdown", "application/json"} {
		for _, order := range [][]error{{once, httpstatus.ServiceUnavailable, once}, {httpstatus.ServiceUnavailable, once, httpstatus.ServiceUnavailable}} {
			rr := &Renderer{Log: slog.New(slog.DiscardHandler)}
			for _, err := range order {
				a := rr.Answer(acceptRequest(accept), err)
				assert.Equal(t, fresh(accept, err), string(a.Body), accept)
				assert.Equal(t, err == error(once), a.Header.Get("Retry-After") == "120")
			}
		}
	}
	assert.NotEqual(t, fresh("text/html", once), fresh("text/html", httpstatus.ServiceUnavailable), "the page says when")
}

// TestNearestForm has clients that accept what is near to a form and not it.
func TestNearestForm(t *testing.T) {
	for _, c := range []struct {
		forms  Forms
		accept string
		want   string
	}{
		{0, "application/xml, text/plain;q=0.5", "text/plain; charset=utf-8"},
		{0, "application/json, text/plain;q=0.5", "application/problem+json"},
		{0, "text/html;x=utf-8;q=0, text/html;q=0.1, */*;q=0.05", "text/html; charset=utf-8"},
		{0, "text/html;charset=utf-8;q=0, text/plain;q=0.1", "text/plain; charset=utf-8"},
		{Text, "image/png", "text/plain; charset=utf-8"},
		{HTML, "image/png", "text/html; charset=utf-8"},
		{HTML | Text, "image/png", "text/html; charset=utf-8"},
		{Markdown, "text/html", "text/markdown; charset=utf-8"},
	} {
		a := (&Renderer{Log: slog.New(slog.DiscardHandler), Forms: c.forms}).Answer(acceptRequest(c.accept), httpstatus.NotFound)
		assert.Equal(t, c.want, a.Header.Get("Content-Type"), c.accept)
	}
}

// TestNoCode holds an Error that states nothing not to be the code 0.
func TestNoCode(t *testing.T) {
	assert.False(t, errors.Is(&Error{}, httpstatus.Code(0)))
	assert.True(t, errors.Is(&Error{Code: 404}, httpstatus.NotFound))
	assert.False(t, errors.Is(&Error{Code: 404}, httpstatus.Gone))
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
