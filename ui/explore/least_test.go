package explore

import (
	"math"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"foolscope/engine/trial"
	"foolscope/ui/explore/choice"
	"foolscope/ui/explore/control"
)

func TestLeastEpsilonInTheSideBarAndThePlot(t *testing.T) {
	s, c := screen(t, fyne.NewSize(1280, 722))
	c.SetAttack("many")
	catalog := choice.Catalog{Attacks: s.names.attacks}
	// sought is a snapshot whose search tried these epsilons.
	sought := func(running bool, probes ...trial.Probe) control.Snapshot {
		snap := fooled(c)
		least, ok := catalog.NewLeast(snap.Settings)
		if !ok {
			t.Fatal("the attack has no epsilon")
		}
		least.Probes, least.Running, least.Over = probes, running, !running
		snap.Least, snap.LeastStale = least, false
		return snap
	}
	probe := func(epsilon float64, fooled bool) trial.Probe { return trial.Probe{Epsilon: epsilon, Fooled: fooled} }
	nowhere := math.NaN()
	tests := []struct {
		name         string
		snap         control.Snapshot
		stale        bool
		says         string
		notch        float64
		told, absent string
	}{
		{"at first", fooled(c), false, "–", nowhere, "", ""},
		{"on its way", sought(true, probe(2, false), probe(8, true)), false, "2 … 8 / 255", nowhere, "", ""},
		{"found", sought(false, probe(2, false), probe(3, true)), false, "3 / 255", 3, "Many steps fools at ε = 3/255; at 2/255 it does not.", ""},
		{"found for other settings", sought(false, probe(2, false), probe(3, true)), true, "(3 / 255)", nowhere, "for other settings", "Many steps fools"},
		{"not always more", sought(false, probe(2, false), probe(3, true), probe(8, false)), false, "3* / 255", 3, "not at the larger 8/255", ""},
		{"none", sought(false, probe(2, false), probe(32, false)), false, "> 32 / 255", nowhere, "none of the 2 epsilons", ""},
		{"untouched", sought(false, probe(0, true)), false, "0 / 255", 0, "fools untouched", ""},
	}
	for _, test := range tests {
		test.snap.LeastStale = test.stale
		s.Show(test.snap)
		row := s.side.least.row
		if !row.Visible() || row.Text() != test.says {
			t.Errorf("%s: the row says %q, want %q", test.name, row.Text(), test.says)
		}
		if got := s.plot.notch(test.snap); got != test.notch && !(math.IsNaN(got) && math.IsNaN(test.notch)) {
			t.Errorf("%s: marked at %v, want %v", test.name, got, test.notch)
		}
		if note := s.side.least.note().Words; !strings.Contains(note, test.told) || test.absent != "" && strings.Contains(note, test.absent) {
			t.Errorf("%s: the card says %q", test.name, note)
		}
	}
	c.SetAttack("one")
	s.Show(c.Snapshot())
	if s.side.least.row.Visible() {
		t.Error("an attack that no epsilon bounds has a row for the least")
	}
	s.findLeast()
	if n := s.window.Session().Snapshot().Notice; !n.Err || n.Text != "One step has no epsilon that bounds it. Choose another attack." {
		t.Errorf("the notice says %q", n.Text)
	}
}
