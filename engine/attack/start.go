package attack

import (
	"fmt"

	"foolscope/engine/param"
)

// Start says what an attack found of the gradient where it began.
type Start int

const (
	// Sloped: there is a gradient, or the attack uses none.
	Sloped Start = iota
	// Saturated: the gradient of the cross-entropy is zero, as the model is so sure
	// that rounding leaves nothing of it. The attack followed the margin instead.
	Saturated
	// Flat: the gradient is zero, and the attack had no direction to go.
	Flat
	// Broken: the gradient is not a number, and the attack had no direction to go.
	Broken
	// Patchy: the gradient is not a number at some of the pixels, which the attack
	// leaves alone.
	Patchy
)

// startOf looks for something to go by in a gradient.
func startOf(gradient []float32) Start {
	broken, sloped := false, false
	for _, d := range gradient {
		if !finite(d) {
			broken = true
		} else if d != 0 {
			sloped = true
		}
	}
	switch {
	case broken && sloped:
		return Patchy
	case broken:
		return Broken
	case sloped:
		return Sloped
	}
	return Flat
}

// Remark says what a person must know of a start, and what helps; it is empty if
// there is nothing to say.
func (s Start) Remark() string {
	const helps = "Check the range of values that the model expects (mean and std in its manifest), or try an attack without a gradient, such as pixel noise."
	switch s {
	case Saturated:
		return "The gradient of the cross-entropy is zero where the attack starts, because the model is too sure; the attack followed the margin between the scores instead."
	case Flat:
		return "The gradient is zero where the attack starts, so the attack has no direction: small changes of this picture do not move the model's scores. " + helps
	case Patchy:
		return "The gradient is not a number at some of the pixels where the attack starts; the attack leaves those alone, and may find less than there is. " + helps
	case Broken:
		return "The gradient is not a number where the attack starts, so the attack has no direction. " + helps
	}
	return ""
}

// Idle says why an attack changed nothing, where that needs to be said; r is its
// result, changed whether the picture differs from the original, and already
// whether the original fulfilled the goal.
func (a *Attack) Idle(r *Result, v param.Values, changed, already bool) string {
	switch {
	case changed || r.Start == Flat || r.Start == Broken:
		return ""
	case a.Strength != "" && v[a.Strength] == 0:
		return "The attack changed nothing, as its strength is 0."
	case already:
		return "The attack changed nothing: the original reaches its goal already."
	}
	return fmt.Sprintf("%s changed nothing that an 8-bit picture can hold; a greater strength may.", a.Name)
}
