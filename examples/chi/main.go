// The chi command is a server on chi that answers every error in the form and language of the reader.
package main

import (
	"flag"
	"fmt"
	"log"
	"net/http"
	"time"

	"github.com/go-chi/chi/v5"
	"github.com/go-chi/chi/v5/middleware"
	"github.com/httpstatus-go/httpstatus/examples/kitchen"
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

func order(w http.ResponseWriter, r *http.Request) error {
	order, err := kitchen.Find(chi.URLParam(r, "id"))
	if err != nil {
		return err
	}
	_, err = fmt.Fprint(w, order)
	return err
}

func newOrder(w http.ResponseWriter, r *http.Request) error {
	var o kitchen.Order
	if err := problem.DecodeJSON(w, r, &o); err != nil {
		return err
	}
	return kitchen.Place(&o)
}

func files(w http.ResponseWriter, r *http.Request) error {
	return kitchen.Files()
}

func report(w http.ResponseWriter, r *http.Request) error {
	return kitchen.Report()
}

// broken is a plain handler, whose panic Recoverer takes.
func broken(w http.ResponseWriter, r *http.Request) {
	panic("cannot happen")
}
