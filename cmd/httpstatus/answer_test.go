package main

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httptrace"
	"net/textproto"
	"strings"
	"testing"

	"github.com/httpstatus-go/httpstatus"
	"github.com/httpstatus-go/httpstatus/messages"
	"github.com/httpstatus-go/httpstatus/problem"
	"github.com/httpstatus-go/httpstatus/statustest"
	"github.com/httpstatus-go/httpstatus/vendors/nginx"
	"github.com/httpstatus-go/httpstatus/vendors/nonstandard"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// A client gets one response for one request.
func newClient(t *testing.T) (get func(method, target string, header ...string) *http.Response) {
	server := httptest.NewServer(newHandler(builtIn()))
	t.Cleanup(server.Close)
	client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	t.Cleanup(client.CloseIdleConnections)
	return func(method, target string, header ...string) *http.Response {
		t.Helper()
		r, err := http.NewRequestWithContext(t.Context(), method, server.URL+target, nil)
		require.NoError(t, err)
		for i := 0; i < len(header); i += 2 {
			r.Header.Add(header[i], header[i+1])
		}
		resp, err := client.Do(r)
		require.NoError(t, err)
		t.Cleanup(func() { resp.Body.Close() })
		return resp
	}
}

func readBody(t *testing.T, resp *http.Response) string {
	t.Helper()
	body, err := io.ReadAll(resp.Body)
	require.NoError(t, err)
	return string(body)
}

// TestAnswerEvery asks for every known status by several methods: each is answered as its specification demands.
func TestAnswerEvery(t *testing.T) {
	get := newClient(t)
	for _, s := range builtIn().all {
		if s.number.Code == httpstatus.SwitchingProtocols {
			continue // TestSwitchProtocols
		}
		for _, method := range []string{"GET", "HEAD", "POST", "OPTIONS", "BREW"} {
			name := method + " /" + s.qualified()
			header := []string{"Accept-Language", "zh-TW"}
			want := s.number.Code
			ranges := want == httpstatus.PartialContent || want == httpstatus.RangeNotSatisfiable
			if ranges {
				header = append(header, "Range", "bytes=0-")
			}
			resp := get(method, "/"+s.qualified(), header...)
			if s.class() == httpstatus.Informational {
				want = httpstatus.OK
			}
			statustest.Code(t, want, resp, name)
			// No specification knows what is outside of the classes, or has a 304 answer anything but GET and HEAD, or ranges but
			// GET.
			if s.class() != 0 && (want != httpstatus.NotModified || method == "GET" || method == "HEAD") && (!ranges || method == "GET") {
				statustest.Conforms(t, resp, name)
			}
			assert.Equal(t, "no-store", resp.Header.Get("Cache-Control"), name)
			body := readBody(t, resp)
			if method == "HEAD" || !want.Info().Content && want.Known() {
				assert.Empty(t, body, name)
				continue
			}
			var got struct {
				Title, Detail, Substatus string
				Status                   int
			}
			require.NoError(t, json.Unmarshal([]byte(body), &got), name)
			assert.Equal(t, int(s.number.Code), got.Status, name)
			assert.Equal(t, "zh-Hant", resp.Header.Get("Content-Language"), name)
			title := builtIn().message(s, "zh-Hant").Title
			if s.source.kind == iisKind && want >= 400 {
				title = messages.TraditionalChinese.Code(want).Title // the type is about:blank (RFC 9457, 4.2.1)
			}
			assert.Equal(t, title, got.Title, name)
			var values []string // which are examples
			for _, p := range s.row().Params {
				value := p.Name
				if p.Kind == "int" {
					value = "1"
				}
				values = append(values, "{"+p.Name+"}", value)
			}
			detail := strings.NewReplacer(values...).Replace(builtIn().message(s, "zh-Hant").Detail)
			assert.Equal(t, detail, got.Detail, name)
			if s.isCode {
				assert.Empty(t, got.Substatus, name)
			} else {
				assert.Equal(t, s.String(), got.Substatus, name)
			}
		}
	}
}

