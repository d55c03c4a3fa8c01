package problem

import (
	"context"
	"maps"
	"net/http"
	"slices"

	"github.com/httpstatus-go/httpstatus"
	"github.com/httpstatus-go/httpstatus/messages"
)

// maxTree is how many errors of a tree are looked at. A tree can be without end.
const maxTree = 1000

// An answer is what an error comes to, before it has a form and a language.
type answer struct {
	status  messages.Status      // its Table is nil for a code and for a substatus of IIS
	refined bool                 // status is a substatus, not a code alone
	stated  bool                 // the error has it by itself
	public  *Error               // what the caller made public; nil for nothing
	teller  teller               // what has the text; nil: the status
	params  enumerator           // what has the values of the text; nil: nothing
	table   *messages.Table      // where teller has its text; nil: in the dictionaries of the Renderer
	cause   error                // the whole error
	misuse  string               // what is wrong with the status that the error has; "" for nothing
	asked   httpstatus.Substatus // that status, if something is wrong with it
}

func code(c httpstatus.Code) answer { return answer{status: messages.Status{Code: c}} }

// text returns the status and its title in English or the table's default language, for a log.
func (a *answer) text() string {
	switch {
	case !a.refined:
		return a.status.Code.Error()
	case a.status.Table == nil:
		return a.status.Substatus().Error()
	}
	return a.status.Error()
}

// resolve finds in the tree of err the status that is stated there, its text, and what is public of it.
func resolve(err error) answer {
	f := finder{left: maxTree}
	f.visit(err)
	a := f.answer
	if !f.stated {
		a.status.Code = httpstatus.InternalServerError
	}
	a.cause = err
	a.public = f.merge()
	if a.check(); a.misuse != "" && a.public != nil && a.status.Code != a.asked.Code {
		a.public = &Error{Instance: a.public.Instance, Header: a.public.Header, Extensions: a.public.Extensions} // its words are of another status
	}
	return a
}

// check makes a 500 of a status that is none of an error.
func (a *answer) check() {
	if c := a.status.Code; c < 400 || 999 < c {
		a.misuse, a.asked = "the error's status is not 400 to 999", a.status.Substatus()
		a.status, a.refined, a.teller, a.params = messages.Status{Code: httpstatus.InternalServerError}, false, nil, nil
	}
	if a.status.Sub < 0 || a.status.Sub > httpstatus.MaxSub {
		a.misuse, a.asked = "the error's substatus is not 0 to 65535", a.status.Substatus()
		a.status, a.refined = messages.Status{Code: a.status.Code}, false
	}
}

// A finder goes through a tree of errors in the order of errors.As. The first that states a status decides; what is below
// it can only refine that.
type finder struct {
	answer
	other bool // a status below is another: what else is there speaks of that one
	left  int  // how many errors may yet be looked at

	first found   // the first *Error of the tree
	rest  []found // the others
	open  []int   // the places of those on the way to here that are below the last status that was found to be this one
}

// A found is an *Error of a tree.
type found struct {
	*Error
	other bool // it speaks of another status
}

