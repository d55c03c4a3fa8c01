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
	fields string   // the line #Fields that it is made of; "" for HTTPERR without one
	only   []string // what Only was given; nil for all
	ops    []op     // what to do with each column; none before the first #Fields
	front  int      // ops[:front] are found from the beginning of the line,
	back   int      // and ops[back:] from its end; what is between is not looked at

	hasDate bool
	hasTime bool

	started  int64    // the date of the last #Date and a day for each time that the clock started over since; noDay without #Date
	last     int64    // the time of it, or of the last entry without a column date, in seconds since midnight
	day      int64    // the date of the entry, in seconds since 1970; noDay if it has none
	dayText  [10]byte // what day was parsed of; of nothing if it begins with a line feed, which is in no line
	seconds  int64    // the time of the entry, since midnight
	timeText [8]byte  // what seconds was parsed of, likewise
	unknown  Reason   // the last reason that is not known, so that it is made a string once
}

// noDay is a number that is no date.
const noDay = -1 << 62

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
	if !ok || p.fields == string(line) {
		return nil
	}
	*p = plan{only: p.only, started: p.started, last: p.last}
	names := strings.Fields(string(fields))
	switch {
	case len(names) == 0:
		return errors.New(`#Fields names no column: want some, as "date time sc-status"`)
	case len(names) > maxColumns:
		return errors.New("#Fields names " + strconv.Itoa(len(names)) + " columns: want at most " + strconv.Itoa(maxColumns))
	}
	p.fields = string(line)
	p.make(names, e)
	return nil
}

// start takes what #Date says, "2026-11-25 23:59:59". Without a time it is midnight.
func (p *plan) start(date []byte) {
	date, clock, _ := bytes.Cut(date, space)
	if day := parseDate(date); day != noDay {
		p.started = day
		p.last, _ = parseTime(clock)
	}
}

// make makes the plan for columns of these names. Of several with one meaning, the first counts. Those that Only does not
// name are passed over.
func (p *plan) make(names []string, e *Entry) {
	var seen [ops]bool
	p.ops = make([]op, len(names))
	for i, name := range names {
		if p.wants(name) {
			o := opOf(strings.ToLower(name))
			if seen[o] {
				o = opField
			}
			seen[o] = true
			p.ops[i] = o
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
	p.dayText, p.timeText = [10]byte{'\n'}, [8]byte{'\n'} // no column is so: the first is parsed
	*e = Entry{
		Received: -1, Sent: -1, Taken: -1, Events: 1, HasSub: seen[opSub],
		columns: names, spans: make([]span, len(names)),
	}

	// The longest row of columns that nobody needs is not even looked for.
	p.front, p.back = len(names), len(names)
	begin := 0 // of such a row
	for i, o := range p.ops {
		if o != opSkip {
			begin = i + 1
		} else if i+1-begin > p.back-p.front {
			p.front, p.back = begin, i+1
		}
	}
}

// wants reports whether Only names a column, or was not called.
func (p *plan) wants(name string) bool {
	return p.only == nil || slices.ContainsFunc(p.only, func(o string) bool { return strings.EqualFold(o, name) })
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
		// Most lines have the date and the time of the line before: what was made of them still holds.
		end, known := len(line), false
		if n := begin + len(p.dayText); op == opDate && n < len(line) && line[n] == ' ' && [10]byte(line[begin:]) == p.dayText {
			end, known = n, true
		} else if n := begin + len(p.timeText); op == opTime && n < len(line) && line[n] == ' ' && [8]byte(line[begin:]) == p.timeText {
			end, known = n, true
		} else if n := bytes.IndexByte(line[begin:], ' '); n >= 0 {
			end = begin + n
		}
		if op != opSkip {
			e.spans[i] = span{int32(begin), int32(end)}
			if !known {
				if want := p.set(op, line[begin:end], e); want != "" {
					return p.wrong(i, e, want)
				}
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
	if !p.hasDate {
		if p.hasTime && p.started != noDay {
			if p.seconds < p.last-secondsPerDay/2 {
				p.started += secondsPerDay
			}
			p.last = p.seconds
		}
		p.day = p.started
	}
	e.Time = time.Time{}
	if p.day != noDay {
		e.Time = time.Unix(p.day+p.seconds, 0).UTC()
	}
	return nil
}

var space = []byte(" ")

// set sets what the entry has of a column. It returns what would be right if that is wrong.
func (p *plan) set(op op, text []byte, e *Entry) (want string) {
	column := value(text)
	var n int64
	var ok bool
	switch op {
	case opDate:
		p.dayText = [10]byte{'\n'}
		if p.day = parseDate(column); p.day != noDay {
			p.dayText = [10]byte(column)
		} else if len(column) > 0 {
			return `a date, as "2026-11-25"`
		}
	case opTime:
		p.timeText = [8]byte{'\n'}
		if p.seconds, ok = parseTime(column); ok {
			p.timeText = [8]byte(column)
		} else if len(column) > 0 {
			return `a time, as "23:59:59"`
		}
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
		taken := time.Duration(n) * time.Millisecond
		if len(column) == 0 {
			n, taken = -1, -1
		}
		switch op {
		case opReceived:
			e.Received = n
		case opSent:
			e.Sent = n
		default:
			e.Taken = taken
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

// parseNumber parses decimal digits of a number that is most at the most; nothing is 0.
func parseNumber(b []byte, most int64) (n int64, ok bool) {
	for _, c := range b {
		c -= '0'
		if n = 10*n + int64(c); c > 9 || n > most {
			return n, false
		}
	}
	return n, true
}

// parseDate parses "2026-11-25" to seconds since 1970; it returns noDay for what is no date.
func parseDate(b []byte) int64 {
	if len(b) != len(time.DateOnly) || b[4] != '-' || b[7] != '-' {
		return noDay
	}
	year, ok := parseNumber(b[:4], 9999)
	month, day := time.Month(twoDigits(b[5:])), twoDigits(b[8:])
	// A day that there is not is one of another month.
	t := time.Date(int(year), month, int(day), 0, 0, 0, 0, time.UTC)
	if !ok || t.Month() != month {
		return noDay
	}
	return t.Unix()
}

// parseTime parses "23:59:59" to seconds since midnight; it returns 0 for what is no time. A leap second is the one before it.
func parseTime(b []byte) (int64, bool) {
	if len(b) != len(time.TimeOnly) || b[2] != ':' || b[5] != ':' {
		return 0, false
	}
	hour, minute, second := twoDigits(b), twoDigits(b[3:]), twoDigits(b[6:])
	if hour > 23 || minute > 59 || second > 60 {
		return 0, false
	}
	return 3600*hour + 60*minute + min(second, 59), true
}

// twoDigits returns the number of two digits that b begins with, 100 or more if it is none.
func twoDigits(b []byte) int64 {
	if ones := b[1] - '0'; ones <= 9 {
		return 10*int64(b[0]-'0') + int64(ones)
	}
	return 100
}
