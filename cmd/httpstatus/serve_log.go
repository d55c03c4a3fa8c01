package main

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"strconv"
	"sync"
	"time"
)

// logRequests returns a handler that calls next and writes a line for each request when it has been answered: time, client,
// request, status, bytes, how long it took, and the User-Agent.
func logRequests(next http.Handler, out io.Writer, now func() time.Time) http.Handler {
	var mu sync.Mutex
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		start := now()
		watched := &watchedWriter{ResponseWriter: w}
		defer func() {
			client, _, err := net.SplitHostPort(r.RemoteAddr)
			if err != nil {
				client = r.RemoteAddr
			}
			status := watched.status
			if status == 0 {
				status = http.StatusOK
			}
			mu.Lock()
			defer mu.Unlock()
			fmt.Fprintf(out, "%s %s %s %d %d %v %s\n", start.UTC().Format(time.RFC3339), client,
				strconv.QuoteToASCII(r.Method+" "+r.RequestURI+" "+r.Proto), status, watched.size,
				now().Sub(start).Round(10*time.Microsecond), strconv.QuoteToASCII(r.UserAgent()))
		}()
		next.ServeHTTP(watched, r)
	})
}

// A watchedWriter knows what was answered.
type watchedWriter struct {
	http.ResponseWriter
	status int
	size   int64
}

func (w *watchedWriter) WriteHeader(status int) {
	if w.status == 0 && status >= 200 {
		w.status = status
	}
	w.ResponseWriter.WriteHeader(status)
}

func (w *watchedWriter) Write(b []byte) (int, error) {
	n, err := w.ResponseWriter.Write(b)
	w.size += int64(n)
	return n, err
}

// Hijack takes over the connection, for a 101.
func (w *watchedWriter) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	w.status = http.StatusSwitchingProtocols
	return http.NewResponseController(w.ResponseWriter).Hijack()
}

// Unwrap is for http.ResponseController.
func (w *watchedWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }
