package main

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"net"
	"net/http"
	"strconv"
	"strings"
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

// compress calls next, and compresses what it answers with for a client that takes gzip. An answer without content, as a 304, stays
// as it is.
func compress(w http.ResponseWriter, r *http.Request, next func(http.ResponseWriter, *http.Request) error) error {
	w.Header().Add("Vary", "Accept-Encoding")
	if !takesGzip(r.Header.Values("Accept-Encoding")) {
		return next(w, r)
	}
	held := &heldWriter{ResponseWriter: w, status: http.StatusOK}
	if err := next(held, r); err != nil {
		return err
	}
	switch {
	case held.body.Len() > 0:
		var packed bytes.Buffer
		z := gzip.NewWriter(&packed)
		if _, err := z.Write(held.body.Bytes()); err != nil {
			return err
		}
		if err := z.Close(); err != nil {
			return err
		}
		held.body = packed
		h := w.Header()
		h.Set("Content-Encoding", "gzip")
		h.Set("Content-Length", strconv.Itoa(packed.Len()))
		if tag := h.Get("ETag"); tag != "" && !strings.HasPrefix(tag, "W/") {
			h.Set("ETag", "W/"+tag) // it is another representation (RFC 9110, 8.8.1)
		}
	case r.Method == http.MethodHead:
		w.Header().Del("Content-Length") // it is that of the text as it stands
	}
	w.WriteHeader(held.status)
	if _, err := w.Write(held.body.Bytes()); err != nil {
		panic(http.ErrAbortHandler) // the client has gone
	}
	return nil
}

// A heldWriter holds a response back.
type heldWriter struct {
	http.ResponseWriter
	status int
	body   bytes.Buffer
}

func (w *heldWriter) WriteHeader(status int)      { w.status = status }
func (w *heldWriter) Write(b []byte) (int, error) { return w.body.Write(b) }

// takesGzip reports whether an Accept-Encoding field names gzip or any coding, with a weight that is not 0 (RFC 9110, 12.5.3).
func takesGzip(acceptEncoding []string) bool {
	gzip, any := -1.0, 0.0
	for item := range strings.SplitSeq(strings.Join(acceptEncoding, ","), ",") {
		coding, parameters, _ := strings.Cut(item, ";")
		weight := 1.0
		if name, value, ok := strings.Cut(strings.TrimSpace(parameters), "="); ok && strings.EqualFold(name, "q") {
			weight, _ = strconv.ParseFloat(value, 64)
		}
		switch strings.ToLower(strings.TrimSpace(coding)) {
		case "gzip", "x-gzip":
			gzip = weight
		case "*":
			any = weight
		}
	}
	if gzip < 0 {
		gzip = any
	}
	return gzip > 0
}
