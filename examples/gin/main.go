// The gin command is a server on gin that answers every error in the form and language of the reader.
package main

import (
	"errors"
	"flag"
	"fmt"
	"log"
	"net/http"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/httpstatus-go/httpstatus"
	"github.com/httpstatus-go/httpstatus/examples/kitchen"
	"github.com/httpstatus-go/httpstatus/problem"
)

func main() {
	addr := flag.String("addr", "127.0.0.1:8080", "`address` to listen on")
	flag.Parse()
	gin.SetMode(gin.ReleaseMode)
	server := &http.Server{Addr: *addr, Handler: handler(), ReadHeaderTimeout: 10 * time.Second}
	log.Printf("listening on http://%s", *addr)
	log.Fatal(server.ListenAndServe())
}

// handler returns the whole server. The middleware answers the errors that handlers leave in the context, and Pages gives
// a body to the bare status of AbortWithStatus and AbortWithError, which gin sends at once. gin reads content of any length.
func handler() http.Handler {
	r := gin.New()
	r.HandleMethodNotAllowed = true
	r.Use(gin.CustomRecovery(recovered), answerErrors)
	r.NoRoute(func(c *gin.Context) { c.Error(httpstatus.NotFound) })
	r.NoMethod(func(c *gin.Context) { c.Error(httpstatus.MethodNotAllowed) })
	r.GET("/", hello)
	r.GET("/orders/:id", order)
	r.POST("/orders", newOrder)
	r.GET("/files", files)
	r.GET("/report", report)
	r.GET("/panic", broken)
	r.GET("/admin", admin)
	return problem.Pages(http.MaxBytesHandler(r, 1<<20))
}

// Copy from here.

// answerErrors answers with the last error of the handlers after it.
func answerErrors(c *gin.Context) {
	c.Next()
	if err := c.Errors.Last(); err != nil {
		answer(c, err)
	}
}

// recovered answers a panic, which gin has logged.
func recovered(c *gin.Context, v any) {
	c.Abort()
	answer(c, fmt.Errorf("panic: %v", v))
}

func answer(c *gin.Context, err error) {
	problem.Write(c.Writer, c.Request, err)
	// The answer to HEAD has no body, and gin would put its own 404 on a response that nothing was written to.
	c.Writer.WriteHeaderNow()
}

// Copy to here.

func hello(c *gin.Context) {
	c.String(http.StatusOK, "hello\n")
}

func order(c *gin.Context) {
	order, err := kitchen.Find(c.Param("id"))
	if err != nil {
		c.Error(err)
		return
	}
	c.String(http.StatusOK, order)
}

func newOrder(c *gin.Context) {
	var o kitchen.Order
	if err := c.ShouldBindJSON(&o); err != nil {
		c.Error(problem.RequestError(err))
		return
	}
	c.Error(kitchen.Place(&o))
}

func files(c *gin.Context) {
	c.Error(kitchen.Files())
}

func report(c *gin.Context) {
	c.Error(kitchen.Report())
}

func broken(c *gin.Context) {
	panic("cannot happen")
}

// admin answers in gin's own way, and without a body.
func admin(c *gin.Context) {
	c.AbortWithError(http.StatusForbidden, errors.New("members of the kitchen only"))
}
