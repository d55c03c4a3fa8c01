package statustest_test

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/httpstatus-go/httpstatus"
	"github.com/httpstatus-go/httpstatus/messages"
	"github.com/httpstatus-go/httpstatus/problem"
	"github.com/httpstatus-go/httpstatus/statustest"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/language"
)

var update = flag.Bool("update", false, "write the golden files")

// spy is the least that an assertion can report to.
type spy struct{ failures []string }

func (s *spy) Errorf(format string, args ...any) {
	s.failures = append(s.failures, fmt.Sprintf(format, args...))
}

// response returns a response as an HTTP client has it, of a request "GET /" where request is empty.
func response(code int, request, body string, header ...string) *http.Response {
	if request == "" {
		request = "GET /"
	}
	method, target, _ := strings.Cut(request, " ")
	resp := &http.Response{
		StatusCode: code,
		Proto:      "HTTP/1.1",
		ProtoMajor: 1,
		ProtoMinor: 1,
		Header:     http.Header{},
		Body:       io.NopCloser(strings.NewReader(body)),
		Request:    httptest.NewRequest(method, target, nil),
	}
	if code == 206 || code == 416 {
		resp.Request.Header.Set("Range", "bytes=0-1,3-3")
	}
	for i := 0; i < len(header); i += 2 {
		resp.Header.Add(header[i], header[i+1])
	}
	return resp
}

// recorder returns what a handler would leave in one.
func recorder(code int, body string, header ...string) *httptest.ResponseRecorder {
	rec := httptest.NewRecorder()
	for i := 0; i < len(header); i += 2 {
		rec.Header().Add(header[i], header[i+1])
	}
	rec.WriteHeader(code)
	rec.Body.WriteString(body)
	return rec
}

const (
	problemJSON = "application/problem+json"
	denied      = `{"type":"about:blank","title":"Directory listing denied","status":403,"substatus":"403.14","balance":30}`
)

// aliased is an error of another package, which has a status and wraps a substatus.
type aliased struct{}

func (aliased) Error() string   { return "aliased" }
func (aliased) StatusCode() int { return 403 }
func (aliased) Unwrap() error   { return httpstatus.Forbidden.Sub(14) }

