package protofields_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"buf.build/gen/go/bufbuild/protovalidate/protocolbuffers/go/buf/validate"
	"buf.build/go/protovalidate"
	"github.com/httpstatus-go/httpstatus/invalid"
	"github.com/httpstatus-go/httpstatus/messages"
	"github.com/httpstatus-go/httpstatus/problem"
	"github.com/httpstatus-go/httpstatus/protofields"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/encoding/prototext"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protodesc"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"
	"google.golang.org/protobuf/types/descriptorpb"
	"google.golang.org/protobuf/types/dynamicpb"
)

// check validates a message, written as JSON, of the type M that the body of a .proto file in the text format describes.
func check(t *testing.T, file, json string) (proto.Message, error) {
	t.Helper()
	var p descriptorpb.FileDescriptorProto
	require.NoError(t, prototext.Unmarshal([]byte(`name: "m.proto" package: "test" syntax: "proto3"
		dependency: "buf/validate/validate.proto" dependency: "google/protobuf/timestamp.proto"
		dependency: "google/protobuf/duration.proto" dependency: "google/protobuf/any.proto" dependency: "google/protobuf/field_mask.proto"
		`+file), &p), file)
	d, err := protodesc.NewFile(&p, protoregistry.GlobalFiles)
	require.NoError(t, err, file)
	m := dynamicpb.NewMessage(d.Messages().ByName("M"))
	require.NoError(t, protojson.Unmarshal([]byte(json), m), json)
	return m, protovalidate.Validate(m)
}

// field returns the type M with one field, v.
func field(kind, rules string) string {
	label := "LABEL_OPTIONAL"
	kind, repeated := strings.CutPrefix(kind, "repeated ")
	if repeated {
		label = "LABEL_REPEATED"
	}
	of := "type: TYPE_" + strings.ToUpper(kind)
	switch {
	case kind == "Color":
		of = `type: TYPE_ENUM type_name: ".test.Color"`
	case strings.Contains(kind, "."):
		of = fmt.Sprintf(`type: TYPE_MESSAGE type_name: ".%s"`, kind)
	}
	return fmt.Sprintf(`message_type { name: "M" field { name: "v" number: 1 label: %s %s options { [buf.validate.field] { %s } } } }
		enum_type { name: "Color" value { name: "NONE" number: 0 } value { name: "RED" number: 1 } }`, label, of, rules)
}

const (
	repeatedWords = "repeated string"
	clock         = "google.protobuf.Timestamp"
	mask          = "google.protobuf.FieldMask"
)

