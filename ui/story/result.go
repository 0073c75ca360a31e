package story

import (
	"image"
	"slices"

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

// Result is an outcome as a person is told of it. It is never changed once it is
// published.
type Result struct {
	Model ModelInfo
	// Picture is the name of the picture; Width and Height are its own size.
	Picture       string
	Width, Height int
	// Truth is the class that the picture is known to show, empty if nobody knows.
	Truth string

	Original, Attacked, Defended Panel
	// Perturbation is attacked minus original, amplified Gain times.
	Perturbation *image.RGBA
	Gain         int
	// Drawing is what the view shows of the perturbation.
	Drawing  Drawing
	Change   Verdict
	Measures Measures
	// sentence tells the whole story.
	Sentence string
	// Limits are what a fair judgement must know.
	Limits []Limit
	// Step of Steps is how far the attack is, 0 of 0 before its first step.
	Step, Steps int

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
	// Estimated is true if the attack goes by an estimated gradient.
	Estimated bool
}

// Nothing is a result of which no prediction is known, that says why.
func Nothing(sentence string) Result {
	return Result{CleanClass: -1, AttackedClass: -1, DefendedClass: -1, Target: -1, Sentence: sentence}
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

// AttackedImage is the 8-bit picture that the attack ended with, nil while there is
// none.
func (r *Result) AttackedImage() *pixel.Image {
	if r.Outcome == nil {
		return nil
	}
	return r.Outcome.Attacked
}

// CleanPrediction is the prediction for the original.
func (r *Result) CleanPrediction() trial.Prediction { return r.Outcome.Clean }

// Trace is the way of the attack until now, nil while there is none.
func (r *Result) Trace() *trial.Trace {
	if r.Outcome == nil {
		return nil
	}
	return r.Outcome.Trace
}
