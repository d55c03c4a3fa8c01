package problem

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"mime/multipart"
	"net"
	"net/http"
	"net/url"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/httpstatus-go/httpstatus"
	"github.com/httpstatus-go/httpstatus/invalid"
)

// RequestError says that err came of reading the request: of its content, its query, path or form. What it returns is an
// [*Error] that wraps err; nil for nil. A failure to read is else a 500, as any error that says nothing.
//
//	err                                                    answer
//	*http.MaxBytesError, multipart.ErrMessageTooLarge      413
//	os.ErrDeadlineExceeded, a net.Error with Timeout       408, and the connection closes
//	http.ErrNotMultipart                                   415
//	io.EOF: no content; io.ErrUnexpectedEOF: cut off       400
//	syntax errors of encoding/json and its v2              400
//	a JSON value of a wrong type, an unknown member        400, with its pointer where err has it
//	strconv.NumError, time.ParseError, url.EscapeError …   400
//	http.ErrMissingFile                                    422
//	an error that has a status, as invalid.Required        that status
//	http.ErrBodyReadAfterClose, *fs.PathError, and
//	what encoding/json cannot decode into                  500: the fault is the server's
//	anything else                                          400
//
// Fields say what is wrong in the reader's language, by the statuses of package [invalid]. One has no place if err does not know
// it, as that of strconv; a handler that does can set it, as the example does.
//
// On HTTP/1, a client that breaks off in the middle of the content has gone, as net/http sees it: the answer is 499, whatever
// the error.
//
// A pointer is as exact as err is. An *[json.UnmarshalTypeError] of Go 1.26 names the members of structs only: no index of an
// array, no key of a map, and an embedded struct by its type. [DecodeJSON], which has the content, knows all of them.
func RequestError(err error) error {
	if err == nil {
		return nil
	}
	a := resolve(err)
	if a.stated {
		e := &Error{Err: err}
		if a.public == nil || len(a.public.Fields) == 0 {
			e.Fields = semanticFields(err)
		}
		return e
	}
	e := &Error{Code: httpstatus.BadRequest, Err: err}
	find(err, e.read)
	return e
}

// read fills in what an error of a tree says of the request, and reports whether it says something.
func (e *Error) read(err error) bool {
	if e.readValue(err) || e.readJSON2(err) {
		return true
	}
	switch err {
	case io.EOF:
		// An error around it may have read part of the content, as that of package multipart.
		what := invalid.Incomplete
		if e.Err == io.EOF {
			what = invalid.Empty
		}
		return e.wrong(Field{Err: what})
	case io.ErrUnexpectedEOF:
		return e.wrong(Field{Err: invalid.Incomplete})
	case multipart.ErrMessageTooLarge:
		e.Code = httpstatus.ContentTooLarge
		return true
	case http.ErrNotMultipart:
		e.Code = httpstatus.UnsupportedMediaType
		return true
	case http.ErrMissingFile:
		e.Code = httpstatus.UnprocessableContent
		return e.wrong(Field{Err: invalid.Required})
	case http.ErrBodyReadAfterClose:
		return e.fault()
	case context.Canceled:
		return true // the Renderer knows why
	}
	switch x := err.(type) {
	case *json.SyntaxError:
		return e.wrong(Field{Err: invalid.SyntaxError{Offset: int(x.Offset)}})
	case *json.UnmarshalTypeError:
		return e.wrongType(x)
	case *json.InvalidUnmarshalError:
		return e.fault()
	case *fs.PathError: // no place for an uploaded file
		return e.fault()
	case net.Error:
		if x.Timeout() {
			return e.late()
		}
	}
	// It has no type of its own, and no other way to tell it.
	if quoted, ok := strings.CutPrefix(err.Error(), "json: unknown field "); ok {
		if name, err := strconv.Unquote(quoted); err == nil {
			return e.wrong(Field{Err: invalid.UnknownError{Name: bounded(name)}})
		}
	}
	return false
}

