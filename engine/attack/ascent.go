package attack

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"

	"foolscope/engine/pixel"
)

// ascent is what the gradient attacks have in common: from a start it climbs
// an objective in steps and stays in a ball. Where the objective has no gradient to
// begin with, it climbs the margin.
type ascent struct {
	ball      ball
	objective objective
	// alpha is the length of a step, in pixel units.
	alpha float64
	// steps is per run; runs after the first start at random places, the
	// first one only if randomStart.
	steps, runs int
	randomStart bool
	// direction, if not nil, turns the gradient of a step into the direction
	// to climb, in place.
	direction func(g []float32)
}

// run returns the best iterate. Iterates are judged by the logits that come
// with the gradient of the next step, at no cost; the last one of each run has
// no next step and costs a query, which judges it rounded. One more query is
// asked only if an earlier iterate was better than that.
func (a ascent) run(ctx context.Context, job Job) (*Result, error) {
	model := &tally{Model: job.Model}
	climbed := a.objective
	start := Sloped
	total := a.steps * a.runs
	early := verdict{value: math.Inf(-1)}
	var earlyImage *pixel.Image
	var best finalist

	for run := range a.runs {
		x := job.Image.Clone()
		if a.randomStart || run > 0 {
			a.ball.scatter(x.Pix, rand.New(rand.NewPCG(job.Seed, uint64(run))))
		}
		for k := range a.steps {
			logits, g, err := GradientOf(ctx, model, x, climbed.loss)
			if err != nil {
				return nil, failure(ctx, fmt.Sprintf("step %d of %d", run*a.steps+k+1, total), err)
			}
			found := Sloped
			if k == 0 {
				found = startOf(g.Pix)
			}
			if (found == Flat || found == Broken) && run == 0 {
				margin := margin(job.Goal)
				_, other, err := GradientOf(ctx, model, x, margin.loss)
				if err != nil {
					return nil, failure(ctx, "the first step", err)
				}
				if startOf(other.Pix) == Sloped {
					found, climbed, g = Saturated, margin, other
				}
			}
			if k == 0 && (run == 0 || found == Sloped && start != Patchy) {
				start = found
			}
			if v := judge(job.Goal, climbed, logits); k > 0 && v.better(early) {
				early = v
				earlyImage = copyInto(earlyImage, x)
			}
			if a.direction != nil {
				a.direction(g.Pix)
			}
			a.ball.climb(x.Pix, g.Pix, climbed.sign*a.alpha)
			if job.Observe != nil {
				job.Observe(Step{
					Index: run*a.steps + k + 1, Total: total, Run: run,
					Image: x, Logits: logits, Loss: climbed.loss, Value: climbed.loss.Value(logits), Queries: model.queries, Start: start,
				})
			}
			if found == Flat || found == Broken {
				break // All further steps of this run would find the same.
			}
		}
		last, err := finish(ctx, model, job.Goal, climbed, a.ball, x)
		if err != nil {
			return nil, err
		}
		best = best.or(last)
	}
	if early.better(best.verdict) {
		again, err := finish(ctx, model, job.Goal, climbed, a.ball, earlyImage)
		if err != nil {
			return nil, err
		}
		best = best.or(again)
	}
	return &Result{
		Image: best.image, Exact: best.exact, Logits: best.logits,
		Gradients: model.gradients, Queries: model.queries, Start: start,
	}, nil
}

// copyInto returns a copy of im, in dst if there is one.
func copyInto(dst, im *pixel.Image) *pixel.Image {
	if dst == nil {
		return im.Clone()
	}
	copy(dst.Pix, im.Pix)
	return dst
}
