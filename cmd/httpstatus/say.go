package main

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"
)

// A phrase is what the command says of what was wrong, in any of its languages. What a person typed is quoted in it. An
// argument that is a phrase or a list of options is in the language too.
type phrase struct {
	id   phraseID
	args []any
}

func say(id phraseID, args ...any) phrase { return phrase{id, args} }

// usage is a phrase on what is wrong with the arguments.
func usage(id phraseID, args ...any) error { return usageError{say(id, args...)} }

// Error returns the phrase in English.
func (p phrase) Error() string { return p.in(english) }

func (p phrase) in(l language) string {
	args := make([]any, len(p.args))
	for i, a := range p.args {
		switch a := a.(type) {
		case interface{ in(language) string }:
			args[i] = a.in(l)
		default:
			args[i] = a
		}
	}
	return fmt.Sprintf(phrases[p.id][l], args...)
}

// errorText returns what an error says in a language.
func errorText(err error, l language) string {
	if p := (phrase{}); errors.As(err, &p) {
		return p.in(l)
	}
	return strings.TrimPrefix(err.Error(), "httpstatus: ")
}

// options are what there is to choose from.
type options []string

func (o options) in(l language) string {
	last := len(o) - 1
	if last < 1 {
		return strings.Join(o, "")
	}
	return strings.Join(o[:last], labels[l].comma) + labels[l].or + o[last]
}

// maxQuote is how many bytes of bad input an error quotes at the most.
const maxQuote = 40

// quote quotes what a person typed, or what is in a file: on a terminal it is to be seen, and does nothing.
func quote(s string) string {
	if len(s) > maxQuote {
		cut := maxQuote
		for cut > maxQuote-utf8.UTFMax && !utf8.RuneStart(s[cut]) {
			cut--
		}
		return fmt.Sprintf("%q...", s[:cut])
	}
	return fmt.Sprintf("%q", s)
}

// A phraseID names a phrase.
type phraseID int

const (
	sayNoStatus phraseID = iota
	sayUsage
	sayUnknownFlag
	sayUnknownFlagMeant
	sayNoValue
	sayBadBool
	sayBadCount
	sayBadColor
	sayNoLanguage
	sayBadLanguage
	sayFlagFor
	sayServeArgument
	sayServeFlags
	sayGenFirst
	sayBadAddr
	sayBadPort
	sayCannotListen
	sayNoTable
	sayBadTable
	sayTwoTables
	sayTypesTable
	sayBadTypes
	sayUnknownTable
	sayWant
	sayNothingToExplain
	sayInputTwice
	sayNoneOnInput
	sayManyOnInput
	sayInvalid
	sayBadNumber
	sayBadSubstatus
	sayUnknownName
	sayMeant
	sayFinds
	sayWants
	sayIsList
	sayFindNothing
	sayInvalidFilter
	sayBadFilter
	sayBadShell
	sayNoArgument
	sayInput
	sayNoLog
	sayFollowOne
	sayFollowForm
	sayOneForm
	sayAddrServe
	sayExplainTable
	sayBadHTML
	sayBadBy
	sayNoTimeBetween
	sayBadTime
	sayBadStatus
	sayBadPattern
	sayNoMatch
	sayNoLogInFolder
	phraseCount
)

