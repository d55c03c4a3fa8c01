package main

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/httpstatus-go/httpstatus"
)

// FuzzAnswer sends requests of all sorts: each gets one response, with the status asked for or a 400, 404, 405 or 426; or the 499 of a
// client that has gone.
func FuzzAnswer(f *testing.F) {
	f.Add("GET", "/403.14", "lang=zh-TW&as=html", "text/html", "zh-TW")
	f.Add("HEAD", "/nginx/499", "retry-after=5", "*/*", "en;q=0")
	f.Add("GET", "/catalog/", "q=%22%3Cb%3E&kind=iis", "", "zh-Hant-HK,zh;q=0.9")
	f.Add("OPTIONS", "/500-100.asp", "delay=30s&delay=x", "a/b;q=2", "*")
	f.Add("BREW", "/HTTP Error 101", "a;b", "text/plain", "x-y")
	h := newHandler(builtIn())
	gone, cancel := context.WithCancel(context.Background())
	cancel() // nobody waits for a delay
	f.Fuzz(func(t *testing.T, method, path, query, accept, language string) {
		r := (&http.Request{
			Method: method, URL: &url.URL{Path: path, RawQuery: query}, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
			Header: http.Header{"Accept": {accept}, "Accept-Language": {language}}, Host: "localhost",
		}).WithContext(gone)
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		s, ok := h.(*handler).statusOf(path)
		switch {
		case w.Code == 400 || w.Code == 404 || w.Code == 405 || w.Code == 426 || w.Code == 499:
		case inCatalog(path) && (w.Code == 200 || w.Code == 301 || w.Code == 307):
		case !ok:
			t.Errorf("%s %q is answered with %d", method, path, w.Code)
		case ok && s.number.Code != httpstatus.Code(w.Code) && s.number.Code >= 200:
			t.Errorf("%s %q is answered with %d", method, path, w.Code)
		}
		for name, values := range w.Header() {
			for _, v := range values {
				if strings.ContainsAny(v, "\r\n\x00") {
					t.Errorf("%s: %q", name, v)
				}
			}
		}
	})
}

// FuzzStatus parses what a person could type: what comes out writes itself in a way that is read back.
func FuzzStatus(f *testing.F) {
	for _, s := range []string{"404", "403.14", "500-100.asp", "HTTP Error 404", "nginx/499", "iana/404", "iis/404", "x/y/z", "/", "",
		"404.500 and x", "Status404NotFound", "HTTP_4", "404,500;301", "[404]", "StatusCodes.", "error: 999.1"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if found, err := builtIn().understand([]string{s}, verbs()); (len(found) == 0) == (err == nil) {
			t.Errorf("%q is %v, and %v", s, found, err)
		}
		found, err := builtIn().parse(s)
		if err != nil {
			if len(err.Error()) > 400 {
				t.Errorf("the error has %d bytes", len(err.Error()))
			}
			return
		}
		for _, want := range found {
			if got, err := builtIn().parse(want.qualified()); err != nil || got[0] != want {
				t.Errorf("%q is %v, which is read as %v (%v)", s, want, got, err)
			}
		}
	})
}
