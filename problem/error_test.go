package problem

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"strings"
	"testing"

	"github.com/httpstatus-go/httpstatus"
	"github.com/httpstatus-go/httpstatus/messages"
	"golang.org/x/text/language"
)

// An upstream is an error with a status of its tooLittle, of another package.
type upstream struct {
	code  int
	cause error
}

func (u upstream) Error() string   { return "upstream" }
func (u upstream) StatusCode() int { return u.code }
func (u upstream) Unwrap() error   { return u.cause }

// A quota is an error with text of its tooLittle, of the sort that generated packages have.
type quota struct{ left int }

func (q quota) Error() string   { return "quota" }
func (q quota) StatusCode() int { return 429 }
func (q quota) Unwrap() error   { return httpstatus.TooManyRequests.Sub(1001) }
func (q quota) Message(d *messages.Dictionary) messages.Message {
	m := d.Code(429)
	m.Detail = fmt.Sprintf("%d left (%v)", q.left, d.Tag())
	return m
}

func TestResolve(t *testing.T) {
	syntax := json.Unmarshal([]byte("{"), new(any))
	mismatch := json.Unmarshal([]byte("1"), new(string))
	_, missing := os.Open("testdata/no-such-file")
	var none *Error
	for _, tt := range []struct {
		name   string
		err    error
		want   string // the code, or the substatus
		misuse bool
	}{
		{"code", httpstatus.NotFound, "404", false},
		{"code, wrapped", fmt.Errorf("find: %w", httpstatus.NotFound), "404", false},
		{"code, joined", errors.Join(errors.New("x"), httpstatus.Gone, httpstatus.NotFound), "410", false},
		{"code, unknown", httpstatus.Code(499), "499", false},
		{"code, of no class", httpstatus.Code(999), "999", false},
		{"code, of success", httpstatus.OK, "500", true},
		{"code, not modified", httpstatus.NotModified, "500", true},
		{"code, of two digits", httpstatus.Code(99), "500", true},
		{"code, of four digits", httpstatus.Code(1000), "500", true},
		{"code, negative", httpstatus.Code(-404), "500", true},
		{"substatus", httpstatus.IISDirectoryListingDenied, "403.14", false},
		{"substatus, wrapped", fmt.Errorf("list: %w", httpstatus.IISDirectoryListingDenied), "403.14", false},
		{"substatus, own", httpstatus.Forbidden.Sub(1001), "403.1001", false},
		{"substatus 0, known", httpstatus.NotFound.Sub(0), "404.0", false},
		{"substatus 0, unknown", httpstatus.Gone.Sub(0), "410", false},
		{"substatus, negative", httpstatus.Forbidden.Sub(-1), "403", true},
		{"substatus, too large", httpstatus.Forbidden.Sub(65536), "403", true},
		{"substatus, of success", httpstatus.OK.Sub(14), "500", true},
		{"Error", &Error{Code: 404}, "404", false},
		{"Error, wrapped", fmt.Errorf("x: %w", &Error{Code: 404}), "404", false},
		{"Error, substatus", &Error{Code: 403, Sub: 14}, "403.14", false},
		{"Error, its cause is another status", &Error{Code: 404, Err: httpstatus.IISDirectoryListingDenied}, "404", false},
		{"Error, its cause is of the same code", &Error{Code: 403, Err: fmt.Errorf("x: %w", httpstatus.IISDirectoryListingDenied)}, "403.14", false},
		{"Error, its cause is another substatus", &Error{Code: 403, Sub: 1, Err: httpstatus.IISDirectoryListingDenied}, "403.1", false},
		{"Error, of an Error of the same code", &Error{Code: 403, Err: &Error{Code: 403, Sub: 14}}, "403.14", false},
		{"own status", tooLittle.status, "403.1001", false},
		{"own status, in an Error", &Error{Code: 403, Err: tooLittle.status}, "403.1001", false},
		{"own status, zero", messages.Status{}, "500", true},
		{"own error", fmt.Errorf("x: %w", tooLittle), "403.1001", false},
		{"own error, in an Error", &Error{Err: tooLittle}, "403.1001", false},
		{"own error, behind a pointer", &tooLittle, "403.1001", false},
		{"own error, nil", (*ownError)(nil), "500", false},
		{"own error, nil in an Error", &Error{Code: 400, Err: (*ownError)(nil)}, "400", false},
		{"an As that gives no error", liar{}, "409", false},
		{"Error, of its cause", &Error{Err: fmt.Errorf("x: %w", httpstatus.IISDirectoryListingDenied)}, "403.14", false},
		{"Error, of a cause without a status", &Error{Err: fs.ErrNotExist}, "500", false},
		{"Error, of an Error", &Error{Err: &Error{Code: 409}}, "409", false},
		{"Error, empty", &Error{}, "500", false},
		{"Error, nil", none, "500", false},
		{"Error, wrapped nil", fmt.Errorf("x: %w", none), "500", false},
		{"Error, of success", &Error{Code: 200}, "500", true},
		{"StatusCode", upstream{code: 418}, "418", false},
		{"StatusCode, with a substatus", upstream{403, httpstatus.IISDirectoryListingDenied}, "403.14", false},
		{"StatusCode, with another's substatus", upstream{404, httpstatus.IISDirectoryListingDenied}, "404", false},
		{"StatusCode, of success", upstream{code: 204}, "500", true},
		{"Message", quota{3}, "429.1001", false},
		{"Problem", &Problem{Status: 404}, "502", false},
		{"Problem, substatus", fmt.Errorf("x: %w", &Problem{Status: 403, Substatus: httpstatus.IISDirectoryListingDenied}), "502", false},
		{"Problem, nil", (*Problem)(nil), "500", false},
		{"StatusCode, of an Error", upstream{403, &Error{Code: 403, Sub: 14}}, "403.14", false},
		{"MaxBytesError", fmt.Errorf("x: %w", &http.MaxBytesError{Limit: 1}), "413", false},
		{"ErrNotExist", fs.ErrNotExist, "500", false},
		{"PathError", missing, "500", false},
		{"ErrPermission", fmt.Errorf("x: %w", fs.ErrPermission), "500", false},
		{"DeadlineExceeded", fmt.Errorf("x: %w", context.DeadlineExceeded), "504", false},
		{"os.ErrDeadlineExceeded", fmt.Errorf("x: %w", os.ErrDeadlineExceeded), "500", false},
		{"SyntaxError", fmt.Errorf("x: %w", syntax), "500", false},
		{"UnmarshalTypeError", fmt.Errorf("x: %w", mismatch), "500", false},
		{"status before well-known", errors.Join(fs.ErrNotExist, httpstatus.Conflict), "409", false},
		{"plain", errors.New("boom"), "500", false},
		{"canceled", context.Canceled, "500", false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a := resolve(tt.err)
			got := a.status.String()
			if !a.refined {
				got, _, _ = strings.Cut(got, ".")
			}
			if got != tt.want || (a.misuse != "") != tt.misuse {
				t.Errorf("%v: got %s (%q), want %s", tt.err, got, a.misuse, tt.want)
			}
		})
	}
}

