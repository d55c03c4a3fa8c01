package problem

import (
	"bufio"
	"errors"
	"fmt"
	"maps"
	"net"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/httpstatus-go/httpstatus"
	"github.com/httpstatus-go/httpstatus/internal/field"
	"github.com/stretchr/testify/assert"
)

// fields returns a header of "Name: value|Name: value", with the keys as they are spelled.
func fields(s string) http.Header {
	h := http.Header{}
	for line := range strings.SplitSeq(s, "|") {
		if name, value, ok := strings.Cut(line, ": "); ok {
			h[name] = append(h[name], value)
		}
	}
	return h
}

// show is the reverse of fields, less those that every answer has.
func show(h http.Header) string {
	var lines []string
	for _, name := range slices.Sorted(maps.Keys(h)) {
		for _, value := range h[name] {
			if !slices.Contains([]string{"Content-Type: T", "Content-Length: 1", "Content-Language: L", "X-Content-Type-Options: nosniff", "Vary: V"}, name+": "+value) {
				lines = append(lines, name+": "+value)
			}
		}
	}
	return strings.Join(lines, "|")
}

func TestSetHeader(t *testing.T) {
	const h1, h2, h3 = 1, 2, 3
	bare := (*entry)(nil)
	inside := &entry{}
	for _, tt := range []struct {
		name   string
		code   httpstatus.Code
		major  int
		entry  *entry
		before string // in the header
		own    string // of the error
		want   string // beside what every answer has
	}{
		// What restricts caches stays.
		{"private", 404, h1, inside, "Cache-Control: private|Set-Cookie: a=1", "", "Cache-Control: private|Set-Cookie: a=1"},
		{"of a cookie", 404, h1, inside, `Cache-Control: no-cache="Set-Cookie, X-A", max-age=9`, "", `Cache-Control: no-cache="Set-Cookie, X-A"`},
		{"all that restricts", 404, h1, inside, "Cache-Control: no-cache, no-store, must-revalidate, proxy-revalidate, no-transform, private", "",
			"Cache-Control: no-cache, no-store, must-revalidate, proxy-revalidate, no-transform, private"},
		{"as it is spelled", 404, h1, inside, "Cache-Control: Private , NO-STORE,", "", "Cache-Control: Private, NO-STORE"},
		{"stale at once", 404, h1, inside, `Cache-Control: public, max-age=0, s-maxage="0", must-revalidate`, "", `Cache-Control: max-age=0, s-maxage="0", must-revalidate`},
		{"unknown", 404, h1, inside, `Cache-Control: community="UCI", x`, "", `Cache-Control: community="UCI", x`},
		{"lines", 404, h1, inside, `Cache-Control: private="a|Cache-Control: max-age=1|Cache-Control: no-cache`, "", `Cache-Control: private="a, no-cache`},
		{"twice", 404, h1, inside, "Cache-Control: private|Cache-Control: PRIVATE", "", "Cache-Control: private"},
		{"must-understand", 404, h1, inside, "Cache-Control: must-understand, max-age=9", "", "Cache-Control: must-understand"},
		{"understood though no-store", 404, h1, inside, "Cache-Control: max-age=9, must-understand, no-store", "", "Cache-Control: no-store"},
		{"understood, of 5xx", 500, h1, inside, "Cache-Control: must-understand, private", "", "Cache-Control: private, no-store"},
		// What invites them goes.
		{"public", 404, h1, inside, "Cache-Control: public", "", ""},
		{"all that invites", 404, h1, inside, "Cache-Control: public, Max-Age=60, s-maxage=60, immutable, stale-while-revalidate=60, stale-if-error=60|Expires: 0", "", ""},
		{"both", 404, h1, inside, "Cache-Control: public, private, max-age=60", "", "Cache-Control: private"},
		{"quoted age", 404, h1, inside, `Cache-Control: max-age="60"`, "", ""},
		// The codes.
		{"5xx", 500, h1, inside, "", "", "Cache-Control: no-store"},
		{"5xx, private", 503, h1, inside, "Cache-Control: private, max-age=60", "", "Cache-Control: private, no-store"},
		{"5xx, no-store", 503, h1, inside, "Cache-Control: no-store", "", "Cache-Control: no-store"},
		{"5xx, the error's", 503, h1, inside, "Cache-Control: private", "Cache-Control: max-age=1", "Cache-Control: private, max-age=1"},
		{"no cache may", 429, h1, inside, "Cache-Control: max-age=60", "Cache-Control: max-age=1", "Cache-Control: no-store"},
		{"no cache may, private", 429, h1, inside, "", "Cache-Control: max-age=1, private", "Cache-Control: private, no-store"},
		// The error's own.
		{"own", 404, h1, inside, "Cache-Control: max-age=60", "Cache-Control: public, max-age=1", "Cache-Control: public, max-age=1"},
		{"own, not lifting no-store", 404, h1, inside, "Cache-Control: no-store", "Cache-Control: max-age=1", "Cache-Control: no-store"},
		{"own, not lifting private", 404, h1, inside, "Cache-Control: private", "Cache-Control: public, max-age=1, s-maxage=2", "Cache-Control: private, max-age=1"},
		{"own, not lifting an age of 0", 404, h1, inside, "Cache-Control: max-age=0", "Cache-Control: max-age=1", "Cache-Control: max-age=0"},
		{"own, restricting more", 404, h1, inside, "Cache-Control: no-store", "Cache-Control: private, no-store", "Cache-Control: no-store, private"},
		{"own, for a CDN", 404, h1, inside, "Cache-Control: no-store", "Cdn-Cache-Control: max-age=1", "Cache-Control: no-store"},
		{"own, in any case", 404, h1, inside, "cache-control: no-store", "cache-control: max-age=1", "Cache-Control: no-store"},
		// Fields for shared caches.
		{"CDN", 404, h1, inside, "CDN-Cache-Control: max-age=60|Cloudflare-CDN-Cache-Control: private, s-maxage=3|Netlify-Vary: cookie", "",
			"Cloudflare-Cdn-Cache-Control: private|Netlify-Vary: cookie"},
		{"structured", 404, h1, inside, "CDN-Cache-Control: no-store=?0, private=?1, must-revalidate;a=1, max-age=60;b", "", "Cdn-Cache-Control: private=?1, must-revalidate;a=1"},
		{"surrogate", 404, h1, inside, `Surrogate-Control: max-age=3600+600, content="ESI/1.0", no-store`, "", "Surrogate-Control: no-store"},
		{"surrogate, nothing", 404, h1, inside, `Surrogate-Control: content="ESI/1.0"`, "", ""},
		{"nginx", 404, h1, inside, "X-Accel-Expires: 60", "", ""},
		{"nginx, at a time", 404, h1, inside, "X-Accel-Expires: @1700000000", "", ""},
		{"nginx, off", 404, h1, inside, "X-Accel-Expires: 0", "X-Accel-Expires: 60", "X-Accel-Expires: 0"},
		{"nginx, own", 404, h1, inside, "X-Accel-Expires: 60", "X-Accel-Expires: 1", "X-Accel-Expires: 1"},
		{"CDN, of 5xx", 500, h1, inside, "CDN-Cache-Control: no-cache, max-age=60|Vercel-CDN-Cache-Control: max-age=60", "",
			"Cache-Control: no-store|Cdn-Cache-Control: no-cache, no-store"},
		{"CDN, own of 5xx", 503, h1, inside, "", "CDN-Cache-Control: max-age=1", "Cache-Control: no-store|Cdn-Cache-Control: max-age=1"},
		{"CDN, own of 429", 429, h1, inside, "", "CDN-Cache-Control: max-age=1", "Cache-Control: no-store"},
		{"nginx, off, beside the error's", 404, h1, inside, "X-Accel-Expires: 0", "X-Accel-Expires: 60|Cache-Control: max-age=1|Cdn-Cache-Control: max-age=2",
			"Cache-Control: max-age=1|Cdn-Cache-Control: max-age=2|X-Accel-Expires: 0"},
		{"nginx, of 5xx", 500, h1, inside, "X-Accel-Expires: 0", "", "Cache-Control: no-store|X-Accel-Expires: 0"},
		{"CDN, own, of what is private", 404, h1, inside, "Cache-Control: private", "Cdn-Cache-Control: max-age=1", "Cache-Control: private"},
		{"CDN, own, restricting what is private", 404, h1, inside, "Cache-Control: private", "Cdn-Cache-Control: no-cache, max-age=1", "Cache-Control: private|Cdn-Cache-Control: no-cache"},
		{"CDN, own, of what a CDN takes for private", 404, h1, inside, "Surrogate-Control: private", "Cdn-Cache-Control: max-age=1", "Cdn-Cache-Control: max-age=1|Surrogate-Control: private"},
		{"CDN, own, of what is not private", 404, h1, inside, "Cache-Control: no-cache", "Cdn-Cache-Control: max-age=1", "Cache-Control: no-cache|Cdn-Cache-Control: max-age=1"},
		{"CDN, own, beside the error's of 5xx", 503, h1, inside, "", "Cache-Control: max-age=1|Cdn-Cache-Control: max-age=2|Surrogate-Control: max-age=3",
			"Cache-Control: max-age=1|Cdn-Cache-Control: max-age=2|Surrogate-Control: max-age=3"},
		{"CDN, own that restricts, of 429", 429, h1, inside, "", "Cdn-Cache-Control: private, max-age=1", "Cache-Control: no-store|Cdn-Cache-Control: private, no-store"},
		{"own age of shared caches", 404, h1, inside, "Cache-Control: s-maxage=0", "Cache-Control: s-maxage=5, max-age=1", "Cache-Control: s-maxage=0, max-age=1"},
		{"own, private for all, not for a field", 404, h1, inside, `Cache-Control: private="Set-Cookie"`, "Cache-Control: private", `Cache-Control: private="Set-Cookie", private`},
		{"nothing between commas", 404, h1, inside, "Cache-Control: ,, private, ,no-cache,", "", "Cache-Control: private, no-cache"},
		{"unknown, much as another", 404, h1, inside, "Cache-Control: stalemate, publicity, max-ages=1", "", "Cache-Control: stalemate, publicity, max-ages=1"},
		{"structured, with parameters", 404, h1, inside, "CDN-Cache-Control: public;a=1, immutable ;b, no-cache;c", "", "Cdn-Cache-Control: no-cache;c"},
		{"structured, false", 404, h1, inside, "CDN-Cache-Control: no-store=?0", "Cache-Control: max-age=1", "Cache-Control: max-age=1"},
		// The body's.
		{"of a trailer by its name", 404, h1, inside, "Trailer-X: 1|Trailers: 2", "", "Trailer-X: 1|Trailers: 2"},
		{"of another body", 404, h1, inside, "Etag: x|Last-Modified: x|Content-Encoding: gzip|Content-Disposition: x|Content-Range: x|Accept-Ranges: x|" +
			"Content-Location: x|Content-Md5: x|Digest: x|Repr-Digest: x|Content-Digest: x|Trailer: x|Transfer-Encoding: x|Trailer:Sum: x", "", ""},
		{"in other spellings", 404, h1, inside, "ETag: x|content-type: x|CONTENT-LENGTH: 9|content-encoding: gzip|x-content-type-options: x|last-modified: x|EXPIRES: x", "", ""},
		{"Vary in other spellings", 404, h1, inside, "vary: A|VARY: A", "", "Vary: A, V"},
		{"own in other spellings", 404, h1, inside, "retry-after: 1|RETRY-AFTER: 2", "retry-After: 3", "Retry-After: 3"},
		{"others in other spellings", 404, h1, inside, "WWW-Authenticate: Basic|x-request-id: 7", "", "WWW-Authenticate: Basic|x-request-id: 7"},
		{"412", 412, h1, inside, `Etag: "x"|Last-Modified: x|Content-Type: x`, "", `Etag: "x"|Last-Modified: x`},
		{"412, spelled as in the RFC", 412, h1, inside, `ETag: "x"`, "", `ETag: "x"`},
		{"412, own", 412, h1, inside, `ETag: "x"`, `ETag: "y"`, `Etag: "y"`},
		{"416", 416, h1, inside, "Content-Range: bytes */7|Accept-Ranges: bytes|Etag: x", "", "Accept-Ranges: bytes|Content-Range: bytes */7"},
		// What stood there before.
		{"encoded", 404, h1, &entry{encoding: []string{"gzip"}}, "Content-Encoding: gzip", "", "Content-Encoding: gzip"},
		{"encoded, changed", 404, h1, &entry{encoding: []string{"gzip"}}, "content-encoding: br|Content-Length: 3", "", "Content-Encoding: gzip"},
		{"encoded, deleted", 404, h1, &entry{encoding: []string{"gzip"}}, "", "", "Content-Encoding: gzip"},
		{"bare", 404, h1, bare, "Content-Encoding: gzip", "", "Content-Encoding: gzip"},
		{"bare, spelled", 404, h1, bare, "content-encoding: gzip|Trailer: X", "", "content-encoding: gzip"},
		{"trailer", 404, h1, &entry{trailer: []string{"Server-Timing"}}, "Trailer: X", "", "Trailer: Server-Timing"},
		// The connection's.
		{"413", 413, h1, inside, "", "", "Connection: close"},
		{"413, said already", 413, h1, inside, "connection: Close", "", "connection: Close"},
		{"413, said by the error", 413, h1, inside, "", "Connection: close, x", "Connection: close, x"},
		{"413, said of something else", 413, h1, inside, "Keep-Alive: x", "", "Connection: close|Keep-Alive: x"},
		{"413, said already, beside the error's", 413, h1, inside, "Connection: x", "X-A: 1|X-B: 2", "Connection: x|X-A: 1|X-B: 2"},
		{"own, HTTP/2", 503, h2, inside, "", "Retry-After: 1|Connection: x|X-A: 2", "Cache-Control: no-store|Retry-After: 1|X-A: 2"},
		{"413, HTTP/2", 413, h2, inside, "", "", ""},
		{"426", 426, h1, inside, "Connection: upgrade", "Upgrade: h2c", "Connection: upgrade|Upgrade: h2c"},
		{"426, HTTP/2", 426, h2, inside, "Connection: upgrade|upgrade: x|Keep-Alive: x|proxy-connection: x", "Upgrade: x|Connection: upgrade", ""},
		{"426, HTTP/3", 426, h3, inside, "Upgrade: x", "", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			h := fields(tt.before)
			for range 20 { // fields come in any order
				again := fields(tt.before)
				setHeader(again, tt.entry, &own{status: tt.code, major: tt.major, typ: "T", length: "1", language: "L", vary: "V", header: fields(tt.own)})
				if got := show(again); got != tt.want {
					t.Fatalf("got  %s\nwant %s", got, tt.want)
				}
			}
			faults := setHeader(h, tt.entry, &own{status: tt.code, major: tt.major, typ: "T", length: "1", language: "L", vary: "V", header: fields(tt.own)})
			if got := show(h); got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
			if len(faults) > 0 {
				t.Errorf("left out: %q", faults)
			}
			encoded := tt.entry != nil && tt.entry.encoding != nil || tt.entry == bare && strings.Contains(tt.want, "ncoding") || h["Trailer"] != nil
			if (h["Content-Length"] == nil) != encoded || !slices.Equal(h["Content-Type"], []string{"T"}) {
				t.Errorf("header %v", h)
			}
			seen := map[string]string{}
			for name := range h {
				c := http.CanonicalHeaderKey(name)
				if other := seen[c]; other != "" {
					t.Errorf("two fields, %s and %s", other, name)
				}
				seen[c] = name
			}
		})
	}
}

