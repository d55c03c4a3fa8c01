package statustest

import (
	"slices"
	"strings"

	"github.com/httpstatus-go/httpstatus/internal/field"
)

// valueRules are what any field has to be, and what a field must not say.
var valueRules = []rule{
	{"names", "RFC 9110, 5.1", func(r *result) []string {
		var faults []string
		for _, name := range r.names() {
			faults = append(faults, fault(!field.IsToken(name), "a field is called %s: want a token", inQuotes(name))...)
		}
		return faults
	}},
	{"values", "RFC 9110, 5.5", func(r *result) []string {
		var faults []string
		for _, name := range r.names() {
			for _, line := range r.resp.Header[name] {
				line = strings.Trim(line, " \t")
				faults = append(faults, fault(!field.IsValue(line), "%s has a control character in %s", shown(name, maxShownValue), inQuotes(line))...)
			}
		}
		return faults
	}},
	{"repeated", "RFC 9110, 5.3", repeated},
	{"empty-member", "RFC 9110, 5.6.1.1", emptyMember},
	{"dates", "RFC 9110, 5.6.7", dates},
	{"connection-option", "RFC 9110, 7.6.1", connectionOption},
	{"keep-alive-listed", "RFC 9110, 7.6.1", func(r *result) []string {
		return fault(len(r.header().Values("Keep-Alive")) > 0 && r.unlisted("Keep-Alive"), "Keep-Alive without Connection: Keep-Alive")
	}},
	{"last-modified-later", "RFC 9110, 8.8.2.1", func(r *result) []string {
		modified, ok := field.ParseDate(r.value("Last-Modified"))
		date, ok2 := field.ParseDate(r.value("Date"))
		return fault(ok && ok2 && modified.After(date), "Last-Modified is %s, after Date, %s", r.value("Last-Modified"), r.value("Date"))
	}},
	{"empty-host-http", "RFC 9110, 4.2.1", func(r *result) []string { return r.emptyHost("", "http") }},
	{"empty-host-https", "RFC 9110, 4.2.2", func(r *result) []string { return r.emptyHost("https") }},
	{"userinfo", "RFC 9110, 4.2.4", userinfo},
	{"qvalue", "RFC 9110, 12.4.2", qvalue},
	{"early-data", "RFC 8470, 5.1", func(r *result) []string {
		return append(fault(len(r.header().Values("Early-Data")) > 0, "Early-Data in a response"),
			fault(hasFold(r.members("Connection"), "Early-Data"), "Early-Data in Connection")...)
	}},
}

// fieldRules are the grammar that each field has (RFC 9110, 2.2).
var fieldRules = []rule{
	member("Accept", "RFC 9110, 12.5.1", "media range", isMediaRange),
	member("Accept-Encoding", "RFC 9110, 12.5.3", "content coding", isWeighted),
	{"accept-ranges", "RFC 9110, 14.3", func(r *result) []string {
		// It is the one list that cannot be empty.
		empty := len(r.header().Values("Accept-Ranges")) > 0 && len(r.members("Accept-Ranges")) == 0
		return append(fault(empty, "Accept-Ranges is empty: want a range unit, or none"),
			member("Accept-Ranges", "", "range unit", field.IsToken).faults(r)...)
	}},
	single("Age", "RFC 9111, 5.1", `seconds, as "120"`, field.IsDigits),
	member("Allow", "RFC 9110, 10.2.1", "method", field.IsToken),
	member("Authentication-Info", "RFC 9110, 11.6.3", "parameter", isAuthParam),
	member("Connection", "RFC 9110, 7.6.1", "connection option", field.IsToken),
	member("Content-Encoding", "RFC 9110, 8.4", "content coding", field.IsToken),
	member("Content-Language", "RFC 9110, 8.5", "language tag", field.IsLanguageTag),
	single("Content-Location", "RFC 9110, 8.7", "a URI without a fragment", func(s string) bool {
		u, ok := field.ParseURI(s)
		return ok && !u.HasFragment
	}),
	single("Content-Type", "RFC 9110, 8.3", `a media type, as "text/html; charset=utf-8"`, func(s string) bool {
		_, _, ok := field.MediaType(s)
		return ok
	}),
	single("ETag", "RFC 9110, 8.8.3", `it quoted, as "v1" or W/"v1"`, field.IsEntityTag),
	single("Location", "RFC 9110, 10.2.2", "a URI reference", field.IsURIReference),
	member("Proxy-Authentication-Info", "RFC 9110, 11.7.3", "parameter", isAuthParam),
	single("Retry-After", "RFC 9110, 10.2.3", `seconds or a date, as "120"`, func(s string) bool {
		_, date := field.ParseDate(s)
		return date || field.IsDigits(s)
	}),
	single("Server", "RFC 9110, 10.2.4", `products, as "app/1.0 (comment)"`, isProducts),
	member("Trailer", "RFC 9110, 6.6.2", "field name", field.IsToken),
	member("Transfer-Encoding", "RFC 9112, 6.1", "transfer coding", isTransferCoding),
	member("Upgrade", "RFC 9110, 7.8", "protocol", isProduct),
	member("Vary", "RFC 9110, 12.5.5", "field name", field.IsToken),
	member("Via", "RFC 9110, 7.6.3", `protocol and receiver, as "1.1 proxy"`, isVia),
	dictionary("Content-Digest", "RFC 9530, 2", isDigest),
	dictionary("Repr-Digest", "RFC 9530, 3", isDigest),
	dictionary("Want-Content-Digest", "RFC 9530, 4", isPreference),
	dictionary("Want-Repr-Digest", "RFC 9530, 4", isPreference),
}

