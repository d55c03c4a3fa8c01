package main

import (
	"math"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/httpstatus-go/httpstatus/examples/orders/shop"
	"github.com/httpstatus-go/httpstatus/problem"
	"golang.org/x/time/rate"
)

// An account is someone who can buy.
type account struct {
	name    string
	balance int // in cents
	limit   *rate.Limiter
}

func newAccount(name string, balance int) *account {
	return &account{name: name, balance: balance, limit: rate.NewLimiter(5, 10)}
}

// A private handler is for those who are signed in.
type private func(w http.ResponseWriter, r *http.Request, who *account) error

// signedIn lets an account pass that the request has the token of, as often as it may.
func (s *store) signedIn(next private) http.Handler {
	return answers.Handler(func(w http.ResponseWriter, r *http.Request) error {
		who, err := s.account(r)
		if err != nil {
			return err
		}
		if err := who.wait(); err != nil {
			return err
		}
		return next(w, r, who)
	})
}

// account returns whose token the request has. A 401 says how to sign in (RFC 9110, 11.6.1; RFC 6750, 3).
func (s *store) account(r *http.Request) (*account, error) {
	scheme, token, ok := strings.Cut(r.Header.Get("Authorization"), " ")
	if !ok || !strings.EqualFold(scheme, "Bearer") {
		return nil, &problem.Error{Err: shop.TokenMissing, Header: http.Header{"WWW-Authenticate": {`Bearer realm="shop"`}}}
	}
	if who := s.accounts[strings.TrimSpace(token)]; who != nil {
		return who, nil
	}
	return nil, &problem.Error{Err: shop.TokenExpired, Header: http.Header{"WWW-Authenticate": {`Bearer realm="shop", error="invalid_token"`}}}
}

// wait says how long the account has to wait, if it has to.
func (a *account) wait() error {
	now := time.Now()
	turn := a.limit.ReserveN(now, 1)
	delay := turn.DelayFrom(now)
	if delay == 0 {
		return nil
	}
	turn.CancelAt(now)
	seconds := int(math.Ceil(delay.Seconds()))
	return &problem.Error{
		Err:    shop.TooManyRequestsError{Seconds: seconds},
		Header: http.Header{"Retry-After": {strconv.Itoa(seconds)}},
	}
}
