package statustest

import (
	"bytes"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/httpstatus-go/httpstatus"
	"github.com/httpstatus-go/httpstatus/internal/field"
)

// framingRules are what content there may be, and how it is framed.
var framingRules = []rule{
	{"content-of-1xx", "RFC 9110, 15.2", func(r *result) []string { return r.noContent(r.code.Class() == httpstatus.Informational) }},
	{"content-of-code", "", func(r *result) []string {
		return r.noContent(r.code.Class() != httpstatus.Informational && r.code.Known() && !r.code.Info().Content)
	}},
	{"content-of-head", "RFC 9110, 9.3.2", func(r *result) []string { return r.noContent(r.method() == http.MethodHead) }},
	{"length", "RFC 9110, 8.6", contentLength},
	{"length-connect", "RFC 9110, 9.3.6", func(r *result) []string {
		return append(fault(r.isTunnel() && r.value("Content-Length") != "", "it has a Content-Length"),
			fault(r.isTunnel() && r.hasTransferEncoding(), "it has a Transfer-Encoding")...)
	}},
	{"coding-none", "RFC 9112, 6.1", func(r *result) []string {
		return fault(r.neverFramed() && r.hasTransferEncoding(), "it has a Transfer-Encoding")
	}},
	{"coding-http10", "RFC 9112, 6.1", func(r *result) []string {
		return fault(r.isHTTP10() && r.hasTransferEncoding(), "it has a Transfer-Encoding, and the request is one of HTTP/1.0")
	}},
	{"coding-twice", "RFC 9112, 6.1", chunkedTwice},
	{"coding-and-length", "RFC 9112, 6.2", func(r *result) []string {
		return fault(!r.neverFramed() && !r.isTunnel() && r.hasTransferEncoding() && r.value("Content-Length") != "",
			"it has a Content-Length and a Transfer-Encoding")
	}},
	{"line-breaks", "RFC 9110, 8.3.3", lineBreaks},
	{"boundary", "RFC 9110, 8.3.3", func(r *result) []string {
		return fault(strings.HasPrefix(r.mediaType(), "multipart/") && !r.isMultipart() && r.boundary() == "", "%s without a boundary", r.mediaType())
	}},
	{"reason", "RFC 9112, 4", func(r *result) []string {
		return fault(!field.IsValue(strings.Trim(r.resp.Status, " \t")), "the reason phrase has a control character: %s", inQuotes(r.resp.Status))
	}},
}

