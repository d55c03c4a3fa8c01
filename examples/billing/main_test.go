package main

import (
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/httpstatus-go/httpstatus"
	"github.com/httpstatus-go/httpstatus/examples/billing/billing"
	"github.com/httpstatus-go/httpstatus/messages"
	"github.com/httpstatus-go/httpstatus/problem"
	"github.com/httpstatus-go/httpstatus/statustest"
)

// ask sends a request over the network.
func ask(t *testing.T, server *httptest.Server, method, path, accept, language string) *http.Response {
	t.Helper()
	req, err := http.NewRequest(method, server.URL+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Accept", accept)
	req.Header.Set("Accept-Language", language)
	resp, err := server.Client().Do(req)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { resp.Body.Close() })
	return resp
}

// languages are what readers ask for, and the dictionary that they get.
var languages = map[string]*messages.Dictionary{
	"en-US,en;q=0.9":          billing.English,
	"fr":                      billing.English, // the default
	"zh-CN,zh;q=0.9,en;q=0.8": billing.SimplifiedChinese,
	"zh-TW,zh;q=0.9,en;q=0.8": billing.TraditionalChinese,
	"zh-HK,zh;q=0.9,en;q=0.8": billing.TraditionalChinese,
}

func TestStatuses(t *testing.T) {
	server := httptest.NewServer(handler())
	defer server.Close()
	for _, tt := range []struct {
		method, path string
		want         messages.Status
		text         interface { // has the text
			Message(*messages.Dictionary) messages.Message
		}
	}{
		{"POST", "/accounts/1/orders?amount=99.50", billing.InsufficientBalance, billing.InsufficientBalanceError{Balance: "20.00", Total: "99.50"}},
		{"GET", "/accounts/7", billing.AccountNotFound, billing.AccountNotFoundError{Account: "7"}},
		{"POST", "/accounts/7/orders?amount=1.00", billing.AccountNotFound, billing.AccountNotFoundError{Account: "7"}},
		{"POST", "/accounts/2/orders?amount=1.00", billing.AccountFrozen, billing.AccountFrozen},
		{"POST", "/accounts/1/orders?amount=1", billing.InvalidAmount, billing.InvalidAmountError{Amount: "1"}},
		{"POST", "/accounts/1/orders?amount=%7Bamount%7D", billing.InvalidAmount, billing.InvalidAmountError{Amount: "{amount}"}},
	} {
		for language, dictionary := range languages {
			t.Run(tt.method+" "+tt.path+" "+language, func(t *testing.T) {
				want := tt.text.Message(dictionary)

				resp := ask(t, server, tt.method, tt.path, "application/json", language)
				statustest.Substatus(t, tt.want, resp)
				statustest.Conforms(t, resp)
				p := statustest.Problem(t, resp)
				if p == nil {
					t.FailNow()
				}
				if p.Title != want.Title || p.Detail != want.Detail || strings.Contains(want.Detail, "…") {
					t.Errorf("got %q, %q: want %q, %q", p.Title, p.Detail, want.Title, want.Detail)
				}
				if got := resp.Header.Get("Content-Language"); got != dictionary.Tag().String() {
					t.Errorf("Content-Language: got %q, want %q", got, dictionary.Tag())
				}

				// The client's side has the status as an error.
				resp = ask(t, server, tt.method, tt.path, "application/problem+json", language)
				decoded, err := problem.Decode(resp)
				if err != nil {
					t.Fatal(err)
				}
				if err := error(decoded); !errors.Is(err, tt.want.Substatus()) || !errors.Is(err, tt.want.Code) || errors.Is(err, httpstatus.IISDirectoryListingDenied) {
					t.Errorf("%v is not %v", err, tt.want)
				}
			})
		}
	}
}

// TestDocument has the whole of an answer as a client gets it.
func TestDocument(t *testing.T) {
	server := httptest.NewServer(handler())
	defer server.Close()
	resp := ask(t, server, "POST", "/accounts/1/orders?amount=99.50", "application/json", "zh-CN")
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`"status":403`, `"substatus":"403.1001"`, `"title":"余额不足"`, `"detail":"余额 20.00 不足以支付 99.50 的订单。请充值，然后重新下单。"`} {
		if !strings.Contains(string(body), want) {
			t.Errorf("%s is not in %s", want, body)
		}
	}
}

