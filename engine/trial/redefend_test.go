package trial_test

import (
	"context"
	"errors"
	"slices"
	"testing"

	"foolscope/engine/attack"
	"foolscope/engine/defense"
	"foolscope/engine/param"
	"foolscope/engine/trial"
)

// Another chain on the attacked picture is what the whole setup would give, without a
// gradient, also after an attack that was stopped.
func TestDefendAttacksNothingAnew(t *testing.T) {
	model := &counting{}
	r := trial.NewRunner(trial.Subject{Model: model, Image: gray(80), Label: trial.None})
	first, another := steps(t, 8, 10), steps(t, 8, 25)
	attacking, stop := context.WithCancel(t.Context())
	stopped, err := r.Run(t.Context(), first, &trial.Watch{Attacking: attacking, Observe: func(s attack.Step, _ func() *trial.Trace) {
		if s.Index == 2 {
			stop()
		}
	}})
	if err != nil || !stopped.Stopped {
		t.Fatal(err)
	}
	whole, err := r.Run(t.Context(), first, watched)
	if err != nil {
		t.Fatal(err)
	}
	alone, err := another.Run(t.Context(), r.Subject())
	if err != nil {
		t.Fatal(err)
	}
	gradients := model.gradients
	out, err := r.Defend(t.Context(), whole, another.Chain)
	if err != nil || !slices.Equal(out.Defended.Pix, alone.Defended.Pix) || out.AfterDefense.Class != alone.AfterDefense.Class || out.Setup.Key() != alone.Setup.Key() {
		t.Errorf("%v: it is not what the setup gives alone", err)
	}
	half, err := r.Defend(t.Context(), stopped, another.Chain)
	if err != nil || half.Attacked != stopped.Attacked || slices.Equal(half.Defended.Pix, out.Defended.Pix) {
		t.Errorf("%v: the stopped attack is defended as the whole one", err)
	}
	none, err := r.Defend(t.Context(), whole, nil)
	if err != nil || none.Defended != nil || none.AfterDefense != nil {
		t.Errorf("%v: no defence leaves a defended picture", err)
	}
	ended, end := context.WithCancel(t.Context())
	end()
	if _, err := r.Defend(ended, whole, defense.Chain{{Defense: dim, Values: param.Values{"levels": 33}}}); !errors.Is(err, context.Canceled) {
		t.Errorf("after the end of the context the error is %v", err)
	}
	if model.gradients != gradients {
		t.Errorf("%d gradients were computed for it", model.gradients-gradients)
	}
}
