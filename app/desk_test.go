package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"sync"
	"testing"
	"time"

	"foolscope/tools/desk"
	"foolscope/ui/state"
)

const deskWidth, deskHeight = 1280, 800

// sitter is a person in front of the program, in a real window on a display of
// its own. Whatever goes wrong ends the test.
type sitter struct {
	t       *testing.T
	display *desk.Display
	program *desk.Program
}

// compiled is the program, once for all tests.
var compiled = sync.OnceValues(func() (path string, err error) {
	path = filepath.Join(scratch, "foolscope")
	if out, err := exec.Command("go", "build", "-o", path, ".").CombinedOutput(); err != nil {
		return "", fmt.Errorf("go build: %w\n%s", err, out)
	}
	return path, nil
})

// build returns the path of the program.
func build(t *testing.T) string {
	t.Helper()
	path, err := compiled()
	if err != nil {
		t.Fatal(err)
	}
	return path
}

// scratch is a folder for what all tests share.
var scratch string

func TestMain(m *testing.M) {
	var err error
	if scratch, err = os.MkdirTemp("", "foolscope"); err != nil {
		panic("main: " + err.Error())
	}
	status := m.Run()
	os.RemoveAll(scratch)
	os.Exit(status)
}

// open starts the program for somebody who never used it.
func open(t *testing.T, args ...string) *sitter {
	t.Helper()
	return openFor(t, t.TempDir(), args...)
}

// openFor starts the program on a new display, for somebody whose
// configuration is in a folder.
func openFor(t *testing.T, config string, args ...string) *sitter {
	t.Helper()
	if missing := desk.Missing(); missing != "" {
		t.Skipf("%s must be installed to open a window", missing)
	}
	path := build(t)
	display, err := desk.NewDisplay(deskWidth, deskHeight)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(display.Close)
	s := &sitter{t: t, display: display}
	if s.program, err = display.Start(path, config, t.TempDir(), nil, args...); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.program.Kill)
	s.ok(s.program.Fill(deskWidth, deskHeight))
	return s
}

// ok ends the test if something went wrong.
func (s *sitter) ok(err error) {
	s.t.Helper()
	if err != nil {
		s.t.Fatal(err)
	}
}

// press sends keys to the window.
func (s *sitter) press(keys ...string) {
	s.t.Helper()
	s.ok(s.display.Press(keys...))
}

// focus clicks on the name of a slider, which leaves its value alone.
func (s *sitter) focus(row string) {
	s.t.Helper()
	s.ok(s.program.AwaitPlace(row))
	at, err := s.program.At(row, 0.05, 0.2)
	s.ok(err)
	s.ok(s.display.Click(at.X, at.Y))
	_, err = s.program.AwaitScene("the focus on "+row, func(scene state.Scene) bool { return scene.Focus == row })
	s.ok(err)
}

// until waits for an event, from the beginning of the log.
func (s *sitter) until(what string, wanted func(state.Event) bool) state.Event {
	s.t.Helper()
	e, err := s.program.Await(what, 0, wanted)
	s.ok(err)
	return e
}

// quit ends the program by its key.
func (s *sitter) quit() {
	s.t.Helper()
	s.press("ctrl+q")
	if err := s.program.Ended(30 * time.Second); err != nil {
		s.t.Errorf("after Ctrl+Q: %v\n%s", err, s.program.Output())
	}
}

// testdata is the folder with real models and photos, which is not part of the
// repository.
func testdata() string {
	_, here, _, _ := runtime.Caller(0)
	return filepath.Join(filepath.Dir(here), "..", "..", "shared", "testdata")
}
