package attack

import (
	"math"
	"math/rand/v2"

	"foolscope/engine/pixel"
)

// l2Ball lets the perturbation be epsilon long.
type l2Ball struct {
	origin *pixel.Image
	eps    float64
}

var _ ball = (*l2Ball)(nil)

func (b *l2Ball) climb(x, g []float32, alpha float64) {
	origin := b.origin.Pix[:len(x)]
	g = g[:len(x)]
	scale := float32(alpha / max(norm2(g), tinyNorm))
	moved := 0.0
	for i, d := range g {
		if finite(d) {
			x[i] += scale * d
		}
		way := float64(x[i] - origin[i])
		moved += way * way
	}
	// Not a factor of 1 for pictures inside: origin + (x - origin) can differ
	// from x in the last digit.
	if length := math.Sqrt(moved); length > b.eps {
		shrink := float32(b.eps / length)
		for i, v := range x {
			x[i] = origin[i] + shrink*(v-origin[i])
		}
	}
	for i, v := range x {
		x[i] = min(max(v, 0), 1)
	}
}

// scatter draws uniformly from the ball: a normal vector gives the direction,
// and the share of the volume within a radius grows with its d-th power.
func (b *l2Ball) scatter(x []float32, r *rand.Rand) {
	way := make([]float32, len(x))
	for i := range way {
		way[i] = float32(r.NormFloat64())
	}
	radius := b.eps * math.Pow(r.Float64(), 1/float64(len(x)))
	b.climb(x, way, radius)
}

// norm2 is the length of g without its entries that are not finite.
func norm2(g []float32) float64 {
	sum := 0.0
	for _, v := range g {
		if finite(v) {
			sum += float64(v) * float64(v)
		}
	}
	return math.Sqrt(sum)
}
