// Package protofields tells the reader, in the reader's language, what protovalidate has found: it makes fields of package
// problem of violations.
//
//	if err := protovalidate.Validate(order); err != nil {
//		if fields := protofields.Fields(err); fields != nil {
//			return &problem.Error{Code: httpstatus.UnprocessableContent, Fields: fields, Err: err}
//		}
//		return err // a rule that cannot be compiled, or that failed: the server's fault
//	}
//
// Every standard rule has a status of package invalid, with the value of the rule: string.min_len = 3 is invalid.TooShort, in
// English "This is too short. The minimum number of characters is 3." Rules of one's own get theirs from Options.
package protofields

import (
	"errors"
	"strconv"
	"strings"

	"buf.build/gen/go/bufbuild/protovalidate/protocolbuffers/go/buf/validate"
	"buf.build/go/protovalidate"
	"github.com/httpstatus-go/httpstatus/invalid"
	"github.com/httpstatus-go/httpstatus/problem"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
)

// Fields returns what protovalidate found: a field for each violation of the first protovalidate.ValidationError in the tree
// of err, in its order. It returns nil if there is none, as in the error of a rule that cannot be compiled.
//
// The pointer has the names that protojson writes, order_id as orderId, as far as they can be told; with Options.Message all
// of them are exact. The value that was refused is in no field: it can be a secret.
func Fields(err error) []problem.Field { return Options{}.Fields(err) }

// Options are what Fields can be told beside the error. The zero Options are those of the function [Fields].
type Options struct {
	// Rule says what a violation of the application's own rules means: a status, or an error of a table with its values. It
	// is asked first, also for standard rules; for nil those have the status of package invalid. What nobody knows is
	// invalid.Format with the ID of the rule, and the message of the rule is its Detail, in whatever language it is.
	Rule func(*protovalidate.Violation) error

	// Message is the message that was validated. It has the names of its fields in JSON where they are set by json_name.
	Message proto.Message

	// ProtoNames says that the JSON has the names of the .proto file, as with UseProtoNames of protojson.
	ProtoNames bool
}

// Fields is the function [Fields], with the options.
func (o Options) Fields(err error) []problem.Field {
	e, ok := errors.AsType[*protovalidate.ValidationError](err)
	if !ok || e == nil {
		return nil
	}
	var fields []problem.Field
	for _, v := range e.Violations {
		f := problem.Field{Pointer: o.pointer(v)}
		if o.Rule != nil {
			f.Err = o.Rule(v)
		}
		if f.Err == nil {
			f.Err = o.meaning(v)
		}
		if f.Err == nil {
			f.Err, f.Detail = invalid.FormatError{Format: v.Proto.GetRuleId()}, v.Proto.GetMessage()
		}
		fields = append(fields, f)
	}
	return fields
}

// pointer returns where in the JSON the field is.
func (o Options) pointer(v *protovalidate.Violation) string {
	var in protoreflect.MessageDescriptor
	if o.Message != nil {
		in = o.Message.ProtoReflect().Descriptor()
	}
	path := v.Proto.GetField().GetElements()
	var b strings.Builder
	for i, e := range path {
		var field protoreflect.FieldDescriptor
		switch {
		case in != nil:
			field = in.Fields().ByName(protoreflect.Name(e.GetFieldName()))
		case i == len(path)-1 && v.FieldDescriptor != nil && string(v.FieldDescriptor.Name()) == e.GetFieldName():
			field = v.FieldDescriptor
		}
		in = nil
		name := e.GetFieldName()
		switch {
		case o.ProtoNames:
		case field != nil:
			name = field.JSONName()
		default:
			name = jsonName(name)
		}
		writeToken(&b, name)
		switch e.WhichSubscript() {
		case validate.FieldPathElement_Index_case:
			writeToken(&b, strconv.FormatUint(e.GetIndex(), 10))
		case validate.FieldPathElement_BoolKey_case:
			writeToken(&b, strconv.FormatBool(e.GetBoolKey()))
		case validate.FieldPathElement_IntKey_case:
			writeToken(&b, strconv.FormatInt(e.GetIntKey(), 10))
		case validate.FieldPathElement_UintKey_case:
			writeToken(&b, strconv.FormatUint(e.GetUintKey(), 10))
		case validate.FieldPathElement_StringKey_case:
			writeToken(&b, e.GetStringKey())
		}
		if field != nil {
			if field.IsMap() {
				field = field.MapValue()
			}
			in = field.Message()
		}
	}
	return b.String()
}

// writeToken adds a name to a JSON Pointer (RFC 6901, 3).
func writeToken(b *strings.Builder, name string) {
	b.WriteByte('/')
	b.WriteString(strings.ReplaceAll(strings.ReplaceAll(name, "~", "~0"), "/", "~1"))
}

// jsonName returns the name that a field has in JSON if the .proto file sets none: order_id is orderId.
func jsonName(name string) string {
	var b strings.Builder
	upper := false
	for _, c := range []byte(name) {
		switch {
		case c == '_':
			upper = true
			continue
		case upper && 'a' <= c && c <= 'z':
			c -= 'a' - 'A'
		}
		upper = false
		b.WriteByte(c)
	}
	return b.String()
}
