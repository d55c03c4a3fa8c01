// Package generate writes what is made from a table of statuses: Go, Markdown, JSON, TypeScript and OpenAPI. A writer is a
// function from a checked table to files, without a clock, a random number or the order of a map in it: the same table
// makes the same files.
//
// It imports no package of this module that is generated, as package table does not.
package generate

import (
	"maps"

	"github.com/httpstatus-go/httpstatus/internal/table"
)

// Own makes the files of this repository from its own table, by their names from its root.
func Own(t *table.Table) map[string][]byte {
	files := rootFiles(t)
	maps.Copy(files, messagesFiles(t))
	maps.Copy(files, catalogueFiles(t))
	return files
}

// The files of a package that is made from a table which is not this repository's. There are the same ones for every
// table, so that none is left behind when a language goes.
const (
	statusesFile  = "statuses_gen.go"
	textFile      = "text_gen.go"
	catalogueFile = "STATUSES.md"
)

// Package makes the files of the package pkg, by their names in its folder. They say that they are made from the table at
// reference.
func Package(t *table.Table, pkg, reference string) map[string][]byte {
	return map[string][]byte{
		statusesFile:  statuses(t, pkg, reference),
		textFile:      text(t, pkg, reference),
		catalogueFile: packageCatalogue(t, pkg, reference),
	}
}

// problems returns the statuses that are answered with a problem document.
func problems(t *table.Table) (out []table.Status) {
	for _, s := range t.Statuses() {
		if s.Code >= 400 {
			out = append(out, s)
		}
	}
	return out
}
