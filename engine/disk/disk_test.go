package disk_test

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"foolscope/engine/disk"
)

func TestWriteReplacesWholeFiles(t *testing.T) {
	broken := errors.New("broken")
	write := func(text string, after error) func(io.Writer) error {
		return func(w io.Writer) error {
			if _, err := io.WriteString(w, text); err != nil {
				return err
			}
			return after
		}
	}
	refuse := func(string) error { return broken }
	for _, c := range []struct {
		name   string
		fill   func(io.Writer) error
		checks []func(string) error
		want   string
		err    error
	}{
		{"all goes well", write("new", nil), nil, "new", nil},
		{"writing fails half-way", write("ne", broken), nil, "old", broken},
		{"the check refuses", write("new", nil), []func(string) error{refuse}, "old", broken},
	} {
		t.Run(c.name, func(t *testing.T) {
			folder := t.TempDir()
			path := filepath.Join(folder, "file")
			if err := os.WriteFile(path, []byte("old"), 0o644); err != nil {
				t.Fatal(err)
			}
			if err := disk.Write(path, c.fill, c.checks...); !errors.Is(err, c.err) {
				t.Errorf("the error is %v, want %v", err, c.err)
			}
			if got, _ := os.ReadFile(path); string(got) != c.want {
				t.Errorf("the file holds %q, want %q", got, c.want)
			}
			if entries, _ := os.ReadDir(folder); len(entries) != 1 {
				t.Errorf("%d files are left", len(entries))
			}
		})
	}
}

func TestWriteNeedsAFolder(t *testing.T) {
	err := disk.WriteBytes(filepath.Join(t.TempDir(), "absent", "file"), nil)
	if !errors.Is(err, disk.ErrNoFolder) {
		t.Errorf("the error is %v", err)
	}
}

func TestExplain(t *testing.T) {
	for _, c := range []struct {
		err  error
		want string
	}{
		{&os.PathError{Op: "open", Path: "secret/path", Err: syscall.ENOENT}, "there is no such file"},
		{&os.PathError{Op: "open", Path: "secret/path", Err: syscall.EACCES}, "permission is denied"},
		{&os.PathError{Op: "write", Path: "secret/path", Err: syscall.ENOSPC}, "the disk is full"},
		{&os.PathError{Op: "open", Path: "secret/path", Err: syscall.EISDIR}, "a folder has this name"},
		{errors.New("something else"), "something else"},
	} {
		if got := disk.Explain(c.err); got != c.want {
			t.Errorf("%v is explained as %q, want %q", c.err, got, c.want)
		}
	}
}
