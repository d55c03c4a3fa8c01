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

// The responses that the specifications show: their numbers and fields, with contents of the same length or digest.
var shown = []struct {
	where   string
	request string // the method and the fields that matter
	header  string
	content string
	want    string // a fault that the document itself has
}{
	{"9110, 3.9", "GET", "200\nDate: Mon, 27 Jul 2009 12:28:53 GMT\nServer: Apache\nLast-Modified: Wed, 22 Jul 2009 19:15:56 GMT\nETag: \"34aa387-d-1568eb00\"\n" +
		"Accept-Ranges: bytes\nContent-Length: 51\nVary: Accept-Encoding\nContent-Type: text/plain", strings.Repeat("x", 51), ""},
	{"9110, 7.8", "GET\nConnection: upgrade\nUpgrade: websocket, IRC/6.9, RTA/x11", "101\nConnection: upgrade\nUpgrade: websocket", "", ""},
	{"9110, 8.8.3.3, a", "GET", "200\nDate: Fri, 26 Mar 2010 00:05:00 GMT\nETag: \"123-a\"\nContent-Length: 70\nVary: Accept-Encoding\nContent-Type: text/plain", strings.Repeat("x", 70), ""},
	{"9110, 8.8.3.3, b", "GET\nAccept-Encoding: gzip", "200\nDate: Fri, 26 Mar 2010 00:05:00 GMT\nETag: \"123-b\"\nVary: Accept-Encoding\nContent-Type: text/plain\nContent-Encoding: gzip",
		zip(strings.Repeat("Hello World!\r\n", 5)), ""},
	{"9110, 14.6, another unit", "GET\nRange: exampleunit=1.2-4.3,11.2-14.3", "206\nDate: Tue, 14 Nov 1995 06:25:24 GMT\nLast-Modified: Tue, 14 July 04:58:08 GMT\nContent-Type: multipart/byteranges; boundary=THIS_STRING_SEPARATES",
		"--THIS_STRING_SEPARATES\r\nContent-Type: video/example\r\nContent-Range: exampleunit 1.2-4.3/25\r\n\r\none\r\n" +
			"--THIS_STRING_SEPARATES\r\nContent-Type: video/example\r\nContent-Range: exampleunit 11.2-14.3/25\r\n\r\ntwo\r\n--THIS_STRING_SEPARATES--\r\n",
		// The date lacks its year, and has a whole month.
		`Last-Modified is "Tue, 14 July 04:58:08 GMT": want a date as "Sun, 06 Nov 1994 08:49:37 GMT" (RFC 9110, 5.6.7)`},
	{"9110, 15.3.7.1", "GET\nRange: bytes=21010-", "206\nDate: Wed, 15 Nov 1995 06:25:24 GMT\nLast-Modified: Wed, 15 Nov 1995 04:58:08 GMT\nContent-Range: bytes 21010-47021/47022\nContent-Length: 26012\nContent-Type: image/gif",
		strings.Repeat("x", 26012), ""},
	{"9110, 15.3.7.2", "GET\nRange: bytes=500-999,7000-7999", "206\nDate: Wed, 15 Nov 1995 06:25:24 GMT\nLast-Modified: Wed, 15 Nov 1995 04:58:08 GMT\nContent-Type: multipart/byteranges; boundary=THIS_STRING_SEPARATES",
		"--THIS_STRING_SEPARATES\r\nContent-Type: application/pdf\r\nContent-Range: bytes 500-999/8000\r\n\r\n" + strings.Repeat("x", 500) +
			"\r\n--THIS_STRING_SEPARATES\r\nContent-Type: application/pdf\r\nContent-Range: bytes 7000-7999/8000\r\n\r\n" + strings.Repeat("y", 1000) + "\r\n--THIS_STRING_SEPARATES--\r\n", ""},
	{"9110, 15.5.17", "GET\nRange: bytes=99999-", "416\nDate: Fri, 20 Jan 2012 15:41:54 GMT\nContent-Range: bytes */47022", "", ""},
	{"9110, 15.5.22", "GET", "426\nUpgrade: HTTP/3.0\nConnection: Upgrade\nContent-Length: 53\nContent-Type: text/plain", strings.Repeat("x", 53), ""},
	{"9110, 7.8, and the connection closes", "GET", "426\nUpgrade: HTTP/3.0\nKeep-Alive: timeout=5\nConnection: close, Upgrade, Keep-Alive\nContent-Length: 2", "no", ""},
	{"9110, fields", "GET", "200\nVia: 1.0 ricky, 1.1 ethel, 1.1 fred, 1.0 lucy\nVia: 1.1 p.example.net\nContent-Type: text/html; charset=ISO-8859-4\nContent-Language: mi, en\n" +
		"Allow: GET, HEAD, PUT\nLocation: /People.html#tim\nRetry-After: 120\nServer: CERN/3.0 libwww/2.17\nVary: accept-encoding, accept-language\nAccept-Ranges: none\n" +
		"Date: Tue, 15 Nov 1994 12:45:26 GMT\nLast-Modified: Tue, 15 Nov 1994 12:45:26 GMT\nETag: \"\"\nExpires: Thu, 01 Dec 1994 16:00:00 GMT", "ok", ""},
	{"9110, more fields", "GET", "503\nRetry-After: Fri, 31 Dec 1999 23:59:59 GMT\nContent-Language: da\nETag: W/\"xyzzy\"\nLocation: http://www.example.net/index.html", "no", ""},
	{"9110, 11.6.1", "GET", "401\nWWW-Authenticate: Basic realm=\"simple\", Newauth realm=\"apps\", type=1, title=\"Login to \\\"apps\\\"\"", "no", ""},
	{"9110, 12.5.1", "POST", "415\nAccept: text/*;q=0.3, text/plain;q=0.7, text/plain;format=flowed, text/plain;format=fixed;q=0.4, */*;q=0.5\nAccept: audio/*; q=0.2, audio/basic", "no", ""},
	{"9110, 12.5.3", "POST", "415\nAccept-Encoding: gzip;q=1.0, identity; q=0.5, *;q=0\nAccept-Encoding: compress, gzip\nAccept-Encoding:\nAccept-Encoding: *", "no", ""},
	{"9111, 5.2.3", "GET", "200\nCache-Control: private, community=\"UCI\"", "ok", ""},
	{"9111, 5.2.2", "GET", "200\nCache-Control: no-cache=\"Set-Cookie\", must-revalidate, proxy-revalidate, public, no-transform, must-understand, no-store, s-maxage=10", "ok", ""},
	{"9112, 7.1", "GET", "200\nTransfer-Encoding: chunked\nContent-Type: text/plain", "2\r\nok\r\n0\r\n\r\n", ""},
	{"9112, 9.6", "GET", "200\nConnection: close", "ok", ""},
	{"9113, 8.8.2", "GET\nIf-None-Match: \"xyzzy\"", "304\nETag: \"xyzzy\"\nExpires: Thu, 23 Jan 2020 00:00:00 GMT", "", ""},
	{"6585, 3", "PUT", "428\nContent-Type: text/html", "<html>", ""},
	{"6585, 4", "GET", "429\nContent-Type: text/html\nRetry-After: 3600", "<html>", ""},
	{"6585, 5", "GET", "431\nContent-Type: text/html", "<html>", ""},
	{"6585, 6", "GET", "511\nContent-Type: text/html", "<html>", ""},
	{"7725, 3", "GET", "451\nLink: <https://spqr.example.org/legislatione>; rel=\"blocked-by\"\nContent-Type: text/html", "<html>", ""},
	{"8297, 2", "GET", "103\nLink: </style.css>; rel=preload; as=style\nLink: </script.js>; rel=preload; as=script", "", ""},
	{"8297, 2, final", "GET", "200\nDate: Fri, 26 May 2017 10:02:11 GMT\nContent-Length: 1234\nContent-Type: text/html; charset=utf-8\nLink: </style.css>; rel=preload; as=style", strings.Repeat("x", 1234), ""},
	{"9457, 3", "POST", "403\nContent-Type: application/problem+json\nContent-Language: en",
		`{"type":"https://example.com/probs/out-of-credit","title":"t","detail":"d","instance":"/account/12345/msgs/abc","balance":30,"accounts":["/account/12345","/account/67890"]}`, ""},
	{"9457, 3, errors", "POST", "422\nContent-Type: application/problem+json\nContent-Language: en", `{"type":"https://example.net/validation-error","title":"t","errors":[{"detail":"d","pointer":"#/age"}]}`, ""},
	{"9530, A, part", "GET\nRange: bytes=0-9", "206\nContent-Encoding: gzip\nContent-Type: application/json\nContent-Range: bytes 0-9/39", "\x1f\x8b\x08\x00\xa5\xb4\xbd\x62\x02\xff", ""},
	{"9530, A, HEAD", "HEAD", "200\nContent-Type: application/json\nContent-Encoding: gzip\nContent-Length: 39", "", ""},
	{"9530, B.1", "GET", "200\nContent-Type: application/json\nContent-Length: 19\nContent-Digest: sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:\nRepr-Digest: sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:",
		"{\"hello\": \"world\"}\n", ""},
	{"9530, B.2", "HEAD", "200\nContent-Type: application/json\nContent-Digest: sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:\nRepr-Digest: sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:", "", ""},
	{"9530, B.3", "GET\nRange: bytes=10-18", "206\nContent-Type: application/json\nContent-Range: bytes 10-18/19\nContent-Digest: sha-256=:jjcgBDWNAtbYUXI37CVG3gRuGOAjaaDRGpIUFsdyepQ=:\nRepr-Digest: sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:",
		"\"world\"}\n", ""},
	{"9530, B.4", "PUT", "200\nContent-Type: application/json\nContent-Location: /items/123\nContent-Encoding: br\nContent-Length: 23\nRepr-Digest: sha-256=:d435Qo+nKZ+gLcUHn7GQtQ72hiBVAgqoLsZnZPiTGPk=:",
		"\x8b\x08\x80{\"hello\": \"world\"}\n\x03", ""},
	{"9530, B.5", "PUT", "204\nContent-Type: application/json\nContent-Encoding: br\nRepr-Digest: sha-256=:d435Qo+nKZ+gLcUHn7GQtQ72hiBVAgqoLsZnZPiTGPk=:", "", ""},
	{"9530, B.6", "PUT", "200\nContent-Type: application/json\nContent-Encoding: br\nContent-Location: /items/123\nRepr-Digest: sha-256=:d435Qo+nKZ+gLcUHn7GQtQ72hiBVAgqoLsZnZPiTGPk=:,sha-512=:db7fdBbgZMgX1Wb2MjA8zZj+rSNgfmDCEEXM8qLWfpfoNY0sCpHAzZbj09X1/7HAb7Od5Qfto4QpuBsFbUO3dQ==:",
		"\x8b\x08\x80{\"hello\": \"world\"}\n\x03", ""},
	{"9530, B.8", "POST", "201\nContent-Type: application/json\nRepr-Digest: sha-256=:yXIGDTN5VrfoyisKlXgRKUHHMs35SNtyC3szSz1dbO8=:\nLocation: /books/123", "{\n  \"id\": \"123\"\n}\n", ""},
	{"9530, B.10", "PATCH", "404\nContent-Type: application/problem+json\nRepr-Digest: sha-256=:EXB0S2VF2H7ijkAVJkH1Sm0pBho0iDZcvVUHHXTTZSA=:", `{"title":"t","detail":"d","status":404}`, ""},
	{"9530, C.1", "GET", "200\nWant-Repr-Digest: sha-512=3, sha-256=10, unixsum=0\nWant-Content-Digest: sha-256=1", "ok", ""},
	{"9213, 2.1", "GET", "200\nCDN-Cache-Control: max-age=60", "ok", ""},
	{"9213, 2.3", "GET", "200\nAge: 1800\nCache-Control: max-age=600\nCDN-Cache-Control: max-age=3600", "ok", ""},
	{"9213, 3.1", "GET", "200\nCache-Control: no-store\nCDN-Cache-Control: none", "ok", ""},
}

func TestExamplesOfTheSpecifications(t *testing.T) {
	for _, example := range shown {
		t.Run(example.where, func(t *testing.T) {
			lines := strings.Split(example.request, "\n")
			req := httptest.NewRequest(lines[0], "/", nil)
			for _, line := range lines[1:] {
				name, value, _ := strings.Cut(line, ": ")
				req.Header.Add(name, value)
			}
			raw := "HTTP/1.1 " + strings.Replace(example.header, "\n", " Status\n", 1)
			raw = strings.ReplaceAll(raw, "\n", "\r\n") + "\r\n\r\n" + example.content
			resp, err := http.ReadResponse(bufio.NewReader(strings.NewReader(raw)), req)
			require.NoError(t, err)
			s := new(spy)
			statustest.Conforms(s, resp)
			assert.Equal(t, example.want, faults(s))
		})
	}
}
