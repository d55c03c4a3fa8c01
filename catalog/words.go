package catalog

import (
	"github.com/httpstatus-go/httpstatus"
	"github.com/httpstatus-go/httpstatus/messages"
)

// words are what pages say in a language beside the text of the statuses.
type words struct {
	Tag, Comma, Colon string

	// The index.
	Title, Lead, Skip, Language, Search, Placeholder, Kinds, All, Numbers  string
	CountAll, CountSome, Nothing, Clear, FoundBy, FoundTitle, OtherVendors string
	Classes                                                                [6]string // by httpstatus.Class

	// The pages.
	Home, RetryTitle, Remedy, Values, Name, TypeOf, Sample                    string
	Example, ExampleNote, Try, Open, Copy, Copied, Facts, Related, SkipStatus string

	// The facts.
	Deprecated, Code, ID, Type, State, Content, Cacheable, MustHave, Versions, Legacy, ReplacedBy string
	Component, Vendor, Seen, Note, SearchWords, Source, GoName, Aliases, Yes, No, NotStored       string
	Wire, Log, WireAndLog, Configuration                                                          string
	States                                                                                        [6]string // by httpstatus.State
	Retries                                                                                       [7]string // by httpstatus.Retry
}

// wordsFor returns the words for a request with the given Accept-Language.
func wordsFor(asked []string) *words {
	switch messages.Match(asked...) {
	case messages.SimplifiedChinese:
		return &simplifiedChinese
	case messages.TraditionalChinese:
		return &traditionalChinese
	}
	return &english
}

func (w *words) yes(b bool) string {
	if b {
		return w.Yes
	}
	return w.No
}

func (w *words) state(s httpstatus.State) string {
	if s < 0 || int(s) >= len(w.States) {
		return ""
	}
	return w.States[s]
}

func (w *words) retry(r httpstatus.Retry) string {
	if r < 0 || int(r) >= len(w.Retries) {
		return ""
	}
	return w.Retries[r]
}

// seen returns where a status is seen; what a table has beside the four values stays as it is.
func (w *words) seen(where string) string {
	switch where {
	case "wire":
		return w.Wire
	case "log":
		return w.Log
	case "wire and log":
		return w.WireAndLog
	case "configuration":
		return w.Configuration
	}
	return where
}

var english = words{
	Tag: "en", Comma: ", ", Colon: ": ",

	Title: "Status catalogue", Lead: "What each status means, and what to do about it.",
	Skip: "Skip to the statuses", Language: "Language", Search: "Search", Placeholder: "Number, name or text",
	Kinds: "Class or table", All: "All", Numbers: "Numbers", CountAll: "{} statuses", CountSome: "{} of {all}",
	Nothing: "No status has all of these words.", Clear: "Show all statuses", FoundBy: "Found by", FoundTitle: "Found",
	OtherVendors: "Other vendors",
	Classes:      [6]string{"Outside of 100 to 599", "Informational", "Successful", "Redirection", "Client errors", "Server errors"},

	Home: "All statuses", RetryTitle: "May the same request be sent again?",
	Remedy: "What the operator can do", Values: "Values", Name: "Name", TypeOf: "Type", Sample: "Example",
	Example: "Example of the response", ExampleNote: "The values in it are made up.", Try: "Try it", Open: "Open the response",
	Copy: "Copy", Copied: "Copied", Facts: "Facts", Related: "Statuses of the same code", SkipStatus: "Skip to the status",

	Deprecated: "Deprecated", Code: "Code", ID: "Identifier", Type: "Problem type", State: "Registration", Content: "May have content",
	Cacheable: "Cacheable", MustHave: "Required fields", Versions: "IIS versions", Legacy: "Formerly", ReplacedBy: "Replaced by",
	Component: "Component", Vendor: "Used by", Seen: "Seen", Note: "Note", SearchWords: "Also searched as", Source: "Source",
	GoName: "Name in Go", Aliases: "Other names", Yes: "yes", No: "no", NotStored: "no, must not be stored",
	Wire: "in responses", Log: "in logs", WireAndLog: "in responses and logs", Configuration: "in the configuration",
	States: [6]string{"", "permanent", "temporary", "deprecated", "reserved, not used", "obsoleted"},
	Retries: [7]string{
		"", "Not automatically.", "Yes, at once, on a new connection where that helps.",
		"Yes, after the time in Retry-After, or else with growing pauses.",
		"Only if the response has Retry-After, and after that time.",
		"Only after the request, its credentials or the conflict has changed.",
		"By convention yes, if its method is idempotent, with growing pauses.",
	},
}