// TestProblemTypes follows the type of each answer to its page, in the language of the answer.
func TestProblemTypes(t *testing.T) {
	server := httptest.NewServer(handler())
	defer server.Close()
	followed := map[string]bool{}
	for _, tt := range []struct{ method, path string }{
		{"POST", "/accounts/1/orders?amount=99.50"},
		{"GET", "/accounts/7"},
		{"POST", "/accounts/2/orders?amount=1.00"},
		{"POST", "/accounts/1/orders?amount=1"},
	} {
		for language, dictionary := range languages {
			resp := ask(t, server, tt.method, tt.path, "application/json", language)
			p := statustest.Problem(t, resp)
			if p == nil {
				t.FailNow()
			}
			at, err := resp.Request.URL.Parse(p.Type)
			if err != nil {
				t.Fatal(err)
			}
			followed[p.Type] = true
			for _, accept := range []string{"text/html", "text/plain", "text/markdown", "application/json"} {
				page := ask(t, server, "GET", at.RequestURI(), accept, language)
				statustest.Code(t, httpstatus.OK, page, at)
				statustest.Conforms(t, page, at)
				body, err := io.ReadAll(page.Body)
				if err != nil {
					t.Fatal(err)
				}
				for _, want := range []string{p.Title, p.ID, dictionary.Tag().String()} {
					if !strings.Contains(string(body)+page.Header.Get("Content-Language"), want) {
						t.Errorf("%s as %s: %q is not in it:\n%s", at, accept, want, body)
					}
				}
			}
		}
	}
	for s := range billing.Table.Statuses() {
		if !followed[s.Type()] {
			t.Errorf("no answer has the type %s", s.Type())
		}
	}
}

// TestEscaping sends markup as a value: in a page it is text.
func TestEscaping(t *testing.T) {
	server := httptest.NewServer(handler())
	defer server.Close()
	resp := ask(t, server, "POST", "/accounts/1/orders?amount=%3Cscript%3Ealert(1)%3C%2Fscript%3E", "text/html", "en")
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	if s := string(body); strings.Contains(s, "<script>alert") || !strings.Contains(s, "&lt;script&gt;alert(1)&lt;/script&gt; is not an amount.") {
		t.Error(s)
	}
}

// TestOthers has statuses that the table lacks: their text is the library's, in the same language.
func TestOthers(t *testing.T) {
	server := httptest.NewServer(handler())
	defer server.Close()
	resp := ask(t, server, "GET", "/nowhere", "application/json", "zh-TW")
	statustest.Code(t, httpstatus.NotFound, resp)
	if p := statustest.Problem(t, resp); p == nil || p.Title != messages.TraditionalChinese.Code(httpstatus.NotFound).Title {
		t.Errorf("got %+v", p)
	}
}

// TestSlowClient has one who does not send the order to its end: all others are served.
func TestSlowClient(t *testing.T) {
	server := httptest.NewServer(handler())
	defer server.Close()
	body, unsent := io.Pipe()
	answered := make(chan struct{})
	slow, err := http.NewRequest("POST", server.URL+"/accounts/1/orders", body)
	if err != nil {
		t.Fatal(err)
	}
	slow.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	go func() {
		defer close(answered)
		if resp, err := server.Client().Do(slow); err == nil {
			resp.Body.Close()
		}
	}()
	if _, err := io.WriteString(unsent, "amount="); err != nil {
		t.Fatal(err)
	}
	statustest.Code(t, httpstatus.OK, ask(t, server, "GET", "/accounts/1", "*/*", "en"))
	unsent.Close()
	<-answered
}

func TestOrders(t *testing.T) {
	server := httptest.NewServer(handler())
	defer server.Close()
	for _, tt := range []struct {
		method, path string
		code         httpstatus.Code
		body         string
	}{
		{"GET", "/accounts/1", httpstatus.OK, "20.00\n"},
		{"POST", "/accounts/1/orders?amount=12.50", httpstatus.Created, "7.50\n"},
		{"POST", "/accounts/1/orders?amount=7.50", httpstatus.Created, "0.00\n"},
		{"GET", "/accounts/1", httpstatus.OK, "0.00\n"},
	} {
		resp := ask(t, server, tt.method, tt.path, "*/*", "en")
		statustest.Code(t, tt.code, resp)
		if body, err := io.ReadAll(resp.Body); err != nil || string(body) != tt.body {
			t.Errorf("%s %s: got %q, %v: want %q", tt.method, tt.path, body, err, tt.body)
		}
	}
	for _, s := range []string{"", "1", "1.5", "1.500", "-1.00", "+1.00", "0.00", "1,50", "1e2.00", "99999999999.00"} {
		if n, ok := cents(s); ok {
			t.Errorf("cents(%q) = %d", s, n)
		}
	}
}
