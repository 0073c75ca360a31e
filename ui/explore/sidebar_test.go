package explore

import (
	"errors"
	"testing"

	"fyne.io/fyne/v2"

	"foolscope/engine/attack"
	"foolscope/engine/param"
	"foolscope/engine/trial"
	"foolscope/ui/session"
)

func TestStripSaysWhyAPictureCannotBeRead(t *testing.T) {
	s, c := screen(t, fyne.NewSize(1280, 722))
	snap := c.Snapshot()
	snap.Pictures = []session.Picture{
		{ID: 1, Source: session.Source{Name: "fine"}},
		{ID: 2, Source: session.Source{Name: "torn.png", Path: "/a/torn.png"}, Err: errors.New("cannot open torn.png: the PNG picture is damaged")},
	}
	snap.Settings.Picture = 2
	s.Show(snap)
	want := "Cannot open torn.png: the PNG picture is damaged. Delete removes it from here."
	if s.side.strip.trouble != want || len(s.side.strip.content.Objects) != 3 {
		t.Errorf("below the strip: %q, %d objects", s.side.strip.trouble, len(s.side.strip.content.Objects))
	}
	high := s.side.strip.content.MinSize().Height
	removed := -1
	s.side.strip.thumbs.OnRemove = func(i int) { removed = i }
	s.side.strip.thumbs.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDelete})
	if removed != 1 {
		t.Errorf("Delete removes %d", removed)
	}
	snap.Settings.Picture = 1
	s.Show(snap)
	if s.side.strip.trouble != "" || s.side.strip.content.MinSize().Height >= high {
		t.Errorf("on another picture it still says %q", s.side.strip.trouble)
	}
}

func TestSeedLockFollowsTheState(t *testing.T) {
	s, c := screen(t, fyne.NewSize(1280, 722))
	s.Show(c.Snapshot())
	if s.side.seedLock.Value() != 1 {
		t.Error("the seed is not locked at first")
	}
	s.side.seedLock.(fyne.Focusable).TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	if !c.Snapshot().SeedFree {
		t.Error("the switch does not unlock the seed")
	}
	c.Undo()
	s.Show(c.Snapshot())
	if s.side.seedLock.Value() != 1 {
		t.Error("undo does not lock it again")
	}
}

func TestLectureLeavesTheStrengths(t *testing.T) {
	s, c := screen(t, fyne.NewSize(1280, 722))
	s.Show(c.Snapshot())
	for _, lecture := range []bool{true, false} {
		s.SetLecture(lecture)
		for name, o := range map[string]fyne.CanvasObject{"goal": s.side.goalBox, "seed": s.side.seed, "seed lock": s.side.seedLock, "presets": s.side.presetBox} {
			if o.Visible() == lecture {
				t.Errorf("in a lecture: %t, and the %s can be seen: %t", lecture, name, o.Visible())
			}
		}
	}
}

func TestPresetsSuitTheModel(t *testing.T) {
	s, c := screen(t, fyne.NewSize(1280, 722))
	c.SetAttack("many")
	_, a := s.names.findAttack("many")
	a.Tuned = map[attack.Sensitivity][]attack.Preset{attack.Sturdy: {
		{Name: "weak", Values: param.Values{"epsilon": 3, "steps": 5}}, {Name: "typical", Values: param.Values{"epsilon": 8, "steps": 10}},
	}}
	snap := c.Snapshot()
	s.Show(snap)
	if got := s.side.preset.Selected(); got != 1 {
		t.Errorf("for a model that nobody measured the defaults are preset %d", got)
	}
	snap.Sensitivity = attack.Sturdy
	s.Show(snap)
	if got := s.side.preset.Selected(); got != -1 {
		t.Errorf("for a sturdy model the defaults are preset %d", got)
	}
}

func TestGoalGoesBackToAnythingElse(t *testing.T) {
	s, c := screen(t, fyne.NewSize(1280, 722))
	snap := fooled(c)
	snap.Settings.Goal = trial.Goal{Kind: trial.Chosen, Class: 1}
	c.SetGoal(snap.Settings.Goal)
	s.Show(snap)
	s.side.goal.(fyne.Focusable).TypedKey(&fyne.KeyEvent{Name: fyne.KeyDelete})
	if got := c.Snapshot().Settings.Goal; got != (trial.Goal{}) {
		t.Errorf("Delete leads to the goal %+v", got)
	}
}
