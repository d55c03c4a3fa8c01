package problem

import (
	"bufio"
	"errors"
	"io"
	"net"
	"net/http"
	"strconv"
	"strings"

	"github.com/httpstatus-go/httpstatus"
)

// written reports whether the response of w has begun, as far as w can tell.
func written(w http.ResponseWriter) bool {
	for {
		if t, ok := w.(interface{ Written() bool }); ok && t.Written() {
			return true
		}
		u, ok := w.(interface{ Unwrap() http.ResponseWriter })
		if !ok {
			return false
		}
		w = u.Unwrap()
	}
}

// A writer knows whether the response has begun, and can hold back one that may be a bare error.
type writer struct {
	http.ResponseWriter
	holds bool   // hold back what may be bare
	code  int    // the status that was given; 0: none yet
	held  bool   // it is held back, and so is body
	body  []byte // the beginning of a body that may yet prove bare
}

// maxHeld is how many bytes of a body are held back at the most; the longest bare one is shorter.
const maxHeld = 512

// watch returns w as a writer that knows whether the response has begun.
func watch(w http.ResponseWriter) http.ResponseWriter {
	if _, ok := w.(interface{ watched() *writer }); ok {
		return w
	}
	return (&writer{ResponseWriter: w}).outer()
}

// hold returns w as a writer that holds back what may be a bare error.
func hold(w http.ResponseWriter) (outer http.ResponseWriter, held *writer) {
	held = &writer{ResponseWriter: w, holds: true}
	return held.outer(), held
}

func (w *writer) watched() *writer { return w }

// Written reports whether the response has begun, in the handler's eyes: what is held back has.
func (w *writer) Written() bool { return w.code != 0 }

// Unwrap serves http.ResponseController.
func (w *writer) Unwrap() http.ResponseWriter { return w.ResponseWriter }

func (w *writer) WriteHeader(code int) {
	switch {
	case w.held:
		// The status is given already; what holds it back is none of the handler's business.
	case 100 <= code && code < 200 && code != http.StatusSwitchingProtocols:
		w.ResponseWriter.WriteHeader(code) // the response is yet to come
	case w.holds && w.code == 0 && 400 <= code && code <= 999:
		w.code, w.held = code, true
	default:
		w.ResponseWriter.WriteHeader(code) // first: it panics for what is no code
		w.code = code
	}
}

func (w *writer) Write(b []byte) (int, error) {
	if w.held {
		if len(w.body)+len(b) <= maxHeld && mayBeBare(w.code, append(w.body, b...)) {
			w.body = append(w.body, b...)
			return len(b), nil
		}
		if err := w.release(); err != nil {
			return 0, err
		}
	}
	w.begin()
	return w.ResponseWriter.Write(b)
}

func (w *writer) WriteString(s string) (int, error) {
	if w.held {
		return w.Write([]byte(s))
	}
	w.begin()
	return io.WriteString(w.ResponseWriter, s)
}

// ReadFrom lets the server send a file without copying it.
func (w *writer) ReadFrom(src io.Reader) (int64, error) {
	if w.held {
		return io.Copy(writerOnly{w}, src)
	}
	before := w.code
	w.begin() // and not after it, in case that src panics
	n, err := io.Copy(w.ResponseWriter, src)
	if n == 0 {
		w.code = before // nothing to read is nothing written
	}
	return n, err
}

type writerOnly struct{ io.Writer }

// CloseNotify serves code of before contexts, which can panic for want of it. The channel stays silent if the response
// inside has none.
func (w *writer) CloseNotify() <-chan bool {
	if c, ok := w.ResponseWriter.(interface{ CloseNotify() <-chan bool }); ok {
		return c.CloseNotify()
	}
	return nil
}

// begin notes that the body begins, which the status of 200 does with it if none was given.
func (w *writer) begin() {
	if w.code == 0 {
		w.code = http.StatusOK
	}
}

// FlushError serves http.ResponseController, which would else flush what is inside of w alone.
func (w *writer) FlushError() error {
	if err := w.release(); err != nil {
		return err
	}
	err := http.NewResponseController(w.ResponseWriter).Flush()
	if !errors.Is(err, http.ErrNotSupported) {
		w.begin()
	}
	return err
}

