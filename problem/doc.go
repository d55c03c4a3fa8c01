// Package problem answers a web request with an error: in the form that the client accepts, in the reader's language,
// with the status that the error has.
//
// # Answering
//
// [Handler] makes an [http.Handler] of a function that returns an error, and [Write] answers with one anywhere else:
//
//	mux.Handle("GET /invoices/{id}", problem.Handler(func(w http.ResponseWriter, r *http.Request) error {
//		invoice, err := find(r.PathValue("id"))
//		if errors.Is(err, sql.ErrNoRows) {
//			return billing.InvoiceNotFoundError{Invoice: r.PathValue("id")} // 404, with a text of its own
//		}
//		if err != nil {
//			return err // 500, logged
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
// The status is stated, never guessed: what an error means for the client is said by who made it. It is that of the first
// error in the tree of [errors.As] that states one:
//
//	*Error with a Code                                 that code; a status of the same code in it refines it
//	a status of a table, or an error of one            its code
//	httpstatus.Code, httpstatus.Substatus              itself
//	an error with a method StatusCode() int            what it returns
//	*http.MaxBytesError                                413
//	context.DeadlineExceeded                           504
//	*Problem, of an upstream                           502
//	anything else                                      500, logged with its cause
//
// So broken JSON in the database, a missing file of the server and an upstream's 401 are a 500, and not the client's
// fault. [RequestError] says that an error came from reading the request, and gives it a status:
//
//	too large                                          413
//	another media type or content coding               415
//	too slow                                           408, and the connection closes
//	no JSON, cut off, a wrong type, an unknown field   400, with the field where it is known
//	a form, a query or a path that cannot be read      400
//	an err that states a status                        that status
//
// [DecodeJSON] reads one bounded JSON value, and its errors have these statuses already; [ProxyError] gives a status to the
// errors of an [httputil.ReverseProxy]. The method StatusCode of an error of another package may be an upstream's answer:
// [Renderer.Errors], which sees each error first, can make a 502 of it:
//
//	renderer.Errors = func(err error) error {
//		var upstream *googleapi.Error
//		if errors.As(err, &upstream) {
//			return fmt.Errorf("%w: %w", httpstatus.BadGateway, err)
//		}
//		return nil
//	}
//
// A client that has gone, which cancels the context of its request, is answered with 499, for logs and metrics, whatever the
// handler returned; a context that is canceled with a cause, for example by [signal.NotifyContext], makes a 503 of
// [context.Canceled]. A status that is no error, below 400 or over 999, is a 500, and logged.
//
// # Errors that add up
//
// An [*Error] says what else the answer has: Detail, Header, Fields, Extensions. One around another adds to it, and what it
// leaves empty comes from the one inside. [Renderer.Prepare] adds to every answer, for example a request ID.
//
// An own status sends its identifier and values too:
//
//	{"type":"https://errors.example.com/insufficient-balance","title":"余额不足","status":403,"substatus":"403.1001",
//	 "code":"insufficient_balance","detail":"余额 12.50 不足以支付 3 件商品。","params":{"balance":"12.50","items":3}}
//
// The type of any other status is about:blank, and the title in JSON is then that of its code (RFC 9457, 4.2.1), while
// detail, page and text are those of the substatus. An extension that has the name of a member which the answer itself has
// is left out.
//
// # The form
//
// What the Accept field weighs highest (RFC 9110, 12.5.1): the page, for text/html, as browsers ask for it; plain text,
// for text/plain; Markdown, for text/markdown, which programs ask for that read for a person; and else, also if nothing fits,
// problem details (RFC 9457), as application/problem+json. Of equal weights the more specific range counts, then the
// earlier one. [Renderer.Forms] limits them. [Renderer.ParseFS] brings pages of one's own.
//
// # The text
//
// Title and detail come from package [messages], in the language that the reader has chosen ([Renderer.Language]) or that
// Accept-Language asks for first: a status of a table from that table, in one of its languages, any other from the
// dictionaries of [Renderer.Matcher]. What the error says by itself never leaves the server: only what is set in the public
// fields of an [Error] does. A [Field] has its text from the table of its Err, in the language of the answer if that table
// has it. Text that has parts to fill in comes from an error with a method Message(*messages.Dictionary) messages.Message,
// beside StatusCode, as those of generated packages are.
//
// # The header
//
// Every answer carries Content-Type, Content-Length, Content-Language, which is the language of the text that it has,
// Vary and X-Content-Type-Options; a page also a Content-Security-Policy under which it can load nothing. What earlier
// handlers had set for another body, such as ETag or Content-Disposition, is deleted; a 412 keeps its validators, a 416 its range.
// All else stays as it is: Allow, Location, Set-Cookie, WWW-Authenticate. Upper and lower case make no difference in the names of fields.
//
// Of what earlier handlers had said to caches, in Cache-Control, in fields for shared caches (RFC 9213: CDN-Cache-Control and
// its like, Surrogate-Control, X-Accel-Expires) and Expires, what restricts stays: private, no-cache, no-store,
// must-revalidate, max-age=0. What invites goes, as it was meant for another body: public, a max-age, immutable, stale-….
// An [Error] adds its own, but cannot lift a no-store that is there. Cache-Control gets a no-store for 5xx, where an Error
// can set it otherwise, and for the codes that no cache may store ([httpstatus.Info]).
//
// A 413 closes the connection of HTTP/1, on which there may be more of the request. From HTTP/2 on, fields of the
// connection, such as Upgrade, are left out.
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
// An answer of 5xx is logged, as an error, with its code, substatus, identifier, method, path and cause; one of 4xx at
// [slog.LevelDebug], as is all that comes of a client that has gone. Pages, which knows of no cause, logs nothing.
// The handler of Renderer.Log gets the context of the request, so that it can add what is kept there, as a request ID, or
// give a record another level.
//
// # The client
//
// [Decode] makes an error of the problem details that any server has sent; errors.Is finds the status of a table in it.
// [Retry] tells whether and when the same request may be sent again.
//
// # Recipes
//
// Each of these has an example that runs (in Chinese: docs/recipes.zh-CN.md):
//
//   - a list of what is wrong with which field: [Field]; with the reading of the JSON: [DecodeJSON]; of a query: [RequestError]
//   - a request ID on every answer: [Renderer.Prepare], in the example "Prepare" of [Renderer]
//   - a language that the reader has chosen, in a cookie: the example "Language" of [Renderer]
//   - JSON only: the example "Forms" of [Renderer]
//   - two tables in one program: the example "Tables" of [Renderer]
//   - an error of another package, said in one place: [Renderer]
//   - pages of one's own: [Renderer.ParseFS]
//   - a reverse proxy: [ProxyError]
//   - a client that recognizes errors: [Decode]; one that retries: [Retry]
//   - a test: package [github.com/httpstatus-go/httpstatus/statustest]
//   - problem types and their pages: package [github.com/httpstatus-go/httpstatus/catalog]
//   - gin, Echo, chi and others: the folder examples of the repository, a module of its own
//   - a language that a translator adds: "gen -missing DIR -write", see tables/README.md
//
// # What is shared
//
// An [Error], with what is in it, can be the answer to any number of requests as long as nobody changes it; Prepare gets a
// copy. A [Renderer] must not be changed after its first use. An error whose methods panic, or whose tree has no end, is
// answered and logged all the same; of a tree, 1,000 errors are looked at.
//
// # What is promised
//
// The names of the JSON members, the order in which templates are looked for, and the statuses of errors. Not promised
// are the wording of the text and the looks of the page.
package problem
