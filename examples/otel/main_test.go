package main

import (
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/httpstatus-go/httpstatus"
	sdkmetric "go.opentelemetry.io/otel/sdk/metric"
	"go.opentelemetry.io/otel/sdk/metric/metricdata"
)

func TestErrorType(t *testing.T) {
	reader := sdkmetric.NewManualReader()
	h, err := handler(sdkmetric.NewMeterProvider(sdkmetric.WithReader(reader)))
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(h)
	defer server.Close()
	for path, want := range map[string]int{"/": 200, "/files/": 403} {
		for range 2 {
			resp, err := http.Get(server.URL + path)
			if err != nil {
				t.Fatal(err)
			}
			resp.Body.Close()
			if resp.StatusCode != want {
				t.Errorf("%s is answered with %d, want %d", path, resp.StatusCode, want)
			}
		}
	}
	var collected metricdata.ResourceMetrics
	if err := reader.Collect(t.Context(), &collected); err != nil {
		t.Fatal(err)
	}
	got := make(map[string]uint64)
	for _, scope := range collected.ScopeMetrics {
		for _, m := range scope.Metrics {
			for _, point := range m.Data.(metricdata.Histogram[float64]).DataPoints {
				label, _ := point.Attributes.Value("error.type")
				route, _ := point.Attributes.Value("http.route")
				got[m.Name+" "+route.AsString()+" "+label.AsString()] += point.Count
			}
		}
	}
	want := map[string]uint64{"http.server.request.duration / ": 2, "http.server.request.duration /files/ 403.14": 2}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("the metrics are %v, want %v", got, want)
	}
}

func TestLabels(t *testing.T) {
	for _, test := range []struct {
		err  error
		want string
	}{
		{nil, ""},
		{httpstatus.NotFound, "404"},
		{httpstatus.NotFound.Sub(13), "404.13"},
		{fmt.Errorf("reading: %w", httpstatus.NotFound.Sub(13)), "404.13"},
		{errors.New("no status"), "500"},
	} {
		if got := errorType(test.err); got != test.want {
			t.Errorf("%v is %q, want %q", test.err, got, test.want)
		}
	}
}
