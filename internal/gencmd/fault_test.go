package gencmd

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// lines makes a sheet of rows whose fields are separated by "|".
func lines(rows ...string) string {
	return strings.ReplaceAll(strings.Join(rows, "\n")+"\n", "|", "\t")
}

// ownTable is a small table in the form of this repository's own, with its style.
func ownTable() map[string]string {
	return map[string]string{
		"tables/codes.tsv": lines(
			"code|name|reason|spec|url|state|content|cacheable|nostore|retry|musthave|note",
			"200|OK|OK|RFC 9110, 15.3.1|https://example.com/200|Permanent|yes|yes|no|-|-|-",
			"306|-|(Unused)|RFC 9110, 15.4.7|https://example.com/306|Unused|yes|no|no|-|-|-",
			"403|Forbidden|Forbidden|RFC 9110, 15.5.4|https://example.com/403|Permanent|yes|no|no|Never|-|-",
			"429|TooManyRequests|Too Many Requests|RFC 6585, 4|https://example.com/429|Permanent|yes|no|yes|AfterWait|-|-",
		),
		"tables/substatuses.tsv": lines(
			"substatus|name|component|versions|legacy|replaced|note",
			"403.4|IISSSLRequired|core|4.0 5.0 10.0|403-4|-|-",
			"403.14|IISDirectoryListingDenied|core|7.0 7.5|-|403.4|-",
		),
		"tables/aliases.tsv": lines(
			"alias|name|deprecated|source",
			"Denied|Forbidden|yes|nobody",
			"SlowDown|TooManyRequests|-|nobody",
		),
		"tables/languages.tsv": lines(
			"language|name",
			"en|English",
			"zh-Hans|SimplifiedChinese",
			"zh-Hant|TraditionalChinese",
		),
		"tables/text.en.tsv": lines(
			"status|title|detail|remedy",
			"1xx|Interim|More is to come.|",
			"2xx|Success|All went well.|",
			"3xx|Redirect|It is elsewhere.|",
			"4xx|Client error|The request was wrong.|Look at the request.",
			"5xx|Server error|The server failed.|Look at the log.",
			"200|OK|Here it is.|",
			"306|(Unused)|It has no meaning.|",
			"403|Forbidden|It is not allowed.|Look at the rules.",
			"403.4|TLS required|Use https.|Turn off the requirement.",
			"403.14|Listing denied|No list is shown.|Turn on listing.",
			"429|Too Many Requests|Wait a little.|Raise the limit.",
		),
		"tables/text.zh-Hans.tsv": lines(
			"status|title|detail|remedy",
			"1xx|信息|随后还有响应。|",
			"2xx|成功|一切顺利。|",
			"3xx|重定向|在别处。|",
			"4xx|客户端错误|请求有误。|检查请求。",
			"5xx|服务器错误|服务器出错。|检查日志。",
			"200|正常|内容在此。|",
			"306|未使用|没有含义。|",
			"403|禁止访问|不允许访问。|检查规则。",
			"403.4|需要 TLS|请使用 https。|关闭此要求。",
			"403.14|拒绝列出目录|不显示清单。|启用目录浏览。",
			"429|请求过多|请稍等。|提高限额。",
		),
		"tables/text.zh-Hant.tsv": lines(
			"status|title|detail|remedy",
			"1xx|資訊|隨後還有回應。|",
			"2xx|成功|一切順利。|",
			"3xx|重新導向|在別處。|",
			"4xx|用戶端錯誤|請求有誤。|檢查請求。",
			"5xx|伺服器錯誤|伺服器出錯。|檢查記錄檔。",
			"200|正常|內容在此。|",
			"306|未使用|沒有意義。|",
			"403|禁止存取|不允許存取。|檢查規則。",
			"403.4|需要 TLS|請使用 https。|關閉此要求。",
			"403.14|拒絕列出目錄|不顯示清單。|啟用目錄瀏覽。",
			"429|請求過多|請稍候。|提高上限。",
		),
		"tables/style/terms.tsv": lines(
			"language|term|use|status|field|within",
			"en|please|the advice alone|-|-|-",
			"zh-Hans|客户|客户端|-|-|客户端",
			"zh-Hans|发现|临时移动|403|-|-",
			"zh-Hant|服務器|伺服器|-|-|-",
			"-|nginx|what the visitor can see|-|detail|-",
		),
		"tables/style/han.tsv": lines(
			"script|character|use",
			"Hans|访|訪",
			"Hant|訪|访",
		),
	}
}

