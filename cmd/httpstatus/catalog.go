package main

import (
	"net/http"
	"strings"

	"github.com/httpstatus-go/httpstatus/catalog"
	"github.com/httpstatus-go/httpstatus/messages"
)

// catalogPath is where the catalogue is: the paths beside it are those of the statuses.
const catalogPath = "/catalog/"

// inCatalog reports whether a path is the catalogue's. The root leads there.
func inCatalog(path string) bool { return path == "/" || strings.HasPrefix(path+"/", catalogPath) }

// newCatalog returns the catalogue of the tables, for operators: it has the remedies, and a command to try each status with.
func newCatalog(tables ...*messages.Table) http.Handler {
	pages := http.StripPrefix(strings.TrimSuffix(catalogPath, "/"), catalog.Options{Remedy: true, Folders: true, Try: "/"}.Handler(tables...))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.URL.Path, catalogPath) {
			pages.ServeHTTP(w, r)
			return
		}
		to := catalogPath
		if r.URL.RawQuery != "" {
			to += "?" + r.URL.RawQuery
		}
		http.Redirect(w, r, to, http.StatusTemporaryRedirect)
	})
}

// inCatalog returns the path of the page of s below that of the catalogue.
func (s status) inCatalog() string {
	if row := s.row(); row != nil && row.Type != "" {
		return s.source.id + "/" + row.Type[strings.LastIndexAny(row.Type, "/#:=")+1:]
	}
	return s.qualified()
}
