package main

import (
	"bytes"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestLogRequests checks the line of each request.
func TestLogRequests(t *testing.T) {
	var out bytes.Buffer
	now := time.Date(2026, 11, 25, 2, 0, 0, 0, time.UTC)
	h := logRequests(newHandler(builtIn()), &out, func() time.Time { now = now.Add(time.Millisecond); return now })
	var served sync.WaitGroup // the log has a request once its handler has returned, which can be after the client has its answer
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer served.Done()
		h.ServeHTTP(w, r)
	}))
	for _, path := range []string{"/403.14?as=text", "/103", "/nowhere", "/101"} {
		served.Add(1)
		r, err := http.NewRequestWithContext(t.Context(), "GET", server.URL+path, nil)
		require.NoError(t, err)
		r.Header.Set("User-Agent", "a\t\"b")
		if path == "/101" {
			r.Header.Set("Connection", "Upgrade")
			r.Header.Set("Upgrade", "echo")
		}
		resp, err := server.Client().Do(r)
		require.NoError(t, err)
		resp.Body.Close()
		served.Wait()
	}
	server.Close()
	lines := strings.Split(strings.TrimSpace(out.String()), "\n")
	require.Len(t, lines, 4)
	assert.Regexp(t, `^2026-11-25T02:00:00Z 127\.0\.0\.1 "GET /403\.14\?as=text HTTP/1\.1" 403 \d+ 1ms "a\\t\\"b"$`, lines[0])
	for i, status := range []int{403, 200, 404, 101} {
		assert.Contains(t, lines[i], fmt.Sprintf(` HTTP/1.1" %d `, status))
	}
	all, _, err := builtIn().count(&out)
	require.NoError(t, err)
	assert.Len(t, all, 4, "the command reads its own log")
}
