package browser

import (
	"bufio"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/httpstatus-go/httpstatus/catalog"
	"github.com/httpstatus-go/httpstatus/internal/shop"
)

// serveCatalog starts the server of statuses, and returns where it is.
func serveCatalog(t *testing.T, addr string) string {
	t.Helper()
	return serveCommand(t, "serve", "-addr", addr) + "/catalog/"
}

// serveCommand builds the command, starts a server of it, and returns where it is.
func serveCommand(t *testing.T, args ...string) string {
	t.Helper()
	command := filepath.Join(t.TempDir(), "httpstatus.exe")
	build := exec.Command("go", "build", "-C", "..", "-o", command, "./cmd/httpstatus")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("building the command: %v\n%s", err, out)
	}
	server := exec.Command(command, args...)
	server.Stderr = os.Stderr
	out, err := server.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		server.Process.Kill()
		server.Wait()
	})
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	origin := regexp.MustCompile(`http://localhost:\d+`).FindString(line)
	if origin == "" {
		t.Fatalf("the server does not say where it is: %s", line)
	}
	return origin
}

// serveShop serves a catalogue of statuses of a shop's own, below a path, and returns where it is.
func serveShop(t *testing.T, options catalog.Options) string {
	t.Helper()
	mux := http.NewServeMux()
	mux.Handle("/problems/", http.StripPrefix("/problems", options.Handler(shop.Table)))
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	return server.URL + "/problems/"
}
