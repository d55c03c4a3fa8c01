package statustest

import (
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"

	"github.com/httpstatus-go/httpstatus/problem"
)

// Fields asserts that the problem document (RFC 9457) of the response got says what is wrong with the parts of the request
// that want has, with those alone: where, and the code of it. Where is a JSON Pointer into the content as
// problem.Field has it, "/items/0/amount", or the name of a parameter or of a header field; "" is the request as a whole. What
// has text alone has the code "". Of one part several things can be wrong: their codes stand in the order of the document,
// with a space between.
//
//	statustest.Fields(t, map[string]string{"/items/0/amount": "required", "page": "too_big"}, resp)
//
// An error has them too, if a [*problem.Problem] or a [*problem.Error] is in its tree: those that it would be answered with.
// Anything else fails.
func Fields(t TestingT, want map[string]string, got any, msgAndArgs ...any) bool {
	if h, ok := t.(helper); ok {
		h.Helper()
	}
	r := resultOf(got)
	if !r.hasFields() {
		return fail(t, r.failure("want a response or a problem with fields, got %s", r.name()), msgAndArgs)
	}
	if faults := r.fieldFaults(want); len(faults) > 0 {
		return fail(t, r.failure("%s has other fields:\n%s", r.name(), list(faults)), msgAndArgs)
	}
	return true
}

// hasFields reports whether it is a kind of result that can have fields.
func (r *result) hasFields() bool {
	var p *problem.Problem
	var e *problem.Error
	return r.resp != nil || errors.As(r.err, &p) && p != nil || errors.As(r.err, &e) && e != nil
}

// foundFields returns the codes of what is wrong, by what they are about.
func (r *result) foundFields() (map[string][]string, error) {
	var p *problem.Problem
	switch {
	case r.resp != nil:
		members := r.problemMembers()
		if members == nil {
			return nil, errors.New("the response is no problem document")
		}
		return members.fields()
	case errors.As(r.err, &p) && p != nil:
		found := map[string][]string{}
		for _, f := range p.Fields {
			place := f.Pointer + f.Parameter + f.Header
			var said *problem.FieldError
			id := ""
			if errors.As(f.Err, &said) && said != nil {
				id = said.ID
			}
			found[place] = append(found[place], id)
		}
		return found, nil
	}
	// What of its tree is answered, the package that answers knows.
	request := httptest.NewRequest(http.MethodGet, "/", nil)
	request.Header.Set("Accept", problemJSON)
	quiet := problem.Renderer{Log: slog.New(slog.DiscardHandler)}
	answer := quiet.Answer(request, r.err)
	var m members
	if err := json.Unmarshal(answer.Body, &m); err != nil {
		return nil, err
	}
	return m.fields()
}

func (r *result) fieldFaults(want map[string]string) []string {
	got, err := r.foundFields()
	if err != nil {
		return []string{err.Error()}
	}
	var faults []string
	places := make([]string, 0, len(want)+len(got))
	for place := range want {
		places = append(places, place)
	}
	for place := range got {
		places = append(places, place)
	}
	slices.Sort(places)
	for _, place := range slices.Compact(places) {
		code, wanted := want[place]
		codes, is := got[place]
		switch has := strings.Join(codes, " "); {
		case !is:
			faults = append(faults, fmt.Sprintf("%s: want %s, got nothing", inQuotes(place), inQuotes(code)))
		case !wanted:
			faults = append(faults, fmt.Sprintf("%s: want nothing, got %s", inQuotes(place), inQuotes(has)))
		case code != has:
			faults = append(faults, fmt.Sprintf("%s: want %s, got %s", inQuotes(place), inQuotes(code), inQuotes(has)))
		}
	}
	return faults
}

// members are those of a problem document.
type members map[string]json.RawMessage

// problemMembers returns those of the response; nil if it is no problem document.
func (r *result) problemMembers() members {
	if r.resp == nil || r.mediaType() != problemJSON {
		return nil
	}
	var m members
	if json.Unmarshal(r.content(maxBody).bytes, &m) != nil {
		return nil
	}
	return m
}

// text returns a member that is a string; "" if it is none.
func (m members) text(name string) string {
	var s string
	if json.Unmarshal(m[name], &s) != nil {
		return ""
	}
	return s
}

// fields returns the codes in the member "errors", by what they are about.
func (m members) fields() (map[string][]string, error) {
	raw, ok := m["errors"]
	if !ok {
		return nil, nil
	}
	var list []struct {
		Pointer           *string
		Parameter, Header string
		Code              string
	}
	if err := json.Unmarshal(raw, &list); err != nil {
		return nil, fmt.Errorf(`"errors" is %s: want a list of objects`, shown(string(raw), maxShownValue))
	}
	fields := map[string][]string{}
	for _, e := range list {
		place := e.Parameter + e.Header
		if e.Pointer != nil {
			fragment, hash := strings.CutPrefix(*e.Pointer, "#")
			pointer, err := url.PathUnescape(fragment)
			if !hash || err != nil || pointer != "" && !strings.HasPrefix(pointer, "/") {
				return nil, fmt.Errorf(`"pointer" is %s: want a JSON Pointer as a fragment, "#/items/0"`, inQuotes(*e.Pointer))
			}
			place = pointer
		}
		fields[place] = append(fields[place], e.Code)
	}
	return fields, nil
}