// userTable is a small table of a user's.
func userTable() map[string]string {
	return map[string]string{
		"statuses/codes.tsv": lines(
			"code|name|note|seen",
			"460|PaymentHeld|-|wire",
			"599|LedgerLost|-|-",
		),
		"statuses/substatuses.tsv": lines(
			"substatus|name",
			"403.1001|InsufficientBalance",
			"403.1010|AccountClosed",
			"500.1100|LedgerDown",
		),
		"statuses/languages.tsv": lines(
			"language|name",
			"en|English",
			"zh-Hant|TraditionalChinese",
			"fr|French",
		),
		"statuses/text.en.tsv": lines(
			"status|title|detail|remedy",
			"403.1001|Insufficient balance|The balance is {balance} of {total}.|Look at {balance}.",
			"403.1010|Account closed|This account is closed.|",
			"460|Payment held|The payment is held.|",
			"500.1100|Ledger down|Try again.|Start the ledger.",
			"599|Ledger lost|Call us.|Restore it.",
		),
		"statuses/text.zh-Hant.tsv": lines(
			"status|title|detail|remedy",
			"403.1001|餘額不足|餘額 {balance}，共 {total}。|",
			"403.1010|帳戶已關閉|此帳戶已關閉。|",
			"460|付款保留中|付款已保留。|",
			"500.1100|帳務系統停止|請再試一次。|啟動帳務系統。",
			"599|帳務遺失|請致電。|還原。",
		),
		"statuses/text.fr.tsv": lines(
			"status|title|detail|remedy",
			"403.1001|Solde insuffisant|Le solde est de {balance} sur {total}.|",
			"403.1010|Compte fermé|Ce compte est fermé.|",
			"460|Paiement retenu|Le paiement est retenu.|",
			"500.1100|Registre arrêté|Réessayez.|Démarrez le registre.",
			"599|Registre perdu|Appelez-nous.|Restaurez-le.",
		),
	}
}

// An edit plants a fault: it replaces a text that a file has once, removes the file if old and new are "", and makes it
// if only old is.
type edit struct{ file, old, new string }

func (e edit) apply(t *testing.T, files map[string]string) {
	t.Helper()
	switch {
	case e.old == "" && e.new == "":
		delete(files, e.file)
	case e.old == "":
		files[e.file] = e.new
	default:
		old := strings.ReplaceAll(e.old, "|", "\t")
		require.Equal(t, 1, strings.Count(files[e.file], old), "%q in %s", e.old, e.file)
		files[e.file] = strings.Replace(files[e.file], old, strings.ReplaceAll(e.new, "|", "\t"), 1)
	}
}

// writeTree writes files into a new folder and makes it the current one.
func writeTree(t *testing.T, files map[string]string) {
	t.Helper()
	t.Chdir(t.TempDir())
	writeFiles(t, files)
}

func writeFiles(t *testing.T, files map[string]string) {
	t.Helper()
	for name, text := range files {
		if strings.HasSuffix(name, "/") {
			continue // a folder, of readTree
		}
		require.NoError(t, os.MkdirAll(filepath.Dir(name), 0o777))
		require.NoError(t, os.WriteFile(name, []byte(text), 0o666))
	}
}

// readTree returns the files in a folder and below it, folders with a slash behind their names.
func readTree(t *testing.T, dir string) map[string]string {
	t.Helper()
	tree := map[string]string{}
	require.NoError(t, filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			tree[name+"/"] = ""
			return err
		}
		data, err := os.ReadFile(name)
		tree[name] = string(data)
		return err
	}))
	return tree
}

// gen runs the generator.
func gen(args ...string) (exit int, stdout, stderr string) {
	var out, err bytes.Buffer
	exit = Run(args, &out, &err)
	return exit, out.String(), err.String()
}

var userArgs = []string{"-table", "statuses", "-package", "billing", "-out", "billing"}

// TestOwnFaults plants faults into a table as this repository's own.
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

		// Style.
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

