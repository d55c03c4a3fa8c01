package messages

import (
	"errors"
	"testing"

	"github.com/stretchr/testify/assert"
	"golang.org/x/text/language"
)

// failsAt takes strings until the nth, for which it has an error.
type failsAt struct{ n, calls int }

var errFull = errors.New("full")

func (f *failsAt) SetString(language.Tag, string, string) error {
	f.calls++
	if f.calls >= f.n {
		return errFull
	}
	return nil
}

// TestAddToFails has a catalogue that takes no more: at each of the first strings, and at each of the last.
func TestAddToFails(t *testing.T) {
	all := &failsAt{n: 1 << 30}
	assert.NoError(t, SimplifiedChinese.AddTo(all))
	at := []int{all.calls + 1}
	for i := range 8 {
		at = append(at, 1+i, all.calls-i)
	}
	for _, n := range at {
		f := &failsAt{n: n}
		err := SimplifiedChinese.AddTo(f)
		if n > all.calls {
			assert.NoError(t, err)
			continue
		}
		assert.ErrorIs(t, err, errFull, "at %d", n)
		assert.Equal(t, n, f.calls, "nothing is added behind it")
	}
}
