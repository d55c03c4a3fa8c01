package gencmd

import (
	"strings"
	"testing"
)

// TestOwnFaults plants faults into what only this repository's own table has.
func TestOwnFaults(t *testing.T) {
	testFaults(t, ownTable, nil, []faultTest{
		{"unknown column", edit{"tables/codes.tsv", "|note\n", "|remark\n"}, `
tables/codes.tsv:1: unknown column "remark": want code, name, reason, spec, url, state, content, cacheable, nostore, retry, musthave, note`},
		{"fact missing", edit{"tables/codes.tsv", "RFC 9110, 15.3.1", "-"}, `
tables/codes.tsv:2: spec is missing`},
		{"unknown state", edit{"tables/codes.tsv", "200|Permanent", "200|Forever"}, `
tables/codes.tsv:2: state "Forever": want Permanent, Temporary, Deprecated, Unused, Obsoleted`},
		{"unknown retry", edit{"tables/codes.tsv", "AfterWait", "Later"}, `
tables/codes.tsv:5: retry "Later": want Never, AtOnce, AfterWait, OnRetryAfter, AfterChange, Idempotent`},
		{"neither yes nor no", edit{"tables/codes.tsv", "yes|yes|no", "yes|maybe|no"}, `
tables/codes.tsv:2: cacheable "maybe": want yes, no`},
		{"no link", edit{"tables/codes.tsv", "https://example.com/200", "example.com"}, `
tables/codes.tsv:2: url "example.com": want https://`},
		{"code without a class", edit{"tables/codes.tsv", "429|TooMany", "600|TooMany"}, `
tables/codes.tsv:5: code 600: want 100 to 599, which is all that RFC 9110 has classes for
tables/text.en.tsv: status 600 is missing: gen -missing prints a row to paste
tables/text.en.tsv:12: status 429 does not exist: no row of the table has it
tables/text.zh-Hans.tsv: status 600 is missing: gen -missing prints a row to paste
tables/text.zh-Hans.tsv:12: status 429 does not exist: no row of the table has it
tables/text.zh-Hant.tsv: status 600 is missing: gen -missing prints a row to paste
tables/text.zh-Hant.tsv:12: status 429 does not exist: no row of the table has it`},
		{"code without a name", edit{"tables/codes.tsv", "200|OK|", "200|-|"}, `
tables/codes.tsv:2: name is missing: want an exported Go identifier of the letters A to Z, digits and _`},
		{"substatus of nothing", edit{"tables/substatuses.tsv", "403.4|IIS", "402.4|IIS"}, `
tables/substatuses.tsv:2: substatus 402.4: no row of codes.tsv has the code 402
tables/substatuses.tsv:3: replaced "403.4": want a substatus of this file
tables/text.en.tsv: status 402.4 is missing: gen -missing prints a row to paste
tables/text.en.tsv:10: status 403.4 does not exist: no row of the table has it
tables/text.zh-Hans.tsv: status 402.4 is missing: gen -missing prints a row to paste
tables/text.zh-Hans.tsv:10: status 403.4 does not exist: no row of the table has it
tables/text.zh-Hant.tsv: status 402.4 is missing: gen -missing prints a row to paste
tables/text.zh-Hant.tsv:10: status 403.4 does not exist: no row of the table has it`},
		{"no component", edit{"tables/substatuses.tsv", "core|4.0", "-|4.0"}, `
tables/text.en.tsv:10: component of 403.4 is empty`},
		{"not an IIS name", edit{"tables/substatuses.tsv", "IISSSL", "SSL"}, `
tables/substatuses.tsv:2: name "SSLRequired": want IIS before it`},
		{"unknown version", edit{"tables/substatuses.tsv", "7.0 7.5", "7.0 7.6"}, `
tables/substatuses.tsv:3: versions "7.0 7.6": want unknown, or some of 4.0 5.0 5.1 6.0 7.0 7.5 8.0 8.5 10.0, ascending`},
		{"versions out of order", edit{"tables/substatuses.tsv", "7.0 7.5", "7.5 7.0"}, `
tables/substatuses.tsv:3: versions "7.5 7.0": want unknown, or some of 4.0 5.0 5.1 6.0 7.0 7.5 8.0 8.5 10.0, ascending`},
		{"no versions", edit{"tables/substatuses.tsv", "7.0 7.5", "-"}, `
tables/substatuses.tsv:3: versions "": want unknown, or some of 4.0 5.0 5.1 6.0 7.0 7.5 8.0 8.5 10.0, ascending`},
		{"replaced by nothing", edit{"tables/substatuses.tsv", "-|403.4|", "-|403.5|"}, `
tables/substatuses.tsv:3: replaced "403.5": want a substatus of this file`},
		{"substatus over 16 bits", edit{"tables/substatuses.tsv", "403.14|", "403.65536|"}, `
tables/substatuses.tsv:3: substatus "403.65536": want a code from 100 to 999 and a number from 0 to 65535 that fits 16 bits, as "403.14"`},
		{"alias of nothing", edit{"tables/aliases.tsv", "Denied|Forbidden", "Denied|Forbiden"}, `
tables/aliases.tsv:2: alias Denied of nothing: no code has the name "Forbiden"`},
		{"alias of a substatus, which is no constant", edit{"tables/aliases.tsv", "Denied|Forbidden", "Denied|IISSSLRequired"}, `
tables/aliases.tsv:2: alias Denied of nothing: no code has the name "IISSSLRequired"`},
		{"alias that is taken", edit{"tables/aliases.tsv", "Denied|", "OK|"}, `
tables/aliases.tsv:2: alias "OK" is taken by tables/codes.tsv:2`},
		{"alias out of order", edit{"tables/aliases.tsv", "SlowDown|TooManyRequests", "Fine|OK"}, `
tables/aliases.tsv:3: alias Fine is out of order: it belongs before Denied`},
		{"alias neither deprecated nor not", edit{"tables/aliases.tsv", "|yes|", "|no|"}, `
tables/aliases.tsv:2: deprecated "no": want yes`},
		{"placeholder", edit{"tables/text.en.tsv", "Here it is.", "Here is {it}."}, `
tables/text.en.tsv:7: status 200 has placeholders, which this repository's own table cannot have`},
		{"class missing", edit{"tables/text.en.tsv", "3xx|Redirect|It is elsewhere.|\n", ""}, `
tables/text.en.tsv: status 3xx is missing: gen -missing prints a row to paste`},
		{"row missing", edit{"tables/text.zh-Hant.tsv", "200|正常|內容在此。|\n", ""}, `
tables/text.zh-Hant.tsv: status 200 is missing: gen -missing prints a row to paste`},
		{"class out of order", edit{"tables/text.en.tsv", "5xx|Server error|The server failed.|Look at the log.\n200|OK|Here it is.|\n", "200|OK|Here it is.|\n5xx|Server error|The server failed.|Look at the log.\n"}, `
tables/text.en.tsv:7: status 5xx is out of order: it belongs before 200`},
	})
}

