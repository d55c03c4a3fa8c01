package statustest_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/httpstatus-go/httpstatus"
	"github.com/httpstatus-go/httpstatus/statustest"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Do sends what it is told to, and the response knows the request as it was.
func TestDo(t *testing.T) {
	var got *http.Request
	var body string
	handler := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		b, err := io.ReadAll(r.Body)
		assert.NoError(t, err)
		assert.Equal(t, int64(len(b)), r.ContentLength)
		got, body = r.Clone(r.Context()), string(b)
		r.Method, r.URL.Path = "CHANGED", "/changed"
		r.Header.Set("Accept", "changed")
		w.Header().Set("Link", "</a.css>")
		w.WriteHeader(103)
		w.WriteHeader(404)
		_, _ = io.WriteString(w, "no")
		_ = http.NewResponseController(w).Flush()
	})
	type key struct{}
	for _, test := range []struct {
		name string
		resp func(t statustest.TestingT) *http.Response
		line string
		body string
		want http.Header
	}{
		{"Get", func(t statustest.TestingT) *http.Response { return statustest.Get(t, handler, "/a?b=c") }, "GET /a?b=c example.com", "", nil},
		{"whole URL", func(t statustest.TestingT) *http.Response { return statustest.Get(t, handler, "https://shop.test/a") }, "GET https://shop.test/a shop.test", "", nil},
		{"fields", func(t statustest.TestingT) *http.Response {
			return statustest.Get(t, handler, "/", statustest.Accept("text/html"), statustest.Accept("text/plain"), statustest.Language("zh-CN, en;q=0.5"),
				statustest.Header("x-note", "1"), statustest.Header("X-Note", "2"), statustest.Header("host", "other.test"))
		}, "GET / other.test", "", http.Header{"Accept": {"text/plain"}, "Accept-Language": {"zh-CN, en;q=0.5"}, "X-Note": {"1", "2"}}},
		{"JSON", func(t statustest.TestingT) *http.Response {
			return statustest.Post(t, handler, "/", statustest.JSON(map[string]int{"n": 1}))
		}, "POST / example.com", `{"n":1}`, http.Header{"Content-Type": {"application/json"}}},
		{"Form", func(t statustest.TestingT) *http.Response {
			return statustest.Post(t, handler, "/", statustest.Form(url.Values{"a": {"b c"}}))
		}, "POST / example.com", "a=b+c", http.Header{"Content-Type": {"application/x-www-form-urlencoded"}}},
		{"Body", func(t statustest.TestingT) *http.Response {
			return statustest.Do(t, handler, "PUT", "/", statustest.Body("application/json", "{"))
		}, "PUT / example.com", "{", http.Header{"Content-Type": {"application/json"}}},
		{"HEAD", func(t statustest.TestingT) *http.Response { return statustest.Do(t, handler, "HEAD", "/") }, "HEAD / example.com", "", nil},
		{"OPTIONS of the server", func(t statustest.TestingT) *http.Response { return statustest.Do(t, handler, "OPTIONS", "*") }, "OPTIONS * example.com", "", nil},
		{"CONNECT", func(t statustest.TestingT) *http.Response {
			return statustest.Do(t, handler, "CONNECT", "shop.test:443")
		}, "CONNECT //shop.test:443 shop.test:443", "", nil},
		{"own option", func(t statustest.TestingT) *http.Response {
			return statustest.Get(t, handler, "/", func(r *http.Request) error {
				*r = *r.WithContext(context.WithValue(r.Context(), key{}, 7))
				return nil
			})
		}, "GET / example.com", "", nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			resp := test.resp(t)
			require.NotNil(t, resp)
			assert.Equal(t, test.line, got.Method+" "+got.URL.String()+" "+got.Host)
			assert.Equal(t, test.body, body)
			assert.Equal(t, strings.HasPrefix(test.line, "GET https:"), got.TLS != nil)
			assert.Equal(t, "HTTP/1.1", got.Proto)
			assert.NotEmpty(t, got.RemoteAddr)
			want := test.want
			if want == nil {
				want = http.Header{}
			}
			assert.Equal(t, want, got.Header)
			assert.Equal(t, got.Method, resp.Request.Method)
			assert.Equal(t, got.URL, resp.Request.URL)
			assert.Equal(t, got.Header, resp.Request.Header)
			if test.name == "own option" {
				assert.Equal(t, 7, got.Context().Value(key{}))
			}
			statustest.Code(t, httpstatus.NotFound, resp)
			statustest.Conforms(t, resp)
			b, err := io.ReadAll(resp.Body)
			require.NoError(t, err)
			assert.Equal(t, got.Method == "HEAD", len(b) == 0, "of a HEAD no content is sent")
			assert.NoError(t, resp.Body.Close())
		})
	}
}

