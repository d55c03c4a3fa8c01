package statustest_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/httpstatus-go/httpstatus/statustest"
	"github.com/stretchr/testify/assert"
)

func TestNotCacheable(t *testing.T) {
	future := time.Now().Add(time.Hour).UTC().Format(http.TimeFormat)
	past := time.Now().Add(-time.Hour).UTC().Format(http.TimeFormat)
	const cdn = "CDN-Cache-Control"
	for _, test := range []struct {
		name string
		got  any
		want string // what lets a cache keep it, a line each; "": nothing
	}{
		{"nothing said", response(200, "", "ok"), "200, and nothing says for how long (RFC 9111, 4.2.2): no-store does"},
		{"404", recorder(404, "no"), "404, and nothing says for how long (RFC 9111, 4.2.2): no-store does"},
		{"404 to a QUERY", response(404, "QUERY /", "no"), "404, and nothing says for how long (RFC 9111, 4.2.2): no-store does"},
		{"404 to a PUT", response(404, "PUT /", "no"), ""},
		{"403", response(403, "", "no"), ""},
		{"500 public", response(500, "", "no", "Cache-Control", "Public"), "Cache-Control: public"},
		{"no-store", response(200, "", "ok", "Cache-Control", "max-age=60, No-Store", "Expires", future), ""},
		{"no-cache", response(200, "", "ok", "Cache-Control", "no-cache"), ""},
		{"no-cache of a field", response(200, "", "ok", "Cache-Control", `no-cache="Set-Cookie", max-age=5`), "Cache-Control: max-age=5"},
		{"no-store quoted in a field", response(200, "", "ok", "Cache-Control", `private="a, no-store", max-age=5`), "Cache-Control: max-age=5"},
		{"private", response(200, "", "ok", "Cache-Control", "private"), "200, and nothing says for how long (RFC 9111, 4.2.2): no-store does"},
		{"max-age", response(403, "", "no", "Cache-Control", "private, max-age=60"), "Cache-Control: max-age=60"},
		{"max-age of any length", response(403, "", "no", "Cache-Control", "max-age=99999999999999999999"), "Cache-Control: max-age=99999999999999999999"},
		{"max-age 0", response(200, "", "ok", "Cache-Control", "max-age=0"), ""},
		{"max-age 0 counts before Expires", response(200, "", "ok", "Cache-Control", "max-age=0", "Expires", future), ""},
		{"max-age 0, s-maxage", response(200, "", "ok", "Cache-Control", `max-age=0, s-maxage="5"`), "Cache-Control: s-maxage=5"},
		{"Expires", response(403, "", "no", "Expires", future), "Expires: " + future},
		{"Expires past", response(200, "", "ok", "Expires", past), ""},
		{"Expires 0", response(200, "", "ok", "Expires", "0"), ""},
		{"Expires past, but not then", response(403, "", "no", "Expires", past, "Date", "Mon, 02 Jan 2006 15:04:05 GMT"), "Expires: " + past},
		{"429", response(429, "", "wait"), ""},
		{"429 public", response(429, "", "wait", "Cache-Control", "public"), ""},
		{"429 max-age", response(429, "", "wait", "Cache-Control", "max-age=60"), "Cache-Control: max-age=60"},
		{"511 Expires", response(511, "", "log in", "Expires", future), "Expires: " + future},
		{"CDN alone", response(200, "", "ok", "Cache-Control", "no-store", cdn, "max-age=600"), "CDN-Cache-Control: max-age=600"},
		{"CDN told not to", response(200, "", "ok", "Cache-Control", "no-store", cdn, "no-store, max-age=600"), ""},
		{"CDN told not to, alone", response(403, "", "no", "Cache-Control", "max-age=60", cdn, "no-store"), "Cache-Control: max-age=60"},
		{"CDN told what it cannot read", response(200, "", "ok", "Cache-Control", "no-store", cdn, "max-age=6 00"), ""},
		{"CDN told nothing of how long", response(200, "", "ok", "Cache-Control", "no-store", cdn, "must-revalidate, no-store=?0"),
			"200, and nothing says for how long (RFC 9111, 4.2.2): no-store does"},
		{"Expires is not for the CDN", response(403, "", "no", "Cache-Control", "no-store", "Expires", future, cdn, "must-revalidate"), ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := new(spy)
			ok := statustest.NotCacheable(s, test.got)
			assert.Equal(t, len(s.failures) == 0, ok)
			assert.Equal(t, test.want, faults(s))
		})
	}
}
