// The fiber command is a server on Fiber that answers every error in the form and language of the reader.
package main

import (
	"errors"
	"flag"
	"log"

	"github.com/gofiber/fiber/v3"
	"github.com/gofiber/fiber/v3/middleware/adaptor"
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
	r, convert := adaptor.ConvertRequest(c, true)
	if convert != nil {
		return convert
	}
	resp := renderer.Answer(r, err)
	for _, name := range []string{fiber.HeaderContentDisposition, fiber.HeaderContentEncoding, fiber.HeaderETag, fiber.HeaderLastModified} {
		c.Response().Header.Del(name) // of the body that there will not be
	}
	for name, values := range resp.Header {
		c.Response().Header.Del(name)
		for _, v := range values {
			c.Response().Header.Add(name, v)
		}
	}
	return c.Status(int(resp.Status)).Send(resp.Body)
}

// bind is Fiber's, for the error itself: else Fiber makes a *fiber.Error of it, with a text that is English.
func bind(c fiber.Ctx, v any) error {
	err := c.Bind().WithoutAutoHandling().Body(v)
	if errors.Is(err, fiber.ErrUnprocessableEntity) { // which says that there is no binder for the Content-Type
		return httpstatus.UnsupportedMediaType
	}
	return problem.RequestError(err)
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

func newOrder(c fiber.Ctx) error {
	var o kitchen.Order
	if err := bind(c, &o); err != nil {
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
