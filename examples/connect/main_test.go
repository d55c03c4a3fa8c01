package main

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"connectrpc.com/connect"
	"github.com/httpstatus-go/httpstatus"
	"github.com/httpstatus-go/httpstatus/examples/kitchen"
	"github.com/httpstatus-go/httpstatus/invalid"
	"github.com/httpstatus-go/httpstatus/messages"
	"github.com/httpstatus-go/httpstatus/statustest"
	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/structpb"
	"google.golang.org/protobuf/types/known/wrapperspb"
)

var languages = []struct {
	accept     string
	dictionary *messages.Dictionary
}{
	{"en-US,en;q=0.9", messages.English},
	{"zh-CN,zh;q=0.9,en;q=0.8", messages.SimplifiedChinese},
	{"zh-TW,zh;q=0.9,en;q=0.8", messages.TraditionalChinese},
}

var transports = []struct {
	name    string
	options []connect.ClientOption
}{
	{"Connect", nil},
	{"Connect JSON", []connect.ClientOption{connect.WithProtoJSON()}},
	{"gRPC", []connect.ClientOption{connect.WithGRPC()}},
	{"gRPC-Web", []connect.ClientOption{connect.WithGRPCWeb()}},
}

// start starts a server, and returns its address and a client of HTTP/2.
func start(t *testing.T, h http.Handler) (string, *http.Client) {
	server := httptest.NewUnstartedServer(h)
	server.Config.Protocols = protocols()
	server.Start()
	t.Cleanup(server.Close)
	http2 := new(http.Protocols)
	http2.SetUnencryptedHTTP2(true)
	transport := &http.Transport{Protocols: http2}
	t.Cleanup(transport.CloseIdleConnections)
	return server.URL, &http.Client{Transport: transport}
}

// told is what an error says.
type told struct {
	code    connect.Code
	message *errdetails.LocalizedMessage
	info    *errdetails.ErrorInfo
	bad     *errdetails.BadRequest
	retry   *errdetails.RetryInfo
}

func tell(t *testing.T, err error) told {
	t.Helper()
	var e *connect.Error
	if !errors.As(err, &e) {
		t.Fatalf("got %v, want an error of connect", err)
	}
	got := told{code: e.Code()}
	for _, d := range e.Details() {
		m, err := d.Value()
		if err != nil {
			t.Fatal(err)
		}
		switch m := m.(type) {
		case *errdetails.LocalizedMessage:
			got.message = m
		case *errdetails.ErrorInfo:
			got.info = m
		case *errdetails.BadRequest:
			got.bad = m
		case *errdetails.RetryInfo:
			got.retry = m
		default:
			t.Errorf("unexpected detail %v", m)
		}
	}
	return got
}

// ask calls a procedure in the language.
func ask[Req any](t *testing.T, url string, client *http.Client, name, language string, message *Req, options ...connect.ClientOption) (told, http.Header) {
	t.Helper()
	req := connect.NewRequest(message)
	req.Header().Set("Accept-Language", language)
	_, err := connect.NewClient[Req, wrapperspb.StringValue](client, url+"/kitchen.v1.Kitchen/"+name, options...).CallUnary(t.Context(), req)
	var e *connect.Error
	if errors.As(err, &e) {
		if strings.Contains(err.Error(), "5432") || strings.Contains(err.Error(), "happen") || strings.Contains(err.Error(), "members") {
			t.Errorf("%s tells %q", name, err)
		}
		return tell(t, err), e.Meta()
	}
	t.Fatalf("%s: got %v", name, err)
	return told{}, nil
}

func message(s string, d *messages.Dictionary) *errdetails.LocalizedMessage {
	return &errdetails.LocalizedMessage{Locale: d.Tag().String(), Message: s}
}

func same(t *testing.T, name string, got, want proto.Message) {
	t.Helper()
	if !proto.Equal(got, want) {
		t.Errorf("%s: got %v, want %v", name, got, want)
	}
}

