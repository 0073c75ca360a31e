package control

import (
	"math"
	"slices"
	"testing"

	"foolscope/engine/attack"
	"foolscope/engine/trial"
	"foolscope/ui/explore/choice"
)

func TestSweepFillsUpAndMeetsTheResult(t *testing.T) {
	w := watch(t, nil)
	seen := 0
	s := w.until("a whole sweep", func(s Snapshot) bool {
		if s.Sweep != nil && len(s.Sweep.Points) > seen {
			seen = len(s.Sweep.Points)
		}
		return s.Sweep != nil && s.Sweep.Done
	})
	if len(s.Sweep.Points) != trial.SweepPoints || s.Sweep.Max != 200 {
		t.Fatalf("%d points up to %g", len(s.Sweep.Points), s.Sweep.Max)
	}
	series := s.Series()
	names := []string{"dark, attacked", "bright, attacked", "dark, after defence", "SSIM"}
	for i, line := range series {
		if line.Name != names[i] {
			t.Errorf("line %d is %q, want %q", i, line.Name, names[i])
		}
	}
	if series[0].Y[0] < 50 || series[0].Y[trial.SweepPoints-1] > 1 {
		t.Errorf("dark goes from %g to %g", series[0].Y[0], series[0].Y[trial.SweepPoints-1])
	}
}

func TestLineGoesThroughTheResult(t *testing.T) {
	w := watch(t, nil)
	w.SetValue("amount", 57)
	w.until("a whole sweep", func(s Snapshot) bool { return s.Sweep != nil && s.Sweep.Done })
	s := w.Snapshot()
	line := s.Series()[0]
	at, found := slices.BinarySearch(line.X, 57)
	if !found || math.Abs(line.Y[at]-100*s.Result.AttackedProbabilities[0]) > 1e-9 {
		t.Errorf("at 57: %v, the result says %g", line, s.Result.AttackedProbabilities[0])
	}
}

func TestMovingTheStrengthKeepsTheSweep(t *testing.T) {
	w := watch(t, nil)
	before := w.until("a whole sweep", func(s Snapshot) bool { return s.Sweep != nil && s.Sweep.Done })
	w.SetValue("amount", 60)
	if after := w.settled(); after.Sweep != before.Sweep || after.SweepStale || after.Strength() != 60 {
		t.Errorf("the sweep changed although only the place on it did")
	}
	w.SetValue("steps", 2)
	if s := w.Snapshot(); !s.SweepStale && s.Sweep == before.Sweep {
		t.Error("the sweep of other steps is not marked as stale")
	}
	w.until("the new sweep", func(s Snapshot) bool { return s.Sweep != nil && s.Sweep.Done && !s.SweepStale })
}

func TestSweepOfTheDefense(t *testing.T) {
	w := watch(t, nil)
	w.SetPlot(choice.Plot{Axis: trial.SweepDefense})
	s := w.until("a whole sweep", func(s Snapshot) bool { return s.Sweep != nil && s.Sweep.Done && s.Sweep.Axis == trial.SweepDefense })
	series := s.Series()
	if len(series) != 3 || series[1].Name != "dark, after defence" || series[1].Y[0] >= series[1].Y[len(series[1].Y)-1] {
		t.Errorf("series: %+v", series)
	}
	if s.Strength() != 20 {
		t.Errorf("strength %g", s.Strength())
	}
}

func TestCancelStopsTheSweep(t *testing.T) {
	w := watch(t, nil)
	w.settled()
	w.Cancel()
	n := 0
	if s := w.Snapshot(); s.Sweep != nil {
		n = len(s.Sweep.Points)
	}
	w.Cancel()
	if s := w.Snapshot(); s.Sweep != nil && len(s.Sweep.Points) > n+1 {
		t.Errorf("went on from %d to %d points", n, len(s.Sweep.Points))
	}
}

// An attack without a strength is attacked with, and its plot has no curve.
func TestAnAttackWithoutAStrengthHasNothingToVary(t *testing.T) {
	a := level(0.9, 0.9, attack.Scores)
	a.Strength = ""
	w := watch(t, func(o *options) { o.Attacks = []*attack.Attack{a} })
	w.settled()
	s := w.until("an empty sweep", func(s Snapshot) bool { return s.Sweep != nil && s.Sweep.Done })
	if len(s.Sweep.Points) != 0 || s.Sweep.Param.Key != "" || !math.IsNaN(s.Strength()) || s.Result.AttackedClass != 1 {
		t.Errorf("%d points of %q at %g; the attack made class %d", len(s.Sweep.Points), s.Sweep.Param.Key, s.Strength(), s.Result.AttackedClass)
	}
}
