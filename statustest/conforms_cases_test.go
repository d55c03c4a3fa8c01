package statustest_test

import (
	"bufio"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/httpstatus-go/httpstatus/statustest"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// An exchange is a request and its response as they are on the wire, with "|" for each end of a line.
type exchange struct {
	name     string
	request  string // "GET" and its fields
	response string // "200" and its fields
	content  string
	want     string // the sections that are broken; "": none
}

// read returns the response as a client has it. A version before the method, "HTTP/1.0 GET", is that of the request; one before the
// status, "HTTP/2.0 200", that of the response.
func (e exchange) read(t *testing.T) *http.Response {
	t.Helper()
	lines := strings.Split(e.request, "|")
	version, method, found := strings.Cut(lines[0], " ")
	if !found {
		version, method = "HTTP/1.1", lines[0]
	}
	target := "/"
	if method == http.MethodConnect {
		target = "example.com:443"
	}
	req := httptest.NewRequest(method, target, nil)
	req.ProtoMajor, req.ProtoMinor, _ = http.ParseHTTPVersion(version)
	for _, line := range lines[1:] {
		name, value, _ := strings.Cut(line, ":")
		req.Header.Add(name, strings.TrimSpace(value))
	}
	raw := e.response
	if !strings.HasPrefix(raw, "HTTP/") {
		raw = "HTTP/1.1 " + raw
	}
	raw = strings.ReplaceAll(strings.Replace(raw+"|", "|", " Status|", 1), "|", "\r\n") + "\r\n" + e.content
	resp, err := http.ReadResponse(bufio.NewReader(strings.NewReader(raw)), req)
	require.NoError(t, err, e.name)
	return resp
}

const byteRanges = "multipart/byteranges; boundary=THIS"

func byteRange(span, content string) string {
	return "--THIS\r\nContent-Type: text/plain\r\nContent-Range: " + span + "\r\n\r\n" + content + "\r\n"
}

// What is right though it looks odd.
var sound = []exchange{
	{"an unknown code", "GET", "299", "ok", ""},
	{"no fields at all", "HTTP/1.0 GET", "HTTP/1.0 200", "ok", ""},
	{"a field that nobody knows, twice", "GET", "200|X-Count: 1|X-Count: 2", "ok", ""},
	{"empty fields", "GET", "200|X-Empty:|Vary:|Content-Language:|Content-Encoding:|Cache-Control:|Via:|Upgrade:|Connection:|Allow:", "ok", ""},
	{"white space around a value", "GET", "200|ETag: \t\"v\" |Age:  1\t", "ok", ""},
	{"names in any case", "GET", "405|ALLOW: HEAD|cOnTeNt-LeNgTh: 2", "no", ""},

	{"201 without Location", "POST", "201|Content-Length: 0", "", ""},
	{"202 with a page", "POST", "202|Content-Type: text/html", "<p>", ""},
	{"203 with Warning", "GET", "203|Warning: 214 proxy \"changed\" \"Sun, 06 Nov 1994 08:49:37 GMT\"|Via: 1.1 proxy", "ok", ""},
	{"204 to PUT with a tag", "PUT", "204|ETag: \"v2\"|Content-Type: text/plain", "", ""},
	{"204 to a conditional PUT", "PUT|If-Match: \"v1\"", "204|ETag: \"v2\"", "", ""},
	{"205 of no length", "POST", "205|Transfer-Encoding: chunked", "0\r\n\r\n", ""},
	{"300 with choices", "GET", "300|Content-Type: application/json|Location: /en", "[]", ""},
	{"302 to a fragment", "GET", "302|Location: #top", "", ""},
	{"303 to another scheme", "POST", "303|Location: urn:isbn:9780141036144", "", ""},
	{"307 to a host without a path", "POST", "307|Location: http://example.com", "", ""},
	{"308 to an address", "GET", "308|Location: http://[2001:db8::1]:8080/a?b=c&d=%E4%BD%A0#e", "", ""},
	{"301 to a relative path with a colon", "GET", "301|Location: ./a:b;c=1", "", ""},
	{"304 without a tag", "GET|If-Modified-Since: Sun, 06 Nov 1994 08:49:37 GMT", "304|Date: Mon, 07 Nov 1994 08:49:37 GMT", "", ""},
	{"304 for one of several tags", "GET|If-None-Match: \"a\", W/\"b\", \"c,d\"", "304|ETag: \"c,d\"", "", ""},
	{"304 for any tag", "HEAD|If-None-Match: *", "304|ETag: \"v\"|Content-Length: 99", "", ""},
	{"304 though the date is older, for the tag counts", "GET|If-None-Match: \"v\"|If-Modified-Since: Sun, 06 Nov 1994 08:49:37 GMT", "304|ETag: \"v\"|Last-Modified: Mon, 07 Nov 1994 08:49:37 GMT", "", ""},
	{"304 to QUERY", "QUERY|If-None-Match: \"v\"", "304|ETag: \"v\"", "", ""},
	{"200 for another tag", "GET|If-None-Match: \"u\"", "200|ETag: \"v\"", "ok", ""},
	{"200 to a PUT that makes", "PUT|If-None-Match: *", "201|ETag: \"v\"", "", ""},
	{"200 for If-Match of any", "GET|If-Match: *", "200|ETag: W/\"v\"", "ok", ""},
	{"200 without a tag for If-Match", "GET|If-Match: \"u\"", "200", "ok", ""},
	{"412 for a weak tag", "GET|If-Match: W/\"v\"", "412|ETag: W/\"v\"", "no", ""},
	{"412 to DELETE", "DELETE|If-Unmodified-Since: Sun, 06 Nov 1994 08:49:37 GMT", "412", "no", ""},
	{"200 to PUT whose tag has changed", "PUT|If-Match: \"v1\"", "200|ETag: \"v2\"", "ok", ""},

	{"206 to the end", "GET|Range: bytes=3-", "206|Content-Range: bytes 3-4/5|Content-Length: 2", "lo", ""},
	{"206 of the last bytes", "GET|Range: bytes=-2", "206|Content-Range: bytes 3-4/5", "lo", ""},
	{"206 of more than was asked for", "GET|Range: bytes=1-1,3-3", "206|Content-Range: bytes 0-4/5", "hello", ""},
	{"206 of all, the length unknown", "GET|Range: bytes=0-", "206|Content-Range: bytes 0-4/*|Transfer-Encoding: chunked", "5\r\nhello\r\n0\r\n\r\n", ""},
	{"206 in another unit", "GET|Range: rows=0-2", "206|Content-Range: rows 0-2/66|Content-Length: 13", "one two three", ""},
	{"206 in a unit with other ranges", "GET|Range: pages=iv", "206|Content-Range: pages iv/xx", "four", ""},
	{"206 in Bytes", "GET|Range: Bytes=0-1", "206|Content-Range: BYTES 0-1/5", "he", ""},
	{"206 with If-Range of the tag", "GET|Range: bytes=0-1|If-Range: \"v\"", "206|ETag: \"v\"|Content-Range: bytes 0-1/5", "he", ""},
	{"206 with If-Range of the date", "GET|Range: bytes=0-1|If-Range: Sun, 06 Nov 1994 08:49:37 GMT", "206|Last-Modified: Sun, 06 Nov 1994 08:49:37 GMT|Content-Range: bytes 0-1/5", "he", ""},
	{"200 for another If-Range", "GET|Range: bytes=0-1|If-Range: \"u\"", "200|ETag: \"v\"|Accept-Ranges: bytes", "hello", ""},
	{"206 of gzip", "GET|Range: bytes=0-1", "206|Content-Encoding: gzip|Content-Range: bytes 0-1/29", "\x1f\x8b", ""},
	{"206 of several", "GET|Range: bytes=0-0,-1", "206|Content-Type: " + byteRanges, byteRange("bytes 0-0/5", "h") + byteRange("bytes 4-4/5", "o") + "--THIS--\r\n", ""},
	{"206 of several, of which one is left", "GET|Range: bytes=0-0,9-", "206|Content-Type: " + byteRanges, byteRange("bytes 0-0/5", "h") + "--THIS--", ""},
	{"206 of several with words before and behind", "GET|Range: bytes=0-0,4-4", "206|Content-Type: " + byteRanges, "before\r\n" + byteRange("bytes 0-0/5", "h") + byteRange("bytes 4-4/5", "o") + "--THIS--\r\nbehind", ""},
	{"206 of several in a quoted boundary", "GET|Range: bytes=0-0,4-4", "206|Content-Type: multipart/byteranges; boundary=\"TH:IS\"", "--TH:IS\r\nContent-Range: bytes 0-0/5\r\n\r\nh\r\n--TH:IS--\r\n", ""},
	{"416 and the length", "GET|Range: bytes=9-", "416|Content-Range: bytes */5|Accept-Ranges: bytes", "no", ""},
	{"416 to too many", "GET|Range: bytes=0-,0-,0-", "416", "no", ""},
	{"no ranges", "GET|Range: bytes=0-1", "200|Accept-Ranges: none", "hello", ""},

	{"401 with a token", "GET", "401|WWW-Authenticate: Negotiate YIIB+/-._~==", "", ""},
	{"401 with everything", "GET", "401|WWW-Authenticate: Digest realm=\"a@b\", qop=\"auth, auth-int\", algorithm=SHA-256, nonce=\"7y\\\"p==\", opaque=\"FQ\" , Bearer|WWW-Authenticate: SCRAM-SHA-256 data=bix, x=y", "", ""},
	{"401 with quotes and commas", "GET", "401|WWW-Authenticate: Bearer realm=\"a, b\", error=\"invalid_token\", error_description=\"It, \\\"it\\\", is old\", Basic realm=\"\", charset=\"UTF-8\"", "", ""},
	{"401 with space after the scheme", "GET", "401|WWW-Authenticate: Basic   realm=\"a\"", "", ""},
	{"200 that asks for more", "GET", "200|WWW-Authenticate: Negotiate|Authentication-Info: nextnonce=\"a\", qop=auth", "ok", ""},
	{"426 of HTTP/1.1", "GET", "426|Upgrade: TLS/1.3, HTTP/2.0|Connection: close, upgrade", "no", ""},
	{"200 that offers an upgrade", "GET", "200|Upgrade: h2c|Connection: Upgrade", "ok", ""},
	{"101", "GET|Connection: Upgrade|Upgrade: chat/2, websocket", "101|Upgrade: WebSocket|Connection: Upgrade", "", ""},
	{"503 until a day", "GET", "503|Retry-After: Sat, 31 Dec 2016 23:59:60 GMT", "no", ""},
	{"415 and what may be sent", "POST", "415|Accept-Encoding: gzip, br;q=0.5, *;q=0|Accept: application/json, text/*;q=0.123", "no", ""},
	{"HEAD as GET", "HEAD", "200|Content-Length: 5|Content-Type: text/plain|Content-Encoding: br|ETag: \"v\"", "", ""},
	{"HEAD in pieces", "HEAD", "200|Transfer-Encoding: chunked|Trailer: Checksum", "", ""},
	{"CONNECT", "CONNECT", "200", "\x16\x03\x01", ""},
	{"OPTIONS of all", "OPTIONS", "200|Allow: GET, HEAD, OPTIONS|Content-Length: 0|Accept-Ranges: bytes, x-rows", "", ""},
	{"a trailer that is permitted", "GET", "200|Transfer-Encoding: chunked|Trailer: ETag, Content-Digest", "2\r\nok\r\n0\r\nETag: \"v\"\r\nContent-Digest: " + digestOf("ok") + "\r\n\r\n", ""},
	{"gzip and its length", "GET", "200|Content-Encoding: x-gzip|Content-Digest: " + digestOf(zip("ok")), zip("ok"), ""},
	{"gzip of nothing of a HEAD", "HEAD", "200|Content-Encoding: gzip|Content-Length: 23", "", ""},
	{"zstd", "GET", "200|Content-Encoding: zstd", "not zstd, and nobody looks", ""},
	{"stored for long", "GET", "200|Cache-Control: max-age=31536000, immutable, stale-while-revalidate=60, private=\"a, b\"|Expires: Thu, 01 Jan 1970 00:00:00 GMT|Age: 0", "ok", ""},
	{"varies by everything and more", "GET", "200|Vary: *, Accept", "ok", ""},
	{"two dates in one second", "GET", "200|Date: Thu, 29 Feb 2024 00:00:00 GMT|Last-Modified: Thu, 29 Feb 2024 00:00:00 GMT", "ok", ""},
	{"Content-Location elsewhere", "GET", "200|Content-Location: //example.org/a?b", "ok", ""},
	{"a long list of comments", "GET", "200|Server: a/1 (b (c) \\) \"d) e (f)|Via: HTTP/1.1 p:80 (x, y), 2 q", "ok", ""},
	{"425", "POST|Early-Data: 1", "425|Cache-Control: no-store", "no", ""},
	{"problem with odd members", "GET", "404|Content-Type: Application/Problem+JSON; charset=utf-8", "{\"status\":\"404\",\"title\":1,\"type\":null,\"detail\":[],\"x\":{}}", ""},
	{"problem with a number in another form", "GET", "404|Content-Type: application/problem+json", "{\"status\":40.4e1}", ""},
	{"problem in XML", "GET", "404|Content-Type: application/problem+xml", "<problem xmlns=\"urn:ietf:rfc:7807\"/>", ""},
	{"a targeted field", "GET", "200|CDN-Cache-Control: max-age=60;x=1, private, stale-if-error=60|Cache-Control: no-store", "ok", ""},
	{"HTTP/2 without a reason", "GET", "HTTP/2.0 426", "no", ""},
	{"a form with a boundary", "GET", "200|Content-Type: multipart/form-data; boundary=\"a b\"", "--a b--\r\n", ""},
	{"languages", "GET", "200|Content-Language: zh-Hant-TW, de-CH-1996, x-klingon, i-default", "ok", ""},
}

// What breaks one sentence.
var unsound = []exchange{
	{"204 with a length", "DELETE", "204|Content-Length: 0", "", "9110, 8.6"},
	{"204 in pieces", "DELETE", "204|Transfer-Encoding: chunked", "", "9112, 6.1"},
	{"205 with a length", "POST", "205|Content-Length: 3", "abc", "9110, 15.3.6; 9110, 8.6"},
	{"201 to a user", "POST", "201|Location: https://me@example.com/1", "", "9110, 4.2.4"},
	{"301 to no host", "GET", "301|Location: https://:443/", "", "9110, 4.2.2"},
	{"302 to a scheme without slashes", "GET", "302|Location: http:/a", "", "9110, 4.2.1"},
	{"302 to two places", "GET", "302|Location: /a|Location: /b", "", "9110, 5.3"},
	{"303 to a path with a space", "POST", "303|Location: /a b", "", "9110, 10.2.2"},
	{"307 to a bracket", "POST", "307|Location: /a[0]", "", "9110, 10.2.2"},
	{"308 to a bad escape", "GET", "308|Location: /%zz", "", "9110, 10.2.2"},
	{"301 to a port of letters", "GET", "301|Location: http://example.com:http/", "", "9110, 10.2.2"},
	{"304 to PATCH", "PATCH|If-None-Match: \"v\"", "304|ETag: \"v\"", "", "9110, 13.1.2"},
	{"304 for another tag", "GET|If-None-Match: \"u\"", "304|ETag: \"v\"", "", "9110, 13.1.2"},
	{"304 though it was modified", "GET|If-Modified-Since: Sun, 06 Nov 1994 08:49:37 GMT", "304|Last-Modified: Mon, 07 Nov 1994 08:49:37 GMT", "", "9110, 13.1.3"},
	{"304 for what is no date", "GET|If-Modified-Since: yesterday", "304", "", "9110, 13.1.3"},
	{"200 for the very tag", "GET|If-None-Match: \"u\", W/\"v\"", "200|ETag: \"v\"", "ok", "9110, 13.1.2"},
	{"200 though there is one", "GET|If-None-Match: *", "200", "ok", "9110, 13.1.2"},
	{"200 for a weak If-Match", "GET|If-Match: W/\"v\"", "200|ETag: W/\"v\"", "ok", "9110, 13.1.1"},
	{"200 for another If-Match", "HEAD|If-Match: \"u\"", "200|ETag: \"v\"", "", "9110, 13.1.1"},
	{"200 though it was modified", "GET|If-Unmodified-Since: Sun, 06 Nov 1994 08:49:37 GMT", "200|Last-Modified: Mon, 07 Nov 1994 08:49:37 GMT", "ok", "9110, 13.1.4"},
	{"412 to a cache", "HEAD|If-None-Match: \"v\"", "412", "", "9110, 13.1.2"},
	{"401 without a challenge", "GET", "401|Content-Length: 0", "", "9110, 15.5.2"},
	{"401 with an empty one", "GET", "401|WWW-Authenticate: ,", "", "9110, 15.5.2; 9110, 5.6.1.1"},
	{"401 with a comma after the scheme", "GET", "401|WWW-Authenticate: Basic, realm=\"a\"", "", "9110, 11.6.1"},
	{"401 with an open quote", "GET", "401|WWW-Authenticate: Basic realm=\"a", "", "9110, 11.6.1"},
	{"401 with a token as a value", "GET", "401|WWW-Authenticate: SCRAM-SHA-256 data=bix=", "", "9110, 11.6.1"},
	{"401 with parameters after a token", "GET", "401|WWW-Authenticate: Negotiate YQ==, realm=\"a\"", "", "9110, 11.6.1"},
	{"401 with a bare realm", "GET", "401|WWW-Authenticate: Bearer scope=x, REALM=api", "", "9110, 11.5"},
	{"401 with two scopes", "GET", "401|WWW-Authenticate: Bearer scope=\"x\", Scope=\"y\"", "", "9110, 11.2"},
	{"407 with a tab", "GET", "407|Proxy-Authenticate: Basic\trealm=\"a\"", "", "9110, 11.7.1"},
	{"407 without a challenge", "GET", "407|WWW-Authenticate: Basic realm=\"a\"", "", "9110, 15.5.8"},
	{"405 that allows it", "DELETE", "405|Allow: GET, DELETE", "", "9110, 15.5.6"},
	{"405 with semicolons", "DELETE", "405|Allow: GET; HEAD", "", "9110, 10.2.1"},
	{"426 without Upgrade", "GET", "426|Connection: Upgrade", "", "9110, 15.5.22"},
	{"426 without Connection", "GET", "426|Upgrade: h2c|Content-Length: 0", "", "9110, 7.8"},
	{"101 to something else", "GET|Upgrade: h2c|Connection: Upgrade", "101|Upgrade: websocket|Connection: Upgrade", "", "9110, 7.8"},
	{"103 to HTTP/1.0", "HTTP/1.0 GET", "103|Link: </a>; rel=preload", "", "9110, 15.2"},
	{"600", "GET", "600", "no", "9110, 15"},

	{"206 nobody asked for", "GET", "206|Content-Range: bytes 0-1/5", "he", "9110, 15.3.7"},
	{"206 without Content-Range", "GET|Range: bytes=0-1", "206", "he", "9110, 15.3.7.1"},
	{"206 of another length", "GET|Range: bytes=0-1", "206|Content-Range: bytes 0-1/5|Content-Length: 3", "hel", "9110, 15.3.7.1"},
	{"206 of another range", "GET|Range: bytes=0-1", "206|Content-Range: bytes 3-4/5", "lo", "9110, 15.3.7"},
	{"206 that runs over the end", "GET|Range: bytes=0-", "206|Content-Range: bytes 0-5/5", "hello!", "9110, 14.4"},
	{"206 with an equals sign", "GET|Range: bytes=0-1", "206|Content-Range: bytes=0-1/5", "he", "9110, 14.4"},
	{"206 to PUT", "PUT|Range: bytes=0-1", "206|Content-Range: bytes 0-1/5", "he", "9110, 14.2"},
	{"206 to HEAD", "HEAD|Range: bytes=0-1", "206|Content-Range: bytes 0-1/5", "", "9110, 14.2"},
	{"206 for another If-Range", "GET|Range: bytes=0-1|If-Range: \"u\"", "206|ETag: \"v\"|Content-Range: bytes 0-1/5", "he", "9110, 13.1.5"},
	{"206 for a weak If-Range", "GET|Range: bytes=0-1|If-Range: W/\"v\"", "206|ETag: W/\"v\"|Content-Range: bytes 0-1/5", "he", "9110, 13.1.5"},
	{"206 for an old If-Range", "GET|Range: bytes=0-1|If-Range: Sun, 06 Nov 1994 08:49:37 GMT", "206|Last-Modified: Sun, 06 Nov 1994 08:49:38 GMT|Content-Range: bytes 0-1/5", "he", "9110, 13.1.5"},
	{"206 of several for one", "GET|Range: bytes=0-0", "206|Content-Type: " + byteRanges, byteRange("bytes 0-0/5", "h") + "--THIS--\r\n", "9110, 15.3.7.2"},
	{"206 of several with the field", "GET|Range: bytes=0-0,4-4", "206|Content-Range: bytes 0-4/5|Content-Type: " + byteRanges, byteRange("bytes 0-0/5", "h") + "--THIS--\r\n", "9110, 15.3.7.2"},
	{"206 of a part of another length", "GET|Range: bytes=0-0,4-4", "206|Content-Type: " + byteRanges, byteRange("bytes 0-0/5", "he") + "--THIS--\r\n", "9110, 15.3.7.2"},
	{"206 of a part without a range", "GET|Range: bytes=0-0,4-4", "206|Content-Type: " + byteRanges, "--THIS\r\n\r\nh\r\n--THIS--\r\n", "9110, 15.3.7.2"},
	{"206 of several with bare line feeds", "GET|Range: bytes=0-0,4-4", "206|Content-Type: " + byteRanges, strings.ReplaceAll("\r\n"+byteRange("bytes 0-0/5", "h")+"--THIS--\r\n", "\r\n--", "\n--"), "9110, 15.3.7.2; 9110, 8.3.3"},
	{"206 of several that does not end", "GET|Range: bytes=0-0,4-4", "206|Content-Type: " + byteRanges, byteRange("bytes 0-0/5", "h"), "9110, 15.3.7.2"},
	{"416 nobody asked for", "GET", "416|Content-Range: bytes */5", "no", "9110, 15.5.17"},
	{"416 without an asterisk", "GET|Range: bytes=9-", "416|Content-Range: bytes /5", "no", "9110, 14.4"},
	{"an empty Accept-Ranges", "GET", "200|Accept-Ranges:", "ok", "9110, 14.3"},

	{"content of a HEAD that is longer", "GET", "200|Content-Length: 9", "short", "9110, 8.6"},
	{"gzip that is none", "GET", "200|Content-Encoding: gzip", "plain", "9110, 8.4"},
	{"gzip that is cut", "GET", "200|Content-Encoding: gzip", zip("hello")[:20], "9110, 8.4"},
	{"deflate without zlib", "GET", "200|Content-Encoding: deflate", bareDeflate("hello"), "9110, 8.4.1.2"},
	{"a wrong digest", "GET", "200|Content-Digest: " + digestOf("ko"), "ok", "9530, 2"},
	{"a wrong digest of all", "GET", "200|Repr-Digest: " + digestOf("ko"), "ok", "9530, 3"},
	{"a wrong digest behind the content", "GET", "200|Transfer-Encoding: chunked|Trailer: Content-Digest", "2\r\nok\r\n0\r\nContent-Digest: " + digestOf("ko") + "\r\n\r\n", "9530, 2"},
	{"a digest in quotes", "GET", "200|Repr-Digest: sha-256=\"abc\"", "ok", "9530, 3"},
	{"Set-Cookie behind the content", "GET", "200|Transfer-Encoding: chunked|Trailer: Set-Cookie", "2\r\nok\r\n0\r\nSet-Cookie: a=b\r\n\r\n", "9110, 6.5.1"},
	{"Expires behind the content", "GET", "200|Transfer-Encoding: chunked|Content-Digest: " + digestOf("ok"), "2\r\nok\r\n0\r\nExpires: Sun, 06 Nov 1994 08:49:37 GMT\r\n\r\n", "9110, 6.5.1"},
	{"multipart without a boundary", "GET", "200|Content-Type: multipart/mixed", "--a--\r\n", "9110, 8.3.3"},
	{"CONNECT with a length", "CONNECT", "200|Content-Length: 0", "", "9110, 9.3.6"},
	{"Early-Data", "GET", "200|Early-Data: 1", "ok", "8470, 5.1"},
	{"a weekday of another date", "GET", "200|Date: Mon, 06 Nov 1994 08:49:37 GMT", "ok", "9110, 5.6.7"},
	{"a day with one digit", "GET", "200|Expires: Sun, 6 Nov 1994 08:49:37 GMT", "ok", "9110, 5.6.7"},
	{"a date of asctime", "GET", "200|Last-Modified: Sun Nov  6 08:49:37 1994", "ok", "9110, 5.6.7"},
	{"Expires: -1", "GET", "200|Expires: -1", "ok", "9110, 5.6.7"},
	{"Retry-After with a fraction", "GET", "503|Retry-After: 1.5", "no", "9110, 10.2.3"},
	{"modified tomorrow", "GET", "200|Date: Sun, 06 Nov 1994 08:49:37 GMT|Last-Modified: Mon, 07 Nov 1994 08:49:37 GMT", "ok", "9110, 8.8.2.1"},
	{"a tag without quotes", "GET", "200|ETag: 5d8c72a5edda8", "ok", "9110, 8.8.3"},
	{"a weak tag with a small w", "GET", "200|ETag: w/\"v\"", "ok", "9110, 8.8.3"},
	{"a tag with a space", "GET", "200|ETag: \"a b\"", "ok", "9110, 8.8.3"},
	{"Age with a sign", "GET", "200|Age: +5", "ok", "9111, 5.1"},
	{"two ages", "GET", "200|Age: 5|Age: 6", "ok", "9110, 5.3"},
	{"max-age in quotes", "GET", "200|Cache-Control: public, Max-Age=\"60\"", "ok", "9111, 5.2.2.1"},
	{"max-age with a minus", "GET", "200|Cache-Control: max-age=-1", "ok", "9111, 1.2.2"},
	{"directives with semicolons", "GET", "200|Cache-Control: no-cache; no-store", "ok", "9111, 5.2"},
	{"max-age as a string for a CDN", "GET", "200|CDN-Cache-Control: max-age=\"60\"", "ok", "9213, 2.1"},
	{"Vary with an empty member", "GET", "200|Vary: Accept, , Origin", "ok", "9110, 5.6.1.1"},
	{"Vary with a space", "GET", "200|Vary: Accept Origin", "ok", "9110, 12.5.5"},
	{"Content-Type without a slash", "GET", "200|Content-Type: html", "ok", "9110, 8.3"},
	{"Content-Type with spaces", "GET", "200|Content-Type: text/html; charset = utf-8", "ok", "9110, 8.3"},
	{"two types", "GET", "200|Content-Type: text/html|Content-Type: text/plain", "ok", "9110, 5.3"},
	{"a language with an underscore", "GET", "200|Content-Language: zh_CN", "ok", "9110, 8.5"},
	{"Content-Location with a fragment", "GET", "200|Content-Location: /a#b", "ok", "9110, 8.7"},
	{"Server with an open comment", "GET", "200|Server: app/1.0 (beta", "ok", "9110, 10.2.4"},
	{"Via without a receiver", "GET", "200|Via: HTTP/1.1", "ok", "9110, 7.6.3"},
	{"Connection: Set-Cookie", "GET", "200|Connection: Set-Cookie", "ok", "9110, 7.6.1"},
	{"Keep-Alive alone", "GET", "200|Keep-Alive: timeout=5, max=100|Content-Length: 2", "ok", "9110, 7.6.1"},
	{"a weight of four digits", "POST", "415|Accept-Encoding: gzip;q=0.1234", "no", "9110, 12.4.2"},
	{"Connection in HTTP/2", "GET", "HTTP/2.0 200|Connection: keep-alive", "ok", "9113, 8.2.2"},
	{"Upgrade in HTTP/2", "GET", "HTTP/2.0 426|Upgrade: h2c", "no", "9113, 8.2.2"},
	{"Keep-Alive in HTTP/3", "GET", "HTTP/3.0 200|Keep-Alive: timeout=5", "ok", "9114, 4.2"},
	{"problem of another status", "GET", "404|Content-Type: application/problem+json", "{\"status\":400}", "9457, 3.1.2"},
	{"problem with a fraction", "GET", "404|Content-Type: application/problem+json", "{\"status\":404.5}", "9457, 3.1.2"},
	{"problem that is a list", "GET", "404|Content-Type: application/problem+json", "[{\"status\":404}]", "9457, 3"},
	{"problem that is cut", "GET", "404|Content-Type: application/problem+json", "{\"status\":404", "9457, 3"},
	{"a wanted digest above 10", "GET", "200|Want-Repr-Digest: sha-256=11", "ok", "9530, 4"},
}

// Each response that is right is taken, and each that breaks one sentence fails with its section and no other.
func TestExchanges(t *testing.T) {
	section := func(s string) string {
		i := strings.LastIndex(s, "(RFC ")
		return strings.TrimSuffix(s[i+len("(RFC "):], ")")
	}
	for _, all := range [][]exchange{sound, unsound} {
		for _, e := range all {
			t.Run(e.name, func(t *testing.T) {
				s := new(spy)
				statustest.Conforms(s, e.read(t))
				var got []string
				for line := range strings.Lines(faults(s)) {
					got = append(got, section(strings.TrimSpace(line)))
				}
				assert.Equal(t, e.want, strings.Join(got, "; "), faults(s))
			})
		}
	}
}
