package aside

import (
	"golang.org/x/sys/unix"

	"foolscope/engine/pages"
)

// bound makes the system keep the limit of memory, and keeps the process from
// writing files.
func bound(memory int64) {
	boundFiles()
	// What can be written counts, be it touched or not: an allocation that is too
	// large fails at once. Without this limit there is still watchMemory.
	_ = unix.Setrlimit(unix.RLIMIT_DATA, &unix.Rlimit{Cur: uint64(memory), Max: uint64(memory)})
}

// resident is how many bytes of memory the system has given the process.
func resident() int64 { return pages.Resident() }
