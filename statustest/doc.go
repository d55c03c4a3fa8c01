// Package statustest asserts, in tests, which status a result has, what its reader is told, and that a response keeps what
// the specifications of HTTP ask of it. It sends a request to a handler in one line. It goes with the packages assert and
// require of github.com/stretchr/testify, and needs neither.
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
//			resp := statustest.Do(t, orders, test.method, test.path)
//			statustest.Code(t, test.want, resp)
//			statustest.Conforms(t, resp)
//		}
//	}
//
// # Requests
//
// [Get], [Post] and [Do] call a handler and return its response, which knows the request. Options set what the test is
// about: [Header], [Accept], [Language], [JSON], [Form], [Body], and any function of one's own. There is no connection: a test
// that needs one has a server of net/http/httptest, whose responses the assertions take as well.
//
//	resp := statustest.Post(t, orders, "/orders", statustest.JSON(order), statustest.Language("zh-CN"))
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
//	messages.Status               a status of one's own
//
// Anything else, and nil, fails the assertion. [Text], [Fields], [Conforms] and [NotCacheable] are about responses alone, and
// [Problem] and [Type] about responses and errors: what cannot have what they look for fails too.
//
// No assertion calls a handler. The body of a response is read only by what needs it, 1 MiB of it at the most, and can
// be read again in full. A body in gzip or deflate is decoded; one in br or another coding is not looked at. What
// the test itself has read before is not seen any more. A recorder stays as it is. The body of a text/event-stream, of a 101 and of a successful CONNECT is never read,
// as it may have no end; of any other, reading waits for the server as it does elsewhere. As reading changes a response,
// goroutines that share one should not make assertions on it at the same time.
//
// # Failures
//
// A failure says what was wanted and what was got, and of a response the request line, if it is known, Content-Type,
// Content-Language and the first 2 KiB of the body: JSON is indented, of an HTML page it is what a reader sees, and what does
// not print is escaped as in Go.
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
// The trace above it, and the line that go test prints, begin at the call in the test. Each function returns whether the
// assertion held, and the test goes on. Those of package
// [github.com/httpstatus-go/httpstatus/statustest/require] stop it.
//
// # What Conforms asserts
//
// What RFC 9110 and the documents around it say that a response MUST be and MUST NOT be, where one response, with its
// request if that is known, shows it. The file CONFORMS.md has each requirement with how it is seen, or why it cannot be. In
// short:
//
//   - the fields that the status demands: WWW-Authenticate of 401, Proxy-Authenticate of 407, Allow of 405, Upgrade of 101
//     and 426, ETag of 226, and Content-Range or multipart/byteranges of 206;
//   - no content with 1xx, 204, 205, 304 and in the answer to HEAD, and no Content-Length or Transfer-Encoding where there
//     can be none;
//   - 304 or 412, as the method of a conditional request has it, and neither they nor a 200 where the ETag or Last-Modified of
//     the response says that the condition was otherwise; ranges only where they were asked for and with GET, and no protocol in
//     a 101 that was not asked for;
//   - a Content-Length, a Content-Range, a digest and a Content-Encoding that are those of the content;
//   - each field in its grammar: dates, entity tags, challenges, URI references, lists, media types, language tags and
//     structured fields; no field twice unless it is a list, and none where it has no place: in a response, a trailer, HTTP/2 or 3;
//   - the "status" of a problem document (RFC 9457) the same as that of the response.
//
// A SHOULD is not asserted: a 302 may lack Location, and a 416 Content-Range. Nor is what the response does not show: whether a
// 304 has the fields of the 200 that it stands for, or, from a recorder, what a server would do on the way. That caches must
// not store a 429 is asked of the caches: whether the response asks them to is what [NotCacheable] looks at.
//
// # What is promised
//
// Which results are taken, and that what conforms to the specifications keeps conforming. The wording of failures is not
// promised, and Conforms can come to see more than it does.
package statustest
