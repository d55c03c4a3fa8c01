package problem

import (
	"encoding/json"
	"errors"
	"fmt"
	"html/template"
	"io"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/httpstatus-go/httpstatus"
	"github.com/httpstatus-go/httpstatus/internal/field"
	"github.com/httpstatus-go/httpstatus/messages"
	"github.com/stretchr/testify/assert"
)

func TestWriteForms(t *testing.T) {
	rr, _ := logged()
	for _, tt := range []struct {
		language string
		err      error
		d        *messages.Dictionary
	}{
		{"", httpstatus.NotFound, messages.English},
		{"fr", httpstatus.NotFound, messages.English},
		{"zh-CN,zh;q=0.9", httpstatus.NotFound, messages.SimplifiedChinese},
		{"zh-TW,zh;q=0.9,en;q=0.8", httpstatus.NotFound, messages.TraditionalChinese},
		{"zh-TW", httpstatus.IISDirectoryListingDenied, messages.TraditionalChinese},
		{"en", httpstatus.IISDirectoryListingDenied, messages.English},
		{"zh", httpstatus.Code(499), messages.SimplifiedChinese},
		{"zh", httpstatus.Code(777), messages.SimplifiedChinese},
		{"zh", errors.New("secret"), messages.SimplifiedChinese},
		{"en", httpstatus.NotFound.Sub(0), messages.English},
	} {
		a := resolve(tt.err)
		m, number := tt.d.Code(a.status.Code), strconv.Itoa(int(a.status.Code))
		member := ""
		if a.refined {
			m, number = tt.d.Substatus(a.status.Substatus()), a.status.String()
			member = `,"substatus":"` + number + `"`
		}
		for accept, want := range map[string]string{
			"application/json": fmt.Sprintf(`{"type":"about:blank","title":%q,"status":%d%s,"detail":%q}`+"\n", tt.d.Code(a.status.Code).Title, a.status.Code, member, m.Detail),
			"text/plain":       fmt.Sprintf("%s %s\n\n%s\n", number, m.Title, m.Detail),
			"text/html":        "",
		} {
			for range 2 { // the second is from memory
				w := write(t, rr, request("GET", "Accept: "+accept, "Accept-Language: "+tt.language), tt.err)
				if w.Code != int(a.status.Code) {
					t.Errorf("%v: %d", tt.err, w.Code)
				}
				if got := w.Header().Get("Content-Language"); got != m.Language.String() {
					t.Errorf("%v, %s: Content-Language is %s", tt.err, tt.language, got)
				}
				body := w.Body.String()
				if want != "" {
					if body != want {
						t.Errorf("%v, %s, %s:\ngot  %s\nwant %s", tt.err, tt.language, accept, body, want)
					}
					continue
				}
				title, detail, link := template.HTMLEscapeString(m.Title), template.HTMLEscapeString(m.Detail), `<a href="/">`
				if a.status.Code >= 500 {
					link = `<a href="">`
				}
				for _, part := range []string{
					`<html lang="` + m.Language.String() + `" dir="ltr">`, "<title>" + title + " · " + number + "</title>",
					`<p class="code">` + number + "</p>", "<h1>" + title + "</h1>", `<p class="detail">` + detail + "</p>", link,
				} {
					if !strings.Contains(body, part) {
						t.Errorf("%v, %s: no %s in\n%s", tt.err, tt.language, part, body)
					}
				}
				if m.Remedy != "" && strings.Contains(body, template.HTMLEscapeString(m.Remedy)) || strings.Contains(body, "secret") {
					t.Errorf("%v, %s: the page tells too much:\n%s", tt.err, tt.language, body)
				}
				if got := w.Header().Get("Content-Security-Policy"); got != contentSecurityPolicy {
					t.Errorf("Content-Security-Policy is %q", got)
				}
			}
		}
	}
}

