package problem

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"testing"

	"github.com/httpstatus-go/httpstatus"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// A gone is what the ResponseWriter of another package says by itself.
type gone struct {
	http.ResponseWriter
	written bool
}

func (g gone) Written() bool { return g.written }

type wrapped struct{ http.ResponseWriter }

func (w wrapped) Unwrap() http.ResponseWriter { return w.ResponseWriter }

func TestWriteBegun(t *testing.T) {
	rr, log := logged()
	w := httptest.NewRecorder()
	rr.Write(wrapped{gone{w, true}}, request("GET"), httpstatus.NotFound)
	if w.Body.Len() > 0 || len(w.Header()) > 0 || !strings.Contains(log.String(), "the response has begun") {
		t.Errorf("%v %s, logged %s", w.Header(), w.Body, log)
	}
	rr.Write(wrapped{gone{w, false}}, request("GET"), httpstatus.NotFound)
	if w.Code != 404 || w.Body.Len() == 0 {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	// Inside of Handler, behind what another middleware wraps it in.
	w = httptest.NewRecorder()
	rr.Handler(func(w http.ResponseWriter, r *http.Request) error {
		w = wrapped{w}
		w.WriteHeader(202)
		rr.Write(w, r, httpstatus.NotFound)
		return nil
	}).ServeHTTP(w, request("GET"))
	if w.Code != 202 || w.Body.Len() > 0 {
		t.Errorf("%d %s", w.Code, w.Body)
	}
}

// TestBegun returns an error when the response has begun in one of the ways in which one begins: nothing is added to it.
func TestBegun(t *testing.T) {
	rr := silent()
	for name, c := range map[string]struct {
		begin func(w http.ResponseWriter)
		body  string
	}{
		"Write":          {func(w http.ResponseWriter) { w.Write([]byte("half")) }, "half"},
		"an empty Write": {func(w http.ResponseWriter) { w.Write(nil) }, ""},
		"WriteString":    {func(w http.ResponseWriter) { io.WriteString(w, "half") }, "half"},
		"ReadFrom":       {func(w http.ResponseWriter) { w.(io.ReaderFrom).ReadFrom(strings.NewReader("half")) }, "half"},
		"io.Copy":        {func(w http.ResponseWriter) { io.Copy(w, struct{ io.Reader }{strings.NewReader("half")}) }, "half"},
		"Flush":          {func(w http.ResponseWriter) { w.(http.Flusher).Flush() }, ""},
		"FlushError":     {func(w http.ResponseWriter) { http.NewResponseController(w).Flush() }, ""},
		"WriteHeader":    {func(w http.ResponseWriter) { w.WriteHeader(200) }, ""},
	} {
		s := httptest.NewServer(rr.Handler(func(w http.ResponseWriter, r *http.Request) error {
			c.begin(w)
			return httpstatus.NotFound
		}))
		resp, err := http.Get(s.URL)
		require.NoError(t, err, name)
		b, _ := io.ReadAll(resp.Body) // the connection may be cut, so that the client sees that it is not whole
		resp.Body.Close()
		s.Close()
		assert.Equal(t, 200, resp.StatusCode, name)
		assert.Equal(t, c.body, string(b), name)
	}
}

// broken is a connection that takes the header and no more.
type broken struct{ header http.Header }

func (b broken) Header() http.Header       { return b.header }
func (broken) WriteHeader(int)             {}
func (broken) Write(b []byte) (int, error) { return 0, io.ErrClosedPipe }
func (broken) FlushError() error           { return io.ErrClosedPipe }

// TestWriteErrors writes through Pages to a connection that is gone: the handler is told.
func TestWriteErrors(t *testing.T) {
	for name, more := range map[string]func(w http.ResponseWriter) error{
		"write": func(w http.ResponseWriter) error { _, err := io.WriteString(w, " Quite"); return err },
		"flush": func(w http.ResponseWriter) error { return http.NewResponseController(w).Flush() },
	} {
		for _, status := range []int{200, 404} {
			called := false
			Pages(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				w.Header().Set("Content-Type", "application/json") // a body of the handler's own, which is sent as it is
				w.WriteHeader(status)
				io.WriteString(w, "{")
				called = true
				assert.ErrorIs(t, more(w), io.ErrClosedPipe, "%s, %d", name, status)
			})).ServeHTTP(broken{http.Header{}}, httptest.NewRequest("GET", "/", nil))
			assert.True(t, called)
		}
	}
}

// A framework's writer says that the response has begun once a status was given, and lets no second one pass.
type frameworkWriter struct {
	http.ResponseWriter
	code int
}

func (f *frameworkWriter) Unwrap() http.ResponseWriter { return f.ResponseWriter }
func (f *frameworkWriter) Written() bool               { return f.code != 0 }

func (f *frameworkWriter) WriteHeader(code int) {
	if f.code == 0 {
		f.code = code
		f.ResponseWriter.WriteHeader(code)
	}
}

