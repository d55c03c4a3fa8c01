package statustest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/httpstatus-go/httpstatus"
	"github.com/stretchr/testify/assert"
)

// Conforms asserts that the response got keeps what the specifications say that a response with its status MUST have and
// MUST NOT have, as far as the response shows it; a failure names each section that is broken. What they say that it
// SHOULD have is not asserted. Only a response can conform: anything else fails.
//
// With the request, which a response of an HTTP client knows and a recorder does not, what depends on its method and
// header fields is asserted too.
func Conforms(t TestingT, got any, msgAndArgs ...any) bool {
	if h, ok := t.(helper); ok {
		h.Helper()
	}
	r := resultOf(got)
	if r.resp == nil {
		return assert.Fail(t, r.failure("want a response that conforms, got %s", r.name()), msgAndArgs...)
	}
	if broken := r.broken(); len(broken) > 0 {
		return assert.Fail(t, r.failure("%s does not conform:\n%s", r.name(), list(broken)), msgAndArgs...)
	}
	return true
}

// broken returns the faults of a response, each with the section that it breaks.
func (r *result) broken() []string {
	var faults []string
	for _, rule := range &rules {
		spec := rule.spec
		if spec == "" {
			spec = r.code.Info().Spec
		}
		for _, fault := range rule.faults(r) {
			faults = append(faults, fmt.Sprintf("%s (%s)", fault, spec))
		}
	}
	return faults
}

// A rule is a MUST that can be seen in a response.
type rule struct {
	spec   string // the section; "": the one that defines the code
	faults func(*result) []string
}

// rules are what a response is checked against. What the table of codes knows is not repeated here.
var rules = [...]rule{
	// What the status demands.
	{"RFC 9110, 15", rangeOfCode},
	{"", mustHave},
	{"", noStore},
	{"RFC 9110, 15.3.7", partial},
	{"RFC 9110, 15.3.7.2", multipartRanges},
	{"RFC 9110, 14.4", contentRange},
	{"RFC 9110, 13.1.2", notModified},
	{"RFC 9110, 10.2.1", allow},
	{"RFC 9110, 11.6.1", func(r *result) []string { return r.challenge(httpstatus.Unauthorized, "WWW-Authenticate") }},
	{"RFC 9110, 11.7.1", func(r *result) []string {
		return r.challenge(httpstatus.ProxyAuthenticationRequired, "Proxy-Authenticate")
	}},
	{"RFC 9110, 7.8", upgrade},

	// What content there may be, and how it is framed.
	{"RFC 9110, 15.2", func(r *result) []string { return r.noContent(r.code.Class() == httpstatus.Informational) }},
	{"", func(r *result) []string {
		return r.noContent(r.code.Class() != httpstatus.Informational && r.code.Known() && !r.code.Info().Content)
	}},
	{"RFC 9110, 9.3.2", func(r *result) []string { return r.noContent(r.method() == http.MethodHead) }},
	{"RFC 9110, 8.6", contentLength},
	{"RFC 9112, 6.1", transferEncoding},
	{"RFC 9112, 6.2", lengthAndEncoding},

	// What its fields may say.
	{"RFC 9110, 5.3", repeated},
	{"RFC 9110, 8.8.3", entityTag},
	{"RFC 9110, 10.2.2", location},
	{"RFC 9110, 10.2.3", retryAfter},
	{"RFC 9457, 3", problemObject},
	{"RFC 9457, 3.1.2", problemStatus},
}

// fault returns one, or none if it does not hold that something is wrong.
func fault(wrong bool, format string, args ...any) []string {
	if !wrong {
		return nil
	}
	return []string{fmt.Sprintf(format, args...)}
}

func rangeOfCode(r *result) []string {
	return fault(r.code.Class() == 0, "the status is not from 100 to 599")
}

func mustHave(r *result) []string {
	var faults []string
	for _, name := range listed([]string{r.code.Info().MustHave}) {
		// HTTP/2 and later have no Upgrade (RFC 9113, 8.2.2).
		if name == "Upgrade" && r.resp.ProtoMajor >= 2 {
			continue
		}
		// An empty Allow says that no method is allowed.
		values := r.resp.Header.Values(name)
		if len(values) == 0 || name != "Allow" && len(listed(values)) == 0 {
			faults = append(faults, "no "+name)
		}
	}
	return faults
}

