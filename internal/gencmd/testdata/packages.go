// A program that uses generated packages of every kind. It prints what is wrong.
package main

import (
	"errors"
	"fmt"
	"os"
	"slices"

	"example.com/app/statuses/codesonly"
	"example.com/app/statuses/five"
	"example.com/app/statuses/starter"
	"example.com/app/statuses/subsonly"
	"github.com/httpstatus-go/httpstatus"
	"github.com/httpstatus-go/httpstatus/messages"
)

var failed bool

// equal prints a line if the two are not.
func equal[T comparable](what string, got, want T) {
	if got != want {
		failed = true
		fmt.Printf("%s: %v, want %v\n", what, got, want)
	}
}

func main() {
	codes()
	statuses()
	languages()
	values()
	overrides()
	facts()
	if failed {
		os.Exit(1)
	}
}

func codes() {
	const gone httpstatus.Code = codesonly.Gone // a constant
	equal("Gone", gone, 460)
	m := codesonly.English.Code(gone)
	equal("title", m.Title, "Quite gone")
	equal("detail", m.Detail, "It left.")
	equal("remedy", m.Remedy, "Look <b>elsewhere</b>.")
	equal("built-in", codesonly.English.Code(404), messages.English.Code(404))
	equal("class", codesonly.English.Code(499), messages.English.Code(499))
	equal("matcher", codesonly.Matcher().Match("zh-CN, en;q=0.5"), codesonly.English)
	equal("matcher twice", codesonly.Matcher(), codesonly.Matcher())
	n := 0
	for c := range codesonly.English.Codes() {
		equal("Codes", c, 460)
		n++
	}
	equal("number of codes", n, 1)
}

func statuses() {
	equal("NoUser", subsonly.NoUser.Substatus(), httpstatus.Substatus{Code: 404, Sub: 1000})
	equal("NoOrder", subsonly.NoOrder.Substatus(), httpstatus.Substatus{Code: 404, Sub: 65535})
	equal("alias", subsonly.NoCustomer, subsonly.NoUser)
	equal("alias", subsonly.NoClient, subsonly.NoUser)
	err := fmt.Errorf("user 1: %w", subsonly.NoUser)
	equal("is itself", errors.Is(err, subsonly.NoUser), true)
	equal("is its code", errors.Is(err, httpstatus.NotFound), true)
	equal("is its substatus", errors.Is(err, httpstatus.NotFound.Sub(1000)), true)
	equal("is no other", errors.Is(err, subsonly.NoOrder), false)
	var s httpstatus.Substatus
	equal("as a substatus", errors.As(err, &s), true)
	equal("the substatus", s, httpstatus.NotFound.Sub(1000))

	// The same number in another table is another status.
	equal("number", five.NoUser.String(), subsonly.NoUser.String())
	equal("one of two tables", five.NoUser == subsonly.NoUser, false)
	equal("is not the other table's", errors.Is(err, five.NoUser), false)
	equal("text of one", five.NoUser.Message(five.English).Title, "Nobody")
	equal("text of one, in a language of the other", five.NoUser.Message(subsonly.Fanti).Title, "Kein Benutzer")
	equal("text of the other", subsonly.NoUser.Message(five.English).Title, "No such user")

	equal("first", subsonly.NoUser.Message(subsonly.Jianti).Title, "没有该用户")
	equal("last", subsonly.NoOrder.Message(subsonly.Jianti).Title, "没有该订单")
	equal("default", subsonly.Old.Message(nil).Title, "过旧")
	equal("built-in English", subsonly.Old.Message(messages.English).Title, "Old")
	equal("none", subsonly.Jianti.Substatus(httpstatus.NotFound.Sub(1001)), messages.SimplifiedChinese.Code(404))
	equal("IIS", subsonly.Fanti.Substatus(httpstatus.IISDirectoryListingDenied), messages.TraditionalChinese.Substatus(httpstatus.IISDirectoryListingDenied))
	equal("to the letter", subsonly.Odd.Message(subsonly.British).Title, "Odd \\ \"quoted\" `text` %d")
	equal("parent of en-GB", subsonly.British.Code(404), messages.English.Code(404))
	var got []messages.Status
	for s := range subsonly.Table.Statuses() {
		got = append(got, s)
	}
	equal("Statuses", slices.Equal(got, []messages.Status{subsonly.NoUser, subsonly.NoOrder, subsonly.Old, subsonly.Odd}), true)

	equal("name", subsonly.NoUser.Name(), "NoUser")
	equal("ID", subsonly.NoUser.ID(), "no_user")
	equal("type", subsonly.NoUser.Type(), "/problems/no-user")
	equal("name", five.NoUser.Name(), "NoUser")
	equal("ID of its own", five.NoUser.ID(), "user_gone")
	equal("type", five.NoUser.Type(), "https://example.com/errors#user-gone")
	equal("table", five.Table.Name(), "five")
}

func languages() {
	for header, want := range map[string]*messages.Dictionary{
		"":                          subsonly.Jianti, // the default
		"ko":                        subsonly.Jianti,
		"zh-TW":                     subsonly.Fanti,
		"en-US":                     subsonly.British,
		"ko, en-GB;q=0.9, zh;q=0.1": subsonly.British,
	} {
		equal("match "+header, subsonly.Matcher().Match(header).Tag(), want.Tag())
	}
	equal("tag", five.Swiss.Tag().String(), "de-CH")
	equal("tag", five.Alemannic.Tag().String(), "gsw")
	for header, want := range map[string]string{"de": "de-CH", "gsw": "gsw", "ja": "ja", "fr-CA": "fr", "en": "en", "zh": "de-CH"} {
		equal("match "+header, five.Matcher().Match(header).Tag().String(), want)
	}
	equal("its own", five.Alemannic.Code(444).Title, "Rueh")
	// What a language lacks is that of the default's, and what that lacks is English.
	equal("built-in", five.Alemannic.Code(404), messages.English.Code(404))
	equal("built-in of English", five.English.Code(404), messages.English.Code(404))
	equal("language", five.Alemannic.Substatus(httpstatus.Substatus{Code: 402, Sub: 1}).Language.String(), "en")
}

