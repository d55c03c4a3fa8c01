package iislog

import (
	"bytes"
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/httpstatus-go/httpstatus"
)

// maxColumns is more than IIS can log: 22 columns of its own, and 1024 settings' worth of custom ones would not fit in
// what http.sys takes, 64 KiB a line.
const maxColumns = 1024

// A plan is what to do with each column of a line, made of the last #Fields.
type plan struct {
	fields string   // the line that it is made of
	only   []string // what Only was given; nil for all
	ops    []op     // what to do with each column; none before the first #Fields
	front  int      // ops[:front] are found from the beginning of the line,
	back   int      // and ops[back:] from its end; what is between is not looked at

	hasDate bool
	hasTime bool

	started   int64    // the date of the last #Date, in seconds since 1970; noDay if there is none
	startedAt int64    // and its time
	day       int64    // the date of the entry, likewise
	dayText   [10]byte // what day was parsed of
	seconds   int64    // the time of the entry, since midnight
	timeText  [8]byte  // what seconds was parsed of
	at        int64    // the time of the last entry; noTime before the first
	last      int64    // the time of the last entry in seconds, where there is no column date
	unknown   Reason   // the last reason that is not known, so that it is made a string once
}

// Numbers that are no time.
const (
	noDay  = -1 << 62
	noTime = 1 << 62
)

// An op is what to do with a column.
type op uint8

const (
	opSkip  op = iota // nothing
	opField           // nothing more than to find it, for Field
	opDate
	opTime
	opCode
	opSub
	opWin32
	opReason
	opURI
	opMethod
	opStem
	opQuery
	opVersion
	opHost
	opUser
	opUserAgent
	opReferer
	opCookie
	opClientIP
	opServerIP
	opClientPort
	opServerPort
	opSite
	opServer
	opQueue
	opReceived
	opSent
	opTaken
	ops
)

// opOf returns what to do with the column of a name, in lower case. Two names differ between IIS and its documentation.
func opOf(name string) op {
	switch name {
	case "date":
		return opDate
	case "time":
		return opTime
	case "sc-status":
		return opCode
	case "sc-substatus":
		return opSub
	case "sc-win32-status":
		return opWin32
	case "s-reason":
		return opReason
	case "cs-uri":
		return opURI
	case "cs-method":
		return opMethod
	case "cs-uri-stem":
		return opStem
	case "cs-uri-query":
		return opQuery
	case "cs-version":
		return opVersion
	case "cs-host", "cs(host)":
		return opHost
	case "cs-username":
		return opUser
	case "cs(user-agent)", "cs(useragent)":
		return opUserAgent
	case "cs(referer)", "cs(referrer)":
		return opReferer
	case "cs(cookie)":
		return opCookie
	case "c-ip":
		return opClientIP
	case "s-ip":
		return opServerIP
	case "c-port":
		return opClientPort
	case "s-port":
		return opServerPort
	case "s-sitename", "s-siteid":
		return opSite
	case "s-computername":
		return opServer
	case "s-queuename":
		return opQueue
	case "cs-bytes":
		return opReceived
	case "sc-bytes":
		return opSent
	case "time-taken":
		return opTaken
	}
	return opField
}

// directive takes a line that begins with "#". Those that say nothing of the entries are passed over.
func (p *plan) directive(line []byte, e *Entry) error {
	if date, ok := bytes.CutPrefix(line, []byte("#Date:")); ok {
		p.start(bytes.TrimSpace(date))
		return nil
	}
	fields, ok := bytes.CutPrefix(line, []byte("#Fields:"))
	if !ok || len(p.ops) > 0 && p.fields == string(fields) {
		return nil
	}
	*p = plan{only: p.only, started: p.started, startedAt: p.startedAt, day: p.started, last: p.startedAt}
	*e = Entry{Received: -1, Sent: -1, Taken: -1, Events: 1}
	names := strings.Fields(string(fields))
	switch {
	case len(names) == 0:
		return errors.New(`#Fields names no column: want some, as "date time sc-status"`)
	case len(names) > maxColumns:
		return errors.New("#Fields names " + strconv.Itoa(len(names)) + " columns: want at most " + strconv.Itoa(maxColumns))
	}
	p.fields = string(fields)
	p.make(names, e)
	return nil
}

// start takes what #Date says, "2026-11-25 23:59:59".
func (p *plan) start(date []byte) {
	const length = len(time.DateOnly)
	if len(date) < length {
		return
	}
	day, ok := parseDate(date[:length])
	if !ok {
		return
	}
	p.started, p.startedAt = day, 0
	if len(date) > length {
		if at, ok := parseTime(date[length+1:]); ok {
			p.startedAt = at
		}
	}
	if !p.hasDate {
		p.day, p.last = p.started, p.startedAt
	}
}

