// All looks up text in all three languages.
package main

import (
	"github.com/httpstatus-go/httpstatus"
	"github.com/httpstatus-go/httpstatus/messages"
	"golang.org/x/text/language"
	"os"
)

func main() {
	for i, d := range []*messages.Dictionary{messages.English, messages.SimplifiedChinese, messages.TraditionalChinese} {
		m := d.Code(httpstatus.Code(400 + i))
		println(len(os.Args), m.Title, m.Detail, m.Remedy, m.Language == language.German)
	}
}
