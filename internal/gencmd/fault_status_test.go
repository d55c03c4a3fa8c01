package gencmd

import "testing"

// TestStatusFaults plants faults into statuses, their names and IDs, aliases and languages.
func TestStatusFaults(t *testing.T) {
	testFaults(t, userTable, userArgs, []faultTest{
		{"no number", edit{codes, "460|", "46O|"}, `
statuses/codes.tsv:2: code "46O": want three digits from 100 to 999`},
		{"code of two digits", edit{codes, "460|", "46|"}, `
statuses/codes.tsv:2: code "46": want three digits from 100 to 999`},
		{"code of four digits", edit{codes, "460|", "4600|"}, `
statuses/codes.tsv:2: code "4600": want three digits from 100 to 999`},
		{"code with a zero before it", edit{codes, "460|", "0460|"}, `
statuses/codes.tsv:2: code "0460": want three digits from 100 to 999`},
		{"code with a substatus", edit{codes, "460|", "460.1|"}, `
statuses/codes.tsv:2: code "460.1": want three digits from 100 to 999`},
		{"class", edit{codes, "460|", "4xx|"}, `
statuses/codes.tsv:2: code "4xx": want three digits from 100 to 999`},
		{"full-width digits", edit{codes, "460|", "４６０|"}, `
statuses/codes.tsv:2: code "４６０": want three digits from 100 to 999`},
		{"substatus without a number", edit{subs, "403.1010|", "403|"}, `
statuses/substatuses.tsv:3: substatus "403": want a code from 100 to 999 and a number from 1000 to 65535, as "403.1001"`},
		{"negative substatus", edit{subs, "403.1010|", "403.-1|"}, `
statuses/substatuses.tsv:3: substatus "403.-1": want a code from 100 to 999 and a number from 1000 to 65535, as "403.1001"`},
		{"substatus over 16 bits", edit{subs, "403.1010|", "403.70000|"}, `
statuses/substatuses.tsv:3: substatus "403.70000": want a code from 100 to 999 and a number from 1000 to 65535, as "403.1001"`},
		{"duplicate code", edit{codes, "599|", "460|"}, `
statuses/codes.tsv:3: code 460 stands in line 2 too`},
		{"duplicate substatus", edit{subs, "403.1010|", "403.1001|"}, `
statuses/substatuses.tsv:3: substatus 403.1001 stands in line 2 too`},
		{"codes out of order", edit{codes, "460|PaymentHeld|-|wire\n599|LedgerLost|-|-\n", "599|LedgerLost|-|-\n460|PaymentHeld|-|wire\n"}, `
statuses/codes.tsv:3: code 460 is out of order: it belongs before 599`},
		{"substatuses out of order", edit{subs, "403.1001|InsufficientBalance\n403.1010|AccountClosed\n", "403.1010|AccountClosed\n403.1001|InsufficientBalance\n"}, `
statuses/substatuses.tsv:3: substatus 403.1001 is out of order: it belongs before 403.1010`},
		{"registered code", edit{codes, "460|", "404|"}, `
statuses/codes.tsv:2: code 404 is registered with IANA: use httpstatus.NotFound, or refine it by a substatus, as 404.1000
statuses/text.en.tsv: status 404 is missing: gen -missing prints a row to paste
statuses/text.en.tsv:4: status 460 does not exist: no row of the table has it
statuses/text.fr.tsv: status 404 is missing: gen -missing prints a row to paste
statuses/text.fr.tsv:4: status 460 does not exist: no row of the table has it
statuses/text.zh-Hant.tsv: status 404 is missing: gen -missing prints a row to paste
statuses/text.zh-Hant.tsv:4: status 460 does not exist: no row of the table has it`},
		{"substatus of IIS", edit{subs, "403.1001|", "403.14|"}, `
statuses/substatuses.tsv:2: substatus 403.14 is documented by IIS: use another number from 1000 to 65535
statuses/text.en.tsv: status 403.14 is missing: gen -missing prints a row to paste
statuses/text.en.tsv:2: status 403.1001 does not exist: no row of the table has it
statuses/text.fr.tsv: status 403.14 is missing: gen -missing prints a row to paste
statuses/text.fr.tsv:2: status 403.1001 does not exist: no row of the table has it
statuses/text.zh-Hant.tsv: status 403.14 is missing: gen -missing prints a row to paste
statuses/text.zh-Hant.tsv:2: status 403.1001 does not exist: no row of the table has it`},
		{"substatus of iisnode", edit{subs, "500.1100|", "500.1001|"}, `
statuses/substatuses.tsv:4: substatus 500.1001 is documented by iisnode, which has 500.1000 to 500.1018 and 503.1000 to 503.1003: use another number from 1000 to 65535
statuses/text.en.tsv: status 500.1001 is missing: gen -missing prints a row to paste
statuses/text.en.tsv:5: status 500.1100 does not exist: no row of the table has it
statuses/text.fr.tsv: status 500.1001 is missing: gen -missing prints a row to paste
statuses/text.fr.tsv:5: status 500.1100 does not exist: no row of the table has it
statuses/text.zh-Hant.tsv: status 500.1001 is missing: gen -missing prints a row to paste
statuses/text.zh-Hant.tsv:5: status 500.1100 does not exist: no row of the table has it`},
		{"no name", edit{subs, "AccountClosed", "-"}, `
statuses/substatuses.tsv:3: name is missing: want an exported Go identifier of the letters A to Z, digits and _`},
		{"name that is not exported", edit{subs, "AccountClosed", "accountClosed"}, `
statuses/substatuses.tsv:3: name "accountClosed": want an exported Go identifier of the letters A to Z, digits and _`},
		{"name that is no identifier", edit{subs, "AccountClosed", "Account-Closed"}, `
statuses/substatuses.tsv:3: name "Account-Closed": want an exported Go identifier of the letters A to Z, digits and _`},
		{"name that is a keyword", edit{subs, "AccountClosed", "func"}, `
statuses/substatuses.tsv:3: name "func" is a Go keyword: want an exported Go identifier of the letters A to Z, digits and _`},
		{"duplicate name", edit{subs, "AccountClosed", "PaymentHeld"}, `
statuses/substatuses.tsv:3: name "PaymentHeld" is taken by statuses/codes.tsv:2`},
		{"name of the matcher", edit{subs, "AccountClosed", "Matcher"}, `
statuses/substatuses.tsv:3: name "Matcher" is taken by the generated function Matcher`},
		{"name of a constructor", edit{subs, "AccountClosed", "InsufficientBalanceError"}, `
statuses/text.en.tsv:2: the type InsufficientBalanceError, which the placeholders of 403.1001 ask for, has the name of statuses/substatuses.tsv:3`},
		{"name of a language", edit{subs, "AccountClosed", "English"}, `
statuses/languages.tsv:2: name "English" is taken by statuses/substatuses.tsv:3`},
		{"unknown place", edit{codes, "|wire", "|air"}, `
statuses/codes.tsv:2: seen "air": want wire, log, wire and log, configuration`},
		{"alias of nothing", edit{"statuses/aliases.tsv", "", lines("alias|name", "Old|New")}, `
statuses/aliases.tsv:2: alias Old of nothing: no status has the name "New"`},
		{"alias that is taken", edit{"statuses/aliases.tsv", "", lines("alias|name", "LedgerDown|LedgerLost")}, `
statuses/aliases.tsv:2: alias "LedgerDown" is taken by statuses/substatuses.tsv:4`},
		{"no language", edit{languages, "fr|French", "french|French"}, `
statuses/languages.tsv:4: language "french": want a BCP 47 tag, as zh-Hans
statuses/text.fr.tsv: statuses/languages.tsv does not name the language "fr"`},
		{"language in another form", edit{languages, "fr|French", "FR|French"}, `
statuses/languages.tsv:4: language "FR": write it fr
statuses/text.fr.tsv: statuses/languages.tsv does not name the language "fr"`},
		{"language twice", edit{languages, "fr|French", "en|French"}, `
statuses/languages.tsv:4: language en stands in line 2 too
statuses/text.fr.tsv: statuses/languages.tsv does not name the language "fr"`},
		{"language without text", edit{languages, "fr|French", "zh-HK|French"}, `
statuses/text.fr.tsv: statuses/languages.tsv does not name the language "fr"
statuses/text.zh-HK.tsv: the file is missing, with the text in zh-HK`},
		{"language without a name", edit{languages, "fr|French", "fr|-"}, `
statuses/languages.tsv:4: name is missing: want an exported Go identifier of the letters A to Z, digits and _`},
		{"language with the name of another", edit{languages, "fr|French", "fr|English"}, `
statuses/languages.tsv:4: name "English" is taken by statuses/languages.tsv:2`},
		{"substatus that lost a zero in a spreadsheet", edit{subs, "403.1010|", "403.101|"}, `
statuses/substatuses.tsv:3: substatus 403.101 is out of order: it belongs before 403.1001
statuses/substatuses.tsv:3: substatus 403.101: want a number from 1000 to 65535, as IIS has those below; if it was 403.1010, a spreadsheet took it for a number: format the column as text
statuses/text.en.tsv: status 403.101 is missing: gen -missing prints a row to paste
statuses/text.en.tsv:3: status 403.1010 does not exist: no row of the table has it
statuses/text.fr.tsv: status 403.101 is missing: gen -missing prints a row to paste
statuses/text.fr.tsv:3: status 403.1010 does not exist: no row of the table has it
statuses/text.zh-Hant.tsv: status 403.101 is missing: gen -missing prints a row to paste
statuses/text.zh-Hant.tsv:3: status 403.1010 does not exist: no row of the table has it`},
		{"substatus 0", edit{subs, "403.1001|", "403.0|"}, `
statuses/substatuses.tsv:2: substatus 403.0: want a number from 1000 to 65535, as IIS has those below
statuses/text.en.tsv: status 403.0 is missing: gen -missing prints a row to paste
statuses/text.en.tsv:2: status 403.1001 does not exist: no row of the table has it
statuses/text.fr.tsv: status 403.0 is missing: gen -missing prints a row to paste
statuses/text.fr.tsv:2: status 403.1001 does not exist: no row of the table has it
statuses/text.zh-Hant.tsv: status 403.0 is missing: gen -missing prints a row to paste
statuses/text.zh-Hant.tsv:2: status 403.1001 does not exist: no row of the table has it`},
		{"rows far out of order", edit{subs, "403.1001|InsufficientBalance\n403.1010|AccountClosed\n500.1100|LedgerDown", "500.1100|LedgerDown\n403.1010|AccountClosed\n403.1001|InsufficientBalance"}, `
statuses/substatuses.tsv:3: substatus 403.1010 is out of order: it belongs before 500.1100
statuses/substatuses.tsv:4: substatus 403.1001 is out of order: it belongs before 403.1010`},
		{"name of letters that others look like", edit{subs, "AccountClosed", "\u212aey"}, `
statuses/substatuses.tsv:3: name "\u212aey": want an exported Go identifier of the letters A to Z, digits and _`},
		{"name of the table", edit{subs, "AccountClosed", "Table"}, `
statuses/substatuses.tsv:3: name "Table" is taken by the generated variable Table`},
		{"two names with one ID", edit{subs, "AccountClosed", "PaymentHELD"}, `
statuses/substatuses.tsv:3: name PaymentHELD has the ID payment_held, which is that of statuses/codes.tsv:2 too: want another name, or an ID in the column id`},
		{"ID of another", edit{subs, "", lines("substatus|name|id", "403.1001|InsufficientBalance|-", "403.1010|AccountClosed|ledger_lost", "500.1100|LedgerDown|-")}, `
statuses/substatuses.tsv:3: name AccountClosed has the ID ledger_lost, which is that of statuses/codes.tsv:3 too: want another name, or an ID in the column id`},
		{"ID of another form", edit{subs, "", lines("substatus|name|id", "403.1001|InsufficientBalance|Insufficient-balance", "403.1010|AccountClosed|1st", "500.1100|LedgerDown|a__b")}, `
statuses/substatuses.tsv:2: id "Insufficient-balance": want words of small letters and digits with "_" between, as "insufficient_balance"
statuses/substatuses.tsv:3: id "1st": want words of small letters and digits with "_" between, as "insufficient_balance"
statuses/substatuses.tsv:4: id "a__b": want words of small letters and digits with "_" between, as "insufficient_balance"`},
		{"page without https", edit{codes, "", lines("code|name|url", "460|PaymentHeld|example.com/460", "599|LedgerLost|https://example.com/<b>")}, `
statuses/codes.tsv:2: url "example.com/460": want https://, and no space, quote or angle bracket
statuses/codes.tsv:3: url "https://example.com/<b>": want https://, and no space, quote or angle bracket`},
	})
}

