package defense

import (
	"context"

	"foolscope/engine/param"
	"foolscope/engine/pixel"
)

// Defense is one algorithm.
type Defense struct {
	// Key names the defence on the command line and in files.
	Key string
	// Name is what a person reads.
	Name string
	// Summary says in one sentence what the defence does.
	Summary string
	Params  param.Set
	// Strength is the key of the parameter that a plot of strength sweeps.
	Strength string
	// HidesGradient is true if the derivative of the defence is 0 or jumps
	// almost everywhere, as that of rounding and of sorting does, so that an
	// attack learns little from it (obfuscated gradients; Athalye, Carlini and
	// Wagner, 2018). To undo such an attack is not a sign of robustness.
	HidesGradient bool
	// Random is true if Apply draws, so that another seed gives another picture.
	Random bool
	// Apply returns a new picture on the 8-bit grid; im is not changed. v has
	// a value for each parameter. seed determines every random draw, and means
	// nothing unless Random is true. Apply returns ctx's error soon after ctx
	// ends.
	Apply func(ctx context.Context, im *pixel.Image, v param.Values, seed uint64) (*pixel.Image, error)
	// Backward is the vector-Jacobian product of Apply at picture, with the same
	// values and seed: it turns the gradient of a loss with respect to the
	// defended picture into the gradient with respect to picture, which has the
	// same size here and may lie between the levels. Rounding to the grid counts
	// as the identity. picture and gradient are not changed.
	//
	// Backward is nil where Apply has no derivative that tells anything. The
	// identity stands in for it then, which is the backward pass differentiable
	// approximation (BPDA) of Athalye, Carlini and Wagner, 2018, for defences
	// whose result is close to their input.
	Backward func(ctx context.Context, picture, gradient *pixel.Image, v param.Values, seed uint64) (*pixel.Image, error)
}
