// The hertz command is a server on Hertz that answers every error in the form and language of the reader.
package main

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/cloudwego/hertz/pkg/app"
	"github.com/cloudwego/hertz/pkg/app/middlewares/server/recovery"
	"github.com/cloudwego/hertz/pkg/app/server"
	"github.com/cloudwego/hertz/pkg/common/config"
	"github.com/cloudwego/hertz/pkg/network/standard"
	"github.com/httpstatus-go/httpstatus"
	"github.com/httpstatus-go/httpstatus/examples/kitchen"
	"github.com/httpstatus-go/httpstatus/problem"
)

func main() {
	addr := flag.String("addr", "127.0.0.1:8080", "`address` to listen on")
	flag.Parse()
	engine(server.WithHostPorts(*addr)).Spin()
}

// engine returns the whole server. The middleware answers the errors that handlers leave in the context, and the bare
// status of AbortWithStatus, of the router, and of Recovery after a panic.
func engine(options ...config.Option) *server.Hertz {
	h := server.New(append(options, server.WithHandleMethodNotAllowed(true), server.WithTransport(standard.NewTransporter))...)
	h.Use(answerErrors, recovery.Recovery())
	h.NoMethod(func(_ context.Context, ctx *app.RequestContext) { allow(h, ctx) })
	h.GET("/", hello)
	h.GET("/orders/:id", order)
	h.POST("/orders", newOrder)
	h.GET("/files", files)
	h.GET("/report", report)
	h.GET("/panic", broken)
	h.GET("/admin", admin)
	h.GET("/garden", garden)
	h.GET("/export", export)
	return h
}

// Copy from here.

// answerErrors answers with the last error of the handlers after it, or with their status, if it has no body. A status that
// they have set, as by AbortWithError, counts before that of the error.
func answerErrors(c context.Context, ctx *app.RequestContext) {
	ctx.Next(c)
	failure := new(problem.Error)
	if code := ctx.Response.StatusCode(); code >= 400 {
		failure.Code = httpstatus.Code(code)
	}
	if last := ctx.Errors.Last(); last != nil {
		failure.Err = last.Err
	} else if failure.Code == 0 || len(ctx.Response.Body()) > 0 || ctx.Response.IsBodyStream() {
		return
	}
	r := request(c, ctx)
	if r.Method == http.MethodHead {
		r.Method = http.MethodGet // Hertz leaves the body out; to an answer without any it would give its own
	}
	resp := problem.Answer(r, failure)
	resp.CopyHeader(&ctx.Response.Header)
	ctx.SetStatusCode(int(resp.Status))
	ctx.Response.SetBody(resp.Body)
}

// request is what package problem looks at of a request.
func request(c context.Context, ctx *app.RequestContext) *http.Request {
	r := &http.Request{Method: string(ctx.Method()), URL: &url.URL{Path: string(ctx.Path())}, ProtoMajor: 1, Header: make(http.Header)}
	ctx.Request.Header.VisitAll(func(name, value []byte) { r.Header.Add(string(name), string(value)) })
	r.Body = io.NopCloser(bytes.NewReader(ctx.Request.Body()))
	return r.WithContext(c)
}

// Copy to here. What follows is for the Allow of a 405, which Hertz leaves out.

// allow says in a 405 which methods there are (RFC 9110, 15.5.6), as Hertz does not.
func allow(h *server.Hertz, ctx *app.RequestContext) {
	var methods []string
	path := strings.Split(string(ctx.Path()), "/")
	for _, route := range h.Routes() {
		pattern := strings.Split(route.Path, "/")
		matches := len(pattern) == len(path) || len(pattern) <= len(path) && strings.HasPrefix(pattern[len(pattern)-1], "*")
		for i := 0; matches && i < len(pattern) && !strings.HasPrefix(pattern[i], "*"); i++ {
			matches = pattern[i] == path[i] || strings.HasPrefix(pattern[i], ":")
		}
		if matches && !slices.Contains(methods, route.Method) {
			methods = append(methods, route.Method)
		}
	}
	slices.Sort(methods)
	ctx.Response.Header.Set("Allow", strings.Join(methods, ", "))
}

func hello(_ context.Context, ctx *app.RequestContext) {
	ctx.String(http.StatusOK, "hello\n")
}

func order(_ context.Context, ctx *app.RequestContext) {
	order, err := kitchen.Find(ctx.Param("id"))
	if err != nil {
		ctx.Error(err)
		return
	}
	ctx.String(http.StatusOK, order)
}

// newOrder reads the content by DecodeJSON: Hertz's Bind leaves nothing but text of what went wrong.
func newOrder(c context.Context, ctx *app.RequestContext) {
	var o kitchen.Order
	if err := problem.DecodeJSON(nil, request(c, ctx), &o); err != nil {
		ctx.Error(err)
		return
	}
	ctx.Error(kitchen.Place(&o))
}

func files(_ context.Context, ctx *app.RequestContext) {
	ctx.Error(kitchen.Files())
}

func report(_ context.Context, ctx *app.RequestContext) {
	ctx.Error(kitchen.Report())
}

func broken(context.Context, *app.RequestContext) {
	panic("cannot happen")
}

// admin answers in Hertz's own way, and without a body.
func admin(_ context.Context, ctx *app.RequestContext) {
	ctx.AbortWithError(http.StatusForbidden, errors.New("members of the kitchen only"))
}

// garden answers without a body or an error.
func garden(_ context.Context, ctx *app.RequestContext) {
	ctx.AbortWithStatus(http.StatusGone)
}

// export fails when the header of its answer stands.
func export(_ context.Context, ctx *app.RequestContext) {
	ctx.Header("Content-Disposition", "attachment; filename=orders.csv")
	ctx.Header("ETag", `"1"`)
	ctx.Header("X-Kitchen", "1")
	ctx.Error(kitchen.Report())
}
