package aside

import (
	"math"
	"os/exec"
	"syscall"
	"time"

	"golang.org/x/sys/windows"
)

// computed is how much time of processors this process has had.
func computed() time.Duration {
	var created, exited, kernel, user windows.Filetime
	if windows.GetProcessTimes(windows.CurrentProcess(), &created, &exited, &kernel, &user) != nil {
		return math.MaxInt64
	}
	const unit = 100 * time.Nanosecond
	sum := func(t windows.Filetime) int64 { return int64(t.HighDateTime)<<32 + int64(t.LowDateTime) }
	return time.Duration(sum(kernel)+sum(user)) * unit
}

// apart keeps a command from opening a console, and Ctrl-C from reaching it.
func apart(command *exec.Cmd) {
	command.SysProcAttr = &syscall.SysProcAttr{CreationFlags: windows.CREATE_NEW_PROCESS_GROUP | windows.CREATE_NO_WINDOW}
}

// end ends a command; its job ends its children.
func end(command *exec.Cmd) { _ = command.Process.Kill() }
