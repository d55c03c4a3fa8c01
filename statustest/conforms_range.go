package statustest

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/httpstatus-go/httpstatus"
	"github.com/httpstatus-go/httpstatus/internal/field"
)

// rangeRules are what a response of ranges has to be.
var rangeRules = []rule{
	{"range-method", "RFC 9110, 14.2", rangeMethod},
	{"range-asked", "RFC 9110, 15.3.7", func(r *result) []string { return r.rangeAsked(httpstatus.PartialContent) }},
	{"unsatisfied-asked", "RFC 9110, 15.5.17", func(r *result) []string { return r.rangeAsked(httpstatus.RangeNotSatisfiable) }},
	{"content-range", "RFC 9110, 14.4", contentRange},
	{"single-range", "RFC 9110, 15.3.7.1", singleRange},
	{"multipart-ranges", "RFC 9110, 15.3.7.2", multipartRanges},
	{"range-other", "RFC 9110, 15.3.7", func(r *result) []string {
		if r.code != httpstatus.PartialContent || r.isMultipart() {
			return nil
		}
		return fault(r.isOtherRange(r.value("Content-Range")), "Content-Range %s is nothing of the Range that was asked for", inQuotes(r.value("Content-Range")))
	}},
}

// isRange reports whether the response is about ranges, of which one is asked for with the field Range.
func (r *result) isRange() bool {
	return r.code == httpstatus.PartialContent || r.code == httpstatus.RangeNotSatisfiable
}

// rangeMethod finds ranges for a method that has none: a server ignores Range then.
func rangeMethod(r *result) []string {
	method := r.method()
	return fault(r.isRange() && (method == http.MethodHead || slices.Contains(otherMethods, method)),
		"%d to %s: Range counts with GET, and is ignored with it", r.code, method)
}

func (r *result) rangeAsked(code httpstatus.Code) []string {
	request, known := r.request()
	return fault(r.code == code && known && request.Get("Range") == "" && len(rangeMethod(r)) == 0, "%d, and the request has no Range", code)
}

// isMultipart reports whether the response is one of several ranges.
func (r *result) isMultipart() bool {
	return r.code == httpstatus.PartialContent && r.mediaType() == "multipart/byteranges"
}

// contentRange looks at the field where it has a meaning.
func contentRange(r *result) []string {
	if !r.isRange() {
		return nil
	}
	var faults []string
	for _, value := range r.header().Values("Content-Range") {
		_, ok := parseContentRange(value)
		faults = append(faults, fault(!ok, `Content-Range is %s: want "bytes 0-9/100" or "bytes */100"`, inQuotes(value))...)
	}
	return faults
}

// A contentSpan is what a Content-Range says.
type contentSpan struct {
	unit        string
	first, last string // digits
	complete    string // the complete length: digits, or "*"
	unsatisfied bool   // it says the complete length alone
}

// length returns how long the range is; ok is false if its unit is not bytes, or it is longer than anything that can be read.
func (c contentSpan) length() (n uint64, ok bool) {
	first, err := strconv.ParseUint(c.first, 10, 63)
	last, err2 := strconv.ParseUint(c.last, 10, 63)
	return last - first + 1, strings.EqualFold(c.unit, "bytes") && !c.unsatisfied && err == nil && err2 == nil
}

func parseContentRange(value string) (c contentSpan, ok bool) {
	unit, rest, found := strings.Cut(value, " ")
	span, complete, slash := strings.Cut(rest, "/")
	if !found || !slash || !field.IsToken(unit) {
		return c, false
	}
	c.unit, c.complete = unit, complete
	// What a range is, and the number of all, another unit says: "exampleunit 1.2-4.3/25" (RFC 9110, 14.6).
	if !strings.EqualFold(unit, "bytes") {
		c.unsatisfied = span == "*"
		return c, span != "" && complete != "" && field.IsValue(rest)
	}
	if span == "*" {
		c.unsatisfied = true
		return c, field.IsDigits(complete)
	}
	var dash bool
	c.first, c.last, dash = strings.Cut(span, "-")
	if !dash || !field.IsDigits(c.first) || !field.IsDigits(c.last) || field.CompareDigits(c.first, c.last) > 0 {
		return c, false
	}
	return c, complete == "*" || field.IsDigits(complete) && field.CompareDigits(c.last, complete) < 0
}

