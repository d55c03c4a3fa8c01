package statustest_test

import (
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/httpstatus-go/httpstatus/statustest"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// A pair is two responses that differ in what a rule is about.
type pair struct {
	rule   string
	keeps  *http.Response
	breaks *http.Response
}

// field returns a pair of a 200 whose field has one value or the other.
func field(rule, name, keeps, breaks string) pair {
	return pair{rule: rule, keeps: response(200, "", "ok", name, keeps), breaks: response(200, "", "ok", name, breaks)}
}

func version(major int, resp *http.Response) *http.Response {
	resp.ProtoMajor, resp.ProtoMinor = major, 0
	return resp
}

// http10 makes the request one of HTTP/1.0.
func http10(resp *http.Response) *http.Response {
	resp.Request.ProtoMajor, resp.Request.ProtoMinor = 1, 0
	return resp
}

func trailer(resp *http.Response, name, value string) *http.Response {
	resp.Trailer = http.Header{name: {value}}
	return resp
}

func digestOf(content string) string {
	sum := sha256.Sum256([]byte(content))
	return "sha-256=:" + base64.StdEncoding.EncodeToString(sum[:]) + ":"
}

func pairs() []pair {
	chunked := func(resp *http.Response) *http.Response {
		resp.TransferEncoding = []string{"chunked"}
		return resp
	}
	const upgrade, websocket = "Upgrade", "websocket"
	const modified, later = "Sun, 06 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:38 GMT"
	status := func(resp *http.Response, status string) *http.Response {
		resp.Status = status
		return resp
	}
	mixed := strings.ReplaceAll(parts, "\r\n--b\r\n", "\n--b\r\n")
	return []pair{
		{rule: "code", keeps: response(599, "", "no"), breaks: response(600, "", "no")},
		{rule: "interim-http10", keeps: http10(response(200, "", "ok")), breaks: http10(response(103, "", ""))},
		{rule: "fields-of-code", keeps: response(405, "", "no", "Allow", "PUT"), breaks: response(405, "", "no")},
		{rule: "precondition", keeps: response(304, "QUERY /", ""), breaks: response(304, "POST /", "")},
		{rule: "if-match", keeps: with(response(200, "", "ok", "ETag", `"v"`), "If-Match", `"u", "v"`), breaks: with(response(200, "", "ok", "ETag", `W/"v"`), "If-Match", `"v"`)},
		{rule: "if-none-match", keeps: with(response(304, "", "", "ETag", `W/"v"`), "If-None-Match", `"v"`), breaks: with(response(200, "", "ok", "ETag", `W/"v"`), "If-None-Match", `"v"`)},
		{rule: "if-modified-since", keeps: with(response(304, "", "", "Last-Modified", modified), "If-Modified-Since", "Sunday, 06-Nov-94 08:49:37 GMT"),
			breaks: with(response(304, "", "", "Last-Modified", later), "If-Modified-Since", modified)},
		{rule: "if-unmodified-since", keeps: with(response(200, "", "ok", "Last-Modified", modified), "If-Unmodified-Since", modified),
			breaks: with(response(200, "", "ok", "Last-Modified", later), "If-Unmodified-Since", modified)},
		{rule: "if-range", keeps: with(response(206, "", "ab", "ETag", `"v"`, "Content-Range", "bytes 0-1/9"), "If-Range", `"v"`),
			breaks: with(response(206, "", "ab", "ETag", `"v"`, "Content-Range", "bytes 0-1/9"), "If-Range", `"u"`)},
		{rule: "allow-not", keeps: response(405, "PUT /", "no", "Allow", "GET"), breaks: response(405, "PUT /", "no", "Allow", "PUT")},
		{rule: "upgrade-listed", keeps: response(426, "", "no", upgrade, "h2c", "Connection", "upgrade"), breaks: response(426, "", "no", upgrade, "h2c")},
		{rule: "upgrade-asked", keeps: with(response(101, "", "", upgrade, websocket, "Connection", upgrade), upgrade, "WebSocket"),
			breaks: with(response(101, "", "", upgrade, websocket, "Connection", upgrade), upgrade, "h2c")},

		{rule: "range-method", keeps: with(response(206, "QUERY /", "ab", "Content-Range", "bytes 0-1/9"), "Range", "bytes=0-1"),
			breaks: response(206, "POST /", "ab", "Content-Range", "bytes 0-1/9")},
		{rule: "range-asked", keeps: response(206, "", "ab", "Content-Range", "bytes 0-1/9"),
			breaks: without(response(206, "", "ab", "Content-Range", "bytes 0-1/9"))},
		{rule: "unsatisfied-asked", keeps: response(416, "", "no"), breaks: without(response(416, "", "no"))},
		{rule: "content-range", keeps: response(416, "", "no", "Content-Range", "bytes */9"), breaks: response(416, "", "no", "Content-Range", "bytes 9")},
		{rule: "single-range", keeps: response(206, "", "[1,2]", "Content-Range", "items 0-1/66", "Content-Length", "5"),
			breaks: response(206, "", "[1,2]", "Content-Range", "bytes 0-1/66", "Content-Length", "5")},
		{rule: "multipart-ranges", keeps: response(206, "", parts, "Content-Type", multi), breaks: response(206, "", strings.Replace(parts, "ab", "abc", 1), "Content-Type", multi)},

		{rule: "range-other", keeps: with(response(206, "", "ab", "Content-Range", "bytes 7-8/9"), "Range", "bytes=-1"),
			breaks: with(response(206, "", "ab", "Content-Range", "bytes 6-7/9"), "Range", "bytes=-1, 0-5")},

		{rule: "content-of-1xx", keeps: response(103, "", ""), breaks: response(103, "", "no")},
		{rule: "content-of-code", keeps: response(304, "", ""), breaks: response(304, "", "no")},
		{rule: "content-of-head", keeps: response(200, "HEAD /", ""), breaks: response(200, "HEAD /", "no")},
		{rule: "length", keeps: response(200, "", "ok", "Content-Length", "2"), breaks: response(200, "", "ok", "Content-Length", "3")},
		{rule: "length-connect", keeps: response(403, "CONNECT example.com:443", "no", "Content-Length", "2"), breaks: response(200, "CONNECT example.com:443", "", "Content-Length", "2")},
		{rule: "coding-none", keeps: chunked(response(205, "", "")), breaks: chunked(response(204, "", ""))},
		{rule: "coding-http10", keeps: chunked(response(200, "", "ok")), breaks: http10(chunked(response(200, "", "ok")))},
		{rule: "coding-twice", keeps: response(200, "", "ok", "Transfer-Encoding", "gzip, chunked"), breaks: response(200, "", "ok", "Transfer-Encoding", "chunked, Chunked")},
		{rule: "coding-and-length", keeps: response(200, "", "ok", "Transfer-Encoding", "chunked"), breaks: response(200, "", "ok", "Transfer-Encoding", "chunked", "Content-Length", "2")},
		{rule: "trailers", keeps: trailer(response(200, "", "ok"), "Etag", `"v"`), breaks: trailer(response(200, "", "ok"), "Content-Length", "2")},
		{rule: "line-breaks", keeps: response(200, "", parts, "Content-Type", "multipart/mixed; boundary=b"), breaks: response(200, "", mixed, "Content-Type", "multipart/mixed; boundary=b")},
		{rule: "boundary", keeps: response(200, "", "ok", "Content-Type", "Multipart/Mixed; Boundary=b"), breaks: response(200, "", "ok", "Content-Type", "multipart/mixed")},
		{rule: "reason", keeps: status(response(200, "", "ok"), "200 Schön gut"), breaks: status(response(200, "", "ok"), "200 OK\r\nX: y")},

		{rule: "http2-fields", keeps: response(200, "", "ok", "Connection", "close"), breaks: version(2, response(200, "", "ok", "Connection", "close"))},
		{rule: "http2-values", keeps: response(200, "", "ok", "X-Note", " a"), breaks: version(2, response(200, "", "ok", "X-Note", " a"))},
		{rule: "http2-switch", keeps: version(2, response(103, "", "")), breaks: version(2, response(101, "", ""))},
		{rule: "http3-fields", keeps: version(3, response(200, "", "ok", "Alt-Svc", "clear")), breaks: version(3, response(200, "", "ok", "Keep-Alive", "timeout=5"))},
		{rule: "http3-switch", keeps: version(3, response(103, "", "")), breaks: version(3, response(101, "", ""))},

		{rule: "names", keeps: change(response(200, "", "ok"), func(r *http.Response) { r.Header[http.TrailerPrefix+"Sum"] = []string{"1"} }),
			breaks: change(response(200, "", "ok"), func(r *http.Response) { r.Header["X Note"] = []string{"1"} })},
		field("values", "X-Note", "未\t找到", "a\r\nb"),
		{rule: "repeated", keeps: response(200, "", "ok", "Vary", "Accept", "Vary", "Origin"), breaks: response(200, "", "ok", "Server", "a", "Server", "b")},
		field("empty-member", "Vary", "Accept, Cookie", "Accept,,Cookie"),
		field("dates", "Date", "Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT"),
		field("connection-option", "Connection", "close, X-Hop", "Cache-Control"),
		{rule: "keep-alive-listed", keeps: response(200, "", "ok", "Keep-Alive", "timeout=5", "Connection", "keep-alive"), breaks: response(200, "", "ok", "Keep-Alive", "timeout=5")},
		{rule: "last-modified-later", keeps: response(200, "", "ok", "Date", "Sun, 06 Nov 1994 08:49:37 GMT", "Last-Modified", "Sun, 06 Nov 1994 08:49:37 GMT"),
			breaks: response(200, "", "ok", "Date", "Sun, 06 Nov 1994 08:49:37 GMT", "Last-Modified", "Sun, 06 Nov 1994 08:49:38 GMT")},
		{rule: "empty-host-http", keeps: response(301, "", "", "Location", "file:///x"), breaks: response(301, "", "", "Location", "///x")},
		{rule: "empty-host-https", keeps: response(301, "", "", "Location", "https://example.com/x"), breaks: response(301, "", "", "Location", "https:///x")},
		{rule: "userinfo", keeps: response(301, "", "", "Location", "mailto:u@example.com"), breaks: response(301, "", "", "Location", "HTTPS://u:p@example.com/")},
		{rule: "qvalue", keeps: response(415, "", "no", "Accept", "text/html;q=0.123"), breaks: response(415, "", "no", "Accept", "text/html;q=0.1234")},
		field("early-data", "X-Early-Data", "1", "1").renamed("Early-Data"),

		field("accept", "Accept", "text/html;level=1, */*;q=0.1", "text"),
		field("accept-encoding", "Accept-Encoding", "gzip, *;q=0", "gzip deflate"),
		field("accept-ranges", "Accept-Ranges", "bytes", "bytes=0"),
		field("age", "Age", "99999999999999999999", "-1"),
		field("allow", "Allow", "GET, X-MINE", "GET HEAD"),
		field("authentication-info", "Authentication-Info", `nextnonce="a, b", qop=auth`, "nextnonce"),
		field("connection", "Connection", "close", "close now"),
		field("content-encoding", "Content-Encoding", "br", "b r"),
		field("content-language", "Content-Language", "zh-Hans, en-US", "en_US"),
		field("content-location", "Content-Location", "/a?b", "/a#b"),
		field("content-type", "Content-Type", `text/html;charset="utf-8";`, "texthtml"),
		field("etag", "ETag", `W/"v1"`, "v1"),
		field("location", "Location", "http://ex%61mple.com/?q=%25", "/?q=100%"),
		field("proxy-authentication-info", "Proxy-Authentication-Info", "a=b", "a b"),
		field("retry-after", "Retry-After", "99999999999999999999", "30s"),
		field("server", "Server", `app/1.0 (a, "b (c)) lib`, "(app)"),
		field("trailer", "Trailer", "Checksum", "a b"),
		field("transfer-encoding", "Transfer-Encoding", "x; a=b, chunked", "chunked now"),
		{rule: "upgrade", keeps: response(200, "", "ok", upgrade, "HTTP/2.0, websocket", "Connection", upgrade), breaks: response(200, "", "ok", upgrade, "HTTP/2/0", "Connection", upgrade)},
		field("vary", "Vary", "*", "Accept Cookie"),
		field("via", "Via", "1.1 vegur, HTTP/2 [::1]:80 (a, b)", "1.1"),
		field("content-digest", "Content-Digest", "id-sha-256=:YQ==:", "sha-256=YQ"),
		field("repr-digest", "Repr-Digest", digestOf("ok"), "sha-256"),
		field("want-content-digest", "Want-Content-Digest", "sha-256=10, sha=0", "sha-256=11"),
		field("want-repr-digest", "Want-Repr-Digest", "sha-256=1", "sha-256=a b"),

		field("cache-control", "Cache-Control", `private="Set-Cookie", no-transform, x=a`, "no-cache no-store"),
		field("max-age-quoted", "Cache-Control", "max-age=5", `max-age="5"`),
		field("s-maxage-quoted", "Cache-Control", "s-maxage=5", `s-maxage="5"`),
		field("delta-seconds", "Cache-Control", "max-age=99999999999999999999", "max-age=-1"),
		field("cdn-cache-control", "CDN-Cache-Control", `max-age=60, no-cache="Set-Cookie", x=token`, `max-age="60"`),

		field("www-authenticate", "WWW-Authenticate", `Negotiate YQ==, Digest realm="a, b", qop="auth", Basic realm="c"`, `Basic realm="a" charset="UTF-8"`),
		field("proxy-authenticate", "Proxy-Authenticate", "Basic", "realm=x"),
		field("parameter-once", "WWW-Authenticate", `Basic realm="a", X realm="b"`, `Basic realm="a", Realm="b"`),
		field("realm-quoted", "Proxy-Authenticate", `Basic realm="a", charset=UTF-8`, "Basic realm=a"),
		field("bad-space", "WWW-Authenticate", `Basic realm="a = b"`, `Basic realm = "a"`),

		{rule: "content-coding", keeps: response(200, "", zip("ok"), "Content-Encoding", "GZIP"), breaks: response(200, "", "ok", "Content-Encoding", "gzip")},
		{rule: "zlib", keeps: response(200, "", deflate("ok"), "Content-Encoding", "deflate"), breaks: response(200, "", bareDeflate("ok"), "Content-Encoding", "deflate")},
		{rule: "content-digest-value", keeps: response(200, "", "ok", "Content-Digest", digestOf("ok")), breaks: response(200, "", "ok", "Content-Digest", digestOf("no"))},
		{rule: "repr-digest-value", keeps: response(206, "", "ok", "Content-Range", "bytes 0-1/9", "Repr-Digest", digestOf("no")), breaks: response(200, "", "ok", "Repr-Digest", digestOf("no"))},
		{rule: "problem-object", keeps: response(403, "", "{}", "Content-Type", problemJSON), breaks: response(403, "", "[]", "Content-Type", problemJSON)},
		{rule: "problem-status", keeps: response(404, "", `{"status":404.0}`, "Content-Type", problemJSON), breaks: response(404, "", `{"status":403}`, "Content-Type", problemJSON)},
	}
}

// renamed gives the field of the second response another name.
func (p pair) renamed(name string) pair {
	p.breaks = response(200, "", "ok", name, "1")
	return p
}

// without returns resp, whose request asks for no range.
func without(resp *http.Response) *http.Response {
	resp.Request.Header.Del("Range")
	return resp
}

// Each rule finds what breaks it, nothing else does, and beside it is a response that keeps them all.
func TestRules(t *testing.T) {
	var seen []string
	for _, p := range pairs() {
		seen = append(seen, p.rule)
		assert.Empty(t, statustest.Breaches(p.keeps), "%s: the one that keeps it", p.rule)
		assert.Equal(t, []string{p.rule}, statustest.Breaches(p.breaks), "%s: the one that breaks it", p.rule)
	}
	var names []string
	for _, rule := range statustest.Rules() {
		names = append(names, rule[0])
	}
	assert.ElementsMatch(t, names, seen, "each rule has a pair")
}

// CONFORMS.md has each rule, under its section, and no other; each row without a rule says why there is none.
func TestConformsTableOfRequirements(t *testing.T) {
	text, err := os.ReadFile("CONFORMS.md")
	require.NoError(t, err)
	rows := regexp.MustCompile(`(?m)^\| (\d+, [\dA-Z.]+|of the code) \| (.+) \| (.+) \|$`).FindAllStringSubmatch(string(text), -1)
	assert.Greater(t, len(rows), 100)
	assert.Equal(t, strings.Count(string(text), "\n| "), len(rows)+2*strings.Count(string(text), "| Section |"), "each row is understood")
	sections := map[string]string{}
	for _, rule := range statustest.Rules() {
		sections[rule[0]] = strings.TrimPrefix(rule[1], "RFC ")
	}
	code := regexp.MustCompile("`([a-z0-9-]+)`")
	var found, seen []string
	for _, row := range rows {
		section, requirement, how := row[1], row[2], row[3]
		assert.NotContains(t, seen, section+requirement, "a requirement stands once")
		seen = append(seen, section+requirement)
		if strings.HasPrefix(how, "not seen: ") {
			continue
		}
		ids := code.FindAllStringSubmatch(how, -1)
		assert.NotEmpty(t, ids, "%s: %s", section, how)
		for _, id := range ids {
			spec, ok := sections[id[1]]
			if spec == "" {
				spec = "of the code"
			}
			assert.True(t, ok, "%s is a rule", id[1])
			// A rule can be how a second sentence is seen, one that says the same elsewhere.
			if spec == section {
				found = append(found, id[1])
			}
		}
	}
	slices.Sort(found)
	for id := range sections {
		assert.Contains(t, slices.Compact(found), id, "a row of its section has the rule")
	}
}
