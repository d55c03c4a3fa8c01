// The huma command is a server on huma that answers every error in the form and language of the reader.
package main

import (
	"context"
	"flag"
	"io"
	"log"
	"maps"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"
	"github.com/httpstatus-go/httpstatus"
	"github.com/httpstatus-go/httpstatus/examples/kitchen"
	"github.com/httpstatus-go/httpstatus/problem"
)

func main() {
	addr := flag.String("addr", "127.0.0.1:8080", "`address` to listen on")
	flag.Parse()
	server := &http.Server{Addr: *addr, Handler: handler(), ReadHeaderTimeout: 10 * time.Second}
	log.Printf("listening on http://%s", *addr)
	log.Fatal(server.ListenAndServe())
}

// handler returns the whole server. Pages gives a body to the mux's own 404 and 405, and answers panics.
func handler() http.Handler {
	mux := http.NewServeMux()
	api := humago.New(mux, config())
	huma.Get(api, "/{$}", hello)
	huma.Get(api, "/orders/{id}", order)
	huma.Post(api, "/orders", newOrder)
	huma.Get(api, "/files", files)
	huma.Get(api, "/report", report)
	huma.Get(api, "/panic", broken)
	huma.Get(api, "/admin", admin)
	return problem.Pages(mux)
}

// Copy from here, with fields.go.

// An answer is a problem's as huma writes it.
type answer struct{ *problem.Response }

func (a answer) Error() string             { return a.Status.String() }
func (a answer) GetStatus() int            { return int(a.Status) }
func (a answer) ContentType(string) string { return "application/problem+json" } // until setHeader

// newError answers the errors of validation, which huma has in English, and those that handlers return.
func newError(ctx huma.Context, status int, _ string, errs ...error) huma.StatusError {
	r, _ := humago.Unwrap(ctx)
	if status == http.StatusInternalServerError && len(errs) == 1 {
		return answer{problem.Answer(r, errs[0])} // of a handler: it says its status by itself
	}
	return answer{problem.Answer(r, &problem.Error{Code: httpstatus.Code(status), Fields: fields(errs)})}
}

// setHeader sets the header of an answer, and makes one of what handlers make by huma.Error404NotFound and its like, which know
// of no request.
func setHeader(ctx huma.Context, _ string, v any) (any, error) {
	e, ok := v.(huma.StatusError)
	if !ok {
		return v, nil
	}
	r, w := humago.Unwrap(ctx)
	a, ok := e.(answer)
	if !ok {
		a = answer{problem.Answer(r, httpstatus.Code(e.GetStatus()))}
	}
	a.CopyHeader(w.Header())
	return a, nil
}

// config is huma's, with setHeader, and a format of JSON that writes the body of an answer as it is.
func config() huma.Config {
	huma.NewErrorWithContext = newError
	config := huma.DefaultConfig("Kitchen", "1.0.0")
	config.Transformers = append(config.Transformers, setHeader)
	config.Formats = maps.Clone(config.Formats)
	config.Formats["json"] = huma.Format{Unmarshal: huma.DefaultJSONFormat.Unmarshal, Marshal: func(w io.Writer, v any) error {
		if a, ok := v.(answer); ok {
			_, err := w.Write(a.Body)
			return err
		}
		return huma.DefaultJSONFormat.Marshal(w, v)
	}}
	return config
}

// Copy to here.

type output struct {
	ContentType string `header:"Content-Type"`
	Body        []byte
}

func hello(context.Context, *struct{}) (*output, error) {
	return &output{"text/plain", []byte("hello\n")}, nil
}

func order(_ context.Context, in *struct {
	ID string `path:"id"`
}) (*output, error) {
	order, err := kitchen.Find(in.ID)
	if err != nil {
		return nil, err
	}
	return &output{"text/plain", []byte(order)}, nil
}

// An orderInput has huma's own rules beside the kitchen's.
type orderInput struct {
	Table int `query:"table" minimum:"1" maximum:"40" default:"1"`
	Body  struct {
		Dish  string   `json:"dish" maxLength:"20"`
		Pots  int      `json:"pots"`
		Extra []string `json:"extra,omitempty" maxItems:"2" enum:"milk,honey"`
	}
}

func newOrder(_ context.Context, in *orderInput) (*struct{}, error) {
	return nil, kitchen.Place(&kitchen.Order{Dish: in.Body.Dish, Pots: in.Body.Pots})
}

func files(context.Context, *struct{}) (*struct{}, error) {
	return nil, kitchen.Files()
}

func report(context.Context, *struct{}) (*struct{}, error) {
	return nil, kitchen.Report()
}

func broken(context.Context, *struct{}) (*struct{}, error) {
	panic("cannot happen")
}

// admin returns an error of huma's own, of which the status counts: its message is English.
func admin(context.Context, *struct{}) (*struct{}, error) {
	return nil, huma.Error403Forbidden("members of the kitchen only")
}