// isOtherRange reports whether a Content-Range has no byte of those that the request asks for. A server may send more than was
// asked for, or less. Of another unit, and of a request that cannot be read, it knows nothing.
func (r *result) isOtherRange(value string) bool {
	request, known := r.request()
	unit, set, found := strings.Cut(strings.Trim(request.Get("Range"), " \t"), "=")
	c, ok := parseContentRange(value)
	if !known || !found || !ok || c.unsatisfied || !strings.EqualFold(unit, "bytes") || !strings.EqualFold(c.unit, "bytes") {
		return false
	}
	for _, spec := range field.List([]string{set}) {
		first, last, dash := strings.Cut(spec, "-")
		if !dash || first+last == "" || first != "" && !field.IsDigits(first) || last != "" && !field.IsDigits(last) {
			return false
		}
		if first == "" { // the last bytes: from where on, the complete length tells
			all, err := strconv.ParseUint(c.complete, 10, 63)
			n, err2 := strconv.ParseUint(last, 10, 63)
			if err != nil || err2 != nil {
				return false
			}
			first, last = strconv.FormatUint(all-min(n, all), 10), ""
		}
		if field.CompareDigits(first, c.last) <= 0 && (last == "" || field.CompareDigits(c.first, last) <= 0) {
			return false
		}
	}
	return true
}

func singleRange(r *result) []string {
	if r.code != httpstatus.PartialContent || r.isMultipart() {
		return nil
	}
	value := r.value("Content-Range")
	if value == "" {
		return []string{"no Content-Range, and Content-Type is not multipart/byteranges"}
	}
	c, ok := parseContentRange(value)
	if !ok {
		return nil // contentRange says so
	}
	if c.unsatisfied {
		return fault(true, "Content-Range %s does not say which range it is", inQuotes(value))
	}
	want, ok := c.length()
	if !ok || r.resp.Uncompressed {
		return nil
	}
	length := r.value("Content-Length")
	if field.IsDigits(length) && field.CompareDigits(length, strconv.FormatUint(want, 10)) != 0 {
		return fault(true, "Content-Range %s is %d bytes, and Content-Length says %s", inQuotes(value), want, shown(length, maxShownValue))
	}
	body, whole := r.peek(maxBody)
	n := uint64(len(body))
	return fault(length == "" && n > 0 && (n > want || whole && n < want), "Content-Range %s is %d bytes, and the content %d", inQuotes(value), want, n)
}

func multipartRanges(r *result) []string {
	if !r.isMultipart() {
		return nil
	}
	faults := fault(r.value("Content-Range") != "", "Content-Range in the header of a response of several ranges")
	if request, known := r.request(); known {
		_, set, _ := strings.Cut(request.Get("Range"), "=")
		faults = append(faults, fault(len(field.List([]string{set})) == 1,
			"multipart/byteranges for a single range, %s", inQuotes(request.Get("Range")))...)
	}
	boundary := r.boundary()
	if boundary == "" {
		return append(faults, "multipart/byteranges without a boundary")
	}
	body, whole := r.peek(maxBody)
	if len(body) == 0 || r.resp.Uncompressed || len(r.members("Content-Encoding")) > 0 {
		return faults // the answer to a HEAD, or parts that are not seen
	}
	parts := multipart.NewReader(bytes.NewReader(body), boundary)
	for i := 1; ; i++ {
		part, err := parts.NextRawPart()
		switch {
		case err == io.EOF && i > 1, err != nil && !whole:
			return faults
		case err != nil:
			return append(faults, fmt.Sprintf("part %d of multipart/byteranges cannot be read: %v", i, err))
		}
		value := part.Header.Get("Content-Range")
		c, ok := parseContentRange(value)
		if !ok || c.unsatisfied {
			faults = append(faults, fmt.Sprintf("part %d of multipart/byteranges has no range in its Content-Range, %s", i, inQuotes(value)))
			continue
		}
		n, err := io.Copy(io.Discard, part)
		if errors.Is(err, io.ErrUnexpectedEOF) {
			continue // NextRawPart says so
		}
		want, ok := c.length()
		faults = append(faults, fault(ok && err == nil && uint64(n) != want,
			"part %d of multipart/byteranges has the Content-Range %s, %d bytes, and is %d", i, inQuotes(value), want, n)...)
	}
}

// boundary returns that of a multipart type; "" if there is none.
func (r *result) boundary() string {
	_, parameters, _ := field.MediaType(r.value("Content-Type"))
	for _, p := range parameters {
		if p.Name == "boundary" {
			return p.Value
		}
	}
	return ""
}
