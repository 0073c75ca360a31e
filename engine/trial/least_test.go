package trial_test

import (
	"context"
	"errors"
	"math"
	"testing"

	"foolscope/engine/attack"
	"foolscope/engine/defense"
	"foolscope/engine/param"
	"foolscope/engine/pixel"
	"foolscope/engine/trial"
)

func setupOf(t *testing.T, key string) trial.Setup {
	t.Helper()
	a, ok := attack.Find(key)
	if !ok {
		t.Fatal("there is no attack " + key)
	}
	return trial.Setup{Attack: a, Values: a.Params.Defaults(), Seed: 1}
}

// A grey picture is taken for medium down to level 77, as 0.3 is level 76.5. All its
// elements have one gradient, so an attack in L-inf needs as many levels as there are
// down to 76. One in L2 spreads the square root of the 48 elements times that, and
// rounds to whole levels in the end: half a level less will do.
func TestLeastEpsilonOfALinearModel(t *testing.T) {
	for _, level := range []int{77, 80, 90, 108, 110} {
		levels := float64(level - 76)
		for _, key := range []string{"fgsm", "bim", "pgd", "mifgsm", "fgm_l2", "pgd_l2"} {
			s := setupOf(t, key)
			p, _ := s.Attack.Params.Find("epsilon")
			want := levels
			if s.Attack.Norm == attack.L2 {
				want = math.Ceil((levels-0.5)/255*math.Sqrt(48)/p.Step) * p.Step
			}
			search, err := trial.NewRunner(trial.Subject{Model: brightness{}, Image: gray(level), Label: trial.None}).Least(context.Background(), s)
			if err != nil {
				t.Fatal(err)
			}
			least, found := search.Least()
			if found != (want <= p.Max) || found && (math.Abs(least-want) > 1e-9 || math.Abs(search.Below()-(want-p.Step)) > 1e-9) {
				t.Errorf("%s at level %d: %v (%t), not at %v; want %v", key, level, least, found, search.Below(), want)
			}
			if _, not := search.Exception(); not {
				t.Errorf("%s at level %d: more is less", key, level)
			}
			if n := len(search.Probes); n > 15 {
				t.Errorf("%s at level %d: %d attacks", key, level, n)
			}
		}
	}
}

func TestSearchSaysWhatItFinds(t *testing.T) {
	const never = -1
	p := param.Param{Key: "epsilon", Max: 32, Step: 1}
	tests := []struct {
		name   string
		fools  func(epsilon float64) bool
		least  float64
		below  float64
		except float64
	}{
		{"each larger one fools", func(x float64) bool { return x >= 5 }, 5, 4, never},
		{"only the largest fools", func(x float64) bool { return x >= 32 }, 32, 31, never},
		{"none fools", func(float64) bool { return false }, never, 32, never},
		{"the largest does not fool", func(x float64) bool { return x >= 3 && x <= 6 }, 3, 2, 8},
		{"one in between does not fool", func(x float64) bool { return x >= 8 && x != 12 }, 8, 7, 12},
		{"a small one fools as well", func(x float64) bool { return x >= 10 || x == 5 }, 5, 4, 7},
	}
	for _, test := range tests {
		search := trial.Search{Param: p}
		for {
			epsilon, more := search.Next()
			if !more {
				break
			}
			if epsilon <= 0 || epsilon > 32 || len(search.Probes) > 32 {
				t.Fatalf("%s: tries %v after %d others", test.name, epsilon, len(search.Probes))
			}
			search = search.With(trial.Probe{Epsilon: epsilon, Fooled: test.fools(epsilon)})
		}
		value := func(x float64, ok bool) float64 {
			if !ok {
				return never
			}
			return x
		}
		least, except := value(search.Least()), value(search.Exception())
		if least != test.least || search.Below() != test.below || except != test.except {
			t.Errorf("%s: fools at %v, not at %v nor at %v; want %v, %v and %v", test.name, least, search.Below(), except, test.least, test.below, test.except)
		}
	}
}

func TestSearchEndsWhereNothingIsToBeFound(t *testing.T) {
	on := trial.Subject{Model: brightness{}, Image: gray(90), Label: dark}
	search, err := trial.NewRunner(on).Least(context.Background(), setupOf(t, "fgsm"))
	if least, ok := search.Least(); err != nil || !ok || least != 0 || len(search.Probes) != 1 {
		t.Errorf("a picture that is taken for something else already: %v, %v", search.Probes, err)
	}
	if _, err := trial.NewRunner(on).Least(context.Background(), setupOf(t, "gaussian_noise")); err == nil {
		t.Error("noise has no epsilon, and no least one")
	}
}

// An attack that knows the defences is to fool the model behind them.
func TestLeastEpsilonBehindADefense(t *testing.T) {
	chain := defense.Chain{{Defense: black}}
	for _, adaptive := range []bool{false, true} {
		s := setupOf(t, "fgsm")
		s.Chain, s.Adaptive, s.Goal = chain, adaptive, reach(dark)
		on := trial.Subject{Model: brightness{}, Image: gray(90), Label: trial.None}
		probe, err := trial.NewRunner(on).Probe(context.Background(), s, 1)
		if err != nil || probe.Fooled != adaptive {
			t.Errorf("adaptive %t: %+v, %v; behind the defence every picture is dark", adaptive, probe, err)
		}
	}
}

// ending is a model during whose call of a number somebody cancels.
type ending struct {
	brightness
	calls  *int
	at     int
	cancel func()
}

func (e ending) Logits(ctx context.Context, ims []*pixel.Image) ([][]float32, error) {
	if *e.calls++; *e.calls == e.at {
		e.cancel()
	}
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	return e.brightness.Logits(ctx, ims)
}

func TestSearchEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	calls := 0
	on := trial.Subject{Model: ending{calls: &calls, at: 4, cancel: cancel}, Image: gray(90), Label: trial.None}
	if _, err := trial.NewRunner(on).Least(ctx, setupOf(t, "pgd")); !errors.Is(err, context.Canceled) || calls > 5 {
		t.Errorf("%v after %d calls", err, calls)
	}
}