func TestError(t *testing.T) {
	cause := errors.New("sql: no rows")
	e := &Error{Code: 403, Sub: 14, Detail: "No index.", Err: cause}
	if got, want := e.Error(), "403.14 Directory listing denied: No index.: sql: no rows"; got != want {
		t.Errorf("Error() = %q, want %q", got, want)
	}
	if got, want := (&Error{Code: 404}).Error(), "404 Not Found"; got != want {
		t.Errorf("Error() = %q, want %q", got, want)
	}
	if e.StatusCode() != 403 {
		t.Errorf("StatusCode() = %d, want 403", e.StatusCode())
	}
	err := fmt.Errorf("list: %w", e)
	for _, target := range []error{cause, httpstatus.Forbidden, httpstatus.IISDirectoryListingDenied} {
		if !errors.Is(err, target) {
			t.Errorf("errors.Is(%v, %v) = false", err, target)
		}
	}
	for _, target := range []error{httpstatus.NotFound, httpstatus.Forbidden.Sub(0), httpstatus.Forbidden.Sub(1), errors.New("x")} {
		if errors.Is(err, target) {
			t.Errorf("errors.Is(%v, %v) = true", err, target)
		}
	}
	if c, ok := httpstatus.CodeOf(err); c != 403 || !ok {
		t.Errorf("CodeOf(%v) = %v, %v", err, c, ok)
	}

	var sub httpstatus.Substatus
	if !errors.As(err, &sub) || sub != httpstatus.IISDirectoryListingDenied {
		t.Errorf("errors.As(%v, *Substatus) gives %v", err, sub)
	}
	if errors.As(&Error{Code: 403}, &sub) || errors.As(&Problem{Status: 403}, &sub) {
		t.Errorf("a code alone has the substatus %v", sub)
	}

	// A nil *Error in an error is a mistake, but not one to panic for.
	var none *Error
	if none.Error() == "" || none.Unwrap() != nil || none.StatusCode() != 500 || !none.Is(httpstatus.InternalServerError) {
		t.Errorf("a nil *Error is %v, %d", none, none.StatusCode())
	}
}

