//go:build !go1.27 || !goexperiment.jsonv2

package problem

import "strings"

// The encoding/json of Go 1.26: json.UnmarshalTypeError.Field has the names of members alone, as they are.

func fieldPointer(field string) string { return "/" + strings.ReplaceAll(escapeToken(field), ".", "/") }

// There is no encoding/json/v2, and no error of it.

func (e *Error) readJSON2(error) bool { return false }

func semanticFields(error) []Field { return nil }

func isUnmarshaler2(any) bool { return false }
