package control

import (
	"context"
	"fmt"
	"time"

	"foolscope/engine/loss"
	"foolscope/engine/pixel"
	"foolscope/ui/session"
	"foolscope/ui/words"
	"foolscope/ui/work"
)

// estimated is a network whose gradient is estimated, with the seed of the
// attack that asks for it.
type estimated struct {
	session.Model
	of   session.Estimator
	seed uint64
	// task is what asks for the gradient.
	task func() *work.Task
	// progress is told about every query while an attack is looked at.
	progress func(done, total int)
}

// Gradient implements attack.Model.
func (e *estimated) Gradient(ctx context.Context, ims []*pixel.Image, losses []loss.Loss) ([][]float32, []*pixel.Image, error) {
	between := func(done, total int) {
		if e.progress != nil {
			e.progress(done, total)
		}
		e.task().Yield(ctx)
	}
	return e.of.Estimate(e.seed, between).Gradient(ctx, ims, losses)
}

// offerEstimate lets attacks on the network that was just opened go by an
// estimated gradient if it has no exact one, and says so.
func (c *computer) offerEstimate(b *bench) {
	of, ok := b.model.(session.Estimator)
	if !ok {
		return
	}
	missing := of.WithoutGradient()
	if missing == nil {
		return
	}
	b.info.EstimatedGradient = true
	b.info.Warnings = append(b.info.Warnings[:len(b.info.Warnings):len(b.info.Warnings)],
		fmt.Sprintf("There is no exact gradient: %v. Attacks go by an estimate.", missing))
	b.estimated = &estimated{Model: b.yielding(b.model), of: of, task: func() *work.Task { return b.task }}
	b.meter.Model = b.estimated
	// Both take gradients that nobody asked for, which are cheap if they are exact.
	b.retried, b.measured = true, true
	c.shared.Tell("%s has no exact gradient: %v. Attacks go by an estimate, which is slower and weaker.", b.info.Title, missing)
}

// estimateFor prepares the estimates of an attack that is about to run: they
// follow its seed and, between its steps, tell how far they are. The caller
// calls done after the attack.
func (c *computer) estimateFor(b *bench, r request, name string, step func() (index, total int)) (done func()) {
	if b.estimated == nil {
		return func() {}
	}
	b.followSeed(r.settings.Seed)
	var shown time.Time
	b.estimated.progress = func(queries, total int) {
		if time.Since(shown) < frameTime {
			return
		}
		shown = time.Now()
		index, steps := step()
		share := float64(queries) / float64(total)
		status := Status{Busy: true, Text: words.Say("status.estimating", "attack", name, "runs", queries, "total", total), Progress: share}
		if steps > 0 {
			status.Text = words.Say("status.estimating", "attack", words.Say("status.step", "attack", name, "step", index+1, "total", steps), "runs", queries, "total", total)
			status.Progress = (float64(index) + share) / float64(steps)
		}
		c.publish(r, func(s *Snapshot) { s.Status = status })
	}
	return func() { b.estimated.progress = nil }
}

// followSeed makes estimates draw from a seed; those that are remembered came
// from another one.
func (b *bench) followSeed(seed uint64) {
	if b.estimated != nil && b.estimated.seed != seed {
		b.estimated.seed = seed
		if b.runner != nil {
			b.runner.ForgetGradients()
		}
	}
}
