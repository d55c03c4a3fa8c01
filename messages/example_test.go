package messages_test

import (
	"fmt"
	"net/http/httptest"

	"github.com/httpstatus-go/httpstatus"
	"github.com/httpstatus-go/httpstatus/messages"
	"golang.org/x/text/language"
	"golang.org/x/text/message"
	"golang.org/x/text/message/catalog"
)

func Example() {
	for _, d := range []*messages.Dictionary{messages.English, messages.SimplifiedChinese, messages.TraditionalChinese} {
		m := d.Substatus(httpstatus.IISDirectoryListingDenied)
		fmt.Println(m.Language, m.Title)
	}
	// Output:
	// en Directory listing denied
	// zh-Hans 拒绝列出目录
	// zh-Hant 拒絕列出目錄
}

func ExampleMatch() {
	r := httptest.NewRequest("GET", "/", nil)
	r.Header.Set("Accept-Language", "zh-HK,zh;q=0.9,en;q=0.8")
	d := messages.Match(r.Header.Values("Accept-Language")...)
	fmt.Println(d.Tag())
	// Output:
	// zh-Hant
}

func ExampleNewMatcher() {
	m := messages.NewMatcher(messages.TraditionalChinese, messages.English)
	fmt.Println(m.Match("fr"), m.Match("en-AU"))
	// Output:
	// zh-Hant en
}

func ExampleDictionary_Code() {
	fmt.Println(messages.English.Code(httpstatus.NotFound).Title)
	fmt.Println(messages.English.Code(477).Title) // not registered: its class
	// Output:
	// Not Found
	// Client error
}

func ExampleDictionary_Lookup() {
	_, ok := messages.English.Lookup(httpstatus.Forbidden.Sub(99))
	fmt.Println(ok)
	fmt.Println(messages.English.Substatus(httpstatus.Forbidden.Sub(99)).Title)
	// Output:
	// false
	// Forbidden
}

func ExampleDictionary_Codes() {
	n := 0
	for _, m := range messages.SimplifiedChinese.Codes() {
		if m.Remedy != "" {
			n++
		}
	}
	fmt.Println(n > 40)
	// Output:
	// true
}

func ExampleDictionary_AddTo() {
	b := catalog.NewBuilder()
	for _, d := range []*messages.Dictionary{messages.English, messages.SimplifiedChinese, messages.TraditionalChinese} {
		if err := d.AddTo(b); err != nil {
			panic(err)
		}
	}
	p := message.NewPrinter(language.MustParse("zh-CN"), message.Catalog(b))
	p.Println(p.Sprintf("403.14"))
	// Output:
	// 拒绝列出目录
}

func ExampleDictionary_Substatus() {
	m := messages.English.Substatus(httpstatus.IISContentTooLarge)
	fmt.Println(m.Title != "", m.Detail != "", m.Remedy != "")
	// Without a text of its own, a substatus has that of its code.
	fmt.Println(messages.English.Substatus(httpstatus.Gone.Sub(7)) == messages.English.Code(httpstatus.Gone))
	// Output:
	// true true true
	// true
}

func ExampleMatcher_Match() {
	m := messages.NewMatcher(messages.English, messages.SimplifiedChinese)
	fmt.Println(m.Match("zh-TW, en;q=0.5"), m.Match("zh-CN;q=0, zh"), m.Match("de", "zh;q=0.3"), m.Match("*"))
	// Output:
	// en zh-Hans zh-Hans en
}