// TestAnswerForms asks for statuses in each form and language, by header field and by parameter.
func TestAnswerForms(t *testing.T) {
	get := newClient(t)
	for _, test := range []struct{ accept, as, json, other string }{
		{"text/html", "html", "text/html; charset=utf-8", "text/html; charset=utf-8"},
		{"application/json", "json", "application/problem+json", "application/json"},
		{"text/plain", "text", "text/plain; charset=utf-8", "text/plain; charset=utf-8"},
		{"text/markdown", "markdown", "text/markdown; charset=utf-8", "text/markdown; charset=utf-8"},
		{"*/*", "json", "application/problem+json", "application/json"},
	} {
		for _, path := range []string{"/404", "/403.14", "/nginx/499", "/200", "/302", "/103"} {
			for l := range languages {
				want := test.json
				if path[1] < '4' {
					want = test.other
				}
				if path == "/nginx/499" {
					want = test.json
				}
				byField := get("GET", path, "Accept", test.accept, "Accept-Language", l.tag())
				byParameter := get("GET", path+"?as="+test.as+"&lang="+l.tag(), "Accept", "image/png", "Accept-Language", "fr")
				for _, resp := range []*http.Response{byField, byParameter} {
					assert.Equal(t, want, resp.Header.Get("Content-Type"), "%s %s", path, test.accept)
					assert.Equal(t, l.tag(), resp.Header.Get("Content-Language"), "%s %s", path, test.accept)
					assert.Contains(t, resp.Header.Get("Vary"), "Accept-Language")
					assert.Equal(t, "nosniff", resp.Header.Get("X-Content-Type-Options"))
				}
				body := readBody(t, byField)
				found, err := builtIn().parse(path[1:])
				require.NoError(t, err)
				title := builtIn().message(found[0], l.tag()).Title
				if path == "/403.14" && test.as == "json" {
					title = l.dictionary().Code(403).Title
				}
				assert.Contains(t, body, title)
				if got := readBody(t, byParameter); test.as != "html" {
					assert.Equal(t, body, got)
				}
			}
		}
	}
}

func TestAnswerFields(t *testing.T) {
	get := newClient(t)
	for _, test := range []struct{ method, path, field, want string }{
		{"GET", "/503?retry-after=5", "Retry-After", "5"},
		{"GET", "/200?retry-after=0", "Retry-After", "0"},
		{"GET", "/429?retry-after=Wed,+21+Oct+2026+07:28:00+GMT", "Retry-After", "Wed, 21 Oct 2026 07:28:00 GMT"},
		{"GET", "/503", "Retry-After", ""},
		{"GET", "/301", "Location", "/200"},
		{"GET", "/308", "Location", "/200"},
		{"GET", "/304", "Location", ""},
		{"GET", "/405", "Allow", "HEAD, POST, PUT, PATCH, DELETE, OPTIONS"},
		{"PUT", "/405", "Allow", "GET, HEAD, POST, PATCH, DELETE, OPTIONS"},
		{"GET", "/401.2", "WWW-Authenticate", `Bearer realm="httpstatus"`},
		{"GET", "/407", "Proxy-Authenticate", `Basic realm="httpstatus"`},
		{"GET", "/426", "Upgrade", "websocket"},
		{"GET", "/416", "Content-Range", "bytes */1024"},
		{"GET", "/404", "Access-Control-Allow-Origin", "*"},
		{"GET", "/", "Access-Control-Allow-Origin", "*"},
	} {
		resp := get(test.method, test.path)
		assert.Equal(t, test.want, resp.Header.Get(test.field), "%s %s %s", test.method, test.path, test.field)
	}
}

// TestAnswerOther asks for what the tables do not have, or have under another spelling.
func TestAnswerOther(t *testing.T) {
	get := newClient(t)
	for _, test := range []struct {
		path   string
		status int
		title  string
	}{
		{"/599", 599, messages.English.Code(599).Title},
		{"/299", 299, messages.English.Code(299).Title},
		{"/999", 999, messages.English.Code(999).Title},
		{"/403.9999", 403, "Forbidden"},
		{"/410.0", 410, "Gone"},
		{"/nginx/404", 404, "Not Found"},
		{"/iana/404", 404, "Not Found"},
		{"/404/", 404, "Not Found"},
		{"/nginx/499/", 499, "Client closed request"},
		{"/NotFound", 404, "Not Found"},
		{"/not-found", 404, "Not Found"},
		{"/iis/403.14", 403, "Forbidden"},
		{"/403-14", 403, "Forbidden"},
		{"/403;14", 403, "Forbidden"},
		{"/500-100.asp", 500, "Internal Server Error"},
	} {
		resp := get("GET", test.path)
		assert.Equal(t, test.status, resp.StatusCode, test.path)
		assert.Contains(t, readBody(t, resp), fmt.Sprintf(`"title":%q`, test.title), test.path)
	}

	// A number that only vendors use is nobody's unless it is said whose it is.
	assert.Contains(t, readBody(t, get("GET", "/499")), messages.English.Code(499).Detail)
	assert.Contains(t, readBody(t, get("GET", "/nginx/499")), nginx.English.Code(499).Detail)
	assert.Contains(t, readBody(t, get("GET", "/nonstandard/499")), nonstandard.English.Code(499).Detail)
}

