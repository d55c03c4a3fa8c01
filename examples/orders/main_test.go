package main

import (
	"bufio"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/httpstatus-go/httpstatus"
	"github.com/httpstatus-go/httpstatus/examples/orders/api"
	"github.com/httpstatus-go/httpstatus/examples/orders/shop"
	"github.com/httpstatus-go/httpstatus/invalid"
	"github.com/httpstatus-go/httpstatus/messages"
	"github.com/httpstatus-go/httpstatus/statustest"
	"golang.org/x/time/rate"
)

// nowhere is a server that nothing listens on.
var nowhere = &url.URL{Scheme: "http", Host: "127.0.0.1:1"}

var (
	li  = statustest.Header("Authorization", "Bearer li-token")
	ann = statustest.Header("Authorization", "Bearer ann-token")
)

func draft(product string, count int) api.Draft {
	return api.Draft{Email: "li@example.com", Items: []api.Item{{Product: product, Count: count}}}
}

// TestOrders has an order from its beginning to its end, and all that can go wrong on the way.
func TestOrders(t *testing.T) {
	s := newStore()
	for _, a := range s.accounts {
		a.limit = rate.NewLimiter(rate.Inf, 0)
	}
	h := handler(s, nowhere)
	for _, tt := range []struct {
		method, path string
		options      []statustest.Option
		want         any // an httpstatus.Code, or a status of the shop
	}{
		{"GET", "/orders", nil, shop.TokenMissing},
		{"GET", "/orders", []statustest.Option{statustest.Header("Authorization", "Bearer stolen")}, shop.TokenExpired},
		{"GET", "/orders/1000", []statustest.Option{li}, shop.OrderNotFound},
		{"POST", "/orders", []statustest.Option{li, statustest.JSON(draft("green-tea", 2))}, httpstatus.Created},
		{"POST", "/orders", []statustest.Option{li, statustest.JSON(draft("oolong", 4))}, shop.OutOfStock},
		{"POST", "/orders", []statustest.Option{li, statustest.JSON(draft("gaiwan", 3))}, shop.InsufficientBalance},
		{"POST", "/orders", []statustest.Option{li, statustest.JSON(draft("lungo", 1))}, shop.OrderInvalid},
		{"POST", "/orders", []statustest.Option{li, statustest.Body("application/json", "{")}, httpstatus.BadRequest},
		{"POST", "/orders", []statustest.Option{li, statustest.Body("text/csv", "green-tea,2")}, httpstatus.UnsupportedMediaType},
		{"GET", "/orders/1000", []statustest.Option{li}, httpstatus.OK},
		{"GET", "/orders/1000", []statustest.Option{ann}, shop.NotYourOrder},
		{"GET", "/orders?state=placed&limit=1", []statustest.Option{li}, httpstatus.OK},
		{"GET", "/orders?limit=ten", []statustest.Option{li}, httpstatus.BadRequest},
		{"PUT", "/orders/1000", []statustest.Option{li, statustest.Header("If-Match", `"0"`), statustest.JSON(draft("oolong", 1))}, shop.OrderChanged},
		{"PUT", "/orders/1000", []statustest.Option{li, statustest.Header("If-Match", `"1"`), statustest.JSON(draft("oolong", 1))}, httpstatus.OK},
		{"PUT", "/orders/1000", []statustest.Option{li, statustest.JSON(draft("oolong", 4))}, shop.OutOfStock},
		{"DELETE", "/orders/1000", []statustest.Option{li}, httpstatus.NoContent},
		{"DELETE", "/orders/1000", []statustest.Option{li}, shop.OrderCanceled},
		{"PATCH", "/orders/1000", []statustest.Option{li}, httpstatus.MethodNotAllowed},
		{"GET", "/nowhere", nil, httpstatus.NotFound},
		{"GET", "/files/prices.csv", nil, httpstatus.OK},
		{"GET", "/files/secret.csv", nil, httpstatus.NotFound},
		{"GET", "/stock/oolong", nil, httpstatus.BadGateway},
		{"GET", "/problems/", nil, httpstatus.OK},
	} {
		t.Run(tt.method+" "+tt.path, func(t *testing.T) {
			resp := statustest.Do(t, h, tt.method, tt.path, append(tt.options, statustest.Language("zh-CN"))...)
			statustest.Conforms(t, resp)
			id := resp.Header.Get("X-Request-ID")
			if id == "" {
				t.Error("the answer has no ID")
			}
			switch want := tt.want.(type) {
			case httpstatus.Code:
				statustest.Code(t, want, resp)
			case messages.Status:
				statustest.Substatus(t, want, resp)
			}
			if resp.StatusCode >= 400 {
				p := statustest.Problem(t, resp)
				if p != nil && (p.Extensions["request_id"] != id || resp.Header.Get("Content-Language") != "zh-Hans") {
					t.Errorf("got %+v", p)
				}
			}
		})
	}
	if s.stock["green-tea"] != 200 || s.stock["oolong"] != 3 || s.accounts["li-token"].balance != 10000 {
		t.Errorf("not all was given back: %v, %d", s.stock, s.accounts["li-token"].balance)
	}

	if err := s.set(s.accounts["li-token"], "1000", api.Shipped); !errors.Is(err, shop.OrderCanceled) {
		t.Errorf("got %v", err)
	}
	statustest.Post(t, h, "/orders", li, statustest.JSON(draft("oolong", 1)))
	if err := s.set(s.accounts["li-token"], "1001", api.Shipped); err != nil {
		t.Error(err)
	}
	resp := statustest.Do(t, h, "DELETE", "/orders/1001", li, statustest.Language("zh-CN"))
	statustest.Text(t, shop.OrderShippedError{Order: "1001"}.Message(shop.SimplifiedChinese), resp)
}

