package main

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"foolscope/engine/attack"
	"foolscope/engine/defense"
	"foolscope/tools/desk"
	"foolscope/ui/events"
)

// TestLesson does in a real window what a lesson does, from the first picture
// to the next start of the program.
func TestLesson(t *testing.T) {
	model, ambulance := photo(t)
	goldfish := filepath.Join(testdata(), "photos", "001_n01443537_goldfish.jpg")
	home, config := t.TempDir(), t.TempDir()
	s := openAt(t, config, home)
	first := s.next("the first result", isResult)
	if first.Verdict != "fooled" || first.Picture != firstSample {
		t.Errorf("it begins with %+v", first)
	}

	s.openPhotos(model, ambulance, goldfish)
	s.choose("defense", 0)
	s.next("the result without a defence", func(e events.Event) bool { return isResult(e) && e.Defense == "" })
	s.dragEpsilon()
	s.attackStepByStep()
	s.scrub()
	s.lookAround()
	last := s.addJPEG()
	beside := s.compare(last)
	s.saveAll(home, model, last, beside)

	s.press("ctrl+z", "ctrl+z")
	undone := s.next("two changes less", func(e events.Event) bool { return isResult(e) && e.Defense == "" })
	if undone.AttackedLabel != last.AttackedLabel || undone.Target != last.Target {
		t.Errorf("undo changed more than the defence and the comparison: %+v, was %+v", undone, last)
	}
	if undone.Computed == nil || *undone.Computed != 0 {
		t.Errorf("without the defence the attack was computed again: %+v", undone)
	}
	if _, ok := s.program.Place("compare.attack"); ok {
		t.Error("after undoing the comparison its second attack is still there")
	}
	before := s.program.Scene()
	s.quit()

	again := openAt(t, config, home)
	found := again.next("the result of the next start", isResult)
	sameResult(t, found, undone)
	after, err := again.program.AwaitScene("the pictures of the last time", func(scene events.Scene) bool { return scene.Unread == 0 })
	again.ok(err)
	if !slices.Equal(after.Pictures, before.Pictures) || after.Picture != before.Picture {
		t.Errorf("the strip has %q, %q chosen; it had %q, %q", after.Pictures, after.Picture, before.Pictures, before.Picture)
	}
	again.quit()
}

func isResult(e events.Event) bool { return e.Kind == "result" }

// openPhotos drops two photos and the model, as from a file manager, and
// chooses the first of the photos.
func (s *sitter) openPhotos(model, first, second string) {
	s.t.Helper()
	s.ok(s.program.Drop(desk.Point{X: 700, Y: 300}, first, second))
	scene, err := s.program.AwaitScene("both photos in the strip", func(scene events.Scene) bool {
		return scene.Unread == 0 && slices.Contains(scene.Pictures, filepath.Base(first)) &&
			scene.Picture == filepath.Base(second)
	})
	s.ok(err)
	s.ok(s.program.Drop(desk.Point{X: 700, Y: 300}, model))
	e := s.next("the second photo seen by the model", func(e events.Event) bool {
		return isResult(e) && e.Picture == filepath.Base(second) && e.CleanLabel == "goldfish"
	})
	if e.Error {
		s.t.Errorf("the photo was judged with an error: %s", e.Text)
	}
	s.click(cell("pictures", slices.Index(scene.Pictures, filepath.Base(first))))
	s.next("the first photo", func(e events.Event) bool { return isResult(e) && e.CleanLabel == "ambulance" })
}

// dragEpsilon drags the strength of FGSM with the mouse.
func (s *sitter) dragEpsilon() {
	s.t.Helper()
	s.choose("attack", attackNumber("fgsm"))
	fgsm := attack.All()[attackNumber("fgsm")]
	before := s.next("FGSM", func(e events.Event) bool { return isResult(e) && e.Attack == "fgsm" })
	const wanted = 6
	if before.Values["epsilon"] == wanted {
		s.t.Fatal("epsilon is there already")
	}
	s.drag("attack.epsilon", fgsm.Params, 1, 20, wanted)
	after := s.next("FGSM where the mouse let go", func(e events.Event) bool { return isResult(e) && e.Values["epsilon"] == wanted })
	if after.Verdict != "fooled" || after.Linf255 != wanted || after.CleanLabel != "ambulance" {
		s.t.Errorf("after the drag: %+v", after)
	}
}

// attackStepByStep chooses PGD with a class to reach, holds it, lets it take
// steps, and lets it go on.
func (s *sitter) attackStepByStep() {
	s.t.Helper()
	s.choose("attack", attackNumber("pgd"))
	s.next("PGD", func(e events.Event) bool { return isResult(e) && e.Attack == "pgd" })
	// Enough steps to be held in the middle of them.
	s.focus("attack.steps")
	s.ok(s.display.Type("100"))
	s.press("Return")
	s.next("PGD with 100 steps", func(e events.Event) bool { return isResult(e) && e.Values["steps"] == 100 })
	s.click("goal")
	s.overlay(true)
	s.ok(s.display.Type("pizza"))
	s.press("Return")
	held := s.hold()
	if held.Steps != 100 || held.Step < 1 || held.Step > 99 {
		s.t.Fatalf("it is held at %+v", held)
	}
	for i := 1; i <= 3; i++ {
		s.press("Right")
		_, err := s.program.AwaitScene("one step more", func(scene events.Scene) bool { return scene.Paused && scene.Step == held.Step+i })
		s.ok(err)
	}
	s.press("space")
	e := s.next("the goal", func(e events.Event) bool { return isResult(e) && e.Target != "" })
	if e.Verdict != "fooled" || e.Target != "pizza" || e.AttackedLabel != "pizza" || e.Linf255 > e.Values["epsilon"] {
		s.t.Errorf("with a goal: %+v", e)
	}
}