// single returns the rule of a field that has one value.
func single(name, spec, want string, is func(string) bool) rule {
	return rule{strings.ToLower(name), spec, func(r *result) []string {
		var faults []string
		for _, line := range r.header().Values(name) {
			faults = append(faults, fault(!is(line), "%s is %s: want %s", name, inQuotes(line), want)...)
		}
		return faults
	}}
}

// member returns the rule of a field that is a list.
func member(name, spec, what string, is func(string) bool) rule {
	return rule{strings.ToLower(name), spec, func(r *result) []string {
		var faults []string
		for _, member := range r.members(name) {
			faults = append(faults, fault(!is(member), "%s has %s, which is no %s", name, inQuotes(member), what)...)
		}
		return faults
	}}
}

// dictionary returns the rule of a structured field that is a dictionary.
func dictionary(name, spec string, is func(field.Member) bool) rule {
	return rule{strings.ToLower(name), spec, func(r *result) []string {
		members, ok := field.Dictionary(r.header().Values(name))
		faults := fault(!ok, "%s is no dictionary: %s", name, inQuotes(strings.Join(r.header().Values(name), ", ")))
		for _, m := range members {
			faults = append(faults, fault(!is(m), "%s has a value that is not allowed for %s", name, m.Key)...)
		}
		return faults
	}}
}

// repeated finds fields that are no list, and are there more than once.
func repeated(r *result) []string {
	var faults []string
	for _, name := range []string{
		"Age", "Content-Length", "Content-Location", "Content-Range", "Content-Type", "Date", "ETag", "Expires",
		"Last-Modified", "Location", "Retry-After", "Server",
	} {
		n := len(r.header().Values(name))
		faults = append(faults, fault(n > 1, "%s is there %d times, and is no list", name, n)...)
	}
	return faults
}

// lists are the fields of the specifications that are lists.
var lists = []string{
	"Accept", "Accept-Encoding", "Accept-Ranges", "Allow", "Authentication-Info", "Cache-Control", "Connection",
	"Content-Encoding", "Content-Language", "Proxy-Authenticate", "Proxy-Authentication-Info", "Trailer", "Transfer-Encoding",
	"Upgrade", "Vary", "Via", "WWW-Authenticate",
}

func emptyMember(r *result) []string {
	var faults []string
	for _, name := range lists {
		for _, line := range r.header().Values(name) {
			faults = append(faults, fault(line != "" && slices.Contains(field.Split(line, ','), ""), "%s has an empty member: %s", name, inQuotes(line))...)
		}
	}
	return faults
}

func dates(r *result) []string {
	var faults []string
	for _, name := range []string{"Date", "Expires", "Last-Modified"} {
		for _, line := range r.header().Values(name) {
			_, ok := field.ParseDate(line)
			faults = append(faults, fault(!ok, "%s is %s: want a date as \"Sun, 06 Nov 1994 08:49:37 GMT\"", name, inQuotes(line))...)
		}
	}
	return faults
}

