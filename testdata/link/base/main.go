// Base prints what it is given and imports nothing of this module.
package main

import "os"

func main() { println(len(os.Args), "") }
