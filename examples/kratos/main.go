// The kratos command is a server on Kratos that answers every error in the form and language of the reader.
package main

import (
	"context"
	"flag"
	"io"
	"log"
	"net/http"
	"slices"
	"strings"

	"github.com/go-kratos/kratos/v2/errors"
	"github.com/go-kratos/kratos/v2/middleware/recovery"
	khttp "github.com/go-kratos/kratos/v2/transport/http"
	"github.com/gorilla/mux"
	"github.com/httpstatus-go/httpstatus"
	"github.com/httpstatus-go/httpstatus/examples/kitchen"
	"github.com/httpstatus-go/httpstatus/problem"
)

func main() {
	addr := flag.String("addr", "127.0.0.1:8080", "`address` to listen on")
	flag.Parse()
	log.Fatal(server(khttp.Address(*addr)).Start(context.Background()))
}

// server returns the whole server. Pages gives a body to 404 and 405, and answers panics outside of Recovery.
func server(options ...khttp.ServerOption) *khttp.Server {
	all := make(routes)
	s := khttp.NewServer(append(options,
		khttp.Filter(renderer.Pages),
		khttp.Middleware(recovery.Recovery()),
		khttp.ErrorEncoder(renderer.Write),
		khttp.RequestDecoder(decode),
		khttp.NotFoundHandler(http.NotFoundHandler()),
		khttp.MethodNotAllowedHandler(all),
	)...)
	r := s.Route("/")
	r.GET("/", hello)
	r.GET("/orders/{id}", order)
	r.POST("/orders", newOrder)
	r.GET("/files", files)
	r.GET("/report", report)
	r.GET("/panic", broken)
	r.GET("/recovered", recovered)
	r.GET("/admin", admin)
	if err := s.WalkRoute(all.add); err != nil {
		log.Fatal(err)
	}
	return s
}

// Copy from here.

var renderer = problem.Renderer{Errors: statusOf}

// statusOf knows the errors of Kratos, and through it those of gRPC. The reason is what its clients know them by.
func statusOf(err error) error {
	if _, ok := httpstatus.CodeOf(err); ok {
		return nil // the cause says more
	}
	e := errors.FromError(err)
	p := &problem.Error{Code: httpstatus.Code(e.Code), Err: err}
	if e.Reason != errors.UnknownReason {
		p.Extensions = map[string]any{"reason": e.Reason}
	}
	return p
}

// decode is Kratos' DefaultRequestDecoder, which leaves nothing but text of what went wrong.
func decode(r *http.Request, v any) error {
	codec, ok := khttp.CodecForRequest(r, "Content-Type")
	if !ok {
		return httpstatus.UnsupportedMediaType
	}
	data, err := io.ReadAll(http.MaxBytesReader(nil, r.Body, 1<<20))
	if err == nil && len(data) > 0 {
		err = codec.Unmarshal(data, v)
	}
	return problem.RequestError(err)
}

// Copy to here. What follows is for a 405 with its Allow (RFC 9110, 15.5.6), which Kratos has not.

// routes are the routes of each method. They answer with 405.
type routes map[string]*mux.Router

func (all routes) add(route khttp.RouteInfo) error {
	if all[route.Method] == nil {
		all[route.Method] = mux.NewRouter()
	}
	return all[route.Method].Path(route.Path).GetError()
}

func (all routes) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	var methods []string
	for method, router := range all {
		if router.Match(r, new(mux.RouteMatch)) {
			methods = append(methods, method)
		}
	}
	slices.Sort(methods)
	w.Header().Set("Allow", strings.Join(methods, ", "))
	w.WriteHeader(http.StatusMethodNotAllowed)
}

func hello(c khttp.Context) error {
	return c.String(http.StatusOK, "hello\n")
}

func order(c khttp.Context) error {
	order, err := kitchen.Find(c.Vars().Get("id"))
	if err != nil {
		return err
	}
	return c.String(http.StatusOK, order)
}

func newOrder(c khttp.Context) error {
	var o kitchen.Order
	if err := c.Bind(&o); err != nil {
		return err
	}
	return kitchen.Place(&o)
}

func files(c khttp.Context) error {
	return kitchen.Files()
}

func report(c khttp.Context) error {
	return kitchen.Report()
}

func broken(c khttp.Context) error {
	panic("cannot happen")
}

// recovered panics where the handlers that Kratos generates do.
func recovered(c khttp.Context) error {
	h := c.Middleware(func(context.Context, any) (any, error) { panic("cannot happen") })
	_, err := h(c, nil)
	return err
}

// admin returns an error of Kratos' own, of which the status and the reason count: its message is English.
func admin(c khttp.Context) error {
	return errors.Forbidden("NOT_A_MEMBER", "members of the kitchen only")
}
