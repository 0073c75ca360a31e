package attack

import (
	"context"

	"foolscope/engine/loss"
	"foolscope/engine/param"
	"foolscope/engine/pixel"
)

// Sensitivity says how far the pixels of a picture must move until a classifier
// says something else. Presets depend on it: what is strong for one kind of
// classifier is nothing to another.
type Sensitivity int

const (
	// Unknown: nobody measured it yet.
	Unknown Sensitivity = iota
	// Fragile classifiers fall at 2 levels of 255, as most that were trained on
	// ImageNet do.
	Fragile
	// Sturdy ones take more: those that were trained on noisy or attacked
	// pictures, or that know few classes which look very different.
	Sturdy
)

// String names the kind for a person.
func (s Sensitivity) String() string { return [...]string{"unknown", "fragile", "sturdy"}[s] }

// ProbeLevels is the distance at which Measure tries, in levels of 255.
const ProbeLevels = 2

// probe is BIM with so few steps that even a large network answers soon; they
// just reach the distance.
var probe = param.Values{"epsilon": ProbeLevels, "steps": 4, "step": 0.25}

// Measure attacks a picture with BIM, and says that the classifier is fragile
// if the prediction for the 8-bit result is another one. It costs four
// gradients.
func Measure(ctx context.Context, model Model, im *pixel.Image) (Sensitivity, error) {
	clean, err := LogitsOf(ctx, model, im)
	if err != nil {
		return Unknown, failure(ctx, "the picture", err)
	}
	bim, _ := Find("bim")
	goal := Goal{Class: loss.Argmax(clean)}
	result, err := bim.Run(ctx, Job{Model: model, Image: im, Goal: goal, Values: probe})
	if err != nil {
		return Unknown, err
	}
	if goal.Reached(result.Logits) {
		return Fragile, nil
	}
	return Sturdy, nil
}

// PresetsFor returns the presets that suit a classifier.
func (a *Attack) PresetsFor(s Sensitivity) []Preset {
	if tuned, ok := a.Tuned[s]; ok {
		return tuned
	}
	return a.Presets
}

// tuned names settings for both kinds of classifiers; each kind has the values
// that differ from the defaults, weak, typical and strong. For sturdy ones, of
// which the built-in classifier is one, weak is the defaults: what a window
// begins with has a name. It panics if a value does not fit its parameter.
func tuned(params param.Set, fragile, sturdy [3]param.Values) map[Sensitivity][]Preset {
	name := func(v [3]param.Values) []Preset { return namedPresets(params, v[0], v[1], v[2]) }
	return map[Sensitivity][]Preset{Fragile: name(fragile), Sturdy: name(sturdy)}
}

// strengths are three values of one parameter.
func strengths(key string, weak, typical, strong float64) [3]param.Values {
	return [3]param.Values{{key: weak}, {key: typical}, {key: strong}}
}
