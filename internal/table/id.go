package table

import (
	"net/url"
	"slices"
	"strings"
)

// idOf returns the ID of a name in Go: its words in lower case, with "_" between. It is a promise on the wire, see
// tables/README.md: what it returns for a name must never change.
//
// A word begins
//
//   - at a capital that follows a small letter or a digit: Order|Paid, Base64|Invalid;
//   - at the last capital of several before a small letter: HTTP|Timeout, A|New|Order. But several capitals before "s"
//     alone are a plural, User|IDs, and before "v" and a digit a version, IPv6|Only;
//   - at the next letter behind "OAuth", which is one word;
//   - behind "_".
func idOf(name string) string {
	var words []string
	for part := range strings.SplitSeq(name, "_") {
		for part != "" {
			n := wordLength(part)
			words = append(words, strings.ToLower(part[:n]))
			part = part[n:]
		}
	}
	return strings.Join(words, "_")
}

// wordLength returns how many bytes the first word of a name has, by the rule of idOf.
func wordLength(s string) int {
	at := func(i int) byte {
		if i < len(s) {
			return s[i]
		}
		return 0
	}
	i := 0
	for isUpper(at(i)) {
		i++
	}
	oauth := strings.HasPrefix(s, "OAuth") && !isLower(at(5))
	plural := at(i) == 's' && !isLower(at(i+1)) // IDs
	version := at(i) == 'v' && isDigit(at(i+1)) // IPv6
	if i >= 2 && isLower(at(i)) && !oauth && !plural && !version {
		return i - 1 // HTTPTimeout: the last capital is the next word's
	}
	for isLower(at(i)) {
		i++
	}
	for isDigit(at(i)) {
		i++
		for isLower(at(i)) { // 2fa
			i++
		}
	}
	return max(i, 1)
}

func isUpper(c byte) bool { return 'A' <= c && c <= 'Z' }
func isLower(c byte) bool { return 'a' <= c && c <= 'z' }
func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// isID reports whether an ID has the form that idOf gives it: words of small letters and digits, with "_" between.
func isID(id string) bool {
	for word := range strings.SplitSeq(id, "_") {
		if word == "" || strings.Trim(word, "abcdefghijklmnopqrstuvwxyz0123456789") != "" {
			return false
		}
	}
	return isLower(id[0])
}

// typeOf returns the problem type of an ID: the ID with "-" between its words, behind base.
func typeOf(base, id string) string { return base + strings.ReplaceAll(id, "_", "-") }

// IsTypes reports whether problem types can begin with base: an absolute URI, or a path, that ends in /, #, : or =.
func IsTypes(base string) bool {
	u, err := url.Parse(base)
	return err == nil && base != "" && strings.ContainsRune("/#:=", rune(base[len(base)-1])) &&
		(u.IsAbs() || strings.HasPrefix(base, "/")) && strings.IndexFunc(base, func(r rune) bool {
		return r <= ' ' || r >= 0x7f || strings.ContainsRune("\"<>\\^`{|}", r)
	}) < 0
}

// initialisms are the words that Go writes in capitals alone.
var initialisms = []string{
	"acl", "api", "ascii", "cpu", "css", "dns", "eof", "guid", "html", "http", "https", "iban", "id", "ip", "isbn", "json",
	"jwt", "os", "pdf", "ram", "rpc", "sku", "sla", "sms", "smtp", "sql", "ssh", "sso", "tcp", "tls", "ttl", "udp", "ui",
	"uid", "uri", "url", "utf8", "uuid", "vat", "vm", "xml",
}

// fieldOf returns the field of a placeholder, whose name is not empty: the words of its name with a capital each, order_id
// and orderId both OrderID.
func fieldOf(name string) string {
	var b strings.Builder
	for word := range strings.SplitSeq(idOf(name), "_") {
		switch plural := strings.TrimSuffix(word, "s"); {
		case slices.Contains(initialisms, word):
			b.WriteString(strings.ToUpper(word))
		case slices.Contains(initialisms, plural):
			b.WriteString(strings.ToUpper(plural) + "s")
		default:
			b.WriteString(strings.ToUpper(word[:1]) + word[1:])
		}
	}
	return b.String()
}