// hold pauses the attack that runs. If it was quicker, it is run again.
func (s *sitter) hold() events.Scene {
	s.t.Helper()
	for range 5 {
		s.unfocus()
		s.press("space")
		scene, err := s.program.AwaitScene("an attack that is held, or over", func(scene events.Scene) bool {
			return !scene.Busy || scene.Paused && scene.Step > 0
		})
		s.ok(err)
		if scene.Paused {
			return s.atRest(scene)
		}
		s.focus("seed")
		s.press("Right")
	}
	s.t.Fatal("the attack is always over before it can be held")
	return events.Scene{}
}

// atRest waits until an attack that is to be held has taken the step that it was
// in, so that the steps to come are those that are asked for.
func (s *sitter) atRest(scene events.Scene) events.Scene {
	s.t.Helper()
	for {
		time.Sleep(500 * time.Millisecond)
		now, err := s.program.AwaitScene("an attack that is held", func(scene events.Scene) bool { return scene.Paused })
		s.ok(err)
		if now.Step == scene.Step {
			return now
		}
		scene = now
	}
}

// scrub drags through the steps of the attack.
func (s *sitter) scrub() {
	s.t.Helper()
	s.click("page.1")
	_, err := s.program.AwaitScene("the steps", func(scene events.Scene) bool { return scene.Plot == 1 })
	s.ok(err)
	from, err := s.program.At("plot", 0.2, 0.5)
	s.ok(err)
	to, err := s.program.At("plot", 0.4, 0.5)
	s.ok(err)
	s.ok(s.display.Drag(from, to))
	scene, err := s.program.AwaitScene("a step of the trace", func(scene events.Scene) bool { return scene.Moment > 0 })
	s.ok(err)
	if scene.Step <= 0 || scene.Step >= scene.Steps {
		s.t.Errorf("in the middle of the plot is step %d of %d", scene.Step, scene.Steps)
	}
	// Back to the result.
	s.click("page.0")
	_, err = s.program.AwaitScene("the result again", func(scene events.Scene) bool { return scene.Plot == 0 && scene.Moment == -1 })
	s.ok(err)
}

// lookAround zooms with the wheel and drags the divider.
func (s *sitter) lookAround() {
	s.t.Helper()
	at, err := s.program.At("original", 0.3, 0.3)
	s.ok(err)
	s.ok(s.display.Wheel(at.X, at.Y, 5))
	scene, err := s.program.AwaitScene("magnified pictures", func(scene events.Scene) bool { return scene.Zoom > 1.1 })
	s.ok(err)
	if scene.X >= 0.5 || scene.Y >= 0.5 {
		s.t.Errorf("the wheel was turned in the upper left, but zoomed at %v, %v", scene.X, scene.Y)
	}
	handle, err := s.program.At("wipe", 0.5, 0.5)
	s.ok(err)
	to, err := s.program.At("original", 0.4, 0.5)
	s.ok(err)
	s.ok(s.display.Drag(handle, to))
	_, err = s.program.AwaitScene("the divider where it was dragged", func(scene events.Scene) bool {
		return scene.Wipe > 0.3 && scene.Wipe < 0.5
	})
	s.ok(err)
}

// addJPEG adds the defence.
func (s *sitter) addJPEG() events.Event {
	s.t.Helper()
	// None is the first.
	s.choose("defense", 1+slices.IndexFunc(defense.All(), func(d *defense.Defense) bool { return d.Key == "jpeg" }))
	e := s.next("JPEG", func(e events.Event) bool { return isResult(e) && e.Defense == "jpeg" })
	if e.DefendedLabel == "" || e.DefendedVerdict == "" {
		s.t.Errorf("with JPEG: %+v", e)
	}
	return e
}

// compare shows a second attack beside the first.
func (s *sitter) compare(with events.Event) events.Event {
	s.t.Helper()
	s.choose("compare", 1)
	e := s.next("a second attack", func(e events.Event) bool { return e.Kind == "compare" })
	if e.Compare != "attack" || e.Attack == with.Attack || e.Picture != with.Picture || e.AttackedLabel == "" || e.Target != with.Target {
		s.t.Errorf("beside %+v stands %+v", with, e)
	}
	return e
}

func attackNumber(key string) int {
	return slices.IndexFunc(attack.All(), func(a *attack.Attack) bool { return a.Key == key })
}

// sameResult compares all but the times, and how often the window was painted.
func sameResult(t testing.TB, got, want events.Event) {
	t.Helper()
	for _, e := range []*events.Event{&got, &want} {
		e.Generation, e.Milliseconds, e.StallMilliseconds, e.Computed = 0, 0, 0, nil
		e.Frames, e.WithoutVerdicts = 0, 0
	}
	if !equalJSON(got, want) {
		t.Errorf("the next start finds\n%+v\nit was left at\n%+v", got, want)
	}
}

// openAt starts the program for somebody who has a home folder, too.
func openAt(t testing.TB, config, home string) *sitter {
	t.Helper()
	cache, err := os.UserCacheDir()
	if err != nil {
		t.Fatal(err)
	}
	// onnxruntime stays where it is.
	return openWith(t, config, []string{"HOME=" + home, "XDG_CACHE_HOME=" + cache})
}