// TestFields has a list of what is wrong, each with its place.
func TestFields(t *testing.T) {
	h := handler(newStore(), nowhere)
	resp := statustest.Post(t, h, "/orders", li, statustest.Language("zh-CN"), statustest.JSON(api.Draft{
		Email: "li", Note: strings.Repeat("茶", 201), Items: []api.Item{{Product: "green-tea", Count: 1}, {Product: "lungo"}},
	}))
	statustest.Substatus(t, shop.OrderInvalid, resp)
	statustest.Fields(t, map[string]string{
		"/email": "email", "/note": "too_long", "/items/1/product": "product_unknown", "/items/1/count": "too_small",
	}, resp)
	for _, f := range statustest.Problem(t, resp).Fields {
		if f.Pointer == "/items/1/product" && f.Detail != "没有商品 lungo。请从列表中选择。" {
			t.Errorf("got %q", f.Detail)
		}
	}
	statustest.Fields(t, map[string]string{"state": "one_of", "limit": "too_large"}, statustest.Get(t, h, "/orders?state=lost&limit=101", li))
	statustest.Fields(t, map[string]string{"limit": "integer"}, statustest.Get(t, h, "/orders?limit=ten", li))
}

// TestList has orders in the order of their numbers, also of those that have one digit more.
func TestList(t *testing.T) {
	s := newStore()
	who := s.accounts["li-token"]
	for _, id := range []string{"1000", "10000", "9999"} {
		s.orders[id] = &entry{owner: who, Order: api.Order{ID: id}}
	}
	var got []string
	for _, o := range s.list(who, api.Query{Limit: 3}).Orders {
		got = append(got, o.ID)
	}
	if want := []string{"1000", "9999", "10000"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestTooMany asks once more than it may.
func TestTooMany(t *testing.T) {
	s := newStore()
	s.accounts["li-token"].limit = rate.NewLimiter(rate.Every(time.Hour), 1)
	h := handler(s, nowhere)
	statustest.Code(t, httpstatus.OK, statustest.Get(t, h, "/orders", li))
	resp := statustest.Get(t, h, "/orders", li, statustest.Accept("text/html"), statustest.Language("zh-CN"))
	statustest.NotCacheable(t, resp)
	seconds, err := strconv.Atoi(resp.Header.Get("Retry-After"))
	if err != nil || seconds < 1 || seconds > 3600 {
		t.Errorf("Retry-After is %d, %v", seconds, err)
	}
	statustest.Text(t, shop.TooManyRequestsError{Seconds: seconds}.Message(shop.SimplifiedChinese), resp)
	statustest.Code(t, httpstatus.OK, statustest.Get(t, h, "/orders", ann))
}

// TestTypes follows each problem type to its page.
func TestTypes(t *testing.T) {
	h := handler(newStore(), nowhere)
	n := 0
	for status := range shop.Table.Statuses() {
		n++
		page := statustest.Get(t, h, status.Type(), statustest.Accept("text/html"), statustest.Language("zh-CN"))
		statustest.Code(t, httpstatus.OK, page, status.Type())
		if body, _ := io.ReadAll(page.Body); !strings.Contains(string(body), status.Message(shop.SimplifiedChinese).Title) {
			t.Errorf("%s is no page on %v", status.Type(), status)
		}
	}
	if n != 12 {
		t.Errorf("the shop has %d statuses", n)
	}
}

// serve starts the server, and the one behind it that has the stock.
func serve(t *testing.T) (*store, *httptest.Server) {
	stock := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "" || r.Header.Get("X-Request-ID") == "" {
			w.WriteHeader(http.StatusTeapot)
		}
		switch r.URL.Path {
		case "/stock/oolong":
			io.WriteString(w, "3\n")
		default:
			w.WriteHeader(http.StatusNotFound)
		}
	}))
	t.Cleanup(stock.Close)
	upstream, err := url.Parse(stock.URL)
	if err != nil {
		t.Fatal(err)
	}
	s := newStore()
	server := httptest.NewServer(handler(s, upstream))
	t.Cleanup(server.Close)
	return s, server
}

