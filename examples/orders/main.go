// The orders command is the server of a shop, of the size that people have: orders are placed, listed, changed, canceled and
// followed by those who are signed in, the stock is asked of another server, and there are files. All that goes wrong, in a
// handler, in a layer or in the other server, comes out alike: in the form that the client accepts, in the language of the
// reader, with the ID of the request.
package main

import (
	"context"
	"crypto/rand"
	"embed"
	"flag"
	"io/fs"
	"log"
	"net/http"
	"net/http/httputil"
	"net/url"
	"time"

	"github.com/httpstatus-go/httpstatus/catalog"
	"github.com/httpstatus-go/httpstatus/examples/orders/shop"
	"github.com/httpstatus-go/httpstatus/invalid"
	"github.com/httpstatus-go/httpstatus/problem"
	"github.com/klauspost/compress/gzhttp"
)

//go:generate go run github.com/httpstatus-go/httpstatus/gen -table statuses -package shop -out shop -types https://shop.example.com/problems/ -typescript web/statuses.ts

func main() {
	addr := flag.String("addr", "127.0.0.1:8080", "`address` to listen on")
	stock := flag.String("stock", "http://127.0.0.1:8081", "`URL` of the server that has the stock")
	flag.Parse()
	upstream, err := url.Parse(*stock)
	if err != nil {
		log.Fatal(err)
	}
	server := &http.Server{Addr: *addr, Handler: handler(newStore(), upstream), ReadHeaderTimeout: 10 * time.Second}
	log.Printf("listening on http://%s", *addr)
	log.Fatal(server.ListenAndServe())
}

// answers is how this server answers errors: each has the ID of its request.
var answers = &problem.Renderer{
	Prepare: func(r *http.Request, e *problem.Error) {
		e.Extensions["request_id"] = requestID(r)
	},
}

//go:embed files
var files embed.FS

// handler returns the whole server. From outside to inside: the ID, which all answers have; compression, also of errors;
// Pages, for the 404 and 405 of the mux and of the files.
func handler(s *store, upstream *url.URL) http.Handler {
	mux, o := http.NewServeMux(), newServer(s)
	mux.Handle("GET /orders", s.signedIn(o.list))
	mux.Handle("POST /orders", s.signedIn(o.create))
	mux.Handle("GET /orders/{id}", s.signedIn(o.show))
	mux.Handle("PUT /orders/{id}", s.signedIn(o.change))
	mux.Handle("DELETE /orders/{id}", s.signedIn(o.cancel))
	mux.Handle("GET /orders/{id}/events", s.signedIn(o.follow))

	public, err := fs.Sub(files, "files")
	if err != nil {
		panic(err) // the folder is in the program
	}
	mux.Handle("GET /files/", http.StripPrefix("/files", http.FileServerFS(public)))
	mux.Handle("GET /stock/", &httputil.ReverseProxy{
		Rewrite: func(r *httputil.ProxyRequest) {
			r.SetURL(upstream)
			r.Out.Header.Del("Authorization") // it is for this server
			r.Out.Header.Set("X-Request-ID", requestID(r.In))
		},
		ErrorHandler: answers.ProxyError,
	})
	// The pages that the problem types point to.
	mux.Handle("/problems/", http.StripPrefix("/problems", catalog.Handler(shop.Table, invalid.Table)))

	return identify(compress(answers.Pages(mux)))
}

// compress leaves streams alone.
func compress(next http.Handler) http.Handler {
	wrap, err := gzhttp.NewWrapper(gzhttp.ExceptContentTypes([]string{"text/event-stream"}))
	if err != nil {
		panic(err) // the options do not change
	}
	return wrap(next)
}

type requestKey struct{}

// identify gives each request an ID, which answers and logs have.
func identify(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		id := rand.Text()
		w.Header().Set("X-Request-ID", id)
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), requestKey{}, id)))
	})
}

func requestID(r *http.Request) string {
	id, _ := r.Context().Value(requestKey{}).(string)
	return id
}
