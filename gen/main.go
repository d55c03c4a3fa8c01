// Gen writes Go code from tables of statuses: typed values and errors, and a dictionary of their text in each language.
//
// Usage:
//
//	gen -table DIR -package NAME -out DIR [-types BASE] [-style DIR]
//	    [-json FILE] [-typescript FILE] [-openapi FILE] [-check]
//	gen -new DIR
//	gen -missing DIR [-write]
//	gen [-check]
//
// The first form reads the table in a folder and writes a package. Its statuses have problem types that begin with BASE,
// an absolute URI or a path. -json, -typescript and -openapi write the table for other programs, for clients and for the
// descriptions of services. -new writes a small table to begin with. -missing prints what is not translated yet, ready to
// paste, or puts it in its place. Without -table it makes this repository's own packages from its own tables. With -check
// nothing is written: the exit status is 1 if the files are not up to date.
//
// It exits with 0 if all is well; with 1 for a fault of the table, which it prints as file:line: what is wrong, for a
// file that is not up to date, and for rows that are missing; and with 2 for bad usage. See tables/README.md for the
// format.
package main

import (
	"os"

	"github.com/httpstatus-go/httpstatus/internal/gencmd"
)

func main() {
	os.Exit(gencmd.Run(os.Args[1:], os.Stdout, os.Stderr))
}