var phrases = [phraseCount][languages]string{
	sayNoStatus: {
		"no status: want one, as 404, or a command: %s",
		"没有要解释的状态码：请写一个状态码，例如 404，或一个命令：%s",
		"沒有要解釋的狀態碼：請寫一個狀態碼，例如 404，或一個命令：%s",
	},
	sayUsage: {
		"Run 'httpstatus -h' for usage.",
		"用法见 'httpstatus -h'。",
		"用法請見 'httpstatus -h'。",
	},
	sayUnknownFlag: {
		"unknown flag %s",
		"没有选项 %s",
		"沒有選項 %s",
	},
	sayUnknownFlagMeant: {
		"unknown flag %s: did you mean %s?",
		"没有选项 %s：是不是想写 %s？",
		"沒有選項 %s：是不是想寫 %s？",
	},
	sayNoValue: {
		"flag %s needs a value",
		"选项 %s 需要一个值",
		"選項 %s 需要一個值",
	},
	sayBadBool: {
		"invalid -%s %s: want true or false",
		"-%s 的值 %s 无效：请写 true 或 false",
		"-%s 的值 %s 無效：請寫 true 或 false",
	},
	sayBadCount: {
		"invalid -%s %s: want a number from 0",
		"-%s 的值 %s 无效：请写不小于 0 的数",
		"-%s 的值 %s 無效：請寫不小於 0 的數字",
	},
	sayBadColor: {
		"invalid -color %s: want auto, always or never",
		"-color 的值 %s 无效：请写 auto、always 或 never",
		"-color 的值 %s 無效：請寫 auto、always 或 never",
	},
	sayNoLanguage: {
		"no text in language %s",
		"没有 %s 语言的文本",
		"沒有 %s 語言的文字",
	},
	sayBadLanguage: {
		"no text in language %s: want %s, or a tag that one of them serves, as zh-TW",
		"没有 %s 语言的文本：请写 %s，或与它们对应的标签，例如 zh-CN",
		"沒有 %s 語言的文字：請寫 %s，或與它們對應的標籤，例如 zh-TW",
	},
	sayFlagFor: {
		"%s is for %s only",
		"%s 只用于 %s",
		"%s 只用於 %s",
	},
	sayServeArgument: {
		"serve takes no argument, not %s: want -addr HOST:PORT for another address",
		"serve 不接受参数 %s：要换地址，请用 -addr HOST:PORT",
		"serve 不接受引數 %s：要換位址，請用 -addr HOST:PORT",
	},
	sayServeFlags: {
		"-lang and -json are not for serve: a request asks for its language and form",
		"-lang 和 -json 不能用于 serve：语言和格式由请求决定",
		"-lang 與 -json 不能用於 serve：語言與格式由請求決定",
	},
	sayGenFirst: {
		"gen has flags of its own, which stand behind it: run 'httpstatus gen -h'",
		"gen 有自己的选项，写在它后面：请运行 'httpstatus gen -h'",
		"gen 有自己的選項，寫在它後面：請執行 'httpstatus gen -h'",
	},
	sayBadAddr: {
		"invalid -addr %s: want HOST:PORT, as localhost:%s",
		"-addr 的值 %s 无效：请写 HOST:PORT，例如 localhost:%s",
		"-addr 的值 %s 無效：請寫 HOST:PORT，例如 localhost:%s",
	},
	sayBadPort: {
		"invalid -addr %s: want a port from 0 to 65535, as localhost:%s",
		"-addr 的值 %s 无效：端口应为 0 到 65535，例如 localhost:%s",
		"-addr 的值 %s 無效：連接埠應為 0 到 65535，例如 localhost:%s",
	},
	sayCannotListen: {
		"cannot listen on %s: %v; another address can be given with -addr HOST:PORT",
		"无法在 %s 上监听：%v；可以用 -addr HOST:PORT 指定其他地址",
		"無法在 %s 上接聽：%v；可以用 -addr HOST:PORT 指定其他位址",
	},
	sayNoTable: {
		"no table in %s: %v",
		"%s 中没有表格：%v",
		"%s 中沒有表格：%v",
	},
	sayBadTable: {
		"the table in %s cannot be used:\n%v",
		"%s 中的表格无法使用：\n%v",
		"%s 中的表格無法使用：\n%v",
	},
	sayTwoTables: {
		"two tables have the name %s: rename the folder of one",
		"有两个表格都叫 %s：请给其中一个的文件夹改名",
		"有兩個表格都叫 %s：請將其中一個的資料夾改名",
	},
	sayTypesTable: {
		"-types is for the tables of -table only",
		"-types 只能与 -table 一起使用",
		"-types 只能與 -table 一起使用",
	},
	sayBadTypes: {
		"invalid -types %s: want an absolute URI or a path that ends in /, #, : or =, as https://example.com/problems/",
		"-types 的值 %s 无效：请写以 /、#、: 或 = 结尾的绝对 URI 或路径，例如 https://example.com/problems/",
		"-types 的值 %s 無效：請寫以 /、#、: 或 = 結尾的絕對 URI 或路徑，例如 https://example.com/problems/",
	},
	sayUnknownTable: {
		"unknown table %s",
		"没有表格 %s",
		"沒有表格 %s",
	},
	sayWant: {
		"%s: want %s",
		"%s：请写 %s",
		"%s：請寫 %s",
	},
	sayInvalidFilter: {
		"invalid filter %s",
		"筛选条件 %s 无效",
		"篩選條件 %s 無效",
	},
	sayNothingToExplain: {
		"no status to explain: want one, as 404 or 403.14",
		"没有要解释的状态码：请写一个，例如 404 或 403.14",
		"沒有要解釋的狀態碼：請寫一個，例如 404 或 403.14",
	},
	sayInputTwice: {
		`"-" stands twice: standard input can be read once`,
		"“-” 写了两次：标准输入只能读一次",
		"「-」寫了兩次：標準輸入只能讀一次",
	},
	sayNoneOnInput: {
		"no status found on standard input",
		"标准输入中没有状态码",
		"標準輸入中沒有狀態碼",
	},
	sayManyOnInput: {
		"%d more unknown statuses on standard input are not explained",
		"标准输入中还有 %d 处未知状态码，没有逐一解释",
		"標準輸入中還有 %d 處未知狀態碼，沒有逐一解釋",
	},
	sayInvalid: {
		"invalid status %s",
		"状态码 %s 无效",
		"狀態碼 %s 無效",
	},
	sayBadNumber: {
		"invalid status %s: want three digits from 100 to 999, as 404, or with a substatus, as 403.14",
		"状态码 %s 无效：请写 100 到 999 的三位数，例如 404，或带上子状态，例如 403.14",
		"狀態碼 %s 無效：請寫 100 到 999 的三位數，例如 404，或帶上子狀態，例如 403.14",
	},
	sayBadSubstatus: {
		"invalid substatus %s: want a code from 100 to 999 and a number from 0 to 65535, as 403.14",
		"子状态 %s 无效：请写 100 到 999 的状态码和 0 到 65535 的数字，例如 403.14",
		"子狀態 %s 無效：請寫 100 到 999 的狀態碼與 0 到 65535 的數字，例如 403.14",
	},
	sayUnknownName: {
		"unknown status or command %s",
		"没有状态码或命令 %s",
		"沒有狀態碼或命令 %s",
	},
	sayMeant: {
		"%s: did you mean %s?",
		"%s：是不是想写 %s？",
		"%s：是不是想寫 %s？",
	},
	sayFinds: {
		"%s: 'httpstatus find %s' finds %d, first %s",
		"%s：'httpstatus find %s' 能找到 %d 个，第一个是 %s",
		"%s：'httpstatus find %s' 能找到 %d 個，第一個是 %s",
	},
	sayWants: {
		"%s: want a number as 404 or 403.14, a name as NotFound, or a command: %s",
		"%s：请写数字（例如 404、403.14）、名称（例如 NotFound），或一个命令：%s",
		"%s：請寫數字（例如 404、403.14）、名稱（例如 NotFound），或一個命令：%s",
	},
	sayIsList: {
		"%s is more than one status: run 'httpstatus list %s'",
		"%s 不止一个状态码：请运行 'httpstatus list %s'",
		"%s 不只一個狀態碼：請執行 'httpstatus list %s'",
	},
	sayFindNothing: {
		"nothing to find: want a word of a title or text, as certificate",
		"没有要找的词：请写标题或说明中的词，例如“证书”",
		"沒有要找的詞：請寫標題或說明中的詞，例如「憑證」",
	},
	sayBadFilter: {
		"invalid filter %s: want a class from 1xx to 5xx, a code as 403, or a table: %s",
		"筛选条件 %s 无效：请写 1xx 到 5xx 的类别、403 这样的状态码，或一个表格：%s",
		"篩選條件 %s 無效：請寫 1xx 到 5xx 的類別、403 這樣的狀態碼，或一個表格：%s",
	},
	sayBadShell: {
		"no completion for %s: want bash, zsh or fish",
		"没有 %s 的补全脚本：请写 bash、zsh 或 fish",
		"沒有 %s 的自動完成指令碼：請寫 bash、zsh 或 fish",
	},
	sayNoArgument: {
		"%s takes no argument, not %s",
		"%s 不接受参数 %s",
		"%s 不接受引數 %s",
	},
	sayInput: {
		"reading standard input: %v",
		"读取标准输入：%v",
		"讀取標準輸入：%v",
	},
	sayNoLog: {
		"no log to read: want a file, a folder, or - for standard input",
		"没有要读取的日志：请写文件、文件夹，或代表标准输入的 -",
		"沒有要讀取的記錄檔：請寫檔案、資料夾，或代表標準輸入的 -",
	},
	sayFollowOne: {
		"-follow takes one file, folder or pattern: standard input is followed without it",
		"-follow 只能用于一个文件、文件夹或通配符：标准输入不用它也会持续读取",
		"-follow 只能用於一個檔案、資料夾或萬用字元：標準輸入不用它也會持續讀取",
	},
	sayFollowForm: {
		"-follow prints lines, or with -json a value each: it goes without -csv, -html and -serve",
		"-follow 逐行输出，加上 -json 时逐个输出值：不能与 -csv、-html 和 -serve 同时使用",
		"-follow 逐行輸出，加上 -json 時逐個輸出值：不能與 -csv、-html 和 -serve 同時使用",
	},
	sayOneForm: {
		"-json, -csv, -html and -serve exclude each other: want one of them",
		"-json、-csv、-html 和 -serve 不能同时使用：请只写其中一个",
		"-json、-csv、-html 和 -serve 不能同時使用：請只寫其中一個",
	},
	sayAddrServe: {
		"-addr is for log with -serve only",
		"对 log 来说，-addr 只能与 -serve 一起使用",
		"對 log 來說，-addr 只能與 -serve 一起使用",
	},
	sayExplainTable: {
		"-explain is for the table: JSON and the page have the remedies anyway, CSV has none",
		"-explain 只用于表格：JSON 和网页本来就有处理方法，CSV 没有",
		"-explain 只用於表格：JSON 和網頁本來就有處理方式，CSV 沒有",
	},
	sayBadHTML: {
		`invalid -html "": want the name of a file`,
		"-html 的值为空：请写文件名",
		"-html 的值是空的：請寫檔案名稱",
	},
	sayBadBy: {
		"invalid -by %s: want %s",
		"-by 的值 %s 无效：请写 %s",
		"-by 的值 %s 無效：請寫 %s",
	},
	sayNoTimeBetween: {
		"-since %s is not before -until %s: want a time in between",
		"-since 的时间 %s 不早于 -until 的时间 %s：两者之间没有时间",
		"-since 的時間 %s 不早於 -until 的時間 %s：兩者之間沒有時間",
	},
	sayBadTime: {
		"invalid -%s %s: want a time, as 2026-11-25 or 2026-11-25T08:00:00Z, or how long ago, as 90m or 7d",
		"-%s 的值 %s 无效：请写时间，例如 2026-11-25 或 2026-11-25T08:00:00Z，或多久以前，例如 90m 或 7d",
		"-%s 的值 %s 無效：請寫時間，例如 2026-11-25 或 2026-11-25T08:00:00Z，或多久以前，例如 90m 或 7d",
	},
	sayBadStatus: {
		"invalid -status %s: want a class as 5xx, a code as 403, or a substatus as 404.13; commas between several",
		"-status 的值 %s 无效：请写类别（5xx）、状态码（403）或子状态（404.13），多个之间用逗号",
		"-status 的值 %s 無效：請寫類別（5xx）、狀態碼（403）或子狀態（404.13），多個之間用逗號",
	},
	sayBadPattern: {
		"invalid pattern %s: a [ must have its ]",
		"通配符 %s 无效：[ 要有对应的 ]",
		"萬用字元 %s 無效：[ 要有對應的 ]",
	},
	sayNoMatch: {
		"no file matches %s",
		"没有与 %s 匹配的文件",
		"沒有符合 %s 的檔案",
	},
	sayNoLogInFolder: {
		"no log is in the folder %s: want files named *.log or *.log.gz",
		"文件夹 %s 中没有日志：文件名应为 *.log 或 *.log.gz",
		"資料夾 %s 中沒有記錄檔：檔案名稱應為 *.log 或 *.log.gz",
	},
}
