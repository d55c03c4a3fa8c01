package problem_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http/httptest"
	"reflect"
	"strconv"
	"strings"
	"testing"
	"testing/iotest"
	"unsafe"

	"github.com/httpstatus-go/httpstatus/invalid"
	"github.com/httpstatus-go/httpstatus/problem"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// decodeInto returns what is wrong with a content that is decoded into a new value of the type.
func decodeInto(t *testing.T, typ reflect.Type, body string) *problem.Error {
	t.Helper()
	err := problem.DecodeJSON(nil, httptest.NewRequest("POST", "/", strings.NewReader(body)), reflect.New(typ).Interface())
	require.Error(t, err, "%s into %s", body, typ)
	return err.(*problem.Error)
}

// TestDecodeJSONKinds has what a value of each kind is in JSON (RFC 8259, 3).
func TestDecodeJSONKinds(t *testing.T) {
	for kind, values := range map[string][]any{
		"boolean": {false, new(bool)},
		"number":  {float32(0), 0.0, new(float64), json.Number("")},
		"integer": {0, int8(0), int16(0), int32(0), int64(0), uint(0), uint8(0), uint16(0), uint32(0), uint64(0), uintptr(0), new(int), new(*uint8)},
		"string":  {"", word(""), []byte{}, new(string), level(0)},
		"array":   {[]int{}, [2]int{}, []string{}, new([]bool)},
		"object":  {struct{}{}, map[string]int{}, base{}, new(base)},
	} {
		body := `{"x":{}}`
		if kind == "object" {
			body = `{"x":[]}`
		}
		for _, v := range values {
			typ := reflect.StructOf([]reflect.StructField{{Name: "X", Type: reflect.TypeOf(v)}})
			e := decodeInto(t, typ, body)
			require.Len(t, e.Fields, 1)
			assert.Equal(t, invalid.TypeError{Type: kind}, e.Fields[0].Err, "%T", v)
			if _, ok := v.(json.Number); !ok || e.Fields[0].Pointer != "" { // encoding/json of Go 1.27 does not say where that is
				assert.Equal(t, "/x", e.Fields[0].Pointer, "%T", v)
			}
			assert.Equal(t, 400, e.StatusCode())
		}
	}
	for _, v := range []any{make(chan int), func() {}, unsafe.Pointer(nil), complex64(0), complex128(0), (*error)(nil), (*fmt.Stringer)(nil)} {
		typ := reflect.TypeOf(v)
		if typ.Kind() == reflect.Pointer {
			typ = typ.Elem()
		}
		for _, body := range []string{"1", `"x"`, "[]", "{}"} {
			assert.Equal(t, 500, decodeInto(t, typ, body).StatusCode(), "%s into %s", body, typ)
		}
	}
}

