// Package playground tells the reader, in the reader's language, what go-playground/validator has found: it makes fields of
// package problem of validation errors.
//
//	validate := validator.New(validator.WithRequiredStructEnabled())
//	validate.RegisterTagNameFunc(playground.TagName)
//
//	if err := validate.Struct(order); err != nil {
//		return &problem.Error{Code: httpstatus.UnprocessableContent, Fields: playground.Fields(err), Err: err}
//	}
//
// Every built-in tag has a status of package invalid, with the parameter of the tag as its value: min=3 on a text is
// invalid.TooShort, in English "This is too short. The minimum number of characters is 3.", on a list invalid.TooFewItems.
// Tags of one's own get theirs from Options.
//
// In gin the validator is behind binding.Validator.Engine(), and its errors come out of ShouldBind beside those of reading:
//
//	if err := c.ShouldBindJSON(&order); err != nil {
//		if fields := playground.Fields(err); fields != nil {
//			return &problem.Error{Code: httpstatus.UnprocessableContent, Fields: fields, Err: err}
//		}
//		return problem.RequestError(err)
//	}
package playground

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/go-playground/validator/v10"
	"github.com/httpstatus-go/httpstatus/problem"
)

// Fields returns what the validator found: a field for each validator.FieldError in the tree of err, in its order. It
// returns nil if there is none, as in the error of a validation that could not be made.
//
// A field is where TagName says it is. Without TagName, names are those that the validator has, and all of them are taken
// for names in JSON. The value that was refused is in no field: it can be a secret.
func Fields(err error) []problem.Field { return Options{}.Fields(err) }

// Options are what Fields can be told beside the error. The zero Options are those of the function [Fields].
type Options struct {
	// Tag says what a failure of the application's own tags means: a status, or an error of a table with its values. It is
	// asked first, also of built-in tags; for nil those have the status of package invalid. What nobody knows is
	// invalid.Format with the name of the tag.
	Tag func(validator.FieldError) error

	// Struct is the value that was validated, or a pointer to it. With it, the other fields that tags speak of, as in
	// eqfield=NewPassword, have the names that the client knows: new_password; without it, those that they have in the tag.
	Struct any
}

// Fields is the function [Fields], with the options.
func (o Options) Fields(err error) []problem.Field {
	var fields []problem.Field
	for _, fe := range find(err) {
		f := o.place(fe)
		if o.Tag != nil {
			f.Err = o.Tag(fe)
		}
		if f.Err == nil {
			f.Err = o.meaning(fe)
		}
		fields = append(fields, f)
	}
	return fields
}

// find returns the failures in the tree of an error, of which it looks at 1,000 errors at most: a tree can have no end.
func find(err error) []validator.FieldError {
	var found []validator.FieldError
	next := []error{err} // the last comes first
	for n := 0; len(next) > 0 && n < 1000; n++ {
		err, next = next[len(next)-1], next[:len(next)-1]
		switch x := err.(type) {
		case nil:
		case validator.ValidationErrors:
			found = append(found, x...)
		case validator.FieldError:
			found = append(found, x)
		case interface{ Unwrap() []error }:
			for _, inner := range slices.Backward(x.Unwrap()) {
				next = append(next, inner)
			}
		default:
			next = append(next, errors.Unwrap(err))
		}
	}
	return found
}

// sources are the tags of a struct that say where in a request a field is, the first that is there deciding.
var sources = []struct{ tag, mark string }{
	{"json", ""},
	{"form", "?"}, {"query", "?"}, {"schema", "?"},
	{"uri", "?"}, {"path", "?"}, {"param", "?"}, {"params", "?"},
	{"header", ":"}, {"reqHeader", ":"},
}

// TagName tells a validator the names that the client knows; see validator.Validate.RegisterTagNameFunc. They are those of
// the first of these struct tags:
//
//	json                          a member of the content: problem.Field.Pointer
//	form, query, schema           a parameter of the query or a form: Parameter
//	uri, path, param, params      a parameter of the path: Parameter
//	header, reqHeader             a field of the header: Header
//
// A field without any has its name in Go, as in encoding/json. What an embedded struct has is the outer one's, unless it has
// a name. A json:"-" is no name; an error there is one of the whole that the field is in.
//
// In the validator's namespaces a parameter is written "?page", a header field "X-Request-ID:", what has no name "-", and
// points and brackets of names percent-encoded, so that they can be read without doubt.
func TagName(f reflect.StructField) string {
	hidden := false
	for _, s := range sources {
		tag, ok := f.Tag.Lookup(s.tag)
		if !ok {
			continue
		}
		name, _, more := strings.Cut(tag, ",")
		if name == "-" && !more {
			hidden = true
			continue
		}
		switch name = escaper.Replace(name); {
		case name == "":
			continue
		case s.mark == "?":
			return "?" + name
		case s.mark == ":":
			return name + ":"
		case name == "-", strings.HasPrefix(name, "?"), strings.HasSuffix(name, ":"):
			// A name that looks like a mark: one of its bytes is written in another way.
			i := 0
			if strings.HasSuffix(name, ":") {
				i = len(name) - 1
			}
			return name[:i] + fmt.Sprintf("%%%02X", name[i]) + name[i+1:]
		}
		return name
	}
	t := f.Type
	if t != nil && t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if hidden || f.Anonymous && t != nil && t.Kind() == reflect.Struct {
		return "-"
	}
	return f.Name
}

