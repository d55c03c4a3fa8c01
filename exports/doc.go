// Package exports tests what gen writes for others than programs in Go: JSON, TypeScript and OpenAPI. Package odd, and the
// files beside it, are made of a table that is hard on the writers.
//
//	npm ci                     # the compiler of TypeScript, and a validator of OpenAPI
//	go test -count=1 ./...     # the go command does not see what Node reads
//
// The module of TypeScript is compiled, and runs under Node against what package problem answers. Without Node, or what npm
// installs, these tests are skipped; with CI=true they fail.
package exports

//go:generate go run github.com/httpstatus-go/httpstatus/gen -table statuses -package odd -out odd -types https://example.com/problems# -json odd/statuses.json -typescript odd/statuses.ts -openapi odd/openapi.json
