// Package tabletest has what the tests of package table and of the generator's command need alike.
package tabletest

import (
	"strings"
	"testing"
)

// Lines makes a sheet of rows whose fields are separated by "|".
func Lines(rows ...string) string {
	return strings.ReplaceAll(strings.Join(rows, "\n")+"\n", "|", "\t")
}

// Replace edits one of the files: it replaces a text that the file has once, where "|" stands for a tab in both. Without old it
// replaces the whole file, and without new too it removes it.
func Replace(t testing.TB, files map[string]string, file, old, new string) {
	t.Helper()
	old, new = strings.ReplaceAll(old, "|", "\t"), strings.ReplaceAll(new, "|", "\t")
	switch {
	case old == "" && new == "":
		delete(files, file)
	case old == "":
		files[file] = new
	case strings.Count(files[file], old) != 1:
		t.Fatalf("%q is in %s %d times: want it once", old, file, strings.Count(files[file], old))
	default:
		files[file] = strings.Replace(files[file], old, new, 1)
	}
}

// Own is a small table in the form of this repository's own, in files whose names begin with dir.
func Own(dir string) map[string]string {
	return map[string]string{
		dir + "codes.tsv": Lines(
			"code|name|reason|spec|url|state|content|cacheable|nostore|retry|musthave|note",
			"200|OK|OK|RFC 9110, 15.3.1|https://example.com/200|Permanent|yes|yes|no|-|-|-",
			"306|-|(Unused)|RFC 9110, 15.4.7|https://example.com/306|Unused|yes|no|no|-|-|-",
			"403|Forbidden|Forbidden|RFC 9110, 15.5.4|https://example.com/403|Permanent|yes|no|no|Never|-|Asked often.",
			"429|TooManyRequests|Too Many Requests|RFC 6585, 4|https://example.com/429|Permanent|yes|no|yes|AfterWait|Retry-After, Date|-",
		),
		dir + "substatuses.tsv": Lines(
			"substatus|name|component|versions|legacy|replaced|source|url|note",
			"403.4|IISSSLRequired|core|4.0 5.0 10.0|403-4|-|Microsoft|https://example.com/iis|-",
			"403.14|IISDirectoryListingDenied|core|7.0 7.5|-|403.4|-|-|No default document.",
		),
		dir + "aliases.tsv": Lines(
			"alias|name|deprecated",
			"Denied|Forbidden|yes",
			"SlowDown|TooManyRequests|-",
		),
		dir + "languages.tsv": Lines(
			"language|name",
			"en|English",
			"zh-Hans|SimplifiedChinese",
		),
		dir + "text.en.tsv": Lines(
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
		dir + "text.zh-Hans.tsv": Lines(
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
	}
}
