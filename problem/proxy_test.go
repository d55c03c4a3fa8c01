package problem_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/httpstatus-go/httpstatus"
	"github.com/httpstatus-go/httpstatus/problem"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

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
	other, err := net.ResolveTCPAddr("tcp", "192.0.2.1:1235")
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
		{&net.OpError{Op: "write", Addr: addr, Err: syscall.EPIPE}, nil, 502},
		{&net.OpError{Op: "read", Err: syscall.ECONNRESET}, nil, 502},
		{&net.OpError{Op: "read", Addr: other, Err: syscall.ECONNRESET}, nil, 502},
		{&net.OpError{Op: "read", Addr: other, Err: os.ErrDeadlineExceeded}, nil, 504},
		{os.ErrDeadlineExceeded, nil, 408},
		{http.ErrBodyReadAfterClose, nil, 500},
		{&http.MaxBytesError{}, nil, 413},
		{httpstatus.ServiceUnavailable, nil, 503},
		{context.Canceled, gone, 499},
	} {
		r := httptest.NewRequest("POST", "/", strings.NewReader("x"))
		if tt.ctx != nil {
			r = r.WithContext(tt.ctx)
		}
		w := httptest.NewRecorder()
		var log strings.Builder
		(&problem.Renderer{Log: slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))}).ProxyError(w, r, tt.err)
		assert.Equal(t, tt.want, w.Code, "%v", tt.err)
		if tt.err == nil {
			assert.Contains(t, log.String(), "problem: ProxyError without an error")
		} else {
			assert.Contains(t, log.String(), tt.err.Error())
		}
	}
	for _, body := range []io.ReadCloser{nil, http.NoBody} {
		r, w := httptest.NewRequest("POST", "/", nil), httptest.NewRecorder()
		r.Body = body
		problem.ProxyError(w, r, io.ErrUnexpectedEOF)
		assert.Equal(t, 502, w.Code, "there is no request body to break off")
	}
}