// An error replaces a bare one that is held back.
func TestWriteReplacesBare(t *testing.T) {
	conflict := &Error{Code: 422, Detail: "mine", Header: http.Header{"X-A": {"1"}}}
	direct := func(w http.ResponseWriter) http.ResponseWriter { return w }
	for _, tt := range []struct {
		name  string
		first func(w http.ResponseWriter)
		code  int // 422: replaced
	}{
		{"nothing", func(w http.ResponseWriter) {}, 422},
		{"bare", func(w http.ResponseWriter) { w.WriteHeader(409) }, 422},
		{"bare, flushed", func(w http.ResponseWriter) { w.WriteHeader(409); http.NewResponseController(w).Flush() }, 422},
		{"phrase", func(w http.ResponseWriter) { http.Error(w, "Conflict", http.StatusConflict) }, 422},
		{"text", func(w http.ResponseWriter) { http.Error(w, "no", http.StatusConflict) }, 409},
		{"half a phrase", func(w http.ResponseWriter) { w.WriteHeader(409); io.WriteString(w, "Conf") }, 409},
		{"no error", func(w http.ResponseWriter) { w.WriteHeader(202) }, 202},
	} {
		for between, wrap := range map[string]func(http.ResponseWriter) http.ResponseWriter{
			"nothing":   direct,
			"Unwrap":    func(w http.ResponseWriter) http.ResponseWriter { return wrapped{w} },
			"framework": func(w http.ResponseWriter) http.ResponseWriter { return &frameworkWriter{ResponseWriter: w} },
		} {
			t.Run(tt.name+", "+between, func(t *testing.T) {
				rr := silent()
				for layer, h := range map[string]http.Handler{
					"Write": http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
						w = wrap(w)
						tt.first(w)
						rr.Write(w, r, conflict)
					}),
					"Handler": http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
						rr.Handler(func(w http.ResponseWriter, r *http.Request) error {
							tt.first(w)
							return conflict
						}).ServeHTTP(wrap(w), r)
					}),
				} {
					versions(t, func(t *testing.T, start func(http.Handler) *httptest.Server, log *lockedLog) {
						s := start(rr.Pages(h))
						for _, method := range []string{"GET", "HEAD"} {
							resp, body, err := fetch(t, s, method, "/")
							if err != nil {
								t.Fatal(err)
							}
							if resp.StatusCode != tt.code || (resp.Header.Get("X-A") == "1") != (tt.code == 422) ||
								method == "GET" && strings.Contains(body, `"detail":"mine"`) != (tt.code == 422) {
								t.Errorf("%s %s: %d %v %s", layer, method, resp.StatusCode, resp.Header, body)
							}
						}
						if log.String() != "" {
							t.Errorf("%s: the server logs %s", layer, log)
						}
					})
				}
			})
		}
	}
}

// An error that has no status has the one that was given, and is held back.
func TestWriteKeepsStatus(t *testing.T) {
	for _, tt := range []struct {
		given int // 0: none
		err   error
		want  int
	}{
		{409, errors.New("plain"), 409},
		{409, fmt.Errorf("wrapped: %w", io.ErrUnexpectedEOF), 409},
		{503, errors.New("plain"), 503},
		{409, httpstatus.NotFound, 404},
		{409, fmt.Errorf("wrapped: %w", httpstatus.NotFound), 404},
		{409, &http.MaxBytesError{Limit: 1}, 413},
		{409, context.DeadlineExceeded, 504},
		{409, httpstatus.InternalServerError, 500},
		{0, errors.New("plain"), 500},
	} {
		rr, log := logged()
		w := httptest.NewRecorder()
		rr.Pages(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			w = &frameworkWriter{ResponseWriter: w}
			if tt.given != 0 {
				w.WriteHeader(tt.given)
			}
			rr.Write(w, r, tt.err)
		})).ServeHTTP(w, request("GET"))
		checkAnswer(t, "GET", w.Result())
		if w.Code != tt.want || strings.Contains(w.Body.String(), "plain") {
			t.Errorf("%d, then %v: %d %s", tt.given, tt.err, w.Code, w.Body)
		}
		if strings.Count(log.String(), "cause=") != 1 || (tt.want >= 500) != strings.Contains(log.String(), "level=ERROR") {
			t.Errorf("%d, then %v: logged %s", tt.given, tt.err, log)
		}
	}
}

// A second WriteHeader is logged as net/http does, with the line of the handler.
func TestSuperfluous(t *testing.T) {
	for name, wrap := range both {
		for _, codes := range [][]int{{404, 500}, {200, 404}, {404, 103}, {404, 404}} {
			versions(t, func(t *testing.T, start func(http.Handler) *httptest.Server, log *lockedLog) {
				line := 0
				s := start(wrap(func(w http.ResponseWriter, r *http.Request) {
					w.WriteHeader(codes[0])
					_, _, line, _ = runtime.Caller(0)
					w.WriteHeader(codes[1])
				}))
				resp, _, err := fetch(t, s, "GET", "/")
				if err != nil || resp.StatusCode != codes[0] {
					t.Errorf("%s: %v %v", name, resp, err)
				}
				want := fmt.Sprintf("(begun_test.go:%d)\n", line+1)
				if got := log.String(); !strings.HasPrefix(got, "http: superfluous response.WriteHeader call from ") || !strings.HasSuffix(got, want) || strings.Count(got, "\n") != 1 {
					t.Errorf("%s, %d: logged %q, want %q", name, codes, got, want)
				}
			})
		}
		// http.Error is net/http's: the line is of the one who calls it.
		versions(t, func(t *testing.T, start func(http.Handler) *httptest.Server, log *lockedLog) {
			line := 0
			s := start(wrap(func(w http.ResponseWriter, r *http.Request) {
				w.WriteHeader(404)
				_, _, line, _ = runtime.Caller(0)
				http.Error(wrapped{w}, "x", 500)
			}))
			if _, _, err := fetch(t, s, "GET", "/"); err != nil {
				t.Error(err)
			}
			if want := fmt.Sprintf("(begun_test.go:%d)\n", line+1); strings.Count(log.String(), "\n") != 1 || !strings.HasPrefix(log.String(), "http: superfluous") || !strings.HasSuffix(log.String(), want) {
				t.Errorf("%s: logged %q, want %q", name, log, want)
			}
		})
	}
}
