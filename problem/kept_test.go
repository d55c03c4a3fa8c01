package problem

import (
	"errors"
	"net/http"
	"strconv"
	"testing"

	"github.com/httpstatus-go/httpstatus"
	"github.com/httpstatus-go/httpstatus/messages"
	"github.com/stretchr/testify/assert"
	"golang.org/x/text/language"
)

// TestNothingIsKept answers one reader with what is for that reader alone, then another with the bare status, and the first
// way again: in every form, of one Renderer.
func TestNothingIsKept(t *testing.T) {
	rr := silent()
	for _, accept := range []string{"application/json", "text/html", "text/plain", "text/markdown"} {
		bare := silent().Answer(request("GET", "Accept: "+accept), httpstatus.PaymentRequired)
		for name, e := range map[string]*Error{
			"extension": {Code: 402, Extensions: map[string]any{"balance": 30}},
			"type":      {Code: 402, Type: "urn:alice"},
			"title":     {Code: 402, Title: "Dear alice"},
			"detail":    {Code: 402, Detail: "Dear alice"},
			"instance":  {Code: 402, Instance: "/alice"},
			"field":     {Code: 402, Fields: []Field{{Parameter: "alice", Detail: "Dear alice"}}},
			"header":    {Code: 402, Header: http.Header{"X-Name": {"alice"}}},
		} {
			own := write(t, rr, request("GET", "Accept: "+accept), e)
			other := write(t, rr, request("GET", "Accept: "+accept), httpstatus.PaymentRequired)
			assert.Equal(t, string(bare.Body), other.Body.String(), "%s, %s", accept, name)
			assert.Equal(t, bare.Header, other.Header(), "%s, %s", accept, name)
			again := write(t, rr, request("GET", "Accept: "+accept), e)
			assert.Equal(t, own.Body.String(), again.Body.String(), "%s, %s", accept, name)
			assert.Equal(t, own.Header(), again.Header(), "%s, %s", accept, name)
		}
	}
}

// TestRetryAfterIsNotKept has a page that says when to come again; the next reader's does not.
func TestRetryAfterIsNotKept(t *testing.T) {
	once := &Error{Code: 503, Header: http.Header{"Retry-After": {"120"}}}
	fresh := func(accept string, err error) string {
		return string(silent().Answer(request("GET", "Accept: "+accept), err).Body)
	}
	for _, accept := range []string{"text/html", "text/plain", "text/markdown", "application/json"} {
		for _, order := range [][]error{{once, httpstatus.ServiceUnavailable, once}, {httpstatus.ServiceUnavailable, once, httpstatus.ServiceUnavailable}} {
			rr := silent()
			for _, err := range order {
				a := rr.Answer(request("GET", "Accept: "+accept), err)
				assert.Equal(t, fresh(accept, err), string(a.Body), accept)
				assert.Equal(t, err == error(once), a.Header.Get("Retry-After") == "120")
			}
		}
	}
	assert.NotEqual(t, fresh("text/html", once), fresh("text/html", httpstatus.ServiceUnavailable), "the page says when")
}

// TestFixedBodies has errors that have the same answer for all, whose body is kept, and others.
func TestFixedBodies(t *testing.T) {
	for name, tt := range map[string]struct {
		err  error
		want int
	}{
		"code": {httpstatus.NotFound, 1}, "substatus": {httpstatus.IISDirectoryListingDenied, 1}, "own status": {tooLittle.status, 1}, "plain": {errors.New("x"), 1},
		"Error": {&Error{Code: 404, Err: errors.New("x")}, 1}, "header": {&Error{Code: 404, Header: http.Header{"X-A": {"1"}, "Retry-After": nil}}, 1},
		"values": {tooLittle, 0}, "type": {&Error{Code: 404, Type: "/x"}, 0}, "title": {&Error{Code: 404, Title: "x"}, 0}, "detail": {&Error{Code: 404, Detail: "x"}, 0},
		"instance": {&Error{Code: 404, Instance: "/x"}, 0}, "fields": {&Error{Code: 404, Fields: []Field{{}}}, 0}, "extensions": {&Error{Code: 404, Extensions: map[string]any{"a": 1}}, 0},
		"Retry-After": {&Error{Code: 404, Header: http.Header{"retry-after": {"1"}}}, 0},
	} {
		for _, accept := range []string{"text/html", "application/json"} {
			rr := silent()
			write(t, rr, request("GET", "Accept: "+accept), tt.err)
			if got := len(rr.pageSet().bodies); got != tt.want {
				t.Errorf("%s, %s: %d bodies are kept, want %d", name, accept, got, tt.want)
			}
		}
	}
}

