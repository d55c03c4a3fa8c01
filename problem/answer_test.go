package problem

import (
	"maps"
	"net/http"
	"reflect"
	"testing"

	"github.com/httpstatus-go/httpstatus"
)

func TestAnswer(t *testing.T) {
	if Answer(request("GET"), nil) != nil {
		t.Error("nil is answered")
	}
	for _, method := range []string{"GET", "HEAD"} {
		for _, err := range []error{httpstatus.NotFound, tooLittle, &Error{Code: 401, Detail: "x", Header: http.Header{"WWW-Authenticate": {"Basic"}}}} {
			for _, accept := range []string{"*/*", "text/html", "text/plain", "text/markdown"} {
				rr, _ := logged()
				w := write(t, rr, request(method, "Accept: "+accept), err)
				resp := rr.Answer(request(method, "Accept: "+accept), err)
				if int(resp.Status) != w.Code || !reflect.DeepEqual(resp.Header, w.Header()) || string(resp.Body) != w.Body.String() {
					t.Errorf("%s %v: got %+v, want %v %s", method, err, resp, w.Header(), w.Body)
				}
			}
		}
	}
}

// TestCopyHeader has a response with the fields of handlers, whose own of a body go.
func TestCopyHeader(t *testing.T) {
	for _, test := range []struct {
		code  httpstatus.Code
		stays []string
	}{
		{500, nil},
		{412, []string{"Etag", "Last-Modified"}},
		{416, []string{"Content-Range", "Accept-Ranges"}},
	} {
		to := http.Header{"Vary": {"Origin"}, "Set-Cookie": {"a=1"}, "X-Own": {"1"}, "Retry-After": {"9"}, "Content-Type": {"text/csv"}}
		for _, name := range []string{"ETag", "Last-Modified", "Content-Range", "Accept-Ranges", "Content-Disposition", "Content-Encoding", "Expires"} {
			to.Set(name, "x")
		}
		own := http.Header{"Set-Cookie": {"b=2", "c=3"}, "Retry-After": {"1"}, "X-List": {"1", "2"}}
		resp := Answer(request("GET"), &Error{Code: test.code, Header: own})
		want := maps.Clone(resp.Header)
		want["Vary"] = []string{"Origin", "Accept, Accept-Language"}
		want["Set-Cookie"] = []string{"a=1", "b=2", "c=3"}
		want["X-Own"] = []string{"1"}
		for _, name := range test.stays {
			want[name] = []string{"x"}
		}
		if resp.CopyHeader(to); !reflect.DeepEqual(to, want) {
			t.Errorf("%d: got %v, want %v", test.code, to, want)
		}
	}
}
