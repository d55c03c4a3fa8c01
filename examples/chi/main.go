// The chi command is a server on chi that answers every error in the form and language of the reader.
package main

import (
	"errors"
	"flag"
	"fmt"
	"log"
	"net/http"
	"time"

	"github.com/go-chi/chi/v5"
	"github.com/go-chi/chi/v5/middleware"
	"github.com/httpstatus-go/httpstatus"
	"github.com/httpstatus-go/httpstatus/problem"
)

func main() {
	addr := flag.String("addr", "127.0.0.1:8080", "`address` to listen on")
	flag.Parse()
	server := &http.Server{Addr: *addr, Handler: handler(), ReadHeaderTimeout: 10 * time.Second}
	log.Printf("listening on http://%s", *addr)
	log.Fatal(server.ListenAndServe())
}

// handler returns the whole server. Pages gives a body to chi's own 404 and 405, and keeps the Allow of the latter, for which
// a MethodNotAllowed handler would not know the methods; and to the bare 500 of Recoverer.
func handler() http.Handler {
	r := chi.NewRouter()
	r.Use(problem.Pages, middleware.Recoverer)
	r.Get("/", hello)
	r.Method("GET", "/orders/{id}", problem.Handler(order))
	r.Method("POST", "/orders", problem.Handler(newOrder))
	r.Method("GET", "/files", problem.Handler(files))
	r.Method("GET", "/report", problem.Handler(report))
	r.Get("/panic", broken)
	return r
}

func hello(w http.ResponseWriter, r *http.Request) {
	fmt.Fprintln(w, "hello")
}

// order returns a code, wrapped: the reader gets the catalog's text of 404, the message stays here.
func order(w http.ResponseWriter, r *http.Request) error {
	id := chi.URLParam(r, "id")
	if id != "1" {
		return fmt.Errorf("order %q is not in the book: %w", id, httpstatus.NotFound)
	}
	_, err := fmt.Fprintln(w, "one pot of tea")
	return err
}

// newOrder says more than a code can: a detail that replaces the catalog's text, in the words of the application, and a
// header field.
func newOrder(w http.ResponseWriter, r *http.Request) error {
	return &problem.Error{
		Code:   httpstatus.TooManyRequests,
		Detail: "The kitchen takes one order a minute.",
		Header: http.Header{"Retry-After": {"60"}},
	}
}

// files returns a substatus of IIS, 403.14.
func files(w http.ResponseWriter, r *http.Request) error {
	return httpstatus.IISDirectoryListingDenied
}

// report fails for a reason that is none of the reader's business: 500, and the reason is logged.
func report(w http.ResponseWriter, r *http.Request) error {
	return errors.New("dial tcp 10.0.0.5:5432: connection refused")
}

// broken is a plain handler, whose panic Recoverer takes.
func broken(w http.ResponseWriter, r *http.Request) {
	panic("cannot happen")
}
