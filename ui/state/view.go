package state

import (
	"context"
	"fmt"
	"image"
	"math"
	"slices"
	"time"

	"foolscope/engine/loss"
	"foolscope/engine/metric"
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
	// Gain is one of Gains, or 0 for the one that suits the perturbation.
	Gain int `json:"gain"`
}

// valid reports whether a view that was read from a file can be drawn.
func (v View) valid() bool {
	return v.Mode >= Signed && v.Mode <= Saliency && (v.Gain == 0 || slices.Contains(gains, v.Gain))
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

// Gains are the factors to choose from.
func Gains() []int { return slices.Clone(gains) }

// SetView chooses how the perturbation is drawn. It leaves the result as it is.
func (c *Controller) SetView(v View) {
	c.mu.Lock()
	before := c.now()
	c.draws(v)
	c.history.note("", before, c.now(), time.Now())
	c.keepSoon()
	c.mu.Unlock()
	c.poke()
	c.mailbox.post()
}

// draws makes a view the newest one and sees to its drawing. The lock is held;
// the caller pokes the loop and posts.
func (c *Controller) draws(v View) {
	if c.snap.View == v {
		return
	}
	c.snap.View = v
	c.jobs = append(c.jobs, c.redraw)
	if c.turn != nil && !c.turn.main {
		// A point of the plot is computed again; nobody waits for it.
		c.turn.endWork()
	}
}

// redraw brings the drawing of the current result in line with the view.
func (c *Controller) redraw(b *bench) {
	c.mu.Lock()
	old, view := c.snap.Result, c.snap.View
	c.mu.Unlock()
	if old == nil || old.attacked == nil || old.original != b.original || old.Drawing.View == view {
		return
	}
	next := *old
	c.draw(c.life, b, &next, next.attacked)
	c.mu.Lock()
	if c.snap.Result == old {
		c.snap.Result = &next
		c.snap.scrubbed = c.snap.scrubbed.on(&next)
	}
	c.mu.Unlock()
	c.mailbox.post()
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
	_, gradient, err := b.memo.Gradient(ctx, b.original, loss.For(r.CleanClass, b.info.Independent))
	if err != nil {
		r.Drawing = Drawing{View: view, Problem: "No gradient is known."}
		return
	}
	r.Drawing = Drawing{View: view, Image: saliency(gradient), Low: "no effect", High: "strong"}
}

// drawDifference fills in all that depends on the two pictures alone; a
// saliency map stays as it is.
func (r *Result) drawDifference(view View, original, attacked *pixel.Image) {
	largest := largestChange(original, attacked)
	r.Gain = view.Gain
	if r.Gain == 0 {
		r.Gain = gainFor(largest)
	}
	r.Perturbation = difference(original, attacked, r.Gain)
	switch view.Mode {
	case Signed:
		half := inLevels(0.5, r.Gain)
		r.Drawing = Drawing{Image: r.Perturbation, Gain: r.Gain, Low: "−" + half, High: "+" + half}
	case Magnitude:
		gain := view.Gain
		if gain == 0 {
			// The largest change comes nearest to white instead of vivid.
			gain = gainFor(vivid * largest)
		}
		r.Drawing = Drawing{Image: magnitude(original, attacked, gain), Gain: gain, Low: "0", High: inLevels(1, gain)}
	case Similarity:
		r.Drawing = similarity(original, attacked)
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

// magnitude draws the largest change of the three colours, black for none.
func magnitude(original, attacked *pixel.Image, gain int) *image.RGBA {
	out := pixel.New(original.Width, original.Height)
	eachPixel(out, func(i int, channels [3]int) float32 {
		largest := float32(0)
		for _, k := range channels {
			largest = max(largest, attacked.Pix[k]-original.Pix[k], original.Pix[k]-attacked.Pix[k])
		}
		return float32(gain) * largest
	})
	return out.RGBA()
}

// similarity draws SSIM, white for 1. Black is the tenth below the least value:
// differences between pictures that look the same are small.
func similarity(original, attacked *pixel.Image) Drawing {
	m := metric.Wang2004.Map(original, attacked)
	low := min(math.Floor(10*slices.Min(m.Values))/10, 0.9)
	out := pixel.New(original.Width, original.Height)
	eachPixel(out, func(i int, _ [3]int) float32 { return float32((m.Values[i] - low) / (1 - low)) })
	return Drawing{Image: out.RGBA(), Low: fmt.Sprintf("%.1f", low), High: "1"}
}

// brightest is the share of pixels of a saliency map that are not white: a few
// outliers would leave the rest black.
const brightest = 0.99

// saliency draws the largest of the absolute derivatives by the three colours
// (Simonyan, Vedaldi and Zisserman, 2013).
func saliency(gradient *pixel.Image) *image.RGBA {
	out := pixel.New(gradient.Width, gradient.Height)
	var seen []float32
	strength := func(_ int, channels [3]int) float32 {
		largest := float32(0)
		for _, k := range channels {
			largest = max(largest, gradient.Pix[k], -gradient.Pix[k])
		}
		seen = append(seen, largest)
		return largest
	}
	eachPixel(out, strength)
	slices.Sort(seen)
	white := seen[int(brightest*float64(len(seen)-1))]
	if white == 0 {
		white = max(seen[len(seen)-1], math.SmallestNonzeroFloat32)
	}
	for i := range out.Pix {
		out.Pix[i] /= white
	}
	return out.RGBA()
}

// eachPixel makes every pixel the grey that a function of its number and of
// the places of its three channels says.
func eachPixel(out *pixel.Image, grey func(i int, channels [3]int) float32) {
	n := out.Width * out.Height
	for i := range n {
		channels := [3]int{i, n + i, 2*n + i}
		value := grey(i, channels)
		for _, k := range channels {
			out.Pix[k] = value
		}
	}
}
