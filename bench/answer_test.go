package bench

import (
	"bytes"
	"encoding/json"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"
	"github.com/gin-gonic/gin"
	"github.com/httpstatus-go/httpstatus"
	"github.com/httpstatus-go/httpstatus/internal/shop"
	"github.com/httpstatus-go/httpstatus/messages"
	"github.com/httpstatus-go/httpstatus/problem"
	"github.com/labstack/echo/v5"
	"github.com/moogar0880/problems"
)

// A response is an http.ResponseWriter that keeps what it needs for a check, and can be used again.
type response struct {
	header http.Header
	status int
	body   bytes.Buffer
}

func (w *response) Header() http.Header         { return w.header }
func (w *response) WriteHeader(status int)      { w.status = status }
func (w *response) Write(p []byte) (int, error) { return w.body.Write(p) }

func (w *response) reset() {
	clear(w.header)
	w.status = 0
	w.body.Reset()
}

func newResponse() *response { return &response{header: http.Header{}} }

// last is what was written last.
var last *response

func request(accept string) *http.Request {
	r := httptest.NewRequest("GET", "/orders/2", nil)
	r.Header.Set("Accept", accept)
	r.Header.Set("Accept-Language", browserLanguage)
	return r
}

// withDetail has a text that no two requests need to share.
var withDetail = &problem.Error{Code: httpstatus.NotFound, Detail: "There is no order 2."}

// own is an application's own status, with two values in its text.
var own = shop.InsufficientBalanceError{Balance: "¥30.00", Items: 2}

// quiet is how an application that does not log its 404s answers.
var quiet = &problem.Renderer{Log: slog.New(slog.DiscardHandler)}

func writeProblem(accept string, err error) func(n int) {
	w, r := newResponse(), request(accept)
	return func(n int) {
		for range n {
			w.reset()
			quiet.Write(w, r, err)
		}
		last = w
	}
}

func writeEcho() func(n int) { return writeEchoBy(echo.DefaultHTTPErrorHandler(false)) }

func writeEchoProblem() func(n int) { return writeEchoBy(echo.ProblemDetailsHTTPErrorHandler(false)) }

func writeEchoBy(handler echo.HTTPErrorHandler) func(n int) {
	w, r := newResponse(), request("application/json")
	c := echo.New().NewContext(r, w)
	return func(n int) {
		for range n {
			w.reset()
			c.Reset(r, w)
			handler(c, echo.ErrNotFound)
		}
		last = w
	}
}

func writeHuma() func(n int) {
	w, r := newResponse(), request("application/json")
	config := huma.DefaultConfig("bench", "1")
	config.CreateHooks = nil // which would add the link to a schema to each answer
	api := humago.New(http.NewServeMux(), config)
	c := humago.NewContext(&huma.Operation{Method: "GET", Path: "/orders/{id}"}, r, w)
	return func(n int) {
		for range n {
			w.reset()
			if err := huma.WriteErr(api, c, http.StatusNotFound, "order not found"); err != nil {
				panic(err)
			}
		}
		last = w
	}
}

// writeGin has gin find no route, as it lets no one use a context again by hand.
func writeGin() func(n int) {
	w, r := newResponse(), request("application/json")
	gin.SetMode(gin.ReleaseMode)
	engine := gin.New()
	engine.NoRoute(func(c *gin.Context) {
		c.JSON(http.StatusNotFound, gin.H{"type": "about:blank", "title": "Not Found", "status": 404, "detail": "order not found"})
	})
	return func(n int) {
		for range n {
			w.reset()
			engine.ServeHTTP(w, r)
		}
		last = w
	}
}

func writeProblems() func(n int) {
	w, r := newResponse(), request("application/json")
	return func(n int) {
		for range n {
			w.reset()
			problems.ProblemHandler(problems.NewDetailedProblem(http.StatusNotFound, "order not found"))(w, r)
		}
		last = w
	}
}