// TestUserFaults plants faults into a table of a user's.
func TestUserFaults(t *testing.T) {
	const (
		codes     = "statuses/codes.tsv"
		subs      = "statuses/substatuses.tsv"
		languages = "statuses/languages.tsv"
		english   = "statuses/text.en.tsv"
		french    = "statuses/text.fr.tsv"
	)
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
		{"text of no status", edit{english, "599|Ledger lost", "598|Ledger lost"}, `
statuses/text.en.tsv: status 599 is missing: gen -missing prints a row to paste
statuses/text.en.tsv:6: status 598 does not exist: no row of the table has it`},
		{"text of no number", edit{english, "599|Ledger lost", "lost|Ledger lost"}, `
statuses/text.en.tsv: status 599 is missing: gen -missing prints a row to paste
statuses/text.en.tsv:6: status "lost": want a code as "404", a substatus as "403.14" or a class as "4xx"`},
		{"text of a class", edit{english, "403.1001|Insuff", "4xx|Insuff"}, `
statuses/text.en.tsv: status 403.1001 is missing: gen -missing prints a row to paste
statuses/text.en.tsv:2: status 4xx has placeholders, which only the table's own statuses can have`},
		{"text that lost a zero in a spreadsheet", edit{english, "403.1010|", "403.101|"}, `
statuses/text.en.tsv: status 403.1010 is missing: gen -missing prints a row to paste
statuses/text.en.tsv:3: status 403.101 does not exist: no row of the table has it; is it 403.1010, which a spreadsheet took for a number? Format the column as text`},
		{"text twice", edit{english, "460|Payment", "403.1010|Payment"}, `
statuses/text.en.tsv: status 460 is missing: gen -missing prints a row to paste
statuses/text.en.tsv:4: status 403.1010 stands in line 3 too`},
		{"text out of order", edit{english, "460|Payment held|The payment is held.|\n500.1100|Ledger down|Try again.|Start the ledger.\n", "500.1100|Ledger down|Try again.|Start the ledger.\n460|Payment held|The payment is held.|\n"}, `
statuses/text.en.tsv:5: status 460 is out of order: it belongs before 500.1100`},
		{"row missing", edit{french, "460|Paiement retenu|Le paiement est retenu.|\n", ""}, `
statuses/text.fr.tsv: status 460 is missing: gen -missing prints a row to paste`},
		{"empty title", edit{french, "Paiement retenu", ""}, `
statuses/text.fr.tsv:4: title of 460 is empty`},
		{"title with a full stop", edit{french, "Paiement retenu", "Paiement retenu."}, `
statuses/text.fr.tsv:4: title "Paiement retenu." has a full stop`},
		{"title with an ideographic full stop", edit{"statuses/text.zh-Hant.tsv", "帳務遺失", "帳務。遺失"}, `
statuses/text.zh-Hant.tsv:6: title "帳務。遺失" has a full stop`},
		{"title twice", edit{french, "Paiement retenu", "Compte fermé"}, `
statuses/text.fr.tsv:4: title "Compte fermé" is that of 403.1010 too`},
		{"open brace", edit{french, "Réessayez.", "Réessayez {now."}, `
statuses/text.fr.tsv:5: placeholder in "Réessayez {now.": want {name} or {name:int}, a name of letters, digits and _ that begins with a to z`},
		{"close brace", edit{french, "Réessayez.", "Réessayez }."}, `
statuses/text.fr.tsv:5: placeholder in "Réessayez }.": want {name} or {name:int}, a name of letters, digits and _ that begins with a to z`},
		{"empty placeholder", edit{french, "Réessayez.", "Réessayez {}."}, `
statuses/text.fr.tsv:5: placeholder in "Réessayez {}.": want {name} or {name:int}, a name of letters, digits and _ that begins with a to z`},
		{"placeholder in upper case", edit{english, "Try again.", "Try {Again}."}, `
statuses/text.en.tsv:5: placeholder in "Try {Again}.": want {name} or {name:int}, a name of letters, digits and _ that begins with a to z`},
		{"placeholder with a space", edit{english, "Try again.", "Try {it again}."}, `
statuses/text.en.tsv:5: placeholder in "Try {it again}.": want {name} or {name:int}, a name of letters, digits and _ that begins with a to z`},
		{"placeholder in a placeholder", edit{english, "Try again.", "Try {it{again}}."}, `
statuses/text.en.tsv:5: placeholder in "Try {it{again}}.": want {name} or {name:int}, a name of letters, digits and _ that begins with a to z`},
		{"placeholder that a method has the name of", edit{english, "Try again.", "Try {status_code}."}, `
statuses/text.en.tsv:5: placeholder {status_code}: its field StatusCode has the name of a method: want another than Error, StatusCode, Unwrap, As, Is, Message, Params`},
		{"placeholder missing", edit{french, "sur {total}", "sur tout"}, `
statuses/text.fr.tsv:2: status 403.1001 has {balance}, but {balance} {total} in statuses/text.en.tsv`},
		{"placeholder of another name", edit{french, "{balance}", "{solde}"}, `
statuses/text.fr.tsv:2: status 403.1001 has {solde} {total}, but {balance} {total} in statuses/text.en.tsv`},
		{"placeholder in one language", edit{french, "Réessayez.", "Réessayez {now}."}, `
statuses/text.fr.tsv:5: status 500.1100 has {now}, but no placeholder in statuses/text.en.tsv`},
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
		{"text of a code that nobody has", edit{english, "599|Ledger lost|Call us.|Restore it.\n", "598|Lost|Call us.|\n599|Ledger lost|Call us.|Restore it.\n"}, `
statuses/text.en.tsv:6: status 598 does not exist: no row of the table has it`},
		{"text of a substatus that nobody has", edit{english, "460|Payment", "404.99|Lost|Call us.|\n460|Payment"}, `
statuses/text.en.tsv:4: status 404.99 does not exist: no row of the table has it`},
		{"text of others with a value", edit{english, "460|Payment", "404|Lost|No {page}.|\n404.3|None|No {type}.|\n460|Payment"}, `
statuses/text.en.tsv:4: status 404 has placeholders, which only the table's own statuses can have
statuses/text.en.tsv:5: status 404.3 has placeholders, which only the table's own statuses can have`},
		{"text of others out of order", edit{english, "460|Payment", "404.3|None|None.|\n404|Lost|Lost.|\n460|Payment"}, `
statuses/text.en.tsv:5: status 404 is out of order: it belongs before 404.3`},
		{"text of others without a title", edit{english, "460|Payment", "404||Lost.|\n460|Payment"}, `
statuses/text.en.tsv:4: title of 404 is empty`},
		{"value of an unknown kind", edit{english, "{balance} of {total}", "{balance:float} of {total}"}, `
statuses/text.en.tsv:2: placeholder {balance:float}: want {balance}, or {balance:int} for a number`},
		{"value of two kinds", edit{english, "{balance} of {total}", "{balance:int} of {total}"}, `
statuses/text.en.tsv:2: placeholder {balance} is of two kinds in status 403.1001: {balance:int} {balance}`},
		{"value of another kind than in the default language", edit{french, "{total}", "{total:int}"}, `
statuses/text.fr.tsv:2: status 403.1001 has {balance} {total:int}, but {balance} {total} in statuses/text.en.tsv`},
		{"values with one field", edit{english, "{balance} of {total}", "{balance} of {order_id} {orderId}"}, `
statuses/text.en.tsv:2: placeholders {order_id} and {orderId} have one field, OrderID: want one name`},
		{"value with a kind and no name", edit{english, "Try again.", "Try {:int}."}, `
statuses/text.en.tsv:5: placeholder in "Try {:int}.": want {name} or {name:int}, a name of letters, digits and _ that begins with a to z`},
		{"value with letters of others", edit{english, "Try again.", "Try {größe}."}, `
statuses/text.en.tsv:5: placeholder in "Try {größe}.": want {name} or {name:int}, a name of letters, digits and _ that begins with a to z`},
		{"name of the error type of another name", edit{"statuses/aliases.tsv", "", lines("alias|name", "Poor|InsufficientBalance", "PoorError|AccountClosed")}, `
statuses/text.en.tsv:2: the type PoorError, which the placeholders of 403.1001 ask for, has the name of statuses/aliases.tsv:3`},
		{"value in a note", edit{french, "", lines("status|title|detail|remedy|note", "403.1001|Solde insuffisant|{balance} {total}|-|-", "403.1010|Compte fermé|-|-|Voir {page}", "460|Paiement retenu|-|-|-", "500.1100|Registre arrêté|-|-|-", "599|Registre perdu|-|-|-")}, `
statuses/text.fr.tsv:3: placeholder in "Voir {page}": want {name} or {name:int}, a name of letters, digits and _ that begins with a to z`},
		{"search phrases", edit{french, "", lines("status|title|detail|remedy|search", "403.1001|Solde insuffisant|{balance} {total}|-|solde; ;argent", "403.1010|Compte fermé|-|-|clos;fermé;clos", "460|Paiement retenu|-|-|a；b", "500.1100|Registre arrêté|-|-|arrêt", "599|Registre perdu|-|-|-")}, `
statuses/text.fr.tsv:2: search "solde; ;argent": a phrase is empty
statuses/text.fr.tsv:3: search "clos;fermé;clos": the phrase "clos" is there twice
statuses/text.fr.tsv:4: search "a；b": want ; between the phrases, not the full-width ；`},
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

		// What clients and programs of the package that is there would miss.
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

type faultTest struct {
	name string
	edit edit
	want string // what is printed, after an empty line
}

// testFaults runs the generator on tables with a fault each: it prints the fault, exits with 1, and leaves all files as
// they are, those of an earlier good run among them.
func testFaults(t *testing.T, table func() map[string]string, args []string, tests []faultTest) {
	writeTree(t, table())
	exit, stdout, stderr := gen(args...)
	require.Equal(t, 0, exit, stderr)
	require.Empty(t, stdout+stderr)
	good := readTree(t, ".")

	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			files := table()
			tt.edit.apply(t, files)
			t.Chdir(t.TempDir())
			writeFiles(t, good)
			for name := range table() {
				require.NoError(t, os.Remove(name))
			}
			writeFiles(t, files)
			before := readTree(t, ".")

			exit, stdout, stderr := gen(args...)
			assert.Equal(t, 1, exit)
			assert.Empty(t, stdout)
			assert.Equal(t, strings.TrimPrefix(tt.want, "\n")+"\n", stderr)
			assert.Equal(t, before, readTree(t, "."))
		})
	}
}

