package aside

import "golang.org/x/sys/unix"

// bound keeps the process from writing files. macOS has no limit of memory
// that it keeps: watchMemory does.
func bound(int64) { boundFiles() }

// resident is how many bytes of memory the process has had at most.
func resident() int64 {
	var usage unix.Rusage
	if unix.Getrusage(unix.RUSAGE_SELF, &usage) != nil {
		return 0
	}
	return usage.Maxrss
}
