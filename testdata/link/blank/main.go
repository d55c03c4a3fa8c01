// Blank imports the root package and calls nothing.
package main

import (
	_ "github.com/httpstatus-go/httpstatus"
	"os"
)

func main() { println(len(os.Args), "") }
