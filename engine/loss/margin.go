package loss

import "math"

// Margin is z[Class] - max over i != Class of z[i] (Carlini and Wagner, 2017):
// negative as soon as another class wins. It needs two classes.
type Margin struct{ Class int }

// Value implements Loss.
func (l Margin) Value(logits []float32) float64 {
	return float64(logits[l.Class]) - l.rival(logits)
}

// Slope implements Loss. Rivals that tie have equal shares of the -1.
func (l Margin) Slope(logits []float32) []float32 {
	slope := make([]float32, len(logits))
	rival, ties := l.rival(logits), 0
	for i, z := range logits {
		if i != l.Class && float64(z) == rival {
			ties++
		}
	}
	for i, z := range logits {
		if i != l.Class && float64(z) == rival {
			slope[i] = -1 / float32(ties)
		}
	}
	slope[l.Class] = 1
	return propagateNaN(slope, logits)
}

// rival is the largest logit of another class.
func (l Margin) rival(logits []float32) float64 {
	rival := math.Inf(-1)
	for i, z := range logits {
		if i != l.Class {
			rival = max(rival, float64(z))
		}
	}
	return rival
}