var samples = []struct {
	kind, rules, json string
	want              error
}{
	{"string", `required: true`, `{}`, invalid.Required},
	{"string", `string { const: "a" }`, `{"v":"b"}`, invalid.NotEqualError{Value: "a"}},
	{"string", `string { in: "a" in: "b" }`, `{"v":"c"}`, invalid.OneOfError{Values: "a, b"}},
	{"string", `string { not_in: "a" }`, `{"v":"a"}`, invalid.NoneOfError{Values: "a"}},
	{"string", `string { len: 2 }`, `{"v":"世"}`, invalid.WrongLengthError{Length: 2}},
	{"string", `string { min_len: 2 }`, `{"v":"世"}`, invalid.TooShortError{Min: 2}},
	{"string", `string { max_len: 2 }`, `{"v":"abc"}`, invalid.TooLongError{Max: 2}},
	{"string", `string { len_bytes: 2 }`, `{"v":"世"}`, invalid.WrongByteLengthError{Length: 2}},
	{"string", `string { min_bytes: 4 }`, `{"v":"世"}`, invalid.TooFewBytesError{Min: 4}},
	{"string", `string { max_bytes: 2 }`, `{"v":"世"}`, invalid.TooManyBytesError{Max: 2}},
	{"string", `string { pattern: "^a$" }`, `{"v":"b"}`, invalid.PatternError{Pattern: "^a$"}},
	{"string", `string { prefix: "a" }`, `{"v":"b"}`, invalid.MissingPrefixError{Prefix: "a"}},
	{"string", `string { suffix: "a" }`, `{"v":"b"}`, invalid.MissingSuffixError{Suffix: "a"}},
	{"string", `string { contains: "a" }`, `{"v":"b"}`, invalid.MissingPartError{Part: "a"}},
	{"string", `string { not_contains: "b" }`, `{"v":"b"}`, invalid.ForbiddenPartError{Part: "b"}},
	{"string", `string { email: true }`, `{"v":"b"}`, invalid.Email},
	{"string", `string { host_and_port: true }`, `{"v":"b"}`, invalid.Hostname},
	{"string", `string { ipv6_prefix: true }`, `{"v":"b"}`, invalid.Network},
	{"string", `string { well_known_regex: KNOWN_REGEX_HTTP_HEADER_NAME }`, `{"v":" "}`, invalid.FormatError{Format: "HTTP field name"}},
	{"string", `string { ulid: true }`, `{"v":"b"}`, invalid.FormatError{Format: "ULID"}},
	{"bytes", `bytes { min_len: 2 }`, `{"v":"AA=="}`, invalid.TooFewBytesError{Min: 2}},
	{"bytes", `bytes { prefix: "\xff" }`, `{"v":"AA=="}`, invalid.MissingPrefixError{Prefix: "ff"}},
	{"bytes", `bytes { pattern: "^a" }`, `{"v":"AA=="}`, invalid.PatternError{Pattern: "^a"}},
	{"bool", `bool { const: true }`, `{}`, invalid.NotEqualError{Value: "true"}},
	{"double", `double { finite: true }`, `{"v":"NaN"}`, invalid.Number},
	{"double", `double { gt: 0.5 lt: 1.5 }`, `{"v":0.5}`, invalid.OutOfRangeError{Min: "0.5", Max: "1.5"}},
	{"uint64", `uint64 { gt: 18446744073709551610 lt: 18446744073709551615 }`, `{"v":"1"}`, invalid.OutOfRangeError{Min: "18446744073709551611", Max: "18446744073709551614"}},
	{"Color", `enum { const: 1 }`, `{}`, invalid.NotEqualError{Value: "RED"}},
	{"Color", `enum { in: 1 }`, `{}`, invalid.OneOfError{Values: "RED"}},
	{"Color", `enum { defined_only: true }`, `{"v":7}`, invalid.OneOfError{Values: "NONE, RED"}},
	{repeatedWords, `repeated { min_items: 1 }`, `{}`, invalid.TooFewItemsError{Min: 1}},
	{repeatedWords, `repeated { max_items: 1 }`, `{"v":["a","b"]}`, invalid.TooManyItemsError{Max: 1}},
	{repeatedWords, `repeated { unique: true }`, `{"v":["a","a"]}`, invalid.Duplicate},
	{repeatedWords, `repeated { items { string { min_len: 2 } } }`, `{"v":["aa","a"]}`, invalid.TooShortError{Min: 2}},
	{clock, `timestamp { lt_now: true }`, `{"v":"9999-01-01T00:00:00Z"}`, invalid.NotPast},
	{clock, `timestamp { gt_now: true }`, `{"v":"1999-01-01T00:00:00Z"}`, invalid.NotFuture},
	{clock, `timestamp { within { seconds: 90 } }`, `{"v":"1999-01-01T00:00:00Z"}`, invalid.TooFarFromNowError{Within: "1m30s"}},
	{clock, `timestamp { gte { seconds: 86400 } lt { seconds: 172800 } }`, `{"v":"1999-01-01T00:00:00Z"}`, invalid.OutOfRangeError{Min: "1970-01-02T00:00:00Z", Max: "1970-01-03T00:00:00Z"}},
	{"google.protobuf.Duration", `duration { lte { seconds: 2 } }`, `{"v":"3s"}`, invalid.TooLargeError{Max: "2s"}},
	{"google.protobuf.Any", `any { in: "type.googleapis.com/x.Y" }`, `{"v":{"@type":"type.googleapis.com/google.protobuf.Duration","value":"1s"}}`, invalid.OneOfError{Values: "type.googleapis.com/x.Y"}},
	{mask, `field_mask { const { paths: "a" paths: "b" } }`, `{"v":"c"}`, invalid.NotEqualError{Value: "a,b"}},
	{mask, `field_mask { in: "a" in: "b" }`, `{"v":"c"}`, invalid.OneOfError{Values: "a, b"}},
	{"string", `cel { id: "mine" message: "This is wrong." expression: "this == 'a'" }`, `{"v":"b"}`, invalid.FormatError{Format: "mine"}},
}

func TestRules(t *testing.T) {
	for _, s := range samples {
		_, err := check(t, field(s.kind, s.rules), s.json)
		fields := protofields.Fields(err)
		if assert.Len(t, fields, 1, "%s %s %s: %v", s.kind, s.rules, s.json, err) {
			assert.Equal(t, s.want, fields[0].Err, "%s %s", s.kind, s.rules)
		}
	}
}

