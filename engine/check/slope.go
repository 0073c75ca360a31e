package check

import (
	"context"
	"math"
	"math/rand/v2"
	"slices"

	"foolscope/engine/classifier"
	"foolscope/engine/pixel"
)

const (
	// directions is how many random directions are tried.
	directions = 7
	// convincing is the error at which no further step size is tried.
	convincing = 1e-3
)

// steps are the distances to walk from the picture, the most promising first.
// A picture is fooled within a distance of 1e-3, and a network of ReLUs is
// straight over much less; too small a distance drowns in rounding. Which is
// best differs from network to network.
var steps = []float64{5e-6, 2e-6, 1e-5, 2e-5, 1e-6}

// Model is what GradientError asks of a classifier.
type Model interface {
	Logits(ctx context.Context, im *pixel.Image) ([]float32, error)
	Gradient(ctx context.Context, im *pixel.Image, loss classifier.Loss) ([]float32, *pixel.Image, error)
}

// GradientError compares the gradient at a picture with central differences
// along random directions: the median, over the directions, of the relative
// difference between predicted and measured slope, at the step size where that
// is smallest. It is not a number if the gradient is not.
func GradientError(ctx context.Context, m Model, im *pixel.Image, loss classifier.Loss) (float64, error) {
	_, gradient, err := m.Gradient(ctx, im, loss)
	if err != nil {
		return 0, err
	}
	best := math.NaN()
	for _, step := range steps {
		random := rand.New(rand.NewPCG(1, 2))
		off := make([]float64, directions)
		for i := range off {
			if off[i], err = slopeError(ctx, m, im, gradient, loss, direction(random, gradient, step)); err != nil {
				return 0, err
			}
		}
		slices.Sort(off)
		if middle := off[directions/2]; !(best <= middle) {
			best = middle
		}
		if best <= convincing {
			break
		}
	}
	return best, nil
}

// direction draws a random direction of which half the entries follow the
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

func slopeError(ctx context.Context, m Model, im, gradient *pixel.Image, loss classifier.Loss, way []float32) (float64, error) {
	ahead, back := im.Clone(), im.Clone()
	predicted := 0.0
	for i, d := range way {
		ahead.Pix[i] += d
		back.Pix[i] -= d
		// With the distance that is left after rounding to float32.
		predicted += float64(gradient.Pix[i]) * (float64(ahead.Pix[i]) - float64(back.Pix[i]))
	}
	above, err := m.Logits(ctx, ahead)
	if err != nil {
		return 0, err
	}
	below, err := m.Logits(ctx, back)
	if err != nil {
		return 0, err
	}
	measured := loss.Value(above) - loss.Value(below)
	if measured == predicted {
		return 0, nil
	}
	return math.Abs(measured-predicted) / math.Max(math.Abs(measured), math.Abs(predicted)), nil
}
