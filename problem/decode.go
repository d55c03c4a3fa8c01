package problem

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"mime"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/httpstatus-go/httpstatus"
	"github.com/httpstatus-go/httpstatus/internal/field"
	"github.com/httpstatus-go/httpstatus/messages"
)

// A Problem is the problem details of an HTTP response (RFC 9457), as a client reads them. A *Problem is an error, and
// errors.Is finds it to be its status, its substatus, and the status of a table that has its type. A nil *Problem that is
// used as an error is a 500.
//
// A server that passes a *Problem on to [Write] answers with 502: what another server said is not public by itself, and was
// not said to this server's client. An [*Error] can say it.
type Problem struct {
	Type       string               // what sort of problem it is, a URI reference; "about:blank" if its status says all
	Title      string               // a few words on the type
	Status     httpstatus.Code      // the status of the response
	Substatus  httpstatus.Substatus // zero if there is none
	ID         string               // the member "code", "insufficient_balance"; "" if there is none
	Detail     string               // on this occurrence; may be empty
	Instance   string               // identifies this occurrence, a URI reference; may be empty
	Params     map[string]any       // the values of the text: strings, ints, and json.Number for other numbers; nil if there are none
	Fields     []Field              // what is wrong with which part of the request; the Err of each is a [*FieldError]
	Extensions map[string]any       // the other members, as encoding/json decodes them into any; one with a number that a float64 does not hold has json.Number; nil if there are none
	Header     http.Header          // that of the response; nil for a Problem that does not come from Decode
}

// A FieldError is what a server said is wrong with a field: the Err of a [Field] of a [Problem]. errors.Is finds it to be the
// status of a table that has its ID.
type FieldError struct {
	ID     string         // "required"; "" if the server gave none
	Params map[string]any // the values of the text; nil if there are none
	Detail string         // the text; may be empty
}

// Error returns the ID and the text, escaped and cut: a server can say anything.
func (e *FieldError) Error() string {
	if e == nil {
		return "no error"
	}
	return strings.TrimPrefix(strings.TrimSuffix(escaped(e.ID)+": "+escaped(e.Detail), ": "), ": ")
}

// Is reports whether target is a status of a table with the ID of e. It serves errors.Is.
func (e *FieldError) Is(target error) bool {
	s, ok := target.(messages.Status)
	return ok && e != nil && e.ID != "" && e.ID == s.ID()
}

// maxProblem is how many bytes Decode reads. Whoever sends more does not describe a problem.
const maxProblem = 1 << 20

// Decode reads the problem details from the body of a response, which the caller closes as ever. Members that are
// missing, or not of the type that RFC 9457 has for them, are filled in: the Type with about:blank, the Title with the name
// of the status. The Status is that of the response, whatever the body says (RFC 9457, 3.1.2).
//
// It is an error if the Content-Type is not application/problem+json, with any parameters, or if the body is no JSON
// object or over 1 MiB. If the response is one of 400 or more, that error is its status too, for errors.Is.
func Decode(resp *http.Response) (*Problem, error) {
	p, err := decode(resp)
	if err == nil {
		return p, nil
	}
	if status := httpstatus.Code(resp.StatusCode).Err(); status != nil {
		return nil, fmt.Errorf("problem: %w: %w", status, err)
	}
	return nil, fmt.Errorf("problem: %w", err)
}

func decode(resp *http.Response) (*Problem, error) {
	contentType := resp.Header.Get("Content-Type")
	// The type counts even where its parameters are malformed.
	mediaType, _, _ := mime.ParseMediaType(contentType)
	if mediaType != "application/problem+json" {
		return nil, fmt.Errorf("the response is %.80q: want application/problem+json", contentType)
	}
	p := new(Problem)
	if resp.Body != nil {
		body, err := io.ReadAll(io.LimitReader(resp.Body, maxProblem+1))
		if err != nil {
			return nil, fmt.Errorf("reading the body: %w", err)
		}
		if len(body) > maxProblem {
			return nil, fmt.Errorf("the body is over %d bytes", maxProblem)
		}
		// A response to HEAD has none.
		if body = bytes.TrimPrefix(body, []byte("\ufeff")); len(body) > 0 {
			if err := json.Unmarshal(body, p); err != nil {
				return nil, err
			}
			if string(bytes.TrimSpace(body)) == "null" {
				return nil, errors.New("the body is null: want a JSON object")
			}
		}
	}
	p.Status, p.Header = httpstatus.Code(resp.StatusCode), resp.Header
	if p.Substatus.Code != p.Status {
		p.Substatus = httpstatus.Substatus{}
	}
	if p.Type == "" {
		p.Type = aboutBlank
	}
	if p.Title == "" {
		p.Title = messages.English.Code(p.Status).Title
	}
	return p, nil
}

