package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"

	"github.com/go-playground/validator/v10"
	"github.com/httpstatus-go/httpstatus/examples/orders/api"
	"github.com/httpstatus-go/httpstatus/examples/orders/shop"
	"github.com/httpstatus-go/httpstatus/playground"
	"github.com/httpstatus-go/httpstatus/problem"
)

// A server is the store with what answers for it.
type server struct {
	store    *store
	validate *validator.Validate
}

func newServer(s *store) *server {
	v := validator.New(validator.WithRequiredStructEnabled())
	v.RegisterTagNameFunc(playground.TagName)
	err := v.RegisterValidation("product", func(f validator.FieldLevel) bool {
		_, ok := s.products[f.Field().String()]
		return ok
	})
	if err != nil {
		panic(err) // the tag has a name
	}
	return &server{s, v}
}

// check returns what is wrong with what a client has sent, each with its place: a 422 of the shop.
func (s *server) check(v any) error {
	err := s.validate.Struct(v)
	if err == nil {
		return nil
	}
	fields := playground.Options{Tag: func(f validator.FieldError) error {
		if product, ok := f.Value().(string); ok && f.Tag() == "product" {
			return shop.ProductUnknownError{Product: product}
		}
		return nil
	}}.Fields(err)
	if fields == nil {
		return err // there was no validation: a 500
	}
	return &problem.Error{Err: shop.OrderInvalid, Fields: fields}
}

func (s *server) list(w http.ResponseWriter, r *http.Request, who *account) error {
	q := api.Query{State: api.State(r.FormValue("state")), Limit: 20}
	if text := r.FormValue("limit"); text != "" {
		var err error
		if q.Limit, err = strconv.Atoi(text); err != nil {
			e := problem.RequestError(err).(*problem.Error) // a 400
			e.Fields[0].Parameter = "limit"
			return e
		}
	}
	if err := s.check(q); err != nil {
		return err
	}
	return send(w, http.StatusOK, s.store.list(who, q))
}

func (s *server) create(w http.ResponseWriter, r *http.Request, who *account) error {
	var d api.Draft
	if err := problem.DecodeJSON(w, r, &d); err != nil {
		return err
	}
	if err := s.check(d); err != nil {
		return err
	}
	o, err := s.store.create(who, r.Header.Get("Idempotency-Key"), d)
	if err != nil {
		return fmt.Errorf("placing an order: %w", err) // the reader does not see what it is wrapped in
	}
	w.Header().Set("Location", "/orders/"+o.ID)
	return sendOrder(w, http.StatusCreated, o)
}

func (s *server) show(w http.ResponseWriter, r *http.Request, who *account) error {
	o, _, err := s.store.get(who, r.PathValue("id"))
	if err != nil {
		return err
	}
	return sendOrder(w, http.StatusOK, o)
}

func (s *server) change(w http.ResponseWriter, r *http.Request, who *account) error {
	var d api.Draft
	if err := problem.DecodeJSON(w, r, &d); err != nil {
		return err
	}
	if err := s.check(d); err != nil {
		return err
	}
	o, err := s.store.change(who, r.PathValue("id"), r.Header.Get("If-Match"), d)
	if err != nil {
		return err
	}
	return sendOrder(w, http.StatusOK, o)
}

func (s *server) cancel(w http.ResponseWriter, r *http.Request, who *account) error {
	if err := s.store.set(who, r.PathValue("id"), api.Canceled); err != nil {
		return err
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}

// follow sends the order, and again whenever it changes, until it is at its end. What goes wrong before the first event is
// answered like anything else; after it, the stream ends.
func (s *server) follow(w http.ResponseWriter, r *http.Request, who *account) error {
	seen := 0
	for {
		o, changed, err := s.store.get(who, r.PathValue("id"))
		switch {
		case err != nil && seen == 0:
			return err
		case err != nil:
			return nil
		case o.Version != seen:
			seen = o.Version
			data, err := json.Marshal(o)
			if err != nil {
				return err
			}
			w.Header().Set("Content-Type", "text/event-stream")
			w.Header().Set("Cache-Control", "no-cache")
			fmt.Fprintf(w, "id: %d\nevent: order\ndata: %s\n\n", o.Version, data)
			if err := http.NewResponseController(w).Flush(); err != nil {
				return err
			}
		}
		if o.State != api.Placed {
			return nil
		}
		select {
		case <-changed:
		case <-r.Context().Done():
			return nil
		}
	}
}

func sendOrder(w http.ResponseWriter, code int, o api.Order) error {
	w.Header().Set("ETag", api.ETag(&o))
	return send(w, code, o)
}

func send(w http.ResponseWriter, code int, v any) error {
	data, err := json.Marshal(v)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(code)
	_, err = w.Write(data)
	return err
}
