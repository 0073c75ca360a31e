package attack

import (
	"math"
	"math/rand/v2"

	"foolscope/engine/pages"
	"foolscope/engine/pixel"
)

// linfBall lets each element move by epsilon.
type linfBall struct {
	origin *pixel.Image
	eps    float64
	// low and high bound each element by the ball and by [0,1].
	low, high []float32
}

var _ ball = (*linfBall)(nil)

func newLinf(origin *pixel.Image, eps float64) *linfBall {
	b := &linfBall{
		origin: origin, eps: eps,
		low:  pages.Make[float32](len(origin.Pix)),
		high: pages.Make[float32](len(origin.Pix)),
	}
	e := float32(eps)
	for i, v := range origin.Pix {
		b.low[i], b.high[i] = max(v-e, 0), min(v+e, 1)
	}
	return b
}

func (b *linfBall) climb(x, g []float32, alpha float64) {
	a := math.Float32bits(float32(alpha))
	low, high := b.low[:len(x)], b.high[:len(x)]
	g = g[:len(x)]
	for i, v := range x {
		if d := g[i]; d != 0 && finite(d) {
			// alpha with the sign of d times its own, without a branch that
			// noise-like gradients would mispredict every other time.
			v += math.Float32frombits(a ^ math.Float32bits(d)&signBit)
		}
		x[i] = min(max(v, low[i]), high[i])
	}
}

const signBit = 1 << 31

func (b *linfBall) scatter(x []float32, r *rand.Rand) {
	for i, v := range x {
		v += float32(b.eps * (2*r.Float64() - 1))
		x[i] = min(max(v, b.low[i]), b.high[i])
	}
}
