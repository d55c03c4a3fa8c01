package statustest_test

import (
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/httpstatus-go/httpstatus"
	"github.com/httpstatus-go/httpstatus/statustest"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// with returns a response whose request has the fields.
func with(resp *http.Response, header ...string) *http.Response {
	for i := 0; i < len(header); i += 2 {
		resp.Request.Header.Set(header[i], header[i+1])
	}
	return resp
}

// change returns resp as f leaves it.
func change(resp *http.Response, f func(*http.Response)) *http.Response {
	f(resp)
	return resp
}

const (
	multi = "multipart/byteranges; boundary=b"
	parts = "--b\r\nContent-Range: bytes 0-1/9\r\n\r\nab\r\n--b\r\nContent-Range: bytes 3-3/*\r\n\r\nd\r\n--b--\r\n"
)

// A response for each rule that breaks it, with what Conforms says, and its neighbors that keep it.
func TestConforms(t *testing.T) {
	future := time.Now().Add(time.Hour).UTC().Format(http.TimeFormat)
	past := time.Now().Add(-time.Hour).UTC().Format(http.TimeFormat)
	trailer := func(resp *http.Response) { resp.Trailer = http.Header{"Checksum": {"1"}} }
	chunked := func(resp *http.Response) { resp.TransferEncoding = []string{"chunked"} }
	http2 := func(resp *http.Response) { resp.ProtoMajor, resp.ProtoMinor = 2, 0 }

	for _, test := range []struct {
		name string
		got  any
		want string // the faults, a line each; "": none
	}{
		{"plain", response(200, "", "ok", "Content-Type", "text/plain"), ""},
		{"nothing set", &http.Response{StatusCode: 200}, ""},
		{"bare request", &http.Response{StatusCode: 304, Request: &http.Request{}}, ""},
		{"unknown codes", response(299, "", "ok"), ""},
		{"unknown error", response(599, "", "no"), ""},
		{"600", response(600, "", "no"), "the status is not from 100 to 599 (RFC 9110, 15)"},
		{"99", response(99, "", "no"), "the status is not from 100 to 599 (RFC 9110, 15)"},
		{"0", &http.Response{}, "the status is not from 100 to 599 (RFC 9110, 15)"},

		// Fields that there must be.
		{"401", response(401, "", "no"), "no WWW-Authenticate (RFC 9110, 15.5.2)"},
		{"401 empty", response(401, "", "no", "WWW-Authenticate", " "), "no WWW-Authenticate (RFC 9110, 15.5.2)"},
		{"401 challenge", response(401, "", "no", "WWW-Authenticate", `Basic realm="a, b"`), ""},
		{"401 bare schemes", response(401, "", "no", "WWW-Authenticate", "Negotiate, NTLM", "WWW-Authenticate", "Basic"), ""},
		{"401 without a scheme", response(401, "", "no", "WWW-Authenticate", `"realm"`), `WWW-Authenticate does not begin with a scheme: "realm" (RFC 9110, 11.6.1)`},
		{"407", response(407, "", "no"), "no Proxy-Authenticate (RFC 9110, 15.5.8)"},
		{"407 challenge", response(407, "", "no", "Proxy-Authenticate", "Basic"), ""},
		{"407 without a scheme", response(407, "", "no", "Proxy-Authenticate", "realm=x"), "Proxy-Authenticate does not begin with a scheme: realm=x (RFC 9110, 11.7.1)"},
		{"405", response(405, "", "no"), "no Allow (RFC 9110, 15.5.6)"},
		{"405 recorded", recorder(405, "no"), "no Allow (RFC 9110, 15.5.6)"},
		{"405 Allow", response(405, "PUT /", "no", "Allow", "GET, HEAD", "Allow", "X-MINE"), ""},
		{"405 nothing allowed", response(405, "PUT /", "no", "Allow", ""), ""},
		{"405 no methods", response(405, "PUT /", "no", "Allow", "GET HEAD"), `Allow has "GET HEAD", which is no method (RFC 9110, 10.2.1)`},
		{"405 allowed", response(405, "PUT /", "no", "Allow", "GET, PUT"), "Allow has PUT, the method that is not allowed (RFC 9110, 15.5.6)"},
		{"200 Allow", response(200, "PUT /", "", "Allow", "PUT"), ""},
		{"405 after its header", func() any {
			rec := httptest.NewRecorder()
			rec.WriteHeader(405)
			rec.Header().Set("Allow", "GET")
			return rec
		}(), "no Allow (RFC 9110, 15.5.6)"},
		{"426", response(426, "", "no"), "no Upgrade (RFC 9110, 15.5.22)"},
		{"426 Upgrade", response(426, "", "no", "Upgrade", "h2c", "Connection", "keep-alive, upgrade"), ""},
		{"426 no Connection", response(426, "", "no", "Upgrade", "h2c"), "Upgrade without Connection: Upgrade (RFC 9110, 7.8)"},
		{"426 HTTP/2", change(response(426, "", "no"), http2), ""},
		{"426 Upgrade HTTP/2", change(response(426, "", "no", "Upgrade", "h2c"), http2), "Upgrade, a field of the connection, in HTTP/2 (RFC 9113, 8.2.2)"},
		{"101", response(101, "", ""), "no Upgrade (RFC 9110, 15.2.2)"},
		{"101 Upgrade", with(response(101, "", "\x81\x00", "Upgrade", "websocket", "Connection", "Upgrade"), "Upgrade", "WebSocket"), ""},
		{"101 recorded", recorder(101, "", "Upgrade", "websocket", "Connection", "Upgrade"), ""},
		{"101 not asked", with(response(101, "", "", "Upgrade", "h2c", "Connection", "Upgrade"), "Upgrade", "websocket"),
			`switches to "h2c", which the request did not ask for (RFC 9110, 7.8)`},
		{"226", response(226, "", "delta"), "no ETag (RFC 3229, 10.4.1)"},
		{"226 ETag", response(226, "", "delta", "ETag", `"v2"`), ""},

		// What caches are told is the server's to say, also of what they must not keep.
		{"429", response(429, "", "wait", "Cache-Control", "private, max-age=60"), ""},
		{"428", response(428, "", "if", "Cache-Control", "max-age=60"), ""},
		{"511", response(511, "", "log in", "Cache-Control", "public", "Expires", future), ""},
		{"Expires 0", response(200, "", "ok", "Expires", "0"), `Expires is "0": want a date as "Sun, 06 Nov 1994 08:49:37 GMT" (RFC 9110, 5.6.7)`},
		{"Expires past", response(200, "", "ok", "Expires", past), ""},

		// Ranges.
		{"206", response(206, "", "ab", "Content-Range", "bytes 0-1/9", "Content-Length", "2"), ""},
		{"206 unknown length", response(206, "", "ab", "Content-Range", "bytes 0-1/*"), ""},
		{"206 other unit", response(206, "", "<li>", "Content-Range", "items 0-3/4"), ""},
		{"206 HEAD", response(206, "HEAD /", "", "Content-Range", "bytes 0-1/9", "Content-Length", "2"), "206 to HEAD: Range counts with GET, and is ignored with it (RFC 9110, 14.2)"},
		{"206 none", response(206, "", "ab"), "no Content-Range, and Content-Type is not multipart/byteranges (RFC 9110, 15.3.7.1)"},
		{"206 unsatisfied", response(206, "", "ab", "Content-Range", "bytes */9"), `Content-Range "bytes */9" does not say which range it is (RFC 9110, 15.3.7.1)`},
		{"206 other length", response(206, "", "abc", "Content-Range", "bytes 0-1/9", "Content-Length", "3"), `Content-Range "bytes 0-1/9" is 2 bytes, and Content-Length says 3 (RFC 9110, 15.3.7.1)`},
		{"206 backwards", response(206, "", "ab", "Content-Range", "bytes 2-1/9"), `Content-Range is "bytes 2-1/9": want "bytes 0-9/100" or "bytes */100" (RFC 9110, 14.4)`},
		{"206 over the end", response(206, "", "ab", "Content-Range", "bytes 0-9/9"), `Content-Range is "bytes 0-9/9": want "bytes 0-9/100" or "bytes */100" (RFC 9110, 14.4)`},
		{"206 as in Range", response(206, "", "ab", "Content-Range", "bytes=0-1"), `Content-Range is "bytes=0-1": want "bytes 0-9/100" or "bytes */100" (RFC 9110, 14.4)`},
		{"206 huge", response(206, "", "ab", "Content-Range", "bytes 0-99999999999999999999/*"), ""},
		{"206 multipart", with(response(206, "", parts, "Content-Type", multi), "Range", "bytes=0-1,3-3"), ""},
		{"206 multipart recorded", recorder(206, parts, "Content-Type", multi), ""},
		{"206 multipart of a body that is read", with(response(206, "", "", "Content-Type", multi), "Range", "bytes=0-1,3-3"), ""},
		{"206 multipart longer than it is read", response(206, "", parts[:len(parts)-len("\r\n--b--\r\n")]+strings.Repeat("x", 1<<20), "Content-Type", multi), ""},
		{"206 multipart and Content-Range", response(206, "", parts, "Content-Type", multi, "Content-Range", "bytes 0-1/9"),
			"Content-Range in the header of a response of several ranges (RFC 9110, 15.3.7.2)"},
		{"206 multipart for one", with(response(206, "", parts, "Content-Type", multi), "Range", "bytes=0-1"),
			`multipart/byteranges for a single range, "bytes=0-1" (RFC 9110, 15.3.7.2)`},
		{"206 multipart no boundary", response(206, "", parts, "Content-Type", "multipart/byteranges"),
			"multipart/byteranges without a boundary (RFC 9110, 15.3.7.2)"},
		{"206 multipart no range", response(206, "", "--b\r\nContent-Type: text/plain\r\n\r\nab\r\n--b--\r\n", "Content-Type", multi),
			`part 1 of multipart/byteranges has no range in its Content-Range, "" (RFC 9110, 15.3.7.2)`},
		{"206 multipart unsatisfied", response(206, "", "--b\r\nContent-Range: bytes */9\r\n\r\nab\r\n--b--\r\n", "Content-Type", multi),
			`part 1 of multipart/byteranges has no range in its Content-Range, "bytes */9" (RFC 9110, 15.3.7.2)`},
		{"206 multipart no parts", response(206, "", "ab", "Content-Type", multi),
			"part 1 of multipart/byteranges cannot be read: multipart: NextPart: EOF (RFC 9110, 15.3.7.2)"},
		{"206 multipart empty", response(206, "", "--b--\r\n", "Content-Type", multi),
			"part 1 of multipart/byteranges cannot be read: EOF (RFC 9110, 15.3.7.2)"},
		{"416", response(416, "", "no", "Content-Range", "bytes */9"), ""},
		{"416 not asked to", response(416, "", "no"), ""},
		{"416 broken", response(416, "", "no", "Content-Range", "bytes 9"), `Content-Range is "bytes 9": want "bytes 0-9/100" or "bytes */100" (RFC 9110, 14.4)`},
		{"200 Content-Range", response(200, "", "ok", "Content-Range", "bytes 9"), ""},

		// Preconditions.
		{"304", with(response(304, "", "", "ETag", `"v"`), "If-None-Match", `"v"`), ""},
		{"304 length", response(304, "", "", "Content-Length", "9"), ""},
		{"304 HEAD", response(304, "HEAD /", "", "Content-Length", "9"), ""},
		{"304 POST", response(304, "POST /", ""), "304 answers GET and HEAD alone, not POST: want 412 (RFC 9110, 13.1.2)"},
		{"412 GET", with(response(412, "", "no"), "If-None-Match", `"v"`), "412 for If-None-Match of a GET: want 304 (RFC 9110, 13.1.2)"},
		{"412 POST", with(response(412, "POST /", "no"), "If-None-Match", `"v"`), ""},
		{"412 If-Match", with(response(412, "", "no"), "If-None-Match", `"v"`, "If-Match", `"w"`), ""},

		// Content.
		{"204", response(204, "", ""), ""},
		{"204 content", recorder(204, "no"), "it has content (RFC 9110, 15.3.5)"},
		{"204 trailer", change(response(204, "", ""), trailer), "it has trailers (RFC 9110, 15.3.5)"},
		{"205", response(205, "", "", "Content-Length", "0"), ""},
		{"205 framed", change(response(205, "", ""), chunked), ""},
		{"205 content", response(205, "", "no"), "it has content (RFC 9110, 15.3.6)"},
		{"205 length", recorder(205, "", "Content-Length", "2"), "Content-Length is 2, and 205 has no content (RFC 9110, 8.6)"},
		{"304 content", recorder(304, "no"), "it has content (RFC 9110, 15.4.5)"},
		{"103", response(103, "", "", "Link", "</a.css>; rel=preload"), ""},
		{"103 content", recorder(103, "no"), "it has content (RFC 9110, 15.2)"},
		{"unknown 1xx", recorder(199, "no"), "it has content (RFC 9110, 15.2)"},
		{"100 trailer", change(response(100, "", ""), trailer), "it has trailers (RFC 9110, 15.2)"},
		{"HEAD", response(200, "HEAD /", "", "Content-Length", "9"), ""},
		{"HEAD trailer", change(response(200, "HEAD /", ""), trailer), ""},
		{"HEAD content", response(200, "HEAD /", "ok"), "it has content (RFC 9110, 9.3.2)"},
		{"CONNECT", response(200, "CONNECT example.com:443", "another protocol"), ""},
		{"CONNECT refused", response(403, "CONNECT example.com:443", "no", "Content-Length", "2"), ""},

		// Framing.
		{"Content-Length", response(200, "", "ok", "Content-Length", "2"), ""},
		{"Content-Length of a recorded HEAD", recorder(200, "", "Content-Length", "9"), ""},
		{"Content-Length of much", response(200, "", strings.Repeat("x", 1<<20+2), "Content-Length", "1048578"), ""},
		{"Content-Length unpacked", change(response(200, "", "ok", "Content-Length", "9"), func(resp *http.Response) { resp.Uncompressed = true }), ""},
		{"Content-Length no number", response(200, "", "ok", "Content-Length", "+2"), `Content-Length is "+2": want a number (RFC 9110, 8.6)`},
		{"Content-Length too small", recorder(200, "okay", "Content-Length", "2"), "Content-Length is 2, and the content 4 bytes (RFC 9110, 8.6)"},
		{"Content-Length too great", recorder(200, "ok", "Content-Length", "4"), "Content-Length is 4, and the content 2 bytes (RFC 9110, 8.6)"},
		{"Content-Length of a body that is read", response(200, "", "", "Content-Length", "4"), ""},
		{"Content-Length of 204", response(204, "", "", "Content-Length", "0"), "it has a Content-Length (RFC 9110, 8.6)"},
		{"Content-Length of 1xx", response(103, "", "", "Content-Length", "0"), "it has a Content-Length (RFC 9110, 8.6)"},
		{"Content-Length of CONNECT", response(200, "CONNECT example.com:443", "", "Content-Length", "2"), "it has a Content-Length (RFC 9110, 9.3.6)"},
		{"chunked", change(response(200, "", "ok"), chunked), ""},
		{"chunked 204", change(response(204, "", ""), chunked), "it has a Transfer-Encoding (RFC 9112, 6.1)"},
		{"chunked 204 with a length", recorder(204, "", "Transfer-Encoding", "chunked", "Content-Length", "0"),
			"it has a Content-Length (RFC 9110, 8.6)\nit has a Transfer-Encoding (RFC 9112, 6.1)"},
		{"chunked 1xx", response(100, "", "", "Transfer-Encoding", "chunked"), "it has a Transfer-Encoding (RFC 9112, 6.1)"},
		{"chunked CONNECT", change(response(200, "CONNECT example.com:443", ""), chunked), "it has a Transfer-Encoding (RFC 9110, 9.3.6)"},
		{"chunked and Content-Length", response(200, "", "ok", "Transfer-Encoding", "chunked", "Content-Length", "2"),
			"it has a Content-Length and a Transfer-Encoding (RFC 9112, 6.2)"},

		// Fields.
		{"repeated", response(200, "", "ok", "Content-Type", "text/plain", "Content-Type", "text/html"), "Content-Type is there 2 times, and is no list (RFC 9110, 5.3)"},
		{"repeated lists", response(200, "", "ok", "Set-Cookie", "a=1", "Set-Cookie", "b=2", "Vary", "Accept", "Vary", "Origin"), ""},
		{"ETag", response(200, "", "ok", "ETag", `"v1"`), ""},
		{"ETag weak", response(200, "", "ok", "ETag", `W/""`), ""},
		{"ETag bare", response(304, "", "", "ETag", "v1"), `ETag is "v1": want it quoted, as "v1" or W/"v1" (RFC 9110, 8.8.3)`},
		{"ETag quoted within", response(200, "", "ok", "ETag", `"a"b"`), `ETag is "\"a\"b\"": want it quoted, as "v1" or W/"v1" (RFC 9110, 8.8.3)`},
		{"ETag half", response(200, "", "ok", "ETag", `"`), `ETag is "\"": want it quoted, as "v1" or W/"v1" (RFC 9110, 8.8.3)`},
		{"Location", response(303, "POST /", "", "Location", "/orders/7?new=1#top"), ""},
		{"Location whole", response(201, "POST /", "", "Location", "https://example.com/%E6%9C%AA"), ""},
		{"Location not given", response(302, "", "look there"), ""},
		{"Location broken", response(302, "", "", "Location", "/a b"), `Location is "/a b": want a URI reference (RFC 9110, 10.2.2)`},
		{"Location not ASCII", response(302, "", "", "Location", "/未找到"), `Location is "/未找到": want a URI reference (RFC 9110, 10.2.2)`},
		{"Location of no URL", response(302, "", "", "Location", "http://[::1"), `Location is "http://[::1": want a URI reference (RFC 9110, 10.2.2)`},
		{"Retry-After", response(503, "", "later", "Retry-After", "120"), ""},
		{"Retry-After a date", response(503, "", "later", "Retry-After", future), ""},
		{"Retry-After a duration", response(503, "", "later", "Retry-After", "30s"), `Retry-After is "30s": want seconds or a date, as "120" (RFC 9110, 10.2.3)`},
		{"Retry-After an old date", response(503, "", "later", "Retry-After", "Sun Nov  6 08:49:37 1994"), `Retry-After is "Sun Nov  6 08:49:37 1994": want seconds or a date, as "120" (RFC 9110, 10.2.3)`},

		// Problem documents.
		{"problem", response(403, "", `{"status":403}`, "Content-Type", problemJSON), ""},
		{"problem without status", response(403, "", `{}`, "Content-Type", problemJSON), ""},
		{"problem HEAD", response(403, "HEAD /", "", "Content-Type", problemJSON), ""},
		{"problem compressed", recorder(403, zip(`{"status":404}`), "Content-Type", problemJSON, "Content-Encoding", "gzip"),
			`"status" is 404: want 403, the status of the response (RFC 9457, 3.1.2)`},
		{"problem other status", response(403, "", `{"status":404}`, "Content-Type", problemJSON), `"status" is 404: want 403, the status of the response (RFC 9457, 3.1.2)`},
		{"problem no object", response(403, "", `"no"`, "Content-Type", problemJSON), "the content is application/problem+json, and not a JSON object (RFC 9457, 3)"},
		{"problem null", response(403, "", `null`, "Content-Type", problemJSON), "the content is application/problem+json, and not a JSON object (RFC 9457, 3)"},
		{"other JSON", response(403, "", `{"status":404}`, "Content-Type", "application/json"), ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := new(spy)
			ok := statustest.Conforms(s, test.got)
			assert.Equal(t, len(s.failures) == 0, ok)
			assert.Equal(t, test.want, faults(s))
		})
	}
}

