package main

import (
	"bufio"
	"bytes"
	"cmp"
	"errors"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/httpstatus-go/httpstatus"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

const (
	maxLine    = 64 << 10 // how many bytes of a line are looked at together
	maxWord    = 1 << 10  // how many bytes a word can have that stands in two pieces of a line
	maxUnknown = 1000     // how many unknown statuses are told apart
)

// A tally is how often a status stands in a text.
type tally struct {
	status status
	n      int
}

// count returns the statuses in a text of any sort, each once, the most frequent first; of equal ones, in the order of the text.
// It takes the memory of a line. dropped is how many unknown ones there are beyond those that are told apart.
func (lib *library) count(r io.Reader) (all []tally, dropped int, err error) {
	// A byte order mark says what the text is in, as PowerShell writes it, and is no part of it.
	in := bufio.NewReaderSize(transform.NewReader(r, unicode.BOMOverride(transform.Nop)), maxLine)
	var fields logFields
	place := make(map[status]int)
	unknown := 0
	found := func(statuses []status) {
		for _, s := range statuses {
			i, ok := place[s]
			if !ok {
				if !s.known {
					if unknown == maxUnknown {
						dropped++
						continue
					}
					unknown++
				}
				i = len(all)
				place[s] = i
				all = append(all, tally{status: s})
			}
			all[i].n++
		}
	}
	var piece []byte // of a line, or all of it
	for {
		part, err := in.ReadSlice('\n')
		piece = append(piece, part...)
		next := len(piece)
		if errors.Is(err, bufio.ErrBufferFull) { // a line that is too long is taken in pieces
			if i := bytes.LastIndexAny(piece, " \t,;"); i > 0 && len(piece)-i < maxWord {
				next = i
			}
			err = nil
		}
		lib.scanLine(string(piece[:next]), &fields, found)
		piece = append(piece[:0], piece[next:]...)
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, 0, err
		}
	}
	slices.SortStableFunc(all, func(a, b tally) int { return cmp.Compare(b.n, a.n) })
	return all, dropped, nil
}

// logFields is where a log of IIS, in the W3C format, has its statuses, by the columns of its line #Fields; zero for another text.
type logFields struct{ status, sub int }

// scanLine calls found with the statuses of each place in a line that has some.
//
// A line of nothing but statuses has all of them. In any other text a number is a status only where something says so: a
// protocol or a word as "status" before it, its own name behind it, the columns of a log. So a size, a port or a time is none.
func (lib *library) scanLine(line string, log *logFields, found func([]status)) {
	line = strings.TrimSpace(line)
	if line == "" {
		return
	}
	if log != nil && line[0] == '#' {
		if names, ok := strings.CutPrefix(line, "#Fields:"); ok {
			columns := strings.Fields(names)
			*log = logFields{slices.Index(columns, "sc-status") + 1, slices.Index(columns, "sc-substatus") + 1}
		}
		return
	}
	if log != nil && log.status > 0 {
		if columns := strings.Fields(line); len(columns) >= max(log.status, log.sub) {
			s := columns[log.status-1]
			if log.sub > 0 {
				s += "." + columns[log.sub-1]
			}
			if number, isCode, ok := parseNumber(s); ok {
				found(lib.find(number, isCode))
				return
			}
		}
	}
	if all := lib.allNumbers(line); len(all) > 0 {
		for _, one := range all {
			found(one)
		}
		return
	}
	if number, ok := endOfLogLine(line); ok {
		found(lib.find(number, false))
		return
	}
	for i := 0; i+3 <= len(line); i++ {
		if !isDigit(line[i]) || i > 0 && isDigit(line[i-1]) {
			continue
		}
		end := numberEnd(line, i)
		s := line[i:end]
		number, isCode, ok := parseNumber(s)
		if !ok || number.Code > 599 || !lib.isStated(line, i, end, number, isCode) {
			for i < len(line) && isDigit(line[i]) {
				i++
			}
			continue
		}
		found(lib.find(number, isCode))
		i = end
	}
}

// allNumbers returns the statuses of a line that has nothing else.
func (lib *library) allNumbers(line string) (all [][]status) {
	for word := range strings.FieldsSeq(line) {
		word = strings.TrimRight(word, ",;")
		if word == "" || len(word) > 40 || !isDigit(word[len(word)-1]) && !strings.HasSuffix(word, ".asp") {
			return nil
		}
		one, err := lib.parse(word)
		if err != nil {
			return nil
		}
		all = append(all, one)
	}
	return all
}

// numberEnd returns where the number that begins at i ends: three digits, and a substatus if there is one.
func numberEnd(line string, i int) int {
	end := i
	for end < len(line) && isDigit(line[end]) {
		end++
	}
	if end-i != 3 || end+1 >= len(line) || line[end] != '.' || !isDigit(line[end+1]) {
		return end
	}
	sub := end + 1
	for sub < len(line) && isDigit(line[sub]) {
		sub++
	}
	if sub < len(line) && line[sub] == '.' && sub+1 < len(line) && isDigit(line[sub+1]) {
		return sub // an IP address; the number is not parsed
	}
	return sub
}

