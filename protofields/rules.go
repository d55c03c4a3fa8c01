package protofields

import (
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"

	"buf.build/gen/go/bufbuild/protovalidate/protocolbuffers/go/buf/validate"
	"buf.build/go/protovalidate"
	"github.com/httpstatus-go/httpstatus/invalid"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/known/durationpb"
	"google.golang.org/protobuf/types/known/fieldmaskpb"
	"google.golang.org/protobuf/types/known/timestamppb"
)

// meaning returns the status of a standard rule, with its value; nil for any other rule.
func (o Options) meaning(v *protovalidate.Violation) error {
	id := v.Proto.GetRuleId()
	if id == "required" {
		return invalid.Required
	}
	if id == "message.oneof" {
		return o.oneof(v.Proto.GetMessage())
	}
	kind, rule, ok := strings.Cut(id, ".")
	if !ok {
		return nil
	}
	if strings.HasSuffix(rule, "_empty") {
		return invalid.Required
	}
	r := rulesOf(v)
	if err := compared(kind, rule, r); err != nil {
		return err
	}
	switch kind {
	case "string":
		return text(rule, r)
	case "bytes":
		return data(rule, r)
	case "repeated", "map":
		switch rule {
		case "min_items", "min_pairs":
			return invalid.TooFewItemsError{Min: r.number(rule)}
		case "max_items", "max_pairs":
			return invalid.TooManyItemsError{Max: r.number(rule)}
		case "unique":
			return invalid.Duplicate
		}
	case "enum":
		if rule == "defined_only" {
			return invalid.OneOfError{Values: enumNames(v.FieldDescriptor)}
		}
	case "timestamp":
		switch rule {
		case "lt_now":
			return invalid.NotPast
		case "gt_now":
			return invalid.NotFuture
		case "within":
			return invalid.TooFarFromNowError{Within: r.text(rule)}
		}
	case "float", "double":
		if rule == "finite" {
			return invalid.Number
		}
	}
	return nil
}

// oneof returns what the message of the rule says, which has the names of the fields alone.
func (o Options) oneof(message string) error {
	names, missing := strings.CutPrefix(message, "one of ")
	names, _, _ = strings.Cut(strings.TrimPrefix(names, "only one of "), " must be set")
	names, _, _ = strings.Cut(names, " can be set")
	if !o.ProtoNames {
		all := strings.Split(names, ", ")
		for i, name := range all {
			all[i] = jsonName(name)
		}
		names = strings.Join(all, ", ")
	}
	if missing {
		return invalid.OneRequiredError{Names: names}
	}
	return invalid.NotTogetherError{Names: names}
}

// compared returns the status of a rule that compares a value of any kind with others.
func compared(kind, rule string, r rules) error {
	isInt := strings.Contains(kind, "int") || strings.Contains(kind, "fixed")
	switch rule {
	case "const":
		return invalid.NotEqualError{Value: r.text("const")}
	case "in":
		return invalid.OneOfError{Values: r.text("in")}
	case "not_in":
		return invalid.NoneOfError{Values: r.text("not_in")}
	case "gt":
		return invalid.NotAboveError{Limit: r.text("gt")}
	case "gte":
		return invalid.TooSmallError{Min: r.text("gte")}
	case "lt":
		return invalid.NotBelowError{Limit: r.text("lt")}
	case "lte":
		return invalid.TooLargeError{Max: r.text("lte")}
	}
	bounds, outside := strings.CutSuffix(rule, "_exclusive")
	low, high, ok := strings.Cut(bounds, "_")
	switch {
	case !ok || low != "gt" && low != "gte" || high != "lt" && high != "lte":
		return nil
	case outside: // the value may be above the one or below the other
		return invalid.InGapError{Low: r.text(high), High: r.text(low)}
	}
	e := invalid.OutOfRangeError{Min: r.text(low), Max: r.text(high)}
	if isInt { // of integers there is a least and a greatest
		if low == "gt" {
			e.Min = add(e.Min, 1)
		}
		if high == "lt" {
			e.Max = add(e.Max, -1)
		}
	}
	return e
}

// add returns the integer n and d more. A bound of an open range can be neither end of its type.
func add(n string, d int64) string {
	if i, err := strconv.ParseInt(n, 10, 64); err == nil {
		return strconv.FormatInt(i+d, 10)
	}
	if u, err := strconv.ParseUint(n, 10, 64); err == nil {
		return strconv.FormatUint(u+uint64(d), 10)
	}
	return n
}

func text(rule string, r rules) error {
	switch rule {
	case "len":
		return invalid.WrongLengthError{Length: r.number(rule)}
	case "min_len":
		return invalid.TooShortError{Min: r.number(rule)}
	case "max_len":
		return invalid.TooLongError{Max: r.number(rule)}
	case "len_bytes":
		return invalid.WrongByteLengthError{Length: r.number(rule)}
	case "min_bytes":
		return invalid.TooFewBytesError{Min: r.number(rule)}
	case "max_bytes":
		return invalid.TooManyBytesError{Max: r.number(rule)}
	case "not_contains":
		return invalid.ForbiddenPartError{Part: r.text(rule)}
	case "email":
		return invalid.Email
	case "hostname", "address", "host_and_port":
		return invalid.Hostname
	case "uri", "uri_ref":
		return invalid.URL
	case "tuuid":
		return invalid.UUID
	case "ulid":
		return invalid.FormatError{Format: "ULID"}
	case "protobuf_fqn", "protobuf_dot_fqn":
		return invalid.FormatError{Format: "Protobuf FQN"}
	case "well_known_regex.header_name":
		return invalid.FormatError{Format: "HTTP field name"}
	case "well_known_regex.header_value":
		return invalid.FormatError{Format: "HTTP field value"}
	}
	return textOrData(rule, r)
}

