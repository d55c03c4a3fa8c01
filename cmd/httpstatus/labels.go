package main

// A labelSet is what the command and the pages of its server say in one language, besides the text of the statuses.
// The strings with verbs are formats.
type labelSet struct {
	language string // the name of the language in itself
	colon    string // between a label and what it labels
	comma    string // between the items of a list
	or       string // before the last of what there is to choose from

	// Explain.
	remedy, spec, state, content, cacheable, retry, mustHave                      string
	vendor, seen, component, versions, legacy, replacedBy, replaces, note, goName string
	code, substatuses, elsewhere, source, id, problemType, values, deprecated     string
	count, once, times                                                            string
	serving, reachable                                                            string
	yes, no, notStored, alsoNamed, unknownVersions                                string
	unknownCode, unknownVendors, unknownSubstatus, zeroSubstatus, outOfRange      string
	seenIn                                                                        map[string]string // by where a vendor's code is seen
	states                                                                        [6]string         // by httpstatus.State
	retries                                                                       [7]string         // by httpstatus.Retry
	classes                                                                       [6]string         // by httpstatus.Class
	registry, otherVendors                                                        string
	places                                                                        map[string]string // by where a word of a query stands
	nothingFound, nothingListed                                                   string

	page pageLabels
}

// pageLabels are what the pages and the other answers of the server say.
type pageLabels struct {
	Language, Catalog, BadPath, BadQuery, BadParameter, BadDelay, BadRetryAfter, BadAs, BadLang, BadValue, NeedsUpgrade string
}

