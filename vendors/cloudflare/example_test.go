package cloudflare_test

import (
	"fmt"

	"github.com/httpstatus-go/httpstatus/vendors/cloudflare"
)

// The body of a 403 says Error 1020: what does that tell the visitor?
func Example() {
	s := cloudflare.AccessDeniedByRule
	fmt.Println(s)
	fmt.Println(s.Message(cloudflare.SimplifiedChinese).Title)
	// Output:
	// 403.1020 Denied by a firewall rule
	// 被防火墙规则拒绝
}
