package field

import (
	"net/netip"
	"strings"
)

// A URI is the parts of a URI reference, as they stand in it.
type URI struct {
	Scheme       string // "" in a relative reference
	HasAuthority bool   // "//" follows
	Userinfo     string
	HasUserinfo  bool // there is an "@"
	Host         string
	Port         string
	Path         string
	Query        string
	Fragment     string
	HasFragment  bool // there is a "#"
}

// IsURIReference reports whether s is a URI reference (RFC 3986, 4.1). An empty string is one.
func IsURIReference(s string) bool {
	_, ok := ParseURI(s)
	return ok
}

// ParseURI returns the parts of a URI reference (RFC 3986, 4.1); ok is false if s is none.
func ParseURI(s string) (u URI, ok bool) {
	s, u.Fragment, u.HasFragment = strings.Cut(s, "#")
	s, u.Query, _ = strings.Cut(s, "?")
	// A colon in the first segment is that of a scheme.
	if i := strings.IndexAny(s, ":/"); i >= 0 && s[i] == ':' {
		u.Scheme, s = s[:i], s[i+1:]
		if !isScheme(u.Scheme) {
			return URI{}, false
		}
	}
	if strings.HasPrefix(s, "//") {
		u.HasAuthority = true
		authority := s[2:]
		s = ""
		if i := strings.IndexByte(authority, '/'); i >= 0 {
			authority, s = authority[:i], authority[i:]
		}
		if i := strings.LastIndexByte(authority, '@'); i >= 0 {
			u.Userinfo, u.HasUserinfo, authority = authority[:i], true, authority[i+1:]
		}
		u.Host = authority
		if i := strings.LastIndexByte(authority, ':'); i >= 0 && !strings.HasSuffix(authority, "]") {
			u.Host, u.Port = authority[:i], authority[i+1:]
		}
		if !isEncoded(u.Userinfo, ":") || !isHost(u.Host) || !all(u.Port, isDigit) {
			return URI{}, false
		}
	}
	u.Path = s
	if !isEncoded(u.Path, ":@/") || !isEncoded(u.Query, ":@/?") || !isEncoded(u.Fragment, ":@/?") {
		return URI{}, false
	}
	return u, true
}

func isScheme(s string) bool {
	return s != "" && isAlpha(s[0]) && all(s, func(c byte) bool {
		return isAlpha(c) || isDigit(c) || strings.IndexByte("+-.", c) >= 0
	})
}

// isEncoded reports whether s is of unreserved characters, percent-encoded ones, sub-delims and others.
func isEncoded(s, others string) bool {
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case isAlpha(c), isDigit(c), strings.IndexByte("-._~!$&'()*+,;=", c) >= 0, strings.IndexByte(others, c) >= 0:
		case c == '%' && i+2 < len(s) && isHex(s[i+1]) && isHex(s[i+2]):
			i += 2
		default:
			return false
		}
	}
	return true
}

func isHex(c byte) bool { return isDigit(c) || 'a' <= c|0x20 && c|0x20 <= 'f' }

// isHost reports whether s is a name, which may be percent-encoded or empty, or an address (RFC 3986, 3.2.2).
func isHost(s string) bool {
	if !strings.HasPrefix(s, "[") {
		return isEncoded(s, "")
	}
	literal, found := strings.CutSuffix(s[1:], "]")
	if version, future := strings.CutPrefix(strings.ToLower(literal), "v"); found && future {
		number, rest, dot := strings.Cut(version, ".")
		return dot && number != "" && all(number, isHex) && rest != "" && strings.IndexByte(rest, '%') < 0 && isEncoded(rest, ":")
	}
	// A zone would be the host's own (RFC 9844).
	addr, err := netip.ParseAddr(literal)
	return found && err == nil && addr.Is6() && addr.Zone() == ""
}
