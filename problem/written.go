package problem

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"log"
	"maps"
	"net"
	"net/http"
	"path"
	"runtime"
	"slices"
	"strings"

	"github.com/httpstatus-go/httpstatus"
)

// written reports whether the response of w has begun, as far as w can tell, so that no answer can be sent any more. A bare
// error that [Pages] holds back has not, whatever a writer between says, as gin's does after AbortWithError.
func written(w http.ResponseWriter) bool {
	began, held := state(w)
	return began && (held == nil || !held.isBare())
}

// heldStatus returns the status of a bare error that [Pages] holds back; 0 if there is none.
func heldStatus(w http.ResponseWriter) httpstatus.Code {
	if _, held := state(w); held != nil && held.isBare() {
		return httpstatus.Code(held.code)
	}
	return 0
}

// sent reports whether something of the response of w is on its way to the client, as far as w can tell.
func sent(w http.ResponseWriter) bool {
	began, held := state(w)
	return began && held == nil
}

// state reports whether a writer, from w inwards, says that the response has begun, and returns the one that holds it back.
func state(w http.ResponseWriter) (began bool, held *writer) {
	for w != nil {
		if l, ok := w.(layer); ok {
			t := l.layer()
			began = began || t.code != 0
			if t.held != nil {
				held = t
			}
		} else if t, ok := w.(interface{ Written() bool }); ok && t.Written() {
			began = true
		}
		w = unwrap(w)
	}
	return began, held
}

// restart makes w ready for a whole answer with the status: what is held back is forgotten. It returns what the header said
// of the body when the layer of w was entered; nil if w is not a layer's own writer, and so a body may be encoded on its way.
func restart(w http.ResponseWriter, status httpstatus.Code) *entry {
	var e *entry
	if l, ok := w.(layer); ok {
		t := l.layer()
		t.holds = false // an answer is not bare
		e = t.entry
	}
	for w != nil {
		if l, ok := w.(layer); ok {
			t := l.layer()
			if t.held != nil && t.holds {
				t.status = int16(status) // a writer between may let no second status pass
			}
			t.code, t.held = 0, nil
		}
		w = unwrap(w)
	}
	return e
}

// unwrap returns what is inside of w, or nil.
func unwrap(w http.ResponseWriter) http.ResponseWriter {
	if u, ok := w.(interface{ Unwrap() http.ResponseWriter }); ok {
		return u.Unwrap()
	}
	return nil
}

// A layer is a writer of this package, with what it shows of the one inside.
type layer interface{ layer() *writer }

// A writer knows whether the response has begun, and can hold back one that may be a bare error.
type writer struct {
	http.ResponseWriter
	request *http.Request
	entry   *entry // of the innermost layer that was entered
	held    *held  // what is held back; nil: nothing
	code    int16  // the status that was given; 0: none yet
	status  int16  // the status that is meant if none is given; 0: 200
	holds   bool   // hold back what may be bare
	hijack  bool   // the connection is the handler's
}

// A held is a response of 400 or more that is held back.
type held struct {
	header http.Header // as it was when the status was given
	body   []byte      // the beginning of one that may yet prove bare
	gzip   bool        // the header says that the body is compressed, as middleware inside of Pages does
}

func newHeld(h http.Header, e *entry) *held {
	held := &held{header: h.Clone()}
	if now := entryOf(h).encoding; len(now) == 1 && strings.EqualFold(trim(now[0]), "gzip") {
		held.gzip = !slices.Equal(now, e.encoding)
	}
	return held
}

const gzipMagic = "\x1f\x8b" // RFC 1952, 2.3.1

// maxHeld is how many bytes of a body are held back at the most; the longest bare one is shorter.
const maxHeld = 512

// watch returns w as a writer that knows whether the response has begun. The layer is left by calling leave.
func watch(w http.ResponseWriter, r *http.Request) (outer http.ResponseWriter, leave func()) {
	e := entryOf(w.Header())
	if l, ok := w.(layer); ok {
		t := l.layer()
		before := t.entry
		t.entry = e
		return w, func() { t.entry = before }
	}
	return (&writer{ResponseWriter: w, request: r, entry: e}).outer(), func() {}
}

// hold returns w as a writer that holds back what may be a bare error.
func hold(w http.ResponseWriter, r *http.Request) (outer http.ResponseWriter, held *writer) {
	held = &writer{ResponseWriter: w, request: r, entry: entryOf(w.Header()), holds: true}
	return held.outer(), held
}

