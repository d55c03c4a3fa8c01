package main

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"
)

// usageText returns how the command is used.
func (lib *library) usageText(l language) string {
	return strings.ReplaceAll(usages[l], "{tables}", strings.Join(wrap(options(lib.ids()).in(l), 60, 0), "\n"+strings.Repeat(" ", 20)))
}

// verbs returns the commands, apart from that of explaining a status, which needs none.
func verbs() []string {
	return []string{"find", "list", "log", "serve", "gen", "completion", "man", "version", "help"}
}

// version returns the version of the module that the command was built of, and of Go.
func version() string {
	v := "(devel)"
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
		v = info.Main.Version
	}
	return fmt.Sprintf("httpstatus %s %s %s/%s\n", v, runtime.Version(), runtime.GOOS, runtime.GOARCH)
}

// The usage is also what the man page is made of: see manPage.
var usages = [languages]string{
	english: `httpstatus explains HTTP status codes, IIS substatuses, the codes of vendors and your own.

Usage:
  httpstatus STATUS...                explain statuses: 404, 403.14, 500-13, nginx/499, NotFound
  httpstatus -                        explain the statuses in a text: an access log, curl -i
  httpstatus find WORD...             find statuses by number, name or text, in any language
  httpstatus list [WHICH...]          list all statuses, or some: 4xx, 403, iis, nginx
  httpstatus log FILE...              tell what is in logs of IIS: u_ex*.log, httperr*.log
  httpstatus serve [-addr HOST:PORT]  answer requests with any status, and show a catalogue
  httpstatus gen FLAGS                write a Go package from a table: see httpstatus gen -h
  httpstatus completion SHELL         print the completions for bash, zsh or fish
  httpstatus man                      print this as a man page

Flags, before or after the rest:
  -table DIR        add the statuses of a table of your own; can be given several times
  -types BASE       what its problem types begin with (default: /problems/)
  -lang TAG         en, zh-Hans, zh-Hant, a language of your table, or a tag that one of them
                    serves, as zh-TW (default: LC_ALL, LC_MESSAGES or LANG, with LANGUAGE,
                    then English)
  -json             print a JSON array for programs
  -color WHEN       auto, always or never (default: auto, on a terminal without NO_COLOR)
  -addr HOST:PORT   where serve listens (default: localhost:8404; :PORT: on all addresses)
  -v                have serve print a line for each request
  -version          print the version

STATUS is a number as 404, 403.14 or nginx/499, a name as NotFound, "not found" or
insufficient_balance, or what was copied from elsewhere, as HTTP/1.1 404 Not Found.

WHICH of list is a class (4xx), a code with its substatuses (403), or a table:
                    {tables}.
A class and a table together list what is in both.

FILE of log is a log in the format W3C or of HTTPERR, plain or gzip; a folder, a pattern, or -
for standard input. Its flags:
  -top N            the N most frequent addresses of each status
  -by WHAT          of what: url, client, site, hour or agent (default: url; N is 5)
  -status LIST      only these: 5xx,403,404.13
  -since TIME       only from then on: 2026-11-25, 2026-11-25T08:00:00Z, or 90m or 7d ago
  -until TIME       only before
  -explain          what to do for the most frequent failures
  -csv              print comma-separated values
  -html FILE        write a page
  -serve            show the page in a browser, at -addr
  -follow           print what comes, through the next files, and the table at the end
  -fields COLUMNS   the columns of a log without a line #Fields: "date time sc-status"

A request to serve names a status by its path, as /403.14, /nginx/499 or /NotFound, and can
have the parameters retry-after=5, delay=2s (30s at the most), lang=TAG and as=html, json,
text or markdown, and the values that the text of the status has: ?balance=12.50

Examples:
  httpstatus 403.14 404               what they mean and what to do
  httpstatus -lang zh-CN 502          the same in Chinese
  httpstatus - < access.log           the statuses of a log, with how often they are there
  httpstatus find client certificate  every word has to match
  httpstatus find "too large"         two words as they stand
  httpstatus list 4xx iis             the IIS substatuses of 4xx
  httpstatus list -json > all.json
  httpstatus log -explain u_ex*.log
  httpstatus -table ./errors serve    a server that answers with errors of your own
  curl -i 'http://localhost:8404/503?retry-after=5'

Exit status: 0; 1 if a status is unknown or nothing is found; 2 for bad usage.
`,
	simplifiedChinese: `httpstatus 解释 HTTP 状态码、IIS 子状态、各厂商的状态码和自定义状态码。

用法：
  httpstatus STATUS...                解释状态码：404、403.14、500-13、nginx/499、NotFound
  httpstatus -                        解释一段文字中的状态码：访问日志、curl -i 的输出
  httpstatus find WORD...             按数字、名称或任一语言的文字查找状态码
  httpstatus list [WHICH...]          列出全部或部分状态码：4xx、403、iis、nginx
  httpstatus log FILE...              统计 IIS 日志：u_ex*.log、httperr*.log
  httpstatus serve [-addr HOST:PORT]  用任意状态码响应请求，并提供目录页
  httpstatus gen FLAGS                由表格生成 Go 包：见 httpstatus gen -h
  httpstatus completion SHELL         输出 bash、zsh 或 fish 的补全脚本
  httpstatus man                      以手册页的形式输出本说明

选项（写在其他参数之前或之后都可以）：
  -table DIR        加入自定义表格中的状态码；可以多次使用
  -types BASE       该表格中问题类型的开头（默认：/problems/）
  -lang TAG         en、zh-Hans、zh-Hant、自定义表格中的语言，或与它们对应的标签，例如
                    zh-CN（默认：依次取 LC_ALL、LC_MESSAGES 或 LANG，以及 LANGUAGE，最后用英文）
  -json             输出供程序使用的 JSON 数组
  -color WHEN       auto、always 或 never（默认：auto，即在终端上且没有 NO_COLOR 时）
  -addr HOST:PORT   serve 监听的地址（默认：localhost:8404；:PORT 为所有地址）
  -v                让 serve 为每个请求输出一行
  -version          输出版本

STATUS 是数字（404、403.14、nginx/499）、名称（NotFound、"not found"、insufficient_balance），
或从别处复制的文字（HTTP/1.1 404 Not Found）。

list 的 WHICH 是类别（4xx）、状态码及其子状态（403），或一个表格：
                    {tables}。
类别和表格一起写时，列出同时属于两者的状态码。

log 的 FILE 是 W3C 格式或 HTTPERR 的日志（可以是 gzip）、文件夹、通配符，或代表标准输入的 -。
log 的选项：
  -top N            每个状态码最常见的 N 个地址
  -by WHAT          按什么统计：url、client、site、hour 或 agent（默认：url；N 为 5）
  -status LIST      只看这些状态码：5xx,403,404.13
  -since TIME       只看从这时起的记录：2026-11-25、2026-11-25T08:00:00Z，或多久以前：90m、7d
  -until TIME       只看这时之前的记录
  -explain          说明最常见的错误如何处理
  -csv              输出以逗号分隔的值
  -html FILE        把结果写成网页
  -serve            在浏览器中查看该网页，地址由 -addr 指定
  -follow           持续输出新内容（包括后续文件），最后输出表格
  -fields COLUMNS   指明没有 #Fields 行的日志有哪些列："date time sc-status"

发给 serve 的请求用路径指明状态码，例如 /403.14、/nginx/499 或 /NotFound；可以带参数：
retry-after=5、delay=2s（最长 30s）、lang=TAG，as=html、json、text 或 markdown，
以及状态码文字中的值，例如 ?balance=12.50

示例：
  httpstatus 403.14 404               它们的含义和处理方法
  httpstatus -lang en 502             用英文解释
  httpstatus - < access.log           日志中的状态码及其出现次数
  httpstatus find 客户端 证书         每个词都要匹配
  httpstatus find "too large"         整个短语按原样匹配
  httpstatus list 4xx iis             4xx 中的 IIS 子状态
  httpstatus list -json > all.json
  httpstatus log -explain u_ex*.log
  httpstatus -table ./errors serve    启动一个用自定义错误作答的服务器
  curl -i 'http://localhost:8404/503?retry-after=5'

退出状态：0；状态码未知或什么也没有找到时为 1；用法错误时为 2。
`,
	traditionalChinese: `httpstatus 解釋 HTTP 狀態碼、IIS 子狀態、各廠商的狀態碼與自訂狀態碼。

用法：
  httpstatus STATUS...                解釋狀態碼：404、403.14、500-13、nginx/499、NotFound
  httpstatus -                        解釋一段文字中的狀態碼：存取記錄檔、curl -i 的輸出
  httpstatus find WORD...             依數字、名稱或任一語言的文字尋找狀態碼
  httpstatus list [WHICH...]          列出全部或部分狀態碼：4xx、403、iis、nginx
  httpstatus log FILE...              統計 IIS 記錄檔：u_ex*.log、httperr*.log
  httpstatus serve [-addr HOST:PORT]  用任意狀態碼回應請求，並提供目錄頁
  httpstatus gen FLAGS                由表格產生 Go 套件：請見 httpstatus gen -h
  httpstatus completion SHELL         輸出 bash、zsh 或 fish 的自動完成指令碼
  httpstatus man                      以手冊頁的形式輸出本說明

選項（寫在其他引數之前或之後都可以）：
  -table DIR        加入自訂表格中的狀態碼；可以多次使用
  -types BASE       該表格中問題類型的開頭（預設：/problems/）
  -lang TAG         en、zh-Hans、zh-Hant、自訂表格中的語言，或與它們對應的標籤，例如
                    zh-TW（預設：依序取 LC_ALL、LC_MESSAGES 或 LANG，以及 LANGUAGE，最後用英文）
  -json             輸出供程式使用的 JSON 陣列
  -color WHEN       auto、always 或 never（預設：auto，即在終端機上且沒有 NO_COLOR 時）
  -addr HOST:PORT   serve 接聽的位址（預設：localhost:8404；:PORT 為所有位址）
  -v                讓 serve 為每個請求輸出一行
  -version          輸出版本

STATUS 是數字（404、403.14、nginx/499）、名稱（NotFound、"not found"、insufficient_balance），
或從別處複製的文字（HTTP/1.1 404 Not Found）。

list 的 WHICH 是類別（4xx）、狀態碼及其子狀態（403），或一個表格：
                    {tables}。
類別與表格一起寫時，列出同時屬於兩者的狀態碼。

log 的 FILE 是 W3C 格式或 HTTPERR 的記錄檔（可以是 gzip）、資料夾、萬用字元，或標準輸入（-）。
log 的選項：
  -top N            每個狀態碼最常見的 N 個網址
  -by WHAT          依什麼統計：url、client、site、hour 或 agent（預設：url；N 為 5）
  -status LIST      只看這些狀態碼：5xx,403,404.13
  -since TIME       只看從這時起的記錄：2026-11-25、2026-11-25T08:00:00Z，或多久以前：90m、7d
  -until TIME       只看這時之前的記錄
  -explain          說明最常見的錯誤如何處理
  -csv              輸出以逗號分隔的值
  -html FILE        將結果寫成網頁
  -serve            在瀏覽器中查看該網頁，位址由 -addr 指定
  -follow           持續輸出新內容（包括後續檔案），最後輸出表格
  -fields COLUMNS   指明沒有 #Fields 行的記錄檔有哪些欄："date time sc-status"

送給 serve 的請求以路徑指明狀態碼，例如 /403.14、/nginx/499 或 /NotFound；可以帶參數：
retry-after=5、delay=2s（最長 30s）、lang=TAG，as=html、json、text 或 markdown，
以及狀態碼文字中的值，例如 ?balance=12.50

範例：
  httpstatus 403.14 404               它們的意義與處理方式
  httpstatus -lang en 502             用英文解釋
  httpstatus - < access.log           記錄檔中的狀態碼及其出現次數
  httpstatus find 用戶端 憑證         每個詞都要符合
  httpstatus find "too large"         整個片語依原樣比對
  httpstatus list 4xx iis             4xx 中的 IIS 子狀態
  httpstatus list -json > all.json
  httpstatus log -explain u_ex*.log
  httpstatus -table ./errors serve    啟動一個以自訂錯誤回應的伺服器
  curl -i 'http://localhost:8404/503?retry-after=5'

結束狀態：0；狀態碼未知或什麼也沒找到時為 1；用法錯誤時為 2。
`,
}
