package disk_test

import (
	"bufio"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"foolscope/engine/disk"
)

// writerVariable makes the test's own program write to the file that it names,
// half of it, and wait.
const writerVariable = "DISK_TEST_WRITES"

func TestMain(m *testing.M) {
	if path := os.Getenv(writerVariable); path != "" {
		disk.Write(path, func(w io.Writer) error {
			io.WriteString(w, "half")
			os.Stdout.WriteString("writing\n")
			time.Sleep(time.Minute)
			return errors.New("nobody ended it")
		})
		os.Exit(1)
	}
	os.Exit(m.Run())
}

// writer is another program in the middle of writing a file.
func writer(t *testing.T, path string) *exec.Cmd {
	t.Helper()
	command := exec.Command(os.Args[0])
	command.Env = append(os.Environ(), writerVariable+"="+path)
	out, err := command.StdoutPipe()
	if err == nil {
		err = command.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { command.Process.Kill(); command.Wait() })
	if line, err := bufio.NewReader(out).ReadString('\n'); line != "writing\n" {
		t.Fatalf("the writer says %q (%v)", line, err)
	}
	return command
}

// listing is what a folder holds, with the kinds and permissions.
func listing(t *testing.T, folder string) string {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	for _, e := range entries {
		info, err := e.Info()
		if err != nil {
			t.Fatal(err)
		}
		out.WriteString(info.Mode().String() + " " + e.Name() + "\n")
	}
	return out.String()
}

func parts(t *testing.T, folder string) int {
	t.Helper()
	return strings.Count(listing(t, folder), ".part")
}

func TestSweepTakesPartsWithoutAnOwner(t *testing.T) {
	folder := t.TempDir()
	dead, alive := writer(t, filepath.Join(folder, "dead")), writer(t, filepath.Join(folder, "alive"))
	_ = alive
	dead.Process.Kill()
	dead.Wait()
	if n := parts(t, folder); n != 2 {
		t.Fatalf("there are %d parts, want one of each writer", n)
	}
	disk.Sweep(folder)
	if n := parts(t, folder); n != 1 {
		t.Errorf("%d parts are left, want that of the writer that lives", n)
	}
}

// Names that are like a part's, or a part's that is no file, are the user's.
func TestSweepLeavesEverythingElse(t *testing.T) {
	folder := t.TempDir()
	for _, name := range []string{
		"model.onnx.part", ".foolscope-.part", ".foolscope-short.part", ".foolscope-ABCDEFGHIJ.part.txt", "foolscope-ABCDEFGHIJ.part",
	} {
		os.WriteFile(filepath.Join(folder, name), nil, 0o644)
	}
	os.Mkdir(filepath.Join(folder, ".foolscope-ABCDEFGHIJ.part"), 0o755)
	os.Symlink("model.onnx.part", filepath.Join(folder, ".foolscope-ABCDEFGHIK.part"))
	before := listing(t, folder)
	disk.Sweep(folder)
	disk.Sweep(filepath.Join(folder, "absent"))
	if after := listing(t, folder); after != before {
		t.Errorf("the folder holds\n%s\nand held\n%s", after, before)
	}
}

func TestWriteSweepsBesideItself(t *testing.T) {
	folder := t.TempDir()
	dead := writer(t, filepath.Join(folder, "dead"))
	dead.Process.Kill()
	dead.Wait()
	if err := disk.WriteBytes(filepath.Join(folder, "file"), nil); err != nil {
		t.Fatal(err)
	}
	if got := listing(t, folder); strings.Count(got, "\n") != 1 {
		t.Errorf("the folder holds\n%s", got)
	}
}

// While many sweep, many write: no part is swept from under its writer.
func TestSweepingDoesNotDisturbWriting(t *testing.T) {
	folder := t.TempDir()
	stop := make(chan struct{})
	defer close(stop)
	for range 3 {
		go func() {
			for {
				select {
				case <-stop:
					return
				default:
					disk.Sweep(folder)
					time.Sleep(time.Millisecond)
				}
			}
		}()
	}
	for i := range 100 {
		if err := disk.WriteBytes(filepath.Join(folder, "file"), []byte("new")); err != nil {
			t.Fatalf("write %d: %v", i, err)
		}
	}
	if err := disk.CheckFolder(folder); err != nil {
		t.Error(err)
	}
}

func TestCheckFolder(t *testing.T) {
	folder := t.TempDir()
	if err := disk.CheckFolder(folder); err != nil {
		t.Error(err)
	}
	if got := listing(t, folder); got != "" {
		t.Errorf("it left\n%s", got)
	}
	if err := disk.CheckFolder(filepath.Join(folder, "absent")); !errors.Is(err, disk.ErrNoFolder) {
		t.Errorf("the error is %v", err)
	}
}
