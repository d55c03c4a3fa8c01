package problem

import (
	"net/http"
	"slices"
	"strings"

	"github.com/httpstatus-go/httpstatus"
	"github.com/httpstatus-go/httpstatus/internal/field"
)

// An entry is what the header says of the body when a layer is entered. It is of a layer outside, which encodes whatever
// comes through it, or sends trailers behind it.
type entry struct{ encoding, trailer []string }

// noEntry says nothing.
var noEntry entry

func entryOf(h http.Header) *entry {
	e := &noEntry
	if len(h) == 0 {
		return e // as a rule, and to find it out with range takes longer
	}
	for name, values := range h {
		canonical := http.CanonicalHeaderKey(name)
		if canonical != "Content-Encoding" && canonical != "Trailer" {
			continue
		}
		if e == &noEntry {
			e = new(entry)
		}
		if canonical == "Trailer" {
			e.trailer = append(e.trailer, values...)
		} else {
			e.encoding = append(e.encoding, values...)
		}
	}
	return e
}

// An own is what an answer itself has to say in the header.
type own struct {
	status   httpstatus.Code
	major    int         // the version of HTTP: 2 for HTTP/2
	typ      string      // Content-Type
	length   string      // Content-Length
	language string      // Content-Language
	vary     string      // Vary; those that are there stay
	policy   string      // Content-Security-Policy; empty: none
	header   http.Header // the error's fields
}

// A leftOut is a field of an error that cannot be sent.
type leftOut struct{ name, value, want string }

const (
	wantName  = "want a name that is a token, and none of the body's"
	wantValue = "want a value without control characters"
)

// setHeader makes h, as it is, the header of an answer. Of what other handlers have set, it deletes what is about another
// body or connection and what invites caches; all else stays. e is what stood there when the layer that answers was
// entered, which stays too; if it is nil, no one knows who has set a Content-Encoding, and it stays as for [http.Error]. It
// returns what it leaves out of the error's own.
//
// The keys of h can be in any spelling, as the server sends them so.
func setHeader(h http.Header, e *entry, o *own) (faults []leftOut) {
	var c caching
	var vary []string
	connection, encoded := false, false
	for name, values := range h {
		canonical := http.CanonicalHeaderKey(name)
		switch {
		case isOfCaches(canonical):
			c.there = append(c.there, cacheField{canonical, values})
			delete(h, name)
		case canonical == "Content-Encoding" && e == nil:
			encoded = encoded || !isBlank(values)
		case isOfBody(canonical, o.status), strings.HasPrefix(name, http.TrailerPrefix):
			delete(h, name)
		case isOfConnection(canonical):
			if o.major >= 2 {
				delete(h, name)
			} else if canonical == "Connection" {
				connection = true
			}
		case canonical == "Vary":
			vary = append(vary, values...)
			delete(h, name)
		case canonical == "X-Content-Type-Options", canonical == "Content-Security-Policy" && o.policy != "":
			delete(h, name)
		}
	}
	for name, values := range o.header {
		canonical := http.CanonicalHeaderKey(name)
		if !field.IsToken(name) || isOfBody(canonical, o.status) {
			faults = append(faults, leftOut{name: canonical, want: wantName})
			continue
		}
		// A copy: the error may be one for many answers. What would be two lines is left out.
		values = slices.DeleteFunc(slices.Clone(values), func(v string) bool {
			if isFieldValue(v) {
				return false
			}
			faults = append(faults, leftOut{canonical, v, wantValue})
			return true
		})
		if len(values) == 0 {
			continue
		}
		switch {
		case isOfCaches(canonical):
			c.own = append(c.own, cacheField{canonical, values})
		case isOfConnection(canonical) && o.major >= 2:
		case canonical == "Vary":
			vary = append(vary, values...)
		case canonical == "Set-Cookie":
			h[canonical] = append(h[canonical], values...)
		default:
			connection = connection || canonical == "Connection"
			for other := range h {
				if http.CanonicalHeaderKey(other) == canonical {
					delete(h, other)
				}
			}
			h[canonical] = values
		}
	}
	c.set(h, o.status)

	// An http.MaxBytesReader asks the server for this, but not through a ResponseWriter that another wraps.
	if o.status == httpstatus.ContentTooLarge && o.major == 1 && !connection {
		h["Connection"] = []string{"close"}
	}

	// One allocation serves all; no later append can reach from one field to the next.
	v := [...]string{o.typ, o.length, o.language, "nosniff", o.vary}
	if len(vary) > 0 {
		v[4] = mergeVary(vary, v[4])
	}
	values := v[:]
	h["Content-Type"] = values[0:1:1]
	h["Content-Length"] = values[1:2:2]
	h["Content-Language"] = values[2:3:3]
	h["X-Content-Type-Options"] = values[3:4:4]
	h["Vary"] = values[4:5:5]
	if o.policy != "" {
		h["Content-Security-Policy"] = []string{o.policy}
	}
	if e != nil && len(e.encoding) > 0 {
		h["Content-Encoding"] = slices.Clone(e.encoding)
		encoded = !isBlank(e.encoding)
	}
	if e != nil && len(e.trailer) > 0 {
		h["Trailer"] = slices.Clone(e.trailer)
		encoded = true // only a body of no stated length has trailers, in HTTP/1
	}
	if encoded {
		delete(h, "Content-Length")
	}
	return faults
}

