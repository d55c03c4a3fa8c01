package main

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"sync"

	"github.com/httpstatus-go/httpstatus/examples/orders/api"
	"github.com/httpstatus-go/httpstatus/examples/orders/shop"
)

// A store has what another shop has in a database. Its errors are statuses of the shop: what the client is to be told of them
// is said here, where it is known.
type store struct {
	accounts map[string]*account // by token
	products map[string]int      // prices in cents

	mu      sync.Mutex
	stock   map[string]int
	orders  map[string]*entry
	keys    map[string]*entry // by account and Idempotency-Key
	changed chan struct{}     // closed at the next change
}

// An entry is an order as the store has it.
type entry struct {
	api.Order
	owner *account
	cents int
}

func newStore() *store {
	return &store{
		accounts: map[string]*account{"li-token": newAccount("li", 10000), "ann-token": newAccount("ann", 10000)},
		products: map[string]int{"green-tea": 450, "oolong": 620, "gaiwan": 3800},
		stock:    map[string]int{"green-tea": 200, "oolong": 3, "gaiwan": 10},
		orders:   map[string]*entry{},
		keys:     map[string]*entry{},
		changed:  make(chan struct{}),
	}
}

// find returns an order of the account.
func (s *store) find(who *account, id string) (*entry, error) {
	e := s.orders[id]
	switch {
	case e == nil:
		return nil, shop.OrderNotFoundError{Order: id}
	case e.owner != who:
		return nil, shop.NotYourOrder
	}
	return e, nil
}

// open returns an order of the account that can still be changed.
func (s *store) open(who *account, id string) (*entry, error) {
	e, err := s.find(who, id)
	if err != nil {
		return nil, err
	}
	switch e.State {
	case api.Canceled:
		return nil, shop.OrderCanceledError{Order: id}
	case api.Shipped:
		return nil, shop.OrderShippedError{Order: id}
	}
	return e, nil
}

// place takes the goods and the money for a draft.
func (s *store) place(who *account, d api.Draft) (cents int, err error) {
	for _, item := range d.Items {
		if left := s.stock[item.Product]; left < item.Count {
			return 0, shop.OutOfStockError{Product: item.Product, Left: left}
		}
		cents += item.Count * s.products[item.Product]
	}
	if cents > who.balance {
		return 0, shop.InsufficientBalanceError{Balance: money(who.balance), Total: money(cents)}
	}
	s.move(d, -1)
	who.balance -= cents
	return cents, nil
}

// giveBack undoes place.
func (s *store) giveBack(e *entry) {
	s.move(e.Draft, 1)
	e.owner.balance += e.cents
}

func (s *store) move(d api.Draft, sign int) {
	for _, item := range d.Items {
		s.stock[item.Product] += sign * item.Count
	}
}

func (s *store) create(who *account, key string, d api.Draft) (api.Order, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if key != "" {
		key = who.name + " " + key
		if e := s.keys[key]; e != nil {
			return e.Order, nil // the answer to the first request was lost
		}
	}
	cents, err := s.place(who, d)
	if err != nil {
		return api.Order{}, err
	}
	id := strconv.Itoa(1000 + len(s.orders))
	e := &entry{owner: who, cents: cents, Order: api.Order{ID: id, State: api.Placed, Total: money(cents), Version: 1, Draft: d}}
	s.orders[id] = e
	if key != "" {
		s.keys[key] = e
	}
	return e.Order, nil
}

func (s *store) get(who *account, id string) (api.Order, <-chan struct{}, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	e, err := s.find(who, id)
	if err != nil {
		return api.Order{}, nil, err
	}
	return e.Order, s.changed, nil
}

// change replaces the draft, if the order has the version that the client has seen.
func (s *store) change(who *account, id, etag string, d api.Draft) (api.Order, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	e, err := s.open(who, id)
	if err != nil {
		return api.Order{}, err
	}
	if etag != "" && etag != "*" && etag != api.ETag(&e.Order) {
		return api.Order{}, shop.OrderChangedError{Order: id}
	}
	s.giveBack(e)
	cents, err := s.place(who, d)
	if err != nil {
		s.move(e.Draft, -1)
		who.balance -= e.cents
		return api.Order{}, err
	}
	e.Draft, e.cents, e.Total = d, cents, money(cents)
	s.touch(e)
	return e.Order, nil
}

// set ends an order: it is canceled or shipped.
func (s *store) set(who *account, id string, state api.State) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	e, err := s.open(who, id)
	if err != nil {
		return err
	}
	if state == api.Canceled {
		s.giveBack(e)
	}
	e.State = state
	s.touch(e)
	return nil
}

// touch tells all that follow.
func (s *store) touch(e *entry) {
	e.Version++
	close(s.changed)
	s.changed = make(chan struct{})
}

// list returns the orders of the account that a query asks for, the oldest first.
func (s *store) list(who *account, q api.Query) api.Page {
	s.mu.Lock()
	defer s.mu.Unlock()
	page := api.Page{Orders: []api.Order{}}
	byNumber := func(a, b *entry) int { return cmp.Or(cmp.Compare(len(a.ID), len(b.ID)), cmp.Compare(a.ID, b.ID)) }
	for _, e := range slices.SortedFunc(maps.Values(s.orders), byNumber) {
		if e.owner != who || q.State != "" && q.State != e.State {
			continue
		}
		if page.Total++; len(page.Orders) < q.Limit {
			page.Orders = append(page.Orders, e.Order)
		}
	}
	return page
}

func money(cents int) string { return fmt.Sprintf("%d.%02d", cents/100, cents%100) }
