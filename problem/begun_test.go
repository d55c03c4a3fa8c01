package problem

import (
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/httpstatus-go/httpstatus"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestBegun returns an error when the response has begun in one of the ways in which one begins: nothing is added to it.
func TestBegun(t *testing.T) {
	rr := &Renderer{Log: slog.New(slog.DiscardHandler)}
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
