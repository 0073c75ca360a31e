package control

import (
	"context"
	"time"

	"foolscope/engine/attack"
	"foolscope/engine/loss"
)

// sweepBudget is how long a sweep may keep the processor busy before it makes
// do with the points that it has, if there are at least sweepEnough.
const (
	sweepBudget = 30 * time.Second
	sweepEnough = 9
)

// sweepStep computes one more point of the plot. It reports whether there may
// be more to do.
func (c *computer) sweepStep(b *bench, t *turn) bool {
	c.mu.Lock()
	snap := c.snap
	idle := snap.Current() && !c.cancelled && !c.dirty
	c.mu.Unlock()
	if !idle || b.original == nil || snap.Result.AttackedImage() == nil {
		return false
	}
	ctx := t.work
	if b.meter.Calls == 1 && !b.retried {
		c.timeGradient(ctx, b)
		return true
	}
	if !b.measured {
		c.measureSensitivity(ctx, b)
		return true
	}
	sweep := snap.Sweep
	if sweep == nil || !sweep.Same(c.catalog.Planned(snap.Settings)) {
		sweep = c.catalog.Planned(snap.Settings)
	}
	if sweep.Done {
		return false
	}
	spent := t.task.Progress().Spent
	point, err := b.runner.Point(ctx, c.catalog.Setup(snap.Settings), c.beside(b, snap), sweep.Axis, sweep.Param, sweep.Next())
	if ctx.Err() != nil || interrupted(err) {
		return true
	}
	next := *sweep
	if err == nil {
		next.Sweep = sweep.With(point)
	}
	next.Spent += t.task.Progress().Spent - spent
	next.Done = next.Done || err != nil || next.Spent > sweepBudget && (len(next.Points) >= sweepEnough || b.info.EstimatedGradient)
	c.mu.Lock()
	if c.snap.Generation == snap.Generation && c.snap.Settings.Plot == snap.Settings.Plot {
		c.snap.Sweep = &next
	}
	c.mu.Unlock()
	c.post()
	return true
}

// timeGradient asks for a second gradient, whose time is worth showing.
func (c *computer) timeGradient(ctx context.Context, b *bench) {
	b.retried = true
	if _, _, err := attack.GradientOf(ctx, b.meter, b.original, loss.CrossEntropy{}); err != nil {
		return
	}
	c.mu.Lock()
	c.snap.GradientTime = b.meter.Time()
	c.mu.Unlock()
	c.post()
}
