package nginx_test

import (
	"errors"
	"fmt"

	"github.com/httpstatus-go/httpstatus/vendors/nginx"
)

func Example() {
	err := fmt.Errorf("upstream: %w", nginx.ClientClosedRequest)
	fmt.Println(errors.Is(err, nginx.ClientClosedRequest), nginx.ClientClosedRequest.Known())

	m := nginx.Matcher().Match("zh-TW,zh;q=0.9").Code(nginx.ClientClosedRequest)
	fmt.Println(m.Language, m.Title != "")
	// Output:
	// true false
	// zh-Hant true
}
