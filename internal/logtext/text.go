// Package logtext has in Chinese what package iislog says in English of the Windows statuses and the reasons that logs have.
package logtext

import (
	"cmp"
	"slices"

	"github.com/httpstatus-go/httpstatus/iislog"
	"golang.org/x/text/language"
)

//go:generate go test -run ^TestGenerated$ -update .

// Win32 returns what a Windows status means for a request, in a language of the messages; "" if it is not in the table.
func Win32(w iislog.Win32, tag language.Tag) string {
	i, ok := slices.BinarySearchFunc(win32s[:], w.Code(), func(r win32Row, w iislog.Win32) int { return cmp.Compare(r.number, w) })
	if !ok {
		return w.Text()
	}
	return win32s[i].in(tag, w.Text())
}

// Reason returns what happened and what to do, in a language of the messages; "" for a reason that is not in the table.
func Reason(r iislog.Reason, tag language.Tag) string {
	for _, row := range reasons {
		if row.reason == r {
			return row.in(tag, r.Text())
		}
	}
	return ""
}

// A chinese is a text in both scripts.
type chinese struct{ hans, hant string }

func (c chinese) in(tag language.Tag, english string) string {
	switch tag {
	case language.SimplifiedChinese:
		return c.hans
	case language.TraditionalChinese:
		return c.hant
	}
	return english
}

type (
	win32Row struct {
		number iislog.Win32
		chinese
	}
	reasonRow struct {
		reason iislog.Reason
		chinese
	}
)
