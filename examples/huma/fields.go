package main

import (
	"encoding/json"
	"errors"
	"regexp"
	"strconv"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/validation"
	"github.com/httpstatus-go/httpstatus/invalid"
	"github.com/httpstatus-go/httpstatus/problem"
)

// rules are the messages of huma, which say what is wrong in English and no other way, and what each is in package invalid.
// The first that fits counts. A message that none fits, as that of a Resolver, is invalid.Pattern: it is not what is expected.
var rules = []struct {
	message *regexp.Regexp
	err     func(values []string) error
	member  bool // huma names the object that lacks a member, and in the message the member
}{
	{form(validation.MsgUnexpectedProperty), one(invalid.NotAllowed), false},
	{form("required %s parameter is missing"), one(invalid.Required), false},
	{form(validation.MsgExpectedRequiredProperty), one(invalid.Required), true},
	{form(validation.MsgExpectedDependentRequiredProperty), func(v []string) error { return invalid.RequiredWithError{Names: v[1]} }, true},
	{form(validation.MsgExpectedRFC3339DateTime), one(invalid.DateTime), false},
	{form(validation.MsgExpectedRFC1123DateTime), one(invalid.DateTime), false},
	{form(validation.MsgExpectedRFC3339Date), one(invalid.Date), false},
	{form(validation.MsgExpectedRFC3339Time), one(invalid.Time), false},
	{form(validation.MsgExpectedRFC5322Email), one(invalid.Email), false},
	{form(validation.MsgExpectedRFC5890Hostname), one(invalid.Hostname), false},
	{form(validation.MsgExpectedRFC2673IPv4), one(invalid.IP), false},
	{form(validation.MsgExpectedRFC2373IPv6), one(invalid.IP), false},
	{form(validation.MsgExpectedRFCIPAddr), one(invalid.IP), false},
	{form(validation.MsgExpectedRFC3986URI), one(invalid.URL), false},
	{form(validation.MsgExpectedRFC4122UUID), one(invalid.UUID), false},
	{form(validation.MsgExpectedRFC6570URITemplate), one(invalid.FormatError{Format: "URI Template"}), false},
	{form(validation.MsgExpectedRFC6901JSONPointer), one(invalid.FormatError{Format: "JSON Pointer"}), false},
	{form(validation.MsgExpectedRFC6901RelativeJSONPointer), one(invalid.FormatError{Format: "Relative JSON Pointer"}), false},
	{form(validation.MsgExpectedRegexp), one(invalid.FormatError{Format: "RE2"}), false},
	{form(validation.MsgExpectedDuration), one(invalid.Duration), false},
	{form(validation.MsgExpectedBase64String), one(invalid.Base64), false},
	{form(validation.MsgExpectedBoolean), one(invalid.Boolean), false},
	{form(validation.MsgExpectedNumber), one(invalid.Number), false},
	{form(validation.MsgExpectedInteger), one(invalid.Integer), false},
	{form("invalid integer"), one(invalid.Integer), false}, // of a parameter
	{form("invalid float"), one(invalid.Number), false},
	{form("invalid boolean"), one(invalid.Boolean), false},
	{form("invalid date/time for format %s"), one(invalid.DateTime), false},
	{form("invalid url.URL value"), one(invalid.URL), false},
	{form(validation.MsgExpectedString), one(invalid.TypeError{Type: "string"}), false},
	{form(validation.MsgExpectedArray), one(invalid.TypeError{Type: "array"}), false},
	{form(validation.MsgExpectedObject), one(invalid.TypeError{Type: "object"}), false},
	{form(validation.MsgExpectedArrayItemsUnique), one(invalid.Duplicate), false},
	{form(validation.MsgExpectedOneOf), func(v []string) error { return invalid.OneOfError{Values: v[0]} }, false},
	{form(validation.MsgExpectedMinimumNumber), func(v []string) error { return invalid.TooSmallError{Min: v[0]} }, false},
	{form(validation.MsgExpectedExclusiveMinimumNumber), func(v []string) error { return invalid.NotAboveError{Limit: v[0]} }, false},
	{form(validation.MsgExpectedMaximumNumber), func(v []string) error { return invalid.TooLargeError{Max: v[0]} }, false},
	{form(validation.MsgExpectedExclusiveMaximumNumber), func(v []string) error { return invalid.NotBelowError{Limit: v[0]} }, false},
	{form(validation.MsgExpectedNumberBeMultipleOf), func(v []string) error { return invalid.NotMultipleError{Step: v[0]} }, false},
	{form(validation.MsgExpectedMinLength), func(v []string) error { return invalid.TooShortError{Min: number(v[0])} }, false},
	{form(validation.MsgExpectedMaxLength), func(v []string) error { return invalid.TooLongError{Max: number(v[0])} }, false},
	{form(validation.MsgExpectedMinItems), func(v []string) error { return invalid.TooFewItemsError{Min: number(v[0])} }, false},
	{form(validation.MsgExpectedMaxItems), func(v []string) error { return invalid.TooManyItemsError{Max: number(v[0])} }, false},
	{form(validation.MsgExpectedMinProperties), func(v []string) error { return invalid.TooFewItemsError{Min: number(v[0])} }, false},
	{form(validation.MsgExpectedMaxProperties), func(v []string) error { return invalid.TooManyItemsError{Max: number(v[0])} }, false},
}

// one is what a message without values is.
func one(err error) func([]string) error { return func([]string) error { return err } }

// form is the messages that a format string makes, with a group for each value.
func form(format string) *regexp.Regexp {
	return regexp.MustCompile("^(?s:" + regexp.MustCompile(`%[vsd]`).ReplaceAllString(regexp.QuoteMeta(format), "(.*)") + ")$")
}

func number(s string) int {
	n, _ := strconv.Atoi(s) // huma made it from an int
	return n
}

// fields says of each error of huma what is wrong with which part of the request.
func fields(errs []error) []problem.Field {
	var fields []problem.Field
	for _, err := range errs {
		var detailer huma.ErrorDetailer
		if !errors.As(err, &detailer) {
			continue
		}
		detail := detailer.ErrorDetail()
		if content, ok := detail.Value.(string); ok && detail.Location == "body" {
			// The content as a whole. Of JSON that is none huma has lost where.
			var e *problem.Error
			if errors.As(problem.RequestError(json.Unmarshal([]byte(content), new(any))), &e) {
				fields = append(fields, e.Fields...)
				continue
			}
		}
		field := place(detail.Location)
		field.Err = invalid.Pattern
		for _, rule := range rules {
			if values := rule.message.FindStringSubmatch(detail.Message); values != nil {
				field.Err = rule.err(values[1:])
				if rule.member {
					field.Pointer += "/" + pointerToken.Replace(values[1])
				}
				break
			}
		}
		fields = append(fields, field)
	}
	return fields
}

var pointerToken = strings.NewReplacer("~", "~0", "/", "~1")

// place makes a place in the request of huma's "body.items[0].amount", "query.page" or "header.If-Match". A member whose name
// has a point in it looks like two.
func place(location string) problem.Field {
	part, name, _ := strings.Cut(location, ".")
	switch part {
	case "query", "path", "cookie", "form":
		return problem.Field{Parameter: name}
	case "header":
		return problem.Field{Header: name}
	}
	var pointer strings.Builder
	for token := range strings.FieldsFuncSeq(strings.TrimPrefix(location, "body"), func(c rune) bool { return strings.ContainsRune(".[]", c) }) {
		pointer.WriteString("/" + pointerToken.Replace(token))
	}
	return problem.Field{Pointer: pointer.String()}
}
