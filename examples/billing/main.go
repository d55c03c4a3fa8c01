// The billing command is a server with statuses of its own. Their table is in statuses; package billing is made from it.
package main

import (
	"flag"
	"fmt"
	"log"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/httpstatus-go/httpstatus/catalog"
	"github.com/httpstatus-go/httpstatus/examples/billing/billing"
	"github.com/httpstatus-go/httpstatus/problem"
)

//go:generate go run github.com/httpstatus-go/httpstatus/gen -table statuses -package billing -out billing -json web/statuses.json -typescript web/statuses.ts -openapi web/statuses.openapi.json

func main() {
	addr := flag.String("addr", "127.0.0.1:8080", "`address` to listen on")
	flag.Parse()
	server := &http.Server{Addr: *addr, Handler: handler(), ReadHeaderTimeout: 10 * time.Second}
	log.Printf("listening on http://%s", *addr)
	log.Fatal(server.ListenAndServe())
}

// handler returns the whole server. Nothing has to know billing: its statuses find their text by themselves.
func handler() http.Handler {
	b := &book{accounts: map[string]*account{
		"1": {balance: 2000},
		"2": {balance: 2000, frozen: true},
	}}
	mux := http.NewServeMux()
	mux.Handle("GET /accounts/{id}", problem.Handler(b.show))
	mux.Handle("POST /accounts/{id}/orders", problem.Handler(b.order))
	// The problem types of the table are /problems/…: each has a page there.
	mux.Handle("/problems/", http.StripPrefix("/problems", catalog.Handler(billing.Table)))
	return problem.Pages(mux)
}

// A book has the accounts, by number.
type book struct {
	mu       sync.Mutex
	accounts map[string]*account
}

type account struct {
	balance int // in cents
	frozen  bool
}

// find returns an account. Its error has the text of 404.1001 with the number in it, in whatever language it is read.
func (b *book) find(id string) (*account, error) {
	if a := b.accounts[id]; a != nil {
		return a, nil
	}
	return nil, billing.AccountNotFoundError{Account: id}
}

func (b *book) show(w http.ResponseWriter, r *http.Request) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	a, err := b.find(r.PathValue("id"))
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(w, money(a.balance))
	return err
}

func (b *book) order(w http.ResponseWriter, r *http.Request) error {
	amount := r.FormValue("amount") // before the lock: a client can be slow to send it
	b.mu.Lock()
	defer b.mu.Unlock()
	a, err := b.find(r.PathValue("id"))
	if err != nil {
		return fmt.Errorf("order: %w", err) // the reader does not see what it is wrapped in
	}
	total, ok := cents(amount)
	switch {
	case !ok:
		return billing.InvalidAmountError{Amount: amount}
	case a.frozen:
		return billing.AccountFrozen // a status without placeholders is an error as it is
	case total > a.balance:
		return billing.InsufficientBalanceError{Balance: money(a.balance), Total: money(total)}
	}
	a.balance -= total
	w.WriteHeader(http.StatusCreated)
	_, err = fmt.Fprintln(w, money(a.balance))
	return err
}

func money(cents int) string { return fmt.Sprintf("%d.%02d", cents/100, cents%100) }

// cents reads an amount above 0 with two decimals.
func cents(s string) (int, bool) {
	whole, decimals, ok := strings.Cut(s, ".")
	if !ok || len(decimals) != 2 {
		return 0, false
	}
	n, err := strconv.ParseUint(whole+decimals, 10, 31)
	return int(n), err == nil && n > 0
}
