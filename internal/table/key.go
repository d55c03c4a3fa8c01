package table

import (
	"cmp"
	"strconv"
	"strings"
)

// MaxSub is the greatest substatus that IIS can hold, in 16 bits.
const MaxSub = 1<<16 - 1

// minSub is the least substatus of a table that is not this repository's: IIS has the numbers below.
const minSub = 1000

// A Key names a status in the text files: a class "4xx", a code "404" or a substatus "403.14".
type Key struct {
	Class, Code, Sub int // Class is 0, or the others are
	IsSub            bool
}

// String returns the key as the text files have it.
func (k Key) String() string {
	switch {
	case k.Class != 0:
		return strconv.Itoa(k.Class) + "xx"
	case k.IsSub:
		return strconv.Itoa(k.Code) + "." + strconv.Itoa(k.Sub)
	}
	return strconv.Itoa(k.Code)
}

// Compare is the order of the rows: the classes, then by code, a code before its substatuses.
func (k Key) Compare(l Key) int {
	if (k.Class != 0) != (l.Class != 0) {
		return l.Class - k.Class
	}
	sub := func(k Key) int {
		if k.IsSub {
			return k.Sub
		}
		return -1
	}
	return cmp.Or(cmp.Compare(k.Class, l.Class), cmp.Compare(k.Code, l.Code), cmp.Compare(sub(k), sub(l)))
}

// ParseKey reads "4xx", "404" or "403.14", written as String writes it.
func ParseKey(s string) (k Key, ok bool) {
	code, sub, isSub := strings.Cut(s, ".")
	if len(s) == 3 && s[1:] == "xx" && '1' <= s[0] && s[0] <= '5' {
		return Key{Class: int(s[0] - '0')}, true
	}
	k.IsSub = isSub
	k.Code, _ = strconv.Atoi(code) // what is no number is not written so by String
	k.Sub, _ = strconv.Atoi(sub)
	ok = 100 <= k.Code && k.Code <= 999 && 0 <= k.Sub && k.Sub <= MaxSub && k.String() == s
	return k, ok
}