func (w *writer) layer() *writer { return w }

// Written reports whether the response has begun, in the handler's eyes: what is held back has.
func (w *writer) Written() bool { return w.code != 0 }

// Unwrap serves http.ResponseController.
func (w *writer) Unwrap() http.ResponseWriter { return w.ResponseWriter }

func (w *writer) WriteHeader(code int) {
	switch {
	case w.hijack:
		w.complain("http: response.WriteHeader on hijacked connection from")
	case w.code != 0:
		w.complain("http: superfluous response.WriteHeader call from")
	case 100 <= code && code < 200 && code != http.StatusSwitchingProtocols:
		w.ResponseWriter.WriteHeader(code) // the response is yet to come
	case w.holds && 400 <= code && code <= 999:
		w.code, w.held = int16(code), newHeld(w.Header(), w.entry)
	default:
		w.ResponseWriter.WriteHeader(code) // first: it panics for what is no code
		w.code = int16(code)
	}
}

// discards reports whether the server is that of net/http, which discards the body of an answer to HEAD. It is written
// then, as [http.Error] does: else a layer outside that compresses would tell the length of nothing.
func discards(r *http.Request) bool {
	_, ok := r.Context().Value(http.ServerContextKey).(*http.Server)
	return ok
}

// complain logs a call that has no effect, with the line that it comes from, as and where net/http does: that would name
// a line of this file, or see nothing of what is held back.
func (w *writer) complain(text string) {
	pc := make([]uintptr, 16)
	frames := runtime.CallersFrames(pc[:runtime.Callers(1, pc)])
	frame, more := frames.Next()
	method := frame.Function[:strings.LastIndexByte(frame.Function, '.')+1] // any of this type
	for more && (strings.HasPrefix(frame.Function, method) || strings.HasPrefix(frame.Function, "net/http.")) {
		frame, more = frames.Next()
	}
	printf := log.Printf
	if s, ok := w.request.Context().Value(http.ServerContextKey).(*http.Server); ok && s.ErrorLog != nil {
		printf = s.ErrorLog.Printf
	}
	printf("%s %s (%s:%d)", text, frame.Function, path.Base(frame.File), frame.Line)
}

func (w *writer) Write(b []byte) (int, error) {
	w.begin()
	if h := w.held; h != nil {
		if len(h.body)+len(b) <= maxHeld {
			body := append(h.body, b...)
			_, begins := bare(int(w.code), body)
			if begins || h.gzip && strings.HasPrefix(gzipMagic, string(body[:min(len(body), len(gzipMagic))])) {
				h.body = body
				return len(b), nil
			}
		}
		if err := w.release(); err != nil {
			return 0, err
		}
	}
	return w.ResponseWriter.Write(b)
}

func (w *writer) WriteString(s string) (int, error) {
	w.begin()
	if w.held != nil {
		return w.Write([]byte(s))
	}
	return io.WriteString(w.ResponseWriter, s)
}

// ReadFrom lets the server send a file without copying it.
func (w *writer) ReadFrom(src io.Reader) (int64, error) {
	if w.held != nil || w.status != 0 {
		return io.Copy(writerOnly{w}, src)
	}
	before := w.code
	w.begin() // and not after it, in case that src panics
	n, err := readFrom(w.ResponseWriter, src)
	if n == 0 {
		w.code = before // nothing to read is nothing written
	}
	return n, err
}

