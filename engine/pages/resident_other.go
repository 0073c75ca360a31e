//go:build !linux

package pages

// Resident is how many bytes of memory the system has given the process, 0 where
// it does not say.
func Resident() int64 { return 0 }
