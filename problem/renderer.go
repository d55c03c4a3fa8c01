package problem

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"runtime/debug"
	"sync/atomic"

	"github.com/httpstatus-go/httpstatus"
	"github.com/httpstatus-go/httpstatus/messages"
)

// A Renderer answers requests with errors. The zero Renderer is what [Write], [Handler] and [Pages] use; the fields
// change how it goes about it. They, and the Renderer itself, must not be changed or copied after its first use. Any
// number of goroutines can use it.
type Renderer struct {
	// Matcher finds the language of the text; nil: that of [messages.Match].
	Matcher *messages.Matcher

	// Errors returns the error that err is to be answered as, one with a status of its own, or nil if it has no opinion.
	// It comes before everything else. What is logged as the cause stays err.
	Errors func(err error) error

	// Language returns the language that the reader has chosen, as a BCP 47 tag, which then comes before those of
	// Accept-Language; "" if none. What is no tag is ignored: a client can put anything in a cookie. As the choice is kept
	// in a cookie in one way or another, Cookie is in the Vary of all answers.
	Language func(*http.Request) string

	// Prepare has the last word on every answer, once each, also on those of Pages and of a panic: it can add a request ID, a
	// field of the header, a link. The Error is this answer's own, and may be changed: Code and Sub are what will be sent, and
	// another Code or Sub is sent instead; Err is the cause; Header and Extensions are there; Type, Title and Detail are empty
	// if no one set them, which leaves them to the status.
	Prepare func(*http.Request, *Error)

	// Forms are the forms that answers can have, as JSON for an API that never answers with a page, or JSON|Text; zero: all.
	// If the client accepts none of them, it is the first of them, in the order of the constants.
	Forms Forms

	// Log is where to log; nil: [slog.Default].
	Log *slog.Logger

	// Development shows the remedy, the advice for developers and operators, in pages and plain text, and logs a warning
	// where an answer lacks a field that it must have, as a 401 without WWW-Authenticate.
	Development bool

	pages atomic.Pointer[pageSet]
}

var standard Renderer

// Write answers the request with err, in the form and language that the client accepts; the package's documentation
// says how. It does nothing if err is nil.
//
// Nothing more is written if the response has begun, which is only logged. Write knows that if it is called inside of
// [Handler] or [Pages], or if w, or what its method Unwrap() http.ResponseWriter returns, has a method Written() bool.
func Write(w http.ResponseWriter, r *http.Request, err error) { standard.Write(w, r, err) }

// Handler returns a handler that calls h and answers with the error that it returns, as [Write] does; nil is none.
//
// A panic of h is logged, with its stack, and answered with a 500. If the response has begun by then, the connection is
// closed, so that the client does not take what it got for whole. A panic of [http.ErrAbortHandler] goes on to the server.
func Handler(h func(http.ResponseWriter, *http.Request) error) http.Handler {
	return standard.Handler(h)
}

// Pages returns a handler that calls next and gives a body to its bare errors: to a status of 400 or more whose body is
// empty or says no more than the status, as net/http's own do: "404 page not found", "Method Not Allowed". The
// fields that next has set stay, less those of the body.
//
// Any other body is passed on as it is, and so is one that is flushed. The header of a response of 400 or more is held
// back until it is clear what the body is, for no more than its first 512 bytes. For HEAD, a response without a body
// is bare only if it has no Content-Type and no Content-Length: those are of the body that GET gets.
//
// What w can do, next can do: Flush, Hijack, Push, ReadFrom and all that an [http.ResponseController] does.
func Pages(next http.Handler) http.Handler { return standard.Pages(next) }

// Write is the function [Write], for the Renderer.
func (rr *Renderer) Write(w http.ResponseWriter, r *http.Request, err error) {
	if err == nil {
		return
	}
	if written(w) {
		a := rr.resolve(r, err)
		rr.log(r, slog.LevelError, "problem: error after the response has begun", &a, err)
		return
	}
	a := rr.decide(r, err)
	rr.send(w, r, &a)
}

// Handler is the function [Handler], for the Renderer.
func (rr *Renderer) Handler(h func(http.ResponseWriter, *http.Request) error) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w = watch(w)
		defer func() {
			switch v := recover(); v {
			case nil:
			case http.ErrAbortHandler:
				panic(v)
			default:
				rr.panicked(w, r, v)
			}
		}()
		err := h(w, r)
		if gone, stopped := canceled(r); err == nil && (gone || stopped) && !written(w) {
			err = context.Canceled // whoever gave up because nobody waits any more did not mean an empty 200
		}
		rr.Write(w, r, err)
	})
}

func (rr *Renderer) panicked(w http.ResponseWriter, r *http.Request, v any) {
	a := code(httpstatus.InternalServerError)
	cause, ok := v.(error)
	if !ok {
		cause = fmt.Errorf("%v", v)
	}
	a.cause = cause
	rr.prepare(r, &a)
	rr.log(r, slog.LevelError, "problem: the handler panicked", &a, cause, slog.String("stack", string(debug.Stack())))
	if written(w) {
		panic(http.ErrAbortHandler)
	}
	rr.send(w, r, &a)
}

// Pages is the function [Pages], for the Renderer.
func (rr *Renderer) Pages(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		outer, held := hold(w)
		next.ServeHTTP(outer, r)
		if status, ok := held.bare(r.Method); ok {
			a := code(status)
			rr.prepare(r, &a)
			rr.send(w, r, &a)
		} else {
			held.release()
		}
	})
}

// guard calls a function of the application's, and reports whether it returned. A panic is logged.
func (rr *Renderer) guard(r *http.Request, a *answer, text string, f func()) (ok bool) {
	defer func() {
		if v := recover(); v != nil {
			rr.log(r, slog.LevelError, text, a, nil, slog.Any("panic", v), slog.String("stack", string(debug.Stack())))
		}
	}()
	f()
	return true
}

// log logs what became of a request. A client that has gone away is no failure of the server.
func (rr *Renderer) log(r *http.Request, level slog.Level, text string, a *answer, cause error, more ...slog.Attr) {
	ctx := r.Context()
	l := rr.logger()
	if !l.Enabled(ctx, level) {
		return
	}
	var attrs []slog.Attr
	if a != nil {
		attrs = append(attrs, slog.Int("code", int(a.status.Code)))
		if a.refined {
			attrs = append(attrs, slog.String("substatus", a.status.String()))
		}
		if id := a.status.ID(); id != "" {
			attrs = append(attrs, slog.String("id", id))
		}
	}
	attrs = append(attrs, slog.String("method", r.Method), slog.String("path", pathOf(r)))
	if cause != nil {
		attrs = append(attrs, slog.Any("cause", cause))
	}
	l.LogAttrs(ctx, level, text, append(attrs, more...)...)
}

func (rr *Renderer) logger() *slog.Logger {
	if rr.Log != nil {
		return rr.Log
	}
	return slog.Default()
}

func pathOf(r *http.Request) string {
	if r.URL == nil {
		return ""
	}
	return r.URL.Path
}
