package problem

import (
	"errors"
	"fmt"
	"net/http"
	"reflect"
	"strings"
	"testing"

	"github.com/httpstatus-go/httpstatus"
	"github.com/httpstatus-go/httpstatus/messages"
	"golang.org/x/text/language"
)

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

// TestOwnStatus answers with a status of an application's tooLittle, by a Renderer that nobody told of it.
func TestOwnStatus(t *testing.T) {
	rr, log := logged()
	for _, tt := range []struct {
		name, language string
		err            error
		want           string
	}{
		{"status", "nl", tooLittle.status, `"title":"Te weinig","status":403,"substatus":"403.1001","code":"too_little","detail":"… voor … stuks."}`},
		{"error", "zh,nl;q=0.5,en;q=0.1", tooLittle, `"title":"Te weinig","status":403,"substatus":"403.1001","code":"too_little","detail":"5 voor 3 stuks.","params":{"balance":"5","items":3}}`},
		{"behind a pointer", "nl", &tooLittle, `"title":"Te weinig","status":403,"substatus":"403.1001","code":"too_little","detail":"5 voor 3 stuks.","params":{"balance":"5","items":3}}`},
		{"the table's default", "zh", fmt.Errorf("x: %w", tooLittle), `"title":"Too little","status":403,"substatus":"403.1001","code":"too_little","detail":"5 for 3 items.","params":{"balance":"5","items":3}}`},
		{"in an Error of the code", "nl", &Error{Code: 403, Instance: "/i/1", Err: tooLittle},
			`"title":"Te weinig","status":403,"substatus":"403.1001","code":"too_little","detail":"5 voor 3 stuks.","instance":"/i/1","params":{"balance":"5","items":3}}`},
		{"another's number", "nl", messages.Status{Code: 403, Sub: 14, Table: tooLittle.status.Table}, `"title":"Forbidden","status":403,"substatus":"403.14","detail":`},
	} {
		w := write(t, rr, request("GET", "Accept-Language: "+tt.language), tt.err)
		if got := w.Body.String(); !strings.Contains(got, tt.want) {
			t.Errorf("%s: got %s, want %s", tt.name, got, tt.want)
		}
	}
	// A number that the table does not have is no one else's: its text is that of the code, in a language that has it.
	unknown := messages.Status{Code: 403, Sub: 14, Table: tooLittle.status.Table}
	if w := write(t, rr, request("GET", "Accept: text/plain", "Accept-Language: nl"), unknown); !strings.HasPrefix(w.Body.String(), "403.14 Forbidden\n") || w.Header().Get("Content-Language") != "en" {
		t.Errorf("%v %s", w.Header(), w.Body)
	}
	w := write(t, rr, request("GET", "Accept-Language: nl"), tooLittle)
	if !strings.HasPrefix(w.Body.String(), `{"type":"/p/too-little",`) || w.Header().Get("Content-Language") != "nl" {
		t.Errorf("%v %s", w.Header(), w.Body)
	}
	if !strings.Contains(log.String(), "id=too_little") {
		t.Errorf("logged %s", log)
	}
	p, err := Decode(w.Result())
	if err != nil {
		t.Fatal(err)
	}
	if p.ID != "too_little" || !reflect.DeepEqual(p.Params, map[string]any{"balance": "5", "items": 3}) || p.Extensions != nil {
		t.Errorf("%+v", *p)
	}
	if !errors.Is(p, tooLittle.status) || errors.Is(p, messages.Status{Code: 403, Sub: 1002, Table: tooLittle.status.Table}) {
		t.Errorf("%v is not %v", p, tooLittle.status)
	}
	// By number and ID where there is no type.
	p.Type = "about:blank"
	if !errors.Is(p, tooLittle.status) {
		t.Errorf("%v is not %v", p, tooLittle.status)
	}
	if p.ID = "another"; errors.Is(p, tooLittle.status) {
		t.Errorf("%v is %v", p, tooLittle.status)
	}
}

func TestOwnText(t *testing.T) {
	rr, log := logged()
	defer func() {
		if strings.Contains(log.String(), "panicked") { // it has a text and no values
			t.Errorf("logged %s", log)
		}
	}()
	for _, left := range []int{1, 2} { // none is taken for the other
		for _, accept := range []string{"*/*", "text/plain", "text/html"} {
			w := write(t, rr, request("GET", "Accept: "+accept, "Accept-Language: zh-TW"), fmt.Errorf("x: %w", quota{left}))
			if want := fmt.Sprintf("%d left (zh-Hant)", left); !strings.Contains(w.Body.String(), want) || w.Code != 429 {
				t.Errorf("%s: %d, no %q in %s", accept, w.Code, want, w.Body)
			}
		}
	}
	// An Error around it adds its own.
	w := write(t, rr, request("GET"), &Error{Header: http.Header{"Retry-After": {"9"}}, Err: quota{3}})
	if !strings.Contains(w.Body.String(), `"substatus":"429.1001","detail":"3 left (en)"`) || w.Header().Get("Retry-After") != "9" {
		t.Errorf("%v %s", w.Header(), w.Body)
	}
	w = write(t, rr, request("GET"), &Error{Detail: "Wait.", Err: quota{3}})
	if !strings.Contains(w.Body.String(), `"detail":"Wait."`) {
		t.Errorf("%s", w.Body)
	}
}

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
