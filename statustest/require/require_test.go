package require_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"testing"

	"github.com/httpstatus-go/httpstatus"
	"github.com/httpstatus-go/httpstatus/messages"
	"github.com/httpstatus-go/httpstatus/problem"
	"github.com/httpstatus-go/httpstatus/statustest/require"
	"github.com/stretchr/testify/assert"
)

// spy is a test that can be stopped.
type spy struct {
	failures []string
	helpers  int
	stopped  bool
}

func (s *spy) Errorf(format string, args ...any) {
	s.failures = append(s.failures, fmt.Sprintf(format, args...))
}
func (s *spy) Helper()  { s.helpers++ }
func (s *spy) FailNow() { s.stopped = true; runtime.Goexit() }

// run runs a test to its end and reports whether it came there.
func run(test func(*spy)) (s *spy, ended bool) {
	s = new(spy)
	done := make(chan struct{})
	go func() {
		defer close(done)
		test(s)
		ended = true
	}()
	<-done
	return s, ended
}

// Each assertion lets a test go on, or stops it with what failed.
func TestRequire(t *testing.T) {
	rec := httptest.NewRecorder()
	r := httptest.NewRequest("GET", "/logs", nil)
	problem.Write(rec, r, httpstatus.IISDirectoryListingDenied)
	bare := httptest.NewRecorder()
	bare.WriteHeader(http.StatusMethodNotAllowed)

	for _, test := range []struct {
		name    string
		assert  func(t *spy, got any)
		failure string
	}{
		{"Code", func(t *spy, got any) { require.Code(t, 403, got, "order %d", 7) }, "want 403 Forbidden, got 405 Method Not Allowed"},
		{"Class", func(t *spy, got any) {
			want := httpstatus.ClientError
			if got == bare {
				want = httpstatus.Successful
			}
			require.Class(t, want, got, "order %d", 7)
		}, "want 2xx Successful, got 405 Method Not Allowed"},
		{"Substatus", func(t *spy, got any) { require.Substatus(t, httpstatus.IISDirectoryListingDenied, got, "order %d", 7) },
			"want 403.14 Directory listing denied, got 405 Method Not Allowed without a substatus"},
		{"Text", func(t *spy, got any) {
			text := messages.English.Substatus(httpstatus.IISDirectoryListingDenied)
			text.Title = messages.English.Code(httpstatus.Forbidden).Title // as the type about:blank has it
			require.Text(t, text, got, "order %d", 7)
		}, "405 Method Not Allowed lacks the text"},
		{"Problem", func(t *spy, got any) {
			p := require.Problem(t, got, "order %d", 7)
			require.Substatus(t, httpstatus.IISDirectoryListingDenied, p)
		}, "405 Method Not Allowed is not a sound problem document"},
		{"Type", func(t *spy, got any) { require.Type(t, "about:blank", got, "order %d", 7) }, `want the problem type "about:blank", got 405 Method Not Allowed without a problem type`},
		{"Fields", func(t *spy, got any) { require.Fields(t, nil, got, "order %d", 7) }, "405 Method Not Allowed has other fields"},
		{"NotCacheable", func(t *spy, got any) { require.NotCacheable(t, got, "order %d", 7) }, "caches may keep 405 Method Not Allowed"},
		{"Conforms", func(t *spy, got any) { require.Conforms(t, got, "order %d", 7) }, "405 Method Not Allowed does not conform"},
	} {
		t.Run(test.name, func(t *testing.T) {
			s, ended := run(func(s *spy) { test.assert(s, rec) })
			assert.True(t, ended)
			assert.False(t, s.stopped)
			assert.Empty(t, s.failures)

			s, ended = run(func(s *spy) { test.assert(s, bare) })
			assert.False(t, ended)
			assert.True(t, s.stopped)
			if assert.Len(t, s.failures, 1) {
				assert.Contains(t, s.failures[0], test.failure)
				assert.Contains(t, s.failures[0], "order 7")
			}
			assert.GreaterOrEqual(t, s.helpers, 3)
			assert.Contains(t, strings.SplitN(s.failures[0], "\n", 3)[1], "require_test.go:", "the first line is the caller's")
		})
	}
}
