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
	// Apply returns a new picture on the 8-bit grid; im is not changed.
	Apply func(ctx context.Context, im *pixel.Image, v param.Values) (*pixel.Image, error)
}

var registry []*Defense

// All lists the defences in the order in which they are shown.
func All() []*Defense { return registry }

// Find returns the defence with the given key.
func Find(key string) (*Defense, bool) {
	for _, d := range registry {
		if d.Key == key {
			return d, true
		}
	}
	return nil, false
}