func TestMissing(t *testing.T) {
	for _, tt := range []struct {
		code   httpstatus.Code
		major  int
		header string
		want   string
	}{
		{401, 1, "", "WWW-Authenticate"},
		{401, 1, "WWW-Authenticate: x", ""},
		{401, 2, "www-authenticate: x", ""},
		{405, 2, "", "Allow"},
		{407, 1, "", "Proxy-Authenticate"},
		{426, 1, "", "Upgrade"},
		{426, 2, "", ""},
		{404, 1, "", ""},
	} {
		if got := strings.Join(missing(fields(tt.header), tt.code, tt.major), ", "); got != tt.want {
			t.Errorf("%d, HTTP/%d, %s: %q, want %q", tt.code, tt.major, tt.header, got, tt.want)
		}
	}
}

func TestEntry(t *testing.T) {
	for range 20 {
		e := entryOf(fields("content-encoding: gzip|Trailer: A|Etag: x|X-A: 1|X-B: 2|X-C: 3|X-D: 4"))
		if !slices.Equal(e.encoding, []string{"gzip"}) || !slices.Equal(e.trailer, []string{"A"}) {
			t.Fatalf("%+v", e)
		}
	}
}

// TestHasBody has the fields by which a response to HEAD says that GET's has a body (RFC 9110, 9.3.2).
func TestHasBody(t *testing.T) {
	for header, want := range map[string]bool{
		"": false, "X-A: 1": false, "Content-Type: text/plain": true, "content-type: text/plain|X-A: 1": true, "Content-Type: ": false, "Content-Type: \t ": false,
		"Content-Type: |content-type: a/b": true, "Content-Length: 5": true, "content-length: 5": true, "Content-Length: 0": false, "Content-Length:  0 ": false, "Content-Length: 10": true,
		"Content-Length: 0|Content-Type: text/plain": false, "Content-Length: 7|Content-Type: ": true, "Content-Length: 0|Content-Length: 0": true,
	} {
		for range 20 {
			if got := hasBody(fields(header)); got != want {
				t.Fatalf("%q: %v, want %v", header, got, want)
			}
		}
	}
}