func TestWriteEverything(t *testing.T) {
	rr, log := logged()
	e := &Error{
		Code: 403, Sub: 14, Type: "https://example.com/errors/credit",
		Detail: `You need "50" & <b>more</b>.`, Instance: "/account/12345/msgs/abc?a=1&b=2",
		Header:     http.Header{"Retry-After": {"120"}, "link": {"</terms>; rel=terms-of-service"}},
		Extensions: map[string]any{"zeta": 1, "balance": 30, "accounts": []string{"/account/1", "/account/2"}},
		Err:        errors.New("secret"),
	}
	w := write(t, rr, request("GET"), fmt.Errorf("outer secret: %w", e))
	title := messages.English.Substatus(httpstatus.IISDirectoryListingDenied).Title
	want := `{"type":"https://example.com/errors/credit","title":"` + title + `","status":403,"substatus":"403.14",` +
		`"detail":"You need \"50\" \u0026 \u003cb\u003emore\u003c/b\u003e.","instance":"/account/12345/msgs/abc?a=1\u0026b=2",` +
		`"accounts":["/account/1","/account/2"],"balance":30,"zeta":1}` + "\n"
	if got := w.Body.String(); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if h := w.Header(); h.Get("Retry-After") != "120" || h.Get("Link") != "</terms>; rel=terms-of-service" {
		t.Errorf("header %v", h)
	}

	// Intact in JSON, escaped in HTML, as it is in plain text.
	p, err := Decode(w.Result())
	if err != nil || p.Detail != e.Detail || p.Instance != e.Instance {
		t.Errorf("decoded %+v, %v", p, err)
	}
	page := write(t, rr, request("GET", "Accept: text/html"), e).Body.String()
	for _, part := range []string{"You need &#34;50&#34; &amp; &lt;b&gt;more&lt;/b&gt;.", "a=1&amp;b=2"} {
		if !strings.Contains(page, part) {
			t.Errorf("no %s in %s", part, page)
		}
	}
	text := write(t, rr, request("GET", "Accept: text/plain"), e).Body.String()
	if !strings.Contains(text, "\n"+e.Detail+"\n") || !strings.Contains(text, "\n"+e.Instance+"\n") {
		t.Errorf("text %s", text)
	}
	for _, body := range []string{w.Body.String(), page, text} {
		if strings.Contains(body, "secret") {
			t.Errorf("the cause is sent: %s", body)
		}
	}
	if strings.Contains(log.String(), "left out") || !strings.Contains(log.String(), "outer secret") {
		t.Errorf("logged %s", log)
	}
}

func TestWriteNil(t *testing.T) {
	w := httptest.NewRecorder()
	Write(w, request("GET"), nil)
	if len(w.Header()) != 0 || w.Body.Len() != 0 {
		t.Errorf("a nil error is answered with %v %s", w.Header(), w.Body)
	}
}

func TestWriteHead(t *testing.T) {
	rr, _ := logged()
	for _, accept := range []string{"*/*", "text/html", "text/plain"} {
		get := write(t, rr, request("GET", "Accept: "+accept), httpstatus.NotFound)
		head := write(t, rr, request("HEAD", "Accept: "+accept), httpstatus.NotFound)
		if g, h := fmt.Sprint(get.Header()), fmt.Sprint(head.Header()); g != h {
			t.Errorf("the header for HEAD is %s, for GET %s", h, g)
		}
	}
}

func TestTitle(t *testing.T) {
	rr, _ := logged()
	for _, tt := range []struct {
		name       string
		err        error
		json, text string
	}{
		{"substatus", httpstatus.IISDirectoryListingDenied, "Forbidden", "Directory listing denied"},
		{"with a type", &Error{Type: "/p", Err: httpstatus.IISDirectoryListingDenied}, "Directory listing denied", "Directory listing denied"},
		{"with a title", &Error{Title: "Mine", Err: httpstatus.IISDirectoryListingDenied}, "Mine", "Mine"},
		{"code", &Error{Code: 404, Title: "Mine"}, "Mine", "Mine"},
	} {
		if body := write(t, rr, request("GET"), tt.err).Body.String(); !strings.Contains(body, `"title":"`+tt.json+`"`) {
			t.Errorf("%s: %s", tt.name, body)
		}
		if body := write(t, rr, request("GET", "Accept: text/plain"), tt.err).Body.String(); !strings.Contains(body, " "+tt.text+"\n") {
			t.Errorf("%s: %s", tt.name, body)
		}
	}
}

func TestInstance(t *testing.T) {
	rr, log := logged()
	body := write(t, rr, request("GET"), &Error{Code: 404, Instance: "not a URI"}).Body.String()
	if strings.Contains(body, "instance") || !strings.Contains(log.String(), "instance left out") {
		t.Errorf("%s, logged %s", body, log)
	}
}

// TestLastSubstatus answers with the greatest substatus that there is.
func TestLastSubstatus(t *testing.T) {
	a := silent().Answer(request("GET", "Accept: application/json"), httpstatus.Forbidden.Sub(httpstatus.MaxSub))
	assert.Equal(t, httpstatus.Forbidden, a.Status)
	assert.Contains(t, string(a.Body), `"substatus":"403.65535"`)
}

