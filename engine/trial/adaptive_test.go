package trial_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"foolscope/engine/defense"
	"foolscope/engine/param"
	"foolscope/engine/pixel"
	"foolscope/engine/trial"
)

// mirror is a defence that turns a picture into its negative; its derivative is
// -1.
var mirror = &defense.Defense{
	Key: "mirror",
	Apply: func(_ context.Context, im *pixel.Image, _ param.Values, _ uint64) (*pixel.Image, error) {
		out := im.Clone()
		for i, v := range im.Pix {
			out.Pix[i] = 1 - v
		}
		return out.Round(), nil
	},
	Backward: func(_ context.Context, _, gradient *pixel.Image, _ param.Values, _ uint64) (*pixel.Image, error) {
		out := gradient.Clone()
		for i, v := range gradient.Pix {
			out.Pix[i] = -v
		}
		return out, nil
	},
}

// A static attack makes a picture brighter, and behind the mirror that is darker. An adaptive one sees the mirror.
func TestAdaptiveAttacksSeeTheDefense(t *testing.T) {
	const level = 120
	bim := found(t, "bim")
	values := bim.Params.Defaults()
	values["epsilon"], values["steps"] = 32, 8
	setup := trial.Setup{Attack: bim, Values: values, Goal: reach(bright), Chain: defense.Chain{{Defense: mirror}}}
	for _, test := range []struct {
		adaptive bool
		change   float32
	}{{false, 32}, {true, -32}} {
		setup.Adaptive = test.adaptive
		r := trial.NewRunner(trial.Subject{Model: brightness{}, Image: gray(level), Label: trial.None})
		out, err := r.Run(t.Context(), setup, watched)
		if err != nil {
			t.Fatal(err)
		}
		if got := 255*out.Attacked.Pix[0] - level; got < test.change-0.1 || got > test.change+0.1 {
			t.Errorf("adaptive %t: the attack moves pixels by %g levels, want %g", test.adaptive, got, test.change)
		}
		if out.Clean.Class != medium || out.AfterAttack.Class != medium || out.Fooled {
			t.Errorf("adaptive %t: the model itself says %d and %d, want medium of both", test.adaptive, out.Clean.Class, out.AfterAttack.Class)
		}
		says, _ := brightness{}.Logits(t.Context(), []*pixel.Image{out.Defended})
		if out.AfterDefense.Logits[bright] != says[0][bright] {
			t.Errorf("adaptive %t: the defended picture is judged by other scores", test.adaptive)
		}
		// The attack's own scores are those of the model that it faces.
		seen := out.Trace.Moments[len(out.Trace.Moments)-1].Logits
		if faced := seen[bright] == out.AfterDefense.Logits[bright]; faced != test.adaptive {
			t.Errorf("adaptive %t: the trace ends with %v", test.adaptive, seen)
		}
	}
}

func TestAdaptiveAttacksAreKeptByTheirDefense(t *testing.T) {
	model := &counting{}
	r := trial.NewRunner(trial.Subject{Model: model, Image: gray(80), Label: trial.None})
	for _, test := range []struct {
		name      string
		levels    float64
		adaptive  bool
		gradients int
	}{
		{"static", 10, false, 4}, {"static, another defence", 20, false, 0},
		{"adaptive", 10, true, 4}, {"adaptive again", 10, true, 0}, {"adaptive, another defence", 20, true, 4},
	} {
		before := model.gradients
		setup := steps(t, 8, test.levels)
		setup.Adaptive = test.adaptive
		if _, err := r.Run(t.Context(), setup, nil); err != nil {
			t.Fatal(err)
		}
		if got := model.gradients - before; got != test.gradients {
			t.Errorf("%s: %d gradients, want %d", test.name, got, test.gradients)
		}
	}
}

// A defence that fails stops an attack that knows it, whoever watches.
func TestAdaptiveAttacksFailWithTheirDefense(t *testing.T) {
	broken := &defense.Defense{Key: "broken", Apply: func(context.Context, *pixel.Image, param.Values, uint64) (*pixel.Image, error) {
		return nil, errors.New("no paper left")
	}}
	setup := steps(t, 8, 10)
	setup.Chain, setup.Adaptive = defense.Chain{{Defense: broken}}, true
	r := trial.NewRunner(trial.Subject{Model: brightness{}, Image: gray(80), Label: trial.None})
	for _, watch := range []*trial.Watch{nil, watched} {
		var failed *trial.AttackError
		if _, err := r.Run(t.Context(), setup, watch); !errors.As(err, &failed) || !strings.HasSuffix(err.Error(), "the defence broken: no paper left") {
			t.Errorf("watched: %t, %v", watch != nil, err)
		}
	}
}
