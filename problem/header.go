package problem

import (
	"log/slog"
	"net/http"
	"slices"
	"strings"

	"github.com/httpstatus-go/httpstatus"
)

// setHeader sets the fields of the answer among those that earlier handlers have set.
func (rr *Renderer) setHeader(h http.Header, r *http.Request, a *answer, f form, b body) {
	info := a.status.Code.Info()
	noStore := info.NoStore || a.status.Code >= 500
	for name, values := range h {
		if name == "Cache-Control" {
			noStore = noStore || hasToken(values, "no-store")
			delete(h, name)
		} else if isOfBody(name, a.status.Code) {
			delete(h, name)
		}
	}
	if a.public != nil {
		rr.addHeader(h, r, a)
	}
	if noStore && (info.NoStore || h["Cache-Control"] == nil) {
		h["Cache-Control"] = []string{"no-store"}
	}

	// An http.MaxBytesReader asks the server for this, but not through a ResponseWriter that another wraps.
	if a.status.Code == httpstatus.ContentTooLarge && r.ProtoMajor == 1 && h["Connection"] == nil {
		h["Connection"] = []string{"close"}
	}

	// One allocation serves all; no later append can reach from one field to the next.
	v := [...]string{contentTypes[f], b.length, b.language, "nosniff", "Accept, Accept-Language"}
	if rr.Language != nil {
		v[4] = "Accept, Accept-Language, Cookie"
	}
	if _, ok := rr.Forms.only(); ok {
		v[4] = strings.TrimPrefix(v[4], "Accept, ")
	}
	if old := h["Vary"]; len(old) > 0 {
		v[4] = mergeVary(old, v[4])
	}
	values := v[:]
	h["Content-Type"] = values[0:1:1]
	h["Content-Length"] = values[1:2:2]
	h["Content-Language"] = values[2:3:3]
	h["X-Content-Type-Options"] = values[3:4:4]
	h["Vary"] = values[4:5:5]
	if b.builtIn {
		h["Content-Security-Policy"] = []string{contentSecurityPolicy}
	}

	if rr.Development && info.MustHave != "" {
		for name := range strings.SplitSeq(info.MustHave, ", ") {
			if len(h.Values(name)) == 0 {
				rr.warn(r, a, "problem: the answer lacks a field that it must have", slog.String("field", name))
			}
		}
	}
}

// addHeader sets the error's own fields. What is none, as it would be two lines, is left out; so are those of the body,
// which is not the error's.
func (rr *Renderer) addHeader(h http.Header, r *http.Request, a *answer) {
	for name, values := range a.public.Header {
		name := http.CanonicalHeaderKey(name)
		if !isToken(name) || isOfBody(name, a.status.Code) {
			rr.warn(r, a, "problem: field left out: want a name that is a token, and none of the body's", slog.String("name", name))
			continue
		}
		// A copy: the error may be one for many answers.
		values := slices.Clone(values)
		values = slices.DeleteFunc(values, func(v string) bool {
			if isFieldValue(v) {
				return false
			}
			rr.warn(r, a, "problem: field left out: want a value without control characters", slog.String("name", name), slog.String("value", v))
			return true
		})
		switch {
		case len(values) == 0:
		case name == "Set-Cookie", name == "Vary":
			h[name] = append(h[name], values...)
		default:
			h[name] = values
		}
	}
}

func (rr *Renderer) warn(r *http.Request, a *answer, text string, attr slog.Attr, more ...slog.Attr) {
	rr.log(r, slog.LevelWarn, text, a, nil, append(more, attr)...)
}

// isOfBody reports whether the field, in canonical form, is about the content that it comes with.
func isOfBody(name string, c httpstatus.Code) bool {
	switch name {
	case "Content-Type", "Content-Length", "Content-Encoding", "Content-Language", "Content-Location", "Content-Disposition",
		"Content-Md5", "Content-Digest", "Repr-Digest", "Digest", "Etag", "Last-Modified", "Expires", "Trailer", "Transfer-Encoding":
		return true
	case "Content-Range", "Accept-Ranges":
		return c != httpstatus.RangeNotSatisfiable // it says there what would be (RFC 9110, 15.5.17)
	}
	return false
}

// isToken reports whether s is a token (RFC 9110, 5.6.2).
func isToken(s string) bool {
	for i := range len(s) {
		switch c := s[i]; {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9':
		case strings.IndexByte("!#$%&'*+-.^_`|~", c) >= 0:
		default:
			return false
		}
	}
	return s != ""
}

// isFieldValue reports whether v can be sent as a field's value: it has no control characters but the tab (RFC 9110, 5.5).
func isFieldValue(v string) bool {
	for i := range len(v) {
		if c := v[i]; c < ' ' && c != '\t' || c == 0x7f {
			return false
		}
	}
	return true
}

// hasToken reports whether the lines of a field, a list, have a token in any case.
func hasToken(lines []string, token string) bool {
	for _, line := range lines {
		for t := range strings.SplitSeq(line, ",") {
			if strings.EqualFold(trim(t), token) {
				return true
			}
		}
	}
	return false
}

// mergeVary returns the lines of a Vary field, and what is not among them of more, in one line.
func mergeVary(lines []string, more string) string {
	if hasToken(lines, "*") {
		return "*"
	}
	var names []string
	for _, line := range append(slices.Clip(lines), more) {
		for t := range strings.SplitSeq(line, ",") {
			if t = trim(t); t != "" && !hasToken(names, t) {
				names = append(names, t)
			}
		}
	}
	return strings.Join(names, ", ")
}

// isURIReference reports whether s is a URI reference by its characters (RFC 3986, 2): other text is none.
func isURIReference(s string) bool {
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9':
		case c == '%':
			if i+2 >= len(s) || !isHex(s[i+1]) || !isHex(s[i+2]) {
				return false
			}
		case strings.IndexByte("-._~:/?#[]@!$&'()*+,;=", c) < 0:
			return false
		}
	}
	return true
}

func isHex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'f'
}
