package defense

import (
	"context"
	"errors"

	"foolscope/engine/param"
	"foolscope/engine/pixel"

	"gonum.org/v1/gonum/mat"
)

// pca is the study's principal component analysis, of each channel of each
// picture by itself: the rows are the samples, their mean is subtracted, the
// components of largest variance are kept and the picture is put together
// again.
//
// A picture has no more components than its shorter side has pixels; asking
// for that many or more leaves it as it is.
var pca = &Defense{
	Key:      "pca",
	Name:     "PCA",
	Summary:  "Rebuilds the picture from the few patterns that explain most of it.",
	Strength: "components",
	Params: param.Set{{
		Key: "components", Name: "Components", Symbol: "k", Kind: param.Integer,
		Min: 1, Max: 224, Default: 20, Step: 1,
		Explanation: "Principal components that are kept of each of red, green and blue. " +
			"Few keep only the coarse structure; as many as the shorter side has pixels change nothing.",
	}},
	Apply: func(ctx context.Context, im *pixel.Image, v param.Values, _ uint64) (*pixel.Image, error) {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		components := v.Int("components")
		if components >= min(im.Width, im.Height) {
			return im.Clone().Round(), nil
		}
		found, err := analyses.of(ctx, im)
		if err != nil {
			return nil, err
		}
		out := pixel.New(im.Width, im.Height)
		pixel.EachChannel(func(c int) { toElements(out.Plane(c), found[c].rebuild(components)) })
		return out, ctx.Err()
	},
	Backward: pcaBackward,
}

// ExplainedVariance is the part, 0 to 1, of the variance of red, green and
// blue that the given number of components keeps; 1 for an even picture.
func ExplainedVariance(ctx context.Context, im *pixel.Image, components int) (share [3]float64, err error) {
	found, err := analyses.of(ctx, im)
	if err != nil {
		return share, err
	}
	for c := range share {
		share[c] = found[c].explained(components)
	}
	return share, nil
}

// principal is the analysis of one plane: its rows less their mean, and the
// axes of variance, in rows of the picture if it is wide and in columns if it
// is tall, whichever are shorter.
type principal struct {
	width, height int
	mean          []float64
	centred       *mat.Dense // height x width
	variances     []float64  // ascending
	axes          *mat.Dense // one per column, in the order of variances
}

func analyse(ctx context.Context, plane []float32, width, height int) (*principal, error) {
	p := &principal{width: width, height: height, mean: make([]float64, width)}
	levels := toLevels(plane)
	for i, v := range levels {
		p.mean[i%width] += v / float64(height)
	}
	for i := range levels {
		levels[i] -= p.mean[i%width]
	}
	p.centred = mat.NewDense(height, width, levels)

	// The scatter of the shorter side has the same variances other than 0 as
	// that of the longer one.
	var scatter mat.SymDense
	if p.tall() {
		scatter.SymOuterK(1, p.centred.T())
	} else {
		scatter.SymOuterK(1, p.centred)
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	var eigen mat.EigenSym
	if !eigen.Factorize(&scatter, true) {
		return nil, errors.New("the principal components of the picture cannot be computed")
	}
	p.variances = eigen.Values(nil)
	p.axes = mat.NewDense(len(p.variances), len(p.variances), nil)
	eigen.VectorsTo(p.axes)
	return p, ctx.Err()
}

func (p *principal) tall() bool { return p.height >= p.width }

// rebuild returns the plane, in levels, from its first k components.
func (p *principal) rebuild(k int) []float64 {
	side := len(p.variances)
	kept := p.axes.Slice(0, side, side-min(k, side), side)
	var weights, plane mat.Dense
	if p.tall() {
		weights.Mul(p.centred, kept)
		plane.Mul(&weights, kept.T())
	} else {
		weights.Mul(kept.T(), p.centred)
		plane.Mul(kept, &weights)
	}
	out := plane.RawMatrix().Data
	for i := range out {
		out[i] += p.mean[i%p.width]
	}
	return out
}

// explained is the share of the variance in the first k components. Rounding
// can leave tiny negative variances, which count as none.
func (p *principal) explained(k int) float64 {
	kept, total := 0.0, 0.0
	for i, variance := range p.variances {
		variance = max(variance, 0)
		total += variance
		if i >= len(p.variances)-k {
			kept += variance
		}
	}
	if total == 0 {
		return 1
	}
	return kept / total
}
