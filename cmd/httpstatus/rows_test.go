package main

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "write rows.tsv and the golden files anew")

// tableRows returns the rows of a table as maps from column to field.
func tableRows(t *testing.T, path string) []map[string]string {
	data, err := os.ReadFile(filepath.Join("../../tables", path))
	require.NoError(t, err)
	var header []string
	var rows []map[string]string
	for line := range strings.Lines(string(data)) {
		fields := strings.Split(strings.TrimRight(line, "\r\n"), "\t")
		switch {
		case strings.HasPrefix(line, "#") || fields[0] == "":
		case header == nil:
			header = fields
		default:
			require.Len(t, fields, len(header), "%s: %s", path, line)
			row := make(map[string]string)
			for i, f := range fields {
				row[header[i]] = f
			}
			rows = append(rows, row)
		}
	}
	return rows
}

// TestRows checks that rows.tsv has what the tables say, and a row for every status.
func TestRows(t *testing.T) {
	aliases := make(map[string]string)
	for _, row := range tableRows(t, "aliases.tsv") {
		aliases[row["name"]] += " " + row["alias"]
	}
	var want strings.Builder
	want.WriteString("# Written by go generate from the tables: status, Go names, vendor, where it is seen, note. Do not edit.\n")
	write := func(fields ...string) {
		for i, f := range fields {
			if f == "-" {
				fields[i] = ""
			}
		}
		want.WriteString(strings.Join(fields, "\t") + "\n")
	}
	for _, row := range tableRows(t, "codes.tsv") {
		write(row["code"], row["name"]+aliases[row["name"]], "", "", "")
	}
	for _, row := range tableRows(t, "substatuses.tsv") {
		write(row["substatus"], row["name"], "", "", "")
	}
	for _, vendor := range sourceIDs[iis+1:] {
		notes := make(map[string]string)
		for _, row := range tableRows(t, vendor+"/text.en.tsv") {
			notes[row["status"]] = row["note"]
		}
		for _, row := range tableRows(t, vendor+"/codes.tsv") {
			write(vendor+"/"+row["code"], row["name"], row["vendor"], row["seen"], notes[row["code"]])
		}
	}
	if *update {
		require.NoError(t, os.WriteFile("rows.tsv", []byte(want.String()), 0o666))
		return
	}
	assert.Equal(t, want.String(), rowsFile, "go generate ./cmd/httpstatus writes it anew")

	rows := readRows()
	all := allStatuses()
	assert.Len(t, rows, len(all))
	for _, s := range all {
		row, ok := rows[s.qualified()]
		assert.True(t, ok, s.qualified())
		if s.source.vendor() {
			assert.NotEmpty(t, row.vendor, s.qualified())
			for l := range languages {
				for where := range strings.SplitSeq(row.seen, " and ") {
					assert.NotEmpty(t, labels[l].seenIn[where], s.qualified())
				}
			}
		}
	}
	assert.Equal(t, []string{"ContentTooLarge", "RequestEntityTooLarge", "PayloadTooLarge"}, rows["413"].goNames)
}
