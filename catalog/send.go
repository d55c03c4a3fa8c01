package catalog

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/httpstatus-go/httpstatus/internal/field"
)

// page.css and page.js stand in every page. The script only adds to what the page can do: it is never needed.
var (
	//go:embed page.css
	style string
	//go:embed page.js
	script string
)

// contentSecurityPolicy lets a page apply its own style and run its own script, and load nothing.
var contentSecurityPolicy = "default-src 'none'; style-src '" + hash(style) + "'; script-src '" + hash(script) + "'; img-src data:; " +
	"base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

func hash(s string) string {
	sum := sha256.Sum256([]byte(s))
	return "sha256-" + base64.StdEncoding.EncodeToString(sum[:])
}

// minGzip is the least size that is worth to be compressed.
const minGzip = 1 << 10

// send answers with a page, or with 304 if the client has it.
func send(w http.ResponseWriter, r *http.Request, contentType string, languages []string, body []byte) {
	h := w.Header()
	sum := sha256.Sum256(body)
	tag := base64.RawURLEncoding.EncodeToString(sum[:15])
	// A layer outside that compresses may have said so already.
	outside := h.Get("Content-Encoding") != ""
	zip := !outside && len(body) >= minGzip && takesGzip(r.Header["Accept-Encoding"])
	if zip {
		tag += "-gzip"
	}
	h.Set("ETag", `"`+tag+`"`)
	h.Add("Vary", "Accept, Accept-Language, Accept-Encoding")
	if h.Get("Cache-Control") == "" {
		h.Set("Cache-Control", "no-cache") // it is asked for anew, and answered with 304
	}
	if matches(r.Header["If-None-Match"], tag) {
		h.Del("Content-Encoding")
		w.WriteHeader(http.StatusNotModified)
		return
	}
	h.Set("Content-Type", contentType)
	if len(languages) > 0 {
		h.Set("Content-Language", strings.Join(languages, ", "))
	}
	h.Set("X-Content-Type-Options", "nosniff")
	if contentType == typeHTML {
		h.Set("Content-Security-Policy", contentSecurityPolicy)
	}
	if zip {
		h.Set("Content-Encoding", "gzip")
		body = compress(body)
	}
	if !outside {
		h.Set("Content-Length", strconv.Itoa(len(body)))
	}
	w.WriteHeader(http.StatusOK)
	if r.Method != http.MethodHead {
		_, _ = w.Write(body) // it fails if the client has gone
	}
}

func compress(body []byte) []byte {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	_, _ = z.Write(body) // a buffer takes all
	_ = z.Close()
	return b.Bytes()
}

// takesGzip reports whether the lines of an Accept-Encoding field ask for gzip (RFC 9110, 12.5.3).
func takesGzip(lines []string) bool {
	any, named, takes := false, false, false
	for _, member := range field.List(lines) {
		coding, parameters, ok := field.Parameters(member)
		if !ok {
			continue
		}
		refused := slices.ContainsFunc(parameters, func(p field.Parameter) bool {
			q, ok := field.Weight(p.Value)
			return p.Name == "q" && ok && q == 0
		})
		switch strings.ToLower(coding) {
		case "gzip", "x-gzip":
			named, takes = true, takes || !refused
		case "*":
			any = !refused
		}
	}
	return takes || any && !named
}

// matches reports whether the lines of an If-None-Match field have the tag, by weak comparison (RFC 9110, 13.1.2).
func matches(lines []string, tag string) bool {
	for _, member := range field.List(lines) {
		if member == "*" || strings.TrimPrefix(member, "W/") == `"`+tag+`"` {
			return true
		}
	}
	return false
}
