package problem

import (
	"cmp"
	"context"
	"maps"
	"net/http"
	"slices"
	"sync"

	"github.com/httpstatus-go/httpstatus"
	"github.com/httpstatus-go/httpstatus/messages"
)

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
	var f finder
	walk(err, f.look)
	a := f.answer
	a.cause, a.public = err, f.merge()
	if !a.stated {
		a.status.Code = httpstatus.InternalServerError
	}
	if a.check(); a.misuse != "" && a.public != nil && a.status.Code != a.asked.Code {
		a.public = &Error{Instance: a.public.Instance, Header: a.public.Header, Extensions: a.public.Extensions} // its words are of another status
	}
	return a
}

// check makes a 500 of a status that is none of an error.
func (a *answer) check() {
	if c := a.status.Code; c < 400 || 999 < c {
		a.misuse, a.asked = "the error's status is not 400 to 999", a.status.Substatus()
		a.status, a.refined, a.teller, a.params, a.table = messages.Status{Code: httpstatus.InternalServerError}, false, nil, nil, nil
	}
	if a.status.Sub < 0 || a.status.Sub > httpstatus.MaxSub {
		a.misuse, a.asked = "the error's substatus is not 0 to 65535", a.status.Substatus()
		a.status, a.refined = messages.Status{Code: a.status.Code}, false
	}
}

// A finder looks at the errors of a tree. The first that states a status decides; what is below it can only refine that.
type finder struct {
	answer
	depth int // how many errors are around the one that is looked at
	from  int // and around the one that decides
	other int // and around the one that states another status, of which all that is in it speaks; 0: there is none

	n     int     // how many *Errors there are
	first found   // the first of them, for which there is no need of memory
	rest  []found // the others
}

// A found is an *Error of a tree. It speaks of its Code, or of the first status that is found below it.
type found struct {
	*Error
	depth int
	done  bool // that is known, or there is none
	other bool // it is another than the answer's
}

func (f *finder) at(i int) *found {
	if i == 0 {
		return &f.first
	}
	return &f.rest[i-1]
}

func (f *finder) add(e found) {
	if f.n++; f.n == 1 {
		f.first = e
	} else {
		f.rest = append(f.rest, e)
	}
}

// A question is what an error is asked with by its method As.
type question struct {
	coder statusCoder
	sub   httpstatus.Substatus
	table *messages.Table
}

// questions keeps them, as each error would else be asked with variables of its own on the heap.
var questions = sync.Pool{New: func() any { return new(question) }}

// look takes what an error of the tree says. It reports whether another may say more.
func (f *finder) look(err error, depth int) bool {
	if f.stated && depth <= f.from {
		return false
	}
	f.depth = depth
	if depth <= f.other {
		f.other = 0
	}
	for i := range f.n {
		l := f.at(i)
		l.done = l.done || depth <= l.depth
	}
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
		for i := range f.n {
			if f.at(i).Error == e {
				return false // the tree has no end
			}
		}
		f.add(found{e, depth, e.Code != 0, f.other > 0})
	case *Problem:
		c := httpstatus.BadGateway // whatever an upstream answered with: it was not asked by our client
		if e == nil {
			c = httpstatus.InternalServerError
		}
		f.state(messages.Status{Code: c}, false)
	case *http.MaxBytesError:
		f.state(messages.Status{Code: httpstatus.ContentTooLarge}, false)
	case unreadable:
		f.state(messages.Status{Code: httpstatus.InternalServerError}, false)
	default:
		f.ask(err)
	}
	return true
}

// ask asks an error of any type for its status.
func (f *finder) ask(err error) {
	s, ok := err.(statusCoder)
	var sub httpstatus.Substatus
	var table *messages.Table
	if as, can := err.(interface{ As(any) bool }); can {
		q := questions.Get().(*question)
		*q = question{}
		if !ok {
			as.As(&q.coder)
			s = q.coder
		}
		as.As(&q.sub)
		as.As(&q.table)
		sub, table = q.sub, q.table
		questions.Put(q)
	}
	if s == nil {
		is, ok := err.(interface{ Is(error) bool })
		if err == context.DeadlineExceeded || ok && is.Is(context.DeadlineExceeded) {
			f.state(messages.Status{Code: httpstatus.GatewayTimeout}, false)
		}
		return
	}
	status, refined := messages.Status{Code: httpstatus.Code(s.StatusCode())}, false
	if sub.Code == status.Code && (sub.Sub != 0 || sub.Known()) {
		status.Sub, status.Table, refined = sub.Sub, table, true
	}
	if f.state(status, refined) && f.teller == nil && (refined || !f.refined) {
		if f.teller, ok = s.(teller); ok {
			f.params, _ = s.(enumerator)
			f.table = table
		}
	}
}

// A statusCoder is an error with a status, as those of many packages are.
type statusCoder = interface{ StatusCode() int }

// state takes a status that an error states, and reports whether it is the answer's.
func (f *finder) state(s messages.Status, refined bool) bool {
	switch {
	case !f.stated:
		f.stated, f.status, f.refined, f.from = true, s, refined, f.depth
	case f.other > 0:
		return false
	case s.Code != f.status.Code || refined && (f.refined && s.Sub != f.status.Sub || isOther(s.Table, f.status.Table) || isOther(s.Table, f.table)):
		f.other = f.depth
	case refined && !f.refined:
		f.status, f.refined = s, true
	case refined && f.status.Table == nil:
		f.status.Table = s.Table
	}
	for i := range f.n {
		if l := f.at(i); !l.done {
			l.done, l.other = true, f.other > 0
		}
	}
	return f.other == 0
}

// isOther reports whether two tables are known to be different ones.
func isOther(a, b *messages.Table) bool { return a != nil && b != nil && a != b }

// merge returns what is public in all *Errors together: what is empty in an outer one comes from the next one inside.
func (f *finder) merge() *Error {
	if f.n <= 1 {
		return f.first.Error
	}
	m := new(Error)
	for i := range f.n {
		l := f.at(i)
		m.Instance = cmp.Or(m.Instance, l.Instance)
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
			m.Type, m.Title, m.Detail = cmp.Or(m.Type, l.Type), cmp.Or(m.Title, l.Title), cmp.Or(m.Detail, l.Detail)
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

// prepare calls Renderer.Prepare, which has the last word on an answer.
func (rr *Renderer) prepare(r *http.Request, a *answer) {
	if rr.Prepare == nil {
		return
	}
	e := new(Error)
	if a.public != nil {
		*e = *a.public
	}
	e.Code, e.Sub, e.Err = a.status.Code, a.status.Sub, a.cause
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
