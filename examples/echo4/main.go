// The echo4 command is a server on Echo v4 that answers every error in the form and language of the reader.
package main

import (
	"errors"
	"flag"
	"log"
	"net/http"
	"time"

	"github.com/httpstatus-go/httpstatus"
	"github.com/httpstatus-go/httpstatus/examples/kitchen"
	"github.com/httpstatus-go/httpstatus/problem"
	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"
)

func main() {
	addr := flag.String("addr", "127.0.0.1:8080", "`address` to listen on")
	flag.Parse()
	server := &http.Server{Addr: *addr, Handler: handler(), ReadHeaderTimeout: 10 * time.Second}
	log.Printf("listening on http://%s", *addr)
	log.Fatal(server.ListenAndServe())
}

// handler returns the whole server. Everything that fails in Echo ends in its HTTPErrorHandler: the errors of handlers, of
// the router, and, with Recover, panics.
func handler() http.Handler {
	e := echo.New()
	e.HTTPErrorHandler = answer
	e.Use(middleware.Recover())
	e.GET("/", hello)
	e.GET("/orders/:id", order)
	e.POST("/orders", newOrder)
	e.GET("/files", files)
	e.GET("/report", report)
	e.GET("/panic", broken)
	e.GET("/admin", admin)
	e.GET("/garden", garden)
	e.GET("/mixed", mixed)
	// Pages gives a body to what a handler answers without one, as by NoContent. Echo reads content of any length.
	return renderer.Pages(http.MaxBytesHandler(e, 1<<20))
}

// Copy from here.

var renderer = problem.Renderer{Errors: statusOf}

// statusOf knows the errors of Echo v4, whose method for the status is missing.
func statusOf(err error) error {
	var e *echo.HTTPError
	switch {
	case !errors.As(err, &e):
		return nil
	case e.Code == http.StatusBadRequest && e.Internal != nil: // of Bind
		return problem.RequestError(e.Internal)
	default:
		return &problem.Error{Code: httpstatus.Code(e.Code), Err: err}
	}
}

func answer(err error, c echo.Context) {
	renderer.Write(c.Response(), c.Request(), err)
}

// Copy to here.

func hello(c echo.Context) error {
	return c.String(http.StatusOK, "hello\n")
}

func order(c echo.Context) error {
	order, err := kitchen.Find(c.Param("id"))
	if err != nil {
		return err
	}
	return c.String(http.StatusOK, order)
}

func newOrder(c echo.Context) error {
	var o kitchen.Order
	if err := c.Bind(&o); err != nil {
		return err
	}
	return kitchen.Place(&o)
}

func files(c echo.Context) error {
	return kitchen.Files()
}

func report(c echo.Context) error {
	return kitchen.Report()
}

func broken(c echo.Context) error {
	panic("cannot happen")
}

// admin returns an error of Echo's own, of which the status counts: its message is English.
func admin(c echo.Context) error {
	return echo.NewHTTPError(http.StatusForbidden, "members of the kitchen only")
}

// garden answers without a body.
func garden(c echo.Context) error {
	return c.NoContent(http.StatusGone)
}

// mixed wraps an error of the kitchen in one of Echo's.
func mixed(c echo.Context) error {
	return echo.NewHTTPError(http.StatusTooManyRequests, "slow down").SetInternal(kitchen.Place(&kitchen.Order{Dish: "tea", Pots: 1}))
}
