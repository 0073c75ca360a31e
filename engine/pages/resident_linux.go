package pages

import (
	"bytes"
	"os"
	"strconv"
)

// Resident is how many bytes of memory the system has given the process, 0 where
// it does not say.
func Resident() int64 {
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
