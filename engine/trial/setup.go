package trial

import (
	"context"

	"foolscope/engine/attack"
	"foolscope/engine/defense"
	"foolscope/engine/param"
	"foolscope/engine/pixel"
)

// Setup says what is tried, on any picture of any model. Its maps are not
// changed once it is handed over.
type Setup struct {
	Attack *attack.Attack
	// Values has a value for each of the attack's parameters.
	Values param.Values
	Goal   Goal
	// Chain are the defences that the attacked picture goes through, one after
	// the other.
	Chain defense.Chain
	// Seed determines every random draw, together with the picture.
	Seed uint64
}

// Subject is a picture before a model.
type Subject struct {
	Model attack.Model
	// Independent is true if the model's classes do not exclude each other.
	Independent bool
	// Image is at the model's input size and on the 8-bit grid. It is not changed.
	Image *pixel.Image
	// Label is the class that the picture shows, which an attack without a
	// target leaves. None takes the model's own prediction for it.
	Label int
	// Estimate is how many runs of the model a gradient takes if the model has to
	// estimate it, 0 for an exact one.
	Estimate int
}

// Run tries the setup once. Its error is that of Runner.Run.
func (s Setup) Run(ctx context.Context, on Subject) (*Outcome, error) {
	return NewRunner(on).Run(ctx, s, nil)
}
