package problem

import (
	"math/rand/v2"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/httpstatus-go/httpstatus"
	"github.com/httpstatus-go/httpstatus/internal/field"
)

// The pauses of Retry. The first is up to firstPause, each next up to twice as long, up to longestPause.
const (
	firstPause   = time.Second
	longestPause = 30 * time.Second
)

// Retry tells whether the same request may be sent again after the response, and after which time. The attempt is how many
// times it has been sent: 1 after the first; a smaller number is taken for 1. Retry never ends by itself: the caller says how
// often to try, and how long a wait is too long.
//
//	408, 421, 425                             yes, the first time at once
//	429, 500, 502, 503, 504, unknown 5xx      yes
//	413                                       only with Retry-After
//	all else, as what needs a change          no
//
// A request that is not idempotent (RFC 9110, 9.2.2), as POST and PATCH, may have done its work before the answer was lost. It
// is sent again only after 421 and 425, which say that nothing was done; if the response has a Retry-After; or if the request
// has an Idempotency-Key. Which methods are idempotent IANA's registry says; one that it does not have is not.
//
// The wait is what Retry-After asks for, in seconds or as a date, which counts from the response's own Date if there is one. It
// can be very long, up to 292 years. Without the field, or if it cannot be read, it is a random time between half and all of
// a pause that is 1 second after the first attempt and doubles with each, up to 30 seconds.
//
// The request is that of resp.Request, the last one if the client followed redirects. If that is nil, or has a body that cannot
// be had again, because it has no GetBody, it cannot be sent again. Of what can, the caller sets the new body:
//
//	wait, ok := problem.Retry(resp, attempt)
//	if ok && attempt < 5 && wait < time.Minute {
//		…
//		if req.GetBody != nil {
//			req.Body, err = req.GetBody()
//		}
//	}
func Retry(resp *http.Response, attempt int) (wait time.Duration, ok bool) {
	if resp == nil || resp.Request == nil || !canResend(resp.Request) {
		return 0, false
	}
	asked, says := asksFor(resp)
	idempotent := isIdempotent(resp.Request.Method) || resp.Request.Header.Get("Idempotency-Key") != ""
	code := httpstatus.Code(resp.StatusCode)
	atOnce := false
	switch advice := code.Info().Retry; {
	case advice == httpstatus.AtOnce:
		ok = idempotent || says || code != httpstatus.RequestTimeout
		atOnce = attempt <= 1
	case advice == httpstatus.AfterWait, advice == httpstatus.Idempotent, code.Class() == httpstatus.ServerError && !code.Known():
		ok = idempotent || says
	case advice == httpstatus.OnRetryAfter:
		ok = says
	}
	switch {
	case !ok:
		return 0, false
	case says:
		return asked, true
	case atOnce:
		return 0, true
	}
	return pause(attempt), true
}

// canResend reports whether the body of r can be had again.
func canResend(r *http.Request) bool {
	return r.Body == nil || r.Body == http.NoBody || r.GetBody != nil
}

// asksFor returns the time that a Retry-After field asks for (RFC 9110, 10.2.3).
func asksFor(resp *http.Response) (wait time.Duration, ok bool) {
	now, err := http.ParseTime(resp.Header.Get("Date"))
	if err != nil {
		now = time.Now()
	}
	seconds, ok := delay(retryAfter(resp.Header), now)
	return time.Duration(seconds) * time.Second, ok
}

// retryAfter returns the value of a Retry-After field, in any spelling of its name.
func retryAfter(h http.Header) string {
	for name, values := range h {
		if len(values) > 0 && strings.EqualFold(name, "Retry-After") {
			return values[0]
		}
	}
	return ""
}

// delay returns the seconds from now that a Retry-After field asks for; many for a number that is too large to hold. It
// reports false if the field says none.
func delay(retryAfter string, now time.Time) (seconds int64, ok bool) {
	s := trim(retryAfter)
	if field.IsDigits(s) {
		n, _ := strconv.ParseInt(s, 10, 64) // of one that is too large, the largest
		return min(n, maxDelay), true
	}
	t, err := http.ParseTime(s)
	if err != nil {
		return 0, false
	}
	return max(int64(t.Sub(now).Round(time.Second)/time.Second), 0), true
}

// maxDelay is the longest delay in seconds: that which a time.Duration holds.
const maxDelay = int64(1<<63-1) / int64(time.Second)

// pause returns how long to wait after an attempt, at random, so that clients do not come back all together.
func pause(attempt int) time.Duration {
	longest := firstPause
	for ; attempt > 1 && longest < longestPause; attempt-- {
		longest *= 2
	}
	half := min(longest, longestPause) / 2
	return half + rand.N(half)
}

// isIdempotent reports whether the registry of methods calls the method idempotent (RFC 9110, 16.1.1).
func isIdempotent(method string) bool {
	switch method {
	case "", // which net/http takes for GET
		"GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE", "QUERY",
		"ACL", "BASELINE-CONTROL", "BIND", "CHECKIN", "CHECKOUT", "COPY", "LABEL", "LINK", "MERGE", "MKACTIVITY", "MKCALENDAR",
		"MKCOL", "MKREDIRECTREF", "MKWORKSPACE", "MOVE", "ORDERPATCH", "PRI", "PROPFIND", "PROPPATCH", "REBIND", "REPORT", "SEARCH",
		"UNBIND", "UNCHECKOUT", "UNLINK", "UNLOCK", "UPDATE", "UPDATEREDIRECTREF", "VERSION-CONTROL":
		return true
	}
	return false
}
