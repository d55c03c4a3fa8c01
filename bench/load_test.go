package bench

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/httpstatus-go/httpstatus/problem"
)

// A server answers each request with a 404.
type server struct {
	name    string
	handler http.Handler
	accept  string
}

// servers are in the order of the README. The first of them is the measure of the others.
var servers = []server{
	{"http.NotFound", http.HandlerFunc(http.NotFound), browserAccept},
	{"http.NotFound in problem.Pages, as JSON", problem.Pages(http.HandlerFunc(http.NotFound)), "application/json"},
	{"http.NotFound in problem.Pages, as text", problem.Pages(http.HandlerFunc(http.NotFound)), "text/plain"},
	{"http.NotFound in problem.Pages, as a page", problem.Pages(http.HandlerFunc(http.NotFound)), browserAccept},
}

const (
	browserAccept   = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8"
	browserLanguage = "zh-TW,zh;q=0.9,en-US;q=0.8,en;q=0.7"
)

// connections is how many wrk keeps busy.
const connections = 32

// A load is what a server does under it.
type load struct {
	rate float64       // requests a second
	p99  time.Duration // in which 99 of 100 requests are answered
}

var (
	rateLine = regexp.MustCompile(`(?m)^Requests/sec: +([0-9.]+)$`)
	p99Line  = regexp.MustCompile(`(?m)^ +99% +([0-9.]+[a-z]+)$`)
	badLine  = regexp.MustCompile(`(?m)^ +Socket errors: .*$`)
)

// measureLoad puts the server under load, over loopback, by wrk, which is a process of its own.
func measureLoad(t *testing.T, s server, seconds int) (l load) {
	ts := httptest.NewServer(s.handler)
	defer ts.Close()
	out, _ := command(t, "wrk", "--latency", "-t1", fmt.Sprint("-c", connections), fmt.Sprint("-d", seconds, "s"),
		"-H", "Accept: "+s.accept, "-H", "Accept-Language: "+browserLanguage, ts.URL+"/orders/2")
	rate, p99 := rateLine.FindStringSubmatch(out), p99Line.FindStringSubmatch(out)
	if rate == nil || p99 == nil || badLine.MatchString(out) {
		t.Fatalf("wrk says:\n%s", out)
	}
	var err, err2 error
	l.rate, err = strconv.ParseFloat(rate[1], 64)
	l.p99, err2 = time.ParseDuration(p99[1])
	if err != nil || err2 != nil {
		t.Fatal(err, err2)
	}
	return l
}

// best is the fastest round by the rate, and by the 99th percentile.
func best(rounds []load) (l load) {
	l = rounds[0]
	for _, r := range rounds[1:] {
		l.rate, l.p99 = max(l.rate, r.rate), min(l.p99, r.p99)
	}
	return l
}

// TestServers checks that the servers answer as they are said to, and, where there is wrk, that its words are understood.
func TestServers(t *testing.T) {
	for i, s := range servers {
		r := httptest.NewRequest("GET", "/orders/2", nil)
		r.Header.Set("Accept", s.accept)
		r.Header.Set("Accept-Language", browserLanguage)
		w := httptest.NewRecorder()
		s.handler.ServeHTTP(w, r)
		body, _ := io.ReadAll(w.Result().Body)
		if w.Code != http.StatusNotFound || (i > 0) != strings.Contains(string(body), "找不到") {
			t.Errorf("%s: %d, %s", s.name, w.Code, body)
		}
		if want := []string{"text/plain", "application/problem+json", "text/plain", "text/html"}[i]; !strings.HasPrefix(w.Header().Get("Content-Type"), want) {
			t.Errorf("%s: Content-Type %s", s.name, w.Header().Get("Content-Type"))
		}
	}
	if _, err := exec.LookPath("wrk"); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal(err)
		}
		t.Skip(err)
	}
	if l := measureLoad(t, servers[0], 1); l.rate <= 0 || l.p99 <= 0 {
		t.Errorf("%+v", l)
	}
}