// make makes the plan for columns of these names. Of several with one meaning, the first counts.
func (p *plan) make(names []string, e *Entry) {
	var seen [ops]bool
	p.ops = make([]op, len(names))
	for i, name := range names {
		p.ops[i] = opField
		if o := opOf(strings.ToLower(name)); !seen[o] {
			p.ops[i] = o
			seen[o] = o != opField
		}
	}
	if seen[opURI] {
		for i, o := range p.ops {
			if o == opStem || o == opQuery {
				p.ops[i] = opField // cs-uri has both
			}
		}
	}
	p.hasDate, p.hasTime = seen[opDate], seen[opTime]
	p.at = noTime
	if p.hasDate {
		p.day = noDay
	}
	e.HasSub = seen[opSub]
	e.columns = names
	e.spans = make([]span, len(names))
	p.front, p.back = len(names), len(names)
	if p.only != nil {
		p.skip(names)
	}
}

// skip leaves out the columns that only does not name. The longest row of columns that nobody needs is not even looked for.
func (p *plan) skip(names []string) {
	wanted := func(name string) bool {
		return slices.ContainsFunc(p.only, func(o string) bool { return strings.EqualFold(o, name) })
	}
	begin := 0 // of the row of columns that are left out
	p.front, p.back = 0, 0
	for i := 0; i <= len(names); i++ {
		if i < len(names) {
			if !wanted(names[i]) {
				p.ops[i] = opSkip
				continue
			}
		}
		if i-begin > p.back-p.front {
			p.front, p.back = begin, i
		}
		begin = i + 1
	}
}

// parse takes a line with an entry.
func (p *plan) parse(line []byte, e *Entry) error {
	if len(p.ops) == 0 {
		if err := foreign(line); err != nil {
			return err
		}
		if !p.detectHTTPERR(line, e) {
			return errors.New("no #Fields before it: want a line that names the columns")
		}
	}
	if line[len(line)-1] == ' ' {
		line = line[:len(line)-1] // some modules end each column with a space
	}
	if n := bytes.Count(line, space) + 1; n != len(p.ops) {
		return errors.New(strconv.Itoa(n) + " columns in " + quote(line) + ": want the " + strconv.Itoa(len(p.ops)) + " of #Fields")
	}
	e.line = line
	begin := 0
	for i, op := range p.ops[:p.front] {
		end := len(line)
		// A date and a time have their length, and stand in most lines.
		if n := begin + len(time.DateOnly); op == opDate && n < len(line) && line[n] == ' ' && line[begin+4] == '-' {
			end = n
		} else if n := begin + len(time.TimeOnly); op == opTime && n < len(line) && line[n] == ' ' && line[begin+2] == ':' {
			end = n
		} else if n := bytes.IndexByte(line[begin:], ' '); n >= 0 {
			end = begin + n
		}
		if op != opSkip {
			e.spans[i] = span{int32(begin), int32(end)}
			if want := p.set(op, line[begin:end], e); want != "" {
				return p.wrong(i, e, want)
			}
		}
		begin = end + 1
	}
	end := len(line)
	for i := len(p.ops) - 1; i >= p.back; i-- {
		begin := bytes.LastIndexByte(line[:end], ' ') + 1
		if op := p.ops[i]; op != opSkip {
			e.spans[i] = span{int32(begin), int32(end)}
			if want := p.set(op, line[begin:end], e); want != "" {
				return p.wrong(i, e, want)
			}
		}
		end = begin - 1
	}
	if !p.hasDate && p.hasTime && p.day != noDay {
		if p.seconds < p.last-secondsPerDay/2 {
			p.day += secondsPerDay
		}
		p.last = p.seconds
	}
	// Most lines have the second of the line before.
	if at := p.day + p.seconds; at != p.at {
		p.at = at
		e.Time = time.Time{}
		if p.day != noDay {
			e.Time = time.Unix(at, 0).UTC()
		}
	}
	return nil
}

var space = []byte(" ")

