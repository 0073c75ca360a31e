package trial

import (
	"math"
	"slices"

	"foolscope/engine/pixel"
)

// traceLength is how many steps a trace keeps at most, besides the original
// and the last one; a picture of 224 x 224 takes 150 kB.
const traceLength = 64

// Moment is the attack after one of its steps.
type Moment struct {
	// Step counts from 1; 0 is the original.
	Step int
	// Linf and L2 measure the 8-bit picture of this step, in units of the
	// whole range between black and white.
	Linf, L2 float64
	// Logits are the scores as the attack saw them, before rounding; those of
	// the last step of a run are of the 8-bit picture. Nil if nobody asked.
	Logits []float32
	// Loss is the attack's own, NaN if it is not known.
	Loss float64

	// levels is the 8-bit picture, as planar as a pixel.Image.
	levels []uint8
}

// Trace is the way of an iterative attack: the original, then every Stride-th
// step, and the last one. It is never changed once it is published.
type Trace struct {
	Moments []Moment
	// Total is how many steps the attack takes; until it has ended, at most.
	Total  int
	Stride int
	// Kept is the moment whose picture became the attack's result, -1 if it is
	// none of them.
	Kept int
}

// find returns the last moment that shows im, -1 if none does.
func (t *Trace) find(im *pixel.Image) int {
	wanted := eightBit(im)
	for i := len(t.Moments) - 1; i >= 0; i-- {
		if slices.Equal(t.Moments[i].levels, wanted) {
			return i
		}
	}
	return -1
}

// Picture returns the 8-bit picture of a moment; original has its size.
func (m *Moment) Picture(original *pixel.Image) *pixel.Image {
	im := pixel.New(original.Width, original.Height)
	for i, level := range m.levels {
		im.Pix[i] = float32(level) / 255
	}
	return im
}

// Nearest returns the moment whose step is nearest to step.
func (t *Trace) Nearest(step float64) int {
	best := 0
	for i, m := range t.Moments {
		if math.Abs(float64(m.Step)-step) < math.Abs(float64(t.Moments[best].Step)-step) {
			best = i
		}
	}
	return best
}

// bytes is about what the trace takes, 0 of none.
func (t *Trace) bytes() int {
	if t == nil {
		return 0
	}
	return len(t.Moments) * len(t.Moments[0].levels)
}