// Each kind of result, with the status that it has.
func TestKinds(t *testing.T) {
	for _, test := range []struct {
		name string
		got  any
		code httpstatus.Code
		sub  httpstatus.Substatus
	}{
		{"int", 404, 404, httpstatus.Substatus{}},
		{"net/http's", http.StatusNotFound, 404, httpstatus.Substatus{}},
		{"Code", httpstatus.NotFound, 404, httpstatus.Substatus{}},
		{"unknown Code", httpstatus.Code(799), 799, httpstatus.Substatus{}},
		{"Substatus", httpstatus.NotFound.Sub(7), 404, httpstatus.NotFound.Sub(7)},
		{"Substatus 0", httpstatus.NotFound.Sub(0), 404, httpstatus.NotFound.Sub(0)},
		{"wrapped Code", fmt.Errorf("reading: %w", httpstatus.Gone), 410, httpstatus.Substatus{}},
		{"wrapped Substatus", fmt.Errorf("reading: %w", httpstatus.Forbidden.Sub(14)), 403, httpstatus.Forbidden.Sub(14)},
		{"the first of two", errors.Join(io.EOF, httpstatus.Gone, httpstatus.Forbidden.Sub(14)), 410, httpstatus.Substatus{}},
		{"error with a status", aliased{}, 403, httpstatus.Forbidden.Sub(14)},
		{"*problem.Error", &problem.Error{Code: 403, Sub: 14}, 403, httpstatus.Forbidden.Sub(14)},
		{"*problem.Error over its cause", &problem.Error{Code: 403, Err: httpstatus.Forbidden.Sub(14)}, 403, httpstatus.Substatus{}},
		{"*problem.Error by its cause", &problem.Error{Err: httpstatus.Forbidden.Sub(14)}, 403, httpstatus.Forbidden.Sub(14)},
		{"nil *problem.Error", (*problem.Error)(nil), 500, httpstatus.Substatus{}},
		{"nil *problem.Problem in a tree", fmt.Errorf("asking: %w", (*problem.Problem)(nil)), 500, httpstatus.Substatus{}},
		{"*problem.Problem", &problem.Problem{Status: 403, Substatus: httpstatus.Forbidden.Sub(14)}, 403, httpstatus.Forbidden.Sub(14)},
		{"messages.Status", messages.Status{Code: 403, Sub: 1001}, 403, httpstatus.Forbidden.Sub(1001)},
		{"response", response(404, "", "gone"), 404, httpstatus.Substatus{}},
		{"response with nothing set", &http.Response{StatusCode: 404}, 404, httpstatus.Substatus{}},
		{"response with a substatus", response(403, "", denied, "Content-Type", problemJSON+"; charset=UTF-8"), 403, httpstatus.Forbidden.Sub(14)},
		{"response with another form", response(403, "", denied, "Content-Type", "application/json"), 403, httpstatus.Substatus{}},
		{"response with another's substatus", response(404, "", denied, "Content-Type", problemJSON), 404, httpstatus.Substatus{}},
		{"recorder", recorder(404, ""), 404, httpstatus.Substatus{}},
		{"recorder with nothing set", &httptest.ResponseRecorder{}, 200, httpstatus.Substatus{}},
		{"recorder with a substatus", recorder(403, denied, "Content-Type", problemJSON), 403, httpstatus.Forbidden.Sub(14)},
	} {
		t.Run(test.name, func(t *testing.T) {
			assert.True(t, statustest.Code(t, test.code, test.got))
			assert.True(t, statustest.Class(t, test.code.Class(), test.got))
			s := new(spy)
			assert.False(t, statustest.Code(s, test.code+1, test.got))
			assert.False(t, statustest.Class(s, test.code.Class()+1, test.got))
			has := test.sub != httpstatus.Substatus{}
			assert.Equal(t, has, statustest.Substatus(s, test.sub, test.got))
			assert.False(t, statustest.Substatus(s, test.code.Sub(99), test.got))
			failures := 4
			if has {
				failures = 3
			}
			assert.Len(t, s.failures, failures)
		})
	}
}

// What is no status fails each assertion, and panics in none.
func TestNone(t *testing.T) {
	for _, got := range []any{
		nil, "404", int64(404), http.Response{}, struct{}{}, errors.New("no"), fs.ErrNotExist,
		(*http.Response)(nil), (*httptest.ResponseRecorder)(nil), (*problem.Problem)(nil),
	} {
		s := new(spy)
		assert.False(t, statustest.Code(s, 404, got), "%T", got)
		assert.False(t, statustest.Class(s, httpstatus.ClientError, got), "%T", got)
		assert.False(t, statustest.Class(s, 0, got), "%T", got)
		assert.False(t, statustest.Substatus(s, httpstatus.Substatus{}, got), "%T", got)
		assert.False(t, statustest.Text(s, messages.English.Code(404), got), "%T", got)
		assert.Nil(t, statustest.Problem(s, got), "%T", got)
		assert.False(t, statustest.Conforms(s, got), "%T", got)
		assert.False(t, statustest.NotCacheable(s, got), "%T", got)
		assert.False(t, statustest.Type(s, "", got), "%T", got)
		assert.False(t, statustest.Fields(s, nil, got), "%T", got)
		assert.Len(t, s.failures, 10)
	}
}

func zip(s string) string {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	_, _ = io.WriteString(z, s)
	_ = z.Close()
	return b.String()
}

func deflate(s string) string {
	var b bytes.Buffer
	z := zlib.NewWriter(&b)
	_, _ = io.WriteString(z, s)
	_ = z.Close()
	return b.String()
}

// bareDeflate is what some servers send for deflate.
func bareDeflate(s string) string {
	var b bytes.Buffer
	z, _ := flate.NewWriter(&b, flate.DefaultCompression)
	_, _ = io.WriteString(z, s)
	_ = z.Close()
	return b.String()
}

