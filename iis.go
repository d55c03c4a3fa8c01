package httpstatus

import (
	"iter"
	"strconv"
)

// MaxSub is the greatest substatus: IIS holds the number in 16 bits.
const MaxSub = 1<<16 - 1

// A Substatus is a status code that IIS, or a module in it, refines by a second number: 403.14. IIS writes the two in the
// fields sc-status and sc-substatus of its log. An application can refine codes in the same way with numbers of its own,
// from 1000 up to [MaxSub].
//
// A Substatus is comparable, and it is an error value that errors.Is finds to be its code too.
type Substatus struct {
	Code Code // 403
	Sub  int  // 14
}

// ParseSubstatus returns the substatus that s writes, in any of the ways that IIS and its error pages had: "403.14",
// "403-14", "403;14", the name of a page as "500-100.asp" or "403-14.htm", each also after "HTTP" or "HTTP Error" and a
// space. A code alone has a substatus of 0. The code is 100 to 999 and the substatus 0 to [MaxSub], without leading
// zeros; the pair need not be a known one.
func ParseSubstatus(s string) (Substatus, error) {
	if sub, ok := parseSubstatus(s); ok {
		return sub, nil
	}
	return Substatus{}, syntaxError("substatus", s, `a code from 100 to 999 and a number from 0 to 65535, as "403.14", "403-14" or "404"`)
}

func parseSubstatus(s string) (Substatus, bool) {
	if rest, ok := cutPrefixFold(s, "http "); ok {
		s, _ = cutPrefixFold(rest, "error ")
	}
	c, rest := cutCode(s)
	if c == 0 {
		return Substatus{}, false
	}
	if rest == "" {
		return Substatus{c, 0}, true
	}
	sep, digits := rest[0], rest[1:]
	switch sep {
	case '-':
		// IIS 4.0 to 6.0 named their pages so.
		if i := len(digits) - len(".asp"); i > 0 && (equalFold(digits[i:], ".asp") || equalFold(digits[i:], ".htm")) {
			digits = digits[:i]
		}
	case '.', ';':
	default:
		return Substatus{}, false
	}
	if len(digits) == 0 || len(digits) > len("65535") || digits[0] == '0' && digits != "0" {
		return Substatus{}, false
	}
	n := 0
	for i := range len(digits) {
		if digits[i] < '0' || '9' < digits[i] {
			return Substatus{}, false
		}
		n = 10*n + int(digits[i]-'0')
	}
	return Substatus{c, n}, n <= MaxSub
}

// cutPrefixFold cuts a prefix, given in lower case, whatever the case of its letters in s.
func cutPrefixFold(s, prefix string) (rest string, ok bool) {
	if len(s) < len(prefix) || !equalFold(s[:len(prefix)], prefix) {
		return s, false
	}
	return s[len(prefix):], true
}

// equalFold is strings.EqualFold for ASCII strings of one length, without the tables that package strings makes at import.
func equalFold(s, lower string) bool {
	for i := range len(s) {
		c := s[i]
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		if c != lower[i] {
			return false
		}
	}
	return true
}

// Substatuses returns the IIS substatuses that are documented, ascending by code, then by substatus.
func Substatuses() iter.Seq[Substatus] {
	return func(yield func(Substatus) bool) {
		for c := range Codes() {
			for s := range c.Substatuses() {
				if !yield(s) {
					return
				}
			}
		}
	}
}

// Substatuses returns the IIS substatuses of c that are documented, ascending; none for most codes.
func (c Code) Substatuses() iter.Seq[Substatus] {
	return func(yield func(Substatus) bool) {
		i := uint(c - firstCode)
		if i >= uint(len(subPages)-1) {
			return
		}
		for page := subPages[i]; page < subPages[i+1]; page++ {
			for j := range subPageSize {
				s := Substatus{c, int(page-subPages[i])*subPageSize + j}
				if s.Known() && !yield(s) {
					return
				}
			}
		}
	}
}

// subPageSize is how many substatuses a page of subRows covers.
const subPageSize = 32

// row returns s's place in the table, counted from 1; 0 if s is not in it.
//
// The table is sparse (500.100, 500.1000): it is cut in pages, of which a code has as many as its greatest
// substatus asks for, and pages with nothing in them are one.
func (s Substatus) row() int {
	i := uint(s.Code - firstCode)
	if i >= uint(len(subPages)-1) {
		return 0
	}
	page := uint(s.Sub)/subPageSize + uint(subPages[i])
	if page >= uint(subPages[i+1]) {
		return 0
	}
	return int(subRows[uint(subPageRows[page])*subPageSize+uint(s.Sub)%subPageSize])
}

