package iislog

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// slowRead reads a log as the documentation describes it, with whole strings and maps. It returns a line of text for each
// entry, as dump makes it, and for each bad line "line 12: error". Columns that only does not name are as if they were not
// there; without any in only, all are.
func slowRead(input string, only ...string) []string {
	var out []string
	var columns []string
	var started, last time.Time // the date and the time that #Date or the last entry without a date says
	dated := false              // there was a #Date
	wanted := func(column string) bool {
		return len(only) == 0 || slices.ContainsFunc(only, func(name string) bool { return strings.EqualFold(name, column) })
	}
	input = strings.TrimPrefix(input, "\ufeff")
	lines := strings.Split(input, "\n")
	for i, line := range lines {
		number := i + 1
		bad := func() { out = append(out, fmt.Sprintf("line %d: error", number)) }
		if i == len(lines)-1 {
			if strings.Trim(line, "\x00") != "" {
				bad()
			}
			break
		}
		line = strings.Trim(strings.TrimSuffix(line, "\r"), "\x00")
		if line == "" {
			continue
		}
		if line[0] == '#' {
			if rest, ok := strings.CutPrefix(line, "#Date:"); ok {
				date, clock, _ := strings.Cut(strings.TrimSpace(rest), " ")
				if day, err := time.Parse(time.DateOnly, date); err == nil {
					started, dated = day, true
					if at, ok := slowClock(clock); ok {
						last = at
					} else {
						last = midnight
					}
				}
			}
			if rest, ok := strings.CutPrefix(line, "#Fields:"); ok {
				columns = strings.Fields(rest)
				if len(columns) == 0 || len(columns) > 1024 {
					columns = nil
					bad()
				}
			}
			continue
		}
		if columns == nil {
			if columns = slowHTTPERR(line); columns == nil {
				bad()
				continue
			}
		}
		values := strings.Split(strings.TrimSuffix(line, " "), " ")
		if len(values) != len(columns) {
			bad()
			continue
		}
		log := make(map[string]string)
		for i, column := range columns {
			if !wanted(column) {
				continue
			}
			column = strings.ToLower(column)
			for _, same := range [][2]string{{"cs(host)", "cs-host"}, {"cs(useragent)", "cs(user-agent)"}, {"cs(referrer)", "cs(referer)"}, {"s-siteid", "s-sitename"}} {
				if column == same[0] {
					column = same[1]
				}
			}
			if _, ok := log[column]; !ok {
				log[column] = values[i]
				if values[i] == "-" {
					log[column] = ""
				}
			}
		}
		if uri, ok := log["cs-uri"]; ok {
			log["cs-uri-stem"], log["cs-uri-query"], _ = strings.Cut(uri, "?")
			for _, part := range []string{"cs-uri-stem", "cs-uri-query"} {
				if log[part] == "-" {
					log[part] = ""
				}
			}
		}

		ok := true
		number64 := func(name string, none string, least, most uint64) string {
			text := log[name]
			if text == "" {
				return none
			}
			n, err := strconv.ParseUint(text, 10, 64)
			if err != nil || n > most || n != 0 && n < least {
				ok = false
			}
			return strconv.FormatUint(n, 10)
		}
		status := number64("sc-status", "0", 100, 999)
		sub := number64("sc-substatus", "0", 0, 65535)
		win32 := number64("sc-win32-status", "0", 0, 1<<32-1)
		clientPort, serverPort := number64("c-port", "0", 0, 65535), number64("s-port", "0", 0, 65535)
		received, sent := number64("cs-bytes", "-1", 0, 9223372036854), number64("sc-bytes", "-1", 0, 9223372036854)
		taken := number64("time-taken", "-1", 0, 9223372036854)
		_, hasSub := log["sc-substatus"]

		clock := midnight
		if text := log["time"]; text != "" {
			var valid bool
			clock, valid = slowClock(text)
			ok = ok && valid
		}
		at := ""
		if date, has := log["date"]; has {
			if date != "" {
				day, err := time.Parse(time.DateOnly, date)
				ok = ok && err == nil
				at = day.Format(time.DateOnly)
			}
		} else if dated && ok {
			if _, timed := log["time"]; timed {
				if clock.Sub(last) < -12*time.Hour {
					started = started.AddDate(0, 0, 1)
				}
				last = clock
			}
			at = started.Format(time.DateOnly)
		}
		if !ok {
			bad()
			continue
		}
		if at != "" {
			at += " " + clock.Format(time.TimeOnly)
		}
		if at == "" || at == "0001-01-01 00:00:00" { // the zero Time
			at = "-"
		}

		reason, events := log["s-reason"], "1"
		if n, rest, found := strings.Cut(reason, "_"); found {
			if k, err := strconv.ParseUint(n, 10, 64); err == nil && k > 0 && k <= 9223372036854 && slowReason(rest) {
				reason, events = rest, strconv.FormatUint(k, 10)
			}
		}
		var b strings.Builder
		fmt.Fprintf(&b, "line %d: %s %s.%s/%t %s %q×%s", number, at, status, sub, hasSub, win32, reason, events)
		for _, name := range []string{"cs-method", "cs-uri-stem", "cs-uri-query", "cs-version", "cs-host", "cs-username", "cs(user-agent)",
			"cs(referer)", "cs(cookie)", "c-ip", "s-ip", "s-sitename", "s-computername", "s-queuename"} {
			fmt.Fprintf(&b, " %q", log[name])
		}
		fmt.Fprintf(&b, " %s %s %s %s %s", clientPort, serverPort, received, sent, taken)
		for i, column := range columns {
			v := values[i]
			if v == "-" || !wanted(column) {
				v = ""
			}
			fmt.Fprintf(&b, " %q=%q", column, v)
		}
		out = append(out, b.String())
	}
	return out
}

