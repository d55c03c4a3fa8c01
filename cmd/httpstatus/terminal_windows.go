package main

import (
	"syscall"
	"unsafe"
)

// terminalColumns returns how many columns a console has; 0 if it does not say.
func terminalColumns(fd uintptr) int {
	// CONSOLE_SCREEN_BUFFER_INFO
	var info struct {
		size, cursor             [2]int16
		attributes               uint16
		left, top, right, bottom int16
		maximum                  [2]int16
	}
	ok, _, _ := syscall.NewLazyDLL("kernel32.dll").NewProc("GetConsoleScreenBufferInfo").Call(fd, uintptr(unsafe.Pointer(&info)))
	if ok == 0 {
		return 0
	}
	return int(info.right) - int(info.left) + 1
}
