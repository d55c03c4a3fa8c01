// The nethttp command is a server on net/http alone that answers every error in the form and language of the reader.
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

// order returns a code, wrapped: the reader gets the catalog's text of 404, the message stays here.
func order(w http.ResponseWriter, r *http.Request) error {
	id := r.PathValue("id")
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

func broken(w http.ResponseWriter, r *http.Request) error {
	panic("cannot happen")
}
