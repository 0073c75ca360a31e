package defense

import (
	"context"

	"foolscope/engine/pixel"

	"gonum.org/v1/gonum/floats"
)

// separable is a linear filter that is the same across and down.
type separable struct {
	weights []float64
	// anchor is the index of the weight that lies on the pixel itself.
	anchor int
	// divisor divides the result of both directions together. Whole weights
	// and a whole divisor keep sums of levels exact, so that a result half way
	// between two levels is rounded up and not at random.
	divisor float64
	outside border
}

// run filters every channel and rounds to the grid.
func (s separable) run(ctx context.Context, im *pixel.Image) (*pixel.Image, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	out := pixel.New(im.Width, im.Height)
	pixel.EachChannel(func(c int) {
		toElements(out.Plane(c), s.forward(toLevels(im.Plane(c)), im.Width, im.Height))
	})
	return out, ctx.Err()
}

// transpose applies the transpose of the filter, border included, without the
// rounding.
func (s separable) transpose(ctx context.Context, gradient *pixel.Image) (*pixel.Image, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	out := pixel.New(gradient.Width, gradient.Height)
	pixel.EachChannel(func(c int) {
		from, to := gradient.Plane(c), out.Plane(c)
		plane := make([]float64, len(from))
		for i, v := range from {
			plane[i] = float64(v)
		}
		for i, v := range s.backward(plane, gradient.Width, gradient.Height) {
			to[i] = float32(v)
		}
	})
	return out, ctx.Err()
}

// forward filters a plane.
func (s separable) forward(plane []float64, width, height int) []float64 {
	across := make([]float64, len(plane))
	padded := make([]float64, width+len(s.weights)-1)
	for y := range height {
		in, out := row(plane, width, y), row(across, width, y)
		for i := range padded {
			padded[i] = in[s.outside(i-s.anchor, width)]
		}
		for t, weight := range s.weights {
			floats.AddScaled(out, weight, padded[t:t+width])
		}
	}
	down := make([]float64, len(plane))
	for y := range height {
		out := row(down, width, y)
		for t, weight := range s.weights {
			floats.AddScaled(out, weight, row(across, width, s.outside(y+t-s.anchor, height)))
		}
		for i := range out {
			out[i] /= s.divisor
		}
	}
	return down
}

// backward applies the transpose of forward: every read becomes an addition at
// the same place, in reverse order.
func (s separable) backward(plane []float64, width, height int) []float64 {
	down := make([]float64, len(plane))
	for y := range height {
		in := row(plane, width, y)
		for t, weight := range s.weights {
			floats.AddScaled(row(down, width, s.outside(y+t-s.anchor, height)), weight/s.divisor, in)
		}
	}
	across := make([]float64, len(plane))
	padded := make([]float64, width+len(s.weights)-1)
	for y := range height {
		in, out := row(down, width, y), row(across, width, y)
		clear(padded)
		for t, weight := range s.weights {
			floats.AddScaled(padded[t:t+width], weight, in)
		}
		for i, v := range padded {
			out[s.outside(i-s.anchor, width)] += v
		}
	}
	return across
}

func row(plane []float64, width, y int) []float64 { return plane[y*width : (y+1)*width] }
