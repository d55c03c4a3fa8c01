// The nethttp command is a server on net/http alone that answers every error in the form and language of the reader.
package main

import (
	"flag"
	"fmt"
	"log"
	"net/http"
	"time"

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

// handler returns the whole server. Pages gives the mux's own 404 and 405 a body; Handler answers the errors that
// handlers return, and their panics.
func handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", hello)
	mux.Handle("GET /orders/{id}", problem.Handler(order))
	mux.Handle("POST /orders", problem.Handler(newOrder))
	mux.Handle("GET /files", problem.Handler(files))
	mux.Handle("GET /report", problem.Handler(report))
	mux.Handle("GET /panic", problem.Handler(broken))
	return problem.Pages(mux)
}

func hello(w http.ResponseWriter, r *http.Request) {
	fmt.Fprintln(w, "hello")
}

func order(w http.ResponseWriter, r *http.Request) error {
	order, err := kitchen.Find(r.PathValue("id"))
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

func broken(w http.ResponseWriter, r *http.Request) error {
	panic("cannot happen")
}
