package kitchen

import (
	"errors"
	"fmt"
	"net/http"
	"strconv"

	"github.com/httpstatus-go/httpstatus"
	"github.com/httpstatus-go/httpstatus/invalid"
	"github.com/httpstatus-go/httpstatus/problem"
)

//go:generate go run github.com/httpstatus-go/httpstatus/gen -table statuses -package kitchen -out .

// An Order is what the kitchen is asked for.
type Order struct {
	Dish string `json:"dish"`
	Pots int    `json:"pots"`
}

// Validate returns an error that says of each field what is wrong with it; nil if nothing is.
func (o *Order) Validate() error {
	var fields []problem.Field
	if o.Dish == "" {
		fields = append(fields, problem.Field{Pointer: "/dish", Err: invalid.Required})
	}
	if o.Pots < 1 {
		fields = append(fields, problem.Field{Pointer: "/pots", Err: invalid.TooSmallError{Min: "1"}})
	}
	if fields == nil {
		return nil
	}
	return &problem.Error{Code: httpstatus.UnprocessableContent, Fields: fields}
}

// Place places an order, and fails with a status of the kitchen's own, which has its text in each language, and a header field.
func Place(o *Order) error {
	if err := o.Validate(); err != nil {
		return err
	}
	busy := KitchenBusyError{Seconds: 60}
	return &problem.Error{Header: http.Header{"Retry-After": {strconv.Itoa(busy.Seconds)}}, Err: busy}
}

// Find returns the order with a number. Its error is a code, wrapped: the reader gets the catalog's text of 404, the message
// stays here.
func Find(id string) (string, error) {
	if id != "1" {
		return "", fmt.Errorf("order %q is not in the book: %w", id, httpstatus.NotFound)
	}
	return "one pot of tea\n", nil
}

// Files fails with a substatus of IIS, 403.14.
func Files() error {
	return httpstatus.IISDirectoryListingDenied
}

// Report fails for a reason that is none of the reader's business: 500, and the reason is logged.
func Report() error {
	return errors.New("dial tcp 10.0.0.5:5432: connection refused")
}
