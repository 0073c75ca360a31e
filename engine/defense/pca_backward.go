package defense

import (
	"context"

	"foolscope/engine/param"
	"foolscope/engine/pixel"

	"gonum.org/v1/gonum/mat"
)

// pcaBackward differentiates the projection onto the picture's own components:
// the mean of the rows follows the picture, and so do the weights of the
// components in each row; the components themselves, and which of them are kept,
// are held fixed at what they are for this picture, as are the clamping to
// [0,1] and the rounding. With V the kept components as columns and M the matrix that
// replaces each row by the mean of the rows, the projection is
// X -> MX + (1-M)XVV', and its transpose is G -> MG + (1-M)GVV'.
//
// What is left out is how the components turn as the picture changes.
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
	pixel.EachChannel(func(c int) { found[c].project(out.Plane(c), gradient.Plane(c), components) })
	return out, ctx.Err()
}

// project writes the transpose of the projection onto the first k components,
// applied to gradient, to out.
func (p *principal) project(out, gradient []float32, k int) {
	whole := make([]float64, len(gradient))
	for i, v := range gradient {
		whole[i] = float64(v)
	}
	given := mat.NewDense(p.height, p.width, whole)
	kept := p.components(k)
	var projected mat.Dense
	if kept == nil {
		projected.ReuseAs(p.height, p.width)
	} else {
		var weights mat.Dense
		weights.Mul(given, kept)
		projected.Mul(&weights, kept.T())
	}
	inside := projected.RawMatrix().Data
	mean := make([]float64, p.width)
	for i, v := range whole {
		mean[i%p.width] += (v - inside[i]) / float64(p.height)
	}
	for i, v := range inside {
		out[i] = float32(v + mean[i%p.width])
	}
}

// negligible is the share of the largest variance below which a component only
// holds what rounding left.
const negligible = 1e-12

// components returns the first k components as columns, in rows of the picture
// (width x k); fewer if the others have no variance, nil if none has.
func (p *principal) components(k int) *mat.Dense {
	side := len(p.variances)
	least := negligible * p.variances[side-1]
	n := 0
	for n < min(k, side) && p.variances[side-1-n] > least {
		n++
	}
	if n == 0 {
		return nil
	}
	kept := p.axes.Slice(0, side, side-n, side)
	if p.tall() {
		return mat.DenseCopyOf(kept)
	}
	// Columns are the axes; the rows that belong to them are what the picture
	// makes of them, brought to length 1.
	var out mat.Dense
	out.Mul(p.centred.T(), kept)
	for j := range n {
		column := mat.Col(nil, j, &out)
		length := mat.Norm(mat.NewVecDense(len(column), column), 2)
		for i, v := range column {
			out.Set(i, j, v/length)
		}
	}
	return &out
}
