// Package api is what the server and its clients in Go share: the types of the JSON, and a client.
package api

// A Draft is what the buyer says of an order.
type Draft struct {
	Email string `json:"email" validate:"required,email"`
	Items []Item `json:"items" validate:"min=1,max=20,unique=Product,dive"`
	Note  string `json:"note,omitempty" validate:"max=200"`
}

// An Item is a number of pieces of one product.
type Item struct {
	Product string `json:"product" validate:"required,product"`
	Count   int    `json:"count" validate:"min=1,max=99"`
}

// An Order is a Draft that the server has taken.
type Order struct {
	ID      string `json:"id"`
	State   State  `json:"state"`
	Total   string `json:"total"`
	Version int    `json:"version"` // also the ETag
	Draft
}

// A State says how far an order has come.
type State string

const (
	Placed   State = "placed"
	Shipped  State = "shipped"
	Canceled State = "canceled"
)

// A Page is a part of the list of orders.
type Page struct {
	Orders []Order `json:"orders"`
	Total  int     `json:"total"`
}

// A Query says which part.
type Query struct {
	State State `query:"state" validate:"omitempty,oneof=placed shipped canceled"`
	Limit int   `query:"limit" validate:"min=1,max=100"`
}
