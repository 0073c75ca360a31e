package check

import (
	"context"
	"math"
	"math/rand/v2"
	"slices"

	"foolscope/engine/attack"
	"foolscope/engine/loss"
	"foolscope/engine/pixel"
)

const (
	// directions is how many random directions are tried.
	directions = 7
	// many is how many are added up where rounding hides the slope along one.
	many = 42
	// convincing is the error at which no further step size is tried.
	convincing = 1e-3
)

// steps are the distances to walk from the picture, the most promising first.
// A picture is fooled within a distance of 1e-3, and a network of ReLUs is
// straight over much less; too small a distance drowns in rounding. Which is
// best differs from network to network.
var steps = []float64{5e-6, 2e-6, 1e-5, 2e-5, 1e-6}

// shortSteps are the distances for sums over many directions: fewer kinks lie
// within them, and rounding, which is worse there, averages out.
var shortSteps = []float64{5e-7, 1e-6, 2.5e-7, 1e-7, 5e-8}

// GradientError compares the gradient at a picture with central differences
// along random directions: the median, over the directions, of the relative
// difference between predicted and measured slope, at the step size where that
// is smallest. If none convinces, the sums over many directions are compared as
// well. It is not a number if the gradient is not.
func GradientError(ctx context.Context, m attack.Model, im *pixel.Image, l loss.Loss) (float64, error) {
	_, gradient, err := attack.GradientOf(ctx, m, im, l)
	if err != nil {
		return 0, err
	}
	best := math.NaN()
	try := func(steps []float64, directions int, summarize func([]slope) float64) error {
		for _, step := range steps {
			random := rand.New(rand.NewPCG(1, 2))
			slopes := make([]slope, directions)
			for i := range slopes {
				if slopes[i], err = slopeAlong(ctx, m, im, gradient, l, direction(random, gradient, step)); err != nil {
					return err
				}
			}
			if off := summarize(slopes); !(best <= off) {
				best = off
			}
			if best <= convincing {
				break
			}
		}
		return nil
	}
	if err := try(steps, directions, medianError); err != nil {
		return 0, err
	}
	if best > convincing && best < suspicious {
		err = try(shortSteps, many, errorOfSum)
	}
	return best, err
}

// slope is the change of a loss along a direction, there and back.
type slope struct{ measured, predicted float64 }

func (s slope) size() float64 { return math.Max(math.Abs(s.measured), math.Abs(s.predicted)) }

func (s slope) error() float64 {
	if s.measured == s.predicted {
		return 0
	}
	return math.Abs(s.measured-s.predicted) / s.size()
}

func medianError(slopes []slope) float64 {
	off := make([]float64, len(slopes))
	for i, s := range slopes {
		off[i] = s.error()
	}
	slices.Sort(off)
	return off[len(off)/2]
}

// errorOfSum is relative to the sum of sizes, so that slopes which cancel out
// do not make it large.
func errorOfSum(slopes []slope) float64 {
	difference, size := 0.0, 0.0
	for _, s := range slopes {
		difference += s.measured - s.predicted
		size += s.size()
	}
	return math.Abs(difference) / size
}

// direction draws a random direction of which half the elements follow the
// signs of the gradient: across it the slope is so small that the kinks of the
// network hide it.
func direction(random *rand.Rand, gradient *pixel.Image, step float64) []float32 {
	out := make([]float32, len(gradient.Pix))
	for i, g := range gradient.Pix {
		d := random.NormFloat64()
		if random.Uint64()&1 == 0 {
			d = 1
			if g < 0 {
				d = -1
			}
		}
		out[i] = float32(step * d)
	}
	return out
}

func slopeAlong(ctx context.Context, m attack.Model, im, gradient *pixel.Image, l loss.Loss, way []float32) (slope, error) {
	ahead, back := im.Clone(), im.Clone()
	predicted := 0.0
	for i, d := range way {
		ahead.Pix[i] += d
		back.Pix[i] -= d
		// With the distance that is left after rounding to float32.
		predicted += float64(gradient.Pix[i]) * (float64(ahead.Pix[i]) - float64(back.Pix[i]))
	}
	above, err := attack.LogitsOf(ctx, m, ahead)
	if err != nil {
		return slope{}, err
	}
	below, err := attack.LogitsOf(ctx, m, back)
	if err != nil {
		return slope{}, err
	}
	return slope{l.Value(above) - l.Value(below), predicted}, nil
}