func TestText(t *testing.T) {
	notFound := messages.SimplifiedChinese.Code(httpstatus.NotFound)
	custom := messages.Message{Title: `Fish & "chips"`, Detail: "a < b"}
	page := "<!DOCTYPE html><title>" + notFound.Title + "</title><p>" + notFound.Detail + "</p>"
	for _, test := range []struct {
		name string
		want messages.Message
		got  any
		ok   bool
	}{
		{"problem+json", notFound, recorder(404, fmt.Sprintf(`{"title":%q,"detail":%q}`, notFound.Title, notFound.Detail),
			"Content-Type", problemJSON, "Content-Language", "zh-Hans"), true},
		{"JSON deeper down", custom, recorder(400, `{"errors":[{"m":"Fish \u0026 \"chips\"","d":"a \u003c b"}]}`,
			"Content-Type", "application/json"), true},
		{"JSON by its names alone", messages.Message{Title: "title"}, recorder(400, `{"title":1}`, "Content-Type", "application/json"), false},
		{"broken JSON as it is", messages.Message{Title: "oops"}, recorder(400, `{"title":"oops`, "Content-Type", "application/json"), true},
		{"page", notFound, recorder(404, page, "Content-Type", "text/html; charset=utf-8", "Content-Language", "zh-Hans"), true},
		{"page from a client", notFound, response(404, "", page, "Content-Type", "text/html", "Content-Language", "en, zh-hans"), true},
		{"compressed page", notFound, recorder(404, zip(page), "Content-Type", "text/html", "Content-Encoding", "gzip", "Content-Language", "zh-Hans"), true},
		{"not compressed for all that", notFound, recorder(404, page, "Content-Type", "text/html", "Content-Encoding", "gzip", "Content-Language", "zh-Hans"), true},
		{"page with markup", custom, recorder(400, "<p>Fish <b>&amp;</b>\n\n &#34;<i class='>'>chips</i>&quot;<p>a &lt; b", "Content-Type", "text/html"), true},
		{"page with markup and space", custom, recorder(400, "<p>Fish <b>&amp;</b>\n\n &#34;<i>chips</i>&quot;<p>a &lt; b", "Content-Type", "text/html"), true},
		{"line break", messages.Message{Title: "fish and chips"}, recorder(400, "fish<br>and<br/>chips", "Content-Type", "text/html"), true},
		{"ends of blocks", messages.Message{Title: "fish and chips"}, recorder(400, "<ul><li>fish<LI>and</ul>chips", "Content-Type", "text/html"), true},
		{"end of a paragraph", messages.Message{Title: "fish and chips"}, recorder(400, "<p>fish</p><div>and</div>chips", "Content-Type", "text/html"), true},
		{"words that are one", messages.Message{Title: "fish"}, recorder(400, "f<b>i</b><span>s</span>h", "Content-Type", "text/html"), true},
		{"no words that are one", messages.Message{Title: "f i"}, recorder(400, "f<b>i</b>", "Content-Type", "text/html"), false},
		{"bare less-than", messages.Message{Title: "a < b"}, recorder(400, "<p>a < b", "Content-Type", "text/html"), true},
		{"tag without an end", messages.Message{Title: "fish"}, recorder(400, "fish <b", "Content-Type", "text/html"), true},
		{"quote in an attribute", messages.Message{Title: "fish"}, recorder(400, `<p title=a"b>fish`, "Content-Type", "text/html"), true},
		{"CDATA", messages.Message{Title: "a < b & c"}, recorder(400, "<title><![CDATA[a < b & c]]></title>", "Content-Type", "application/problem+xml"), true},
		{"script with a space in its end", messages.Message{Title: "fish"}, recorder(400, "<script>'<b>chips'</script >fish", "Content-Type", "text/html"), true},
		{"script with a line in its end", messages.Message{Title: "fish"}, recorder(400, "<script>'</scripts>chips'</SCRIPT\n>fish", "Content-Type", "text/html"), true},
		{"within a script with a space in its end", messages.Message{Title: "chips"}, recorder(400, "<script>'chips'</script >fish", "Content-Type", "text/html"), false},
		{"script without an end", messages.Message{Title: "chips"}, recorder(400, "<script>chips", "Content-Type", "text/html"), false},
		{"deflate", notFound, recorder(404, deflate(page), "Content-Type", "text/html", "Content-Encoding", "deflate", "Content-Language", "zh-Hans"), true},
		{"bare deflate", notFound, recorder(404, bareDeflate(page), "Content-Type", "text/html", "Content-Encoding", "deflate", "Content-Language", "zh-Hans"), true},
		{"x-gzip of deflate", notFound, recorder(404, zip(deflate(page)), "Content-Type", "text/html", "Content-Encoding", "deflate, X-GZIP", "Content-Language", "zh-Hans"), true},
		{"br", custom, recorder(400, "Fish & \"chips\" a < b", "Content-Encoding", "br"), false},
		{"comment", custom, recorder(400, `<!-- Fish & "chips" a < b > -->`, "Content-Type", "text/html"), false},
		{"comment without an end", custom, recorder(400, `<!-- Fish & "chips" a < b >`, "Content-Type", "text/html"), false},
		{"attribute", messages.Message{Title: "chips"}, recorder(400, `<p title="chips">fish`, "Content-Type", "text/html"), false},
		{"style", messages.Message{Title: "chips"}, recorder(400, `<STYLE a>p > chips {}</Style >fish`, "Content-Type", "text/html"), false},
		{"script", messages.Message{Title: "chips"}, recorder(400, `<script>"<b>chips</b>"</script>fish`, "Content-Type", "text/html"), false},
		{"after a script", messages.Message{Title: "fish"}, recorder(400, `<script>"<b>chips</b>"</script>fish`, "Content-Type", "text/html"), true},
		{"no script", messages.Message{Title: "fish"}, recorder(400, `<scripture>fish`, "Content-Type", "text/html"), true},
		{"plain text", custom, recorder(400, "Fish & \"chips\"\r\n\r\na < b\r\n", "Content-Type", "text/plain"), true},
		{"no Content-Type", custom, recorder(400, "Fish & \"chips\" a < b"), true},
		{"title alone", messages.Message{Title: "fish"}, recorder(400, "fish"), true},
		{"detail alone", messages.Message{Detail: "fish"}, recorder(400, "fish"), true},
		{"no detail", custom, recorder(400, `Fish & "chips"`), false},
		{"nothing wanted", messages.Message{Language: language.English}, recorder(400, "fish", "Content-Language", "en"), false},
		{"other language", messages.Message{Title: "fish", Language: language.English}, recorder(400, "fish", "Content-Language", "de"), false},
		{"no language", messages.Message{Title: "fish", Language: language.English}, recorder(400, "fish"), false},
		{"no body", notFound, &http.Response{StatusCode: 404}, false},
		{"no response", notFound, httpstatus.NotFound, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := new(spy)
			assert.Equal(t, test.ok, statustest.Text(s, test.want, test.got), "%v", s.failures)
			assert.Equal(t, test.ok, len(s.failures) == 0)
		})
	}
}