// statusWords are what stands before a status in Chinese.
var statusWords = []string{"状态", "狀態", "状态码", "狀態碼", "错误", "錯誤", "错误码", "錯誤碼"}

// isStated reports whether the text around a number says that it is a status.
func (lib *library) isStated(line string, i, end int, number httpstatus.Substatus, isCode bool) bool {
	if isPart(line, i, end) {
		return false
	}
	before := strings.TrimRight(line[:i], " \t\"'`:=([{<>|,*：＝（【「『“，")
	word := lastWord(before)
	lower := strings.ToLower(word)
	switch {
	case isHTTPVersion(word), lower == "http", lower == "error", lower == "returned", lower == "answered", lower == "responded":
		return true
	case strings.HasSuffix(lower, "status"), strings.HasSuffix(lower, "statuscode"), strings.HasSuffix(lower, "status_code"), strings.HasSuffix(lower, "status-code"),
		lower == "code":
		return true
	case slices.ContainsFunc(statusWords, func(w string) bool { return strings.HasSuffix(before, w) }):
		return true
	case !isCode && len(lib.numbered(number, false)) > 0:
		return true // 403.14 is hardly anything else
	}
	known := len(lib.codes(number.Code)) > 0
	return known && (lib.isNamed(line[end:], number, isCode) || isAfterRequest(line[:i]) || isBoxed(line, i, end))
}

// lastWord returns the word that a text ends with: "HTTP/1.1", "status-code".
func lastWord(s string) string {
	i := len(s)
	for i > 0 && (isWordByte(s[i-1]) || strings.IndexByte("/.-", s[i-1]) >= 0) {
		i--
	}
	return s[i:]
}

// isPart reports whether a number is a part of something longer: of a word, an address, a price, a date.
func isPart(line string, i, end int) bool {
	last, _ := utf8.DecodeLastRuneInString(line[:i])
	if last < utf8.RuneSelf && isWordByte(byte(last)) || strings.ContainsRune("./-$€#@", last) {
		return true
	}
	rest := line[end:]
	switch {
	case rest == "":
		return false
	case rest[0] == '.':
		return len(rest) > 1 && isDigit(rest[1])
	}
	return isWordByte(rest[0]) || strings.IndexByte("%/-", rest[0]) >= 0
}

// isNamed reports whether the name of a number follows it.
func (lib *library) isNamed(rest string, number httpstatus.Substatus, isCode bool) bool {
	rest = plainName(rest[:min(len(rest), 80)])
	for _, s := range lib.find(number, isCode) {
		names := []string{number.Code.Reason()}
		if row := s.row(); row != nil { // a substatus that nobody knows has the name of its code
			names = append(names, row.Name)
		}
		for d := range s.source.text.Dictionaries() {
			names = append(names, s.source.message(s, d).Title)
		}
		for _, name := range names {
			if name = plainName(name); len(name) > 1 && strings.HasPrefix(rest, name) {
				return true
			}
		}
	}
	return false
}

// isAfterRequest reports whether a request was before the number: a method and a path, as the loggers of many servers have it.
func isAfterRequest(before string) bool {
	words := strings.Fields(before)
	for i := 0; i+1 < len(words); i++ {
		method := strings.Trim(words[i], `"[|`)
		target := strings.Trim(words[i+1], `"`)
		if has([]string{"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "CONNECT", "TRACE"}, method) &&
			(strings.HasPrefix(target, "/") || strings.Contains(target, "://") || target == "*") {
			return !slices.ContainsFunc(words[i+2:], func(w string) bool { return len(w) == 3 && isDigits(w) })
		}
	}
	return false
}

// isBoxed reports whether a number stands between two bars, as in gin's log.
func isBoxed(line string, i, end int) bool {
	return strings.HasSuffix(strings.TrimRight(line[:i], " "), "|") && strings.HasPrefix(strings.TrimLeft(line[end:], " "), "|")
}

// endOfLogLine reads a line of a log of IIS in its usual columns, whose line #Fields is not there: it begins with a date and
// ends with the status, the substatus, the code of Windows, and one to three more numbers.
func endOfLogLine(line string) (number httpstatus.Substatus, ok bool) {
	if len(line) < 10 || line[4] != '-' || line[7] != '-' || !isDigits(line[:4]) {
		return number, false
	}
	words := strings.Fields(line)
	first := len(words)
	for first > 0 && isDigits(words[first-1]) {
		first--
	}
	if n := len(words) - first; n < 4 || n > 6 || len(words[first]) != 3 {
		return number, false
	}
	number, err := httpstatus.ParseSubstatus(words[first] + "." + words[first+1])
	return number, err == nil
}

func isWordByte(b byte) bool {
	return isDigit(b) || 'a' <= b && b <= 'z' || 'A' <= b && b <= 'Z' || b == '_'
}