// versionRules are what there cannot be in a version of HTTP. The version is that of the response.
var versionRules = []rule{
	{"http2-fields", "RFC 9113, 8.2.2", func(r *result) []string { return r.connectionFields(2) }},
	{"http2-values", "RFC 9113, 8.2.1", paddedValues},
	{"http2-switch", "RFC 9113, 8.6", func(r *result) []string { return r.switches(2) }},
	{"http3-fields", "RFC 9114, 4.2", func(r *result) []string { return r.connectionFields(3) }},
	{"http3-switch", "RFC 9114, 4.5", func(r *result) []string { return r.switches(3) }},
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

// neverFramed reports whether the status is one whose responses end with the header, and say nothing of their length.
func (r *result) neverFramed() bool {
	return r.code.Class() == httpstatus.Informational || r.code == httpstatus.NoContent
}

// isTunnel reports whether what follows is no content, but what a CONNECT has asked for.
func (r *result) isTunnel() bool {
	return r.method() == http.MethodConnect && r.code.Class() == httpstatus.Successful
}

func contentLength(r *result) []string {
	value := r.value("Content-Length")
	if len(r.header().Values("Content-Length")) == 0 || r.isTunnel() {
		return nil
	}
	if r.neverFramed() {
		return []string{"it has a Content-Length"}
	}
	if !field.IsDigits(value) {
		return fault(true, "Content-Length is %s: want a number", inQuotes(value))
	}
	if r.code == httpstatus.NotModified || r.method() == http.MethodHead || r.resp.Uncompressed {
		return nil
	}
	if r.code == httpstatus.ResetContent && strings.Trim(value, "0") != "" {
		return fault(true, "Content-Length is %s, and 205 has no content", shown(value, maxShownValue))
	}
	body, whole := r.peek(maxBody)
	if len(body) == 0 && !r.isEmpty() && !r.breaksOff() {
		return nil // it may answer a HEAD, or have been read before
	}
	whole = whole || r.breaksOff()
	order := field.CompareDigits(value, strconv.Itoa(len(body)))
	return fault(order < 0 || whole && order > 0, "Content-Length is %s, and the content %d bytes", shown(value, maxShownValue), len(body))
}

func (r *result) hasTransferEncoding() bool {
	return len(r.resp.TransferEncoding) > 0 || len(r.header().Values("Transfer-Encoding")) > 0
}

func chunkedTwice(r *result) []string {
	n := 0
	for _, coding := range append(r.members("Transfer-Encoding"), r.resp.TransferEncoding...) {
		if strings.EqualFold(coding, "chunked") {
			n++
		}
	}
	return fault(n > 1, "it is chunked %d times", n)
}

// notTrailers are the fields whose definitions do not let them stand behind the content: they frame it, say what it is, who
// may have it and what becomes of it, or are about the connection.
var notTrailers = []string{
	"Transfer-Encoding", "Content-Length", "Trailer", "Host", "Content-Type", "Content-Encoding", "Content-Language",
	"Content-Location", "Content-Range", "Www-Authenticate", "Proxy-Authenticate", "Set-Cookie", "Age", "Allow", "Cache-Control",
	"Cdn-Cache-Control", "Date", "Expires", "Last-Modified", "Location", "Retry-After", "Server", "Vary", "Via", "Accept",
	"Accept-Encoding", "Connection", "Keep-Alive", "Proxy-Connection", "Te", "Upgrade",
}

func trailers(r *result) []string {
	if len(r.resp.Trailer) > 0 {
		r.peek(maxBody) // a client has what they say when it has read the content
	}
	var faults []string
	for _, name := range notTrailers {
		faults = append(faults, fault(len(r.resp.Trailer[name]) > 0, "%s among the trailers", name)...)
	}
	return faults
}

// lineBreaks finds a part of a multipart body that is set off with a bare LF.
func lineBreaks(r *result) []string {
	boundary := r.boundary()
	if !strings.HasPrefix(r.mediaType(), "multipart/") || boundary == "" {
		return nil
	}
	c := r.content(maxBody)
	if c.coding != "" {
		return nil
	}
	delimiter := []byte("\n--" + boundary)
	for body := c.bytes; ; {
		i := bytes.Index(body, delimiter)
		if i < 0 {
			return nil
		}
		rest := body[i+len(delimiter):]
		// A longer word is no boundary.
		end := bytes.HasPrefix(rest, []byte("--")) || len(rest) > 0 && strings.IndexByte(" \t\r\n", rest[0]) >= 0
		if end && (i == 0 || body[i-1] != '\r') {
			return []string{"a part begins behind a bare LF: want CRLF"}
		}
		body = body[i+1:]
	}
}

func (r *result) connectionFields(version int) []string {
	if r.resp.ProtoMajor != version {
		return nil
	}
	var faults []string
	for _, name := range []string{"Connection", "Proxy-Connection", "Keep-Alive", "Te", "Transfer-Encoding", "Upgrade"} {
		there := len(r.header().Values(name)) > 0 || name == "Transfer-Encoding" && r.hasTransferEncoding()
		faults = append(faults, fault(there, "%s, a field of the connection, in HTTP/%d", name, version)...)
	}
	return faults
}

func paddedValues(r *result) []string {
	if r.resp.ProtoMajor != 2 {
		return nil
	}
	var faults []string
	for _, name := range r.names() {
		for _, line := range r.resp.Header[name] {
			faults = append(faults, fault(strings.Trim(line, " \t") != line, "%s has white space around its value", shown(name, maxShownValue))...)
		}
	}
	return faults
}

// names returns the names of the header fields, as they are there, in order.
func (r *result) names() []string {
	var names []string
	for name := range r.resp.Header {
		if !strings.HasPrefix(name, http.TrailerPrefix) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

func (r *result) switches(version int) []string {
	return fault(r.resp.ProtoMajor == version && r.code == httpstatus.SwitchingProtocols, "a 101 in HTTP/%d", version)
}