// The problems that package problem sends hold, in each of its forms and languages, and are returned whole.
func TestProblem(t *testing.T) {
	for _, tag := range []string{"en", "zh-Hans", "zh-Hant"} {
		for _, accept := range []string{"", "text/html", "text/plain"} {
			rec := httptest.NewRecorder()
			r := httptest.NewRequest("GET", "/logs", nil)
			r.Header.Set("Accept-Language", tag)
			r.Header.Set("Accept", accept)
			problem.Write(rec, r, &problem.Error{Code: 403, Sub: 14, Extensions: map[string]any{"balance": 30}})
			statustest.Code(t, httpstatus.Forbidden, rec)
			statustest.Conforms(t, rec)
			text := messages.Match(tag).Substatus(httpstatus.IISDirectoryListingDenied)
			if accept == "" { // whose title is that of its type, about:blank
				text.Title = messages.Match(tag).Code(httpstatus.Forbidden).Title
			}
			statustest.Text(t, text, rec)
			if accept != "" {
				continue
			}
			statustest.Substatus(t, httpstatus.IISDirectoryListingDenied, rec)
			for range 2 {
				p := statustest.Problem(t, rec)
				require.NotNil(t, p)
				assert.Equal(t, map[string]any{"balance": 30.0}, p.Extensions)
				assert.Equal(t, httpstatus.IISDirectoryListingDenied, p.Substatus)
				assert.Same(t, p, statustest.Problem(t, fmt.Errorf("asking: %w", p)))
			}
		}
	}
}

