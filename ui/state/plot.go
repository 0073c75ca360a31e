package state

import (
	"context"
	"fmt"
	"time"

	"foolscope/engine/attack"
	"foolscope/engine/loss"
	"foolscope/engine/param"
	"foolscope/engine/trial"
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
	if sweep == nil || sweep.key != c.planned(snap.Settings).key {
		sweep = c.planned(snap.Settings)
	}
	if sweep.Done {
		return false
	}
	spent := t.task.Progress().Spent
	point, err := b.runner.Point(ctx, c.setup(snap.Settings), c.beside(b, snap), sweep.Axis, sweep.Param, sweep.Next())
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
	c.mailbox.Post()
	return true
}

// timeGradient asks for a second gradient, whose time is worth showing.
func (c *Controller) timeGradient(ctx context.Context, b *bench) {
	b.retried = true
	if _, _, err := attack.GradientOf(ctx, b.meter, b.original, loss.CrossEntropy{}); err != nil {
		return
	}
	c.mu.Lock()
	c.snap.GradientTime = b.meter.Time()
	c.mu.Unlock()
	c.mailbox.Post()
}

// Sweep is a sweep that belongs to some settings.
type Sweep struct {
	trial.Sweep
	// key names all that the points depend on.
	key string
}

// planned is the empty sweep that belongs to the settings; its Done is true if
// there is nothing to vary.
func (c *Controller) planned(s Settings) *Sweep {
	axis := s.Plot.Axis
	p, ok := c.varied(s)
	if !ok {
		return &Sweep{Sweep: trial.Sweep{Axis: axis, Done: true}}
	}
	values := s.Values
	if axis == trial.SweepDefense {
		values = s.DefenseValues
	}
	sweep := trial.NewSweep(axis, p, values[p.Key])
	return &Sweep{sweep, fmt.Sprint(c.sweepKey(s, p), sweep.Min, sweep.Max)}
}

// sweepKey names everything that the sweep's points depend on: the settings
// but for the value that is varied itself.
func (c *Controller) sweepKey(s Settings, varied param.Param) string {
	axis := s.Plot.Axis
	key := fmt.Sprint(s.Picture, s.Model, c.setup(s).Varied(axis, varied.Key, varied.Default).Key(), axis, varied.Key)
	if axis == trial.SweepAttack && s.Compare.With != Nothing {
		// Both attacks are varied together.
		key += fmt.Sprint(s.Compare.With, s.Compare.Model)
		if s.Compare.With == SecondAttack {
			key += c.setup(s.second()).Varied(axis, varied.Key, varied.Default).Key()
		}
	}
	return key
}

// second are the settings of a second attack.
func (s Settings) second() Settings {
	s.Attack, s.Values, s.Compare = s.Compare.Attack, s.Compare.Values, Comparison{}
	return s
}
