package main

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

// TestCatalog checks that the server has a page for every status, and that it answers the command which is there to try.
func TestCatalog(t *testing.T) {
	get := newClient(t)
	for l := range languages {
		resp := get("GET", "/catalog/", "Accept", "text/html", "Accept-Language", l.tag())
		assert.Equal(t, 200, resp.StatusCode)
		assert.Equal(t, l.tag(), resp.Header.Get("Content-Language"))
		index := readBody(t, resp)
		for _, s := range builtIn().all {
			assert.True(t, strings.Contains(index, `<h3><a href="`+s.inCatalog()+`">`), s.qualified())
		}
	}
	for _, s := range builtIn().all {
		resp := get("GET", "/catalog/"+s.inCatalog(), "Accept", "text/plain")
		assert.Equal(t, 200, resp.StatusCode, s.qualified())
		page := readBody(t, resp)
		assert.True(t, strings.Contains(page, builtIn().message(s, "en").Remedy), s.qualified())
		_, command, ok := strings.Cut(page, "\ncurl -i http://")
		assert.True(t, ok, s.qualified())
		command, _, _ = strings.Cut(command, "\n")
		_, path, _ := strings.Cut(command, "/")
		if s.number.Code >= 200 {
			assert.Equal(t, int(s.number.Code), get("GET", "/"+path).StatusCode, path)
		}
	}
}

// TestCatalogRoot follows the root to the catalogue, with what it is asked for.
func TestCatalogRoot(t *testing.T) {
	get := newClient(t)
	for path, want := range map[string]string{
		"/": "/catalog/", "/catalog": "/catalog/", "/?q=too+large&lang=zh-Hans": "/catalog/?q=too+large&lang=zh-Hans",
	} {
		resp := get("GET", path)
		assert.Equal(t, 307, resp.StatusCode, path)
		assert.Equal(t, want, resp.Header.Get("Location"), path)
	}
	assert.Equal(t, 404, get("GET", "/catalog/nowhere").StatusCode)
	assert.Equal(t, 405, get("POST", "/catalog/404").StatusCode)
}
