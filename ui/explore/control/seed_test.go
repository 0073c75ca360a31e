package control

import (
	"testing"

	"foolscope/ui/explore/choice"
)

func TestSeedIsDrawnForEachRunUnlessItIsLocked(t *testing.T) {
	w := watch(t, nil)
	seed := func() uint64 { return w.Snapshot().Settings.Seed }
	w.SetValue("amount", 20)
	w.Release()
	if seed() != 1 {
		t.Fatalf("the seed is locked at first, and became %d", seed())
	}
	w.SetSeedFree(true)
	if seed() != 1 {
		t.Errorf("to unlock the seed made it %d", seed())
	}
	w.SetDefense("")
	w.SetDefense("darken")
	w.SetDefenseValue("amount", 30)
	if seed() != 1 {
		t.Errorf("a change of the defence drew seed %d, and so attacked anew", seed())
	}
	w.SetValue("steps", 2)
	drawn := seed()
	if drawn == 1 || drawn > choice.MaxSeed {
		t.Errorf("the next run has seed %d", drawn)
	}
	// One drag is one run.
	w.SetValue("amount", 21)
	dragged := seed()
	w.SetValue("amount", 22)
	if dragged == drawn || seed() != dragged {
		t.Errorf("seeds %d, %d and %d before, at the beginning and at the end of a drag", drawn, dragged, seed())
	}
	w.Select(1)
	if seed() != dragged {
		t.Error("a change that changes nothing drew a seed")
	}
	w.SetSeed(5)
	if seed() != 5 {
		t.Errorf("seed %d, but 5 was chosen", seed())
	}
	w.RunAgain()
	if seed() == 5 {
		t.Error("another run has the same seed")
	}
	w.Undo()
	if seed() != 5 {
		t.Errorf("undo leads to seed %d, want 5", seed())
	}
}

func TestRunningAgainKeepsALockedSeed(t *testing.T) {
	w := watch(t, nil)
	before := w.settled()
	drew := w.RunAgain()
	after := w.settled()
	if drew || after.Settings.Seed != before.Settings.Seed {
		t.Errorf("the seed is locked at %d, and became %d", before.Settings.Seed, after.Settings.Seed)
	}
	if after.Generation == before.Generation {
		t.Error("it did not run again")
	}
	w.Undo()
	if s := w.Snapshot(); s.Settings.Seed != before.Settings.Seed || s.SeedFree {
		t.Error("to run again left something to undo")
	}
}
