package aside

import (
	"bytes"
	"os"
	"strconv"

	"golang.org/x/sys/unix"
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
func resident() int64 {
	data, err := os.ReadFile("/proc/self/statm")
	if err != nil {
		return 0
	}
	fields := bytes.Fields(data)
	if len(fields) < 2 {
		return 0
	}
	pages, _ := strconv.ParseInt(string(fields[1]), 10, 64)
	return pages * int64(os.Getpagesize())
}
