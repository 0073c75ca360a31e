package state

import (
	"context"
	"slices"
	"time"

	"foolscope/engine/attack"
	"foolscope/engine/loss"
	"foolscope/engine/metric"
	"foolscope/engine/pixel"
)

// sweepBudget is how long a sweep may keep the processor busy before it makes
// do with the points that it has, if there are at least sweepEnough.
const (
	sweepBudget = 30 * time.Second
	sweepEnough = 9
)

// sweepStep computes one more point of the plot. It reports whether there may
// be more to do.
func (c *Controller) sweepStep(b *bench, t *turn) bool {
	c.mu.Lock()
	snap := c.snap
	idle := snap.Current() && !c.cancelled && !c.dirty
	c.mu.Unlock()
	if !idle || b.original == nil || snap.Result.attacked == nil {
		return false
	}
	ctx := t.work
	if b.meter.calls == 1 && !b.meter.retried {
		c.timeGradient(ctx, b)
		return true
	}
	if !b.measured {
		c.measureSensitivity(ctx, b)
		return true
	}
	sweep := snap.Sweep
	if sweep == nil || sweep.key != c.planned(snap.Settings).key {
		sweep = c.planned(snap.Settings)
	}
	if sweep.Done {
		return false
	}
	start := time.Now()
	point, err := c.point(ctx, b, snap, sweep)
	if ctx.Err() != nil || interrupted(err) {
		return true
	}
	next := *sweep
	if err == nil {
		next = sweep.with(point)
	}
	next.spent += time.Since(start)
	next.Done = next.Done || err != nil || next.spent > sweepBudget && (len(next.Points) >= sweepEnough || b.info.EstimatedGradient)
	c.mu.Lock()
	if c.snap.Generation == snap.Generation && c.snap.Settings.Plot == snap.Settings.Plot {
		c.snap.Sweep = &next
	}
	c.mu.Unlock()
	c.mailbox.Post()
	return true
}

// timeGradient asks for a second gradient, whose time is worth showing.
func (c *Controller) timeGradient(ctx context.Context, b *bench) {
	b.meter.retried = true
	if _, _, err := b.meter.Gradient(ctx, b.original, loss.CrossEntropy{}); err != nil {
		return
	}
	c.mu.Lock()
	c.snap.GradientTime = b.meter.time()
	c.mu.Unlock()
	c.mailbox.Post()
}

// planned is the empty sweep that belongs to the settings; its Done is true if
// there is nothing to vary.
func (c *Controller) planned(s Settings) *Sweep {
	axis := s.Plot.Axis
	p, ok := c.varied(s)
	if !ok {
		return &Sweep{Axis: axis, Done: true}
	}
	values := s.Values
	if axis == SweepDefense {
		values = s.DefenseValues
	}
	return newSweep(axis, p, values[p.Key], sweepKey(s, p.Key))
}

// point computes the first value that is still to be visited.
func (c *Controller) point(ctx context.Context, b *bench, snap Snapshot, sweep *Sweep) (Point, error) {
	x := sweep.ahead[0]
	settings := snap.Settings.clone()
	point := Point{X: x}
	attacked, logits := snap.Result.attacked, []float32(nil)
	if sweep.Axis == SweepAttack {
		settings.Values[sweep.Param.Key] = x
		a, _ := c.attack(settings.Attack)
		done, err := a.Run(ctx, attack.Job{
			Model: b.memo, Image: b.original, Goal: goal(snap.Result.CleanClass, snap.Result.Target),
			Independent: b.info.Independent, Values: settings.Values, Seed: settings.Seed,
		})
		if err != nil {
			return point, err
		}
		attacked, logits = done.Image, done.Logits
		point.Attacked = b.info.probabilities(logits)
	} else {
		settings.DefenseValues[sweep.Param.Key] = x
		point.Attacked = snap.Result.AttackedProbabilities
	}
	compared, defended := attacked, (*pixel.Image)(nil)
	if d, ok := c.defense(settings.Defense); ok {
		var scores []float32
		var err error
		if defended, scores, err = b.defend(ctx, d, settings, attacked); err != nil {
			return point, err
		}
		point.Defended = b.info.probabilities(scores)
		if sweep.Axis == SweepDefense {
			compared = defended
		}
	}
	if sweep.Axis == SweepAttack {
		if err := c.pointBeside(ctx, b, snap, sweep.Param, &point, attacked, defended); err != nil {
			return point, err
		}
	}
	point.SSIM = metric.SSIM(b.original, compared)
	return point, nil
}

// remember returns a model that computes each gradient at the original picture
// only once, so that another strength costs a one-step attack no second one.
func remember(model attack.Model, original *pixel.Image) attack.Model {
	return &firstStep{Model: model, memo: attack.NewMemo(model, 4), original: original}
}

// firstStep asks the memo about the original, and the model about all else:
// copies of iterates that nobody asks about again would only cost memory.
type firstStep struct {
	attack.Model
	memo     *attack.Memo
	original *pixel.Image
}

// Gradient implements attack.Model.
func (f *firstStep) Gradient(ctx context.Context, im *pixel.Image, l loss.Loss) ([]float32, *pixel.Image, error) {
	if im.SameSize(f.original) && slices.Equal(im.Pix, f.original.Pix) {
		return f.memo.Gradient(ctx, im, l)
	}
	return f.Model.Gradient(ctx, im, l)
}
