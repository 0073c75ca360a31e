package main

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"foolscope/tools/desk"
	"foolscope/ui/events"
)

// The program is killed while it computes what never ends, as the system does
// it for want of memory. The next start shows the sample, and asks; until
// somebody answers, the session waits.
func TestWindowStartsSafelyAfterACrash(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("what is killed there may keep its lock for a moment")
	}
	config, model, picture := t.TempDir(), endlessOnWhite(t), white(t)
	s := openFor(t, config, "--model", model, "--picture", picture)
	s.computing(config, model)
	s.focus("attack.epsilon")
	s.press("Right")
	kept := filepath.Join(config, "fyne", "org.foolscope.Foolscope", "session.json")
	for deadline := time.Now().Add(60 * time.Second); ; time.Sleep(50 * time.Millisecond) {
		if data, _ := os.ReadFile(kept); strings.Contains(string(data), "epsilon=5") {
			break
		}
		if time.Now().After(deadline) {
			t.Fatal("the session was not kept")
		}
	}
	s.program.Kill()

	sample := func(e events.Event) bool {
		return e.Kind == "result" && e.Picture == firstSample && e.Values["epsilon"] == 4 && e.CleanLabel == firstSample
	}
	// The first time nobody answers; the program ends as it should.
	s = openFor(t, config)
	s.until("the sample", sample)
	s.ok(s.program.AwaitPlace("held.again"))
	s.quit()

	s = openFor(t, config)
	s.until("the sample again", sample)
	s.click("held.leave")
	e := s.until("the session without what was open", func(e events.Event) bool { return e.Kind == "result" && e.Values["epsilon"] == 5 })
	if e.Picture != firstSample || e.CleanLabel != firstSample {
		t.Errorf("it goes on with %+v", e)
	}
	s.quit()
	if text := sessionIn(t, config); strings.Contains(text, filepath.Base(model)) || strings.Contains(text, "white.png") {
		t.Errorf("it kept %s", text)
	}
}

// The same, and somebody wants it opened again: that ends in the same way, and
// the start after it asks once more.
func TestWindowAsksAgainAfterTheNextCrash(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("what is killed there may keep its lock for a moment")
	}
	config, model, picture := t.TempDir(), endlessOnWhite(t), white(t)
	s := openFor(t, config)
	s.until("the sample", func(e events.Event) bool { return e.Kind == "result" })
	s.ok(s.program.Drop(desk.Point{X: deskWidth / 2, Y: deskHeight / 2}, model, picture))
	// The session is to name both, or what is suspect is told and not asked about.
	working := func() {
		t.Helper()
		s.computing(config, model)
		wait(t, "the session is kept", func() bool {
			data, _ := os.ReadFile(filepath.Join(config, "fyne", "org.foolscope.Foolscope", "session.json"))
			return strings.Contains(string(data), `"model": "`+model) && !strings.Contains(string(data), `"held"`)
		})
	}
	working()
	s.program.Kill()
	for range 2 {
		s = openFor(t, config)
		s.until("the sample", func(e events.Event) bool { return e.Kind == "result" && e.Picture == firstSample })
		s.click("held.again")
		working()
		s.program.Kill()
	}
}
