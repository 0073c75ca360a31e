package attack

import (
	"context"
	"errors"
	"fmt"

	"foolscope/engine/loss"
	"foolscope/engine/param"
	"foolscope/engine/pixel"
)

// enough is the share of fooled pictures at which learning ends.
var enough = param.Param{
	Key: "enough", Name: "Enough", Unit: "%", Kind: param.Number,
	Min: 1, Max: 100, Default: 80, Step: 1,
	Explanation: "Learning ends early when this share of the pictures that it learns from is fooled. It means nothing once it has learned.",
}

// The universal perturbation (Moosavi-Dezfooli et al., 2017), found by stochastic gradient ascent
// (Shafahi et al., Universal adversarial training, 2020, algorithm 2): the mean gradient of a few
// pictures at a time moves one perturbation for all of them. The loss of a picture is
// clipped: one that is fooled for sure no longer pulls.
func init() {
	epsilon := epsilonLinf
	epsilon.Default = 10
	epsilon.Explanation = "How far each red, green or blue value may move. What was learned with another epsilon is scaled."
	params := param.Set{epsilon, passes, enough, learnedFile}
	register(500, &Attack{
		Key: "universal", Name: "Universal perturbation",
		Summary:  "Adds one pattern that was learned from many pictures and fools most of them, also pictures it has never seen.",
		Params:   params,
		Needs:    Gradients,
		Norm:     Linf,
		Strength: "epsilon",
		Presets:  presets(params, param.Values{"epsilon": 5}, param.Values{"epsilon": 16}),
		Fit:      fitUniversal,
		Run:      runUniversal,
	})
}

// surelyFooled is the clipped cross-entropy: the odds are then about 8,000 to 1.
const surelyFooled = 9

func fitUniversal(ctx context.Context, job FitJob) (*Fitted, error) {
	if len(job.Images) == 0 {
		return nil, errNothingToLearn
	}
	eps := linfEpsilon(job.Values)
	first := job.Images[0]
	f := &Fitted{Attack: "universal", Values: job.Values.Clone(), Seed: job.Seed, Pictures: len(job.Images), Pattern: pixel.New(first.Width, first.Height)}
	f.Values[learnedFile.Key] = 0
	around := newLinf(pixel.New(first.Width, first.Height), eps)
	for i := range around.low {
		around.low[i], around.high[i] = -float32(eps), float32(eps)
	}
	model := &tally{Model: job.Model}
	turn := momentum(0.9, len(first.Pix))
	total := job.Values.Int("passes")
	for pass := range total {
		fooled := 0
		for _, batch := range shuffled(len(job.Images), job.Seed, pass) {
			mean, reached, err := f.pull(ctx, model, job, batch)
			if err != nil {
				return nil, failure(ctx, fmt.Sprintf("pass %d of %d", pass+1, total), err)
			}
			fooled += reached
			turn(mean)
			around.climb(f.Pattern.Pix, mean, eps/10)
		}
		if job.Observe != nil {
			job.Observe(pass+1, total)
		}
		if 100*float64(fooled) >= job.Values.Float("enough")*float64(len(job.Images)) {
			break
		}
	}
	return f, nil
}

// pull is the sum of the gradients of a few pictures, of what raises the success, and how many of them
// reach their goals already.
func (f *Fitted) pull(ctx context.Context, model Model, job FitJob, batch []int) (sum []float32, reached int, err error) {
	ims, losses := make([]*pixel.Image, len(batch)), make([]loss.Loss, len(batch))
	for k, i := range batch {
		if ims[k], err = f.Apply(job.Images[i]); err != nil {
			return nil, 0, err
		}
		losses[k] = loss.For(job.Goals[i].Class, job.Independent)
	}
	logits, gradients, err := model.Gradient(ctx, ims, losses)
	if err != nil {
		return nil, 0, err
	}
	sum = make([]float32, len(f.Pattern.Pix))
	for k, i := range batch {
		goal := job.Goals[i]
		if goal.Reached(logits[k]) {
			reached++
		}
		if !goal.Targeted && losses[k].Value(logits[k]) > surelyFooled {
			continue
		}
		up := float32(outwards(goal))
		for j, d := range gradients[k].Pix {
			if finite(d) {
				sum[j] += up * d
			}
		}
	}
	return sum, reached, nil
}

func runUniversal(ctx context.Context, job Job) (*Result, error) {
	f := job.Fitted
	if f == nil {
		return nil, errNotLearned
	}
	eps := linfEpsilon(job.Values)
	scaled := *f
	if learnedWith := f.Values.Float("epsilon"); learnedWith != job.Values.Float("epsilon") {
		if learnedWith == 0 {
			return nil, errors.New("what was learned with epsilon 0 changes nothing; learn with a larger one")
		}
		scaled.Pattern = f.Pattern.Clone()
		for i := range scaled.Pattern.Pix {
			scaled.Pattern.Pix[i] *= float32(job.Values.Float("epsilon") / learnedWith)
		}
	}
	x, err := scaled.Apply(job.Image)
	if err != nil {
		return nil, err
	}
	within := newLinf(job.Image, eps)
	for i, v := range x.Pix {
		x.Pix[i] = min(max(v, within.low[i]), within.high[i])
	}
	return applied(ctx, job, within, x)
}

// applied is the result of an attack that asks the model about nothing but its end.
func applied(ctx context.Context, job Job, within ball, x *pixel.Image) (*Result, error) {
	model := &tally{Model: job.Model}
	end, err := finish(ctx, model, job.Goal, crossEntropy(job), within, x)
	if err != nil {
		return nil, err
	}
	return &Result{Image: end.image, Exact: end.exact, Logits: end.logits, Queries: model.queries}, nil
}
