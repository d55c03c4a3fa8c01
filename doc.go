// Package httpstatus has the status codes of HTTP and the substatuses of IIS as typed values, with what the
// specifications say of each.
//
// # Codes
//
// A [Code] is a number: [NotFound] is 404. There is a constant for each code of the IANA registry, and each name that
// net/http has is here too, without its Status. A code knows its reason phrase, its class and the facts that RFC 9110
// and related specifications state about it:
//
//	httpstatus.NotFound.String()             // "404 Not Found"
//	httpstatus.NotFound.Class()              // httpstatus.ClientError
//	httpstatus.NotFound.Info().Spec          // "RFC 9110, 15.5.5"
//	httpstatus.TooManyRequests.Info().Retry  // httpstatus.AfterWait
//
// Any int converts to a Code, and no method panics on any value. A code that is not registered has no reason phrase
// ([Code.Known]), but it has a class: a client treats it like the first code of that class (RFC 9110, 15).
//
// # Codes as errors
//
// A Code is an error value, like a syscall.Errno: a function can return one, and its caller can ask for it:
//
//	return fmt.Errorf("user %d: %w", id, httpstatus.NotFound)
//
//	if errors.Is(err, httpstatus.NotFound) …
//	code, ok := httpstatus.CodeOf(err)
//
// [CodeOf] finds the errors of others too, by the method StatusCode() int that web frameworks have agreed on.
//
// # Substatuses
//
// IIS refines a code by a second number: 403.14 is the 403 of a folder that does not list its files. A [Substatus] is
// that pair. There is a variable for each one that is documented, from IIS 4.0 to 10.0, with what sets it, which
// versions know it, and what became of it:
//
//	s, err := httpstatus.ParseSubstatus("HTTP Error 403.14")
//	s == httpstatus.IISDirectoryListingDenied   // true
//	errors.Is(s, httpstatus.Forbidden)          // true: it is a 403
//	s.Info().Versions.String()                  // "4.0 5.0 5.1 6.0 7.0 7.5 8.0 8.5 10.0"
//
// 404.0 is a substatus of its own and not another way to write 404: 500.0 and 503.0 have a meaning that 500 and 503
// lack. Applications can have substatuses of their own, from 1000; the command gen of this module makes them, with
// their text, from a table.
//
// # Text
//
// The words for people are not here but in package messages, in English, Simplified and Traditional Chinese. Package
// problem answers a web request with them, package statustest asserts them in tests, and the command httpstatus
// explains them on a terminal. This package alone costs a program a few KiB, and no work at start.
//
// # What is promised
//
// The names and the numbers stay: a constant keeps its value, and what a specification retires is marked, not removed.
// The same holds for what [ParseCode] and [ParseSubstatus] accept and for what String returns for a number. The
// wording of text does not: of [Code.Reason] where a new specification changes it, of [IISInfo.Title] and
// [IISInfo.Note], and of errors. Compare values, not words.
//
// The registry and its specifications are those of October 2025, but 104 is of November 2026; IIS's documentation is that
// of October 2024.
package httpstatus

//go:generate go run ./gen
//go:generate go run ./gen -table tables/invalid -package invalid -out invalid -style tables/style
//go:generate go run ./gen -table tables/nginx -package nginx -out vendors/nginx -style tables/style
//go:generate go run ./gen -table tables/cloudflare -package cloudflare -out vendors/cloudflare -style tables/style
//go:generate go run ./gen -table tables/awselb -package awselb -out vendors/awselb -style tables/style
//go:generate go run ./gen -table tables/nonstandard -package nonstandard -out vendors/nonstandard -style tables/style
//go:generate go run ./gen -table tables/akamai -package akamai -out vendors/akamai -style tables/style
//go:generate go run ./gen -table tables/alibabaalb -package alibabaalb -out vendors/alibabaalb -style tables/style
//go:generate go run ./gen -table tables/edgeone -package edgeone -out vendors/edgeone -style tables/style
//go:generate go run ./gen -table tables/tencentcdn -package tencentcdn -out vendors/tencentcdn -style tables/style
