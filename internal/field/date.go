package field

import "time"

// imfFixdate is the one form of a date that a sender writes.
const imfFixdate = "Mon, 02 Jan 2006 15:04:05 GMT"

// ParseDate returns the time that an IMF-fixdate is (RFC 9110, 5.6.7), as "Sun, 06 Nov 1994 08:49:37 GMT". Its day is that of the
// date (RFC 5322, 3.3). A leap second is the second after it. The two obsolete forms of a date are none.
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
	if err != nil || s != t.Format(imfFixdate) {
		return time.Time{}, false // names are case-sensitive, and time.Parse takes "mon", and any day
	}
	if leap {
		t = t.Add(time.Second)
	}
	return t, true
}