// TestLeftOut has fields of an error that cannot be sent, beside those that can.
func TestLeftOut(t *testing.T) {
	for _, name := range bodyFields {
		h := http.Header{}
		faults := setHeader(h, &entry{}, &own{status: 404, major: 1, typ: "T", length: "1", language: "L", vary: "V", header: http.Header{name: {"x"}}})
		if len(faults) != 1 || faults[0].name != name || show(h) != "" {
			t.Errorf("%s: %q, %v", name, faults, h)
		}
	}
	for range 20 {
		h := fields("X-Old: 1|X-A: old")
		faults := setHeader(h, &entry{}, &own{status: 503, major: 1, typ: "T", length: "1", language: "L", vary: "V", header: http.Header{
			"X-A": {"a\nb", "\x00"}, "X B": {"1"}, "Etag": {"2"}, "X-C": {"3"}, "X-D": {"4\r", "5"}, "Cache-Control": {"\n"},
		}})
		// A field without a value that can be sent is as good as none.
		if got, want := show(h), "Cache-Control: no-store|X-A: old|X-C: 3|X-D: 5|X-Old: 1"; got != want {
			t.Fatalf("got  %s\nwant %s", got, want)
		}
		var left []string
		for _, f := range faults {
			left = append(left, fmt.Sprintf("%s %q", f.name, f.value))
		}
		slices.Sort(left)
		if want := []string{`Cache-Control "\n"`, `Etag ""`, `X B ""`, `X-A "\x00"`, `X-A "a\nb"`, `X-D "4\r"`}; !slices.Equal(left, want) {
			t.Fatalf("left out %q, want %q", left, want)
		}
	}
}

