package api

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"time"

	"github.com/httpstatus-go/httpstatus/problem"
)

// A Client talks to the server. What the server says is an error that errors.Is finds to be a status of package shop:
//
//	if errors.Is(err, shop.OutOfStock) …
type Client struct {
	Base     string // "https://shop.example.com"
	Token    string
	Language string // of the text in errors, as Accept-Language has it
	HTTP     *http.Client
}

// Create places an order. It may be sent several times, and is placed once.
func (c *Client) Create(ctx context.Context, d Draft) (*Order, error) {
	var o Order
	return &o, c.do(ctx, "POST", "/orders", http.Header{"Idempotency-Key": {rand.Text()}}, d, &o)
}

// Get returns an order.
func (c *Client) Get(ctx context.Context, id string) (*Order, error) {
	var o Order
	return &o, c.do(ctx, "GET", "/orders/"+url.PathEscape(id), nil, nil, &o)
}

// Change replaces the draft of the order, if nobody else has changed it in the meantime.
func (c *Client) Change(ctx context.Context, o *Order) (*Order, error) {
	var changed Order
	return &changed, c.do(ctx, "PUT", "/orders/"+url.PathEscape(o.ID), http.Header{"If-Match": {ETag(o)}}, o.Draft, &changed)
}

// Cancel cancels an order.
func (c *Client) Cancel(ctx context.Context, id string) error {
	return c.do(ctx, "DELETE", "/orders/"+url.PathEscape(id), nil, nil, nil)
}

// ETag returns the entity tag of an order.
func ETag(o *Order) string { return fmt.Sprintf(`"%d"`, o.Version) }

const attempts = 4

// do sends a request, again if the server gives leave, and decodes the answer into out.
func (c *Client) do(ctx context.Context, method, path string, header http.Header, in, out any) error {
	var body []byte
	if in != nil {
		var err error
		if body, err = json.Marshal(in); err != nil {
			return err
		}
	}
	for attempt := 1; ; attempt++ {
		req, err := http.NewRequestWithContext(ctx, method, c.Base+path, bytes.NewReader(body))
		if err != nil {
			return err
		}
		for name, values := range header {
			req.Header[name] = values
		}
		req.Header.Set("Authorization", "Bearer "+c.Token)
		req.Header.Set("Accept", "application/json, application/problem+json")
		req.Header.Set("Accept-Language", c.Language)
		if in != nil {
			req.Header.Set("Content-Type", "application/json")
		}
		resp, err := c.HTTP.Do(req)
		if err != nil {
			return err
		}
		wait, again := problem.Retry(resp, attempt)
		if !again || attempt == attempts || wait > time.Minute {
			return answer(resp, out)
		}
		resp.Body.Close()
		select {
		case <-time.After(wait):
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

func answer(resp *http.Response, out any) error {
	defer resp.Body.Close()
	switch {
	case resp.StatusCode >= 400:
		p, err := problem.Decode(resp)
		if err != nil {
			return err // no problem document: of a proxy; it is the status all the same
		}
		return p
	case out == nil:
		return nil
	}
	return json.NewDecoder(resp.Body).Decode(out)
}
