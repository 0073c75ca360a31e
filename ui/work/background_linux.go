package work

import (
	"os"
	"runtime"
	"syscall"
)

// behind is how much nicer what computes is than the window, mostNice the most that there is.
const behind, mostNice = 10, 19

// stayBehind keeps the calling goroutine, and all threads that the networks it
// opens will have, from taking the processor from who draws the window.
// Drawing without a graphics card takes every core for a moment; with the same
// right to them, the longest wait of the window was twice as long.
func stayBehind() {
	// The priority is that of a thread, and threads that it starts inherit it.
	runtime.LockOSThread()
	// The system call, unlike the C function, says 20 less the niceness. That of the process is that of its first thread,
	// the window's. A lower priority is always allowed; who started with one keeps it.
	window, err := syscall.Getpriority(syscall.PRIO_PROCESS, os.Getpid())
	if err != nil {
		return
	}
	nice := min(mostNice, 20-window+behind)
	if now, err := syscall.Getpriority(syscall.PRIO_PROCESS, 0); err == nil && 20-now < nice {
		_ = syscall.Setpriority(syscall.PRIO_PROCESS, 0, nice)
	}
}
