package iislog

import (
	"bytes"
	"iter"
	"net/netip"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/httpstatus-go/httpstatus"
)

// An Entry is one line of a log. Its text is part of the Reader's buffer, as it stands in the log, and is valid until
// the next entry is read. A column that the log does not have, or that holds "-", is empty.
type Entry struct {
	Line int64     // the number of the line in the input, from 1
	Time time.Time // date and time, in UTC, to the second; zero if there is no date, midnight if there is no time

	// Status is sc-status and sc-substatus. The Code is 0 if no response was sent. Without a column sc-substatus,
	// as in HTTPERR and before IIS 6.0, HasSub is false and Sub 0.
	Status httpstatus.Substatus
	HasSub bool
	Win32  Win32 // sc-win32-status; 0 is success

	Reason Reason // s-reason of HTTPERR; "" in the log of a site
	Events int64  // how often it happened: 3 for "3_Connections_Refused", else 1

	Method    []byte // cs-method
	Stem      []byte // cs-uri-stem, or cs-uri up to "?": the path, decoded by IIS
	Query     []byte // cs-uri-query, or cs-uri after "?"
	Version   []byte // cs-version, "HTTP/1.1"
	Host      []byte // cs-host, with the port if the client sent one
	User      []byte // cs-username
	UserAgent []byte // cs(User-Agent)
	Referer   []byte // cs(Referer)
	Cookie    []byte // cs(Cookie)

	ClientIP   []byte // c-ip; ClientAddr parses it
	ServerIP   []byte // s-ip
	ClientPort uint16 // c-port
	ServerPort uint16 // s-port
	Site       []byte // s-sitename, "W3SVC1", or s-siteid of HTTPERR, "1"
	Server     []byte // s-computername
	Queue      []byte // s-queuename of HTTPERR: the application pool

	Received int64         // cs-bytes; -1 if it is not logged
	Sent     int64         // sc-bytes; -1 if it is not logged
	Taken    time.Duration // time-taken, to the millisecond; -1 if it is not logged

	line    []byte
	spans   []span // where each column is in line
	columns []string
}

type span struct{ begin, end int32 }

// ClientAddr returns the address of the client, an IPv6 one with its zone. It is an error if there is none.
func (e *Entry) ClientAddr() (netip.Addr, error) { return netip.ParseAddr(string(e.ClientIP)) }

// ServerAddr returns the address that the request came in at, an IPv6 one with its zone. It is an error if there is none.
func (e *Entry) ServerAddr() (netip.Addr, error) { return netip.ParseAddr(string(e.ServerIP)) }

// arrValues are what Application Request Routing appends to cs-uri-query, as it cannot add a column.
var arrValues = [...]string{"X-ARR-CACHE-HIT", "X-ARR-LOG-ID", "SERVER-ROUTED", "SERVER-STATUS"}

// Field returns a column by its name in #Fields, in any case, of several the first. The values that Application Request
// Routing appends to cs-uri-query (X-ARR-LOG-ID, X-ARR-CACHE-HIT, SERVER-ROUTED, SERVER-STATUS) are found by their
// names too. It is nil if there is none.
func (e *Entry) Field(name string) []byte {
	for i, c := range e.columns {
		if strings.EqualFold(c, name) {
			return e.column(i)
		}
	}
	for _, v := range arrValues {
		if strings.EqualFold(v, name) {
			return queryValue(e.Query, v)
		}
	}
	return nil
}

// Fields returns the columns as #Fields has them, with their names, from left to right.
func (e *Entry) Fields() iter.Seq2[string, []byte] {
	return func(yield func(string, []byte) bool) {
		for i, name := range e.columns {
			if !yield(name, e.column(i)) {
				return
			}
		}
	}
}

// column returns column i as it stands, nil for "-".
func (e *Entry) column(i int) []byte {
	return value(e.line[e.spans[i].begin:e.spans[i].end])
}

// value returns what a column says, nil for "-". Its capacity is its length: who appends to it writes elsewhere.
func value(column []byte) []byte {
	if len(column) == 1 && column[0] == '-' {
		return nil
	}
	return column[:len(column):len(column)]
}

// queryValue returns the value of a name of a query, the last if it stands several times: ARR appends.
func queryValue(query []byte, name string) []byte {
	var found []byte
	for pair := range bytes.SplitSeq(query, []byte("&")) {
		if key, text, ok := bytes.Cut(pair, []byte("=")); ok && bytes.EqualFold(key, []byte(name)) {
			found = value(text)
		}
	}
	return found
}

// Text returns a column as text for people: "+" is a space again, and a byte that is not part of UTF-8 text, or is a
// control character, is written "\xE4". A "+" that was one is a space too: the log does not tell them apart.
func Text(column []byte) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	b.Grow(len(column))
	begin, end := 0, 0 // of what stands as it is
	for end < len(column) {
		c, size := utf8.DecodeRune(column[end:])
		at := end
		end += size
		if c != '+' && !unicode.IsControl(c) && (c != utf8.RuneError || size > 1) {
			continue
		}
		b.Write(column[begin:at])
		begin = end
		if c == '+' {
			b.WriteByte(' ')
			continue
		}
		for _, x := range column[at:end] {
			b.WriteString(`\x`)
			b.WriteByte(hex[x>>4])
			b.WriteByte(hex[x&15])
		}
	}
	b.Write(column[begin:])
	return b.String()
}
