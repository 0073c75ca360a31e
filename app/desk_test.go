package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"foolscope/engine/param"
	"foolscope/tools/desk"
	"foolscope/ui/events"
)

const deskWidth, deskHeight = 1280, 800

// sitter is a person in front of the program, in a real window on a display of
// its own. Whatever goes wrong ends the test.
type sitter struct {
	t       testing.TB
	display *desk.Display
	program *desk.Program
	// mark is the place in the log up to which events were waited for by next.
	mark int
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
func build(t testing.TB) string {
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
func open(t testing.TB, args ...string) *sitter {
	t.Helper()
	return openFor(t, t.TempDir(), args...)
}

// openFor starts the program on a new display, for somebody whose
// configuration is in a folder.
func openFor(t testing.TB, config string, args ...string) *sitter {
	t.Helper()
	return openWith(t, config, nil, args...)
}

// openWith is openFor with further environment variables.
func openWith(t testing.TB, config string, env []string, args ...string) *sitter {
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
	if s.program, err = display.Start(path, config, t.TempDir(), env, args...); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.program.Kill)
	s.ok(s.program.Fill())
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
	_, err = s.program.AwaitScene("the focus on "+row, func(scene events.Scene) bool { return scene.Focus == row })
	s.ok(err)
}

// until waits for an event, from the beginning of the log.
func (s *sitter) until(what string, wanted func(events.Event) bool) events.Event {
	s.t.Helper()
	e, _, err := s.program.Await(what, 0, wanted)
	s.ok(err)
	return e
}

// next waits for an event after the one that it was called for last.
func (s *sitter) next(what string, wanted func(events.Event) bool) events.Event {
	s.t.Helper()
	e, at, err := s.program.Await(what, s.mark, wanted)
	s.ok(err)
	s.mark = at
	// The controls are where they belong as soon as the scene is that of the event.
	_, err = s.program.AwaitScene("the scene of "+what, func(scene events.Scene) bool { return scene.Generation >= e.Generation })
	s.ok(err)
	return e
}

// click clicks on a control once it is there.
func (s *sitter) click(name string) {
	s.t.Helper()
	s.ok(s.program.AwaitPlace(name))
	s.ok(s.program.ClickOn(name))
}

// cell names a part of a control.
func cell(control string, i int) string { return fmt.Sprintf("%s.%d", control, i) }

// choose opens a list and takes what stands at a place of it.
func (s *sitter) choose(name string, place int) {
	s.t.Helper()
	s.unfold(name)
	s.press(append(append([]string{"Home"}, slices.Repeat([]string{"Down"}, place)...), "Return")...)
	s.overlay(false)
}

// unfold clicks on a list until it is open: what was chosen before may have
// moved it between the look at where it is and the click.
func (s *sitter) unfold(name string) {
	s.t.Helper()
	const tries, wait, look = 4, 3 * time.Second, 20 * time.Millisecond
	for range tries {
		before, _ := s.program.Place(name)
		s.click(name)
		for late := time.Now().Add(wait); time.Now().Before(late); time.Sleep(look) {
			if s.program.Scene().Overlay {
				return
			}
		}
		if now, _ := s.program.Place(name); now == before {
			break
		}
	}
	s.overlay(true)
}

// drag drags a slider from a value along others, with the mouse.
func (s *sitter) drag(row string, set param.Set, values ...float64) {
	s.t.Helper()
	s.ok(s.program.AwaitPlace(row))
	s.ok(s.program.Reveal(row))
	place, _ := s.program.Place(row)
	_, key, _ := strings.Cut(row, ".")
	p, ok := set.Find(key)
	if !ok {
		s.t.Fatalf("there is no parameter %s", key)
	}
	// The middle of the thumb, which is 10 wide, stays on the rail. The rail is in the lower part of the row.
	const thumb = 10
	var path []desk.Point
	for _, v := range values {
		share := float32((v - p.Min) / (p.Max - p.Min))
		x := place.X + thumb/2 + share*(place.Width-thumb)
		path = append(path, desk.Point{X: int(x + 0.5), Y: int(place.Y + 0.8*place.Height)})
	}
	s.ok(s.display.Drag(path[0], path[1:]...))
}

// overlay waits until something lies over the window, or nothing.
func (s *sitter) overlay(there bool) {
	s.t.Helper()
	_, err := s.program.AwaitScene(fmt.Sprintf("something over the window: %v", there), func(scene events.Scene) bool {
		return scene.Overlay == there
	})
	s.ok(err)
}

// unfocus takes the focus from every control, by a click on nothing.
func (s *sitter) unfocus() {
	s.t.Helper()
	s.ok(s.display.Click(deskWidth-4, deskHeight/2))
	_, err := s.program.AwaitScene("no focus", func(scene events.Scene) bool { return scene.Focus == "" })
	s.ok(err)
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