// Error returns the status, the title, the detail and what is wrong with which part of the request: "403.14 Directory listing
// denied: The directory /logs has no index", "422 Unprocessable Content: /name required". It is for logs: what the server said
// is escaped, so that it is one line without control characters, and cut.
func (p *Problem) Error() string {
	if p == nil {
		return httpstatus.InternalServerError.Error()
	}
	s := strconv.Itoa(int(p.Status))
	if p.Substatus != (httpstatus.Substatus{}) {
		s = p.Substatus.String()
	}
	if p.Title != "" {
		s += " " + escaped(p.Title)
	}
	if p.Detail != "" {
		s += ": " + escaped(p.Detail)
	}
	if len(p.Fields) > 0 {
		s += ": " + summary(p.Fields)
	}
	return s
}

// escaped returns the text of another server as it can stand in a log: what is not printable is escaped as in Go, and no more
// than some hundred bytes are there.
func escaped(s string) string {
	const most = 300
	var b strings.Builder
	for _, r := range s {
		if b.Len() >= most {
			b.WriteString("…")
			break
		}
		if strconv.IsPrint(r) && r != '\\' {
			b.WriteRune(r)
		} else {
			q := strconv.QuoteRuneToASCII(r)
			b.WriteString(q[1 : len(q)-1])
		}
	}
	return b.String()
}

// Is reports whether target is the status or the substatus of p, or the status of a table: one with the type of p, or, if p
// is of type about:blank, one with its code, its substatus and its ID. It serves errors.Is.
func (p *Problem) Is(target error) bool {
	if p == nil {
		return target == httpstatus.InternalServerError
	}
	switch t := target.(type) {
	case httpstatus.Code:
		return t == p.Status
	case httpstatus.Substatus:
		return t == p.Substatus && t != (httpstatus.Substatus{})
	case messages.Status:
		if p.Type != "" && p.Type != aboutBlank {
			return p.Type == t.Type()
		}
		return p.ID != "" && p.ID == t.ID() && p.Substatus == t.Substatus()
	}
	return false
}

// As sets target to the Substatus of p, if it is an *httpstatus.Substatus and there is one. It serves errors.As.
func (p *Problem) As(target any) bool {
	if p == nil || p.Substatus == (httpstatus.Substatus{}) {
		return false
	}
	t, ok := target.(*httpstatus.Substatus)
	if ok {
		*t = p.Substatus
	}
	return ok
}

// StatusCode returns the Status as an int.
func (p *Problem) StatusCode() int {
	if p == nil {
		return http.StatusInternalServerError
	}
	return int(p.Status)
}

// Extension sets v, a pointer, to the extension of the name, as encoding/json decodes it. It is an error if there is none,
// or if it does not fit.
func (p *Problem) Extension(name string, v any) error {
	e, ok := p.Extensions[name]
	if !ok {
		return fmt.Errorf("problem: there is no extension %.80q", name)
	}
	b, err := json.Marshal(e)
	if err == nil {
		err = json.Unmarshal(b, v)
	}
	if err != nil {
		return fmt.Errorf("problem: extension %.80q: %w", name, err)
	}
	return nil
}

// MarshalJSON returns the problem details (RFC 9457, 3), the Extensions by name after the other members. It is an error
// if one of them has the name of another member or cannot be encoded, or if the Substatus is no substatus.
func (p Problem) MarshalJSON() ([]byte, error) {
	if _, err := p.Substatus.MarshalText(); err != nil {
		return nil, err
	}
	c := &content{
		status: p.Status, substatus: p.Substatus, id: p.ID, typ: cmp.Or(p.Type, aboutBlank), jsonTitle: p.Title,
		detail: p.Detail, instance: p.Instance, params: params(p.Params),
	}
	for _, f := range p.Fields {
		s := said{Field: f, text: f.Detail}
		if e, ok := f.Err.(*FieldError); ok && e != nil {
			s.id, s.params, s.text = e.ID, params(e.Params), cmp.Or(s.text, e.Detail)
		}
		c.fields = append(c.fields, s)
	}
	for _, name := range slices.Sorted(maps.Keys(p.Extensions)) {
		value, err := extension(name, p.Extensions[name], c.has)
		if err != nil {
			return nil, fmt.Errorf("problem: invalid extension %.80q: %w", name, err)
		}
		c.extensions = append(c.extensions, member{name, value})
	}
	return bytes.TrimSuffix(appendJSON(nil, c), []byte("\n")), nil
}

