// English looks up text in English alone.
package main

import (
	"github.com/httpstatus-go/httpstatus"
	"github.com/httpstatus-go/httpstatus/messages"
	"golang.org/x/text/language"
	"os"
)

func main() {
	m := messages.English.Code(httpstatus.Code(400 + len(os.Args)))
	println(len(os.Args), m.Title, m.Detail, m.Remedy, m.Language == language.German)
}