// set sets what the entry has of a column. It returns what would be right if that is wrong.
func (p *plan) set(op op, text []byte, e *Entry) (want string) {
	column := value(text)
	var n int64
	ok := true
	switch op {
	case opDate:
		if string(column) == string(p.dayText[:]) {
			break
		}
		p.day, p.dayText = noDay, [10]byte{}
		if len(column) == 0 {
			break
		}
		if n, ok = parseDate(column); !ok {
			return `a date, as "2026-11-25"`
		}
		p.day = n
		copy(p.dayText[:], column)
	case opTime:
		if string(column) == string(p.timeText[:]) {
			break
		}
		p.seconds, p.timeText = 0, [8]byte{}
		if len(column) == 0 {
			break
		}
		if n, ok = parseTime(column); !ok {
			return `a time, as "23:59:59"`
		}
		p.seconds = n
		copy(p.timeText[:], column)
	case opCode:
		if n, ok = parseNumber(column, 999); !ok || 0 < n && n < 100 {
			return "a status from 100 to 999"
		}
		e.Status.Code = httpstatus.Code(n)
	case opSub:
		if n, ok = parseNumber(column, httpstatus.MaxSub); !ok {
			return "a number from 0 to 65535"
		}
		e.Status.Sub = int(n)
	case opWin32:
		if n, ok = parseNumber(column, 1<<32-1); !ok {
			return "a number from 0 to 4294967295"
		}
		e.Win32 = Win32(n)
	case opReason:
		e.Reason, e.Events = p.reason(column)
	case opURI:
		stem, query, _ := bytes.Cut(column, []byte("?"))
		e.Stem, e.Query = value(stem), value(query)
	case opMethod:
		e.Method = column
	case opStem:
		e.Stem = column
	case opQuery:
		e.Query = column
	case opVersion:
		e.Version = column
	case opHost:
		e.Host = column
	case opUser:
		e.User = column
	case opUserAgent:
		e.UserAgent = column
	case opReferer:
		e.Referer = column
	case opCookie:
		e.Cookie = column
	case opClientIP:
		e.ClientIP = column
	case opServerIP:
		e.ServerIP = column
	case opSite:
		e.Site = column
	case opServer:
		e.Server = column
	case opQueue:
		e.Queue = column
	case opClientPort, opServerPort:
		if n, ok = parseNumber(column, 1<<16-1); !ok {
			return "a port from 0 to 65535"
		}
		if op == opClientPort {
			e.ClientPort = uint16(n)
		} else {
			e.ServerPort = uint16(n)
		}
	case opReceived, opSent, opTaken:
		if n, ok = parseNumber(column, maxSize); !ok {
			return "a number from 0 to 9223372036854"
		}
		if len(column) == 0 {
			n = -1
		}
		switch op {
		case opReceived:
			e.Received = n
		case opSent:
			e.Sent = n
		default:
			e.Taken = time.Duration(n)
			if n >= 0 {
				e.Taken *= time.Millisecond
			}
		}
	}
	return ""
}

// maxSize is the most bytes or milliseconds: a millisecond more is no time.Duration.
const maxSize = (1<<63 - 1) / int64(time.Millisecond)

const secondsPerDay = 24 * 60 * 60

func (p *plan) wrong(i int, e *Entry, want string) error {
	return errors.New(e.columns[i] + " " + quote(e.column(i)) + ": want " + want + `, or "-"`)
}

// maxQuote is how many bytes of bad input an error quotes at the most.
const maxQuote = 40

func quote(b []byte) string {
	if len(b) > maxQuote {
		return strconv.Quote(string(b[:maxQuote])) + "..."
	}
	return strconv.Quote(string(b))
}

// parseNumber parses decimal digits; nothing is 0.
func parseNumber(b []byte, most int64) (int64, bool) {
	if len(b) > 18 { // more digits could overflow; maxSize has 13
		return 0, false
	}
	n := int64(0)
	for _, c := range b {
		c -= '0'
		if c > 9 {
			return 0, false
		}
		n = 10*n + int64(c)
	}
	return n, n <= most
}

// parseDate parses "2026-11-25" to seconds since 1970.
func parseDate(b []byte) (int64, bool) {
	if len(b) != len("2006-01-02") || b[4] != '-' || b[7] != '-' {
		return 0, false
	}
	century, ok1 := twoDigits(b[0:], 100)
	year, ok2 := twoDigits(b[2:], 100)
	month, ok3 := twoDigits(b[5:], 13)
	day, ok4 := twoDigits(b[8:], 32)
	if !ok1 || !ok2 || !ok3 || !ok4 {
		return 0, false
	}
	t := time.Date(100*century+year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	return t.Unix(), t.Day() == day && t.Month() == time.Month(month)
}

// parseTime parses "23:59:59" to seconds since midnight. A leap second is the one before it.
func parseTime(b []byte) (int64, bool) {
	if len(b) != len("15:04:05") || b[2] != ':' || b[5] != ':' {
		return 0, false
	}
	hour, ok1 := twoDigits(b[0:], 24)
	minute, ok2 := twoDigits(b[3:], 60)
	second, ok3 := twoDigits(b[6:], 61)
	return int64(3600*hour + 60*minute + min(second, 59)), ok1 && ok2 && ok3
}

func twoDigits(b []byte, limit int) (int, bool) {
	tens, ones := b[0]-'0', b[1]-'0'
	n := 10*int(tens) + int(ones)
	return n, tens <= 9 && ones <= 9 && n < limit
}