// tooLittle is an error as the generator makes them, of a table that is made here.
var tooLittle = ownError{Balance: "5", status: messages.Status{Code: 403, Sub: 1001, Table: ownTable()}}

type ownError struct {
	Balance string
	status  messages.Status
}

func (e ownError) Error() string   { return e.status.Table.FillError(403, 1001, e.Params()...) }
func (e ownError) StatusCode() int { return 403 }
func (e ownError) Unwrap() error   { return e.status }
func (e ownError) As(target any) bool {
	switch t := target.(type) {
	case *ownError:
		*t = e
	case **ownError:
		*t = new(e)
	default:
		return e.status.As(target)
	}
	return true
}
func (e ownError) Message(d *messages.Dictionary) messages.Message {
	return e.status.Table.Fill(d, 403, 1001, e.Params()...)
}
func (e ownError) Params() []messages.Param {
	return []messages.Param{{Name: "balance", Value: e.Balance}, {Name: "items", Value: 3}}
}

// ownTable returns a table of 403.1001 in English and Dutch.
func ownTable() *messages.Table {
	x := &messages.Index{
		First: 403, Codes: []uint16{0}, SubPages: []uint16{0, 32}, PageRows: make([]uint16, 32), SubRows: make([]uint16, 64),
		Templates: []uint16{1},
	}
	x.PageRows[31], x.SubRows[32+1001%32] = 1, 1
	dictionary := func(tag *language.Tag, texts ...string) *messages.Dictionary {
		d := messages.Data{Tag: func() *language.Tag { return tag }, Parent: func() *messages.Dictionary { return messages.English }, Index: x}
		d.Ends = []uint32{0, 0, 0, 0}
		for _, s := range texts {
			d.Text += s
			d.Ends = append(d.Ends, uint32(len(d.Text)))
		}
		return &messages.Dictionary{Data: d}
	}
	facts := messages.Texts{Ends: make([]uint32, 11)}
	for _, s := range []string{"TooLittle", "too_little", "/p/too-little", "balance items:int", "", "", "", "", "", ""} {
		facts.Text += s
		facts.Ends = append(facts.Ends, uint32(len(facts.Text)))
	}
	return &messages.Table{Data: messages.TableData{
		Name: "own", Index: x, Facts: facts,
		Dictionaries: []*messages.Dictionary{
			dictionary(&language.English, "Too little", "… for … items.", "", "Too little", "{balance} for {items} items.", ""),
			dictionary(&language.Dutch, "Te weinig", "… voor … stuks.", "", "Te weinig", "{balance} voor {items} stuks.", ""),
		},
	}}
}

