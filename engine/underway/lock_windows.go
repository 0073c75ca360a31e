package underway

import (
	"os"

	"golang.org/x/sys/windows"
)

// lock takes the lock of a file, which ends with the process, or fails at once
// if another has it. It is a byte far behind what is written.
func lock(file *os.File) error {
	const far = 1 << 30
	return windows.LockFileEx(windows.Handle(file.Fd()), windows.LOCKFILE_EXCLUSIVE_LOCK|windows.LOCKFILE_FAIL_IMMEDIATELY,
		0, 1, 0, &windows.Overlapped{Offset: far})
}
