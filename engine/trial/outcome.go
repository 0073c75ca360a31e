package trial

import (
	"errors"
	"math"
	"slices"
	"time"

	"foolscope/engine/attack"
	"foolscope/engine/loss"
	"foolscope/engine/metric"
	"foolscope/engine/pixel"
)

// Prediction is what a model says about a picture.
type Prediction struct {
	Class       int
	Probability float64
	// Logits are the scores, and Probabilities what they stand for, per class.
	// Nobody changes them.
	Logits        []float32
	Probabilities []float64
}

// errNoScores says that a model gave infinities or worse.
var errNoScores = errors.New("the model's scores are not numbers")

// Predict reads a prediction from scores. It returns an error if they are not
// numbers.
func Predict(logits []float32, independent bool) (Prediction, error) {
	p := Prediction{Class: loss.Argmax(logits), Logits: logits, Probabilities: loss.Probabilities(logits, independent)}
	p.Probability = p.Probabilities[p.Class]
	if slices.ContainsFunc(p.Probabilities, math.IsNaN) {
		return Prediction{}, errNoScores
	}
	return p, nil
}

// Outcome is what came out. It is never changed once it is handed over, and
// shares pictures with other outcomes.
type Outcome struct {
	Setup Setup
	// Goal is the setup's goal on this picture.
	Goal attack.Goal
	// Original and Attacked are the pictures before and after the attack;
	// Defended is nil without a defence.
	Original, Attacked, Defended *pixel.Image
	// Clean, AfterAttack and AfterDefense are what the model says of them; the
	// last is nil without a defence.
	Clean, AfterAttack Prediction
	AfterDefense       *Prediction
	// Fooled is true if the attacked picture fulfils the goal, and
	// AlreadyFooled if the original did: the model was wrong before, or said
	// the target.
	Fooled, AlreadyFooled bool
	// FooledBehind is true if the defended picture fulfils the goal; false without
	// a defence.
	FooledBehind bool
	// Change is the distance of the attacked picture from the original.
	Change metric.Comparison
	// Gradients and Queries count what the attack asked for.
	Gradients, Queries int
	// Estimate is the subject's.
	Estimate int
	// Computed counts the gradients that the model computed for this outcome:
	// none if the attack was known from an earlier one.
	Computed int
	// Remarks are sentences that a fair judgement of the attack must know.
	Remarks []string
	// Took is the time of the attack alone.
	Took time.Duration
	// Stopped is true if somebody ended the attack after Step of its Steps, and
	// the picture of that step was judged.
	Stopped     bool
	Step, Steps int

	// Trace is the way of an attack of several steps, and OnlyUnrounded true if
	// the picture before rounding reaches a goal that the 8-bit one misses. Both
	// are known of watched runs only.
	Trace         *Trace
	OnlyUnrounded bool
}

// Target is the class to reach, None for any other than that of the original.
func (o *Outcome) Target() int {
	if o.Goal.Targeted {
		return o.Goal.Class
	}
	return None
}

// HiddenGradient reports whether a defence that hides its gradient brought the
// prediction back after an attack that goes by the gradient of the model alone,
// which is no sign of robustness.
func (o *Outcome) HiddenGradient() bool {
	if o.Setup.Adaptive || o.AfterDefense == nil || o.AfterDefense.Class != o.Clean.Class || o.AfterAttack.Class == o.Clean.Class || o.Setup.Attack.Needs != attack.Gradients {
		return false
	}
	for _, stage := range o.Setup.Chain {
		if stage.Defense.HidesGradient {
			return true
		}
	}
	return false
}
