package statustest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"reflect"
	"runtime"
	"strconv"
	"strings"
	"unicode/utf8"
)

// How much a failure shows.
const (
	maxShownBody  = 2 << 10
	maxShownValue = 256 // of a request line, a field or an error
)

// fail reports a failure as testify does, but that the trace begins with the caller: of this package it has no frame.
func fail(t TestingT, failure string, msgAndArgs []any) bool {
	if h, ok := t.(helper); ok {
		h.Helper()
	}
	type row struct{ label, text string }
	rows := []row{{"Error Trace", strings.Join(callers(), "\n")}, {"Error", failure}}
	if named, ok := t.(interface{ Name() string }); ok {
		rows = append(rows, row{"Test", named.Name()})
	}
	if len(msgAndArgs) > 0 {
		rows = append(rows, row{"Messages", message(msgAndArgs)})
	}
	const width = len("Error Trace") + 1
	var b strings.Builder
	for _, row := range rows {
		text := strings.ReplaceAll(row.text, "\n", "\n\t"+strings.Repeat(" ", width)+"\t")
		fmt.Fprintf(&b, "\t%-*s\t%s\n", width, row.label+":", text)
	}
	t.Errorf("\n%s", b.String())
	return false
}

// message returns the text of a message and its arguments.
func message(msgAndArgs []any) string {
	format, ok := msgAndArgs[0].(string)
	switch {
	case ok && len(msgAndArgs) == 1:
		return format
	case ok:
		return fmt.Sprintf(format, msgAndArgs[1:]...)
	}
	return fmt.Sprintf("%+v", msgAndArgs)
}

// callers returns the places from the call of an assertion up to the test.
func callers() []string {
	var places []string
	this := reflect.TypeFor[result]().PkgPath()
	pcs := make([]uintptr, 64)
	frames := runtime.CallersFrames(pcs[:runtime.Callers(1, pcs)])
	for {
		frame, more := frames.Next()
		if strings.HasPrefix(frame.Function, "testing.") || strings.HasPrefix(frame.Function, "runtime.") {
			return places
		}
		// Its package require is a part of it.
		if !strings.HasPrefix(frame.Function, this+".") && !strings.HasPrefix(frame.Function, this+"/require.") {
			places = append(places, fmt.Sprintf("%s:%d", frame.File, frame.Line))
		}
		if !more {
			return places
		}
	}
}

// failure returns what a failed assertion prints: the message, then what is known of the result.
func (r *result) failure(format string, args ...any) string {
	lines := []string{fmt.Sprintf(format, args...)}
	if r.err != nil {
		lines = append(lines, "error: "+shown(r.err.Error(), maxShownValue))
	}
	if r.resp != nil {
		if line := requestLine(r.resp.Request); line != "" {
			lines = append(lines, shown(line, maxShownValue))
		}
		for _, name := range []string{"Content-Type", "Content-Language", "Content-Encoding"} {
			for _, value := range r.resp.Header.Values(name) {
				lines = append(lines, name+": "+shown(value, maxShownValue))
			}
		}
		if body := r.shownBody(); body != "" {
			lines = append(lines, body)
		}
	}
	return strings.Join(lines, "\n")
}

func requestLine(req *http.Request) string {
	if req == nil || req.URL == nil {
		return ""
	}
	method, target, proto := req.Method, req.URL.RequestURI(), req.Proto
	if method == "" {
		method = http.MethodGet
	}
	if method == http.MethodConnect && req.URL.Path == "" {
		target = req.URL.Host
	}
	return strings.TrimSpace(method + " " + target + " " + proto)
}

// maxIndented is the longest JSON that is indented: of one that nests deep, indenting makes the square of its length.
const maxIndented = 16 << 10

func (r *result) shownBody() string {
	if r.streams() {
		return "(a stream: not read)"
	}
	c := r.content(maxIndented)
	if c.coding != "" {
		return "(in " + shown(c.coding, maxShownValue) + ": not shown)"
	}
	body, whole := c.bytes, c.whole
	if start := bytes.TrimSpace(body); whole && len(start) > 0 && (start[0] == '{' || start[0] == '[') {
		var indented bytes.Buffer
		if json.Indent(&indented, start, "", "  ") == nil {
			body = indented.Bytes()
		}
	}
	if r.mediaType() == "text/html" {
		if text := lines(visibleHTML(string(body))); text != "" {
			body = []byte(text) // a page begins with its style, as a rule
		}
	}
	s := shown(strings.TrimRight(string(body), "\r\n"), maxShownBody)
	if p, ok := r.resp.Body.(*peeked); ok && p.err != nil && !whole && len(body) < maxIndented {
		s += "\n(reading the body: " + shown(p.err.Error(), maxShownValue) + ")"
	}
	return s
}

// lines returns the lines of s that have more than white space, without that at their ends.
func lines(s string) string {
	var all []string
	for line := range strings.Lines(s) {
		if line = strings.TrimSpace(line); line != "" {
			all = append(all, line)
		}
	}
	return strings.Join(all, "\n")
}

// shown returns s as a terminal can show it: what is not printable is escaped as in Go, but for line ends and tabs, and
// after limit bytes it is cut.
func shown(s string, limit int) string {
	var b []byte
	for i := 0; i < len(s); {
		c, size := utf8.DecodeRuneInString(s[i:])
		start := len(b)
		switch {
		case c == utf8.RuneError && size == 1:
			b = fmt.Appendf(b, `\x%02x`, s[i])
		case c == '\n', c == '\t', strconv.IsPrint(c):
			b = append(b, s[i:i+size]...)
		case c == '\r' && strings.HasPrefix(s[i:], "\r\n"):
		default:
			quoted := strconv.QuoteRune(c)
			b = append(b, quoted[1:len(quoted)-1]...)
		}
		if len(b) > limit {
			return string(b[:start]) + "…"
		}
		i += size
	}
	return string(b)
}

// inQuotes returns a value as a failure shows it, quoted as in Go; of a long one the first bytes.
func inQuotes(value string) string {
	end := maxShownValue
	if len(value) <= end {
		return strconv.Quote(value)
	}
	for end > maxShownValue-utf8.UTFMax && !utf8.RuneStart(value[end]) {
		end--
	}
	return strconv.Quote(value[:end]) + "…"
}

// list returns a line for each fault.
func list(faults []string) string { return "- " + strings.Join(faults, "\n- ") }