var (
	escaper   = strings.NewReplacer("%", "%25", ".", "%2E", "[", "%5B", "]", "%5D")
	unescaper = strings.NewReplacer("%25", "%", "%2E", ".", "%5B", "[", "%5D", "]", "%2D", "-", "%3F", "?", "%3A", ":")
)

// A step of a namespace: a field's name, or a key of a map or an index.
type step struct {
	name  string
	isKey bool
}

// steps reads a namespace: "Order.items[0].amount".
func steps(namespace string) []step {
	var all []step
	for s := namespace; s != ""; {
		if s[0] == '[' {
			key, rest := cutKey(s[1:])
			all = append(all, step{key, true})
			s = strings.TrimPrefix(rest, ".")
			continue
		}
		end := strings.IndexAny(s, ".[")
		if end < 0 {
			end = len(s)
		}
		all = append(all, step{s[:end], false})
		s = strings.TrimPrefix(s[end:], ".")
	}
	return all
}

// cutKey returns a key and what is behind its bracket. A key can have brackets: it ends at the first one that is followed by
// what can follow a key.
func cutKey(s string) (key, rest string) {
	for i := range len(s) {
		if s[i] == ']' && (i+1 == len(s) || s[i+1] == '.' || s[i+1] == '[') {
			return s[:i], s[i+1:]
		}
	}
	return s, ""
}

// inside returns the steps without the name of the struct that was validated, with which a namespace begins if it has one.
func (o Options) inside(names, goNames []step) ([]step, []step) {
	if len(names) == 0 || len(goNames) == 0 || names[0] != goNames[0] || names[0].isKey {
		return names, goNames
	}
	if t := o.structType(); t != nil {
		name, _, _ := strings.Cut(t.Name(), "[")
		if names[0].name != name {
			return names, goNames
		}
	} else if !slices.ContainsFunc(names[1:], func(s step) bool { return !s.isKey }) {
		return names, goNames // of an unnamed struct, or of no struct
	}
	n := 1
	for n < len(names) && n < len(goNames) && names[n].isKey {
		n++ // the type parameters of a generic struct
	}
	return names[n:], goNames[n:]
}

// place says where the field is.
func (o Options) place(fe validator.FieldError) problem.Field {
	names, _ := o.inside(steps(fe.Namespace()), steps(fe.StructNamespace()))
	for _, s := range slices.Backward(names) {
		if s.isKey || s.name == "-" {
			continue
		}
		if name, ok := strings.CutPrefix(s.name, "?"); ok {
			return problem.Field{Parameter: unescaper.Replace(name)}
		}
		if name, ok := strings.CutSuffix(s.name, ":"); ok {
			return problem.Field{Header: unescaper.Replace(name)}
		}
		break
	}
	var pointer strings.Builder
	for _, s := range names {
		if !s.isKey {
			if s.name == "-" {
				continue
			}
			s.name = plain(s.name)
		}
		pointer.WriteByte('/')
		pointer.WriteString(strings.ReplaceAll(strings.ReplaceAll(s.name, "~", "~0"), "/", "~1"))
	}
	return problem.Field{Pointer: pointer.String()}
}

// plain returns a name as the client knows it.
func plain(name string) string {
	return unescaper.Replace(strings.TrimSuffix(strings.TrimPrefix(name, "?"), ":"))
}

func (o Options) structType() reflect.Type {
	t := reflect.TypeOf(o.Struct)
	for t != nil && t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if t == nil || t.Kind() != reflect.Struct {
		return nil
	}
	return t
}

// other returns the name by which the client knows another field, which a tag names as it is in Go, from the struct of the
// tag or from the outermost: "Inner.Password".
func (o Options) other(fe validator.FieldError, param string) string {
	top := o.structType()
	if top == nil {
		return param
	}
	_, path := o.inside(steps(fe.Namespace()), steps(fe.StructNamespace()))
	for len(path) > 0 && path[len(path)-1].isKey {
		path = path[:len(path)-1]
	}
	if len(path) > 0 {
		if own, _ := walk(top, path[:len(path)-1]); own != nil {
			if t, name := walk(own, steps(param)); t != nil {
				return name
			}
		}
	}
	if t, name := walk(top, steps(param)); t != nil {
		return name
	}
	return param
}

// walk follows the names of fields in Go, and returns the type at the end and the names that the client knows; nil if
// there is no such field.
func walk(t reflect.Type, path []step) (reflect.Type, string) {
	var names []string
	for _, s := range path {
		t = indirect(t)
		if s.isKey {
			switch t.Kind() {
			case reflect.Slice, reflect.Array, reflect.Map:
				t = t.Elem()
				names = append(names, s.name)
				continue
			}
			return nil, ""
		}
		if t.Kind() != reflect.Struct {
			return nil, ""
		}
		f, ok := t.FieldByName(s.name)
		if !ok {
			return nil, ""
		}
		if name := TagName(f); name != "-" {
			names = append(names, plain(name))
		}
		t = f.Type
	}
	return indirect(t), strings.Join(names, ".")
}

func indirect(t reflect.Type) reflect.Type {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	return t
}
