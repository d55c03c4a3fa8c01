// Reason calls Code.Reason.
package main

import (
	"github.com/httpstatus-go/httpstatus"
	"os"
)

func main() { println(len(os.Args), httpstatus.Code(400+len(os.Args)).Reason()) }