var faultLine = regexp.MustCompile(`(?m)^\s*- (.*)$`)

// faults returns what the failures list, a line each.
func faults(s *spy) string {
	var lines []string
	for _, failure := range s.failures {
		for _, m := range faultLine.FindAllStringSubmatch(failure, -1) {
			lines = append(lines, m[1])
		}
	}
	return strings.Join(lines, "\n")
}

// Every code with all that its row of the table asks for conforms, and with nothing conforms if it asks for nothing.
func TestConformsTable(t *testing.T) {
	for c := range httpstatus.Codes() {
		info := c.Info()
		header := []string{"Connection", "Upgrade"}
		for name := range strings.SplitSeq(info.MustHave, ", ") {
			switch name {
			case "":
			case "ETag":
				header = append(header, name, `"v"`)
			default:
				header = append(header, name, "X")
			}
		}
		switch c {
		case httpstatus.PartialContent:
			header = append(header, "Content-Range", "bytes 0-1/2")
		case httpstatus.IMUsed:
			if info.MustHave == "" {
				header = append(header, "ETag", `"v"`)
			}
		}
		body := ""
		if info.Content {
			body = "ok"
		}
		assert.True(t, statustest.Conforms(t, recorder(int(c), body, header...)), "%v", c)
		bare := c != httpstatus.PartialContent && c != httpstatus.IMUsed && info.MustHave == ""
		assert.Equal(t, bare, statustest.Conforms(new(spy), recorder(int(c), body)), "%v", c)
		// What follows a 101 is no content, but another protocol.
		content := info.Content || c == httpstatus.SwitchingProtocols
		assert.Equal(t, content, statustest.Conforms(new(spy), recorder(int(c), "ok", header...)), "%v", c)
		// A cache guesses how long to keep what it may, and keeps nothing that it must not.
		assert.Equal(t, !info.Cacheable, statustest.NotCacheable(new(spy), recorder(int(c), body)), "%v", c)
	}
}

