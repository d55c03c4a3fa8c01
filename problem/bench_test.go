package problem

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/httpstatus-go/httpstatus"
)

// A sink takes a response, with no more work than the http.ResponseWriter of a server has for it at the least.
type sink struct {
	header http.Header
	code   int
	n      int
}

func (s *sink) Header() http.Header  { return s.header }
func (s *sink) WriteHeader(code int) { s.code = code }
func (s *sink) Write(b []byte) (int, error) {
	s.n += len(b)
	return len(b), nil
}

func BenchmarkWrite(b *testing.B) {
	detail := &Error{Code: 404, Detail: "There is no invoice 4711.", Instance: "/incidents/5f2c0f9a"}
	more := &Error{Code: 403, Sub: 14, Type: "https://example.com/quota", Detail: "Too much.", Extensions: map[string]any{"balance": 30, "accounts": []string{"/a/1", "/a/2"}}}
	for _, bb := range []struct {
		name, accept string
		err          error
	}{
		{"json", "application/json", httpstatus.NotFound},
		{"json, detail", "application/json", detail},
		{"json, extensions", "application/json", more},
		{"html", "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8", httpstatus.NotFound},
		{"html, detail", "text/html", detail},
		{"text", "text/plain", httpstatus.NotFound},
	} {
		b.Run(bb.name, func(b *testing.B) {
			r := httptest.NewRequest("GET", "/", nil)
			r.Header.Set("Accept", bb.accept)
			r.Header.Set("Accept-Language", "zh-TW,zh;q=0.9,en;q=0.8")
			w := &sink{header: http.Header{}}
			b.ReportAllocs()
			for b.Loop() {
				clear(w.header)
				Write(w, r, bb.err)
			}
		})
	}
}

// BenchmarkEncodingJSON encodes what BenchmarkWrite does, and writes nothing.
func BenchmarkEncodingJSON(b *testing.B) {
	document := struct {
		Type   string `json:"type"`
		Title  string `json:"title"`
		Status int    `json:"status"`
		Detail string `json:"detail"`
	}{aboutBlank, "找不到", 404, "此位址沒有內容。請檢查位址是否有誤，或前往首頁。"}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := json.Marshal(&document); err != nil {
			b.Fatal(err)
		}
	}
}
