package attack

import (
	"math/rand/v2"

	"foolscope/engine/pixel"
)

// ball is the set of pictures within epsilon of an original, measured in one
// norm, together with [0,1].
type ball interface {
	// climb moves x by alpha along the gradient g as the norm measures it,
	// then back into the ball and into [0,1], in place; a negative alpha
	// descends. Elements of g that are not finite count as zero; g may be
	// changed.
	climb(x, g []float32, alpha float64)
	// scatter moves x, which is the original, to a random place in the ball.
	scatter(x []float32, r *rand.Rand)
	// round returns the 8-bit picture nearest to x that is in the ball.
	round(x *pixel.Image) *pixel.Image
}