// A body may be encoded on its way if any spelling of Content-Encoding says so.
func TestEncodedLength(t *testing.T) {
	for header, want := range map[string]bool{
		"": true, "Content-Encoding: gzip": false, "Content-Encoding: ": true, "Content-Encoding: gzip|content-encoding: |CONTENT-ENCODING: ": false, "Content-Encoding: |content-encoding: br": false,
	} {
		for range 20 {
			h := fields(header)
			setHeader(h, nil, &own{status: 404, major: 1, length: "1"})
			if got := h["Content-Length"] != nil; got != want {
				t.Fatalf("%s: Content-Length is %q", header, h["Content-Length"])
			}
		}
	}
}

// TestPolicy has a policy of the page's own, which takes the place of any that is there; other forms leave it.
func TestPolicy(t *testing.T) {
	for range 20 {
		for policy, want := range map[string]string{"": "Content-Security-Policy-Report-Only: d|content-security-policy: a", "P": "Content-Security-Policy: P|Content-Security-Policy-Report-Only: d"} {
			h := fields("content-security-policy: a|Content-Security-Policy-Report-Only: d|x-content-type-options: x")
			setHeader(h, &entry{}, &own{status: 404, major: 1, typ: "T", length: "1", language: "L", vary: "V", policy: policy})
			if got := show(h); got != want {
				t.Fatalf("got  %s\nwant %s", got, want)
			}
		}
	}
}

