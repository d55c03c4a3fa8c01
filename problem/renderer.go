package problem

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
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
// [Handler] or [Pages], or if w, or what its method Unwrap() http.ResponseWriter returns, has a method Written() bool. A bare
// status that Pages holds back, as of gin's AbortWithError, has not begun: the answer replaces it, and an err without a
// status has that one.
func Write(w http.ResponseWriter, r *http.Request, err error) { standard.Write(w, r, err) }

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
	if c := heldStatus(w); c != 0 && !states(asked) {
		asked = &Error{Code: c, Err: asked}
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

// states reports whether err has a status, by itself or for what it is.
func states(err error) bool {
	var s interface{ StatusCode() int }
	return errors.As(err, &s) || wellKnown(err) != httpstatus.InternalServerError
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