// TestEarlierFaults changes what clients and programs of the package that is there would miss, and what package it is of.
func TestEarlierFaults(t *testing.T) {
	testFaults(t, userTable, userArgs, []faultTest{
		{"number given to another name", edit{subs, "AccountClosed", "AccountGone"}, `
statuses/substatuses.tsv:3: 403.1010 was AccountClosed in billing/statuses_gen.go and is AccountGone now: a number is never given to another status; for a new name of the same one make AccountClosed its alias, else keep the old row, marked deprecated, and take a new number; or, before anything is released, delete that file`},
		{"ID changed", edit{subs, "", lines("substatus|name|id", "403.1001|InsufficientBalance|-", "403.1010|AccountClosed|closed", "500.1100|LedgerDown|-")}, `
statuses/substatuses.tsv:3: the ID of 403.1010 was account_closed in billing/statuses_gen.go and is closed now, which clients do not know: put account_closed into the column id, or, before anything is released, delete that file`},
		{"comment of another package", edit{subs, "substatus|", "# Package shipping has statuses.\nsubstatus|"}, `
statuses/substatuses.tsv:1: the comment speaks of package "shipping": want package billing, or a comment that does not begin with Package`},
		{"comment of another package, codes", edit{codes, "code|", "# Package shipping has statuses.\ncode|"}, `
statuses/codes.tsv:1: the comment speaks of package "shipping": want package billing, or a comment that does not begin with Package`},
	})
}
