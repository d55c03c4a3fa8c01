// The gozero command is a server on go-zero that answers every error in the form and language of the reader.
package main

import (
	"context"
	"errors"
	"flag"
	"log"
	"net/http"
	"regexp"
	"strings"
	"sync/atomic"

	"github.com/httpstatus-go/httpstatus"
	"github.com/httpstatus-go/httpstatus/examples/kitchen"
	"github.com/httpstatus-go/httpstatus/invalid"
	"github.com/httpstatus-go/httpstatus/problem"
	"github.com/zeromicro/go-zero/core/conf"
	"github.com/zeromicro/go-zero/rest"
	"github.com/zeromicro/go-zero/rest/httpx"
	"github.com/zeromicro/go-zero/rest/pathvar"
)

func main() {
	port := flag.Int("port", 8080, "`port` of 127.0.0.1 to listen on")
	flag.Parse()
	var c rest.RestConf
	if err := conf.FillDefault(&c); err != nil {
		log.Fatal(err)
	}
	c.Host, c.Port = "127.0.0.1", *port
	server(c).StartWithOpts(answerErrors)
}

// server returns the server, to be started with the option answerErrors.
func server(c rest.RestConf) *rest.Server {
	httpx.SetErrorHandlerCtx(failed)
	s := rest.MustNewServer(c, rest.WithUnauthorizedCallback(unauthorized))
	s.AddRoutes([]rest.Route{
		{Method: "GET", Path: "/", Handler: hello},
		{Method: "GET", Path: "/orders/:id", Handler: order},
		{Method: "POST", Path: "/orders", Handler: newOrder},
		{Method: "GET", Path: "/files", Handler: files},
		{Method: "GET", Path: "/report", Handler: report},
		{Method: "GET", Path: "/panic", Handler: broken},
	})
	s.AddRoute(rest.Route{Method: "GET", Path: "/admin", Handler: hello}, rest.WithJwt("a secret of the kitchen"))
	return s
}

// Copy from here.

// answerErrors is around all of go-zero: it answers with the error that failed was called with, and otherwise with the bare
// status of the router and of the middleware, as the 503 of the breaker.
func answerErrors(server *http.Server) {
	next := server.Handler
	server.Handler = problem.Pages(problem.Handler(func(w http.ResponseWriter, r *http.Request) error {
		var first atomic.Pointer[error] // a handler that is late fails too
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), failure{}, &first)))
		if err := first.Load(); err != nil {
			return *err
		}
		return nil
	}))
}

// failure is the key of the context under which the error of a request is.
type failure struct{}

// failed keeps the error, and has go-zero send a bare status, which Pages holds back. The breaker counts it.
func failed(ctx context.Context, err error) (int, any) {
	if first, ok := ctx.Value(failure{}).(*atomic.Pointer[error]); ok {
		first.CompareAndSwap(nil, &err)
	}
	if code, ok := httpstatus.CodeOf(err); ok {
		return int(code), nil
	}
	return http.StatusInternalServerError, nil
}

// unauthorized adds to the 401 of WithJwt what has to be in it (RFC 9110, 15.5.2).
func unauthorized(w http.ResponseWriter, r *http.Request, err error) {
	httpx.ErrorCtx(r.Context(), w, &problem.Error{Code: httpstatus.Unauthorized, Header: http.Header{"Www-Authenticate": {"Bearer"}}, Err: err})
}

// Copy to here. What follows is for the errors of Parse, which name a field in their text and nowhere else.

var rules = []struct {
	message *regexp.Regexp
	err     func(match []string) error
}{
	{regexp.MustCompile(`"([^"]*)" is not set$`), func([]string) error { return invalid.Required }},
	{regexp.MustCompile(`^type mismatch for field "([^"]*)", expect "([^"]*)"`), func(m []string) error { return invalid.TypeError{Type: m[2]} }},
	{regexp.MustCompile(`^type mismatch for field "([^"]*)"`), func([]string) error { return invalid.Pattern }},
	{regexp.MustCompile(`for field "([^"]*)" is not defined in options "\[(.*)\]"`), func(m []string) error { return invalid.OneOfError{Values: m[2]} }},
}

// parse is httpx.Parse, which calls the method Validate of v.
func parse(r *http.Request, v any) error {
	err := problem.RequestError(httpx.Parse(r, v))
	var e *problem.Error
	if !errors.As(err, &e) || e.Code != httpstatus.BadRequest || len(e.Fields) > 0 {
		return err
	}
	for _, rule := range rules {
		if match := rule.message.FindStringSubmatch(e.Err.Error()); match != nil {
			field := problem.Field{Parameter: match[1], Err: rule.err(match)}
			if r.ContentLength > 0 && strings.Contains(r.Header.Get("Content-Type"), "application/json") {
				field.Parameter, field.Pointer = "", "/"+strings.ReplaceAll(match[1], ".", "/")
			}
			e.Fields = []problem.Field{field}
			break
		}
	}
	return e
}

func hello(w http.ResponseWriter, r *http.Request) {
	w.Write([]byte("hello\n"))
}

func order(w http.ResponseWriter, r *http.Request) {
	order, err := kitchen.Find(pathvar.Vars(r)["id"])
	if err != nil {
		httpx.ErrorCtx(r.Context(), w, err)
		return
	}
	w.Write([]byte(order))
}

func newOrder(w http.ResponseWriter, r *http.Request) {
	var o kitchen.Order
	if err := parse(r, &o); err != nil {
		httpx.ErrorCtx(r.Context(), w, err)
		return
	}
	httpx.ErrorCtx(r.Context(), w, kitchen.Place(&o))
}

func files(w http.ResponseWriter, r *http.Request) {
	httpx.ErrorCtx(r.Context(), w, kitchen.Files())
}

func report(w http.ResponseWriter, r *http.Request) {
	httpx.ErrorCtx(r.Context(), w, kitchen.Report())
}

func broken(w http.ResponseWriter, r *http.Request) {
	panic("cannot happen")
}