// A liar gives, when it is asked, something with a status that is no error.
type liar struct{}

func (liar) Error() string { return "x" }
func (liar) As(target any) bool {
	p, ok := target.(*interface{ StatusCode() int })
	if ok {
		*p = notError{}
	}
	return ok
}

type notError struct{}

func (notError) StatusCode() int { return 409 }

// A wrapper is an error that is a status of a table by what it embeds, around any cause.
type wrapper struct {
	messages.Status
	cause error
}

func (w wrapper) Unwrap() error { return w.cause }

type ownWrapper struct {
	ownError
	cause error
}

func (w ownWrapper) Unwrap() error { return w.cause }

// A codeError is an error of a table's code, with a text of that table, around any cause.
type codeError struct {
	table *messages.Table
	cause error
}

func (e codeError) Error() string   { return "code" }
func (e codeError) StatusCode() int { return 403 }
func (e codeError) Unwrap() error   { return e.cause }
func (e codeError) As(target any) bool {
	t, ok := target.(**messages.Table)
	if ok {
		*t = e.table
	}
	return ok
}
func (e codeError) Message(*messages.Dictionary) messages.Message {
	return messages.Message{Title: "Of the code", Language: language.English}
}

// TestTables has errors of one table around those of another that has the same numbers: text, ID and values are of the outer.
func TestTables(t *testing.T) {
	other := ownTable()
	for _, s := range []*string{&other.Data.Facts.Text, &other.Data.Dictionaries[0].Data.Text} {
		*s = strings.NewReplacer("too_little", "too_narrow", "Too little", "Too narrow", "… for … items.", "Of the other table").Replace(*s)
	}
	inner := messages.Status{Code: 403, Sub: 1001, Table: other}
	own := `"title":"Too little","status":403,"substatus":"403.1001","code":"too_little","detail":`
	for _, outer := range []func(cause error) (want string, err error){
		func(cause error) (string, error) {
			return own + `"… for … items."}`, wrapper{tooLittle.status, cause}
		},
		func(cause error) (string, error) {
			return own + `"… for … items."}`, &wrapper{tooLittle.status, cause}
		},
		func(cause error) (string, error) {
			return own + `"5 for 3 items.","params":{"balance":"5","items":3}}`, ownWrapper{tooLittle, cause}
		},
		func(cause error) (string, error) {
			return own + `"5 for 3 items.","params":{"balance":"5","items":3}}`, fmt.Errorf("%w: %w", tooLittle, cause)
		},
		func(cause error) (string, error) {
			return own + `"… for … items."}`, &Error{Code: 403, Err: wrapper{tooLittle.status, cause}}
		},
		func(cause error) (string, error) {
			return `"title":"Of the code","status":403}`, codeError{tooLittle.status.Table, cause}
		},
	} {
		for _, cause := range []error{nil, inner, fmt.Errorf("x: %w", inner), ownError{"9", inner}, httpstatus.Forbidden.Sub(1002)} {
			want, err := outer(cause)
			if _, ok := err.(codeError); ok && cause == httpstatus.Forbidden.Sub(1002) {
				continue // which refines it
			}
			rr, _ := logged()
			if got := write(t, rr, request("GET"), err).Body.String(); !strings.Contains(got, want) {
				t.Errorf("%T around %T: %s, want %s", err, cause, got, want)
			}
		}
	}
	// What has no table takes that of the same number.
	rr, _ := logged()
	got := write(t, rr, request("GET"), &Error{Code: 403, Sub: 1001, Err: inner}).Body.String()
	if want := `"title":"Too narrow","status":403,"substatus":"403.1001","code":"too_narrow","detail":"Of the other table"}`; !strings.Contains(got, want) {
		t.Errorf("%s, want %s", got, want)
	}
}
