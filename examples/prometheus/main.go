// The prometheus command is a server that counts its requests for Prometheus, at /metrics. What went wrong is the label error_type,
// with the substatus if there is one: "403.14".
package main

import (
	"errors"
	"flag"
	"log"
	"net/http"
	"strconv"
	"time"

	"github.com/httpstatus-go/httpstatus"
	"github.com/httpstatus-go/httpstatus/problem"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

func main() {
	addr := flag.String("addr", "127.0.0.1:8080", "`address` to listen on")
	flag.Parse()
	server := &http.Server{Addr: *addr, Handler: handler(), ReadHeaderTimeout: 10 * time.Second}
	log.Printf("listening on http://%s", *addr)
	log.Fatal(server.ListenAndServe())
}

func handler() http.Handler {
	registry := prometheus.NewRegistry()
	requests := prometheus.NewCounterVec(prometheus.CounterOpts{
		Name: "http_server_requests_total", Help: "Requests, by route and by what went wrong.",
	}, []string{"method", "route", "error_type"})
	registry.MustRegister(requests)

	mux := http.NewServeMux()
	mux.Handle("GET /metrics", promhttp.HandlerFor(registry, promhttp.HandlerOpts{}))
	mux.Handle("GET /files/{$}", problem.Handler(count(requests, "/files/", func(w http.ResponseWriter, r *http.Request) error {
		return httpstatus.IISDirectoryListingDenied
	})))
	mux.Handle("GET /{$}", problem.Handler(count(requests, "/", func(w http.ResponseWriter, r *http.Request) error {
		_, err := w.Write([]byte("hello\n"))
		return err
	})))
	return mux
}

// A handlerFunc is what problem.Handler takes: whatever goes wrong is returned.
type handlerFunc = func(http.ResponseWriter, *http.Request) error

// count counts requests by how they ended.
func count(requests *prometheus.CounterVec, route string, next handlerFunc) handlerFunc {
	return func(w http.ResponseWriter, r *http.Request) error {
		err := next(w, r)
		requests.WithLabelValues(r.Method, route, errorType(err)).Inc()
		return err
	}
}

// errorType is the label of an error: its substatus, "403.14", or else its code, "404", or "500" if it has neither; "" for none.
// There are as many labels as an application has statuses, whatever a client sends.
func errorType(err error) string {
	var s httpstatus.Substatus
	switch {
	case err == nil:
		return ""
	case errors.As(err, &s):
		return s.String()
	}
	if code, ok := httpstatus.CodeOf(err); ok {
		return strconv.Itoa(int(code))
	}
	return "500"
}
