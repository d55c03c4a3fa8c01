package problem

import (
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/httpstatus-go/httpstatus"
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
		// The body's.
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
		{"413, HTTP/2", 413, h2, inside, "", "", ""},
		{"426", 426, h1, inside, "Connection: upgrade", "Upgrade: h2c", "Connection: upgrade|Upgrade: h2c"},
		{"426, HTTP/2", 426, h2, inside, "Connection: upgrade|upgrade: x|Keep-Alive: x|proxy-connection: x", "Upgrade: x|Connection: upgrade", ""},
		{"426, HTTP/3", 426, h3, inside, "Upgrade: x", "", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			h := fields(tt.before)
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
	e := entryOf(fields("content-encoding: gzip|Trailer: A|Etag: x"))
	if !slices.Equal(e.encoding, []string{"gzip"}) || !slices.Equal(e.trailer, []string{"A"}) {
		t.Errorf("%+v", e)
	}
}
