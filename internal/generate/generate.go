package generate

import (
	"maps"

	"github.com/httpstatus-go/httpstatus/internal/table"
)

// own is the generator of this repository: from the sheets of its table and style to its files.
func Own(tableSource, styleSource table.Source) (map[string][]byte, error) {
	t, fs := table.LoadTable(tableSource, true)
	table.Check(t, styleSource, &fs)
	if len(fs) > 0 {
		return nil, fs
	}
	files := rootFiles(t)
	maps.Copy(files, messagesFiles(t))
	maps.Copy(files, catalogueFiles(t))
	return files, nil
}

// other is the generator of any other table: from its sheets, and those of a style if there is one, to the files of the
// package pkg. The files say that they are made from the table at reference.
func Other(tableSource, styleSource table.Source, pkg, reference string) (map[string][]byte, error) {
	t, fs := table.LoadTable(tableSource, false)
	checkPackage(t, pkg, &fs)
	table.Check(t, styleSource, &fs)
	if len(fs) > 0 {
		return nil, fs
	}
	return packageFiles(t, pkg, reference), nil
}
