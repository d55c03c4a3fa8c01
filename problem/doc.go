// Package problem answers a web request with an error: in the form that the client accepts, in the reader's language,
// with the status that the error has.
//
// # Answering
//
// [Handler] makes an [http.Handler] of a function that returns an error, and [Write] answers with one anywhere else:
//
//	mux.Handle("GET /invoices/{id}", problem.Handler(func(w http.ResponseWriter, r *http.Request) error {
//		invoice, err := find(r.PathValue("id"))
//		if err != nil {
//			return err // wraps fs.ErrNotExist: 404
//		}
//		return invoice.Render(w)
//	}))
//	http.ListenAndServe("localhost:8080", problem.Pages(mux))
//
// [Pages] gives a body to the errors that nobody gave one: the 404 and 405 of an [http.ServeMux], the 503 of an
// [http.TimeoutHandler], a handler's bare WriteHeader(403).
//
// # The status
//
// It is that of the first error in the tree of [errors.As] that has one: an [*Error], an [httpstatus.Code], an
// [httpstatus.Substatus], or any error with a method StatusCode() int. Errors of the standard library have one too:
//
//	*http.MaxBytesError                                413
//	fs.ErrNotExist                                     404
//	fs.ErrPermission                                   403
//	context.DeadlineExceeded, os.ErrDeadlineExceeded   504
//	*json.SyntaxError, *json.UnmarshalTypeError        400
//
// Anything else is a 500. So is a status that is no error: one below 400 or over 999, which is logged. An application
// brings its own errors in with [Renderer.Errors].
//
// # The form
//
// What the Accept field weighs highest (RFC 9110, 12.5.1): the page, for text/html, as browsers ask for it; plain text,
// for text/plain; and else, also if nothing fits, problem details (RFC 9457), as application/problem+json. Of equal
// weights the more specific range counts, then the earlier one. [Renderer.ParseFS] brings pages of one's own.
//
// # The text
//
// Title and detail come from package [messages], in the language that Accept-Language asks for. What the error says by
// itself never leaves the server: only what is set in the public fields of an [Error] does. Text that has parts to fill
// in comes from an error with a method Message(*messages.Dictionary) messages.Message, beside StatusCode.
//
// # The header
//
// Every answer carries Content-Type, Content-Length, Content-Language, which is the language of the text that it has,
// Vary and X-Content-Type-Options; a page also a Content-Security-Policy under which it can load nothing. What earlier
// handlers had set for another body, as ETag or Content-Disposition, is deleted; a 412 keeps its validators, a 416 its range.
// All else stays as it is: Allow, Location, Set-Cookie, WWW-Authenticate. Fields are known in any spelling of their keys.
//
// Of what earlier handlers had said to caches, in Cache-Control, in fields for shared caches (RFC 9213: CDN-Cache-Control and
// its like, Surrogate-Control, X-Accel-Expires) and Expires, what restricts stays: private, no-cache, no-store,
// must-revalidate, max-age=0. What invites goes, as it was meant for another body: public, a max-age, immutable, stale-….
// An [Error] adds its own, but cannot lift a no-store that is there. Cache-Control gets a no-store for 5xx, where an Error
// can set it otherwise, and for the codes that no cache may store ([httpstatus.Info]).
//
// A 413 closes the connection of HTTP/1, on which there may be more of the request. From HTTP/2 on, fields of the
// connection, as Upgrade, are left out.
//
// # Layers
//
// A Content-Encoding that stood in the header before [Handler], [Recover] or [Pages] was entered is of a layer outside that
// compresses what comes through it. It stays, and is put back if a handler has deleted it; Content-Length is left out then. So
// is a Trailer. What a handler inside had set goes, as its body does. [Write], called anywhere else, cannot tell one from the
// other, and keeps a Content-Encoding as [http.Error] does.
//
// So middleware that compresses can be inside or outside of Pages and Handler, in any order with http.TimeoutHandler and
// http.StripPrefix. Pages sees a bare error also through gzip. Outside is better: the pages are compressed too.
//
// # Logging
//
// An answer of 5xx is logged, as an error, with its code, substatus, method, path and cause; one of 4xx at
// [slog.LevelDebug]. A client that has gone away is no error of the server, and is logged at that level too. Pages, which
// knows of no cause, logs nothing.
//
// # The client
//
// [Decode] makes an error of the problem details that any server has sent.
//
// # What is promised
//
// The names of the JSON members, the order in which templates are looked for, and the statuses of errors. Not promised
// are the wording of the text and the looks of the page.
package problem