// visit looks at err and what it wraps. It reports whether the search ends with it.
func (f *finder) visit(err error) (end bool) {
	below := f.stated // by an error around this one: then all that is in it counts
	for ; err != nil && f.left > 0; f.left-- {
		var next error
		var all []error
		switch e := err.(type) {
		case httpstatus.Code:
			f.state(messages.Status{Code: e}, false)
		case httpstatus.Substatus:
			f.state(messages.Status{Code: e.Code, Sub: e.Sub}, e.Sub != 0 || e.Known())
		case messages.Status:
			f.state(e, true)
		case *Error:
			if e == nil {
				f.state(messages.Status{Code: httpstatus.InternalServerError}, false)
				break
			}
			if e.Code != 0 {
				f.state(messages.Status{Code: e.Code, Sub: e.Sub}, e.Sub != 0)
			}
			if e == f.first.Error || slices.ContainsFunc(f.rest, func(l found) bool { return l.Error == e }) {
				return true // the tree has no end
			}
			if f.first.Error == nil {
				f.first = found{e, f.other}
			} else {
				f.rest = append(f.rest, found{e, f.other})
			}
			if e.Code == 0 {
				f.open = append(f.open, len(f.rest)) // it speaks of the status that is found below it
			}
			next = e.Err
		case *Problem:
			c := httpstatus.BadGateway // whatever an upstream answered with: it was not asked by our client
			if e == nil {
				c = httpstatus.InternalServerError
			}
			f.state(messages.Status{Code: c}, false)
		case *http.MaxBytesError:
			f.state(messages.Status{Code: httpstatus.ContentTooLarge}, false)
		default:
			all, next = f.probe(err)
		}
		if len(all) > 0 {
			f.left--
			other, open := f.other, f.open
			for _, e := range all {
				f.other, f.open = other, open[:len(open):len(open)]
				if f.visit(e) {
					return true
				}
			}
			f.other, f.open = other, open
		}
		if next == nil {
			break
		}
		err = next
	}
	return f.stated && !below
}

// probe asks an error of any type for its status and what it wraps. One whose methods panic, as those of a nil pointer do,
// is a 500.
func (f *finder) probe(err error) (all []error, next error) {
	defer func() {
		if v := recover(); v != nil {
			next, all = nil, nil
			f.state(messages.Status{Code: httpstatus.InternalServerError}, false)
		}
	}()
	if err == context.DeadlineExceeded {
		f.state(messages.Status{Code: httpstatus.GatewayTimeout}, false)
		return nil, nil
	}
	switch u := err.(type) {
	case interface{ Unwrap() error }:
		next = u.Unwrap()
	case interface{ Unwrap() []error }:
		all = u.Unwrap()
	}
	as, _ := err.(interface{ As(any) bool })
	s, ok := err.(statusCoder)
	if !ok && as != nil {
		s = asStatusCoder(as)
	}
	if s == nil {
		if is, ok := err.(interface{ Is(error) bool }); ok && is.Is(context.DeadlineExceeded) {
			f.state(messages.Status{Code: httpstatus.GatewayTimeout}, false)
		}
		return all, next
	}
	status := messages.Status{Code: httpstatus.Code(s.StatusCode())}
	refined := false
	var table *messages.Table
	// What a generated error wraps says it without an allocation.
	if n, ok := next.(messages.Status); ok && n.Code == status.Code {
		status, refined = n, true
	} else if as != nil {
		if sub := asSubstatus(as); sub.Code == status.Code && (sub.Sub != 0 || sub.Known()) {
			status.Sub, refined = sub.Sub, true
		}
		table = asTable(as)
	}
	first := !f.stated
	if f.state(status, refined) && f.teller == nil && (first || refined || !f.refined) {
		if f.teller, ok = s.(teller); ok {
			f.params, _ = s.(enumerator)
			f.table = table
		}
	}
	return all, next
}

// A statusCoder is an error with a status, as those of many packages are.
type statusCoder = interface{ StatusCode() int }

func asStatusCoder(as interface{ As(any) bool }) (s statusCoder) {
	as.As(&s)
	return s
}

func asSubstatus(as interface{ As(any) bool }) (s httpstatus.Substatus) {
	as.As(&s)
	return s
}

func asTable(as interface{ As(any) bool }) (t *messages.Table) {
	as.As(&t)
	return t
}

// state takes a status that an error states, and reports whether it is the answer's.
func (f *finder) state(s messages.Status, refined bool) bool {
	switch {
	case !f.stated:
		f.stated, f.status, f.refined = true, s, refined
	case f.other:
		return false
	case s.Code != f.status.Code || f.refined && refined && (s.Sub != f.status.Sub || isOther(s.Table, f.status.Table)):
		f.other = true
		for _, place := range f.open {
			if place == 0 {
				f.first.other = true
			} else {
				f.rest[place-1].other = true
			}
		}
		return false
	case refined && !f.refined:
		f.status, f.refined = s, true
	case refined && f.status.Table == nil:
		f.status.Table = s.Table
	}
	f.open = f.open[len(f.open):]
	return true
}