// readValue does so for the errors of a single value.
func (e *Error) readValue(err error) bool {
	var what error
	switch x := err.(type) {
	case *strconv.NumError:
		switch x.Func {
		case "ParseBool":
			what = invalid.Boolean
		case "ParseFloat", "ParseComplex":
			what = invalid.Number
		default:
			what = invalid.Integer
		}
	case *time.ParseError:
		what = timeFormat(x.Layout)
	case url.EscapeError:
		what = invalid.Encoding
	case *url.Error:
		what = invalid.URL
	case base64.CorruptInputError:
		what = invalid.Base64
	case *net.ParseError:
		switch x.Type {
		case "IP address":
			what = invalid.IP
		case "CIDR address":
			what = invalid.Network
		}
	}
	if what == nil {
		return false
	}
	if u, ok := err.(*url.Error); ok && u.Op != "parse" {
		return false // of a client
	}
	return e.wrong(Field{Err: what})
}

// timeFormat returns what a text in the layout of package time is.
func timeFormat(layout string) error {
	date := strings.Contains(layout, "06") || strings.Contains(layout, "Jan")
	clock := strings.Contains(layout, "15") || strings.Contains(layout, "04") || strings.Contains(layout, "PM")
	switch {
	case date && !clock:
		return invalid.Date
	case clock && !date:
		return invalid.Time
	}
	return invalid.DateTime
}

func (e *Error) wrong(f Field) bool {
	e.Fields = append(e.Fields, f)
	return true
}

// fault says that the server is wrong.
func (e *Error) fault() bool {
	e.Code = httpstatus.InternalServerError
	return true
}

// late says that the client was too slow. There may be more of the request on the connection (RFC 9110, 15.5.9).
func (e *Error) late() bool {
	e.Code, e.Header = httpstatus.RequestTimeout, http.Header{"Connection": {"close"}}
	return true
}

// isLate reports whether err says that the client was too slow, and so is there.
func isLate(err error) bool {
	return find(err, func(err error) bool {
		e, ok := err.(*Error)
		return ok && e != nil && e.Code == httpstatus.RequestTimeout && isTimeout(e.Err)
	})
}

// isTimeout reports whether something in a tree of errors came too late.
func isTimeout(err error) bool {
	return find(err, func(err error) bool {
		n, ok := err.(net.Error)
		return ok && n.Timeout()
	})
}

// ProxyError answers for a proxy that got no response: it is an ErrorHandler of [net/http/httputil.ReverseProxy]. A
// server that cannot be reached, or that breaks off, is a 502; one that is late is a 504. A client that has gone is answered
// with 499, and logged at Debug; so is one that is too slow, as the proxy does not tell the two apart. A request whose content
// could not be read is answered as [RequestError] says.
func ProxyError(w http.ResponseWriter, r *http.Request, err error) { standard.ProxyError(w, r, err) }

// ProxyError is the function [ProxyError], for the Renderer.
func (rr *Renderer) ProxyError(w http.ResponseWriter, r *http.Request, err error) {
	rr.Write(w, r, proxyError(r, err))
}

func proxyError(r *http.Request, err error) error {
	if err == nil {
		err = errors.New("problem: ProxyError without an error")
	}
	switch {
	case resolve(err).stated:
		return err // also *http.MaxBytesError and context.DeadlineExceeded
	case isOfClient(r, err):
		return RequestError(err)
	case isTimeout(err):
		return &Error{Code: httpstatus.GatewayTimeout, Err: err}
	}
	return &Error{Code: httpstatus.BadGateway, Err: err}
}

// isOfClient reports whether err is of the connection to the client, not of that to the server behind the proxy. The
// errors of the former come as they are, those of the latter with what Transport says of them.
func isOfClient(r *http.Request, err error) bool {
	if r.Body == nil || r.Body == http.NoBody {
		return false
	}
	switch err {
	case io.ErrUnexpectedEOF, os.ErrDeadlineExceeded, http.ErrBodyReadAfterClose:
		return true
	}
	op, ok := as[*net.OpError](err)
	return ok && op.Op == "read" && op.Addr != nil && op.Addr.String() == r.RemoteAddr
}
