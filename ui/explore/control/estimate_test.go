package control

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"foolscope/engine/attack"
	"foolscope/engine/loss"
	"foolscope/engine/pixel"
	"foolscope/ui/session"
	"foolscope/ui/story"
)

// gradientless is the fake network without its gradient; estimates are handed
// the seeds that they are made with.
type gradientless struct {
	session.Model
	seeds *[]uint64
}

func (g gradientless) Gradient(context.Context, []*pixel.Image, []loss.Loss) ([][]float32, []*pixel.Image, error) {
	return nil, nil, errors.New("asked for a gradient that there is not")
}

func (g gradientless) WithoutGradient() error {
	return errors.New("no gradient is known for 1 of the model's nodes: Det (d)")
}

func (g gradientless) Estimate(seed uint64, progress func(done, total int)) attack.Model {
	*g.seeds = append(*g.seeds, seed)
	return guessing{g.Model, progress}
}

type guessing struct {
	session.Model
	progress func(done, total int)
}

func (g guessing) Gradient(ctx context.Context, ims []*pixel.Image, losses []loss.Loss) ([][]float32, []*pixel.Image, error) {
	if g.progress != nil {
		g.progress(5, 10)
	}
	return g.Model.Gradient(ctx, ims, losses)
}

type gradientlessEngine struct {
	session.Engine
	seeds []uint64
}

func (e *gradientlessEngine) Open(ctx context.Context, path string, trying func()) (session.Model, error) {
	m, err := e.Engine.Open(ctx, path, trying)
	if err != nil {
		return nil, err
	}
	return gradientless{m, &e.seeds}, nil
}

func TestANetworkWithoutAGradientIsAttackedByAnEstimate(t *testing.T) {
	engine := &gradientlessEngine{}
	w := watch(t, func(o *options) {
		engine.Engine = o.Engine
		o.Engine = engine
		mifgsm, _ := attack.Find("mifgsm")
		o.Attacks = []*attack.Attack{mifgsm}
	})
	s := w.settled()
	if s.Result.Attacked.Verdict.Kind == story.Failed || !s.Model.EstimatedGradient {
		t.Fatalf("%+v, %+v", s.Result.Attacked.Verdict, s.Model)
	}
	if s.Sensitivity != attack.Unknown || s.Result.Measures.Gradients == 0 {
		t.Errorf("sensitivity %v, %d gradients", s.Sensitivity, s.Result.Measures.Gradients)
	}
	if !slices.Contains(s.Result.Limits, story.EstimatedGradient) {
		t.Errorf("the result's limits are %v", s.Result.Limits)
	}
	if !strings.Contains(s.Notice.Text, "Det (d)") || !strings.Contains(strings.Join(s.Model.Warnings, " "), "Det (d)") {
		t.Errorf("the notice is %q, the warnings %q", s.Notice.Text, s.Model.Warnings)
	}
	w.SetSeed(77)
	w.settled()
	if last := engine.seeds[len(engine.seeds)-1]; last != 77 {
		t.Errorf("the estimate came from seed %d", last)
	}
}
