package main

import (
	"context"
	"io"
	"os"
	"os/exec"
	"path/filepath"

	"foolscope/engine/aside"
	"foolscope/engine/disk"
	"foolscope/models"
)

// modelCommand is what the program calls itself with to try a model. Like
// tryCommand, it is not for people.
const modelCommand = "try-model"

// tryModel is the command of that name.
func tryModel(_ context.Context, args []string, stdout, _ io.Writer) error {
	return aside.Serve(args, os.Stdin, stdout)
}

// tryModels has models from outside be tried in a process of their own, unless
// the environment says otherwise.
func tryModels() {
	if os.Getenv(aside.Variable) == "off" {
		return
	}
	s := aside.Setup{Command: func(args ...string) *exec.Cmd { return again(append([]string{modelCommand}, args...)...) }}
	if cache, err := disk.CacheFolder(); err == nil {
		s.Folder = filepath.Join(cache, "foolscope")
	}
	for _, e := range models.Catalogue() {
		s.Trusted = append(s.Trusted, e.SHA256)
	}
	aside.Use(s)
}

// again describes this program with other arguments.
func again(args ...string) *exec.Cmd {
	program, err := os.Executable()
	if err != nil {
		program = os.Args[0]
	}
	return exec.Command(program, args...)
}
