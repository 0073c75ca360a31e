package disk_test

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"syscall"
	"testing"

	"foolscope/engine/disk"
)

// tinyDisk is a folder on a disk of 64 KiB.
func tinyDisk(t *testing.T) string {
	t.Helper()
	folder := t.TempDir()
	if runtime.GOOS != "linux" || exec.Command("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", folder).Run() != nil {
		t.Skip("a tiny disk can be made on Linux, by root")
	}
	t.Cleanup(func() { exec.Command("umount", folder).Run() })
	return folder
}

func TestAFullDiskKeepsTheOldFile(t *testing.T) {
	folder := tinyDisk(t)
	path := filepath.Join(folder, "file")
	old := bytes.Repeat([]byte("old"), 1000)
	if err := os.WriteFile(path, old, 0o644); err != nil {
		t.Fatal(err)
	}
	err := disk.WriteBytes(path, make([]byte, 1<<20))
	if !errors.Is(err, syscall.ENOSPC) || disk.Explain(err) != "the disk is full" {
		t.Errorf("the error is %v", err)
	}
	if got, _ := os.ReadFile(path); !bytes.Equal(got, old) {
		t.Errorf("the old file has %d bytes left of %d", len(got), len(old))
	}
	if entries, _ := os.ReadDir(folder); len(entries) != 1 {
		t.Errorf("%d files are left", len(entries))
	}
}
