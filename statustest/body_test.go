package statustest_test

import (
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/iotest"
	"unicode/utf8"

	"github.com/httpstatus-go/httpstatus"
	"github.com/httpstatus-go/httpstatus/messages"
	"github.com/httpstatus-go/httpstatus/statustest"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// body counts what is done with it.
type body struct {
	io.Reader
	reads, closes int
}

var errClosed = errors.New("closed")

func (b *body) Read(p []byte) (int, error) {
	b.reads++
	if b.closes > 0 {
		return 0, errClosed
	}
	return b.Reader.Read(p)
}

func (b *body) Close() error { b.closes++; return errClosed }

// every runs every assertion on got: those that hold and those that fail.
func every(got any, code httpstatus.Code) *spy {
	s := new(spy)
	for _, c := range []httpstatus.Code{code, 499} {
		statustest.Code(s, c, got)
		statustest.Class(s, c.Class(), got)
		statustest.Substatus(s, c.Sub(1), got)
		statustest.Text(s, messages.English.Code(c), got)
		statustest.Problem(s, got)
		statustest.Conforms(s, got)
		statustest.NotCacheable(s, got)
		statustest.Type(s, "about:blank", got)
		statustest.Fields(s, nil, got)
	}
	return s
}

// Whatever is asserted, the body of a response gives all that it had, then the same error, and is closed once.
func TestBody(t *testing.T) {
	for _, test := range []struct {
		code        int
		contentType string
	}{
		{200, "text/plain"},
		{205, "text/plain"},
		{206, multi},
		{404, problemJSON},
	} {
		for _, size := range []int{0, 1, 2048, 16<<10 - 1, 16 << 10, 16<<10 + 1, 1<<20 - 1, 1 << 20, 1<<20 + 1, 2 << 20} {
			content := strings.Repeat("0123456789abcdef", size/16+1)[:size]
			for _, end := range []error{nil, io.ErrUnexpectedEOF} {
				b := &body{Reader: strings.NewReader(content)}
				if end != nil {
					b.Reader = io.MultiReader(b.Reader, broken{})
				}
				resp := response(test.code, "", "", "Content-Type", test.contentType, "Content-Length", "7")
				resp.Body = b
				every(resp, httpstatus.Code(test.code))
				got, err := io.ReadAll(resp.Body)
				require.Equal(t, end, err)
				require.True(t, string(got) == content, "%d bytes of %d", len(got), size)
				every(resp, httpstatus.Code(test.code))
				n, err := resp.Body.Read(make([]byte, 1))
				assert.Zero(t, n)
				assert.Error(t, err)
				assert.Zero(t, b.closes)
				assert.Equal(t, errClosed, resp.Body.Close())
				assert.Equal(t, 1, b.closes)
			}
		}
	}
}

func TestBodyReader(t *testing.T) {
	content := strings.Repeat("0123456789abcdef", 1<<13)
	for _, reader := range []func(io.Reader) io.Reader{iotest.OneByteReader, iotest.HalfReader, iotest.DataErrReader} {
		resp := response(404, "", "")
		resp.Body = io.NopCloser(reader(strings.NewReader(content)))
		every(resp, 404)
		assert.NoError(t, iotest.TestReader(resp.Body, []byte(content)))
	}
}

// A part of the body that the test has read stays read.
func TestBodyHalfRead(t *testing.T) {
	resp := response(404, "", "Hello, world")
	for _, want := range []string{"Hello", ", wor", "ld"} {
		every(resp, 404)
		part := make([]byte, 5)
		n, err := io.ReadFull(resp.Body, part)
		if n == 5 {
			assert.NoError(t, err)
		}
		assert.Equal(t, want, string(part[:n]))
	}
}

// A response whose body the test has read, and closed or not, conforms as it did before.
func TestBodyRead(t *testing.T) {
	server := httptest.NewServer(http.NotFoundHandler())
	defer server.Close()
	for _, closed := range []bool{false, true} {
		resp, err := server.Client().Get(server.URL)
		require.NoError(t, err)
		_, err = io.ReadAll(resp.Body)
		require.NoError(t, err)
		if closed {
			resp.Body.Close()
		}
		require.NotEmpty(t, resp.Header.Get("Content-Length"))
		statustest.Code(t, httpstatus.NotFound, resp)
		statustest.Conforms(t, resp, "closed: %v", closed)
		resp.Body.Close()
	}
}

// What was read ahead is gone when the body is closed, as the rest is.
func TestBodyClosed(t *testing.T) {
	resp := response(404, "", "")
	resp.Body = &body{Reader: strings.NewReader("Hello")}
	every(resp, 404)
	_ = resp.Body.Close()
	every(resp, 404)
	_, err := io.ReadAll(resp.Body)
	assert.Equal(t, errClosed, err)
	s := new(spy)
	statustest.Code(s, 500, resp)
	assert.Contains(t, s.failures[0], "(reading the body: closed)")
}

// Content that is less than its length is seen: where the connection breaks off, and where a handler has written none.
func TestBodyMissing(t *testing.T) {
	handler := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Length", "4")
		w.Header().Set("Content-Type", problemJSON)
		_, _ = io.WriteString(w, r.URL.Query().Get("write"))
	})
	server := httptest.NewServer(handler)
	defer server.Close()
	for query, want := range map[string]string{
		"": "Content-Length is 4, and the content 0 bytes (RFC 9110, 8.6)\nthe content is application/problem+json, and not a JSON object (RFC 9457, 3)",
		"?write=no": "Content-Length is 4, and the content 2 bytes (RFC 9110, 8.6)\n" +
			"the content is application/problem+json, and not a JSON object (RFC 9457, 3)",
	} {
		s := new(spy)
		statustest.Conforms(s, statustest.Get(t, handler, "/"+query))
		assert.Equal(t, want, faults(s), "a handler")
		resp, err := server.Client().Get(server.URL + "/" + query)
		require.NoError(t, err)
		s = new(spy)
		statustest.Conforms(s, resp)
		length, _, _ := strings.Cut(want, "\n")
		assert.Equal(t, length, faults(s), "over a connection")
		resp.Body.Close()
	}
}