// TestAnswerBad asks for what there cannot be: the answer says what is right, in the language asked for.
func TestAnswerBad(t *testing.T) {
	get := newClient(t)
	for _, test := range []struct {
		path   string
		status int
		detail string
	}{
		{"/nonsense", 404, `There is nothing at "/nonsense"; ask for a status, as /404, /403.14 or /nginx/499.`},
		{"/404//", 404, `There is nothing at "/404//";`},
		{"/apache/404", 404, `There is nothing at "/apache/404";`},
		{"/favicon.ico", 404, `There is nothing at "/favicon.ico";`},
		{"/" + strings.Repeat("9", 2000), 404, `There is nothing at "/999999999999999999999999999999999999999"...; ask`},
		{"/%3Cscript%3E", 404, `There is nothing at "/<script>";`},
		{"/503?delay=31s", 400, `The delay "31s" is not valid. Write a duration from 0s to 30s, as 2s or 500ms.`},
		{"/503?delay=-1s", 400, `The delay "-1s"`},
		{"/503?delay=2", 400, `The delay "2"`},
		{"/503?delay=9999999999h", 400, `The delay "9999999999h"`},
		{"/503?retry-after=soon", 400, `The value "soon" for retry-after`},
		{"/503?retry-after=-1", 400, `The value "-1" for retry-after`},
		{"/503?retry-after=1%0d%0aX:y", 400, `The value "1\r\nX:y" for retry-after`},
		{"/503?as=xml", 400, `The form "xml" is not known.`},
		{"/503?lang=fr", 400, `There is no text in language "fr".`},
		{"/503?wait=2s", 400, `There is no parameter "wait". There are retry-after, delay, lang, as.`},
		{"/503?a;b", 400, `The query "a;b" cannot be read.`},
		{"/503?delay=1h&wait=1", 400, `The delay "1h"`},
	} {
		resp := get("GET", test.path)
		assert.Equal(t, test.status, resp.StatusCode, test.path)
		assert.Empty(t, resp.Header.Get("Retry-After"), test.path)
		p, err := problem.Decode(resp)
		require.NoError(t, err, test.path)
		assert.Contains(t, p.Detail, test.detail)
	}
	for path, detail := range map[string]string{
		"/nonsense":      "没有内容",
		"/503?delay=31s": "delay 的值",
		"/503?wait=2s":   "不支持参数",
		"/503?a;b":       "无法解析",
		"/101":           "才会返回 101",
		"/503?as=xml":    "不支持格式",
		"/503?lang=fr":   "语言的文本",
	} {
		p, err := problem.Decode(get("GET", path, "Accept-Language", "zh-CN"))
		require.NoError(t, err, path)
		assert.Contains(t, p.Detail, detail, path)
	}
}

// TestAnswerOwn asks for statuses of a table of -table: a server of mocks for those who build against them.
func TestAnswerOwn(t *testing.T) {
	server := httptest.NewServer(newHandler(ownTables(t)))
	defer server.Close()
	get := func(path, language string) *http.Response {
		r, err := http.NewRequestWithContext(t.Context(), "GET", server.URL+path, nil)
		require.NoError(t, err)
		r.Header.Set("Accept-Language", language)
		resp, err := server.Client().Do(r)
		require.NoError(t, err)
		t.Cleanup(func() { resp.Body.Close() })
		return resp
	}
	for _, path := range []string{
		"/billing/403.1001?balance=12.50&items=3", "/403.1001?items=3&balance=12.50", "/insufficient_balance?balance=12.50&items=3",
		"/billing/InsufficientBalance?balance=12.50&items=3", "/insufficient-balance/?balance=12.50&items=3",
	} {
		p, err := problem.Decode(get(path, "zh-CN"))
		require.NoError(t, err, path)
		assert.Equal(t, "https://errors.example.com/insufficient-balance", p.Type)
		assert.Equal(t, "insufficient_balance", p.ID)
		assert.Equal(t, "403.1001", p.Substatus.String())
		assert.Equal(t, "余额不足", p.Title)
		assert.Equal(t, "余额 12.50 不足以支付 3 件商品。", p.Detail)
		assert.Equal(t, map[string]any{"balance": "12.50", "items": 3}, p.Params)
	}

	// What is not given is an example.
	p, err := problem.Decode(get("/403.1001", "ja"))
	require.NoError(t, err)
	assert.Equal(t, "残高 balance では 1 点を購入できません。", p.Detail)
	assert.Equal(t, map[string]any{"balance": "balance", "items": 1}, p.Params)
	p, err = problem.Decode(get("/403.1001?items=many", "en"))
	require.NoError(t, err)
	assert.Equal(t, 400, p.StatusCode())
	assert.Contains(t, p.Detail, `The value "many" for "items" is not a whole number.`)
	p, err = problem.Decode(get("/403.1001?lang=ja", "en"))
	require.NoError(t, err)
	assert.Equal(t, "残高不足", p.Title)

	// A code of its own is known by its number; text for others' codes is there too.
	p, err = problem.Decode(get("/499", "en"))
	require.NoError(t, err)
	assert.Equal(t, "Customer gone", p.Title)
	p, err = problem.Decode(get("/404", "ja"))
	require.NoError(t, err)
	assert.Equal(t, "見つかりません", p.Title)
	assert.Equal(t, 200, get("/catalog/billing/insufficient-balance", "ja").StatusCode)
}

