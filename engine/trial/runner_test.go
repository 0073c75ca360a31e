package trial_test

import (
	"context"
	"errors"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"foolscope/engine/attack"
	"foolscope/engine/defense"
	"foolscope/engine/loss"
	"foolscope/engine/param"
	"foolscope/engine/pixel"
	"foolscope/engine/trial"
)

// counting is brightness that counts what it is asked.
type counting struct {
	brightness
	logits, gradients int
}

func (c *counting) Logits(ctx context.Context, ims []*pixel.Image) ([][]float32, error) {
	c.logits += len(ims)
	return c.brightness.Logits(ctx, ims)
}

func (c *counting) Gradient(ctx context.Context, ims []*pixel.Image, losses []loss.Loss) ([][]float32, []*pixel.Image, error) {
	c.gradients += len(ims)
	return c.brightness.Gradient(ctx, ims, losses)
}

// dim is a defence that takes levels away.
var dim = &defense.Defense{
	Key: "dim", HidesGradient: true, Params: param.Set{{Key: "levels", Max: 255, Default: 10}},
	Apply: func(_ context.Context, im *pixel.Image, v param.Values, _ uint64) (*pixel.Image, error) {
		out := im.Clone()
		for i := range out.Pix {
			out.Pix[i] = max(0, out.Pix[i]-float32(v.Float("levels")/255))
		}
		return out.Round(), nil
	},
}

// found is a registered attack.
func found(t testing.TB, key string) *attack.Attack {
	t.Helper()
	a, ok := attack.Find(key)
	if !ok {
		t.Fatalf("there is no attack %s", key)
	}
	return a
}

// steps is BIM in four steps, with an epsilon and behind dim with so many levels.
func steps(t *testing.T, epsilon, levels float64) trial.Setup {
	t.Helper()
	bim := found(t, "bim")
	values := bim.Params.Defaults()
	values["epsilon"], values["steps"] = epsilon, 4
	return trial.Setup{Attack: bim, Values: values, Chain: defense.Chain{{Defense: dim, Values: param.Values{"levels": levels}}}}
}

// watched follows a run and does nothing.
var watched = &trial.Watch{Observe: func(attack.Step, func() *trial.Trace) {}}

func TestStagesThatDidNotChangeAreKept(t *testing.T) {
	model := &counting{}
	r := trial.NewRunner(trial.Subject{Model: model, Image: gray(80), Label: trial.None})
	first := steps(t, 8, 10)
	another := first
	another.Seed = 7
	for _, test := range []struct {
		name              string
		setup             trial.Setup
		watch             *trial.Watch
		gradients, logits int
		attackedAgain     bool
	}{
		{"the first", first, watched, 4, 3, true},
		{"the same", first, watched, 0, 0, false},
		{"the same, unwatched", first, nil, 0, 0, false},
		{"another defence", steps(t, 8, 20), watched, 0, 1, false},
		{"the first defence again", first, watched, 0, 0, false},
		{"no defence", trial.Setup{Attack: first.Attack, Values: first.Values}, watched, 0, 0, false},
		{"another seed", another, watched, 3, 2, true},
		{"another strength, unwatched", steps(t, 4, 10), nil, 3, 2, true},
		{"that one watched, for its trace", steps(t, 4, 10), watched, 3, 1, true},
	} {
		gradients, logits := model.gradients, model.logits
		out, err := r.Run(t.Context(), test.setup, test.watch)
		if err != nil {
			t.Fatalf("%s: %v", test.name, err)
		}
		if got := model.gradients - gradients; got != test.gradients || out.Computed != got {
			t.Errorf("%s: the model computed %d gradients, want %d; the outcome says %d", test.name, got, test.gradients, out.Computed)
		}
		if got := model.logits - logits; got != test.logits {
			t.Errorf("%s: the model was asked for scores %d times, want %d", test.name, got, test.logits)
		}
		alone, err := test.setup.Run(t.Context(), r.Subject())
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(out.Attacked.Pix, alone.Attacked.Pix) || out.AfterAttack.Class != alone.AfterAttack.Class || out.Gradients != 4 {
			t.Errorf("%s: it is not what the setup gives alone", test.name)
		}
		if (out.Defended == nil) != (alone.Defended == nil) || out.Defended != nil && !slices.Equal(out.Defended.Pix, alone.Defended.Pix) {
			t.Errorf("%s: it is not defended as the setup alone", test.name)
		}
		if (test.watch != nil) && out.Trace == nil {
			t.Errorf("%s: there is no trace", test.name)
		}
	}
}