var labels = [languages]labelSet{
	english: {
		language: "English",
		colon:    ": ",
		comma:    ", ",
		or:       " or ",

		remedy:           "Remedy",
		vendor:           "Used by",
		seen:             "Seen",
		seenIn:           map[string]string{"wire": "in responses", "log": "in logs", "configuration": "in the configuration"},
		spec:             "Specification",
		state:            "State",
		content:          "Content",
		cacheable:        "Cacheable",
		retry:            "Retry",
		mustHave:         "Required fields",
		component:        "Component",
		versions:         "IIS versions",
		legacy:           "Formerly",
		replacedBy:       "Replaced by",
		replaces:         "Replaces",
		note:             "Note",
		goName:           "Go name",
		code:             "Code",
		substatuses:      "Substatuses",
		elsewhere:        "Elsewhere",
		source:           "Source",
		id:               "ID",
		problemType:      "Problem type",
		values:           "Values",
		deprecated:       "Deprecated",
		count:            "Found",
		once:             "once",
		times:            "%d times",
		serving:          "Serving the catalogue at %s/ and any status below it, as %s/404. Stop it with Ctrl-C.",
		reachable:        "It listens on every address of this machine: others on the network can reach it.",
		yes:              "yes",
		no:               "no",
		notStored:        "no, must not be stored",
		alsoNamed:        "also",
		unknownVersions:  "not documented",
		unknownCode:      "%s is not a registered code. This is the text of its class, %s.",
		unknownVendors:   "In the table %s there is no status %s.",
		unknownSubstatus: "%s is not a documented IIS substatus. This is the text of %s.",
		zeroSubstatus:    "Substatus 0 says nothing more than %s.",
		outOfRange:       "%s is outside of 100 to 599. A client takes it as 5xx (RFC 9110, 15).",
		states:           [6]string{"", "permanent", "temporary", "deprecated", "reserved, not used", "obsoleted"},
		retries: [7]string{
			"", "not automatically", "at once, on a new connection where it helps", "after Retry-After, or else with growing pauses",
			"only if Retry-After is sent, and after it", "after the request, its credentials or the conflict has changed",
			"idempotent methods only, with growing pauses (convention)",
		},
		classes:       [6]string{"Outside of 100 to 599", "Informational", "Successful", "Redirection", "Client error", "Server error"},
		registry:      "IANA registry",
		otherVendors:  "Other vendors",
		places:        map[string]string{"title": "Title", "search": "Search words", "detail": "Detail", "remedy": "Remedy", "name": "Name", "vendor": "Used by"},
		nothingFound:  "nothing found for %s",
		nothingListed: "no status is in %s",

		page: pageLabels{
			Language:      "Language",
			Catalog:       "In the catalogue",
			BadPath:       "There is nothing at %s; ask for a status, as /404, /403.14 or /nginx/499.",
			BadQuery:      "The query %s cannot be read. Write it as retry-after=5&delay=2s.",
			BadParameter:  "There is no parameter %s. There are %s.",
			BadDelay:      "The delay %s is not valid. Write a duration from 0s to %v, as 2s or 500ms.",
			BadRetryAfter: "The value %s for retry-after is not valid. Write a number of seconds or an HTTP date.",
			BadAs:         "The form %s is not known. Write html, json, text or markdown.",
			BadLang:       "There is no text in language %s. There are %s.",
			BadValue:      "The value %s for %s is not a whole number.",
			NeedsUpgrade:  "101 answers a request that offers another protocol. Send the fields Connection: Upgrade and Upgrade.",
		},
	},
	simplifiedChinese: {
		language: "简体中文",
		colon:    "：",
		comma:    "、",
		or:       " 或 ",

		remedy:           "处理方法",
		vendor:           "厂商",
		seen:             "出现于",
		seenIn:           map[string]string{"wire": "响应", "log": "日志", "configuration": "配置"},
		spec:             "规范",
		state:            "注册状态",
		content:          "可含正文",
		cacheable:        "可缓存",
		retry:            "重试",
		mustHave:         "必需字段",
		component:        "组件",
		versions:         "IIS 版本",
		legacy:           "旧写法",
		replacedBy:       "已改用",
		replaces:         "取代",
		note:             "备注",
		goName:           "Go 名称",
		code:             "状态码",
		substatuses:      "子状态",
		elsewhere:        "其他用法",
		source:           "来源",
		id:               "标识",
		problemType:      "问题类型",
		values:           "参数",
		deprecated:       "已弃用",
		count:            "出现",
		once:             "一次",
		times:            "%d 次",
		serving:          "目录在 %s/，其下的路径可以是任何状态码，例如 %s/404。按 Ctrl-C 停止。",
		reachable:        "正在监听本机的所有地址：网络上的其他人也能访问。",
		yes:              "是",
		no:               "否",
		notStored:        "否，不得存储",
		alsoNamed:        "又名",
		unknownVersions:  "无文档记载",
		unknownCode:      "%s 不是已注册的状态码。以下是其类别 %s 的说明。",
		unknownVendors:   "表格“%s”中没有状态码 %s。",
		unknownSubstatus: "%s 不是有文档记载的 IIS 子状态。以下是 %s 的说明。",
		zeroSubstatus:    "子状态 0 的含义与 %s 相同。",
		outOfRange:       "%s 不在 100 到 599 之间，客户端按 5xx 处理（RFC 9110 第 15 节）。",
		states:           [6]string{"", "永久", "临时", "已弃用", "保留，未使用", "已废止"},
		retries: [7]string{
			"", "不自动重试", "可立即重试，必要时换新连接", "按 Retry-After 所示的时间等待；没有该字段时，逐次延长间隔",
			"仅在有 Retry-After 时，等待后重试", "更改请求或凭据，或解决冲突后再试", "仅限幂等方法，逐次延长间隔（惯例）",
		},
		classes:       [6]string{"不在 100 到 599 之间", "信息响应", "成功响应", "重定向", "客户端错误", "服务器错误"},
		registry:      "IANA 注册表",
		otherVendors:  "其他厂商",
		places:        map[string]string{"title": "标题", "search": "搜索词", "detail": "说明", "remedy": "处理方法", "name": "名称", "vendor": "厂商"},
		nothingFound:  "没有找到 %s",
		nothingListed: "%s 中没有状态码",

		page: pageLabels{
			Language:      "语言",
			Catalog:       "在目录中查看",
			BadPath:       "%s 处没有内容。请打开一个状态码的页面，例如 /404、/403.14 或 /nginx/499。",
			BadQuery:      "无法解析查询字符串 %s。写法示例：retry-after=5&delay=2s。",
			BadParameter:  "不支持参数 %s。可用的有 %s。",
			BadDelay:      "delay 的值 %s 无效。请写 0s 到 %v 的时长，例如 2s 或 500ms。",
			BadRetryAfter: "retry-after 的值 %s 无效。请写秒数或 HTTP 日期。",
			BadAs:         "不支持格式 %s。请写 html、json、text 或 markdown。",
			BadLang:       "没有 %s 语言的文本。请写 %s。",
			BadValue:      "值 %s 不能用于 %s，请写整数。",
			NeedsUpgrade:  "只有请求提出改用其他协议时，才会返回 101。请发送 Connection: Upgrade 和 Upgrade 字段。",
		},
	},
	traditionalChinese: {
		language: "繁體中文",
		colon:    "：",
		comma:    "、",
		or:       " 或 ",

		remedy:           "處理方式",
		vendor:           "廠商",
		seen:             "出現於",
		seenIn:           map[string]string{"wire": "回應", "log": "記錄檔", "configuration": "設定"},
		spec:             "規格",
		state:            "註冊狀態",
		content:          "可含本文",
		cacheable:        "可快取",
		retry:            "重試",
		mustHave:         "必要欄位",
		component:        "元件",
		versions:         "IIS 版本",
		legacy:           "舊寫法",
		replacedBy:       "已改用",
		replaces:         "取代",
		note:             "備註",
		goName:           "Go 名稱",
		code:             "狀態碼",
		substatuses:      "子狀態",
		elsewhere:        "其他用法",
		source:           "來源",
		id:               "識別碼",
		problemType:      "問題類型",
		values:           "參數",
		deprecated:       "已淘汰",
		count:            "出現",
		once:             "一次",
		times:            "%d 次",
		serving:          "目錄在 %s/，其下的路徑可以是任何狀態碼，例如 %s/404。按 Ctrl-C 停止。",
		reachable:        "正在接聽本機的所有位址：網路上的其他人也能存取。",
		yes:              "是",
		no:               "否",
		notStored:        "否，不得儲存",
		alsoNamed:        "又名",
		unknownVersions:  "無文件記載",
		unknownCode:      "%s 不是已註冊的狀態碼。以下是其類別 %s 的說明。",
		unknownVendors:   "表格「%s」中沒有狀態碼 %s。",
		unknownSubstatus: "%s 不是有文件記載的 IIS 子狀態。以下是 %s 的說明。",
		zeroSubstatus:    "子狀態 0 的意義與 %s 相同。",
		outOfRange:       "%s 不在 100 到 599 之間，用戶端視為 5xx（RFC 9110 第 15 節）。",
		states:           [6]string{"", "永久", "暫時", "已淘汰", "保留，未使用", "已廢止"},
		retries: [7]string{
			"", "不自動重試", "可立即重試，必要時改用新連線", "依 Retry-After 所示的時間等候；沒有這個欄位時，逐次延長間隔",
			"僅在有 Retry-After 時，等候後重試", "變更請求或認證資訊，或解決衝突後再試", "僅限等冪方法，逐次延長間隔（慣例）",
		},
		classes:       [6]string{"不在 100 到 599 之間", "資訊回應", "成功回應", "重新導向", "用戶端錯誤", "伺服器錯誤"},
		registry:      "IANA 註冊清單",
		otherVendors:  "其他廠商",
		places:        map[string]string{"title": "標題", "search": "搜尋詞", "detail": "說明", "remedy": "處理方式", "name": "名稱", "vendor": "廠商"},
		nothingFound:  "找不到 %s",
		nothingListed: "%s 中沒有狀態碼",

		page: pageLabels{
			Language:      "語言",
			Catalog:       "在目錄中檢視",
			BadPath:       "%s 沒有內容。請開啟一個狀態碼的頁面，例如 /404、/403.14 或 /nginx/499。",
			BadQuery:      "無法剖析查詢字串 %s。寫法範例：retry-after=5&delay=2s。",
			BadParameter:  "不支援參數 %s。可用的有 %s。",
			BadDelay:      "delay 的值 %s 無效。請填 0s 到 %v 的時間長度，例如 2s 或 500ms。",
			BadRetryAfter: "retry-after 的值 %s 無效。請填秒數或 HTTP 日期。",
			BadAs:         "不支援格式 %s。請填 html、json、text 或 markdown。",
			BadLang:       "沒有 %s 語言的文字。請填 %s。",
			BadValue:      "值 %s 不能用於 %s，請填整數。",
			NeedsUpgrade:  "只有請求提出改用其他通訊協定時，才會傳回 101。請傳送 Connection: Upgrade 與 Upgrade 欄位。",
		},
	},
}