var trace = regexp.MustCompile(`\S*/(\w+\.go):\d+`)

// TestGolden compares every failure, as testify prints it, with a file in testdata.
func TestGolden(t *testing.T) {
	const en = "Content-Language"
	long := "<html>\n" + strings.Repeat("<p>The same again, and again.</p>\n", 100) + "</html>"
	problemOf := func(body string, header ...string) *http.Response {
		return response(403, "GET /logs", body, append([]string{"Content-Type", problemJSON}, header...)...)
	}
	type fail func(t statustest.TestingT, got any) bool
	code := func(t statustest.TestingT, got any) bool { return statustest.Code(t, httpstatus.NotFound, got) }
	sub := func(t statustest.TestingT, got any) bool {
		return statustest.Substatus(t, httpstatus.IISDirectoryListingDenied, got)
	}
	text := func(t statustest.TestingT, got any) bool {
		want := messages.Message{Title: "未找到", Detail: "没有 “7”。", Language: language.MustParse("zh-Hans")}
		return statustest.Text(t, want, got)
	}
	doc := func(t statustest.TestingT, got any) bool { return statustest.Problem(t, got) != nil }
	bank := tooLittle("bank")
	own := func(t statustest.TestingT, got any) bool { return statustest.Substatus(t, bank, got) }
	typ := func(t statustest.TestingT, got any) bool { return statustest.Type(t, bank.Type(), got) }
	fields := func(t statustest.TestingT, got any) bool {
		return statustest.Fields(t, map[string]string{"/a": "too_long", "/b": "required"}, got)
	}
	notCacheable := func(t statustest.TestingT, got any) bool { return statustest.NotCacheable(t, got) }
	conforms := func(t statustest.TestingT, got any) bool { return statustest.Conforms(t, got) }
	for _, test := range []struct {
		name string
		fail fail
		got  any
	}{
		{"code_int", code, 500},
		{"code_unknown", code, httpstatus.Code(599)},
		{"code_substatus", code, httpstatus.IISDirectoryListingDenied},
		{"code_error", code, fmt.Errorf("reading the list:\n%w", httpstatus.Gone)},
		{"code_plain_error", code, fmt.Errorf("open list: %w", fs.ErrNotExist)},
		{"code_nil", code, nil},
		{"code_nil_response", code, (*http.Response)(nil)},
		{"code_other_type", code, "404"},
		{"code_recorder", code, recorder(500, "out of order\r\n\n", "Content-Type", "text/plain", en, "en")},
		{"code_response", code, response(500, "POST /orders?n=1", "out of order", "Content-Type", "text/plain", en, "en")},
		{"code_empty", code, response(500, "", "")},
		{"code_connect", code, response(500, "CONNECT example.com:443", "")},
		{"code_bare_request", code, &http.Response{StatusCode: 500, Request: &http.Request{URL: &url.URL{Path: "/a b"}}}},
		{"code_html", code, response(500, "", "<!DOCTYPE html>\n<title>Oops</title>\n", "Content-Type", "text/html", en, "en")},
		{"code_html_style", code, response(500, "", "<!DOCTYPE html>\n<title>Oops</title>\n<style>"+strings.Repeat(" a{}\n", 1000)+"</style>\n\n  <h1>Oops &amp; sorry</h1>\n<p>Try <b>later</b>.\n", "Content-Type", "text/html; charset=utf-8", en, "en")},
		{"code_html_empty", code, response(500, "", "<p>\n<br>", "Content-Type", "text/html")},
		{"code_html_long", code, response(500, "", long, "Content-Type", "text/html")},
		{"code_json", code, problemOf(`{"type":"about:blank","title":"Forbidden","nested":[1,{"a":null}]}`, en, "en")},
		{"code_json_broken", code, problemOf(`{"type":"about:blank",`)},
		{"code_json_long", code, response(500, "", `["`+strings.Repeat("0123456789", 300)+`"]`, "Content-Type", "application/json")},
		{"code_json_too_long", code, response(500, "", `["`+strings.Repeat("0123456789", 3000)+`"]`, "Content-Type", "application/json")},
		{"code_gzip", code, response(500, "", zip(`{"title":"Out of order"}`), "Content-Encoding", "gzip", "Content-Type", problemJSON)},
		{"code_br", code, response(500, "", "\x0b\x02\x80", "Content-Encoding", "br", "Content-Type", problemJSON)},
		{"text_br", text, response(404, "", "\x0b\x02\x80", "Content-Encoding", "gzip, br", "Content-Type", "text/html", en, "zh-Hans")},
		{"problem_br", doc, problemOf("\x0b\x02\x80", "Content-Encoding", "br", en, "en")},
		{"status", own, &problem.Error{Code: 403, Sub: 1001}},
		{"status_other_table", own, fmt.Errorf("paying: %w", tooLittle("shop"))},
		{"status_response", own, problemOf(`{"title":"Too little","status":403,"substatus":"403.1001","type":"https://example.com/shop/too-little"}`, en, "en")},
		{"type", typ, problemOf(`{"title":"Forbidden"}`, en, "en")},
		{"type_page", typ, recorder(403, "no")},
		{"type_nil", typ, nil},
		{"fields", fields, problemOf(`{"errors":[{"pointer":"#/a","code":"required"},{"parameter":"page","code":"too_big"}]}`, en, "en")},
		{"fields_bad", fields, problemOf(`{"errors":[{"pointer":"/a","code":"required"}]}`, en, "en")},
		{"fields_page", fields, recorder(403, "no")},
		{"fields_code", fields, 403},
		{"not_cacheable", notCacheable, response(404, "", "no")},
		{"not_cacheable_code", notCacheable, 404},
		{"code_control", code, response(500, "", "a\x00b\x1b[31mred\tt\rr\u202egnirts \xff\xfe 未找到 \U0001f600")},
		{"code_header", code, response(500, "", "", "Content-Language", "\x1b[31m"+strings.Repeat("x", 400))},
		{"code_stream", code, response(200, "", "data: 1\n\n", "Content-Type", "text/event-stream")},
		{"code_broken_body", code, &http.Response{StatusCode: 500, Body: io.NopCloser(io.MultiReader(strings.NewReader("half"), broken{}))}},
		{"code_message", func(t statustest.TestingT, got any) bool {
			return statustest.Code(t, httpstatus.NotFound, got, "order %d", 7)
		}, 500},

		{"class", func(t statustest.TestingT, got any) bool {
			return statustest.Class(t, httpstatus.ClientError, got)
		}, recorder(500, "out of order")},
		{"class_zero", func(t statustest.TestingT, got any) bool { return statustest.Class(t, 0, got) }, 404},
		{"class_error", func(t statustest.TestingT, got any) bool {
			return statustest.Class(t, httpstatus.ClientError, got)
		}, io.EOF},

		{"substatus", sub, httpstatus.NotFound.Sub(7)},
		{"substatus_code", sub, 403},
		{"substatus_nil", sub, nil},
		{"substatus_error", sub, &problem.Error{Code: 403, Sub: 6, Detail: "from where?"}},
		{"substatus_response", sub, response(404, "", `{"title":"No","substatus":"404.7"}`, "Content-Type", problemJSON)},
		{"substatus_none", sub, recorder(403, "no", "Content-Type", "text/plain")},
		{"substatus_other_status", sub, response(404, "", denied, "Content-Type", problemJSON)},

		{"text", text, response(404, "GET /lists/7", "<title>Not Found</title>", "Content-Type", "text/html", en, "en")},
		{"text_no_language", text, recorder(404, "未找到")},
		{"text_long", text, recorder(404, strings.Repeat("x", 1<<20+1), "Content-Type", "text/plain", en, "zh-Hans")},
		{"text_gzip_long", text, recorder(404, zip(strings.Repeat("x", 1<<21)), "Content-Encoding", "gzip")},
		{"text_code", text, 404},
		{"text_nothing", func(t statustest.TestingT, got any) bool {
			return statustest.Text(t, messages.Message{}, got)
		}, recorder(404, "")},

		{"problem_html", doc, response(403, "", "<p>no", "Content-Type", "text/html")},
		{"problem_no_type", doc, response(403, "", `{"title":"Forbidden","status":403}`, en, "en")},
		{"problem_no_json", doc, problemOf("no", en, "en")},
		{"problem_no_object", doc, problemOf("[]", en, "en")},
		{"problem_null", doc, problemOf("null", en, "en")},
		{"problem_empty", doc, problemOf("", en, "en")},
		{"problem_long", doc, problemOf(`{"title":"`+strings.Repeat("x", 1<<20)+`"}`, en, "en")},
		{"problem_no_members", doc, problemOf("{}", en, "en")},
		{"problem_null_members", doc, problemOf(`{"type":null,"title":null,"status":null}`, en, "en")},
		{"problem_bad_members", doc, problemOf(`{"type":"a b","title":"","status":404,"detail":7,"instance":"%zz","substatus":"404.7"}`, en, "en")},
		{"problem_status_text", doc, problemOf(`{"title":"Forbidden","status":"403"}`, en, "en")},
		{"problem_bad_language", doc, problemOf(`{"title":"Forbidden","status":403}`, en, "english_text")},
		{"problem_no_language", doc, problemOf(`{"title":"Forbidden","status":403}`)},
		{"problem_code", doc, 403},
		{"problem_error", doc, fmt.Errorf("asking: %w", httpstatus.Forbidden)},
		{"problem_unsound_error", doc, &problem.Problem{Status: 403}},
		{"problem_other_error", doc, errors.Join(httpstatus.NotFound, &problem.Problem{Title: "Forbidden", Status: 403})},

		{"conforms", conforms, response(405, "DELETE /orders", "Method Not Allowed", "Content-Type", "text/plain")},
		{"conforms_several", conforms, recorder(206, "123", "Content-Length", "4", "ETag", "v1")},
		{"conforms_error", conforms, fmt.Errorf("asking: %w", httpstatus.Forbidden)},
		{"conforms_code", conforms, 405},
		{"conforms_quoted", conforms, response(200, "", "ok", "Vary", `a\b`+"\x1b[31m\xff", "Allow", strings.Repeat("未 ", 100))},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := new(spy)
			require.False(t, test.fail(s, test.got))
			require.Len(t, s.failures, 1)
			got := trace.ReplaceAllString(s.failures[0], "$1:LINE") + "\n"
			path := filepath.Join("testdata", test.name+".golden")
			if *update {
				require.NoError(t, os.WriteFile(path, []byte(got), 0o666))
			}
			want, err := os.ReadFile(path)
			require.NoError(t, err)
			assert.Equal(t, string(want), got)
			assert.Less(t, len(got), 4<<10, "few lines")
		})
	}
	if *update {
		return
	}
	files, err := filepath.Glob("testdata/*.golden")
	require.NoError(t, err)
	for _, path := range files {
		b, err := os.ReadFile(path)
		require.NoError(t, err)
		// The first line, and each that follows up to the error, is the test's.
		assert.Regexp(t, `\A\n\tError Trace:\tstatustest_test\.go:LINE\n(\t {12}\tstatustest_test\.go:LINE\n)*\tError:`, string(b), "%s says where", path)
	}
}

// broken is a body that breaks off.
type broken struct{}

func (broken) Read([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }

// marked is a TestingT that tells its helpers.
type marked struct {
	spy
	helpers int
}

func (m *marked) Helper() { m.helpers++ }

func TestHelper(t *testing.T) {
	m := new(marked)
	statustest.Code(m, 404, 500)
	statustest.Class(m, 4, 500)
	statustest.Substatus(m, httpstatus.IISDirectoryListingDenied, 500)
	statustest.Text(m, messages.English.Code(404), 500)
	statustest.Problem(m, 500)
	statustest.Conforms(m, 500)
	statustest.NotCacheable(m, 500)
	statustest.Type(m, "about:blank", 500)
	statustest.Fields(m, nil, 500)
	assert.Len(t, m.failures, 9)
	// Each, and in each the function that reports.
	assert.Equal(t, 18, m.helpers)
	statustest.Get(m, http.NotFoundHandler(), "")
	statustest.Post(m, http.NotFoundHandler(), "")
	assert.Len(t, m.failures, 11)
	assert.Equal(t, 18+2*3, m.helpers)
}