// TestClient has the client in Go, which waits and asks again.
func TestClient(t *testing.T) {
	s, server := serve(t)
	s.accounts["li-token"].limit = rate.NewLimiter(1, 5)
	ctx := t.Context()
	c := &api.Client{Base: server.URL, Token: "li-token", Language: "zh-CN", HTTP: server.Client()}
	o, err := c.Create(ctx, draft("green-tea", 2))
	if err != nil || o.Total != "9.00" || o.State != api.Placed {
		t.Fatalf("got %+v, %v", o, err)
	}
	o.Items[0].Count = 3
	changed, err := c.Change(ctx, o)
	if err != nil || changed.Total != "13.50" {
		t.Fatalf("got %+v, %v", changed, err)
	}
	if _, err := c.Change(ctx, o); !errors.Is(err, shop.OrderChanged) || !errors.Is(err, httpstatus.PreconditionFailed) {
		t.Errorf("got %v", err)
	}
	for range 3 { // over the limit: the client waits for its turn
		if _, err := c.Create(ctx, draft("green-tea", 1)); err != nil {
			t.Fatal(err)
		}
	}
	if n := len(s.orders); n != 4 {
		t.Errorf("there are %d orders: a repeated request is one", n)
	}
	if err := c.Cancel(ctx, o.ID); err != nil {
		t.Error(err)
	}
	if _, err := c.Get(ctx, "7"); !errors.Is(err, shop.OrderNotFound) || !strings.Contains(err.Error(), "没有订单 7") {
		t.Errorf("got %v", err)
	}
	stranger := &api.Client{Base: server.URL, Token: "stolen", HTTP: server.Client()}
	if _, err := stranger.Get(ctx, o.ID); !errors.Is(err, httpstatus.Unauthorized) {
		t.Errorf("got %v", err)
	}
}

// TestSameKey has a POST that is sent twice, as its answer was lost.
func TestSameKey(t *testing.T) {
	s := newStore()
	h := handler(s, nowhere)
	for range 2 {
		resp := statustest.Post(t, h, "/orders", li, statustest.Header("Idempotency-Key", "k"), statustest.JSON(draft("oolong", 2)))
		statustest.Code(t, httpstatus.Created, resp)
	}
	if len(s.orders) != 1 || s.stock["oolong"] != 1 {
		t.Errorf("got %d orders", len(s.orders))
	}
}

// TestStream follows an order: the events come as they happen, though answers are compressed.
func TestStream(t *testing.T) {
	s, server := serve(t)
	who := s.accounts["li-token"]
	o, err := s.create(who, "", draft("oolong", 1))
	if err != nil {
		t.Fatal(err)
	}
	ask := func(id string) *http.Response {
		req, err := http.NewRequest("GET", server.URL+"/orders/"+id+"/events", nil)
		if err != nil {
			t.Fatal(err)
		}
		li(req)
		resp, err := server.Client().Do(req)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { resp.Body.Close() })
		return resp
	}
	resp := ask(o.ID)
	statustest.Code(t, httpstatus.OK, resp)
	lines := bufio.NewScanner(resp.Body)
	event := func() (o api.Order) {
		for lines.Scan() {
			if data, ok := strings.CutPrefix(lines.Text(), "data: "); ok {
				if err := json.Unmarshal([]byte(data), &o); err != nil {
					t.Error(err)
				}
				return o
			}
		}
		t.Fatal("the stream has ended")
		return o
	}
	if got := event(); got.State != api.Placed {
		t.Errorf("got %+v", got)
	}
	if err := s.set(who, o.ID, api.Shipped); err != nil {
		t.Fatal(err)
	}
	if got := event(); got.State != api.Shipped {
		t.Errorf("got %+v", got)
	}
	for lines.Scan() {
		if lines.Text() != "" {
			t.Errorf("there is more: %q", lines.Text())
		}
	}
	statustest.Substatus(t, shop.OrderNotFound, ask("7"))
}

