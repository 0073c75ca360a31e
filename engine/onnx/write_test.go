package onnx_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"foolscope/engine/onnx"
)

func TestWriteFileReplacesTheOldFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "m.onnx")
	if err := os.WriteFile(path, []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := onnx.WriteFile(path, small()); err != nil {
		t.Fatal(err)
	}
	if m, err := onnx.ReadFile(path); err != nil || m.ProducerName != "test" {
		t.Errorf("the file holds %v, %v", m, err)
	}
	onlyFile(t, filepath.Dir(path), "m.onnx")
}

// A write that fails leaves what was there, and nothing beside it.
func TestWriteFileThatFailsLeavesNothing(t *testing.T) {
	dir := t.TempDir()
	// A folder that is not empty cannot be replaced by a file.
	if err := os.MkdirAll(filepath.Join(dir, "m.onnx", "inside"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := onnx.WriteFile(filepath.Join(dir, "m.onnx"), small()); err == nil || !strings.Contains(err.Error(), "cannot write the model") {
		t.Errorf("the error is %v", err)
	}
	onlyFile(t, dir, "m.onnx")
}

func TestWriteFileIntoAFolderThatTakesNoFiles(t *testing.T) {
	dir := t.TempDir()
	for name, folder := range map[string]string{"absent": filepath.Join(dir, "absent"), "locked": filepath.Join(dir, "locked")} {
		if name == "locked" {
			if err := os.Mkdir(folder, 0o555); err != nil {
				t.Fatal(err)
			}
			if f, err := os.Create(filepath.Join(folder, "probe")); err == nil {
				f.Close()
				t.Log("this user may write anywhere, so a locked folder is no obstacle")
				continue
			}
		}
		if err := onnx.WriteFile(filepath.Join(folder, "m.onnx"), small()); err == nil || !strings.Contains(err.Error(), "cannot write the model") {
			t.Errorf("%s: the error is %v", name, err)
		}
	}
}

func onlyFile(t *testing.T, dir, name string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	if len(entries) != 1 || entries[0].Name() != name {
		t.Errorf("the folder holds %v, not just %s", entries, name)
	}
}
