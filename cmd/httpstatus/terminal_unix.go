//go:build linux || darwin || freebsd

package main

import (
	"syscall"
	"unsafe"
)

// terminalColumns returns how many columns a terminal has; 0 if it does not say.
func terminalColumns(fd uintptr) int {
	var size struct{ rows, columns, x, y uint16 }
	_, _, err := syscall.Syscall(syscall.SYS_IOCTL, fd, syscall.TIOCGWINSZ, uintptr(unsafe.Pointer(&size)))
	if err != 0 {
		return 0
	}
	return int(size.columns)
}