func TestStoppedAttacksAreJudgedAndNotKept(t *testing.T) {
	model := &counting{}
	r := trial.NewRunner(trial.Subject{Model: model, Image: gray(80), Label: trial.None})
	stopAt := func(step int) *trial.Watch {
		attacking, stop := context.WithCancel(t.Context())
		if step == 0 {
			stop()
		}
		return &trial.Watch{Attacking: attacking, Observe: func(s attack.Step, _ func() *trial.Trace) {
			if s.Index == step {
				stop()
			}
		}}
	}
	setup := steps(t, 8, 10)
	if _, err := r.Run(t.Context(), setup, stopAt(0)); !errors.Is(err, trial.ErrStopped) {
		t.Errorf("before the first step the error is %v", err)
	}
	out, err := r.Run(t.Context(), setup, stopAt(2))
	if err != nil {
		t.Fatal(err)
	}
	if !out.Stopped || out.Step != 2 || out.Steps != 4 || out.Gradients != 2 || out.Defended == nil || len(out.Trace.Moments) != 3 || out.Trace.Kept != -1 {
		t.Errorf("%+v", out)
	}
	if out.Change.Linf == 0 || out.Change.Linf >= 8 {
		t.Errorf("half of the attack changed %d levels", out.Change.Linf)
	}
	whole, err := r.Run(t.Context(), setup, watched)
	if err != nil || whole.Stopped || whole.Gradients != 4 {
		t.Errorf("afterwards: %v, %+v", err, whole)
	}
	ended, end := context.WithCancel(t.Context())
	end()
	if _, err := r.Run(ended, steps(t, 6, 10), watched); !errors.Is(err, context.Canceled) {
		t.Errorf("after the end of the context the error is %v", err)
	}
}

func TestWhatFailsIsSaid(t *testing.T) {
	broken := &defense.Defense{Key: "broken", Apply: func(context.Context, *pixel.Image, param.Values, uint64) (*pixel.Image, error) {
		return nil, errors.New("no paper left")
	}}
	failing := &attack.Attack{Key: "failing", Run: func(context.Context, attack.Job) (*attack.Result, error) {
		return nil, errors.New("out of ideas")
	}}
	on := trial.Subject{Model: brightness{}, Image: gray(80), Label: trial.None}
	setup := steps(t, 8, 10)
	setup.Chain = defense.Chain{{Defense: broken}}
	out, err := setup.Run(t.Context(), on)
	var undefended *trial.DefenseError
	if !errors.As(err, &undefended) || err.Error() != "the defence broken: no paper left" || out == nil || out.Attacked == nil {
		t.Errorf("a defence that fails: %v, outcome %+v", err, out)
	}
	var failed *trial.AttackError
	if _, err := (trial.Setup{Attack: failing}).Run(t.Context(), on); !errors.As(err, &failed) || err.Error() != "out of ideas" {
		t.Errorf("an attack that fails: %v", err)
	}
	setup.Goal = reach(3)
	if _, err := setup.Run(t.Context(), on); err == nil || !strings.Contains(err.Error(), "the goal is class 3, but the model has the classes 0 to 2") {
		t.Errorf("a goal that there is not: %v", err)
	}
}

func TestScoresThatAreNotNumbersAreNoPrediction(t *testing.T) {
	nan, inf := float32(math.NaN()), float32(math.Inf(1))
	for _, test := range []struct {
		logits      []float32
		independent bool
	}{{[]float32{nan, 1}, false}, {[]float32{1, nan}, false}, {[]float32{inf, inf}, false}, {[]float32{nan, 1}, true}, {[]float32{1, nan}, true}} {
		if p, err := trial.Predict(test.logits, test.independent); err == nil {
			t.Errorf("%+v: %+v", test, p)
		}
	}
}

// Whoever times gradients over several pictures hands the meter in: what a runner
// computes is counted there, once.
func TestGradientsAreCountedInOnePlace(t *testing.T) {
	model := &counting{}
	meter := &trial.Meter{Model: model}
	computed := 0
	for _, level := range []int{80, 90} {
		r := trial.NewRunner(trial.Subject{Model: meter, Image: gray(level), Label: trial.None})
		out, err := r.Run(t.Context(), steps(t, 8, 10), nil)
		if err != nil {
			t.Fatal(err)
		}
		computed += out.Computed
	}
	if meter.Calls != 8 || model.gradients != 8 || computed != 8 {
		t.Errorf("the meter counts %d gradients, the model %d and the outcomes %d, want 8", meter.Calls, model.gradients, computed)
	}
}

// slow is brightness that takes three milliseconds for any number of gradients.
type slow struct{ brightness }

func (s slow) Gradient(ctx context.Context, ims []*pixel.Image, losses []loss.Loss) ([][]float32, []*pixel.Image, error) {
	time.Sleep(3 * time.Millisecond)
	return s.brightness.Gradient(ctx, ims, losses)
}