// TestNumbers has the rules of every kind of number.
func TestNumbers(t *testing.T) {
	for _, kind := range []string{"int32", "int64", "uint32", "uint64", "sint32", "sint64", "fixed32", "fixed64", "sfixed32", "sfixed64", "float", "double"} {
		isInt := kind != "float" && kind != "double"
		for _, s := range []struct {
			rules string
			value int
			want  error
		}{
			{"const: 2", 1, invalid.NotEqualError{Value: "2"}},
			{"in: [2, 3]", 1, invalid.OneOfError{Values: "2, 3"}},
			{"not_in: [1]", 1, invalid.NoneOfError{Values: "1"}},
			{"gt: 1", 1, invalid.NotAboveError{Limit: "1"}},
			{"gte: 2", 1, invalid.TooSmallError{Min: "2"}},
			{"lt: 1", 1, invalid.NotBelowError{Limit: "1"}},
			{"lte: 1", 2, invalid.TooLargeError{Max: "1"}},
			{"gte: 2 lte: 4", 1, invalid.OutOfRangeError{Min: "2", Max: "4"}},
			{"gte: 5 lte: 2", 3, invalid.InGapError{Low: "2", High: "5"}},
			{"gt: 5 lt: 2", 3, invalid.InGapError{Low: "2", High: "5"}},
		} {
			_, err := check(t, field(kind, fmt.Sprintf("%s { %s }", kind, s.rules)), fmt.Sprintf(`{"v":%d}`, s.value))
			fields := protofields.Fields(err)
			if assert.Len(t, fields, 1, "%s %s: %v", kind, s.rules, err) {
				assert.Equal(t, s.want, fields[0].Err, "%s %s", kind, s.rules)
			}
		}
		if isInt {
			_, err := check(t, field(kind, kind+"{ gt: 2 lt: 9 }"), `{"v":9}`)
			assert.Equal(t, invalid.OutOfRangeError{Min: "3", Max: "8"}, protofields.Fields(err)[0].Err, kind)
		}
	}
}

// TestIDs walks the rules that validate.proto defines: each ID has a status of its own.
func TestIDs(t *testing.T) {
	ids := []string{"required", "message.oneof"}
	all := validate.File_buf_validate_validate_proto.Messages()
	for i := range all.Len() {
		fields := all.Get(i).Fields()
		for j := range fields.Len() {
			options := fields.Get(j).Options()
			if !proto.HasExtension(options, validate.E_Predefined) {
				continue
			}
			for _, rule := range proto.GetExtension(options, validate.E_Predefined).(*validate.PredefinedRules).GetCel() {
				ids = append(ids, rule.GetId())
			}
		}
	}
	require.Greater(t, len(ids), 200)
	for _, id := range ids {
		if strings.HasSuffix(id, ".example") {
			continue // it is for generators of documentation, and never fails
		}
		v := &protovalidate.Violation{Proto: validate.Violation_builder{RuleId: proto.String(id)}.Build()}
		fields := protofields.Fields(&protovalidate.ValidationError{Violations: []*protovalidate.Violation{v}})
		assert.NotEqual(t, invalid.FormatError{Format: id}, fields[0].Err, id)
		assert.Empty(t, fields[0].Detail, id)
	}
}

const order = `message_type {
	name: "M"
	field { name: "order_id" number: 1 label: LABEL_OPTIONAL type: TYPE_STRING json_name: "orderID" options { [buf.validate.field] { required: true } } }
	field { name: "lines" number: 2 label: LABEL_REPEATED type: TYPE_MESSAGE type_name: ".test.M.Line" }
	field { name: "by_name" number: 3 label: LABEL_REPEATED type: TYPE_MESSAGE type_name: ".test.M.ByNameEntry" json_name: "named" }
	field { name: "card" number: 4 label: LABEL_OPTIONAL type: TYPE_STRING oneof_index: 0 }
	oneof_decl { name: "pay_by" options { [buf.validate.oneof] { required: true } } }
	nested_type {
		name: "Line"
		field { name: "unit_price" number: 1 label: LABEL_OPTIONAL type: TYPE_INT32 options { [buf.validate.field] { int32 { gte: 1 } } } }
	}
	nested_type {
		name: "ByNameEntry"
		field { name: "key" number: 1 label: LABEL_OPTIONAL type: TYPE_STRING }
		field { name: "value" number: 2 label: LABEL_OPTIONAL type: TYPE_MESSAGE type_name: ".test.M.Line" }
		options { map_entry: true }
	}
}`

