package control

import (
	"strings"
	"testing"

	"foolscope/engine/attack"
	"foolscope/engine/trial"
	"foolscope/ui/explore/choice"
	"foolscope/ui/story"
)

func TestUndoAndRedoOfEverything(t *testing.T) {
	other := shift(nil)
	other.Key = "other"
	w := watch(t, func(o *options) { o.Attacks = []*attack.Attack{shift(nil), other} })
	first := w.settled().Settings
	steps := []func(){
		func() { w.SetValue("amount", 77) },
		func() { w.SetAttack("other") },
		func() { w.SetValue("steps", 9) },
		func() { w.SetPreset(0) },
		func() { w.SetDefenseValue("amount", 3) },
		func() { w.SetDefense("") },
		func() { w.SetGoal(trial.Goal{Kind: trial.Chosen, Class: 2}) },
		func() { w.SetSeed(5) },
		func() { w.Select(2) },
		func() { w.SetModel("other.onnx"); w.settled() },
	}
	var states []choice.Settings
	for _, step := range steps {
		states = append(states, w.Snapshot().Settings)
		step()
	}
	last := w.Snapshot().Settings
	for i := len(states) - 1; i >= 0; i-- {
		w.Undo()
		if got := w.Snapshot().Settings; !choice.Alike(got, states[i]) {
			t.Fatalf("undo %d leads to %+v, want %+v", i, got, states[i])
		}
	}
	w.Undo()
	if s := w.Snapshot(); !choice.Alike(s.Settings, first) || s.Notice.Text != "There is nothing to undo." {
		t.Errorf("%+v, notice %q", s.Settings, s.Notice.Text)
	}
	for range states {
		w.Redo()
	}
	if s := w.settled(); !choice.Alike(s.Settings, last) || s.Settings.Goal.Class != 2 {
		t.Errorf("redo leads to %+v, want %+v", s.Settings, last)
	}
}

func TestAChangeAfterUndoEndsRedo(t *testing.T) {
	w := watch(t, nil)
	w.SetSeed(2)
	w.Undo()
	w.SetValue("amount", 10)
	w.Redo()
	if s := w.Snapshot().Settings; s.Seed != 1 || s.Values["amount"] != 10 {
		t.Errorf("seed %d, amount %g", s.Seed, s.Values["amount"])
	}
}

func TestUndoSkipsWhatChangesNothing(t *testing.T) {
	w := watch(t, nil)
	w.SetSeed(4)
	w.Select(1)
	w.Retry()
	w.SetView(story.View{})
	w.Undo()
	if got := w.Snapshot().Settings; got.Seed != 1 {
		t.Errorf("seed %d, want the one before it was changed", got.Seed)
	}
	w.SetModel("broken.onnx")
	w.until("a notice", func(s Snapshot) bool { return s.Notice.Err && s.Settings.Model == "" })
	w.SetSeed(9)
	w.Undo()
	w.Redo()
	if got := w.Snapshot().Settings; got.Seed != 9 || got.Model != "" {
		t.Errorf("after undo and redo: %+v", got)
	}
	for range 5 {
		w.Undo()
		if got := w.Snapshot().Settings.Model; got != "" {
			t.Errorf("undo tries %s again, which cannot be opened", got)
		}
	}
}

func TestUndoOfAModelFindsTheGoalByName(t *testing.T) {
	w := watch(t, nil)
	w.settled()
	w.SetGoal(trial.Goal{Kind: trial.Chosen, Class: 1})
	named := w.Snapshot().Settings.Named(w.Snapshot().Model)
	if named.GoalName != "bright" {
		t.Fatalf("the goal is called %q", named.GoalName)
	}
	r := request{settings: choice.Settings{GoalName: "bright"}}
	w.findGoal(&r, story.ModelInfo{Labels: []string{"bright", "other"}})
	if r.settings.Goal != (trial.Goal{Kind: trial.Chosen, Class: 0}) {
		t.Errorf("in another network the goal is %+v", r.settings.Goal)
	}
}

func TestUndoneValuesAreRemembered(t *testing.T) {
	other := shift(nil)
	other.Key = "other"
	w := watch(t, func(o *options) { o.Attacks = []*attack.Attack{shift(nil), other} })
	w.SetValue("amount", 77)
	w.Undo()
	w.SetAttack("other")
	w.SetAttack("shift")
	if got := w.Snapshot().Settings.Values; got["amount"] != 50 {
		t.Errorf("amount %g came back although it was undone", got["amount"])
	}
}

// arranged is what undo brings back besides the settings.
type arranged struct {
	pictures string
	chosen   int
	view     story.View
	seedFree bool
}

func arrangement(s Snapshot) arranged {
	var names []string
	for _, p := range s.Pictures {
		names = append(names, p.Source.Name)
	}
	return arranged{strings.Join(names, ", "), s.Settings.Picture, s.View, s.SeedFree}
}

func TestUndoAndRedoOfTheStripAndTheView(t *testing.T) {
	a, b, _ := workplace(t)
	w := watch(t, nil)
	w.settled()
	steps := []func(){
		func() { w.SetView(story.View{Mode: story.Magnitude}) },
		func() { w.SetView(story.View{Mode: story.Magnitude, Gain: 20}) },
		func() { w.SetSeedFree(true) },
		func() { w.AddFiles(a, b) },
		func() { w.Select(3) },
		func() { w.Remove(3) },
		func() { w.Remove(4) },
	}
	var before []arranged
	for _, step := range steps {
		before = append(before, arrangement(w.Snapshot()))
		step()
	}
	last := arrangement(w.Snapshot())
	if last.pictures != "grey 120, grey 10" || last.chosen != 2 {
		t.Fatalf("after all steps: %+v", last)
	}
	for i := len(before) - 1; i >= 0; i-- {
		w.Undo()
		if got := arrangement(w.Snapshot()); got != before[i] {
			t.Fatalf("undo %d leads to %+v, want %+v", i, got, before[i])
		}
	}
	for range before {
		w.Redo()
	}
	if got := arrangement(w.Snapshot()); got != last {
		t.Errorf("redo leads to %+v, want %+v", got, last)
	}
	w.Undo()
	w.Undo()
	s := w.until("the picture that came back, with its thumbnail", func(s Snapshot) bool {
		return s.Current() && len(s.Pictures) == 4 && s.Pictures[2].Thumbnail != nil && s.Pictures[3].Thumbnail != nil
	})
	if s.Result.Picture != "a.png" {
		t.Errorf("%q is shown", s.Result.Picture)
	}
}

// To look at the result in another way computes nothing anew.
func TestUndoOfAViewKeepsTheResult(t *testing.T) {
	w := watch(t, nil)
	before := w.settled()
	w.SetView(story.View{Mode: story.Similarity})
	w.Undo()
	s := w.until("the first drawing", func(s Snapshot) bool { return s.Result.Drawing.View == story.View{} && s.View == story.View{} })
	if s.Generation != before.Generation || !s.Current() {
		t.Errorf("generation %d became %d", before.Generation, s.Generation)
	}
}
