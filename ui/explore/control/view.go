package control

import (
	"context"
	"time"

	"foolscope/engine/attack"
	"foolscope/engine/heatmap"
	"foolscope/engine/loss"
	"foolscope/engine/pixel"
	"foolscope/ui/story"
	"foolscope/ui/words"
)

// SetView chooses how the perturbation is drawn. It leaves the result as it is.
func (c *Controller) SetView(v story.View) {
	c.mu.Lock()
	before := c.now()
	c.draws(v)
	c.history.Note("", before, c.now(), time.Now())
	c.keepSoon()
	c.mu.Unlock()
	c.post()
}

// draws makes a view the newest one and sees to its drawing. The lock is held;
// the caller posts.
func (c *computer) draws(v story.View) {
	if c.snap.View == v {
		return
	}
	c.snap.View = v
	c.onResult("The view", c.redraw)
	// A point of the plot is computed again; nobody waits for it.
	c.dropPoint()
}

// redraw brings the drawing of the current result in line with the view.
func (c *computer) redraw(b *bench) {
	c.mu.Lock()
	old, view := c.snap.Result, c.snap.View
	c.mu.Unlock()
	if old == nil || old.AttackedImage() == nil || old.Outcome.Original != b.original || old.Drawing.View == view {
		return
	}
	next := *old
	c.draw(c.life, b, &next, next.AttackedImage())
	c.mu.Lock()
	if c.snap.Result == old {
		c.snap.Result = &next
		c.snap.scrubbed = c.snap.scrubbed.on(&next)
	}
	c.mu.Unlock()
	c.post()
}

// draw fills in the pictures of the perturbation, as the view wants them.
func (c *computer) draw(ctx context.Context, b *bench, r *Result, attacked *pixel.Image) {
	c.mu.Lock()
	view := c.snap.View
	c.mu.Unlock()
	r.DrawDifference(view, b.original, attacked)
	if view.Mode != story.Saliency {
		return
	}
	_, gradient, err := attack.GradientOf(ctx, b.runner.Model(), b.original, loss.For(r.CleanClass, b.info.Independent))
	if err != nil {
		r.Drawing = story.Drawing{View: view, Problem: words.Say("view.no_gradient")}
		return
	}
	drawn, lost := heatmap.Saliency(gradient)
	r.Drawing = story.Drawing{View: view, Image: drawn, Low: words.Say("view.no_effect"), High: words.Say("view.strong")}
	switch lost {
	case 0:
	case gradient.Width * gradient.Height:
		r.Drawing = story.Drawing{View: view, Problem: words.Say("view.no_numbers")}
	default:
		r.Drawing.High = words.Say("view.strong_or_lost")
	}
}