// TestConcurrent has many clients ask for all forms and languages, of errors that are the same for all and of their own.
func TestConcurrent(t *testing.T) {
	rr := silent()
	shared := &Error{Code: 503, Sub: 1, Header: http.Header{"Retry-After": {"1"}}, Extensions: map[string]any{"a": 1}}
	s := httptest.NewServer(rr.Pages(rr.Handler(func(w http.ResponseWriter, r *http.Request) error {
		switch id := r.FormValue("id"); id[len(id)-1] {
		case '0', '1', '2':
			return shared
		case '3', '4':
			return &Error{Code: 404, Detail: "client " + id}
		case '5':
			w.WriteHeader(405)
			return nil
		case '6':
			return quota{7}
		case '7':
			panic("oops")
		}
		return httpstatus.NotFound
	})))
	defer s.Close()
	client := s.Client()
	client.Transport.(*http.Transport).MaxIdleConnsPerHost = 64
	accepts := []string{"*/*", "text/html", "text/plain"}
	languages := []string{"en", "zh-CN", "zh-TW"}
	want := map[string]string{"en": "en", "zh-CN": "zh-Hans", "zh-TW": "zh-Hant"}
	var wg sync.WaitGroup
	for c := range 64 {
		wg.Go(func() {
			for i := range 30 {
				r, err := http.NewRequest("GET", fmt.Sprintf("%s/?id=%d", s.URL, 100*c+i), nil)
				if err != nil {
					t.Error(err)
					return
				}
				language := languages[(c+i/3)%3]
				r.Header.Set("Accept", accepts[i%3])
				r.Header.Set("Accept-Language", language)
				resp, err := client.Do(r)
				if err != nil {
					t.Error(err)
					return
				}
				body := resp.Body
				checkAnswer(t, "GET", resp)
				body.Close()
				content, _ := io.ReadAll(resp.Body)
				if got := resp.Header.Get("Content-Language"); got != want[language] {
					t.Errorf("%s: Content-Language is %s", language, got)
				}
				if mine := fmt.Sprintf("client %d", 100*c+i); (i%10 == 3 || i%10 == 4) && !strings.Contains(string(content), mine) {
					t.Errorf("no %s in %s", mine, content)
				}
			}
		})
	}
	// Templates can be parsed anew meanwhile.
	for range 20 {
		if err := rr.ParseFS(pagesFS("4xx.html", "<!DOCTYPE html>{{.Title}} {{.Detail}}")); err != nil {
			t.Error(err)
		}
	}
	wg.Wait()
}

// A sink takes a response, with no more work than the http.ResponseWriter of a server has for it at the least.
type sink struct{ header http.Header }

func (s *sink) Header() http.Header         { return s.header }
func (s *sink) WriteHeader(int)             {}
func (s *sink) Write(b []byte) (int, error) { return len(b), nil }

func TestWriteAllocs(t *testing.T) {
	if raceEnabled {
		t.Skip("the race detector allocates by itself")
	}
	rr := silent()
	language := "Accept-Language: zh-TW,zh;q=0.9,en;q=0.8"
	w := &sink{header: http.Header{}}
	for _, tt := range []struct {
		name, accept string
		err          error
		max          float64
	}{
		{"problem details", "application/json", httpstatus.NotFound, 2},
		{"problem details of an Error", "application/json", &Error{Code: 404, Detail: "There is no invoice 4711."}, 5},
		{"problem details of an own status with values", "application/json", tooLittle, 6},
		{"page", "text/html,*/*;q=0.8", httpstatus.NotFound, 3},
		{"page of an Error", "text/html,*/*;q=0.8", &Error{Code: 404, Detail: "There is no invoice 4711."}, 4},
		{"text", "text/plain", httpstatus.NotFound, 2},
	} {
		r := request("GET", "Accept: "+tt.accept, language)
		n := testing.AllocsPerRun(100, func() {
			clear(w.header)
			rr.Write(w, r, tt.err)
		})
		if n > tt.max {
			t.Errorf("%s: %v allocations, want %v at the most", tt.name, n, tt.max)
		}
	}
}

func FuzzWrite(f *testing.F) {
	f.Add("text/html", "zh-TW,en;q=0.5", 403, 14, "<b>", "name", "value")
	f.Add("*/*", "*", 200, -1, "\xff\x00\u2028", "type", "\"")
	f.Add("text/plain;q=0.1", "zh;q=0", 404, 0, "", "Status", "\\")
	rr := silent()
	f.Fuzz(func(t *testing.T, accept, acceptLanguage string, code, sub int, detail, name, value string) {
		r := request("GET")
		r.Header["Accept"] = []string{accept}
		r.Header["Accept-Language"] = []string{acceptLanguage}
		w := write(t, rr, r, &Error{
			Code: httpstatus.Code(code), Sub: sub, Type: value, Detail: detail, Instance: value,
			Header: http.Header{name: {value}}, Extensions: map[string]any{name: value, value: []any{name, detail}},
		})
		if code < 400 || 999 < code {
			code, detail = 500, "" // what was said is of another status
		}
		if w.Code != code {
			t.Errorf("%d becomes %d", code, w.Code)
		}
		for n, values := range w.Header() {
			if !field.IsToken(n) {
				t.Errorf("field %q", n)
			}
			for _, v := range values {
				if !isFieldValue(v) {
					t.Errorf("field %s: %q", n, v)
				}
			}
		}
		if w.Header().Get("Content-Type") != contentTypes[problemJSON] {
			return
		}
		// No two members have one name.
		d := json.NewDecoder(w.Body)
		names := map[any]bool{}
		if _, err := d.Token(); err != nil {
			t.Fatal(err)
		}
		for d.More() {
			n, err := d.Token()
			if err != nil {
				t.Fatal(err)
			}
			if names[n] {
				t.Errorf("two members %q", n)
			}
			names[n] = true
			var v any
			if err := d.Decode(&v); err != nil {
				t.Fatal(err)
			}
			if n == "detail" && detail != "" && v != string([]rune(detail)) {
				t.Errorf("detail %q, want %q", v, detail)
			}
		}
	})
}