func values() {
	poor := five.TooPoorError{UserName: "<Ann> {amount} {", Amount: 5}
	for _, err := range []error{poor, &poor, fmt.Errorf("order 7: %w", poor), fmt.Errorf("order 7: %w", &poor)} {
		equal("is its status", errors.Is(err, five.TooPoor), true)
		equal("is its code", errors.Is(err, httpstatus.PaymentRequired), true)
		code, ok := httpstatus.CodeOf(err)
		equal("code", code, httpstatus.PaymentRequired)
		equal("has a code", ok, true)
		var e five.TooPoorError
		equal("as a value", errors.As(err, &e), true)
		equal("the value", e, poor)
		var p *five.TooPoorError
		equal("as a pointer", errors.As(err, &p), true)
		equal("the pointer", *p, poor)
		var s httpstatus.Substatus
		equal("as a substatus", errors.As(err, &s), true)
		var broke five.BrokeError
		equal("as its other name", errors.As(err, &broke), true)
	}
	var t *messages.Table
	equal("as a table", poor.As(&t), true)
	equal("the table", t, five.Table)
	equal("German", poor.Message(five.Swiss).Detail, "Es fehlen 5, <Ann> {amount} {.")
	equal("English", poor.Message(five.English).Detail, "<Ann> {amount} {, 5 is missing.")
	equal("English remedy", poor.Message(five.English).Remedy, "5")
	equal("French title", poor.Message(five.French).Title, "Pas assez d'argent")
	equal("Japanese language", poor.Message(five.Japanese).Language.String(), "ja")
	equal("Error", poor.Error(), `402.1000 Zu wenig Geld (amount=5, user_name="<Ann> {amount} {")`)
	equal("title", five.PaidError{When: "today"}.Message(five.English).Title, "Paid today")
	equal("other name", five.Broke, five.TooPoor)

	// A code with values.
	noise := five.NoiseError{Loud: 90}
	err := fmt.Errorf("next door: %w", &noise)
	equal("is its code", errors.Is(err, five.Noise), true)
	var n five.NoiseError
	equal("as a value", errors.As(err, &n), true)
	equal("text of a code", n.Message(five.French).Detail, "90 dB")
	equal("Error of a code", n.Error(), `445 Lärm (loud=90)`)
	t = nil
	equal("as a table", n.As(&t), true)
	equal("the table", t, five.Table)
	equal("as nothing", n.As(&failed), false)

	// Without values.
	equal("raw", five.TooPoor.Message(five.English).Detail, "…, … is missing.")
	equal("raw title", five.Paid.Message(five.English).Title, "Paid …")
	equal("other", five.English.Code(five.Silence).Title, "Silence")
	equal("starter", starter.InsufficientBalanceError{}.Message(starter.SimplifiedChinese).Title, starter.InsufficientBalance.Message(starter.SimplifiedChinese).Title)
}

func overrides() {
	equal("class", five.Japanese.Code(418).Title, messages.English.Code(418).Title) // a code of its own text, in English
	equal("class of an unknown code", five.Japanese.Code(477).Title, "要求エラー")
	equal("code", five.Japanese.Code(404), messages.Message{Title: "見つかりません", Detail: "ありません。", Remedy: "住所を見る。", Language: five.Japanese.Tag()})
	equal("IIS", five.Japanese.Substatus(httpstatus.IISDirectoryListingDenied).Title, "一覧なし")
	equal("elsewhere", five.French.Code(404), messages.English.Code(404))
	equal("its own", five.TooPoor.Message(five.Japanese).Title, "残高不足")
	equal("with values", five.PaidError{When: "本日"}.Message(five.Japanese).Title, "支払済 本日")
	equal("a code's", five.NoiseError{Loud: 1}.Message(five.Japanese).Detail, "1 dB")
	var rows []string
	for r := range five.Table.Rows() {
		rows = append(rows, r.String())
	}
	equal("rows", fmt.Sprint(rows), "[402.1000 404.1000 409.1000 444 445]")
}

func facts() {
	for r := range codesonly.Table.Rows() {
		equal("name", r.Name, "Gone")
		equal("ID", r.ID, "gone")
		equal("type", r.Type, "about:blank")
		equal("vendor", r.Vendor, "Acme")
		equal("seen", r.Seen, "log")
		equal("source", r.Source, "a book")
		equal("url", r.URL, "https://example.com/460")
		equal("note", r.Note(nil), "It is gone.")
		equal("search", r.Search(codesonly.English), "gone; gone away")
		equal("component", r.Component(nil), "door")
	}
	for r := range five.Table.Rows() {
		if r.Name == "TooPoor" {
			equal("params", fmt.Sprint(r.Params), "[{amount int} {user_name string}]")
		}
	}
	for r := range subsonly.Table.Rows() {
		if r.Name == "NoOrder" {
			equal("deprecated", r.Deprecated, "use NoUser")
		}
	}
	n := 0
	for r := range messages.Standard.Rows() {
		n++
		if r.String() == "404" {
			equal("ID", r.ID, "not_found")
			equal("type", r.Type, "about:blank")
			equal("source", r.Source, "RFC 9110, 15.5.5")
			equal("text", r.Message(messages.English), messages.English.Code(404))
		}
		if r.String() == "403.14" {
			equal("ID", r.ID, "iis_directory_listing_denied")
		}
	}
	equal("rows of the standard", n > 200, true)
}