func TestPointers(t *testing.T) {
	m, err := check(t, order, `{"lines":[{"unitPrice":1},{}],"named":{"a/b.c":{}}}`)
	for _, tt := range []struct {
		options protofields.Options
		want    []string
	}{
		{protofields.Options{}, []string{"/orderID", "/lines/1/unitPrice", "/byName/a~1b.c/unitPrice", "/payBy"}},
		{protofields.Options{Message: m}, []string{"/orderID", "/lines/1/unitPrice", "/named/a~1b.c/unitPrice", "/payBy"}},
		{protofields.Options{ProtoNames: true}, []string{"/order_id", "/lines/1/unit_price", "/by_name/a~1b.c/unit_price", "/pay_by"}},
	} {
		var got []string
		for _, f := range tt.options.Fields(fmt.Errorf("order: %w", err)) {
			got = append(got, f.Pointer)
		}
		assert.ElementsMatch(t, tt.want, got, "%+v", tt.options)
	}
}

func TestOneof(t *testing.T) {
	const file = `message_type { name: "M"
		field { name: "by_card" number: 1 label: LABEL_OPTIONAL type: TYPE_STRING }
		field { name: "cash" number: 2 label: LABEL_OPTIONAL type: TYPE_STRING }
		options { [buf.validate.message] { oneof { fields: "by_card" fields: "cash" required: true } } } }`
	_, err := check(t, file, `{}`)
	assert.Equal(t, []problem.Field{{Err: invalid.OneRequiredError{Names: "byCard, cash"}}}, protofields.Fields(err))
	_, err = check(t, file, `{"byCard":"a","cash":"b"}`)
	assert.Equal(t, []problem.Field{{Err: invalid.NotTogetherError{Names: "by_card, cash"}}}, protofields.Options{ProtoNames: true}.Fields(err))
}

func TestOptions(t *testing.T) {
	_, err := check(t, field("string", `cel { id: "mine" message: "This is wrong." expression: "this == 'a'" }`), `{"v":"b"}`)
	assert.Equal(t, []problem.Field{{Pointer: "/v", Err: invalid.FormatError{Format: "mine"}, Detail: "This is wrong."}}, protofields.Fields(err))
	own := protofields.Options{Rule: func(v *protovalidate.Violation) error {
		if v.Proto.GetRuleId() == "mine" {
			return invalid.Taken
		}
		return nil
	}}
	assert.Equal(t, []problem.Field{{Pointer: "/v", Err: invalid.Taken}}, own.Fields(err))

	for _, err := range []error{nil, errors.New("other"), &protovalidate.CompilationError{}, (*protovalidate.ValidationError)(nil), &protovalidate.ValidationError{}} {
		assert.Nil(t, protofields.Fields(err), "%#v", err)
	}
	// What came over a network can lack anything.
	for _, v := range []*protovalidate.Violation{{}, {Proto: validate.Violation_builder{RuleId: proto.String("int32.gte")}.Build()}} {
		assert.NotPanics(t, func() { protofields.Fields(&protovalidate.ValidationError{Violations: []*protovalidate.Violation{v}}) })
	}
}

func Example() {
	// A message type with a rule: string name = 1 [(buf.validate.field).string.min_len = 3];
	m := newMessage()
	m.Set(m.Descriptor().Fields().ByName("name"), protoreflect.ValueOfString("ab"))

	for _, f := range protofields.Fields(protovalidate.Validate(m)) {
		var short invalid.TooShortError
		if errors.As(f.Err, &short) {
			fmt.Println(f.Pointer, short.Message(messages.SimplifiedChinese).Detail)
		}
	}
	// Output: /name 内容太短，至少要有 3 个字符。
}

func newMessage() *dynamicpb.Message {
	rules := validate.FieldRules_builder{String: validate.StringRules_builder{MinLen: proto.Uint64(3)}.Build()}.Build()
	options := &descriptorpb.FieldOptions{}
	proto.SetExtension(options, validate.E_Field, rules)
	d, err := protodesc.NewFile(&descriptorpb.FileDescriptorProto{
		Name: proto.String("example.proto"), Package: proto.String("example"), Syntax: proto.String("proto3"),
		MessageType: []*descriptorpb.DescriptorProto{{
			Name: proto.String("Order"),
			Field: []*descriptorpb.FieldDescriptorProto{{
				Name: proto.String("name"), Number: proto.Int32(1), Options: options,
				Type: descriptorpb.FieldDescriptorProto_TYPE_STRING.Enum(), Label: descriptorpb.FieldDescriptorProto_LABEL_OPTIONAL.Enum(),
			}},
		}},
	}, protoregistry.GlobalFiles)
	if err != nil {
		panic(err)
	}
	return dynamicpb.NewMessage(d.Messages().Get(0))
}