// endToEnd are fields that are meant for all who get the content.
var endToEnd = []string{
	"Accept", "Accept-Encoding", "Accept-Ranges", "Age", "Allow", "Authentication-Info", "Cache-Control", "Content-Digest",
	"Content-Encoding", "Content-Language", "Content-Length", "Content-Location", "Content-Range", "Content-Type", "Date", "ETag",
	"Expires", "Last-Modified", "Location", "Repr-Digest", "Retry-After", "Server", "Set-Cookie", "Vary", "WWW-Authenticate",
}

func connectionOption(r *result) []string {
	var faults []string
	for _, option := range r.members("Connection") {
		faults = append(faults, fault(hasFold(endToEnd, option), "Connection has %s, a field for all recipients", shown(option, maxShownValue))...)
	}
	return faults
}

// references finds, among the fields that are a URI reference, those of a scheme with a host of which is holds. One that begins
// with "//" has the scheme of the request, which is "" here.
func (r *result) references(is func(field.URI) bool, schemes []string, complaint string) []string {
	var faults []string
	for _, name := range []string{"Location", "Content-Location"} {
		for _, line := range r.header().Values(name) {
			u, ok := field.ParseURI(line)
			faults = append(faults, fault(ok && (u.HasAuthority || u.Scheme != "") && slices.Contains(schemes, strings.ToLower(u.Scheme)) && is(u),
				"%s is %s: %s", name, inQuotes(line), complaint)...)
		}
	}
	return faults
}

func (r *result) emptyHost(schemes ...string) []string {
	return r.references(func(u field.URI) bool { return u.Host == "" }, schemes, "it has no host")
}

func userinfo(r *result) []string {
	return r.references(func(u field.URI) bool { return u.HasUserinfo }, []string{"", "http", "https"}, "it has a user in it")
}

func qvalue(r *result) []string {
	var faults []string
	for _, name := range []string{"Accept", "Accept-Encoding"} {
		for _, m := range r.members(name) {
			_, parameters, _ := field.Parameters(m)
			for _, p := range parameters {
				faults = append(faults, fault(p.Name == "q" && !isQValue(p.Value), "%s has the weight %s: want 0 to 1 with three digits at the most", name, inQuotes(p.Value))...)
			}
		}
	}
	return faults
}

func isQValue(s string) bool {
	_, ok := field.Weight(s)
	return ok && s[0] != '.' && len(s) <= len("0.000")
}

func isMediaRange(s string) bool {
	mediaRange, _, ok := field.Parameters(s)
	t, subtype, slash := strings.Cut(mediaRange, "/")
	return ok && slash && field.IsToken(t) && field.IsToken(subtype)
}

func isWeighted(s string) bool {
	coding, parameters, ok := field.Parameters(s)
	return ok && field.IsToken(coding) && (len(parameters) == 0 || len(parameters) == 1 && parameters[0].Name == "q")
}

func isTransferCoding(s string) bool {
	coding, _, ok := field.Parameters(s)
	return ok && field.IsToken(coding)
}

// isAuthParam takes the white space that badSpace looks for.
func isAuthParam(s string) bool {
	_, _, _, ok := parseAuthParam(s)
	return ok
}

// isProduct reports whether s is a product, or a protocol, with its version or without.
func isProduct(s string) bool {
	name, version, slash := strings.Cut(s, "/")
	return field.IsToken(name) && (!slash || field.IsToken(version))
}

func isProducts(s string) bool {
	for i, part := range words(s) {
		if !isProduct(part) && (i == 0 || !field.IsComment(part)) {
			return false
		}
	}
	return s != ""
}

// words returns what white space parts in s, comments whole.
func words(s string) []string {
	return slices.DeleteFunc(field.Split(strings.ReplaceAll(s, "\t", " "), ' '), func(word string) bool { return word == "" })
}

func isVia(s string) bool {
	w := words(s)
	if len(w) < 2 || len(w) > 3 || !isProduct(w[0]) || len(w) == 3 && !field.IsComment(w[2]) {
		return false
	}
	// A host may be an address in brackets.
	return field.IsToken(strings.NewReplacer("[", "", "]", "", ":", "").Replace(w[1]))
}

func isDigest(m field.Member) bool { return m.Kind == field.ByteSequence }

func isPreference(m field.Member) bool {
	return m.Kind == field.Integer && field.IsDigits(m.Text) && field.CompareDigits(m.Text, "10") <= 0
}
