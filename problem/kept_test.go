package problem

import (
	"log/slog"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/httpstatus-go/httpstatus"
	"github.com/stretchr/testify/assert"
)

// TestNothingIsKept answers one reader with what is for that reader alone, then another with the bare status, and the first
// way again: in every form, of one Renderer.
func TestNothingIsKept(t *testing.T) {
	rr := &Renderer{Log: slog.New(slog.DiscardHandler)}
	get := func(accept string, err error) *httptest.ResponseRecorder {
		w, r := httptest.NewRecorder(), httptest.NewRequest("GET", "/", nil)
		r.Header.Set("Accept", accept)
		rr.Write(w, r, err)
		return w
	}
	for _, accept := range []string{"application/json", "text/html", "text/plain", "text/markdown"} {
		bare := (&Renderer{Log: rr.Log}).Answer(acceptRequest(accept), httpstatus.PaymentRequired)
		for name, e := range map[string]*Error{
			"extension": {Code: 402, Extensions: map[string]any{"balance": 30}},
			"type":      {Code: 402, Type: "urn:alice"},
			"title":     {Code: 402, Title: "Dear alice"},
			"detail":    {Code: 402, Detail: "Dear alice"},
			"instance":  {Code: 402, Instance: "/alice"},
			"field":     {Code: 402, Fields: []Field{{Parameter: "alice", Detail: "Dear alice"}}},
			"header":    {Code: 402, Header: http.Header{"X-Name": {"alice"}}},
		} {
			own := get(accept, e)
			other := get(accept, httpstatus.PaymentRequired)
			assert.Equal(t, string(bare.Body), other.Body.String(), "%s, %s", accept, name)
			assert.Equal(t, bare.Header, other.Header(), "%s, %s", accept, name)
			again := get(accept, e)
			assert.Equal(t, own.Body.String(), again.Body.String(), "%s, %s", accept, name)
			assert.Equal(t, own.Header(), again.Header(), "%s, %s", accept, name)
		}
	}
}

func acceptRequest(accept string) *http.Request {
	r := httptest.NewRequest("GET", "/", nil)
	r.Header.Set("Accept", accept)
	return r
}

// TestLastSubstatus answers with the greatest substatus that there is.
func TestLastSubstatus(t *testing.T) {
	a := (&Renderer{Log: slog.New(slog.DiscardHandler)}).Answer(acceptRequest("application/json"), httpstatus.Forbidden.Sub(httpstatus.MaxSub))
	assert.Equal(t, httpstatus.Forbidden, a.Status)
	assert.Contains(t, string(a.Body), `"substatus":"403.65535"`)
}

// TestFieldValues sends of several values of a field those that can be sent.
func TestFieldValues(t *testing.T) {
	a := (&Renderer{Log: slog.New(slog.DiscardHandler)}).Answer(acceptRequest("*/*"), &Error{
		Code: 404, Header: http.Header{"X-A": {"\x7f", "a\x7fb", "good", "\x00", "a\r\nb", "a\tb", "\x1f", " ~"}},
	})
	assert.Contains(t, a.Header["X-A"], "good")
	for _, v := range a.Header["X-A"] {
		assert.NotRegexp(t, "[\x00-\x08\x0a-\x1f\x7f]", v)
	}
}

// TestWeightPlaces has the weight of a media range behind, before and inside of other parameters (RFC 9110, 12.4.2 and 5.6.6).
func TestWeightPlaces(t *testing.T) {
	for accept, want := range map[string]string{
		"text/html;charset=utf-8;q=0.1, text/plain;q=0.5": "text/plain; charset=utf-8",
		"text/html;level=1;q=0, */*;q=0.5, text/html":     "text/html; charset=utf-8",
		"text/html;level=1;q=0, text/*":                   "text/html; charset=utf-8", // a variant that is refused refuses no other
		`text/html;x="a\";b";q=0.1, text/plain;q=0.5`:     "text/plain; charset=utf-8",
		`text/html;x="q=0.9";q=0.1, text/plain;q=0.5`:     "text/plain; charset=utf-8",
		`text/html;x="\\";q=0.1, text/plain;q=0.5`:        "text/plain; charset=utf-8",
		"text/html;q=0.001, text/plain;q=0":               "text/html; charset=utf-8",
		"text/plain ; q=1.000 , text/html;q=0.999":        "text/plain; charset=utf-8",
	} {
		a := (&Renderer{Log: slog.New(slog.DiscardHandler)}).Answer(acceptRequest(accept), httpstatus.NotFound)
		assert.Equal(t, want, a.Header.Get("Content-Type"), accept)
	}
}
