// Command fields counts the statuses of a log in the way that comes to mind first in Go: bufio.Scanner, strings.Fields and a map.
package main

import (
	"bufio"
	"fmt"
	"log"
	"os"
	"slices"
	"strings"
)

func main() {
	counts := make(map[string]int)
	var status, substatus, win32 int
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		fields := strings.Fields(lines.Text())
		if len(fields) > 0 && strings.HasPrefix(fields[0], "#") {
			if fields[0] == "#Fields:" {
				status, substatus = slices.Index(fields, "sc-status")-1, slices.Index(fields, "sc-substatus")-1
				win32 = slices.Index(fields, "sc-win32-status") - 1
			}
			continue
		}
		counts[fields[status]+" "+fields[substatus]+" "+fields[win32]]++
	}
	if err := lines.Err(); err != nil {
		log.Fatal(err)
	}
	for key, n := range counts {
		fmt.Println(key, n)
	}
}
