package httpstatus

import (
	"errors"
	"iter"
	"strconv"
)

// A Code is an HTTP status code (RFC 9110, 15): a number of three digits, of which the first is its class.
// Any int converts to a Code without loss; [Code.Valid] and [Code.Known] tell what it is worth.
//
// A Code is also an error value, as a syscall.Errno is, so that a function can return httpstatus.NotFound. It is
// encoded by encoding/json and the like as the number that it is.
type Code int

// ParseCode returns the code that s writes: three ASCII digits, 100 to 999. The code need not be a registered one.
func ParseCode(s string) (Code, error) {
	if c, rest := cutCode(s); c != 0 && rest == "" {
		return c, nil
	}
	return 0, syntaxError("status", s, `three digits from 100 to 999, as "404"`)
}

// cutCode cuts three digits, 100 to 999, from the beginning of s. If it does not begin so, the code is 0.
func cutCode(s string) (c Code, rest string) {
	if len(s) < 3 || s[0] < '1' {
		return 0, ""
	}
	for i := range 3 {
		if s[i] < '0' || '9' < s[i] {
			return 0, ""
		}
		c = 10*c + Code(s[i]-'0')
	}
	return c, s[3:]
}

// maxQuote is how many bytes of bad input an error quotes at the most.
const maxQuote = 40

// syntaxError says that s, quoted to its first maxQuote bytes, is no status, and what would be.
func syntaxError(what, s, want string) error {
	tail := ""
	if len(s) > maxQuote {
		s, tail = s[:maxQuote], "..."
	}
	return errors.New("httpstatus: invalid " + what + " " + strconv.Quote(s) + tail + ": want " + want)
}

// Codes returns the codes of the IANA registry, ascending, the temporary, deprecated, unused and obsoleted ones among
// them (see [Info.State]).
func Codes() iter.Seq[Code] {
	return func(yield func(Code) bool) {
		for i, row := range codeRows {
			if row != 0 && !yield(firstCode+Code(i)) {
				return
			}
		}
	}
}

// CodeOf returns the status code of the first error in err's tree, in the order of [errors.As], that has one: a Code, a
// [Substatus], or any other error with a method StatusCode() int. It reports false if there is none. The code is
// returned as it is, valid or not.
func CodeOf(err error) (Code, bool) {
	var s interface{ StatusCode() int }
	if !errors.As(err, &s) {
		return 0, false
	}
	return Code(s.StatusCode()), true
}

// row returns c's place in the table, counted from 1; 0 if c is not in it.
func (c Code) row() int {
	if i := uint(c - firstCode); i < uint(len(codeRows)) {
		return int(codeRows[i])
	}
	return 0
}

// Reason returns the reason phrase that c is registered with, "Not Found", in the wording of RFC 9110 where it defines
// the code. For 418, which is registered as (Unused), it is "I'm a teapot". It is "" for a code that is not [Code.Known].
func (c Code) Reason() string {
	if i := uint(c - firstCode); i < uint(len(codeRows)) {
		row := codeRows[i]
		return reasonText[reasonEnds[row]:reasonEnds[row+1]]
	}
	return ""
}

// String returns the code and its reason phrase, "404 Not Found", or the number alone if the code is not
// [Code.Known]: "599".
func (c Code) String() string {
	s := strconv.Itoa(int(c))
	if r := c.Reason(); r != "" {
		s += " " + r
	}
	return s
}

// Error returns what [Code.String] returns.
func (c Code) Error() string { return c.String() }

// Err returns c as an error, or nil for a code below 400, which is none.
func (c Code) Err() error {
	if c < 400 {
		return nil
	}
	return c
}

// StatusCode returns c as an int. It is the method by which web frameworks know an error with a status.
func (c Code) StatusCode() int { return int(c) }

// Class returns the class of c, which is known even if c is not; 0 for a number that is not 100 to 599 (RFC 9110, 15).
func (c Code) Class() Class {
	if c < 100 || 600 <= c {
		return 0
	}
	return Class(c / 100)
}

// Valid reports whether c is 100 to 999, what net/http's WriteHeader takes without a panic. RFC 9110, 15, defines
// only 100 to 599, which [Code.Class] tells.
func (c Code) Valid() bool { return 100 <= c && c <= 999 }

// Known reports whether c is in the IANA registry.
func (c Code) Known() bool { return c.row() != 0 }

