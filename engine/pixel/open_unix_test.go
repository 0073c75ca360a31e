//go:build unix

package pixel

import (
	"net"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

func TestWhatIsNoFileIsNotRead(t *testing.T) {
	folder := t.TempDir()
	zero, pipe, socket := filepath.Join(folder, "zero.png"), filepath.Join(folder, "pipe.png"), filepath.Join(folder, "s.png")
	if err := os.Symlink("/dev/zero", zero); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	listener, err := net.Listen("unix", socket)
	if err != nil {
		t.Skip("no socket can be made: ", err)
	}
	defer listener.Close()
	for _, path := range []string{zero, pipe, socket} {
		if _, err := Open(t.Context(), path); err == nil || !strings.Contains(err.Error(), "not a file") {
			t.Errorf("%s: error %v", filepath.Base(path), err)
		}
	}
}
