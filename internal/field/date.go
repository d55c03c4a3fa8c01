package field

import (
	"strings"
	"time"
)

// imfFixdate is the one form of a date that a sender writes.
const imfFixdate = "Mon, 02 Jan 2006 15:04:05 GMT"

// ParseDate returns the time that an IMF-fixdate is (RFC 9110, 5.6.7), as "Sun, 06 Nov 1994 08:49:37 GMT". A leap second is
// the second after it. The two obsolete forms of a date are none.
func ParseDate(s string) (t time.Time, ok bool) {
	if len(s) != len(imfFixdate) {
		return time.Time{}, false
	}
	const second = len("Mon, 02 Jan 2006 15:04:")
	leap := s[second:second+2] == "60"
	if leap {
		s = s[:second] + "59" + s[second+2:]
	}
	t, err := time.Parse(imfFixdate, s)
	if err != nil || s[3:] != t.Format(imfFixdate)[3:] || !strings.Contains("Mon Tue Wed Thu Fri Sat Sun", s[:3]) {
		return time.Time{}, false // names are case-sensitive, and time.Parse takes "mon"
	}
	if leap {
		t = t.Add(time.Second)
	}
	return t, true
}