// The first gradient also builds its network, so its time says nothing.
func TestMeterTellsTheTimeOfTheFastestGradient(t *testing.T) {
	meter := &trial.Meter{Model: slow{}}
	ask := func(pictures int) {
		t.Helper()
		losses := slices.Repeat([]loss.Loss{loss.Logit{Class: dark}}, pictures)
		if _, _, err := meter.Gradient(t.Context(), slices.Repeat([]*pixel.Image{gray(80)}, pictures), losses); err != nil {
			t.Fatal(err)
		}
	}
	ask(0)
	ask(1)
	if meter.Calls != 1 || meter.Time() != 0 {
		t.Errorf("after one gradient: %d, %v", meter.Calls, meter.Time())
	}
	ask(3)
	if meter.Calls != 4 || meter.Time() < time.Millisecond {
		t.Errorf("after four gradients: %d, %v", meter.Calls, meter.Time())
	}
}

// Half a level too little for the border between medium and dark, which the 8-bit
// picture does not reach.
func TestAttacksThatOnlySucceedUnrounded(t *testing.T) {
	for _, test := range []struct {
		exact float32 // in levels
		want  bool
	}{{76.4, true}, {76.6, false}} {
		above := &attack.Attack{Key: "above", Run: func(ctx context.Context, job attack.Job) (*attack.Result, error) {
			exact := gray(0)
			for i := range exact.Pix {
				exact.Pix[i] = test.exact / 255
			}
			image := gray(77)
			logits, err := attack.LogitsOf(ctx, job.Model, image)
			return &attack.Result{Image: image, Exact: exact, Logits: logits}, err
		}}
		r := trial.NewRunner(trial.Subject{Model: brightness{}, Image: gray(80), Label: trial.None})
		out, err := r.Run(t.Context(), trial.Setup{Attack: above}, watched)
		if err != nil || out.Fooled || out.OnlyUnrounded != test.want {
			t.Errorf("%g levels: %v, %+v", test.exact, err, out)
		}
	}
}

// A defence that hides its gradient proves nothing by undoing an attack that
// follows it.
func TestHiddenGradient(t *testing.T) {
	on := trial.Subject{Model: brightness{}, Image: gray(74), Label: trial.None}
	setup := steps(t, 8, 10)
	setup.Goal = reach(medium)
	for _, test := range []struct {
		levels float64
		hides  bool
		want   bool
	}{{10, true, true}, {0, true, false}, {10, false, false}} {
		d := *dim
		d.HidesGradient = test.hides
		setup.Chain = defense.Chain{{Defense: &d, Values: param.Values{"levels": test.levels}}}
		out, err := setup.Run(t.Context(), on)
		if err != nil {
			t.Fatal(err)
		}
		if !out.Fooled || out.HiddenGradient() != test.want {
			t.Errorf("%+v: fooled %t, hidden gradient %t", test, out.Fooled, out.HiddenGradient())
		}
	}
}

// An attack that learns does what it learned, and nothing before.
func TestWhatAnAttackLearned(t *testing.T) {
	learning := &attack.Attack{
		Key: "learning", Name: "Learning",
		Fit: func(context.Context, attack.FitJob) (*attack.Fitted, error) { return nil, nil },
		Run: func(ctx context.Context, job attack.Job) (*attack.Result, error) {
			im, err := job.Fitted.Apply(job.Image)
			if err != nil {
				return nil, err
			}
			logits, err := attack.LogitsOf(ctx, job.Model, im.Round())
			return &attack.Result{Image: im, Logits: logits}, err
		},
	}
	r := trial.NewRunner(trial.Subject{Model: brightness{}, Image: gray(80), Label: trial.None})
	if _, err := r.Run(t.Context(), trial.Setup{Attack: learning}, nil); err == nil || !strings.HasPrefix(err.Error(), "Learning has to learn from pictures before it attacks one") {
		t.Errorf("before it learned: %v", err)
	}
	other := trial.Setup{Attack: learning, Fitted: &attack.Fitted{Attack: "patch", Pattern: gray(1)}}
	if _, err := r.Run(t.Context(), other, nil); err == nil || err.Error() != "what the attack patch learned means nothing to Learning; choose what that one learned" {
		t.Errorf("with what another attack learned: %v", err)
	}
	keys := map[string]bool{}
	for _, level := range []int{0, 5, 9} {
		setup := trial.Setup{Attack: learning, Fitted: &attack.Fitted{Attack: "learning", Pattern: gray(level)}}
		out, err := r.Run(t.Context(), setup, nil)
		if err != nil || out.Change.Linf != level {
			t.Errorf("it learned %d levels and changed %+v (%v)", level, out, err)
		}
		keys[setup.Key()] = true
	}
	if len(keys) != 3 {
		t.Errorf("three setups have %d keys", len(keys))
	}
}
