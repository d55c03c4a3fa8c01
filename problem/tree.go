package problem

// maxTree is how many errors of a tree are looked at. A tree can be without end.
const maxTree = 1000

// unreadable stands in a tree below an error whose methods panic, as those of a nil pointer do, for what it may wrap.
type unreadable struct{}

func (unreadable) Error() string { return "problem: a method of the error panicked" }

// walk calls f with the errors of a tree in the order of errors.As, and with how many are around each, until f
// returns false. It reports whether f has seen all of the tree.
func walk(err error, f func(err error, depth int) bool) bool {
	w := walker{f, maxTree}
	return w.visit(err, 0)
}

type walker struct {
	f    func(err error, depth int) bool
	left int
}

func (w *walker) visit(err error, depth int) bool {
	for ; err != nil; depth++ {
		if w.left == 0 {
			return false
		}
		w.left--
		all, more, next := w.look(err, depth)
		if !more {
			return false
		}
		for _, inner := range all {
			if !w.visit(inner, depth+1) {
				return false
			}
		}
		err = next
	}
	return true
}

// look calls f with err, and returns what err wraps, several or one, and what f returned. A panic of either is that of a method of err.
func (w *walker) look(err error, depth int) (all []error, more bool, next error) {
	defer func() {
		if recover() != nil {
			all, more, next = nil, true, unreadable{}
		}
	}()
	switch u := err.(type) {
	case interface{ Unwrap() error }:
		next = u.Unwrap()
	case interface{ Unwrap() []error }:
		all = u.Unwrap()
	}
	return all, w.f(err, depth), next
}

// find reports whether f holds for an error of the tree.
func find(err error, f func(error) bool) (found bool) {
	walk(err, func(err error, _ int) bool {
		found = f(err)
		return !found
	})
	return found
}

// as is errors.AsType for trees that may have no end.
func as[E error](err error) (found E, ok bool) {
	ok = find(err, func(err error) (ok bool) {
		found, ok = err.(E)
		return ok
	})
	return found, ok
}

// isEndless reports whether the tree of an *Error leads back to it, is too large to be written out, or has an error in it that
// cannot be looked at, and so not be written out either.
func isEndless(e *Error) bool {
	return !walk(e.Err, func(err error, _ int) bool { return err != error(unreadable{}) })
}
