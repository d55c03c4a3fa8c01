// The otel command is a server that measures its requests with OpenTelemetry. What went wrong is the attribute error.type, with the
// substatus if there is one: "403.14". It prints the metrics every ten seconds.
package main

import (
	"context"
	"errors"
	"flag"
	"log"
	"net/http"
	"strconv"
	"time"

	"github.com/httpstatus-go/httpstatus"
	"github.com/httpstatus-go/httpstatus/problem"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/exporters/stdout/stdoutmetric"
	"go.opentelemetry.io/otel/metric"
	sdkmetric "go.opentelemetry.io/otel/sdk/metric"
)

func main() {
	addr := flag.String("addr", "127.0.0.1:8080", "`address` to listen on")
	flag.Parse()
	exporter, err := stdoutmetric.New()
	if err != nil {
		log.Fatal(err)
	}
	provider := sdkmetric.NewMeterProvider(sdkmetric.WithReader(sdkmetric.NewPeriodicReader(exporter, sdkmetric.WithInterval(10*time.Second))))
	h, err := handler(provider)
	if err != nil {
		log.Fatal(err)
	}
	server := &http.Server{Addr: *addr, Handler: h, ReadHeaderTimeout: 10 * time.Second}
	log.Printf("listening on http://%s", *addr)
	err = server.ListenAndServe()
	log.Fatal(errors.Join(err, provider.Shutdown(context.Background()))) // which prints the last metrics
}

func handler(provider metric.MeterProvider) (http.Handler, error) {
	measured, err := measure(provider)
	if err != nil {
		return nil, err
	}
	mux := http.NewServeMux()
	mux.Handle("GET /files/{$}", problem.Handler(measured("/files/", func(w http.ResponseWriter, r *http.Request) error {
		return httpstatus.IISDirectoryListingDenied
	})))
	mux.Handle("GET /{$}", problem.Handler(measured("/", func(w http.ResponseWriter, r *http.Request) error {
		_, err := w.Write([]byte("hello\n"))
		return err
	})))
	return mux, nil
}

// A handlerFunc is what problem.Handler takes: whatever goes wrong is returned.
type handlerFunc = func(http.ResponseWriter, *http.Request) error

// measure returns a middleware that records how long each request took, and how it ended.
func measure(provider metric.MeterProvider) (func(route string, next handlerFunc) handlerFunc, error) {
	duration, err := provider.Meter("example").Float64Histogram("http.server.request.duration", metric.WithUnit("s"))
	if err != nil {
		return nil, err
	}
	return func(route string, next handlerFunc) handlerFunc {
		return func(w http.ResponseWriter, r *http.Request) error {
			begin := time.Now()
			err := next(w, r)
			attributes := []attribute.KeyValue{attribute.String("http.request.method", r.Method), attribute.String("http.route", route)}
			if label := errorType(err); label != "" {
				attributes = append(attributes, attribute.String("error.type", label))
			}
			duration.Record(r.Context(), time.Since(begin).Seconds(), metric.WithAttributes(attributes...))
			return err
		}
	}, nil
}

// errorType is the label of an error: its substatus, "403.14", or else its code, "404", or "500" if it has neither. There are
// as many labels as an application has statuses, whatever a client sends.
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
