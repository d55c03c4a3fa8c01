package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	"connectrpc.com/connect"
	"github.com/httpstatus-go/httpstatus/problem"
	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/durationpb"
)

// domain is what the reasons of this service are unique in (google.rpc.ErrorInfo).
const domain = "kitchen.example.com"

// localized returns what err is in gRPC and Connect: its code, the fields of its header, and google.rpc details with the text in
// the language of the request. The message itself is for logs, and says no more than the status does.
func localized(r *http.Request, err error) error {
	if err == nil {
		return nil
	}
	answer := renderer.Answer(r, err)
	var p problem.Problem
	if err := json.Unmarshal(answer.Body, &p); err != nil {
		return connect.NewError(connect.CodeInternal, err)
	}
	code := codeOf(answer.Status)
	var own *connect.Error
	if errors.As(err, &own) && statuses[own.Code()] == answer.Status {
		code = own.Code() // of several that are one status
	}
	e := connect.NewError(code, errors.New(p.Status.String()))
	for name, values := range answer.Header {
		if name != "Connection" && !strings.HasPrefix(name, "Content-") { // those of a body that is not sent
			e.Meta()[name] = values
		}
	}
	for _, m := range details(&p, answer.Header) {
		detail, err := connect.NewErrorDetail(m)
		if err != nil {
			return connect.NewError(connect.CodeInternal, err)
		}
		e.AddDetail(detail)
	}
	return e
}

// details are the messages of google/rpc/error_details.proto that say what the problem does.
func details(p *problem.Problem, header http.Header) []proto.Message {
	locale := header.Get("Content-Language")
	text := p.Detail
	if text == "" {
		text = p.Title
	}
	all := []proto.Message{&errdetails.LocalizedMessage{Locale: locale, Message: text}}
	if p.ID != "" {
		info := &errdetails.ErrorInfo{Reason: reason(p.ID), Domain: domain, Metadata: make(map[string]string)}
		for name, value := range p.Params {
			info.Metadata[name] = fmt.Sprint(value)
		}
		all = append(all, info)
	}
	if len(p.Fields) > 0 {
		bad := new(errdetails.BadRequest)
		for _, f := range p.Fields {
			v := &errdetails.BadRequest_FieldViolation{Field: path(f), Description: f.Detail}
			if e := (*problem.FieldError)(nil); errors.As(f.Err, &e) {
				v.Description, v.Reason = e.Detail, reason(e.ID)
			}
			v.LocalizedMessage = &errdetails.LocalizedMessage{Locale: locale, Message: v.Description}
			bad.FieldViolations = append(bad.FieldViolations, v)
		}
		all = append(all, bad)
	}
	if wait, ok := retryAfter(header); ok {
		all = append(all, &errdetails.RetryInfo{RetryDelay: durationpb.New(wait)})
	}
	return all
}

// reason is an identifier as google.rpc writes it: "insufficient_balance" is INSUFFICIENT_BALANCE.
func reason(id string) string { return strings.ToUpper(id) }

// path is the place of a field as google.rpc.BadRequest writes it: "/items/0/amount" is items[0].amount.
func path(f problem.Field) string {
	var b strings.Builder
	for token := range strings.SplitSeq(strings.TrimPrefix(f.Pointer, "/"), "/") {
		if n, err := strconv.Atoi(token); err == nil && n >= 0 {
			b.WriteString("[" + token + "]")
			continue
		}
		if b.Len() > 0 {
			b.WriteByte('.')
		}
		b.WriteString(strings.NewReplacer("~1", "/", "~0", "~").Replace(token))
	}
	return b.String() + f.Parameter + f.Header // a field has one of the three
}

// retryAfter returns the time that a Retry-After asks for, in seconds or as a date (RFC 9110, 10.2.3).
func retryAfter(header http.Header) (time.Duration, bool) {
	value := header.Get("Retry-After")
	if n, err := strconv.ParseUint(value, 10, 31); err == nil {
		return time.Duration(n) * time.Second, true
	}
	at, err := http.ParseTime(value)
	return max(0, time.Until(at)).Round(time.Second), err == nil
}
