//go:build unix

package classifier_test

import (
	"path/filepath"

	"golang.org/x/sys/unix"
)

// pipe makes a pipe that nobody writes to.
func pipe(name string) func(folder string) error {
	return func(folder string) error { return unix.Mkfifo(filepath.Join(folder, name), 0o644) }
}
