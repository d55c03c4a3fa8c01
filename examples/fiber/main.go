// The fiber command is a server on Fiber that answers every error in the form and language of the reader.
package main

import (
	"bytes"
	"errors"
	"flag"
	"io"
	"log"
	"net/http"
	"net/url"

	"github.com/gofiber/fiber/v3"
	"github.com/gofiber/fiber/v3/middleware/recover"
	"github.com/httpstatus-go/httpstatus"
	"github.com/httpstatus-go/httpstatus/examples/kitchen"
	"github.com/httpstatus-go/httpstatus/problem"
)

func main() {
	addr := flag.String("addr", "127.0.0.1:8080", "`address` to listen on")
	flag.Parse()
	log.Fatal(app().Listen(*addr))
}

// app returns the whole server. Everything that fails in Fiber ends in its ErrorHandler: the errors of handlers, of the
// router, of what fasthttp cannot read, and, with recover, panics.
func app() *fiber.App {
	a := fiber.New(fiber.Config{ErrorHandler: answer})
	a.Use(recover.New())
	a.Get("/", hello)
	a.Get("/orders/:id", order)
	a.Post("/orders", newOrder)
	a.Get("/files", files)
	a.Get("/report", report)
	a.Get("/panic", broken)
	a.Get("/admin", admin)
	a.Get("/export", export)
	return a
}

// Copy from here.

var renderer = problem.Renderer{Errors: statusOf}

// statusOf knows the errors of Fiber, which have no method for the status.
func statusOf(err error) error {
	if e, ok := errors.AsType[*fiber.Error](err); ok {
		return &problem.Error{Code: httpstatus.Code(e.Code), Err: err}
	}
	return nil
}

func answer(c fiber.Ctx, err error) error {
	resp := renderer.Answer(request(c), err)
	resp.CopyHeader(&c.Response().Header)
	return c.Status(int(resp.Status)).Send(resp.Body)
}

// request is what package problem looks at of a request.
func request(c fiber.Ctx) *http.Request {
	r := &http.Request{Method: c.Method(), URL: &url.URL{Path: c.Path()}, ProtoMajor: 1, Header: c.GetReqHeaders()}
	r.Body = io.NopCloser(bytes.NewReader(c.Body()))
	return r.WithContext(c.Context())
}

// Copy to here.

func hello(c fiber.Ctx) error {
	return c.SendString("hello\n")
}

func order(c fiber.Ctx) error {
	order, err := kitchen.Find(c.Params("id"))
	if err != nil {
		return err
	}
	return c.SendString(order)
}

// newOrder reads the content by DecodeJSON: Fiber's Bind leaves little but text of what went wrong.
func newOrder(c fiber.Ctx) error {
	var o kitchen.Order
	if err := problem.DecodeJSON(nil, request(c), &o); err != nil {
		return err
	}
	return kitchen.Place(&o)
}

func files(c fiber.Ctx) error {
	return kitchen.Files()
}

func report(c fiber.Ctx) error {
	return kitchen.Report()
}

func broken(c fiber.Ctx) error {
	panic("cannot happen")
}

// admin returns an error of Fiber's own, of which the status counts: its message is English.
func admin(c fiber.Ctx) error {
	return fiber.NewError(fiber.StatusForbidden, "members of the kitchen only")
}

// export fails when the header of its answer stands.
func export(c fiber.Ctx) error {
	c.Attachment("orders.csv")
	c.Set(fiber.HeaderETag, `"1"`)
	c.Cookie(&fiber.Cookie{Name: "visited", Value: "export"})
	return kitchen.Report()
}
