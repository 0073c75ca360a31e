package attack

import (
	"context"
	"errors"
	"math"
	"slices"
	"testing"

	"foolscope/engine/loss"
	"foolscope/engine/param"
	"foolscope/engine/pixel"
)

// The properties that every attack has, whatever it does.

// everySetting runs f for each preset of each attack, untargeted and targeted.
func everySetting(t *testing.T, f func(t *testing.T, a *Attack, job Job)) {
	im := picture(side, side)
	class := clean(t, twoLayers(), im)
	for _, a := range All() {
		for _, p := range a.Presets {
			for _, goal := range []Goal{{Class: class}, {Class: (class + 1) % 5, Targeted: true}} {
				name := a.Key + " " + p.Name
				if goal.Targeted {
					name += " targeted"
				}
				t.Run(name, func(t *testing.T) {
					job := Job{Model: twoLayers(), Image: im, Goal: goal, Values: p.Values.Clone(), Seed: 1}
					if a.Fit != nil {
						job.Fitted = learnedFrom(t, a, job)
					}
					f(t, a, job)
				})
			}
		}
	}
}

// covers says of an attack that it hides a part of the picture instead of changing it.
func covers(a *Attack) bool { return a.Fit != nil && a.Norm == NoNorm }

func withRandomStart(v param.Values) param.Values {
	v = v.Clone()
	if _, ok := v["random_start"]; ok {
		v["random_start"], v["restarts"] = 1, 2
	}
	return v
}

func TestResultIsAPicture(t *testing.T) {
	everySetting(t, func(t *testing.T, a *Attack, job Job) {
		job.Values = withRandomStart(job.Values)
		before := job.Image.Clone()
		r := attack(t, a.Key, job)
		if !slices.Equal(before.Pix, job.Image.Pix) {
			t.Error("the original has changed")
		}
		if !inRange(r.Exact) {
			t.Error("the exact picture leaves [0,1]")
		}
		if !slices.Equal(r.Image.Pix, r.Image.Clone().Round().Pix) {
			t.Error("the picture is not on the 8-bit grid")
		}
		z, _ := LogitsOf(context.Background(), job.Model, r.Image)
		if !slices.Equal(z, r.Logits) {
			t.Error("the logits are not those of the 8-bit picture")
		}
	})
}

func TestWithinEpsilon(t *testing.T) {
	everySetting(t, func(t *testing.T, a *Attack, job Job) {
		job.Values = withRandomStart(job.Values)
		for _, factor := range []float64{1, 0.37} { // 0.37: epsilon between two levels
			values := job.Values.Clone()
			if a.Norm == NoNorm || a.Smallest {
				t.Skip("it has no bound")
			}
			values["epsilon"] *= factor
			size, eps := l2Distance, values["epsilon"]
			if a.Norm == Linf {
				size, eps = linfDistance, eps/255
			}
			job := job
			job.Values = values
			job.Observe = func(s Step) {
				if d := size(s.Image, job.Image); d > eps+1e-6 || !inRange(s.Image) {
					t.Fatalf("step %d is %g away, epsilon is %g", s.Index, d, eps)
				}
			}
			r := attack(t, a.Key, job)
			if d := size(r.Exact, job.Image); d > eps+1e-6 {
				t.Errorf("exact picture: distance %g, epsilon %g", d, eps)
			}
			if d := size(r.Image, job.Image); d > eps+1e-6 {
				t.Errorf("8-bit picture: distance %g, epsilon %g", d, eps)
			}
		}
	})
}

func TestSameSeedSameBytes(t *testing.T) {
	everySetting(t, func(t *testing.T, a *Attack, job Job) {
		job.Values = withRandomStart(job.Values)
		one, two := attack(t, a.Key, job), attack(t, a.Key, job)
		if !slices.Equal(one.Exact.Pix, two.Exact.Pix) || !slices.Equal(one.Image.Pix, two.Image.Pix) {
			t.Error("the second run differs")
		}
		job.Seed++
		random := a.Fit == nil && a.Needs != Gradients || job.Values["random_start"] == 1
		if other := attack(t, a.Key, job); random == slices.Equal(one.Exact.Pix, other.Exact.Pix) {
			t.Errorf("random is %v, yet another seed gives the same: %v", random, !random)
		}
	})
}

func TestStrengthZeroIsIdentity(t *testing.T) {
	everySetting(t, func(t *testing.T, a *Attack, job Job) {
		if a.Strength == "" {
			t.Skip("it has no strength")
		}
		job.Values = withRandomStart(job.Values)
		job.Values[a.Strength] = 0
		r := attack(t, a.Key, job)
		if !slices.Equal(r.Exact.Pix, job.Image.Pix) || !slices.Equal(r.Image.Pix, job.Image.Pix) {
			t.Error("the picture has changed")
		}
	})
}

func TestLossMovesTheRightWay(t *testing.T) {
	everySetting(t, func(t *testing.T, a *Attack, job Job) {
		if a.Needs != Gradients {
			t.Skip("noise does not climb")
		}
		if covers(a) {
			t.Skip("a patch hides what is under it before it pulls")
		}
		n := job.Model.(*network)
		before, after := n.loss(job.Image, job.Goal.Class), n.loss(attack(t, a.Key, job).Image, job.Goal.Class)
		if job.Goal.Targeted == (after > before) {
			t.Errorf("loss %g became %g", before, after)
		}
	})
}

