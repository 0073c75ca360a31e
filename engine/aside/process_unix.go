//go:build unix

package aside

import (
	"math"
	"os/exec"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

// boundFiles has the process write no file, and leave no image of its memory
// when it crashes. Pipes are not files.
func boundFiles() {
	for _, kind := range []int{unix.RLIMIT_FSIZE, unix.RLIMIT_CORE} {
		_ = unix.Setrlimit(kind, &unix.Rlimit{})
	}
}

// computed is how much time of processors this process has had.
func computed() time.Duration {
	var usage unix.Rusage
	if unix.Getrusage(unix.RUSAGE_SELF, &usage) != nil {
		return math.MaxInt64
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}

// apart makes a command lead a group of processes of its own, so that Ctrl-C
// goes to the program alone and end reaches its children.
func apart(command *exec.Cmd) { command.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} }

// end ends a command that was started apart, with its children.
func end(command *exec.Cmd) {
	_ = syscall.Kill(-command.Process.Pid, syscall.SIGKILL)
	_ = command.Process.Kill()
}
