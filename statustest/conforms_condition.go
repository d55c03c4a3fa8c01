package statustest

import (
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/httpstatus-go/httpstatus"
	"github.com/httpstatus-go/httpstatus/internal/field"
)

// conditionRules are what a response to a conditional request cannot be: what its validators say of the conditions contradicts
// it. A response without validators contradicts none.
var conditionRules = []rule{
	{"precondition", "RFC 9110, 13.1.2", precondition},
	{"if-match", "RFC 9110, 13.1.1", ifMatch},
	{"if-none-match", "RFC 9110, 13.1.2", ifNoneMatch},
	{"if-modified-since", "RFC 9110, 13.1.3", ifModifiedSince},
	{"if-unmodified-since", "RFC 9110, 13.1.4", ifUnmodifiedSince},
	{"if-range", "RFC 9110, 13.1.5", ifRange},
}

// precondition finds one that is answered with the wrong one of 304 and 412.
func precondition(r *result) []string {
	method := r.method()
	switch {
	case r.code == httpstatus.NotModified && slices.Contains(otherMethods, method):
		return fault(true, "304 answers GET and HEAD alone, not %s: want 412", method)
	case r.code == httpstatus.PreconditionFailed && r.isRead():
		header := r.resp.Request.Header
		// If is WebDAV's.
		other := header.Get("If-Match") + header.Get("If-Unmodified-Since") + header.Get("If")
		return fault(header.Get("If-None-Match") != "" && other == "", "412 for If-None-Match of a %s: want 304", method)
	}
	return nil
}

// isRead reports whether the request asks for a representation with GET or HEAD. What it has is then what the conditions were
// about; after another method it may be what the method has made.
func (r *result) isRead() bool { return r.method() == http.MethodGet || r.method() == http.MethodHead }

// isServed reports whether it is the representation that was asked for, or a part of it.
func (r *result) isServed() bool {
	return r.isRead() && (r.code == httpstatus.OK || r.code == httpstatus.PartialContent)
}

// entityTags returns those that a condition of the request has; star is true for "*". ok is false if there is no such
// condition, or one that cannot be read.
func (r *result) entityTags(condition string) (tags []string, star, ok bool) {
	lines := r.resp.Request.Header.Values(condition)
	tags = field.List(lines)
	if len(tags) == 1 && tags[0] == "*" {
		return nil, true, true
	}
	for _, tag := range tags {
		if !field.IsEntityTag(tag) {
			return nil, false, false
		}
	}
	return tags, false, len(tags) > 0
}

// entityTag returns the one of the response; "" if there is none that can be read.
func (r *result) entityTag() string {
	if tag := r.value("ETag"); field.IsEntityTag(tag) {
		return tag
	}
	return ""
}

func isWeak(tag string) bool { return strings.HasPrefix(tag, "W/") }

// ifMatch compares as RFC 9110, 8.8.3.2 has it: a weak tag is like no other.
func ifMatch(r *result) []string {
	if !r.isServed() {
		return nil
	}
	tags, star, ok := r.entityTags("If-Match")
	if !ok || star {
		return nil
	}
	tags = slices.DeleteFunc(tags, isWeak)
	got := r.entityTag()
	if len(tags) == 0 {
		return fault(true, "%d, and If-Match has weak tags alone, which match nothing: want 412", r.code)
	}
	return fault(got != "" && !slices.Contains(tags, got), "%d, and ETag, %s, is not in If-Match: want 412", r.code, inQuotes(got))
}

// ifNoneMatch compares without a look at which tag is weak.
func ifNoneMatch(r *result) []string {
	if !r.isServed() && !(r.isRead() && r.code == httpstatus.NotModified) {
		return nil
	}
	tags, star, ok := r.entityTags("If-None-Match")
	got := r.entityTag()
	if !ok || got == "" && !star {
		return nil
	}
	opaque := strings.TrimPrefix(got, "W/")
	matches := star || slices.ContainsFunc(tags, func(tag string) bool { return strings.TrimPrefix(tag, "W/") == opaque })
	switch {
	case r.code == httpstatus.NotModified:
		return fault(!matches, "304, and ETag, %s, is not in If-None-Match", inQuotes(got))
	case star:
		return fault(true, `%d, and If-None-Match is "*": want 304`, r.code)
	}
	return fault(matches, "%d, and ETag, %s, is in If-None-Match: want 304", r.code, inQuotes(got))
}

// conditionDate returns the time of a condition; ok is false if there is no such condition, valid if it is none.
func (r *result) conditionDate(condition string) (at time.Time, valid, ok bool) {
	lines := r.resp.Request.Header.Values(condition)
	if len(lines) == 0 {
		return at, false, false
	}
	// A recipient takes the obsolete forms too (RFC 9110, 5.6.7).
	at, err := http.ParseTime(lines[0])
	return at, err == nil && len(lines) == 1, true
}

func ifModifiedSince(r *result) []string {
	if !r.isRead() || r.code != httpstatus.NotModified || len(r.resp.Request.Header.Values("If-None-Match")) > 0 {
		return nil
	}
	since, valid, ok := r.conditionDate("If-Modified-Since")
	switch modified, dated := field.ParseDate(r.value("Last-Modified")); {
	case !ok:
		return nil
	case !valid:
		return fault(true, "304, and If-Modified-Since is %s: what is no date is ignored", inQuotes(r.resp.Request.Header.Get("If-Modified-Since")))
	default:
		return fault(dated && modified.After(since), "304, and Last-Modified is %s, after If-Modified-Since", r.value("Last-Modified"))
	}
}

func ifUnmodifiedSince(r *result) []string {
	if !r.isServed() || len(r.resp.Request.Header.Values("If-Match")) > 0 {
		return nil
	}
	since, valid, _ := r.conditionDate("If-Unmodified-Since")
	modified, dated := field.ParseDate(r.value("Last-Modified"))
	return fault(valid && dated && modified.After(since), "%d, and Last-Modified is %s, after If-Unmodified-Since: want 412", r.code, r.value("Last-Modified"))
}

// ifRange finds a part of another representation than the one that the client has a part of.
func ifRange(r *result) []string {
	if r.code != httpstatus.PartialContent || !r.isRead() {
		return nil
	}
	had := strings.Trim(r.resp.Request.Header.Get("If-Range"), " \t")
	got := r.entityTag()
	switch {
	case field.IsEntityTag(had) && isWeak(had):
		return fault(true, "206, and If-Range is the weak tag %s, which matches nothing: want 200", inQuotes(had))
	case field.IsEntityTag(had):
		return fault(got != "" && got != had, "206, and ETag is %s, not that of If-Range, %s: want 200", inQuotes(got), inQuotes(had))
	}
	at, valid, _ := r.conditionDate("If-Range")
	modified, dated := field.ParseDate(r.value("Last-Modified"))
	return fault(valid && dated && !modified.Equal(at), "206, and Last-Modified is %s, not that of If-Range, %s: want 200", r.value("Last-Modified"), had)
}