// What the request asked for counts.
func TestDoConforms(t *testing.T) {
	handler := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(http.StatusNotModified) })
	s := new(spy)
	assert.True(t, statustest.Conforms(s, statustest.Get(s, handler, "/")))
	assert.False(t, statustest.Conforms(s, statustest.Post(s, handler, "/")))
}

// What is no request fails the test, at the line of the test, and calls no handler.
func TestDoFails(t *testing.T) {
	handler := http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("called") })
	for _, test := range []struct {
		name string
		do   func(s *spy) *http.Response
		want string
	}{
		{"target", func(s *spy) *http.Response { return statustest.Get(s, handler, "/a b") }, `no request GET /a b: want a path, as "/orders/8"`},
		{"no target", func(s *spy) *http.Response { return statustest.Get(s, handler, "") }, "want a path"},
		{"relative target", func(s *spy) *http.Response { return statustest.Get(s, handler, "a") }, "want a path"},
		{"target without a scheme", func(s *spy) *http.Response { return statustest.Get(s, handler, "//a/b") }, "want a path"},
		{"target with a line", func(s *spy) *http.Response { return statustest.Get(s, handler, "/a\r\nX: y") }, "want a path"},
		{"target that is no URL of the web", func(s *spy) *http.Response { return statustest.Get(s, handler, "mailto:a@b") }, "want a path"},
		{"target that is not encoded", func(s *spy) *http.Response { return statustest.Get(s, handler, "/%zz") }, "want a path"},
		{"method", func(s *spy) *http.Response { return statustest.Do(s, handler, "GET /x", "/") }, `want a method, as "GET"`},
		{"JSON", func(s *spy) *http.Response { return statustest.Post(s, handler, "/", statustest.JSON(func() {})) }, "json: unsupported type"},
		{"option", func(s *spy) *http.Response {
			return statustest.Post(s, handler, "/", func(*http.Request) error { return errors.New("no token") })
		}, "no token"},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := new(spy)
			resp := test.do(s)
			assert.Nil(t, resp)
			require.Len(t, s.failures, 1)
			assert.Contains(t, s.failures[0], test.want)
			first := strings.SplitN(s.failures[0], "\n", 3)[1]
			assert.Contains(t, first, "request_test.go:")
			assert.False(t, statustest.Code(s, 200, resp))
		})
	}
}

// Whatever a method and a target are, there is a response or one failure.
func FuzzDo(f *testing.F) {
	f.Add("GET", "/orders/8?a=b")
	f.Add("CONNECT", "example.com:443")
	f.Add("OPTIONS", "*")
	f.Add("GET ", "http://[::1")
	f.Add("PRI", "mailto:a")
	f.Fuzz(func(t *testing.T, method, target string) {
		s := new(spy)
		resp := statustest.Do(s, http.NotFoundHandler(), method, target)
		assert.Equal(t, resp == nil, len(s.failures) == 1)
		if resp != nil {
			statustest.Code(t, httpstatus.NotFound, resp)
		}
	})
}
