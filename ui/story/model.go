package story

import (
	"fmt"
	"slices"
	"strconv"

	"foolscope/engine/classifier"
	"foolscope/engine/loss"
)

// ModelInfo describes a network for a person.
type ModelInfo struct {
	Title         string
	Width, Height int
	Labels        []string
	// Assumed is true if nothing said how pictures become the input.
	Assumed bool
	// Sources says where size, preprocessing and labels were read.
	Sources []classifier.Source
	// Independent is true if each class has a probability of its own.
	Independent bool
	// StraightThrough is true if the network is quantized, so that its gradient
	// is an estimate that passes by the rounding.
	StraightThrough bool
	// EstimatedGradient is true if the network has no exact gradient, so that
	// attacks go by one that is estimated from its scores.
	EstimatedGradient bool
	// Warnings are sentences about what may be wrong.
	Warnings []string
}

// Sides writes the size of the pictures that the network takes: one number for a
// square.
func (m ModelInfo) Sides() string {
	if m.Width == m.Height {
		return strconv.Itoa(m.Width)
	}
	return fmt.Sprintf("%d × %d", m.Width, m.Height)
}

// Probabilities turns scores of the network into probabilities.
func (m ModelInfo) Probabilities(logits []float32) []float64 {
	return loss.Probabilities(logits, m.Independent)
}

// Label names a class.
func (m ModelInfo) Label(class int) string {
	if class < 0 || class >= len(m.Labels) {
		return ""
	}
	return m.Labels[class]
}

// Find finds a class by its name, -1 if there is none.
func (m ModelInfo) Find(name string) int { return slices.Index(m.Labels, name) }

// Counterpart returns the class of another network that has the same name as a
// class of this one, -1 if it has none.
func Counterpart(from ModelInfo, class int, to ModelInfo) int {
	name := from.Label(class)
	if name == "" {
		return -1
	}
	if to.Label(class) == name {
		// Names are not always unique: the same place is the better guess.
		return class
	}
	return to.Find(name)
}

// TruthIn returns the label that a picture is known to have, if the network
// has a class of that name.
func TruthIn(info ModelInfo, truth string) string {
	for _, label := range info.Labels {
		if label == truth {
			return truth
		}
	}
	return ""
}