// A page that offers to try again is not one for a method that does harm, and the reverse.
func TestAgainIsKept(t *testing.T) {
	for _, methods := range [][]string{{"GET", "POST", "GET"}, {"POST", "GET", "POST"}} {
		rr := silent()
		for _, method := range methods {
			for _, accept := range []string{"text/html", "application/json"} {
				got := write(t, rr, request(method, "Accept: "+accept), httpstatus.ServiceUnavailable).Body.String()
				if want := string(silent().Answer(request(method, "Accept: "+accept), httpstatus.ServiceUnavailable).Body); got != want {
					t.Errorf("%s: got  %s\nwant %s", method, got, want)
				}
			}
		}
		if n := len(rr.pageSet().bodies); n != 3 {
			t.Errorf("%d bodies: want two pages, and JSON once", n)
		}
	}
}

// A body without a text of the caller's is made once, in each form and language; a page of the application's own, which can
// show the path, each time.
func TestBodyIsKept(t *testing.T) {
	rr, _ := logged()
	n := 0
	for range 3 {
		n = 0
		for c := range httpstatus.Codes() {
			for _, accept := range []string{"application/json", "text/html", "text/plain", "text/markdown"} {
				for _, language := range []string{"en", "zh-CN", "zh-TW"} {
					if c >= 400 {
						write(t, rr, request("GET", "Accept: "+accept, "Accept-Language: "+language), c)
						n++
					}
				}
			}
		}
		if got := len(rr.pageSet().bodies); got != n {
			t.Errorf("%d bodies for %d sorts of requests", got, n)
		}
	}
	write(t, rr, request("GET", "Accept: text/html"), &Error{Code: 404, Detail: "x"})
	if got := len(rr.pageSet().bodies); got != n {
		t.Errorf("a body with a detail is kept: %d instead of %d", got, n)
	}
	if err := rr.ParseFS(pagesFS("4xx.html", "<!DOCTYPE html>{{.Method}} {{.Path}}")); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{"/a", "/b"} {
		r := request("GET", "Accept: text/html")
		r.URL.Path = path
		if got := write(t, rr, r, httpstatus.NotFound).Body.String(); got != "<!DOCTYPE html>GET "+path {
			t.Errorf("%s: %s", path, got)
		}
	}
}

// Whatever is asked for, and whatever an application makes up, the bodies that are kept are bounded.
func TestPagesAreBounded(t *testing.T) {
	rr := silent()
	set := rr.pageSet()
	for sub := range 2*maxBodies + 10 {
		write(t, rr, request("GET", "Accept: text/html", "Accept-Language: x-"+strconv.Itoa(sub)), httpstatus.Forbidden.Sub(sub+1))
		size := 0
		if sub%1000 == 0 {
			for _, b := range set.bodies {
				size += len(b.content)
			}
			if size != set.size {
				t.Errorf("%d bytes, counted as %d", size, set.size)
			}
		}
		if len(set.bodies) > maxBodies || set.size > maxSize {
			t.Fatalf("%d bodies, %d bytes", len(set.bodies), set.size)
		}
	}
	// One that is too large is not kept, and does not drive out the rest.
	before := len(set.bodies)
	set.put(key{}, body{content: make([]byte, maxSize+1)})
	if len(set.bodies) != before {
		t.Errorf("%d bodies, before %d", len(set.bodies), before)
	}
	// Of the same key, the later counts.
	size := set.size
	set.put(key{}, body{content: make([]byte, 100)})
	set.put(key{}, body{content: make([]byte, 10)})
	if set.size != size+10 || len(set.bodies) != before+1 {
		t.Errorf("%d bytes in %d bodies", set.size-size, len(set.bodies)-before)
	}
}

// TestKeptSize has bodies about as many, and as large, as are kept.
func TestKeptSize(t *testing.T) {
	set := new(pageSet)
	put := func(code, size, bodies, total int) {
		t.Helper()
		set.put(key{status: messages.Status{Code: httpstatus.Code(code)}}, body{content: make([]byte, size)})
		if len(set.bodies) != bodies || set.size != total {
			t.Fatalf("%d bodies of %d bytes, want %d of %d", len(set.bodies), set.size, bodies, total)
		}
	}
	put(1, maxSize, 1, maxSize)
	put(2, maxSize+1, 1, maxSize) // not kept, and drives nothing out
	put(2, 1, 1, 1)
	put(3, maxSize-1, 2, maxSize)
	put(3, 10, 2, 11)
	put(4, maxSize-10, 1, maxSize-10)
	put(4, 0, 1, 0)
	for i := 1; i < maxBodies; i++ {
		put(1000+i, 1, i+1, i)
	}
	put(1001, 1, maxBodies, maxBodies-1)
	put(5000, 7, 1, 7)

	set = new(pageSet)
	for i := range maxLooks {
		set.look(&content{tag: strconv.Itoa(i), language: language.English})
		if len(set.looks) != i+1 {
			t.Fatalf("%d looks for %d languages", len(set.looks), i+1)
		}
	}
	set.look(&content{tag: "0", language: language.English})
	if len(set.looks) != maxLooks {
		t.Errorf("%d looks", len(set.looks))
	}
	set.look(&content{tag: "x", language: language.English})
	if len(set.looks) != 1 {
		t.Errorf("%d looks", len(set.looks))
	}
}
