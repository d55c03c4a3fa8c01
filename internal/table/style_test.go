package table

import (
	"os"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/language"
)

// TestTermsOfStyle holds the checks to the mistranslations and terms that the style names.
func TestTermsOfStyle(t *testing.T) {
	src, err := Read(os.DirFS("../../tables/style"), "tables")
	require.NoError(t, err)
	var fs Faults
	st := loadStyle(src, &fs)
	require.Empty(t, fs)
	for _, tt := range []struct{ language, status, text, use string }{
		{"zh-Hans", "417", "执行失败", "不符合期望"},
		{"zh-Hans", "410", "永远不可用", "已永久移除"},
		{"zh-Hans", "410", "走了", "已永久移除"},
		{"zh-Hans", "410", "页面已过期", "已永久移除"},
		{"zh-Hans", "405", "资源被禁止", "方法不被允许"},
		{"zh-Hans", "423", "锁定的错误", "已锁定"},
		{"zh-Hans", "202", "公认", "已接受"},
		{"zh-Hans", "203", "非授权信息", "非权威信息"},
		{"zh-Hans", "208", "已举报", "已报告"},
		{"zh-Hans", "226", "即时通讯", "实例操作"},
		{"zh-Hans", "302", "发现", "临时移动"},
		{"zh-Hans", "302", "成立", "临时移动"},
		{"zh-Hans", "412", "预处理失败", "前提条件"},
		{"zh-Hans", "510", "未延期", "未扩展"},
		{"zh-Hans", "403.12", "拒绝访问映射表", "映射器"},
		{"zh-Hans", "403.15", "客户访问许可过多", "客户端"},
		{"zh-Hans", "404", "客户", "客户端"},
		{"zh-Hans", "404", "应答", "响应"},
		{"zh-Hans", "404", "谓词", "方法"},
		{"zh-Hant", "404", "服務器", "伺服器"},
		{"zh-Hant", "404", "客戶端", "用戶端"},
		{"zh-Hant", "404", "緩存", "快取"},
		{"zh-Hant", "404", "默認", "預設"},
		{"zh-Hant", "404", "信息", "資訊"},
		{"zh-Hant", "404", "支持", "支援"},
		{"zh-Hant", "404", "網絡", "網路"},
		{"zh-Hant", "404", "文件夾", "資料夾"},
		{"zh-Hant", "404", "配置文件", "設定檔"},
		{"zh-Hant", "404", "加載", "載入"},
		{"zh-Hant", "404", "重定向", "重新導向"},
		{"zh-Hant", "404", "超時", "逾時"},
		{"zh-Hant", "404", "訪問", "存取"},
		{"zh-Hant", "404", "配置", "設定"},
		{"zh-Hant", "404", "響應", "回應"},
		{"zh-Hant", "404", "證書", "憑證"},
		{"zh-Hant", "404", "服務端", "伺服器端"},
		{"zh-Hans", "403.6", "此 IP 地址", "当前 IP"},
		{"zh-Hans", "403.12", "此证书", "所用证书"},
		{"zh-Hans", "503", "请稍候再试", "稍后再"},
		{"zh-Hans", "500", "失败请求追踪", "失败请求跟踪"},
		{"zh-Hans", "403.16", "受信任的根证书存储", "受信任的根证书颁发机构"},
		{"zh-Hans", "500", "网站所有者", "网站管理员"},
		{"zh-Hans", "404", "请检查日志", "只写做法"},
		{"zh-Hans", "530", "网站背后的服务器", "存放网站的服务器"},
		{"zh-Hans", "200.501", "你的 IP 地址", "当前 IP"},
		{"zh-Hant", "404", "請檢查記錄檔", "只寫做法"},
		{"zh-Hant", "530", "網站背後的伺服器", "存放網站的伺服器"},
		{"zh-Hant", "404", "處理程序", "處理序"},
		{"zh-Hant", "404", "進程", "處理序"},
		{"zh-Hant", "404", "程式當掉了", "異常結束"},
		{"zh-Hant", "500.1017", "本文排清失敗", "傳送"},
		{"zh-Hant", "404", "這部伺服器", "這台"},
		{"zh-Hant", "508", "資源超限", "超出上限"},
		{"zh-Hans", "404.501", "页面暂时隐藏", "404 的说法"},
		{"zh-Hans", "404.503", "当前 IP 地址", "404 的说法"},
		{"en", "404", "please", "advice"},
		{"en", "404.8", "This page is hidden.", "a plain 404"},
		{"en", "404.503", "from your IP address", "a plain 404"},
		{"en", "404", "You are not allowed here.", "a plain 404"},
		{"en", "404", "oops", "what happened"},
		{"en", "404", "!", "full stop"},
		{"en", "404", "IIS", "visitor"},
		{"zh-Hans", "404", "nginx", "visitor"},
		{"zh-Hant", "404", "metabase", "visitor"},
	} {
		k, ok := ParseKey(tt.status)
		require.True(t, ok)
		var got string
		column := "title"
		if tt.use == "只写做法" || tt.use == "只寫做法" {
			column = "remedy"
		} else if tt.use == "visitor" || tt.use == "a plain 404" || tt.use == "404 的说法" || tt.use == "404 的說法" {
			column = "detail"
		}
		checkTerms(st, tt.language, k, column, "a"+tt.text+"b", func(format string, args ...any) {
			got += args[0].(string) + ": " + args[2].(string) + "\n"
		})
		assert.Contains(t, got, tt.use, "%s in %s of %s", tt.text, tt.language, tt.status)
	}
	// What looks like one of them and is right.
	for _, tt := range []struct{ language, status, column, text string }{
		{"zh-Hans", "404", "detail", "客户端"},
		{"zh-Hans", "404", "title", "发现"},
		{"zh-Hans", "302", "detail", "发现"},
		{"zh-Hant", "403.19", "remedy", "處理程序等級權杖"},
		{"zh-Hans", "404", "remedy", "请求"},
		{"zh-Hans", "404", "detail", "请检查地址"},
		{"zh-Hant", "404", "remedy", "申請憑證"},
		{"zh-Hant", "404", "remedy", "登錄檔"},
		{"zh-Hant", "404", "detail", "預設文件"},
		{"en", "404", "remedy", "IIS"},
		{"en", "404.8", "remedy", "hidden"},
		{"en", "404.8", "title", "Hidden"},
		{"en", "403.503", "detail", "your IP address"},
		{"zh-Hans", "403.503", "detail", "当前 IP 地址"},
	} {
		k, _ := ParseKey(tt.status)
		checkTerms(st, tt.language, k, tt.column, tt.text, func(format string, args ...any) {
			t.Errorf("%s in %s: "+format, append([]any{tt.text, tt.language}, args...)...)
		})
	}
}

