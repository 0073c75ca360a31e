package explore

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"foolscope/ui/explore/control"
	"foolscope/ui/story"
)

func TestWhatIsAwaitedStandsBackAndSaysWhatItIsAbout(t *testing.T) {
	tests := map[string]struct {
		change                             func(*control.Snapshot)
		attacked, defended                 bool
		attackedOf, defendedOf, attackedIs string
	}{
		"the newest": {func(*control.Snapshot) {}, false, false, "", "", "One step, step 10"},
		"another strength": {func(s *control.Snapshot) { s.Behind, s.Settings.Values["epsilon"] = true, 8 },
			true, true, "at epsilon 4", "at epsilon 4", "One step, step 10"},
		"another attack": {func(s *control.Snapshot) { s.Behind, s.Settings.Attack = true, "many" },
			true, true, "at One step", "at One step", "One step, step 10"},
		"another strength of the defence": {func(s *control.Snapshot) { s.Behind, s.Settings.DefenseValues["k"] = true, 5 },
			false, true, "", "at kernel 3", "One step, step 10"},
		"another seed": {func(s *control.Snapshot) { s.Behind, s.Settings.Seed = true, 99 }, true, true, "", "", "One step, step 10"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			s, c := screen(t, fyne.NewSize(1280, 722))
			snap := fooled(c)
			snap.Settings = snap.Settings.Clone()
			snap.Result.Change.Text = "Hard to see"
			test.change(&snap)
			s.Show(snap)
			p := s.panels
			if dim, of := p.attacked.badge.Dim(); dim != test.attacked || of != test.attackedOf {
				t.Errorf("attacked: %t, %q", dim, of)
			}
			if dim, of := p.defended.badge.Dim(); dim != test.defended || of != test.defendedOf {
				t.Errorf("defended: %t, %q", dim, of)
			}
			if got := p.attacked.card.Captions()[0]; got != test.attackedIs {
				t.Errorf("the caption is %q", got)
			}
			if missing := p.missing(); missing != nil || p.attacked.badge.Text() != "Fooled: 90.0 % yield" {
				t.Errorf("%v have no verdict; the attacked picture's is %q", missing, p.attacked.badge.Text())
			}
		})
	}
}

func TestPanelsWithoutAVerdictAreTold(t *testing.T) {
	s, c := screen(t, fyne.NewSize(1280, 722))
	snap := fooled(c)
	r := *snap.Result
	r.Attacked.Verdict = story.Verdict{Kind: story.Pending, Text: "Step 3 of 10"}
	r.Measures, r.Change, r.Defended.Verdict = story.Measures{}, story.Verdict{}, story.Verdict{}
	snap.Result = &r
	s.Show(snap)
	if got := s.Scene().Missing; !slices.Equal(got, []string{"perturbation", "attacked", "defended"}) {
		t.Errorf("without a verdict: %v", got)
	}
}
