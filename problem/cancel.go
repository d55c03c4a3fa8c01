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

// isCanceled reports whether err came of a context that was canceled with a cause: it has the cause in it, as net/http's
// client returns it, or context.Canceled.
func isCanceled(err, cause error) bool {
	return find(err, func(err error) bool {
		is, ok := err.(interface{ Is(error) bool })
		return err == context.Canceled || err == cause || ok && is.Is(context.Canceled)
	})
}
