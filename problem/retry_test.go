package problem_test

import (
	"io"
	"math"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/httpstatus-go/httpstatus/problem"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// mayRetry is the rule of Retry in lists, code by code: does it give leave, and does it need a wait of the server's?
func mayRetry(code int, idempotent, hasKey, hasRetryAfter, canResend bool) bool {
	if !canResend {
		return false
	}
	nothingDone := []int{421, 425}
	ofServer := []int{408, 429, 500, 502, 503, 504}
	knownOtherwise := []int{501, 505, 506, 507, 508, 510, 511}
	switch {
	case slices.Contains(nothingDone, code):
		return true
	case code == 413:
		return hasRetryAfter
	case slices.Contains(ofServer, code), code >= 500 && code <= 599 && !slices.Contains(knownOtherwise, code):
		return idempotent || hasKey || hasRetryAfter
	}
	return false
}

// TestRetryRule walks all codes, methods, Retry-After fields, keys and bodies.
func TestRetryRule(t *testing.T) {
	methods := map[string]bool{
		"": true, "GET": true, "HEAD": true, "OPTIONS": true, "TRACE": true, "PUT": true, "DELETE": true, "QUERY": true,
		"PROPFIND": true, "MKCOL": true, "UNLOCK": true,
		"POST": false, "PATCH": false, "CONNECT": false, "LOCK": false, "get": false, "FROBNICATE": false,
	}
	waits := map[string]time.Duration{
		"": -1, "soon": -1, "-5": -1, "1.5": -1, "Wed, 21 Oct 2015": -1,
		"0": 0, "120": 2 * time.Minute, " 7 ": 7 * time.Second, "Wed, 21 Oct 2015 07:28:30 GMT": 30 * time.Second,
		"Wed, 21 Oct 2015 07:00:00 GMT":          0,
		"99999999999999999999999999999999999999": 9223372036 * time.Second,
	}
	bodies := map[string]bool{"none": true, "NoBody": true, "again": true, "once": false}
	for code := 0; code <= 1000; code++ {
		if code > 103 && code < 400 && code%10 > 4 || code >= 600 && code%50 != 0 {
			continue // in each class that is never repeated, some are enough
		}
		for method, idempotent := range methods {
			for field, asked := range waits {
				for _, key := range []string{"", "7f3a"} {
					for body, canResend := range bodies {
						req := &http.Request{Method: method, Header: http.Header{}}
						if key != "" {
							req.Header.Set("Idempotency-Key", key)
						}
						switch body {
						case "NoBody":
							req.Body = http.NoBody
						case "again":
							req.Body = io.NopCloser(strings.NewReader("x"))
							req.GetBody = func() (io.ReadCloser, error) { return nil, nil }
						case "once":
							req.Body = io.NopCloser(strings.NewReader("x"))
						}
						resp := &http.Response{StatusCode: code, Request: req, Header: http.Header{"Date": {"Wed, 21 Oct 2015 07:28:00 GMT"}}}
						if field != "" {
							resp.Header.Set("Retry-After", field)
						}
						wait, ok := problem.Retry(resp, 1)
						want := mayRetry(code, idempotent, key != "", asked >= 0, canResend)
						if ok != want {
							t.Fatalf("%d %q, Retry-After %q, key %q, body %s: %v, want %v", code, method, field, key, body, ok, want)
						}
						switch atOnce := slices.Contains([]int{408, 421, 425}, code); {
						case !ok && wait != 0,
							ok && asked >= 0 && wait != asked,
							ok && asked < 0 && atOnce && wait != 0,
							ok && asked < 0 && !atOnce && (wait < 500*time.Millisecond || wait > time.Second):
							t.Fatalf("%d %q, Retry-After %q: %v", code, method, field, wait)
						}
					}
				}
			}
		}
	}
}

func TestRetryPauses(t *testing.T) {
	resp := func(code int) *http.Response {
		return &http.Response{StatusCode: code, Request: &http.Request{Method: "GET"}}
	}
	for _, tt := range []struct {
		code, attempt int
		low, high     time.Duration
	}{
		{503, math.MinInt, time.Second / 2, time.Second},
		{503, 0, time.Second / 2, time.Second},
		{503, 1, time.Second / 2, time.Second},
		{503, 2, time.Second, 2 * time.Second},
		{503, 3, 2 * time.Second, 4 * time.Second},
		{503, 5, 8 * time.Second, 16 * time.Second},
		{503, 6, 15 * time.Second, 30 * time.Second},
		{503, math.MaxInt, 15 * time.Second, 30 * time.Second},
		{421, 1, 0, 0},
		{421, 0, 0, 0},
		{421, 2, time.Second, 2 * time.Second},
	} {
		seen := map[time.Duration]bool{}
		for range 100 {
			wait, ok := problem.Retry(resp(tt.code), tt.attempt)
			require.True(t, ok)
			require.GreaterOrEqual(t, wait, tt.low, "%+v", tt)
			require.LessOrEqual(t, wait, tt.high, "%+v", tt)
			seen[wait] = true
		}
		if tt.high > 0 {
			assert.Greater(t, len(seen), 10, "the pauses of %+v are not at random", tt)
		}
	}
}

func TestRetryTotal(t *testing.T) {
	for _, resp := range []*http.Response{nil, {}, {StatusCode: 503}, {StatusCode: -1, Request: &http.Request{}}} {
		wait, ok := problem.Retry(resp, 1)
		assert.False(t, ok)
		assert.Zero(t, wait)
	}
	// Without a Date, a date counts from now.
	in := time.Now().Add(time.Hour).UTC().Format(http.TimeFormat)
	wait, ok := problem.Retry(&http.Response{StatusCode: 503, Request: &http.Request{}, Header: http.Header{"retry-after": {in}}}, 1)
	assert.True(t, ok)
	assert.InDelta(t, time.Hour, wait, float64(time.Minute))
}

// TestRetryRequest has a client repeat a real request with its body.
func TestRetryRequest(t *testing.T) {
	var bodies []string
	s := httptest.NewServer(problem.Handler(func(w http.ResponseWriter, r *http.Request) error {
		b, err := io.ReadAll(r.Body)
		if err != nil {
			return err
		}
		if bodies = append(bodies, string(b)); len(bodies) < 3 {
			return &problem.Error{Code: 503, Header: http.Header{"Retry-After": {"0"}}}
		}
		return nil
	}))
	defer s.Close()
	for attempt := 1; ; attempt++ {
		require.LessOrEqual(t, attempt, 3)
		resp, err := http.Post(s.URL, "text/plain", strings.NewReader("body"))
		require.NoError(t, err)
		require.NoError(t, resp.Body.Close())
		wait, ok := problem.Retry(resp, attempt)
		assert.Zero(t, wait)
		assert.Equal(t, attempt < 3, ok, strconv.Itoa(resp.StatusCode))
		if !ok {
			break
		}
	}
	assert.Equal(t, []string{"body", "body", "body"}, bodies)
}

// TestIdempotentMethods walks IANA's registry of methods (RFC 9110, 16.1.1), of which these are idempotent and those not.
func TestIdempotentMethods(t *testing.T) {
	for is, names := range map[bool]string{
		true: "ACL BASELINE-CONTROL BIND CHECKIN CHECKOUT COPY DELETE GET HEAD LABEL LINK MERGE MKACTIVITY MKCALENDAR MKCOL MKREDIRECTREF MKWORKSPACE MOVE OPTIONS ORDERPATCH " +
			"PRI PROPFIND PROPPATCH PUT QUERY REBIND REPORT SEARCH TRACE UNBIND UNCHECKOUT UNLINK UNLOCK UPDATE UPDATEREDIRECTREF VERSION-CONTROL",
		false: "CONNECT LOCK PATCH POST * get Post FROBNICATE",
	} {
		for _, name := range strings.Fields(names) {
			resp := &http.Response{StatusCode: 503, Request: &http.Request{Method: name}}
			if _, ok := problem.Retry(resp, 1); ok != is {
				t.Errorf("%s: %v, want %v", name, ok, is)
			}
			if shorter := name[:len(name)-1]; is {
				resp.Request.Method = shorter
				if _, ok := problem.Retry(resp, 1); ok && shorter != "" {
					t.Errorf("%s is no method, and repeated", shorter)
				}
			}
		}
	}
	if _, ok := problem.Retry(&http.Response{StatusCode: 503, Request: &http.Request{}}, 1); !ok {
		t.Error("a request without a method is one of GET")
	}
}
