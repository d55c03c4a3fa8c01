package problem

import (
	"context"
	"errors"
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

	// Language returns the language that the reader has chosen, as a BCP 47 tag, which then comes before all that
	// Accept-Language says, a weight of 0 included; "" if none. If no dictionary serves it, or it is no tag, it is ignored: a
	// client can put anything in a cookie. As the choice is kept in a cookie in one way or another, Cookie is in the Vary of
	// all answers.
	//
	// Offer the choice, and do not rely on Accept-Language alone: it is what the browser was installed with, on a computer
	// that may be another's, and browsers have begun to send one language only, so that sites tell their users apart less.
	Language func(*http.Request) string

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
	asked := err
	if rr.Errors != nil {
		if mapped := rr.Errors(err); mapped != nil {
			asked = mapped
		}
	}
	a := resolve(asked)
	if written(w) {
		rr.log(r, slog.LevelError, "problem: error after the response has begun", &a, err)
		return
	}
	if a.misuse != "" {
		rr.log(r, slog.LevelError, "problem: "+a.misuse, &a, err, slog.String("status", a.asked.String()))
	} else if a.status.Code >= 500 {
		rr.log(r, slog.LevelError, "problem: the request failed", &a, err)
	} else {
		rr.log(r, slog.LevelDebug, "problem: the request was refused", &a, err)
	}
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
		rr.Write(w, r, h(w, r))
	})
}

func (rr *Renderer) panicked(w http.ResponseWriter, r *http.Request, v any) {
	a := code(httpstatus.InternalServerError)
	cause, ok := v.(error)
	if !ok {
		cause = fmt.Errorf("%v", v)
	}
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
			rr.send(w, r, &a)
		} else {
			held.release()
		}
	})
}

// log logs what became of a request. A client that has gone away is no failure of the server.
func (rr *Renderer) log(r *http.Request, level slog.Level, text string, a *answer, cause error, more ...slog.Attr) {
	ctx := r.Context()
	if level == slog.LevelError && ctx.Err() != nil && errors.Is(cause, context.Canceled) {
		level = slog.LevelDebug
	}
	l := rr.logger()
	if !l.Enabled(ctx, level) {
		return
	}
	attrs := []slog.Attr{slog.Int("code", int(a.status.Code))}
	if a.refined {
		attrs = append(attrs, slog.String("substatus", a.status.String()))
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
