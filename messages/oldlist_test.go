package messages_test

import (
	"os"
	"strings"
	"testing"

	"github.com/httpstatus-go/httpstatus"
	"github.com/httpstatus-go/httpstatus/messages"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestOldList goes through an old Chinese list of HTTP and IIS codes, in its spellings. Every entry is known and has
// text in each language; where the list was wrong or outdated, ours says what is right, its note what older versions meant.
func TestOldList(t *testing.T) {
	const most = httpstatus.IIS7 | httpstatus.IIS7_5 | httpstatus.IIS8 | httpstatus.IIS8_5 | httpstatus.IIS10
	notes := map[string]string{}
	table, err := os.ReadFile("../tables/text.zh-Hans.tsv")
	require.NoError(t, err)
	for line := range strings.Lines(string(table)) {
		if fields := strings.Split(line, "\t"); !strings.HasPrefix(line, "#") {
			require.Len(t, fields, 7)
			notes[fields[0]] = fields[5]
		}
	}
	for _, tt := range []struct {
		spelling string
		right    []string               // what the Simplified Chinese text says
		wrong    string                 // what it does not say
		versions httpstatus.IISVersions // versions that the list denied it
	}{
		{spelling: "400"}, {spelling: "HTTP 400"},
		{spelling: "401", right: []string{"未授权", "WWW-Authenticate"}, wrong: "密码保护"},
		{spelling: "401.1"}, {spelling: "401.2"}, {spelling: "401.3"}, {spelling: "401.4"}, {spelling: "401.5"},
		{spelling: "401.7", right: []string{"URL 授权策略", "6.0"}, versions: most},
		{spelling: "403", right: []string{"禁止访问", "没有打开该页面的权限"}, wrong: "资源不可用"},
		{spelling: "403.1", wrong: "可执行"}, {spelling: "403.2"}, {spelling: "403.3"}, {spelling: "403;4"},
		{spelling: "403.5", right: []string{"128 位"}},
		{spelling: "403.6", right: []string{"Internet 服务管理器", "Localhost"}},
		{spelling: "403.7", right: []string{"客户端证书"}}, {spelling: "403.8"},
		{spelling: "403.9", right: []string{"并发连接", "IIS 6.0"}},
		{spelling: "403.10", right: []string{"配置不允许执行访问", "配置无效"}},
		{spelling: "403.11", right: []string{"密码已更改"}},
		{spelling: "403.12", right: []string{"映射器拒绝访问"}, wrong: "映射表"},
		{spelling: "403.13", right: []string{"客户端证书"}}, {spelling: "403.14"},
		{spelling: "403.15", right: []string{"许可证"}, wrong: "许可过多"},
		{spelling: "403.16", right: []string{"客户端证书"}}, {spelling: "403.17", right: []string{"客户端证书"}},
		{spelling: "403.18", versions: most}, {spelling: "403.19", versions: most}, {spelling: "403.20", versions: most},
		{spelling: "404", right: []string{"未找到"}}, {spelling: "404.0"},
		{spelling: "404.1", right: []string{"找不到网站", "IIS 6.0"}},
		{spelling: "404.2", right: []string{"ISAPI", "CGI", "扩展"}},
		{spelling: "404.3", right: []string{"MIME"}},
		{spelling: "405", right: []string{"方法", "Allow"}, wrong: "资源被禁止"},
		{spelling: "406", right: []string{"格式或语言", "Accept-Language"}, wrong: "Accpet"},
		{spelling: "407"}, {spelling: "410", right: []string{"已永久移除"}, wrong: "永远不可用"}, {spelling: "412", right: []string{"前提条件"}},
		{spelling: "413", right: []string{"内容过大"}}, {spelling: "414", right: []string{"URI 过长"}}, {spelling: "415"}, {spelling: "416"},
		{spelling: "417", right: []string{"无法满足期望"}, wrong: "执行失败"},
		{spelling: "423", right: []string{"已锁定"}, wrong: "错误"},
		{spelling: "100", right: []string{"继续"}}, {spelling: "101", right: []string{"切换协议"}},
		{spelling: "200", right: []string{"成功"}, wrong: "GET"}, {spelling: "201", right: []string{"资源", "Location"}, wrong: "文档"},
		{spelling: "202", right: []string{"已接受"}, wrong: "公认"},
		{spelling: "203", right: []string{"非权威", "代理"}, wrong: "非授权"},
		{spelling: "204"}, {spelling: "205", right: []string{"不要发送内容"}}, {spelling: "206"}, {spelling: "300"},
		{spelling: "301", right: []string{"POST", "GET"}}, {spelling: "302", right: []string{"临时移动", "POST", "GET"}, wrong: "永久"}, {spelling: "303", right: []string{"GET", "HEAD"}},
		{spelling: "304", right: []string{"不要发送内容"}}, {spelling: "305", right: []string{"弃用"}},
		{spelling: "307", right: []string{"方法不得改变"}, wrong: "清除"},
		{spelling: "HTTP 500"}, {spelling: "HTTP 500.100", right: []string{"ASP"}}, {spelling: "500;100"}, {spelling: "500-100.asp"},
		{spelling: "500-11", right: []string{"应用程序正在关闭"}, wrong: "服务器关闭"},
		{spelling: "500-12", right: []string{"重新启动"}}, {spelling: "500-13"},
		{spelling: "500-14", right: []string{"应用程序配置无效"}},
		{spelling: "500-15", right: []string{"直接", "Global.asax", "Global.asa。"}},
		{spelling: "501"}, {spelling: "502", right: []string{"网关错误"}},
	} {
		s, err := httpstatus.ParseSubstatus(tt.spelling)
		require.NoError(t, err)
		bare := !strings.ContainsAny(tt.spelling, ".-;")
		assert.True(t, s.Known() || bare && s.Code.Known(), tt.spelling)
		of := func(d *messages.Dictionary) messages.Message {
			if bare {
				return d.Code(s.Code)
			}
			m, ok := d.Lookup(s)
			assert.True(t, ok, tt.spelling)
			return m
		}
		for _, d := range dictionaries {
			assert.NotEmpty(t, of(d).Title, "%s in %v", tt.spelling, d)
		}
		m := of(messages.SimplifiedChinese)
		text := m.Title + "\n" + m.Detail + "\n" + m.Remedy
		if !bare {
			require.Contains(t, notes, s.String())
			text += "\n" + notes[s.String()]
		}
		for _, right := range tt.right {
			assert.Contains(t, text, right, tt.spelling)
		}
		if tt.wrong != "" {
			assert.NotContains(t, text, tt.wrong, tt.spelling)
		}
		assert.Equal(t, tt.versions, s.Info().Versions&tt.versions, tt.spelling)
		assert.NotEqual(t, httpstatus.IIS6, s.Info().Versions, "%s: not of IIS 6.0 alone", tt.spelling)
	}
}