// missing returns the fields that an answer of the status must have, and h has not. Those of a connection are not asked for
// from HTTP/2 on, where there are none.
func missing(h http.Header, status httpstatus.Code, major int) (names []string) {
	all := status.Info().MustHave
	if all == "" {
		return nil
	}
	for name := range strings.SplitSeq(all, ", ") {
		canonical, there := http.CanonicalHeaderKey(name), false
		for other := range h {
			there = there || http.CanonicalHeaderKey(other) == canonical
		}
		if !there && (major < 2 || !isOfConnection(canonical)) {
			names = append(names, name)
		}
	}
	return names
}

// bodyFields are the fields that are about the content that they come with, in canonical form.
var bodyFields = [...]string{
	"Content-Type", "Content-Length", "Content-Encoding", "Content-Language", "Content-Location", "Content-Disposition", "Content-Md5",
	"Content-Digest", "Repr-Digest", "Digest", "Expires", "Trailer", "Transfer-Encoding", "Etag", "Last-Modified", "Content-Range", "Accept-Ranges",
}

// isOfBody reports whether the field, in canonical form, is about the content that it comes with.
func isOfBody(name string, c httpstatus.Code) bool {
	switch name {
	case "Etag", "Last-Modified":
		return c != httpstatus.PreconditionFailed // they are there those of what the condition was about (RFC 9110, 8.8)
	case "Content-Range", "Accept-Ranges":
		return c != httpstatus.RangeNotSatisfiable // it says there what would be (RFC 9110, 15.5.17)
	}
	return slices.Contains(bodyFields[:], name)
}

// isOfConnection reports whether the field, in canonical form, is about the connection: a response of HTTP/2 or HTTP/3 that
// has one is malformed (RFC 9113, 8.2.2; RFC 9114, 4.2). Transfer-Encoding, which is another, is of the body.
func isOfConnection(name string) bool {
	switch name {
	case "Connection", "Keep-Alive", "Proxy-Connection", "Upgrade":
		return true
	}
	return false
}

// hasBody reports whether a header is that of a response with a body, for a HEAD that leaves the body out.
func hasBody(h http.Header) bool {
	typ, length := false, ""
	for name, values := range h {
		switch http.CanonicalHeaderKey(name) {
		case "Content-Type":
			typ = typ || !isBlank(values)
		case "Content-Length":
			length = strings.Join(values, ",")
		}
	}
	if length != "" {
		return trim(length) != "0"
	}
	return typ
}

// isBlank reports whether a field says nothing.
func isBlank(values []string) bool {
	for _, v := range values {
		if trim(v) != "" {
			return false
		}
	}
	return true
}

// isFieldValue reports whether v can be sent as a field's value: it has no control characters but the tab (RFC 9110, 5.5). The
// server takes the white space around it away.
func isFieldValue(v string) bool { return field.IsValue(trim(v)) }

// hasToken reports whether the lines of a field, a list, have a token in any case.
func hasToken(lines []string, token string) bool {
	return slices.ContainsFunc(field.List(lines), func(t string) bool { return strings.EqualFold(t, token) })
}

// mergeVary returns the lines of a Vary field, and what is not among them of more, in one line.
func mergeVary(lines []string, more string) string {
	if hasToken(lines, "*") {
		return "*"
	}
	var names []string
	for _, name := range field.List(append(slices.Clip(lines), more)) {
		if !hasToken(names, name) {
			names = append(names, name)
		}
	}
	return strings.Join(names, ", ")
}
