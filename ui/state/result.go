package state

import (
	"image"
	"slices"
	"time"

	"foolscope/engine/attack"
	"foolscope/engine/pixel"
	"foolscope/engine/trial"
)

// Panel is what one of the pictures and the network say.
type Panel struct {
	// Image is nil if there is nothing to show.
	Image   *image.RGBA
	Rows    []Row
	Verdict Verdict
}

// Measures say how much the attack changed, on the 8-bit picture.
type Measures struct {
	// Known is false while an attack is still running.
	Known bool
	// Linf and L2 are in units of the whole range between black and white.
	Linf, L2   float64
	SSIM, PSNR float64
	Gradients  int
}

// Result is what was computed from one generation of settings. It is never
// changed once it is published.
type Result struct {
	Generation uint64
	Settings   Settings
	Model      ModelInfo
	// Picture is the name of the picture; Width and Height are its own size.
	Picture       string
	Width, Height int

	Original, Attacked, Defended Panel
	// Perturbation is attacked minus original, amplified Gain times.
	Perturbation *image.RGBA
	Gain         int
	// Drawing is what the view shows of the perturbation.
	Drawing  Drawing
	Change   Verdict
	Measures Measures
	// Sentence tells the whole story.
	Sentence string
	// Limits are what a fair judgement must know.
	Limits []Limit
	// Step of Steps is how far the attack is, 0 of 0 before its first step.
	Step, Steps int
	// Final is true once everything is computed, or given up.
	Final bool

	// CleanClass, AttackedClass and DefendedClass are the three predictions,
	// -1 where there is none. Target is the class to reach, or -1.
	CleanClass, AttackedClass, DefendedClass, Target int
	// Probabilities on the attacked and on the defended picture; nil where
	// there is none.
	AttackedProbabilities, DefendedProbabilities []float64

	// Outcome is what the trial says: of the original alone before the attack, with
	// the trace so far while it runs. It is nil if the picture could not be shown
	// to the network.
	Outcome *trial.Outcome

	// Began is when the settings were chosen, Elapsed the time from then to
	// this result.
	Began   time.Time
	Elapsed time.Duration

	// estimated is true if the attack went by an estimated gradient.
	estimated bool
}

// Warnings are all sentences that whoever reads the result should read: about the
// attack, and about the network.
func (r *Result) Warnings() []string {
	var remarks []string
	if r.Outcome != nil {
		remarks = r.Outcome.Remarks
	}
	return slices.Concat(remarks, r.Model.Warnings)
}

// attacked is the 8-bit picture that the attack ended with, nil while there is
// none.
func (r *Result) attacked() *pixel.Image {
	if r.Outcome == nil {
		return nil
	}
	return r.Outcome.Attacked
}

// clean is the prediction for the original.
func (r *Result) clean() trial.Prediction { return r.Outcome.Clean }

// trace is the way of the attack until now, nil while there is none.
func (r *Result) trace() *trial.Trace {
	if r.Outcome == nil {
		return nil
	}
	return r.Outcome.Trace
}

// Status says what is going on.
type Status struct {
	// Busy is true while the result of the current settings is computed.
	Busy bool
	// Slow is true once that took long enough to be worth a progress bar.
	Slow bool
	// Text says what is being done, or what the result is.
	Text string
	// Progress is between 0 and 1, or negative if nobody knows.
	Progress float64
}

// Notice is something to tell that belongs to no panel.
type Notice struct {
	// Number is one up with each notice, so that a screen knows a new one.
	Number int
	Err    bool
	Text   string
}

// Snapshot is all that a screen draws. It is a value, and what it points to is
// never changed.
type Snapshot struct {
	Generation uint64
	Settings   Settings
	Pictures   []Picture
	// View is how the perturbation is to be drawn.
	View View
	// SeedFree is true if each run draws a seed of its own.
	SeedFree bool
	// Recent is what was opened lately. Offered are models that lie in a folder
	// whose pictures were opened.
	Recent  Recent
	Offered []string
	// Model is the network that is open; its Title is empty if none is.
	Model ModelInfo
	// Sensitivity says which presets suit the network.
	Sensitivity attack.Sensitivity
	// Result is nil before the first one.
	Result *Result
	// Second is what stands beside the result, nil if nothing does, or nothing
	// yet.
	Second *Second
	// Sweep has no points at first. It is stale while its points belong to
	// values that were chosen before.
	Sweep      *Sweep
	SweepStale bool
	Status     Status
	Notice     Notice
	// Held is what of an earlier session waits for an answer; nil if nothing does.
	Held *Held
	// GradientTime is how long one gradient takes, 0 if that is not known yet.
	GradientTime time.Duration
	// Runtime is the library that runs the networks, and Provider what computes
	// them with it. Refusal is why that is not what was chosen, nil if it is.
	Runtime, Provider string
	Refusal           error
	// Blocked says why nothing can run, or is nil.
	Blocked error

	scrubbed *scrubbed
	// paused is the generation whose attack is held, 0 for none.
	paused uint64
}

// Current reports whether the result belongs to the settings and is complete.
func (s Snapshot) Current() bool {
	return s.Result != nil && s.Result.Final && s.Result.Generation == s.Generation
}
