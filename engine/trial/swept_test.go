package trial_test

import (
	"testing"

	"foolscope/engine/param"
	"foolscope/engine/trial"
)

// Dragging the strength of an iterative attack fills the memory for what is watched: a sweep behind another defence
// must find its attacks all the same.
func TestSweepsKeepTheirAttacksWhateverIsWatched(t *testing.T) {
	model := &counting{}
	r := trial.NewRunner(trial.Subject{Model: model, Image: gray(80), Label: trial.None})
	sweep := func(levels float64) (gradients int) {
		before := model.gradients
		for _, epsilon := range []float64{0, 4, 8, 12, 16} {
			p := param.Param{Key: "epsilon"}
			if _, err := r.Point(t.Context(), steps(t, 1, levels), trial.Beside{}, trial.SweepAttack, p, epsilon); err != nil {
				t.Fatal(err)
			}
		}
		return model.gradients - before
	}
	if sweep(10) == 0 {
		t.Fatal("the first sweep computed no gradient")
	}
	r.ForgetWatched()
	for _, epsilon := range []float64{1, 2, 3} {
		if _, err := r.Run(t.Context(), steps(t, epsilon, 10), watched); err != nil {
			t.Fatal(err)
		}
	}
	if got := sweep(20); got != 0 {
		t.Errorf("behind another defence, the sweep computed %d gradients", got)
	}
}
