package iislog

import "bytes"

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
	if len(text) > 0 && text[0] == '#' && bytes.IndexByte(text, 0) == 1 {
		return &FormatError{"UTF-16", "convert it to UTF-8"}
	}
	if len(text) > 0 && text[0] == '#' && bytes.IndexByte(text, '\n') < 0 && bytes.Contains(text, []byte("\r#")) {
		return &FormatError{"text with lines that end with CR alone", `end them with LF, as with tr '\r' '\n'`}
	}
	if len(text) == 0 || text[0] == '#' {
		return nil
	}
	if i := bytes.IndexByte(text, '\n'); i >= 0 {
		text = text[:i]
	}
	text = bytes.TrimRight(text, "\x00\r")
	if bytes.IndexFunc(text, func(c rune) bool { return c < ' ' && c != '\t' }) < 0 {
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
	case bytes.Count(line, []byte(", ")) >= 13:
		return &FormatError{"the IIS log format", setW3C}
	}
	return nil
}

// isNCSA reports whether a time as NCSA has it is in the line: "[10/Oct/2000:13:55:36".
func isNCSA(line []byte) bool {
	i := bytes.IndexByte(line, '[')
	if i < 0 || len(line)-i < len("[10/Oct/2000:13:55:36") {
		return false
	}
	t := line[i+1:]
	return t[2] == '/' && t[6] == '/' && t[11] == ':' && t[14] == ':' && t[17] == ':'
}
