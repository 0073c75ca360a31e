package defense

import (
	"context"

	"foolscope/engine/param"
	"foolscope/engine/pixel"

	"gonum.org/v1/gonum/mat"
)

// pcaBackward is the derivative of the whole defence at this picture: the mean of
// the rows, the weights of the components and the components themselves follow the
// picture. Held fixed are only their number, the clamping to [0,1] and the
// rounding. There is no derivative where the last component that is kept has
// the same variance as the first that is not; pairs with nearly equal variances
// count as ones that do not turn.
func pcaBackward(ctx context.Context, picture, gradient *pixel.Image, v param.Values, _ uint64) (*pixel.Image, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	components := v.Int("components")
	if components >= min(picture.Width, picture.Height) {
		return gradient.Clone(), nil
	}
	found, err := analyses.of(ctx, picture)
	if err != nil {
		return nil, err
	}
	out := pixel.New(picture.Width, picture.Height)
	pixel.EachChannel(func(c int) { found[c].rebuildBack(out.Plane(c), gradient.Plane(c), components) })
	return out, ctx.Err()
}

// rebuildBack writes the vector-Jacobian product of rebuild with gradient to out.
//
// The mean of the rows is handed through, and so takes all of the gradient that
// the rest, X with rows that sum to 0, leaves. The rest becomes XVV', V being the
// kept ones of all axes A as columns. With G the gradient without its mean row,
// the product is GVV' for the weights, and XASA' for the axes, which turn with
// the scatter X'X: S is symmetric, and 0 but for axes i that are kept and j that
// are not, where it is (B + B')[i,j] / (variance i - variance j), B = A'X'GA. A wide
// picture is the same lying on its side.
func (p *principal) rebuildBack(out, gradient []float32, k int) {
	mean := make([]float64, p.width)
	for i, v := range gradient {
		mean[i%p.width] += float64(v) / float64(p.height)
	}
	centred := make([]float64, len(gradient))
	for i, v := range gradient {
		centred[i] = float64(v) - mean[i%p.width]
	}
	var x, g mat.Matrix = p.centred, mat.NewDense(p.height, p.width, centred)
	if !p.tall() {
		x, g = x.T(), g.T()
	}

	side := len(p.variances)
	dropped := side - min(k, side)
	kept := p.axes.Slice(0, side, dropped, side)
	var weights, product mat.Dense
	weights.Mul(g, kept)
	product.Mul(&weights, kept.T())

	var along, across, b mat.Dense
	along.Mul(x, p.axes)
	across.Mul(g, p.axes)
	b.Mul(along.T(), &across)
	turn := mat.NewDense(side, side, nil)
	for i := dropped; i < side; i++ {
		for j := range dropped {
			if gap := p.variances[i] - p.variances[j]; gap > nearlyEqual*p.variances[side-1] {
				s := (b.At(i, j) + b.At(j, i)) / gap
				turn.Set(i, j, s)
				turn.Set(j, i, s)
			}
		}
	}
	var turned, rest mat.Dense
	turned.Mul(&along, turn)
	rest.Mul(&turned, p.axes.T())
	product.Add(&product, &rest)

	for i := range out {
		y, x := i/p.width, i%p.width
		if !p.tall() {
			y, x = x, y
		}
		out[i] = float32(mean[i%p.width] + product.At(y, x))
	}
}

// nearlyEqual is the share of the largest variance by which two must differ:
// below it, rounding decides how the components turn.
const nearlyEqual = 1e-10