func TestProcedures(t *testing.T) {
	url, client := start(t, handler())
	order := func(dish string, pots int) *structpb.Struct {
		s, err := structpb.NewStruct(map[string]any{"dish": dish, "pots": pots})
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	for _, tr := range transports {
		for _, l := range languages {
			t.Run(tr.name+"/"+l.dictionary.Tag().String(), func(t *testing.T) {
				d := l.dictionary

				got, _ := ask(t, url, client, "Find", l.accept, wrapperspb.String("2"), tr.options...)
				if got.code != connect.CodeNotFound || got.info != nil || got.bad != nil || got.retry != nil {
					t.Errorf("code: got %+v", got)
				}
				same(t, "code", got.message, message(d.Code(httpstatus.NotFound).Detail, d))

				got, header := ask(t, url, client, "Place", l.accept, order("tea", 2), tr.options...)
				busy := kitchen.KitchenBusyError{Seconds: 60}
				if got.code != connect.CodeResourceExhausted || got.bad != nil || header.Get("Retry-After") != "60" {
					t.Errorf("own status: got %+v, %v", got, header)
				}
				same(t, "own status", got.message, message(busy.Message(d).Detail, d))
				same(t, "own status", got.info, &errdetails.ErrorInfo{Reason: "KITCHEN_BUSY", Domain: domain, Metadata: map[string]string{"seconds": "60"}})
				if got.retry.GetRetryDelay().AsDuration() != time.Minute {
					t.Errorf("own status: got %v", got.retry)
				}

				got, _ = ask(t, url, client, "Place", l.accept, order("", 0), tr.options...)
				if got.code != connect.CodeInvalidArgument {
					t.Errorf("wrong values: got %v", got.code)
				}
				required, small := invalid.Required.Message(d).Detail, invalid.TooSmallError{Min: "1"}.Message(d).Detail
				same(t, "wrong values", got.bad, &errdetails.BadRequest{FieldViolations: []*errdetails.BadRequest_FieldViolation{
					{Field: "dish", Description: required, Reason: "REQUIRED", LocalizedMessage: message(required, d)},
					{Field: "pots", Description: small, Reason: "TOO_SMALL", LocalizedMessage: message(small, d)},
				}})

				for name, ask := range map[string]func() (told, http.Header){
					"plain error": func() (told, http.Header) {
						return ask(t, url, client, "Report", l.accept, wrapperspb.String(""), tr.options...)
					},
					"panic": func() (told, http.Header) {
						return ask(t, url, client, "Panic", l.accept, wrapperspb.String(""), tr.options...)
					},
				} {
					got, _ := ask()
					if got.code != connect.CodeInternal {
						t.Errorf("%s: got %v", name, got.code)
					}
					same(t, name, got.message, message(d.Code(httpstatus.InternalServerError).Detail, d))
				}

				// The server reads another message than the client sends: text that is not UTF-8, and in JSON a number.
				if tr.name == "Connect JSON" {
					got, _ = ask(t, url, client, "Find", l.accept, wrapperspb.Double(2), tr.options...)
				} else {
					got, _ = ask(t, url, client, "Find", l.accept, wrapperspb.Bytes([]byte{0xff}), tr.options...)
				}
				if got.code != connect.CodeInvalidArgument {
					t.Errorf("no message: got %v", got.code)
				}
				same(t, "no message", got.message, message(d.Code(httpstatus.BadRequest).Detail, d))
			})
		}
	}
}

// A code of connect's own stays, and what it says does not.
func TestFail(t *testing.T) {
	url, client := start(t, handler())
	for code, status := range statuses {
		got, _ := ask(t, url, client, "Fail", "zh-TW", wrapperspb.UInt32(uint32(code)), connect.WithGRPC())
		if got.code != code {
			t.Errorf("got %v, want %v", got.code, code)
		}
		same(t, code.String(), got.message, message(messages.TraditionalChinese.Code(status).Detail, messages.TraditionalChinese))
	}
}

func TestStream(t *testing.T) {
	url, client := start(t, handler())
	send := func(codec ...connect.ClientOption) (told, string) {
		stream := connect.NewClient[structpb.Struct, wrapperspb.StringValue](client, url+"/kitchen.v1.Kitchen/PlaceAll", codec...).CallClientStream(context.Background())
		stream.RequestHeader().Set("Accept-Language", "zh-CN")
		if err := stream.Send(&structpb.Struct{}); err != nil && !errors.Is(err, io.EOF) {
			t.Fatal(err)
		}
		_, err := stream.CloseAndReceive()
		return tell(t, err), err.Error()
	}
	if got, _ := send(); len(got.bad.GetFieldViolations()) != 2 || got.message.GetLocale() != "zh-Hans" {
		t.Errorf("got %+v, want two fields in zh-Hans", got)
	}
	if got, text := send(connect.WithCodec(garbage{})); got.code != connect.CodeInvalidArgument || got.message.GetLocale() != "zh-Hans" {
		t.Errorf("no message: got %+v, %s", got, text)
	}
}

// garbage sends messages that are none.
type garbage struct{}

func (garbage) Name() string                { return "json" }
func (garbage) Marshal(any) ([]byte, error) { return []byte(`{"dish": tea}`), nil }
func (garbage) Unmarshal(data []byte, v any) error {
	return protojson.Unmarshal(data, v.(proto.Message))
}

// What fails before connect is reached, and in it before the procedure, has a body in each form and language.
func TestHTTP(t *testing.T) {
	url, _ := start(t, handler())
	for _, f := range []struct {
		method, path, contentType string
		status                    httpstatus.Code
		field                     string
	}{
		{"POST", "/kitchen.v1.Kitchen/Nothing", "application/json", httpstatus.NotFound, ""},
		{"DELETE", "/kitchen.v1.Kitchen/Find", "application/json", httpstatus.MethodNotAllowed, "Allow"},
		{"POST", "/kitchen.v1.Kitchen/Find", "text/csv", httpstatus.UnsupportedMediaType, "Accept-Post"},
	} {
		for _, l := range languages {
			for _, accept := range []string{"application/json", "text/html", "text/plain"} {
				req, err := http.NewRequestWithContext(t.Context(), f.method, url+f.path, strings.NewReader("tea"))
				if err != nil {
					t.Fatal(err)
				}
				req.Header = http.Header{"Accept": {accept}, "Accept-Language": {l.accept}, "Content-Type": {f.contentType}}
				resp, err := http.DefaultTransport.RoundTrip(req)
				if err != nil {
					t.Fatal(err)
				}
				statustest.Code(t, f.status, resp)
				statustest.Text(t, l.dictionary.Code(f.status), resp)
				if f.field != "" && resp.Header.Get(f.field) == "" {
					t.Errorf("%d has no %s", f.status, f.field)
				}
				resp.Body.Close()
			}
		}
	}
}

// The Connect protocol has the same statuses as google.rpc.Code.
func TestStatuses(t *testing.T) {
	url, _ := start(t, handler())
	for code, want := range statuses {
		body, err := json.Marshal(uint32(code))
		if err != nil {
			t.Fatal(err)
		}
		resp, err := http.Post(url+"/kitchen.v1.Kitchen/Fail", "application/json", strings.NewReader(string(body)))
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
		if httpstatus.Code(resp.StatusCode) != want {
			t.Errorf("%v: got %d, want %d", code, resp.StatusCode, want)
		}
	}
}

func TestCodes(t *testing.T) {
	for code := connect.Code(1); code <= 16; code++ {
		status, ok := statuses[code]
		if !ok {
			t.Errorf("%v has no status", code)
		}
		if back := statuses[codeOf(status)]; back != status {
			t.Errorf("%v is %d, and that is %v, and that %d", code, status, codeOf(status), back)
		}
	}
	for status := range httpstatus.Code(1000) {
		code := codeOf(status)
		switch class := statuses[code] / 100; {
		case status < 400 || status > 599:
			if code != connect.CodeUnknown {
				t.Errorf("%d: got %v, want unknown", status, code)
			}
		case status == 408 || status == 405 || status == 425: // codes that are a fault of the server in google.rpc
		case status == 507 || status == 511: // and of the client
		case class != status/100:
			t.Errorf("%d: got %v, a fault of the other side", status, code)
		}
	}
	for status := range codes {
		if status != 499 && !status.Known() {
			t.Errorf("%d is no status that there is", status)
		}
	}
}

// A client takes a response without grpc-status for what the document of gRPC says.
func TestReceived(t *testing.T) {
	var status int
	url, client := start(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(status) }))
	for status = 400; status < 600; status++ {
		want, ok := received[httpstatus.Code(status)]
		if !ok {
			want = connect.CodeUnknown
		}
		_, err := connect.NewClient[structpb.Struct, structpb.Struct](client, url, connect.WithGRPC()).CallUnary(t.Context(), connect.NewRequest(&structpb.Struct{}))
		if got := connect.CodeOf(err); got != want {
			t.Errorf("%d: got %v, want %v", status, got, want)
		}
	}
}
