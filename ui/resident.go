package ui

import (
	"bytes"
	"os"
	"strconv"
)

// resident is how many bytes of memory the system has given the process, 0
// where there is no /proc to say so.
func resident() int64 {
	data, err := os.ReadFile("/proc/self/statm")
	if err != nil {
		return 0
	}
	// The second field counts pages.
	fields := bytes.Fields(data)
	if len(fields) < 2 {
		return 0
	}
	pages, _ := strconv.ParseInt(string(fields[1]), 10, 64)
	return pages * int64(os.Getpagesize())
}