// TestProxy has the other server's answers, of which a bare 404 gets a body.
func TestProxy(t *testing.T) {
	_, server := serve(t)
	for path, want := range map[string]httpstatus.Code{"/stock/oolong": httpstatus.OK, "/stock/lungo": httpstatus.NotFound} {
		resp, err := server.Client().Get(server.URL + path)
		if err != nil {
			t.Fatal(err)
		}
		defer resp.Body.Close()
		statustest.Code(t, want, resp)
		statustest.Conforms(t, resp)
		if want == httpstatus.NotFound {
			statustest.Problem(t, resp)
		}
	}
}

// TestCompression has an error page compressed, too.
func TestCompression(t *testing.T) {
	resp := statustest.Get(t, handler(newStore(), nowhere), "/nowhere", statustest.Header("Accept-Encoding", "gzip"), statustest.Accept("text/html"))
	statustest.Conforms(t, resp)
	if resp.Header.Get("Content-Encoding") != "gzip" {
		t.Fatalf("got %v", resp.Header)
	}
	z, err := gzip.NewReader(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	if page, err := io.ReadAll(z); err != nil || !strings.Contains(string(page), "</html>") {
		t.Errorf("got %q, %v", page, err)
	}
}

// TestTypeScript compiles the client in TypeScript and runs it under Node.
func TestTypeScript(t *testing.T) {
	missing := func(what, how string) {
		if os.Getenv("CI") == "true" {
			t.Fatalf("%s is missing: %s", what, how)
		}
		t.Skipf("%s is missing: %s", what, how)
	}
	if _, err := exec.LookPath("node"); err != nil {
		missing("Node", "install the package nodejs")
	}
	tsc := filepath.Join("node_modules", "typescript", "bin", "tsc")
	if _, err := os.Stat(tsc); err != nil {
		missing("the compiler of TypeScript", "run npm ci in the folder examples/orders")
	}
	node := func(args ...string) string {
		t.Helper()
		var stderr strings.Builder
		cmd := exec.CommandContext(context.WithoutCancel(t.Context()), "node", args...)
		cmd.Stderr = &stderr
		out, err := cmd.Output()
		if err != nil {
			t.Fatalf("node %q: %v\n%s%s", args, err, out, stderr.String())
		}
		return string(out)
	}
	dir := t.TempDir()
	node(tsc, "-p", "web", "--outDir", dir)
	if err := os.WriteFile(filepath.Join(dir, "package.json"), []byte(`{"type":"module"}`), 0o666); err != nil {
		t.Fatal(err)
	}
	_, server := serve(t)
	out := node(filepath.Join(dir, "run.js"), server.URL, "li-token", "zh-CN",
		`{"email":"li@example.com","items":[{"product":"oolong","count":2}]}`,
		`{"email":"li@example.com","items":[{"product":"oolong","count":2}]}`,
		`{"email":"li","items":[{"product":"lungo","count":1}]}`)
	lines := strings.Split(strings.TrimSpace(out), "\n")
	if len(lines) != 3 {
		t.Fatalf("got %q", out)
	}
	for i, want := range []string{
		`"id":"1000"`,
		`{"text":"库存不足 (oolong: 1)","fields":{},`,
		`{"text":"订单填写有误: 订单中有些内容不正确，每一处都有说明。","fields":{"/email":"` + invalid.Email.Message(invalid.SimplifiedChinese).Detail + `","/items/0/product":"没有商品 lungo。请从列表中选择。"},`,
	} {
		if !strings.Contains(lines[i], want) {
			t.Errorf("got  %s\nwant %s", lines[i], want)
		}
	}
}
