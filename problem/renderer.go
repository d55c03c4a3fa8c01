package problem

import (
	"log/slog"
	"net/http"
	"runtime/debug"
	"sync/atomic"

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

	// Prepare has the last word on every answer, once each, also on those of Pages and of a panic: it can add a request ID, a
	// field of the header, a link. The Error is this answer's own, and may be changed: Code and Sub are what will be sent, and
	// another Code or Sub is sent instead; Err is the cause; Header and Extensions are there; Type, Title and Detail are empty
	// if no one set them, which leaves them to the status. An extension is in the JSON and the Markdown alone; Instance is on
	// the page and in the plain text too.
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
// [Handler] or [Pages], or if w, or what its method Unwrap() http.ResponseWriter returns, has a method Written() bool. A bare
// status that Pages holds back, as of gin's AbortWithError, has not begun: the answer replaces it, and an err without a
// status has that one.
func Write(w http.ResponseWriter, r *http.Request, err error) { standard.Write(w, r, err) }

// Write is the function [Write], for the Renderer.
func (rr *Renderer) Write(w http.ResponseWriter, r *http.Request, err error) {
	if err == nil {
		return
	}
	a := rr.resolve(r, err, heldStatus(w))
	if written(w) {
		level := slog.LevelError
		if gone, _ := canceled(r); gone {
			level = slog.LevelDebug // that is why it failed, whatever it says
		}
		rr.log(r, level, "problem: error after the response has begun", &a, err)
		return
	}
	rr.decide(r, &a, err)
	rr.send(w, r, &a)
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
