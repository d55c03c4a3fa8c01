// Language links what package messages cannot do without, the language and catalogue packages of x/text, and no text.
package main

import (
	"github.com/httpstatus-go/httpstatus/messages"
	"golang.org/x/text/language"
	"os"
)

var d = &messages.Dictionary{Data: messages.Data{Tag: tag, Index: &messages.Index{}, Ends: []uint32{0, 0, 0, 0}}}

func tag() *language.Tag { return &language.English }
func main() {
	m := d.Code(404)
	println(len(os.Args), m.Title, m.Detail, m.Remedy, m.Language == language.German)
}
