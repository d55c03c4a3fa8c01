package table_test

import (
	"fmt"
	"strings"
	"testing/fstest"

	"github.com/httpstatus-go/httpstatus/internal/table"
)

// A translator adds a language: a row in languages.tsv, and then gen -missing prints what the file of the language lacks, below
// the text of the default language. With -write it makes the file.
func ExampleMissing() {
	file := func(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text)} }
	src, err := table.Read(fstest.MapFS{
		"languages.tsv":   file("language\tname\nen\tEnglish\nfr\tFrench\n"),
		"substatuses.tsv": file("substatus\tname\n403.1001\tInsufficientBalance\n409.1001\tOrderAlreadyPaid\n"),
		"text.en.tsv": file("status\ttitle\tdetail\tremedy\n" +
			"403.1001\tInsufficient balance\tThe balance of {balance} does not cover this order.\t-\n" +
			"409.1001\tOrder already paid\tThis order has been paid.\t-\n"),
	}, ".")
	if err != nil {
		panic(err)
	}
	lacks, err := table.Missing(src)
	if err != nil {
		panic(err)
	}
	for _, l := range lacks {
		fmt.Println(l.File, l.N)
		fmt.Print(strings.ReplaceAll(string(l.Paste), "\t", "→")) // a tab would not be seen
	}
	// Output:
	// text.fr.tsv 2
	// # ./text.fr.tsv
	// status→title→detail→remedy
	// # 403.1001, InsufficientBalance: Insufficient balance / The balance of {balance} does not cover this order.
	// 403.1001→→→
	// # 409.1001, OrderAlreadyPaid: Order already paid / This order has been paid.
	// 409.1001→→→
}
