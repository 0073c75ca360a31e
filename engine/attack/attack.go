package attack

import (
	"context"

	"foolscope/engine/loss"
	"foolscope/engine/param"
	"foolscope/engine/pixel"
)

// Goal is what an attack is after.
type Goal struct {
	// Class is the class to leave, or, if Targeted, the class to reach.
	Class    int
	Targeted bool
}

// Reached reports whether logits fulfil the goal.
func (g Goal) Reached(logits []float32) bool {
	return (loss.Argmax(logits) == g.Class) == g.Targeted
}

// Job is one attack on one picture.
type Job struct {
	Model Model
	// Image is the original, at the classifier's input size and on the 8-bit
	// grid. It is not changed.
	Image *pixel.Image
	Goal  Goal
	// Independent is true if the model's classes do not exclude each other; a
	// binary cross-entropy is followed then.
	Independent bool
	// Fitted is what Fit learned, for an attack that has one; see Learned.
	Fitted *Fitted
	// Values has a value for each of the attack's parameters.
	Values param.Values
	// Seed determines every random draw.
	Seed uint64
	// Observe, if not nil, is called after each step, on the goroutine of Run.
	// An attack that asks the model nothing on its way takes no steps.
	Observe func(Step)
}

// Step is one iterate.
type Step struct {
	// Index counts from 1; an attack that is done early ends before Total.
	Index, Total int
	// Run counts the attack's starts from 0: the first step of a run does not
	// go on from the step before it.
	Run int
	// Image is the iterate, not rounded; the observer must not change or keep
	// it without a copy.
	Image *pixel.Image
	// Logits are the scores of the picture that the step started from.
	Logits []float32
	// Loss is the loss that the attack climbs or descends, nil if it has none, and
	// Value what it was there.
	Loss  loss.Loss
	Value float64
	// Queries is how many pictures the model was asked about so far, without those
	// whose gradient was asked for.
	Queries int
	// Best is the smallest change so far that reaches the goal, in the attack's norm
	// and on the 8-bit grid; 0 if there is none yet, or the attack does not look for it.
	Best float64
	// Start is what the attack found of the gradient where it began.
	Start Start
}

// Result is what an attack ended with.
type Result struct {
	// Image is the attacked picture, on the 8-bit grid.
	Image *pixel.Image
	// Exact is the same before rounding.
	Exact *pixel.Image
	// Logits are the scores of Image.
	Logits []float32
	// Gradients and Queries count what was asked of the model.
	Gradients, Queries int
	// Start is what the attack found of the gradient where it began.
	Start Start
}

// Preset is a named setting.
type Preset struct {
	Name string
	// Values has a value for each of the attack's parameters.
	Values param.Values
}

// Attack is one algorithm.
type Attack struct {
	// Key names the attack on the command line and in files.
	Key string
	// Name is what a person reads.
	Name string
	// Summary says in one sentence what the attack does.
	Summary string
	Params  param.Set
	// Needs is what the attack asks of the model.
	Needs Needs
	// Norm is the norm that the attack is bounded in, by its parameter epsilon, or,
	// if Smallest, the one in which it searches for the smallest change.
	Norm     Norm
	Smallest bool
	// Strength is the key of the parameter that a plot of strength sweeps; at
	// 0 the attack returns the original. It is empty if there is none.
	Strength string
	// Presets are named settings, weakest first; "typical" is the defaults.
	Presets []Preset
	// Tuned are presets of the same names for classifiers whose sensitivity is
	// known, where others suit them; see PresetsFor.
	Tuned map[Sensitivity][]Preset
	// Run attacks. It stops within one network run when ctx ends and then
	// returns ctx's error.
	Run func(ctx context.Context, job Job) (*Result, error)
	// Fit learns from many pictures what is then applied to any. It is nil for
	// attacks that see only the picture they change. Like Run, it stops when ctx ends.
	Fit func(ctx context.Context, job FitJob) (*Fitted, error)
}