// TestAllFaultsAtOnce plants a fault into each file: all are reported, in the order of the files and lines.
func TestAllFaultsAtOnce(t *testing.T) {
	files := userTable()
	for _, e := range []edit{
		{"statuses/text.fr.tsv", "Paiement retenu", ""},
		{"statuses/text.fr.tsv", "Registre perdu", "Registre perdu."},
		{"statuses/codes.tsv", "|wire", "|air"},
		{"statuses/languages.tsv", "fr|French", "fr|french"},
	} {
		e.apply(t, files)
	}
	writeTree(t, files)
	exit, _, stderr := gen(userArgs...)
	assert.Equal(t, 1, exit)
	assert.Equal(t, `statuses/codes.tsv:2: seen "air": want wire, log, wire and log, configuration
statuses/languages.tsv:4: name "french": want an exported Go identifier of the letters A to Z, digits and _
statuses/text.fr.tsv:4: title of 460 is empty
statuses/text.fr.tsv:6: title "Registre perdu." has a full stop
`, stderr)
	_, err := os.Stat("billing")
	assert.ErrorIs(t, err, fs.ErrNotExist)
}

// The text of two rows in the encodings that spreadsheets have in China and in Taiwan.
const (
	gbk  = "status\ttitle\tdetail\tremedy\n403.1001\t\xd3\xe0\xb6\xee\xb2\xbb\xd7\xe3\t\xd3\xe0\xb6\xee\xb2\xbb\xd7\xe3\xd2\xd4\xd6\xa7\xb8\xb6\xb4\xcb\xb6\xa9\xb5\xa5\xa1\xa3\xc7\xeb\xb3\xe4\xd6\xb5\xa3\xac\xc8\xbb\xba\xf3\xd6\xd8\xd0\xc2\xcf\xc2\xb5\xa5\xa1\xa3\t\n403.1010\t\xd5\xcb\xbb\xa7\xd2\xd1\xb9\xd8\xb1\xd5\t\xb4\xcb\xd5\xcb\xbb\xa7\xd2\xd1\xb9\xd8\xb1\xd5\xa1\xa3\t\n"
	big5 = "status\ttitle\tdetail\tremedy\n403.1001\t\xbel\xc3B\xa4\xa3\xa8\xac\t\xbel\xc3B\xa4\xa3\xa8\xac\xa5H\xa4\xe4\xa5I\xa6\xb9\xadq\xb3\xe6\xa1C\xbd\xd0\xa5\xfd\xc0x\xad\xc8\xa1A\xa6A\xad\xab\xb7s\xa4U\xb3\xe6\xa1C\t\n403.1010\t\xb1b\xa4\xe1\xa4w\xc3\xf6\xb3\xac\t\xa6\xb9\xb1b\xa4\xe1\xa4w\xc3\xf6\xb3\xac\xa1C\t\n"
)
