package trial_test

import (
	"context"
	"math"
	"slices"
	"testing"

	"foolscope/engine/attack"
	"foolscope/engine/loss"
	"foolscope/engine/param"
	"foolscope/engine/pixel"
	"foolscope/engine/trial"
)

// brighten is an attack that adds a level a step, in as many runs as asked for,
// and keeps what the model said about every iterate. Its result is the last one.
func brighten(steps, runs int, seen *[]attack.Step) *attack.Attack {
	return &attack.Attack{
		Key: "brighten", Name: "Brighten",
		Run: func(ctx context.Context, job attack.Job) (*attack.Result, error) {
			climbed := loss.CrossEntropy{Class: job.Goal.Class}
			var x *pixel.Image
			for i := range steps * runs {
				if i%steps == 0 {
					x = job.Image.Clone()
				}
				logits, err := attack.LogitsOf(ctx, job.Model, x)
				if err != nil {
					return nil, err
				}
				for k := range x.Pix {
					x.Pix[k] += 1.0 / 255
				}
				s := attack.Step{Index: i + 1, Total: steps * runs, Run: i / steps, Image: x, Logits: logits, Loss: climbed, Value: climbed.Value(logits)}
				job.Observe(s)
				s.Image = x.Clone().Round()
				*seen = append(*seen, s)
			}
			x.Round()
			logits, err := attack.LogitsOf(ctx, job.Model, x)
			return &attack.Result{Image: x, Logits: logits}, err
		},
	}
}

// traced is the outcome of brighten on a dark picture, and its steps.
func traced(t *testing.T, steps, runs int) (*trial.Outcome, []attack.Step) {
	t.Helper()
	var seen []attack.Step
	runner := trial.NewRunner(trial.Subject{Model: brightness{}, Image: gray(30), Label: trial.None})
	watch := &trial.Watch{Observe: func(attack.Step, func() *trial.Trace) {}}
	out, err := runner.Run(t.Context(), trial.Setup{Attack: brighten(steps, runs, &seen), Values: param.Values{}}, watch)
	if err != nil {
		t.Fatal(err)
	}
	return out, seen
}

func TestTraceIsWhatTheAttackObserved(t *testing.T) {
	out, seen := traced(t, 10, 1)
	got := out.Trace
	if got == nil || len(got.Moments) != 11 || got.Total != 10 || got.Kept != 10 {
		t.Fatalf("%+v", got)
	}
	for i, m := range got.Moments {
		if m.Step != i || math.Abs(m.Linf-float64(i)/255) > 1e-9 || math.Abs(m.L2-float64(i)/255*math.Sqrt(48)) > 1e-9 {
			t.Errorf("moment %d: step %d, Linf %g, L2 %g", i, m.Step, m.Linf, m.L2)
		}
		if i < 10 && (!slices.Equal(m.Logits, seen[i].Logits) || math.Abs(m.Loss-seen[i].Value) > 1e-9) {
			t.Errorf("moment %d has other scores than those with which step %d began", i, i+1)
		}
		if i > 0 && !slices.Equal(m.Picture(out.Original).Pix, seen[i-1].Image.Pix) {
			t.Errorf("moment %d shows another picture than step %d", i, i)
		}
	}
	if last := got.Moments[10]; !slices.Equal(last.Logits, out.AfterAttack.Logits) {
		t.Error("the last moment does not say what the outcome says")
	}
}

func TestTraceIsBounded(t *testing.T) {
	for _, steps := range []int{64, 65, 200, 1000} {
		out, seen := traced(t, steps, 1)
		got := out.Trace.Moments
		if len(got) > 66 || got[len(got)-1].Step != steps {
			t.Errorf("%d steps: %d moments, the last of step %d", steps, len(got), got[len(got)-1].Step)
		}
		for _, m := range got[1 : len(got)-1] {
			if !slices.Equal(m.Logits, seen[m.Step].Logits) {
				t.Errorf("%d steps: step %d has the scores of another", steps, m.Step)
			}
		}
	}
}

func TestARunThatStartsAnewTellsNothingOfTheOneBefore(t *testing.T) {
	out, seen := traced(t, 5, 2)
	moments := out.Trace.Moments
	want, _ := attack.LogitsOf(t.Context(), brightness{}, seen[4].Image)
	if !slices.Equal(moments[5].Logits, want) {
		t.Errorf("step 5 has scores %v, want %v", moments[5].Logits, want)
	}
	if moments[6].Linf >= moments[5].Linf {
		t.Error("the second run did not start anew")
	}
}

func TestOneStepIsNoTrace(t *testing.T) {
	if out, _ := traced(t, 1, 1); out.Trace != nil {
		t.Errorf("%+v", out.Trace)
	}
}

func TestTheTraceSoFarIsNotChangedByLaterSteps(t *testing.T) {
	var seen []attack.Step
	var sofar []*trial.Trace
	var lengths []int
	watch := &trial.Watch{Observe: func(_ attack.Step, trace func() *trial.Trace) {
		if now := trace(); now != nil {
			sofar, lengths = append(sofar, now), append(lengths, len(now.Moments))
		}
	}}
	runner := trial.NewRunner(trial.Subject{Model: brightness{}, Image: gray(30), Label: trial.None})
	out, err := runner.Run(t.Context(), trial.Setup{Attack: brighten(5, 1, &seen), Values: param.Values{}}, watch)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(lengths, []int{2, 3, 4, 5}) {
		t.Fatalf("after each step there are %v moments", lengths)
	}
	for i, trace := range sofar {
		if len(trace.Moments) != lengths[i] {
			t.Errorf("the trace of %d moments has %d now", lengths[i], len(trace.Moments))
		}
		for k, m := range trace.Moments {
			if m.Step != k || !slices.Equal(m.Logits, out.Trace.Moments[k].Logits) {
				t.Errorf("after step %d, moment %d is of step %d and has other scores", i+2, k, m.Step)
			}
		}
	}
}

func TestTheNearestMoment(t *testing.T) {
	out, _ := traced(t, 200, 1) // every fourth step is kept
	for step, want := range map[float64]int{-3: 0, 0: 0, 1.9: 0, 2.1: 4, 101: 100, 198: 196, 1000: 200} {
		if got := out.Trace.Moments[out.Trace.Nearest(step)].Step; got != want {
			t.Errorf("nearest to step %g is step %d, want %d", step, got, want)
		}
	}
}
