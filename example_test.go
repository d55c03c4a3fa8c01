package httpstatus_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"

	"github.com/httpstatus-go/httpstatus"
)

func Example() {
	find := func(name string) error {
		return fmt.Errorf("find %s: %w", name, httpstatus.NotFound)
	}
	err := find("report.pdf")
	fmt.Println(err)
	fmt.Println(errors.Is(err, httpstatus.NotFound))
	// Output:
	// find report.pdf: 404 Not Found
	// true
}

func ExampleCode() {
	c := httpstatus.TooManyRequests
	fmt.Println(int(c), c.Reason(), c.Class())
	fmt.Println(httpstatus.Code(599), httpstatus.Code(599).Class().Name())
	// Output:
	// 429 Too Many Requests 4xx
	// 599 Server Error
}

func ExampleCode_Err() {
	for _, c := range []httpstatus.Code{httpstatus.OK, httpstatus.BadGateway} {
		if err := c.Err(); err != nil {
			fmt.Println("failed:", err)
		}
	}
	// Output:
	// failed: 502 Bad Gateway
}

func ExampleCode_Info() {
	info := httpstatus.Unauthorized.Info()
	fmt.Println(info.Spec)
	fmt.Println(info.URL)
	fmt.Println("must have:", info.MustHave)
	fmt.Println("retry:", info.Retry)
	// Output:
	// RFC 9110, 15.5.2
	// https://www.rfc-editor.org/rfc/rfc9110.html#section-15.5.2
	// must have: WWW-Authenticate
	// retry: AfterChange
}

func ExampleCode_Sub() {
	fmt.Println(httpstatus.Forbidden.Sub(14) == httpstatus.IISDirectoryListingDenied)
	// Output:
	// true
}

func ExampleCode_Substatuses() {
	for s := range httpstatus.MethodNotAllowed.Substatuses() {
		fmt.Println(s.String(), s.Info().Component)
	}
	// Output:
	// 405.0 core
}

func ExampleCodes() {
	n := 0
	for c := range httpstatus.Codes() {
		if c.Info().Cacheable {
			n++
		}
	}
	fmt.Println(n, "codes are heuristically cacheable")
	// Output:
	// 13 codes are heuristically cacheable
}

func ExampleCodeOf() {
	err := fmt.Errorf("list files: %w", httpstatus.IISDirectoryListingDenied)
	code, ok := httpstatus.CodeOf(err)
	fmt.Println(code, ok)
	_, ok = httpstatus.CodeOf(errors.New("disk on fire"))
	fmt.Println(ok)
	// Output:
	// 403 Forbidden true
	// false
}

func ExampleParseCode() {
	c, err := httpstatus.ParseCode("404")
	fmt.Println(c, err)
	_, err = httpstatus.ParseCode("4o4")
	fmt.Println(err)
	// Output:
	// 404 Not Found <nil>
	// httpstatus: invalid status "4o4": want three digits from 100 to 999, as "404"
}

func ExampleParseSubstatus() {
	for _, s := range []string{"403.14", "403-14", "403;14", "HTTP Error 403.14", "500-100.asp"} {
		sub, err := httpstatus.ParseSubstatus(s)
		fmt.Println(sub.String(), err)
	}
	// Output:
	// 403.14 <nil>
	// 403.14 <nil>
	// 403.14 <nil>
	// 403.14 <nil>
	// 500.100 <nil>
}

func ExampleSubstatus() {
	fmt.Println(httpstatus.IISContentLengthTooLarge.Error())
	info := httpstatus.IISContentLengthTooLarge.Info()
	fmt.Println(info.Component, "| IIS", info.Versions, "| now", info.Replaced.String())
	// Output:
	// 404.13 Upload over the size limit
	// request filtering | IIS 7.0 7.5 8.0 8.5 10.0 | now 413.1
}

func ExampleSubstatus_MarshalText() {
	json.NewEncoder(os.Stdout).Encode(map[httpstatus.Substatus]int{httpstatus.IISDirectoryListingDenied: 3})
	// Output:
	// {"403.14":3}
}

func ExampleSubstatuses() {
	n := map[string]int{}
	for s := range httpstatus.Substatuses() {
		n[s.Info().Component]++
	}
	fmt.Println(n["WebDAV"], n["URL Rewrite"], n["iisnode"])
	// Output:
	// 14 4 23
}

func ExampleClass() {
	for _, c := range []httpstatus.Code{204, 404, 499, 700} {
		switch c.Class() {
		case httpstatus.Successful:
			fmt.Println(int(c), "it worked")
		case httpstatus.ClientError:
			fmt.Println(int(c), c.Class().Name())
		default:
			fmt.Println(int(c), c.Class())
		}
	}
	// Output:
	// 204 it worked
	// 404 Client Error
	// 499 Client Error
	// 700 0xx
}

func ExampleSubstatus_Is() {
	err := fmt.Errorf("upload: %w", httpstatus.IISContentTooLarge)
	fmt.Println(errors.Is(err, httpstatus.IISContentTooLarge))
	fmt.Println(errors.Is(err, httpstatus.ContentTooLarge))
	err = fmt.Errorf("upload: %w", httpstatus.ContentTooLarge)
	fmt.Println(errors.Is(err, httpstatus.IISContentTooLarge))
	// Output:
	// true
	// true
	// false
}

func ExampleSubstatus_Info() {
	info := httpstatus.IISASPError.Info()
	fmt.Println("set by:", info.Component)
	fmt.Println("once written:", info.Legacy)
	fmt.Println("in IIS 4.0:", info.Versions&httpstatus.IIS4 != 0)
	// Output:
	// set by: ASP
	// once written: 500-100.asp
	// in IIS 4.0: false
}

func ExampleSubstatus_UnmarshalText() {
	var entry struct{ Status httpstatus.Substatus }
	err := json.Unmarshal([]byte(`{"status": "HTTP Error 403.14"}`), &entry)
	fmt.Println(entry.Status == httpstatus.IISDirectoryListingDenied, err)
	// Output:
	// true <nil>
}
