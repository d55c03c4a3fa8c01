package iislog

import (
	"bytes"
	"slices"
)

// The columns of HTTPERR as documented, for a log without #Fields. Before Windows Server 2003 SP1 there was no queue.
var httperrColumns = [...]string{
	"date", "time", "c-ip", "c-port", "s-ip", "s-port", "cs-version", "cs-method", "cs-uri", "sc-status", "s-siteid", "s-reason", "s-queuename",
}

// detectHTTPERR makes the plan of a log of HTTPERR if line is one of it: a known reason stands where it should.
func (p *plan) detectHTTPERR(line []byte, e *Entry) bool {
	columns := bytes.Split(bytes.TrimSuffix(line, []byte(" ")), []byte(" "))
	n := len(httperrColumns)
	if len(columns) != n && len(columns) != n-1 {
		return false
	}
	reason, _ := p.reason(columns[slices.Index(httperrColumns[:], "s-reason")])
	if !reason.Known() {
		return false
	}
	p.make(slices.Clone(httperrColumns[:len(columns)]), e)
	return true
}

// reason returns the reason that a column has, and how often it happened: the refused connections of a time are one
// line, "3_Connections_Refused".
func (p *plan) reason(column []byte) (Reason, int64) {
	number, reason, _ := bytes.Cut(column, []byte("_"))
	if n, ok := parseNumber(number, maxSize); ok && n > 0 {
		if i, ok := findReason(reason); ok {
			return reasons[i].reason, n
		}
	}
	if i, ok := findReason(column); ok {
		return reasons[i].reason, 1
	}
	if string(p.unknown) != string(column) {
		p.unknown = Reason(column)
	}
	return p.unknown, 1
}