// readFrom is io.Copy for a caller that has chosen ReadFrom: io.Copy would have src.WriteTo go first, which writes all of it
// at once, and a server refuses that as a whole if it is longer than its Content-Length.
func readFrom(dst io.Writer, src io.Reader) (int64, error) {
	if r, ok := dst.(io.ReaderFrom); ok {
		return r.ReadFrom(src)
	}
	return io.Copy(dst, src)
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

// begin notes that the body begins. If no status was given, it gives the one that is meant; the status of 200 gives itself.
func (w *writer) begin() {
	if w.code == 0 {
		if w.status != 0 {
			w.WriteHeader(int(w.status))
		} else {
			w.code = http.StatusOK
		}
	}
}

// FlushError serves http.ResponseController, which would else flush what is inside of w alone. What may be bare stays where
// it is as long as it says no more than the status: a proxy flushes when a timer says so, which must not decide what its
// client reads.
func (w *writer) FlushError() error {
	if w.held != nil && w.isBare() {
		return nil
	}
	if err := w.release(); err != nil {
		return err
	}
	err := http.NewResponseController(w.ResponseWriter).Flush()
	if !errors.Is(err, http.ErrNotSupported) {
		w.begin()
	}
	return err
}

// release passes on what is held back, with the header as it was then. What was set or deleted later counts for trailers
// alone, as in net/http.
func (w *writer) release() error {
	h := w.held
	if h == nil {
		return nil
	}
	w.held = nil
	late := exchange(w.Header(), h.header)
	w.ResponseWriter.WriteHeader(int(w.code))
	exchange(w.Header(), late)
	if len(h.body) == 0 {
		return nil
	}
	_, err := w.ResponseWriter.Write(h.body)
	return err
}

// finish passes on what the handler has left, unless it is a bare error: then it returns its status, and has the header
// be as it was when the status was given.
func (w *writer) finish(method string) (httpstatus.Code, bool) {
	if w.status != 0 {
		w.begin() // an answer to HEAD has no body that would do it
	}
	h := w.held
	if h == nil {
		return 0, false
	}
	if !w.isBare() || method == http.MethodHead && len(h.body) == 0 && hasBody(h.header) {
		_ = w.release() // it fails if the client has gone
		return 0, false
	}
	exchange(w.Header(), h.header)
	return httpstatus.Code(w.code), true
}

// isBare reports whether what is held back says no more than its status.
func (w *writer) isBare() bool {
	body := w.held.body
	if w.held.gzip && strings.HasPrefix(string(body), gzipMagic) {
		z, err := gzip.NewReader(bytes.NewReader(body))
		if err != nil {
			return false
		}
		if body, err = io.ReadAll(io.LimitReader(z, maxHeld)); err != nil {
			return false
		}
	}
	is, _ := bare(int(w.code), body)
	return is
}

// exchange replaces the fields of h, and returns those before. They are nil if nothing has changed.
func exchange(h, fields http.Header) (before http.Header) {
	if fields == nil || maps.EqualFunc(h, fields, slices.Equal) {
		return nil
	}
	before = maps.Clone(h)
	clear(h)
	maps.Copy(h, fields)
	return before
}

// bare reports whether body is empty or says no more than the status, and whether it can be the beginning of one that does so.
func bare(code int, body []byte) (is, begins bool) {
	s, ended := strings.CutSuffix(string(body), "\n")
	match := func(text string) {
		whole := strings.EqualFold(s, text)
		is = is || whole
		begins = begins || whole || !ended && len(s) < len(text) && strings.EqualFold(s, text[:len(s)])
	}
	number := string([]byte{byte('0' + code/100), byte('0' + code/10%10), byte('0' + code%10), ' '})
	match("")
	// 413, 414, 416, 422 have new names.
	for _, name := range [...]string{http.StatusText(code), httpstatus.Code(code).Reason()} {
		if name != "" {
			match(name)
			match(number + name)
		}
	}
	switch code {
	case http.StatusNotFound:
		match("404 page not found")
	case http.StatusRequestEntityTooLarge:
		match((&http.MaxBytesError{}).Error())
	case http.StatusRequestedRangeNotSatisfiable:
		match("invalid range")
		match("invalid range: failed to overlap")
	case http.StatusServiceUnavailable:
		// http.TimeoutHandler's.
		match("<html><head><title>Timeout</title></head><body><h1>Timeout</h1></body></html>")
	}
	return is, begins
}

// outer returns w with those of Flush, Hijack and Push that the response inside has: code that finds one by a type
// assertion relies on it. Hijack is there too if an [http.ResponseController] would find it further inside, past w.
func (w *writer) outer() http.ResponseWriter {
	_, f := w.ResponseWriter.(http.Flusher)
	h := canHijack(w.ResponseWriter)
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
	c, rw, err := http.NewResponseController(h.w.ResponseWriter).Hijack()
	if err == nil {
		// The connection is the handler's now, and so is all that is written on it.
		w := h.w
		w.hijack, w.code, w.status, w.held = true, http.StatusSwitchingProtocols, 0, nil
	}
	return c, rw, err
}

func canHijack(w http.ResponseWriter) bool {
	for w != nil {
		if _, ok := w.(http.Hijacker); ok {
			return true
		}
		w = unwrap(w)
	}
	return false
}

type pusher struct{ w *writer }

func (p pusher) Push(target string, opts *http.PushOptions) error {
	return p.w.ResponseWriter.(http.Pusher).Push(target, opts)
}
