package ort_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"foolscope/engine/ort"
)

// A process loads the library once, so that tests of loading each run this
// test binary again, which then does what the variable says.
const taskVariable = "ORT_TEST_TASK"

func TestMain(m *testing.M) {
	switch os.Getenv(taskVariable) {
	case "start":
		err := ort.Start()
		var missing *ort.MissingLibraryError
		fmt.Println(err, errors.As(err, &missing))
		os.Exit(0)
	case "retry":
		fmt.Println(retry())
		os.Exit(0)
	case "":
	default:
		beProvider(os.Getenv(taskVariable))
	}
	os.Exit(m.Run())
}

// retry starts without a library, then puts it in place and runs a network.
func retry() error {
	source, place := os.Getenv("ORT_TEST_SOURCE"), os.Getenv(ort.LibraryVariable)
	if err := ort.Start(); err == nil {
		return errors.New("it started without a library")
	}
	if _, err := ort.Open(double(), ort.Options{}); err == nil {
		return errors.New("it opened a model without a library")
	}
	if err := os.Symlink(source, filepath.Join(place, "libonnxruntime.so")); err != nil {
		return err
	}
	s, err := ort.Open(double(), ort.Options{})
	if err != nil {
		return err
	}
	defer s.Close()
	outputs, err := s.Run(context.Background(), map[string]ort.Tensor{"x": tensor([]int64{1}, 21)})
	if err == nil && outputs["y"].Data[0] != 42 {
		err = fmt.Errorf("2 * 21 = %v", outputs["y"].Data)
	}
	return err
}

// inProcess runs a task in a process of its own and returns what it prints.
func inProcess(t *testing.T, task string, environment ...string) string {
	t.Helper()
	command := exec.Command(os.Args[0])
	command.Env = append(append(os.Environ(), taskVariable+"="+task), environment...)
	out, err := command.CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	return string(out)
}

func linuxLibrary(t *testing.T) string {
	t.Helper()
	if runtime.GOOS != "linux" {
		t.Skip("written for Linux")
	}
	path, err := ort.Library()
	if err != nil {
		t.Skip(err)
	}
	return path
}

func TestStartExplains(t *testing.T) {
	folder := t.TempDir()
	genuine := linuxLibrary(t)
	whole, err := os.ReadFile(genuine)
	if err != nil {
		t.Fatal(err)
	}
	path := func(name string) string { return filepath.Join(folder, name) }
	write(t, path("text.so"), []byte("this is no library\n"))
	write(t, path("half.so"), whole[:len(whole)/2])
	// onnxruntime hands its functions out by version; this one has none so
	// new.
	compile(t, path("old.so"), `
		struct base { const void *(*api)(unsigned); const char *(*version)(void); };
		static const void *api(unsigned version) { return 0; }
		static const char *version(void) { return "1.9.0"; }
		static const struct base base = {api, version};
		const struct base *OrtGetApiBase(void) { return &base; }`)
	compile(t, path("other.so"), `int answer(void) { return 42; }`)

	tests := []struct{ name, override, want string }{
		{"a place that does not exist", path("none"), "FOOLSCOPE_ONNXRUNTIME is set to " + path("none") + ", but there is no libonnxruntime.so: correct or unset it true\n"},
		{"an empty folder", t.TempDir(), "but there is no libonnxruntime.so: correct or unset it true\n"},
		{"text", path("text.so"), "text.so cannot be used: it is not a library for this system, or it is damaged true\n"},
		{"half of the library", path("half.so"), "half.so cannot be used: it is not a library for this system, or it is damaged true\n"},
		{"an old version", path("old.so"), "old.so cannot be used: it is too old; version 1.24 or newer is needed true\n"},
		{"another library", path("other.so"), "other.so cannot be used: it is a library, but not onnxruntime true\n"},
		{"the library", genuine, "<nil> false\n"},
		{"its folder", filepath.Dir(genuine), "<nil> false\n"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := inProcess(t, "start", ort.LibraryVariable+"="+test.override); !strings.HasSuffix(got, test.want) {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestStartRetries(t *testing.T) {
	source := linuxLibrary(t)
	if got := inProcess(t, "retry", ort.LibraryVariable+"="+t.TempDir(), "ORT_TEST_SOURCE="+source); got != "<nil>\n" {
		t.Errorf("got %s", got)
	}
}

// compile makes a shared library of C source.
func compile(t *testing.T, path, source string) {
	t.Helper()
	command := exec.Command("cc", "-shared", "-fPIC", "-x", "c", "-o", path, "-")
	command.Stdin = strings.NewReader(source)
	if out, err := command.CombinedOutput(); err != nil {
		t.Skipf("no C compiler: %v: %s", err, out)
	}
}