// noStore finds what tells caches to keep what they must not keep.
func noStore(r *result) []string {
	if !r.code.Info().NoStore {
		return nil
	}
	var invites []string
	for _, directive := range listed(r.resp.Header.Values("Cache-Control")) {
		name, value, _ := strings.Cut(directive, "=")
		switch strings.ToLower(name) {
		case "no-store":
			return nil
		case "public":
			invites = append(invites, "Cache-Control: "+directive)
		case "max-age", "s-maxage":
			if n, err := strconv.Atoi(strings.Trim(value, `"`)); err == nil && n > 0 {
				invites = append(invites, "Cache-Control: "+directive)
			}
		}
	}
	if expires, err := http.ParseTime(r.resp.Header.Get("Expires")); err == nil && expires.After(r.date()) {
		invites = append(invites, "Expires: "+r.resp.Header.Get("Expires"))
	}
	return fault(len(invites) > 0, "caches must not store it, and it invites them to: %s", shown(strings.Join(invites, ", "), maxShownValue))
}

// date returns when the response was made.
func (r *result) date() time.Time {
	if date, err := http.ParseTime(r.resp.Header.Get("Date")); err == nil {
		return date
	}
	return time.Now()
}

// isMultipart reports whether the response is one of several ranges.
func (r *result) isMultipart() bool {
	return r.code == httpstatus.PartialContent && r.mediaType() == "multipart/byteranges"
}

func partial(r *result) []string {
	if r.code != httpstatus.PartialContent || r.isMultipart() {
		return nil
	}
	value := r.resp.Header.Get("Content-Range")
	if value == "" {
		return []string{"no Content-Range, and Content-Type is not multipart/byteranges"}
	}
	c, ok := parseContentRange(value)
	if !ok {
		return nil // contentRange says so
	}
	if c.unsatisfied {
		return fault(true, "Content-Range %q does not say which range it is", shown(value, maxShownValue))
	}
	// The answer to a HEAD has a Content-Length, and no content.
	length := r.resp.Header.Get("Content-Length")
	return fault(length != "" && length != strconv.FormatUint(c.last-c.first+1, 10),
		"Content-Range %q is %d bytes, and Content-Length says %s", shown(value, maxShownValue), c.last-c.first+1, shown(length, maxShownValue))
}

func multipartRanges(r *result) []string {
	if !r.isMultipart() {
		return nil
	}
	var faults []string
	if r.resp.Header.Get("Content-Range") != "" {
		faults = append(faults, "Content-Range in the header of a response of several ranges")
	}
	if r.resp.Request != nil {
		ranges := r.resp.Request.Header.Get("Range")
		if ranges != "" && !strings.Contains(ranges, ",") {
			faults = append(faults, fmt.Sprintf("multipart/byteranges for a single range, %q", shown(ranges, maxShownValue)))
		}
	}
	_, params, _ := mime.ParseMediaType(r.resp.Header.Get("Content-Type"))
	if params["boundary"] == "" {
		return append(faults, "multipart/byteranges without a boundary")
	}
	body, whole := r.peek(maxBody)
	if len(body) == 0 {
		return faults // the answer to a HEAD
	}
	parts := multipart.NewReader(bytes.NewReader(body), params["boundary"])
	for i := 1; ; i++ {
		part, err := parts.NextRawPart()
		switch {
		case err == io.EOF && i > 1, err != nil && !whole:
			return faults
		case err != nil:
			return append(faults, fmt.Sprintf("part %d of multipart/byteranges cannot be read: %v", i, err))
		}
		value := part.Header.Get("Content-Range")
		if c, ok := parseContentRange(value); !ok || c.unsatisfied {
			faults = append(faults, fmt.Sprintf("part %d of multipart/byteranges has no range in its Content-Range, %q", i, shown(value, maxShownValue)))
		}
	}
}

// contentRange looks at the field where it has a meaning.
func contentRange(r *result) []string {
	value := r.resp.Header.Get("Content-Range")
	if value == "" || r.code != httpstatus.PartialContent && r.code != httpstatus.RangeNotSatisfiable {
		return nil
	}
	_, ok := parseContentRange(value)
	return fault(!ok, `Content-Range is %q: want "bytes 0-9/100" or "bytes */100"`, shown(value, maxShownValue))
}

// A byteRange is what a Content-Range says.
type byteRange struct {
	first, last uint64
	unsatisfied bool // it says the complete length alone
}

