package iislog

import (
	"bytes"
	"time"
)

// A FormatError is input that is no log that a Reader reads, as a whole.
type FormatError struct {
	Format string // what it is: "the NCSA common log format"
	Advice string // what to do
}

// Error returns what the input is, and what to do.
func (e *FormatError) Error() string { return "iislog: this is " + e.Format + ": " + e.Advice }

const setW3C = `in IIS Manager, Logging, set the format to W3C; what is logged already has no substatus`

// magic refuses what its first bytes say is no text.
func magic(first []byte) error {
	for _, m := range [...]struct{ prefix, format, advice string }{
		{"\x1f\x8b", "compressed with gzip", "decompress it first"},
		{"\x28\xb5\x2f\xfd", "compressed with Zstandard", "decompress it first, as with zstd -dc"},
		{"PK\x03\x04", "a ZIP archive", "extract it first"},
		{"\xff\xfe", "UTF-16", "convert it to UTF-8; PowerShell's > made it so, and Out-File -Encoding utf8 does not"},
		{"\xfe\xff", "UTF-16", "convert it to UTF-8"},
		{"ElfFile\x00", "an event log of Windows", "give the log of the site, u_ex*.log"},
	} {
		if bytes.HasPrefix(first, []byte(m.prefix)) {
			return &FormatError{m.format, m.advice}
		}
	}
	// Zeros alone are what a crash leaves; among other bytes they are numbers.
	text := bytes.TrimLeft(first, "\x00")
	if bytes.HasPrefix(text, []byte("#\x00")) {
		return &FormatError{"UTF-16", "convert it to UTF-8"}
	}
	line, _, _ := bytes.Cut(text, []byte("\n"))
	if bytes.Contains(line, []byte("\r#")) {
		return &FormatError{"text with lines that end with CR alone", `end them with LF, as with tr '\r' '\n'`}
	}
	line = bytes.TrimRight(line, "\x00\r")
	if bytes.IndexFunc(line, func(c rune) bool { return c < ' ' && c != '\t' }) < 0 {
		return nil
	}
	return &FormatError{"a centralized binary log (.ibl) or other binary data", "convert it with LogParser -i:BIN, or set one log file per site and " +
		"the format W3C in IIS Manager"}
}

// foreign refuses a first line that is of another format of IIS.
func foreign(line []byte) error {
	switch {
	case isNCSA(line):
		return &FormatError{"the NCSA common log format", setW3C}
	case bytes.Count(line, []byte(", ")) >= 14: // between its 15 columns
		return &FormatError{"the IIS log format", setW3C}
	}
	return nil
}

// isNCSA reports whether a time as NCSA has it is in the line: "[10/Oct/2000:13:55:36".
func isNCSA(line []byte) bool {
	const layout = "02/Jan/2006:15:04:05"
	_, text, _ := bytes.Cut(line, []byte("["))
	_, err := time.Parse(layout, string(text[:min(len(text), len(layout))]))
	return err == nil
}
