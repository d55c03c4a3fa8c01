package statustest

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"errors"
	"io"
	"net/http"
	"slices"
	"strings"

	"github.com/httpstatus-go/httpstatus"
	"github.com/httpstatus-go/httpstatus/internal/field"
)

// maxBody is how many bytes of a body an assertion looks at.
const maxBody = 1 << 20

// streams reports whether the body may be a stream without an end: reading it could wait for good, and what follows a
// 101 or the answer to a CONNECT is no content, but another protocol.
func (r *result) streams() bool {
	return r.code == httpstatus.SwitchingProtocols ||
		r.method() == http.MethodConnect && r.code.Class() == httpstatus.Successful ||
		r.mediaType() == "text/event-stream"
}

// peek returns the first bytes of the body, limit of them at the most, and whether that is the whole body. The body
// still gives all of it.
func (r *result) peek(limit int) (head []byte, whole bool) {
	if r.resp.Body == nil || r.resp.Body == http.NoBody {
		return nil, true
	}
	if r.streams() {
		return nil, false
	}
	p, ok := r.resp.Body.(*peeked)
	if !ok {
		p = &peeked{rest: r.resp.Body}
		r.resp.Body = p
	}
	// One byte more tells whether there is more.
	if n := limit + 1 - len(p.head); n > 0 && p.err == nil {
		more, err := io.ReadAll(io.LimitReader(p.rest, int64(n)))
		p.head = append(p.head, more...)
		if len(more) < n {
			p.err = io.EOF
		}
		if err != nil {
			p.err = err
		}
	}
	if len(p.head) > limit {
		return p.head[:limit], false
	}
	return p.head, p.err == io.EOF
}

// isEmpty reports whether there is no content for sure, though the request and the status let there be some: what a test has
// read of a body before leaves nothing either, but not this.
func (r *result) isEmpty() bool {
	return r.resp.Body == http.NoBody && r.method() != "" && r.method() != http.MethodHead
}

// breaksOff reports whether the connection was closed before the content was whole. It was looked at before.
func (r *result) breaksOff() bool {
	p, ok := r.resp.Body.(*peeked)
	return ok && errors.Is(p.err, io.ErrUnexpectedEOF)
}

// peeked is a body whose first bytes have been read: it gives them again, then what it has not read, then the error that
// reading came to.
type peeked struct {
	head []byte
	err  error // what followed head; nil: rest tells
	rest io.ReadCloser
}

func (p *peeked) Read(b []byte) (int, error) {
	if len(p.head) > 0 {
		n := copy(b, p.head)
		p.head = p.head[n:]
		return n, nil
	}
	if p.err != nil {
		return 0, p.err
	}
	return p.rest.Read(b)
}

// Close closes the body. What had been read of it is gone then, as the rest is.
func (p *peeked) Close() error {
	p.head, p.err = nil, nil
	return p.rest.Close()
}

// content is a body without its content codings (RFC 9110, 8.4).
type content struct {
	bytes  []byte // the first of it
	whole  bool   // that is all
	coding string // the coding that bytes are still in, "br": one that is not decoded here; "": none
	broken string // the coding that they are not in, although Content-Encoding says so
}

// content returns the first bytes of the body, limit of them at the most, decoded.
func (r *result) content(limit int) content {
	head, whole := r.peek(limit)
	codings := field.List(r.resp.Header.Values("Content-Encoding"))
	if len(head) == 0 || len(codings) == 0 {
		return content{bytes: head, whole: whole}
	}
	if r.code == httpstatus.PartialContent { // a part of what is coded
		return content{bytes: head, whole: whole, coding: strings.Join(codings, ", ")}
	}
	plain := io.Reader(bytes.NewReader(head))
	// The last was applied last.
	for _, coding := range slices.Backward(codings) {
		decoder, err := decode(plain, strings.ToLower(coding))
		switch {
		case errors.Is(err, errUnknownCoding):
			return content{bytes: head, whole: whole, coding: coding}
		case err != nil && (whole || !errors.Is(err, io.ErrUnexpectedEOF)):
			return content{bytes: head, whole: whole, broken: coding}
		case err != nil:
			return content{}
		}
		plain = decoder
	}
	// What breaks off where head does has been cut there.
	decoded, err := io.ReadAll(io.LimitReader(plain, int64(limit)+1))
	c := content{bytes: decoded, whole: whole && err == nil}
	if err != nil && (whole || !errors.Is(err, io.ErrUnexpectedEOF)) {
		c.broken = strings.Join(codings, ", ")
	}
	if len(decoded) > limit {
		c.bytes, c.whole = decoded[:limit], false
	}
	return c
}

var errUnknownCoding = errors.New("unknown coding")

// decode returns a reader of what r has in a coding (RFC 9110, 8.4.1).
func decode(r io.Reader, coding string) (io.Reader, error) {
	switch coding {
	case "gzip", "x-gzip":
		return gzip.NewReader(r)
	case "deflate":
		// It is the format of zlib, and some send the bare deflate data in it: the check of the first two bytes tells.
		start := make([]byte, 2)
		n, err := io.ReadFull(r, start)
		if err != nil {
			return nil, err
		}
		r = io.MultiReader(bytes.NewReader(start[:n]), r)
		if !isZlib(start) {
			return flate.NewReader(r), nil
		}
		return zlib.NewReader(r)
	case "identity":
		return r, nil
	}
	return nil, errUnknownCoding
}

// isZlib reports whether two bytes are those that the zlib format begins with (RFC 1950, 2.2).
func isZlib(b []byte) bool { return b[0]&0x0f == 8 && (uint(b[0])<<8|uint(b[1]))%31 == 0 }