var midnight, _ = time.Parse(time.TimeOnly, "00:00:00")

// slowClock parses a time of the day. A leap second is the one before it.
func slowClock(text string) (time.Time, bool) {
	clock, err := time.Parse(time.TimeOnly, strings.Replace(text, ":60", ":59", 1))
	return clock, err == nil && len(text) == 8 && !strings.Contains(text[:6], ":60")
}

// slowHTTPERR returns the columns of a log of HTTPERR without #Fields, nil if the line is of none.
func slowHTTPERR(line string) []string {
	columns := strings.Fields("date time c-ip c-port s-ip s-port cs-version cs-method cs-uri sc-status s-siteid s-reason s-queuename")
	values := strings.Split(strings.TrimSuffix(line, " "), " ")
	if len(values) != 13 && len(values) != 12 {
		return nil
	}
	reason := values[11]
	if n, rest, ok := strings.Cut(reason, "_"); ok {
		if k, err := strconv.ParseUint(n, 10, 64); err == nil && k > 0 && k <= 9223372036854 {
			reason = rest
		}
	}
	if !slowReason(reason) && !slowReason(values[11]) {
		return nil
	}
	return columns[:len(values)]
}

// slowReason reports whether a reason is documented.
func slowReason(reason string) bool {
	return slices.Contains(strings.Fields(`
		AppOffline AppPoolTimer AppShutdown BadRequest Client_Reset Connection_Abandoned_By_AppPool
		Connection_Abandoned_By_ReqQueue Connection_Dropped Connection_Dropped_List_Full Connections_Refused ConnLimit
		Disabled EntityTooLarge FieldLength Forbidden Header Hostname Internal Invalid_CR/LF LengthRequired N/A N/I Number
		Precondition QueueFull RequestLength Timer_AppPool Timer_ConnectionIdle Timer_EntityBody Timer_HeaderWait
		Timer_MinBytesPerSecond Timer_ReqQueue Timer_Response Timer_SslRenegotiation URL URL_Length Verb Version_N/S`), reason)
}