// String returns the code and the substatus: "403.14"; "404.0" for a substatus of 0.
func (s Substatus) String() string {
	return strconv.Itoa(int(s.Code)) + "." + strconv.Itoa(s.Sub)
}

// Error returns the substatus and its title in English, "403.14 Directory listing denied"; the reason phrase of its
// code if the substatus is not [Substatus.Known], and the number alone if that is not either.
func (s Substatus) Error() string {
	title := s.title()
	if title == "" {
		title = s.Code.Reason()
	}
	if title == "" {
		return s.String()
	}
	return s.String() + " " + title
}

func (s Substatus) title() string {
	row := s.row()
	return iisTitleText[iisTitleEnds[row]:iisTitleEnds[row+1]]
}

// Is reports whether target is s or its code: 403.14 is [Forbidden], while Forbidden is not 403.14. It serves errors.Is.
func (s Substatus) Is(target error) bool {
	switch t := target.(type) {
	case Code:
		return t == s.Code
	case Substatus:
		return t == s
	}
	return false
}

// StatusCode returns the code of s as an int.
func (s Substatus) StatusCode() int { return int(s.Code) }

// Known reports whether s is a documented IIS substatus. A code alone is none: 404.0 is known, 410.0 is not.
func (s Substatus) Known() bool { return s.row() != 0 }

// Info returns what is documented of s; the zero IISInfo if s is not [Substatus.Known].
func (s Substatus) Info() IISInfo {
	row := s.row()
	if row == 0 {
		return IISInfo{}
	}
	text := func(i int) string {
		i += 3 * (row - 1)
		return iisFactText[iisFactEnds[i]:iisFactEnds[i+1]]
	}
	return IISInfo{
		Title:     s.title(),
		Component: text(0),
		Versions:  IISVersions(iisVersions[row-1]),
		Replaced:  Substatus{Code(iisReplaced[row-1] >> 16), int(iisReplaced[row-1] & MaxSub)},
		Legacy:    text(1),
		Note:      text(2),
	}
}

// MarshalText returns what [Substatus.String] returns, and nothing for the zero Substatus. It is an error if s could not
// be read back: if its code is not 100 to 999 or its substatus not 0 to [MaxSub].
func (s Substatus) MarshalText() ([]byte, error) {
	if s == (Substatus{}) {
		return []byte{}, nil
	}
	if !s.Code.Valid() || s.Sub < 0 || s.Sub > MaxSub {
		return nil, syntaxError("substatus", s.String(), "a code from 100 to 999 and a number from 0 to 65535")
	}
	return []byte(s.String()), nil
}

// UnmarshalText sets s to what [ParseSubstatus] makes of text, and to the zero Substatus if text is empty. On an error
// it leaves s as it was.
func (s *Substatus) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*s = Substatus{}
		return nil
	}
	// A copy of the whole text could be as long as an attacker likes.
	p, err := ParseSubstatus(string(text[:min(len(text), 2*maxQuote)]))
	if err == nil {
		*s = p
	}
	return err
}

// IISInfo is what is documented of a substatus.
type IISInfo struct {
	Title     string      // in English, "Directory listing denied"
	Component string      // what sets it: "core", "request filtering", "ARR" …
	Versions  IISVersions // the IIS versions that document it; 0 if it is not tied to any
	Replaced  Substatus   // what newer versions send instead: 413.1 for 404.13; zero if nothing does
	Legacy    string      // how IIS 4.0 to 6.0 spelled it, "500-12", or named its page, "500-100.asp"; "" if no other way
	Note      string      // in English: its other meanings, and how it changed; "" if there is nothing to say
}

// IISVersions is a set of versions of IIS.
type IISVersions uint16

// The versions of IIS.
const (
	IIS4   IISVersions = 1 << iota // 4.0, Windows NT 4.0
	IIS5                           // 5.0, Windows 2000
	IIS5_1                         // 5.1, Windows XP Professional
	IIS6                           // 6.0, Windows Server 2003
	IIS7                           // 7.0, Windows Server 2008
	IIS7_5                         // 7.5, Windows Server 2008 R2
	IIS8                           // 8.0, Windows Server 2012
	IIS8_5                         // 8.5, Windows Server 2012 R2
	IIS10                          // 10.0, Windows Server 2016 and later
)

// String returns the versions, ascending, with a space between: "7.0 7.5 8.0 8.5 10.0"; "unknown" for an empty set.
func (v IISVersions) String() string {
	s := ""
	for i, name := range [...]string{"4.0", "5.0", "5.1", "6.0", "7.0", "7.5", "8.0", "8.5", "10.0"} {
		if v&(1<<i) != 0 {
			s += " " + name
		}
	}
	if s == "" {
		return "unknown"
	}
	return s[1:]
}
