package iislog_test

import (
	"fmt"
	"strings"

	"github.com/httpstatus-go/httpstatus"
	"github.com/httpstatus-go/httpstatus/iislog"
)

const log = `#Software: Microsoft Internet Information Services 10.0
#Fields: date time cs-method cs-uri-stem sc-status sc-substatus sc-win32-status X-Forwarded-For
2026-11-25 08:00:01 GET /reports/ 403 14 0 203.0.113.7
2026-11-25 08:00:02 POST /upload 404 13 0 203.0.113.7,+198.51.100.2
2026-11-25 08:00:03 GET /report.pdf 200 0 64 -
`

func ExampleReader_All() {
	for e, err := range iislog.NewReader(strings.NewReader(log)).All() {
		if err != nil {
			fmt.Println(err)
			continue
		}
		fmt.Printf("%s %s: %v\n", e.Method, iislog.Text(e.Stem), e.Status)
	}
	// Output:
	// GET /reports/: 403.14 Directory listing denied
	// POST /upload: 404.13 Upload over the size limit
	// GET /report.pdf: 200.0 OK
}

func ExampleReader_Only() {
	r := iislog.NewReader(strings.NewReader(log))
	r.Only("sc-status", "sc-substatus")
	counts := make(map[httpstatus.Substatus]int)
	for e, err := range r.All() {
		if err == nil {
			counts[e.Status]++
		}
	}
	fmt.Println(counts[httpstatus.IISDirectoryListingDenied])
	// Output: 1
}

func ExampleEntry_Field() {
	for e := range iislog.NewReader(strings.NewReader(log)).All() {
		fmt.Printf("%q\n", iislog.Text(e.Field("X-Forwarded-For")))
	}
	// Output:
	// "203.0.113.7"
	// "203.0.113.7, 198.51.100.2"
	// ""
}

func ExampleWin32() {
	fmt.Println(iislog.Win32(64))
	fmt.Println(iislog.Win32(2148074254))
	fmt.Println(iislog.Win32(0x80070005).Name(), iislog.ERROR_ACCESS_DENIED.Text())
	// Output:
	// 64 ERROR_NETNAME_DELETED
	// 0x8009030E SEC_E_NO_CREDENTIALS
	// ERROR_ACCESS_DENIED The account lacks permission for the file or folder.
}

func ExampleReason() {
	r := iislog.Reason("QueueFull")
	fmt.Println(r == iislog.ReasonQueueFull, r.Status())
	fmt.Println(r.Text())
	// Output:
	// true 503 Service Unavailable
	// The request queue of the application pool is full, by default at 1000. The application is too slow or hangs.
}
