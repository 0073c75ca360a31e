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
	// Wagner, 2018). To undo such an attack is no sign of robustness.
	HidesGradient bool
	// Apply returns a new picture on the 8-bit grid; im is not changed. v has
	// a value for each parameter. It returns ctx's error soon after ctx ends.
	Apply func(ctx context.Context, im *pixel.Image, v param.Values) (*pixel.Image, error)
	// Adjoint is the transpose of a defence that is linear but for its last
	// rounding, and nil for the others. It turns the gradient of a loss with
	// respect to the defended picture into the gradient with respect to the
	// picture before the defence; gradient is not changed.
	Adjoint func(gradient *pixel.Image, v param.Values) *pixel.Image
}