func TestWriteHeader(t *testing.T) {
	for _, tt := range []struct {
		name   string
		before http.Header
		err    error
		fields string // what is wanted: "Name: value|Name: value|!Name"
		log    string
	}{
		{"of another body", http.Header{
			"Content-Type": {"image/png"}, "Content-Length": {"99999"}, "Content-Language": {"fr"},
			"Etag": {`"x"`}, "Last-Modified": {"Mon, 02 Jan 2006 15:04:05 GMT"}, "Cache-Control": {"public, max-age=31536000"},
			"Expires": {"Mon, 02 Jan 2036 15:04:05 GMT"}, "Content-Range": {"bytes 1-2/3"}, "Accept-Ranges": {"bytes"},
			"Content-Disposition": {"attachment"}, "Content-Location": {"/x"}, "Trailer": {"Grpc-Status"}, "Transfer-Encoding": {"chunked"},
		}, httpstatus.NotFound, "Content-Type: application/problem+json|Content-Language: en|!Etag|!Last-Modified|!Cache-Control|" +
			"!Expires|!Content-Range|!Accept-Ranges|!Content-Disposition|!Content-Location|!Trailer|!Transfer-Encoding", ""},
		{"of the response", http.Header{
			"Set-Cookie": {"a=1", "b=2"}, "Allow": {"GET"}, "Location": {"/x"}, "Www-Authenticate": {"Basic"}, "X-Request-Id": {"7"},
		}, httpstatus.NotFound, "Set-Cookie: a=1|Set-Cookie: b=2|Allow: GET|Location: /x|Www-Authenticate: Basic|X-Request-Id: 7", ""},
		{"of a range", http.Header{"Content-Range": {"bytes */47022"}, "Accept-Ranges": {"bytes"}}, httpstatus.RangeNotSatisfiable,
			"Content-Range: bytes */47022|Accept-Ranges: bytes", ""},

		{"Vary, none", nil, httpstatus.NotFound, "Vary: Accept, Accept-Language", ""},
		{"Vary, other", http.Header{"Vary": {"Origin"}}, httpstatus.NotFound, "Vary: Origin, Accept, Accept-Language", ""},
		{"Vary, the same", http.Header{"Vary": {"accept-language , ACCEPT"}}, httpstatus.NotFound, "Vary: accept-language, ACCEPT", ""},
		{"Vary, lines", http.Header{"Vary": {"Origin, Accept", "Accept-Encoding,Origin", ""}}, httpstatus.NotFound,
			"Vary: Origin, Accept, Accept-Encoding, Accept-Language", ""},
		{"Vary, everything", http.Header{"Vary": {"Origin, *"}}, httpstatus.NotFound, "Vary: *", ""},
		{"Vary, the error's", http.Header{"Vary": {"Origin"}}, &Error{Code: 404, Header: http.Header{"Vary": {"Cookie"}}},
			"Vary: Origin, Cookie, Accept, Accept-Language", ""},

		{"store 404", nil, httpstatus.NotFound, "!Cache-Control", ""},
		{"store 428", nil, httpstatus.PreconditionRequired, "Cache-Control: no-store", ""},
		{"store 429", nil, httpstatus.TooManyRequests, "Cache-Control: no-store", ""},
		{"store 431", nil, httpstatus.RequestHeaderFieldsTooLarge, "Cache-Control: no-store", ""},
		{"store 511", nil, httpstatus.NetworkAuthenticationRequired, "Cache-Control: no-store", ""},
		{"store 500", http.Header{"Cache-Control": {"public"}}, errors.New("x"), "Cache-Control: no-store", ""},
		{"store 503", nil, httpstatus.ServiceUnavailable, "Cache-Control: no-store", ""},
		{"store 599", nil, httpstatus.Code(599), "Cache-Control: no-store", ""},
		{"no-store stays", http.Header{"Cache-Control": {"private, No-Store"}}, httpstatus.NotFound, "Cache-Control: private, No-Store", ""},
		{"the error's", nil, &Error{Code: 404, Header: http.Header{"Cache-Control": {"max-age=60"}}}, "Cache-Control: max-age=60", ""},
		{"the error's, of 5xx", nil, &Error{Code: 503, Header: http.Header{"cache-control": {"max-age=1"}}}, "Cache-Control: max-age=1", ""},
		{"the error's, of 429", nil, &Error{Code: 429, Header: http.Header{"Cache-Control": {"max-age=1"}}}, "Cache-Control: no-store", ""},

		{"error before earlier", http.Header{"Retry-After": {"1"}}, &Error{Code: 503, Header: http.Header{"Retry-After": {"2"}}}, "Retry-After: 2", ""},
		{"cookies of both", http.Header{"Set-Cookie": {"a=1"}}, &Error{Code: 404, Header: http.Header{"Set-Cookie": {"b=2"}}},
			"Set-Cookie: a=1|Set-Cookie: b=2", ""},
		{"several values", nil, &Error{Code: 401, Header: http.Header{"WWW-Authenticate": {"Basic", "Bearer"}}},
			"Www-Authenticate: Basic|Www-Authenticate: Bearer", ""},
		{"the body's", nil, &Error{Code: 404, Header: http.Header{
			"Content-Type": {"text/evil"}, "content-length": {"1"}, "Content-Encoding": {"gzip"}, "ETag": {"x"},
		}}, "Content-Type: application/problem+json|!Content-Encoding|!Etag", "Content-Encoding"},
		{"sniffing", nil, &Error{Code: 404, Header: http.Header{"X-Content-Type-Options": {"sniff"}}}, "X-Content-Type-Options: nosniff", ""},
		{"lines in a value", nil, &Error{Code: 404, Header: http.Header{
			"X-A": {"a\r\nSet-Cookie: x=1", "b\nc", "d\x00", "good\tone", "\x7f"},
		}}, "X-A: good\tone|!Set-Cookie", "X-A"},
		{"lines in a name", nil, &Error{Code: 404, Header: http.Header{
			"X-A\r\nSet-Cookie": {"x=1"}, "X B": {"1"}, "": {"1"}, "X:C": {"1"},
		}}, "!Set-Cookie|!X B|!X:C", "X-A"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			rr, log := logged()
			w := httptest.NewRecorder()
			for name, values := range tt.before {
				w.Header()[name] = values
			}
			rr.Write(w, request("GET"), tt.err)
			checkAnswer(t, "GET", w.Result())
			h := w.Result().Header
			for _, f := range strings.Split(tt.fields, "|") {
				if name, none := strings.CutPrefix(f, "!"); none {
					if h[name] != nil {
						t.Errorf("%s is %q", name, h[name])
					}
					continue
				}
				if name, value, _ := strings.Cut(f, ": "); !slices.Contains(h[name], value) {
					t.Errorf("%s is %q, want %q", name, h[name], value)
				}
			}
			for name := range h {
				if !field.IsToken(name) {
					t.Errorf("a field %q", name)
				}
			}
			if tt.log == "" && strings.Contains(log.String(), "left out") || !strings.Contains(log.String(), tt.log) {
				t.Errorf("logged %s, want %s", log, tt.log)
			}
		})
	}
}

