package problem

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"runtime/debug"

	"github.com/httpstatus-go/httpstatus"
)

// Handler returns a handler that calls h and answers with the error that it returns, as [Write] does; nil is none. A panic
// of h is answered as [Recover] does it.
//
// Of the header that h has set, what is about another body goes. A Content-Encoding that stood there before the handler
// was called is of the layer outside, which encodes the answer too: it stays.
func Handler(h func(http.ResponseWriter, *http.Request) error) http.Handler {
	return standard.Handler(h)
}

// Recover returns a handler that calls next and answers with a 500 if it panics. The panic is logged, with its stack. If
// the response has begun by then, the connection is closed, so that the client does not take what it got for whole. A panic
// of [http.ErrAbortHandler] goes on to the server.
//
// [Handler] and [Pages] do this too. Of middleware that ends the response while a panic passes, as most that compresses
// does, Recover has to be inside.
func Recover(next http.Handler) http.Handler { return standard.Recover(next) }

// Pages returns a handler that calls next and gives a body to its bare errors: to a status of 400 or more whose body is
// empty or says no more than the status, as net/http's own do: "404 page not found", "Method Not Allowed". The
// fields that next has set by the time of WriteHeader stay, less those of the body.
//
// Any other body is passed on as it is. The header of a response of 400 or more is held back until it is clear what the
// body is, for no more than its first 512 bytes; a flush before that sends nothing. A body that middleware inside has
// compressed, with gzip, is read for this. [Write], called meanwhile, replaces a
// bare error that is held back. For HEAD, a response without a body is bare only if it has no Content-Type and no
// Content-Length: those are of the body that GET gets. A panic of next is answered as [Recover] does it.
//
// What w can do, next can do: Flush, Hijack, Push, ReadFrom and all that an [http.ResponseController] does.
func Pages(next http.Handler) http.Handler { return standard.Pages(next) }

// Handler is the function [Handler], for the Renderer.
func (rr *Renderer) Handler(h func(http.ResponseWriter, *http.Request) error) http.Handler {
	return rr.Recover(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		err := h(w, r)
		if gone, stopped := canceled(r); err == nil && (gone || stopped) && !written(w) {
			err = context.Canceled // whoever gave up because nobody waits any more did not mean an empty 200
		}
		rr.Write(w, r, err)
	}))
}

// Recover is the function [Recover], for the Renderer.
func (rr *Renderer) Recover(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w, leave := watch(w, r)
		defer leave()
		defer rr.recovered(w, r)
		next.ServeHTTP(w, r)
	})
}

// Pages is the function [Pages], for the Renderer.
func (rr *Renderer) Pages(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w, held := hold(w, r)
		defer rr.recovered(w, r)
		next.ServeHTTP(w, r)
		if status, bare := held.finish(r.Method); bare {
			a := code(status)
			rr.prepare(r, &a)
			rr.send(w, r, &a)
		}
	})
}

// recovered answers a panic; it is to be deferred. w is a layer's own writer.
func (rr *Renderer) recovered(w http.ResponseWriter, r *http.Request) {
	v := recover()
	if v == nil {
		return
	}
	if v == http.ErrAbortHandler {
		panic(v)
	}
	a := code(httpstatus.InternalServerError)
	cause, ok := v.(error)
	if !ok {
		cause = fmt.Errorf("%v", v)
	}
	a.cause = cause
	begun := sent(w)
	if !begun {
		rr.prepare(r, &a)
	}
	rr.log(r, slog.LevelError, "problem: the handler panicked", &a, cause, slog.String("stack", string(debug.Stack())))
	if begun {
		panic(http.ErrAbortHandler)
	}
	rr.send(w, r, &a)
}