// What net/http answers conforms: from a recorder, and over a connection of HTTP/1.1 and of HTTP/2.
func TestConformsNetHTTP(t *testing.T) {
	modified := time.Date(2024, 5, 6, 7, 8, 9, 0, time.UTC)
	mux := http.NewServeMux()
	mux.HandleFunc("GET /file", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", `"v1"`)
		http.ServeContent(w, r, "file.txt", modified, strings.NewReader("0123456789"))
	})
	mux.HandleFunc("GET /future", func(w http.ResponseWriter, r *http.Request) {
		http.ServeContent(w, r, "file.txt", time.Date(2999, 1, 1, 0, 0, 0, 0, time.UTC), strings.NewReader("0123456789"))
	})
	behind := httptest.NewServer(mux)
	t.Cleanup(behind.Close)
	quiet := log.New(io.Discard, "", 0)
	for prefix, to := range map[string]string{"/proxy/": behind.URL, "/broken/": "http://127.0.0.1:1"} {
		target, err := url.Parse(to)
		require.NoError(t, err)
		mux.Handle(prefix, http.StripPrefix(strings.TrimSuffix(prefix, "/"), &httputil.ReverseProxy{
			Rewrite: func(r *httputil.ProxyRequest) { r.SetURL(target) }, ErrorLog: quiet,
		}))
	}
	mux.Handle("GET /dir/", http.StripPrefix("/dir/", http.FileServer(http.Dir("testdata"))))
	for _, code := range []int{301, 302, 303, 307, 308} {
		mux.HandleFunc(fmt.Sprintf("/%d", code), func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "/未找到?x=1", code)
		})
	}
	mux.HandleFunc("/204", func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(204) })
	mux.HandleFunc("/205", func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(205) })
	mux.HandleFunc("/flush", func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.WriteString(w, "a")
		_ = http.NewResponseController(w).Flush()
		_, _ = io.WriteString(w, "b")
	})
	mux.HandleFunc("/hints", func(w http.ResponseWriter, r *http.Request) {
		if _, recorded := w.(*httptest.ResponseRecorder); !recorded { // it has one header only
			w.Header().Set("Link", "</a.css>; rel=preload")
			w.WriteHeader(103)
		}
		w.Header().Set("Trailer", "Checksum")
		_, _ = io.WriteString(w, "ok")
		w.Header().Set("Checksum", "1")
	})
	mux.HandleFunc("/error", func(w http.ResponseWriter, r *http.Request) { http.Error(w, "out of order", 500) })
	mux.Handle("/timeout", http.TimeoutHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		<-r.Context().Done()
	}), time.Millisecond, "late"))
	mux.HandleFunc("POST /limit", func(w http.ResponseWriter, r *http.Request) {
		if _, err := io.ReadAll(http.MaxBytesReader(w, r.Body, 1)); err != nil {
			http.Error(w, err.Error(), http.StatusRequestEntityTooLarge)
		}
	})

	tests := []struct {
		method, path string
		code         httpstatus.Code
		header       []string
		body         string // what it still has at the end
	}{
		{"GET", "/file", 200, nil, "0123456789"},
		{"HEAD", "/file", 200, nil, ""},
		{"GET", "/file", 206, []string{"Range", "bytes=2-4"}, "234"},
		{"GET", "/file", 206, []string{"Range", "bytes=-1"}, "9"},
		{"HEAD", "/file", 206, []string{"Range", "bytes=2-4"}, ""},
		{"GET", "/file", 206, []string{"Range", "bytes=0-1,4-5"}, "*"},
		{"HEAD", "/file", 206, []string{"Range", "bytes=0-1,4-5"}, ""},
		{"GET", "/file", 206, []string{"Range", "bytes=2-4", "If-Range", `"v1"`}, "234"},
		{"GET", "/file", 416, []string{"Range", "bytes=20-30"}, "*"},
		{"HEAD", "/file", 416, []string{"Range", "bytes=20-30"}, ""},
		{"GET", "/future", 200, nil, "0123456789"},
		{"GET", "/dir/code_int.golden", 200, nil, "*"},
		{"GET", "/dir/code_int.golden", 206, []string{"Range", "bytes=0-1,4-5"}, "*"},
		{"GET", "/proxy/file", 206, []string{"Range", "bytes=2-4"}, "234"},
		{"GET", "/proxy/file", 304, []string{"If-None-Match", `"v1"`}, ""},
		{"HEAD", "/proxy/file", 200, nil, ""},
		{"GET", "/proxy/308", 308, nil, "*"},
		{"GET", "/proxy/flush", 200, nil, "ab"},
		{"GET", "/proxy/hints", 200, nil, "ok"},
		{"POST", "/proxy/file", 405, nil, "*"},
		{"GET", "/broken/", 502, nil, ""},
		{"GET", "/file", 416, []string{"Range", "lines=1"}, "*"},
		{"GET", "/file", 304, []string{"If-None-Match", `"v1"`}, ""},
		{"HEAD", "/file", 304, []string{"If-None-Match", `"v1"`}, ""},
		{"GET", "/file", 304, []string{"If-Modified-Since", modified.Format(http.TimeFormat)}, ""},
		{"GET", "/file", 412, []string{"If-Match", `"v2"`}, ""},
		{"GET", "/file", 412, []string{"If-Unmodified-Since", modified.Add(-time.Hour).Format(http.TimeFormat)}, ""},
		{"POST", "/file", 405, nil, "*"},
		{"DELETE", "/file", 405, nil, "*"},
		{"GET", "/limit", 405, nil, "*"},
		{"HEAD", "/limit", 405, nil, ""},
		{"GET", "/none", 404, nil, "404 page not found\n"},
		{"HEAD", "/none", 404, nil, ""},
		{"GET", "/dir/", 200, nil, "*"},
		{"GET", "/dir", 307, nil, "*"},
		{"GET", "/dir/none", 404, nil, "404 page not found\n"},
		{"GET", "/301", 301, nil, "*"},
		{"GET", "/302", 302, nil, "*"},
		{"HEAD", "/302", 302, nil, ""},
		{"POST", "/303", 303, nil, ""},
		{"POST", "/307", 307, nil, ""},
		{"GET", "/308", 308, nil, "*"},
		{"GET", "/204", 204, nil, ""},
		{"GET", "/205", 205, nil, ""},
		{"GET", "/flush", 200, nil, "ab"},
		{"GET", "/hints", 200, nil, "ok"},
		{"HEAD", "/hints", 200, nil, ""},
		{"GET", "/error", 500, nil, "out of order\n"},
		{"GET", "/timeout", 503, nil, "late"},
		{"POST", "/limit", 413, nil, "*"},
	}
	body := func(t *testing.T, want string, body io.Reader) {
		got, err := io.ReadAll(body)
		require.NoError(t, err)
		if want == "*" {
			assert.NotEmpty(t, got)
		} else {
			assert.Equal(t, want, string(got))
		}
	}
	// What Conforms says of them. Each line in the file is a breach that is real.
	var complaints []string
	complain := func(of, name string, got any) (lines []string) {
		s := new(spy)
		statustest.Conforms(s, got)
		for line := range strings.Lines(faults(s)) {
			lines = append(lines, fmt.Sprintf("%s over %s: %s", name, of, strings.TrimSpace(line)))
		}
		return lines
	}
	for _, test := range tests {
		name := strings.TrimSpace(test.method + " " + test.path + " " + strings.Join(test.header, " "))
		options := []statustest.Option{statustest.Body("text/plain", "long")}
		for i := 0; i < len(test.header); i += 2 {
			options = append(options, statustest.Header(test.header[i], test.header[i+1]))
		}
		t.Run("handler/"+name, func(t *testing.T) {
			resp := statustest.Do(t, mux, test.method, test.path, options...)
			statustest.Code(t, test.code, resp)
			complaints = append(complaints, complain("no connection", name, resp)...)
			body(t, test.body, resp.Body)
		})
		if test.path == "/proxy/hints" { // which a recorder takes for a 103
			continue
		}
		t.Run("recorder/"+name, func(t *testing.T) {
			r := httptest.NewRequest(test.method, test.path, strings.NewReader("long"))
			for i := 0; i < len(test.header); i += 2 {
				r.Header.Set(test.header[i], test.header[i+1])
			}
			rec := httptest.NewRecorder()
			mux.ServeHTTP(rec, r)
			statustest.Code(t, test.code, rec)
			complaints = append(complaints, complain("a recorder", name, rec)...)
			if test.method != "HEAD" { // of which a server drops the content later
				body(t, test.body, rec.Result().Body)
			}
		})
	}
	for _, protocol := range []string{"HTTP/1.1", "HTTP/2.0"} {
		server := httptest.NewUnstartedServer(mux)
		server.EnableHTTP2 = protocol == "HTTP/2.0"
		server.StartTLS()
		t.Cleanup(server.Close)
		client := server.Client()
		client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
		for _, test := range tests {
			name := strings.TrimSpace(test.method + " " + test.path + " " + strings.Join(test.header, " "))
			t.Run(protocol+"/"+name, func(t *testing.T) {
				var content io.Reader
				if test.method == "POST" {
					content = strings.NewReader("long")
				}
				r, err := http.NewRequest(test.method, server.URL+test.path, content)
				require.NoError(t, err)
				for i := 0; i < len(test.header); i += 2 {
					r.Header.Set(test.header[i], test.header[i+1])
				}
				resp, err := client.Do(r)
				require.NoError(t, err)
				defer resp.Body.Close()
				require.Equal(t, protocol, resp.Proto)
				statustest.Code(t, test.code, resp)
				complaints = append(complaints, complain(protocol, name, resp)...)
				body(t, test.body, resp.Body)
			})
		}
	}
	now := regexp.MustCompile(`after Date, [^(]*`)
	compare(t, "nethttp.txt", now.ReplaceAllString(strings.Join(complaints, "\n"), "after Date ")+"\n")
}

// compare compares what has come with a file in testdata.
func compare(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		require.NoError(t, os.WriteFile(path, []byte(got), 0o666))
	}
	want, err := os.ReadFile(path)
	require.NoError(t, err)
	assert.Equal(t, string(want), got)
}
