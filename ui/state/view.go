package state

import (
	"context"
	"fmt"
	"image"
	"slices"
	"time"

	"foolscope/engine/attack"
	"foolscope/engine/heatmap"
	"foolscope/engine/loss"
	"foolscope/engine/pixel"
)

// ViewMode says what is drawn of a perturbation.
type ViewMode int

const (
	// Signed draws attacked minus original around mid grey, each colour alone.
	Signed ViewMode = iota
	// Magnitude draws the largest change of the three colours.
	Magnitude
	// Similarity draws SSIM around each pixel.
	Similarity
	// Saliency draws how strongly each pixel of the original moves the loss of
	// its predicted class.
	Saliency
)

// View is how the perturbation is drawn. No result depends on it.
type View struct {
	Mode ViewMode `json:"mode"`
	// Gain is one of heatmap.Gains, or 0 for the one that suits the perturbation.
	Gain int `json:"gain"`
}

// valid reports whether a view that was read from a file can be drawn.
func (v View) valid() bool {
	return v.Mode >= Signed && v.Mode <= Saliency && (v.Gain == 0 || slices.Contains(heatmap.Gains(), v.Gain))
}

// Drawing is what a View makes of a result.
type Drawing struct {
	View View
	// Image is nil if there is nothing to draw; Problem may say why.
	Image   *image.RGBA
	Problem string
	// Gain is the factor that was used, 0 where the mode has none.
	Gain int
	// Low and High say what black and white stand for.
	Low, High string
}

// SetView chooses how the perturbation is drawn. It leaves the result as it is.
func (c *Controller) SetView(v View) {
	c.mu.Lock()
	before := c.now()
	c.draws(v)
	c.history.note("", before, c.now(), time.Now())
	c.keepSoon()
	c.mu.Unlock()
	c.mailbox.Post()
}

// draws makes a view the newest one and sees to its drawing. The lock is held;
// the caller posts.
func (c *Controller) draws(v View) {
	if c.snap.View == v {
		return
	}
	c.snap.View = v
	c.onResult("The view", c.redraw)
	// A point of the plot is computed again; nobody waits for it.
	c.dropPoint()
}

// redraw brings the drawing of the current result in line with the view.
func (c *Controller) redraw(b *bench) {
	c.mu.Lock()
	old, view := c.snap.Result, c.snap.View
	c.mu.Unlock()
	if old == nil || old.attacked() == nil || old.Outcome.Original != b.original || old.Drawing.View == view {
		return
	}
	next := *old
	c.draw(c.life, b, &next, next.attacked())
	c.mu.Lock()
	if c.snap.Result == old {
		c.snap.Result = &next
		c.snap.scrubbed = c.snap.scrubbed.on(&next)
	}
	c.mu.Unlock()
	c.mailbox.Post()
}

// draw fills in the pictures of the perturbation, as the view wants them.
func (c *Controller) draw(ctx context.Context, b *bench, r *Result, attacked *pixel.Image) {
	c.mu.Lock()
	view := c.snap.View
	c.mu.Unlock()
	r.drawDifference(view, b.original, attacked)
	if view.Mode != Saliency {
		return
	}
	_, gradient, err := attack.GradientOf(ctx, b.runner.Model(), b.original, loss.For(r.CleanClass, b.info.Independent))
	if err != nil {
		r.Drawing = Drawing{View: view, Problem: "No gradient is known."}
		return
	}
	r.Drawing = Drawing{View: view, Image: heatmap.Saliency(gradient), Low: "no effect", High: "strong"}
}

// drawDifference fills in all that depends on the two pictures alone; a
// saliency map stays as it is.
func (r *Result) drawDifference(view View, original, attacked *pixel.Image) {
	largest := heatmap.LargestChange(original, attacked)
	r.Gain = view.Gain
	if r.Gain == 0 {
		r.Gain = heatmap.SignedGain(largest)
	}
	r.Perturbation = heatmap.Signed(original, attacked, r.Gain)
	switch view.Mode {
	case Signed:
		half := inLevels(0.5, r.Gain)
		r.Drawing = Drawing{Image: r.Perturbation, Gain: r.Gain, Low: "−" + half, High: "+" + half}
	case Magnitude:
		gain := view.Gain
		if gain == 0 {
			gain = heatmap.MagnitudeGain(largest)
		}
		r.Drawing = Drawing{Image: heatmap.Magnitude(original, attacked, gain), Gain: gain, Low: "0", High: inLevels(1, gain)}
	case Similarity:
		drawn, low := heatmap.Similarity(original, attacked)
		r.Drawing = Drawing{Image: drawn, Low: fmt.Sprintf("%.1f", low), High: "1"}
	}
	r.Drawing.View = view
}

// inLevels is a share of the range from black to white, divided by the gain, in
// levels of 8 bits.
func inLevels(share float64, gain int) string {
	value := share * 255 / float64(gain)
	if value >= 10 {
		return fmt.Sprintf("%.0f", value)
	}
	return fmt.Sprintf("%.2g", value)
}