// TestDecodeJSONLimits has numbers beside the least and the greatest of each type.
func TestDecodeJSONLimits(t *testing.T) {
	for _, tt := range []struct {
		v         any
		low, high string
		beyond    []string
	}{
		{int8(0), "-128", "127", []string{"-129", "128"}},
		{int16(0), "-32768", "32767", []string{"-32769", "32768"}},
		{int32(0), "-2147483648", "2147483647", []string{"-2147483649", "2147483648"}},
		{int64(0), "-9223372036854775808", "9223372036854775807", []string{"-9223372036854775809", "9223372036854775808"}},
		{uint8(0), "0", "255", []string{"-1", "256"}},
		{uint16(0), "0", "65535", []string{"-1", "65536"}},
		{uint32(0), "0", "4294967295", []string{"-1", "4294967296"}},
		{uint64(0), "0", "18446744073709551615", []string{"-1", "18446744073709551616"}},
		{float32(0), "-3.4e+38", "3.4e+38", []string{"3.5e38", "-1e39"}},
		{float64(0), "-1.79e+308", "1.79e+308", []string{"1.8e308", "-1e309"}},
	} {
		typ := reflect.TypeOf(tt.v)
		for _, body := range tt.beyond {
			assert.Equal(t, []problem.Field{{Err: invalid.OutOfRangeError{Min: tt.low, Max: tt.high}}}, decodeInto(t, typ, body).Fields, "%s into %s", body, typ)
		}
		for _, body := range []string{tt.low, tt.high} {
			assert.NoError(t, problem.DecodeJSON(nil, httptest.NewRequest("POST", "/", strings.NewReader(body)), reflect.New(typ).Interface()), "%s into %s", body, typ)
		}
		if typ.Kind() < reflect.Float32 {
			for _, body := range []string{"1.5", "1e2", "-0.5"} {
				assert.Equal(t, []problem.Field{{Err: invalid.Integer}}, decodeInto(t, typ, body).Fields, "%s into %s", body, typ)
			}
		}
	}
	for _, v := range []any{0, uint(0), uintptr(0)} { // of the size of the machine
		typ := reflect.TypeOf(v)
		low, high := "0", strconv.FormatUint(1<<(typ.Bits()-1)-1+1<<(typ.Bits()-1), 10)
		if typ.Kind() == reflect.Int {
			low, high = "-"+strconv.FormatUint(1<<(typ.Bits()-1), 10), strconv.FormatUint(1<<(typ.Bits()-1)-1, 10)
		}
		assert.Equal(t, []problem.Field{{Err: invalid.OutOfRangeError{Min: low, Max: high}}}, decodeInto(t, typ, "99999999999999999999").Fields, "%s", typ)
	}
}

// A pointer of over 1,000 bytes is left out: no client of good will can mean it.
func TestDecodeJSONLongPointer(t *testing.T) {
	for n, want := range map[int]int{999: 1000, 1000: 0} {
		e := decodeInto(t, reflect.TypeFor[map[string]int](), `{"`+strings.Repeat("x", n)+`":"x"}`)
		require.Len(t, e.Fields, 1)
		assert.Len(t, e.Fields[0].Pointer, want)
	}
}

// TestDecodeJSONPlaces has values of a wrong type that are not the only ones of their name, and those below a method.
func TestDecodeJSONPlaces(t *testing.T) {
	for body, want := range map[string]string{
		`{"items":[{"b":1},{"b":2},{"b":"3"}],"b":"4"}`:                  "/items/2/b",
		`{"b":1,"items":[{"b":"x"}]}`:                                    "/items/0/b",
		`{"any":{"b":"x"},"b":"y"}`:                                      "/b",
		`{"any":"x","note":"x","name":5}`:                                "/name",
		`{"any":[1,2,5],"name":5}`:                                       "/name",
		`{"any":{"items":[{"b":"x"}]},"items":[{"b":1},{"b":"x"}]}`:      "/items/1/b",
		`{"grid":[[1,2],[3,"4"]]}`:                                       "/grid/1/1",
		`{"map":{"a":{"b":1},"c":{"d":[]}}}`:                             "/map/c/d",
		`{"deep":{"deep":{"deep":[{"x":1},{"x":null},{"x":false}]}}}`:    "/deep/deep/deep/2/x",
		`{"unknown":[{"deep":{"deep":1}}],"deep":{"deep":{"deep":"x"}}}`: "/deep/deep/deep",
		`{"a/b~c":{"b":[]},"b":1}`:                                       "/a~1b~0c/b",
		`{"ITEMS":[{"B":"x"}]}`:                                          "/ITEMS/0/B",
	} {
		e := decodeInto(t, reflect.TypeFor[order](), body)
		require.Len(t, e.Fields, 1, body)
		assert.Equal(t, want, e.Fields[0].Pointer, body)
	}
}

func TestDecodeJSONReadError(t *testing.T) {
	broken := errors.New("the pipe is broken")
	r := httptest.NewRequest("POST", "/", iotest.ErrReader(broken))
	err := problem.DecodeJSON(nil, r, new(any))
	assert.ErrorIs(t, err, broken)
	assert.Equal(t, "400", said(t, err))
	assert.ErrorContains(t, err, "reading the body: the pipe is broken")
	assert.Equal(t, "500", said(t, problem.DecodeJSON(nil, httptest.NewRequest("POST", "/", nil), (*order)(nil))))
}
