package aside

import (
	"os/exec"
	"syscall"

	"golang.org/x/sys/windows"
)

// apart keeps a command from opening a console, and Ctrl-C from reaching it.
func apart(command *exec.Cmd) {
	command.SysProcAttr = &syscall.SysProcAttr{CreationFlags: windows.CREATE_NEW_PROCESS_GROUP | windows.CREATE_NO_WINDOW}
}

// end ends a command; its job ends its children.
func end(command *exec.Cmd) { _ = command.Process.Kill() }
