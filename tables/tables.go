// Package tables has the tables of this library and of the vendors as files: what a program needs to read them when it
// runs. The format is described in README.md.
package tables

import "embed"

// Files has the sheets: those of this library's own table in its root, and those of a vendor's, and of
// package invalid, in the folder of its name.
//
//go:embed *.tsv akamai/*.tsv alibabaalb/*.tsv awselb/*.tsv cloudflare/*.tsv edgeone/*.tsv invalid/*.tsv nginx/*.tsv nonstandard/*.tsv tencentcdn/*.tsv
var Files embed.FS
