package control

import (
	"context"
	"math"
	"slices"
	"testing"

	"foolscope/engine/attack"
	"foolscope/engine/loss"
	"foolscope/engine/param"
	"foolscope/engine/pixel"
	"foolscope/ui/explore/choice"
	"foolscope/ui/story"
)

// brighten is an attack that adds a level a step, in two runs if asked to, and
// keeps what the model said about every iterate. Its result is the last one.
func brighten(steps, runs int, seen *[]attack.Step) *attack.Attack {
	set := param.Set{{Key: "amount", Name: "Amount", Max: 200, Default: 1, Step: 1}}
	return &attack.Attack{
		Key: "brighten", Name: "Brighten", Params: set, Strength: "amount",
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
					x.Pix[k] += float32(job.Values.Float("amount")) / 255
				}
				if job.Observe != nil {
					s := attack.Step{Index: i + 1, Total: steps * runs, Run: i / steps, Image: x, Logits: logits, Loss: climbed, Value: climbed.Value(logits)}
					job.Observe(s)
					s.Image = x.Clone().Round()
					*seen = append(*seen, s)
				}
			}
			x.Round()
			logits, err := attack.LogitsOf(ctx, job.Model, x)
			return &attack.Result{Image: x, Logits: logits}, err
		},
	}
}

func trace(t *testing.T, steps, runs int, seen *[]attack.Step) (*watcher, Snapshot) {
	t.Helper()
	w := watch(t, func(o *options) { o.Attacks = []*attack.Attack{brighten(steps, runs, seen)} })
	return w, w.settled()
}

func TestACancelledAttackHasTheTraceOfItsSteps(t *testing.T) {
	gate := make(chan struct{}, 100)
	w := watch(t, func(o *options) {
		o.Attacks = []*attack.Attack{shift(gate)}
		o.Start = func(s *choice.Settings) { s.Values = param.Values{"steps": 10} }
	})
	for range 4 {
		gate <- struct{}{}
	}
	w.until("step 1", func(s Snapshot) bool { return s.Result != nil && s.Result.Step >= 1 })
	w.Cancel()
	s := w.settled()
	if got := s.Trace(); got == nil || len(got.Moments) != s.Result.Step+1 {
		t.Errorf("step %d, trace %+v", s.Result.Step, got)
	}
}

func TestScrubShowsTheIterate(t *testing.T) {
	var seen []attack.Step
	w, before := trace(t, 10, 1, &seen)
	if before.Moment() != -1 || before.Shown() != before.Result {
		t.Error("a moment is shown before anybody asked")
	}
	w.Scrub(3)
	s := w.Snapshot()
	r := s.Shown()
	if s.Moment() != 3 || r.Step != 3 || !slices.Equal(r.Attacked.Image.Pix, seen[2].Image.RGBA().Pix) {
		t.Fatalf("moment %d, step %d, or another picture", s.Moment(), r.Step)
	}
	if got := r.Measures.Linf; math.Abs(got-3.0/255) > 1e-9 {
		t.Errorf("Linf %g, want 3/255", got)
	}
	if want := loss.Softmax(seen[3].Logits); !slices.Equal(r.AttackedProbabilities, want) || r.Attacked.Rows[0].Probability != want[0] {
		t.Errorf("%v, want %v", r.Attacked.Rows, want)
	}
	if s.Result != before.Result {
		t.Error("the result changed")
	}
	if r.Gain != before.Result.Gain || r.Drawing.View != before.View {
		t.Errorf("the gain is %d, that of the result %d", r.Gain, before.Result.Gain)
	}
	w.SetView(story.View{Mode: story.Magnitude, Gain: 5})
	s = w.until("another drawing", func(s Snapshot) bool { return s.Result != nil && s.Result.Drawing.View.Mode == story.Magnitude })
	if d := s.Shown().Drawing; s.Moment() != 3 || d.View.Mode != story.Magnitude || d.Image.Pix[0] != 15 {
		t.Errorf("another drawing shows moment %d as %+v, a pixel of %d", s.Moment(), d.View, d.Image.Pix[0])
	}
	w.Scrub(10)
	if s := w.Snapshot(); s.Moment() != -1 {
		t.Error("the last step is not the result")
	}
	w.Scrub(3)
	w.Scrub(-1)
	if s := w.Snapshot(); s.Moment() != -1 || s.Shown() != s.Result {
		t.Error("there is no way back to the result")
	}
}

func TestStaleTracesAreNeverShown(t *testing.T) {
	var seen []attack.Step
	w, before := trace(t, 10, 1, &seen)
	w.Scrub(3)
	w.SetValue("amount", 2)
	for {
		s := <-w.shown
		if s.Generation == before.Generation {
			continue
		}
		if s.Moment() >= 0 || s.Newest() == s.Result && s.Shown() != s.Result {
			t.Fatal("a moment of the attack before is shown")
		}
		if got := s.Trace(); got != nil && (got == before.Trace() || len(got.Moments) > 1 && got.Moments[1].Linf != 2.0/255) {
			t.Fatalf("the trace of the attack before is shown: %+v", got.Moments[1])
		}
		if s.Current() {
			break
		}
	}
	w.Scrub(99)
	if w.Snapshot().Moment() != -1 {
		t.Error("there is no moment 99")
	}
}

func TestStepLinesFollowTheTrace(t *testing.T) {
	var seen []attack.Step
	_, s := trace(t, 10, 1, &seen)
	want := []string{"dark", "bright", "loss", "L∞", "L2"}
	lines := s.StepLines()
	for i, line := range lines {
		if line.Name != want[i] || len(line.X) != 11 {
			t.Errorf("line %d is %q with %d points", i, line.Name, len(line.X))
		}
	}
	if y := lines[0].Y[0]; math.Abs(y-100*loss.Softmax(seen[0].Logits)[0]) > 1e-9 {
		t.Errorf("dark begins at %g", y)
	}
	if y := lines[3].Y[5]; math.Abs(y-50) > 1e-9 || lines[3].Text(y) != "5/255" {
		t.Errorf("L∞ after 5 of 10 steps is drawn at %g and reads %q", y, lines[3].Text(y))
	}
	if y := lines[2].Y[4]; math.Abs(y/lines[2].Y[0]-seen[4].Value/seen[0].Value) > 1e-9 {
		t.Errorf("the loss after 4 steps is drawn at %g", y)
	}
}