// document has the members that problem.Write sends for a 404, which marshalProblem only makes, and does not send.
var document = func() (document struct {
	Type   string `json:"type"`
	Title  string `json:"title"`
	Status int    `json:"status"`
	Detail string `json:"detail"`
}) {
	writeProblem("application/json", httpstatus.NotFound)(1)
	if err := json.Unmarshal(last.body.Bytes(), &document); err != nil {
		panic(err)
	}
	return document
}()

func marshalProblem(n int) {
	for range n {
		b, err := json.Marshal(&document)
		if err != nil {
			panic(err)
		}
		length = len(b)
	}
}

var (
	content = bytes.Repeat([]byte("0123456789abcdef"), 64)
	pages   = problem.Pages(http.HandlerFunc(success))
)

func success(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Write(content)
}

func serve(h http.Handler) func(n int) {
	w, r := newResponse(), request("*/*")
	return func(n int) {
		for range n {
			w.reset()
			h.ServeHTTP(w, r)
		}
		last = w
	}
}

// TestAnswers checks that each contender answers as it is said to.
func TestAnswers(t *testing.T) {
	chinese := messages.TraditionalChinese.Code(httpstatus.NotFound)
	for _, test := range []struct {
		name, contentType string
		status            int
		write             func(n int)
		has               []string
	}{
		{"problem", "application/problem+json", 404, writeProblem("application/json", httpstatus.NotFound), []string{chinese.Title, chinese.Detail}},
		{"own", "application/problem+json", 403, writeProblem("application/json", own), []string{`"code":"insufficient_balance"`, `"balance":"¥30.00"`, `"items":2`}},
		{"page", "text/html", 404, writeProblem("text/html", httpstatus.NotFound), []string{chinese.Title, chinese.Detail}},
		{"page with a detail", "text/html", 404, writeProblem("text/html", withDetail), []string{chinese.Title, withDetail.Detail}},
		{"echo", "application/json", 404, writeEcho(), []string{"Not Found"}},
		{"echo problem", "application/problem+json", 404, writeEchoProblem(), []string{"Not Found"}},
		{"huma", "application/problem+json", 404, writeHuma(), []string{"Not Found"}},
		{"gin", "application/json", 404, writeGin(), []string{"Not Found"}},
		{"problems", "application/problem+json", 404, writeProblems(), []string{"Not Found"}},
		{"handler", "text/plain", 0, serve(http.HandlerFunc(success)), []string{string(content)}},
		{"handler in Pages", "text/plain", 0, serve(pages), []string{string(content)}},
	} {
		t.Run(test.name, func(t *testing.T) {
			test.write(2)
			if got, _, _ := strings.Cut(last.header.Get("Content-Type"), ";"); got != test.contentType {
				t.Errorf("Content-Type is %q, want %q", got, test.contentType)
			}
			if last.status != test.status {
				t.Errorf("the status is %d, want %d", last.status, test.status)
			}
			for _, text := range test.has {
				if !strings.Contains(last.body.String(), text) {
					t.Errorf("the body lacks %q:\n%s", text, last.body.String())
				}
			}
		})
	}
}

// TestAllocs checks the claims that time does not decide.
func TestAllocs(t *testing.T) {
	allocs := func(run func(n int)) float64 {
		run(1)
		return testing.AllocsPerRun(100, func() { run(1) })
	}
	for _, c := range []struct {
		name string
		run  func(n int)
	}{{"Reason", reason}, {"Message", messageCopied}, {"Match", match(&browserHeaders)}} {
		if got := allocs(c.run); got != 0 {
			t.Errorf("%s allocates %v times", c.name, got)
		}
	}
	ours := allocs(writeProblem("application/json", httpstatus.NotFound))
	for name, run := range map[string]func(n int){"echo": writeEcho(), "gin": writeGin(), "huma": writeHuma(), "problems": writeProblems()} {
		if theirs := allocs(run); ours >= theirs {
			t.Errorf("a problem allocates %v times, and that of %s %v times", ours, name, theirs)
		}
	}
	page, made := allocs(writeProblem("text/html", httpstatus.NotFound)), allocs(writeProblem("text/html", withDetail))
	if page >= made {
		t.Errorf("a page that is kept allocates %v times, and one that is made %v times", page, made)
	}
}
