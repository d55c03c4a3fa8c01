package problem

import (
	"bytes"
	"encoding"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"mime"
	"net/http"
	"reflect"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/httpstatus-go/httpstatus"
	"github.com/httpstatus-go/httpstatus/internal/field"
	"github.com/httpstatus-go/httpstatus/invalid"
)

// maxRequest is how many bytes of content DecodeJSON reads.
const maxRequest = 1 << 20

// DecodeJSON reads the content of a request, one JSON value, into v as [json.Unmarshal] does. Its errors are as those of
// [RequestError], and its pointers are exact:
//
//   - 413 if the content is over 1 MiB; an [http.MaxBytesReader] with a smaller limit that is around r.Body holds
//   - 415 with an Accept field if the Content-Type is not application/json or one that ends in +json, with any parameters; a
//     request without the field is taken for JSON
//   - 415 with an Accept-Encoding field if there is a Content-Encoding but identity
//   - 400 if there is no content, or no JSON, or not in UTF-8, or something behind the value; v is not touched
//   - 400 if a value is of a wrong type, or null stands where v takes no null; v may have been set in part
//   - 408 if the client is too slow for the server's ReadTimeout
//   - 500 if v is no pointer, or nil
//
// Unknown members are passed over, and of equal names the last counts, as in encoding/json. A byte order mark is passed over.
// An error of a method UnmarshalJSON or UnmarshalText that has a status, as invalid.Required, is answered with that.
func DecodeJSON(w http.ResponseWriter, r *http.Request, v any) error {
	into := reflect.ValueOf(v)
	if into.Kind() != reflect.Pointer || into.IsNil() {
		return RequestError(&json.InvalidUnmarshalError{Type: reflect.TypeOf(v)})
	}
	data, err := readJSON(w, r)
	if err != nil {
		return err
	}
	d := json.NewDecoder(bytes.NewReader(data))
	var raw json.RawMessage
	if err := d.Decode(&raw); err != nil {
		return RequestError(err)
	}
	if end := d.InputOffset(); len(bytes.Trim(data[end:], " \t\r\n")) > 0 {
		return badRequest(fmt.Errorf("problem: there is more behind the JSON value, at byte %d", end), Field{Err: invalid.Trailing})
	}
	if string(raw) == "null" && !takesNull(into.Elem()) {
		return badRequest(fmt.Errorf("problem: the JSON value is null: want %s", into.Type().Elem()), wrongKind(into.Type().Elem()))
	}
	err = json.Unmarshal(raw, v)
	if err == nil {
		return nil
	}
	e := RequestError(err).(*Error)
	if x, ok := as[*json.UnmarshalTypeError](err); ok {
		for i := range e.Fields {
			e.Fields[i].Pointer = locate(raw, x)
		}
	}
	return e
}

func badRequest(err error, f Field) error {
	return &Error{Code: httpstatus.BadRequest, Fields: []Field{f}, Err: err}
}

// readJSON reads the content of r, if its header says that it can be JSON.
func readJSON(w http.ResponseWriter, r *http.Request) ([]byte, error) {
	if err := checkJSON(r.Header); err != nil {
		return nil, err
	}
	if r.Body == nil {
		return nil, RequestError(io.EOF)
	}
	if r.ContentLength > maxRequest {
		// The body is not read, and so a client that waits for 100 Continue does not send it.
		return nil, RequestError(&http.MaxBytesError{Limit: maxRequest})
	}
	data, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxRequest))
	if err != nil {
		return nil, RequestError(fmt.Errorf("reading the body: %w", err))
	}
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if !utf8.Valid(data) {
		return nil, badRequest(errors.New("problem: the JSON is not UTF-8"), Field{Err: invalid.Encoding})
	}
	return data, nil
}

// checkJSON reports a header that says that the content is no JSON.
func checkJSON(h http.Header) error {
	for _, coding := range field.List(h["Content-Encoding"]) {
		if !strings.EqualFold(coding, "identity") {
			return &Error{
				Code: httpstatus.UnsupportedMediaType, Header: http.Header{"Accept-Encoding": {"identity"}},
				Err: fmt.Errorf("problem: the request's Content-Encoding is %.80q: want none", coding),
			}
		}
	}
	types := h["Content-Type"]
	if len(types) == 0 {
		return nil
	}
	// The type counts even where its parameters are malformed.
	t, _, err := mime.ParseMediaType(types[0])
	known := err == nil || errors.Is(err, mime.ErrInvalidMediaParameter)
	if len(types) == 1 && known && (t == "application/json" || strings.HasSuffix(t, "+json") && strings.Contains(t, "/")) {
		return nil
	}
	return &Error{
		Code: httpstatus.UnsupportedMediaType, Header: http.Header{"Accept": {"application/json"}},
		Err: fmt.Errorf("problem: the request's Content-Type is %.80q: want application/json", strings.Join(types, ", ")),
	}
}

