package main

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"regexp"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestServe runs the server as a process of its own: it says where it listens, answers, and stops at a signal.
func TestServe(t *testing.T) {
	for _, test := range []struct {
		addr, origin string
		signal       os.Signal
		open         bool // it says that others on the network can reach it
	}{
		{"localhost:0", `http://localhost:\d+`, os.Interrupt, false},
		{":0", `http://localhost:\d+`, syscall.SIGTERM, true},
		{"127.0.0.1:0", `http://127\.0\.0\.1:\d+`, os.Interrupt, false},
		{"0.0.0.0:0", `http://localhost:\d+`, syscall.SIGTERM, true},
	} {
		t.Run(test.addr, func(t *testing.T) {
			if runtime.GOOS == "windows" {
				t.Skip("a process cannot be interrupted by another there")
			}
			cmd := exec.Command("httpstatus", "serve", "-addr", test.addr)
			cmd.Env = append(os.Environ(), "GORACE="+noExitSleep)
			var stderr bytes.Buffer
			cmd.Stderr = &stderr
			stdout, err := cmd.StdoutPipe()
			require.NoError(t, err)
			require.NoError(t, cmd.Start())
			stopped := false
			defer func() {
				if !stopped {
					cmd.Process.Kill()
					cmd.Wait()
				}
			}()

			lines := bufio.NewReader(stdout)
			line, err := lines.ReadString('\n')
			require.NoError(t, err, "%s", &stderr)
			origin := regexp.MustCompile(`at (` + test.origin + `)/ `).FindStringSubmatch(line)
			require.NotNil(t, origin, line)
			resp, err := http.Get(origin[1] + "/403.14")
			require.NoError(t, err)
			body, err := io.ReadAll(resp.Body)
			require.NoError(t, err)
			resp.Body.Close()
			assert.Equal(t, 403, resp.StatusCode)
			assert.Contains(t, string(body), `"substatus":"403.14"`)

			require.NoError(t, cmd.Process.Signal(test.signal))
			rest, err := io.ReadAll(lines)
			require.NoError(t, err)
			stopped = true
			assert.NoError(t, cmd.Wait())
			assert.Empty(t, stderr.String())
			assert.Equal(t, test.open, strings.Contains(string(rest), "others on the network can reach it"), string(rest))
		})
	}
}

func TestServePortInUse(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	defer l.Close()
	var stdout, stderr bytes.Buffer
	code := run([]string{"serve", "-addr", l.Addr().String()}, nil, &stdout, &stderr, func(string) string { return "" })
	assert.Equal(t, exitFalse, code)
	assert.Empty(t, stdout.String())
	assert.Regexp(t, `^httpstatus: cannot listen on 127\.0\.0\.1:\d+: .+; another address can be given with -addr HOST:PORT\n$`, stderr.String())
}

// TestServeDelayed stops a server while it holds back a response, which is sent all the same.
func TestServeDelayed(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	server := newServer(ctx, newHandler(builtIn()))
	begun := make(chan struct{})
	next := server.Handler
	server.Handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		close(begun)
		next.ServeHTTP(w, r)
	})
	served := make(chan error, 1)
	go func() { served <- server.Serve(l) }()
	go func() {
		<-begun
		stop()
	}()
	resp, err := http.Get("http://" + l.Addr().String() + "/503?delay=30s")
	require.NoError(t, err)
	defer resp.Body.Close()
	assert.Equal(t, 503, resp.StatusCode)
	require.NoError(t, server.Shutdown(t.Context()))
	assert.ErrorIs(t, <-served, http.ErrServerClosed)
}

func TestWait(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
		defer cancel()
		r, err := http.NewRequestWithContext(ctx, http.MethodGet, "/200", nil)
		require.NoError(t, err)
		for _, test := range []struct{ delay, want time.Duration }{
			{0, 0},
			{2 * time.Second, 2 * time.Second},
			{30 * time.Second, 3 * time.Second}, // the client goes away
			{0, 0},
		} {
			start := time.Now()
			wait(r, test.delay)
			assert.Equal(t, test.want, time.Since(start))
		}
	})
}

// TestServerTimes checks that no time limit of the server cuts off a response that is delayed.
func TestServerTimes(t *testing.T) {
	s := newServer(t.Context(), newHandler(builtIn()))
	assert.Positive(t, s.ReadHeaderTimeout)
	assert.Positive(t, s.IdleTimeout)
	assert.Greater(t, s.ReadTimeout, maxDelay+s.ReadHeaderTimeout)
	assert.Greater(t, s.WriteTimeout, maxDelay)
}

func TestSplitAddr(t *testing.T) {
	for _, test := range []struct{ addr, host, port string }{
		{"", "localhost", "8404"},
		{":8080", "", "8080"},
		{"localhost:0", "localhost", "0"},
		{"0.0.0.0:80", "0.0.0.0", "80"},
		{"[::]:80", "::", "80"},
		{"[::1]:65535", "::1", "65535"},
		{"example.com:80", "example.com", "80"},
	} {
		host, port, err := splitAddr(test.addr)
		assert.NoError(t, err, test.addr)
		assert.Equal(t, test.host, host, test.addr)
		assert.Equal(t, test.port, port, test.addr)
	}
	for _, addr := range []string{"localhost", "8404", ":", "localhost:", "localhost:x", "localhost:-1", "localhost:65536", "::1:80", "a:b:c"} {
		_, _, err := splitAddr(addr)
		assert.ErrorContains(t, err, "invalid -addr ", addr)
	}
}
