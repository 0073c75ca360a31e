package attack

import (
	"math"
	"math/rand/v2"

	"foolscope/engine/pages"
	"foolscope/engine/pixel"
)

// l2Ball lets the perturbation be epsilon long.
type l2Ball struct {
	origin *pixel.Image
	eps    float64
}

var _ ball = (*l2Ball)(nil)

func (b *l2Ball) climb(x, g []float32, alpha float64) {
	origin, g := b.origin.Pix[:len(x)], g[:len(x)]
	scale := float32(alpha / max(norm2(g), tinyNorm))
	for i, v := range x {
		v += scale * g[i]
		x[i] = v
		g[i] = v - origin[i]
	}
	// Pictures inside are left alone instead of multiplied by 1, because
	// origin + (x - origin) can differ from x in the last digit.
	if length := norm2(g); length > b.eps {
		shrink := float32(b.eps / length)
		for i, way := range g {
			x[i] = origin[i] + shrink*way
		}
	}
	for i, v := range x {
		if v < 0 {
			x[i] = 0
		} else if v > 1 {
			x[i] = 1
		}
	}
}

// scatter draws uniformly from the ball: a normal vector gives the direction,
// and the share of the volume within a radius grows with its d-th power.
func (b *l2Ball) scatter(x []float32, r *rand.Rand) {
	way := pages.Make[float32](len(x))
	for i := range way {
		way[i] = float32(r.NormFloat64())
	}
	radius := b.eps * math.Pow(r.Float64(), 1/float64(len(x)))
	b.climb(x, way, radius)
}
