package gencmd

import (
	"strings"
	"testing"

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
		"tables/style/terms.tsv": lines(
			"language|term|use|status|field|within",
			"en|please|the advice alone|-|-|-",
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

// smallTable is a table in a folder whose text fits any style.
func smallTable(dir string) map[string]string {
	return map[string]string{
		dir + "/codes.tsv":     lines("code|name", "299|PaidInPart"),
		dir + "/languages.tsv": lines("language|name", "en|English"),
		dir + "/text.en.tsv":   lines("status|title|detail|remedy", "299|Paid in part|Half is paid.|"),
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
