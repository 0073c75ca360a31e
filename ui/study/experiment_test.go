package study

import (
	"testing"

	"foolscope/engine/attack"
	"foolscope/engine/defense"
	"foolscope/engine/study"
	"foolscope/engine/trial"
	"foolscope/ui/page"
)

// What is tried on a picture becomes a plan, and a setting of that plan tries it again.
func TestWhatWasTriedOnAPictureBecomesAPlan(t *testing.T) {
	pgd, _ := attack.Find("pgd")
	jpeg, _ := defense.Find("jpeg")
	epsilon, _ := pgd.Params.Find("epsilon")
	from := page.Tried{
		Model: "m.onnx", Axis: trial.SweepAttack, Varied: epsilon,
		Setup: trial.Setup{Attack: pgd, Values: pgd.Params.Defaults(), Chain: defense.Chain{{Defense: jpeg, Values: jpeg.Params.Defaults()}}, Adaptive: true, Seed: 7},
	}
	plan, err := newDraft(planOf(from, study.Data{Signs: 5, Seed: 1})).plan()
	if err != nil {
		t.Fatal(err)
	}
	found := false
	for _, s := range plan.Settings() {
		again := tried(plan, s)
		if s.X == from.Setup.Values["epsilon"] && s.Chain == 1 {
			found = true
			if again.Model != from.Model || again.Setup.Key() != from.Setup.Key() {
				t.Errorf("%+v became %+v", from, again)
			}
		}
	}
	if !found {
		t.Errorf("no setting of %v has epsilon %g behind the defence", plan.Vary.Values, from.Setup.Values["epsilon"])
	}
}
