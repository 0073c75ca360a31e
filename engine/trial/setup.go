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
	// Fitted is what an attack that has a Fit learned from other pictures, else nil.
	// It is a file of its own, and not part of the setup's JSON.
	Fitted *attack.Fitted
	Goal   Goal
	// Chain are the defences that the attacked picture goes through, one after
	// the other.
	Chain defense.Chain
	// Adaptive is true if the attack knows the chain: it attacks the model behind
	// the defences (see engine/adaptive), and takes the mean over Samples draws
	// where one of them draws at random, 0 for the default. Both mean nothing without
	// a chain.
	Adaptive bool
	Samples  int
	// Seed determines every random draw, together with the picture.
	Seed uint64
}

// Samples describes Setup.Samples.
var Samples = param.Param{
	Key: "samples", Name: "Samples", Kind: param.Integer, Min: 1, Max: 1000, Default: 10, Step: 1,
	Explanation: "How many draws of a random defence an adaptive attack takes the mean over at each step.",
}

// normal returns the setup without what has no effect, so that setups that do the
// same are equal.
func (s Setup) normal() Setup {
	s.Adaptive = s.Adaptive && len(s.Chain) > 0
	switch {
	case !s.Adaptive || !s.Chain.Random():
		s.Samples = 0
	case s.Samples == 0:
		s.Samples = int(Samples.Default)
	}
	return s
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