// TestDetailsOfNotFound lets 404s say the same, so that the refused do not learn what is hidden, and no others.
func TestDetailsOfNotFound(t *testing.T) {
	for _, tt := range []struct {
		a, b  Key
		fault bool
	}{
		{Key{Code: 404}, Key{Code: 404, Sub: 8, IsSub: true}, false},
		{Key{Code: 404, Sub: 8, IsSub: true}, Key{Code: 404, Sub: 501, IsSub: true}, false},
		{Key{Code: 403}, Key{Code: 403, Sub: 8, IsSub: true}, true},
		{Key{Code: 404}, Key{Code: 410}, true},
		{Key{Code: 403}, Key{Code: 404}, true},
	} {
		m := Message{Title: "Title", Detail: "There is nothing here.", Remedy: "Look."}
		l := Language{Tag: language.English, ID: "en", Text: map[Key]Message{tt.a: m, tt.b: m}}
		var fs Faults
		checkStyle(&Table{style: &style{}, Languages: []Language{l}}, &fs)
		assert.Equal(t, tt.fault, len(fs) > 0, "%s and %s: %v", tt.a, tt.b, fs)
	}
}

// TestCharactersOfStyle holds the character lists to characters that both scripts have, or only one.
func TestCharactersOfStyle(t *testing.T) {
	src, err := Read(os.DirFS("../../tables/style"), "tables")
	require.NoError(t, err)
	var fs Faults
	st := loadStyle(src, &fs)
	require.Empty(t, fs)
	for _, r := range "访务响应这们国体发门问网络" {
		if _, ok := st.simplified[r]; !ok {
			t.Errorf("%c is not taken for simplified", r)
		}
	}
	for _, r := range "後臺里系統服務器不中文頁面" {
		if _, ok := st.simplified[r]; ok {
			t.Errorf("%c is taken for simplified", r)
		}
	}
	for _, r := range "系统服务器不中文页面" {
		if _, ok := st.traditional[r]; ok {
			t.Errorf("%c is taken for traditional", r)
		}
	}
	for _, r := range "訪務響應這們國體發門問網絡" {
		if _, ok := st.traditional[r]; !ok {
			t.Errorf("%c is not taken for traditional", r)
		}
	}
}

// TestPunctuationOfStyle checks texts that are right in their script.
func TestPunctuationOfStyle(t *testing.T) {
	for _, tt := range []struct{ language, text string }{
		{"en", "Write “value” (once) — or none."},
		{"de", "Schreiben Sie „Wert“ dazu."},
		{"zh-Hans", "请写“值”，再试。"},
		{"zh-Hant", "請寫「值」（HTTP 2），再試。"},
		{"ja", "値をHTTPで送る。"},
	} {
		checkScript(&style{simplified: map[rune]string{}, traditional: map[rune]string{}}, language.MustParse(tt.language), tt.text, func(format string, args ...any) {
			t.Errorf("%s: "+format, append([]any{tt.language}, args...)...)
		})
	}
}