// An error can be a variable of a package: what later code does to the header of one answer does not reach the next.
func TestWriteKeepsError(t *testing.T) {
	e := &Error{Code: 401, Header: http.Header{"WWW-Authenticate": {"Basic"}}}
	rr, _ := logged()
	for range 2 {
		h := write(t, rr, request("GET"), e).Header()
		if got := h["Www-Authenticate"]; len(got) != 1 || got[0] != "Basic" {
			t.Fatalf("WWW-Authenticate is %q", got)
		}
		for name := range h {
			h[name][0] = "changed"
			h[name] = append(h[name], name)
		}
		for name, values := range h {
			if !slices.Equal(values, []string{"changed", name}) {
				t.Errorf("%s is %q: fields share values", name, values)
			}
		}
	}
}

// TestFieldValues sends of several values of a field those that can be sent.
func TestFieldValues(t *testing.T) {
	a := silent().Answer(request("GET", "Accept: */*"), &Error{
		Code: 404, Header: http.Header{"X-A": {"\x7f", "a\x7fb", "good", "\x00", "a\r\nb", "a\tb", "\x1f", " ~"}},
	})
	assert.Contains(t, a.Header["X-A"], "good")
	for _, v := range a.Header["X-A"] {
		assert.NotRegexp(t, "[\x00-\x08\x0a-\x1f\x7f]", v)
	}
}