// isOther reports whether two tables are known to be different ones.
func isOther(a, b *messages.Table) bool { return a != nil && b != nil && a != b }

// merge returns what is public in all *Errors together: what is empty in an outer one comes from the next one inside.
func (f *finder) merge() *Error {
	if len(f.rest) == 0 {
		return f.first.Error
	}
	m := new(Error)
	for _, l := range append([]found{f.first}, f.rest...) {
		m.Instance = or(m.Instance, l.Instance)
		for name, values := range canonical(l.Header) {
			if m.Header == nil {
				m.Header = make(http.Header)
			}
			if m.Header[name] == nil {
				m.Header[name] = values
			}
		}
		for name, v := range l.Extensions {
			if m.Extensions == nil {
				m.Extensions = make(map[string]any)
			}
			if _, ok := m.Extensions[name]; !ok {
				m.Extensions[name] = v
			}
		}
		if !l.other {
			m.Type, m.Title, m.Detail = or(m.Type, l.Type), or(m.Title, l.Title), or(m.Detail, l.Detail)
			m.Fields = append(m.Fields, l.Fields...)
		}
	}
	return m
}

// canonical returns h with its keys in canonical form, the values of several spellings of one behind each other.
func canonical(h http.Header) http.Header {
	for name := range h {
		if http.CanonicalHeaderKey(name) != name {
			out := make(http.Header, len(h))
			for _, name := range slices.Sorted(maps.Keys(h)) {
				to := http.CanonicalHeaderKey(name)
				out[to] = append(out[to], h[name]...)
			}
			return out
		}
	}
	return h
}

func or(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// isEndless reports whether the tree of an *Error leads back to it, or is too large to be written out.
func isEndless(e *Error) bool {
	left := maxTree
	var visit func(err error) bool
	visit = func(err error) (endless bool) {
		defer func() {
			if recover() != nil {
				endless = true // an error that cannot be looked at cannot be written out either
			}
		}()
		for err != nil {
			if left--; left < 0 || err == error(e) {
				return true
			}
			switch u := err.(type) {
			case interface{ Unwrap() error }:
				err = u.Unwrap()
			case interface{ Unwrap() []error }:
				for _, inner := range u.Unwrap() {
					if visit(inner) {
						return true
					}
				}
				return false
			default:
				return false
			}
		}
		return false
	}
	return visit(e.Err)
}

// prepare calls Renderer.Prepare, which has the last word on an answer.
func (rr *Renderer) prepare(r *http.Request, a *answer) {
	if rr.Prepare == nil {
		return
	}
	e := new(Error)
	if a.public != nil {
		*e = *a.public
	}
	e.Code, e.Sub, e.Err = a.status.Code, 0, a.cause
	if a.refined {
		e.Sub = a.status.Sub
	}
	if e.Header = canonical(e.Header).Clone(); e.Header == nil {
		e.Header = make(http.Header)
	}
	if e.Extensions = maps.Clone(e.Extensions); e.Extensions == nil {
		e.Extensions = make(map[string]any)
	}
	e.Fields = slices.Clone(e.Fields)
	before := e.Code.Sub(e.Sub)
	if !rr.guard(r, a, "problem: Prepare panicked", func() { rr.Prepare(r, e) }) {
		return
	}
	if after := e.Code.Sub(e.Sub); after != before {
		a.status, a.refined = messages.Status{Code: e.Code, Sub: e.Sub}, e.Sub != 0
		a.teller, a.params, a.table = nil, nil, nil
		a.check()
	}
	a.public = e
}
