package iislog

import (
	"cmp"
	"slices"
	"strconv"
)

//go:generate go test -run ^TestGenerated$ -update .

// A Win32 is what Windows says of a request, sc-win32-status: a number of winerror.h, of Winsock or WinHTTP, or an HRESULT.
// 0 is success. It tells apart what one substatus has several reasons for: a 500.19 with 5 has no permission on
// web.config, one with 13 has malformed XML in it.
type Win32 uint32

// Name returns the name that the headers of Windows have for w, "ERROR_ACCESS_DENIED" for 5 and for the HRESULT
// 0x80070005 alike. It is "" for a number that does not usually occur with HTTP.
func (w Win32) Name() string {
	if i, ok := w.find(); ok {
		return win32s[i].name
	}
	return ""
}

// Text returns what w means for a request, in English; "" if w has no [Win32.Name].
func (w Win32) Text() string {
	if i, ok := w.find(); ok {
		return win32s[i].text
	}
	return ""
}

// String returns the number and the name, "64 ERROR_NETNAME_DELETED", or the number alone if it has none. What is
// at or above 0x80000000, an HRESULT, is written in hexadecimal, as it is found on the web: "0x8009030E
// SEC_E_NO_CREDENTIALS".
func (w Win32) String() string {
	s := strconv.FormatUint(uint64(w), 10)
	if w >= 1<<31 {
		const hex = "0123456789ABCDEF"
		b := [10]byte{'0', 'x'}
		for i := range 8 {
			b[2+i] = hex[w>>(28-4*i)&15]
		}
		s = string(b[:])
	}
	if name := w.Name(); name != "" {
		s += " " + name
	}
	return s
}

// Code returns the number that an HRESULT of the facility Win32 holds, 5 for 0x80070005, and any other as it is.
func (w Win32) Code() Win32 {
	if w>>16 == 0x8007 {
		return w & 0xffff
	}
	return w
}

func (w Win32) find() (int, bool) {
	return slices.BinarySearchFunc(win32s[:], w.Code(), func(row win32Row, w Win32) int { return cmp.Compare(row.number, w) })
}

type win32Row struct {
	number     Win32
	name, text string
}