var simplifiedChinese = words{
	Tag: "zh-Hans", Comma: "、", Colon: "：",

	Title: "状态码目录", Lead: "每个状态码的含义与处理方法。",
	Skip: "跳到状态码列表", Language: "语言", Search: "搜索", Placeholder: "数字、名称或文字",
	Kinds: "类别或来源", All: "全部", Numbers: "数字索引", CountAll: "共 {} 个", CountSome: "{} / {all} 个",
	Nothing: "没有找到包含这些词的状态码。", Clear: "显示全部状态码", FoundBy: "匹配词", FoundTitle: "搜索结果",
	OtherVendors: "其他厂商",
	Classes:      [6]string{"不在 100 到 599 之间", "信息响应", "成功响应", "重定向", "客户端错误", "服务器错误"},

	Home: "全部状态码", RetryTitle: "能否重试同一请求？",
	Remedy: "处理方法", Values: "参数", Name: "名称", TypeOf: "类型", Sample: "示例",
	Example: "响应示例", ExampleNote: "其中的参数值仅为示例。", Try: "试一试", Open: "打开响应",
	Copy: "复制", Copied: "已复制", Facts: "基本信息", Related: "同一状态码的其他条目", SkipStatus: "跳到正文",

	Deprecated: "已弃用", Code: "状态码", ID: "标识", Type: "问题类型", State: "注册状态", Content: "可含正文",
	Cacheable: "可缓存", MustHave: "必需字段", Versions: "IIS 版本", Legacy: "旧写法", ReplacedBy: "已改用",
	Component: "组件", Vendor: "厂商", Seen: "出现于", Note: "备注", SearchWords: "相关搜索词", Source: "来源",
	GoName: "Go 名称", Aliases: "其他名称", Yes: "是", No: "否", NotStored: "否，不得存储",
	Wire: "响应", Log: "日志", WireAndLog: "响应和日志", Configuration: "配置",
	States: [6]string{"", "永久", "临时", "已弃用", "保留，未使用", "已废止"},
	Retries: [7]string{
		"", "不要自动重试。", "可以立即重试，必要时换新连接。", "可以。等待 Retry-After 所示的时间；没有时，逐次延长间隔。",
		"仅当响应带有 Retry-After 时，等待所示的时间后重试。", "更改请求或凭据，或解决冲突后再试。",
		"按惯例，仅限幂等方法，逐次延长间隔。",
	},
}

var traditionalChinese = words{
	Tag: "zh-Hant", Comma: "、", Colon: "：",

	Title: "狀態碼目錄", Lead: "每個狀態碼的意義與處理方式。",
	Skip: "跳到狀態碼清單", Language: "語言", Search: "搜尋", Placeholder: "數字、名稱或文字",
	Kinds: "類別或來源", All: "全部", Numbers: "數字索引", CountAll: "共 {} 個", CountSome: "{} / {all} 個",
	Nothing: "找不到包含這些字詞的狀態碼。", Clear: "顯示全部狀態碼", FoundBy: "相符字詞", FoundTitle: "搜尋結果",
	OtherVendors: "其他廠商",
	Classes:      [6]string{"不在 100 到 599 之間", "資訊回應", "成功回應", "重新導向", "用戶端錯誤", "伺服器錯誤"},

	Home: "全部狀態碼", RetryTitle: "能否重試同一個請求？",
	Remedy: "處理方式", Values: "參數", Name: "名稱", TypeOf: "型別", Sample: "範例",
	Example: "回應範例", ExampleNote: "其中的參數值僅為範例。", Try: "試試看", Open: "開啟回應",
	Copy: "複製", Copied: "已複製", Facts: "基本資訊", Related: "同一狀態碼的其他項目", SkipStatus: "跳到本文",

	Deprecated: "已淘汰", Code: "狀態碼", ID: "識別碼", Type: "問題類型", State: "註冊狀態", Content: "可含本文",
	Cacheable: "可快取", MustHave: "必要欄位", Versions: "IIS 版本", Legacy: "舊寫法", ReplacedBy: "已改用",
	Component: "元件", Vendor: "廠商", Seen: "出現於", Note: "備註", SearchWords: "相關搜尋字詞", Source: "來源",
	GoName: "Go 名稱", Aliases: "其他名稱", Yes: "是", No: "否", NotStored: "否，不得儲存",
	Wire: "回應", Log: "記錄檔", WireAndLog: "回應與記錄檔", Configuration: "設定",
	States: [6]string{"", "永久", "暫時", "已淘汰", "保留，未使用", "已廢止"},
	Retries: [7]string{
		"", "請勿自動重試。", "可以立即重試，必要時改用新連線。", "可以。等候 Retry-After 所示的時間；沒有時，逐次延長間隔。",
		"僅當回應帶有 Retry-After 時，等候所示的時間後重試。", "變更請求或認證資訊，或解決衝突後再試。",
		"依慣例，僅限等冪方法，逐次延長間隔。",
	},
}
