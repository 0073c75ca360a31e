package disk_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"foolscope/engine/disk"
)

func TestReadIsBounded(t *testing.T) {
	path := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(path, make([]byte, 2048), 0o644); err != nil {
		t.Fatal(err)
	}
	if data, err := disk.Read(path, 2048); len(data) != 2048 || err != nil {
		t.Errorf("%d bytes, %v", len(data), err)
	}
	if data, err := disk.Read(path, 2047); data != nil || err == nil || !strings.Contains(err.Error(), "larger than") {
		t.Errorf("%d bytes, %v", len(data), err)
	}
}

func TestReadTakesOrdinaryFilesOnly(t *testing.T) {
	folder := t.TempDir()
	if _, err := disk.Read(filepath.Join(folder, "none"), 10); !os.IsNotExist(err) {
		t.Errorf("no file: %v", err)
	}
	if _, err := disk.Read(folder, 10); err == nil || disk.Explain(err) != "a folder has this name" {
		t.Errorf("a folder: %v", err)
	}
	var odd []string
	if runtime.GOOS == "linux" {
		link := filepath.Join(folder, "link")
		if err := os.Symlink("/dev/zero", link); err != nil {
			t.Fatal(err)
		}
		odd = append(odd, "/dev/zero", link)
	}
	if pipe := filepath.Join(folder, "pipe"); exec.Command("mkfifo", pipe).Run() == nil {
		odd = append(odd, pipe)
	}
	for _, path := range odd {
		if data, err := disk.Read(path, 10); err != disk.ErrNoFile {
			t.Errorf("%s: %d bytes, %v", path, len(data), err)
		}
	}
}
