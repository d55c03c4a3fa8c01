package problem

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/httpstatus-go/httpstatus"
	"github.com/httpstatus-go/httpstatus/messages"
)

func TestFields(t *testing.T) {
	rr, log := logged()
	e := &Error{Code: 422, Fields: []Field{
		{Pointer: "/items/0/amount", Err: tooLittle},
		{Pointer: "/a~1b/ü x%", Err: tooLittle.status, Detail: "Said otherwise."},
		{Parameter: "page", Detail: "Not a number."},
		{Header: "If-Match", Err: httpstatus.PreconditionFailed},
		{Pointer: "/secret", Err: errors.New("secret of the server")},
		{Detail: "All of it."},
	}}
	detail, _ := json.Marshal(messages.English.Code(412).Detail)
	want := `"errors":[{"pointer":"#/items/0/amount","code":"too_little","params":{"balance":"5","items":3},"detail":"5 for 3 items."},` +
		`{"pointer":"#/a~1b/%C3%BC%20x%25","code":"too_little","detail":"Said otherwise."},{"parameter":"page","detail":"Not a number."},` +
		`{"header":"If-Match","detail":` + string(detail) + `},{"pointer":"#/secret"},{"detail":"All of it."}]`
	w := write(t, rr, request("GET", "Accept-Language: en"), e)
	if got := w.Body.String(); !strings.Contains(got, want) {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if n := strings.Count(log.String(), `msg="problem: a field's error has no text: want a status, or an error of a table" code=422 method=GET path=/some/path error="secret of the server"`); n != 1 || strings.Count(log.String(), "level=WARN") != 1 {
		t.Errorf("logged %d times in %s", n, log)
	}
	p, err := Decode(w.Result())
	if err != nil || len(p.Fields) != 6 {
		t.Fatalf("%+v, %v", p, err)
	}
	var fe *FieldError
	if f := p.Fields[0]; f.Pointer != "/items/0/amount" || f.Detail != "5 for 3 items." || !errors.Is(f.Err, tooLittle.status) || !errors.As(f.Err, &fe) || fe.Params["items"] != 3 {
		t.Errorf("%+v", f)
	}
	if f := p.Fields[1]; f.Pointer != "/a~1b/ü x%" {
		t.Errorf("%+v", f)
	}

	// In the language of the answer if the table has it, else in the next that is asked for.
	for accept, want := range map[string]string{"zh,nl;q=0.5": "5 voor 3 stuks.", "zh": "5 for 3 items.", "nl": "5 for 3 items."} {
		w := write(t, rr, request("GET", "Accept-Language: "+accept), e)
		if !strings.Contains(w.Body.String(), want) {
			t.Errorf("%s: %s", accept, w.Body)
		}
	}
	for accept, parts := range map[string][]string{
		"text/plain":    {"\n- /items/0/amount: 5 for 3 items.\n", "\n- page: Not a number.\n", "\n- /secret\n", "\n- All of it.\n"},
		"text/markdown": {"\n- `/items/0/amount`: 5 for 3 items.\n", "\n- `page`: Not a number.\n", "\n- status: `422`\n"},
		"text/html":     {`<li><code dir="ltr">/items/0/amount</code> 5 for 3 items.</li>`, `<code dir="ltr">If-Match</code>`, "<li>All of it.</li>"},
	} {
		body := write(t, rr, request("GET", "Accept: "+accept), e).Body.String()
		for _, part := range parts {
			if !strings.Contains(body, part) {
				t.Errorf("%s: no %q in %s", accept, part, body)
			}
		}
		if strings.Contains(body, "secret of") {
			t.Errorf("%s: the cause is sent: %s", accept, body)
		}
	}
}

// TestFieldTexts has fields whose errors state all sorts of statuses, and what is logged of them.
func TestFieldTexts(t *testing.T) {
	for _, tt := range []struct {
		f    Field
		want string // JSON
		logs bool
	}{
		{Field{Pointer: "/a"}, `{"pointer":"#/a"}`, false},
		{Field{Pointer: "/a", Detail: "x"}, `{"pointer":"#/a","detail":"x"}`, false},
		{Field{Err: errors.New("x")}, `{}`, true},
		{Field{Err: errors.New("x"), Detail: "y"}, `{"detail":"y"}`, false},
		{Field{Err: httpstatus.IISDirectoryListingDenied}, `{"detail":` + slowString(messages.English.Substatus(httpstatus.IISDirectoryListingDenied).Detail) + `}`, false},
		{Field{Err: httpstatus.Gone}, `{"detail":` + slowString(messages.English.Code(410).Detail) + `}`, false},
		{Field{Err: quota{3}}, `{"detail":"3 left (en)"}`, false},
		{Field{Err: messages.Status{Code: 403, Sub: 14, Table: tooLittle.status.Table}}, `{"detail":` + slowString(messages.English.Code(403).Detail) + `}`, false}, // not that of IIS
	} {
		rr, log := logged()
		body := write(t, rr, request("GET"), &Error{Code: 422, Fields: []Field{tt.f}}).Body.String()
		if !strings.Contains(body, `"errors":[`+tt.want+`]`) {
			t.Errorf("%+v: %s, want %s", tt.f, body, tt.want)
		}
		if strings.Contains(log.String(), "WARN") != tt.logs || strings.Contains(log.String(), "panicked") {
			t.Errorf("%+v: logged %s", tt.f, log)
		}
	}
}
