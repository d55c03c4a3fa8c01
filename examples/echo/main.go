// The echo command is a server on Echo that answers every error in the form and language of the reader.
package main

import (
	"errors"
	"flag"
	"fmt"
	"log"
	"net/http"
	"time"

	"github.com/httpstatus-go/httpstatus"
	"github.com/httpstatus-go/httpstatus/problem"
	"github.com/labstack/echo/v5"
	"github.com/labstack/echo/v5/middleware"
)

func main() {
	addr := flag.String("addr", "127.0.0.1:8080", "`address` to listen on")
	flag.Parse()
	server := &http.Server{Addr: *addr, Handler: handler(), ReadHeaderTimeout: 10 * time.Second}
	log.Printf("listening on http://%s", *addr)
	log.Fatal(server.ListenAndServe())
}

// handler returns the whole server. Everything that fails in Echo ends in its HTTPErrorHandler: the errors of handlers, of
// the router, and, with Recover, panics. Pages gives a body to what a handler answers without one, as by NoContent, and
// lets Write know of a response that has begun.
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
	return problem.Pages(e)
}

func answer(c *echo.Context, err error) {
	problem.Write(c.Response(), c.Request(), err)
}

func hello(c *echo.Context) error {
	return c.String(http.StatusOK, "hello\n")
}

// order returns a code, wrapped: the reader gets the catalog's text of 404, the message stays here.
func order(c *echo.Context) error {
	id := c.Param("id")
	if id != "1" {
		return fmt.Errorf("order %q is not in the book: %w", id, httpstatus.NotFound)
	}
	return c.String(http.StatusOK, "one pot of tea\n")
}

// newOrder says more than a code can: a detail that replaces the catalog's text, in the words of the application, and a
// header field.
func newOrder(c *echo.Context) error {
	return &problem.Error{
		Code:   httpstatus.TooManyRequests,
		Detail: "The kitchen takes one order a minute.",
		Header: http.Header{"Retry-After": {"60"}},
	}
}

// files returns a substatus of IIS, 403.14.
func files(c *echo.Context) error {
	return httpstatus.IISDirectoryListingDenied
}

// report fails for a reason that is none of the reader's business: 500, and the reason is logged.
func report(c *echo.Context) error {
	return errors.New("dial tcp 10.0.0.5:5432: connection refused")
}

func broken(c *echo.Context) error {
	panic("cannot happen")
}

// admin returns an error of Echo's own, of which the status counts: its message is English.
func admin(c *echo.Context) error {
	return echo.NewHTTPError(http.StatusForbidden, "members of the kitchen only")
}

// garden answers without a body.
func garden(c *echo.Context) error {
	return c.NoContent(http.StatusGone)
}
