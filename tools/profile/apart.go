package main

import (
	"os"
	"os/exec"

	"foolscope/engine/onnx"
	"foolscope/engine/onnx/randomnet"
)

// apartVariable, when set, makes the process write a network and end.
const apartVariable = "FOOLSCOPE_PROFILE_WRITE"

func init() {
	path := os.Getenv(apartVariable)
	if path == "" {
		return
	}
	if err := onnx.WriteFile(path, known[os.Args[1]](randomnet.Options{})); err != nil {
		os.Stderr.WriteString(err.Error() + "\n")
		os.Exit(1)
	}
	os.Exit(0)
}

// writeApart writes a known network in another process.
func writeApart(name, path string) error {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	command := exec.Command(self, name)
	command.Env = append(os.Environ(), apartVariable+"="+path)
	command.Stderr = os.Stderr
	return command.Run()
}
