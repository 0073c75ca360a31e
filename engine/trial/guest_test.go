package trial_test

import (
	"testing"

	"foolscope/engine/param"
	"foolscope/engine/pixel"
	"foolscope/engine/trial"
)

// small is brightness with an input of one pixel.
type small struct{ counting }

func (*small) Fit(im *pixel.Image) *pixel.Image { return im.Stretch(1, 1) }

func TestGuestsAreShownThePictures(t *testing.T) {
	r := trial.NewRunner(trial.Subject{Model: brightness{}, Image: gray(80), Label: trial.None})
	model := &small{}
	guest := trial.NewGuest(model, false)
	first, err := r.Run(t.Context(), steps(t, 8, 10), nil)
	if err != nil {
		t.Fatal(err)
	}
	out, err := guest.Show(t.Context(), first, trial.None)
	if err != nil {
		t.Fatal(err)
	}
	if out.Original.Width != 1 || out.Attacked.Width != 1 || out.Defended.Width != 1 || model.logits != 3 {
		t.Errorf("it saw pictures of %d, %d and %d pixels, and was asked %d times", out.Original.Width, out.Attacked.Width, out.Defended.Width, model.logits)
	}
	if out.Clean.Class != medium || out.AfterAttack.Class != dark || !out.Fooled || out.AlreadyFooled || out.Change.Linf != 8 || out.Gradients != 0 {
		t.Errorf("%+v", out)
	}
	for _, test := range []struct {
		target                  int
		fooled, already, behind bool
	}{{dark, true, false, true}, {medium, false, true, false}, {bright, false, false, false}} {
		out, err := guest.Show(t.Context(), first, test.target)
		if err != nil || out.Fooled != test.fooled || out.AlreadyFooled != test.already || out.FooledBehind != test.behind {
			t.Errorf("with class %d as its target: %+v, %v", test.target, out, err)
		}
	}
	other, err := r.Run(t.Context(), steps(t, 8, 20), nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := guest.Show(t.Context(), other, trial.None); err != nil || model.logits != 4 {
		t.Errorf("after another defence the guest was asked %d times in all, want 4 (%v)", model.logits, err)
	}
}

func TestPointsOfASweep(t *testing.T) {
	model := &counting{}
	r := trial.NewRunner(trial.Subject{Model: model, Image: gray(80), Label: trial.None})
	setup := steps(t, 8, 10)
	epsilon, _ := setup.Attack.Params.Find("epsilon")
	levels := dim.Params[0]
	fgsm := found(t, "fgsm")
	second := trial.Setup{Attack: fgsm, Values: fgsm.Params.Defaults()}
	model1 := trial.NewGuest(&small{}, false)

	for _, test := range []struct {
		name         string
		beside       trial.Beside
		axis         trial.Axis
		of           param.Param
		x            float64
		same         trial.Setup
		secondIs     *trial.Setup
		secondHasEnd bool
	}{
		{"strength", trial.Beside{}, trial.SweepAttack, epsilon, 2, steps(t, 2, 10), nil, false},
		{"defence", trial.Beside{Setup: &second}, trial.SweepDefense, levels, 30, steps(t, 8, 30), nil, false},
		{"beside another attack", trial.Beside{Setup: &second}, trial.SweepAttack, epsilon, 2, steps(t, 2, 10),
			&trial.Setup{Attack: fgsm, Values: param.Values{"epsilon": 2}}, false},
		{"beside another model", trial.Beside{Guest: model1}, trial.SweepAttack, epsilon, 2, steps(t, 2, 10),
			&trial.Setup{Attack: setup.Attack, Values: steps(t, 2, 10).Values}, true},
	} {
		got, err := r.Point(t.Context(), setup, test.beside, test.axis, test.of, test.x)
		if err != nil {
			t.Fatalf("%s: %v", test.name, err)
		}
		want, err := test.same.Run(t.Context(), r.Subject())
		if err != nil {
			t.Fatal(err)
		}
		if got.X != test.x || got.Attacked[dark] != want.AfterAttack.Probabilities[dark] || got.Defended[dark] != want.AfterDefense.Probabilities[dark] {
			t.Errorf("%s: %+v, want what the setup gives alone", test.name, got)
		}
		if (got.Second != nil) != (test.secondIs != nil) || (got.SecondDefended != nil) != test.secondHasEnd {
			t.Errorf("%s: beside stands %v, and %v after a defence", test.name, got.Second, got.SecondDefended)
		}
		if test.secondIs != nil {
			other, err := test.secondIs.Run(t.Context(), r.Subject())
			if err != nil {
				t.Fatal(err)
			}
			if d := got.Second[dark] - other.AfterAttack.Probabilities[dark]; d > 1e-6 || d < -1e-6 {
				t.Errorf("%s: beside it says %g, want %g", test.name, got.Second[dark], other.AfterAttack.Probabilities[dark])
			}
		}
	}
}