func data(rule string, r rules) error {
	switch rule {
	case "len":
		return invalid.WrongByteLengthError{Length: r.number(rule)}
	case "min_len":
		return invalid.TooFewBytesError{Min: r.number(rule)}
	case "max_len":
		return invalid.TooManyBytesError{Max: r.number(rule)}
	}
	return textOrData(rule, r)
}

func textOrData(rule string, r rules) error {
	switch rule {
	case "pattern":
		return invalid.PatternError{Pattern: r.text(rule)}
	case "prefix":
		return invalid.MissingPrefixError{Prefix: r.text(rule)}
	case "suffix":
		return invalid.MissingSuffixError{Suffix: r.text(rule)}
	case "contains":
		return invalid.MissingPartError{Part: r.text(rule)}
	case "uuid":
		return invalid.UUID
	case "ip", "ipv4", "ipv6":
		return invalid.IP
	case "ip_prefix", "ipv4_prefix", "ipv6_prefix", "ip_with_prefixlen", "ipv4_with_prefixlen", "ipv6_with_prefixlen":
		return invalid.Network
	}
	return nil
}

// rules are those of a field that stand beside the one that is violated: a range has two.
type rules struct {
	violation *protovalidate.Violation
	message   protoreflect.Message // a StringRules, a RepeatedRules …; nil if it cannot be had
}

// rulesOf follows the path of the rule from the options of the field.
func rulesOf(v *protovalidate.Violation) rules {
	r := rules{violation: v}
	if v.FieldDescriptor == nil || !proto.HasExtension(v.FieldDescriptor.Options(), validate.E_Field) {
		return r
	}
	of, ok := proto.GetExtension(v.FieldDescriptor.Options(), validate.E_Field).(*validate.FieldRules)
	if !ok {
		return r
	}
	m := of.ProtoReflect()
	path := v.Proto.GetRule().GetElements()
	for i, e := range path {
		if i == len(path)-1 {
			r.message = m
			break
		}
		f := m.Descriptor().Fields().ByNumber(protoreflect.FieldNumber(e.GetFieldNumber()))
		if f == nil || f.Message() == nil || f.IsList() || f.IsMap() {
			break
		}
		m = m.Get(f).Message()
	}
	return r
}

// value returns that of a rule.
func (r rules) value(name string) (protoreflect.FieldDescriptor, protoreflect.Value) {
	if r.message != nil {
		if f := r.message.Descriptor().Fields().ByName(protoreflect.Name(name)); f != nil && r.message.Has(f) {
			return f, r.message.Get(f)
		}
	}
	return r.violation.RuleDescriptor, r.violation.RuleValue
}

// number returns the value of a rule that counts.
func (r rules) number(name string) int {
	_, v := r.value(name)
	if !v.IsValid() {
		return 0
	}
	n, _ := strconv.Atoi(v.String())
	return n
}

// text returns the value of a rule as it is read.
func (r rules) text(name string) string {
	f, v := r.value(name)
	if !v.IsValid() {
		return "…"
	}
	list, ok := v.Interface().(protoreflect.List)
	if !ok {
		return r.one(f, v)
	}
	var all []string
	for i := range list.Len() {
		all = append(all, r.one(f, list.Get(i)))
	}
	return strings.Join(all, ", ")
}

func (r rules) one(f protoreflect.FieldDescriptor, v protoreflect.Value) string {
	switch x := v.Interface().(type) {
	case []byte:
		if f != nil && f.Name() == "pattern" {
			return string(x)
		}
		return hex.EncodeToString(x)
	case int32:
		// Rules have the numbers of an enumeration, JSON has its names.
		if of := r.violation.FieldDescriptor; of != nil && of.Enum() != nil {
			if name := of.Enum().Values().ByNumber(protoreflect.EnumNumber(x)); name != nil {
				return string(name.Name())
			}
		}
	case protoreflect.Message:
		switch m := x.Interface().(type) {
		case *timestamppb.Timestamp:
			return m.AsTime().Format("2006-01-02T15:04:05.999999999Z07:00")
		case *durationpb.Duration:
			return m.AsDuration().String()
		case *fieldmaskpb.FieldMask:
			return strings.Join(m.GetPaths(), ",")
		}
	}
	return fmt.Sprint(v.Interface())
}

// enumNames returns the names of the values of an enumeration.
func enumNames(f protoreflect.FieldDescriptor) string {
	if f == nil || f.Enum() == nil {
		return "…"
	}
	var all []string
	for i := range f.Enum().Values().Len() {
		all = append(all, string(f.Enum().Values().Get(i).Name()))
	}
	return strings.Join(all, ", ")
}