// An assertion that needs no body, and holds, reads none of it; a stream is never read, nor is a protocol's connection.
func TestBodyUnread(t *testing.T) {
	b := &body{Reader: strings.NewReader("Hello")}
	resp := response(404, "", "")
	resp.Body = b
	statustest.Code(t, 404, resp)
	statustest.Class(t, httpstatus.ClientError, resp)
	statustest.Conforms(t, resp)
	assert.Same(t, b, resp.Body)
	assert.Zero(t, b.reads)

	for _, resp := range []*http.Response{
		response(200, "", "", "Content-Type", "text/event-stream; charset=utf-8"),
		response(101, "", "", "Upgrade", "websocket"),
		response(200, "CONNECT example.com:443", ""),
	} {
		b := &body{Reader: strings.NewReader("Hello")}
		resp.Body = b
		every(resp, httpstatus.Code(resp.StatusCode))
		assert.Same(t, b, resp.Body)
		assert.Zero(t, b.reads)
	}

	resp = response(404, "", "")
	resp.Body = nil
	every(resp, 404)
	assert.Nil(t, resp.Body)
	resp.Body = http.NoBody
	every(resp, 404)
	assert.Equal(t, http.NoBody, resp.Body)
}

// A recorder is left as it was: its body, and its Result, which is made when it is first asked for.
func TestRecorder(t *testing.T) {
	rec := httptest.NewRecorder()
	every(rec, 200)
	http.Error(rec, "no", 404)
	every(rec, 404)
	statustest.Code(t, 404, rec)
	_, _ = io.WriteString(rec, "more")
	every(rec, 404)
	assert.Equal(t, "no\nmore", rec.Body.String())
	resp := rec.Result()
	every(resp, 404)
	every(rec, 404)
	got, err := io.ReadAll(resp.Body)
	require.NoError(t, err)
	assert.Equal(t, "no\nmore", string(got))
	every(rec, 404)
	assert.Equal(t, "no\nmore", rec.Body.String())
	statustest.Text(t, messages.Message{Title: "no more"}, rec)
}

// Goroutines may assert on the same recorder, error and code, and on a response that keeps what is asserted of it.
func TestConcurrent(t *testing.T) {
	rec := recorder(403, denied, "Content-Type", problemJSON, "Content-Language", "en")
	resp := response(404, "", "no")
	var wait sync.WaitGroup
	for range 64 {
		wait.Add(1)
		go func() {
			defer wait.Done()
			every(rec, 403)
			every(httpstatus.IISDirectoryListingDenied, 403)
			statustest.Problem(t, rec)
			statustest.Substatus(t, httpstatus.IISDirectoryListingDenied, rec)
			statustest.Code(t, 404, resp)
			statustest.Class(t, httpstatus.ClientError, resp)
		}()
	}
	wait.Wait()
}

// Whatever a response is, no assertion panics or changes its body, and a failure is text that a terminal can show.
func FuzzResponse(f *testing.F) {
	f.Add(404, "GET", "text/html", "ETag", `"v"`, "<p>no<script>")
	f.Add(206, "HEAD", multi, "Content-Range", "bytes 0-1/9", parts)
	f.Add(403, "POST", problemJSON, "Content-Encoding", "gzip", zip(denied))
	f.Add(429, "GET", "application/json", "Cache-Control", "max-age", `[[[{"a":"\u0000`)
	f.Add(200, "CONNECT", "", "Upgrade", ",", "\x1b\xff\u202e")
	f.Fuzz(func(t *testing.T, code int, method, contentType, name, value, content string) {
		resp := response(code, "", content, "Content-Type", contentType, name, value)
		resp.Request.Method = method
		s := every(resp, httpstatus.Code(code))
		got, err := io.ReadAll(resp.Body)
		require.NoError(t, err)
		assert.Equal(t, content, string(got))
		for _, failure := range s.failures {
			for _, c := range failure {
				require.True(t, c == '\n' || c == '\t' || strconv.IsPrint(c) && c != utf8.RuneError, "%q", failure)
			}
			assert.Less(t, len(failure), 16<<10)
		}
	})
}
