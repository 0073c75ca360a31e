package aside

import (
	"fmt"
	"os/exec"
)

// signalName is the number of the exception that ended a process, empty if
// none did.
func signalName(exit *exec.ExitError) string {
	// Exceptions have the two highest bits set.
	if code := uint32(exit.ExitCode()); code>>30 == 3 {
		return fmt.Sprintf("0x%08x", code)
	}
	return ""
}
