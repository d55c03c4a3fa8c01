//go:build go1.27 && goexperiment.jsonv2

package problem

import (
	"encoding/json/jsontext"
	jsonv2 "encoding/json/v2"
	"errors"
	"io"
	"strings"

	"github.com/httpstatus-go/httpstatus/invalid"
)

// The encoding/json that stands on encoding/json/v2, as from Go 1.27: json.UnmarshalTypeError.Field is a JSON Pointer with
// points for slashes.

func fieldPointer(field string) string { return "/" + strings.ReplaceAll(field, ".", "/") }

// readJSON2 fills in what an error of encoding/json/v2 says of the request, and reports whether it says something.
func (e *Error) readJSON2(err error) bool {
	switch x := err.(type) {
	case *jsontext.SyntacticError:
		f := Field{Pointer: limited(string(x.JSONPointer))}
		switch x.Err {
		case jsontext.ErrDuplicateName:
			f.Err = invalid.Duplicate
		case io.ErrUnexpectedEOF:
			f.Pointer, f.Err = "", invalid.Incomplete
		default:
			f.Pointer, f.Err = "", invalid.SyntaxError{Offset: int(x.ByteOffset)}
		}
		return e.wrong(f)
	case *jsonv2.SemanticError:
		var f Field
		switch {
		case x.Err == jsonv2.ErrUnknownName:
			f.Err = invalid.UnknownError{Name: bounded(x.JSONPointer.LastToken())}
		case x.GoType != nil && isUndecodable(x.GoType), isNoPointer(x):
			return e.fault()
		default:
			kind := ""
			if x.JSONKind == '0' {
				kind = "number"
			}
			f = wrongValue(x.GoType, kind, string(x.JSONValue), x.Err)
		}
		f.Pointer = limited(string(x.JSONPointer))
		return e.wrong(f)
	}
	return false
}

// isNoPointer reports whether there was nothing to decode into, which the package has no exported error for.
func isNoPointer(x *jsonv2.SemanticError) bool {
	var of *jsonv2.SemanticError
	return errors.As(jsonv2.Unmarshal([]byte("0"), nil), &of) && x.Err != nil && x.Err == of.Err
}

// semanticFields says where in the JSON the error is that a type's own method has; nil if that is not known.
func semanticFields(err error) []Field {
	x, ok := as[*jsonv2.SemanticError](err)
	if !ok {
		return nil
	}
	p := limited(string(x.JSONPointer))
	if p == "" {
		return nil
	}
	return []Field{{Pointer: p, Err: err}}
}

func isUnmarshaler2(v any) bool {
	_, ok := v.(jsonv2.UnmarshalerFrom)
	return ok
}