// Info returns what the specifications say of c; the zero Info if c is not [Code.Known].
func (c Code) Info() Info {
	row := c.row()
	if row == 0 {
		return Info{}
	}
	f := codeFacts[row-1]
	text := func(i int) string {
		i += 3 * (row - 1)
		return factText[factEnds[i]:factEnds[i+1]]
	}
	return Info{
		Spec:      text(0),
		URL:       text(1),
		State:     State(f & 7),
		Content:   f&factContent != 0,
		Cacheable: f&factCacheable != 0,
		NoStore:   f&factNoStore != 0,
		Retry:     Retry(f >> 6),
		MustHave:  text(2),
	}
}

// What the bits of a codeFacts entry say: three bits of State, one each of these, then the Retry.
const (
	factContent = 1 << (3 + iota)
	factCacheable
	factNoStore
)

// Sub returns the substatus n of c: httpstatus.Forbidden.Sub(14) is 403.14.
func (c Code) Sub(n int) Substatus { return Substatus{c, n} }

// A Class is the first digit of a code (RFC 9110, 15); 0 is the class of a number that has none.
type Class int

const (
	Informational Class = 1 + iota // 1xx: received, more to come
	Successful                     // 2xx: received, understood and accepted
	Redirection                    // 3xx: more is to be done to complete the request
	ClientError                    // 4xx: the request cannot be fulfilled as it is
	ServerError                    // 5xx: the server failed to fulfill an apparently valid request
)

// String returns "4xx" for [ClientError], and "0xx" for a value that is none of the five.
func (c Class) String() string {
	if !c.known() {
		return "0xx"
	}
	return string(rune('0'+c)) + "xx"
}

// Name returns the class's name in the words of RFC 9110, 15: "Client Error". It is "" for a value that is none of the
// five.
func (c Class) Name() string {
	if !c.known() {
		return ""
	}
	return [...]string{"Informational", "Successful", "Redirection", "Client Error", "Server Error"}[c-1]
}

func (c Class) known() bool { return Informational <= c && c <= ServerError }

// Info is what the specifications say of a code. A field that no specification settles is zero.
type Info struct {
	Spec      string // the section that defines it, "RFC 9110, 15.5.5"
	URL       string // link to that section
	State     State  // how it is registered
	Content   bool   // a response to GET may carry content: not 1xx, 204, 205 and 304 (RFC 9110, 15)
	Cacheable bool   // heuristically cacheable (RFC 9110, 15.1; RFC 7725, 3)
	NoStore   bool   // a cache MUST NOT store it: 428, 429, 431, 511 (RFC 6585)
	Retry     Retry  // whether the same request may be sent again
	MustHave  string // the header fields that every such response MUST carry, "WWW-Authenticate"; ", " between several
}

// A State is how the IANA registry holds a code, and RFC 9110 for Deprecated. The zero State is that of a code that it does not hold.
type State int

const (
	Permanent  State = 1 + iota // registered
	Temporary                   // registered for a time, for a draft: 104
	Deprecated                  // registered, but not to be used any more by RFC 9110: 305
	Unused                      // reserved, with no meaning: 306, 418
	Obsoleted                   // its specification is historic: 510
)

// String returns the name of the constant, or "" if there is none.
func (s State) String() string {
	names := [...]string{"", "Permanent", "Temporary", "Deprecated", "Unused", "Obsoleted"}
	if uint(s) < uint(len(names)) {
		return names[s]
	}
	return ""
}

// A Retry tells whether a client may send the same request again by itself. The zero Retry is that of a code whose
// specification does not speak of it.
type Retry int

const (
	Never        Retry = 1 + iota // not by itself: 507
	AtOnce                        // yes, on a new connection where it helps: 408, 421, 425
	AfterWait                     // after Retry-After if it is sent, else with growing pauses: 429, 503
	OnRetryAfter                  // only if Retry-After is sent, and after it: 413
	AfterChange                   // once the request, its credentials or the conflict is changed: 401, 403, 409, 428
	Idempotent                    // by convention, an idempotent method only, with growing pauses: 500, 502, 504 (RFC 9110, 9.2.2)
)

// String returns the name of the constant, or "" if there is none.
func (r Retry) String() string {
	names := [...]string{"", "Never", "AtOnce", "AfterWait", "OnRetryAfter", "AfterChange", "Idempotent"}
	if uint(r) < uint(len(names)) {
		return names[r]
	}
	return ""
}
