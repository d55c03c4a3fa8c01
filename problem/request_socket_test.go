package problem_test

import (
	"bufio"
	"bytes"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/httpstatus-go/httpstatus"
	"github.com/httpstatus-go/httpstatus/invalid"
	"github.com/httpstatus-go/httpstatus/problem"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

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