// TestBelow400 holds the page of a status below 400 to the look of the others.
func TestBelow400(t *testing.T) {
	get := newClient(t)
	below, above := get("GET", "/200?as=html"), get("GET", "/404?as=html")
	assert.Equal(t, above.Header.Get("Content-Security-Policy"), below.Header.Get("Content-Security-Policy"))
	style := func(page string) string {
		_, style, _ := strings.Cut(page, "<style>")
		style, _, _ = strings.Cut(style, "</style>")
		return style
	}
	page := readBody(t, below)
	require.NotEmpty(t, style(page))
	assert.Equal(t, style(readBody(t, above)), style(page))
	for _, part := range []string{"<title>OK · 200</title>", `<p class="code">200</p>`, "<h1>OK</h1>", `<p class="detail">`, `<a href="/catalog/200?lang=en"`} {
		assert.Contains(t, page, part)
	}
	assert.Contains(t, readBody(t, get("GET", "/503?retry-after=5&as=html")), "in 5 seconds")
}

// TestInterim checks that an interim response comes before the final one, to clients that know of them.
func TestInterim(t *testing.T) {
	server := httptest.NewServer(newHandler(builtIn()))
	defer server.Close()
	for _, code := range []int{102, 103, 104, 150} {
		var got []int
		var links []string
		ctx := httptrace.WithClientTrace(t.Context(), &httptrace.ClientTrace{
			Got1xxResponse: func(code int, header textproto.MIMEHeader) error {
				got = append(got, code)
				links = append(links, header.Get("Link"))
				return nil
			},
		})
		r, err := http.NewRequestWithContext(ctx, "GET", fmt.Sprintf("%s/%d", server.URL, code), nil)
		require.NoError(t, err)
		resp, err := server.Client().Do(r)
		require.NoError(t, err)
		resp.Body.Close()
		assert.Equal(t, []int{code}, got)
		assert.Equal(t, code == 103, links[0] != "")
		assert.Equal(t, 200, resp.StatusCode)
		assert.Empty(t, resp.Header.Get("Link"))
	}

	// HTTP/1.0 has none.
	r := httptest.NewRequest("GET", "/103", nil)
	r.ProtoMajor, r.ProtoMinor = 1, 0
	w := httptest.NewRecorder()
	newHandler(builtIn()).ServeHTTP(w, r)
	assert.Equal(t, 200, w.Code)
}

func TestSwitchProtocols(t *testing.T) {
	get := newClient(t)
	resp := get("GET", "/101", "Connection", "Upgrade", "Upgrade", "echo/2, websocket")
	assert.Equal(t, 101, resp.StatusCode)
	assert.Equal(t, "echo/2", resp.Header.Get("Upgrade"))
	statustest.Conforms(t, resp)
	assert.Empty(t, readBody(t, resp), "the connection is closed")

	resp = get("GET", "/101")
	assert.Equal(t, 426, resp.StatusCode)
	statustest.Conforms(t, resp)
}

// TestPreflight checks that a page of another origin may send any method and field.
func TestPreflight(t *testing.T) {
	get := newClient(t)
	resp := get("OPTIONS", "/404", "Origin", "http://localhost:3000", "Access-Control-Request-Method", "PUT",
		"Access-Control-Request-Headers", "x-a, content-type")
	assert.Equal(t, 204, resp.StatusCode)
	assert.Equal(t, "*", resp.Header.Get("Access-Control-Allow-Origin"))
	assert.Equal(t, "PUT", resp.Header.Get("Access-Control-Allow-Methods"))
	assert.Equal(t, "x-a, content-type", resp.Header.Get("Access-Control-Allow-Headers"))
}