// What a client or an error says cannot end the line that it stands in.
func TestHeaderInjection(t *testing.T) {
	rr, _ := logged()
	const evil = "x\r\nX-Evil: 1\r\n\r\n<script>alert(1)</script>"
	s := httptest.NewServer(rr.Pages(rr.Handler(func(w http.ResponseWriter, r *http.Request) error {
		if r.URL.Path != "/"+evil {
			t.Errorf("path %q", r.URL.Path)
		}
		return &Error{
			Code: 404, Detail: evil, Type: evil, Instance: r.URL.Path,
			Header: http.Header{"X-Ok": {evil}, evil: {"1"}, "Location": {r.URL.Path}},
		}
	})))
	defer s.Close()
	for _, accept := range []string{"*/*", "text/html", "text/plain"} {
		c, err := net.Dial("tcp", s.Listener.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(c, "GET /x%%0d%%0aX-Evil:%%201%%0d%%0a%%0d%%0a%%3Cscript%%3Ealert(1)%%3C/script%%3E HTTP/1.1\r\nHost: x\r\nAccept: %s\r\nConnection: close\r\n\r\n", accept)
		resp, err := http.ReadResponse(bufio.NewReader(c), nil)
		if err != nil {
			t.Fatal(err)
		}
		checkAnswer(t, "GET", resp)
		if resp.StatusCode != 404 || resp.Header["X-Evil"] != nil || resp.Header["X-Ok"] != nil || resp.Header["Location"] != nil {
			t.Errorf("%d %v", resp.StatusCode, resp.Header)
		}
		content := text(t, resp)
		if accept == "text/html" && strings.Contains(content, "<script") {
			t.Errorf("script in %s", content)
		}
		if accept == "text/plain" && strings.Contains(content, "\r") {
			t.Errorf("control characters in %q", content)
		}
		c.Close()
	}
}

// A 426 says in HTTP/1.1 what to upgrade to; in HTTP/2 it would be malformed if it did.
func TestConnectionFields(t *testing.T) {
	rr := silent()
	h := rr.Pages(rr.Handler(func(w http.ResponseWriter, r *http.Request) error {
		w.Header()["keep-alive"] = []string{"timeout=5"}
		if r.URL.Path == "/bare" {
			w.Header().Set("Connection", "upgrade")
			w.Header().Set("Upgrade", "x/1")
			w.WriteHeader(426)
			return nil
		}
		return &Error{Code: 426, Header: http.Header{"Upgrade": {"x/1"}, "Connection": {"upgrade"}}}
	}))
	versions(t, func(t *testing.T, start func(http.Handler) *httptest.Server, _ *lockedLog) {
		s := start(h)
		for _, path := range []string{"/", "/bare"} {
			resp, _, err := fetch(t, s, "GET", path)
			if err != nil {
				t.Fatal(err)
			}
			want := "x/1"
			if resp.ProtoMajor == 2 {
				want = ""
			}
			if got := resp.Header; got.Get("Upgrade") != want || (got.Get("Keep-Alive") != "") != (want != "") || resp.StatusCode != 426 {
				t.Errorf("%s %s: %d %v", resp.Proto, path, resp.StatusCode, got)
			}
		}
	})
}