// TestStyleFaults plants faults into the style of the text, and into the lists that it is checked against.
func TestStyleFaults(t *testing.T) {
	testFaults(t, ownTable, nil, []faultTest{
		{"registered name", edit{"tables/text.en.tsv", "429|Too Many Requests", "429|Too many requests"}, `
tables/text.en.tsv:12: title "Too many requests" of 429: want its registered name, "Too Many Requests"`},
		{"empty detail", edit{"tables/text.en.tsv", "Here it is.", ""}, `
tables/text.en.tsv:7: detail of 200 is empty`},
		{"detail twice", edit{"tables/text.en.tsv", "It has no meaning.", "Here it is."}, `
tables/text.en.tsv:8: detail "Here it is." is that of 200 too`},
		{"long detail", edit{"tables/text.en.tsv", "Here it is.", strings.Repeat("long ", 32) + "."}, `
tables/text.en.tsv:7: detail of 200 has 161 characters: want at most 160`},
		{"error without a remedy", edit{"tables/text.en.tsv", "Raise the limit.", ""}, `
tables/text.en.tsv:12: remedy of 429 is empty: an error has one`},
		{"substatus without a remedy", edit{"tables/text.zh-Hans.tsv", "启用目录浏览。", ""}, `
tables/text.zh-Hans.tsv:11: remedy of 403.14 is empty: an error has one`},
		{"class without a remedy", edit{"tables/text.zh-Hans.tsv", "检查请求。", ""}, `
tables/text.zh-Hans.tsv:5: remedy of 4xx is empty: an error has one`},
		{"remedy five times", edit{"tables/text.en.tsv", "", lines(
			"status|title|detail|remedy",
			"1xx|Interim|More is to come.|Read on.",
			"2xx|Success|All went well.|Read on.",
			"3xx|Redirect|It is elsewhere.|Read on.",
			"4xx|Client error|The request was wrong.|Read on.",
			"5xx|Server error|The server failed.|Read on.",
			"200|OK|Here it is.|",
			"306|(Unused)|It has no meaning.|",
			"403|Forbidden|It is not allowed.|Look at the rules.",
			"403.4|TLS required|Use https.|Turn off the requirement.",
			"403.14|Listing denied|No list is shown.|Turn on listing.",
			"429|Too Many Requests|Wait a little.|Raise the limit.",
		)}, `
tables/text.en.tsv:6: remedy "Read on." is that of 1xx, 2xx, 3xx, 4xx too: want at most 4`},
		{"detail that is no sentence", edit{"tables/text.en.tsv", "Use https.", "Use https"}, `
tables/text.en.tsv:10: detail of 403.4: "Use https" does not end as a sentence`},
		{"remedy that is no sentence", edit{"tables/text.zh-Hant.tsv", "提高上限。", "提高上限"}, `
tables/text.zh-Hant.tsv:12: remedy of 429: "提高上限" does not end as a sentence`},
		{"term", edit{"tables/text.en.tsv", "Use https.", "Use https, please."}, `
tables/text.en.tsv:10: detail of 403.4: "please" in "Use https, please.": use "the advice alone"`},
		{"term in Traditional Chinese", edit{"tables/text.zh-Hant.tsv", "5xx|伺服器錯誤", "5xx|服務器錯誤"}, `
tables/text.zh-Hant.tsv:6: title of 5xx: "服務器" in "服務器錯誤": use "伺服器"`},
		{"term that is right in a longer one", edit{"tables/text.zh-Hans.tsv", "4xx|客户端错误", "4xx|客户端和客户错误"}, `
tables/text.zh-Hans.tsv:5: title of 4xx: "客户" in "客户端和客户错误": use "客户端"`},
		{"mistranslation of one status", edit{"tables/text.zh-Hans.tsv", "不允许访问。", "发现访问。"}, `
tables/text.zh-Hans.tsv:9: detail of 403: "发现" in "发现访问。": use "临时移动"`},
		{"software in a detail", edit{"tables/text.en.tsv", "The server failed.", "The nginx failed."}, `
tables/text.en.tsv:6: detail of 5xx: "nginx" in "The nginx failed.": use "what the visitor can see"`},
		{"simplified in Traditional", edit{"tables/text.zh-Hant.tsv", "禁止存取", "禁止访問"}, `
tables/text.zh-Hant.tsv:9: title of 403: '访' does not belong into Hant: use "訪" in "禁止访問"`},
		{"traditional in Simplified", edit{"tables/text.zh-Hans.tsv", "禁止访问", "禁止訪问"}, `
tables/text.zh-Hans.tsv:9: title of 403: '訪' does not belong into Hans: use "访" in "禁止訪问"`},
		{"Han in English", edit{"tables/text.en.tsv", "Use https.", "Use 中."}, `
tables/text.en.tsv:10: detail of 403.4: '中' does not belong into en, which is written in Latin letters: "Use 中."`},
		{"full-width in English", edit{"tables/text.en.tsv", "Use https.", "Use https。"}, `
tables/text.en.tsv:10: detail of 403.4: '。' does not belong into en, which is written in Latin letters: "Use https。"`},
		{"half-width beside Han", edit{"tables/text.zh-Hans.tsv", "服务器出错。", "服务器,出错。"}, `
tables/text.zh-Hans.tsv:6: detail of 5xx: half-width ',' beside a Han character in "器," of "服务器,出错。": use the full-width form
tables/text.zh-Hans.tsv:6: detail of 5xx: half-width ',' beside a Han character in ",出" of "服务器,出错。": use the full-width form`},
		{"no space beside a letter", edit{"tables/text.zh-Hans.tsv", "请使用 https。", "请使用https。"}, `
tables/text.zh-Hans.tsv:10: detail of 403.4: "用h" in "请使用https。": want a space between`},
		{"no space beside a digit", edit{"tables/text.zh-Hant.tsv", "請稍候。", "請稍候 3秒。"}, `
tables/text.zh-Hant.tsv:12: detail of 429: "3秒" in "請稍候 3秒。": want a space between`},
		{"space beside full-width", edit{"tables/text.zh-Hans.tsv", "请使用 https。", "请使用 https 。"}, `
tables/text.zh-Hans.tsv:10: detail of 403.4: " 。" in "请使用 https 。": no space beside full-width punctuation`},
		{"two spaces", edit{"tables/text.en.tsv", "Use https.", "Use  https."}, `
tables/text.en.tsv:10: detail of 403.4: two spaces in "Use  https."`},
		{"no term list", edit{"tables/style/terms.tsv", "", ""}, `
tables/style/terms.tsv: the file is missing`},
		{"no characters", edit{"tables/style/han.tsv", "", ""}, `
tables/style/han.tsv: the file is missing`},
		{"term in no language", edit{"tables/style/terms.tsv", "en|please", "engl_ish!|please"}, `
tables/style/terms.tsv:2: language "engl_ish!": want a BCP 47 tag, as zh-Hans, or - for all`},
		{"term of no status", edit{"tables/style/terms.tsv", "|403|", "|4O3|"}, `
tables/style/terms.tsv:4: status "4O3": want a code, a substatus, or - for all`},
		{"term of no field", edit{"tables/style/terms.tsv", "|detail|", "|text|"}, `
tables/style/terms.tsv:6: field "text": want title, detail, remedy, component, note`},
		{"term within nothing", edit{"tables/style/terms.tsv", "|客户端\n", "|用户端\n"}, `
tables/style/terms.tsv:3: within "用户端": want longer terms that have "客户" in them
tables/text.zh-Hans.tsv:5: title of 4xx: "客户" in "客户端错误": use "客户端"`},
		{"empty term", edit{"tables/style/terms.tsv", "en|please", "en|-"}, `
tables/style/terms.tsv:2: want a term and what to use instead`},
		{"character of no script", edit{"tables/style/han.tsv", "Hans|访", "Latn|访"}, `
tables/style/han.tsv:2: want Hans or Hant, and one character`},
	})
}