// takesNull reports whether null says something to v, the value that a pointer points to.
func takesNull(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface, reflect.Map, reflect.Slice:
		return true
	}
	_, ok := v.Addr().Interface().(json.Unmarshaler)
	return ok || isUnmarshaler2(v.Addr().Interface())
}

// wrongType fills in that a JSON value does not fit the Go type.
func (e *Error) wrongType(x *json.UnmarshalTypeError) bool {
	if x.Type != nil && isUndecodable(x.Type) {
		return e.fault()
	}
	kind, literal, _ := strings.Cut(x.Value, " ")
	f := wrongValue(x.Type, kind, literal, errors.Unwrap(x))
	if x.Field != "" {
		f.Pointer = limited(fieldPointer(x.Field))
	}
	return e.wrong(f)
}

// wrongValue says what is wrong with a JSON value for the Go type: a number, if the kind is "number". The cause, which may be
// nil, can have it.
func wrongValue(t reflect.Type, kind, literal string, cause error) Field {
	var inner Error
	find(cause, inner.readValue)
	switch {
	case len(inner.Fields) > 0 && (kind != "number" || t == nil):
		return inner.Fields[0]
	case kind == "number" && t != nil:
		return wrongNumber(t, literal)
	}
	return wrongKind(t)
}

// isUndecodable reports whether encoding/json can decode nothing into the type, which is no fault of a client.
func isUndecodable(t reflect.Type) bool {
	switch t.Kind() {
	case reflect.Chan, reflect.Func, reflect.UnsafePointer, reflect.Complex64, reflect.Complex128:
		return true
	case reflect.Interface:
		return t.NumMethod() > 0
	}
	return false
}

// wrongKind says what a value of the Go type is in JSON.
func wrongKind(t reflect.Type) Field {
	for t != nil && t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	kind := "object"
	switch {
	case t == nil:
	case isText(t):
		kind = "string"
	default:
		switch t.Kind() {
		case reflect.Bool:
			kind = "boolean"
		case reflect.Float32, reflect.Float64:
			kind = "number"
		case reflect.String:
			kind = "string"
			if t == reflect.TypeFor[json.Number]() {
				kind = "number"
			}
		case reflect.Slice:
			kind = "array"
			if t.Elem().Kind() == reflect.Uint8 {
				kind = "string"
			}
		case reflect.Array:
			kind = "array"
		default:
			if _, _, ok := limits(t); ok {
				kind = "integer"
			}
		}
	}
	return Field{Err: invalid.TypeError{Type: kind}}
}

// isText reports whether a value of the Go type is a string in JSON, by its method UnmarshalText.
func isText(t reflect.Type) bool {
	return reflect.PointerTo(t).Implements(reflect.TypeFor[encoding.TextUnmarshaler]())
}

// wrongNumber says why a JSON number, or a name that should be one, does not fit the Go type.
func wrongNumber(t reflect.Type, literal string) Field {
	low, high, ok := limits(t)
	digits := strings.TrimPrefix(literal, "-")
	switch k := t.Kind(); {
	case isText(t):
		return wrongKind(t)
	case !ok && k == reflect.Float32:
		low, high = "-3.4e+38", "3.4e+38"
	case !ok && k == reflect.Float64:
		low, high = "-1.79e+308", "1.79e+308"
	case !ok:
		return wrongKind(t)
	case digits == "" || strings.Trim(digits, "0123456789") != "":
		return Field{Err: invalid.Integer}
	}
	return Field{Err: invalid.OutOfRangeError{Min: low, Max: high}}
}

// limits returns the least and the greatest value of a type of integers.
func limits(t reflect.Type) (low, high string, ok bool) {
	switch t.Kind() {
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		most := int64(math.MaxInt64) >> (64 - t.Bits())
		return strconv.FormatInt(-most-1, 10), strconv.FormatInt(most, 10), true
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		return "0", strconv.FormatUint(uint64(math.MaxUint64)>>(64-t.Bits()), 10), true
	}
	return "", "", false
}
