package control

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"foolscope/engine/pixel"
	"foolscope/engine/trial"
	"foolscope/ui/explore/choice"
	"foolscope/ui/session"
	"foolscope/ui/story"
)

// workplace makes a folder with two pictures and a model.
func workplace(t *testing.T) (a, b, model string) {
	t.Helper()
	folder := t.TempDir()
	a, b, model = filepath.Join(folder, "a.png"), filepath.Join(folder, "b.png"), filepath.Join(folder, "net.onnx")
	for _, path := range []string{a, b} {
		if err := pixel.WritePNG(path, pixel.New(8, 8)); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(model, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	return a, b, model
}

// keepIn makes a controller keep its session in a file, and go on with the one
// that is there.
func keepIn(t *testing.T, file string) func(*options) {
	t.Helper()
	kept, err := session.Read(file, choice.IsText)
	if err != nil {
		t.Fatal(err)
	}
	return func(o *options) {
		o.BuiltIn, o.Restore = "brightness", kept
		o.Keep = func(s session.Kept) error { return session.Write(file, s) }
	}
}

// leave makes choices, and ends the controller.
func leave(t *testing.T, file, a, b, model string) choice.Settings {
	t.Helper()
	w := watch(t, keepIn(t, file))
	w.settled()
	w.AddFiles(a, b, model)
	w.settled()
	w.SetValue("amount", 33)
	w.SetDefense("")
	w.SetGoal(trial.Goal{Kind: trial.Chosen, Class: 2})
	w.SetSeed(8)
	w.SetView(story.View{Mode: story.Magnitude, Gain: 5})
	w.Select(3)
	w.SetSeedFree(true)
	for _, key := range []string{"ssim", "clean.attacked", "ssim", "class.bus"} {
		w.ToggleLine(key)
	}
	s := w.settled().Settings
	w.Close()
	return s
}

func TestSessionIsFoundAgain(t *testing.T) {
	a, b, model := workplace(t)
	file := filepath.Join(t.TempDir(), "new folder", "session.json")
	want := leave(t, file, a, b, model)
	w := watch(t, keepIn(t, file))
	s := w.settled()
	if !choice.Alike(s.Settings, want) || s.Model.Title != "model "+model {
		t.Errorf("found %+v of %q, want %+v", s.Settings, s.Model.Title, want)
	}
	if len(s.Pictures) != 4 || s.Pictures[2].Source.Path != a || s.Result.Picture != "a.png" {
		t.Errorf("%d pictures, %q is shown", len(s.Pictures), s.Result.Picture)
	}
	if s.Notice.Number != 0 {
		t.Errorf("notice %q", s.Notice.Text)
	}
	if s.View != (story.View{Mode: story.Magnitude, Gain: 5}) || !s.SeedFree || s.Result.Drawing.View != s.View {
		t.Errorf("view %+v, seed free %t", s.View, s.SeedFree)
	}
	w.Undo()
	if now := w.Snapshot().Settings; !choice.Alike(now, want) {
		t.Error("a restored session can be undone")
	}
}

func TestSessionWithoutItsFiles(t *testing.T) {
	a, b, model := workplace(t)
	file := filepath.Join(t.TempDir(), "session.json")
	leave(t, file, a, b, model)
	for _, path := range []string{a, model} {
		if err := os.Remove(path); err != nil {
			t.Fatal(err)
		}
	}
	s := watch(t, keepIn(t, file)).settled()
	if !s.Notice.Err || !strings.Contains(s.Notice.Text, "a.png, net.onnx") {
		t.Errorf("notice %q", s.Notice.Text)
	}
	if len(s.Pictures) != 3 || s.Result.Picture != "grey 120" || s.Settings.Model != "" {
		t.Errorf("%d pictures, %q is shown to %q", len(s.Pictures), s.Result.Picture, s.Settings.Model)
	}
	if s.Settings.Seed != 8 || s.Settings.Goal != (trial.Goal{}) {
		t.Errorf("seed %d, goal %+v", s.Settings.Seed, s.Settings.Goal)
	}
}

func TestSessionOutlivesACrash(t *testing.T) {
	file := filepath.Join(t.TempDir(), "session.json")
	w := watch(t, keepIn(t, file))
	w.SetSeed(4)
	// No Close: what a crash leaves is what was written until then.
	for deadline := time.Now().Add(20 * time.Second); ; time.Sleep(20 * time.Millisecond) {
		kept, err := session.Read(file, choice.IsText)
		if err != nil {
			t.Fatal(err)
		}
		if kept != nil && strings.Contains(kept.Settings, "seed=4") {
			return
		}
		if time.Now().After(deadline) {
			t.Fatalf("never kept: %+v", kept)
		}
	}
}

// What another version wrote is taken as far as this one knows it, and the first of the rest is told.
func TestSessionOfAnotherVersion(t *testing.T) {
	a, _, _ := workplace(t)
	for text, want := range map[string]struct {
		told   string
		amount float64
	}{
		"attack=from_the_future amount=70 seed=3":             {`no attack "from_the_future"`, 50},
		"attack=shift amount=70 twist=9 seed=3":               {`has no parameter "twist"`, 70},
		"attack=shift amount=7000 seed=3":                     {"amount must be between", 50},
		"attack=shift amount=70 weather=fine seed=3":          {`has no parameter "weather"`, 70},
		"attack=shift amount=70 defense=holy amount=8 seed=3": {`no defence "holy"`, 70},
		"attack=shift amount=70 goal=loudest seed=3":          {"the goal is one of", 70},
		"attack=shift amount=70 plot=cube seed=3":             {"the plot is one of", 70},
		"attack=shift amount=70 compare=audio:x seed=3":       {"compare is one of", 70},
		"attack=shift amount=70 seed=3":                       {"", 70},
	} {
		w := watch(t, func(o *options) {
			o.Restore = &session.Kept{Settings: "foolscope: " + text, Pictures: []string{a}, Picture: a}
		})
		s := w.settled()
		if !strings.Contains(s.Notice.Text, want.told) || (s.Notice.Number == 0) != (want.told == "") {
			t.Errorf("%s: notice %q, want %q", text, s.Notice.Text, want.told)
		}
		if got := s.Settings; got.Attack != "shift" || got.Values["amount"] != want.amount || got.Seed != 3 || got.Goal != (trial.Goal{}) || got.Compare.With != choice.Nothing {
			t.Errorf("%s: %+v", text, got)
		}
		if s.Result.Picture != "a.png" {
			t.Errorf("%s: %q is shown", text, s.Result.Picture)
		}
		w.Close()
	}
}

func TestSessionNamesFilesWherever(t *testing.T) {
	w := watch(t, nil)
	w.AddFiles("photo.png")
	w.mu.Lock()
	s := w.session()
	w.mu.Unlock()
	if len(s.Pictures) != 1 || !filepath.IsAbs(s.Pictures[0]) || !slices.Contains(s.Pictures, s.Picture) {
		t.Errorf("%+v", s)
	}
}

func TestSessionWithAnImpossibleView(t *testing.T) {
	w := watch(t, func(o *options) {
		o.Restore = &session.Kept{Settings: "foolscope: seed=3", View: story.View{Mode: 99, Gain: -1}}
	})
	if s := w.settled(); s.View != (story.View{}) || s.Settings.Seed != 3 {
		t.Errorf("view %+v, seed %d", s.View, s.Settings.Seed)
	}
}

func TestHiddenLinesAreKept(t *testing.T) {
	a, b, model := workplace(t)
	file := filepath.Join(t.TempDir(), "session.json")
	leave(t, file, a, b, model)
	s := watch(t, keepIn(t, file)).settled()
	if want := []string{"clean.attacked", "class.bus"}; !slices.Equal(s.Hidden, want) {
		t.Errorf("hidden are %q, want %q", s.Hidden, want)
	}
	if s.Hides("ssim") || !s.Hides("class.bus") {
		t.Error("the snapshot hides other lines")
	}
}
