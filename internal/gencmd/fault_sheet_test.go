package gencmd

import "testing"

// TestSheetFaults plants faults into the files themselves: columns, fields, encodings.
func TestSheetFaults(t *testing.T) {
	testFaults(t, userTable, userArgs, []faultTest{
		{"unknown column", edit{subs, "|name", "|label"}, `
statuses/substatuses.tsv:1: unknown column "label": want substatus, name, id, vendor, seen, source, url, deprecated, note
statuses/substatuses.tsv:1: column "name" is missing`},
		{"column twice", edit{codes, "|note|seen", "|note|note"}, `
statuses/codes.tsv:1: column "note" stands twice`},
		{"column missing", edit{english, "|remedy\n", "\n"}, `
statuses/text.en.tsv:1: column "remedy" is missing`},
		{"too few fields", edit{codes, "460|PaymentHeld|-|wire", "460|PaymentHeld|-"}, `
statuses/codes.tsv:2: the row has 3 fields: want 4, as the line that names the columns`},
		{"too many fields", edit{codes, "460|PaymentHeld|-|wire", "460|PaymentHeld|-|wire|-"}, `
statuses/codes.tsv:2: the row has 5 fields: want 4, as the line that names the columns`},
		{"empty file", edit{codes, "", "# nothing\n\n"}, `
statuses/codes.tsv: the file is empty: want a line that names the columns code, name`},
		{"no rows", edit{codes, "", lines("code|name")}, `
statuses/codes.tsv: the file has no rows`},
		{"no statuses", edit{subs, "", lines("substatus|name")}, `
statuses/substatuses.tsv: the file has no rows`},
		{"no languages file", edit{languages, "", ""}, `
statuses/languages.tsv: the file is missing`},
		{"no text file", edit{french, "", ""}, `
statuses/text.fr.tsv: the file is missing, with the text in fr`},
		{"text of no language", edit{"statuses/text.de.tsv", "", "x"}, `
statuses/text.de.tsv: statuses/languages.tsv does not name the language "de"`},
		{"unknown file", edit{"statuses/notes.tsv", "", "x"}, `
statuses/notes.tsv: unknown file: want codes, substatuses, aliases, languages or text.LANGUAGE, .tsv or .csv`},
		{"two files", edit{"statuses/codes.csv", "", "code,name\n460,PaymentHeld\n599,LedgerLost\n"}, `
statuses/codes.csv: codes.tsv is there too: keep one of them`},
		{"spaces for tabs", edit{codes, "", "code  name\n460  PaymentHeld\n"}, `
statuses/codes.tsv:1: the line that names the columns has only "code  name": want several with tabs between`},
		{"commas for tabs", edit{codes, "", "code,name\n460,PaymentHeld\n"}, `
statuses/codes.tsv:1: the columns are separated by commas: name the file .csv`},
		{"invalid UTF-8", edit{english, "Account closed", "Account \xff"}, `
statuses/text.en.tsv:3: the file is not UTF-8 but, as it seems, an encoding of one byte a character, as Windows-1252: save it as UTF-8, in Excel as "CSV UTF-8"`},
		{"UTF-16", edit{english, "", "\xff\xfes\x00t\x00"}, `
statuses/text.en.tsv: the file is UTF-16: save it as UTF-8, in Excel as "CSV UTF-8"`},
		{"leading space", edit{english, "Account closed", " Account closed"}, `
statuses/text.en.tsv:3: title: space before or after " Account closed"`},
		{"trailing space", edit{english, "Account closed", "Account closed "}, `
statuses/text.en.tsv:3: title: space before or after "Account closed "`},
		{"control character", edit{english, "Account closed", "Account\x07 closed"}, `
statuses/text.en.tsv:3: title: control character U+0007 in "Account\a closed"`},
		{"carriage return", edit{english, "Account closed", "Account\rclosed"}, `
statuses/text.en.tsv:3: title: control character U+000D in "Account\rclosed"`},
		{"line separator", edit{english, "Account closed", "Account\u2028closed"}, `
statuses/text.en.tsv:3: title: control character U+2028 in "Account\u2028closed"`},
		{"byte order mark in the middle", edit{english, "Account closed", "Account\ufeffclosed"}, `
statuses/text.en.tsv:3: title: control character U+FEFF in "Account\ufeffclosed"`},
		{"bidirectional override", edit{english, "Account closed", "Account\u202eclosed"}, `
statuses/text.en.tsv:3: title: control character U+202E in "Account\u202eclosed"`},
		{"field in quotes", edit{english, "|Account closed|", `|"Account closed"|`}, `
statuses/text.en.tsv:3: title: "\"Account closed\"" is in quotes, as in a .csv file: a field of a .tsv file has none around it`},
		{"two files of one name", edit{"statuses/Codes.TSV", "", lines("code|name", "460|PaymentHeld", "599|LedgerLost")}, `
statuses/codes.tsv: Codes.TSV is there too: keep one of them`},
		{"separator of another kind", edit{subs, "substatus|name", "sep=;\nsubstatus|name"}, `
statuses/substatuses.tsv:1: the columns are separated by ";": want tabs, or name the file .csv if they are commas`},
		{"control character in the comment", edit{subs, "substatus|name", "# Statuses\x1b[31m.\nsubstatus|name"}, `
statuses/substatuses.tsv:1: the comment: control character U+001B in "Statuses\x1b[31m."`},
		{"NUL in the comment", edit{subs, "substatus|name", "# Statuses.\n# A\x00B\nsubstatus|name"}, `
statuses/substatuses.tsv:2: the comment: control character U+0000 in "A\x00B"`},
		{"bidirectional override in the comment", edit{codes, "code|name", "# Statuses\u202e.\ncode|name"}, `
statuses/codes.tsv:1: the comment: control character U+202E in "Statuses\u202e."`},
		{"field in a column without a name", edit{subs, "403.1010|AccountClosed", "403.1010|AccountClosed|x"}, `
statuses/substatuses.tsv:3: the row has 3 fields: want 2, as the line that names the columns`},
		{"GBK", edit{"statuses/text.zh-Hant.tsv", "", gbk}, `
statuses/text.zh-Hant.tsv:2: the file is not UTF-8 but, as it seems, GBK (Simplified Chinese): save it as UTF-8, in Excel as "CSV UTF-8"`},
		{"Big5", edit{"statuses/text.zh-Hant.tsv", "", big5}, `
statuses/text.zh-Hant.tsv:2: the file is not UTF-8 but, as it seems, Big5 (Traditional Chinese): save it as UTF-8, in Excel as "CSV UTF-8"`},
		{"UTF-16 without a mark", edit{"statuses/text.fr.tsv", "", "s\x00t\x00a\x00t\x00u\x00s\x00\t\x00t\x00"}, `
statuses/text.fr.tsv: the file is UTF-16: save it as UTF-8, in Excel as "CSV UTF-8"`},
		{"a byte of UTF-8 lost", edit{"statuses/text.zh-Hant.tsv", "帳戶已關閉|", "帳\xe6戶已關閉|"}, `
statuses/text.zh-Hant.tsv:3: invalid UTF-8 in "403.1010\t帳\xe6戶已關閉\t此帳戶已關閉。\t"`},
	})
}