// TestMoreStepsAreNoWorse uses steps of two levels, so that iterates are on
// the grid and rounding does not blur the comparison.
func TestMoreStepsAreNoWorse(t *testing.T) {
	for _, key := range []string{"bim", "pgd", "mifgsm"} {
		for _, targeted := range []bool{false, true} {
			n, im := twoLayers(), picture(side, side)
			goal := Goal{Class: clean(t, n, im)}
			if targeted {
				goal = Goal{Class: (goal.Class + 1) % 5, Targeted: true}
			}
			var best verdict
			for count := 1; count <= 25; count++ {
				r := attack(t, key, Job{Model: n, Image: im, Goal: goal, Values: param.Values{"epsilon": 8, "steps": float64(count)}})
				v := judge(goal, crossEntropy(Job{Goal: goal}), r.Logits)
				if count > 1 && (v.reached != best.reached && best.reached || v.reached == best.reached && v.value < best.value-1e-4) {
					t.Errorf("%s, %d steps: %+v is worse than %+v", key, count, v, best)
				}
				best = v
			}
		}
	}
}

func TestCancelBetweenSteps(t *testing.T) {
	everySetting(t, func(t *testing.T, a *Attack, job Job) {
		// An attack may end before Total, and ask several times in a step.
		steps := 0
		job.Observe = func(s Step) {
			steps++
			if s.Index != steps || s.Index > s.Total {
				t.Errorf("step %d of %d comes as number %d", s.Index, s.Total, steps)
			}
			if !inRange(s.Image) {
				t.Errorf("step %d is not a picture", s.Index)
			}
		}
		attack(t, a.Key, job)

		ctx, cancel := context.WithCancel(context.Background())
		n := twoLayers()
		job.Model = n
		if steps == 0 {
			cancel()
		}
		asked := 0
		job.Observe = func(s Step) {
			if s.Index == (steps+1)/2 {
				cancel()
				asked = n.gradients + n.queries
			}
		}
		r, err := run(t, a.Key, ctx, job)
		if r != nil || err != context.Canceled {
			t.Errorf("result %v, error %v", r, err)
		}
		if more := n.gradients + n.queries - asked; more != 0 {
			t.Errorf("after its end the model was asked %d times", more)
		}
	})
}

// broken fails at the given gradient call.
type broken struct {
	*network
	at int
}

var errBroken = errors.New("the network tripped")

func (b *broken) Gradient(ctx context.Context, ims []*pixel.Image, losses []loss.Loss) ([][]float32, []*pixel.Image, error) {
	if b.at--; b.at == 0 {
		return nil, nil, errBroken
	}
	return b.network.Gradient(ctx, ims, losses)
}

func TestModelErrorSaysWhere(t *testing.T) {
	_, err := run(t, "pgd", context.Background(), Job{Model: &broken{twoLayers(), 3}, Image: picture(side, side)})
	if !errors.Is(err, errBroken) || err.Error() != "attack, step 3 of 10: the network tripped" {
		t.Errorf("error %v", err)
	}
}

func TestUselessGradients(t *testing.T) {
	im := picture(side, side)
	nan, inf := float32(math.NaN()), float32(math.Inf(-1))
	for name, fill := range map[string]float32{"zero": 0, "not a number": nan, "infinite": inf} {
		g := pixel.New(side, side)
		for i := range g.Pix {
			g.Pix[i] = fill
		}
		for _, a := range All() {
			t.Run(a.Key+" "+name, func(t *testing.T) {
				if a.Needs != Gradients || covers(a) {
					t.Skip("uses no gradient, or hides the picture without one")
				}
				model := constant{[]float32{1, 0}, g}
				r := attack(t, a.Key, Job{Model: model, Image: im})
				if !slices.Equal(r.Exact.Pix, im.Pix) || !slices.Equal(r.Image.Pix, im.Pix) {
					t.Error("a gradient without a direction moved the picture")
				}
			})
		}
	}
}

// TestOneBadElement: an element that is not a number must not stop the others.
func TestOneBadElement(t *testing.T) {
	for _, a := range All() {
		if a.Needs != Gradients || covers(a) {
			continue
		}
		im, g := pixel.New(2, 2), pixel.New(2, 2)
		g.Pix[0], g.Pix[1] = float32(math.NaN()), 3
		r := attack(t, a.Key, Job{Model: constant{[]float32{1, 0}, g}, Image: im})
		if r.Exact.Pix[0] != 0 || !(r.Exact.Pix[1] > 0) {
			t.Errorf("%s: %v", a.Key, r.Exact.Pix[:2])
		}
	}
}

func inRange(im *pixel.Image) bool {
	return !slices.ContainsFunc(im.Pix, func(v float32) bool { return !(v >= 0 && v <= 1) })
}

func linfDistance(a, b *pixel.Image) float64 {
	most := 0.0
	for i, v := range a.Pix {
		most = max(most, math.Abs(float64(v)-float64(b.Pix[i])))
	}
	return most
}

func l2Distance(a, b *pixel.Image) float64 {
	sum := 0.0
	for i, v := range a.Pix {
		d := float64(v) - float64(b.Pix[i])
		sum += d * d
	}
	return math.Sqrt(sum)
}
