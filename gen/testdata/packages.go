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
	substatuses()
	languages()
	placeholders()
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

func substatuses() {
	equal("NoUser", subsonly.NoUser, httpstatus.Substatus{Code: 404, Sub: 1000})
	equal("NoOrder", subsonly.NoOrder, httpstatus.Substatus{Code: 404, Sub: 65535})
	equal("alias", subsonly.NoCustomer, subsonly.NoUser)
	equal("alias", subsonly.NoClient, subsonly.NoUser)
	err := fmt.Errorf("user 1: %w", subsonly.NoUser)
	equal("is itself", errors.Is(err, subsonly.NoUser), true)
	equal("is its code", errors.Is(err, httpstatus.NotFound), true)
	equal("is no other", errors.Is(err, subsonly.NoOrder), false)

	equal("first", subsonly.Jianti.Substatus(subsonly.NoUser).Title, "没有该用户")
	equal("last", subsonly.Jianti.Substatus(subsonly.NoOrder).Title, "没有该订单")
	equal("zero", subsonly.Jianti.Substatus(subsonly.Old).Title, "过旧")
	equal("none", subsonly.Jianti.Substatus(subsonly.NoUser.Code.Sub(1001)), messages.SimplifiedChinese.Code(404))
	equal("IIS", subsonly.Fanti.Substatus(httpstatus.IISDirectoryListingDenied), messages.TraditionalChinese.Substatus(httpstatus.IISDirectoryListingDenied))
	equal("to the letter", subsonly.British.Substatus(subsonly.Odd).Title, "Odd \\ \"quoted\" `text` %d")
	equal("parent of en-GB", subsonly.British.Code(404), messages.English.Code(404))
	for header, want := range map[string]*messages.Dictionary{
		"":                           subsonly.Jianti, // the default
		"ko":                         subsonly.Jianti,
		"zh-SG":                      subsonly.Jianti,
		"zh-HK,zh;q=0.9":             subsonly.Fanti,
		"zh-MO,zh;q=0.9,en;q=0.8":    subsonly.Fanti,
		"zh-TW":                      subsonly.Fanti,
		"en-US":                      subsonly.British,
		"ko, en-GB;q=0.9, zh;q=0.1":  subsonly.British,
		"zh-Hant-HK,zh;q=0.9,*;q=.1": subsonly.Fanti,
	} {
		equal("match "+header, subsonly.Matcher().Match(header).Tag(), want.Tag())
	}
	var got []httpstatus.Substatus
	for s := range subsonly.British.Substatuses() {
		got = append(got, s)
	}
	equal("Substatuses", slices.Equal(got, []httpstatus.Substatus{subsonly.NoUser, subsonly.NoOrder, subsonly.Old, subsonly.Odd}), true)
}

func languages() {
	equal("tag", five.Swiss.Tag().String(), "de-CH")
	equal("tag", five.Alemannic.Tag().String(), "gsw")
	for header, want := range map[string]string{"de": "de-CH", "de-LI": "de-CH", "gsw": "gsw", "ja": "ja", "fr-CA": "fr", "en": "en", "zh": "de-CH"} {
		equal("match "+header, five.Matcher().Match(header).Tag().String(), want)
	}
	equal("its own", five.Alemannic.Code(444).Title, "Rueh")
	// What a language lacks is that of the default's, and what that lacks is English.
	equal("built-in", five.Alemannic.Code(404), messages.English.Code(404))
	equal("built-in of English", five.English.Code(404), messages.English.Code(404))
	equal("language", five.Alemannic.Substatus(httpstatus.Substatus{Code: 402, Sub: 1}).Language.String(), "en")
}

func placeholders() {
	err := fmt.Errorf("order 7: %w", five.TooPoorError("5 {name}", "<Ann> {amount} {"))
	equal("is its status", errors.Is(err, five.TooPoor), true)
	equal("is its code", errors.Is(err, httpstatus.PaymentRequired), true)
	code, ok := httpstatus.CodeOf(err)
	equal("code", code, httpstatus.PaymentRequired)
	equal("has a code", ok, true)
	var e *messages.Error
	equal("is a messages.Error", errors.As(err, &e), true)
	equal("German", e.Message(five.Swiss).Detail, "Es fehlen 5 {name}, <Ann> {amount} {.")
	equal("English", e.Message(five.English).Detail, "<Ann> {amount} {, 5 {name} is missing.")
	equal("English remedy", e.Message(five.English).Remedy, "5 {name}")
	equal("French title", e.Message(five.French).Title, "Pas assez d'argent")
	equal("Japanese language", e.Message(five.Japanese).Language.String(), "ja")
	equal("Error", e.Error(), `402.1000 Zu wenig Geld (amount="5 {name}", name="<Ann> {amount} {")`)
	equal("title", five.PaidError("today").(*messages.Error).Message(five.English).Title, "Paid today")

	// Without values, and in a dictionary that does not have the status.
	equal("raw", five.English.Substatus(five.TooPoor).Detail, "…, … is missing.")
	equal("raw title", five.English.Substatus(five.Paid).Title, "Paid …")
	equal("other", five.English.Code(five.Silence).Title, "Silence")
	equal("elsewhere", e.Message(messages.English), messages.English.Code(402))
	equal("starter", starter.InsufficientBalanceError("0").(*messages.Error).Message(starter.SimplifiedChinese).Title, starter.SimplifiedChinese.Substatus(starter.InsufficientBalance).Title)
}