// The text of two rows in the encodings that spreadsheets have in China and in Taiwan.
const (
	gbk  = "status\ttitle\tdetail\tremedy\n403.1001\t\xd3\xe0\xb6\xee\xb2\xbb\xd7\xe3\t\xd3\xe0\xb6\xee\xb2\xbb\xd7\xe3\xd2\xd4\xd6\xa7\xb8\xb6\xb4\xcb\xb6\xa9\xb5\xa5\xa1\xa3\xc7\xeb\xb3\xe4\xd6\xb5\xa3\xac\xc8\xbb\xba\xf3\xd6\xd8\xd0\xc2\xcf\xc2\xb5\xa5\xa1\xa3\t\n403.1010\t\xd5\xcb\xbb\xa7\xd2\xd1\xb9\xd8\xb1\xd5\t\xb4\xcb\xd5\xcb\xbb\xa7\xd2\xd1\xb9\xd8\xb1\xd5\xa1\xa3\t\n"
	big5 = "status\ttitle\tdetail\tremedy\n403.1001\t\xbel\xc3B\xa4\xa3\xa8\xac\t\xbel\xc3B\xa4\xa3\xa8\xac\xa5H\xa4\xe4\xa5I\xa6\xb9\xadq\xb3\xe6\xa1C\xbd\xd0\xa5\xfd\xc0x\xad\xc8\xa1A\xa6A\xad\xab\xb7s\xa4U\xb3\xe6\xa1C\t\n403.1010\t\xb1b\xa4\xe1\xa4w\xc3\xf6\xb3\xac\t\xa6\xb9\xb1b\xa4\xe1\xa4w\xc3\xf6\xb3\xac\xa1C\t\n"
)
