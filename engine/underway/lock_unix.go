//go:build unix

package underway

import (
	"os"

	"golang.org/x/sys/unix"
)

// lock takes the lock of a file, which ends with the process, or fails at once
// if another has it.
func lock(file *os.File) error { return unix.Flock(int(file.Fd()), unix.LOCK_EX|unix.LOCK_NB) }
