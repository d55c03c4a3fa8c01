package statustest

import (
	"encoding/json"
	"errors"
	"fmt"

	"github.com/httpstatus-go/httpstatus"
	"github.com/httpstatus-go/httpstatus/internal/field"
	"github.com/httpstatus-go/httpstatus/problem"
)

const problemJSON = "application/problem+json"

// Problem asserts that got is a problem document (RFC 9457) as a server should send it, and returns it, its extensions
// included: that Content-Type is application/problem+json, that the body parses, that its members have the types that
// they must, that "status" is there and is the status of the response, that "substatus" is one of it, that "title" is
// there, and that Content-Language is there and well-formed. Of an error it asserts the same, less the fields, of the
// first *[problem.Problem] in its tree.
//
// If anything does not hold it returns nil.
func Problem(t TestingT, got any, msgAndArgs ...any) *problem.Problem {
	if h, ok := t.(helper); ok {
		h.Helper()
	}
	r := resultOf(got)
	var p *problem.Problem
	var faults []string
	switch {
	case r.resp != nil:
		p, faults = r.problem()
	case errors.As(r.err, &p) && p != nil:
		faults = r.errorFaults(p)
	default:
		fail(t, r.failure("want a problem document, got %s", r.name()), msgAndArgs)
		return nil
	}
	if len(faults) > 0 {
		fail(t, r.failure("%s is not a sound problem document:\n%s", r.name(), list(faults)), msgAndArgs)
		return nil
	}
	return p
}

// errorFaults returns what is wrong with the problem document in an error.
func (r *result) errorFaults(p *problem.Problem) []string {
	var faults []string
	if p.Title == "" {
		faults = append(faults, `no "title"`)
	}
	if p.Status != r.code {
		faults = append(faults, fmt.Sprintf(`"status" is %d: want %d, the status of the error`, p.Status, r.code))
	}
	return faults
}

// problem returns the problem document of a response, and what is wrong with it.
func (r *result) problem() (p *problem.Problem, faults []string) {
	ids := field.List(r.resp.Header.Values("Content-Language"))
	if len(ids) == 0 {
		faults = append(faults, "no Content-Language")
	}
	for _, id := range ids {
		if !field.IsLanguageTag(id) {
			faults = append(faults, fmt.Sprintf("Content-Language has %s, which is no language tag", inQuotes(id)))
		}
	}
	if t := r.mediaType(); t != problemJSON {
		return nil, append(faults, fmt.Sprintf("want Content-Type %s, got %s", problemJSON, inQuotes(t)))
	}
	c := r.content(maxBody)
	if c.coding != "" {
		return nil, append(faults, fmt.Sprintf("the body is in %s, which is not decoded here", shown(c.coding, maxShownValue)))
	}
	if !c.whole {
		return nil, append(faults, fmt.Sprintf("the body does not end within %d bytes", maxBody))
	}
	var members map[string]json.RawMessage
	if err := json.Unmarshal(c.bytes, &members); err != nil || members == nil {
		var syntax *json.SyntaxError
		if errors.As(err, &syntax) {
			return nil, append(faults, "the body is not JSON: "+err.Error())
		}
		return nil, append(faults, "the body is not a JSON object")
	}
	faults = append(faults, memberFaults(members, r.code)...)
	p, err := r.decode()
	if err != nil {
		faults = append(faults, err.Error())
	}
	return p, faults
}

// memberFaults returns what is wrong with the members of a problem document of a response with the code.
func memberFaults(members map[string]json.RawMessage, code httpstatus.Code) []string {
	var faults []string
	for _, member := range []struct {
		name  string
		must  bool
		fault func(value string) string
	}{
		{"type", false, notURI},
		{"title", true, empty},
		{"detail", false, nil},
		{"instance", false, notURI},
		{"substatus", false, func(value string) string {
			if sub, err := httpstatus.ParseSubstatus(value); err != nil || sub.Code != code {
				return fmt.Sprintf("want one of %d", code)
			}
			return ""
		}},
	} {
		raw, ok := members[member.name]
		if !ok {
			if member.must {
				faults = append(faults, fmt.Sprintf("no %q", member.name))
			}
			continue
		}
		var value *string
		fault := ""
		if json.Unmarshal(raw, &value) != nil || value == nil {
			fault = "want a string"
		} else if member.fault != nil {
			fault = member.fault(*value)
		}
		if fault != "" {
			faults = append(faults, fmt.Sprintf("%q is %s: %s", member.name, shown(string(raw), maxShownValue), fault))
		}
	}
	if raw, ok := members["status"]; !ok {
		faults = append(faults, `no "status"`)
	} else if fault := statusFault(raw, code); fault != "" {
		faults = append(faults, fault)
	}
	return faults
}

func notURI(value string) string {
	if !field.IsURIReference(value) {
		return "want a URI reference"
	}
	return ""
}

func empty(value string) string {
	if value == "" {
		return "want some text"
	}
	return ""
}

// statusFault returns what is wrong with the member "status" of a response with the code. It is a number, however that is
// written: 404.0 and 4.04e2 are 404.
func statusFault(raw json.RawMessage, code httpstatus.Code) string {
	var status *float64
	if json.Unmarshal(raw, &status) != nil || status == nil || *status != float64(code) {
		return fmt.Sprintf(`"status" is %s: want %d, the status of the response`, shown(string(raw), maxShownValue), code)
	}
	return ""
}
