package explore

import (
	"testing"

	"fyne.io/fyne/v2"

	"foolscope/engine/trial"
	"foolscope/ui/explore/control"
	"foolscope/ui/part"
)

// drawnLines tells the present lines of the plot from those of the past.
func drawnLines(p *plot) (present, past []part.Series) {
	for _, s := range p.chart.Series() {
		if s.Past {
			past = append(past, s)
		} else {
			present = append(present, s)
		}
	}
	return present, past
}

func TestPlotNeverGoesBlankWhileItIsDrawnAnew(t *testing.T) {
	s, c := screen(t, fyne.NewSize(1280, 722))
	whole := fooled(c)
	sweep := *whole.Sweep
	sweep.Done = true
	whole.Sweep, whole.Settings.Picture, whole.Blocked = &sweep, 1, nil
	s.Show(whole)
	present, past := drawnLines(s.plot)
	if len(present) != 4 || len(past) != 0 {
		t.Fatalf("at first %d lines, %d of the past", len(present), len(past))
	}
	empty := sweep
	empty.Points, empty.Done = nil, false
	grown := empty
	grown.Points = sweep.Points[:2]
	for _, test := range []struct {
		name          string
		edit          func(*control.Snapshot)
		present, past int
	}{
		{"older values", func(s *control.Snapshot) { s.SweepStale = true }, 0, 4},
		{"no points yet", func(s *control.Snapshot) { s.Sweep = &empty }, 0, 4},
		{"no result yet", func(s *control.Snapshot) { s.Result, s.Sweep = nil, &empty }, 0, 4},
		{"some points", func(s *control.Snapshot) { s.Sweep = &grown }, 4, 4},
		{"all points", func(s *control.Snapshot) {}, 4, 0},
	} {
		snap := whole
		test.edit(&snap)
		s.Show(snap)
		if present, past := drawnLines(s.plot); len(present) != test.present || len(past) != test.past {
			t.Errorf("%s: %d lines, %d of the past", test.name, len(present), len(past))
		}
	}
}

func TestChooserListsWhatCanBeVaried(t *testing.T) {
	s, c := screen(t, fyne.NewSize(1280, 722))
	s.Show(fooled(c))
	if got := len(s.plot.varied); got != len(c.Varied()) || got < 2 {
		t.Fatalf("%d to choose from", got)
	}
	last := len(s.plot.varied) - 1
	s.plot.vary(last)
	s.Show(c.Snapshot())
	if got := c.Snapshot().Settings.Plot; got.Axis != trial.SweepDefense || s.plot.against.Selected() != last {
		t.Errorf("chosen: %+v, the chooser shows %d", got, s.plot.against.Selected())
	}
}

// An attack that searches for the smallest change has no strength, but may have other
// numbers.
func TestAttackWithoutAStrengthLeavesTheChoice(t *testing.T) {
	s, c := screen(t, fyne.NewSize(1280, 722))
	c.SetAttack("smallest")
	show := func() {
		snap := c.Snapshot()
		snap.Settings.Picture, snap.Blocked = 1, nil
		s.Show(snap)
	}
	show()
	const note = "This attack has no strength. Choose above what the curves are drawn against."
	if got := s.plot.emptyNote(s.plot.snap); got != note || s.plot.against.Selected() != -1 {
		t.Errorf("the plot says %q, and number %d is chosen", got, s.plot.against.Selected())
	}
	s.plot.vary(0)
	show()
	if got := s.plot.emptyNote(s.plot.snap); got != working() || s.plot.against.Selected() != 0 {
		t.Errorf("against steps the plot says %q, and number %d is chosen", got, s.plot.against.Selected())
	}
}