// params returns the values of a text by name.
func params(m map[string]any) (out []messages.Param) {
	for _, name := range slices.Sorted(maps.Keys(m)) {
		out = append(out, messages.Param{Name: name, Value: m[name]})
	}
	return out
}

// UnmarshalJSON sets p to the problem details in data. A member that is not of its type is ignored (RFC 9457, 3.1); "code",
// "params" and "errors" of another form than this package's are extensions. On an error, that data is no JSON object, it
// leaves p as it was; so it does for null.
func (p *Problem) UnmarshalJSON(data []byte) error {
	var members map[string]json.RawMessage
	if err := json.Unmarshal(data, &members); err != nil {
		return err
	}
	if members == nil {
		return nil
	}
	var read Problem
	for name, raw := range members {
		var into any
		switch name {
		case "type":
			into = &read.Type
		case "title":
			into = &read.Title
		case "status":
			into = &read.Status
		case "substatus":
			into = &read.Substatus
		case "detail":
			into = &read.Detail
		case "instance":
			into = &read.Instance
		}
		if into != nil {
			// What it cannot take it leaves as it is.
			_ = json.Unmarshal(raw, into)
			continue
		}
		known := isMember(name) // "Title" is not "title", and no extension either
		switch name {
		case "code":
			read.ID, known = numbered(raw).(string)
		case "params":
			read.Params, known = readParams(numbered(raw))
		case "errors":
			read.Fields, known = readFields(numbered(raw))
		}
		if known {
			continue
		}
		var v any
		if err := json.Unmarshal(raw, &v); err != nil {
			v = numbered(raw) // there is a number that a float64 does not hold
		}
		if read.Extensions == nil {
			read.Extensions = map[string]any{}
		}
		read.Extensions[name] = v
	}
	for _, s := range []*string{&read.Type, &read.Instance} {
		if !field.IsURIReference(*s) {
			*s = ""
		}
	}
	*p = read
	return nil
}

// isMember reports whether name is that of a member of all problem details in another case of letters.
func isMember(name string) bool {
	for _, m := range [...]string{"type", "title", "status", "substatus", "detail", "instance"} {
		if strings.EqualFold(name, m) {
			return true
		}
	}
	return false
}

// numbered decodes JSON with its numbers as they are written.
func numbered(raw []byte) (v any) {
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	_ = d.Decode(&v) // it is JSON
	return v
}

// readParams returns the values of a text, which are strings and numbers. It reports false for anything else.
func readParams(v any) (map[string]any, bool) {
	m, ok := v.(map[string]any)
	if !ok {
		return nil, false
	}
	out := make(map[string]any, len(m))
	for name, v := range m {
		switch v := v.(type) {
		case string:
			out[name] = v
		case json.Number:
			if n, err := strconv.Atoi(v.String()); err == nil {
				out[name] = n
			} else {
				out[name] = v
			}
		default:
			return nil, false
		}
	}
	return out, true
}

// readFields returns what is said of fields. It reports false if that is not of this package's form.
func readFields(v any) ([]Field, bool) {
	list, ok := v.([]any)
	if !ok {
		return nil, false
	}
	var out []Field
	for _, v := range list {
		m, ok := v.(map[string]any)
		if !ok || len(m) == 0 {
			return nil, false
		}
		var f Field
		e := new(FieldError)
		for name, v := range m {
			s, isString := v.(string)
			switch name {
			case "pointer":
				if f.Pointer, ok = pointer(s); !ok || !isString {
					return nil, false
				}
			case "parameter":
				f.Parameter, ok = s, isString
			case "header":
				f.Header, ok = s, isString
			case "code":
				e.ID, ok = s, isString
			case "params":
				e.Params, ok = readParams(v)
			case "detail":
				f.Detail, ok = s, isString
			default:
				return nil, false
			}
			if !ok {
				return nil, false
			}
		}
		e.Detail = f.Detail
		f.Err = e
		out = append(out, f)
	}
	return out, true
}
