package problem

import (
	"context"
	"errors"
	"net/http"
)

// canceled tells why the context of a request is canceled: the client has gone, which is all that net/http knows, or
// something in the program stopped it, which says so by a cause, as signal.NotifyContext does.
func canceled(r *http.Request) (gone, stopped bool) {
	ctx := r.Context()
	if !errors.Is(ctx.Err(), context.Canceled) {
		return false, false
	}
	gone = context.Cause(ctx) == context.Canceled
	return gone, !gone
}
