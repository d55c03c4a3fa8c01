// Package catalog serves the pages that problem types point to: what each status of a table means, in the reader's language.
//
// An error that says
//
//	"type": "https://errors.example.com/insufficient-balance"
//
// promises a page there (RFC 9457, 3.1.1). A table has all that it needs:
//
//	mux.Handle("/problems/", http.StripPrefix("/problems", catalog.Handler(billing.Table)))
//
// serves an index of the table at /problems/ and a page for each of its rows, at the last part of its problem type:
// /problems/insufficient-balance. A row of a code is at its number, /499, and a substatus of IIS too, /403.14.
// [messages.Standard] is the table of the registered codes and of IIS; the packages of vendors have theirs.
//
// # A page
//
// It has the number, the title and what happened; whether the same request may be sent again; the values that the text asks
// for, with their types; an example of the response, as package problem sends it; the fields that it must have; the
// identifier, the problem type, the name in Go, and what else the table says: note, component, source. What the operator can
// do is shown with [Options.Remedy] only.
//
// # The language and the form
//
// The text is in the language, of those that the row's table has, that the request asks for first, or that a reader has
// chosen by a link, ?lang=zh-Hans. The words around it are in English, Simplified or Traditional Chinese.
//
// The form is what Accept weighs highest, as in package problem: a page for a browser; text/plain; text/markdown; and else
// JSON, in the form of the generator's -json with all languages, of which tables/statuses.schema.json is the schema.
// In the index, ?q=rate+limit finds the rows that have all of the words in their number, title, detail, identifier, name in
// Go, vendor or search words, the exact number first. Titles and search words count in all languages of the table. ?kind=4xx
// finds the rows of a class, ?kind=nginx those of a table.
//
// # The header
//
// An answer has Content-Language, Vary, an ETag, by which a client that has the page gets a 304, and Cache-Control: no-cache,
// unless a handler around has set another. It is compressed for clients that accept gzip, unless a layer outside has said
// that it does so. A page loads nothing, and its Content-Security-Policy lets it apply its own style and run its own script,
// which only adds comfort: a search while one types, buttons that copy. All links are relative, so it works below any path.
//
// What is at no status' path is a 404 of package problem, and a method other than GET and HEAD is a 405.
package catalog
