package problem

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"strconv"

	"github.com/httpstatus-go/httpstatus"
	"github.com/httpstatus-go/httpstatus/messages"
)

// A Problem is the problem details of an HTTP response (RFC 9457), as a client reads them. A *Problem is an error, and
// errors.Is finds it to be its status and its substatus. A nil *Problem that is used as an error is a 500.
//
// In JSON its Extensions stand beside the other members. A server that passes a *Problem on to [Write] answers with its
// status and substatus alone: what another server said is not public by itself. An [*Error] can say it.
type Problem struct {
	Type       string               // what sort of problem it is, a URI reference; "about:blank" if its status says all
	Title      string               // a few words on the type
	Status     httpstatus.Code      // the status of the response
	Substatus  httpstatus.Substatus // zero if there is none
	Detail     string               // on this occurrence; may be empty
	Instance   string               // identifies this occurrence, a URI reference; may be empty
	Extensions map[string]any       // the other members, as encoding/json decodes them into any; nil if there are none
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
	p.Status = httpstatus.Code(resp.StatusCode)
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

// Error returns the status, the title and the detail: "403.14 Directory listing denied: The directory /logs has no index".
func (p *Problem) Error() string {
	if p == nil {
		return httpstatus.InternalServerError.Error()
	}
	s := strconv.Itoa(int(p.Status))
	if p.Substatus != (httpstatus.Substatus{}) {
		s = p.Substatus.String()
	}
	if p.Title != "" {
		s += " " + p.Title
	}
	if p.Detail != "" {
		s += ": " + p.Detail
	}
	return s
}

// Is reports whether target is the status or the substatus of p. It serves errors.Is.
func (p *Problem) Is(target error) bool {
	if p == nil {
		return target == httpstatus.InternalServerError
	}
	switch t := target.(type) {
	case httpstatus.Code:
		return t == p.Status
	case httpstatus.Substatus:
		return t == p.Substatus && t != (httpstatus.Substatus{})
	}
	return false
}

// As sets target to the Substatus of p, if it is an *httpstatus.Substatus and there is one. It serves errors.As.
func (p *Problem) As(target any) bool {
	return p != nil && p.Substatus != (httpstatus.Substatus{}) && setSubstatus(target, p.Substatus)
}

// StatusCode returns the Status as an int.
func (p *Problem) StatusCode() int {
	if p == nil {
		return http.StatusInternalServerError
	}
	return int(p.Status)
}

// MarshalJSON returns the problem details (RFC 9457, 3), the Extensions by name after the other members. It is an error
// if one of them has the name of another member or cannot be encoded, or if the Substatus is no substatus.
func (p Problem) MarshalJSON() ([]byte, error) {
	if _, err := p.Substatus.MarshalText(); err != nil {
		return nil, err
	}
	typ := p.Type
	if typ == "" {
		typ = aboutBlank
	}
	var failed error
	b := appendProblem(nil, typ, p.Title, p.Status, p.Substatus, p.Detail, p.Instance)
	b = appendExtensions(b, p.Extensions, func(name string, err error) {
		if failed == nil {
			failed = fmt.Errorf("problem: invalid extension %.80q: %w", name, err)
		}
	})
	if failed != nil {
		return nil, failed
	}
	return append(b, '}'), nil
}

// UnmarshalJSON sets p to the problem details in data. A member that is not of its type is ignored (RFC 9457, 3.1). On
// an error, that data is no JSON object, it leaves p as it was; so it does for null.
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
		default:
			if isReserved(name) {
				continue // "Title" is not "title", and no extension either
			}
			var v any
			if err := json.Unmarshal(raw, &v); err != nil {
				return err
			}
			if read.Extensions == nil {
				read.Extensions = map[string]any{}
			}
			read.Extensions[name] = v
			continue
		}
		// What it cannot take it leaves as it is.
		_ = json.Unmarshal(raw, into)
	}
	*p = read
	return nil
}