// release passes on what is held back.
func (w *writer) release() error {
	if !w.held {
		return nil
	}
	w.held = false
	w.ResponseWriter.WriteHeader(w.code)
	if len(w.body) == 0 {
		return nil
	}
	_, err := w.ResponseWriter.Write(w.body)
	w.body = nil
	return err
}

// bare returns the status that is held back, and reports whether it is bare. It is held back no more if it is.
func (w *writer) bare(method string) (httpstatus.Code, bool) {
	if !w.held || !isBare(w.code, w.body) {
		return 0, false
	}
	if h := w.Header(); method == http.MethodHead && len(w.body) == 0 && (h["Content-Type"] != nil || h["Content-Length"] != nil) {
		return 0, false
	}
	w.held = false
	return httpstatus.Code(w.code), true
}

// mayBeBare reports whether body is the beginning of one that says no more than the status.
func mayBeBare(code int, body []byte) bool {
	for _, text := range bareTexts(code) {
		if len(body) <= len(text) && strings.EqualFold(string(body), text[:len(body)]) {
			return true
		}
	}
	return false
}

// isBare reports whether body is empty or says no more than the status.
func isBare(code int, body []byte) bool {
	b := strings.TrimSuffix(string(body), "\n")
	for _, text := range bareTexts(code) {
		if strings.EqualFold(b, strings.TrimSuffix(text, "\n")) {
			return true
		}
	}
	return false
}

// bareTexts returns the bodies that say no more than the status: net/http's, each with the line feed that it may end in.
func bareTexts(code int) []string {
	texts := []string{"\n"}
	if name := http.StatusText(code); name != "" {
		texts = append(texts, name+"\n", strconv.Itoa(code)+" "+name+"\n")
	}
	switch code {
	case http.StatusNotFound:
		texts = append(texts, "404 page not found\n")
	case http.StatusRequestEntityTooLarge:
		texts = append(texts, (&http.MaxBytesError{}).Error()+"\n")
	case http.StatusRequestedRangeNotSatisfiable:
		texts = append(texts, "invalid range\n", "invalid range: failed to overlap\n")
	case http.StatusServiceUnavailable:
		// http.TimeoutHandler's.
		texts = append(texts, "<html><head><title>Timeout</title></head><body><h1>Timeout</h1></body></html>")
	}
	return texts
}

// outer returns w with those of Flush, Hijack and Push that the response inside has: code that finds one by a type
// assertion relies on it.
func (w *writer) outer() http.ResponseWriter {
	_, f := w.ResponseWriter.(http.Flusher)
	_, h := w.ResponseWriter.(http.Hijacker)
	_, p := w.ResponseWriter.(http.Pusher)
	switch {
	case f && h && p:
		return struct {
			*writer
			flusher
			hijacker
			pusher
		}{w, flusher{w}, hijacker{w}, pusher{w}}
	case f && h: // HTTP/1
		return struct {
			*writer
			flusher
			hijacker
		}{w, flusher{w}, hijacker{w}}
	case f && p: // HTTP/2
		return struct {
			*writer
			flusher
			pusher
		}{w, flusher{w}, pusher{w}}
	case h && p:
		return struct {
			*writer
			hijacker
			pusher
		}{w, hijacker{w}, pusher{w}}
	case f:
		return struct {
			*writer
			flusher
		}{w, flusher{w}}
	case h:
		return struct {
			*writer
			hijacker
		}{w, hijacker{w}}
	case p:
		return struct {
			*writer
			pusher
		}{w, pusher{w}}
	}
	return w
}

type flusher struct{ w *writer }

func (f flusher) Flush() { _ = f.w.FlushError() }

type hijacker struct{ w *writer }

func (h hijacker) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	c, rw, err := h.w.ResponseWriter.(http.Hijacker).Hijack()
	if err == nil {
		// The connection is the handler's now, and so is all that is written on it.
		h.w.code, h.w.held = http.StatusSwitchingProtocols, false
	}
	return c, rw, err
}

type pusher struct{ w *writer }

func (p pusher) Push(target string, opts *http.PushOptions) error {
	return p.w.ResponseWriter.(http.Pusher).Push(target, opts)
}
