// The connect command is a server of Connect, gRPC and gRPC-Web that answers every error in the language of the reader: those of
// its procedures with google.rpc details, those of HTTP with a page, JSON or plain text.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"log"
	"net/http"
	"net/url"
	"runtime/debug"
	"time"

	"connectrpc.com/connect"
	"github.com/httpstatus-go/httpstatus"
	"github.com/httpstatus-go/httpstatus/examples/kitchen"
	"github.com/httpstatus-go/httpstatus/problem"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/encoding/protowire"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/structpb"
	"google.golang.org/protobuf/types/known/wrapperspb"
)

func main() {
	addr := flag.String("addr", "127.0.0.1:8080", "`address` to listen on")
	flag.Parse()
	server := &http.Server{Addr: *addr, Handler: handler(), ReadHeaderTimeout: 10 * time.Second, Protocols: protocols()}
	log.Printf("listening on http://%s", *addr)
	log.Fatal(server.ListenAndServe())
}

// protocols has HTTP/2 without TLS, which gRPC needs here.
func protocols() *http.Protocols {
	p := new(http.Protocols)
	p.SetHTTP1(true)
	p.SetUnencryptedHTTP2(true)
	return p
}

// handler returns the whole server. Pages gives a body to the 404 of the mux, and to connect's own 405 and 415. The messages are
// of types that protobuf comes with, so that no code has to be generated.
func handler() http.Handler {
	mux := http.NewServeMux()
	handle(mux, "Find", find)
	handle(mux, "Place", place)
	handle(mux, "Report", func(context.Context, *wrapperspb.StringValue) (*wrapperspb.StringValue, error) {
		return nil, kitchen.Report()
	})
	handle(mux, "Panic", func(context.Context, *wrapperspb.StringValue) (*wrapperspb.StringValue, error) {
		panic("cannot happen")
	})
	handle(mux, "Fail", fail)
	path := "/kitchen.v1.Kitchen/PlaceAll"
	mux.Handle(path, connect.NewClientStreamHandler(path, placeAll, options...))
	return problem.Pages(mux)
}

func handle[Req, Res any](mux *http.ServeMux, name string, procedure func(context.Context, *Req) (*Res, error)) {
	path := "/kitchen.v1.Kitchen/" + name
	mux.Handle(path, connect.NewUnaryHandlerSimple(path, procedure, options...))
}

// Copy from here, with codes.go and details.go.

var renderer = problem.Renderer{Errors: statusOf, Forms: problem.JSON}

// statusOf knows the errors of connect, whose code is one of gRPC.
func statusOf(err error) error {
	var e *connect.Error
	if _, ok := httpstatus.CodeOf(err); ok || !errors.As(err, &e) {
		return nil
	}
	return &problem.Error{Code: statuses[e.Code()], Err: err}
}

// options are those of every handler: the interceptor is outside of the one that recovers.
var options = []connect.HandlerOption{
	connect.WithInterceptors(interceptor{}),
	connect.WithRecover(func(_ context.Context, _ connect.Spec, _ http.Header, v any) error {
		return fmt.Errorf("panic: %v\n%s", v, debug.Stack())
	}),
	connect.WithCodec(codec{"proto", proto.Marshal, proto.UnmarshalOptions{}.Unmarshal}),
	connect.WithCodec(codec{"json", protojson.Marshal, protojson.UnmarshalOptions{DiscardUnknown: true}.Unmarshal}),
	connect.WithCodec(codec{"json; charset=utf-8", protojson.Marshal, protojson.UnmarshalOptions{DiscardUnknown: true}.Unmarshal}),
}

// An interceptor makes of each error of a procedure what localized does.
type interceptor struct{}

func (interceptor) WrapUnary(next connect.UnaryFunc) connect.UnaryFunc {
	return func(ctx context.Context, req connect.AnyRequest) (connect.AnyResponse, error) {
		if err := unread(req.Any()); err != nil {
			return nil, localized(request(ctx, req.Spec(), req.Header()), err)
		}
		res, err := next(ctx, req)
		return res, localized(request(ctx, req.Spec(), req.Header()), err)
	}
}

func (interceptor) WrapStreamingHandler(next connect.StreamingHandlerFunc) connect.StreamingHandlerFunc {
	return func(ctx context.Context, conn connect.StreamingHandlerConn) error {
		return localized(request(ctx, conn.Spec(), conn.RequestHeader()), next(ctx, stream{conn}))
	}
}

func (interceptor) WrapStreamingClient(next connect.StreamingClientFunc) connect.StreamingClientFunc {
	return next
}

// request is what package problem looks at of a request.
func request(ctx context.Context, spec connect.Spec, header http.Header) *http.Request {
	r := &http.Request{Method: http.MethodPost, URL: &url.URL{Path: spec.Procedure}, ProtoMajor: 2, Header: header}
	return r.WithContext(ctx)
}

// Copy to here. What follows is for messages that cannot be read.

// A stream is one whose Receive knows of the messages that the codec could not read.
type stream struct{ connect.StreamingHandlerConn }

func (s stream) Receive(v any) error {
	if err := s.StreamingHandlerConn.Receive(v); err != nil {
		return err
	}
	return unread(v)
}

// A codec is one of connect's that leaves a message that it cannot read to the interceptor: connect would answer by itself, and
// in English.
type codec struct {
	name      string
	marshal   func(proto.Message) ([]byte, error)
	unmarshal func([]byte, proto.Message) error
}

// unreadable is the number of a field with the error, one of those that no message can have.
const unreadable = 19000

func (c codec) Name() string                  { return c.name }
func (c codec) Marshal(v any) ([]byte, error) { return c.marshal(v.(proto.Message)) }

func (c codec) Unmarshal(data []byte, v any) error {
	m := v.(proto.Message)
	if err := c.unmarshal(data, m); err != nil {
		proto.Reset(m)
		tag := protowire.AppendTag(nil, unreadable, protowire.BytesType)
		m.ProtoReflect().SetUnknown(protowire.AppendString(tag, err.Error()))
	}
	return nil
}

// unread returns the error of the codec.
func unread(v any) error {
	unknown := v.(proto.Message).ProtoReflect().GetUnknown()
	number, _, n := protowire.ConsumeTag(unknown)
	if n < 0 || number != unreadable {
		return nil
	}
	text, _ := protowire.ConsumeBytes(unknown[n:])
	return problem.RequestError(errors.New(string(text)))
}

func find(_ context.Context, number *wrapperspb.StringValue) (*wrapperspb.StringValue, error) {
	order, err := kitchen.Find(number.Value)
	if err != nil {
		return nil, err
	}
	return wrapperspb.String(order), nil
}

func place(_ context.Context, order *structpb.Struct) (*wrapperspb.StringValue, error) {
	return nil, kitchen.Place(&kitchen.Order{
		Dish: order.Fields["dish"].GetStringValue(),
		Pots: int(order.Fields["pots"].GetNumberValue()),
	})
}

// placeAll takes a stream of orders.
func placeAll(ctx context.Context, orders *connect.ClientStream[structpb.Struct]) (*connect.Response[wrapperspb.StringValue], error) {
	for orders.Receive() {
		if _, err := place(ctx, orders.Msg()); err != nil {
			return nil, err
		}
	}
	return connect.NewResponse(wrapperspb.String("nothing to do\n")), orders.Err()
}

// fail returns an error of connect's own, of which the code counts: its message is English.
func fail(_ context.Context, code *wrapperspb.UInt32Value) (*wrapperspb.StringValue, error) {
	return nil, connect.NewError(connect.Code(code.Value), errors.New("members of the kitchen only"))
}
