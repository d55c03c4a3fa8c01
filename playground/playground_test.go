package playground_test

import (
	"errors"
	"fmt"
	"net/http"
	"reflect"
	"strings"
	"testing"
	"unicode"

	"github.com/go-playground/validator/v10"
	"github.com/httpstatus-go/httpstatus"
	"github.com/httpstatus-go/httpstatus/invalid"
	"github.com/httpstatus-go/httpstatus/messages"
	"github.com/httpstatus-go/httpstatus/playground"
	"github.com/httpstatus-go/httpstatus/problem"
	"github.com/httpstatus-go/httpstatus/statustest"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func Example() {
	type Item struct {
		Product string `json:"product" validate:"required"`
		Count   int    `json:"count" validate:"min=1,max=99"`
	}
	type Order struct {
		Email string `json:"email" validate:"required,email"`
		Items []Item `json:"items" validate:"min=1,dive"`
	}
	validate := validator.New(validator.WithRequiredStructEnabled())
	validate.RegisterTagNameFunc(playground.TagName)

	err := validate.Struct(Order{Email: "wang", Items: []Item{{Product: "tea", Count: 100}}})
	for _, f := range playground.Fields(err) {
		text := f.Err.(interface {
			Message(*messages.Dictionary) messages.Message
		})
		fmt.Println(f.Pointer, f.Err)
		fmt.Println("  ", text.Message(messages.SimplifiedChinese).Detail)
	}
	// Output:
	// /email 422.1072 Not an email address
	//    这不是邮箱地址。请输入邮箱地址，例如 name@example.com。
	// /items/0/count 422.1032 Too large (max="99")
	//    这个值太大，不能大于 99。
}

func ExampleOptions() {
	type Password struct {
		Old   string `json:"old_password"`
		New   string `json:"new_password" validate:"nefield=Old,strong"`
		Again string `json:"again" validate:"eqfield=New"`
	}
	validate := validator.New()
	validate.RegisterTagNameFunc(playground.TagName)
	validate.RegisterValidation("strong", func(f validator.FieldLevel) bool { return strings.ContainsFunc(f.Field().String(), unicode.IsDigit) })

	p := Password{New: "secret", Again: "secrets"}
	fields := playground.Options{
		Struct: p,
		Tag: func(e validator.FieldError) error {
			if e.Tag() == "strong" {
				return invalid.MissingCharacterError{Characters: "0–9"}
			}
			return nil
		},
	}.Fields(validate.Struct(p))
	for _, f := range fields {
		fmt.Println(f.Pointer, f.Err)
	}
	// Output:
	// /new_password 422.1058 Character missing (characters="0–9")
	// /again 422.1044 Not the same (name="new_password")
}

type base struct {
	ID string `json:"id" validate:"required"`
}

type named struct {
	Note string `json:"note" validate:"required"`
}

type leaf struct {
	Name string `json:"na.me/[~]%" validate:"required"`
}

type page[T any] struct {
	Items []T `json:"items" validate:"dive"`
}

type everything struct {
	base
	*Pointed
	Named    named `json:"named"`
	Embedded `json:"embedded"`
	Lists    [][]leaf            `json:"lists" validate:"dive,dive"`
	Map      map[string]leaf     `json:"map" validate:"dive,keys,max=5,endkeys"`
	Numbers  map[int]*leaf       `json:"numbers" validate:"dive"`
	Page     page[leaf]          `json:"page"`
	Untagged string              `validate:"required"`
	Odd      string              `json:"?odd" validate:"required"`
	Colon    string              `json:"colon:" validate:"required"`
	Omitted  string              `json:",omitempty" validate:"required"`
	Hidden   string              `json:"-" validate:"required"`
	Form     string              `json:"-" form:"size,default=1" validate:"required"`
	IDs      []int               `query:"ids" validate:"dive,min=1"`
	Path     string              `uri:"order.id" validate:"required"`
	Header   string              `header:"X-Request-ID" validate:"required"`
	Both     string              `form:"both" json:"both" validate:"required"`
	Sub      struct{ In string } `form:"sub" validate:"required"`
}

type Pointed struct {
	At string `json:"at" validate:"required"`
}

type Embedded struct {
	In string `json:"in" validate:"required"`
}

func newEverything() everything {
	return everything{
		Pointed: &Pointed{},
		Lists:   [][]leaf{nil, {{Name: "a"}, {}}},
		Map:     map[string]leaf{"a/b.c": {}, "a]b": {}},
		Numbers: map[int]*leaf{-7: {}},
		Page:    page[leaf]{Items: []leaf{{}}},
		IDs:     []int{1, 0},
	}
}

// places are where the fields of newEverything are: ? is a parameter, : a header field.
var places = []string{
	"/id", "/at", "/named/note", "/embedded/in",
	"/lists/1/1/na.me~1[~0]%", "/map/a~1b.c/na.me~1[~0]%", "/map/a]b/na.me~1[~0]%", "/numbers/-7/na.me~1[~0]%", "/page/items/0/na.me~1[~0]%",
	"/Untagged", "/?odd", "/colon:", "/Omitted", "", "?size", "?ids", "?order.id", ":X-Request-ID", "/both", "?sub",
}

func where(fields []problem.Field) []string {
	var all []string
	for _, f := range fields {
		switch {
		case f.Parameter != "":
			all = append(all, "?"+f.Parameter)
		case f.Header != "":
			all = append(all, ":"+f.Header)
		default:
			all = append(all, f.Pointer)
		}
	}
	return all
}

func newValidator() *validator.Validate {
	validate := validator.New(validator.WithRequiredStructEnabled())
	validate.RegisterTagNameFunc(playground.TagName)
	return validate
}

func TestPlaces(t *testing.T) {
	validate := newValidator()
	err := validate.Struct(newEverything())
	assert.ElementsMatch(t, places, where(playground.Fields(err)))
	assert.ElementsMatch(t, places, where(playground.Options{Struct: &everything{}}.Fields(err)))

	anonymous := struct {
		Items []leaf `json:"items" validate:"dive"`
		Name  string `validate:"required"`
	}{Items: []leaf{{}}}
	err = validate.Struct(anonymous)
	assert.Equal(t, []string{"/items/0/na.me~1[~0]%", "/Name"}, where(playground.Fields(err)))
	assert.Equal(t, []string{"/items/0/na.me~1[~0]%", "/Name"}, where(playground.Options{Struct: anonymous}.Fields(err)))

	// The name of a generic struct has points and brackets.
	assert.Equal(t, []string{"/items/0/na.me~1[~0]%"}, where(playground.Fields(validate.Struct(page[leaf]{Items: []leaf{{}}}))))
	assert.Equal(t, []string{"/items/0"}, where(playground.Fields(validate.Struct(struct {
		Items []string `json:"items" validate:"dive,required"`
	}{[]string{""}}))))
	assert.Equal(t, []string{"/1/id"}, where(playground.Fields(validate.Var([]base{{"a"}, {}}, "dive"))))
	assert.Equal(t, []string{"/key"}, where(playground.Fields(validate.VarWithKey("key", "", "required"))))

	// Without TagName, the names are Go's.
	assert.Equal(t, []string{"/ID"}, where(playground.Fields(validator.New().Struct(base{}))))
	// A member can have the name "-" in JSON, which is a mark in the validator's namespaces.
	assert.Equal(t, "%2D", playground.TagName(reflect.StructField{Name: "Dash", Tag: `json:"-,"`}))
	assert.Equal(t, []string{"/-"}, where(playground.Fields(failure{namespace: "T.%2D", goNamespace: "T.Dash"})))
	assert.Equal(t, []string{""}, where(playground.Fields(failure{namespace: "T.-", goNamespace: "T.Dash"})))
	// A validation of the whole struct names the field by itself.
	validate = newValidator()
	validate.RegisterStructValidation(func(s validator.StructLevel) {
		s.ReportError("", "total", "Total", "max", "9")
	}, named{})
	assert.Equal(t, []string{"/total"}, where(playground.Fields(validate.Struct(named{Note: "a"}))))
}

type travel struct {
	From  string `json:"from"`
	To    string `query:"to" validate:"nefield=From"`
	Stays []stay `json:"stays" validate:"dive"`
	Payer payer  `json:"payer"`
}

type stay struct {
	Arrival   int `json:"arrival"`
	Departure int `json:"departure" validate:"gtfield=Arrival"`
	Nights    int `json:"nights" validate:"required_without_all=Arrival Unknown"`
}

type payer struct {
	Name string `json:"name" validate:"eqcsfield=From"`
	Card string `json:"card"`
}

func TestOtherFields(t *testing.T) {
	v := travel{From: "a", To: "a", Stays: []stay{{Arrival: 0, Departure: 0}}, Payer: payer{Name: "b"}}
	err := newValidator().Struct(v)
	want := map[string]error{
		"?to":                invalid.NotDifferentError{Name: "from"},
		"/stays/0/departure": invalid.NotAboveError{Limit: "arrival"},
		"/stays/0/nights":    invalid.RequiredWithoutError{Names: "arrival, Unknown"},
		"/payer/name":        invalid.NotSameError{Name: "from"},
	}
	for _, s := range []any{v, &v} {
		got := map[string]error{}
		fields := playground.Options{Struct: s}.Fields(err)
		for i, place := range where(fields) {
			got[place] = fields[i].Err
		}
		assert.Equal(t, want, got)
	}
	assert.Equal(t, invalid.NotDifferentError{Name: "From"}, playground.Fields(err)[0].Err)
	for _, s := range []any{nil, 1, (*travel)(nil), []int{}, struct{}{}} {
		assert.NotPanics(t, func() { playground.Options{Struct: s}.Fields(err) }, "%#v", s)
	}
}

func TestTree(t *testing.T) {
	validate := newValidator()
	a, b := validate.Struct(base{}), validate.Struct(named{})
	require.Error(t, a)
	err := fmt.Errorf("order: %w", errors.Join(a, nil, errors.New("other"), &problem.Error{Err: b}, b.(validator.ValidationErrors)[0]))
	assert.Equal(t, []string{"/id", "/note", "/note"}, where(playground.Fields(err)))

	for _, err := range []error{nil, errors.New("other"), validate.Struct(nil), validate.Struct(1), validator.ValidationErrors{}} {
		assert.Nil(t, playground.Fields(err), "%v", err)
	}
}

// An endless error has itself in it, twice.
type endless struct{}

func (endless) Error() string     { return "endless" }
func (e endless) Unwrap() []error { return []error{e, e} }

func TestEndless(t *testing.T) { assert.Nil(t, playground.Fields(endless{})) }

// TestAnswer has what a reader gets.
func TestAnswer(t *testing.T) {
	validate := newValidator()
	h := problem.Handler(func(w http.ResponseWriter, r *http.Request) error {
		var v base
		if err := problem.DecodeJSON(w, r, &v); err != nil {
			return err
		}
		if err := validate.Struct(v); err != nil {
			return &problem.Error{Code: httpstatus.UnprocessableContent, Fields: playground.Fields(err), Err: err}
		}
		return nil
	})
	resp := statustest.Post(t, h, "/", statustest.JSON(map[string]string{}), statustest.Language("zh-CN"))
	statustest.Code(t, httpstatus.UnprocessableContent, resp)
	statustest.Fields(t, map[string]string{"/id": "required"}, resp)
	p := statustest.Problem(t, resp)
	require.NotNil(t, p)
	assert.Equal(t, invalid.Required.Message(invalid.SimplifiedChinese).Detail, p.Fields[0].Detail)
}

// FuzzNamespace reads the namespaces of other validators and of any keys of maps.
func FuzzNamespace(f *testing.F) {
	f.Add("Order.items[0].amount", "Order.Items[0].Amount", "Other.Field")
	f.Add("[", "]", "[")
	f.Add("a.?b[]]", "a..[[]", "..")
	f.Add("a[b", "a[b", "'")
	f.Fuzz(func(t *testing.T, namespace, goNamespace, param string) {
		fe := failure{namespace: namespace, goNamespace: goNamespace, param: param}
		for _, o := range []playground.Options{{}, {Struct: travel{}}} {
			fields := o.Fields(validator.ValidationErrors{fe})
			if len(fields) != 1 || fields[0].Err == nil {
				t.Errorf("%+v", fields)
			}
			if p := fields[0].Pointer; p != "" && p[0] != '/' {
				t.Errorf("%q is no JSON Pointer", p)
			}
		}
	})
}

// A failure is one that another validator has found.
type failure struct {
	validator.FieldError
	namespace, goNamespace, param string
}

func (f failure) Error() string           { return f.namespace }
func (f failure) Namespace() string       { return f.namespace }
func (f failure) StructNamespace() string { return f.goNamespace }
func (f failure) Tag() string             { return "eqfield" }
func (f failure) ActualTag() string       { return "eqfield" }
func (f failure) Param() string           { return f.param }
func (f failure) Kind() reflect.Kind      { return reflect.String }
