// Package statustest asserts, in tests, which status a result has, what its reader is told, and that a response keeps what
// the specifications promise of it. It goes with the packages assert and require of github.com/stretchr/testify.
//
//	func TestOrders(t *testing.T) {
//		for _, test := range []struct {
//			method, path string
//			want         httpstatus.Code
//		}{
//			{"GET", "/orders/7", httpstatus.OK},
//			{"GET", "/orders/8", httpstatus.NotFound},
//			{"DELETE", "/orders/7", httpstatus.MethodNotAllowed},
//		} {
//			rec := httptest.NewRecorder()
//			orders.ServeHTTP(rec, httptest.NewRequest(test.method, test.path, nil))
//			statustest.Code(t, test.want, rec)
//			statustest.Conforms(t, rec)
//		}
//	}
//
// # Results
//
// Each function takes a result, got, of any of these types:
//
//	*http.Response                what a client has received
//	*httptest.ResponseRecorder    what a handler has written so far
//	error                         the status that httpstatus.CodeOf finds in its tree
//	httpstatus.Code, int          a status
//	httpstatus.Substatus          a status that is refined
//
// Anything else, and nil, fails the assertion. [Text] and [Conforms] are about responses alone, and [Problem] about
// responses and errors: what cannot have what they look for fails too.
//
// No handler is called. The body of a response is read only by what needs it, 1 MiB of it at the most, and gives again
// all that was read of it; of one in gzip the text is looked at. What the test itself has read before is not seen any
// more. A recorder stays as it is. The body of a text/event-stream, of a 101 and of a successful CONNECT is never read,
// as it may have no end; of any other, reading waits for the server as it does elsewhere. As reading changes a response,
// goroutines that share one should not make assertions on it at the same time.
//
// # Failures
//
// A failure says what was wanted and what was got, and of a response the request line, if it is known, Content-Type,
// Content-Language and the first 2 KiB of the body: JSON is indented, and what does not print is escaped as in Go.
//
//	want 404 Not Found, got 500 Internal Server Error
//	GET /orders/8 HTTP/1.1
//	Content-Type: application/problem+json
//	Content-Language: en
//	{
//	  "type": "about:blank",
//	  "title": "Internal Server Error",
//	  ...
//
// Each function returns whether the assertion held, and the test goes on. Those of package
// [github.com/httpstatus-go/httpstatus/statustest/require] stop it.
//
// # What Conforms asserts
//
// The MUST and MUST NOT that one response, with its request where that is known, shows to be kept or broken:
//
//   - the fields that the status demands: WWW-Authenticate of 401, Proxy-Authenticate of 407, Allow of 405, Upgrade of 101
//     and 426, ETag of 226, and Content-Range or multipart/byteranges of 206;
//   - no content with 1xx, 204, 205, 304 and in the answer to HEAD, and no Content-Length or Transfer-Encoding where there
//     can be none;
//   - nothing that invites caches to store a 428, 429, 431 or 511;
//   - 304 or 412, as the method of a conditional request has it, and no protocol in a 101 that was not asked for;
//   - a Content-Length that is that of the content;
//   - Allow, Content-Range, ETag, Location, Retry-After, Upgrade and the challenges well-formed, and no field repeated that
//     is no list;
//   - the "status" of a problem document (RFC 9457) the same as that of the response.
//
// A SHOULD is none of it: a 302 may lack Location, and a 416 Content-Range. Nor is what the response does not show: whether a
// 304 has the fields of the 200 that it stands for, or, from a recorder, what a server would do on the way.
//
// # What is promised
//
// Which results are taken, and that what conforms to the specifications keeps conforming. The wording of failures is not
// promised, and Conforms can come to see more than it does.
package statustest
