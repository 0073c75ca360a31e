//go:build unix

package aside

import (
	"os/exec"
	"syscall"

	"golang.org/x/sys/unix"
)

// signalName is the name of the signal that ended a process, empty if none did.
func signalName(exit *exec.ExitError) string {
	if status, ok := exit.Sys().(syscall.WaitStatus); ok && status.Signaled() {
		return unix.SignalName(status.Signal())
	}
	return ""
}
