// The middleware command is a server with the usual layers around its handlers: a prefix that is stripped, a time limit and
// compression. Its errors are readable in any order of them; the one here also gives a page to what the layers answer by
// themselves, and compresses it.
package main

import (
	"errors"
	"flag"
	"fmt"
	"log"
	"net/http"
	"time"

	"github.com/httpstatus-go/httpstatus/examples/kitchen"
	"github.com/httpstatus-go/httpstatus/problem"
	"github.com/klauspost/compress/gzhttp"
)

func main() {
	addr := flag.String("addr", "127.0.0.1:8080", "`address` to listen on")
	flag.Parse()
	server := &http.Server{Addr: *addr, Handler: handler(), ReadHeaderTimeout: 10 * time.Second}
	log.Printf("listening on http://%s", *addr)
	log.Fatal(server.ListenAndServe())
}

// handler returns the whole server. Pages is inside of what compresses, and outside of all that may answer with a bare
// error: TimeoutHandler with 503, StripPrefix and the mux with 404.
func handler() http.Handler {
	return compress(problem.Pages(limit(strip(routes()))))
}

func compress(next http.Handler) http.Handler { return gzhttp.GzipHandler(next) }

func limit(next http.Handler) http.Handler { return http.TimeoutHandler(next, 10*time.Second, "") }

func strip(next http.Handler) http.Handler { return http.StripPrefix("/shop", next) }

func routes() http.Handler {
	mux := http.NewServeMux()
	mux.Handle("GET /orders/{id}", problem.Handler(order))
	mux.Handle("GET /report", problem.Handler(report))
	mux.Handle("GET /panic", problem.Handler(broken))
	mux.HandleFunc("GET /closed", closed)
	mux.HandleFunc("GET /own", own)
	return mux
}

func order(w http.ResponseWriter, r *http.Request) error {
	id := r.PathValue("id")
	if id != "1" {
		return kitchen.OrderNotFoundError{Order: id}
	}
	_, err := fmt.Fprintln(w, "one pot of tea")
	return err
}

func report(w http.ResponseWriter, r *http.Request) error {
	w.Header().Set("Content-Type", "text/csv")
	w.Header().Set("Content-Disposition", "attachment") // of the report that comes to nothing
	return errors.New("dial tcp 10.0.0.5:5432: connection refused")
}

func broken(w http.ResponseWriter, r *http.Request) error {
	panic("cannot happen")
}

// closed answers with a bare status.
func closed(w http.ResponseWriter, r *http.Request) {
	w.WriteHeader(http.StatusServiceUnavailable)
}

// own answers with a body of its own, which stays.
func own(w http.ResponseWriter, r *http.Request) {
	http.Error(w, "The shop is closed on Mondays.", http.StatusServiceUnavailable)
}
