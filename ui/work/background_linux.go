package work

import (
	"runtime"
	"syscall"
)

// niceness of what computes, 19 being the most; windows have 0.
const niceness = 10

// stayBehind keeps the calling goroutine, and all threads that the networks it
// opens will have, from taking the processor from who draws the window.
// Drawing without a graphics card takes every core for a moment; with the same
// right to them, the longest wait of the window was twice as long.
func stayBehind() {
	// The priority is that of a thread, and threads that it starts inherit it.
	runtime.LockOSThread()
	// The system call, unlike the C function, says 20 less the niceness. A lower
	// priority is always allowed; who started with one keeps it.
	if now, err := syscall.Getpriority(syscall.PRIO_PROCESS, 0); err == nil && 20-now < niceness {
		_ = syscall.Setpriority(syscall.PRIO_PROCESS, 0, niceness)
	}
}