func parseContentRange(value string) (c byteRange, ok bool) {
	unit, rest, found := strings.Cut(value, " ")
	span, complete, slash := strings.Cut(rest, "/")
	if !found || !slash || !isToken(unit) {
		return c, false
	}
	length, lengthOK := parseDigits(complete)
	if span == "*" {
		return byteRange{unsatisfied: true}, lengthOK
	}
	first, last, dash := strings.Cut(span, "-")
	var firstOK, lastOK bool
	c.first, firstOK = parseDigits(first)
	c.last, lastOK = parseDigits(last)
	return c, dash && firstOK && lastOK && c.first <= c.last && (complete == "*" || lengthOK && c.last < length)
}

// notModified finds a precondition that is answered with the wrong one of 304 and 412.
func notModified(r *result) []string {
	method := r.method()
	get := method == http.MethodGet || method == http.MethodHead
	switch {
	case method == "":
	case r.code == httpstatus.NotModified && !get:
		return fault(true, "304 answers GET and HEAD alone, not %s: want 412", method)
	case r.code == httpstatus.PreconditionFailed && get:
		header := r.resp.Request.Header
		// If is WebDAV's.
		other := header.Get("If-Match") + header.Get("If-Unmodified-Since") + header.Get("If")
		return fault(header.Get("If-None-Match") != "" && other == "", "412 for If-None-Match of a %s: want 304", method)
	}
	return nil
}

func allow(r *result) []string {
	var faults []string
	for _, method := range listed(r.resp.Header.Values("Allow")) {
		switch {
		case !isToken(method):
			faults = append(faults, fmt.Sprintf("Allow has %q, which is no method", shown(method, maxShownValue)))
		case r.code == httpstatus.MethodNotAllowed && method == r.method():
			faults = append(faults, "Allow has "+method+", the method that is not allowed")
		}
	}
	return faults
}

// challenge finds a challenge that does not begin with a scheme.
func (r *result) challenge(code httpstatus.Code, name string) []string {
	if r.code != code {
		return nil
	}
	var faults []string
	for _, value := range r.resp.Header.Values(name) {
		if challenges := listed([]string{value}); len(challenges) > 0 {
			scheme, _, _ := strings.Cut(challenges[0], " ")
			faults = append(faults, fault(!isToken(scheme), "%s does not begin with a scheme: %s", name, shown(value, maxShownValue))...)
		}
	}
	return faults
}

func upgrade(r *result) []string {
	protocols := listed(r.resp.Header.Values("Upgrade"))
	if len(protocols) == 0 || r.resp.ProtoMajor >= 2 {
		return nil
	}
	faults := fault(!hasFold(listed(r.resp.Header.Values("Connection")), "Upgrade"), "Upgrade without Connection: Upgrade")
	if r.code == httpstatus.SwitchingProtocols && r.resp.Request != nil {
		asked := listed(r.resp.Request.Header.Values("Upgrade"))
		for _, protocol := range protocols {
			faults = append(faults, fault(!hasFold(asked, protocol), "switches to %q, which the request did not ask for", shown(protocol, maxShownValue))...)
		}
	}
	return faults
}

func hasFold(list []string, s string) bool {
	for _, member := range list {
		if strings.EqualFold(member, s) {
			return true
		}
	}
	return false
}

// noContent finds content, or trailers, in a response that may have none.
func (r *result) noContent(none bool) []string {
	if !none {
		return nil
	}
	head, _ := r.peek(1)
	faults := fault(len(head) > 0, "it has content")
	// A 205, and the answer to a HEAD, may be framed as if there were content.
	if r.code != httpstatus.ResetContent && r.method() != http.MethodHead {
		faults = append(faults, fault(len(r.resp.Trailer) > 0, "it has trailers")...)
	}
	return faults
}

// neverFramed reports whether the response ends with its header, whatever it says, and may not say anything else.
func (r *result) neverFramed() bool {
	return r.code.Class() == httpstatus.Informational || r.code == httpstatus.NoContent ||
		r.method() == http.MethodConnect && r.code.Class() == httpstatus.Successful
}

