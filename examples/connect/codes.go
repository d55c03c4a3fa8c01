package main

import (
	"connectrpc.com/connect"
	"github.com/httpstatus-go/httpstatus"
)

// statuses are the status of HTTP that each code of gRPC is. Source: the comments "HTTP Mapping" of google.rpc.Code, in
// google/rpc/code.proto. The Connect protocol has the same.
var statuses = map[connect.Code]httpstatus.Code{
	connect.CodeCanceled:           499, // Client Closed Request, which IANA does not have
	connect.CodeUnknown:            httpstatus.InternalServerError,
	connect.CodeInvalidArgument:    httpstatus.BadRequest,
	connect.CodeDeadlineExceeded:   httpstatus.GatewayTimeout,
	connect.CodeNotFound:           httpstatus.NotFound,
	connect.CodeAlreadyExists:      httpstatus.Conflict,
	connect.CodePermissionDenied:   httpstatus.Forbidden,
	connect.CodeResourceExhausted:  httpstatus.TooManyRequests,
	connect.CodeFailedPrecondition: httpstatus.BadRequest,
	connect.CodeAborted:            httpstatus.Conflict,
	connect.CodeOutOfRange:         httpstatus.BadRequest,
	connect.CodeUnimplemented:      httpstatus.NotImplemented,
	connect.CodeInternal:           httpstatus.InternalServerError,
	connect.CodeUnavailable:        httpstatus.ServiceUnavailable,
	connect.CodeDataLoss:           httpstatus.InternalServerError,
	connect.CodeUnauthenticated:    httpstatus.Unauthorized,
}

// codes are the code of gRPC that a server means by each status of HTTP. Source: google.rpc.Code, read backwards; where it has
// several codes for one status, the one that says no more than the status does; and for a status that it does not have, what
// the comment of a code describes. Any other status is that of its class: see codeOf.
var codes = map[httpstatus.Code]connect.Code{
	httpstatus.BadRequest:                    connect.CodeInvalidArgument, // and FAILED_PRECONDITION, OUT_OF_RANGE
	httpstatus.Unauthorized:                  connect.CodeUnauthenticated,
	httpstatus.Forbidden:                     connect.CodePermissionDenied,
	httpstatus.NotFound:                      connect.CodeNotFound,
	httpstatus.MethodNotAllowed:              connect.CodeUnimplemented,
	httpstatus.RequestTimeout:                connect.CodeDeadlineExceeded,
	httpstatus.Conflict:                      connect.CodeAborted, // and ALREADY_EXISTS, which a 409 does not say
	httpstatus.Gone:                          connect.CodeNotFound,
	httpstatus.PreconditionFailed:            connect.CodeFailedPrecondition,
	httpstatus.ContentTooLarge:               connect.CodeResourceExhausted, // as gRPC itself, of a message that is too large
	httpstatus.RangeNotSatisfiable:           connect.CodeOutOfRange,
	httpstatus.UnprocessableContent:          connect.CodeInvalidArgument,
	httpstatus.Locked:                        connect.CodeFailedPrecondition,
	httpstatus.FailedDependency:              connect.CodeFailedPrecondition,
	httpstatus.TooEarly:                      connect.CodeUnavailable,
	httpstatus.PreconditionRequired:          connect.CodeFailedPrecondition,
	httpstatus.TooManyRequests:               connect.CodeResourceExhausted,
	httpstatus.UnavailableForLegalReasons:    connect.CodePermissionDenied,
	499:                                      connect.CodeCanceled,
	httpstatus.InternalServerError:           connect.CodeInternal, // and UNKNOWN, DATA_LOSS
	httpstatus.NotImplemented:                connect.CodeUnimplemented,
	httpstatus.BadGateway:                    connect.CodeUnavailable,
	httpstatus.ServiceUnavailable:            connect.CodeUnavailable,
	httpstatus.GatewayTimeout:                connect.CodeDeadlineExceeded,
	httpstatus.InsufficientStorage:           connect.CodeResourceExhausted,
	httpstatus.NetworkAuthenticationRequired: connect.CodeUnauthenticated,
}

// codeOf returns the code of gRPC that a server means by a status of HTTP: of one that codes does not have, INVALID_ARGUMENT for
// a fault of the client, INTERNAL for one of the server, and UNKNOWN for what is no error.
func codeOf(status httpstatus.Code) connect.Code {
	code, ok := codes[status]
	switch {
	case ok:
		return code
	case status.Class() == 4:
		return connect.CodeInvalidArgument
	case status.Class() == 5:
		return connect.CodeInternal
	}
	return connect.CodeUnknown
}

// received is another matter: what a client of gRPC has to take a response for that has no grpc-status, as that of a proxy. Any
// other status is UNKNOWN. A server must not use it. Source: gRPC, doc/http-grpc-status-mapping.md.
var received = map[httpstatus.Code]connect.Code{
	httpstatus.BadRequest:         connect.CodeInternal,
	httpstatus.Unauthorized:       connect.CodeUnauthenticated,
	httpstatus.Forbidden:          connect.CodePermissionDenied,
	httpstatus.NotFound:           connect.CodeUnimplemented,
	httpstatus.TooManyRequests:    connect.CodeUnavailable,
	httpstatus.BadGateway:         connect.CodeUnavailable,
	httpstatus.ServiceUnavailable: connect.CodeUnavailable,
	httpstatus.GatewayTimeout:     connect.CodeUnavailable,
}
