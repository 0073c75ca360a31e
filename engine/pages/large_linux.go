package pages

import (
	"unsafe"

	"golang.org/x/sys/unix"
)

// large is the size of a large page in bytes, on the processors that Foolscope is built for.
const large = 2 << 20

// askForLarge asks for large pages under a piece of Go's heap that was not written
// to yet. The neighbours on the first and the last page, Go's as well, get
// them with it. It is a request only: nothing depends on its success.
func askForLarge(at unsafe.Pointer, size uintptr) {
	first := uintptr(at) &^ (large - 1)
	end := (uintptr(at) + size + large - 1) &^ (large - 1)
	_, _, _ = unix.Syscall(unix.SYS_MADVISE, first, end-first, unix.MADV_HUGEPAGE)
}