func contentLength(r *result) []string {
	value := r.resp.Header.Get("Content-Length")
	if value == "" {
		return nil
	}
	if r.neverFramed() {
		return []string{"it has a Content-Length"}
	}
	length, ok := parseDigits(value)
	if !ok {
		return fault(true, "Content-Length is %q: want a number", shown(value, maxShownValue))
	}
	if r.code == httpstatus.NotModified || r.method() == http.MethodHead || r.resp.Uncompressed {
		return nil
	}
	if r.code == httpstatus.ResetContent && length > 0 {
		return fault(true, "Content-Length is %d, and 205 has no content", length)
	}
	body, whole := r.peek(maxBody)
	if len(body) == 0 {
		return nil // it may answer a HEAD, or have been read before
	}
	n := uint64(len(body))
	return fault(n > length || whole && n < length, "Content-Length is %d, and the content %d bytes", length, n)
}

func transferEncoding(r *result) []string {
	return fault(r.neverFramed() && r.hasTransferEncoding(), "it has a Transfer-Encoding")
}

func lengthAndEncoding(r *result) []string {
	return fault(!r.neverFramed() && r.hasTransferEncoding() && r.resp.Header.Get("Content-Length") != "",
		"it has a Content-Length and a Transfer-Encoding")
}

func (r *result) hasTransferEncoding() bool {
	return len(r.resp.TransferEncoding) > 0 || r.resp.Header.Get("Transfer-Encoding") != ""
}

// repeated finds fields that are no list, and are there more than once.
func repeated(r *result) []string {
	var faults []string
	for _, name := range []string{
		"Age", "Content-Length", "Content-Location", "Content-Range", "Content-Type", "Date", "ETag", "Expires",
		"Last-Modified", "Location", "Retry-After",
	} {
		n := len(r.resp.Header.Values(name))
		faults = append(faults, fault(n > 1, "%s is there %d times, and is no list", name, n)...)
	}
	return faults
}

func entityTag(r *result) []string {
	value := r.resp.Header.Get("ETag")
	tag := strings.TrimPrefix(value, "W/")
	quoted := len(tag) >= 2 && tag[0] == '"' && strings.IndexByte(tag[1:], '"') == len(tag)-2 && !strings.ContainsAny(tag, " \t\x7f")
	return fault(value != "" && !quoted, `ETag is %s: want it quoted, as "v1" or W/"v1"`, shown(value, maxShownValue))
}

func location(r *result) []string {
	value := r.resp.Header.Get("Location")
	return fault(!isURI(value), "Location is %q: want a URI reference", shown(value, maxShownValue))
}

// isURI reports whether s is a URI reference (RFC 3986, 4.1).
func isURI(s string) bool {
	for i := range len(s) {
		if s[i] <= ' ' || 0x7f <= s[i] || strings.IndexByte("\"<>\\^`{|}", s[i]) >= 0 {
			return false
		}
	}
	_, err := url.Parse(s)
	return err == nil
}

func retryAfter(r *result) []string {
	value := r.resp.Header.Get("Retry-After")
	_, number := parseDigits(value)
	_, err := time.Parse(http.TimeFormat, value)
	return fault(value != "" && !number && err != nil, `Retry-After is %q: want seconds or a date, as "120"`, shown(value, maxShownValue))
}

// document returns the members of a problem document; ok is false if the content is none, though it ought to be.
func (r *result) document() (members map[string]json.RawMessage, ok bool) {
	if r.mediaType() != problemJSON {
		return nil, true
	}
	body, whole := r.content(maxBody)
	if !whole || len(body) == 0 {
		return nil, true
	}
	ok = json.Unmarshal(body, &members) == nil && members != nil
	return members, ok
}

func problemObject(r *result) []string {
	_, ok := r.document()
	return fault(!ok, "the content is %s, and not a JSON object", problemJSON)
}

func problemStatus(r *result) []string {
	members, _ := r.document()
	raw, ok := members["status"]
	if !ok {
		return nil
	}
	text := statusFault(raw, r.code)
	return fault(text != "", "%s", text)
}

// isToken reports whether s is a token (RFC 9110, 5.6.2).
func isToken(s string) bool {
	for i := range len(s) {
		c := s[i]
		letter := 'a' <= c|0x20 && c|0x20 <= 'z'
		if !letter && (c < '0' || '9' < c) && strings.IndexByte("!#$%&'*+-.^_`|~", c) < 0 {
			return false
		}
	}
	return s != ""
}

// parseDigits returns the number that s writes in digits alone.
func parseDigits(s string) (uint64, bool) {
	n, err := strconv.ParseUint(s, 10, 63)
	return n, err == nil
}
